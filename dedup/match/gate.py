"""Could anything here be a passage? Most texts leave at this gate.

Every article says "the prime minister said" more than once. A passage is more than that: a long
run of words, or several runs near one another in the same order on both sides. This is asked of
all runs before any of them is joined to others.
"""

from __future__ import annotations

from itertools import compress
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dedup.match.seeds import SHINGLE_LENGTHS, shingle_lengths
from dedup.read.tokens import Tokens

__all__ = ["DRIFT", "EVIDENCE", "REACH", "find_runs", "promising_among", "promising_runs"]

# Words that repeat in a row, or in several runs near one another, before a passage is thought
# of. One labelled clean article in six holds such a repeat; with five words one in two would,
# and no copy more would be found. Measured on 1,200 labelled documents.
EVIDENCE: Final = 7
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
# Up to so many seeds or runs, as nearly every article has, are sooner looked at one by one
# (measured).
_FEW: Final = 64


def promising_runs(seeds: NDArray[Any], tokens: Tokens, *, evidence: int) -> list[list[int]]:
    """Join seeds into runs, and return those that are long or have a neighbour.

    Args:
        seeds: shape (m, 2) as `find_seeds` returns them.
        tokens: of the text.
        evidence: words from which on a run is long.

    Returns:
        The runs as `promising_among` returns them, as lists; most texts have none.
    """
    if len(seeds) <= _FEW:
        few = _few_runs(seeds, tokens.half_words)
    else:
        runs = find_runs(seeds, tokens.half_words)
        del seeds  # as large as the words are many
        if len(runs) > _FEW:
            runs = promising_among(runs, tokens.places, evidence=evidence)
            return [*runs.tolist()]
        few = runs.tolist()
    return _promising_of_few(few, tokens.places, evidence)


def _few_runs(seeds: NDArray[Any], half_words: NDArray[np.uint8]) -> list[list[int]]:
    """Do what `find_runs` does, one seed after the other."""
    weights, lengths = half_words.data, SHINGLE_LENGTHS  # gives plain integers
    runs: list[list[int]] = []
    before = diagonal = -1
    for source, copy in seeds.tolist():
        end = copy + lengths[weights[copy]]
        if copy == before + 1 and copy - source == diagonal:
            runs[-1][1::2] = end - diagonal, end
        else:
            diagonal = copy - source
            runs.append([source, end - diagonal, copy, end])
        before = copy
    return runs


def _promising_of_few(
    runs: list[list[int]], places: NDArray[np.signedinteger[Any]], evidence: int
) -> list[list[int]]:
    """Do what `promising_among` does, one run after the other."""
    place_of = places.data  # gives plain integers
    promising: list[bool] = []
    reached: list[int] = []  # where the last copy ends of those up to each run
    long, latest = 2 * evidence, -1
    for index, (source, _, copy, copy_end) in enumerate(runs):
        start, end = place_of[copy], place_of[copy_end]
        chosen = end - start >= long
        if start - latest <= REACH:  # most stand alone
            at = place_of[source]
            for other in range(index - 1, max(index - _AHEAD, 0) - 1, -1):
                if chosen and promising[other]:
                    continue
                if start - reached[other] > REACH:  # so are all before it
                    break
                its_source, its_source_end, _, its_end = runs[other]
                in_copy = start - place_of[its_end]
                if in_copy > REACH or source <= its_source:
                    continue
                in_source = at - place_of[its_source_end]
                if in_source <= REACH and -DRIFT <= in_source - in_copy <= DRIFT:
                    chosen = promising[other] = True
        promising.append(chosen)
        if end > latest:
            latest = end
        reached.append(latest)
    return list(compress(runs, promising))


def find_runs(seeds: NDArray[Any], half_words: NDArray[np.uint8]) -> NDArray[Any]:
    """Join seeds that continue one another into runs of equal tokens.

    Args:
        seeds: shape (m, 2) as `find_seeds` returns them.
        half_words: shape (n,), weight of each token of the text.

    Returns:
        Shape (r, 4): where the source of each run starts and ends and where its copy does, in
        tokens, sorted by copy.

    >>> import numpy as np
    >>> find_runs(np.array([[0, 9], [1, 10], [4, 11]]), np.full(14, 2)).tolist()
    [[0, 4, 9, 13], [4, 7, 11, 14]]
    """
    steps = seeds[1:] - seeds[:-1] != 1
    breaks = steps[:, 0] | steps[:, 1]  # `any` takes three times as long
    opens, closes = np.empty((2, len(seeds)), dtype=bool)
    opens[:1] = closes[-1:] = True
    opens[1:] = closes[:-1] = breaks
    firsts, lasts = seeds.compress(opens, axis=0), seeds.compress(closes, axis=0)
    runs = np.empty((len(firsts), 4), dtype=seeds.dtype)
    runs[:, ::2] = firsts
    runs[:, 1::2] = lasts + shingle_lengths(half_words.take(lasts[:, 1]))[:, None]
    return runs


def promising_among(
    runs: NDArray[np.int64], places: NDArray[np.signedinteger[Any]], *, evidence: int
) -> NDArray[np.int64]:
    """Return the runs that are long, or have a neighbour on about the same diagonal.

    Args:
        runs: shape (r, 4): where the source of each starts and ends and where its copy does, in
            tokens, sorted by copy.
        places: shape (n + 1,), how many half-words stand before each token, and in all.
        evidence: words from which on a run is long.
    """
    spots = places.take(runs)
    promising = spots[:, 3] - spots[:, 2] >= 2 * evidence
    for first in range(0, len(runs), _WINDOW):
        here = np.arange(first, min(first + _WINDOW, len(runs)))
        ahead = np.minimum(here[:, None] + _STEPS, len(runs) - 1)  # the last one is not near itself
        gaps = spots[ahead, ::2] - spots[first : first + _WINDOW, None, 1::2]
        in_source, in_copy = gaps[..., 0], gaps[..., 1]
        near = np.abs(in_source - in_copy) <= DRIFT
        near &= np.maximum(in_source, in_copy) <= REACH
        near &= runs[ahead, 0] > runs[first : first + _WINDOW, None, 0]
        promising[here] |= near.any(axis=1)
        promising[ahead[near]] = True
    return runs[promising]
