"""Numbers in words and in digits, as far as it takes more than a table to read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from dedup.languages import Language

__all__ = ["FIGURE", "is_compound", "ungrouped"]

FIGURE: Final = re.compile(r"\d[\d.,:]*")  # "12.50", "09:10"
_GROUPED: Final = re.compile(r"[1-9]\d{,2}(?:(?:[,']\d{3})+|(?:\.\d{3}){2,}|\.\d00)")
# Letters of each number in a word made of several but the last. Judgement, not measured.
_SHORTEST_NUMBER: Final = 3
_LONGEST_NUMBER: Final = 60  # characters, of a compound; judgement, not measured


def is_compound(word: str, language: Language) -> bool:
    """Tell whether a word is several numbers of one language: "fyrtiotvå"."""
    if not _SHORTEST_NUMBER + 1 < len(word) <= _LONGEST_NUMBER:
        return False
    numbers = _number_words(language).get(word[:_SHORTEST_NUMBER])
    return numbers is not None and any(_is_made_of(word, each) for each in numbers)


def ungrouped(number: str) -> str:
    """Return a number without the marks between groups of three digits: 40,000 is 40000.

    One point alone is one if two zeros end the number; else it may stand before decimals.
    """
    return re.sub(r"[.,']", "", number) if _GROUPED.fullmatch(number) else number


def _is_made_of(word: str, numbers: frozenset[str], start: int = 0) -> bool:
    """Tell whether a word, or the rest of it, is made of some numbers."""
    if start and word[start:] in numbers:
        return True
    ends = range(start + _SHORTEST_NUMBER, len(word) - 1)
    return any(word[start:end] in numbers and _is_made_of(word, numbers, end) for end in ends)


@cache
def _number_words(language: Language) -> Mapping[str, tuple[frozenset[str], ...]]:
    """Return the number words of languages by the letters with which some of them begin."""
    beginning: dict[str, tuple[frozenset[str], ...]] = {}
    for words in language.number_words:
        for opening in {word[:_SHORTEST_NUMBER] for word in words}:
            beginning[opening] = (*beginning.get(opening, ()), words)
    return beginning
