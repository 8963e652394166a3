"""Which files are read, which are written, and what is refused before anything is."""

from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dedup
from dedup.errors import FileError, OptionError
from dedup.files import clean_files
from tests.files.material import ONCE, TWICE, write_jsonl


def names_below(folder: Path) -> list[str]:
    """Return the files below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """Write a folder with files of every kind, some of which are none of ours."""
    folder = tmp_path / "in"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / ".git").mkdir()
    write_jsonl(folder / "a.jsonl", [TWICE])
    (folder / "deep" / "b.csv").write_text(f'text\n"{TWICE}"\n', encoding="utf-8")
    pq.write_table(pa.table({"text": [TWICE]}), folder / "deep" / "er" / "c.parquet")
    (folder / "deep" / "d.txt").write_bytes(f"\ufeff{TWICE}".replace("\n", "\r\n").encode())
    (folder / "e.md").write_text("Nothing twice.", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / ".git" / "f.txt").write_text(TWICE, encoding="utf-8")
    return folder


@pytest.mark.parametrize("workers", [1, 2])
def test_a_folder_is_mirrored(collection: Path, tmp_path: Path, workers: int) -> None:
    """Files of every format in a folder come out cleaned, at the same places below another."""
    summary = clean_files(str(collection), str(tmp_path / "out"), workers=workers)
    out = tmp_path / "out"
    assert names_below(out) == ["a.jsonl", "deep/b.csv", "deep/d.txt", "deep/er/c.parquet", "e.md"]
    assert (out / "deep/d.txt").read_bytes() == f"\ufeff{ONCE}".replace("\n", "\r\n").encode()
    assert (out / "e.md").read_bytes() == (collection / "e.md").read_bytes()
    assert pq.read_table(out / "deep/er/c.parquet")["text"].to_pylist() == [ONCE]
    assert (summary.counts["files"], summary.counts["changed"]) == (5, 4)


def test_names_may_be_paths(collection: Path, tmp_path: Path) -> None:
    """Inputs and outputs are strings or paths, of one file or of several."""
    out = tmp_path / "out"
    clean_files(collection / "a.jsonl", tmp_path / "a.jsonl", removals=tmp_path / "removed.jsonl")
    clean_files([collection / "a.jsonl", str(collection / "e.md")], out)
    assert (tmp_path / "a.jsonl").read_bytes() == (out / "a.jsonl").read_bytes()
    assert names_below(tmp_path / "out") == ["a.jsonl", "e.md"]
    assert (tmp_path / "removed.jsonl").exists()


@pytest.mark.parametrize("name", ["inputs", "output", "removals", "summary", "index", "quarantine"])
@pytest.mark.parametrize("given", ["", b"a.jsonl", 5])
def test_what_names_no_file_is_refused(tmp_path: Path, name: str, given: object) -> None:
    """An empty name is no other name for this folder, and bytes are no name."""
    names: dict[str, Any] = {"inputs": "a.jsonl", "output": str(tmp_path / "b.jsonl"), name: given}
    with pytest.raises(OptionError) as raised:
        clean_files(**names, on_error="skip")
    assert str(raised.value) == (
        f"{name}={given!r} cannot be used: expected the name of a file or a folder."
    )


def test_a_pattern_keeps_the_folders_below_it(collection: Path, tmp_path: Path) -> None:
    """A pattern leads to files; what stands before its first star is not mirrored."""
    clean_files(str(collection / "**" / "*.[ct][sx][vt]"), str(tmp_path / "out"))
    assert names_below(tmp_path / "out") == ["deep/b.csv", "deep/d.txt"]


def test_several_files_go_into_a_folder(collection: Path, tmp_path: Path) -> None:
    """Files that are named go by their names."""
    inputs = [str(collection / "e.md"), str(collection / "deep" / "b.csv")]
    clean_files(inputs, str(tmp_path / "out"))
    assert names_below(tmp_path / "out") == ["b.csv", "e.md"]


def test_a_file_goes_into_a_folder_that_is_there(collection: Path, tmp_path: Path) -> None:
    """An output that is a folder, or ends as one, takes the name of the file."""
    clean_files(str(collection / "e.md"), str(tmp_path))
    clean_files(str(collection / "e.md"), f"{tmp_path}/new/")
    assert (tmp_path / "e.md").is_file()
    assert (tmp_path / "new" / "e.md").is_file()


def test_texts_that_are_no_utf8_are_put_aside(tmp_path: Path) -> None:
    """A file that is no UTF-8 is named; the others of the folder are cleaned."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"caf\xe9")
    (tmp_path / "in" / "b.txt").write_text(TWICE, encoding="utf-8")
    clean_files(str(tmp_path / "in"), str(tmp_path / "out"), on_error="skip")
    assert names_below(tmp_path / "out") == ["b.txt", "quarantine.jsonl"]
    with pytest.raises(
        dedup.RecordError, match=r"in/a\.txt: no UTF-8: unexpected end of data at byte 4\. "
    ):
        clean_files(str(tmp_path / "in"), str(tmp_path / "other"))


def refusal(inputs: str | list[str], output: str) -> str:
    """Return why a run does not even begin."""
    with pytest.raises(FileError) as raised:
        clean_files(inputs, output)
    return str(raised.value)


def test_nothing_is_written_over_what_is_read(collection: Path, tmp_path: Path) -> None:
    """An output that is an input, by whatever name, is refused."""
    source = collection / "a.jsonl"
    (tmp_path / "link.jsonl").symlink_to(source)
    (tmp_path / "hard.jsonl").hardlink_to(source)
    for target in (source, tmp_path / "link.jsonl", tmp_path / "hard.jsonl"):
        assert refusal(str(source), str(target)) == (
            f"{target} is read as well: write somewhere else, so that {source} stays as it is."
        )
    assert refusal(str(collection), str(collection)).startswith(f"{collection} lies inside ")
    assert refusal(str(collection), f"{collection}/deep/new").endswith("write somewhere else.")
    with pytest.raises(FileError, match=r"a\.jsonl is read, or written twice"):
        clean_files(str(source), str(tmp_path / "out.jsonl"), removals=str(source))


def test_what_cannot_be_meant_is_refused(collection: Path, tmp_path: Path) -> None:
    """Each error says what was given, and what is wanted."""
    a, b, out = collection / "a.jsonl", collection / "deep" / "b.csv", tmp_path / "out"
    assert refusal(str(tmp_path / "no.jsonl"), f"{out}.jsonl") == (
        f"{tmp_path}/no.jsonl cannot be read: No such file or directory."
    )
    assert refusal(str(collection / "photo.jpg"), str(out)).startswith(
        f"{collection}/photo.jpg ends with the suffix of no format: expected .jsonl, "
    )
    assert refusal(str(tmp_path / "no"), f"{out}.jsonl") == (
        f"{tmp_path}/no cannot be read: No such file or directory."
    )
    assert refusal(str(a), str(out)) == (
        f"{out} ends with the suffix of no format: give it that of {a}, or / to name a folder."
    )
    assert refusal(str(a), f"{out}.csv") == (
        f"{out}.csv would hold CSV, but {a} holds JSON Lines: give the output a suffix of that "
        "format."
    )
    assert refusal([str(a), str(b)], f"{out}.jsonl") == (
        f"{out}.jsonl is the name of a file, but several are to be written: name a folder."
    )
    write_jsonl(tmp_path / "a.jsonl", ["One."])
    assert refusal([str(a), str(tmp_path / "a.jsonl")], str(out)) == (
        f"{tmp_path}/a.jsonl and {a} would both be written to {out}/a.jsonl."
    )
    assert refusal(str(tmp_path / "none*.jsonl"), str(out)) == (
        f"{tmp_path}/none*.jsonl leads to no file that can be read."
    )
    assert refusal([str(a), "-"], "-").startswith("- stands for standard input")
    assert refusal([], str(out)) == "there is nothing to clean: inputs is empty. Name a file."
    assert refusal("news://a.jsonl", str(out)) == (
        "news://a.jsonl cannot be reached: Protocol not known: news."
    )
    assert refusal("memory://no/a.jsonl", f"{out}/") == (
        "memory://no/a.jsonl cannot be read: No such file or directory."
    )
    assert not out.exists()


@pytest.mark.parametrize("name", ["output", "removals", "summary", "index", "quarantine"])
def test_a_misspelt_folder_is_named_and_not_made(tmp_path: Path, name: str) -> None:
    """No output goes into a folder that is missing; only an output that is a folder is made."""
    suffixes = {"summary": ".json", "index": ".html"}
    wrong = f"{tmp_path}/no/where{suffixes.get(name, '.jsonl')}"
    source = write_jsonl(tmp_path / "a.jsonl", ["One."])
    names = {"output": f"{tmp_path}/out.jsonl", name: wrong}
    with pytest.raises(FileError) as raised:
        clean_files(str(source), on_error="skip", **names)  # type: ignore[arg-type]
    assert str(raised.value) == (
        f"{wrong} cannot be written: there is no folder {tmp_path}/no. Make it first, or correct "
        "the name."
    )
    assert names_below(tmp_path) == ["a.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"max_record_chars": 0}, "max_record_chars=0 cannot be used: expected a whole number"),
        ({"on_error": "stop"}, "on_error='stop' cannot be used: expected 'fail' or 'skip'."),
        (
            {"annotate": True, "keep_original": "raw"},
            "keep_original is of no use with annotate=True",
        ),
        ({"keep_original": "text"}, "keep_original='text' cannot be used"),
        ({"keep_original": ""}, "keep_original='' cannot be used: expected the name of a column."),
        ({"keep_original": 5}, "keep_original=5 cannot be used: expected the name of a column."),
        ({"text_column": None}, "text_column=None cannot be used: expected the name of a column."),
        ({"id_column": 7}, "id_column=7 cannot be used: expected the name of a column."),
        ({"text_column": "dedup_removed"}, "text_column='dedup_removed' cannot be used: that"),
        ({"workers": 0}, "workers=0 cannot be used"),
        ({"min_word": 3}, "'min_word' is not an option. Did you mean 'min_words'?"),
    ],
)
def test_options_that_cannot_be_used_are_refused(
    tmp_path: Path, arguments: dict[str, object], said: str
) -> None:
    """The call says what is wrong before a file is opened."""
    with pytest.raises(OptionError) as raised:
        clean_files("in.jsonl", str(tmp_path / "out.jsonl"), **arguments)  # type: ignore[arg-type]
    assert str(raised.value).startswith(said)


def test_texts_have_no_columns(collection: Path, tmp_path: Path) -> None:
    """Annotate and keep_original need a format with columns."""
    with pytest.raises(FileError, match=r"e\.md: a file of text has no columns for annotate"):
        clean_files(str(collection / "e.md"), str(tmp_path / "out.md"), annotate=True)


def test_remote_files_are_read_and_written(collection: Path) -> None:
    """Addresses are read and written by fsspec: files, folders and patterns."""
    memory = fsspec.filesystem("memory")
    memory.put(str(collection / "a.jsonl"), "/bucket/a.jsonl")
    memory.put(str(collection / "deep" / "er" / "c.parquet"), "/bucket/sub/c.parquet")
    clean_files("memory://bucket/", "memory://cleaned/")
    assert memory.find("/cleaned") == ["/cleaned/a.jsonl", "/cleaned/sub/c.parquet"]
    clean_files("memory://bucket/*.jsonl", "memory://matched/")
    assert memory.cat("/matched/a.jsonl") == memory.cat("/cleaned/a.jsonl")
    assert ONCE.encode("unicode_escape") in memory.cat("/cleaned/a.jsonl")
    clean_files("memory://bucket/sub/c.parquet", str(collection / "d.parquet"))
    assert pq.read_table(collection / "d.parquet")["text"].to_pylist() == [ONCE]
    with pytest.raises(OptionError, match="resume cannot be used with memory://"):
        clean_files("memory://bucket/a.jsonl", "memory://cleaned/a.jsonl", resume=True)
