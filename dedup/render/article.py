"""The article as it reads now: its paragraphs, what was folded away in them, what is marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from dedup.read.marks import LINE_ENDS
from dedup.render.places import Places
from dedup.report import Report
from dedup.values import Removal, Span

__all__ = ["Fold", "Note", "Paragraph", "Wording", "read_article"]

_About = Literal["source", "repeated", "kept"]


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold characters that stay.

    Attributes:
        text: the characters.
        is_source: whether a removal repeats them.
        is_kept: whether they are part of a repeat that was left, on either side.
    """

    text: str
    is_source: bool
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Fold:
    """Name a removal, from 1, at the place where it stood."""

    number: int


@dataclass(frozen=True, slots=True)
class Note:
    """Name what begins at a place.

    Attributes:
        about: the "source" of removals, a "kept" repeat, or what such repeats "repeated".
        numbers: of the removals or kept repeats, from 1.
    """

    about: _About
    numbers: tuple[int, ...]


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """Hold one paragraph as it reads now, or a removal that stood alone.

    Attributes:
        number: of the original's paragraph that it begins in, from 1.
        is_tight: whether no blank line parts it from the one before.
        stands_alone: whether it is a removal between paragraphs.
        pieces: what it holds, in reading order.
    """

    number: int
    is_tight: bool
    stands_alone: bool = False
    pieces: list[Wording | Fold | Note] = field(default_factory=list)

    @property
    def is_source(self) -> bool:
        """Tell whether all that stays of it is a source."""
        stays = [piece for piece in self.pieces if isinstance(piece, Wording)]
        return bool(stays) and all(piece.is_source or piece.text.isspace() for piece in stays)

    @property
    def has_fold(self) -> bool:
        """Tell whether a removal stands in it."""
        return any(isinstance(piece, Fold) for piece in self.pieces)


def read_article(places: Places, report: Report) -> list[Paragraph]:
    """Return the paragraphs of a text as it reads without its copies, each removal in its place.

    n log n in the paragraphs, removals and kept repeats together.

    Args:
        places: of the original text.
        report: the account of it.
    """
    marks = _Marks(report)
    article = _Article(places, marks)
    removals = [*enumerate(report.removals, 1)][::-1]
    spans = [*places.paragraph_spans, *(removal.span for _, removal in removals)]
    borders = {0, len(places.text), *marks.borders}
    borders.update(span.start for span in spans)
    borders.update(span.end for span in spans)
    for start, end in pairwise(sorted(borders)):
        marks.pass_border(start)
        while removals and removals[-1][1].span.end <= start:
            removals.pop()
        if not removals or start < removals[-1][1].span.start:
            article.add_wording(Span(start, end))
        elif start == removals[-1][1].span.start:
            article.add_fold(*removals[-1])
    return article.paragraphs


class _Marks:
    """Know, going through a text from border to border, what is marked and what begins."""

    def __init__(self, report: Report) -> None:
        self.in_sources = self.in_kept = 0
        self._sources: defaultdict[int, int] = defaultdict(int)
        self._kept: defaultdict[int, int] = defaultdict(int)
        begins: defaultdict[tuple[int, _About], list[int]] = defaultdict(list)
        for number, removal in enumerate(report.removals, 1):
            self._cover(self._sources, removal.source)
            begins[removal.source.start, "source"].append(number)
        for number, kept in enumerate(report.kept, 1):
            self._cover(self._kept, kept.source)
            self._cover(self._kept, kept.span)
            begins[kept.source.start, "repeated"].append(number)
            begins[kept.span.start, "kept"].append(number)
        self._waiting = [
            (start, Note(about, tuple(numbers)))
            for (start, about), numbers in sorted(begins.items(), reverse=True)
        ]

    @staticmethod
    def _cover(changes: defaultdict[int, int], span: Span) -> None:
        changes[span.start] += 1
        changes[span.end] -= 1

    @property
    def borders(self) -> Iterator[int]:
        """Yield every offset at which a mark begins or ends."""
        yield from self._sources
        yield from self._kept

    def pass_border(self, offset: int) -> None:
        """Take note of the marks that begin or end at an offset."""
        self.in_sources += self._sources.get(offset, 0)
        self.in_kept += self._kept.get(offset, 0)

    def notes_before(self, offset: int) -> Iterator[Note]:
        """Yield what begins before an offset and was not yet told."""
        while self._waiting and self._waiting[-1][0] < offset:
            yield self._waiting.pop()[1]


class _Article:
    """Put paragraphs together from what stays and what was removed, in text order."""

    def __init__(self, places: Places, marks: _Marks) -> None:
        self.paragraphs: list[Paragraph] = []
        self._text = places.text
        self._spans = places.paragraph_spans
        self._starts = {span.start for span in self._spans}
        self._ends = {span.end for span in self._spans}
        self._marks = marks
        self._index = 0  # of the original's paragraph that we are in or come to next
        self._open: Paragraph | None = None

    def add_wording(self, span: Span) -> None:
        """Add characters that stay; white space between paragraphs only parts them."""
        self._come_to(span.start)
        text = self._text[span.start : span.end]
        between = self._index == len(self._spans) or span.start < self._spans[self._index].start
        if span.start in self._starts or (between and any(mark in text for mark in LINE_ENDS)):
            self._open = None
        if between and not text.strip():
            return
        paragraph = self._opened()
        paragraph.pieces += self._marks.notes_before(span.end)
        paragraph.pieces.append(Wording(text, self._marks.in_sources > 0, self._marks.in_kept > 0))

    def add_fold(self, number: int, removal: Removal) -> None:
        """Add a removal: between paragraphs if it took whole ones, else inside of one."""
        self._come_to(removal.span.start)
        lead = len(removal.text) - len(removal.text.lstrip())
        start, end = removal.span.start + lead, removal.span.start + len(removal.text.rstrip())
        alone = start in self._starts and end in self._ends
        if alone:
            self._open = None
        paragraph = self._opened()
        paragraph.stands_alone = alone
        paragraph.pieces += [*self._marks.notes_before(removal.span.end), Fold(number)]
        if alone:
            self._open = None

    def _come_to(self, offset: int) -> None:
        while self._index < len(self._spans) and self._spans[self._index].end <= offset:
            self._index += 1

    def _opened(self) -> Paragraph:
        if self._open is None:
            number = min(self._index + 1, max(len(self._spans), 1))
            self._open = Paragraph(number=number, is_tight=self._is_tight())
            self.paragraphs.append(self._open)
        return self._open

    def _is_tight(self) -> bool:
        if not 0 < self._index < len(self._spans):
            return False
        between = self._text[self._spans[self._index - 1].end : self._spans[self._index].start]
        return (between.count("\n") or between.count("\r")) == 1
