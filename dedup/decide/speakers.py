"""Who said it: before a quotation, behind it, or between its halves."""

from __future__ import annotations

import re
from typing import Final

from dedup.match.differences import Difference
from dedup.match.matches import Match
from dedup.read.reading import Reading

__all__ = ["is_attribution", "is_said_across"]

# A quotation closes right behind a word or its comma, or before that, and opens again right before
# the next.
_CLOSED: Final = re.compile(r"[,.!?…]{0,3}[\"”“’»«›」』],?\s")
_OPENED: Final = re.compile(r"\s[\"“„”‘»«‹「『]\Z")
_MARK: Final = re.compile('["“”„«»‹›「」『』]')


def is_attribution(difference: Difference, reading: Reading) -> bool:
    """Tell whether a copy only leaves out who said it, between two halves of a quotation."""
    start, end = difference.source_start, difference.source_end
    starts, ends, text = reading.starts, reading.ends, reading.text
    if not 0 < start < end < len(starts):
        return False
    closed = _CLOSED.match(text, ends[start - 1], starts[start])
    return bool(closed and _OPENED.search(text[ends[end - 1] : starts[end]]))


def is_said_across(start: int, end: int, match: Match, reading: Reading) -> bool:
    """Tell whether words beside a copied quotation stand beside its source, on the other side.

    As in "Ames said: ..." and "..., said Ames". They stand right beside the quotation; behind
    them, or before, the source may say more.
    """
    if end == match.copy_start:
        quotes, low = end, match.source_end
    elif start == match.copy_end:
        quotes, low = start, match.source_start - (end - start)
    else:
        return False
    high = low + end - start
    if low < end and start < high:  # they stand between the two, and are who says it again
        return False
    return _is_marked(quotes, reading) and _are_same_but_verb(
        reading.folded(start, end), reading.folded(low, high)
    )


def _are_same_but_verb(words: list[str], others: list[str]) -> bool:
    """Tell whether words are some others, in their order but for one: the verb.

    "Roe said" is "said Roe", and "Ann told Ben" is not "Ben told Ann".
    """
    return sorted(words) == sorted(others) and any(
        [*others[:place], *others[place + 1 :]] == [*words[:index], *words[index + 1 :]]
        for index, word in enumerate(words)
        for place, other in enumerate(others)
        if word == other
    )


def _is_marked(token: int, reading: Reading) -> bool:
    """Tell whether a quotation mark stands between a word and the one before."""
    return bool(_MARK.search(reading.text, reading.ends[token - 1], reading.starts[token]))
