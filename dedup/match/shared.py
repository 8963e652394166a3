"""What two texts share: both are read as one, and no match crosses from the one to the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.match.alignment import align_in_order
from dedup.match.chains import find_chains
from dedup.match.gate import EVIDENCE, find_runs, promising_among
from dedup.match.matches import Match, aligned_words, score
from dedup.match.passages import equal_parts
from dedup.match.seeds import shingle_keys
from dedup.read.reading import Reading
from dedup.read.tokens import read_tokens
from dedup.values import Shared, Span

__all__ = ["link_texts", "share"]

_BORDER: Final = "\n\n0\n\n"  # a token of its own stands between the texts


def share(
    first: str, second: str, *, min_words: int, min_score: float, near: bool, language: str | None
) -> tuple[Shared, ...]:
    """Find the passages of the second text that the first one holds too.

    The stages are those for one text; only the links between shingles differ. A match that is
    not alike enough counts with the stretches of it in which all words are equal.

    Returns:
        In order of the second text, in which they do not overlap.
    """
    reading, border = _read_both(first, second, language)
    runs = _equal_runs(reading, border)
    # A chain may have taken a part of a run for an overlap; on its own it counts all the same.
    matches = [
        Match(source_start, source_end, copy_start, copy_end, ())
        for source_start, source_end, copy_start, copy_end in runs.tolist()
        if reading.words(copy_start, copy_end) >= min_words
    ]

    def is_alike(match: Match, start: int, end: int) -> bool:
        exact = not match.differences_in(start, end)
        return exact or (near and score(reading, match, start, end) >= min_score)

    for match in _aligned(reading, runs, border, evidence=min(EVIDENCE, min_words)):
        whole = is_alike(match, match.copy_start, match.copy_end)
        matches += [match] if whole else equal_parts(match)
    shift = len(first) + len(_BORDER)
    return tuple(
        _shared(reading, match, start, end, shift)
        for place in _apart(matches)
        for match, start, end in ([place] if is_alike(*place) else _equal_behind(*place))
        if aligned_words(reading, match.differences_in(start, end), start, end) >= min_words
    )


def link_texts(shingles: NDArray[np.uint64], border: int) -> NDArray[np.int64]:
    """Link every shingle of the second text to an equal one of the first.

    Where both texts say it several times, the first occurrence goes with the first, the second
    with the second and so on, from the beginning again when the first text has no more: what
    repeats inside a shared passage then stays on the diagonal of that passage.

    Args:
        shingles: shape (n,), a key for the tokens from each position on.
        border: position of the token that stands between the texts.

    Returns:
        Shape (m, 2), m < n: token positions in the first and in the second text, sorted by
        the latter.

    >>> import numpy as np
    >>> link_texts(np.array([5, 6, 5, 0, 5, 5, 7, 5], dtype=np.uint64), 3).tolist()
    [[0, 4], [2, 5], [0, 7]]
    """
    ours, theirs = shingles[:border], shingles[border + 1 :]
    order = np.argsort(ours, kind="stable")
    known = ours[order]
    starts = np.searchsorted(known, theirs, "left")
    counts = np.searchsorted(known, theirs, "right") - starts
    copies = np.flatnonzero(counts)
    links = np.empty((len(copies), 2), dtype=np.int64)
    times = _times_before(theirs[copies])
    links[:, 0] = order[starts[copies] + times % counts[copies]]
    links[:, 1] = copies + border + 1
    return links


def _times_before(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return for each key how many equal ones stand before it."""
    order = np.argsort(keys, kind="stable")
    places = np.arange(len(keys))
    is_new = np.ones(len(keys), dtype=bool)
    is_new[1:] = keys[order][1:] != keys[order][:-1]
    times = np.empty(len(keys), dtype=np.int64)
    times[order] = places - np.maximum.accumulate(np.where(is_new, places, 0))
    return times


def _read_both(first: str, second: str, language: str | None) -> tuple[Reading, int]:
    """Read both texts as one; return where among its tokens the one between them stands."""
    text = f"{first}{_BORDER}{second}"
    tokens = read_tokens(text)
    border = int(np.searchsorted(tokens.starts, len(first) + _BORDER.index("0")))
    keys, half_words = tokens.keys.copy(), tokens.half_words.copy()
    # Its key is equal to no other and, since shingles are sums of keys, not zero; it is no word.
    unused = np.setdiff1d(np.arange(1, len(keys) + 2, dtype=np.uint64), keys)
    keys[border], half_words[border] = unused[0], 0
    return Reading(text, replace(tokens, keys=keys, half_words=half_words), language), border


def _equal_runs(reading: Reading, border: int) -> NDArray[np.int64]:
    """Return where linked shingles continue one another, as `find_runs` does."""
    keys, half_words = reading.tokens.keys, reading.tokens.half_words
    return find_runs(link_texts(shingle_keys(keys, half_words), border), half_words)


def _aligned(
    reading: Reading, runs: NDArray[np.int64], border: int, *, evidence: int
) -> Iterator[Match]:
    """Return the matches that runs near one another stand for, as they are asked for."""
    promising = promising_among(runs, reading.tokens.places, evidence=evidence)
    chains = find_chains(promising.tolist(), reading.places, evidence=evidence)
    return align_in_order(reading, chains, evidence=evidence, border=border)


def _apart(matches: Sequence[Match]) -> Iterator[tuple[Match, int, int]]:
    """Yield each match with the stretch of its copy that no match before it covers."""
    reached = 0
    for match in sorted(matches, key=lambda each: (each.copy_start, -each.copy_end)):
        start = max(match.copy_start, reached)
        for difference in match.differences_in(start, start):
            start = max(start, difference.copy_end)
        if start < match.copy_end:
            yield match, start, match.copy_end
            reached = match.copy_end


def _equal_behind(match: Match, start: int, end: int) -> Iterator[tuple[Match, int, int]]:
    """Yield the stretches of a copy, from a token on, in which all tokens are equal."""
    for part in equal_parts(match):
        if part.copy_end > start:
            yield part, max(part.copy_start, start), min(part.copy_end, end)


def _shared(reading: Reading, match: Match, start: int, end: int, shift: int) -> Shared:
    second = reading.span(start, end)
    exact = not match.differences_in(start, end)
    return Shared(
        first=reading.span(match.source_at(start), match.source_at(end)),
        second=Span(second.start - shift, second.end - shift),
        kind="exact" if exact else "near",
        score=1.0 if exact else score(reading, match, start, end),
    )
