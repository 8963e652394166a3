"""A run in a process of its own, killed at some moment and taken up again."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

_SCRIPT = """
import json, sys
import dedup.files.run
from dedup.files import clean_files

if __name__ == "__main__":
    arguments = json.loads(sys.argv[1])
    dedup.files.run.CHECKPOINT = arguments.pop("checkpoint")
    clean_files(**arguments)
"""


class Runs:
    """Start runs with the same arguments.

    Args:
        folder: for the script.
        checkpoint: bytes of text between two checkpoints.
        arguments: of `clean_files`.
    """

    def __init__(self, folder: Path, *, checkpoint: int, **arguments: Any) -> None:
        self._script = folder / "script.py"
        self._script.write_text(_SCRIPT, encoding="utf-8")
        self._arguments = {"checkpoint": checkpoint, **arguments}

    def start(self, **further: Any) -> "subprocess.Popen[str]":
        """Start a run in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, str(self._script), json.dumps({**self._arguments, **further})],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def finish(self, **further: Any) -> float:
        """Run to the end; return the seconds it took."""
        began = time.monotonic()
        running = self.start(**further)
        _, errors = running.communicate(timeout=1800)
        assert running.returncode == 0, errors
        return time.monotonic() - began

    def kill_and_go_on(self, times: int, *, seconds: float, seed: int, **further: Any) -> int:
        """Kill runs at random moments of an undisturbed one's time, then let one finish.

        Returns:
            How many were killed before they had ended.
        """
        draw = random.Random(seed)
        killed = 0
        for _ in range(times):
            running = self.start(resume=True, **further)
            time.sleep(draw.uniform(0, seconds))
            killed += running.poll() is None
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
            running.communicate()
        self.finish(resume=True, **further)
        return killed
