"""Could anything here be a passage? Most texts leave at this gate.

Every article says "the prime minister said" more than once. A passage is more than that: a long
run of words, or several runs near one another in the same order on both sides. This is asked of
all runs at once, before any of them is looked at alone.
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
_AHEAD: Final = np.arange(1, 5)


def promising_runs(
    runs: NDArray[np.int64], half_words: NDArray[np.uint8], *, evidence: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the runs that are long, or have a neighbour on about the same diagonal.

    Args:
        runs: shape (r, 3): source, copy and length in tokens, sorted by copy.
        half_words: shape (n,), weight of each token of the text.
        evidence: words from which on a run is long.

    Returns:
        Shape (p, 3), the promising runs; shape (p, 4), where the source of each starts and ends
        and where its copy does, in half-words from the start of the text.
    """
    if not len(runs):
        return runs, np.zeros((0, 4), dtype=np.int64)
    places = np.concatenate(([0], np.cumsum(half_words, dtype=np.int64)))
    ends = runs[:, :2] + runs[:, 2:]
    spots = places.take(np.stack((runs[:, 0], ends[:, 0], runs[:, 1], ends[:, 1]), axis=1))
    promising = spots[:, 3] - spots[:, 2] >= 2 * evidence
    later = np.minimum(np.arange(len(runs))[:, None] + _AHEAD, len(runs) - 1)
    gaps_source = spots[:, 0].take(later) - spots[:, 1, None]
    gaps_copy = spots[:, 2].take(later) - spots[:, 3, None]
    near = np.abs(gaps_source - gaps_copy) <= DRIFT
    near &= np.maximum(gaps_source, gaps_copy) <= REACH
    near &= runs[:, 0].take(later) > runs[:, 0, None]
    if near.any():
        promising |= near.any(axis=1)
        promising[later[near]] = True
    chosen = np.flatnonzero(promising)
    return runs[chosen], spots[chosen]
