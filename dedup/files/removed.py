"""What the column `dedup_removed` holds: a struct for each removal, with spans of the original."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from dedup.values import Removal

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["REMOVED_COLUMN", "Removals", "arrow_type", "removed_span", "removed_spans"]

REMOVED_COLUMN: Final = "dedup_removed"
"""The name of the column that says what was removed from a record."""


class Removals(Protocol):
    """Hold what was removed from one text, as a report does."""

    @property
    def removals(self) -> tuple[Removal, ...]:
        """Return the removals in text order."""


def removed_spans(report: Removals) -> list[dict[str, Any]]:
    r"""Return what was removed from one text, as the column `dedup_removed` holds it.

    Returns:
        A dict for each removal, in text order: `start`, `end`, `source_start` and `source_end` in
        code points of the original text, half-open; `kind`; `score` from 0 to 1.

    >>> import dedup
    >>> cleaned = dedup.clean("The night ferry to Aldous Point was cancelled again.\n\n" * 2)
    >>> removed_spans(cleaned.report)[0]["source_end"]
    52
    """
    return [removed_span(removal) for removal in report.removals]


def removed_span(removal: Removal) -> dict[str, Any]:
    """Return one removal as a struct of the column."""
    return {
        "start": removal.span.start,
        "end": removal.span.end,
        "source_start": removal.source.start,
        "source_end": removal.source.end,
        "kind": removal.kind,
        "score": removal.score,
    }


def arrow_type() -> pa.ListType:
    """Return the Arrow type of `dedup_removed`: a list of structs, in the order of the dicts."""
    import pyarrow as pa

    offsets = [(name, pa.int64()) for name in ("start", "end", "source_start", "source_end")]
    return pa.list_(pa.struct([*offsets, ("kind", pa.string()), ("score", pa.float64())]))
