"""A report as CSV."""

import csv
import io

import pytest

import dedup
from dedup import Cleaned, Kept, Options, Removal, Report, Span
from dedup.render.spreadsheet import report_as_csv

LINE = "The night ferry left the pier with its lamps lit and nobody on deck."


def rows(table: str) -> list[dict[str, str]]:
    """Read CSV back."""
    return list(csv.DictReader(io.StringIO(table, newline="")))


def test_every_removal_and_every_kept_repeat_has_a_row(cleaned: Cleaned) -> None:
    """Removals stand first, in text order; numbers and words are those of the report."""
    exact, near, kept = rows(report_as_csv(cleaned.report))
    removal = cleaned.report.removals[0]
    assert exact == {
        "what": "removed", "start": str(removal.span.start), "end": str(removal.span.end),
        "source_start": str(removal.source.start), "source_end": str(removal.source.end),
        "kind": "exact", "score": "1.0", "copies": "1", "reason": "", "detail": "",
        "text": removal.text,
    }  # fmt: skip
    assert near["kind"] == "near"
    assert float(near["score"]) == cleaned.report.removals[1].score
    assert (kept["what"], kept["reason"], kept["copies"]) == ("kept", "fact", "")
    assert "Monday" in kept["detail"]


@pytest.mark.parametrize(
    ("formula", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "\t'=1"),
        ("\r\n =1", "\r\n '=1"),
        ("\ufeff=1", "\ufeff'=1"),
        ("\x00@a", "\x00'@a"),
        ("＝1", "'＝1"),
        ("so;=1", "so;'=1"),
        ('so; "=1"', 'so; "\'=1"'),
        ("list:\n- one", "list:\n'- one"),
        ("well-known = 1; a-b", "well-known = 1; a-b"),
    ],
)
def test_no_cell_starts_a_formula(formula: str, cell: str) -> None:
    """Removed text and details that a spreadsheet could run get an apostrophe, and only those."""
    removal = Removal(
        span=Span(0, len(formula)), source=Span(0, 1), text=formula, kind="exact", score=1.0
    )
    kept = Kept(
        span=Span(0, 1), source=Span(1, 2), kind="near", score=0.9, reason="fact", detail=formula
    )
    report = Report(
        removals=(removal,), kept=(kept,), text_length=500, version="1", options=Options()
    )
    removed, left = rows(report_as_csv(report))
    assert removed["text"] == left["detail"] == cell


def test_quotes_line_ends_and_commas_come_back() -> None:
    """What went is read back from its cell, with the line breaks before and after it."""
    text = f'\n\n"{LINE[:-1]}", he said;\r\nand "again", at 5. '
    removal = Removal(
        span=Span(0, len(text)), source=Span(0, 1), text=text, kind="exact", score=1.0
    )
    report = Report(removals=(removal,), kept=(), text_length=500, version="1", options=Options())
    [row] = rows(report_as_csv(report))
    assert row["text"] == text


def test_the_table_can_always_be_encoded() -> None:
    """A lone surrogate is written as an escape."""
    line = f"{LINE[:-1]} \ud800 again."
    table = report_as_csv(dedup.clean(f"{line}\n\nRain.\n\n{line}").report)
    assert rb"\ud800 again." in table.encode("utf-8")


def test_a_report_of_nothing_has_a_head_only() -> None:
    """Without removals and kept repeats the table names its columns."""
    assert report_as_csv(dedup.clean("").report).count("\r\n") == 1
