"""The cuts of a later round, made in what earlier ones left, in offsets of the original text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dedup.edit.cuts import Cut, narrow
from dedup.edit.seams import Seams
from dedup.read.characters import holds_words
from dedup.values import Span

__all__ = ["in_original"]


def in_original(text: str, cuts: Sequence[Cut], found: Sequence[Cut], seams: Seams) -> list[Cut]:
    """Return all cuts in offsets of the original text, disjoint and in order.

    A new cut that reaches over the place of an earlier one becomes several; white space left
    between the two goes to its neighbour.

    Args:
        text: the original.
        cuts: earlier ones, in offsets of the original.
        found: new ones, in offsets of the text that the earlier ones left.
        seams: translates the latter to the former.
    """
    translated = list(cuts)
    for each in found:
        here, there, there_ends = (
            narrow(places, int(places.max()))
            for places in (
                seams.starts(each.here),
                seams.starts(each.there),
                seams.ends(each.there_ends),
            )
        )
        for piece in seams.pieces(each.span):
            low, high = np.searchsorted(here, [piece.start, piece.end]).tolist()
            places = here[low:high]
            if low == high and holds_words(text[piece.start : piece.end]):
                # Words that are new in a near copy: what led to them leads on with the next one.
                low = min(low, len(here) - 1)
                high = low + 1
                places = np.array([piece.start], dtype=here.dtype)
            translated.append(
                each._replace(
                    span=piece,
                    here=places,
                    there=there[low:high],
                    there_ends=there_ends[low:high],
                    words=each.words * (high - low) / len(here),
                )
            )
    translated.sort(key=lambda each: each.span)
    return _without_empty(translated)


def _without_empty(cuts: list[Cut]) -> list[Cut]:
    """Let cuts that hold white space only become part of the cut they touch."""
    joined: list[Cut] = []
    for each in cuts:
        touches = bool(joined) and joined[-1].span.end == each.span.start
        if touches and not len(each.here):
            joined[-1] = joined[-1]._replace(span=Span(joined[-1].span.start, each.span.end))
        elif touches and not len(joined[-1].here):
            joined[-1] = each._replace(span=Span(joined[-1].span.start, each.span.end))
        else:
            joined.append(each)
    return joined
