"""The text against itself: where each passage stands, and where it is said again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dedup.report import Report
from dedup.values import Span

__all__ = ["DotPlot", "Line", "Tick", "draw_dot_plot"]

SIZE: Final = 480  # units of the drawing along each axis
_TICKS: Final = 6  # labels on an axis, about; more run into each other on a phone
_CROWD: Final = 40  # lines whose marks seldom overlap; judgement, not measured
_STEPS: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Tick:
    """Hold a label on an axis and its place along it."""

    place: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one repeat, from where it starts to where it ends, in units of the drawing.

    Attributes:
        kind: "removed" or "kept".
        number: of the removal or the kept repeat, from 1.
        x1, x2: where its source stands.
        y1, y2: where it stands itself.
    """

    kind: Literal["removed", "kept"]
    number: int
    x1: float
    x2: float
    y1: float
    y2: float


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Hold a drawing of all repeats of one text; both axes run from 0 to `size`."""

    lines: tuple[Line, ...]
    characters: tuple[Tick, ...]
    paragraphs: tuple[Tick, ...]
    size: int = SIZE

    @property
    def end(self) -> int:
        """Return how large the marks at the ends of lines are: smaller where they are many."""
        return 8 if len(self.lines) <= _CROWD else 4


def draw_dot_plot(report: Report, paragraphs: Sequence[Span]) -> DotPlot:
    """Place every repeat of a text by where its source stands (x) and where it stands (y)."""
    scale = SIZE / max(report.text_length, 1)

    def line(kind: Literal["removed", "kept"], number: int, source: Span, span: Span) -> Line:
        places = (source.start, source.end, span.start, span.end)
        return Line(kind, number, *(round(place * scale, 2) for place in places))

    removed = [line("removed", n, r.source, r.span) for n, r in enumerate(report.removals, 1)]
    kept = [line("kept", n, k.source, k.span) for n, k in enumerate(report.kept, 1)]
    characters = [
        Tick(round(place * scale, 2), _label(place, report.text_length))
        for place in range(0, report.text_length + 1, _step(report.text_length))
    ]
    starts = [paragraph.start for paragraph in paragraphs]
    step = _step(len(starts))
    numbers = [1, *range(step if step > 1 else 2, len(starts) + 1, step)]
    ticks = [Tick(round(starts[n - 1] * scale, 2), f"{n:,}") for n in numbers if starts]
    return DotPlot((*kept, *removed), tuple(characters), tuple(_spread(ticks)))


def _label(place: int, length: int) -> str:
    """Return a number of characters, in thousands where there are ten thousand or more."""
    return f"{place:,}" if length < 10_000 or place == 0 else f"{place // 1000:,}k"


def _step(length: int) -> int:
    """Return a round distance at which a length gets about as many ticks as there is room for."""
    magnitude = 1
    while True:
        for step in _STEPS:
            if length <= step * magnitude * _TICKS:
                return step * magnitude
        magnitude *= 10


def _spread(ticks: list[Tick]) -> list[Tick]:
    """Leave out the ticks that stand too near to the one before."""
    spread: list[Tick] = []
    for tick in ticks:
        if not spread or tick.place - spread[-1].place >= SIZE / _TICKS / 3:
            spread.append(tick)
    return spread
