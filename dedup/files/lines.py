"""Files of lines: read in portions with bounded memory, written so that a run can go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from typing import Any, BinaryIO, Final, Self

from dedup.files.portions import Place, Portion, Position
from dedup.files.records import Finding, Settings
from dedup.files.safety import Target, writing
from dedup.files.streams import STANDARD, compressed, decompressed, open_bytes, reading
from dedup.workers import BATCH, COST_OF_A_TEXT

__all__ = ["UTF8_MOST", "LineCollection", "LineOutput", "Lines", "in_portions"]

_SKIP: Final = 1 << 20  # bytes read at one go on the way to a position; judgement, not measured
UTF8_MOST: Final = 4
"""Bytes that a character takes at most."""


class Lines:
    """Iterate over the lines of a file, each with its line end.

    Of a line that is too long, only the beginning is given, one byte longer than a line may be:
    it is never held whole, however far a few compressed bytes unfold.

    Args:
        name: of a file, a remote file, or standard input.
        start: where to begin.
        most: characters that a line may have.

    Attributes:
        position: after the last line given.

    Raises:
        FileError: the file cannot be read; says after which line.
    """

    def __init__(self, name: str, start: Position, *, most: int) -> None:
        self.name = name
        self.position = Position(0, 0)
        self.longest = UTF8_MOST * most + 2  # with its line end
        with reading(name):
            self._file = open_bytes(name)
            self._stream = decompressed(self._file, name)
            self._go_to(start)

    @property
    def done(self) -> int:
        """Return the bytes of the file that were read, as they lie on the disk."""
        if self._file.closed:
            return 0
        return self._file.tell() if self._file.seekable() else self.position.offset

    def close(self) -> None:
        """Close the file; standard input stays open."""
        if self.name != STANDARD:
            self._file.close()

    def __iter__(self) -> Self:
        """Return the lines that are left."""
        return self

    def __next__(self) -> bytes:
        """Give the next line."""
        line = self._read(self.longest + 1)
        if not line:
            self.close()
            raise StopIteration
        size = len(line)
        if size > self.longest:
            rest = line
            while not rest.endswith(b"\n") and (rest := self._read(_SKIP)):
                size += len(rest)
        offset, number = self.position
        self.position = Position(offset + size, number + 1)
        return line

    def _read(self, size: int) -> bytes:
        with reading(self.name, f" after line {self.position.number}"):
            return self._stream.readline(size)

    def _go_to(self, start: Position) -> None:
        if self._stream is self._file and start.offset:
            self._stream.seek(start.offset)
        else:
            left = start.offset
            while left and (read := self._stream.read(min(left, _SKIP))):
                left -= len(read)
        self.position = start


def in_portions(
    records: Iterable[tuple[int, bytes]],
    lines: Lines,
    work: Callable[[Any], Finding | None],
) -> Iterator[Portion]:
    """Gather records into portions of about 512 K bytes.

    Args:
        records: the number of the line that each begins in, and its bytes.
        lines: what they are read from, asked for its position after each portion.
        work: what a worker does with each.
    """
    items: list[bytes] = []
    places: list[Place] = []
    cost = 0

    def portion() -> Portion:
        size = sum(map(len, items))
        return Portion(items=items, work=work, places=places, size=size, end=lines.position)

    with closing(lines):
        for number, record in records:
            items.append(record)
            places.append(Place(lines.name, "line", number))
            cost += len(record) + COST_OF_A_TEXT
            if cost >= BATCH:
                yield portion()
                items, places, cost = [], [], 0
        if items:
            yield portion()


class LineCollection:
    """Read and write one file of lines.

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

    @property
    def done(self) -> int:
        """Return the bytes that were read."""
        return self._lines.done if self._lines else 0

    def output(self, mark: int) -> LineOutput:
        """Open the cleaned file."""
        return LineOutput(self._target, mark)

    def original(self, portion: Portion, index: int) -> bytes:
        """Return a record as it came."""
        record: bytes = portion.items[index]
        return record

    def _open(self, start: Position) -> Lines:
        self._lines = Lines(self._source, start, most=self._settings.max_record_chars)
        return self._lines


class LineOutput:
    """Write records as bytes, compressed where the name says so.

    Compressed output ends its member at each checkpoint, so that a run can go on there. Members
    in a row are one file to every reader.

    Args:
        target: where it is written.
        mark: bytes of the temporary file to keep; 0 begins anew.
    """

    def __init__(self, target: Target, mark: int = 0) -> None:
        self._target = target
        self._file = target.open(mark)
        self._member: BinaryIO | None = None
        self._empty = mark == 0

    def write(self, portion: Portion, findings: Sequence[Finding | None]) -> None:
        """Write the records of a portion: as they came, or as a worker made them."""
        for item, finding in zip(portion.items, findings, strict=True):
            if finding is None or (finding.record is None and finding.error is None):
                self.write_bytes(item)
            elif finding.error is None:
                assert isinstance(finding.record, bytes)
                self.write_bytes(finding.record)

    def write_bytes(self, record: bytes) -> None:
        """Write some bytes as they are."""
        with writing(self._target.name):
            if self._member is None:
                self._member = compressed(self._file, self._target.name)
            self._member.write(record)
            self._empty = False

    def checkpoint(self) -> int:
        """Bring everything to the disk and return the size of the temporary file."""
        with writing(self._target.name):
            self._end_member()
        return self._target.sync(self._file)

    def finish(self) -> None:
        """Complete the temporary file; an empty compressed file has one empty member."""
        if self._empty:
            self.write_bytes(b"")
        self.checkpoint()
        self.close()

    def close(self) -> None:
        """Close the temporary file; what it holds after the last checkpoint does not count."""
        with suppress(OSError):  # a full disk has been told of already
            self._end_member()
        self._target.close(self._file)

    def _end_member(self) -> None:
        member, self._member = self._member, None
        if member is not None and member is not self._file:
            member.close()
