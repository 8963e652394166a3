"""Texts in and out of Arrow columns, whichever of Arrow's types of strings they have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["holds_text", "text_array", "texts_of"]


def holds_text(kind: pa.DataType) -> bool:
    """Tell whether a type is one of strings: plain, large, view, or a dictionary of those."""
    import pyarrow as pa

    value = _value_type(kind)
    kinds = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    return any(is_kind(value) for is_kind in kinds)


def texts_of(column: pa.Array) -> list[bytes | None]:
    """Return the texts of a column as the bytes that lie there, be they UTF-8 or not."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_string_view(column.type):
        kind = pa.binary_view()
    else:
        kind = pa.large_binary() if pa.types.is_large_string(column.type) else pa.binary()
    texts: list[bytes | None] = column.cast(kind).to_pylist()
    return texts


def text_array(texts: Sequence[bytes | str | None], kind: pa.DataType) -> pa.Array:
    """Return texts, characters or UTF-8, as an array of a type that holds text.

    The index of a dictionary type has to be able to count them.
    """
    import pyarrow as pa

    array = pa.array(texts, type=_value_type(kind))
    if not pa.types.is_dictionary(kind):
        return array
    encoded = array.dictionary_encode()
    indices = encoded.indices.cast(kind.index_type)
    return pa.DictionaryArray.from_arrays(indices, encoded.dictionary, ordered=kind.ordered)


def _value_type(kind: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    return kind.value_type if pa.types.is_dictionary(kind) else kind
