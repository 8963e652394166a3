"""Parquet files written in parts, so that a run can go on after a kill."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dedup.errors import MissingPackageError
from dedup.files.portions import Portion
from dedup.files.records import Finding
from dedup.files.removed import REMOVED_COLUMN, arrow_type
from dedup.files.safety import Target, writing

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["TableOutput", "form_of", "parquet_package"]

_GROUP: Final = 32 << 20
"""Bytes of a row group, at most: two of them and their encoded form fit into memory with ease.
Judgement, not measured."""


class TableOutput:
    """Write a Parquet file in parts, so that a run can go on after the last whole one.

    The parts are put together at the end, row group by row group: a Parquet file that was not
    ended cannot be read, nor continued.

    Args:
        target: where it is written.
        schema: of the file.
        form: how it is encoded, as keywords of pyarrow's `ParquetWriter`.
        mark: number of parts to keep; 0 begins anew.
    """

    def __init__(
        self,
        target: Target,
        schema: pa.Schema,
        form: dict[str, Any] | None = None,
        *,
        mark: int = 0,
    ) -> None:
        self._target = target
        self._schema = schema
        self._form = form or {"compression": "zstd"}
        self._parts = mark
        self._gathered: list[pa.RecordBatch] = []
        self._bytes = 0
        self._part: _Part | None = None
        with writing(target.name):
            target.parts.mkdir(parents=True, exist_ok=True)
            for number, path in enumerate(sorted(target.parts.iterdir())):
                if number >= mark:
                    path.unlink()

    def write(self, portion: Portion, findings: Sequence[Finding | None]) -> None:
        """Write a portion, without the records that have an error."""
        raise NotImplementedError

    def write_batch(self, batch: pa.RecordBatch) -> None:
        """Add rows to the row group that is being gathered."""
        self._gathered.append(batch)
        self._bytes += batch.nbytes
        if self._bytes >= _GROUP:
            self.end_group()

    def end_group(self) -> None:
        """Write what was gathered as a row group."""
        if not sum(map(len, self._gathered)):
            return
        import pyarrow as pa

        table = pa.Table.from_batches(self._gathered, self._schema)
        self._gathered, self._bytes = [], 0
        if self._part is None:
            self._part = _Part(self._path(self._parts), self._schema, self._form)
        with writing(self._target.name):
            self._part.write(table)

    def checkpoint(self) -> int:
        """End the part and bring it to the disk; return the number of parts."""
        self.end_group()
        if self._part:
            with writing(self._target.name):
                self._part.end()
            self._part = None
            self._parts += 1
        return self._parts

    def finish(self) -> None:
        """Put the parts together under the temporary name."""
        self.checkpoint()
        with writing(self._target.name):
            whole = _Part(self._target.partial, self._schema, self._form)
            try:
                for number in range(self._parts):
                    with parquet_package().ParquetFile(self._path(number)) as part:
                        for group in range(part.num_row_groups):
                            whole.write(part.read_row_group(group, use_threads=False))
                whole.end()
            finally:
                whole.close()

    def close(self) -> None:
        """Let go of a part that was begun."""
        if self._part:
            self._part.close()

    def _path(self, number: int) -> Path:
        return self._target.parts / f"{number:08d}.parquet"


class _Part:
    """Write one Parquet file and bring it to the disk."""

    def __init__(self, path: Path, schema: pa.Schema, form: dict[str, Any]) -> None:
        self._file = path.open("wb")
        self._writer = parquet_package().ParquetWriter(self._file, schema, **form)

    def write(self, table: pa.Table) -> None:
        """Write a table as one row group."""
        self._writer.write_table(table, row_group_size=max(len(table), 1))

    def end(self) -> None:
        """Write what makes the file whole, and bring it to the disk."""
        self._writer.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def close(self) -> None:
        """Let go of the file as it is."""
        self._writer.is_open = False  # or it would write the end of the file when it is deleted
        with suppress(OSError):  # a full disk has been told of already
            self._file.close()


def form_of(metadata: pq.FileMetaData, text: str, added: Sequence[pa.Field]) -> dict[str, Any]:
    """Return how a file is encoded: its version, codecs, dictionaries, old time stamps.

    Args:
        metadata: of the file.
        text: the column whose codec further columns get.
        added: further columns.
    """
    form: dict[str, Any] = {"version": metadata.format_version}
    if not metadata.num_row_groups:
        return form
    group = metadata.row_group(0)
    columns = [group.column(index) for index in range(group.num_columns)]
    codecs = {column.path_in_schema: _codec(column.compression) for column in columns}
    leaves = [f"{REMOVED_COLUMN}.list.element.{leaf.name}" for leaf in arrow_type().value_type]
    for field in added:
        further = leaves if field.name == REMOVED_COLUMN else [field.name]
        codecs.update(dict.fromkeys(further, codecs[text]))
    return {
        **form,
        "compression": codecs,
        "use_dictionary": [
            column.path_in_schema for column in columns if column.has_dictionary_page
        ],
        "use_deprecated_int96_timestamps": any(
            column.physical_type == "INT96" for column in columns
        ),
    }


def _codec(name: str) -> str:
    return "NONE" if name == "UNCOMPRESSED" else name


def parquet_package() -> Any:
    """Return pyarrow.parquet.

    Raises:
        MissingPackageError: pyarrow is missing.
    """
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingPackageError(
            "Parquet files need pyarrow: pip install 'dedup-passages[files]'"
        ) from error
    return parquet
