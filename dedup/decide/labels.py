"""Labels of lines, notes and moments: numbers that say nothing about the words beside them."""

from __future__ import annotations

import re
from typing import Final

from dedup.match.differences import Difference
from dedup.read.reading import Reading

__all__ = ["are_labels", "is_reference"]

_LINE_START: Final = re.compile(r"(?:\A|[\n\r])[ \t\[(]{0,2}\Z")  # among three characters
_ITEM: Final = re.compile(r"\(?(\d{1,3})[.)]\s")
_MOMENT: Final = re.compile(r"\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?")  # of a recording


def are_labels(difference: Difference, reading: Reading) -> bool:
    """Tell whether two stretches differ only in marks of notes, or moments of a recording.

    Where one side has none, those of the other may number the items of a list, too.
    """
    source = range(difference.source_start, difference.source_end)
    copied = range(difference.copy_start, difference.copy_end)
    numbering = not (source and copied)
    if not reading.as_written((source or copied)[0])[0].isdecimal():  # nearly always
        return False
    return all(
        is_reference(token, reading) or _opens_line(token, reading, numbering=numbering)
        for token in (*source, *copied)
    )


def is_reference(token: int, reading: Reading) -> bool:
    """Tell whether a number is the mark of a note: "[12]"."""
    span, text = reading.span(token, token + 1), reading.text
    return text[max(span.start - 1, 0) : span.start] == "[" and text[span.end : span.end + 1] == "]"


def _opens_line(token: int, reading: Reading, *, numbering: bool) -> bool:
    """Tell whether a line begins with a time to the second, or with the number of an item."""
    span, text = reading.span(token, token + 1), reading.text
    if not _LINE_START.search(text[max(span.start - 3, 0) : span.start]):
        return False
    moment = _MOMENT.fullmatch(text, span.start, span.end)
    return moment is not None or (numbering and _numbers_item(token, reading))


def _numbers_item(token: int, reading: Reading) -> bool:
    """Tell whether the line before or after one counts with it: "2. Liga" alone is no item."""
    here = reading.paragraph_of(token)
    paragraphs = reading.segments.paragraphs[max(here - 1, 0) : here + 2]
    found = [_ITEM.match(reading.text, each.start, each.end) for each in paragraphs]
    numbers = [int(each[1]) for each in found if each]
    own = _ITEM.match(reading.text, reading.segments.paragraphs[here].start)
    return own is not None and (int(own[1]) - 1 in numbers or int(own[1]) + 1 in numbers)
