"""A column of texts in a Spark DataFrame, on a real Spark of two threads."""

import math
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dedup
from dedup.errors import OptionError
from dedup.files import clean_files
from dedup.files.removed import arrow_type, removed_spans
from dedup.integrations.spark import clean_column
from tests.benchmarks.news_generator import Newsroom

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

RECORDS = 20_000
FERRY = "The last ferry of the season left the quay in thick fog with its lamps lit."
TWICE = f"{FERRY}\n\n{FERRY}\n"
ONCE = dedup.clean(TWICE).text

# Columns of every kind that Spark sends through Arrow, as SQL.
NEIGHBORS = {
    "id": "9223372036854775807",
    "tiny": "cast(-128 as tinyint)",
    "price": "cast('12345678901234567890.123456789012345678' as decimal(38, 18))",
    "at": "timestamp'1582-10-04 23:59:59.999999'",
    "local": "timestamp_ntz'0001-01-01 00:00:00.000001'",
    "day": "date'9999-12-31'",
    "delay": "interval '-1 02:03:04.000005' day to second",
    "raw": "x'00ff'",
    "not_a_number": "double('NaN')",
    "minus_zero": "float('-0.0')",
    "tags": "map('a', 1, 'b', null)",
    "deep": "array(map(1, named_struct('x', array(binary('z'), null), 'text', 'inner')), null)",
    "Odd name, `with` dots.": "named_struct('a', 1, 'A.`', timestamp'2020-03-29 02:30:00')",
    "anything": """parse_json('{"a": [1, 2.5, null]}')""",
    "collated": "'Courier' collate UNICODE_CI",
    "nothing": "null",
    "missing": "cast(null as array<int>)",
}


@pytest.fixture(scope="module")
def records() -> pa.Table:
    """Write short articles: some with a paragraph said again, some without text, in any order."""
    newsroom, draw = Newsroom(6), random.Random(6)
    texts: list[str | None] = []
    for number in range(RECORDS):
        paragraphs = newsroom.paragraphs(250)
        if number % 5 == 0:
            copied = paragraphs[0] if number % 2 else newsroom.near_copy(paragraphs[0])
            paragraphs.insert(draw.randint(1, len(paragraphs)), copied)
        texts.append(None if number % 997 == 0 else "\n\n".join(paragraphs))
    return pa.table({"id": range(RECORDS), "text": pa.array(texts)})


@pytest.fixture(scope="module")
def frame(spark: "SparkSession", records: pa.Table) -> "DataFrame":
    """Bring the records into Spark."""
    return spark.createDataFrame(records)


@pytest.fixture(scope="module")
def expected(records: pa.Table) -> list[tuple[str | None, list[dict[str, Any]] | None]]:
    """Clean each text by itself: what is left, and what was removed."""
    answers = [text and dedup.clean(text) for text in records["text"].to_pylist()]
    changed = sum(answer is not None and answer.changed for answer in answers)
    assert changed > RECORDS / 10
    return [
        (answer.text, removed_spans(answer.report) if answer.changed else None)
        if answer
        else (None, None)
        for answer in answers
    ]


@pytest.mark.parametrize("partitions", [1, 2, 7])
def test_any_number_of_partitions_gives_the_same(
    frame: "DataFrame",
    expected: list[tuple[str | None, list[dict[str, Any]] | None]],
    partitions: int,
) -> None:
    """20,000 records come out as `dedup.clean` leaves each of them, however they are spread."""
    cleaned = clean_column(frame.repartition(partitions)).toArrow().sort_by("id")
    assert cleaned["id"].to_pylist() == list(range(RECORDS))
    assert cleaned["dedup_removed"].type.equals(arrow_type())
    columns = (cleaned["text"].to_pylist(), cleaned["dedup_removed"].to_pylist())
    assert list(zip(*columns, strict=True)) == expected


def test_files_come_out_the_same(
    records: pa.Table,
    expected: list[tuple[str | None, list[dict[str, Any]] | None]],
    tmp_path: Path,
) -> None:
    """`clean_files` makes of the 20,000 records, as Parquet, what Spark makes of them above."""
    pq.write_table(records, tmp_path / "records.parquet")
    clean_files(str(tmp_path / "records.parquet"), str(tmp_path / "cleaned.parquet"))
    cleaned = pq.read_table(tmp_path / "cleaned.parquet")
    assert cleaned["id"].to_pylist() == list(range(RECORDS))
    columns = (cleaned["text"].to_pylist(), cleaned["dedup_removed"].to_pylist())
    assert list(zip(*columns, strict=True)) == expected


def test_other_columns_come_through(spark: "SparkSession") -> None:
    """Columns of all kinds, their types, order, nullability and metadata are untouched."""
    from pyspark.sql import functions
    from pyspark.sql.types import StructType

    texts = spark.createDataFrame([(TWICE,), (None,)], "text string")
    columns = [functions.expr(sql).alias(name) for name, sql in NEIGHBORS.items()]
    columns.insert(3, texts["text"])
    columns[0] = columns[0].alias("id", metadata={"unit": "article"})
    frame = texts.select(*columns)
    cleaned = clean_column(frame)
    assert StructType(cleaned.schema.fields[:-1]) == frame.schema
    assert cleaned.schema["id"].metadata == {"unit": "article"}
    before = [row.asDict() for row in frame.collect()]
    after = [row.asDict() for row in cleaned.collect()]
    assert [row["text"] for row in after] == [ONCE, None]
    assert [row["dedup_removed"] is None for row in after] == [False, True]
    for name in NEIGHBORS:
        assert [repr(row[name]) for row in after] == [repr(row[name]) for row in before]
    assert math.copysign(1, after[0]["minus_zero"]) == -1


def test_names_that_are_alike_do_not_matter(spark: "SparkSession") -> None:
    """Other columns may share a name, or differ from the text column in case alone."""
    frame = spark.range(1).selectExpr("id", "id + 1 AS id", f"'{FERRY}' AS text", "3 AS Text")
    [row] = clean_column(frame).collect()
    assert tuple(row) == (0, 1, FERRY, 3, None)


def test_removals_are_a_nested_column(spark: "SparkSession") -> None:
    """Fields of `dedup_removed` can be asked for by name, as in any array of structs."""
    frame = spark.createDataFrame([(TWICE,)], "body string")
    [row] = (
        clean_column(frame, "body", annotate=True).select("body", "dedup_removed.kind").collect()
    )
    assert (row["body"], row["kind"]) == (TWICE, ["exact"])


def test_the_original_and_the_options_reach_the_executors(spark: "SparkSession") -> None:
    """`keep_original` adds a column before `dedup_removed`; options go in as keywords."""
    frame = spark.createDataFrame([(TWICE,), (FERRY,)], "text string").coalesce(1)
    cleaned = clean_column(frame, keep_original="was")
    assert cleaned.columns == ["text", "was", "dedup_removed"]
    assert [(row["text"], row["was"]) for row in cleaned.collect()] == [
        (ONCE, TWICE),
        (FERRY, None),
    ]
    protected = clean_column(frame, protect=["last ferry"])
    assert [row["text"] for row in protected.collect()] == [TWICE, FERRY]


def test_the_call_starts_no_job(spark: "SparkSession") -> None:
    """A frame that fails when it is computed can be cleaned; only its use fails."""
    frame = spark.range(1).selectExpr("raise_error('computed')", "'a' AS text")
    cleaned = clean_column(frame)
    with pytest.raises(Exception, match="computed"):
        cleaned.collect()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"min_score": 90}, "min_score=90 cannot be used"),
        ({"min_scor": 0.9}, "Did you mean 'min_score'?"),
        ({"options": dedup.Options(), "near": False}, "both given"),
        ({"text_column": "body"}, "text_column='body' cannot be used: none of the columns has"),
        ({"text_column": "id"}, "it holds bigint, expected string. Cast it first."),
        ({"keep_original": "id"}, "the column 'id' cannot be added: there is one of that name"),
    ],
    ids=str,
)
def test_what_cannot_be_used_is_refused_by_the_driver(
    spark: "SparkSession", given: dict[str, Any], message: str
) -> None:
    """Options and columns are checked at the call, not in an executor."""
    frame = spark.range(1).selectExpr("id", "'a' AS text")
    with pytest.raises(OptionError) as raised:
        clean_column(frame, **given)
    assert message in str(raised.value)


def test_a_cleaned_frame_is_not_cleaned_again(spark: "SparkSession") -> None:
    """A frame that has `dedup_removed` already is refused rather than losing the first account."""
    frame = spark.range(1).selectExpr("'a' AS text")
    with pytest.raises(OptionError, match="the column 'dedup_removed' cannot be added"):
        clean_column(clean_column(frame))
