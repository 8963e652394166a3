"""Where a cut may begin and end: at sentences and paragraphs that say nothing new."""

from __future__ import annotations

from itertools import groupby

from dedup.decide.again import follows_at_once, starts_over
from dedup.decide.copies import COVERED, Copy, Unit
from dedup.decide.labels import label_end, speaker_end
from dedup.decide.loops import cut_at_period, find_loop
from dedup.decide.strays import has_letters, heads_new_text, only_opens, without_strays
from dedup.decide.stretches import copy_of, side_of
from dedup.decide.units import GOES_ON, find_units, seam_of, told_apart
from dedup.match.matches import Match
from dedup.read.reading import Reading
from dedup.read.segments import ends_as_sentence
from dedup.values import Span

__all__ = ["find_copies", "is_cut_short"]


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
            _sort_out(match, stretch, reading, min_words, copies, fragments)
        elif near or match.is_exact:
            fragments.append(copy_of(match, stretch, reading))
    return (
        [copy for copy in copies if reading.words(copy.start, copy.end) >= min_words],
        [each for each in fragments if _agreeing_words(each, reading) >= min_words],
    )


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
        copy = copy_of(match, units, reading)
        if copy.source_start >= copy.source_end:
            return
        if copy.whole and not _goes_on_below(copy, reading):
            copies.append(copy)
            return
        if copy.whole:
            fragments.append(copy_of(match, units[-1:], reading))
            units = units[:-1]
        elif only_opens(units[-1], reading) or not has_letters(units[-1], reading):
            units = units[:-1]  # or the number of an item whose text is another one
        elif copy.source_start != doubled.start and _starts_late(
            reading, copy.source_start, copy.source_end
        ):
            units = told_apart(units, reading)
            fragments.append(copy_of(match, units[:1], reading))
            units = units[1:]
        elif (
            copy.source_end != doubled.end
            and not reading.breaks_off(units[-1].end - 1)
            and _ends_early(reading, copy.source_start, copy.source_end)
        ):
            fragments.append(copy_of(match, units[-1:], reading))
            units = units[:-1]
        else:
            label, speaker = (find(copy.start, reading) for find in (label_end, speaker_end))
            if match.agrees(copy.start, speaker):
                label = max(label, speaker)
            one = units[0].paragraph == units[-1].paragraph
            if one and copy.start < label < units[0].end:  # of what stays
                place = Span(reading.starts[label], units[0].span.end)
                units = (units[0]._replace(start=label, span=place), *units[1:])
                copy = copy_of(match, units, reading)
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
    late = reading.tokens_in(sentence)[0] < start and not reading.opens_value(start)
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
