"""The tables of docs/evaluation.md are what the labelled sets and the peers say."""

import dataclasses
import json
import re
from pathlib import Path

import pytest

import dedup
from tests.benchmarks import evaluation, quality
from tests.benchmarks.evaluation import Data
from tests.benchmarks.labelled import read_documents

PAGE = Path(__file__).parents[1] / "docs" / "evaluation.md"


@pytest.fixture(scope="module")
def own() -> Data:
    path = quality.find_data("own.jsonl")
    assert path is not None
    return Data(name=path.name, documents=read_documents(path))


def cells(table: evaluation.Markdown, row: str) -> list[str]:
    (found,) = [list(cells[1:]) for cells in table.rows if cells[0] == row]
    return found


def test_a_system_that_is_always_right(own: Data, tmp_path: Path) -> None:
    """The labelled spans score 1.000, all documents exactly right, and remove nothing falsely."""
    stored = tmp_path / f"exact-sentences.{own.name}"
    with stored.open("w", encoding="utf-8") as lines:
        for document in own.documents:
            spans = [label.copy for label in document.answers[0]]
            lines.write(json.dumps({"id": document.id, "spans": spans}) + "\n")
    table = evaluation.compare(own, ["exact-sentences"], "kind", tmp_path)
    assert cells(table, "loop") == ["4", "1.000 / 100 %"]
    assert cells(table, "**with repeats**") == ["83", "1.000 / 100 %"]
    assert cells(table, "**without repeats**") == ["54", "none"]


def test_what_a_peer_removed_is_read_back(own: Data, tmp_path: Path) -> None:
    """The second run gives the table of the first one, from the file that the first one wrote."""
    first = evaluation.compare(own, ["data-juicer"], "language", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["data-juicer.own.jsonl"]
    assert str(evaluation.compare(own, ["data-juicer"], "language", tmp_path)) == str(first)
    assert cells(first, "**without repeats**")[1] != "none"


def test_the_library_is_never_read_back(own: Data, tmp_path: Path) -> None:
    """The library changes from day to day, so it is always run."""
    few = Data(name="few.jsonl", documents=own.documents[:2])
    evaluation.compare(few, ["dedup"], "kind", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_every_option_is_swept_with_its_default_in_bold(own: Data) -> None:
    """The sweep varies each option but `protect`, and one value of each is the default."""
    few = Data(name="few.jsonl", documents=own.documents[::40])
    swept = list(evaluation.sweep([few]))
    options = [field.name for field in dataclasses.fields(dedup.Options)]
    assert [f"`{name}`" for name in options if name != "protect"] == [
        table.heading[0] for table in sorted(swept, key=lambda each: options.index(_option(each)))
    ]
    for table in swept:
        default = evaluation.show_value(getattr(dedup.Options(), _option(table)))
        assert [row[0] for row in table.rows if row[0].startswith("**")] == [f"**{default}**"]


def test_the_page_marks_the_defaults_in_force() -> None:
    """Below the heading of an option docs/evaluation.md has its default in bold."""
    page = PAGE.read_text(encoding="utf-8")
    for option in evaluation.SWEPT:
        (section,) = re.findall(rf"^### `{option}`$(.*?)^###? ", page, re.MULTILINE | re.DOTALL)
        default = evaluation.show_value(getattr(dedup.Options(), option))
        assert re.findall(r"^\| \*\*(.+?)\*\* \|", section, re.MULTILINE) == [default]


def test_missing_data_is_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    """A data file that is not there is said to be skipped, which is no failure."""
    assert evaluation.main(["no_such_file.jsonl"]) == 0
    assert capsys.readouterr().out.startswith("skipped: no_such_file.jsonl")


def _option(table: evaluation.Markdown) -> str:
    return table.heading[0].strip("`")
