"""Guard: is this repetition meant?

Trust blocks, not single lines: a passage of several paragraphs that stands again is a copy, a
single short line may be meant. Meant are code; lines that open new text each time, as headings
and questions do; lines that recur among new material, as refrains and labels do; rows of figures;
items of lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from dedup.decide.copies import Copy
from dedup.decide.units import told_apart
from dedup.read.reading import Reading
from dedup.values import Span

__all__ = ["find_meant_repetition"]

# All tuned on labelled pages and articles.
_LONGEST_LINE: Final = 24  # words of a heading, a caption or a question
_LONGEST_ITEM: Final = 30  # words of a list item
_LONGEST_CODE: Final = 200  # characters of a line of code; longer lines are prose
_RECURRING: Final = 3  # occurrences from which on a line recurs
_LONGEST_ROW, _SHORT_ROW = 14, 10  # words
_FIGURES_SHARE: Final = 0.2  # figures a word in a row or a reference

_ITEM: Final = re.compile(r"\s*(?:[-•*·‣▪●○+]|\(?\d{1,3}[.)]|[a-zA-Z][.)])\s")
_ASKS: Final = ("?", "？", "؟")
_QUOTES: Final = frozenset('"“„«»‹›「『《')
_FIGURE: Final = re.compile(r"\d[\d.,:]*")
_FULL_STOP: Final = re.compile(r"[.!。！।۔…][\"'”’»“‘«›‹)\]」』]*\Z")
_BLANK_LINE: Final = re.compile(r"\n\s*\n|\r\s*\r")
# Words that an address or a file name joins: "video-of-the-day", "page/two_columns.html".
_JOINED: Final = re.compile(r"\w+(?:[-_/+.]\w+)+")
_FIGURE_LINE: Final = re.compile(r"\W*\d[\d\W]*")
_CODE_LINE: Final = re.compile(
    r"\w\(|[{};]\s*\Z|\)\s*:\s*\Z|[=!<>]=|[=-]>|^\s*[@#$]?[\w.\[\]]+\s*[+-]?=\s|^\s+.*:\s*\Z|\w\.\w+\s*[<>(]"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A copy that is one line, or a part of one, and what stands around it."""

    text: str
    words: float
    whole: bool
    before: str
    paragraph: str
    after: str
    source: str
    source_end: str  # its last sentence
    adjacent: bool
    occurrences: int


def find_meant_repetition(copy: Copy, reading: Reading) -> str | None:
    """Return what kind of meant repetition a copy is; None when it is a copy like any other."""
    text = reading.text[copy.span.start : copy.span.end]
    if _is_code(text):
        return "code"
    source = reading.span(copy.source_start, copy.source_end)
    if _JOINED.fullmatch(reading.text, source.start, source.end) and not _JOINED.fullmatch(text):
        return "spelt in an address"
    if _is_record(copy, reading):
        return "lines alike in form"
    if _is_other_question(copy, reading):
        return "another question"
    if 0 < copy.period <= copy.end - copy.start:  # whole rounds of a loop
        short = reading.words(copy.start, copy.start + copy.period) <= _LONGEST_LINE
        return "lines alike in form" if short and _is_variant(copy, reading) else None
    if copy.units[0].paragraph != copy.units[-1].paragraph:
        return "stanza" if _is_stanza(copy, text, reading) else None
    line = _line_of(copy, reading)
    if line.adjacent:
        short = line.words <= _LONGEST_LINE
        return "lines alike in form" if short and _is_variant(copy, reading) else None
    return next((name for name, is_meant in _KINDS if is_meant(line)), None)


def _line_of(copy: Copy, reading: Reading) -> _Line:
    paragraphs, text = reading.segments.paragraphs, reading.text
    index = copy.units[0].paragraph
    paragraph = paragraphs[index]
    before = paragraphs[index - 1] if index else Span(0, 0)
    after = paragraphs[index + 1] if index + 1 < len(paragraphs) else Span(len(text), len(text))
    source_index = reading.paragraph_of(copy.source_start)
    closing = reading.sentence_of(copy.source_end - 1)
    return _Line(
        text=text[copy.span.start : copy.span.end],
        words=reading.words(copy.start, copy.end),
        whole=copy.whole,
        before=text[before.start : before.end],
        paragraph=text[paragraph.start : paragraph.end],
        after=text[after.start : after.end],
        source=text[paragraphs[source_index].start : paragraphs[source_index].end],
        source_end=text[closing.start : closing.end],
        adjacent=abs(index - source_index) <= 1 and copy.whole,
        occurrences=reading.occurrences_of(copy.start, copy.end),
    )


def _is_code(text: str) -> bool:
    """Tell whether most lines call, assign, compare, or open and close a block."""
    lines = [line for line in text.splitlines() if line.strip()]
    code = [
        line
        for line in lines
        if len(line) <= _LONGEST_CODE and _CODE_LINE.search(line) and not _FULL_STOP.search(line)
    ]
    return 2 * len(code) >= len(lines)


def _is_record(copy: Copy, reading: Reading) -> bool:
    """Tell whether a few short lines belong to the figure on the next one, and it is another.

    As where a page lists titles with a running time, or goods with a price, below each.
    """
    figure = _line_beside(reading, copy.end - 1, 1)
    if reading.words(copy.start, copy.end) > _LONGEST_LINE or not _FIGURE_LINE.fullmatch(figure):
        return False
    other = _line_beside(reading, copy.source_end - 1, 1)
    return bool(_FIGURE_LINE.fullmatch(other)) and other != figure


def _is_other_question(copy: Copy, reading: Reading) -> bool:
    """Tell whether short lines ask or answer another question, as in a quiz of like answers."""
    differing = False
    for paragraph, group in groupby(copy.units, key=lambda unit: unit.paragraph):
        line = reading.segments.paragraphs[paragraph]
        if reading.words(*reading.tokens_in(line)) > _LONGEST_LINE:
            return False
        for unit in group:
            changed = any(
                not each.likeness and reading.words(each.copy_start, each.copy_end) > 0
                for each in copy.differences_in(unit, reading)
            )
            asks = reading.text[unit.span.start : unit.span.end].endswith(_ASKS)
            differing = differing or (asks and changed)
    above = [_line_beside(reading, each, -1) for each in (copy.start, copy.source_start)]
    answers = above[0] != above[1] and all(line.endswith(_ASKS) for line in above)
    return answers or (differing and copy.units[0].paragraph != copy.units[-1].paragraph)


def _line_beside(reading: Reading, token: int, step: int) -> str:
    """Return the paragraph before or after the one of a token; nothing if there is none."""
    paragraphs = reading.segments.paragraphs
    index = reading.paragraph_of(token) + step
    if not 0 <= index < len(paragraphs):
        return ""
    return reading.text[paragraphs[index].start : paragraphs[index].end]


def _is_stanza(copy: Copy, text: str, reading: Reading) -> bool:
    """Tell whether a few short lines without a blank one between them recur, as in a song."""
    return (
        not _BLANK_LINE.search(text)
        and reading.words(copy.start, copy.end) <= _LONGEST_LINE
        and reading.occurrences_of(copy.start, copy.end) >= _RECURRING
    )


def _is_variant(copy: Copy, reading: Reading) -> bool:
    """Tell whether most lines differ from the ones they stand beside by whole words."""
    variants = sum(
        any(not difference.likeness for difference in copy.differences_in(unit, reading))
        for unit in copy.units
    )
    return 2 * variants >= len(copy.units) and 2 * variants >= len(told_apart(copy.units, reading))


def _is_line(source: str, line: _Line) -> bool:
    """Tell whether a source paragraph holds little more than the line that repeats it."""
    return len(source) <= 1.25 * len(line.text)


def _opens_new_text(line: _Line) -> bool:
    """A heading or a question: a line without a full stop, and running text after it."""
    if not line.whole or line.words > _LONGEST_LINE or _FULL_STOP.search(line.text):
        return False
    if not _is_line(line.source, line):  # a pull quote: its source is running text
        return False
    return bool(_FULL_STOP.search(line.after))


def _runs_in(line: _Line) -> bool:
    """A heading taken up as the first sentence of a paragraph that goes on to say more."""
    return (
        not line.whole
        and line.words <= _LONGEST_LINE
        and _is_line(line.source, line)
        and not _FULL_STOP.search(line.source_end)  # behind that a credit may stand
        and line.paragraph.startswith(line.text)
    )


def _recurs(line: _Line) -> bool:
    """A refrain, label, byline or slogan: a short line again and again among new material.

    A quotation is not: it is set again to catch the eye. Nor is a sentence in running text.
    """
    short = line.words <= _LONGEST_LINE and line.text[0] not in _QUOTES
    return short and line.whole and line.occurrences >= _RECURRING


def _is_item(line: _Line) -> bool:
    """A step or an item of a list, or one sentence of it."""
    beside = _ITEM.match(line.before) or _ITEM.match(line.after)
    return line.words <= _LONGEST_ITEM and bool(_ITEM.match(line.paragraph) and beside)


def _is_row(line: _Line) -> bool:
    """A row of a table, a timetable, a price list, or the date of a reference: mostly figures."""
    figures = len(_FIGURE.findall(line.text))
    cells = line.text.count("|") + line.text.count("\t")
    if line.words > _LONGEST_ROW or figures < _FIGURES_SHARE * line.words:
        return False
    in_lower_case = sum(word[0].islower() for word in line.text.split())
    long = line.words > _SHORT_ROW or 3 * in_lower_case > line.words
    sentence = bool(_FULL_STOP.search(line.text)) and long
    return figures >= 3 or (figures >= 2 and not sentence) or cells >= 2


_Kind = Callable[[_Line], bool]

_KINDS: Final[tuple[tuple[str, _Kind], ...]] = (
    ("opens new text", _opens_new_text),
    ("heading taken up again", _runs_in),
    ("recurs among new text", _recurs),
    ("list item", _is_item),
    ("row of figures", _is_row),
)
