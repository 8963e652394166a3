"""How things are timed: against a yardstick, in rounds, and by processes of their own."""

import gc
import json
import math
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
_WORD = re.compile(r"\w+")
Item = TypeVar("Item")
Answer = TypeVar("Answer")

LONGEST = 60.0
"""Seconds that a single run may be expected to take; what would take longer is not run."""


def timed(
    work: Callable[[Item], Answer],
    items: Iterable[Item],
    clock: Callable[[], float] = time.process_time,
) -> tuple[float, list[Answer]]:
    """Do some work item by item; return the seconds and the answers.

    The clock counts the time of this process, whatever others do meanwhile; where several
    processes work together, it has to be `time.perf_counter`.
    """
    gc.collect()
    start = clock()
    answers = list(map(work, items))
    return clock() - start, answers


def yardstick(texts: Sequence[str]) -> float:
    r"""Time `re.findall(r"\w+", text)` over texts."""
    return timed(count_words, texts)[0]


def count_words(text: str) -> int:
    r"""Count the words of a text by `re.findall(r"\w+", text)`."""
    return len(_WORD.findall(text))


def growth_times(
    work: Callable[[str], object], make: Callable[[int], str], sizes: Sequence[int]
) -> list[tuple[int, float]]:
    """Return how many seconds some work takes over texts of these sizes.

    The least of three runs counts, or of one where a run is long. A size that would take too long
    is left out, with those above it.
    """
    times: list[tuple[int, float]] = []
    for size in sizes:
        if len(times) > 1:
            last_size, last = times[-1]
            if last * (size / last_size) ** exponent(times[-2:]) > LONGEST:
                break
        text = make(size)
        runs = [timed(work, [text])[0]]
        while len(runs) < 3 and sum(runs) < LONGEST / 6:
            runs.append(timed(work, [text])[0])
        times.append((size, min(runs)))
    return times


def exponent(times: Sequence[tuple[int, float]]) -> float:
    """Return with which power of the size time grows from the first to the last."""
    (first_size, first), (last_size, last) = times[0], times[-1]
    return math.log(last / first) / math.log(last_size / first_size)


_IMPORT = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"


def import_ratio(module: str, other: str, *, rounds: int) -> float:
    """Return how long importing a module takes, as a multiple of importing another one.

    Both are compiled before, as pip does when it installs them.
    """
    ratios = []
    with TemporaryDirectory() as compiled:
        for _ in range(1 + rounds):
            programs = map(_IMPORT.format, (module, other))
            times = [float(_run(program, compiled=compiled)) for program in programs]
            ratios.append(times[0] / times[1])
    return median(ratios[1:])


_SPIN = (
    "import time; t = time.perf_counter(); sum(range(30_000_000)); print(time.perf_counter() - t)"
)


def two_at_once() -> float:
    """Return how much sooner two processes with work of their own are done at once than in turn."""
    alone = float(_run(_SPIN))
    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(_run, (_SPIN, _SPIN)))
    return 2 * alone / max(map(float, together))


_PEAK = """
import json, pathlib, sys
import dedup

def kilobytes(name):
    status = pathlib.Path("/proc/self/status").read_text()
    return int(status.split(name + ":")[1].split()[0])

dedup.clean(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")[:5000])
text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
before = kilobytes("VmRSS")
cleaned = dedup.clean(text)
removed = sum(len(removal.span) for removal in cleaned.report.removals)
print(json.dumps([1024 * (kilobytes("VmHWM") - before) / len(text), removed]))
"""


def peak_memory(file: Path) -> tuple[float, int]:
    """Clean the text of a file in a process of its own (Linux).

    Returns:
        Bytes a character at the peak, above the text itself; and how many characters went.
    """
    used, removed = json.loads(_run(_PEAK, str(file)))
    return float(used), int(removed)


def _run(program: str, *arguments: str, compiled: str = "") -> str:
    """Run a program; with a folder for what is compiled, whether or not others want such files."""
    kept = {"PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""} if compiled else {}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={**os.environ, **kept},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout
