"""Two stretches of one text found alike: which tokens pair up, and where they differ."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from dedup.match.chains import Run
from dedup.match.differences import Difference
from dedup.read.reading import Reading

__all__ = ["Match", "aligned_words", "score"]


@dataclass(eq=False, slots=True)
class Match:
    """Hold two stretches of tokens found alike; between the differences all tokens are equal.

    Attributes:
        source_start, source_end: token positions of the earlier stretch.
        copy_start, copy_end: token positions of the later stretch.
        differences: in order of both sides.
        misread: those of them that are spoilt words, where words are spoilt all over, as by a
            scanner; none in clean text.
        noisy: whether words are spoilt all over.
    """

    source_start: int
    source_end: int
    copy_start: int
    copy_end: int
    differences: tuple[Difference, ...]
    misread: frozenset[Difference] = frozenset()
    # What `Copy.differences_of` and `score_units` found, which several ask for; the same for one
    # match, by where some units start and end, and their number.
    found: dict[tuple[int, int], Sequence[Difference]] = field(default_factory=dict, repr=False)
    scores: dict[tuple[int, int, int], float] = field(default_factory=dict, repr=False)
    noisy: bool = field(init=False, repr=False)
    _copy_starts: list[int] = field(init=False, repr=False)
    _copy_ends: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.noisy = bool(self.misread)
        self._copy_starts = [difference.copy_start for difference in self.differences]
        self._copy_ends = [difference.copy_end for difference in self.differences]

    @property
    def is_loop(self) -> bool:
        """Tell whether the copy follows on itself, so that both sides share tokens."""
        return self.source_start < self.copy_end and self.copy_start < self.source_end

    @property
    def is_exact(self) -> bool:
        """Tell whether all tokens of both sides are equal."""
        return not self.differences

    @property
    def period(self) -> int:
        """After how many tokens the copy says again what the source does; of a loop, each round."""
        return self.copy_start - self.source_start

    def covers(self, start: int, end: int) -> bool:
        """Tell whether the copy holds a stretch of tokens whole."""
        return self.copy_start <= start and end <= self.copy_end

    def clipped(self, start: int, end: int) -> tuple[int, int]:
        """Return what the copy holds of a stretch of tokens."""
        return max(start, self.copy_start), min(end, self.copy_end)

    def source_at(self, copy: int) -> int:
        """Return the source position that pairs with a copy position.

        A position inside a difference pairs with the start of its other side, as does the
        position at which an insertion starts; the end of a difference with its end.
        """
        index = bisect_right(self._copy_ends, copy)
        if index < len(self.differences):
            ahead = self.differences[index]
            if copy >= ahead.copy_start:
                return ahead.source_start
        if not index:
            return self.source_start + copy - self.copy_start
        behind = self.differences[index - 1]
        return behind.source_end + copy - behind.copy_end

    def source_end_at(self, copy: int) -> int:
        """Return the source position behind what pairs with the tokens before a copy position.

        Words of the source that are left out there stand behind it.
        """
        index = bisect_left(self._copy_ends, copy)
        if index < len(self.differences):
            ahead = self.differences[index]
            if copy > ahead.copy_start:
                return ahead.source_end if copy == ahead.copy_end else ahead.source_start
        if not index:
            return self.source_start + copy - self.copy_start
        behind = self.differences[index - 1]
        return behind.source_end + copy - behind.copy_end

    def copy_at(self, source: int) -> int:
        """Return the copy position that pairs with a source position."""
        index = bisect_right(self.differences, source, key=lambda each: each.source_end)
        if index < len(self.differences):
            ahead = self.differences[index]
            if source >= ahead.source_start:
                return ahead.copy_start
        if not index:
            return self.copy_start + source - self.source_start
        behind = self.differences[index - 1]
        return behind.copy_end + source - behind.source_end

    def reversed(self) -> Match:
        """Return the match with the sides exchanged: the earlier stretch is the copy."""
        return Match(
            self.copy_start,
            self.copy_end,
            self.source_start,
            self.source_end,
            tuple(map(_reversed, self.differences)),
            frozenset(map(_reversed, self.misread)),
        )

    def holds(self, run: Run) -> bool:
        """Tell whether a run of equal tokens is a part of this match."""
        inside = self.covers(run.copy, run.copy + run.length)
        return inside and self.source_at(run.copy) == run.source

    def pairs(self, start: int, end: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return which tokens of a stretch of the copy pair up with which of the source.

        Equal tokens pair up, and the first tokens of words that differ by noise only.
        """
        stretches = chain.from_iterable(self._paired_stretches(start, end))
        sources, copies, lengths = np.fromiter(stretches, dtype=np.int64).reshape(-1, 3).T
        if not len(lengths):
            return sources, copies
        before = np.add.accumulate(lengths) - lengths
        here = np.arange(before[-1] + lengths[-1])
        there = here + (sources - before).repeat(lengths)
        here += (copies - before).repeat(lengths)
        return here, there

    def paired_ends(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last source token that a stretch of the copy is paired with."""
        stretches = list(self._paired_stretches(start, end))
        if not stretches:
            return None
        source, _, length = stretches[-1]
        return stretches[0][0], source + length - 1

    def _paired_stretches(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield runs of tokens that pair up one by one, in order: source, copy and length."""
        copy, source = self.copy_start, self.source_start
        first = bisect_left(self._copy_ends, start)
        last = bisect_left(self._copy_starts, end)
        if first:
            behind = self.differences[first - 1]
            copy, source = behind.copy_end, behind.source_end
        for each in self.differences[first:last]:
            low = max(copy, start)
            if low < each.copy_start:
                yield low - copy + source, low, each.copy_start - low
            if each.likeness and each.copy_start >= start:
                yield each.source_start, each.copy_start, 1
            copy, source = each.copy_end, each.source_end
        low, high = max(copy, start), min(self.copy_end, end)
        if low < high:
            yield low - copy + source, low, high - low

    def differences_in(self, copy_start: int, copy_end: int) -> tuple[Difference, ...]:
        """Return the differences that touch a stretch of the copy."""
        starts, ends = self._copy_starts, self._copy_ends
        first, last = bisect_left(ends, copy_start), bisect_right(starts, copy_end)
        # Words left out may touch an end; words of the copy that do stand beside the stretch.
        if first < last and starts[first] < ends[first] == copy_start:
            first += 1
        if first < last and copy_end == starts[last - 1] < ends[last - 1]:
            last -= 1
        return self.differences[first:last]

    def replaced_up_to(self, place: int) -> Difference | None:
        """Return the difference by words of the copy that end at a place of it."""
        index = bisect_left(self._copy_ends, place)
        if index == len(self._copy_ends) or self._copy_ends[index] != place:
            return None
        found = self.differences[index]
        return found if found.copy_start < place else None

    def replaced_from(self, place: int) -> Difference | None:
        """Return the difference by words of the copy that begin at a place of it."""
        index = bisect_right(self._copy_starts, place) - 1
        if index < 0 or self._copy_starts[index] != place:
            return None
        found = self.differences[index]
        return found if place < found.copy_end else None

    def agrees(self, copy_start: int, copy_end: int) -> bool:
        """Tell whether nothing differs inside a stretch of the copy; at its ends something may."""
        return self.covers(copy_start, copy_end) and not any(
            each.copy_start < copy_end and copy_start < each.copy_end
            for each in self.differences_in(copy_start, copy_end)
        )


def _reversed(each: Difference) -> Difference:
    return Difference(
        each.copy_start, each.copy_end, each.source_start, each.source_end, each.likeness
    )


def aligned_words(
    reading: Reading, differences: Iterable[Difference], copy_start: int, copy_end: int
) -> float:
    """Return how many words of a stretch of a copy are found in the source.

    Words that differ by character noise count by their likeness. The differences are those of the
    stretch; they may reach beyond it.
    """
    words = reading.words(copy_start, copy_end)
    for difference in differences:
        start, end = max(difference.copy_start, copy_start), min(difference.copy_end, copy_end)
        words -= reading.words(start, end) * (1 - difference.likeness)
    return words


def score(reading: Reading, match: Match, copy_start: int, copy_end: int) -> float:
    """Return twice the aligned words over the words of both sides, in [0, 1]."""
    copy_words = reading.words(copy_start, copy_end)
    source_words = reading.words(match.source_at(copy_start), match.source_at(copy_end))
    aligned = copy_words + source_words
    for difference in match.differences_in(copy_start, copy_end):
        start, end = max(difference.copy_start, copy_start), min(difference.copy_end, copy_end)
        both = reading.words(start, end) + reading.words(
            difference.source_start, difference.source_end
        )
        aligned -= both * (1 - difference.likeness)
    return max(0.0, min(1.0, aligned / max(copy_words + source_words, 1e-9)))
