"""CSV and TSV: rows of which only what changes is written anew, in the file's own dialect."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Final

from dedup.errors import FileError
from dedup.files.lines import LineCollection, LineOutput, Lines, in_portions
from dedup.files.portions import START, Portion, Position
from dedup.files.records import (
    Finding,
    Settings,
    UnfitError,
    column_in_the_way,
    decoded,
    examine,
    missing_column,
    unfit,
)
from dedup.files.removed import REMOVED_COLUMN, removed_spans
from dedup.report import Cleaned

__all__ = ["DelimitedLines", "clean_row"]

_DELIMITERS: Final = {".csv": ",;\t|", ".tsv": "\t"}
_BOM: Final = "\ufeff"
_LINE_END: Final = re.compile(r"\r?\n?\Z")
_QUOTED_END: Final = re.compile(rb'[^"]*(?:""[^"]*)*"(?!")')  # of a field, after its first quote
_QUOTED: Final = r'"[^"]*(?:""[^"]*)*"(?!")'


@dataclass(frozen=True, slots=True)
class _Table:
    """Say how the rows of a file are read.

    Attributes:
        delimiter: what stands between two fields.
        width: number of fields.
        columns: index of each column by its name; of two of one name, that of the last.
        added: names of the columns that come behind them.
    """

    delimiter: str
    width: int
    columns: dict[str, int]
    added: tuple[str, ...]


class DelimitedLines(LineCollection):
    """Read and write one file of CSV or TSV; its first row names the columns."""

    _head = b""  # the row of names with those that were added

    def portions(self, start: Position) -> Iterator[Portion]:
        """Yield the rows from a position on, or from the one after the names."""
        with closing(self._open(START)) as lines:
            head = next(lines, b"")
        if not head:
            return
        table = self._table(head)
        self._head = _with_fields(head.decode(), table.delimiter, table.added).encode()
        lines = self._open(lines.position if start == START else start)
        rows = _rows(lines, table.delimiter.encode())
        yield from in_portions(rows, lines, partial(clean_row, self._settings, table))

    def output(self, mark: int) -> LineOutput:
        """Open the cleaned file; the names come first."""
        output = super().output(mark)
        if not mark:
            output.write_bytes(self._head)
        return output

    def _table(self, head: bytes) -> _Table:
        """Read the row of names; the delimiter is the first that makes one of them the text's."""
        suffix = ".tsv" if ".tsv" in self._source.lower() else ".csv"
        text = self._settings.text_column
        tried: list[tuple[str, ...]] = []
        try:
            line = decoded(head, self._settings.max_record_chars).removeprefix(_BOM)
            for delimiter in _DELIMITERS[suffix]:
                names = tuple(_fields(line, delimiter))
                tried.append(names)
                if text in names:
                    break
            else:
                names = max(tried, key=len)
                raise missing_column(text, names)
            kept = self._settings.keep_original
            if kept and kept in names:
                raise column_in_the_way(kept)
        except UnfitError as error:
            raise FileError(f"{self._source}: line 1: {error.told}.") from error
        columns = {name: index for index, name in enumerate(names)}
        added = (kept, None if REMOVED_COLUMN in columns else REMOVED_COLUMN)
        return _Table(delimiter, len(names), columns, tuple(filter(None, added)))


def clean_row(settings: Settings, table: _Table, row: bytes) -> Finding | None:
    """Clean one row.

    Returns:
        None for an empty line. `Finding.record` is the row with the fields that were added, and
        with nothing else written anew but the text.
    """
    if not row.strip(b"\r\n"):
        return None
    try:
        line = decoded(row, settings.max_record_chars)
        fields = _fields(line, table.delimiter)
        if len(fields) != table.width:
            number = f"{len(fields)} field{'s' * (len(fields) != 1)}"
            raise UnfitError(f"{number}, but the first row names {table.width}")
        places = _places(line, table.delimiter, len(fields))
    except UnfitError as error:
        return unfit(error)
    values = {name: fields[index] for name, index in table.columns.items()}
    text = values[settings.text_column]

    def rewritten(cleaned: Cleaned) -> bytes:
        new = {REMOVED_COLUMN: json.dumps(removed_spans(cleaned.report))}
        if settings.keep_original:
            new[settings.keep_original] = text
        if not settings.annotate:
            new[settings.text_column] = cleaned.text
        changed = [(table.columns[name], new[name]) for name in new if name in table.columns]
        row = _with_values(line, table.delimiter, places, changed)
        return _with_fields(row, table.delimiter, [new[name] for name in table.added]).encode()

    return examine(
        text,
        settings,
        rewritten,
        values.get(settings.id_column),
        unchanged=_with_fields(line, table.delimiter, [""] * len(table.added)).encode(),
        is_accounted=values.get(REMOVED_COLUMN, "") not in ("", "[]"),
    )


def _rows(lines: Lines, delimiter: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each row with the number of its first line; a quoted field may hold line ends.

    Of a row that is too long, only the beginning is given.
    """
    row: list[bytes] = []
    number, size, inside = 0, 0, False
    for line in lines:
        if not row:
            number, size = lines.position.number, 0
        inside = _ends_inside_quotes(line, delimiter, inside=inside)
        if size <= lines.longest:
            row.append(line)
            size += len(line)
        if not inside:
            yield number, b"".join(row)
            row = []
    if row:
        yield number, b"".join(row)


def _ends_inside_quotes(line: bytes, delimiter: bytes, *, inside: bool) -> bool:
    place = 0
    if not inside and line.startswith(b'"'):
        place, inside = 1, True
    while True:
        if inside:
            end = _QUOTED_END.match(line, place)
            if not end:
                return True
            place = end.end()
        place = line.find(delimiter, place) + 1
        if not place:
            return False
        inside = line.startswith(b'"', place)
        place += inside


def _fields(line: str, delimiter: str) -> list[str]:
    """Return the fields of a row as Python's csv reads them, strictly.

    Raises:
        UnfitError: it is no row of CSV.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(line)))  # for all; it is never lowered
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        if str(error).startswith("new-line"):
            raise UnfitError(
                "no CSV: a carriage return alone ends no row", "convert the line ends to line feeds"
            ) from error
        raise UnfitError(f"no CSV: {error}") from error


def _places(line: str, delimiter: str, count: int) -> list[tuple[int, int]]:
    """Return where each field of a row stands, quotes included."""
    field = re.compile(rf"{_QUOTED}|[^{re.escape(delimiter)}\r\n]*")
    places: list[tuple[int, int]] = []
    place = 0
    for _ in range(count):
        found = field.match(line, place)
        if not found:
            raise UnfitError("no CSV: a field has no end")
        places.append(found.span())
        place = found.end() + 1
    return places


def _with_values(
    line: str, delimiter: str, places: list[tuple[int, int]], values: list[tuple[int, str]]
) -> str:
    """Write other values into some fields of a row, by their index and quoted as they were."""
    for index, value in sorted(values, reverse=True):
        start, end = places[index]
        written = _written(value, delimiter, quoted=line.startswith('"', start))
        line = f"{line[:start]}{written}{line[end:]}"
    return line


def _with_fields(line: str, delimiter: str, values: Sequence[str]) -> str:
    """Add fields to the end of a row."""
    end = _LINE_END.search(line)
    assert end
    written = [_written(value, delimiter) for value in values]
    return delimiter.join((line[: end.start()], *written)) + end[0]


def _written(value: str, delimiter: str, *, quoted: bool = False) -> str:
    if not quoted and not any(mark in value for mark in ('"', "\r", "\n", delimiter)):
        return value
    return '"{}"'.format(value.replace('"', '""'))
