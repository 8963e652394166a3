"""Hedges in a text: words and phrases that say how certain, or how much."""

from __future__ import annotations

from typing import Final

from dedup.languages import Language, phrases_of
from dedup.read.reading import Reading

__all__ = ["hedges_at"]

_LONGEST_HEDGE: Final = 12  # words; letters in scripts without spaces


def hedges_at(reading: Reading, language: Language, start: int, end: int) -> list[tuple[str, ...]]:
    """Return the hedges that share a word with the tokens from `start` to `end`, in order."""
    phrases = phrases_of(language)
    low = max(start - _LONGEST_HEDGE + 1, 0)
    high = min(max(end, start + 1), len(reading.tokens))
    return [
        phrase
        for first, word in enumerate(reading.folded(low, high), low)
        for phrase in phrases.get(word, ())
        if start < first + len(phrase) <= len(reading.tokens)
        and tuple(reading.folded(first, first + len(phrase))) == phrase
    ]
