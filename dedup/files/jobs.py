"""Which files are read, and under which names they are written."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Any

from dedup.errors import FileError
from dedup.files.formats import TEXT, format_of, is_known
from dedup.files.streams import STANDARD, is_remote, reading, remote_files, size_of

__all__ = ["Job", "check_folders", "check_names", "find_jobs"]


@dataclass(frozen=True, slots=True)
class Job:
    """Name the files that are cleaned at one go: one, or all text files of a folder.

    Attributes:
        sources: names of the files to read.
        targets: names of the files to write, one for each.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]


def find_jobs(inputs: Sequence[str], output: str) -> list[Job]:
    """Find the files that are meant, and the names of their cleaned forms.

    Args:
        inputs: files, folders, patterns such as news/*.jsonl, or "-" alone.
        output: a folder, or a file where there is one input file.

    Raises:
        FileError: a file is missing, two would have one name, or one would replace its own source.
    """
    if not inputs:
        raise FileError("there is nothing to clean: inputs is empty. Name a file.")
    if STANDARD in inputs or output == STANDARD:
        if (list(inputs), output) != ([STANDARD], STANDARD):
            raise FileError(
                "- stands for standard input and standard output together: name no file, or two."
            )
        return [Job((STANDARD,), (STANDARD,))]
    into_folder = _goes_into_folder(inputs, output)
    if into_folder and is_known(output) and not _is_folder(output):
        raise FileError(
            f"{output} is the name of a file, but several are to be written: name a folder."
        )
    jobs: list[Job] = []
    for given in inputs:
        pairs = [
            (name, _joined(output, inside) if into_folder else output)
            for name, inside in _expand(given, output)
        ]
        texts = [pair for pair in pairs if format_of(pair[0]) == TEXT]
        jobs += [Job((source,), (target,)) for source, target in pairs if format_of(source) != TEXT]
        if texts:
            jobs.append(Job(*(tuple(names) for names in zip(*texts, strict=True))))
    _check(jobs)
    return jobs


def _goes_into_folder(inputs: Sequence[str], output: str) -> bool:
    """Tell whether the output names a folder: one that is there, or one for several files."""
    return (
        len(inputs) > 1
        or output.endswith(("/", os.sep))
        or _is_folder(output)
        or any(_is_folder(given) or _is_pattern(given) for given in inputs)
    )


def _expand(given: str, output: str) -> Iterator[tuple[str, str]]:
    """Yield the files that an input stands for, each with its name inside the output folder."""
    if _is_folder(given):
        if not is_remote(given) and Path(output).resolve().is_relative_to(Path(given).resolve()):
            raise FileError(f"{output} lies inside {given}, which is read: write somewhere else.")
        found = _files_below(given)
    elif _is_pattern(given):
        found = _matches(given)
    else:
        _check_source(given)
        format_of(given)
        found = [(given, PurePosixPath(given).name)]
    found = [(name, inside) for name, inside in found if is_known(name)]
    if not found:
        raise FileError(f"{given} leads to no file that can be read.")
    yield from found


def _joined(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{name}" if is_remote(folder) else str(Path(folder) / name)


def _is_pattern(given: str) -> bool:
    return glob.has_magic(given) and (is_remote(given) or not os.path.lexists(given))


def _is_folder(given: str) -> bool:
    if is_remote(given):
        return given.endswith("/")
    try:
        return Path(given).is_dir()
    except OSError:  # what cannot even be looked at is told of when it is opened
        return False


def _files_below(folder: str) -> list[tuple[str, str]]:
    """Return the files in a folder, each with its way from there; none that are hidden."""
    if is_remote(folder):
        files, root = remote_files(folder)
        return _addresses(files, files.find(root), root)
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [str(Path(place) / name) for name in names if not name.startswith(".")]
    return [(name, os.path.relpath(name, folder)) for name in sorted(found)]


def _matches(pattern: str) -> list[tuple[str, str]]:
    """Return the files that a pattern leads to, each with its way from the first star's folder."""
    if is_remote(pattern):
        files, path = remote_files(pattern)
        found = files.glob(path, detail=True)
        matching = [name for name, about in found.items() if about["type"] == "file"]
        return _addresses(files, matching, _fixed(path))
    paths = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 (patterns may be absolute)
    root = _fixed(pattern)
    return [(path, os.path.relpath(path, root)) for path in paths if not _is_folder(path)]


def _addresses(files: Any, paths: list[str], root: str) -> list[tuple[str, str]]:
    """Return addresses of remote files, each with its way from a folder."""
    return [
        (
            files.unstrip_protocol(path),
            str(PurePosixPath(path).relative_to(root.rstrip("/") or "/")),
        )
        for path in sorted(paths)
    ]


def _fixed(pattern: str) -> str:
    """Return the part of a pattern before its first star."""
    parts = PurePosixPath(pattern).parts
    return str(PurePosixPath(*takewhile(lambda part: not glob.has_magic(part), parts)))


def _check_source(source: str) -> None:
    with reading(source):
        size_of(source)


def _check(jobs: list[Job]) -> None:
    taken: dict[str, str] = {}
    pairs = [pair for job in jobs for pair in zip(job.sources, job.targets, strict=True)]
    for source, target in pairs:
        _check_source(source)
        if not is_known(target):
            raise FileError(
                f"{target} ends with the suffix of no format: give it that of {source}, or / to "
                "name a folder."
            )
        if format_of(target) != format_of(source):
            raise FileError(
                f"{target} would hold {format_of(target)}, but {source} holds {format_of(source)}: "
                "give the output a suffix of that format."
            )
        if target in taken:
            raise FileError(f"{source} and {taken[target]} would both be written to {target}.")
        taken[target] = source
    sources = {_identity(source) for source, _ in pairs}
    for source, target in pairs:
        if _identity(target) in sources:
            raise FileError(
                f"{target} is read as well: write somewhere else, so that {source} stays as it is."
            )


def check_folders(names: Iterable[str]) -> None:
    """Refuse outputs in folders that are missing; a folder that is an output itself is made.

    Raises:
        FileError: names the folder.
    """
    for name in names:
        folder = Path(name).parent
        if name != STANDARD and not is_remote(name) and not folder.is_dir():
            raise FileError(
                f"{name} cannot be written: there is no folder {folder}. Make it first, or "
                "correct the name."
            )


def check_names(jobs: Sequence[Job], names: Iterable[str]) -> None:
    """Refuse names of further outputs that are those of files already read or written.

    Raises:
        FileError: names the file.
    """
    taken = {_identity(name) for job in jobs for name in (*job.sources, *job.targets)}
    for name in names:
        if _identity(name) in taken:
            raise FileError(f"{name} is read, or written twice: give each output its own name.")
        taken.add(_identity(name))


def _identity(name: str) -> object:
    """Return what two names of the same file share."""
    if is_remote(name):
        return name
    try:
        status = Path(name).stat()
    except OSError:
        return str(Path(name).resolve())
    return status.st_dev, status.st_ino
