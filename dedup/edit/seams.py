"""Offsets of a text from which something was cut, translated into offsets of the original."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.values import Span

__all__ = ["Seams"]


class Seams:
    """Translate offsets of a text from which spans were cut into offsets of the original.

    Args:
        removed: what was cut, in offsets of the original, sorted and disjoint.
    """

    def __init__(self, removed: Sequence[Span]) -> None:
        lengths = np.array([len(span) for span in removed], dtype=np.int64)
        starts = np.array([span.start for span in removed], dtype=np.int64)
        self._lost = np.concatenate(([0], np.cumsum(lengths)))
        self._cuts = starts
        self._seams = starts - self._lost[:-1]

    def starts(self, offsets: NDArray[np.signedinteger[Any]]) -> NDArray[np.signedinteger[Any]]:
        """Return where the characters at some offsets stood in the original."""
        if not len(self._seams):
            return offsets
        return offsets + self._lost[np.searchsorted(self._seams, offsets, side="right")]

    def ends(self, offsets: NDArray[np.signedinteger[Any]]) -> NDArray[np.signedinteger[Any]]:
        """Return where stretches that end at some offsets ended in the original."""
        if not len(self._seams):
            return offsets
        return self.starts(offsets - 1) + 1

    def left_of(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Return where spans of the original stand now; none of them was cut into."""
        offsets = np.array([(span.start, span.end) for span in spans], dtype=np.int64)
        moved = offsets - self._lost[np.searchsorted(self._cuts, offsets, side="left")]
        return tuple(Span(start, end) for start, end in moved.tolist())

    def whole(self, span: Span) -> Span:
        """Return a span of the original that reaches from a span's first to its last character."""
        start, end = self.starts(np.array([span.start, span.end - 1])).tolist()
        return Span(start, end + 1)

    def pieces(self, span: Span) -> list[Span]:
        """Return the stretches of the original that a span covers, without what was cut."""
        low = int(np.searchsorted(self._seams, span.start, side="right"))
        high = int(np.searchsorted(self._seams, span.end, side="left"))
        borders = [span.start, *self._seams[low:high].tolist(), span.end]
        return [self.whole(Span(start, end)) for start, end in pairwise(borders) if start < end]
