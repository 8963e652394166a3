"""CSV and TSV: rows of which only what changes is written anew, in the file's own dialect."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from dedup.errors import FileError
from dedup.files.lines import LineOutput, Lines, in_portions
from dedup.files.portions import START, Portion, Position
from dedup.files.records import Finding, Settings, decoded, examine
from dedup.files.removed import REMOVED_COLUMN, removed_spans
from dedup.files.safety import Target
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
        names: of the columns.
        text: index of the column that holds the text.
        identity: index of the column that names a record, or None.
    """

    delimiter: str
    names: tuple[str, ...]
    text: int
    identity: int | None


class DelimitedLines:
    """Read and write one file of CSV or TSV; its first row names the columns.

    Args:
        source: name of the file to read.
        target: where the cleaned file is written.
        settings: what is wanted of every record.
    """

    def __init__(self, source: str, target: Target, settings: Settings) -> None:
        self._source = source
        self._target = target
        self._settings = settings
        self._lines: Lines | None = None
        self._head = b""

    @property
    def done(self) -> int:
        """Return the bytes that were read."""
        return self._lines.done if self._lines else 0

    def portions(self, start: Position) -> Iterator[Portion]:
        """Yield the rows from a position on, or from the one after the names."""
        lines = self._open(START)
        head = next(lines, b"")
        if not head:
            return
        table = self._table(head)
        self._head = _with_fields(
            head.decode(), table.delimiter, _added_names(self._settings)
        ).encode()
        if start != START:
            lines.close()
            lines = self._open(start)
        rows = _rows(lines, table.delimiter.encode())
        yield from in_portions(rows, lines, partial(clean_row, self._settings, table))

    def output(self, mark: int) -> LineOutput:
        """Open the cleaned file; the names come first."""
        output = LineOutput(self._target, mark)
        if not mark:
            output.write_bytes(self._head)
        return output

    def original(self, portion: Portion, index: int) -> bytes:
        """Return a row as it came."""
        row: bytes = portion.items[index]
        return row

    def _open(self, start: Position) -> Lines:
        self._lines = Lines(self._source, start, most=self._settings.max_record_chars)
        return self._lines

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
                raise ValueError(
                    f"no column {text!r}. Its columns are {', '.join(map(repr, names))}; "
                    "text_column names the right one."
                )
            for name in _added_names(self._settings):
                if name in names:
                    raise ValueError(f"a column {name!r} is there already: rename it.")
        except (ValueError, csv.Error) as error:
            raise FileError(f"{self._source}: line 1: {error}") from error
        identity = self._settings.id_column
        return _Table(
            delimiter,
            names,
            _last(names, text),
            _last(names, identity) if identity in names else None,
        )


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
        if len(fields) != len(table.names):
            raise ValueError(f"{len(fields)} fields, but the first row names {len(table.names)}")
        places = _places(line, table.delimiter, len(fields))
    except csv.Error as error:
        return Finding(error=f"no CSV: {error}")
    except ValueError as error:
        return Finding(error=str(error))
    identity = None if table.identity is None else fields[table.identity]
    added = _added_names(settings)

    def rewritten(cleaned: Cleaned) -> bytes:
        start, end = places[table.text]
        values = [json.dumps(removed_spans(cleaned.report))]
        if len(added) > 1:
            values.insert(0, fields[table.text])
        text = line[start:end]
        if not settings.annotate:
            text = _written(cleaned.text, table.delimiter, quoted=text.startswith('"'))
        return _with_fields(f"{line[:start]}{text}{line[end:]}", table.delimiter, values).encode()

    unchanged = _with_fields(line, table.delimiter, [""] * len(added)).encode()
    return examine(fields[table.text], settings, rewritten, identity, unchanged=unchanged)


def _added_names(settings: Settings) -> list[str]:
    return [*filter(None, [settings.keep_original]), REMOVED_COLUMN]


def _last(names: Sequence[str], name: str) -> int:
    return max(index for index, each in enumerate(names) if each == name)


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
    """Return the fields of a row as Python's csv reads them, strictly."""
    csv.field_size_limit(max(csv.field_size_limit(), len(line)))  # for all; it is never lowered
    return next(csv.reader([line], delimiter=delimiter, strict=True))


def _places(line: str, delimiter: str, count: int) -> list[tuple[int, int]]:
    """Return where each field of a row stands, quotes included."""
    field = re.compile(rf"{_QUOTED}|[^{re.escape(delimiter)}\r\n]*")
    places: list[tuple[int, int]] = []
    place = 0
    for _ in range(count):
        found = field.match(line, place)
        if not found:
            raise ValueError("no CSV: a field has no end")
        places.append(found.span())
        place = found.end() + 1
    return places


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
