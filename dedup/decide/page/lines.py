"""Is a line that comes again meant to? By what it is, and by what stands around both of its places.

Meant are lines that open new text each time, as headings and questions do; lines that recur among
new material, as refrains and labels do; fields of records and turns of a conversation; rows of
figures; items of lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dedup.decide.copies import Copy
from dedup.decide.labels import has_label
from dedup.decide.page.fields import is_field
from dedup.decide.page.layout import (
    CLOSING,
    LONGEST_ITEM,
    LONGEST_LINE,
    RECURRING,
    has_full_stop,
    line_at,
    opens_paragraph,
)
from dedup.decide.page.lists import ITEM, count_on, is_listed, list_recurs
from dedup.decide.page.rows import heads_rows, is_row
from dedup.read.marks import QUESTION_MARKS, STOPS
from dedup.read.reading import Reading

__all__ = ["find_meant_line", "is_parted_heading"]

_SENTENCES: Final = 12  # words of several that are no slogan; judgement
_LONGEST_TITLE: Final = 14  # words; a longer line above a text is a teaser; judgement
_LITTLE_MORE: Final = 1.25  # times the characters of a line; judgement, not measured

_NO_HEADING: Final = re.compile(rf"[.,;!。！…、，；،؛{STOPS}]{CLOSING}")
_QUOTES: Final = frozenset('"“„«»‹›「『《❝')


@dataclass(frozen=True, slots=True)
class _Line:
    """A copy that is one line, or a part of one, and what stands around it."""

    text: str
    words: float
    whole: bool
    before: str
    paragraph: str
    after: str
    text_follows: bool  # a line that ends a sentence, or breaks one
    source: str
    source_before: str
    source_end: str  # its last sentence
    source_opens: bool  # its paragraph
    source_heads: bool  # text of its own, as a heading does
    source_listed: bool  # with an item beside it
    list_recurs: bool  # the items around it stand elsewhere, too
    occurrences: int
    sentences: int
    beside_copied: bool  # whether a long paragraph beside it is like the one beside its source


def find_meant_line(copy: Copy, reading: Reading) -> str | None:
    """Return what kind of line that is meant to come again a copy in one paragraph is."""
    if reading.words(copy.start, copy.end) > LONGEST_ITEM:  # nearly always
        return None
    line = _line_of(copy, reading)
    if line.whole and count_on(line.source_before, line.before):
        return None
    kind = next((name for name, is_meant in _KINDS if is_meant(line)), None)
    return kind or ("lines alike in form" if is_field(copy, reading) else None)


def is_parted_heading(copy: Copy, reading: Reading) -> bool:
    """Tell whether a few lines are a heading that a list of contents says in one line."""
    if reading.words(copy.start, copy.end) > LONGEST_LINE:  # nearly always
        return False
    listed = reading.paragraph_of(copy.source_start) == reading.paragraph_of(copy.source_end - 1)
    return listed and _opens_new_text(_line_of(copy, reading))


def _line_of(copy: Copy, reading: Reading) -> _Line:
    index, source = copy.units[0].paragraph, reading.paragraph_of(copy.source_start)
    closing = reading.sentence_of(copy.source_end - 1)
    behind = copy.units[-1].paragraph + 1
    if line_at(behind, reading) and not any(map(str.isalnum, line_at(behind, reading))):
        behind += 1  # a heading may be underlined
    after = line_at(behind, reading)
    return _Line(
        text=reading.text[copy.span.start : copy.span.end],
        words=reading.words(copy.start, copy.end),
        whole=copy.whole,
        before=line_at(index - 1, reading),
        paragraph=line_at(index, reading),
        after=after,
        text_follows=has_full_stop(after) or reading.goes_on(behind),
        source=line_at(source, reading),
        source_before=line_at(source - 1, reading),
        source_end=reading.text[closing.start : closing.end],
        source_opens=opens_paragraph(copy.source_start, source, reading),
        source_heads=_heads_text(copy, source, index, reading),
        list_recurs=list_recurs(index, reading),
        source_listed=is_listed(*(line_at(source + step, reading) for step in (-1, 0, 1))),
        sentences=len(reading.segments.sentences(index)),
        occurrences=reading.occurrences_of(copy.start, copy.end),
        beside_copied=_stands_beside_copied(copy, index, reading),
    )


def _stands_beside_copied(copy: Copy, index: int, reading: Reading) -> bool:
    """Tell whether a long paragraph beside a copy is like the one beside its source.

    It stays for another fact; it is not new.
    """
    paragraphs = reading.segments.paragraphs
    beside = [reading.tokens_in(each) for each in paragraphs[max(index - 1, 0) : index + 2]]
    return any(
        reading.words(*copy.match.clipped(low, high)) > LONGEST_ITEM
        for low, high in beside
        if low < copy.match.copy_end and copy.match.copy_start < high
    )


def _heads_text(copy: Copy, source: int, index: int, reading: Reading) -> bool:
    """Tell whether more stands under a source than it is long itself, or a sentence does.

    Not under a title that is printed again below a date and a byline.
    """
    between = reading.words(copy.source_end, max(copy.source_end, copy.start))
    if copy.start < copy.source_start or between >= reading.words(copy.start, copy.end):
        return True
    return any(has_full_stop(line_at(each, reading)) for each in range(source + 1, index))


def _is_line(source: str, line: _Line) -> bool:
    """Tell whether a source paragraph holds little more than the line that repeats it."""
    return len(source) <= _LITTLE_MORE * len(line.text)


def _opens_new_text(line: _Line) -> bool:
    """A heading or a question: a line without a full stop, and running text after it."""
    if not line.whole or line.words > LONGEST_LINE or _NO_HEADING.search(line.text):
        return False
    if has_full_stop(line.source):
        return False
    if not _is_line(line.source, line):  # a pull quote: its source is running text
        return False
    listed = ITEM.match(line.source)  # by the contents
    if not (line.source_heads or listed or line.text[-1] in QUESTION_MARKS):
        return False
    return line.text_follows


def _runs_in(line: _Line) -> bool:
    """A heading taken up as the first sentence of a paragraph that goes on to say more.

    A long line is none, nor is an item beside others: it is a key point of the article.
    """
    return (
        not line.whole
        and not line.source_listed
        and line.words <= _LONGEST_TITLE
        and _is_line(line.source, line)
        and not has_full_stop(line.source_end)  # behind that a credit may stand
        and line.paragraph.startswith(line.text)
    )


def _asks_again(line: _Line) -> bool:
    """A question put to another person, who answers in the same paragraph.

    It is told by a label ("Q: ..."), or by how often it is put.
    """
    return (
        not line.whole
        and line.words <= LONGEST_LINE
        and line.source_opens
        and line.text[-1] in QUESTION_MARKS
        and line.paragraph.startswith(line.text)
        and (line.occurrences >= RECURRING or has_label(line.text))
    )


def _recurs(line: _Line) -> bool:
    """A refrain, label, byline or slogan: a short line again and again among new material.

    A quotation is not: it is set again to catch the eye. Nor is a sentence in running text, nor are
    several that make up a paragraph, nor is a line among text that is not new.
    """
    short = line.words <= LONGEST_LINE and line.text[0] not in _QUOTES and not line.beside_copied
    tells = (
        line.sentences > 1
        and line.words >= _SENTENCES
        and line.text[-1] not in QUESTION_MARKS
        and has_full_stop(line.before)  # else it says something of what a heading names
    )
    return short and line.whole and not tells and line.occurrences >= RECURRING


def _is_item(line: _Line) -> bool:
    """One sentence of a step or an item of a list, or the whole of one that is one elsewhere, too.

    A whole one that running text says, too, is a key point of an article; one among others that
    all stand elsewhere, too, is of a list that is printed again.
    """
    beside = ITEM.match(line.before) or ITEM.match(line.after)
    listed = beside and ITEM.match(line.paragraph)
    meant = listed and (not line.whole or ITEM.match(line.source)) and not line.list_recurs
    return line.words <= LONGEST_ITEM and bool(meant)


def _is_row(line: _Line) -> bool:
    """A row of a table, a timetable, a price list, or the date of a reference: mostly figures.

    Or the row that names their columns, above others.
    """
    if line.whole and heads_rows(line.paragraph, line.after):
        return True
    return is_row(line.text, line.words, stops=has_full_stop(line.text))


_Kind = Callable[[_Line], bool]

_KINDS: Final[tuple[tuple[str, _Kind], ...]] = (
    ("opens new text", _opens_new_text),
    ("heading taken up again", _runs_in),
    ("opens another answer", _asks_again),
    ("recurs among new text", _recurs),
    ("list item", _is_item),
    ("row of figures", _is_row),
)
