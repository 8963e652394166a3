"""Lines as they stand on the page: the text of one, the marks at its end, how long it may be."""

from __future__ import annotations

import re
from typing import Final

from dedup.read.marks import QUESTION_MARKS, STOPS
from dedup.read.reading import Reading

__all__ = [
    "CLOSING",
    "COLONS",
    "LONGEST_ITEM",
    "LONGEST_LINE",
    "QUESTION",
    "RECURRING",
    "has_full_stop",
    "line_at",
    "opens_paragraph",
]

# All tuned on labelled pages and articles.
LONGEST_LINE: Final = 24  # words of a heading, a caption or a question
LONGEST_ITEM: Final = 30  # words of a list item, or of a field
RECURRING: Final = 3  # occurrences from which on a line recurs

COLONS: Final = (":", "：")
CLOSING: Final = r"[\"'”’»“‘«›‹❞)\]」』*_]*\Z"
_FULL_STOP: Final = re.compile(rf"[.!。！…{STOPS}]{CLOSING}")
QUESTION: Final = re.compile(rf"[{''.join(sorted(QUESTION_MARKS))}]{CLOSING}")

_LAST: Final = 40  # characters, in which a line ends; a paragraph may be a whole article


def has_full_stop(line: str) -> bool:
    """Tell whether a line ends in a full stop, quotes and brackets behind it aside."""
    return _FULL_STOP.search(line, max(len(line) - _LAST, 0)) is not None


def line_at(index: int, reading: Reading) -> str:
    """Return the text of a paragraph; nothing before the first and after the last."""
    paragraphs = reading.segments.paragraphs
    if not 0 <= index < len(paragraphs):
        return ""
    return reading.text[paragraphs[index].start : paragraphs[index].end]


def opens_paragraph(token: int, paragraph: int, reading: Reading) -> bool:
    """Tell whether a paragraph, by its index, begins with a token."""
    return token == reading.tokens_in(reading.segments.paragraphs[paragraph])[0]
