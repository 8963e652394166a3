"""The index page of many files: totals, and a row a file, those that lost most first."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from dedup.render.layout import render_page
from dedup.render.strip import Bar, draw_bars
from dedup.report import Report
from dedup.values import Span

__all__ = ["IndexEntry", "entry_of", "render_index"]

_MOST_SPANS: Final = 160  # a small strip is as many pixels wide


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """Hold what the index says of one file or record.

    Attributes:
        name: of the file or record.
        href: path of its own report, relative to the index page; None if it has none.
        characters: code points before.
        removed: code points that went.
        removals: how many.
        kept: repeats that were found and left.
        spans: what went, in code points of the original, for the small strip.
    """

    name: str
    href: str | None
    characters: int
    removed: int
    removals: int
    kept: int
    spans: tuple[Span, ...]

    @property
    def removed_share(self) -> float:
        """Return the share of the characters that went, in [0, 1]."""
        return self.removed / self.characters if self.characters else 0.0

    @property
    def link(self) -> str | None:
        """Return `href` as a URL that can only lead to a place beside the index page.

        Raises:
            ValueError: the path is not relative.
        """
        if self.href is None:
            return None
        if PurePath(self.href).is_absolute():
            raise ValueError(
                f"href={self.href!r} cannot be used: expected the path of a report relative to "
                "the index page, so that both can be moved together."
            )
        return "./" + quote(self.href.encode("utf-8", "surrogateescape"))

    @property
    def bars(self) -> list[Bar]:
        """Place what went on a strip as long as the text."""
        return draw_bars("removed", self.spans, self.characters)


@dataclass(slots=True)
class _Totals:
    """Count over all entries, those included that get no row."""

    entries: int = 0
    changed: int = 0
    characters: int = 0
    removed: int = 0
    removals: int = 0
    kept: int = 0

    def add(self, entry: IndexEntry) -> None:
        self.entries += 1
        self.changed += entry.removals > 0
        self.characters += entry.characters
        self.removed += entry.removed
        self.removals += entry.removals
        self.kept += entry.kept


def entry_of(report: Report, *, name: str, href: str | None = None) -> IndexEntry:
    """Return the row of one report; neighbouring spans are joined until the strip can hold them."""
    spans = [removal.span for removal in report.removals]
    return IndexEntry(
        name=name,
        href=href,
        characters=report.text_length,
        removed=sum(map(len, spans)),
        removals=len(spans),
        kept=len(report.kept),
        spans=_few(spans),
    )


def render_index(
    entries: Iterable[IndexEntry], *, title: str = "Cleaned files", limit: int = 1000
) -> str:
    """Return the index page: totals over all entries, rows for those that lost most.

    Entries are taken one by one; no more than `limit` of them are held.

    Args:
        entries: one a file or record, in any order.
        title: what the page is headed with.
        limit: rows at most; entries that lost equally much stand in the order given.

    Raises:
        MissingPackageError: jinja2 is not installed.
        ValueError: an entry's `href` is not a relative path.
    """
    totals = _Totals()

    def counted() -> Iterator[IndexEntry]:
        for entry in entries:
            totals.add(entry)
            yield entry

    rows = heapq.nlargest(limit, counted(), key=lambda entry: entry.removed)
    return render_page("index.html.j2", title=title, rows=rows, totals=totals)


def _few(spans: list[Span]) -> tuple[Span, ...]:
    """Join the neighbours that stand nearest until no more than a strip can show are left."""
    surplus = len(spans) - _MOST_SPANS
    if surplus <= 0:
        return tuple(spans)
    gaps = [after.start - before.end for before, after in pairwise(spans)]
    closed = set(heapq.nsmallest(surplus, range(len(gaps)), key=gaps.__getitem__))
    joined = [spans[0]]
    for index, span in enumerate(spans[1:]):
        if index in closed:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)
