"""Chains to matches: which tokens pair up, where a match begins and ends, how alike it is.

Only the gaps between the equal runs of a chain, and a few tokens beyond its two ends, are
aligned; runs are taken as they are. Work and memory are linear in the length of the chain.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel, Levenshtein

from dedup.match.chains import Chain, Run
from dedup.read.reading import Reading

__all__ = ["Difference", "Match", "align", "aligned_words", "difference_between", "score"]

# Two stretches of characters count as the same word spoilt by noise from this likeness on
# (Indel: 2 * common / both). Three-letter words with one wrong letter reach .67.
_NOISE_LIKENESS: Final = 0.6
_SHORT_WORD: Final = 3  # letters
# Words by which differences in a row may outweigh equal words inside one match. An edit replaces
# up to four words; a sentence has eight or more. Judgement, not measured.
_LONGEST_EDIT: Final = 8
_EXTENSION: Final = 12  # tokens tried beyond an end at a time; judgement, not measured


@dataclass(frozen=True, slots=True)
class Difference:
    """Name a place where the two sides of a match differ.

    Attributes:
        source_start, source_end, copy_start, copy_end: token positions; one side may be empty.
        likeness: in [0, 1], how alike the characters are; 0.0 unless it looks like noise.
    """

    source_start: int
    source_end: int
    copy_start: int
    copy_end: int
    likeness: float


@dataclass(frozen=True, eq=False)
class Match:
    """Hold two stretches of tokens found alike; between the differences all tokens are equal.

    Attributes:
        source_start, source_end: token positions of the earlier stretch.
        copy_start, copy_end: token positions of the later stretch.
        differences: in order of both sides.
    """

    source_start: int
    source_end: int
    copy_start: int
    copy_end: int
    differences: tuple[Difference, ...]

    @property
    def is_loop(self) -> bool:
        """Tell whether the copy follows on itself, so that both sides share tokens."""
        return self.source_start < self.copy_end and self.copy_start < self.source_end

    @property
    def is_exact(self) -> bool:
        """Tell whether all tokens of both sides are equal."""
        return not self.differences

    @cached_property
    def _copy_ends(self) -> list[int]:
        return [difference.copy_end for difference in self.differences]

    @cached_property
    def _source_ends(self) -> list[int]:
        return [difference.source_end for difference in self.differences]

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

    def copy_at(self, source: int) -> int:
        """Return the copy position that pairs with a source position."""
        index = bisect_right(self._source_ends, source)
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
            tuple(
                Difference(d.copy_start, d.copy_end, d.source_start, d.source_end, d.likeness)
                for d in self.differences
            ),
        )

    def holds(self, run: Run) -> bool:
        """Tell whether a run of equal tokens is a part of this match."""
        return (
            self.copy_start <= run.copy
            and run.copy + run.length <= self.copy_end
            and self.source_at(run.copy) == run.source
        )

    def pairs(self, start: int, end: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return which tokens of a stretch of the copy pair up with which of the source.

        Equal tokens pair up, and the first tokens of words that differ by noise only.
        """
        here: list[NDArray[np.int64]] = []
        there: list[NDArray[np.int64]] = []
        copy, source = self.copy_start, self.source_start
        for each in (*self.differences, None):
            low = max(copy, start)
            high = min(each.copy_start if each else self.copy_end, end)
            if low < high:
                here.append(np.arange(low, high))
                there.append(np.arange(low, high) - copy + source)
            if each is None or each.copy_start >= end:
                break
            if each.likeness and each.copy_start >= start:
                here.append(np.array([each.copy_start]))
                there.append(np.array([each.source_start]))
            copy, source = each.copy_end, each.source_end
        return np.concatenate(here), np.concatenate(there)

    def differences_in(self, copy_start: int, copy_end: int) -> Iterator[Difference]:
        """Yield the differences that touch a stretch of the copy."""
        for difference in self.differences[bisect_right(self._copy_ends, copy_start - 1) :]:
            if difference.copy_start > copy_end:
                return
            if difference.copy_end > copy_start or difference.copy_start < copy_end:
                yield difference


def align(reading: Reading, chain: Chain) -> list[Match]:
    """Return the matches that a chain stands for, with their ends moved out as far as they agree.

    A chain becomes several matches where something longer than an edit stands between its runs:
    a new sentence in the copy, or one of the source that the copy leaves out.
    """
    runs = _grown(reading.tokens.keys, chain)
    matches: list[Match] = []
    first, differences = 0, list[Difference]()
    for index, (run, after) in enumerate(pairwise((*runs, None))):
        assert run is not None  # only the last `after` is None
        source, copy = run.source + run.length, run.copy + run.length
        gap = [] if after is None else _differences(reading, source, after.source, copy, after.copy)
        if after is not None and _loss(reading, gap, copy, after.copy) <= _LONGEST_EDIT:
            differences += gap
            continue
        before = (matches[-1].source_end, matches[-1].copy_end) if matches else (0, 0)
        beyond = (after.source, after.copy) if after else (len(reading.tokens),) * 2
        matches.append(_match(reading, runs[first : index + 1], differences, before, beyond))
        first, differences = index + 1, []
    return matches


def _grown(keys: NDArray[np.uint64], chain: Chain) -> list[Run]:
    """Grow each run on its own diagonal while the tokens are equal; drop what others then cover.

    Seeds link to the nearest earlier place only, so that where a copy holds a phrase that its
    source says twice, a run breaks off early.
    """
    runs: list[Run] = []
    for run in chain:
        if runs and runs[-1].length < run.length:
            run = _back(keys, run, _end_of(runs[-2:-1]))  # the longer one takes what both claim
            while runs and _left_before(runs[-1], run) <= 0:
                runs.pop()
            if runs:
                runs[-1] = runs[-1]._replace(
                    length=min(runs[-1].length, _left_before(runs[-1], run))
                )
        floor = _end_of(runs[-1:])
        overlap = max(floor[0] - run.source, floor[1] - run.copy, 0)
        if overlap >= run.length:
            continue
        run = Run(run.source + overlap, run.copy + overlap, run.length - overlap)
        run = _back(keys, run, floor)
        more = _equal_length(keys[run.source + run.length :], keys[run.copy + run.length :])
        runs.append(run._replace(length=run.length + more))
    return runs


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


def _match(
    reading: Reading,
    runs: list[Run],
    differences: list[Difference],
    before: tuple[int, int],
    beyond: tuple[int, int],
) -> Match:
    """Return the match of some runs, its ends moved out up to its neighbours."""
    first, last = runs[0], runs[-1]
    source_start, copy_start = first.source, first.copy
    source_end, copy_end = last.source + last.length, last.copy + last.length
    if source_end <= copy_start:  # a loop follows on itself: its ends are where its runs end
        back, source_start, copy_start = _extend(
            reading, source_start, copy_start, before[0], max(before[1], source_end)
        )
        on, source_end, copy_end = _extend(
            reading, source_end, copy_end, min(beyond[0], copy_start), beyond[1]
        )
        differences = [*back, *differences, *on]
    return Match(source_start, source_end, copy_start, copy_end, tuple(differences))


def _loss(reading: Reading, gap: list[Difference], copy_start: int, copy_end: int) -> float:
    """Return by how many words the differences in a gap outweigh what is equal in it."""
    loss = -reading.words(copy_start, copy_end)
    for each in gap:
        size = max(
            reading.words(each.source_start, each.source_end),
            reading.words(each.copy_start, each.copy_end),
        )
        loss += size * (1 - 2 * each.likeness)
        loss += reading.words(each.copy_start, each.copy_end)
    return loss


def aligned_words(reading: Reading, match: Match, copy_start: int, copy_end: int) -> float:
    """Return how many words of a stretch of the copy are found in the source.

    Words that differ by character noise count by their likeness.
    """
    words = reading.words(copy_start, copy_end)
    for difference in match.differences_in(copy_start, copy_end):
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


def _differences(
    reading: Reading, source_start: int, source_end: int, copy_start: int, copy_end: int
) -> list[Difference]:
    """Return where two stretches of tokens differ; between them they are equal."""
    if source_start == source_end and copy_start == copy_end:
        return []
    differences: list[Difference] = []
    keys = reading.tokens.keys
    source_keys = keys[source_start:source_end].tolist()
    copy_keys = keys[copy_start:copy_end].tolist()
    pending: tuple[int, int, int, int] | None = None
    for operation in Levenshtein.opcodes(source_keys, copy_keys):
        if operation.tag == "equal":
            if pending:
                differences.append(difference_between(reading, *pending))
            pending = None
            continue
        pending = (
            pending[0] if pending else source_start + operation.src_start,
            source_start + operation.src_end,
            pending[2] if pending else copy_start + operation.dest_start,
            copy_start + operation.dest_end,
        )
    if pending:
        differences.append(difference_between(reading, *pending))
    return differences


def difference_between(
    reading: Reading, source_start: int, source_end: int, copy_start: int, copy_end: int
) -> Difference:
    """Return the difference that two stretches of tokens make, with their likeness."""
    likeness = 0.0
    if source_start < source_end and copy_start < copy_end:
        one = reading.wording(source_start, source_end)
        other = reading.wording(copy_start, copy_end)
        likeness = Indel.normalized_similarity(one, other)
        # Indel is blind to short words: one wrong letter of two or three is all it may take.
        short = max(len(one), len(other)) <= _SHORT_WORD
        if likeness < _NOISE_LIKENESS and not (short and Levenshtein.distance(one, other) == 1):
            likeness = 0.0
    return Difference(source_start, source_end, copy_start, copy_end, likeness)


def _spoilt_neighbour(
    reading: Reading, source: int, copy: int, source_limit: int, copy_limit: int
) -> Difference | None:
    """Return the next word outwards when both sides have the same one, spoilt by noise.

    Noise may also have split a word in two, or joined two words.
    """
    sign = 1 if copy_limit >= copy else -1
    for source_step, copy_step in ((1, 1), (2, 1), (1, 2)):
        if abs(source_limit - source) < source_step or abs(copy_limit - copy) < copy_step:
            continue
        source_low, source_high = sorted((source, source + sign * source_step))
        copy_low, copy_high = sorted((copy, copy + sign * copy_step))
        keys = reading.tokens.keys
        if set(keys[source_low:source_high].tolist()) & set(keys[copy_low:copy_high].tolist()):
            continue  # one word more is an edit, not a word in two
        found = difference_between(reading, source_low, source_high, copy_low, copy_high)
        if found.likeness >= _NOISE_LIKENESS:
            return found
    return None


def _extend(
    reading: Reading, source: int, copy: int, source_limit: int, copy_limit: int
) -> tuple[list[Difference], int, int]:
    """Move one end of a match towards the limits while more words agree than differ."""
    kept: list[Difference] = []
    onward = copy_limit >= copy
    reach = _EXTENSION if onward else -_EXTENSION
    clip = min if onward else max
    while source != source_limit and copy != copy_limit:
        spoilt = _spoilt_neighbour(reading, source, copy, source_limit, copy_limit)
        if spoilt:
            kept.append(spoilt)
            source = spoilt.source_end if onward else spoilt.source_start
            copy = spoilt.copy_end if onward else spoilt.copy_start
            continue
        window = (clip(source + reach, source_limit), clip(copy + reach, copy_limit))
        (source_low, source_high), (copy_low, copy_high) = (
            sorted((source, window[0])),
            sorted((copy, window[1])),
        )
        found = _differences(reading, source_low, source_high, copy_low, copy_high)
        count, source, copy = _worth_crossing(reading, found, (source, copy), window, onward)
        if count < 0:
            break
        kept += found[:count] if onward else found[len(found) - count :][::-1]
    return (kept if onward else kept[::-1]), source, copy


def _worth_crossing(
    reading: Reading,
    found: list[Difference],
    at: tuple[int, int],
    window: tuple[int, int],
    onward: bool,
) -> tuple[int, int, int]:
    """Return how many differences to cross, and the positions then reached; -1 for staying.

    Going outwards, equal words count for and differing ones against; the best point is taken.
    """
    best, best_gain, gain = (-1, *at), 0.0, 0.0
    copy = at[1]
    for count, difference in enumerate(found if onward else reversed(found)):
        starts = (difference.source_start, difference.copy_start)
        ends = (difference.source_end, difference.copy_end)
        near, far = (starts, ends) if onward else (ends, starts)
        gain += reading.words(*sorted((copy, near[1])))
        if gain > best_gain:
            best, best_gain = (count, *near), gain
        size = max(reading.words(starts[0], ends[0]), reading.words(starts[1], ends[1]))
        gain += size * (2 * difference.likeness - 1)
        if gain > best_gain:
            best, best_gain = (count + 1, *far), gain
        copy = far[1]
    gain += reading.words(*sorted((copy, window[1])))
    return (len(found), *window) if gain > best_gain else best
