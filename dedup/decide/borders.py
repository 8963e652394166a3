"""Where a cut may begin and end: at sentences and paragraphs that say nothing new."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from dedup.match.alignment import Difference, Match, aligned_words, difference_between
from dedup.read.reading import Reading
from dedup.values import Span

__all__ = ["Copy", "Fragment", "Unit", "find_copies", "is_cut_short", "parts_without"]

# A sentence says nothing new when this share of its words is aligned, and it repeats a whole
# sentence when this share of that one is. Tuned on labelled news.
_COVERED: Final = 0.75
# So many new words in a row say something new, however long the sentence. Edits that change
# nothing add up to three ("on behalf of" for "for"). Tuned on labelled news.
_NEW_WORDS: Final = 4


class Unit(NamedTuple):
    """Name a sentence, or a whole paragraph, on the copy side of a match.

    Attributes:
        start, end: token positions.
        span: where it stands, marks and quotes around its words included.
        paragraph: index of its paragraph.
        covered: share of its words that are aligned, in [0, 1].
        longest_addition: the most words in a row that are not aligned.
    """

    start: int
    end: int
    span: Span
    paragraph: int
    covered: float
    longest_addition: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """Propose one removal: whole units, one after another, that a match says are copied.

    Attributes:
        match: the match; its copy side is what would go.
        units: at least one, contiguous.
        source_start, source_end: token positions of what would stay.
        whole: whether the units make up whole paragraphs.
        period: tokens after which a loop begins again; 0 when this is none.
    """

    match: Match
    units: tuple[Unit, ...]
    source_start: int
    source_end: int
    whole: bool
    period: int = 0

    @property
    def start(self) -> int:
        """Position of the first token."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """Position after the last token."""
        return self.units[-1].end

    @property
    def span(self) -> Span:
        """Where the units stand in the text."""
        return Span(self.units[0].span.start, self.units[-1].span.end)

    def differences_in(self, unit: Unit, reading: Reading) -> list[Difference]:
        """Return how a unit differs from the sentences that it repeats.

        Its words beyond the match count as added. What the source says before and after those
        sentences does not count: the copy may leave out sentences.
        """
        match = self.match
        found = list(match.differences_in(unit.start, unit.end))
        if not found and match.copy_start <= unit.start and unit.end <= match.copy_end:
            return []
        _, paired = match.pairs(unit.start, unit.end)
        low, _ = reading.tokens_in(reading.sentence_of(int(paired[0])))
        _, high = reading.tokens_in(reading.sentence_of(int(paired[-1])))
        if unit.start < match.copy_start:
            ahead = match.copy_start - unit.start
            starts = {max(low, match.source_start - ahead - extra) for extra in (-1, 0, 1)}
            heads = (
                difference_between(reading, start, match.source_start, unit.start, match.copy_start)
                for start in sorted(starts)
            )
            found.insert(0, max(heads, key=lambda each: each.likeness))
        if unit.end > match.copy_end:
            behind = unit.end - match.copy_end
            ends = {min(high, match.source_end + behind + extra) for extra in (-1, 0, 1)}
            tails = (
                difference_between(reading, match.source_end, end, match.copy_end, unit.end)
                for end in sorted(ends)
            )
            found.append(max(tails, key=lambda each: each.likeness))
        clipped = (
            Difference(
                min(max(each.source_start, low), high),
                min(max(each.source_end, low), high),
                max(each.copy_start, unit.start),
                min(each.copy_end, unit.end),
                each.likeness,
            )
            for each in found
        )
        return [each for each in clipped if not _is_left_out(each, unit, reading)]


@dataclass(frozen=True, slots=True, eq=False)
class Fragment:
    """Name a repeat that ends where no cut may: inside a sentence of running text."""

    start: int
    end: int
    source_start: int
    source_end: int


def _is_left_out(difference: Difference, unit: Unit, reading: Reading) -> bool:
    """Tell whether a difference is only that the source says more before or after the unit."""
    if difference.copy_start < difference.copy_end:
        return False
    left_out = reading.words(difference.source_start, difference.source_end)
    at_border = difference.copy_start in (unit.start, unit.end)
    return left_out == 0 or (at_border and left_out >= _NEW_WORDS)


def find_copies(
    match: Match, reading: Reading, *, min_words: int, near: bool = True
) -> tuple[list[Copy], list[Fragment]]:
    """Find the stretches of whole units that say nothing new, each at least `min_words` long.

    Returns:
        The copies, and the stretches that repeat something but have no border to cut at.
    """
    units = _find_units(match, reading)
    if match.is_loop:
        return _find_loop(match, units, reading, min_words), []
    copies: list[Copy] = []
    fragments: list[Fragment] = []
    for copied, group in groupby(units, key=lambda unit: _is_copied(unit, match, near)):
        stretch = tuple(group)
        if copied:
            _sort_out(match, stretch, reading, copies, fragments)
        elif near or match.is_exact:
            fragments += _fragments(match, stretch)
    return (
        [copy for copy in copies if reading.words(copy.start, copy.end) >= min_words],
        [each for each in fragments if reading.words(each.start, each.end) >= min_words],
    )


def parts_without(copy: Copy, stays: set[Unit], reading: Reading) -> list[Copy]:
    """Return what is left of a copy when some of its units stay."""
    return [
        _copy_of(copy.match, tuple(group), reading, copy.period)
        for kept, group in groupby(copy.units, key=stays.__contains__)
        if not kept
    ]


def _is_copied(unit: Unit, match: Match, near: bool) -> bool:
    if near:
        return unit.covered >= _COVERED and unit.longest_addition < _NEW_WORDS
    inside = match.copy_start <= unit.start and unit.end <= match.copy_end
    return inside and not any(match.differences_in(unit.start, unit.end))


def _find_units(match: Match, reading: Reading) -> list[Unit]:
    """Return the units that the copy side of a match touches, in order.

    A paragraph without any difference inside the match is one unit; others are split into
    sentences, which is the only place where sentences are looked for.
    """
    units: list[Unit] = []
    first = reading.paragraph_of(match.copy_start)
    last = reading.paragraph_of(match.copy_end - 1)
    for index in range(first, last + 1):
        paragraph = reading.segments.paragraphs[index]
        start, end = reading.tokens_in(paragraph)
        inside = match.copy_start <= start and end <= match.copy_end
        if inside and not any(match.differences_in(start, end)):
            if start < end:
                units.append(Unit(start, end, paragraph, index, 1.0))
            continue
        for sentence in reading.segments.sentences(index):
            start, end = reading.tokens_in(sentence)
            low, high = max(start, match.copy_start), min(end, match.copy_end)
            if low < high:
                aligned = aligned_words(reading, match, low, high)
                words = reading.words(start, end)
                covered = aligned / words if words else 1.0
                addition = max(
                    reading.words(start, low),
                    reading.words(high, end),
                    *(
                        reading.words(max(each.copy_start, low), min(each.copy_end, high))
                        for each in match.differences_in(low, high)
                        if not each.likeness
                    ),
                )
                units.append(Unit(start, end, sentence, index, covered, addition))
    return units


def _copy_of(match: Match, units: tuple[Unit, ...], reading: Reading, period: int = 0) -> Copy:
    start, end = units[0].start, units[-1].end
    paragraphs = reading.segments.paragraphs
    whole = (
        units[0].span.start == paragraphs[units[0].paragraph].start
        and units[-1].span.end == paragraphs[units[-1].paragraph].end
    )
    if period:
        source_start, source_end = start - period, start
    else:
        source_start = match.source_at(max(start, match.copy_start))
        source_end = match.source_at(min(end, match.copy_end))
    return Copy(match, units, source_start, source_end, whole, period)


def _sort_out(
    match: Match,
    units: tuple[Unit, ...],
    reading: Reading,
    copies: list[Copy],
    fragments: list[Fragment],
) -> None:
    """File copied units as a copy, without the fragments of sentences at its two ends.

    A fragment may go when it is a paragraph of its own, as a pull quote is; in running text it
    stays, because its sentence says more where the source stands.
    """
    while units:
        copy = _copy_of(match, units, reading)
        if copy.source_start >= copy.source_end:
            return
        if copy.whole:
            copies.append(copy)
            return
        if _starts_late(reading, copy.source_start, copy.source_end):
            fragments += _fragments(match, units[:1])
            units = units[1:]
        elif _ends_early(reading, copy.source_start, copy.source_end):
            fragments += _fragments(match, units[-1:])
            units = units[:-1]
        else:
            copies.append(copy)
            return


def is_cut_short(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch begins or ends inside a sentence that says much more."""
    return _starts_late(reading, start, end) or _ends_early(reading, start, end)


def _starts_late(reading: Reading, start: int, end: int) -> bool:
    return _covers_little(reading, reading.sentence_of(start), start, end)


def _ends_early(reading: Reading, start: int, end: int) -> bool:
    return _covers_little(reading, reading.sentence_of(end - 1), start, end)


def _covers_little(reading: Reading, sentence: Span, start: int, end: int) -> bool:
    sentence_start, sentence_end = reading.tokens_in(sentence)
    taken = reading.words(max(start, sentence_start), min(end, sentence_end))
    return taken < _COVERED * reading.words(sentence_start, sentence_end)


def _fragments(match: Match, units: tuple[Unit, ...]) -> list[Fragment]:
    start = max(units[0].start, match.copy_start)
    end = min(units[-1].end, match.copy_end)
    return [Fragment(start, end, match.source_at(start), match.source_at(end))]


def _find_loop(match: Match, units: list[Unit], reading: Reading, min_words: int) -> list[Copy]:
    """Return the copy that a loop is: all that follows its first round, from border to border.

    A loop without any border inside is cut between words, at its period, and as many rounds of
    it stay as make up `min_words`.
    """
    period = match.copy_start - match.source_start
    inside = tuple(unit for unit in units if unit.start >= match.copy_start)
    if not inside and match.is_exact:
        stays_until = match.copy_start
        while reading.words(match.source_start, stays_until) < min_words:
            stays_until += period
        rounds = (match.copy_end - stays_until) // period
        if rounds < 1:
            return []
        end = stays_until + rounds * period
        span = Span(int(reading.tokens.ends[stays_until - 1]), int(reading.tokens.ends[end - 1]))
        paragraph = reading.paragraph_of(stays_until)
        inside = (Unit(stays_until, end, span, paragraph, 1.0),)
    stretches = groupby(inside, key=lambda unit: unit.covered >= _COVERED)
    return [
        _copy_of(match, tuple(group), reading, period) for covered, group in stretches if covered
    ]
