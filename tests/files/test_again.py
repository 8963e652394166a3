"""A second run over what a first one wrote, and columns that are there already."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dedup
from dedup.errors import FileError, RecordError
from dedup.files import clean_files
from dedup.files.removed import removed_spans
from tests.files.material import FERRY, ONCE, TWICE, WATER

FACT = f"{FERRY}\n\n{WATER}\n\n{FERRY.replace('last', 'first')}\n"  # stays, unless guards are off
BOTH = f"{FACT}\n{WATER}\n"  # loses one paragraph, and another without guards
SUFFIXES = (".jsonl", ".csv", ".parquet")


def write(path: Path, rows: list[dict[str, Any]]) -> str:
    """Write rows in the format of a suffix."""
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif path.suffix == ".jsonl":
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(rows[0]))
            table.writeheader()
            table.writerows(rows)
    return str(path)


def read(path: Path) -> Iterator[tuple[str, list[dict[str, Any]] | None]]:
    """Yield each text with what was removed from it."""
    rows: list[dict[str, Any]]
    if path.suffix == ".parquet":
        rows = pq.read_table(path).to_pylist()
    elif path.suffix == ".jsonl":
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    else:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    for row in rows:
        removed = row.get("dedup_removed") or None
        yield row["text"], json.loads(removed) if isinstance(removed, str) else removed


def content(path: Path) -> object:
    """Return what has to be the same: the bytes of lines, the rows and columns of a table."""
    return pq.read_table(path) if path.suffix == ".parquet" else path.read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("settings", [{}, {"keep": "last"}])
def test_a_second_run_finds_nothing_and_changes_nothing(
    tmp_path: Path, suffix: str, settings: dict[str, Any]
) -> None:
    """What a run wrote comes out of another as it went in, with what the first removed."""
    texts = [TWICE, "One.", BOTH, ""]
    once, again = tmp_path / f"once{suffix}", tmp_path / f"again{suffix}"
    source = write(tmp_path / f"in{suffix}", [{"n": 1, "text": text} for text in texts])
    assert clean_files(source, str(once), **settings).counts["changed"] == 2
    assert clean_files(str(once), str(again), **settings).counts["changed"] == 0
    assert content(once) == content(again)
    assert next(read(again))[1] == removed_spans(dedup.clean(TWICE, **settings).report)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_record_that_changes_only_now_says_so_in_the_column_that_is_there(
    tmp_path: Path, suffix: str
) -> None:
    """With other options, what the first run left can go; the column is not written twice."""
    once, again = tmp_path / f"once{suffix}", tmp_path / f"again{suffix}"
    source = write(tmp_path / f"in{suffix}", [{"text": text, "n": 1} for text in (TWICE, FACT)])
    clean_files(source, str(once))
    if suffix == ".jsonl":  # as a program writes it that gives every record every column
        rows = [json.loads(line) for line in once.read_text("utf-8").splitlines()]
        write(once, [{"dedup_removed": None, **row} for row in rows])
    clean_files(str(once), str(again), guards=frozenset())
    without = dedup.clean(FACT, guards=frozenset())
    assert list(read(again)) == [
        (ONCE, removed_spans(dedup.clean(TWICE).report)),
        (without.text, removed_spans(without.report)),
    ]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("annotate", [False, True])
def test_spans_of_two_texts_never_share_a_column(
    tmp_path: Path, suffix: str, annotate: bool
) -> None:
    """Where more would go from a text that has lost something already, nothing is lost silently."""
    once, again = tmp_path / f"once{suffix}", tmp_path / f"again{suffix}"
    source = write(tmp_path / f"in{suffix}", [{"text": text} for text in ("One.", BOTH)])
    clean_files(source, str(once), annotate=annotate)
    with pytest.raises(RecordError) as raised:
        clean_files(str(once), str(again), guards=frozenset())
    assert (
        "'dedup_removed' says already what an earlier run removed, and now more would go; clean "
        "the file that run was given, or rename the column. "
    ) in str(raised.value)
    clean_files(str(once), str(again), guards=frozenset(), on_error="skip")
    assert list(read(again)) == [("One.", None)]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("workers", [1, 2])
def test_a_column_for_the_original_has_to_be_new(tmp_path: Path, suffix: str, workers: int) -> None:
    """A name that is taken stops the run, also one that puts bad records aside."""
    source = write(
        tmp_path / f"in{suffix}", [{"text": TWICE, "raw": 1}, {"text": "One.", "raw": 2}]
    )
    with pytest.raises(FileError) as raised:
        clean_files(
            source,
            str(tmp_path / f"out{suffix}"),
            keep_original="raw",
            on_error="skip",
            workers=workers,
        )
    place = "" if suffix == ".parquet" else " line 1:"
    assert str(raised.value) == (
        f"{source}:{place} a column 'raw' is there already; keep_original names a new one."
    )
    assert [path.name for path in tmp_path.iterdir() if path.name[0] != "."] == [f"in{suffix}"]
