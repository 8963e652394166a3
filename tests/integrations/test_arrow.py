"""A column of texts in Arrow record batches, and in tables."""

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dedup
from dedup.errors import InputTypeError, OptionError, RecordError
from dedup.files.columns import text_array
from dedup.files.removed import arrow_type, removed_spans
from dedup.integrations.arrow import clean_batches, clean_table
from tests.strategies import any_texts, options

TEXT_TYPES = (
    pa.string(),
    pa.large_string(),
    pa.string_view(),
    pa.dictionary(pa.int8(), pa.string()),
    pa.dictionary(pa.uint32(), pa.large_string(), ordered=True),
    pa.dictionary(pa.int32(), pa.string_view()),
)
FERRY = "The last ferry of the season left the quay in thick fog with its lamps lit."
TWICE = f"{FERRY}\n\n{FERRY}\n"
ONCE = dedup.clean(TWICE).text
METADATA = {b"outlet": b"Corran Courier"}

# Columns that stand beside the texts: name, type, a value or null for each of four rows.
NEIGHBORS = (
    ("id", pa.int64(), [2**62, -1, 0, None]),
    ("price", pa.decimal128(38, 18), [None, None, None, None]),
    ("at", pa.timestamp("ns", "America/St_Johns"), [-(2**60), 0, None, 1]),
    ("raw", pa.large_binary(), [b"\xff\x00", b"", None, b"x"]),
    ("tags", pa.map_(pa.string(), pa.list_(pa.int8())), [[("a", [1, None])], [], None, []]),
    ("nested", pa.struct([("a", pa.struct([("b", pa.string())]))]), [{"a": None}, None, {}, {}]),
    ("section", pa.dictionary(pa.int8(), pa.string()), ["harbor", None, "harbor", "sport"]),
    ("nothing", pa.null(), [None] * 4),
    ("half", pa.float16(), [float("nan"), -0.0, None, float("inf")]),
)


@st.composite
def record_batches(draw: st.DrawFn) -> list[pa.RecordBatch]:
    """Write texts among other columns, and cut them into slices of which some are empty."""
    written = st.lists(st.one_of(any_texts(), st.none(), st.just(TWICE)), max_size=6)
    texts = [text and text.encode(errors="replace").decode() for text in draw(written)]
    kind = draw(st.sampled_from(TEXT_TYPES))
    names = draw(st.permutations(["text", *(name for name, _, _ in NEIGHBORS)]))
    types = {"text": kind} | {name: held for name, held, _ in NEIGHBORS}
    values = {name: (given * len(texts))[: len(texts)] for name, _, given in NEIGHBORS}
    schema = pa.schema(
        [pa.field(name, types[name], metadata={b"place": name.encode()}) for name in names],
        metadata=METADATA,
    )
    arrays = [
        text_array(texts, kind) if name == "text" else pa.array(values[name], types[name])
        for name in names
    ]
    batch = pa.RecordBatch.from_arrays(arrays, schema=schema)
    borders = sorted(draw(st.lists(st.integers(0, len(texts)), max_size=3)))
    ends = [*borders, len(texts)]
    return [batch.slice(start, end - start) for start, end in zip([0, *borders], ends, strict=True)]


@given(record_batches(), options())
def test_texts_are_cleaned_and_all_else_comes_through(
    batches: list[pa.RecordBatch], chosen: dict[str, Any]
) -> None:
    """Each text is what `dedup.clean` makes of it; rows, columns, types and metadata stay."""
    cleaned = list(clean_batches(iter(batches), **chosen))
    assert [each.num_rows for each in cleaned] == [each.num_rows for each in batches]
    for before, after in zip(batches, cleaned, strict=True):
        after.validate(full=True)
        assert after.schema.remove(len(after.schema) - 1).equals(before.schema, check_metadata=True)
        for name in before.schema.names:
            if name != "text":
                assert repr(after[name].to_pylist()) == repr(before[name].to_pylist())
        answers = [text and dedup.clean(text, **chosen) for text in before["text"].to_pylist()]
        assert after["text"].to_pylist() == [answer and answer.text for answer in answers]
        assert after["dedup_removed"].type == arrow_type()
        assert after["dedup_removed"].to_pylist() == [
            removed_spans(answer.report) if answer and answer.changed else None
            for answer in answers
        ]


@given(record_batches())
def test_a_table_is_cleaned_as_its_batches_are(batches: list[pa.RecordBatch]) -> None:
    """`clean_table` gives the rows of `clean_batches`, for a table of any number of them."""
    table = pa.Table.from_batches(batches)
    cleaned = clean_table(table)
    assert cleaned.schema.metadata == METADATA
    assert repr(cleaned.to_pylist()) == repr(
        pa.Table.from_batches(clean_batches(batches)).to_pylist()
    )


@pytest.mark.parametrize("kind", TEXT_TYPES, ids=str)
def test_annotations_leave_the_text(kind: pa.DataType) -> None:
    """`annotate` says what would go and takes nothing out."""
    texts = text_array([TWICE, None, FERRY], kind)
    [annotated] = clean_batches([pa.record_batch({"text": texts})], annotate=True)
    assert annotated["text"].equals(texts)
    assert [bool(removed) for removed in annotated["dedup_removed"].to_pylist()] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("kind", TEXT_TYPES, ids=str)
def test_the_original_is_kept_where_it_changed(kind: pa.DataType) -> None:
    """`keep_original` names a new column of the same type, null where the text stayed."""
    batch = pa.record_batch({"body": text_array([TWICE, None, FERRY], kind), "id": [1, 2, 3]})
    [cleaned] = clean_batches([batch], text_column="body", keep_original="as_it_was")
    assert cleaned.schema.names == ["body", "id", "as_it_was", "dedup_removed"]
    assert cleaned["body"].to_pylist() == [ONCE, None, FERRY]
    assert cleaned["as_it_was"].equals(text_array([TWICE, None, None], kind))


@pytest.mark.parametrize("given", [{"min_words": 20}, {"options": dedup.Options(min_words=20)}])
def test_options_reach_the_texts(given: dict[str, Any]) -> None:
    """Options go in as `Options` or as keywords; here the paragraph is too short for them."""
    [cleaned] = clean_batches([pa.record_batch({"text": [TWICE]})], **given)
    assert cleaned["text"].to_pylist() == [TWICE]


def test_one_batch_is_taken_at_a_time() -> None:
    """A batch is asked for when its result is, so that one at a time is in memory."""
    taken: list[int] = []

    def supply() -> Any:
        for number in range(3):
            taken.append(number)
            yield pa.record_batch({"text": [FERRY]})

    results = clean_batches(supply())
    assert taken == []
    for number in range(3):
        next(results)
        assert taken == list(range(number + 1))


@pytest.mark.parametrize("kind", TEXT_TYPES, ids=str)
def test_a_table_without_rows_gets_its_column(kind: pa.DataType) -> None:
    """A table that has no batch at all comes back with the schema of one that has."""
    schema = pa.schema([("text", kind)], metadata=METADATA)
    cleaned = clean_table(schema.empty_table())
    assert cleaned.num_rows == 0
    assert cleaned.schema.equals(
        schema.append(pa.field("dedup_removed", arrow_type())), check_metadata=True
    )


def test_a_null_in_the_dictionary_is_a_null_text() -> None:
    """Whether a dictionary or an index says null makes no difference."""
    texts = pa.DictionaryArray.from_arrays(pa.array([0, 1, None], pa.int8()), [TWICE, None])
    [cleaned] = clean_batches([pa.record_batch({"text": texts})])
    assert cleaned["text"].to_pylist() == [ONCE, None, None]


@pytest.mark.parametrize(
    ("columns", "given", "message"),
    [
        (
            {"id": [1], "body": [FERRY]},
            {},
            "text_column='text' cannot be used: none of the columns has that name. They are 'id', "
            "'body'.",
        ),
        (
            {"text": [1]},
            {},
            "text_column='text' cannot be used: it holds int64, expected string, large_string, "
            "string_view, or a dictionary of one of them. Cast it first.",
        ),
        (
            {"text": [FERRY], "dedup_removed": [1]},
            {},
            "the column 'dedup_removed' cannot be added: there is one of that name. Rename that "
            "one or leave it out.",
        ),
        (
            {"text": [FERRY]},
            {"keep_original": ""},
            "keep_original='' cannot be used: expected the name of a column.",
        ),
        (
            {"text": [FERRY]},
            {"keep_original": 5},
            "keep_original=5 cannot be used: expected the name of a column.",
        ),
        (
            {"text": [FERRY]},
            {"keep_original": "text"},
            "the column 'text' cannot be added: there is one of that name. Rename that one or "
            "leave it out.",
        ),
        (
            {"text": [FERRY]},
            {"keep_original": "dedup_removed"},
            "the column 'dedup_removed' cannot be added: there is one of that name. Rename that "
            "one or leave it out.",
        ),
    ],
)
def test_columns_that_do_not_fit_are_refused(
    columns: dict[str, list[Any]], given: dict[str, Any], message: str
) -> None:
    """A missing column, one of another type and one that is there already are named."""
    with pytest.raises(OptionError) as raised:
        next(clean_batches([pa.record_batch(columns)], **given))
    assert str(raised.value) == message


def test_a_name_that_two_columns_have_is_refused() -> None:
    """Two columns of the name leave open which one is meant."""
    batch = pa.RecordBatch.from_arrays([pa.array([FERRY])] * 2, names=["text", "text"])
    with pytest.raises(OptionError, match="2 of the columns have that name"):
        next(clean_batches([batch]))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"min_scor": 0.9}, "Did you mean 'min_score'?"),
        ({"options": dedup.Options(), "near": False}, "both given"),
    ],
    ids=repr,
)
def test_options_are_checked_at_the_call(given: dict[str, Any], message: str) -> None:
    """What cannot be used is refused before a batch is taken."""
    with pytest.raises(OptionError) as raised:
        clean_batches([], **given)
    assert message in str(raised.value)


def test_a_table_among_the_batches_is_told_of_clean_table() -> None:
    """Something else than a batch is named, with what to call instead."""
    with pytest.raises(InputTypeError, match=r"got Table\. .*clean_table\(table\)"):
        next(clean_batches([pa.table({"text": [FERRY]})]))


def test_what_is_no_table_is_told_of_clean_batches() -> None:
    """A record batch given for a table is named, with what to call instead."""
    batch = pa.record_batch({"text": [FERRY]})
    with pytest.raises(InputTypeError, match=r"got RecordBatch\. .*clean_batches\(batches\)"):
        clean_table(batch)
    with pytest.raises(InputTypeError, match=r"got StringArray\. .*clean_batches\(\[batch\]\)"):
        next(clean_batches(batch))


def test_a_text_of_broken_utf_8_names_its_row() -> None:
    """Arrow does not look into its strings; a row with other bytes is found and counted."""
    offsets = pa.py_buffer(b"\0\0\0\0\2\0\0\0\4\0\0\0")
    broken = pa.Array.from_buffers(pa.string(), 2, [None, offsets, pa.py_buffer(b"okn\xff")])
    batches = [pa.record_batch({"text": [FERRY] * 3}), pa.record_batch({"text": broken})]
    results = clean_batches(batches)
    next(results)
    with pytest.raises(RecordError, match=r"the text of row 4 is not UTF-8: .* byte 2\."):
        next(results)
