"""Units in a row: which of them are copied, and the copy that they make up."""

from __future__ import annotations

from itertools import groupby

from dedup.decide.copies import COVERED, NEW_WORDS, Copy, Unit, is_left_out
from dedup.match.matches import Match
from dedup.read.reading import Reading

__all__ = ["copy_of", "parts_without", "side_of"]


def side_of(unit: Unit, match: Match, reading: Reading, near: bool) -> tuple[bool, int]:
    """Return whether a unit is copied; of exact copies also how far off their source stands.

    An exact copy ends where its source says something more before it goes on.
    """
    if near:
        return unit.covered >= COVERED and unit.longest_addition < NEW_WORDS, 0
    differing = match.differences_in(unit.start, unit.end)
    same = match.covers(unit.start, unit.end) and all(
        is_left_out(each, unit, reading) for each in differing
    )
    return same, unit.start - match.source_at(unit.start)


def copy_of(
    match: Match,
    units: tuple[Unit, ...],
    reading: Reading,
    *,
    period: int = 0,
    is_teaser: bool = False,
) -> Copy:
    """Return the copy that some units make up, with what it repeats."""
    start, end = units[0].start, units[-1].end
    paragraphs = reading.segments.paragraphs
    whole = (
        units[0].span.start == paragraphs[units[0].paragraph].start
        and units[-1].span.end == paragraphs[units[-1].paragraph].end
    )
    if period:  # a word more or less in an earlier round has moved it
        source_start, source_end = match.source_at(start), start
        period = source_end - source_start
    else:
        low, high = match.clipped(start, end)
        source_start, source_end = match.source_at(low), match.source_end_at(high)
    return Copy(match, units, source_start, source_end, whole, period, is_teaser)


def parts_without(copy: Copy, stays: set[Unit], reading: Reading) -> list[Copy]:
    """Return what is left of a copy when some of its units stay."""
    return [
        copy_of(copy.match, tuple(group), reading, period=copy.period, is_teaser=copy.is_teaser)
        for kept, group in groupby(copy.units, key=stays.__contains__)
        if not kept
    ]
