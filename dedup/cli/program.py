"""The command `dedup` as a whole: its commands, and what happens when one of them fails."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from pathlib import Path
from typing import Any, TextIO

import click

from dedup.cli.check import check
from dedup.cli.cleaning import clean
from dedup.cli.diff import diff
from dedup.cli.failures import FAILED, INTERRUPTED, PIPE_CLOSED, tell, what_failed
from dedup.cli.run import run
from dedup.cli.show import show
from dedup.errors import DedupError
from dedup.version import __version__

__all__ = ["program", "start"]


class _Program(click.Group):
    """Turn what commands raise into a line on standard error and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order in which they were added."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; Ctrl-C and a reader that has gone are no news to anybody."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _let_go(sys.stdout)
            ctx.exit(PIPE_CLOSED)
        return result


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="dedup %(version)s")
def program() -> None:
    """Find passages that a news text says twice, take the copies out, and account for them.

    Look first, with `dedup show FILE`; then clean, with `dedup clean FILE -o OUT`.

    Exit codes: 0 done, 1 repeats found (check only), 2 wrong use, missing file or bad input,
    130 interrupted.
    """


# One line a command, in the order in which people meet them.
program.add_command(show)
program.add_command(clean)
program.add_command(check)
program.add_command(diff)
program.add_command(run)


def start() -> int:
    """Run the command with the arguments of this process and return its exit code.

    A fault of the program itself gives a traceback and code 2, never 1: that one means that
    repeats were found.
    """
    if sys.stderr is None:  # closed by whoever started this: there is nobody to tell
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115, it lives as long as the process
    if sys.stdout is None:
        tell("standard output is closed. Send it to a file, or to /dev/null.")
        return FAILED
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = _run_program()
    except OSError:  # standard error takes nothing more: there is nobody to tell
        _let_go(sys.stderr)
        return FAILED
    try:
        sys.stdout.flush()
    except OSError as error:
        _let_go(sys.stdout)
        if isinstance(error, BrokenPipeError):
            return PIPE_CLOSED
        if code != FAILED:  # or it was told already
            tell(what_failed(error))
        return FAILED
    return code


def _run_program() -> int:
    """Run the command; tell what goes wrong."""
    try:
        code = program.main(prog_name="dedup", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        error.show()
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except (DedupError, OSError) as error:
        tell(what_failed(error) if isinstance(error, OSError) else str(error))
        return FAILED
    except Exception:
        traceback.print_exc()
        tell("this is a fault of dedup itself. Please report it with the lines above.")
        return FAILED


def _let_go(stream: TextIO) -> None:
    """Let what is still to be written to a stream, at exit at the latest, go nowhere."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
