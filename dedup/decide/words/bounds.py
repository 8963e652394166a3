"""Bounds: words that say right before a number how near it is, "about 40" and "more than 40"."""

from __future__ import annotations

from typing import Final

from dedup.languages import Language
from dedup.read.reading import Reading

__all__ = ["bounds_number", "holds_number"]

_NUMBER_BEHIND: Final = 2  # tokens from a bound to its number; judgement, not measured


def bounds_number(reading: Reading, language: Language, token: int) -> bool:
    """Tell whether a number follows a word: "about 40", "près de 40", not "about the fire"."""
    return holds_number(reading, language, token + 1, token + 1 + _NUMBER_BEHIND)


def holds_number(reading: Reading, language: Language, start: int, end: int) -> bool:
    """Tell whether some tokens hold a number in digits or words; the text may end before them."""
    words = reading.folded(start, end)
    return any(word in language.numbers or any(map(str.isdigit, word)) for word in words)
