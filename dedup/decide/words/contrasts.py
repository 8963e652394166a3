"""Do words in a row exclude what stands in their place: "in front of", "behind"?

Single words are compared as they stand (`decide/words/opposites.py`). Most of what places a thing,
sets a condition or makes an exception takes several, and often only one of them differs: "next to
the mill", "close to the mill".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Final, NamedTuple

from dedup.decide.words.statements import Statements, Told, Word
from dedup.languages import Language
from dedup.languages.blocks import Things
from dedup.read.reading import Reading

__all__ = ["contrast_words", "find_contrast"]

_REACH: Final = 4  # tokens beside a difference; few phrases are longer. Judgement
_SHORT_WORD: Final = 3  # letters; "in" and "the" stand in phrases of every sort


class _Phrase(NamedTuple):
    """Hold words in a row that a language sets against others.

    Attributes:
        words: folded.
        things: what they say, as `Language.contrasts` has it.
        changed: whether one of them is among the words that differ.
    """

    words: tuple[str, ...]
    things: Things
    changed: bool


class _Known(NamedTuple):
    """Hold the phrases of a language.

    Attributes:
        by_first: by their first word, longest first.
        by_word: by the words that tell them from others, mostly the longer ones ("front",
            "behind"), with the place of the word in each.
    """

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]
    by_word: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]


def contrast_words(language: Language) -> Set[str]:
    """Return the words that tell a phrase from others; most words are none of them."""
    return _known(language).by_word.keys()


def find_contrast(sides: Sequence[Told], statements: Statements) -> str | None:
    """Return two phrases that exclude each other and stand for one another, or None."""
    reading, language = statements.reading, statements.language
    known = _known(language)
    for each, source, copied in sides:
        words = [word for word in (*source, *copied) if word.folded in known.by_word]
        if not any(_is_of_phrase(word, known, reading) for word in words):
            continue
        ours = list(_phrases(each.source_start, each.source_end, known, reading, language))
        if not ours:  # nearly always
            continue
        theirs = list(_phrases(each.copy_start, each.copy_end, known, reading, language))
        for one in ours:
            for other in theirs:
                if (one.changed or other.changed) and _exclude(one, other, ours, theirs):
                    return f"{' '.join(one.words)} / {' '.join(other.words)}"
    return None


def _is_of_phrase(word: Word, known: _Known, reading: Reading) -> bool:
    """Tell whether a word stands in a phrase that it tells from others."""
    for phrase, place in known.by_word[word.folded]:
        first, size = word.token - place, len(phrase)
        if size == 1 or tuple(reading.folded(first, first + size)) == phrase:
            return True
    return False


def _exclude(one: _Phrase, other: _Phrase, sources: list[_Phrase], copied: list[_Phrase]) -> bool:
    """Tell whether two phrases are of one sort, and the other side says neither."""
    sorts = {thing[:2] for thing in one.things} & {thing[:2] for thing in other.things}
    return (
        bool(sorts)
        and all(one.things.isdisjoint(each.things) for each in copied)
        and all(other.things.isdisjoint(each.things) for each in sources)
    )


def _phrases(
    start: int, end: int, known: _Known, reading: Reading, language: Language
) -> Iterator[_Phrase]:
    """Yield the phrases that hold some tokens, or stand right beside them."""
    low = max(start - _REACH, 0)
    words = tuple(reading.folded(low, end + _REACH))
    at = 0
    while at < len(words) and low + at <= end:
        phrases = known.by_first.get(words[at])
        if not phrases:  # nearly always
            at += 1
            continue
        phrase = next((each for each in phrases if words[at : at + len(each)] == each), None)
        if phrase is None:
            at += 1
            continue
        first, last = low + at, low + at + len(phrase)
        if first <= end and start <= last:
            yield _Phrase(phrase, language.contrasts[phrase], first < end and start < last)
        at += len(phrase)


@cache
def _known(language: Language) -> _Known:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(language.contrasts, key=lambda words: (-len(words), words)):
        by_first.setdefault(phrase[0], []).append(phrase)
    common = Counter(chain.from_iterable(language.contrasts))
    by_word: dict[str, tuple[tuple[tuple[str, ...], int], ...]] = {}
    for phrase in language.contrasts:
        for word in _telling(phrase, common):
            by_word[word] = (*by_word.get(word, ()), (phrase, phrase.index(word)))
    return _Known(
        MappingProxyType({first: tuple(phrases) for first, phrases in by_first.items()}),
        by_word,
    )


def _telling(phrase: tuple[str, ...], common: Counter[str]) -> list[str]:
    """Return the longer words of a phrase, or where none is long the one that is in the fewest."""
    longer = [word for word in phrase if len(word) > _SHORT_WORD]
    return longer or [min(phrase, key=common.__getitem__)]
