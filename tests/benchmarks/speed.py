r"""Time the library, print each figure beside its target, and say what was found meanwhile.

    python tests/benchmarks/speed.py --quick
    python tests/benchmarks/speed.py --articles ../shared/bench/dev.jsonl --peers
    python tests/benchmarks/speed.py --case "articles" --case "growth"

A ratio is the time to clean some texts over the time of `re.findall(r"\w+", text)` on the same
texts, or on ordinary text of the same length where they are odd. Cases are run in turn, round
after round, in one process and one thread; the median of the rounds counts, so that what else the
machine does meanwhile falls on all alike. Imports are not timed, but by their own case.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run by its path, this script still measures its own checkout

import dedup  # noqa: E402
from tests.benchmarks import measuring  # noqa: E402
from tests.benchmarks.news_generator import Newsroom, Sample  # noqa: E402
from tests.benchmarks.peers import PEERS  # noqa: E402
from tests.benchmarks.speed_cases import (  # noqa: E402
    MEGABYTE,
    ODD_TEXTS,
    RatioCase,
    WrongAnswerError,
    article_cases,
    found,
    labelled_cases,
    long_cases,
)

SEED = 20_260_101
PEER_TEXTS = 200
"""A peer is timed on so many texts of a case: some of them are quadratic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Say how much is measured."""

    articles: int
    long: int
    growth: tuple[int, int, int]
    memory: int
    many: int
    rounds: int


FULL = Sizes(
    articles=10_000,
    long=5 * MEGABYTE,
    growth=(50_000, 500_000, 5 * MEGABYTE),
    memory=50 * MEGABYTE,
    many=20_000,
    rounds=5,
)
QUICK = Sizes(
    articles=300,
    long=MEGABYTE // 2,
    growth=(10_000, 50_000, 250_000),
    memory=5 * MEGABYTE,
    many=3_000,
    rounds=3,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Hold one measured figure.

    Attributes:
        figure: a ratio to the yardstick unless `name` says otherwise.
        target: the bound; an upper one unless `at_least`. None for a peer.
        found: what was found meanwhile.
        right: whether that is what there is to find.
    """

    name: str
    figure: float
    target: float | None
    found: str
    right: bool = True
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Tell whether the target was met, and the right thing found."""
        if self.target is None:
            return True
        good = self.figure >= self.target if self.at_least else self.figure <= self.target
        return good and self.right

    def __str__(self) -> str:
        sign = ">=" if self.at_least else "<="
        target = "" if self.target is None else f"{sign} {self.target:g}"
        verdict = "" if self.met else "  MISSED" if self.right else "  WRONG"
        return f"{self.name:34} {self.figure:9.2f}  {target:>8}  {self.found}{verdict}"


def ratio_rows(cases: Sequence[RatioCase], rounds: int) -> Iterator[Row]:
    """Time the cases in turn, round after round."""
    ratios: dict[str, list[float]] = {case.name: [] for case in cases}
    said: dict[str, tuple[str, bool]] = {}
    for turn in range(rounds):
        for case in cases:
            if turn < case.rounds:
                unit = measuring.yardstick(case.ordinary or case.texts)
                spent, results = measuring.timed(dedup.clean, case.texts)
                ratios[case.name].append(spent / unit)
                said.setdefault(case.name, _checked(case, results))
    for case in cases:
        what, right = said[case.name]
        yield Row(
            name=case.name,
            figure=median(ratios[case.name]),
            target=case.target,
            found=what,
            right=right,
        )


def _checked(case: RatioCase, results: Sequence[dedup.Cleaned]) -> tuple[str, bool]:
    try:
        return case.check(results), True
    except WrongAnswerError as wrong:
        return str(wrong), False


def peer_rows(cases: Sequence[RatioCase], rounds: int) -> Iterator[Row]:
    """Time the peers on the article cases; beside each, what the peer finds."""
    for case in cases:
        texts = case.texts[:PEER_TEXTS]
        wanted = [
            [(span.start, span.end) for span in (r.span for r in dedup.clean(text).report.removals)]
            for text in texts
        ]
        for name, peer in PEERS.items():
            ratios = []
            for _ in range(rounds):
                unit = measuring.yardstick(texts)
                spent, spans = measuring.timed(peer, texts)
                ratios.append(spent / unit)
            precision, recall, touched = found(spans, wanted, texts)
            removed = sum(end - start for each in spans for start, end in each)
            yield Row(
                name=f"  {case.name}: {name}",
                figure=median(ratios),
                target=None,
                found=f"{removed:,} removed; of the library's {recall:.3f}, besides "
                f"{1 - precision:.3f}, {touched} other texts touched",
            )


def growth_rows(newsroom: Newsroom, sizes: Sequence[int]) -> Iterator[Row]:
    """Measure with which exponent time grows."""
    texts: dict[str, Callable[[int], str]] = {
        "no repeats": lambda size: newsroom.long_text(size).text,
        "10% repeated": lambda size: newsroom.long_text(size, repeated=0.1).text,
        **ODD_TEXTS,
    }
    for name, make in texts.items():
        exponent = measuring.growth(dedup.clean, make, sizes)
        yield Row(name=f"growth, {name}", figure=exponent, target=1.15, found="")


def memory_rows(newsroom: Newsroom, characters: int) -> Iterator[Row]:
    """Measure the peak of memory, in bytes a character above the text."""
    samples = {
        "no repeats": newsroom.long_text(characters),
        "10% repeated": newsroom.long_text(characters, repeated=0.1),
        "one sentence": Sample(ODD_TEXTS["one sentence"](characters)),
    }
    for name, sample in samples.items():
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "text.txt")
            file.write_text(sample.text, encoding="utf-8")
            used, removed = measuring.peak_memory(file)
        yield Row(
            name=f"memory, {name} (bytes/char)",
            figure=used,
            target=40,
            found=f"{removed:,} removed",
        )


def workers_rows(newsroom: Newsroom, number: int, rounds: int) -> Iterator[Row]:
    """Measure how much faster two workers are than one, once they have started."""
    texts = [sample.text for sample in newsroom.articles(number)]
    gains = []
    for _ in range(min(rounds, 3)):
        times = []
        for workers in (1, 2):
            results = dedup.clean_many([*texts[: number // 5], *texts], workers=workers)
            changed = sum(cleaned.changed for cleaned in islice(results, number // 5))
            times.append(measuring.timed(_same, results)[0])
        gains.append(times[0] / times[1])
    yield Row(
        name="clean_many, 2 workers (gain)",
        figure=median(gains),
        target=1.5,
        found=f"{os.cpu_count()} cores, {changed} touched in vain",
        right=not changed,
        at_least=True,
    )


def _same(cleaned: dedup.Cleaned) -> dedup.Cleaned:
    return cleaned


def measure(asked: argparse.Namespace, sizes: Sizes) -> Iterator[Row]:
    """Measure all that was asked for."""

    def wanted(name: str) -> bool:
        return not asked.case or any(part in name for part in asked.case)

    newsroom = Newsroom(SEED)
    cases: list[RatioCase] = []
    if wanted("articles") or wanted("doubled half") or wanted("near copy"):
        cases += article_cases(newsroom, number=sizes.articles)
    if asked.articles:
        cases += labelled_cases(asked.articles)
    if not asked.case or any(part.startswith("long") for part in asked.case):
        cases += long_cases(newsroom, characters=sizes.long)
    cases = [case for case in cases if wanted(case.name)]
    yield from ratio_rows(cases, sizes.rounds)
    if asked.peers:
        yield from peer_rows([case for case in cases if case.articles], min(sizes.rounds, 3))
    cases.clear()
    if wanted("growth"):
        yield from growth_rows(newsroom, sizes.growth)
    if wanted("memory"):
        yield from memory_rows(newsroom, sizes.memory)
    if wanted("import"):
        ratio = measuring.import_ratio("dedup", "numpy", rounds=2 * sizes.rounds + 1)
        yield Row(name="import dedup (ratio to numpy)", figure=ratio, target=1.5, found="")
    if wanted("clean_many"):
        yield from workers_rows(newsroom, sizes.many, sizes.rounds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; return 1 if a target was missed or something not found."""
    asked = _parser().parse_args(arguments)
    start = time.perf_counter()
    print(f"{'case':34} {'figure':>9}  {'target':>8}  found")
    rows = []
    for row in measure(asked, QUICK if asked.quick else FULL):
        rows.append(row)
        print(row, flush=True)
    print(f"{sum(not row.met for row in rows)} missed, {time.perf_counter() - start:.0f} s")
    if asked.json:
        content = [{**asdict(row), "met": row.met} for row in rows]
        asked.json.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return 0 if all(row.met for row in rows) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--articles", type=Path, metavar="FILE.jsonl", help="real articles with labels"
    )
    parser.add_argument("--case", action="append", metavar="NAME", help="cases whose name holds it")
    parser.add_argument("--peers", action="store_true", help="measure the peers on article cases")
    parser.add_argument("--quick", action="store_true", help="small sizes and few rounds")
    parser.add_argument("--json", type=Path, metavar="OUT.json", help="write the figures")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
