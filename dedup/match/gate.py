"""Could anything here be a passage? Most texts leave at this gate.

Every article says "the prime minister said" more than once. A passage is more than that: a long
run of words, or several runs near one another in the same order on both sides. This is asked of
all runs before any of them is joined to others.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["DRIFT", "REACH", "promising_runs"]

# How far two runs of one chain may stand apart, and how much farther on one side than on the
# other, in half-words. A sentence has about 20 words; judgement, not measured.
REACH: Final = 2 * 24
DRIFT: Final = 2 * 12
# A run may find its chain-mate behind this many others: runs are sorted by the later place,
# and a few chance repeats of common phrases may stand between. Judgement, not measured.
_AHEAD: Final = 4
# Up to so many runs, as nearly every article has, are sooner looked at one by one (measured).
_FEW: Final = 48

Runs = list[list[int]]


def promising_runs(
    runs: NDArray[np.int64], half_words: NDArray[np.uint8], *, evidence: int
) -> tuple[Runs, Runs]:
    """Return the runs that are long, or have a neighbour on about the same diagonal.

    Args:
        runs: shape (r, 4): where the source of each starts and ends and where its copy does, in
            tokens, sorted by copy.
        half_words: shape (n,), weight of each token of the text.
        evidence: words from which on a run is long.

    Returns:
        The promising runs, and the same in half-words from the start of the text.
    """
    if not len(runs):
        return [], []
    places = np.zeros(len(half_words) + 1, dtype=np.int64)
    np.add.accumulate(half_words, out=places[1:])
    spots = places.take(runs)
    if len(runs) <= _FEW:
        runs_listed, spots_listed = runs.tolist(), spots.tolist()
        chosen = _promising_of_few(runs_listed, spots_listed, 2 * evidence)
        return [runs_listed[place] for place in chosen], [spots_listed[place] for place in chosen]
    promising = _promising_of_many(runs, spots, 2 * evidence)
    return runs[promising].tolist(), spots[promising].tolist()


def _promising_of_few(runs: Runs, spots: Runs, long: int) -> list[int]:
    """Look at each run and those that follow it, one by one."""
    promising = set()
    for place, (_, end, copy_start, copy_end) in enumerate(spots):
        if copy_end - copy_start >= long:
            promising.add(place)
        for other in range(place + 1, min(place + 1 + _AHEAD, len(spots))):
            gap_copy = spots[other][2] - copy_end
            if gap_copy > REACH:
                break  # the others stand farther away still
            gap_source = spots[other][0] - end
            near = gap_source <= REACH and abs(gap_source - gap_copy) <= DRIFT
            if near and runs[other][0] > runs[place][0]:
                promising |= {place, other}
    return sorted(promising)


def _promising_of_many(
    runs: NDArray[np.int64], spots: NDArray[np.int64], long: int
) -> NDArray[np.bool_]:
    """Ask the same of all runs at once: first of each and the next, then the one after that."""
    promising = spots[:, 3] - spots[:, 2] >= long
    for ahead in range(1, 1 + _AHEAD):
        gaps = spots[ahead:, ::2] - spots[:-ahead, 1::2]
        near = np.abs(gaps[:, 0] - gaps[:, 1]) <= DRIFT
        near &= np.maximum(gaps[:, 0], gaps[:, 1]) <= REACH
        near &= runs[ahead:, 0] > runs[:-ahead, 0]
        promising[ahead:] |= near
        promising[:-ahead] |= near
    return promising
