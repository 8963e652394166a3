"""Fields of records and turns of a conversation: lines that say what they are before a colon."""

from __future__ import annotations

import re
from typing import Final

from dedup.decide.copies import Copy
from dedup.decide.labels import LABEL, has_label
from dedup.decide.page.layout import (
    COLONS,
    LONGEST_ITEM,
    LONGEST_LINE,
    has_full_stop,
    line_at,
    opens_paragraph,
)
from dedup.decide.page.lists import ITEM
from dedup.languages import load_language
from dedup.read.reading import Reading

__all__ = ["has_other_label", "is_field", "is_introduced", "is_of_a_day"]

_LONGEST_TURN: Final = 16  # words of sentences that are said again; judgement, not measured
_INTRODUCED: Final = 60  # words that a line introduces; a longer text stands twice. Judgement
# Words of a line that introduces something; "More on this story:" has fewer. Judgement
_INTRODUCTION: Final = 5
_BEFORE_QUOTATION: Final = 2  # "Ann wrote:"; judgement, not measured
_PREPOSITION: Final = 3  # letters: "am", "on"; judgement
_LONGEST_DAY: Final = 30  # characters of a line that names one; judgement, not measured
_WORD: Final = re.compile(r"\w+")


def is_field(copy: Copy, reading: Reading) -> bool:
    """Tell whether a few whole lines belong to a record, or some words to a conversation.

    The line before them, or behind, has the form of the one beside their source, and says
    something else: "Lunch: soup" and "Lunch: fish", "Room 12" and "Room 14".
    """
    first, last = copy.units[0].paragraph, copy.units[-1].paragraph
    source_first = reading.paragraph_of(copy.source_start)
    source_last = source_first + last - first
    if (words := reading.words(copy.start, copy.end)) > LONGEST_ITEM:
        return False
    closing = line_at(last, reading)
    sentence = has_full_stop(closing) and not ITEM.match(closing)
    turns = [has_label(line_at(each, reading)) for each in range(first, last + 1)]
    if not (copy.whole and opens_paragraph(copy.source_start, source_first, reading)):
        return sentence and words <= _LONGEST_TURN and any(turns[1:])  # from turn to turn
    if abs(first - source_first) <= last - first + 1 or (sentence and words > _LONGEST_TURN):
        return False
    if not reading.closes_sentence(copy.source_end):  # it breaks off
        return False
    beside = line_at(first - 1, reading), line_at(source_first - 1, reading)
    behind = line_at(last + 1, reading), line_at(source_last + 1, reading)
    alike = all(_is_alike_in_form(*each, True) for each in (beside, behind))
    if sentence and not any(turns):  # with another word it may tell two goods apart
        found = (each for unit in copy.units for each in copy.differences_of(unit, reading))
        return alike and any(not each.likeness for each in found)
    lone = first == last and not sentence
    return alike or any(_is_alike_in_form(*each, lone) for each in (beside, behind))


def is_introduced(copy: Copy, reading: Reading) -> bool:
    """Tell whether other lines introduce a copy and its source: "Ann wrote:", "The board wrote:".

    Without the words below it the one would introduce by chance what follows.
    """
    if not copy.whole or reading.words(copy.start, copy.end) > _INTRODUCED:
        return False
    lines = [reading.paragraph_of(start) - 1 for start in (copy.start, copy.source_start)]
    above, other = (line_at(index, reading) for index in lines)
    if above == other or not (above.endswith(COLONS) and other.endswith(COLONS)):  # nearly always
        return False
    least = _BEFORE_QUOTATION if reading.quoted(copy.start) else _INTRODUCTION
    return all(
        reading.words(*reading.tokens_in(reading.segments.paragraphs[index])) >= least
        for index in lines
    )


def is_of_a_day(copy: Copy, reading: Reading) -> bool:
    """Tell whether a copy stands below the name of a day, and its source below another's.

    As in a forecast of the weather.
    """
    if not copy.whole or reading.words(copy.start, copy.end) > _INTRODUCED:
        return False
    day, other = (
        _day_in(reading.paragraph_of(start) - 1, reading)
        for start in (copy.start, copy.source_start)
    )
    return day is not None and other is not None and day != other


def _day_in(index: int, reading: Reading) -> str | None:
    """Return the weekday that a line names, and no more but its date: "On Monday, 3 May"."""
    line, tables = line_at(index, reading), load_language(None)
    if not line or len(line) > _LONGEST_DAY:
        return None
    start, end = reading.tokens_in(reading.segments.paragraphs[index])
    words = reading.folded(start, end)
    if day := tables.weekdays.get("".join(words)):  # in letters without spaces, too
        return day
    if words and len(words[0]) <= _PREPOSITION:
        words = words[1:]
    dated = all(
        word in tables.weekdays or word in tables.months or word.isdecimal() for word in words
    )
    days = (tables.weekdays[word] for word in words if word in tables.weekdays)
    return next(days, None) if dated else None


def _is_alike_in_form(one: str, other: str, lone: bool) -> bool:
    """Tell whether two lines that differ have labels, or begin with a figure or the same word.

    The same word is enough beside a lone line that is no sentence: paragraphs have headings, too.
    """
    if not one or not other or one.casefold() == other.casefold():
        return False
    if has_label(one) and has_label(other):
        return True
    if any(has_full_stop(line) or len(line.split()) > LONGEST_LINE for line in (one, other)):
        return False
    first, second = _WORD.search(one), _WORD.search(other)
    if not first or not second:
        return False
    if first[0][0].isdigit() and second[0][0].isdigit():
        return any(map(str.isalpha, one)) and any(map(str.isalpha, other))  # no times of a blog
    return lone and first[0].casefold() == second[0].casefold()


def has_other_label(one: str, other: str) -> bool:
    """Tell whether two lines begin with labels that differ: "As it stands: ", "As proposed: ".

    What only says what a line is, "Summary: ", or ties it to the one before, "Moreover: ", is none.
    """
    labels = [label[1].casefold() for label in map(LABEL.match, (one, other)) if label]
    if len(labels) < 2 or labels[0] == labels[1]:  # nearly always
        return False
    tables = load_language(None)
    return not any(
        tuple(label.split()) in phrases
        for label in labels
        for phrases in (tables.rubrics, tables.openers)
    )
