"""A copy that may go: whole units of one side of a match, and how they differ from the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from dedup.decide.labels import are_labels
from dedup.match.differences import Difference, differences_between, without_noise
from dedup.match.matches import Match
from dedup.read.reading import Reading
from dedup.values import Span

__all__ = ["COVERED", "NEW_WORDS", "Copy", "Unit", "is_left_out"]

# So many new words in a row say something new, however long the sentence. Edits that change
# nothing add up to three ("on behalf of" for "for"). Tuned on labelled news.
NEW_WORDS: Final = 4
# With other words at its end a copy leaves out so many at most ("said Kim Ames", "said friends"):
# where more are left, the source has gone on. Judgement, not measured.
_OTHER_END: Final = 6
# A sentence says nothing new when this share of its words is aligned, and it repeats a whole
# sentence when this share of that one is. Tuned on labelled news.
COVERED: Final = 0.75


class Unit(NamedTuple):
    """Name a sentence, or a whole paragraph, on the copy side of a match.

    Attributes:
        start, end: token positions.
        span: where it stands, marks and quotes around its words included.
        paragraph: index of its paragraph.
        covered: share of its words that are aligned, in [0, 1].
        longest_addition: the most words in a row that are not aligned.
        several: whether it may be more than one sentence; then nothing in it differs.
    """

    start: int
    end: int
    span: Span
    paragraph: int
    covered: float
    longest_addition: float = 0.0
    several: bool = False


@dataclass(slots=True, eq=False)
class Copy:
    """Propose one removal: whole units, one after another, that a match says are copied.

    Attributes:
        match: the match; its copy side is what would go.
        units: at least one, contiguous.
        source_start, source_end: token positions of what would stay.
        whole: whether the units make up whole paragraphs.
        period: tokens after which a loop begins again; 0 when this is none.
        is_teaser: whether it breaks off in a sentence, and its source goes on.
        start, end: token positions of the units together.
    """

    match: Match
    units: tuple[Unit, ...]
    source_start: int
    source_end: int
    whole: bool
    period: int = 0
    is_teaser: bool = False
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.start, self.end = self.units[0].start, self.units[-1].end

    @property
    def span(self) -> Span:
        """Where the units stand in the text."""
        return Span(self.units[0].span.start, self.units[-1].span.end)

    def left_out(self, unit: Unit, reading: Reading) -> list[tuple[int, int]]:
        """Return the few tokens by which the repeated sentences begin earlier or end later.

        In their place the copy may have the end of the sentence before, or the next one's opening.
        """
        match = self.match
        if self.start < unit.start and unit.end < self.end:  # nearly always
            return []
        found: list[tuple[int, int]] = []
        if unit.start == match.copy_start:
            opening = reading.sentence_start(match.source_start)
            if opening < match.source_start and not _begins_behind_dots(unit, reading):
                found.append((opening, match.source_start))
        elif unit.start == self.start and (before := match.replaced_up_to(unit.start)):
            opening = reading.sentence_start(before.source_end)
            found.append((max(before.source_start, opening), before.source_end))
        if unit.end == match.copy_end:
            if not (self.is_teaser or reading.breaks_off(unit.end - 1)):
                found.append((match.source_end, reading.sentence_end(match.source_end - 1)))
        elif unit.end == self.end and (behind := match.replaced_from(unit.end)):
            closing = reading.sentence_end(behind.source_start - 1)
            found.append((behind.source_start, min(behind.source_end, closing)))
        return [each for each in found if each[0] < each[1] and reading.words(*each) < NEW_WORDS]

    def differences_of(self, unit: Unit, reading: Reading) -> Sequence[Difference]:
        """Return how a unit differs from the sentences that it repeats.

        Its words beyond the match count as added. What the source says before and after those
        sentences does not count: the copy may leave out sentences.
        """
        place = (unit.start, unit.end)
        if place not in self.match.found:
            self.match.found[place] = self._find_differences(unit, reading)
        return self.match.found[place]

    def _find_differences(self, unit: Unit, reading: Reading) -> Sequence[Difference]:
        match = self.match
        found: Sequence[Difference] = match.differences_in(unit.start, unit.end)
        inside = match.covers(unit.start, unit.end)
        if inside and (
            not found or (unit.start < found[0].copy_start and found[-1].copy_end < unit.end)
        ):
            return found  # nearly always
        paired = match.paired_ends(unit.start, unit.end)
        if paired is None:  # all of it is new
            place = match.source_at(unit.start)
            return [Difference(place, place, unit.start, unit.end, 0.0)]
        low, high = paired[0], paired[1] + 1
        if not inside or found[0].source_start < low or high < found[-1].source_end:
            low, high = reading.sentence_start(low), reading.sentence_end(high - 1)
        found = [
            *_before_match(match, unit.start, low, reading),
            *found,
            *_behind_match(match, unit.end, high, reading),
        ]
        clipped = (
            _clipped(each, (low, high), (unit.start, unit.end))
            for each in (found if match.noisy else without_noise(found))
        )
        return [
            each
            for each in clipped
            if not is_left_out(each, unit, reading) and not are_labels(each, reading)
        ]


def _before_match(match: Match, start: int, low: int, reading: Reading) -> list[Difference]:
    """Return how what a unit says before its match differs from what stands before the source."""
    ahead = match.copy_start - start
    if ahead <= 0:
        return []
    starts = [low]
    if reading.words(low, match.source_start) > _OTHER_END:
        starts = _around(match.source_start - ahead, low, match.source_start)
    return _closest(
        differences_between(reading, place, match.source_start, start, match.copy_start)
        for place in starts
    )


def _behind_match(match: Match, end: int, high: int, reading: Reading) -> list[Difference]:
    """Return how what a unit says behind its match differs from what stands behind the source."""
    behind = end - match.copy_end
    if behind <= 0:
        return []
    ends = _around(match.source_end + behind, match.source_end, high)
    if reading.words(match.source_end, high) <= _OTHER_END:
        ends = [high]
    return _closest(
        differences_between(reading, match.source_end, place, match.copy_end, end) for place in ends
    )


def _begins_behind_dots(unit: Unit, reading: Reading) -> bool:
    """Tell whether dots stand before the first word of a unit, as in what a search shows."""
    before = reading.text[unit.span.start : reading.starts[unit.start]]
    return "..." in before or "…" in before


def _clipped(each: Difference, source: tuple[int, int], copied: tuple[int, int]) -> Difference:
    """Return what a difference leaves inside a stretch of the source and one of the copy."""
    (low, high), (start, end) = source, copied
    in_source = low <= each.source_start <= high and low <= each.source_end <= high
    if in_source and start <= each.copy_start and each.copy_end <= end:  # nearly always
        return each
    return Difference(
        min(max(each.source_start, low), high),
        min(max(each.source_end, low), high),
        max(each.copy_start, start),
        min(each.copy_end, end),
        each.likeness,
    )


def _around(place: int, low: int, high: int) -> list[int]:
    """Return a place and its two neighbours, kept between two bounds, each once."""
    return list(dict.fromkeys(min(max(place + step, low), high) for step in (0, 1, -1)))


def _closest(alternatives: Iterable[list[Difference]]) -> list[Difference]:
    """Return the first alternative in which the most copied tokens are paired, with least left."""

    def unpaired(found: list[Difference]) -> tuple[float, float]:
        copied = left = 0.0
        for each in found:
            here = each.copy_end - each.copy_start
            copied += here * (1 - each.likeness)
            left += max(each.source_end - each.source_start, here)
        return copied, left

    return min(alternatives, key=unpaired)


def is_left_out(difference: Difference, unit: Unit, reading: Reading) -> bool:
    """Tell whether a difference is only that the source says more before or after the unit."""
    if difference.copy_start < difference.copy_end:
        return False
    left_out = reading.words(difference.source_start, difference.source_end)
    at_border = difference.copy_start in (unit.start, unit.end)
    nothing = difference.source_start == difference.source_end
    return nothing or (at_border and left_out >= NEW_WORDS)
