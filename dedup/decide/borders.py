"""Where a cut may begin and end: at sentences and paragraphs that say nothing new."""

from __future__ import annotations

from itertools import groupby

from dedup.decide.again import follows_at_once, starts_over
from dedup.decide.copies import COVERED, Copy, Unit
from dedup.decide.labels import label_end, say_nothing, speaker_end
from dedup.decide.loops import cut_at_period, find_loop
from dedup.decide.strays import has_letters, heads_new_text, only_opens, without_strays
from dedup.decide.stretches import copy_of, side_of
from dedup.decide.units import SAYS_MORE, by_sentence, find_units, seam_of
from dedup.match.matches import Match
from dedup.read.reading import Reading
from dedup.values import Span

__all__ = ["find_copies", "is_inside_sentence"]


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
            return cut_at_period(match, reading, min_words), []
        opening, closing = map(reading.sentence_of, (match.source_start, match.copy_end - 1))
        loops = opening == closing  # transcripts without marks stammer
    if loops:
        return find_loop(match, units, reading, min_words, near=near), []
    copies: list[Copy] = []
    fragments: list[Copy] = []
    for (copied, _), group in groupby(units, key=lambda unit: side_of(unit, match, reading, near)):
        stretch = tuple(group)
        if copied:
            found, ends = _settled(match, stretch, reading, min_words)
            copies += found
            fragments += ends
        elif near or match.is_exact:
            fragments.append(copy_of(match, stretch, reading))
    return (
        [copy for copy in copies if reading.words(copy.start, copy.end) >= min_words],
        [
            each
            for each in fragments
            if reading.words(*match.clipped(each.start, each.end)) >= min_words
        ],
    )


def _settled(
    match: Match, units: tuple[Unit, ...], reading: Reading, min_words: int
) -> tuple[list[Copy], list[Copy]]:
    """Return copied units as a copy, if any is left, and the fragments at its two ends.

    A fragment may go when it is a paragraph of its own, as a pull quote is; in running text it
    stays, because its sentence says more where the source stands.
    """
    seam = seam_of(match, reading)
    # Where the source ends at the seam, its own ends are borders although no mark shows them.
    doubled = Span(match.source_start, seam) if seam >= 0 else Span(-1, -1)
    units = without_strays(match, units, reading)
    if len(units) > 1 and heads_new_text(units[-1], match, reading, min_words):
        units = units[:-1]
    fragments: list[Copy] = []
    while units:
        if units[-1].several:
            units = by_sentence(units, reading)
        copy = copy_of(match, units, reading)
        if copy.source_start >= copy.source_end:
            break
        loose = _loose_end(copy, doubled, reading)
        if loose is None:
            return [_without_label(copy, reading)], fragments
        place, says_more = loose
        if place == 0:
            units = by_sentence(units, reading)
        if says_more:
            fragments.append(copy_of(match, (units[place],), reading))
        units = units[1:] if place == 0 else units[:-1]
    return [], fragments


def _loose_end(copy: Copy, doubled: Span, reading: Reading) -> tuple[int, bool] | None:
    """Return which unit at an end of a copy stays, 0 or -1, and whether its source says more."""
    last, source = copy.units[-1], (copy.source_start, copy.source_end)
    if copy.whole:
        return (-1, True) if _sentence_goes_on_below(copy, reading) else None
    if only_opens(last, reading) or not has_letters(last, reading):
        return -1, False  # or the number of an item whose text is another one
    # What is quoted and set again right behind that says nothing but the quotation.
    again = copy.source_end == copy.start and reading.quoted(copy.source_start)
    opens = again or copy.source_start == doubled.start
    if not opens and _opens_inside(reading, *source):
        return 0, True
    ends = copy.source_end == doubled.end or reading.breaks_off(last.end - 1)
    return None if ends or not _closes_inside(reading, *source) else (-1, True)


def _without_label(copy: Copy, reading: Reading) -> Copy:
    """Return a copy without the label of a paragraph of which a part stays: a number, a speaker."""
    first = copy.units[0]
    if copy.whole or first.paragraph != copy.units[-1].paragraph:  # nearly always
        return copy
    label, speaker = (find(copy.start, reading) for find in (label_end, speaker_end))
    if copy.match.agrees(copy.start, speaker):
        label = max(label, speaker)
    if not copy.start < label < first.end:
        return copy
    first = first._replace(start=label, span=Span(reading.starts[label], first.span.end))
    return copy_of(copy.match, (first, *copy.units[1:]), reading)


def is_inside_sentence(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch begins or ends inside a sentence that says more."""
    if _opens_inside(reading, start, end) or _closes_inside(reading, start, end):
        return True
    opening = reading.sentence_start(start)
    ahead = reading.words(opening, start)
    if ahead >= SAYS_MORE and say_nothing(opening, start, reading):
        ahead = 0.0
    return max(ahead, reading.words(end, reading.sentence_end(end - 1))) >= SAYS_MORE


def _opens_inside(reading: Reading, start: int, end: int) -> bool:
    late = not (reading.opens_sentence(start) or reading.opens_value(start))
    return late and _covers_little(reading, reading.sentence_of(start), start, end)


def _closes_inside(reading: Reading, start: int, end: int) -> bool:
    early = not reading.closes_sentence(end)
    return early and _covers_little(reading, reading.sentence_of(end - 1), start, end)


def _sentence_goes_on_below(copy: Copy, reading: Reading) -> bool:
    """Tell whether a line is followed by the next words of the sentence that its source is in."""
    place, beside = copy.end, copy.source_end
    goes_on = place < copy.match.copy_end and reading.keys[place] == reading.keys[beside]
    close = goes_on and reading.segments.is_close(copy.units[-1].paragraph)
    return close and not reading.opens_sentence(beside)


def _covers_little(reading: Reading, sentence: Span, start: int, end: int) -> bool:
    sentence_start, sentence_end = reading.tokens_in(sentence)
    taken = reading.words(max(start, sentence_start), min(end, sentence_end))
    return taken < COVERED * reading.words(sentence_start, sentence_end)
