"""Nothing half done under a final name: temporary names, journals, and the way on after a kill."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from dedup.errors import FileError
from dedup.files.streams import STANDARD, is_remote, upload

__all__ = ["Journal", "Target", "writing"]


@contextmanager
def writing(name: str) -> Iterator[None]:
    """Turn what the system says of an output into an error that names it and the way on."""
    try:
        yield
    except (FileError, BrokenPipeError):
        raise
    except OSError as error:
        named, way_on = name, ""
        if name == STANDARD:
            named = "standard output"
        elif not is_remote(name):
            way_on = " Nothing is lost: put that right and go on from there with resume=True."
        reason = error.strerror or error
        raise FileError(f"{named} cannot be written: {reason}.{way_on}") from error


class Target:
    """Hold the name of an output, and write under another until it is whole.

    Attributes:
        name: what was asked for: a path, the address of a remote file, or "-".
        partial: the temporary file, in the same folder; of a remote file, in the one
            for temporary files.
        parts: a folder beside it, for outputs that are put together from parts.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._path = Path(name).resolve()  # a link stays one; what it leads to is replaced
        folder, base = self._path.parent, self._path.name
        if is_remote(name):
            folder, base = Path(tempfile.gettempdir()), f"{zlib.crc32(name.encode()):08x}.{base}"
        self.partial = folder / f".{base}.partial"
        self.parts = folder / f".{base}.parts"

    def open(self, mark: int) -> BinaryIO:
        """Open the temporary file for writing, cut back to a mark in bytes."""
        if self.name == STANDARD:
            return sys.stdout.buffer
        with writing(self.name):
            self.partial.parent.mkdir(parents=True, exist_ok=True)
            file = self.partial.open("r+b" if mark else "wb")
            file.truncate(mark)
            file.seek(mark)
            return file

    def sync(self, file: BinaryIO) -> int:
        """Bring what was written to the disk; return its bytes."""
        with writing(self.name):
            file.flush()
            if self.name == STANDARD:
                return 0
            os.fsync(file.fileno())
            return file.tell()

    def close(self, file: BinaryIO) -> None:
        """Close the temporary file; standard output stays open."""
        if self.name != STANDARD:
            with suppress(OSError):  # a full disk has been told of already
                file.close()

    def publish(self) -> None:
        """Give the temporary file its name, at one stroke; do nothing where there is none."""
        if self.name == STANDARD:
            return
        with writing(self.name):
            if self.partial.exists():
                self._rename()
            if self.parts.exists():
                shutil.rmtree(self.parts)

    def _rename(self) -> None:
        if is_remote(self.name):
            upload(self.partial, self.name)
            self.partial.unlink()
        else:
            self.partial.replace(self._path)
            _sync_folder(self._path.parent)


def _sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Journal:
    """Write down how far a run has come, so that another can go on from there.

    A line of JSON a checkpoint; the first line says what the run is about. A line that a kill cut
    off does not count.

    Args:
        path: of the journal; None keeps none.
        run: what must be the same for a run that goes on: inputs, options, version.
        resume: whether to go on where a journal ends.

    Raises:
        FileError: the journal is of a run with other inputs or options.
    """

    def __init__(self, path: Path | None, run: dict[str, Any], *, resume: bool) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._first = json.dumps(run).encode()
        self.last: dict[str, Any] | None = None
        if path is None:
            return
        with writing(str(path)):
            if not resume:
                path.unlink(missing_ok=True)
            elif path.exists():
                first, *rest = _whole_lines(path) or [self._first]
                _check_same_run(path, json.loads(first), json.loads(self._first))
                self.last = json.loads(rest[-1]) if rest else None

    def write(self, state: dict[str, Any]) -> None:
        """Add a checkpoint; what it speaks of must be on the disk."""
        if self._path is None:
            return
        with writing(str(self._path)):
            if self._file is None:
                self._file = self._begun(self._path)
            self._file.write(json.dumps(state).encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())

    def _begun(self, path: Path) -> BinaryIO:
        """Begin the file anew with the last checkpoint that there is."""
        fresh = path.with_name(f"{path.name}.new")
        lines = [self._first, *([json.dumps(self.last).encode()] if self.last else [])]
        fresh.write_bytes(b"".join(line + b"\n" for line in lines))
        fresh.replace(path)
        _sync_folder(path.parent)
        return path.open("ab")

    def end(self) -> None:
        """Remove the journal: the run is done."""
        self.close()
        if self._path:
            self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the journal; another run can go on from it."""
        if self._file:
            with suppress(OSError):  # a full disk has been told of already
                self._file.close()


def _whole_lines(path: Path) -> list[bytes]:
    *lines, _ = path.read_bytes().split(b"\n")
    return lines


def _check_same_run(path: Path, before: dict[str, Any], now: dict[str, Any]) -> None:
    other = [name for name in now if before.get(name) != now[name]]
    if other:
        raise FileError(
            f"{path} is the journal of another run: {', '.join(other)} differ. Go on with what "
            "that run was given, or start over without resume=True."
        )
