"""What a run came to: counts, the slowest records, and samples to look at."""

from __future__ import annotations

import bisect
import zlib
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final

from dedup.files.portions import Place, Portion
from dedup.files.records import Finding
from dedup.files.removed import removed_span
from dedup.values import Removal

__all__ = ["Summary"]

_LISTED: Final = 10  # entries of a list that people look through; judgement, not measured
_EXCERPT: Final = 600  # characters of a removal in a sample; as much as of its source


class Summary:
    """Count what happens in a run.

    Attributes:
        counts: `files`, `records`, `changed`, `skipped`, `characters`, `removed_characters`.
        kinds: for "exact" and "near", how many `removals` and `characters`.
        kept: how many repeats were left, by reason.
        slowest: the records that took the longest, the slowest first.
        samples: removals with the `highest`, the `lowest` and `random` scores.
        quarantine: the file that holds the records that were skipped; None if there is to be none.
    """

    def __init__(
        self, state: dict[str, Any] | None = None, *, quarantine: str | None = None
    ) -> None:
        self.quarantine = quarantine
        state = state or {}
        names = ("files", "records", "changed", "skipped", "characters", "removed_characters")
        self.counts: dict[str, int] = state.get("counts", dict.fromkeys(names, 0))
        nothing = {kind: {"removals": 0, "characters": 0} for kind in ("exact", "near")}
        self.kinds: dict[str, dict[str, int]] = state.get("kinds", nothing)
        self.kept: dict[str, int] = state.get("kept", {})
        self.slowest: list[dict[str, Any]] = state.get("slowest", [])
        none: dict[str, list[dict[str, Any]]] = {"highest": [], "lowest": [], "random": []}
        self.samples = state.get("samples", none)

    def state(self) -> dict[str, Any]:
        """Return everything, as values that JSON can hold."""
        return {
            "counts": self.counts,
            "kinds": self.kinds,
            "kept": self.kept,
            "slowest": self.slowest,
            "samples": self.samples,
        }

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as people read it; `docs/files.md` lists its fields."""
        slowest = [
            {name: value for name, value in record.items() if name != "rank"}
            for record in self.slowest
        ]
        return {**self.counts, "removed": self.kinds, "kept": self.kept, "slowest": slowest}

    def add(self, portion: Portion, findings: Sequence[Finding | None]) -> None:
        """Count what was found in a portion."""
        counts = self.counts
        for place, finding in zip(portion.places, findings, strict=True):
            if finding is None:
                continue
            counts["records"] += 1
            if finding.error is not None:
                counts["skipped"] += 1
                continue
            counts["characters"] += finding.length
            self._time(place, finding)
            for reason in finding.kept:
                self.kept[reason] = self.kept.get(reason, 0) + 1
            if finding.removals:
                counts["changed"] += 1
                self._count_removals(place, finding)

    def _count_removals(self, place: Place, finding: Finding) -> None:
        for removal, source in zip(finding.removals, finding.sources, strict=True):
            length = len(removal.span)
            self.counts["removed_characters"] += length
            self.kinds[removal.kind]["removals"] += 1
            self.kinds[removal.kind]["characters"] += length
            # Neither the order of files nor a new start changes what a sample holds.
            lot = zlib.crc32(f"{PurePath(place.file).name}:{place.number}:{removal.span}".encode())
            for name, score in (("highest", -removal.score), ("lowest", removal.score)):
                self._sample(name, [score, lot], place, finding, removal, source)
            self._sample("random", [lot], place, finding, removal, source)

    def _sample(
        self,
        name: str,
        rank: list[float],
        place: Place,
        finding: Finding,
        removal: Removal,
        source: str,
    ) -> None:
        if _has_room(self.samples[name], rank):
            entry = {
                **_described(place, finding),
                **removed_span(removal),
                "text": removal.text[:_EXCERPT],
                "source": source,
            }
            _insert(self.samples[name], rank, entry)

    def _time(self, place: Place, finding: Finding) -> None:
        rank = [-finding.seconds]
        if _has_room(self.slowest, rank):
            seconds = {"seconds": finding.seconds, "characters": finding.length}
            _insert(self.slowest, rank, {**_described(place, finding), **seconds})


def _described(place: Place, finding: Finding) -> dict[str, Any]:
    return {"file": place.file, "unit": place.unit, "number": place.number, "id": finding.identity}


def _has_room(entries: list[dict[str, Any]], rank: list[float]) -> bool:
    return len(entries) < _LISTED or rank < entries[-1]["rank"]


def _insert(entries: list[dict[str, Any]], rank: list[float], entry: dict[str, Any]) -> None:
    bisect.insort(entries, {"rank": rank, **entry}, key=lambda each: each["rank"])
    del entries[_LISTED:]
