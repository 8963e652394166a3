"""How alike what stands in a copy and in its source is."""

from __future__ import annotations

from collections.abc import Sequence

from dedup.decide.copies import Copy, Unit
from dedup.read.reading import Reading

__all__ = ["score_units"]


def score_units(copy: Copy, units: Sequence[Unit], reading: Reading) -> float:
    """Return twice the aligned words of some units over the words of both sides, in [0, 1].

    Words that differ by character noise count by their likeness; sentences of the source that
    the copy leaves out do not count.
    """
    place = (units[0].start, units[-1].end, len(units))
    if place not in copy.match.scores:
        copy.match.scores[place] = _score(copy, units, reading)
    return copy.match.scores[place]


def _score(copy: Copy, units: Sequence[Unit], reading: Reading) -> float:
    places = reading.places
    both = aligned = 0.0
    for unit in units:
        common = 2 * (places[unit.end] - places[unit.start])
        differing, alike = 0, 0.0
        for each in copy.differences_of(unit, reading):
            here = places[each.copy_end] - places[each.copy_start]
            size = here + places[each.source_end] - places[each.source_start]
            common -= 2 * here
            differing += size
            alike += size * each.likeness
        both += common + differing
        aligned += common + alike
    return min(aligned / both, 1.0) if both else 1.0
