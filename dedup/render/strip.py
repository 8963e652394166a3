"""A strip as long as the text: where copies stood, and where their sources stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from dedup.report import Report
from dedup.values import Span

__all__ = ["Arc", "Bar", "Strip", "draw_bars", "draw_strip"]

LENGTH: Final = 1000  # units of the drawing
HEIGHT: Final = 96  # of the highest arc
_NARROWEST: Final = 0.6  # about a pixel: a sentence of a long text can be seen, 500 fill no third
_CROWD: Final = 40  # arcs that can be told apart; judgement, not measured


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold a stretch of the strip; `number` is that of the removal or kept repeat, from 1."""

    kind: Literal["removed", "source", "kept"]
    number: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Arc:
    """Hold the way from a copy to its source: ends and highest point."""

    number: int
    copy: float
    source: float
    height: float


@dataclass(frozen=True, slots=True)
class Strip:
    """Hold the drawing: bars in the order in which they are painted, arcs above them."""

    bars: tuple[Bar, ...]
    arcs: tuple[Arc, ...]
    length: int = LENGTH
    height: int = HEIGHT

    @property
    def top(self) -> float:
        """Return where the highest arc ends, counted down from the height that arcs can have."""
        return round(HEIGHT - max((arc.height for arc in self.arcs), default=0.0), 2)

    @property
    def is_crowded(self) -> bool:
        """Tell whether there are too many arcs to follow a single one."""
        return len(self.arcs) > _CROWD


def draw_strip(report: Report) -> Strip:
    """Place every source, kept repeat and removal of a text on a line as long as the text."""
    length = report.text_length
    sources = draw_bars("source", (removal.source for removal in report.removals), length)
    kept = draw_bars("kept", (kept.span for kept in report.kept), length)
    removed = draw_bars("removed", (removal.span for removal in report.removals), length)
    arcs = tuple(_arc(copy, source) for copy, source in zip(removed, sources, strict=True))
    return Strip((*sources, *kept, *removed), arcs)


def draw_bars(
    kind: Literal["removed", "source", "kept"], spans: Iterable[Span], length: int
) -> list[Bar]:
    """Place spans of a text of `length` code points on the strip, numbered from 1."""
    scale = LENGTH / max(length, 1)
    bars: list[Bar] = []
    for number, span in enumerate(spans, 1):
        width = max(len(span) * scale, _NARROWEST)
        x = min(span.start * scale, LENGTH - width)
        bars.append(Bar(kind, number, round(x, 2), round(width, 2)))
    return bars


def _arc(removed: Bar, source: Bar) -> Arc:
    copy, kept = removed.x + removed.width / 2, source.x + source.width / 2
    # A half circle would be as high as half its width; these stay within the strip.
    height = HEIGHT * (abs(copy - kept) / LENGTH) ** 0.5
    return Arc(removed.number, round(copy, 2), round(kept, 2), round(height, 2))
