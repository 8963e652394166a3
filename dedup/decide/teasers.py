"""What breaks off and is said whole elsewhere: teasers, previews, what a search shows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from dedup.decide.borders import find_copies
from dedup.decide.copies import Copy, Unit
from dedup.decide.stretches import copy_of
from dedup.match.differences import Difference
from dedup.match.matches import Match
from dedup.read.marks import UNMARKED
from dedup.read.reading import Reading
from dedup.read.segments import ends_as_sentence

__all__ = [
    "completes_dots",
    "completes_teaser",
    "completes_unmarked",
    "find_growing",
    "find_teasers",
    "is_teaser",
    "line_breaks_off",
    "source_ends_unmarked",
]

# Dots that end a paragraph, and the label of a link behind them: "... Read more", "[…]".
_DOTS_AT_END: Final = re.compile(
    r"\s?[^\w\s.…]{0,2}\.?\s?[\[(]?(?:\.(?: ?\.){1,2}|…+)[^.!?…]{0,30}\Z"  # also "..", ". . ."
)

_UNMARKED: Final = re.compile(rf"[{UNMARKED}]")
_SHORTEST_LEAD: Final = 8  # words below a headline or a name; judgement, not measured
_FEWEST_GROWING: Final = 3  # lines that end in words; two may be two offers. Judgement
_HYPHENS: Final = ("-", "\xad", "\u2010")  # a word goes on in the next line


def is_teaser(copy: Copy, reading: Reading) -> bool:
    """Tell whether a copy is a paragraph that ends in dots where the other one goes on.

    Or paragraphs of which the last breaks off inside a sentence, as previews do; or lines of which
    any ends in dots, as in a list of headlines; or the last sentence of a paragraph, which does.
    """
    opens = copy.span.start == reading.segments.paragraphs[copy.units[0].paragraph].start
    if not opens and reading.quoted(copy.start) and not reading.quoted(copy.source_start):
        return False
    if not (
        opens or (reading.opens_sentence(copy.start) and line_breaks_off(copy.end - 1, reading))
    ):
        return False
    if copy.whole and completes_teaser(copy.match.reversed(), reading):
        return True
    if reading.breaks_off(copy.source_end - 1):
        return False
    if copy.source_end == len(reading.tokens):  # nothing shows there that it goes on but its mark
        last = reading.sentence_of(copy.source_end - 1)
        follows = copy.end == copy.source_start and reading.ends_sentence(last)
        return follows and line_breaks_off(copy.end - 1, reading)
    return line_breaks_off(copy.end - 1, reading) or _breaks_off_unmarked(copy, reading)


def completes_teaser(match: Match, reading: Reading) -> bool:
    """Tell whether a copy goes on somewhere where a line of its source breaks off with dots."""
    if any(completes_dots(each, reading) for each in match.differences):
        return True
    last, end = match.copy_end - 1, match.source_end
    return (
        end <= match.copy_start
        and line_breaks_off(end - 1, reading)
        and not reading.breaks_off(last)
        and last + 1 < reading.line_of(last)[1]
    )


def completes_dots(each: Difference, reading: Reading) -> bool:
    """Tell whether a difference is what a copy says where a line of its source breaks off.

    Where the copy has the dots, too, nothing breaks off.
    """
    return (
        reading.words(each.copy_start, each.copy_end) > 0
        and each.source_end > 0
        and not (each.copy_start and reading.breaks_off(each.copy_start - 1))
        and line_breaks_off(each.source_end - 1, reading)
        and not reading.breaks_off(each.copy_end - 1)
    )


def completes_unmarked(each: Difference, reading: Reading) -> bool:
    """Tell whether a difference is how a copy ends its sentence where a paragraph breaks off.

    Nothing is there to stand for the words that the paragraph lacks, but perhaps the first letters
    of one.
    """
    start, end = each.copy_start, each.copy_end
    if start == end or not each.source_end or not _line_ends_unmarked(each.source_end - 1, reading):
        return False
    if each.source_start < each.source_end - 1:
        return False
    if each.source_start < each.source_end:
        if not reading.word(start).startswith(reading.word(each.source_start)):
            return False
    elif start and reading.text.startswith(_HYPHENS, reading.ends[start - 1]):  # "sister-in-law"
        return False
    sentence = reading.sentence_of(end - 1)
    first, after = reading.tokens_in(sentence)
    ends = reading.ends_sentence(sentence)
    unmarked = _UNMARKED.match(reading.text, reading.ends[end - 1] - 1)
    return first < start < after == end and bool(ends or unmarked)


def _line_ends_unmarked(token: int, reading: Reading) -> bool:
    """Tell whether a paragraph ends with a token, and no mark ends it, nor a hyphen."""
    end, after = reading.ends[token], token + 1
    behind = reading.starts[after] if after < len(reading.tokens) else len(reading.text)
    if reading.text[end:behind] == " " or reading.text.startswith(_HYPHENS, end):  # nearly always
        return False
    line = reading.segments.paragraphs[reading.paragraph_of(token)]
    last = reading.tokens_in(line)[1] == after
    return last and not reading.ends_sentence(line)


def _breaks_off_unmarked(copy: Copy, reading: Reading) -> bool:
    """Tell whether sentences are followed by a part of one that the other side ends.

    Or a title, or a byline, is, and both stand again at once.
    """
    if not copy.whole or copy.end != copy.match.copy_end:
        return False
    last = reading.sentence_of(copy.end - 1)
    if reading.ends_sentence(last) or reading.closes_sentence(copy.source_end):
        return False
    before = reading.text[copy.span.start : last.start].rstrip()
    if ends_as_sentence(before):
        return True
    line = reading.segments.paragraphs[copy.units[-1].paragraph]
    at_once = copy.end == copy.source_start and copy.match.is_exact
    lead = reading.words(*reading.tokens_in(last)) >= _SHORTEST_LEAD
    return bool(before) and at_once and last == line and lead


def source_ends_unmarked(match: Match, reading: Reading) -> bool:
    """Tell whether no mark ends the last paragraph of a source, and other text stands below it."""
    line = reading.segments.paragraphs[reading.paragraph_of(match.source_end - 1)]
    below = match.source_end < match.copy_start
    return below and not reading.ends_sentence(line)


def line_breaks_off(token: int, reading: Reading) -> bool:
    """Tell whether a paragraph ends behind a token in dots, the label of a link, or both."""
    paragraph = reading.segments.paragraphs[reading.paragraph_of(token)]
    dots = _DOTS_AT_END.match(reading.text, reading.ends[token], paragraph.end)
    return dots is not None or reading.more_link_follows(token)


def find_teasers(match: Match, reading: Reading, min_words: int) -> list[Copy]:
    """Return the rounds of a loop that all break off with dots, if the last one goes on."""
    period = match.period
    last = match.copy_end - period
    if not match.is_exact or (last - match.source_start) % period:
        return []
    rounds = (
        Match(last, match.copy_end, start, start + period, ())
        for start in range(match.source_start, last, period)
    )
    teasers: list[Copy] = []
    for each in rounds:
        found, _ = find_copies(each, reading, min_words=min_words)
        if len(found) != 1 or not is_teaser(found[0], reading):
            return []
        teasers.append(replace(found[0], is_teaser=True))
    return teasers


def find_growing(match: Match, reading: Reading, min_words: int) -> list[Copy]:
    """Return lines of a loop of which each begins a sentence that the next one goes on with.

    As where words were printed while they came in, and the last line has all of them, and a full
    stop. The items of a list have none, and verses end in commas; where no mark shows that lines
    break off they are several.
    """
    if match.is_exact:
        return []
    first, last = map(reading.paragraph_of, (match.source_start, match.copy_end - 1))
    while first > 0 and _taken_up(first - 1, reading):
        first -= 1
    wholes = [_taken_up(index, reading) for index in range(first, last)]
    if not wholes or not all(wholes):
        return []
    if not reading.ends_sentence(reading.sentence_of(wholes[-1])):
        return []
    lines = reading.segments.paragraphs[first:last]
    shown = all(not reading.text[line.end - 1].isalnum() for line in lines)
    if not shown and len(lines) < _FEWEST_GROWING:
        return []
    growing: list[Copy] = []
    for index, (line, whole) in enumerate(zip(lines, wholes, strict=True), first):
        start, end = reading.tokens_in(line)
        if reading.words(start, end) >= min_words:
            unit = Unit(start, end, line, index, 1.0)
            said = Match(whole, whole + end - start, start, end, ())
            growing.append(copy_of(said, (unit,), reading, is_teaser=True))
    return growing


def _taken_up(index: int, reading: Reading) -> int:
    """Return the token with which the next line begins, if it takes up a line and goes on with it.

    0 if it does not, or if the line is an item of a list, or a verse.
    """
    line, below = reading.segments.paragraphs[index : index + 2]
    (start, end), (low, high) = map(reading.tokens_in, (line, below))
    place = low + end - start
    if start == end or place >= high or reading.keys[start:end] != reading.keys[low:place]:
        return 0
    listed = reading.starts[start] > line.start or reading.text[line.end - 1] in ",;"
    return 0 if listed or reading.closes_sentence(place) else low
