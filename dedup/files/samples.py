"""The page of a run: its totals, and samples to look at before one trusts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dedup.files.portions import Place
from dedup.files.summary import Summary
from dedup.render.differences import Piece, compare
from dedup.render.layout import render_page

__all__ = ["render_samples"]

_TITLES = {
    "lowest": "The least alike",
    "highest": "The most alike",
    "random": "Drawn at random",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sample:
    """Hold one removal as the page shows it.

    Attributes:
        place: the record it was found in.
        identity: what the id column holds; None if nothing.
        span: code points of the record's text that went, (start, end).
        source: those that stay in its place.
        kind: "exact" or "near".
        score: from 0 to 1.
        text: the beginning of what went.
        pieces: the same beside its source, word by word; empty where both say the same.
    """

    place: str
    identity: str | None
    span: tuple[int, int]
    source: tuple[int, int]
    kind: str
    score: float
    text: str
    pieces: tuple[Piece, ...]


def render_samples(summary: Summary, *, title: str = "Cleaned collection") -> str:
    """Return the page of a run as HTML.

    Raises:
        MissingPackageError: jinja2 is not installed.
    """
    groups = [
        (name, heading, [_sample(each) for each in summary.samples[name]])
        for name, heading in _TITLES.items()
    ]
    return render_page(
        "samples.html.j2",
        title=title,
        counts=summary.counts,
        kinds=summary.kinds,
        kept=sorted(summary.kept.items(), key=lambda item: (-item[1], item[0])),
        groups=groups,
    )


def _sample(entry: dict[str, Any]) -> _Sample:
    near = entry["kind"] == "near"
    return _Sample(
        place=str(Place(entry["file"], entry["unit"], entry["number"])),
        identity=entry["id"],
        span=(entry["start"], entry["end"]),
        source=(entry["source_start"], entry["source_end"]),
        kind=entry["kind"],
        score=entry["score"],
        text=entry["text"].strip(),
        pieces=compare(entry["text"].strip(), entry["source"].strip()) if near else (),
    )
