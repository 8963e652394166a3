"""Where a span stands, as people say it: line, column, paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from dedup.read.segments import find_paragraphs
from dedup.values import Span

__all__ = ["Places"]

_LINE_END: Final = re.compile(r"\r\n|\n|\r")


class Places:
    r"""Know the lines and paragraphs of a text; all counts begin with 1.

    Lines end as editors end them: at a line feed, a carriage return, or both together.

    >>> places = Places("One.\n\nTwo.\nThree.\n")
    >>> places.line(6), places.column(8), places.paragraphs(Span(4, 17))
    (3, 3, (2, 3))
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraph_spans = find_paragraphs(text)
        self._line_starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        self._paragraph_ends = [paragraph.end for paragraph in self.paragraph_spans]

    def line(self, offset: int) -> int:
        """Return the line that an offset stands in."""
        return bisect_right(self._line_starts, offset)

    def column(self, offset: int) -> int:
        """Return the place of an offset in its line, in code points."""
        return offset - self._line_starts[self.line(offset) - 1] + 1

    def lines(self, span: Span) -> tuple[int, int]:
        """Return the first and the last line of a span without the white space around it."""
        wording = self._wording(span)
        return self.line(wording.start), self.line(max(wording.end - 1, wording.start))

    def lines_named(self, span: Span) -> str:
        """Return the lines of a span as people name them: "line 3", or "lines 3-5"."""
        first, last = self.lines(span)
        return f"line {first}" if first == last else f"lines {first}-{last}"

    def paragraphs(self, span: Span) -> tuple[int, int]:
        """Return the first and the last paragraph of a span without the white space around it."""
        wording = self._wording(span)
        return self._paragraph(wording.start), self._paragraph(max(wording.end - 1, wording.start))

    def _paragraph(self, offset: int) -> int:
        index = bisect_right(self._paragraph_ends, offset)
        return min(index + 1, max(len(self._paragraph_ends), 1))

    def _wording(self, span: Span) -> Span:
        """Return a span without the white space around it; as it is when it holds nothing else."""
        part = self.text[span.start : span.end]
        if not part.strip():
            return span
        return Span(span.end - len(part.lstrip()), span.start + len(part.rstrip()))
