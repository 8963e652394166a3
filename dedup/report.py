"""The account of what was removed and what was left, and the cleaned text that goes with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from dedup.edit.text import cut, restore
from dedup.errors import InputTypeError, MissingPackageError, OptionError, RestoreError
from dedup.options import Options
from dedup.values import Kept, Removal
from dedup.version import __version__

__all__ = ["Cleaned", "Report", "cleaned_from"]

_SCHEMA: Final = 1  # of the dict; raised when a field goes or changes its meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Account for every character that was taken out of one text, and every repeat left in it.

    Attributes:
        removals: in text order, disjoint.
        kept: repeats that were found and left, in text order.
        text_length: code points of the original text.
        version: the version of this package that made the report.
        options: the options it was made with.
    """

    removals: tuple[Removal, ...]
    kept: tuple[Kept, ...]
    text_length: int
    version: str
    options: Options

    @property
    def removed_share(self) -> float:
        """Return the share of the original's characters that were removed, in [0, 1]."""
        removed = sum(len(removal.span) for removal in self.removals)
        return removed / self.text_length if self.text_length else 0.0

    def restore(self, text: str) -> str:
        """Return the original text, given the cleaned one.

        Raises:
            InputTypeError: `text` is not a `str`.
            RestoreError: the text is not of the length that this report left.
        """
        if not isinstance(text, str):
            raise InputTypeError(
                f"expected a str, got {type(text).__name__}. Give the cleaned text that came with "
                "this report."
            )
        removed = sum(len(removal.span) for removal in self.removals)
        if len(text) != self.text_length - removed:
            raise RestoreError(
                f"a text of {len(text)} characters cannot be restored: this report left "
                f"{self.text_length - removed}. Give the cleaned text that came with it, unchanged."
            )
        return restore(text, self.removals)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as dicts, lists, strings and numbers.

        `docs/report.md` lists them, `dedup/report.schema.json` describes them as JSON Schema.
        """
        return {
            "schema": _SCHEMA,
            "version": self.version,
            "text_length": self.text_length,
            "removed_share": self.removed_share,
            "options": self.options.to_dict(),
            "removals": [asdict(removal) for removal in self.removals],
            "kept": [asdict(kept) for kept in self.kept],
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Report:
        """Rebuild a report from what `to_dict` returned, or from its JSON.

        Raises:
            ReportError: a field is missing or holds what no report can; names it.
            OptionError: an option is unknown or cannot be used.
        """
        from dedup.stored import Stored  # only a stored report needs it

        stored = Stored(values)
        version = stored["version"].version()
        text_length = stored["text_length"].whole_number(0)
        return cls(
            removals=stored["removals"].removals(text_length),
            kept=tuple(each.kept(text_length) for each in stored["kept"]),
            text_length=text_length,
            version=version,
            options=stored["options"].options(),
        )

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the report as JSON; lone surrogates are written as escapes."""
        import json  # only a report that is stored needs it

        return json.dumps(self.to_dict(), indent=indent)

    def __str__(self) -> str:
        """Return a summary for people, a line for each removal and each kept repeat."""
        if not self.removals and not self.kept:
            return "Nothing repeats."
        count = len(self.removals)
        lines = [
            f"Removed {count} passage{'s' * (count != 1)}, "
            f"{self.removed_share:.1%} of {self.text_length} characters."
        ]
        for removal in self.removals:
            times = f", {removal.copies} copies in a row" if removal.copies > 1 else ""
            lines.append(
                f"  {removal.span.start}-{removal.span.end} repeats "
                f"{removal.source.start}-{removal.source.end} "
                f"({removal.kind}, {removal.score:.3f}{times}): {_excerpt(removal.text)}"
            )
        reasons = Counter(kept.reason for kept in self.kept)
        for kept in self.kept:
            detail = f": {kept.detail}" if kept.detail else ""
            lines.append(
                f"  {kept.span.start}-{kept.span.end} repeats {kept.source.start}-"
                f"{kept.source.end} ({kept.kind}, {kept.score:.3f}); kept, {kept.reason}{detail}"
            )
        if reasons:
            listed = ", ".join(f"{number} for {reason}" for reason, number in reasons.items())
            lines.append(f"Left in place: {listed}.")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """Hold a text without its copies, and the account of them.

    Attributes:
        text: the text without its copies; the very object that was given when nothing went.
        report: what was removed and what was left.
    """

    text: str
    report: Report

    @property
    def changed(self) -> bool:
        """Tell whether anything was removed."""
        return bool(self.report.removals)

    def restore(self) -> str:
        """Return the text as it was given."""
        return self.report.restore(self.text)

    def to_html(self, *, title: str = "Report") -> str:
        """Return the report as a page in one file, without script, that asks for nothing.

        It shows the text as it reads now with every copy folded away in its place, each linked to
        its source and back, the differences of near copies, what was kept and why, and a dot plot.
        Lone surrogates are written out, so the page can always be encoded. Takes about 0.4
        seconds for a text of 1 MB with 500 removals.

        Args:
            title: what the page is headed with, such as the name of the file.

        Raises:
            MissingPackageError: jinja2 is not installed.
        """
        from dedup.render.html import render_report

        return render_report(self, title=title)

    def _repr_html_(self) -> str | None:
        """Return the page in a frame, for notebooks; None where jinja2 is not installed."""
        from dedup.render.html import render_in_frame

        try:
            return render_in_frame(self)
        except MissingPackageError:
            return None

    def at_least(self, min_score: float) -> Cleaned:
        """Return the result under a stricter score, without searching again.

        Removals that score less are put back and listed under `kept` with reason "score".

        Raises:
            OptionError: the score is no number from 0 to 1, or less than this result has.
        """
        options = replace(self.report.options, min_score=min_score)
        if min_score < self.report.options.min_score:
            raise OptionError(
                f"min_score={min_score} cannot be used: expected a number from "
                f"{self.report.options.min_score}, with which this text was cleaned, to 1. What "
                f"scores less was left: clean again, dedup.clean(text, min_score={min_score})."
            )
        weak = [removal for removal in self.report.removals if removal.score < min_score]
        if not weak:
            return replace(self, report=replace(self.report, options=options))
        original = self.restore()
        removals = tuple(removal for removal in self.report.removals if removal.score >= min_score)
        put_back = [
            Kept(
                span=removal.span,
                source=removal.source,
                kind=removal.kind,
                score=removal.score,
                reason="score",
                detail=f"{removal.score:.3f} is less than {min_score}",
            )
            for removal in weak
        ]
        kept = tuple(sorted((*self.report.kept, *put_back), key=lambda item: item.span))
        report = replace(self.report, removals=removals, kept=kept, options=options)
        text = cut(original, [removal.span for removal in removals])
        return Cleaned(text=text, report=report)


def cleaned_from(
    text: str, removals: tuple[Removal, ...], kept: tuple[Kept, ...], options: Options
) -> Cleaned:
    """Return a text without what is removed from it, and the account that this version gives."""
    report = Report(
        removals=removals,
        kept=kept,
        text_length=len(text),
        version=__version__,
        options=options,
    )
    return Cleaned(text=cut(text, [removal.span for removal in removals]), report=report)


def _excerpt(text: str, length: int = 60) -> str:
    words = " ".join(text.split())
    return words if len(words) <= length else f"{words[: length - 1]}…"
