"""The account of a run: removals, quarantine, summary and index, brought forward together."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dedup.files.lines import LineOutput
from dedup.files.portions import Collection, Output, Portion
from dedup.files.records import Finding
from dedup.files.removals import open_removals
from dedup.files.safety import Target
from dedup.files.summary import Summary

__all__ = ["Account", "AccountFiles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFiles:
    """Name the files that account for a run; None where one is not wanted.

    Attributes:
        quarantine: records that cannot be cleaned, and why; JSON Lines. Written if there are any.
        removals: every removal; JSON Lines or Parquet.
        summary: what the run came to; JSON.
        index: samples to look at; HTML.
    """

    quarantine: str | None = None
    removals: str | None = None
    summary: str | None = None
    index: str | None = None


class Account:
    """Write down what a run finds.

    Args:
        files: where it goes.
        state: what `checkpoint` returned, to go on from there.
        done: whether everything is finished already, and only names are to be given.
    """

    def __init__(
        self, files: AccountFiles, state: dict[str, Any] | None = None, *, done: bool = False
    ) -> None:
        state = state or {"summary": None, "removals": 0, "quarantine": 0}
        self.summary = Summary(state["summary"], quarantine=files.quarantine)
        self._targets = {name: Target(file) for name, file in asdict(files).items() if file}
        self._removals: Output | None = None
        self._quarantine: LineOutput | None = None
        if files.removals and not done:
            self._removals = open_removals(self._targets["removals"], state["removals"])
        if files.quarantine and not done:
            if state["quarantine"]:
                self._quarantine = self._open_quarantine(state["quarantine"])
            else:  # what a run that was given up has left is not of this one
                self._targets["quarantine"].partial.unlink(missing_ok=True)

    def add(
        self, collection: Collection, portion: Portion, findings: Sequence[Finding | None]
    ) -> None:
        """Account for a portion."""
        self.summary.add(portion, findings)
        if self._removals:
            self._removals.write(portion, findings)
        for index, finding in enumerate(findings):
            if finding is not None and finding.error is not None:
                self._put_aside(collection.original(portion, index), portion, index, finding)

    def checkpoint(self) -> dict[str, Any]:
        """Bring everything to the disk; return what is needed to go on."""
        return {
            "summary": self.summary.state(),
            "removals": self._removals.checkpoint() if self._removals else 0,
            "quarantine": self._quarantine.checkpoint() if self._quarantine else 0,
        }

    def state(self) -> dict[str, Any]:
        """Return what a finished account is known by."""
        return {"summary": self.summary.state(), "removals": 0, "quarantine": 0}

    def finish(self) -> None:
        """Complete every file under its temporary name."""
        for output in (self._removals, self._quarantine):
            if output:
                output.finish()
        if "summary" in self._targets:
            self._write(
                self._targets["summary"], json.dumps(self.summary.to_dict(), indent=2) + "\n"
            )
        if "index" in self._targets:
            from dedup.files.samples import render_samples  # jinja2 is slow to import

            self._write(self._targets["index"], render_samples(self.summary))

    def close(self) -> None:
        """Let go of the files."""
        for output in (self._removals, self._quarantine):
            if output:
                output.close()

    def _put_aside(self, original: bytes, portion: Portion, index: int, finding: Finding) -> None:
        if self._quarantine is None:
            self._quarantine = self._open_quarantine(0)
        place = portion.places[index]
        row = {"file": place.file, "number": place.number, "reason": finding.error}
        try:
            row["original"] = original.decode()
        except UnicodeDecodeError:
            row["original_base64"] = base64.b64encode(original).decode()
        self._quarantine.write_bytes(json.dumps(row).encode() + b"\n")

    def _open_quarantine(self, mark: int) -> LineOutput:
        return LineOutput(self._targets["quarantine"], mark)

    def publish(self) -> None:
        """Give every finished file its name; do nothing where that was done."""
        for target in self._targets.values():
            target.publish()

    def _write(self, target: Target, content: str) -> None:
        output = LineOutput(target)
        output.write_bytes(content.encode(errors="backslashreplace"))
        output.finish()
