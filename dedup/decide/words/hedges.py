"""Hedges in a text: words and phrases that say how certain, or how much."""

from __future__ import annotations

from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from dedup.decide.words.bounds import bounds_number
from dedup.languages import Language, phrases_of
from dedup.read.reading import Reading

__all__ = ["hedges_at"]


def hedges_at(
    reading: Reading, language: Language, start: int, within: list[str]
) -> list[tuple[str, ...]]:
    """Return the hedges that share a word with some folded words from `start` on, in order.

    Before a number "more than" is a bound: it says the same as "over".
    """
    known = _known_parts(language)
    held = within or reading.folded(start - 1, start)  # words that a hedge there holds
    if known.words.isdisjoint(held) or not _may_hedge(reading, known, start, within):
        return []  # nearly always
    phrases = phrases_of(language)
    spelt = start > 0 and reading.half_words[start - 1] == 1
    low = max(start + 1 - _most_tokens(language, spelt=spelt), 0)
    high = start + len(within)
    words = [*reading.folded(low, start), *within]
    longest = max((len(phrase) for word in words for phrase in phrases.get(word, ())), default=0)
    behind = reading.folded(high, high + longest)
    row = (*words, *behind)
    return [
        phrase
        for first, word in enumerate(words)
        for phrase in phrases.get(word, ())
        if start < low + first + len(phrase) and row[first : first + len(phrase)] == phrase
        if word not in language.bounds or not bounds_number(reading, language, low + first)
    ]


class _Parts(NamedTuple):
    """Hold what hedges are made of: all words, those that hedge alone, pairs in a row."""

    words: frozenset[str]
    alone: frozenset[str]
    pairs: frozenset[tuple[str, str]]


@cache
def _known_parts(language: Language) -> _Parts:
    phrases = [*chain.from_iterable(phrases_of(language).values())]
    return _Parts(
        frozenset(chain.from_iterable(phrases)),
        frozenset(phrase[0] for phrase in phrases if len(phrase) == 1),
        frozenset(chain.from_iterable(map(pairwise, phrases))),
    )


def _may_hedge(reading: Reading, known: _Parts, start: int, within: list[str]) -> bool:
    """Tell whether one of some words hedges alone, or stands beside another one as in a hedge.

    Words as "the" and "of" are a part of many hedges.
    """
    if not known.alone.isdisjoint(within):
        return True
    end = start + len(within)
    row = reading.folded(start - 1, end + 1)
    return not known.pairs.isdisjoint(pairwise(row))


@cache
def _most_tokens(language: Language, *, spelt: bool) -> int:
    """Return how many words the longest hedge has, or of how many letters one is spelt."""
    phrases = chain.from_iterable(phrases_of(language).values())
    lengths = [len(each) for each in phrases if spelt is (len("".join(each)) == len(each))]
    return max(lengths, default=1)
