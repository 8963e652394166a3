"""Where the sources of cuts stand in the end: what has been cut is followed to what stays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.edit.cuts import Cut, Places, narrow
from dedup.read.characters import holds_words
from dedup.values import Span

__all__ = ["standing_cuts"]

_EXACT: Final = 2.0  # more than any score
_SHORTEST_GAP: Final = 2  # characters between two words in which no other word has room
_WINDOW: Final = 1 << 15  # words followed at one go: what is made meanwhile stays small


def standing_cuts(text: str, cuts: Sequence[Cut]) -> Iterator[Cut]:
    """Yield the cuts with sources that still stand, split where parts of a source are gone.

    A source that has itself been cut is replaced by what stays for it, word by word. Costs a
    few passes over the paired words, whatever the number of cuts.

    Args:
        text: the original.
        cuts: disjoint, in text order.
    """
    if not any(_overlaps(cuts, cut.source) for cut in cuts):  # nearly always
        for cut in cuts:
            yield from _split(text, cut, None)
        return
    starts = narrow(np.array([cut.span.start for cut in cuts], dtype=np.int64), len(text))
    ends = narrow(np.array([cut.span.end for cut in cuts], dtype=np.int64), len(text))
    if any(_leads_into(starts, ends, cut.there) for cut in cuts):  # else every source stands
        cuts = _led_on(cuts, starts, ends)
    for cut in cuts:
        yield from _split(text, cut, starts)


def _overlaps(cuts: Sequence[Cut], source: Span) -> bool:
    """Tell whether anything was cut between the first and the last word of a source."""
    after = bisect_left(cuts, source.end, key=lambda cut: cut.span.start)
    return after > 0 and cuts[after - 1].span.end > source.start


def _gone(starts: Places, ends: Places, targets: Places) -> tuple[Places, Places]:
    """Return the cuts at or before some places, and which of the places lie in theirs."""
    inside = starts.searchsorted(targets, side="right") - 1
    return inside, ((inside >= 0) & (targets < ends[inside])).nonzero()[0]


def _leads_into(starts: Places, ends: Places, targets: Places) -> bool:
    """Tell whether any of some places lies in a cut."""
    windows = range(0, len(targets), _WINDOW)
    return any(len(_gone(starts, ends, targets[at : at + _WINDOW])[1]) for at in windows)


def _led_on(cuts: Sequence[Cut], starts: Places, ends: Places) -> list[Cut]:
    """Return cuts each of whose words leads to what stays for it.

    A word for which nothing stays, because what it repeats is new in a near copy, is left out. A
    cut whose every word leads back to itself is not made.
    """
    here = np.concatenate([cut.here for cut in cuts])
    there = np.concatenate([cut.there for cut in cuts])
    there_ends = np.concatenate([cut.there_ends for cut in cuts])
    likenesses = [_likeness(cut) for cut in cuts]
    scores = sorted(set(likenesses))
    levels = narrow(np.searchsorted(scores, likenesses), len(cuts))
    reached = np.repeat(levels, [len(cut.here) for cut in cuts])
    stays = np.ones(len(here), dtype=bool)
    found = np.ones(len(here), dtype=bool)
    # Pointers at least double their reach with every pass, unless they lead in a circle.
    for _ in range(len(here).bit_length() + 1):
        if not _followed(starts, ends, here, (there, there_ends, reached, stays)):
            break
    else:
        found[_gone(starts, ends, there)[1]] = False
        stays &= found
    led: list[Cut] = []
    first = 0
    for cut in cuts:
        last = first + len(cut.here)
        if cut.kind == "exact" and (least := scores[reached[first:last].min()]) < _EXACT:
            cut = cut._replace(kind="near", score=least)  # what it repeats was a near copy itself
        words = slice(first, last)
        kept = stays[words] if stays[words].any() else found[words]
        first = last
        if kept.any():
            led.append(
                cut._replace(
                    here=cut.here[kept],
                    there=there[words][kept],
                    there_ends=there_ends[words][kept],
                )
            )
    return led


def _followed(
    starts: Places,
    ends: Places,
    here: Places,
    pointers: tuple[Places, Places, Places, NDArray[np.bool_]],
) -> bool:
    """Let what leads into a cut lead where that cut does; tell whether anything did.

    Args:
        starts: of the cuts.
        ends: of the cuts.
        here: where the words of all cuts start.
        pointers: where what stays for each word starts and ends, the least likeness on the way
            there, by its rank, and whether the word itself stays there; changed in place.
    """
    there, there_ends, reached, stays = pointers
    any_gone = False
    for first in range(0, len(here), _WINDOW):
        targets = there[first : first + _WINDOW]
        inside, gone = _gone(starts, ends, targets)
        if not len(gone):
            continue
        any_gone = True
        paired = here.searchsorted(targets[gone], side="right") - 1
        paired = np.maximum(paired, here.searchsorted(starts[inside[gone]]))
        gone += first
        stays[gone] &= stays[paired] & (here[paired] == there[gone])
        there[gone], there_ends[gone] = there[paired], there_ends[paired]
        reached[gone] = np.minimum(reached[gone], reached[paired])
    return any_gone


def _likeness(cut: Cut) -> float:
    return _EXACT if cut.kind == "exact" else cut.score


def _skips(text: str, there: Places, ends: Places) -> NDArray[np.bool_]:
    """Tell, for each word but the last, whether other words stand between it and the next one."""
    skips = there[1:] - ends[:-1] > _SHORTEST_GAP
    for place in np.flatnonzero(skips).tolist():
        skips[place] = holds_words(text[ends[place] : there[place + 1]])
    return skips


def _rounds_end(there: Places, first: int, second: int) -> int:
    """Return where the words from `first` on end that say again what stands before `second`."""
    length = step = second - first
    end = second
    while end < len(there):
        stop = min(end + step, len(there))
        same = there[end:stop] == there[end - length : stop - length]
        if not same.all():
            return end + int(np.argmin(same))
        end, step = stop, 2 * step
    return end


def _border_before(text: str, floor: int, offset: int) -> int:
    """Return where the white space before a word begins, marks that open the word included."""
    at = offset
    while at > floor and not text[at - 1].isalnum() and not text[at - 1].isspace():
        at -= 1
    if at == floor or not text[at - 1].isspace():
        return offset
    while at > floor and text[at - 1].isspace():
        at -= 1
    return at


def _jumps(text: str, cut: Cut, starts: Places | None) -> Iterator[Places]:
    """Yield, window by window, the words of a cut at which its source does not read on.

    Args:
        text: the original.
        cut: the cut.
        starts: of all cuts; None where none lies inside the source.
    """
    for first in range(0, len(cut.there) - 1, _WINDOW):
        words = slice(first, first + _WINDOW + 1)
        places = cut.there[words]
        steps = places[1:] - places[:-1]
        jumps = steps < 0
        if starts is not None:
            between = starts.searchsorted(places)
            jumps |= between[1:] != between[:-1]
        if cut.kind == "exact":
            jumps |= (steps == 0) | _skips(text, places, cut.there_ends[words])
        places = jumps.nonzero()[0]
        if len(places):
            yield places + first + 1


def _split(text: str, cut: Cut, starts: Places | None) -> Iterator[Cut]:
    """Yield a cut in pieces whose sources each lie between two cuts, and read on from word to word.

    The rounds of a loop go back to where its source begins; only the last may be cut short.
    """
    there, breaks = cut.there, [0]
    for places in _jumps(text, cut, starts):
        while len(later := places[places.searchsorted(breaks[-1], side="right") :]):
            place = int(later[0])
            if there[place] == there[breaks[-1]]:
                place = _rounds_end(there, breaks[-1], place)
            breaks.append(place)
    if breaks[-1] < len(there):
        breaks.append(len(there))
    inner = (
        _border_before(text, int(cut.here[place - 1]) + 1, int(cut.here[place]))
        for place in breaks[1:-1]
    )
    offsets = [cut.span.start, *inner, cut.span.end]
    for index, (low, high) in enumerate(pairwise(breaks)):
        yield Cut(
            span=Span(offsets[index], offsets[index + 1]),
            here=cut.here[low:high],
            there=there[low:high],
            there_ends=cut.there_ends[low:high],
            words=cut.words * (high - low) / len(there),
            kind=cut.kind,
            score=cut.score,
            copies=int(
                np.count_nonzero(there[low:high] == there[low])
            ),  # so often begins its source
        )
