"""Phrases: words that stand in the middle of two sentences, both of which say more.

Most long articles repeat one, and nothing else. It has no border to cut at, which can be seen
before any paragraph or sentence is looked for.
"""

from __future__ import annotations

from typing import Final

from dedup.decide.copies import COVERED, NEW_WORDS
from dedup.match.matches import Match
from dedup.read.reading import Reading

__all__ = ["is_phrase"]

# With `NEW_WORDS` more in its sentence, a phrase of fewer words is less than `COVERED` of it.
_LONGEST: Final = NEW_WORDS * COVERED / (1 - COVERED)


def is_phrase(match: Match, reading: Reading) -> bool:
    """Tell whether a match surely is a few words in the middle of two sentences."""
    if match.is_loop or match.source_end == match.copy_start:
        return False
    return (
        reading.words(match.copy_start, match.copy_end) < _LONGEST
        and _is_amid_sentence(match.copy_start, match.copy_end, reading)
        and _is_amid_sentence(match.source_start, match.source_end, reading)
    )


def _is_amid_sentence(start: int, end: int, reading: Reading) -> bool:
    """Tell whether some words and `NEW_WORDS` before or behind them surely are of one sentence."""
    before, behind = max(start - NEW_WORDS, 0), min(end + NEW_WORDS, len(reading.tokens))
    return (reading.words(before, start) >= NEW_WORDS and reading.is_one_sentence(before, end)) or (
        reading.words(end, behind) >= NEW_WORDS and reading.is_one_sentence(start, behind)
    )
