"""Runs that are killed and taken up again end as undisturbed ones do."""

import filecmp
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dedup.files.run
from dedup.errors import FileError
from dedup.files import clean_files
from tests.benchmarks.throughput import write_articles
from tests.files.killing import Runs
from tests.files.material import articles, write_jsonl

POSIX = pytest.mark.skipif(os.name != "posix", reason="process groups are POSIX")


def without_times(summary: Path) -> object:
    """Read a summary without what differs from run to run."""
    return {**json.loads(summary.read_text(encoding="utf-8")), "slowest": None}


@POSIX
@pytest.mark.parametrize(("suffix", "kills"), [(".jsonl", 5), (".jsonl.gz", 2)])
def test_a_killed_run_goes_on_to_the_same_bytes(tmp_path: Path, suffix: str, kills: int) -> None:
    """Killed at random moments, a run with resume ends with the very same files."""
    source = write_jsonl(tmp_path / "in.jsonl", articles(1000))
    with source.open("ab") as file:
        file.write(b'{"broken\n' * 3)
    names = {name: tmp_path / f"{name}{suffix}" for name in ("once", "again")}
    seconds = 0.0
    for name, target in names.items():
        runs = Runs(
            tmp_path,
            checkpoint=1 << 17,
            inputs=str(source),
            output=str(target),
            workers=2,
            on_error="skip",
            removals=f"{tmp_path}/{name}.removals.jsonl",
            summary=f"{tmp_path}/{name}.summary.json",
            quarantine=f"{tmp_path}/{name}.quarantine.jsonl",
        )
        if name == "once":
            seconds = runs.finish()
        else:
            assert runs.kill_and_go_on(kills, seconds=seconds, seed=7) > 0
    assert names["once"].read_bytes() == names["again"].read_bytes()
    for kind in ("removals", "quarantine"):
        once, again = (tmp_path / f"{name}.{kind}.jsonl" for name in names)
        assert once.read_bytes() == again.read_bytes()
    once, again = (tmp_path / f"{name}.summary.json" for name in names)
    assert without_times(once) == without_times(again)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@POSIX
def test_a_killed_run_goes_on_to_the_same_table(tmp_path: Path) -> None:
    """Killed three times, a run over Parquet ends with the very rows and row groups."""
    source = tmp_path / "in.parquet"
    pq.write_table(pa.table({"text": articles(1000)}), source, row_group_size=400)
    once, again = (
        Runs(
            tmp_path,
            checkpoint=1 << 17,
            inputs=str(source),
            output=str(tmp_path / f"{name}.parquet"),
            workers=2,
            removals=f"{tmp_path}/{name}.removals.parquet",
        )
        for name in ("once", "again")
    )
    assert again.kill_and_go_on(3, seconds=once.finish(), seed=8) > 0
    for kind in ("parquet", "removals.parquet"):
        same_tables(tmp_path / f"once.{kind}", tmp_path / f"again.{kind}")
    assert not list(tmp_path.glob(".*"))


def same_tables(one: Path, other: Path) -> None:
    """Compare two Parquet files: schema, row groups and rows."""
    first, second = pq.ParquetFile(one), pq.ParquetFile(other)
    assert first.schema_arrow.equals(second.schema_arrow, check_metadata=True)
    assert first.num_row_groups == second.num_row_groups
    for group in range(first.num_row_groups):
        assert first.read_row_group(group).equals(second.read_row_group(group))


@POSIX
@pytest.mark.soak
@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_twenty_kills_on_a_large_file_change_nothing(tmp_path: Path, suffix: str) -> None:
    """Killed twenty times, a run over 40,000 articles (200 MB) ends as an undisturbed one."""
    lines, table = write_articles(40_000, tmp_path)
    source = lines if suffix == ".jsonl" else table
    seconds = 0.0
    for name in ("once", "again"):
        runs = Runs(
            tmp_path,
            checkpoint=dedup.files.run.CHECKPOINT,
            inputs=str(source),
            output=str(tmp_path / f"{name}{suffix}"),
            workers=2,
            removals=f"{tmp_path}/{name}.removals{suffix}",
        )
        if name == "once":
            seconds = runs.finish()
        else:
            assert runs.kill_and_go_on(20, seconds=seconds, seed=9) > 10
    for kind in (suffix, f".removals{suffix}"):
        once, again = tmp_path / f"once{kind}", tmp_path / f"again{kind}"
        if suffix == ".jsonl":
            assert filecmp.cmp(once, again, shallow=False)
        else:
            same_tables(once, again)
    assert not list(tmp_path.glob(".*"))


class StoppedError(Exception):
    """Stand for whatever ends a run in its middle."""


def stop_after(source: Path, target: Path, records: int, **arguments: object) -> None:
    """Run until some records are done, then stop as abruptly as an exception can."""

    def watch(progress: object) -> None:
        if progress.records >= records:  # type: ignore[attr-defined]
            raise StoppedError

    with pytest.raises(StoppedError):
        clean_files(str(source), str(target), watch=watch, **arguments)  # type: ignore[arg-type]


@pytest.fixture
def many_checkpoints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let runs write a checkpoint after each portion."""
    monkeypatch.setattr("dedup.files.run.CHECKPOINT", 1)


@pytest.mark.usefixtures("many_checkpoints")
def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    """A run that is taken up again begins at its last checkpoint."""
    source = write_jsonl(tmp_path / "in.jsonl", articles(1000))
    stop_after(source, tmp_path / "out.jsonl", 600)
    assert not (tmp_path / "out.jsonl").exists()
    seen: list[int] = []
    clean_files(
        str(source),
        str(tmp_path / "out.jsonl"),
        resume=True,
        watch=lambda progress: seen.append(progress.records),
    )
    clean_files(str(source), str(tmp_path / "undisturbed.jsonl"))
    assert seen[0] > 400
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "undisturbed.jsonl").read_bytes()


@pytest.mark.usefixtures("many_checkpoints")
def test_a_run_with_other_options_does_not_go_on(tmp_path: Path) -> None:
    """What differs from the run that was stopped is named."""
    source = write_jsonl(tmp_path / "in.jsonl", articles(1000))
    stop_after(source, tmp_path / "out.jsonl", 600)
    with pytest.raises(FileError) as raised:
        clean_files(str(source), str(tmp_path / "out.jsonl"), resume=True, min_words=9)
    assert str(raised.value) == (
        f"{tmp_path}/.out.jsonl.journal is the journal of another run: options differ. Go on with "
        "what that run was given, or start over without resume=True."
    )
    clean_files(str(source), str(tmp_path / "out.jsonl"), min_words=9)
    assert not list(tmp_path.glob(".*"))


def test_resume_without_a_stopped_run_begins_anew(tmp_path: Path) -> None:
    """Resume may always be given: where nothing was begun, or all was done, it changes nothing."""
    source = write_jsonl(tmp_path / "in.jsonl", articles(10))
    for _ in range(2):
        clean_files(str(source), str(tmp_path / "out.jsonl"), resume=True)
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 10


@pytest.mark.usefixtures("many_checkpoints")
def test_a_run_that_was_given_up_leaves_nothing_in_the_next(tmp_path: Path) -> None:
    """A new run without resume holds no record that an earlier one had put aside."""
    source = write_jsonl(tmp_path / "in.jsonl", articles(1000))
    content = source.read_bytes()
    source.write_bytes(b"{\n" + content)
    stop_after(source, tmp_path / "out.jsonl", 600, on_error="skip")
    source.write_bytes(content)
    clean_files(str(source), str(tmp_path / "out.jsonl"), on_error="skip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


@pytest.mark.usefixtures("many_checkpoints")
@pytest.mark.parametrize("records", [100, 400, 700, 1100])
def test_a_run_over_a_folder_goes_on_in_the_file_it_was_in(tmp_path: Path, records: int) -> None:
    """Wherever a run over files of all formats stops, it goes on there, and ends the same."""
    folder = tmp_path / "in"
    folder.mkdir()
    written = articles(300)
    write_jsonl(folder / "a.jsonl", written)
    content = "".join(f'"{text}"\n' for text in written)
    (folder / "b.csv").write_text(f"text\n{content}", encoding="utf-8")
    pq.write_table(pa.table({"text": written}), folder / "c.parquet", row_group_size=100)
    for place, text in enumerate(written):
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")
    for name in ("once", "again"):
        removals = str(tmp_path / f"{name}.jsonl")
        if name == "again":
            stop_after(folder, tmp_path / name, records, removals=removals)
        summary = clean_files(
            str(folder), str(tmp_path / name), removals=removals, resume=name == "again"
        )
        assert (summary.counts["files"], summary.counts["records"]) == (303, 1200)
    once, again = tmp_path / "once", tmp_path / "again"
    names = sorted(path.name for path in once.iterdir())
    assert names == sorted(path.name for path in again.iterdir())
    assert filecmp.cmpfiles(once, again, names, shallow=False) == (names, [], [])
    assert (tmp_path / "once.jsonl").read_bytes() == (tmp_path / "again.jsonl").read_bytes()
