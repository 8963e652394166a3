"""Parquet: rows, types, order and metadata come through; only texts change."""

import base64
import datetime
import decimal
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dedup
from dedup.errors import FileError
from dedup.files import clean_files
from dedup.files.removed import arrow_type, removed_spans
from tests.files.material import ONCE, TWICE, articles

TEXT_TYPES = [
    pa.string(),
    pa.large_string(),
    pa.string_view(),
    pa.dictionary(pa.int8(), pa.string()),
    pa.dictionary(pa.uint32(), pa.large_string(), ordered=True),
]


def run(
    folder: Path, table: pa.Table, *, form: dict[str, Any] | None = None, **settings: Any
) -> Any:
    """Clean a table as a file and return the file that comes out."""
    pq.write_table(table, folder / "in.parquet", **(form or {}))
    clean_files(str(folder / "in.parquet"), str(folder / "out.parquet"), **settings)
    return pq.ParquetFile(folder / "out.parquet")


def removed(text: str | None) -> list[dict[str, Any]] | None:
    """Return what the column of removals says of a text."""
    return removed_spans(dedup.clean(text or "").report) or None


def awkward_columns(count: int) -> dict[str, pa.Array]:
    """Return columns of types that suffer easily, each with a null."""
    moment = datetime.datetime(2026, 2, 28, 23, 59, 59, 999_999)
    values: dict[str, tuple[Any, pa.DataType]] = {
        "big": (2**63 - 1, pa.int64()),
        "unsigned": (2**64 - 1, pa.uint64()),
        "exact": (decimal.Decimal("12345678901234567890.123456789"), pa.decimal128(38, 9)),
        "not a number": (float("inf"), pa.float32()),
        "nano": (pa.scalar(1, pa.timestamp("ns", "Asia/Tokyo")), pa.timestamp("ns", "Asia/Tokyo")),
        "day": (moment.date(), pa.date32()),
        "bytes": (b"\xff\x00", pa.binary(2)),
        "nested.a": ([{"text": TWICE, "n": [1, None]}], None),
        "map": ([("a", 1)], pa.map_(pa.string(), pa.int16())),
        "category": ("x", pa.dictionary(pa.int16(), pa.string())),
        "nothing": (None, pa.null()),
    }
    kinds = {
        name: kind or pa.list_(pa.struct([("text", pa.string()), ("n", pa.list_(pa.int8()))]))
        for name, (_, kind) in values.items()
    }
    return {
        name: pa.array([None if row % 3 == 2 else value for row in range(count)], kinds[name])
        for name, (value, _) in values.items()
    }


@pytest.mark.parametrize("kind", TEXT_TYPES, ids=str)
def test_everything_but_the_text_comes_through(tmp_path: Path, kind: pa.DataType) -> None:
    """Types, order, nulls and metadata of every other column are what they were."""
    texts = [TWICE, None, "", "One.", TWICE, "é \U0001f6a2"]
    columns = awkward_columns(len(texts))
    fields = [pa.field(name, column.type, metadata={"k": name}) for name, column in columns.items()]
    fields.insert(3, pa.field("text", kind, metadata={"PARQUET:field_id": "77"}))
    arrays = list(columns.values())
    arrays.insert(
        3,
        pa.array(texts, pa.string()).cast(kind)
        if "dict" not in str(kind)
        else pa.array(texts, kind),
    )
    table = pa.table(arrays, schema=pa.schema(fields, metadata={"pandas": "{}", "mine": "é"}))
    pq.write_table(table, tmp_path / "same.parquet")
    expected = pq.read_table(tmp_path / "same.parquet")
    result = run(tmp_path, table).read()
    assert result.schema.remove(len(fields)).equals(expected.schema, check_metadata=True)
    assert result.schema.field(len(fields)).equals(pa.field("dedup_removed", arrow_type()))
    for name in columns:
        assert result[name].equals(expected[name]), name
    assert result["text"].to_pylist() == [ONCE if text == TWICE else text for text in texts]
    assert result["dedup_removed"].to_pylist() == [removed(text) for text in texts]


texts = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8"), max_size=5),
    st.sampled_from([TWICE, f"\x00 {TWICE}", TWICE * 2]),
)


@given(st.lists(st.tuples(texts, st.integers(-(2**63), 2**63 - 1)), max_size=6), st.integers(1, 4))
def test_rows_and_groups_come_through(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str | None, int]], group: int
) -> None:
    """Whatever the rows, they come out in order and in the same row groups."""
    table = pa.table(
        {"text": pa.array([text for text, _ in rows], pa.string()), "n": [n for _, n in rows]},
        schema=pa.schema([("text", pa.string()), ("n", pa.int64())]),
    )
    file = run(tmp_path_factory.mktemp("rows"), table, form={"row_group_size": group})
    result = file.read()
    assert result["n"].to_pylist() == [n for _, n in rows]
    expected = [text and dedup.clean(text).text for text, _ in rows]
    assert result["text"].to_pylist() == expected
    assert file.num_row_groups == -(-len(rows) // group)


def test_the_file_is_encoded_as_it_was(tmp_path: Path) -> None:
    """Codecs, the format's version, dictionaries and old time stamps are as in the input."""
    table = pa.table(
        {"text": [TWICE, "One."], "n": ["a", "b"], "t": pa.array([0, 1], pa.timestamp("ns"))}
    )
    form = {
        "compression": {"text": "zstd", "n": "none", "t": "gzip"},
        "use_dictionary": ["n"],
        "version": "1.0",
        "use_deprecated_int96_timestamps": True,
    }
    metadata = run(tmp_path, table, form=form).metadata
    before = pq.read_metadata(tmp_path / "in.parquet")
    assert metadata.format_version == before.format_version
    for index in range(3):
        old, new = (each.row_group(0).column(index) for each in (before, metadata))
        assert new.compression == old.compression
        assert new.has_dictionary_page == old.has_dictionary_page
        assert new.physical_type == old.physical_type
    added = metadata.row_group(0).column(3)
    assert (added.path_in_schema, added.compression) == ("dedup_removed.list.element.start", "ZSTD")


def test_annotate_and_keep_original(tmp_path: Path) -> None:
    """Annotate leaves the texts; keep_original keeps those that change in a column of their own."""
    table = pa.table({"text": pa.array([TWICE, "One."], pa.string_view())})
    result = run(tmp_path, table, annotate=True).read()
    assert result["text"].to_pylist() == [TWICE, "One."]
    assert result["dedup_removed"].to_pylist() == [removed(TWICE), None]
    result = run(tmp_path, table, keep_original="raw").read()
    assert result.to_pydict() == {
        "text": [ONCE, "One."],
        "raw": [TWICE, None],
        "dedup_removed": [removed(TWICE), None],
    }


def test_a_large_row_group_is_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One row group of any size is read in portions and comes out as several."""
    monkeypatch.setattr("dedup.files.tables._GROUP", 1 << 19)
    written = articles(2000)
    file = run(tmp_path, pa.table({"text": written}))
    assert pq.ParquetFile(tmp_path / "in.parquet").num_row_groups == 1
    assert file.num_row_groups > 3
    assert file.read()["text"].to_pylist() == [dedup.clean(text).text for text in written]


def broken_utf8() -> pa.Array:
    """Return an array of strings whose second is no UTF-8."""
    return pa.array([TWICE.encode(), b"\xff", b"One."], pa.binary()).view(pa.string())


def test_a_row_that_cannot_be_cleaned_is_put_aside(tmp_path: Path) -> None:
    """The quarantine holds such a row whole, as an Arrow stream; the others are cleaned."""
    table = pa.table({"id": [7, 8, 9], "text": broken_utf8()})
    result = run(tmp_path, table, on_error="skip").read()
    assert result.to_pydict()["id"] == [7, 9]
    assert result.to_pydict()["text"] == [ONCE, "One."]
    [line] = (tmp_path / "out.parquet.quarantine.jsonl").read_text("utf-8").splitlines()
    row = json.loads(line)
    assert (row["number"], row["reason"]) == (2, "no UTF-8: invalid start byte at byte 1")
    [kept] = pa.ipc.open_stream(base64.b64decode(row["original_base64"])).read_all().to_batches()
    assert kept["id"].to_pylist() == [8]
    assert kept["text"].cast(pa.binary()).to_pylist() == [b"\xff"]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"body": ["a"]}, "no column 'text'. Its columns are 'body'; text_column names the right"),
        ({"text": [1]}, "int64 in column 'text', where strings belong."),
        ({"text": ["a"], "dedup_removed": [1]}, "int64 in column 'dedup_removed', which is to"),
    ],
)
def test_a_table_of_no_use_says_so(tmp_path: Path, columns: dict[str, Any], said: str) -> None:
    """What is wrong with the columns is an error that names the file."""
    with pytest.raises(FileError) as raised:
        run(tmp_path, pa.table(columns))
    assert str(raised.value).startswith(f"{tmp_path}/in.parquet: {said}")


def test_removals_can_be_parquet(tmp_path: Path) -> None:
    """The file of removals has a row for each, with the text that went."""
    run(
        tmp_path,
        pa.table({"id": ["a", "b"], "text": ["One.", TWICE]}),
        removals=str(tmp_path / "r.parquet"),
    )
    [row] = pq.read_table(tmp_path / "r.parquet").to_pylist()
    [removal] = dedup.clean(TWICE).report.removals
    assert row == {
        "file": str(tmp_path / "in.parquet"),
        "number": 2,
        "id": "b",
        **(removed(TWICE) or [])[0],
        "copies": 1,
        "text": removal.text,
    }
