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
_NEIGHBOURS: Final = 4


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
    spots = np.empty((len(runs), 4), dtype=np.int64)
    spots[:, 0] = places.take(runs[:, 0])
    spots[:, 1] = places.take(runs[:, 0] + runs[:, 2])
    spots[:, 2] = places.take(runs[:, 1])
    spots[:, 3] = places.take(runs[:, 1] + runs[:, 2])
    promising = spots[:, 3] - spots[:, 2] >= 2 * evidence
    for step in range(1, min(_NEIGHBOURS + 1, len(runs))):
        gaps = spots[step:, 0::2] - spots[:-step, 1::2]
        near = gaps.max(axis=1) <= REACH
        near &= np.abs(gaps[:, 0] - gaps[:, 1]) <= DRIFT
        near &= spots[step:, 0] > spots[:-step, 0]
        promising[step:] |= near
        promising[:-step] |= near
    chosen = np.flatnonzero(promising)
    return runs[chosen], spots[chosen]
