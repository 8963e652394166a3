"""A column of texts in Arrow record batches, cleaned batch by batch wherever such batches pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dedup.api import chosen_options, clean
from dedup.errors import InputTypeError, OptionError, RecordError
from dedup.files.columns import holds_text, text_array
from dedup.files.removed import REMOVED_COLUMN, arrow_type, removed_spans
from dedup.options import Options

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["added_columns", "check_columns", "clean_batches", "clean_table"]


def clean_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    text_column: str = "text",
    annotate: bool = False,
    keep_original: str | None = None,
    options: Options | None = None,
    **settings: Any,
) -> Iterator[pa.RecordBatch]:
    r"""Clean the texts of a column, lazily, and add the column `dedup_removed`.

    All other columns, the order of columns and rows, and the metadata come through as they are.
    `dedup_removed` is null where nothing was removed. One batch at a time is in memory.

    Args:
        batches: each may be a slice, and empty.
        text_column: holds the texts: string, large_string, string_view, or a dictionary of one of
            them. It keeps its type; nulls stay null.
        annotate: leave the texts as they are and only say in `dedup_removed` what would go.
        keep_original: a new column for the text as it was; null where nothing was removed.
        options: what to look for and what to keep; the defaults if None.
        **settings: the fields of `Options` as keywords, in place of `options`.

    Raises:
        OptionError: an option cannot be used, at the call; a column is missing, holds no texts or
            has the name of a new one, at the turn of its batch.
        InputTypeError: something else than a record batch is among them.
        RecordError: a text is not valid UTF-8; names its row.

    >>> import pyarrow as pa
    >>> night = "The night ferry to Aldous Point was cancelled again.\n\n"
    >>> batch = pa.record_batch({"id": [7, 8], "text": [night * 2, "Snow fell."]})
    >>> [cleaned] = clean_batches([batch])
    >>> [removed and removed[0]["start"] for removed in cleaned["dedup_removed"].to_pylist()]
    [52, None]
    """
    chosen = chosen_options(options, settings)
    return _cleaned_batches(batches, text_column, added_columns(keep_original), annotate, chosen)


def clean_table(table: pa.Table, **wanted: Any) -> pa.Table:
    """Clean the texts of a column of a table that is in memory.

    Args:
        table: any table; it stays as it is.
        **wanted: the keywords of `clean_batches`, which also raises the errors.

    >>> import pyarrow as pa
    >>> clean_table(pa.table({"text": ["Snow fell.", None]})).column_names
    ['text', 'dedup_removed']
    """
    import pyarrow as pa

    if not isinstance(table, pa.Table):
        raise InputTypeError(
            f"expected a table, got {type(table).__name__}. For record batches there is "
            "dedup.integrations.arrow.clean_batches(batches)."
        )
    none = [pa.nulls(0, kind) for kind in table.schema.types]
    batches = table.to_batches() or [pa.RecordBatch.from_arrays(none, schema=table.schema)]
    return pa.Table.from_batches(clean_batches(batches, **wanted))


def added_columns(keep_original: str | None) -> list[str]:
    """Return the names of the columns that cleaning adds, in their order.

    Raises:
        OptionError: `keep_original` is no name of a column.
    """
    if keep_original is not None and (not isinstance(keep_original, str) or not keep_original):
        raise OptionError(
            f"keep_original={keep_original!r} cannot be used: expected the name of a column."
        )
    return [REMOVED_COLUMN] if keep_original is None else [keep_original, REMOVED_COLUMN]


def check_columns(names: Sequence[str], text_column: str, added: Sequence[str]) -> None:
    """Refuse columns that hold no texts, or among which a new one would not be the only one.

    Raises:
        OptionError: says which columns there are.
    """
    if (number := names.count(text_column)) != 1:
        raise OptionError(
            f"text_column={text_column!r} cannot be used: {number or 'none'} of the columns "
            f"{'have' if number else 'has'} that name. They are {', '.join(map(repr, names))}."
        )
    for place, name in enumerate(added):
        if name in (*names, *added[place + 1 :]):
            raise OptionError(
                f"the column {name!r} cannot be added: there is one of that name. Rename that one "
                "or leave it out."
            )


def _cleaned_batches(
    batches: Iterable[pa.RecordBatch],
    text_column: str,
    added: Sequence[str],
    annotate: bool,
    options: Options,
) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    first = 0
    for batch in batches:
        field = _text_field(batch, text_column, added)
        texts = _texts(batch.column(text_column), first)
        rows = [_cleaned_row(text, options) for text in texts]
        first += batch.num_rows
        if not annotate:
            place = batch.schema.get_field_index(text_column)
            cleaned = text_array([row[0] for row in rows], field.type)
            batch = batch.set_column(place, field, cleaned)
        for name in added[:-1]:  # for the originals, where they are wanted
            originals = text_array([row[1] for row in rows], field.type)
            batch = batch.append_column(pa.field(name, field.type), originals)
        removed = pa.array([row[2] for row in rows], arrow_type())
        yield batch.append_column(pa.field(REMOVED_COLUMN, arrow_type()), removed)


def _text_field(batch: pa.RecordBatch, text_column: str, added: Sequence[str]) -> pa.Field:
    import pyarrow as pa

    if not isinstance(batch, pa.RecordBatch):
        raise InputTypeError(
            f"expected record batches, got {type(batch).__name__}. A single batch goes in as a "
            "list, clean_batches([batch]); for a table there is "
            "dedup.integrations.arrow.clean_table(table)."
        )
    check_columns(batch.schema.names, text_column, added)
    field = batch.schema.field(text_column)
    if not holds_text(field.type):
        raise OptionError(
            f"text_column={text_column!r} cannot be used: it holds {field.type}, expected string, "
            "large_string, string_view, or a dictionary of one of them. Cast it first."
        )
    return field


def _texts(column: pa.Array, first: int) -> Iterator[str | None]:
    for row, value in enumerate(column, first):
        try:
            yield value.as_py()
        except UnicodeDecodeError as error:
            raise RecordError(
                f"the text of row {row} is not UTF-8: {error.reason} at byte {error.start + 1}. "
                "Rows are counted from 0, over all batches. Decode that text anew or leave it out."
            ) from error


def _cleaned_row(
    text: str | None, options: Options
) -> tuple[str | None, str | None, list[dict[str, Any]] | None]:
    """Return a text without its copies; the original and its removals where there are any."""
    if text is None or not (cleaned := clean(text, options=options)).changed:
        return text, None, None
    return cleaned.text, text, removed_spans(cleaned.report)
