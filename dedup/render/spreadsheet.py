"""A report as CSV, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from dedup.report import Report
from dedup.values import Kept, Removal

__all__ = ["report_as_csv"]

COLUMNS: Final = (
    "what",
    "start",
    "end",
    "source_start",
    "source_end",
    "kind",
    "score",
    "copies",
    "reason",
    "detail",
    "text",
)
# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), full-width forms
# included. In many countries programs split at semicolons, and then see no quotation marks: a cell
# may begin behind those, too.
_SEPARATORS: Final = frozenset(";|\t\r\n")
_BEFORE_FORMULA: Final = re.compile(
    r"""(?<![;|\s"'\x00\u200b\ufeff])[;|\s"'\x00\u200b\ufeff]*+(?=[=+\-@＝＋－＠])"""
)


def report_as_csv(report: Report) -> str:
    r"""Return a report as CSV: a row for each removal, then one for each kept repeat.

    The columns are listed in `docs/report.md`. Texts stand with the line breaks that went with
    them. What a spreadsheet could take for the beginning of a formula gets an apostrophe before it.
    Lone surrogates are written as escapes (`\ud800`), so the whole can always be encoded. Lines end
    with a carriage return and a line feed: write it with `newline=""`.
    """
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(COLUMNS)
    for removal in report.removals:
        rows.writerow(_row("removed", removal, removal.copies, "", "", removal.text))
    for kept in report.kept:
        rows.writerow(_row("kept", kept, "", kept.reason, kept.detail, ""))
    return table.getvalue()


def _row(
    what: str, account: Removal | Kept, copies: int | str, reason: str, detail: str, text: str
) -> tuple[int | float | str, ...]:
    span, source = account.span, account.source
    places = (span.start, span.end, source.start, source.end)
    about = (account.kind, account.score, copies, reason)
    return (what, *places, *about, _cell(detail), _cell(text))


def _cell(text: str) -> str:
    """Return a text that can be encoded, and in which no formula begins."""
    encodable = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return _BEFORE_FORMULA.sub(_with_apostrophe, encodable)


def _with_apostrophe(before: re.Match[str]) -> str:
    may_begin_a_cell = before.start() == 0 or not _SEPARATORS.isdisjoint(before[0])
    return f"{before[0]}'" if may_begin_a_cell else before[0]
