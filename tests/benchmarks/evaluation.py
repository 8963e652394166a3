"""Measure the library beside its peers, or at other options, and print Markdown tables.

    python tests/benchmarks/evaluation.py natural_dev.jsonl dev.jsonl own.jsonl
    python tests/benchmarks/evaluation.py natural_dev.jsonl --by language --systems dedup
    python tests/benchmarks/evaluation.py natural_dev.jsonl dev.jsonl own.jsonl --option-sweep

These are the tables of `docs/evaluation.md`. Files are looked up as `quality.py` does it. All
systems read the same documents in the same run. A peer does not change when the library does:
with --predictions FOLDER what a peer removed is written there once and read back later.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run by its path, this script still measures its own checkout

from tests.benchmarks import quality  # noqa: E402
from tests.benchmarks.labelled import Document, Prediction, read_documents  # noqa: E402
from tests.benchmarks.peers import PEERS  # noqa: E402
from tests.benchmarks.quality import ALL, MACRO, Row, Table  # noqa: E402

LIBRARY = "dedup"
NEEDS = {"minhash-paragraphs": "rensa"}
"""The package without which a peer is left out."""

TABLE_OF = {"no": "nb"}
"""The language table for a language whose label has another name."""

OWN_LANGUAGE = "the text's own"
SWEPT: Mapping[str, tuple[Any, ...]] = {
    "min_score": (0.75, 0.8, 0.84, 0.88, 0.9, 0.92, 0.95),
    "min_words": (4, 6, 8, 10, 12),
    "near": (True, False),
    "keep": ("fullest", "first", "last"),
    "guards": (
        frozenset({"fact", "structure"}),
        frozenset({"fact"}),
        frozenset({"structure"}),
        frozenset(),
    ),
    "language": (None, OWN_LANGUAGE),
}
"""By option, the values it is given while all others keep their defaults."""
SUMMARY = ("macro F1", "F1", "exactly right", "falsely removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """The documents of one labelled file."""

    name: str
    documents: Sequence[Document]

    def measure(self, predictions: Sequence[Prediction], by: str) -> list[Table]:
        """Measure predictions by kind or by language, what has repeats before what has none."""
        tables = quality.tabulate(self.documents, predictions)
        return [table for table in tables if table.title == by]


@dataclass(frozen=True, slots=True, kw_only=True)
class Markdown:
    """A table whose first column is words and whose others are figures."""

    heading: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)

    def __str__(self) -> str:
        rule = ["---", *["--:"] * (len(self.heading) - 1)]
        return "\n".join(f"| {' | '.join(row)} |" for row in (self.heading, rule, *self.rows))


def compare(data: Data, systems: Sequence[str], by: str, predictions: Path | None) -> Markdown:
    """Measure systems on the same documents, a row a kind or language and a column a system.

    Where something repeats a cell holds the F1 and the share of documents exactly right;
    elsewhere the share of characters falsely removed and the documents touched.
    """
    measured = [data.measure(predict_all(system, data, predictions), by) for system in systems]
    printed = Markdown(heading=[by, "documents", *systems])
    for tables in zip(*measured, strict=True):
        for name in tables[0].rows:
            rows = [table.rows[name] for table in tables]
            documents = "" if name == MACRO else f"{rows[0]['documents']:.0f}"
            show = show_repeats if tables[0].repeats else show_none
            label = f"**{name}**" if name in (MACRO, *ALL.values()) else name
            printed.rows.append([label, documents, *map(show, rows)])
    return printed


def show_repeats(row: Row) -> str:
    """Return the figures of documents with repeats for people."""
    return f"{row['f1']:.3f} / {percent(row['exact'])}"


def show_none(row: Row) -> str:
    """Return the figures of documents without repeats for people."""
    if not row["touched_documents"]:
        return "none"
    return f"{percent(row['false_removal'], 2)} in {row['touched_documents']:.0f}"


def percent(share: float | None, places: int = 0) -> str:
    """Return a share in percent, with so many decimals."""
    return "" if share is None else f"{100 * share:.{places}f} %"


def predict_all(system: str, data: Data, folder: Path | None) -> list[Prediction]:
    """Run a system over all documents, or read back what a peer removed in an earlier run."""
    path = None if folder is None or system == LIBRARY else folder / f"{system}.{data.name}"
    if path and path.is_file():
        with path.open(encoding="utf-8") as lines:
            spans = {record["id"]: record["spans"] for record in map(json.loads, lines)}
        return [
            Prediction(spans=tuple((start, end) for start, end in spans[document.id]))
            for document in data.documents
        ]
    run = quality.find_system(system)
    predictions = [quality.predict(run, document) for document in data.documents]
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        quality.write_predictions(path, data.documents, predictions)
    return predictions


def sweep(files: Sequence[Data]) -> Iterator[Markdown]:
    """Measure the library at every swept value, a table an option; defaults are set in bold."""
    from dedup import Options  # here, so that peers can be measured where it cannot be imported

    titles = [f"{data.name.removesuffix('.jsonl')}: {SUMMARY[0]}" for data in files]
    for option, values in SWEPT.items():
        printed = Markdown(
            heading=[f"`{option}`", *chain(*([title, *SUMMARY[1:]] for title in titles))]
        )
        for value in values:
            name = show_value(value)
            if value == getattr(Options(), option):
                name = f"**{name}**"
            printed.rows.append([name, *chain(*(summarize(data, option, value) for data in files))])
        yield printed


def summarize(data: Data, option: str, value: object) -> list[str]:
    """Return the figures of all documents of a file at one value of an option, for people."""
    predictions = [clean_at(document, option, value) for document in data.documents]
    cells = [""] * len(SUMMARY)
    for table in data.measure(predictions, "kind"):
        row = table.rows[ALL[table.repeats]]
        if table.repeats:
            macro = table.rows[MACRO]["f1"]
            cells[:3] = (f"{macro:.3f}", f"{row['f1']:.3f}", percent(row["exact"], 1))
        else:
            cells[3] = show_none(row)
    return cells


def clean_at(document: Document, option: str, value: object) -> Prediction:
    """Clean a document with one option at another value than its default."""
    if value == OWN_LANGUAGE:
        value = TABLE_OF.get(document.language, document.language)
    return quality.predict(lambda text: quality.run_library(text, **{option: value}), document)


def show_value(value: object) -> str:
    """Return the value of an option for people."""
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "none"
    return str(value)


def installed_systems() -> list[str]:
    """Return the library and the peers that can run here."""
    return [LIBRARY, *(name for name in PEERS if name not in NEEDS or find_spec(NEEDS[name]))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    asked = _parser().parse_args(arguments)
    files = list(_read(asked.data))
    if asked.option_sweep and files:
        for table in sweep(files):
            print(table, end="\n\n", flush=True)
        return 0
    for data in files:
        table = compare(data, asked.systems, asked.by, asked.predictions)
        print(f"**{data.name}**, {len(data.documents)} documents", table, sep="\n\n", end="\n\n")
    return 0


def _read(names: Sequence[str]) -> Iterator[Data]:
    for name in names:
        path = quality.find_data(name)
        if path is None:
            print(f"skipped: {name} was found neither here nor in the bench folder (DEDUP_BENCH)")
        else:
            yield Data(name=path.name, documents=read_documents(path))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    systems = installed_systems()
    parser.add_argument("data", metavar="DATA.jsonl", nargs="+")
    parser.add_argument("--systems", nargs="+", choices=systems, default=systems)
    parser.add_argument("--by", choices=["kind", "language"], default="kind")
    parser.add_argument("--option-sweep", action="store_true", help="vary the library's options")
    parser.add_argument("--predictions", type=Path, metavar="FOLDER", help="where peers' are kept")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
