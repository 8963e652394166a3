"""The units of a copy: whole paragraphs and sentences, told apart as far as it matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from dedup.decide.again import stammers
from dedup.decide.copies import COVERED, NEW_WORDS, Unit
from dedup.decide.inferred import within_borders
from dedup.decide.labels import are_labels, is_reference, say_nothing
from dedup.decide.speakers import is_said_across
from dedup.decide.words.signs import is_decoration
from dedup.match.differences import Difference
from dedup.match.matches import Match
from dedup.read.reading import Reading
from dedup.read.tokens import HALF_WORDS_PER_WORD
from dedup.values import Span

__all__ = ["SAYS_MORE", "by_sentence", "find_units", "seam_of"]

# A sentence that has so many words more at an end than its source goes on where that one stops.
# Judgement, not measured.
SAYS_MORE: Final = 2
# Where there are so many words to a difference, sentences are told apart only around it: that
# loops cost no more than other texts. Judgement, not measured.
_SPARSE: Final = 200
_LINE: Final = NEW_WORDS * HALF_WORDS_PER_WORD
_SHORT: Final = 8  # tokens of a unit of which a label is a part that counts; judgement


def find_units(match: Match, reading: Reading) -> list[Unit]:
    """Return the units that the copy side of a match touches, in order.

    A paragraph without any difference inside the match is one unit; of others the sentences are.
    Where hardly anything differs, what stands between the sentences that do is taken together.
    """
    units: list[Unit] = []
    seam = seam_of(match, reading)
    first = reading.paragraph_of(match.copy_start)
    last = reading.paragraph_of(match.copy_end - 1)
    for index in range(first, last + 1):
        paragraph = reading.segments.paragraphs[index]
        start, end = reading.tokens_in(paragraph)
        if _is_repeated(match, start, end):
            if start < end:
                units.append(Unit(start, end, paragraph, index, 1.0))
            continue
        for sentence, several in _sentences(match, index, (start, end), reading):
            start, end = reading.tokens_in(sentence)
            if start < seam < end:
                start = seam
                sentence = Span(reading.starts[seam], sentence.end)
            elif not match.covers(start, end):
                start, end, sentence = within_borders(match, (start, end), sentence, reading)
            low, high = match.clipped(start, end)
            if low < high:
                covered, addition = _covered(match, start, end, reading)
                units.append(Unit(start, end, sentence, index, covered, addition, several))
    if units:
        units[-1] = _with_note(units[-1], reading)
    return units


def _with_note(unit: Unit, reading: Reading) -> Unit:
    """Return the last unit of a copy with the notes or pictures that end its paragraph."""
    around = reading.segments.paragraphs[unit.paragraph]
    if unit.span.end == around.end:  # nearly always
        return unit
    end = reading.tokens_in(around)[1]
    says_more = any(
        not (is_reference(each, reading) or is_decoration(each, reading.word(each), reading))
        for each in range(unit.end, end)
    )
    if says_more or unit.end == end:
        return unit
    return unit._replace(end=end, span=Span(unit.span.start, around.end))


def _covered(match: Match, start: int, end: int, reading: Reading) -> tuple[float, float]:
    """Return which share of the words of a sentence is aligned, and the most in a row that are not.

    Words that differ by character noise count by their likeness.
    """
    inside = match.covers(start, end)
    found = match.differences_in(start, end)
    if inside and not found:
        return 1.0, 0.0
    places = reading.places
    words = places[end] - places[start]
    low, high = match.clipped(start, end)
    aligned = float(places[high] - places[low])
    longest = 0.0
    for each in found:
        new = places[min(each.copy_end, end)] - places[max(each.copy_start, start)]
        if new >= _LINE and (_is_said_twice(each, reading) or are_labels(each, reading)):
            continue  # nearly never
        aligned -= new * (1 - each.likeness)
        if not each.likeness:
            longest = max(longest, new / HALF_WORDS_PER_WORD)
    if not inside:
        longest = max(
            longest,
            NEW_WORDS if _says_more_outside(match, start, end, reading) else 0,
            _words_ahead(match, start, reading),
            reading.words(match.copy_end, max(end, match.copy_end)),
        )
    share = aligned / words if words else 1.0
    if share < COVERED and end - start < _SHORT:
        labels = (each for each in found if start <= each.copy_start and are_labels(each, reading))
        words -= sum(places[each.copy_end] - places[each.copy_start] for each in labels)
        share = aligned / words if words else 1.0
    return share, longest


def _is_said_twice(each: Difference, reading: Reading) -> bool:
    """Tell whether a difference only adds words that a line was read twice with."""
    added = each.source_start == each.source_end
    return added and stammers(each.copy_start, each.copy_end, reading)


def _is_repeated(match: Match, start: int, end: int) -> bool:
    """Tell whether a match holds a stretch of the copy without any difference."""
    return match.covers(start, end) and not match.differences_in(start, end)


def _sentences(
    match: Match, index: int, within: tuple[int, int], reading: Reading
) -> Iterator[tuple[Span, bool]]:
    """Yield the sentences of a paragraph that a match touches, and whether one may be several."""
    segments = reading.segments
    low, high = match.clipped(*within)
    if low >= high:
        return
    differing = match.differences_in(low, high)
    if _SPARSE * len(differing) > reading.words(low, high):
        first = segments.sentence_index(index, reading.starts[low])
        last = segments.sentence_index(index, reading.starts[high - 1])
        for sentence in segments.sentences(index)[first : last + 1]:
            yield sentence, False
        return
    touched = [low, high - 1]
    for each in differing:
        touched += range(max(each.copy_start - 1, low), min(each.copy_end + 1, high))
    before: Span | None = None
    for sentence in sorted({segments.sentence_at(reading.starts[token]) for token in touched}):
        if before:
            between = reading.text[before.end : sentence.start]
            start = before.end + len(between) - len(between.lstrip())
            if between.strip():
                yield Span(start, start + len(between.strip())), True
        yield sentence, False
        before = sentence


def by_sentence(units: Iterable[Unit], reading: Reading) -> tuple[Unit, ...]:
    """Return units with each sentence as a unit of its own where several made up one."""
    apart: list[Unit] = []
    for unit in units:
        if not unit.several:
            apart.append(unit)
            continue
        for sentence in reading.segments.sentences(unit.paragraph):
            if unit.span.start <= sentence.start < unit.span.end:
                start, end = reading.tokens_in(sentence)
                if start < end:
                    apart.append(Unit(start, end, sentence, unit.paragraph, 1.0))
    return tuple(apart)


def seam_of(match: Match, reading: Reading) -> int:
    """Return where a text was joined to itself without a mark, or -1.

    An exact copy that follows its source at once, or is followed by it, begins where a sentence
    begins, if its source does. A loop without a mark in each round has no such place.
    """
    start, seam = match.source_start, match.copy_start
    follows = max(start, seam) <= min(match.source_end, match.copy_end)
    if not follows or not match.is_exact or not reading.opens_sentence(start):
        return -1
    return -1 if match.is_loop and reading.sentence_end(start) >= seam else seam


def _words_ahead(match: Match, start: int, reading: Reading) -> float:
    """Return how many words of a unit stand before a match; an opener counts for none."""
    ahead = reading.words(start, match.copy_start) if start < match.copy_start else 0.0
    return 0.0 if ahead >= NEW_WORDS and say_nothing(start, match.copy_start, reading) else ahead


def _says_more_outside(match: Match, start: int, end: int, reading: Reading) -> bool:
    """Tell whether a sentence says more before or behind a match whose source has nothing there."""
    behind = reading.words(match.copy_end, max(end, match.copy_end)) >= SAYS_MORE
    if behind and reading.closes_sentence(match.source_end):
        return not (
            say_nothing(match.copy_end, end, reading)
            or is_said_across(match.copy_end, end, match, reading)
        )
    if reading.words(min(start, match.copy_start), match.copy_start) >= SAYS_MORE:
        return reading.opens_sentence(match.source_start) and not (
            say_nothing(start, match.copy_start, reading)
            or is_said_across(start, match.copy_start, match, reading)
        )
    return False
