"""The report of one text as a page: the article, its removals, what was kept, a dot plot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from dedup.render.article import read_article
from dedup.render.differences import Piece, compare
from dedup.render.dotplot import draw_dot_plot
from dedup.render.layout import render_page
from dedup.render.places import Places
from dedup.render.strip import draw_strip
from dedup.report import Cleaned
from dedup.values import Kept, Reason, Removal, Span

__all__ = ["Place", "Repeat", "render_in_frame", "render_report"]

REASONS: Final[dict[Reason, str]] = {
    "fact": "states another fact",
    "structure": "repetition that is meant",
    "protected": "protected by the options",
    "fragment": "no border to cut at",
    "score": "less alike than min_score",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Say where a span stands: its characters, and its first and last line and paragraph."""

    span: Span
    lines: tuple[int, int]
    paragraphs: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Hold what a page says of one removal or one kept repeat.

    Attributes:
        number: from 1, in text order.
        account: the removal or the kept repeat itself.
        text: its characters.
        place: where it stands, or stood.
        source: where its source stands.
        pieces: it and its source word by word; empty for an exact repeat.
    """

    number: int
    account: Removal | Kept
    text: str
    place: Place
    source: Place
    pieces: tuple[Piece, ...]

    @property
    def differing(self) -> tuple[tuple[str, str], ...]:
        """Pair what only the repeat says with what its source says there; either may be empty."""
        pairs: list[tuple[str, str]] = []
        for before, piece in zip((None, *self.pieces), self.pieces, strict=False):
            if piece.kind == "copy":
                pairs.append((piece.text, ""))
            elif piece.kind == "source" and before and before.kind == "copy":
                pairs[-1] = (before.text, piece.text)
            elif piece.kind == "source":
                pairs.append(("", piece.text))
        return tuple(pairs)


def render_report(cleaned: Cleaned, *, title: str) -> str:
    """Return the report of one text as a page in one file; see `Cleaned.to_html`."""
    return render_page("report.html.j2", title=title, **_contents(cleaned))


def render_in_frame(cleaned: Cleaned) -> str:
    """Return the report for a notebook: a frame of its own, so that no style leaks either way.

    A page in such a frame has the notebook's address. It needs one of its own, or its links would
    lead to the notebook.
    """
    page = render_page("report.html.j2", title="Report", is_framed=True, **_contents(cleaned))
    return render_page("frame.html.j2", page=page)


def _contents(cleaned: Cleaned) -> dict[str, Any]:
    text, report = cleaned.restore(), cleaned.report
    places = Places(text)
    removals = [_repeat(n, removal, places) for n, removal in enumerate(report.removals, 1)]
    return {
        "report": report,
        "characters_left": len(cleaned.text),
        "paragraph_count": len(places.paragraph_spans),
        "article": read_article(places, report),
        "removals": removals,
        "least_alike_first": sorted(removals, key=lambda removal: removal.account.score),
        "kept": [_repeat(number, kept, places) for number, kept in enumerate(report.kept, 1)],
        "reasons": REASONS,
        "strip": draw_strip(report),
        "plot": draw_dot_plot(report, places.paragraph_spans),
    }


def _repeat(number: int, account: Removal | Kept, places: Places) -> Repeat:
    text = places.text[account.span.start : account.span.end]
    source = places.text[account.source.start : account.source.end]
    copies = account.copies if isinstance(account, Removal) else 1
    return Repeat(
        number=number,
        account=account,
        text=text,
        place=_place(account.span, places),
        source=_place(account.source, places),
        pieces=compare(text, source, copies=copies) if account.kind == "near" else (),
    )


def _place(span: Span, places: Places) -> Place:
    return Place(span, places.lines(span), places.paragraphs(span))
