"""Do the same words play other roles: A beat B, B beat A?

In languages with cases the endings tell who did what, and the words may stay where they are. So do
the words of the passive: "A hit B" and "A was hit by B".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final, NamedTuple

from dedup.decide.words.statements import Statements, Told, Word
from dedup.languages import Language
from dedup.match.differences import Difference
from dedup.match.likeness import common_beginning, differ_in_endings
from dedup.read.reading import Reading

__all__ = ["exchange_an_ending", "find_other_roles"]

# Shorter words change their place when a sentence is put another way.
_SHORTEST_MOVED: Final = 4
_SHORTEST_UNCASED: Final = 3  # where most vowels are left out, or a letter is a syllable; judgement
_ADVERB: Final = 5  # letters of adverbs that editors put in anywhere: also, just, schon, noch
_WORD_STEM: Final = 3  # letters of a stem that stands for a word; judgement, not measured
_LONGEST_ENDING: Final = 3  # letters; judgement, not measured
_ARTICLE: Final = 2  # letters that "der" and "den" have in common


def exchange_an_ending(differences: Sequence[Difference], reading: Reading) -> bool:
    """Tell whether of two words each has the ending that the other loses, one of them none.

    Noise, to which all else is put down in a noisy match, does not do so.
    """
    if len(differences) != 2:  # nearly always
        return False
    (one, its), (other, others) = (
        (
            reading.wording(each.source_start, each.source_end),
            reading.wording(each.copy_start, each.copy_end),
        )
        for each in differences
    )
    return any(
        shorter and other_longer == other_shorter + ending
        for longer, shorter, other_longer, other_shorter in (
            (its, one, other, others),
            (one, its, others, other),
        )
        if 0 < len(ending := longer.removeprefix(shorter)) <= _LONGEST_ENDING < len(longer)
    )


class _Ending(NamedTuple):
    """Hold a word that ends otherwise in the copy, and its two endings."""

    written: str
    stem: int
    source: str
    copied: str


def find_other_roles(sides: Sequence[Told], statements: Statements) -> str | None:
    """Return a word that plays another role in a copy; None when none is known to."""
    if len(sides) == 1 and max(len(sides[0].source), len(sides[0].copied)) <= 1:
        return None  # nearly always: a word for another
    return (
        _moved(sides, statements)
        or _find_exchanged_endings(sides)
        or _find_passive(sides, statements.language)
    )


def _moved(sides: Sequence[Told], statements: Statements) -> str | None:
    """Return a word that went in one place and came back in another: A beat B, B beat A."""
    gone = {word.folded: word for each in sides for word in each.source}
    back = {word.folded: word for each in reversed(sides) for word in reversed(each.copied)}
    moved = {
        word
        for word in back.keys() & gone.keys()
        if len(word) >= (_SHORTEST_MOVED if statements.has_case(gone[word]) else _SHORTEST_UNCASED)
    }
    if not moved:  # nearly always
        return None
    replacing = {word.folded for _, source, copied in sides if source for word in copied}
    for _, source, copied in sides:
        for word in source:
            # One alone may be an adverb set elsewhere; a role leaves a gap that another word fills.
            role = copied and (len(word.folded) > _ADVERB or word.folded in replacing)
            if word.folded in moved and (len(moved) > 1 or role):
                return f"{word.written} in another place"
            if word.folded in moved and len(word.folded) > _ADVERB:
                name = _name_crossed(word, back[word.folded], statements)
                if name:
                    return f"{name} in another place"
    return None


def _find_passive(sides: Sequence[Told], language: Language) -> str | None:
    """Return the words by which only one side says what was done to somebody: "was", "by"."""
    source, copied = (
        {word.folded: word for each in sides for word in (each.source, each.copied)[side]}
        for side in (0, 1)
    )
    for words, others in ((source, copied), (copied, source)):
        for name, word in words.items():
            agents = language.passives.get(name, frozenset()).intersection(words)
            if agents and not language.passives[name].intersection(others):
                return f"{word.written} {min(agents)} on one side"
    return None


def _name_crossed(word: Word, again: Word, statements: Statements) -> str | None:
    """Return the name that a word has changed places with: of two neighbours either may have moved.

    Where no capitals tell a name, any word of a few letters may be one.

    Args:
        word: in the source.
        again: the same word in the copy.
        statements: what words state.
    """
    cased, reading = statements.has_case(word), statements.reading
    for step in (1, -1):
        here, there = word.token + step, again.token - step
        if not 0 <= min(here, there) <= max(here, there) < len(reading.keys):
            continue
        name = statements.name_at(here) if cased else reading.as_written(here)
        long = name and (cased or len(name) >= _SHORTEST_UNCASED)
        if long and reading.keys[here] == reading.keys[there]:
            return name
    return None


def _find_exchanged_endings(sides: Sequence[Told]) -> str | None:
    """Return two words that have exchanged their endings: der Hund den Mann, den Hund der Mann.

    Endings look different behind other vowels: one grows and the other shrinks, as in "from the
    harbour to the island" and "to the harbour from the island" in Turkish.
    """
    pairs = [
        (word, other)
        for _, source, copied in sides
        if len(source) == len(copied)
        for word, other in zip(source, copied, strict=True)
        if word.folded != other.folded
    ]
    if len(pairs) < 2:  # nearly always
        return None
    ends = [_ending(word, other) for word, other in pairs]
    for one, other in combinations(filter(None, ends), 2):
        crosswise = (one.source, one.copied) == (other.copied, other.source)
        growth = (len(one.copied) - len(one.source)) * (len(other.copied) - len(other.source))
        if crosswise or (growth < 0 and min(one.stem, other.stem) >= _WORD_STEM):
            return f"{one.written} and {other.written} in each other's role"
    return None


def _ending(word: Word, other: Word) -> _Ending | None:
    if not differ_in_endings(word.folded, other.folded, stem=_ARTICLE):
        return None
    stem = common_beginning(word.folded, other.folded)
    return _Ending(word.written, stem, word.folded[stem:], other.folded[stem:])
