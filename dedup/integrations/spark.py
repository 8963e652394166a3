"""A column of texts in a Spark DataFrame, cleaned by the executors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from dedup.api import chosen_options
from dedup.errors import OptionError
from dedup.files.removed import REMOVED_COLUMN, arrow_type
from dedup.integrations.arrow import added_columns, check_columns, clean_batches
from dedup.options import Options

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType, StructType

__all__ = ["clean_column"]


def clean_column(
    frame: DataFrame,
    text_column: str = "text",
    *,
    annotate: bool = False,
    keep_original: str | None = None,
    options: Options | None = None,
    **settings: Any,
) -> DataFrame:
    """Return a frame whose texts are without their copies, with the column `dedup_removed`.

    All other columns come through as they are. `dedup_removed` is an array of structs, null where
    nothing was removed. Like any transformation this starts no job; write its result before you
    use it twice, for Spark cleans again each time. Executors need this package.

    Args:
        frame: any frame, batch or streaming.
        text_column: holds the texts, a string column; nulls stay null.
        annotate: leave the texts as they are and only say in `dedup_removed` what would go.
        keep_original: a new column for the text as it was; null where nothing was removed.
        options: what to look for and what to keep; the defaults if None.
        **settings: the fields of `Options` as keywords, in place of `options`.

    Raises:
        OptionError: an option cannot be used; a column is missing, holds no strings or has the
            name of a new one. Raised here, before any executor is asked.
    """
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StructField, StructType

    chosen = chosen_options(options, settings)
    added = added_columns(keep_original)
    kind = _text_type(frame.schema, text_column, added)
    # mapInArrow asks for columns by name: it fails over a dot in one, and over two that are alike.
    numbered = frame.toDF(*map(str, range(len(frame.columns))))
    clean = partial(
        clean_batches,
        text_column=str(frame.columns.index(text_column)),
        annotate=annotate,
        keep_original=None if keep_original is None else "original",
        options=chosen,
    )
    originals = [StructField("original", kind) for _ in added[:-1]]
    removed = StructField(REMOVED_COLUMN, from_arrow_type(arrow_type()))
    schema = StructType([*numbered.schema.fields, *originals, removed])
    return numbered.mapInArrow(clean, schema).toDF(*frame.columns, *added)


def _text_type(schema: StructType, text_column: str, added: Sequence[str]) -> DataType:
    """Return the type of the text column, once it is known that all columns fit."""
    from pyspark.sql.types import StringType

    check_columns(schema.names, text_column, added)
    kind = schema[text_column].dataType
    if not isinstance(kind, StringType):
        raise OptionError(
            f"text_column={text_column!r} cannot be used: it holds {kind.simpleString()}, expected "
            "string. Cast it first."
        )
    return kind
