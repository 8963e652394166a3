"""A file with every removal of a run, one a row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Protocol

from dedup.files.lines import LineOutput
from dedup.files.portions import Portion
from dedup.files.records import Finding
from dedup.files.safety import Target

__all__ = ["RemovalsOutput", "open_removals"]


class RemovalsOutput(Protocol):
    """Take the removals of portions."""

    def write(self, portion: Portion, findings: Sequence[Finding | None]) -> None:
        """Write the removals of a portion."""

    def checkpoint(self) -> int:
        """Bring to the disk what was written; return a mark from which one can go on."""

    def finish(self) -> None:
        """Complete the file under its temporary name."""

    def publish(self) -> None:
        """Give the finished file its name; do nothing where that was done."""

    def close(self) -> None:
        """Let go of the file."""


def open_removals(target: Target, mark: int) -> RemovalsOutput:
    """Open a file of removals where a checkpoint left it; 0 begins anew."""
    return _RemovalLines(target, mark)


class _RemovalLines(LineOutput):
    """Write removals as JSON Lines."""

    def write(self, portion: Portion, findings: Sequence[Finding | None]) -> None:
        for row in _rows(portion, findings):
            self.write_bytes(json.dumps(row).encode() + b"\n")


def _rows(portion: Portion, findings: Sequence[Finding | None]) -> list[dict[str, Any]]:
    return [
        {
            "file": place.file,
            "number": place.number,
            "id": finding.identity,
            "start": removal.span.start,
            "end": removal.span.end,
            "source_start": removal.source.start,
            "source_end": removal.source.end,
            "kind": removal.kind,
            "score": removal.score,
            "copies": removal.copies,
            "text": removal.text,
        }
        for place, finding in zip(portion.places, findings, strict=True)
        if finding is not None
        for removal in finding.removals
    ]
