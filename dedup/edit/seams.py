"""Offsets and words of a text from which something was cut, and those of the original."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.read.legible import legible
from dedup.read.reading import Reading
from dedup.read.tokens import Tokens
from dedup.values import Span

__all__ = ["Seams", "left_tokens"]


class Seams:
    """Translate offsets of a text from which spans were cut into offsets of the original.

    Args:
        removed: what was cut, in offsets of the original, sorted and disjoint.
    """

    def __init__(self, removed: Sequence[Span]) -> None:
        lost = accumulate((span.end - span.start for span in removed), initial=0)
        self._lost = np.array(list(lost), dtype=np.int64)
        self._cuts = np.array([span.start for span in removed], dtype=np.int64)
        self._seams = self._cuts - self._lost[:-1]

    def starts(self, offsets: NDArray[np.signedinteger[Any]]) -> NDArray[np.signedinteger[Any]]:
        """Return where the characters at some offsets stood in the original."""
        if not len(self._seams):
            return offsets
        return offsets + self._lost[self._seams.searchsorted(offsets, side="right")]

    def ends(self, offsets: NDArray[np.signedinteger[Any]]) -> NDArray[np.signedinteger[Any]]:
        """Return where stretches that end at some offsets ended in the original."""
        if not len(self._seams):
            return offsets
        return self.starts(offsets - 1) + 1

    def left_of(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Return where spans of the original stand now; none of them was cut into."""
        if not spans:
            return ()
        offsets = np.array([(span.start, span.end) for span in spans], dtype=np.int64)
        moved = offsets - self._lost[self._cuts.searchsorted(offsets)]
        return tuple(Span(start, end) for start, end in moved.tolist())

    def whole(self, span: Span) -> Span:
        """Return a span of the original that reaches from a span's first to its last character."""
        start, end = self.starts(np.array([span.start, span.end - 1])).tolist()
        return Span(start, end + 1)

    def pieces(self, span: Span) -> list[Span]:
        """Return the stretches of the original that a span covers, without what was cut."""
        low = int(self._seams.searchsorted(span.start, side="right"))
        high = int(self._seams.searchsorted(span.end))
        borders = [span.start, *self._seams[low:high].tolist(), span.end]
        return [self.whole(Span(start, end)) for start, end in pairwise(borders) if start < end]


def left_tokens(reading: Reading, removed: Sequence[Span], left: str) -> Tokens | None:
    """Return the tokens of a text from which spans were cut; None if it has to be read anew.

    White space keeps apart what stands on its two sides. Where each seam has some that was
    there before, every word that is left is what it was, unless characters are spelt out: then
    how one part of a text is read depends on the others, as it does where words that are glued
    together have been told apart. Invisible characters before the first word belong to it.

    Args:
        reading: the original.
        removed: what was cut, sorted and disjoint.
        left: the text without it.
    """
    borders, tokens = _joined(removed), reading.tokens
    opens = bool(borders) and borders[0][0] == 0 and not tokens.one_to_one
    if opens or reading.is_unglued or not reading.is_plain or legible(left) is not left:
        return None
    if not all(_keeps_words_apart(reading.text, *each) for each in borders):
        return None
    starts = tokens.starts.data  # gives plain integers
    edges = [0, *(bisect_left(starts, at) for border in borders for at in border), len(starts)]
    stays = [slice(*each) for each in zip(edges[::2], edges[1::2], strict=True)]
    lost = list(accumulate((end - start for start, end in borders), initial=0))
    return Tokens(
        np.concatenate([tokens.starts[part] - by for part, by in zip(stays, lost, strict=True)]),
        np.concatenate([tokens.ends[part] - by for part, by in zip(stays, lost, strict=True)]),
        np.concatenate([tokens.keys[part] for part in stays]),
        np.concatenate([tokens.half_words[part] for part in stays]),
        tokens.one_to_one,
        is_plain=True,
    )


def _joined(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return where spans start and end, those that touch taken as one."""
    joined: list[tuple[int, int]] = []
    for span in spans:
        start = joined.pop()[0] if joined and joined[-1][1] == span.start else span.start
        joined.append((start, span.end))
    return joined


def _keeps_words_apart(text: str, start: int, end: int) -> bool:
    """Tell whether the seam of a cut lies beside white space that was there before on that side."""
    opens = start == 0 or text[start - 1].isspace()
    closes = end == len(text) or text[end].isspace()
    return (opens and text[end - 1].isspace()) or (closes and text[start].isspace())
