"""Pairwise matches to passages: all occurrences of the same wording together."""

from __future__ import annotations

from collections.abc import Sequence

from dedup.match.matches import Match, score
from dedup.read.reading import Reading
from dedup.values import Passage

__all__ = ["group_matches"]

_LOOK_BACK = 8  # matches behind one that may hold its source; judgement, not measured
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
    group_of: list[_Group] = []  # the passage that each match belongs to
    by_end: dict[int, _Group] = {}  # the passage of the latest occurrence that ends there
    for place, match in enumerate(matches):
        if match.is_loop:
            group = _loop(match)
            groups.append(group)
            group_of.append(group)
            continue
        source = (match.source_start, match.source_end)
        found = _same(by_end, source)
        if found is None:
            found = _Group(source)
            behind = slice(max(place - _LOOK_BACK, 0), place)
            for earlier in sorted(_elsewhere(matches[behind], group_of[behind], source)):
                found.add(earlier, exact=True, score=1.0)
            groups.append(found)
        copy = (match.copy_start, match.copy_end)
        reached = score(reading, match, *copy)
        found.add(copy, exact=match.is_exact, score=1.0 if match.is_exact else reached)
        by_end[source[1]] = by_end[copy[1]] = found
        group_of.append(found)
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


def _elsewhere(
    matches: Sequence[Match], groups: Sequence[_Group], part: tuple[int, int]
) -> set[tuple[int, int]]:
    """Return where else a part of an occurrence stands: beside its source, and where it was first.

    Looks at the latest match that holds the part only, which keeps the work linear.
    """
    for match, group in zip(reversed(matches), reversed(groups), strict=True):
        if match.copy_start <= part[0] and part[1] <= match.copy_end and not match.is_loop:
            beside = (match.source_at(part[0]), match.source_at(part[1]))
            first = group.occurrences[0][0] + beside[0] - match.source_start
            found = {beside, (first, first + part[1] - part[0])} if group.exact else {beside}
            return {each for each in found if each[0] < each[1] <= part[0]}
    return set()


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
