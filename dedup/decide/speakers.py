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

    As in "Ames said: ..." and "..., said Ames"; the source may say more there.
    """
    if end == match.copy_start:
        quotes = _is_marked(end, reading)
        low, high = match.source_end, reading.sentence_end(match.source_end - 1)
    elif start == match.copy_end:
        quotes = _is_marked(start, reading)
        low, high = reading.sentence_start(match.source_start), match.source_start
    else:
        return False
    return quotes and _are_among(reading.folded(start, end), reading.folded(low, high))


def _are_among(words: list[str], others: list[str]) -> bool:
    """Tell whether some words are among others, in their order but for one: the verb.

    "Roe said" is "said Roe", and "Ann told Ben" is not "Ben told Ann".
    """
    return set(words) <= set(others) and any(
        _in_order([*words[:index], *words[index + 1 :]], others) for index in range(len(words))
    )


def _in_order(words: list[str], others: list[str]) -> bool:
    rest = iter(others)
    return all(word in rest for word in words)


def _is_marked(token: int, reading: Reading) -> bool:
    """Tell whether a quotation mark stands between a word and the one before."""
    return bool(_MARK.search(reading.text, reading.ends[token - 1], reading.starts[token]))
