"""Runs to collinear chains: stretches that follow one another in the same order on both sides."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.match.gate import DRIFT, REACH

__all__ = ["Chain", "Run", "find_chains", "grow_runs"]

_OPEN_CHAINS: Final = 6  # how many chains a run may continue; judgement, not measured


class Run(NamedTuple):
    """Say that `length` tokens from `source` on stand again, all equal, from `copy` on."""

    source: int
    copy: int
    length: int


Chain = tuple[Run, ...]
# Where the source of a run starts and ends, and where its copy does, in half-words.
_Spot = tuple[int, int, int, int]


def find_chains(runs: list[list[int]], places: memoryview, *, evidence: int) -> list[Chain]:
    """Join promising runs that stand near one another, in the same order, on both sides.

    Each is joined with the nearest of the few chains still open. Linear in the number of runs.

    Args:
        runs: as `promising_runs` returns them.
        places: how many half-words stand before each token, and in all.
        evidence: words that the runs of a chain must hold together.

    Returns:
        Chains in order of their first copy; the runs of one do not overlap on either side.
    """
    chains: list[list[Run]] = []
    sizes: list[int] = []  # in half-words
    open_chains: list[tuple[int, _Spot]] = []  # index of the chain, spot of its last run
    for source, source_end, copy, copy_end in runs:
        run = Run(source, copy, copy_end - copy)
        spot = (places[source], places[source_end], places[copy], places[copy_end])
        place = _nearest(open_chains, spot)
        if place is None:
            index = len(chains)
            chains.append([run])
            sizes.append(spot[3] - spot[2])
        else:
            index, _ = open_chains.pop(place)
            run = _without_overlap(chains[index][-1], run)
            if run.length > 0:
                chains[index].append(run)
                sizes[index] += spot[3] - spot[2]
        open_chains.append((index, spot))
        del open_chains[:-_OPEN_CHAINS]
    return [tuple(chain) for chain, size in zip(chains, sizes, strict=True) if size >= 2 * evidence]


def _nearest(open_chains: list[tuple[int, _Spot]], spot: _Spot) -> int | None:
    """Return which open chain a run continues with the least drift, the latest first."""
    source, _, copy, _ = spot
    best, least = None, DRIFT + 1
    for place in range(len(open_chains) - 1, -1, -1):
        last_source, source_end, last_copy, copy_end = open_chains[place][1]
        in_source, in_copy = source - source_end, copy - copy_end
        drift = abs(in_source - in_copy)
        near = drift < least and in_source <= REACH and in_copy <= REACH
        if near and source > last_source and copy > last_copy:
            best, least = place, drift
            if not drift:  # nearly always
                break
    return best


def _without_overlap(previous: Run, run: Run) -> Run:
    overlap = max(
        previous.source + previous.length - run.source,
        previous.copy + previous.length - run.copy,
    )
    if overlap <= 0:
        return run
    return Run(run.source + overlap, run.copy + overlap, run.length - overlap)


def grow_runs(keys: NDArray[np.uint64], chain: Chain) -> list[Run]:
    """Grow each run on its own diagonal while the tokens are equal; drop what others then cover.

    Seeds link to the nearest earlier place only, so that where a copy holds a phrase that its
    source says twice, a run breaks off early.
    """
    runs: list[Run] = []
    view = keys.data  # gives plain integers
    floor = (0, 0)
    for run in chain:
        source, copy, _ = run
        fits = floor[0] <= source and floor[1] <= copy and view[source - 1] != view[copy - 1]
        if not fits:  # nearly never: it grows, or the one before has grown into it
            if runs and runs[-1].length < run.length:
                run = _taken_back(keys, runs, run)
                floor = _end_of(runs[-1:])
            overlap = max(floor[0] - run.source, floor[1] - run.copy)
            if overlap >= run.length:
                continue
            if overlap > 0:
                run = Run(run.source + overlap, run.copy + overlap, run.length - overlap)
            elif overlap < 0:
                run = _back(keys, run, floor)
        source, copy, length = run
        floor = (source + length, copy + length)
        if floor[1] < len(view) and view[floor[0]] == view[floor[1]]:  # nearly never
            run = Run(source, copy, length + _equal_length(keys[floor[0] :], keys[floor[1] :]))
            floor = _end_of([run])
        runs.append(run)
    return runs


def _taken_back(keys: NDArray[np.uint64], runs: list[Run], run: Run) -> Run:
    """Return a run that takes what both claim from the shorter ones before it."""
    run = _back(keys, run, _end_of(runs[-2:-1]))
    while runs and _left_before(runs[-1], run) <= 0:
        runs.pop()
    if runs:
        last, left = runs[-1], _left_before(runs[-1], run)
        if left < last.length:
            runs[-1] = Run(last.source, last.copy, left)
    return run


def _end_of(runs: list[Run]) -> tuple[int, int]:
    return (runs[0].source + runs[0].length, runs[0].copy + runs[0].length) if runs else (0, 0)


def _left_before(run: Run, after: Run) -> int:
    return min(after.source - run.source, after.copy - run.copy)


def _back(keys: NDArray[np.uint64], run: Run, floor: tuple[int, int]) -> Run:
    """Grow a run towards the start of the text, not beyond the positions in `floor`."""
    room = max(min(run.source - floor[0], run.copy - floor[1]), 0)
    more = _equal_length(
        keys[run.source - room : run.source][::-1], keys[run.copy - room : run.copy][::-1]
    )
    return Run(run.source - more, run.copy - more, run.length + more)


def _equal_length(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> int:
    """Return how many keys at the start of two arrays are equal."""
    size, step = min(len(one), len(other)), 16
    start = 0
    while start < size:  # growing steps: most stretches are short, some are whole articles
        end = min(start + step, size)
        same = one[start:end] == other[start:end]
        if not same.all():
            return start + int(np.argmin(same))
        start, step = end, 2 * step
    return size
