"""A file with every removal of a run, one a row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dedup.files.formats import format_of
from dedup.files.lines import LineOutput
from dedup.files.portions import Output, Portion
from dedup.files.records import Finding
from dedup.files.removed import arrow_type, removed_span
from dedup.files.safety import Target
from dedup.files.tables import TableOutput, parquet_package

__all__ = ["open_removals"]


def open_removals(target: Target, mark: int) -> Output:
    """Open a file of removals where a checkpoint left it; 0 begins anew.

    Raises:
        FileError: its suffix stands for neither JSON Lines nor Parquet.
    """
    if format_of(target.name) == "Parquet":
        parquet_package()  # says what to install where it is missing
        return _RemovalTable(target, _schema(), mark=mark)
    return _RemovalLines(target, mark)


class _RemovalLines(LineOutput):
    """Write removals as JSON Lines."""

    def write(self, portion: Portion, findings: Sequence[Finding | None]) -> None:
        for row in _rows(portion, findings):
            self.write_bytes(json.dumps(row).encode() + b"\n")


class _RemovalTable(TableOutput):
    """Write removals as Parquet."""

    def write(self, portion: Portion, findings: Sequence[Finding | None]) -> None:
        import pyarrow as pa

        rows = _rows(portion, findings)
        for row in rows:  # Arrow holds no lone surrogates
            row["text"] = row["text"].encode(errors="backslashreplace")
        self.write_batch(pa.RecordBatch.from_pylist(rows, schema=_schema()))


def _schema() -> Any:
    import pyarrow as pa

    first = [("file", pa.string()), ("number", pa.int64()), ("id", pa.string())]
    last = [("copies", pa.int64()), ("text", pa.string())]
    return pa.schema([*first, *arrow_type().value_type, *last])


def _rows(portion: Portion, findings: Sequence[Finding | None]) -> list[dict[str, Any]]:
    return [
        {
            "file": place.file,
            "number": place.number,
            "id": finding.identity,
            **removed_span(removal),
            "copies": removal.copies,
            "text": removal.text,
        }
        for place, finding in zip(portion.places, findings, strict=True)
        if finding is not None
        for removal in finding.removals
    ]
