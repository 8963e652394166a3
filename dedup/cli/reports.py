"""The report of one text as a file: its suffix says in which form; an index of several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import click

from dedup.cli.texts import write_whole
from dedup.render.index import IndexEntry, render_index
from dedup.render.spreadsheet import report_as_csv
from dedup.render.terminal import render_terminal
from dedup.report import Cleaned

__all__ = ["check_report_name", "write_index", "write_report"]

Form = Callable[[Cleaned, str], str]


def _as_page(cleaned: Cleaned, name: str) -> str:
    return cleaned.to_html(title=name)


def _as_table(cleaned: Cleaned, _: str) -> str:
    return report_as_csv(cleaned.report)


def _as_json(cleaned: Cleaned, _: str) -> str:
    return cleaned.report.to_json(indent=2) + "\n"


def _as_plain_text(cleaned: Cleaned, name: str) -> str:
    original = cleaned.restore()
    return "".join(render_terminal(original, cleaned.report, name=name, colour=False))


_FORMS: Final[Mapping[str, Form]] = {
    ".html": _as_page,
    ".json": _as_json,
    ".csv": _as_table,
    ".txt": _as_plain_text,
}


def check_report_name(path: Path) -> None:
    """Refuse a name whose suffix stands for no form of report.

    Raises:
        click.UsageError: with the suffixes there are.
    """
    if path.suffix.lower() not in _FORMS:
        *rest, last = _FORMS
        raise click.UsageError(
            f"--report {path} cannot be used: expected a name that ends with "
            f"{', '.join(rest)} or {last}, or that of a folder, with / at its end."
        )


def write_report(cleaned: Cleaned, path: Path, *, name: str) -> None:
    """Write the report of one text, in the form that the suffix stands for."""
    _write(path, _FORMS[path.suffix.lower()](cleaned, name))


def write_index(entries: Iterable[IndexEntry], path: Path) -> None:
    """Write the page that leads to the reports of several texts."""
    _write(path, render_index(entries))


def _write(path: Path, shown: str) -> None:
    path.parent.mkdir(exist_ok=True)
    write_whole(path, shown.encode("utf-8", errors="backslashreplace"))
