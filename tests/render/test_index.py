"""The index page of many files."""

import re
import tracemalloc
from collections.abc import Iterator

import pytest

import dedup
from dedup import Options, Removal, Report, Span
from dedup.render.index import IndexEntry, entry_of, render_index
from tests.render.pages import Page


def entry(name: str, removed: int, *, href: str | None = None) -> IndexEntry:
    """Make an entry of a text of 1,000 characters."""
    spans = (Span(0, removed),) if removed else ()
    return IndexEntry(
        name=name, href=href, characters=1000, removed=removed, removals=len(spans), kept=1,
        spans=spans,
    )  # fmt: skip


def names_in(html: str) -> list[str]:
    """Return the names of the rows, in order."""
    return re.findall(r"<bdi>(.*?)</bdi>", html)


def test_those_that_lost_most_stand_first() -> None:
    """Rows go by the characters that were removed; equals stay in the order given."""
    entries = [entry("a", 10), entry("b", 500), entry("c", 0), entry("d", 10)]
    assert names_in(render_index(entries)) == ["b", "a", "d", "c"]


def test_totals_count_the_files_without_a_row_too() -> None:
    """With more files than rows the head counts all, and says that not all are listed."""
    html = render_index((entry(f"file {n}", n) for n in range(100)), limit=10)
    assert names_in(html) == [f"file {n}" for n in range(99, 89, -1)]
    lead = re.sub("<.*?>", "", html.split('class="lead">')[1].split("</p>")[0])
    assert lead == (
        "100 texts, 99 of them changed: 4,950 of 100,000 characters removed, 5.0%, in 99 removals. "
        "100 repeats were found and left."
    )
    assert "The 10 texts that lost most" in html


def test_an_index_of_nothing_says_so() -> None:
    """No entries make a page, not an error."""
    html = render_index([])
    assert Page(html).ids
    assert "0 texts" in html


def test_memory_does_not_grow_with_the_number_of_files() -> None:
    """Only the rows are held: a hundred times as many entries take no more memory."""

    def peak(count: int) -> int:
        def entries() -> Iterator[IndexEntry]:
            return (entry(f"file {n}", n % 1000) for n in range(count))

        tracemalloc.start()
        render_index(entries(), limit=20)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(100)  # the templates are read and kept
    assert peak(20_000) < 1.2 * peak(200)


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("reports/a b.html", "./reports/a%20b.html"),
        ("../up/ä?#.html", "./../up/%C3%A4%3F%23.html"),
        ("javascript:alert(1)", "./javascript%3Aalert%281%29"),
        ("https://example.com/x", "./https%3A//example.com/x"),
        ("\udcff.html", "./%FF.html"),
    ],
)
def test_a_link_leads_to_a_file_beside_the_index(href: str, link: str) -> None:
    """A path is written as a relative URL, whatever characters its name has."""
    assert f'href="{link}"' in render_index([entry("a", 1, href=href)])


@pytest.mark.parametrize("href", ["/etc/passwd", "//example.com/x"])
def test_a_link_that_leads_elsewhere_is_refused(href: str) -> None:
    """An absolute path is an error that says what is wanted."""
    with pytest.raises(ValueError, match="relative to the index page"):
        render_index([entry("a", 1, href=href)])


def test_an_entry_counts_what_its_report_says() -> None:
    """Characters, removals and kept repeats are those of the report."""
    text = "The night ferry left the pier with its lamps lit and nobody on deck.\n\n" * 2
    report = dedup.clean(text).report
    made = entry_of(report, name="a.txt", href="a.html")
    assert (made.characters, made.removals, made.kept) == (len(text), 1, 0)
    assert made.removed == len(report.removals[0].span)
    assert made.removed_share == report.removed_share
    assert made.spans == (report.removals[0].span,)


def test_a_strip_with_too_many_spans_joins_the_nearest() -> None:
    """An entry keeps 160 spans at most: those that stood nearest to each other become one."""
    starts = [10 * n for n in range(200)] + [2001]
    removals = tuple(
        Removal(span=Span(n, n + 1), source=Span(5, 6), text="x", kind="exact", score=1.0)
        for n in sorted(starts)
    )
    report = Report(removals=removals, kept=(), text_length=2100, version="1", options=Options())
    made = entry_of(report, name="a")
    assert (made.removals, made.removed, len(made.spans)) == (201, 201, 160)
    assert made.spans[0].start == 0
    assert made.spans[-1].end == 2002
    assert all(a.end < b.start for a, b in zip(made.spans, made.spans[1:], strict=False))
