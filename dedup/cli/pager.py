"""Long output a screenful at a time, as git shows it; and whether it may be coloured."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

__all__ = ["may_colour", "show_lines"]

# Quit if it fits on one screen, show colours, leave the text on the screen: what git sets.
_LESS: Final = "FRX"


def may_colour() -> bool:
    """Tell whether standard output takes colours.

    NO_COLOR (no-color.org) forbids them, FORCE_COLOR (force-color.org) asks for them where there
    is no terminal; either counts when it is not empty, and the first one wins.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def show_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output, through a pager where that is a terminal.

    The pager is $PAGER, or less; `PAGER=cat` or an empty one is none.
    """
    pager = _pager() if sys.stdout.isatty() else None
    if pager is None:
        for line in lines:
            sys.stdout.write(line)
        sys.stdout.flush()
        return
    environment = {"LESS": _LESS, "LV": "-c", **os.environ}
    with subprocess.Popen(pager, stdin=subprocess.PIPE, env=environment) as process:
        assert process.stdin is not None
        try:
            with suppress(BrokenPipeError), process.stdin as pipe:  # people may quit before the end
                for line in lines:
                    pipe.write(line.encode(sys.stdout.encoding, errors="backslashreplace"))
        finally:
            _wait(process)


def _pager() -> list[str] | None:
    words = shlex.split(os.environ.get("PAGER", "less"))
    if not words or words == ["cat"] or shutil.which(words[0]) is None:
        return None
    return words


def _wait(process: subprocess.Popen[bytes]) -> None:
    """Wait until the pager ends; Ctrl-C is for the pager while it shows something."""
    while process.poll() is None:
        with suppress(KeyboardInterrupt):
            process.wait()
