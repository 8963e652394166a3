"""Who said it: words before a quotation that stand behind it elsewhere, or the other way round."""

from __future__ import annotations

import re
from typing import Final

from dedup.match.matches import Match
from dedup.read.reading import Reading

__all__ = ["is_said_across"]

_MARK: Final = re.compile('["“”„«»‹›「」『』]')


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
    if low < 0 or high > len(reading.tokens) or not _is_marked(quotes, reading):
        return False
    return _are_the_same(reading.folded(start, end), reading.folded(low, high))


def _are_the_same(words: list[str], others: list[str]) -> bool:
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
