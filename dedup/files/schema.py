"""The columns of a table: which there must be, which must not, and which come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedup.errors import FileError
from dedup.files.columns import holds_text
from dedup.files.records import Settings, column_in_the_way, missing_column
from dedup.files.removed import REMOVED_COLUMN, arrow_type

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["added_fields", "check_columns"]


def check_columns(source: str, schema: pa.Schema, settings: Settings) -> None:
    """Refuse a table that cannot be cleaned.

    Raises:
        FileError: names the file and the column.
    """
    text, names = settings.text_column, schema.names
    if text not in names:
        raise FileError(f"{source}: {missing_column(text, names).told}.")
    for name in (text, REMOVED_COLUMN):
        if names.count(name) > 1:
            raise FileError(f"{source}: more than one column {name!r}; rename all but one.")
    kind = schema.field(text).type
    if not holds_text(kind):
        raise FileError(f"{source}: {kind} in column {text!r}, where strings belong.")
    kept = settings.keep_original
    if kept and kept in names:
        raise FileError(f"{source}: {column_in_the_way(kept).told}.")
    if REMOVED_COLUMN in names and schema.field(REMOVED_COLUMN).type != arrow_type():
        raise FileError(
            f"{source}: {schema.field(REMOVED_COLUMN).type} in column {REMOVED_COLUMN!r}, which is "
            "to say what was removed; rename it, or leave it out."
        )


def added_fields(schema: pa.Schema, settings: Settings) -> list[pa.Field]:
    """Return the fields that come behind those of a table."""
    import pyarrow as pa

    added: list[pa.Field] = []
    if settings.keep_original:
        added.append(pa.field(settings.keep_original, schema.field(settings.text_column).type))
    if REMOVED_COLUMN not in schema.names:
        added.append(pa.field(REMOVED_COLUMN, arrow_type()))
    return added
