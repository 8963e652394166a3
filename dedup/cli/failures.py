"""What the command says: a line of its result, what it did, what is wrong; and its exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, Final, TextIO

import click

from dedup.render.invisible import show_invisible

__all__ = [
    "FAILED",
    "INTERRUPTED",
    "PIPE_CLOSED",
    "REPEATS_FOUND",
    "Failure",
    "answer",
    "is_of_standard_output",
    "note",
    "tell",
    "telling_failures",
    "what_failed",
]

REPEATS_FOUND: Final = 1
FAILED: Final = 2
INTERRUPTED: Final = 130  # 128 and the number of the signal, as a shell gives it
PIPE_CLOSED: Final = 141


class Failure(click.ClickException):
    """End the command with one line on standard error and exit code 2."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line."""
        tell(self.message)


def tell(message: str) -> None:
    """Say on standard error, above a progress bar if there is one, what went wrong."""
    note(f"dedup: {message}")


def note(line: str) -> None:
    """Say on standard error, above a progress bar if there is one, what was done."""
    _print(line, sys.stderr)


def answer(line: str) -> None:
    """Print a line of the result on standard output, above a progress bar if there is one."""
    _print(line, sys.stdout)


def _print(line: str, stream: TextIO) -> None:
    """Print a line; control characters, as the name of a file may hold them, are written out."""
    bars = sys.modules.get("tqdm")
    if bars is None:
        click.echo(show_invisible(line), file=stream)
    else:
        bars.tqdm.write(show_invisible(line), file=stream)


@dataclass(slots=True)
class _Failed:
    """Say whether a failure happened."""

    happened: bool = False


@contextmanager
def telling_failures() -> Iterator[_Failed]:
    """Tell what goes wrong with one file and go on, so that the others have their turn.

    Standard output that takes nothing more is not the fault of a file, and ends the command.
    """
    failure = _Failed()
    try:
        yield failure
    except OSError as error:
        if is_of_standard_output(error):
            raise
        tell(what_failed(error))
        failure.happened = True
    except Failure as error:
        error.show()
        failure.happened = True


def is_of_standard_output(error: OSError) -> bool:
    """Tell whether an error of the system is about standard output: all else has a name."""
    return error.filename is None and error.strerror is not None


def what_failed(error: OSError) -> str:
    """Return which file an error of the system is about, and what went wrong.

    >>> what_failed(FileNotFoundError(2, "No such file or directory", "news.txt"))
    'news.txt: No such file or directory'
    """
    if is_of_standard_output(error):
        return f"standard output cannot be written: {error.strerror}."
    if error.strerror is None:
        return str(error)
    if isinstance(error, IsADirectoryError):
        return f"{error.filename}: this is a folder. Name files in it, or clean all with dedup run."
    return f"{error.filename}: {error.strerror}"
