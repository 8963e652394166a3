"""Which of two occurrences stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dedup.decide.again import cut_inside_word
from dedup.decide.borders import find_copies
from dedup.decide.copies import NEW_WORDS, Copy, Unit
from dedup.decide.labels import say_nothing
from dedup.decide.leads import follows_dateline
from dedup.decide.quotes import is_pull_quote
from dedup.decide.stretches import copy_of
from dedup.decide.teasers import (
    completes_teaser,
    completes_unmarked,
    find_growing,
    find_teasers,
    is_teaser,
    line_breaks_off,
    source_ends_unmarked,
)
from dedup.decide.units import SAYS_MORE
from dedup.match.matches import Match, aligned_words
from dedup.options import Keep
from dedup.read.reading import Reading

__all__ = ["choose_copies", "match_further_back"]


def choose_copies(
    match: Match,
    reading: Reading,
    *,
    pieced: frozenset[int],
    keep: Keep,
    min_words: int,
    near: bool,
) -> tuple[list[Copy], list[Copy]]:
    """Find what may go on the side of a match that should not stay.

    Of two occurrences the first stays, unless it is a paragraph of its own that quotes a part
    of running text which comes later. `pieced` are the paragraphs that quote several.
    """
    if keep == "last" and not match.is_loop:
        return find_copies(match.reversed(), reading, min_words=min_words, near=near)
    cut_short = cut_inside_word(match, reading) if near and keep == "fullest" else None
    if cut_short:
        return [_copied_whole(cut_short, reading)], []
    if reading.breaks_off(match.copy_start - 1):
        match = _without_link(match, reading)
    copies, fragments = find_copies(match, reading, min_words=min_words, near=near)
    if keep != "fullest":
        return copies, fragments
    match = _set_apart(match, reading)
    if match.is_loop:
        teasers = find_teasers(match, reading, min_words) or find_growing(match, reading, min_words)
        return (teasers, []) if teasers else (copies, fragments)
    first, last = map(reading.paragraph_of, (match.source_start, match.source_end - 1))
    if not (first in pieced or _may_be_whole(match, reading)):
        return copies, fragments
    may_quote = last <= first + 1 and _says_more(copies, reading)
    if not (may_quote or _may_be_teaser(match, copies, fragments, reading)):
        return copies, fragments
    if _is_printed_twice(match, reading):
        return copies, fragments
    earlier, _ = find_copies(match.reversed(), reading, min_words=min_words, near=near)
    if len(earlier) == 1:
        if is_teaser(earlier[0], reading):
            return [replace(earlier[0], is_teaser=True)], []
        if may_quote and is_pull_quote(earlier[0], reading, pieced):
            return earlier, []
    # How far what stands first is said again tells more.
    return copies, fragments if copies else earlier or fragments


def _may_be_teaser(
    match: Match, copies: list[Copy], fragments: list[Copy], reading: Reading
) -> bool:
    """Tell whether what stands first may break off where what stands later goes on."""
    first, last = map(reading.paragraph_of, (match.source_start, match.source_end - 1))
    if reading.has_dots and (last <= first + 1 or completes_teaser(match, reading)):
        return True
    if not copies or not source_ends_unmarked(match, reading):
        return False
    beyond = match.copy_end - copies[-1].end  # below zero where a copy says more than the match
    return bool(fragments) or beyond < 0 or (beyond > 0 and first == last)


def _copied_whole(match: Match, reading: Reading) -> Copy:
    """Return the whole copy side of a match as one copy, from its first word to its last."""
    start, end = match.copy_start, match.copy_end
    unit = Unit(start, end, reading.span(start, end), reading.paragraph_of(start), 1.0)
    return copy_of(match, (unit,), reading)


def _without_link(match: Match, reading: Reading) -> Match:
    """Return a match without the label of a link, "... Read more", by which both sides begin.

    Teasers are followed by the same label; here it stands before a teaser and before its article.
    """
    start = match.copy_start
    low, after = reading.line_of(start)
    differs = bool(match.differences) and match.differences[0].copy_start < after
    inside = low < start and after < match.copy_end
    if differs or not (inside and line_breaks_off(start - 1, reading)):
        return match
    source_start = match.source_start + after - start
    return Match(
        source_start, match.source_end, after, match.copy_end, match.differences, match.misread
    )


def _set_apart(match: Match, reading: Reading) -> Match:
    """Return a match without the few words by which its source runs on into its copy.

    What follows the copy begins as the text does by chance; a loop has more words in common.
    """
    seam = match.copy_start
    if seam >= match.source_end:
        return match
    over = match.source_end - seam
    if _begin_lines(match, over, reading):
        return Match(
            match.source_start + over,
            match.source_end,
            seam + over,
            match.copy_end,
            match.differences,
            match.misread,
        )
    end = match.copy_at(seam)
    behind = match.differences_in(end, match.copy_end)
    if aligned_words(reading, behind, end, match.copy_end) >= NEW_WORDS:
        return match
    apart = tuple(each for each in match.differences if each.source_end <= seam)
    across = (each.source_start for each in match.differences if each.source_end > seam)
    source_end = min(seam, next(across, seam))  # a difference may lie across the seam
    return Match(match.source_start, source_end, seam, end, apart, match.misread)


def _begin_lines(match: Match, over: int, reading: Reading) -> bool:
    """Tell whether lines begin on both sides of a match behind its first few words, which agree."""
    start = match.copy_start + over
    if reading.words(match.copy_start, start) >= NEW_WORDS or not match.agrees(
        match.copy_start, start
    ):
        return False
    return all(reading.line_of(at)[0] == at for at in (match.source_start + over, start))


def _may_be_whole(match: Match, reading: Reading) -> bool:
    """Tell whether what stands first may make up whole paragraphs: little is left of the ends."""
    first, last = map(reading.line_of, (match.source_start, match.source_end - 1))
    starts, ends = first[0], last[1]
    opens = reading.words(starts, match.source_start) < NEW_WORDS
    closes = reading.words(match.source_end, ends) < NEW_WORDS
    if line_breaks_off(match.source_end - 1, reading):
        closes = True
        opens = opens or reading.opens_sentence(match.source_start)
    return (opens and closes) or (first != last and (opens or closes))


def _is_printed_twice(match: Match, reading: Reading) -> bool:
    """Tell whether what stands first or later is followed by itself at once: a text printed twice.

    A pull quote, being a paragraph of its own, has the next one behind it.
    """
    end, keys = match.source_end, reading.tokens.keys
    if end == match.copy_start and reading.paragraph_of(end - 1) == reading.paragraph_of(end):
        return True
    end = match.copy_end
    once = keys[match.copy_start : end]
    return bool(np.array_equal(once, keys[end : end + len(once)]))


def match_further_back(copy: Copy, units: Sequence[Unit], reading: Reading) -> Match | None:
    """Return the match of some units with the nearest earlier place that says exactly the same.

    Matches lead to the nearest place that is alike. Where that one states another fact, the same
    words may stand further back; not if those that differ stand nowhere before. Where only what
    stands beside the units differs, whole paragraphs are looked for.
    """
    match, start, end = copy.match, units[0].start, units[-1].end
    if not any(copy.differences_of(unit, reading) for unit in units):
        (start, _), (_, end) = map(reading.line_of, (start, end - 1))
        if match.agrees(start, end):
            return None
    for each in match.differences_in(start, end):
        new = range(max(each.copy_start, start), min(each.copy_end, end))
        if not all(reading.occurrences.stands_before(token, start) for token in new):
            return None
    earlier = [
        place for place in reading.occurrences.places_of(start, end) if place + end - start <= start
    ]
    if not earlier:
        return None
    source = earlier[-1]
    return Match(source, source + end - start, start, end, ())


def _says_more(copies: list[Copy], reading: Reading) -> bool:
    """Tell whether what stands later is running text, or goes on, as with "she said"."""
    return not any(copy.whole for copy in copies) or any(
        _says_more_at_ends(copy, reading)
        or any(
            each.source_start == each.source_end
            and reading.words(each.copy_start, each.copy_end) >= SAYS_MORE
            for each in copy.match.differences_in(copy.start, copy.end)
        )
        for copy in copies
    )


def _says_more_at_ends(copy: Copy, reading: Reading) -> bool:
    """Tell whether a copy has two words more before a match or behind it than its source has.

    One word more is enough where the source is a line that begins or ends inside its sentence,
    where it quotes and the copy says who spoke: "he said", or only "complementó", and where the
    copy has a dateline: "ROME - ".
    """
    match = copy.match
    if reading.begins_amid(match.source_start) and copy.start < match.copy_start:
        return True
    if any(
        completes_unmarked(each, reading) for each in copy.differences_of(copy.units[-1], reading)
    ):
        return True
    plain = not follows_dateline(match.source_start, reading)
    if plain and follows_dateline(match.copy_start, reading):
        return True
    before = match.source_start - reading.sentence_start(match.source_start)
    behind = reading.sentence_end(match.source_end - 1) - match.source_end
    opening, closing = copy.units[0].start + before, match.copy_end + behind
    quotes = reading.quoted(match.source_start) and reading.quoted(match.copy_start)
    beyond = closing if quotes else closing + 1
    sides = (opening + 1, match.copy_start), (beyond, copy.units[-1].end)
    return any(start < end and not say_nothing(start, end, reading) for start, end in sides)
