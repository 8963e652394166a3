"""What is measured, as rows of a table: a figure, its target, and what was found meanwhile."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

import dedup
from tests.benchmarks import measuring
from tests.benchmarks.growth_plot import Times
from tests.benchmarks.news_generator import Newsroom, Sample
from tests.benchmarks.peers import PEERS
from tests.benchmarks.speed_cases import ODD_TEXTS, RatioCase, WrongAnswerError, found

ENOUGH = 1_000_000
"""Characters that a round cleans at least, going over the texts again: what takes a few
milliseconds only would measure what the processor did before."""
YARDSTICK = r're.findall(r"\w+")'
PEER_TEXTS = 200
"""A peer is timed on so many texts of a case: some of them are quadratic."""


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
        return self.is_within(1.0)

    def is_within(self, slack: float) -> bool:
        """Tell whether the figure is no worse than so many times its target, and all was found."""
        if self.target is None:
            return True
        if self.at_least:
            return self.right and slack * self.figure >= self.target
        return self.right and self.figure <= slack * self.target

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
                passes = max(1, ENOUGH // sum(map(len, case.texts)))
                unit = measuring.yardstick([*(case.ordinary or case.texts)] * passes)
                spent, results = measuring.timed(dedup.clean, [*case.texts] * passes)
                ratios[case.name].append(spent / unit)
                said.setdefault(case.name, _checked(case, results[: len(case.texts)]))
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
        texts, copies = case.texts[:PEER_TEXTS], case.copies[:PEER_TEXTS]
        for name, peer in PEERS.items():
            ratios = []
            for _ in range(rounds):
                unit = measuring.yardstick(texts)
                spent, spans = measuring.timed(peer, texts)
                ratios.append(spent / unit)
            precision, recall, touched = found(spans, copies, texts)
            yield Row(
                name=f"  {case.name}: {name}",
                figure=median(ratios),
                target=None,
                found=f"P {precision:.3f} R {recall:.3f}, {touched} touched in vain",
            )


def growth_times(newsroom: Newsroom, sizes: Sequence[int]) -> dict[str, Times]:
    """Time texts of several kinds and sizes, and the yardstick over ordinary ones."""
    texts: dict[str, Callable[[int], str]] = {
        "no repeats": lambda size: newsroom.long_text(size).text,
        "10% repeated": lambda size: newsroom.long_text(size, repeated=0.1).text,
        **ODD_TEXTS,
    }
    times = {name: measuring.growth_times(dedup.clean, make, sizes) for name, make in texts.items()}
    ordinary = texts["no repeats"]
    return {**times, YARDSTICK: measuring.growth_times(measuring.count_words, ordinary, sizes)}


def growth_rows(times: Mapping[str, Times]) -> Iterator[Row]:
    """Say with which exponent time grows."""
    for name, line in times.items():
        target = None if name == YARDSTICK else 1.15
        yield Row(name=f"growth, {name}", figure=measuring.exponent(line), target=target, found="")


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


def import_rows(rounds: int) -> Iterator[Row]:
    """Measure how long an import takes, beside numpy's, each in processes of its own."""
    ratio = measuring.import_ratio("dedup", "numpy", rounds=rounds)
    yield Row(name="import dedup (ratio to numpy)", figure=ratio, target=1.5, found="")


def together_rows(newsroom: Newsroom, number: int, rounds: int) -> Iterator[Row]:
    """Measure what an article costs that is cleaned in company; the aim is half."""
    texts = [sample.text for sample in newsroom.articles(number)]
    ratios, changed = [], 0
    for _ in range(rounds):
        unit = measuring.yardstick(texts)
        spent, results = measuring.timed(_all_of, [texts])
        ratios.append(spent / unit)
        changed = sum(cleaned.changed for cleaned in results[0])
    yield Row(
        name="articles, clean, by clean_many",
        figure=median(ratios),
        target=1.0,
        found=f"{changed} touched in vain",
        right=not changed,
    )


def _all_of(texts: Sequence[str]) -> list[dedup.Cleaned]:
    return list(dedup.clean_many(texts))


def workers_rows(newsroom: Newsroom, number: int, rounds: int) -> Iterator[Row]:
    """Measure how much faster two workers are than one, once they have started.

    Beside it stands what the machine gives: how much sooner two processes that have nothing to do
    with one another are done at once than in turn. On a busy machine that is less than 2.
    """
    texts = [sample.text for sample in newsroom.articles(number)]
    gains, given = [], []
    for _ in range(rounds):
        times = []
        for workers in (1, 2):
            results = dedup.clean_many([*texts[: number // 5], *texts], workers=workers)
            changed = sum(cleaned.changed for cleaned in islice(results, number // 5))
            times.append(measuring.timed(_same, results, time.perf_counter)[0])
        gains.append(times[0] / times[1])
        given.append(measuring.two_at_once())
    yield Row(
        name="clean_many, 2 workers (gain)",
        figure=median(gains),
        target=1.5,
        found=f"two processes apart gain {median(given):.2f} of {os.cpu_count()} cores, "
        f"{changed} touched in vain",
        right=not changed,
        at_least=True,
    )


def _same(cleaned: dedup.Cleaned) -> dedup.Cleaned:
    return cleaned
