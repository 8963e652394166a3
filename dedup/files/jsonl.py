"""JSON Lines: one JSON object a line, of which only what changes is written anew."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from dedup.files.lines import LineCollection, in_portions
from dedup.files.portions import Portion, Position
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
from dedup.values import Span

__all__ = ["JsonLines", "clean_line"]

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_BOM: Final = "\ufeff"
# What stands for one character of a JSON string: an escaped pair of surrogates, another escape.
_ESCAPE: Final = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)"
)
# Numbers stay as they are written: nobody counts with them here, and they may have any length.
_DECODER: Final = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
_KINDS: Final = {dict: "an object", list: "a list", bool: "true or false", str: "a number"}


class JsonLines(LineCollection):
    """Read and write one file of JSON Lines."""

    def portions(self, start: Position) -> Iterator[Portion]:
        """Yield the lines from a position on."""
        lines = self._open(start)
        numbered = ((lines.position.number, line) for line in lines)
        yield from in_portions(numbered, lines, partial(clean_line, self._settings))


def clean_line(settings: Settings, line: bytes) -> Finding | None:
    r"""Clean one line of a file of JSON Lines.

    Returns:
        None for a blank line. `Finding.record` is the line with nothing written anew but the text
        and the columns that were added.

    >>> clean_line(Settings(), b'{"text": "Snow fell.", "id": 7}\n').identity
    '7'
    """
    if not line.strip():
        return None
    try:
        row = _Row.read(line, settings)
    except UnfitError as error:
        return unfit(error)
    if row.text is None:
        return Finding(identity=row.identity)
    return examine(
        row.text.value,
        settings,
        partial(row.without_copies, settings),
        row.identity,
        is_accounted=row.removed is not None and row.removed.value not in (None, []),
    )


@dataclass(frozen=True, slots=True)
class _Member:
    """Hold one member of a JSON object: where its value stands, and the value."""

    start: int
    end: int
    value: Any


@dataclass(frozen=True, slots=True)
class _Row:
    """Hold a line.

    Attributes:
        line: its characters.
        text: the member that holds the text; None where that is null.
        removed: the member that says what was removed; None where there is none.
        identity: the id.
        end: where the last member ends.
    """

    line: str
    text: _Member | None
    removed: _Member | None
    identity: str | None
    end: int

    @classmethod
    def read(cls, line: bytes, settings: Settings) -> _Row:
        """Read a line.

        Raises:
            UnfitError: says what is wrong with it.
        """
        written = decoded(line, settings.max_record_chars)
        try:
            members = _members(written)
        except json.JSONDecodeError as error:
            wrong = error.msg.removesuffix(" at")
            raise UnfitError(f"no JSON: {wrong} at column {error.pos + 1}") from None
        except RecursionError:
            raise UnfitError("JSON that cannot be read: it is nested too deeply") from None
        if settings.keep_original and settings.keep_original in members:
            raise column_in_the_way(settings.keep_original)
        text = members.get(settings.text_column)
        if text is None:
            raise missing_column(settings.text_column, members)
        if text.value is not None and written[text.start] != '"':
            kind = _KINDS[type(text.value)]
            raise UnfitError(
                f"{kind} in column {settings.text_column!r}, where a string or null belongs"
            )
        identity = members.get(settings.id_column)
        return cls(
            written,
            None if text.value is None else text,
            members.get(REMOVED_COLUMN),
            None if identity is None or identity.value is None else str(identity.value),
            max(member.end for member in members.values()),
        )

    def without_copies(self, settings: Settings, cleaned: Cleaned) -> bytes:
        """Return the line without what was removed from its text."""
        assert self.text
        text = self.line[self.text.start : self.text.end]
        spans = [removal.span for removal in cleaned.report.removals]
        removed = json.dumps(removed_spans(cleaned.report))
        added = {settings.keep_original: text} if settings.keep_original else {}
        edits = [(self.text, text if settings.annotate else _cut_string(text, spans))]
        if self.removed:
            edits.append((self.removed, removed))
        else:
            added[REMOVED_COLUMN] = removed
        pieces: list[str] = []
        place = 0
        for member, value in sorted(edits, key=lambda edit: edit[0].start):
            pieces += [self.line[place : member.start], value]
            place = member.end
        pieces.append(self.line[place : self.end])
        pieces += [f", {json.dumps(name)}: {value}" for name, value in added.items()]
        return "".join((*pieces, self.line[self.end :])).encode()


def _members(line: str) -> dict[str, _Member]:
    """Return the members of a JSON object; of two of the same name the last, as `json` does."""
    place = _after_space(line, 1 if line.startswith(_BOM) else 0)
    if line[place : place + 1] != "{":
        _DECODER.raw_decode(line, place)
        raise UnfitError("no JSON object")
    members: dict[str, _Member] = {}
    place = _after_space(line, place + 1)
    closed = line[place : place + 1] == "}"
    while not closed:
        if line[place : place + 1] != '"':
            raise json.JSONDecodeError("Expecting property name in double quotes", line, place)
        key, place = _DECODER.raw_decode(line, place)
        start = _after_space(line, _expect(line, _after_space(line, place), ":"))
        value, end = _DECODER.raw_decode(line, start)
        members[key] = _Member(start, end, value)
        place = _after_space(line, end)
        closed = line[place : place + 1] == "}"
        if not closed:
            place = _after_space(line, _expect(line, place, ","))
    if (end := _after_space(line, place + 1)) != len(line):
        raise json.JSONDecodeError("Extra data", line, end)
    return members


def _after_space(line: str, place: int) -> int:
    space = _SPACE.match(line, place)
    assert space
    return space.end()


def _expect(line: str, place: int, mark: str) -> int:
    if line[place : place + 1] != mark:
        raise json.JSONDecodeError(f"Expecting {mark!r}", line, place)
    return place + 1


def _cut_string(written: str, spans: list[Span]) -> str:
    r"""Cut spans out of a string as JSON writes it; what stays keeps its own escapes.

    >>> _cut_string(r'"caf\u00e9 \ud83d\ude00 no"', [Span(5, 6), Span(6, 7)])
    '"caf\\u00e9 no"'
    """
    borders = [border for span in spans for border in (span.start, span.end)]
    places = _written_places(written, borders)
    pieces = zip([0, *places[1::2]], [*places[::2], len(written)], strict=True)
    return "".join(written[start:end] for start, end in pieces)


def _written_places(written: str, offsets: list[int]) -> list[int]:
    """Return where characters stand in a string as JSON writes it, quotes included."""
    places: list[int] = []
    shift = 1  # the opening quote
    escapes = _ESCAPE.finditer(written)
    escape = next(escapes, None)
    for offset in offsets:
        while escape and escape.start() < offset + shift:
            shift += escape.end() - escape.start() - 1
            escape = next(escapes, None)
        places.append(offset + shift)
    return places
