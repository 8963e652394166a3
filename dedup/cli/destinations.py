"""Where cleaned texts and their reports go; nothing is written over what is still to be read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from dedup.cli.failures import Failure
from dedup.cli.texts import STANDARD

__all__ = ["Destination", "find_destinations", "find_index"]

_INDEX: Final = "index.html"


@dataclass(frozen=True, slots=True)
class Destination:
    """Say where one text comes from and where it and its report go.

    Attributes:
        source: a file, or "-" for standard input.
        output: where the cleaned text goes; None for standard output.
        in_place: whether that is the source itself.
        backup: where the text goes as it was; None for nowhere.
        report: where its report goes; None for nowhere.
    """

    source: str
    output: Path | None
    in_place: bool
    backup: Path | None
    report: Path | None


def find_destinations(
    sources: tuple[str, ...],
    *,
    output: str | None,
    in_place: bool,
    backup: str | None,
    report: str | None,
) -> list[Destination]:
    """Decide for each text where it goes, before any is read.

    Raises:
        click.UsageError: the flags do not go together.
        Failure: two files would be written to one place, or an input would be overwritten.
    """
    _check_flags(sources, output, in_place, backup)
    _check_place("-o", output, sources)
    _check_place("--report", report, sources)
    found = [
        Destination(
            source=source,
            output=Path(source) if in_place else _placed(source, sources, output, ""),
            in_place=in_place,
            backup=Path(f"{source}{backup}") if backup else None,
            report=_placed(source, sources, report, ".html"),
        )
        for source in sources
    ]
    _refuse_clashes(found, find_index(sources, report))
    return found


def find_index(sources: tuple[str, ...], report: str | None) -> Path | None:
    """Return where the index of the reports goes; None where there is only one report, or none."""
    if report is None or not _is_folder(report, sources):
        return None
    return Path(report, _INDEX)


def _is_folder(place: str, sources: tuple[str, ...]) -> bool:
    """Tell whether a place is a folder into which every text or report goes by its own name."""
    return len(sources) > 1 or place.endswith(("/", os.sep)) or Path(place).is_dir()


def _check_flags(
    sources: tuple[str, ...], output: str | None, in_place: bool, backup: str | None
) -> None:
    if in_place and output is not None:
        raise click.UsageError("--in-place and -o exclude each other: give one of them.")
    if in_place and STANDARD in sources:
        raise click.UsageError("--in-place needs files: standard input has no place.")
    if backup is not None and not in_place:
        raise click.UsageError("--backup goes with --in-place: without it nothing is replaced.")
    if backup is not None and (not backup or Path(backup).name != backup):
        raise click.UsageError(
            f"--backup {backup!r} cannot be used: expected the end of a file name, such as .bak."
        )
    if len(sources) > 1 and not in_place and output in (None, STANDARD):
        raise click.UsageError(
            "several files cannot go to standard output together: give a folder, -o FOLDER, "
            "or --in-place."
        )


def _check_place(flag: str, place: str | None, sources: tuple[str, ...]) -> None:
    """Refuse the name of a file where a folder is wanted, and what lies in no folder."""
    if place is None or place == STANDARD:
        return
    path = Path(place)
    reads_as_file = path.is_file() or (path.suffix and not place.endswith(("/", os.sep)))
    if _is_folder(place, sources) and reads_as_file and not path.is_dir():
        raise click.UsageError(
            f"{flag} {place} {'is' if path.is_file() else 'reads as'} the name of a file, where a "
            "folder is wanted: give one, with / at its end if it is to be made."
        )
    if not path.parent.is_dir():
        raise Failure(
            f"{place} cannot be written: there is no folder {path.parent}. Make it first, or "
            "correct the name."
        )


def _placed(source: str, sources: tuple[str, ...], place: str | None, suffix: str) -> Path | None:
    """Return where one text or report goes: the place itself, or its name in that folder."""
    if place is None or (place == STANDARD and not suffix):
        return None
    if not _is_folder(place, sources):
        return Path(place)
    if source == STANDARD:
        raise Failure(f"{place}: standard input has no name there. Give the name of a file.")
    return Path(place, Path(source).name + suffix)


def _refuse_clashes(found: list[Destination], index: Path | None) -> None:
    """Refuse to write over an input, or two things to one place."""
    inputs = {_identity(Path(each.source)) for each in found if each.source != STANDARD}
    written = {_identity(index)} if index else set()
    for each in found:
        for path in _written_by(each):
            place = _identity(path)
            if place in inputs and not (each.in_place and path is each.output):
                raise Failure(
                    f"{path}: this is an input, and would be overwritten. Choose another name, "
                    "or --in-place to replace a text by what is left of it."
                )
            if place in written:
                raise Failure(
                    f"{path}: two files would be written there. Clean them one after the other, "
                    "each with a name of its own."
                )
            written.add(place)


def _written_by(destination: Destination) -> Iterator[Path]:
    for path in (destination.output, destination.backup, destination.report):
        if path is not None and (path.is_file() or not path.exists()):
            yield path


def _identity(path: Path) -> object:
    """Return the same for every name of a file, links included."""
    try:
        known = path.stat()
    except OSError:
        return os.path.realpath(path)
    return known.st_dev, known.st_ino
