"""Run the library, or a peer, over labelled documents and print how well it did.

    python tests/benchmarks/quality.py own.jsonl
    python tests/benchmarks/quality.py dev.jsonl --require tests/benchmarks/gates.toml
    python tests/benchmarks/quality.py natural_dev.jsonl --system data-juicer

A file that is not found as given is looked up beside this script, then in the folder that the
environment variable DEDUP_BENCH names (by default ../shared/bench).
"""

import argparse
import json
import os
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeAlias

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run by its path, this script still measures its own checkout

from tests.benchmarks import scoring  # noqa: E402
from tests.benchmarks.labelled import Document, Prediction, read_documents  # noqa: E402
from tests.benchmarks.peers import PEERS  # noqa: E402
from tests.benchmarks.scoring import DocumentScore  # noqa: E402

System: TypeAlias = Callable[[str], Prediction]
Row: TypeAlias = Mapping[str, float | None]

MACRO = "macro over kinds"
ALL = {True: "with repeats", False: "without repeats"}
COLUMNS = {
    True: {
        "documents": "{:.0f}",
        "precision": "{:.3f}",
        "recall": "{:.3f}",
        "f1": "{:.3f}",
        "mean_f1": "{:.3f}",
        "granularity": "{:.2f}",
        "plagdet": "{:.3f}",
        "exact": "{:.3f}",
        "lost": "{:.2%}",
        "counterpart": "{:.3f}",
    },
    False: {
        "documents": "{:.0f}",
        "false_removal": "{:.3%}",
        "touched": "{:.3f}",
        "touched_documents": "{:.0f}",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Measures of groups of documents, of those with repeats or of those without."""

    title: str
    repeats: bool
    rows: Mapping[str, Row]

    def __str__(self) -> str:
        columns = COLUMNS[self.repeats]
        lines = [f"{self.title:20}" + "".join(f" {name:>11.11}" for name in columns)]
        for name, row in self.rows.items():
            figures = ((row.get(column), form) for column, form in columns.items())
            cells = ("" if figure is None else form.format(figure) for figure, form in figures)
            lines.append(f"{name:20}" + "".join(f" {cell:>11}" for cell in cells))
        return "\n".join(lines)


def run_library(text: str, **options: Any) -> Prediction:
    """Clean a text; return what was removed and what was kept in its place."""
    import dedup  # here, so that peers can be measured where the library cannot be imported

    removals = dedup.clean(text, **options).report.removals
    return Prediction(
        spans=tuple((removal.span.start, removal.span.end) for removal in removals),
        sources=tuple((removal.source.start, removal.source.end) for removal in removals),
    )


def find_system(name: str) -> System:
    """Return the library, or the peer of that name."""
    if name == "dedup":
        return run_library
    peer = PEERS[name]
    return lambda text: Prediction(spans=tuple(peer(text)))


def predict(system: System, document: Document) -> Prediction:
    """Run a system over a document; an error names the document at which it was raised."""
    try:
        return system(document.text)
    except Exception as error:
        error.add_note(f"raised at document {document.id}")
        raise


def find_data(name: str) -> Path | None:
    """Find a labelled file as given, beside this script, or in the bench folder."""
    bench = Path(os.environ.get("DEDUP_BENCH", ROOT.parent / "shared" / "bench"))
    places = (Path(name), Path(__file__).parent / name, bench / name)
    return next((place for place in places if place.is_file()), None)


def tabulate(documents: Sequence[Document], predictions: Sequence[Prediction]) -> list[Table]:
    """Score all predictions and measure them by kind and by language."""
    pairs = zip(documents, predictions, strict=True)
    scored = [(document, scoring.score_document(document, said)) for document, said in pairs]
    tables = []
    for title in ("kind", "language"):
        for repeats in (True, False):
            chosen = [
                (document, score) for document, score in scored if document.repeats == repeats
            ]
            if chosen:
                tables.append(_table(title, chosen, repeats=repeats))
    return tables


def missed_bounds(tables: Iterable[Table], bounds: Mapping[str, Mapping[str, Row]]) -> list[str]:
    """List every bound that is not met, as sentences.

    Args:
        tables: what was measured.
        bounds: by row and measure, `at_least` or `at_most` a figure.
    """
    rows = {
        name: row for table in tables if table.title == "kind" for name, row in table.rows.items()
    }
    missed = []
    for name, wanted in bounds.items():
        for measure, bound in wanted.items():
            figure = rows.get(name, {}).get(measure)
            if figure is None:
                missed.append(f"{name}: {measure} was not measured")
                continue
            low, high = bound.get("at_least"), bound.get("at_most")
            if low is not None and figure < low:
                missed.append(f"{name}: {measure} is {figure:.5g}, wanted at least {low}")
            if high is not None and figure > high:
                missed.append(f"{name}: {measure} is {figure:.5g}, wanted at most {high}")
    return missed


def read_bounds(gates: Path, data: Path) -> Mapping[str, Mapping[str, Row]]:
    """Read the bounds that a gate file sets for a data file."""
    bounds: dict[str, Mapping[str, Mapping[str, Row]]] = tomllib.loads(
        gates.read_text(encoding="utf-8")
    )
    if data.name not in bounds:
        raise SystemExit(f"{gates} has no bounds for {data.name}, only for {', '.join(bounds)}")
    return bounds[data.name]


def write_predictions(
    path: Path, documents: Sequence[Document], predictions: Sequence[Prediction]
) -> None:
    """Write the removed spans, one JSON object a document and line."""
    with path.open("w", encoding="utf-8") as lines:
        for document, prediction in zip(documents, predictions, strict=True):
            lines.write(json.dumps({"id": document.id, "spans": prediction.spans}) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    asked = _parser().parse_args(arguments)
    if asked.require and (asked.limit is not None or asked.kind):
        raise SystemExit("--require needs all documents: leave out --limit and --kind")
    data = find_data(asked.data)
    if data is None:
        print(f"skipped: {asked.data} was found neither here nor in the bench folder (DEDUP_BENCH)")
        return 0
    documents = read_documents(data)
    documents = [one for one in documents if asked.kind in (None, one.kind)][: asked.limit]
    system = find_system(asked.system)
    predictions = [predict(system, document) for document in documents]
    if asked.predictions:
        write_predictions(asked.predictions, documents, predictions)
    tables = tabulate(documents, predictions)
    if asked.json:
        content = [asdict(table) for table in tables]
        asked.json.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"{asked.system} on {data.name}, {len(documents)} documents", *tables, sep="\n\n")
    missed = missed_bounds(tables, read_bounds(asked.require, data)) if asked.require else []
    print("", *(f"missed: {sentence}" for sentence in missed), sep="\n")
    return 1 if missed else 0


def _table(title: str, scored: Sequence[tuple[Document, DocumentScore]], *, repeats: bool) -> Table:
    groups: dict[str, list[DocumentScore]] = {}
    for document, score in scored:
        name = document.kind if title == "kind" else document.language
        groups.setdefault(name, []).append(score)
    measures = {name: scoring.measure(group) for name, group in groups.items()}
    rows: dict[str, Row] = {name: asdict(measured) for name, measured in measures.items()}
    rows[ALL[repeats]] = asdict(scoring.measure([score for _, score in scored]))
    if repeats and title == "kind":
        rows[MACRO] = scoring.macro(measures.values())
    return Table(title=title, repeats=repeats, rows=rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", metavar="DATA.jsonl")
    parser.add_argument("--system", choices=["dedup", *PEERS], default="dedup")
    parser.add_argument("--kind", help="score the documents of this kind only")
    parser.add_argument("--limit", type=int, metavar="N", help="score the first N documents only")
    parser.add_argument("--predictions", type=Path, metavar="OUT.jsonl", help="write the spans")
    parser.add_argument("--json", type=Path, metavar="OUT.json", help="write the tables")
    parser.add_argument(
        "--require", type=Path, metavar="GATES.toml", help="exit 1 if one is missed"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
