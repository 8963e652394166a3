"""Could anything here be a passage? Most texts leave at this gate.

Every article says "the prime minister said" more than once. A passage is more than that: a long
run of words, or several runs near one another in the same order on both sides. This is asked of
all runs before any of them is joined to others.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.match.seeds import shingle_lengths

__all__ = ["DRIFT", "REACH", "promising_runs"]

# How far two runs of one chain may stand apart, and how much farther on one side than on the
# other, in half-words. A sentence has about 20 words; judgement, not measured.
REACH: Final = 2 * 24
DRIFT: Final = 2 * 12
# A run may find its chain-mate behind this many others: runs are sorted by the later place,
# and a few chance repeats of common phrases may stand between. Judgement, not measured.
_AHEAD: Final = 4
_STEPS: Final = np.arange(1, 1 + _AHEAD)
# Runs compared at one go: what is made meanwhile stays small.
_WINDOW: Final = 1 << 12
# Up to so many seeds, as nearly every article has, are sooner looked at one by one (measured).
_FEW: Final = 64


def may_hold_passage(
    seeds: NDArray[np.int64], half_words: NDArray[np.uint8], *, evidence: int
) -> bool:
    """Tell whether any run that seeds make up could be promising; no more than a few are asked.

    Never says no where `promising_runs` finds one.

    Args:
        seeds: shape (m, 2) as `find_seeds` returns them.
        half_words: shape (n,), weight of each token of the text.
        evidence: words from which on a run is long.
    """
    if not 0 < len(seeds) <= _FEW:
        return len(seeds) > 0
    spots = _places(half_words).data  # gives plain integers
    lengths = shingle_lengths(half_words.take(seeds[:, 1])).tolist()
    runs: list[tuple[int, int, int]] = []  # first source, and where source and copy end
    before = first_source = first_spot = -1
    diagonal = 0
    for (source, copy), length in zip(seeds.tolist(), lengths, strict=True):
        source_spot, copy_spot, copy_end = spots[source], spots[copy], spots[copy + length]
        if copy == before + 1 and copy - source == diagonal:
            runs.pop()
        else:
            first_source, first_spot, diagonal = source, copy_spot, copy - source
            for other_source, other_source_end, other_copy_end in reversed(runs):
                gap_source, gap_copy = source_spot - other_source_end, copy_spot - other_copy_end
                if gap_copy > REACH:
                    break  # the others stand farther away still
                near = gap_source <= REACH and abs(gap_source - gap_copy) <= DRIFT
                if near and source > other_source:
                    return True
        if copy_end - first_spot >= 2 * evidence:
            return True
        before = copy
        runs.append((first_source, source_spot + copy_end - copy_spot, copy_end))
    return False


def _places(half_words: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return how many half-words stand before each token, and in all."""
    places = np.zeros(len(half_words) + 1, dtype=np.int64)
    places[1:] = half_words
    np.add.accumulate(places, out=places)
    return places


def promising_runs(
    runs: NDArray[np.int64], half_words: NDArray[np.uint8], *, evidence: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the runs that are long, or have a neighbour on about the same diagonal.

    Args:
        runs: shape (r, 4): where the source of each starts and ends and where its copy does, in
            tokens, sorted by copy.
        half_words: shape (n,), weight of each token of the text.
        evidence: words from which on a run is long.

    Returns:
        The promising runs, and the same in half-words from the start of the text.
    """
    spots = _places(half_words).take(runs)
    promising = spots[:, 3] - spots[:, 2] >= 2 * evidence
    for first in range(0, len(runs), _WINDOW):
        here = np.arange(first, min(first + _WINDOW, len(runs)))
        ahead = np.minimum(here[:, None] + _STEPS, len(runs) - 1)  # the last one is not near itself
        gaps = spots[ahead, ::2] - spots[first : first + _WINDOW, None, 1::2]
        near = np.abs(gaps[..., 0] - gaps[..., 1]) <= DRIFT
        near &= gaps.max(axis=2) <= REACH
        near &= runs[ahead, 0] > runs[first : first + _WINDOW, None, 0]
        promising[here] |= near.any(axis=1)
        promising[ahead[near]] = True
    return runs[promising], spots[promising]
