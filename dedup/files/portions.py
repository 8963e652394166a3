"""What passes between a format and a run: portions of records, and the places they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from dedup.files.records import Finding

__all__ = ["START", "Collection", "Output", "Place", "Portion", "Position"]


class Position(NamedTuple):
    """Say how far a collection was read.

    Attributes:
        offset: bytes of a file of lines, decompressed; rows of a table; files of a folder.
        number: lines, rows or files before it.
    """

    offset: int
    number: int


START = Position(0, 0)


class Place(NamedTuple):
    """Name a record for people.

    Attributes:
        file: the name of its file.
        unit: what its number counts, "line" or "row"; empty where the file is the record.
        number: of the line or row, from 1.
    """

    file: str
    unit: str
    number: int

    def __str__(self) -> str:
        """Return the place as error messages name it."""
        return f"{self.file}: {self.unit} {self.number}" if self.unit else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Hold the records that a worker takes at one go.

    Attributes:
        items: the records, or their texts, as the worker gets them.
        work: what the worker does with each: gives a `Finding`, or None for what is no record.
        places: where each comes from.
        size: characters or bytes that they have.
        end: how far the collection has been read with them.
        frame: what the output needs besides to write them.
    """

    items: Sequence[Any]
    work: Callable[[Any], Finding | None]
    places: Sequence[Place]
    size: int
    end: Position
    frame: Any = None


class Output(Protocol):
    """Take cleaned records, and write them under a temporary name."""

    def write(self, portion: Portion, findings: Sequence[Finding | None]) -> None:
        """Write a portion, without the records that have an error."""

    def checkpoint(self) -> int:
        """Bring to the disk what was written; return a mark from which one can go on."""

    def finish(self) -> None:
        """Complete the output under its temporary name."""

    def close(self) -> None:
        """Let go of the files, without a change to what was brought to the disk."""


class Collection(Protocol):
    """Read the records of one input, and open the output that belongs to it."""

    def portions(self, start: Position) -> Iterator[Portion]:
        """Yield the records from a position on, the same portions each time."""

    def output(self, mark: int) -> Output:
        """Open the output where a checkpoint left it; 0 begins anew."""

    def original(self, portion: Portion, index: int) -> bytes:
        """Return a record as it came, for the quarantine."""

    @property
    def done(self) -> int:
        """Return the bytes of the input that were read, as they lie on the disk."""
