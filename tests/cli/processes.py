"""Run the command `dedup` as people do: in a process of its own, through pipes or a terminal."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["COMMAND", "Done", "Terminal", "environment", "run"]

_PATIENCE = 30  # seconds; far more than any step takes
COMMAND = [sys.executable, "-m", "dedup"]
# What the machine at hand may have set, and what would change what the command shows.
_LEFT_OUT = {"NO_COLOR", "FORCE_COLOR", "PAGER", "LESS", "COLUMNS", "LINES", "PYTHONIOENCODING"}


@dataclass(frozen=True, slots=True)
class Done:
    """Hold how a command ended and what it wrote."""

    code: int
    out: bytes
    error: str

    @property
    def text(self) -> str:
        """What was written to standard output, as text."""
        return self.out.decode()


def environment(given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment for a command: this one, without what changes its looks."""
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return {**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(given or {})}


def run(
    *arguments: str | Path,
    folder: Path | None = None,
    given: bytes = b"",
    variables: Mapping[str, str] | None = None,
) -> Done:
    """Run the command through pipes until it ends."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=folder,
        input=given,
        capture_output=True,
        env=environment(variables),
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr.decode())


class Terminal:
    """Run the command at a terminal of 24 lines of 80 characters, and type into it."""

    def __init__(
        self,
        *arguments: str | Path,
        folder: Path | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        self.shown = b""
        self._screen, keyboard = pty.openpty()
        fcntl.ioctl(keyboard, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._process = subprocess.Popen(
            [*COMMAND, *map(str, arguments)],
            cwd=folder,
            stdin=keyboard,
            stdout=keyboard,
            stderr=keyboard,
            env=environment(variables),
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(keyboard)

    def wait_for(self, words: bytes) -> None:
        """Read the screen until it shows something."""
        while words not in self.shown:
            assert self._read(), f"the command ended; the screen shows {self.shown!r}"

    def type(self, keys: bytes) -> None:
        r"""Press keys; Ctrl-C is \x03 and Ctrl-D is \x04."""
        os.write(self._screen, keys)

    def type_until(self, keys: bytes, words: bytes) -> None:
        """Press keys again and again until the screen shows something."""
        while words not in self.shown:
            self.type(keys)
            while select.select([self._screen], [], [], 0.5)[0] and self._read():
                pass

    def end(self) -> Done:
        """Wait until the command ends; line ends are given as the command wrote them."""
        while self._read():
            pass
        code = self._process.wait(timeout=60)
        os.close(self._screen)
        return Done(code, self.shown.replace(b"\r\n", b"\n"), "")

    def _read(self) -> bool:
        ready, _, _ = select.select([self._screen], [], [], _PATIENCE)
        if not ready:
            self._process.kill()
            raise TimeoutError(f"nothing more is shown than {self.shown!r}")
        try:
            part = os.read(self._screen, 1 << 16)
        except OSError:  # nobody holds the other side any more
            return False
        self.shown += part
        return bool(part)
