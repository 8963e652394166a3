"""The dot plot and the strip: where things are drawn."""

import itertools

import pytest

import dedup
from dedup import Kept, Options, Removal, Report, Span
from dedup.render.dotplot import draw_dot_plot
from dedup.render.strip import draw_bars, draw_strip


def report_of(length: int, removals: list[tuple[int, int, int, int]]) -> Report:
    """Make a report by hand: span and source of each removal, and one kept repeat."""
    return Report(
        removals=tuple(
            Removal(span=Span(a, b), source=Span(c, d), text="x" * (b - a), kind="exact", score=1.0)
            for a, b, c, d in removals
        ),
        kept=(Kept(span=Span(60, 70), source=Span(10, 20), kind="near", score=0.9, reason="fact"),),
        text_length=length,
        version="1",
        options=Options(),
    )


def test_a_line_runs_from_where_a_passage_starts_to_where_it_ends() -> None:
    """Across stands the source, down the repeat, both in proportion to the text."""
    plot = draw_dot_plot(report_of(100, [(80, 90, 0, 10)]), [Span(0, 50), Span(50, 100)])
    kept, removed = plot.lines
    unit = plot.size / 100
    assert (removed.kind, removed.number) == ("removed", 1)
    assert (removed.x1, removed.x2, removed.y1, removed.y2) == (0, 10 * unit, 80 * unit, 90 * unit)
    assert (kept.kind, kept.x1, kept.y2) == ("kept", 10 * unit, 70 * unit)
    assert [(tick.label, tick.place) for tick in plot.paragraphs] == [("1", 0), ("2", 50 * unit)]


@pytest.mark.parametrize("length", [1, 7, 99, 4455, 10_000, 1_157_098, 50_000_000])
def test_axes_have_a_handful_of_round_labels(length: int) -> None:
    """However long the text, its axis has few labels, each round, from 0 on, in proportion."""
    plot = draw_dot_plot(report_of(length, []), [])
    places = [int(tick.label.replace(",", "").replace("k", "000")) for tick in plot.characters]
    assert places[0] == 0
    assert 2 <= len(places) <= 7
    for place, tick in zip(places, plot.characters, strict=True):
        assert tick.place == pytest.approx(place / length * plot.size, abs=0.01)
        assert (
            not place
            or str(place).strip("0") in {"1", "2", "3", "4", "5", "6", "8"}
            or (place < length <= 6 * 10)
        )


def test_paragraph_labels_keep_apart() -> None:
    """Where many short paragraphs stand beside a long one, labels that would touch are left out."""
    paragraphs = [*(Span(2 * n, 2 * n + 1) for n in range(40)), Span(80, 1000)]
    ticks = draw_dot_plot(report_of(1000, []), paragraphs).paragraphs
    places = [tick.place for tick in ticks]
    assert all(b - a >= 20 for a, b in itertools.pairwise(places))
    assert ticks[0].label == "1"


def test_a_strip_is_as_long_as_the_text() -> None:
    """Bars stand in proportion, the removed ones on top, an arc from each to its source."""
    strip = draw_strip(report_of(100, [(80, 90, 0, 10), (90, 100, 40, 50)]))
    assert [bar.kind for bar in strip.bars] == ["source", "source", "kept", "removed", "removed"]
    assert [(bar.x, bar.width) for bar in strip.bars[3:]] == [(800, 100), (900, 100)]
    assert [(arc.copy, arc.source) for arc in strip.arcs] == [(850, 50), (950, 450)]
    assert strip.arcs[0].height > strip.arcs[1].height
    assert not strip.is_crowded


def test_the_smallest_copy_of_the_longest_text_can_be_seen() -> None:
    """A bar is never narrower than half a unit, and never runs out of the strip."""
    [first, last] = draw_bars("removed", [Span(0, 1), Span(49_999_999, 50_000_000)], 50_000_000)
    assert min(first.width, last.width) > 0.5
    assert last.x + last.width <= 1000


def test_an_empty_text_can_be_drawn() -> None:
    """A report of nothing has drawings of nothing."""
    report = dedup.clean("").report
    assert draw_dot_plot(report, []).lines == ()
    assert draw_strip(report).bars == ()
