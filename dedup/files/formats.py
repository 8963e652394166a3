"""Which format a name stands for: suffix to reader and writer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from dedup.errors import FileError
from dedup.files.delimited import DelimitedLines
from dedup.files.jsonl import JsonLines
from dedup.files.parquet import ParquetTable
from dedup.files.portions import Collection
from dedup.files.records import Settings
from dedup.files.safety import Target
from dedup.files.streams import COMPRESSIONS, STANDARD
from dedup.files.text import TextFiles

__all__ = ["TEXT", "format_of", "is_known", "open_collection"]

TEXT: Final = "text"
_FORMATS: Final = {
    ".jsonl": "JSON Lines",
    ".ndjson": "JSON Lines",
    ".csv": "CSV",
    ".tsv": "TSV",
    ".parquet": "Parquet",
    ".txt": TEXT,
    ".md": TEXT,
}
_COMPRESSIBLE: Final = ("JSON Lines", "CSV", "TSV")


def is_known(name: str) -> bool:
    """Tell whether a name has a suffix that can be read."""
    suffix, compression = _suffixes(name)
    return suffix in _FORMATS and (not compression or _FORMATS[suffix] in _COMPRESSIBLE)


def format_of(name: str) -> str:
    """Return the name of the format that a file name stands for.

    Raises:
        FileError: no format has that suffix.
    """
    if name == STANDARD:
        return "JSON Lines"
    if not is_known(name):
        known = ", ".join(_FORMATS)
        raise FileError(
            f"{name} ends with the suffix of no format: expected {known}, those of lines also with "
            f"{' or '.join(COMPRESSIONS)} after them."
        )
    return _FORMATS[_suffixes(name)[0]]


def open_collection(
    sources: Sequence[str], targets: Sequence[Target], settings: Settings
) -> Collection:
    """Return what reads some files and writes their cleaned form.

    Args:
        sources: one file, or several of text.
        targets: where each goes.
        settings: what is wanted of every record.
    """
    match format_of(sources[0]):
        case "text":
            return TextFiles(sources, targets, settings)
        case "Parquet":
            return ParquetTable(sources[0], targets[0], settings)
        case "CSV" | "TSV":
            return DelimitedLines(sources[0], targets[0], settings)
    return JsonLines(sources[0], targets[0], settings)


def _suffixes(name: str) -> tuple[str, str]:
    path = PurePosixPath(name.lower().replace("\\", "/"))
    compression = path.suffix if path.suffix in COMPRESSIONS else ""
    return (path.with_suffix("").suffix if compression else path.suffix), compression
