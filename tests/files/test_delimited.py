"""CSV and TSV: the dialect of a file and every byte that need not change come through."""

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dedup
from dedup.errors import FileError
from dedup.files import clean_files
from dedup.files.removed import removed_spans
from tests.files.material import ONCE, TWICE


def run(folder: Path, content: bytes, name: str = "in.csv", **settings: Any) -> bytes:
    """Clean a file of some content and return what comes out."""
    (folder / name).write_bytes(content)
    clean_files(str(folder / name), str(folder / f"out.{name}"), **settings)
    return (folder / f"out.{name}").read_bytes()


def quoted(value: str) -> str:
    """Write a field between quotation marks."""
    return '"{}"'.format(value.replace('"', '""'))


def removed(text: str) -> str:
    """Write what is said of a text from which something went."""
    return quoted(json.dumps(removed_spans(dedup.clean(text).report)))


plain = st.text(st.characters(exclude_characters='",;\t|\r\n', codec="utf-8"), max_size=5)
anything = st.text(st.characters(codec="utf-8"), max_size=8)
fields = st.one_of(
    plain,
    plain.map(lambda value: f'{value}"x'.lstrip('"')),
    anything.map(quoted),
    st.sampled_from(["00123", "1.10", " padded ", quoted("007"), quoted("a\r\nb")]),
)
texts = st.one_of(anything, st.sampled_from([TWICE, f'"{TWICE}"', TWICE.replace("\n", "\r\n")]))


@given(st.data(), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_only_the_text_of_a_row_changes(
    data: st.DataObject, delimiter: str, end: str, bom: bool
) -> None:
    """Every byte stays but those of a text that changes; each row gets one field more."""
    names = ["a", "text", "b"]
    rows = [
        [data.draw(fields), data.draw(texts), data.draw(fields)]
        for _ in range(data.draw(st.integers(0, 3)))
    ]
    head = ("\ufeff" if bom else "") + delimiter.join(names)
    lines = [delimiter.join((a, quoted(text), b)) for a, text, b in rows]
    last_end = data.draw(st.sampled_from([end, ""]))
    content = end.join((head, *lines)) + last_end
    expected = [f"{head}{delimiter}dedup_removed"]
    for (a, text, b), line in zip(rows, lines, strict=True):
        cleaned = dedup.clean(text)
        if cleaned.changed:
            expected.append(delimiter.join((a, quoted(cleaned.text), b, removed(text))))
        else:
            expected.append(f"{line}{delimiter}")
    assert cleaned_bytes(content.encode()).decode() == end.join(expected) + last_end


def cleaned_bytes(content: bytes) -> bytes:
    """Clean a file of CSV in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder), content)


def test_what_comes_out_is_read_by_python(tmp_path: Path) -> None:
    """Python's csv reads the same table, with the cleaned text and what was removed from it."""
    content = io.StringIO(newline="")
    csv.writer(content).writerows([["id", "text"], ["1", TWICE], ["2", 'One, "two"'], ["3", ""]])
    result = run(tmp_path, content.getvalue().encode(), keep_original="raw").decode()
    rows = list(csv.DictReader(io.StringIO(result, newline="")))
    assert rows[0]["text"] == ONCE
    assert rows[0]["raw"] == TWICE
    assert json.loads(rows[0]["dedup_removed"]) == removed_spans(dedup.clean(TWICE).report)
    assert rows[1:] == [
        {"id": "2", "text": 'One, "two"', "raw": "", "dedup_removed": ""},
        {"id": "3", "text": "", "raw": "", "dedup_removed": ""},
    ]


def test_a_text_without_quotation_marks_gets_none(tmp_path: Path) -> None:
    """A field is quoted as it was, or where it has to be."""
    sentence = "The night ferry to Aldous Point was cancelled because the ramp had frozen shut."
    result = run(tmp_path, f"text\tn\n{sentence} {sentence}\t1\n".encode(), "in.tsv").decode()
    assert result.splitlines()[1].startswith(f"{sentence}\t1\t")


def test_annotate_leaves_the_field(tmp_path: Path) -> None:
    """With annotate, only the added field says what would go."""
    line = quoted(TWICE)
    result = run(tmp_path, f"text\r\n{line}\r\n".encode(), annotate=True).decode()
    assert result == f"text,dedup_removed\r\n{line},{removed(TWICE)}\r\n"


def test_a_row_is_named_by_its_first_line(tmp_path: Path) -> None:
    """An error names the line in which a row begins, however many lines rows have."""
    content = b'id,text\n1,"a\nb\nc"\n\n2,"x" y\n3\n'
    summary = clean(tmp_path, content)
    rows = [json.loads(line) for line in summary]
    assert [(row["number"], row["original"]) for row in rows] == [(6, '2,"x" y\n'), (7, "3\n")]
    assert rows[0]["reason"].startswith("no CSV: ")
    assert rows[1]["reason"] == "1 field, but the first row names 2"


def clean(folder: Path, content: bytes, **settings: Any) -> list[str]:
    """Clean a file, put aside what cannot be cleaned, and return the lines put aside."""
    run(folder, content, on_error="skip", **settings)
    return (folder / "out.in.csv.quarantine.jsonl").read_text(encoding="utf-8").splitlines()


def test_a_quotation_mark_that_is_never_closed_fills_no_memory(tmp_path: Path) -> None:
    """A row that swallows the rest of the file is refused at the limit, and named."""
    content = b'id,text\n1,"a\n' + b"more and more\n" * 100_000
    [line] = clean(tmp_path, content, max_record_chars=1000)
    row = json.loads(line)
    assert row["number"] == 2
    assert row["reason"] == "more than 1000 characters"
    assert len(row["original"]) < 6000


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,body\n1,a\n", "no column 'text'. Its columns are 'id', 'body'; text_column names"),
        (b"\xfftext\n", "no UTF-8: invalid start byte at byte 1"),
        (b'"id"x,text\n', "no CSV: ',' expected after '\"'."),
        (
            b"text\rOne.\r",
            "no CSV: a carriage return alone ends no row; convert the line ends to line feeds",
        ),
    ],
)
def test_a_file_whose_first_row_is_of_no_use_says_so(
    tmp_path: Path, content: bytes, said: str
) -> None:
    """What is wrong with the names of the columns is an error of the file, at line 1."""
    with pytest.raises(FileError) as raised:
        run(tmp_path, content)
    assert str(raised.value).startswith(f"{tmp_path}/in.csv: line 1: {said}")
    assert not (tmp_path / "out.in.csv").exists()


def test_an_empty_file_stays_empty(tmp_path: Path) -> None:
    """A file without even names of columns comes through as it is."""
    assert run(tmp_path, b"") == b""
