"""Pairwise matches to passages: all occurrences of the same wording together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from dedup.match.matches import Match, score
from dedup.read.reading import Reading
from dedup.values import Passage

__all__ = ["equal_parts", "group_matches"]

_LOOK_BACK: Final = 8  # matches behind a place that may hold it; judgement, not measured
_LOOK_UPS: Final = 8  # tokens looked up in other occurrences, for each of the text; judgement

_Part = tuple[int, int]  # token positions


class _Group:
    """Collect the occurrences of one passage."""

    def __init__(self, first: _Part) -> None:
        self.occurrences = {first}
        self.score = 1.0

    def add(self, occurrence: _Part, score: float) -> None:
        self.occurrences.add(occurrence)
        self.score = min(self.score, score)


def group_matches(matches: Sequence[Match], reading: Reading) -> tuple[Passage, ...]:
    """Return the passages that matches stand for, by their first occurrence.

    Occurrences that agree over the same length are one passage. A match with only a part of an
    earlier occurrence is a passage of its own, with that part of every occurrence; what says a
    known part again as a piece of something longer is an occurrence of that part, too. Such parts
    are looked up until they hold eight times the tokens of the text, which keeps the work linear.
    """
    grouping = _Grouping(matches, reading)
    found = [_passage(group, reading) for group in grouping.groups]
    return tuple(
        sorted(found, key=lambda each: (each.occurrences[0].start, -each.occurrences[0].end))
    )


def equal_parts(match: Match) -> Iterator[Match]:
    """Yield the stretches of a match in which all tokens are equal."""
    source, copy = match.source_start, match.copy_start
    for each in match.differences:
        if copy < each.copy_start:
            yield Match(source, each.source_start, copy, each.copy_start, ())
        source, copy = each.source_end, each.copy_end
    if copy < match.copy_end:
        yield Match(source, match.source_end, copy, match.copy_end, ())


class _Grouping:
    """Put the two sides of every match, and what stands beside them, into groups."""

    def __init__(self, matches: Sequence[Match], reading: Reading) -> None:
        self._reading = reading
        self._matches = sorted(matches, key=lambda match: match.copy_start)
        self._copy_starts = [match.copy_start for match in self._matches]
        self._group_of: dict[_Part, _Group] = {}
        self._known: list[_Part] = []  # what has a group, sorted
        self._left_to_look_up = _LOOK_UPS * len(reading.tokens)
        self.groups: list[_Group] = []
        for match in self._matches:
            self._take_in(match)
            self._take_along(match)

    def _take_in(self, match: Match) -> None:
        """Add the sides of a match, or the rounds of a loop, to the group that has one of them."""
        source, *copies = _rounds(match)
        known = (self._group_of[each] for each in (source, *copies) if each in self._group_of)
        group = next(known, None) or self._group_behind(source)
        self._add(group, source, 1.0)
        for copy in copies:
            self._add(group, copy, score(self._reading, match, *copy))

    def _group_behind(self, part: _Part) -> _Group:
        """Return a group of everything that a part of something longer repeats."""
        behind: list[tuple[_Part, float]] = []
        group: _Group | None = None
        while group is None and self._left_to_look_up > 0 and (holder := self._holder(part)):
            self._left_to_look_up -= part[1] - part[0]
            behind.append((part, score(self._reading, holder, *part)))
            part = _beside(holder, part)
            group = self._group_of.get(part)
            if part[0] >= part[1]:
                part = behind.pop()[0]
                break
        if group is None:
            group = _Group(part)
            self.groups.append(group)
        for each, reached in [(part, 1.0), *reversed(behind)]:
            self._add(group, each, reached)
        return group

    def _holder(self, part: _Part) -> Match | None:
        """Return the latest match whose copy holds a part."""
        last = bisect_right(self._copy_starts, part[0])
        nearest = reversed(self._matches[max(last - _LOOK_BACK, 0) : last])
        return next((match for match in nearest if part[1] <= match.copy_end), None)

    def _take_along(self, match: Match) -> None:
        """Add what stands in the copy of a match for the known parts of its source."""
        low = bisect_left(self._known, (match.source_start, 0))
        high = bisect_left(self._known, (match.source_end, 0))
        parts = deque(self._known[low:high])
        back = match.reversed() if parts else match
        while parts and self._left_to_look_up > 0:
            part = parts.popleft()
            self._left_to_look_up -= part[1] - part[0]
            if part[1] > match.source_end:
                continue
            there = _beside(back, part)
            if there[0] < there[1] and there not in self._group_of:
                self._add(self._group_of[part], there, score(self._reading, match, *there))
                parts.append(there)

    def _add(self, group: _Group, part: _Part, score: float) -> None:
        group.add(part, score)
        if part not in self._group_of:
            self._group_of[part] = group
            insort(self._known, part)


def _rounds(match: Match) -> Iterator[_Part]:
    """Yield the two sides of a match, or the rounds of a loop as it goes on from each to the next.

    A word more or less in a round moves the borders of those behind it.
    """
    if not match.is_loop:
        yield match.source_start, match.source_end
        yield match.copy_start, match.copy_end
        return
    start, end = match.source_start, match.copy_start
    yield start, end
    while end <= match.source_end:
        # Where a border falls into a difference, the round goes on to where words pair up again.
        after = (match.copy_at(place) for place in range(end, match.source_end + 1))
        start, end = end, next((place for place in after if place > end), match.copy_end)
        yield start, end


def _beside(match: Match, part: _Part) -> _Part:
    """Return where the words of a part of the copy stand in the source, from first to last."""
    start, end = part
    return match.source_at(start), min(match.source_at(end - 1) + 1, match.source_at(end))


def _passage(group: _Group, reading: Reading) -> Passage:
    apart: list[_Part] = []  # taken by their ends: as many as there can be
    for each in sorted(group.occurrences, key=lambda part: (part[1], -part[0])):
        if not apart or each[0] >= apart[-1][1]:
            apart.append(each)
    keys = reading.tokens.keys
    wording = keys[slice(*apart[0])]
    exact = all(np.array_equal(keys[slice(*each)], wording) for each in apart)
    return Passage(
        occurrences=tuple(reading.span(*each) for each in apart),
        kind="exact" if exact else "near",
        score=1.0 if exact else group.score,
    )
