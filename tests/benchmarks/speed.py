r"""Time the library, print each figure beside its target, and say what was found meanwhile.

    python tests/benchmarks/speed.py --quick
    python tests/benchmarks/speed.py --articles ../shared/bench/dev.jsonl --peers
    python tests/benchmarks/speed.py --case growth --plot docs/images/growth.svg

A ratio is the time to clean some texts over the time of `re.findall(r"\w+", text)` on the same
texts, or on ordinary text of the same length where they are odd. Cases are run in turn, round
after round, in one process and one thread; the median of the rounds counts, so that what else the
machine does meanwhile falls on all alike. Imports are not timed, but by their own case.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run by its path, this script still measures its own checkout

from tests.benchmarks import speed_rows  # noqa: E402
from tests.benchmarks.growth_plot import growth_svg  # noqa: E402
from tests.benchmarks.news_generator import Newsroom  # noqa: E402
from tests.benchmarks.speed_cases import (  # noqa: E402
    MEGABYTE,
    RatioCase,
    article_cases,
    labelled_cases,
    long_cases,
)
from tests.benchmarks.speed_rows import Row  # noqa: E402

SEED = 20_260_101


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
    growth=(50_000, 200_000, 800_000),
    memory=5 * MEGABYTE,
    many=3_000,
    rounds=7,
)


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
    yield from speed_rows.ratio_rows(cases, sizes.rounds)
    if asked.peers:
        yield from speed_rows.peer_rows(
            [case for case in cases if case.copies], min(sizes.rounds, 3)
        )
    cases.clear()
    if wanted("growth"):
        times = speed_rows.growth_times(newsroom, sizes.growth)
        yield from speed_rows.growth_rows(times)
        if asked.plot:
            asked.plot.write_text(growth_svg(times), encoding="utf-8")
    if wanted("memory"):
        yield from speed_rows.memory_rows(newsroom, sizes.memory)
    if wanted("import"):
        yield from speed_rows.import_rows(2 * sizes.rounds + 1)
    if wanted("clean_many"):
        yield from speed_rows.together_rows(newsroom, sizes.articles, sizes.rounds)
        yield from speed_rows.workers_rows(newsroom, sizes.many, min(sizes.rounds, 3))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; return 1 if a target was missed or something not found.

    With --slack only figures worse than so many times their target count as missed: that is what
    a busy machine can hold.
    """
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
    return 0 if all(row.is_within(asked.slack) for row in rows) else 1


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
    parser.add_argument("--plot", type=Path, metavar="OUT.svg", help="draw the growth of time")
    parser.add_argument("--slack", type=float, default=1.0, metavar="TIMES", help="times a target")
    parser.add_argument("--json", type=Path, metavar="OUT.json", help="write the figures")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
