"""Teasers that are whole sentences: the lead of an article, set above it once more."""

from __future__ import annotations

import re
from typing import Final

from dedup.decide.copies import NEW_WORDS, Copy
from dedup.decide.labels import say_nothing
from dedup.decide.page.layout import COLONS, has_full_stop, line_at
from dedup.languages import load_language
from dedup.read.reading import Reading

__all__ = ["follows_dateline", "is_heading", "is_lead_with_dateline", "stands_above_article"]

_LONGEST_DATELINE: Final = 6  # words: "Warsaw, Nov. 28, 2026 (Agency)"; judgement, not measured
_MOST_BETWEEN: Final = 12  # paragraphs: links, names and dates below a title. Judgement
_BEFORE_WORDS: Final = " \xa0\"'“”„«»‹›「『‘’"  # what opens a quotation behind a dateline
_ENDS_DATELINE: Final = frozenset("-–—―=/)]）】］")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def follows_dateline(token: int, reading: Reading) -> bool:
    """Tell whether a place, an agency or a date open a paragraph before a token: "ROME (AP) — ".

    A colon closes one in capitals ("DELHI: "), a full stop one whose first and last words have
    such ("Rom. "): others close labels ("Monday: ") and sentences ("It rained. ").
    """
    line = reading.segments.paragraphs[reading.paragraph_of(token)]
    first, _ = reading.tokens_in(line)
    if not 0 < token - first <= _LONGEST_DATELINE or say_nothing(first, token, reading):
        return False
    before = reading.text[line.start : reading.starts[token]].rstrip(_BEFORE_WORDS)
    words, mark = _WORD.findall(before), before[-1]
    if not words:
        return False
    if mark in COLONS:
        return all(map(str.isupper, words))
    named = words[0][0].isupper() and words[-1][0].isupper()
    return mark in _ENDS_DATELINE or (mark == "." and named)


def is_lead_with_dateline(copy: Copy, reading: Reading) -> bool:
    """Tell whether a copy is a sentence that heads no text and an article has behind a dateline.

    Captions and notices may stand between, but not right below it.
    """
    below, told = copy.units[-1].paragraph + 1, reading.paragraph_of(copy.source_start)
    return (
        _may_be_lead(copy, reading)
        and follows_dateline(copy.source_start, reading)
        and (below == told or not _is_running(below, reading))
    )


def stands_above_article(copy: Copy, reading: Reading) -> bool:
    """Tell whether a copy is a sentence with which an article below goes on to say more.

    Nothing but links and names stands between. What denies it says something else, and behind the
    label of a line it is somebody who says it.
    """
    start, end = copy.source_start, copy.source_end
    line = reading.segments.paragraphs[reading.paragraph_of(start)]
    before = reading.text[line.start : reading.starts[start]].rstrip(_BEFORE_WORDS)
    if before.endswith(COLONS) or not (
        _may_be_lead(copy, reading) and _is_close_above(copy, reading)
    ):
        return False
    around = (
        *reading.folded(reading.sentence_start(start), start),
        *reading.folded(end, reading.sentence_end(end - 1)),
    )
    return load_language(None).negations.isdisjoint(around)


def is_heading(copy: Copy, reading: Reading) -> bool:
    """Tell whether a copy stands close above the sentence that takes it up in small letters."""
    opening, taken_up = map(reading.as_written, (copy.start, copy.source_start))
    in_capitals = opening[0].isupper() and taken_up[0].islower()
    return in_capitals and _is_close_above(copy, reading)


def _may_be_lead(copy: Copy, reading: Reading) -> bool:
    """Tell whether a copy ends in a full stop, and its source heads running text.

    What stands below a label ("Ann Pell, diver:") is said by someone; a title may be marked.
    """
    first, told = copy.units[0].paragraph, reading.paragraph_of(copy.source_start)
    line = line_at(first, reading)
    if not has_full_stop(line) or line.startswith("#"):
        return False
    if line_at(first - 1, reading).endswith(COLONS):
        return False
    around = reading.segments.paragraphs[told]
    last = reading.sentence_of(copy.source_end - 1)
    return last.end < around.end or _is_running(told + 1, reading)


def _is_close_above(copy: Copy, reading: Reading) -> bool:
    """Tell whether no running text stands between a copy and its source below."""
    between = range(copy.units[-1].paragraph + 1, reading.paragraph_of(copy.source_start))
    running = (_is_running(each, reading) for each in between)
    return len(between) <= _MOST_BETWEEN and not any(running)


def _is_running(index: int, reading: Reading) -> bool:
    """Tell whether a paragraph, by its index, is running text: a sentence of some words."""
    if index >= len(reading.segments.paragraphs):
        return False
    line = reading.segments.paragraphs[index]
    return reading.ends_sentence(line) and reading.words(*reading.tokens_in(line)) >= NEW_WORDS
