"""Bytes in and out: plain or compressed files, remote ones, standard input."""

from __future__ import annotations

import errno
import gzip
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from dedup.errors import FileError, MissingPackageError

__all__ = [
    "COMPRESSIONS",
    "STANDARD",
    "compressed",
    "decompressed",
    "is_remote",
    "open_bytes",
    "reading",
    "remote_files",
    "size_and_time",
    "size_of",
    "upload",
]

STANDARD: Final = "-"
"""The name that stands for standard input and standard output."""
COMPRESSIONS: Final = (".gz", ".zst")
_READ: Final = 1 << 20  # bytes read from the disk at one go; judgement, not measured


def is_remote(name: str) -> bool:
    """Tell whether a name is an address such as s3://bucket/key."""
    return "://" in name


def remote_files(name: str) -> tuple[Any, str]:
    """Return the file system that an address belongs to, and its path there.

    Raises:
        FileError: there is no such kind of address.
        MissingPackageError: fsspec, or the package for this kind of address, is missing.
    """
    try:
        from fsspec.core import url_to_fs

        files, path = url_to_fs(name)
    except ImportError as error:
        raise MissingPackageError(
            f"{name} cannot be reached: {error}. Install the extra: "
            "pip install 'dedup-passages[remote]'"
        ) from error
    except ValueError as error:  # no kind of address is called so
        raise FileError(f"{name} cannot be reached: {error}.") from error
    return files, path


def open_bytes(name: str) -> BinaryIO:
    """Open a file, a remote file or standard input for reading, as the bytes that it holds."""
    if name == STANDARD:
        if sys.stdin is None:
            raise FileError("standard input is closed. Name a file, or pipe records in.")
        return sys.stdin.buffer
    if is_remote(name):
        files, path = remote_files(name)
        return cast("BinaryIO", files.open(path, "rb", block_size=_READ))
    return Path(name).open("rb", buffering=_READ)


def size_of(name: str) -> int | None:
    """Return the bytes of a file as it lies on the disk; None for standard input."""
    if name == STANDARD:
        return None
    if is_remote(name):
        files, path = remote_files(name)
        return cast("int | None", files.size(path))
    return Path(name).stat().st_size


def size_and_time(name: str) -> tuple[int | None, int | None]:
    """Return what changes with a file: its bytes, and when it was written in nanoseconds."""
    if name == STANDARD or is_remote(name):
        return size_of(name), None
    status = Path(name).stat()
    return status.st_size, status.st_mtime_ns


def upload(file: Path, name: str) -> None:
    """Bring a file to a remote address; it appears there when it is whole."""
    files, path = remote_files(name)
    files.makedirs(path.rpartition("/")[0], exist_ok=True)
    files.put_file(str(file), path)


def decompressed(file: BinaryIO, name: str) -> BinaryIO:
    """Return the content of a file, decompressed as it is read where its name says so."""
    if name.endswith(".gz"):
        return cast("BinaryIO", gzip.GzipFile(fileobj=file, mode="rb"))
    if name.endswith(".zst"):
        return cast("BinaryIO", _zstd().ZstdFile(file, "rb"))
    return file


def compressed(file: BinaryIO, name: str) -> BinaryIO:
    """Return a new member of a compressed file to write to, or the file itself if it is plain.

    The same bytes come out at any time: gzip's time stamp is left at zero.
    """
    if name.endswith(".gz"):
        return cast("BinaryIO", gzip.GzipFile("", "wb", fileobj=file, mtime=0))
    if name.endswith(".zst"):
        return cast("BinaryIO", _zstd().ZstdFile(file, "wb"))
    return file


@contextmanager
def reading(name: str, place: str = "") -> Iterator[None]:
    """Turn what goes wrong with an input into an error that names it, and where.

    Args:
        name: of the input.
        place: how far it was read, such as " after line 3".
    """
    try:
        yield
    except FileError:
        raise
    except _reading_errors() as error:
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, FileNotFoundError):  # of which file systems far away say less
            reason = os.strerror(errno.ENOENT)
        damaged = not isinstance(error, OSError) or isinstance(error, gzip.BadGzipFile)
        hint = " It is damaged or cut off: fetch it again." if damaged else ""
        raise FileError(f"{name} cannot be read{place}: {reason.rstrip('.')}.{hint}") from error


def _zstd() -> Any:
    try:
        return import_module(
            "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
        )
    except ImportError as error:
        raise MissingPackageError(
            ".zst files need backports.zstd: pip install 'dedup-passages[files]'"
        ) from error


def _reading_errors() -> tuple[type[Exception], ...]:
    known = (OSError, EOFError, zlib.error)
    try:
        return (*known, _zstd().ZstdError)
    except MissingPackageError:
        return known
