"""Where a cut may begin and end: at sentences and paragraphs that say nothing new."""

from __future__ import annotations

from itertools import groupby

from dedup.decide.again import follows_at_once, starts_over
from dedup.decide.copies import COVERED, NEW_WORDS, Copy, Unit, is_left_out
from dedup.decide.labels import say_nothing
from dedup.decide.strays import has_letters, heads_new_text, only_opens, without_strays
from dedup.decide.units import GOES_ON, find_units, seam_of, told_apart
from dedup.match.matches import Match
from dedup.read.reading import Reading
from dedup.read.segments import ends_as_sentence
from dedup.values import Span

__all__ = ["find_copies", "is_cut_short", "parts_without"]


def find_copies(
    match: Match, reading: Reading, *, min_words: int, near: bool = True
) -> tuple[list[Copy], list[Copy]]:
    """Find the stretches of whole units that say nothing new, each at least `min_words` long.

    Returns:
        The copies, and the stretches that repeat something but have no border to cut at.
    """
    units = find_units(match, reading)
    loops = match.is_loop
    if not loops and follows_at_once(match, reading):
        if starts_over(match, reading):
            return _cut_at_period(match, reading, min_words), []
        opening, closing = map(reading.sentence_of, (match.source_start, match.copy_end - 1))
        loops = opening == closing  # transcripts without marks stammer
    if loops:
        return _find_loop(match, units, reading, min_words, near=near), []
    copies: list[Copy] = []
    fragments: list[Copy] = []
    for (copied, _), group in groupby(units, key=lambda unit: _side(unit, match, reading, near)):
        stretch = tuple(group)
        if copied:
            _sort_out(match, stretch, reading, min_words, copies, fragments)
        elif near or match.is_exact:
            fragments.append(_copy_of(match, stretch, reading))
    return (
        [copy for copy in copies if reading.words(copy.start, copy.end) >= min_words],
        [each for each in fragments if _agreeing_words(each, reading) >= min_words],
    )


def parts_without(copy: Copy, stays: set[Unit], reading: Reading) -> list[Copy]:
    """Return what is left of a copy when some of its units stay."""
    return [
        _copy_of(copy.match, tuple(group), reading, copy.period)
        for kept, group in groupby(copy.units, key=stays.__contains__)
        if not kept
    ]


def _side(unit: Unit, match: Match, reading: Reading, near: bool) -> tuple[bool, int]:
    """Return whether a unit is copied; of exact copies also how far off their source stands.

    An exact copy ends where its source says something more before it goes on.
    """
    if near:
        return unit.covered >= COVERED and unit.longest_addition < NEW_WORDS, 0
    inside = match.copy_start <= unit.start and unit.end <= match.copy_end
    differing = match.differences_in(unit.start, unit.end)
    same = inside and all(is_left_out(each, unit, reading) for each in differing)
    return same, unit.start - match.source_at(unit.start)


def _copy_of(match: Match, units: tuple[Unit, ...], reading: Reading, period: int = 0) -> Copy:
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
        source_start = match.source_at(max(start, match.copy_start))
        source_end = match.source_end_at(min(end, match.copy_end))
    return Copy(match, units, source_start, source_end, whole, period)


def _sort_out(
    match: Match,
    units: tuple[Unit, ...],
    reading: Reading,
    min_words: int,
    copies: list[Copy],
    fragments: list[Copy],
) -> None:
    """File copied units as a copy, without the fragments of sentences at its two ends.

    A fragment may go when it is a paragraph of its own, as a pull quote is; in running text it
    stays, because its sentence says more where the source stands.
    """
    seam = seam_of(match, reading)
    # Where the source ends at the seam, its own ends are borders although no mark shows them.
    doubled = Span(match.source_start, seam) if seam >= 0 else Span(-1, -1)
    units = without_strays(match, units, reading)
    if len(units) > 1 and heads_new_text(units[-1], match, reading, min_words):
        units = units[:-1]
    while units:
        if units[-1].several:
            units = told_apart(units, reading)
        copy = _copy_of(match, units, reading)
        if copy.source_start >= copy.source_end:
            return
        if copy.whole and not _goes_on_below(copy, reading):
            copies.append(copy)
            return
        if copy.whole:
            fragments.append(_copy_of(match, units[-1:], reading))
            units = units[:-1]
        elif only_opens(units[-1], reading) or not has_letters(units[-1], reading):
            units = units[:-1]  # or the number of an item whose text is another one
        elif copy.source_start != doubled.start and _starts_late(
            reading, copy.source_start, copy.source_end
        ):
            units = told_apart(units, reading)
            fragments.append(_copy_of(match, units[:1], reading))
            units = units[1:]
        elif (
            copy.source_end != doubled.end
            and not reading.breaks_off(units[-1].end - 1)
            and _ends_early(reading, copy.source_start, copy.source_end)
        ):
            fragments.append(_copy_of(match, units[-1:], reading))
            units = units[:-1]
        else:
            copies.append(copy)
            return


def is_cut_short(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch begins or ends inside a sentence that says more.

    A line that no mark ends may be a trail of labels: it has to say much more.
    """
    if _starts_late(reading, start, end) or _ends_early(reading, start, end):
        return True
    opening, last = reading.sentence_of(start), reading.sentence_of(end - 1)
    more = max(
        reading.words(reading.tokens_in(opening)[0], start),
        reading.words(end, reading.tokens_in(last)[1]),
    )
    return more >= GOES_ON and ends_as_sentence(reading.text[last.start : last.end])


def _starts_late(reading: Reading, start: int, end: int) -> bool:
    sentence = reading.sentence_of(start)
    late = reading.tokens_in(sentence)[0] < start
    return late and _covers_little(reading, sentence, start, end)


def _ends_early(reading: Reading, start: int, end: int) -> bool:
    sentence = reading.sentence_of(end - 1)
    early = end < reading.tokens_in(sentence)[1]
    return early and _covers_little(reading, sentence, start, end)


def _goes_on_below(copy: Copy, reading: Reading) -> bool:
    """Tell whether a line is followed by the next words of the sentence that its source is in."""
    place, beside = copy.end, copy.source_end
    goes_on = place < copy.match.copy_end and reading.keys[place] == reading.keys[beside]
    close = goes_on and reading.segments.is_close(copy.units[-1].paragraph)
    return close and reading.sentence_start(beside) < beside


def _covers_little(reading: Reading, sentence: Span, start: int, end: int) -> bool:
    sentence_start, sentence_end = reading.tokens_in(sentence)
    taken = reading.words(max(start, sentence_start), min(end, sentence_end))
    return taken < COVERED * reading.words(sentence_start, sentence_end)


def _agreeing_words(fragment: Copy, reading: Reading) -> float:
    return reading.words(*fragment.in_match)


def _opens_each_round(unit: Unit, match: Match, reading: Reading) -> bool:
    """Tell whether a unit of an exact loop begins at a border that the round before has, too.

    The pieces in which a very long sentence is split do not.
    """
    if unit.span.start == reading.segments.paragraphs[unit.paragraph].start:
        return True
    beside = match.source_at(unit.start)
    return reading.sentence_start(beside) == beside


def _find_loop(
    match: Match, units: list[Unit], reading: Reading, min_words: int, *, near: bool
) -> list[Copy]:
    """Return the copy that a loop is: all that follows its first round, from border to border.

    A loop without a border in every round is cut between words, at its period, and as many rounds
    of it stay as make up `min_words`.
    """
    period = match.copy_start - match.source_start
    inside = tuple(unit for unit in units if _is_in_loop(unit, match, reading))
    second = [each for each in inside[:1] if each.start < match.copy_start + period]
    if not second and not match.is_exact:  # its end is like the text behind it
        match = _before_differences(match)
    if match.is_exact and not any(_opens_each_round(each, match, reading) for each in second):
        return _cut_at_period(match, reading, min_words)
    stretches = groupby(inside, key=lambda unit: _side(unit, match, reading, near))
    copied = [tuple(group) for (goes, _), group in stretches if goes]
    if not match.is_exact:
        copied = [each[:-1] if only_opens(each[-1], reading) else each for each in copied]
    return [_copy_of(match, units, reading, period) for units in copied if units]


def _before_differences(match: Match) -> Match:
    """Return what stands before the first difference of a match."""
    first = match.differences[0]
    start, copy_start = match.source_start, match.copy_start
    return Match(start, first.source_start, copy_start, first.copy_start, ())


def _is_in_loop(unit: Unit, match: Match, reading: Reading) -> bool:
    """Tell whether a unit begins inside a loop, or its label and that of its source before it."""
    if unit.start >= match.copy_start:  # nearly always
        return True
    source = match.source_at(unit.start)
    if source < 0 or unit.end <= match.copy_start:
        return False
    labels = (unit.start, match.copy_start), (source, match.source_start)
    return all(say_nothing(*each, reading) for each in labels)


def _cut_at_period(match: Match, reading: Reading, min_words: int) -> list[Copy]:
    """Return what follows the first round of words said again at once, cut between words."""
    period = match.copy_start - match.source_start
    stays_until = match.copy_start
    while (
        stays_until < match.copy_end and reading.words(match.source_start, stays_until) < min_words
    ):
        stays_until += period
    rounds = (match.copy_end - stays_until) // period
    if rounds < 1:
        return []
    end = stays_until + rounds * period
    span = _behind_marks(reading.text, reading.ends[stays_until - 1], reading.ends[end - 1])
    paragraph = reading.paragraph_of(stays_until)
    return [_copy_of(match, (Unit(stays_until, end, span, paragraph, 1.0),), reading, period)]


def _behind_marks(text: str, start: int, end: int) -> Span:
    """Return a cut between words, moved behind the marks that follow the words at both ends."""
    while text[start] == text[end : end + 1] and not (
        text[start].isspace() or text[start].isalnum()
    ):
        start, end = start + 1, end + 1
    return Span(start, end)
