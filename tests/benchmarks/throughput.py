"""How fast whole files are cleaned, and in how much memory, beside `clean_many` on the same texts.

    python tests/benchmarks/throughput.py FOLDER [--articles 200000] [--workers 2] [--rounds 3]

Writes the articles once into FOLDER (about 1 GB as JSON Lines, the same as Parquet) and leaves
them there for the next time. Rounds go in turn over the three ways, so that whatever else the
machine does strikes all of them; medians are printed. Shares are given of the time on the clock
and of the processors' time, which other programs disturb less. Files are cleaned in a process of
their own, away from the texts of `clean_many`; memory is what that process and its workers hold
together, or the workers of `clean_many` alone, the most of four samples a second (Linux).
"""

import argparse
import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run by its path, this script still measures its own checkout

import dedup  # noqa: E402
from dedup.files import clean_files  # noqa: E402
from tests.benchmarks.news_generator import Newsroom  # noqa: E402

DIFFERENT = 4_000
"""Articles that are written; further ones begin with another number. Writing takes far longer than
cleaning, and nothing in the cleaning remembers another text."""
REPEATED = 7
"""One article in so many says four paragraphs twice, every second of these with other words."""
PORTION = 1_000
SAMPLES = 4  # a second
Answer = TypeVar("Answer")


def write_articles(number: int, folder: Path) -> tuple[Path, Path]:
    """Write articles as JSON Lines and as Parquet, unless they are there."""
    lines, table = folder / f"articles-{number}.jsonl", folder / f"articles-{number}.parquet"
    if lines.exists() and table.exists():
        return lines, table
    folder.mkdir(parents=True, exist_ok=True)
    room = Newsroom(1)
    texts = [
        (room.with_copy(near=place % 2 == 0) if place % REPEATED == 0 else room.article()).text
        for place in range(min(number, DIFFERENT))
    ]
    schema = pa.schema([("id", pa.int64()), ("url", pa.string()), ("text", pa.string())])
    with lines.open("w", encoding="utf-8") as file, pq.ParquetWriter(table, schema) as writer:
        for first in range(0, number, PORTION):
            rows = [
                {
                    "id": place,
                    "url": f"https://news.example/{place}",
                    "text": f"{place}. {texts[place % len(texts)]}",
                }
                for place in range(first, min(first + PORTION, number))
            ]
            file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
    return lines, table


def texts_of(lines: Path) -> Iterator[str]:
    """Read the texts of a file of JSON Lines."""
    with lines.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)["text"]


def in_memory(texts: list[str], workers: int) -> tuple[float, int]:
    """Clean texts that are in memory; return the seconds, and the characters that went."""
    began = time.perf_counter()
    removed = 0
    for cleaned in dedup.clean_many(texts, workers=workers):
        removed += sum(len(removal.span) for removal in cleaned.report.removals)
    return time.perf_counter() - began, removed


def in_file(source: Path, workers: int) -> tuple[float, int]:
    """Clean a file; return the seconds, and the characters that went."""
    target = source.with_name(f"cleaned-{source.name}")
    began = time.perf_counter()
    summary = clean_files(str(source), str(target), workers=workers)
    seconds = time.perf_counter() - began
    target.unlink()
    return seconds, summary.counts["removed_characters"]


def apart(work: Callable[[Path, int], Answer], source: Path, workers: int) -> Answer:
    """Do some work in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(work, source, workers).result()


def with_peak(work: Callable[[], Answer]) -> tuple[Answer, float]:
    """Do some work; return its answer, and the most megabytes other processes held for it."""
    done = threading.Event()
    samples: list[float] = []

    def sample() -> None:
        while not done.wait(1 / SAMPLES):
            samples.append(_memory_now())

    sampler = threading.Thread(target=sample)
    sampler.start()
    try:
        return work(), max(samples, default=0.0)
    finally:
        done.set()
        sampler.join()


def _processor_seconds() -> float:
    """Return the processor time of this process and of those it started that have ended."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _memory_now() -> float:
    """Return the megabytes of the descendants of this process, shared pages by their share."""
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = int(fields[1])
    family = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    total = 0
    for process in family - {os.getpid()}:
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line[:4] == "Pss:")
    return total / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    for number in (max(arguments.articles // 10, 1), arguments.articles):
        measure(number, arguments.folder, arguments.workers, arguments.rounds)


def measure(number: int, folder: Path, workers: int, rounds: int) -> None:
    """Measure so many articles and print what came of it."""
    lines, table = write_articles(number, folder)
    texts = list(texts_of(lines))
    ways: dict[str, Callable[[], tuple[float, int]]] = {
        "clean_many": lambda: in_memory(texts, workers),
        "JSON Lines": lambda: apart(in_file, lines, workers),
        "Parquet": lambda: apart(in_file, table, workers),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    busy: dict[str, list[float]] = {name: [] for name in ways}
    peaks = dict.fromkeys(ways, 0.0)
    removed = set()
    for _ in range(rounds):
        for name, way in ways.items():
            before = _processor_seconds()
            (taken, gone), peak = with_peak(way)
            busy[name].append(_processor_seconds() - before)
            seconds[name].append(taken)
            peaks[name] = max(peaks[name], peak)
            removed.add(gone)
    characters = sum(map(len, texts))
    assert len(removed) == 1, f"the ways disagree: {removed}"
    assert min(removed) > characters / 100, "too little was found"
    sizes = f"{lines.stat().st_size / 1e6:,.0f} MB of JSON Lines, {table.stat().st_size / 1e6:,.0f}"
    print(f"{number:,} articles, {sizes} MB of Parquet; {min(removed):,} characters removed")
    for name, times in seconds.items():
        share = median(seconds["clean_many"]) / median(times)
        busy_share = median(busy["clean_many"]) / median(busy[name])
        print(
            f"{name:11}{median(times):7.1f} s{characters / 1e6 / median(times):6.1f} MB/s  "
            f"{share:.2f} of clean_many by the clock, {busy_share:.2f} by processor time  "
            f"{peaks[name]:5.0f} MB of memory",
            flush=True,
        )


if __name__ == "__main__":
    main()
