"""A stored report, read back field by field: what does not fit is named, nothing is trusted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, get_args

from dedup.errors import ReportError
from dedup.options import Options
from dedup.values import Kept, Kind, Reason, Removal, Span
from dedup.version import __version__

__all__ = ["Stored"]

_RELEASE: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})*")


@dataclass(frozen=True, slots=True)
class Stored:
    """Hold one value of a stored report, and the name of the field that it stands in.

    Its methods return the value as what it should be.

    Raises:
        ReportError: the value is something else; names the field.
    """

    value: Any
    name: str = ""

    def __getitem__(self, key: str) -> Stored:
        """Return the field of an object."""
        if not isinstance(self.value, dict):
            raise self._refusal("an object with named fields")
        name = f"{self.name}.{key}" if self.name else key
        if key not in self.value:
            raise ReportError(f"{name} is missing. {_ADVICE}")
        return Stored(self.value[key], name)

    def __iter__(self) -> Iterator[Stored]:
        """Yield the members of a list."""
        if not isinstance(self.value, (list, tuple)):
            raise self._refusal("a list")
        for place, each in enumerate(self.value):
            yield Stored(each, f"{self.name}[{place}]")

    def text(self) -> str:
        """Return a string."""
        if not isinstance(self.value, str):
            raise self._refusal("a string")
        return self.value

    def one_of(self, accepted: tuple[str, ...]) -> Any:
        """Return one of several words."""
        if not isinstance(self.value, str) or self.value not in accepted:
            raise self._refusal(f"one of {', '.join(map(repr, accepted))}")
        return self.value

    def whole_number(self, least: int, most: float = float("inf")) -> int:
        """Return a whole number between two bounds, both included."""
        number = self.value
        if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
            up_to = f" to {most}" if most < float("inf") else " on"
            raise self._refusal(f"a whole number from {least}{up_to}")
        return number

    def score(self) -> float:
        """Return a number from 0 to 1."""
        score = self.value
        if isinstance(score, bool) or not isinstance(score, (int, float)) or not 0 <= score <= 1:
            raise self._refusal("a number from 0 to 1")
        return float(score)

    def span(self, text_length: int) -> Span:
        """Return a span of at least one character inside a text of some length."""
        start = self["start"].whole_number(0, text_length)
        return Span(start, self["end"].whole_number(start + 1, text_length))

    def version(self) -> str:
        """Return the version of this package, or of one before it."""
        release = _RELEASE.match(self.text())
        if not release or _numbers(release.group()) > _numbers(__version__):
            raise ReportError(
                f"{self.name}={self.value!r} cannot be read: this is version {__version__}, which "
                "reads its own reports and those of earlier versions. Update dedup."
            )
        return self.text()

    def options(self) -> Options:
        """Return options."""
        if not isinstance(self.value, dict):
            raise self._refusal("an object with named fields")
        return Options.from_dict(self.value)

    def removals(self, text_length: int) -> tuple[Removal, ...]:
        """Return removals in text order, disjoint, with sources that still stand."""
        removals = tuple(each._removal(text_length) for each in self)
        for place, (before, after) in enumerate(pairwise(removals), 1):
            if after.span.start < before.span.end:
                raise ReportError(
                    f"{self.name}[{place}].span starts at {after.span.start}, but the removal "
                    f"before it ends at {before.span.end}: expected text order. {_ADVICE}"
                )
        ends = [each.span.end for each in removals]
        for place, each in enumerate(removals):
            nearest = bisect_right(ends, each.source.start)
            if nearest < len(removals) and removals[nearest].span.overlaps(each.source):
                raise ReportError(
                    f"{self.name}[{place}].source={each.source} has itself been removed: expected "
                    f"a span that stays. {_ADVICE}"
                )
        return removals

    def _removal(self, text_length: int) -> Removal:
        span, text = self["span"].span(text_length), self["text"].text()
        if len(text) != len(span):
            raise ReportError(
                f"{self.name}.text has {len(text)} characters, but its span has {len(span)}: "
                f"expected what stood there. {_ADVICE}"
            )
        return Removal(
            span=span,
            source=self["source"].span(text_length),
            text=text,
            kind=self["kind"].one_of(get_args(Kind)),
            score=self["score"].score(),
            copies=self["copies"].whole_number(1),
        )

    def kept(self, text_length: int) -> Kept:
        """Return the account of a repeat that was left."""
        return Kept(
            span=self["span"].span(text_length),
            source=self["source"].span(text_length),
            kind=self["kind"].one_of(get_args(Kind)),
            score=self["score"].score(),
            reason=self["reason"].one_of(get_args(Reason)),
            detail=self["detail"].text(),
        )

    def _refusal(self, accepted: str) -> ReportError:
        name = self.name or "the report"
        return ReportError(f"{name}={self.value!r} cannot be read: expected {accepted}. {_ADVICE}")


_ADVICE: Final = "Give what report.to_dict() or json.loads(report.to_json()) returned, unchanged."


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(map(int, release.split(".")))
