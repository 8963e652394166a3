"""Cut and restore: the only place that puts text together, and the white space at a seam."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from dedup.errors import RestoreError
from dedup.read.characters import is_symbol
from dedup.read.marks import LINE_ENDS
from dedup.values import Removal, Span

__all__ = ["cut", "restore", "with_closing_rule", "with_white_space", "without_half_quotation"]

# The rest of a line and whole lines without a letter or digit: "* * *", "_____".
_RULES: Final = re.compile(r"(?:(?:_|[^\w\r\n])*(?:\r?\n|\r|\Z))+")
_OPENING_MARKS: Final = frozenset("“„❝«‘‹「『([{¿¡")
_CLOSES: Final = {
    "”": "“„",
    "“": "„",
    "❞": "❝",
    "»": "«",
    "«": "»",
    "」": "「",
    "』": "『",
    '"': '"',
}
_LONGEST_LINE: Final = 4000  # characters before a cut in which a quotation may open; judgement
_LONGEST_RULES: Final = 400  # characters looked at; keeps the work linear; judgement, not measured


def cut(text: str, spans: Sequence[Span]) -> str:
    """Return the text without the given spans, which are sorted and disjoint.

    >>> cut("one two three", [Span(3, 7)])
    'one three'
    """
    if not spans:
        return text
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def restore(text: str, removals: Iterable[Removal]) -> str:
    """Return the text that the removals were cut from.

    Raises:
        RestoreError: the text is too short to have been left by these removals.

    >>> removal = Removal(
    ...     span=Span(3, 7), source=Span(0, 3), text=" two", kind="exact", score=1.0
    ... )
    >>> restore("one three", [removal])
    'one two three'
    """
    pieces: list[str] = []
    taken = offset = 0
    for removal in removals:
        step = removal.span.start - offset
        if taken + step > len(text):
            raise RestoreError(
                f"this report removes characters at {removal.span.start}, but the text given "
                f"ends before that: give the cleaned text that came with the report."
            )
        pieces += (text[taken : taken + step], removal.text)
        taken += step
        offset = removal.span.end
    return "".join((*pieces, text[taken:])) if pieces else text


def with_closing_rule(text: str, span: Span, source: Span, limit: int) -> Span:
    r"""Return a span grown by the lines of marks only that close it, as they close its source.

    Args:
        text: the text.
        span: what goes.
        source: what stays for it.
        limit: offset that the span may not reach over.

    >>> text = "One.\n***\nOne.\n***\nTwo."
    >>> with_closing_rule(text, Span(9, 13), Span(0, 3), 22)
    Span(start=9, end=17)
    """
    here = _RULES.match(text, span.end, min(span.end + _LONGEST_RULES, limit))
    there = _RULES.match(text, source.end, source.end + _LONGEST_RULES)
    if not here or not there or not _ends_line(text, here.end()):
        return span
    rules = here[0].strip()
    closes = bool(rules) and here[0][0].isspace() and there[0].strip().endswith(rules)
    closes = closes and not any(map(is_symbol, rules))  # they have been compared, like words
    return Span(span.start, span.end + len(here[0].rstrip())) if closes else span


def _ends_line(text: str, offset: int) -> bool:
    return offset == len(text) or text[offset - 1] in "\r\n"


def without_half_quotation(text: str, span: Span, floor: int) -> Span:
    """Return a span without the mark at its end that closes what is quoted from before it on.

    Args:
        text: the text.
        span: what goes.
        floor: offset up to which something else goes.

    >>> without_half_quotation('She said "It is late. I must go." Then she left.', Span(22, 33), 0)
    Span(start=22, end=32)
    """
    inside, mark = text[span.start : span.end - 1], text[span.end - 1]
    opening = _CLOSES.get(mark)
    if not opening or any(map(inside.__contains__, opening)):  # nearly always
        return span
    first = max(span.start - _LONGEST_LINE, floor)
    line = max(text.rfind(each, first, span.start) for each in "\n\r")
    if line < first != floor:  # too far away
        return span
    before = text[max(line, first) : span.start].rstrip()
    if before.endswith(mark):
        return span
    opened = sum(map(before.count, opening))
    opened = opened % 2 if mark == opening else opened - before.count(mark)
    return Span(span.start, span.start + len(inside.rstrip())) if opened > 0 else span


def with_white_space(text: str, span: Span) -> Span:
    r"""Return a span grown by the white space that set it apart.

    A copy that ends its line takes the white space before it, from the line break on; a copy at
    the start of a line that goes on after it takes the white space behind.

    >>> text = "One.\n\nTwo. Three.\n\nFour."
    >>> [text[s.start : s.end] for s in (with_white_space(text, Span(6, 10)),
    ...  with_white_space(text, Span(11, 17)), with_white_space(text, Span(6, 17)))]
    ['Two. ', ' Three.', '\n\nTwo. Three.']
    """
    start, end = span.start, span.end
    line_end = _past_spaces(text, end)
    ends_line = line_end == len(text) or text[line_end] in LINE_ENDS
    top = int(text.startswith("\ufeff"))  # a byte-order mark stays
    before = start
    while before > top and text[before - 1].isspace():
        before -= 1
    at_top = before <= top
    gap = text[before:start]
    breaks = [gap.find(mark) for mark in LINE_ENDS if mark in gap]
    starts_line = bool(breaks) or at_top
    if at_top and start == top:
        return Span(start, _past_gap(text, end) if end < len(text) else end)
    if ends_line:
        if at_top:  # nothing stands before the copy: what follows moves up
            return Span(start, _past_gap(text, end))
        return Span(before + min(breaks) if breaks else before, line_end if breaks else end)
    if starts_line:
        return Span(start, line_end)
    if text[end].isalnum() or text[end] in _OPENING_MARKS:  # it stays apart from what is before
        return span
    return Span(before, end)


def _past_spaces(text: str, offset: int) -> int:
    while offset < len(text) and text[offset] in " \t\xa0\u3000":
        offset += 1
    return offset


def _past_gap(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset
