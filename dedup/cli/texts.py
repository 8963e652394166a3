"""Texts in and out of files, byte for byte."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dedup.cli.encodings import EncodingError, find_codec, how_encoded
from dedup.cli.failures import Failure, note
from dedup.render.invisible import show_invisible

__all__ = ["STANDARD", "Text", "read_text", "write_whole"]

STANDARD: Final = "-"  # how standard input or output is written


@dataclass(frozen=True, slots=True)
class Text:
    """Hold a text with the bytes that it was read from.

    Attributes:
        name: what messages call it; control characters are written out.
        data: the bytes.
        text: what they say; line ends and a byte-order mark stand as they were.
        codec: what decoded them, and encodes them again.
    """

    name: str
    data: bytes
    text: str
    codec: str

    def encoded(self, cleaned: str) -> bytes:
        """Return a cleaned text in the bytes of this one.

        Raises:
            Failure: the encoding does not give the bytes of this text back.
        """
        if cleaned is self.text:
            return self.data
        with contextlib.suppress(UnicodeError):  # idna reads what it refuses to write
            if self.text.encode(self.codec) == self.data:
                return cleaned.encode(self.codec)
        raise Failure(
            f"{self.name}: encoded again as {self.codec} it is not the same bytes, so it cannot be "
            "written back unharmed. Convert it to utf-8 first."
        )


def read_text(source: str, encoding: str) -> Text:
    """Read a file, or standard input for "-".

    Raises:
        OSError: the file cannot be read.
        Failure: its bytes are not in that encoding.
    """
    if source == STANDARD:
        if sys.stdin is None:
            raise Failure("standard input is closed. Name a file, or pipe a text in.")
        if sys.stdin.isatty():
            note("dedup: reads the text from here; end it with Ctrl-D on a line of its own.")
        name = "<stdin>"
        try:
            data = sys.stdin.buffer.read()
        except OSError as error:  # its terminal has gone, say
            raise OSError(error.errno, error.strerror, name) from error
    else:
        name, data = show_invisible(source), Path(source).read_bytes()
    try:
        codec = find_codec(data, encoding)
        return Text(name, data, data.decode(codec), codec)
    except UnicodeDecodeError as error:
        raise Failure(
            f"{name}: byte 0x{data[error.start]:02x} at offset {error.start} is not {encoding}. "
            f"{how_encoded(data)}"
        ) from error
    except EncodingError as error:
        raise Failure(f"{name}: {error}") from error
    except UnicodeError as error:  # punycode names no byte
        raise Failure(f"{name}: it is not {encoding}. {how_encoded(data)}") from error


def write_whole(path: Path, data: bytes, *, like: Path | None = None) -> None:
    """Write a file so that it is there whole or not at all, whatever happens meanwhile.

    The bytes go to a temporary file beside it, which then takes its name. A file that is there
    keeps its mode and its owner; a link stays a link. Devices and pipes are written straight.

    Args:
        path: the file.
        data: all that it is to hold.
        like: another file whose mode and owner it is to have, for one that is new.

    Raises:
        Failure: it cannot be written; says why.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
        try:
            _write(temporary, data, like=target if target.exists() else like)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        _settle(target.parent)
    except OSError as error:
        raise Failure(
            f"{path} cannot be written: {error.strerror or error}. What was there is as it was: "
            "put that right, or write somewhere else."
        ) from error


def _write(temporary: Path, data: bytes, like: Path | None) -> None:
    with temporary.open("xb") as file:
        file.write(data)
        if like:
            known = like.stat()
            if hasattr(os, "chown"):
                with contextlib.suppress(PermissionError):  # another's file becomes one's own
                    os.chown(temporary, known.st_uid, known.st_gid)
            temporary.chmod(stat.S_IMODE(known.st_mode))
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Bring the new name of a file to the disk too, where a folder can be opened."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
