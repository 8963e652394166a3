"""Seeds to collinear chains: stretches that follow one another in the same order on both sides."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.match.gate import DRIFT, REACH, promising_runs

__all__ = ["Chain", "Run", "find_chains", "find_runs"]

_OPEN_CHAINS: Final = 6  # how many chains a run may continue; judgement, not measured


class Run(NamedTuple):
    """Say that `length` tokens from `source` on stand again, all equal, from `copy` on."""

    source: int
    copy: int
    length: int


Chain = tuple[Run, ...]


def find_runs(seeds: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Join seeds that continue one another into runs of equal tokens.

    Args:
        seeds: shape (m, 2), token positions (earlier, later), sorted by later.
        lengths: shape (m,), tokens in the shingle of each seed.

    Returns:
        Shape (r, 3): source, copy and length in tokens of each run, sorted by copy.

    >>> import numpy as np
    >>> find_runs(np.array([[0, 9], [1, 10], [4, 11]]), np.array([3, 3, 3])).tolist()
    [[0, 9, 4], [4, 11, 3]]
    """
    if not len(seeds):
        return np.zeros((0, 3), dtype=np.int64)
    continues = (seeds[1:] - seeds[:-1] == 1).all(axis=1)
    breaks = np.flatnonzero(~continues)
    firsts = np.concatenate(([0], breaks + 1))
    lasts = np.concatenate((breaks, [len(seeds) - 1]))
    runs = np.empty((len(firsts), 3), dtype=np.int64)
    runs[:, :2] = seeds[firsts]
    runs[:, 2] = seeds[lasts, 1] + lengths[lasts] - seeds[firsts, 1]
    return runs


def find_chains(
    runs: NDArray[np.int64], half_words: NDArray[np.uint8], *, evidence: int
) -> list[Chain]:
    """Join runs that stand near one another, in the same order, on both sides.

    Only promising runs are looked at one by one, each joined with the nearest of the few chains
    still open. Linear in the number of runs.

    Args:
        runs: shape (r, 3) as `find_runs` returns them.
        half_words: shape (n,), weight of each token of the text.
        evidence: words that the runs of a chain must hold together.

    Returns:
        Chains in order of their first copy; the runs of one do not overlap on either side.
    """
    promising, spots = promising_runs(runs, half_words, evidence=evidence)
    chains: list[tuple[list[Run], int]] = []
    open_chains: list[tuple[int, list[int]]] = []  # index of the chain, spot of its last run
    for (source, copy, length), spot in zip(promising.tolist(), spots.tolist(), strict=True):
        run, size = Run(source, copy, length), spot[3] - spot[2]
        place = _nearest(open_chains, spot)
        if place is None:
            index = len(chains)
            chains.append(([run], size))
        else:
            index = open_chains.pop(place)[0]
            chain, so_far = chains[index]
            run = _without_overlap(chain[-1], run)
            if run.length > 0:
                chain.append(run)
                chains[index] = (chain, so_far + size)
        open_chains.append((index, spot))
        del open_chains[:-_OPEN_CHAINS]
    return [tuple(chain) for chain, size in chains if size >= 2 * evidence]


def _nearest(open_chains: list[tuple[int, list[int]]], spot: list[int]) -> int | None:
    """Return which open chain a run continues with the least drift, the latest first."""
    best: tuple[int, int] | None = None
    for place, (_, last) in enumerate(open_chains):
        gap_source, gap_copy = spot[0] - last[1], spot[2] - last[3]
        drift = abs(gap_source - gap_copy)
        follows = spot[0] > last[0] and spot[2] > last[2]
        if follows and max(gap_source, gap_copy) <= REACH and drift <= DRIFT:
            best = min(best or (drift, -place), (drift, -place))
    return None if best is None else -best[1]


def _without_overlap(previous: Run, run: Run) -> Run:
    overlap = max(
        0,
        previous.source + previous.length - run.source,
        previous.copy + previous.length - run.copy,
    )
    return Run(run.source + overlap, run.copy + overlap, run.length - overlap)
