"""Do the same words play other roles: A beat B, B beat A?

In languages with cases the endings tell who did what, and the words may stay where they are. So do
the words of the passive: "A hit B" and "A was hit by B".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final, NamedTuple

from dedup.decide.words.bounds import holds_number
from dedup.decide.words.statements import Statements, Told, Word
from dedup.match.differences import Difference
from dedup.match.likeness import LONGEST_ENDING, common_beginning, differ_in_endings
from dedup.read.reading import Reading

__all__ = ["exchanges_ending", "find_other_roles"]

# Shorter words change their place when a sentence is put another way.
_SHORTEST_MOVED: Final = 4
_SHORTEST_UNCASED: Final = 3  # where most vowels are left out, or a letter is a syllable; judgement
_ADVERB: Final = 5  # letters of adverbs that editors put in anywhere: also, just, schon, noch
_WORD_STEM: Final = 3  # letters of a stem that stands for a word; judgement, not measured
_LONGEST_PASSIVE: Final = 6  # tokens from "was" to "by"; judgement, not measured
_ARTICLE: Final = 2  # letters that "der" and "den" have in common


class _Ending(NamedTuple):
    """Hold a word that ends otherwise in the copy, and its two endings."""

    written: str
    stem: int
    source: str
    copied: str


def exchanges_ending(differences: Sequence[Difference], reading: Reading) -> bool:
    """Tell whether of two words one loses the ending that the other takes on.

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
    return _moves_ending(one, its, others, other) or _moves_ending(its, one, other, others)


def _moves_ending(short: str, long: str, its: str, others: str) -> bool:
    """Tell whether two words are as long as two others with one ending: "mann", "manna"."""
    ending = long.removeprefix(short)
    added = 0 < len(ending) <= LONGEST_ENDING < len(long) and short != ""
    return added and others == its + ending


def find_other_roles(sides: Sequence[Told], statements: Statements) -> str | None:
    """Return a word that plays another role in a copy; None when none is known to."""
    if len(sides) == 1 and max(len(sides[0].source), len(sides[0].copied)) <= 1:
        return None  # nearly always: a word for another
    return (
        _moved(sides, statements)
        or _find_exchanged_endings(sides)
        or _find_passive(sides, statements)
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


def _find_passive(sides: Sequence[Told], statements: Statements) -> str | None:
    """Return the words by which only one side says what was done to somebody: "was", "by".

    Words that both sides have stand between; a number behind is no doer ("up by 3 percent").
    """
    passives = statements.language.passives
    source, copied = (
        [word for each in sides for word in (each.source, each.copied)[side]] for side in (0, 1)
    )
    for words, others in ((source, copied), (copied, source)):
        said = {word.folded for word in others}
        for verb, agent in combinations(words, 2):
            if agent.folded not in passives.get(verb.folded, ()):  # nearly always
                continue
            apart = 1 < agent.token - verb.token <= _LONGEST_PASSIVE
            if apart and said.isdisjoint(passives[verb.folded]) and not _is_when(agent, statements):
                return f"{verb.written} {agent.written} on one side"
    return None


def _is_when(word: Word, statements: Statements) -> bool:
    """Tell whether a number, a month or a weekday follows a word."""
    language, behind = statements.language, word.token + 1
    names = statements.reading.folded(behind, behind + 1)
    dated = any(name in language.months or name in language.weekdays for name in names)
    return dated or holds_number(statements.reading, language, behind, behind + 2)


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
