"""Seconds against characters, both by powers of ten, as an SVG that stands alone."""

import math
from collections.abc import Mapping, Sequence
from html import escape

Times = Sequence[tuple[int, float]]
"""(characters, seconds), the shorter text first."""

WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 50, 50
LABEL = 16  # pixels from one label to the next at least
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8c6d00", "#4477aa", "#aa3377", "#555555")
"""Told apart by people who see few colours too (Okabe and Ito 2008, darkened for white paper)."""
DASHES = ("", "8 3", "2 3", "8 3 2 3")


def growth_svg(times: Mapping[str, Times]) -> str:
    """Draw a line for each kind of text, with its name at its end.

    A slope of one in ten to one in ten is linear growth: the lines of the grid show it.
    """
    sizes = [size for line in times.values() for size, _ in line]
    seconds = [spent for line in times.values() for _, spent in line]
    across = _Scale(min(sizes), max(sizes), LEFT, WIDTH - RIGHT)
    up = _Scale(min(seconds), max(seconds), HEIGHT - BOTTOM, TOP)
    ends = _apart({name: up.place(line[-1][1]) for name, line in times.items()})
    said = "; ".join(f"{name}: {line[-1][1]:.2g} s" for name, line in times.items())
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="title said" font-family="sans-serif" font-size="13">',
        '<title id="title">Time to clean one text, by its length</title>',
        f'<desc id="said">At {max(sizes):,} characters, {escape(said)}.</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *_grid(across, up),
    ]
    for number, (name, line) in enumerate(times.items()):
        colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
        points = " ".join(f"{across.place(size):.1f},{up.place(spent):.1f}" for size, spent in line)
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{dash}"/>'
        )
        parts.append(
            f'<text x="{WIDTH - RIGHT + 8}" y="{ends[name] + 4:.1f}" fill="{colour}">'
            f"{escape(name)}</text>"
        )
    return "\n".join([*parts, "</svg>", ""])


class _Scale:
    """Place numbers on a stretch of pixels, equal factors equally far apart."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self._low, self._high = math.log10(low), math.log10(high)
        self._start, self._end = start, end

    def place(self, number: float) -> float:
        share = (math.log10(number) - self._low) / max(self._high - self._low, 1e-9)
        return self._start + share * (self._end - self._start)

    def powers(self) -> list[float]:
        """Return the powers of ten inside."""
        return [10.0**power for power in range(math.ceil(self._low), math.floor(self._high) + 1)]


def _grid(across: _Scale, up: _Scale) -> list[str]:
    parts = []
    for power in across.powers():
        x = across.place(power)
        parts.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ccc"/>')
        parts.append(
            f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{power:,.0f}</text>'
        )
    for power in up.powers():
        y = up.place(power)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ccc"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{power:g} s</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">characters</text>')
    return parts


def _apart(places: Mapping[str, float]) -> dict[str, float]:
    """Move labels that stand too close to one another, the lowest staying where it is."""
    moved: dict[str, float] = {}
    ceiling = math.inf
    for name, place in sorted(places.items(), key=lambda item: -item[1]):
        moved[name] = min(place, ceiling)
        ceiling = moved[name] - LABEL
    return moved
