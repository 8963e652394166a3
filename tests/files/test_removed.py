"""The column that says what was removed from a record."""

import pyarrow as pa

import dedup
from dedup.files.removed import arrow_type, removed_spans

PARAGRAPH = "The last ferry of the season left the quay in thick fog with its lamps lit.\n\n"


def test_a_dict_for_each_removal_names_its_spans() -> None:
    """Each removal gives its span, its source, its kind and its score."""
    [removal] = dedup.clean(PARAGRAPH * 2).report.removals
    assert removed_spans(dedup.clean(PARAGRAPH * 2).report) == [
        {
            "start": removal.span.start,
            "end": removal.span.end,
            "source_start": removal.source.start,
            "source_end": removal.source.end,
            "kind": "exact",
            "score": 1.0,
        }
    ]


def test_nothing_removed_is_an_empty_list() -> None:
    """A text without copies has no dicts."""
    assert removed_spans(dedup.clean(PARAGRAPH).report) == []


def test_the_dicts_are_of_the_arrow_type() -> None:
    """An Arrow array of the type holds the dicts as they are."""
    spans = removed_spans(dedup.clean(PARAGRAPH * 2).report)
    assert pa.array([spans, [], None], type=arrow_type()).to_pylist() == [spans, [], None]
    assert [field.name for field in arrow_type().value_type] == list(spans[0])
