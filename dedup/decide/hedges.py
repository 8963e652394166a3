"""Hedges in a text: words and phrases that say how certain, or how much."""

from __future__ import annotations

from functools import cache
from typing import Final

from dedup.languages import Language, phrases_of
from dedup.read.reading import Reading

__all__ = ["hedges_at"]

_LONGEST_SPELT: Final = 12  # letters of a hedge in scripts without spaces


def hedges_at(reading: Reading, language: Language, start: int, end: int) -> list[tuple[str, ...]]:
    """Return the hedges that share a word with the tokens from `start` to `end`, in order."""
    within = reading.folded(start, min(max(end, start + 1), len(reading.tokens)))
    if _words_of_hedges(language).isdisjoint(within):  # nearly always
        return []
    phrases = phrases_of(language)
    spelt = start > 0 and reading.half_words[start - 1] == 1
    low = max(start + 1 - (_LONGEST_SPELT if spelt else _most_words(language)), 0)
    high = start + len(within)
    words = [*reading.folded(low, start), *within]
    if phrases.keys().isdisjoint(words):
        return []
    longest = max(len(phrase) for word in words for phrase in phrases.get(word, ()))
    behind = reading.folded(high, min(high + longest, len(reading.tokens)))
    row = (*words, *behind)
    return [
        phrase
        for first, word in enumerate(words)
        for phrase in phrases.get(word, ())
        if start < low + first + len(phrase) and row[first : first + len(phrase)] == phrase
    ]


@cache
def _words_of_hedges(language: Language) -> frozenset[str]:
    return frozenset(
        word for phrases in phrases_of(language).values() for phrase in phrases for word in phrase
    )


@cache
def _most_words(language: Language) -> int:
    """Return how many words the longest hedge of a language has where words are spaced."""
    return max((len(each) for each in language.hedges if len("".join(each)) > len(each)), default=1)
