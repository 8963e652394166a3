"""Pairwise matches to passages: all occurrences of the same wording together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dedup.match.matches import Match, score
from dedup.read.reading import Reading
from dedup.values import Passage

__all__ = ["group_matches"]

_SLACK = 1  # tokens by which occurrences of one passage may differ at an end; judgement


class _Group:
    """Collect the occurrences of one passage, as token ranges."""

    def __init__(self, first: tuple[int, int]) -> None:
        self.occurrences = [first]
        self.exact = True
        self.score = 1.0

    def add(self, occurrence: tuple[int, int], *, exact: bool, score: float) -> None:
        self.occurrences.append(occurrence)
        self.exact = self.exact and exact
        self.score = min(self.score, score)


def group_matches(matches: Sequence[Match], reading: Reading) -> tuple[Passage, ...]:
    """Return the passages that matches, in text order, stand for.

    Occurrences that agree over the same length are one passage. A match with only a part of an
    earlier occurrence is a passage of its own, with that part of every occurrence before it.
    """
    groups: list[_Group] = []
    by_end: dict[int, _Group] = {}  # the passage of the latest occurrence that ends there
    for place, match in enumerate(matches):
        if match.is_loop:
            groups.append(_loop(match))
            continue
        source = (match.source_start, match.source_end)
        group = _same(by_end, source)
        if group is None:
            group = _Group(_projected(matches[:place], source))
            if group.occurrences[0] != source:
                group.add(source, exact=True, score=1.0)
            groups.append(group)
        copy = (match.copy_start, match.copy_end)
        reached = score(reading, match, *copy)
        group.add(copy, exact=match.is_exact, score=1.0 if match.is_exact else reached)
        by_end[source[1]] = by_end[copy[1]] = group
    return tuple(_passage(group, reading) for group in groups)


def _loop(match: Match) -> _Group:
    period = match.copy_start - match.source_start
    starts = range(match.source_start, match.copy_end - period + 1, period)
    group = _Group((starts[0], starts[0] + period))
    for start in starts[1:]:
        group.add((start, start + period), exact=match.is_exact, score=1.0)
    return group


def _same(by_end: dict[int, _Group], source: tuple[int, int]) -> _Group | None:
    for end in range(source[1] - _SLACK, source[1] + _SLACK + 1):
        group = by_end.get(end)
        if group and any(
            abs(start - source[0]) <= _SLACK and last == end
            for start, last in group.occurrences[-2:]
        ):
            return group
    return None


def _projected(earlier: Sequence[Match], part: tuple[int, int]) -> tuple[int, int]:
    """Return where the part of an occurrence stood first, if that occurrence is itself a copy."""
    place = bisect_right(earlier, part[0], key=lambda match: match.copy_start)
    for match in reversed(earlier[max(place - 3, 0) : place]):
        if part[1] <= match.copy_end and not match.is_loop:
            projected = match.source_at(part[0]), match.source_at(part[1])
            if projected[0] < projected[1]:
                return _projected(earlier[:place], projected) if projected != part else part
    return part


def _passage(group: _Group, reading: Reading) -> Passage:
    apart: list[tuple[int, int]] = []
    for each in sorted(group.occurrences):
        if not apart or each[0] >= apart[-1][1]:
            apart.append(each)
    return Passage(
        occurrences=tuple(reading.span(*each) for each in apart),
        kind="exact" if group.exact else "near",
        score=group.score,
    )
