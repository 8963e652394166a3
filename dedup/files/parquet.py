"""Parquet: the text column is cleaned, everything else is handed on as Arrow holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dedup.errors import FileError
from dedup.files.columns import text_array, texts_of
from dedup.files.portions import Place, Portion, Position
from dedup.files.records import Finding, Settings, UnfitError, decoded, examine, unfit
from dedup.files.removed import REMOVED_COLUMN, removed_spans
from dedup.files.safety import Target
from dedup.files.schema import added_fields, check_columns
from dedup.files.streams import open_bytes, reading, size_of
from dedup.files.tables import TableOutput, form_of, parquet_package
from dedup.report import Cleaned
from dedup.workers import BATCH, COST_OF_A_TEXT

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["ParquetTable", "clean_value"]

_BUFFER: Final = 1 << 20  # bytes read of a column at one go; judgement, not measured
_WIDEST: Final = 8 << 20  # bytes of all columns in a portion, about; judgement, not measured


class _Frame(NamedTuple):
    """Hold the rows of a portion with all columns, and whether a row group ends with them."""

    rows: pa.RecordBatch
    ends_group: bool


class ParquetTable:
    """Read and write one Parquet file.

    Args:
        source: name of the file to read.
        target: where the cleaned file is written.
        settings: what is wanted of every record.

    Raises:
        FileError: it is no whole Parquet file, or has no column of strings for the text.
    """

    def __init__(self, source: str, target: Target, settings: Settings) -> None:
        self._source = source
        self._target = target
        self._settings = settings
        self._size = size_of(source) or 0
        self._row = 0
        with ExitStack() as closing, _reading_table(source):
            handle = closing.enter_context(open_bytes(source))
            self._file = parquet_package().ParquetFile(handle, buffer_size=_BUFFER)
            self._metadata = self._file.metadata
            self._schema = self._file.schema_arrow
            check_columns(source, self._schema, settings)
            self._open = closing.pop_all()

    @property
    def done(self) -> int:
        """Return the bytes that were read, as the share of rows tells."""
        rows: int = self._metadata.num_rows
        return self._size * self._row // max(rows, 1)

    def portions(self, start: Position) -> Iterator[Portion]:
        """Yield the rows from a position on."""
        with self._open:
            for group in range(self._metadata.num_row_groups):
                end = self._row + self._metadata.row_group(group).num_rows
                if end <= start.offset:
                    self._row = end
                    continue
                for batch in self._batches(group):
                    first = self._row
                    self._row += len(batch)
                    if self._row > start.offset:
                        yield self._portion(batch, first, ends_group=self._row == end)

    def output(self, mark: int) -> TableOutput:
        """Open the cleaned file."""
        return _CleanedTable(self._target, self._settings, self._schema, self._metadata, mark)

    def original(self, portion: Portion, index: int) -> bytes:
        """Return a row as an Arrow stream."""
        import pyarrow as pa

        sink = pa.BufferOutputStream()
        row = portion.frame.rows.slice(index, 1)
        with pa.ipc.new_stream(sink, row.schema) as stream:
            stream.write_batch(row)
        content: bytes = sink.getvalue().to_pybytes()
        return content

    def _batches(self, group: int) -> Iterator[pa.RecordBatch]:
        batches = self._file.iter_batches(
            batch_size=self._rows_at_once(group), row_groups=[group], use_threads=False
        )
        while True:
            with _reading_table(self._source, f" after row {self._row}"):
                batch = next(batches, None)
            if batch is None:
                return
            yield batch

    def _rows_at_once(self, group: int) -> int:
        """Return how many rows make a portion, from what the file says of their bytes."""
        metadata = self._metadata.row_group(group)
        texts = sum(
            column.total_uncompressed_size
            for column in map(metadata.column, range(metadata.num_columns))
            if column.path_in_schema == self._settings.text_column
        )
        rows = max(metadata.num_rows, 1)
        narrow = BATCH // (texts // rows + COST_OF_A_TEXT)
        wide = _WIDEST * rows // max(metadata.total_byte_size, 1)
        return int(max(1, min(narrow, wide)))

    def _portion(self, batch: pa.RecordBatch, first: int, *, ends_group: bool) -> Portion:
        name, identity = self._settings.text_column, self._settings.id_column
        with _reading_table(self._source, f" after row {first}"):
            texts = texts_of(batch.column(name))
            names: list[Any] = [None] * len(batch)
            if identity in batch.schema.names:
                names = batch.column(identity).to_pylist()
            accounts = [None] * len(batch)
            if REMOVED_COLUMN in batch.schema.names:
                accounts = batch.column(REMOVED_COLUMN).value_lengths().to_pylist()
        return Portion(
            items=[
                (None if each is None else str(each), text, bool(removals))
                for each, text, removals in zip(names, texts, accounts, strict=True)
            ],
            work=partial(clean_value, self._settings),
            places=[Place(self._source, "row", first + row + 1) for row in range(len(batch))],
            size=sum(len(text) for text in texts if text),
            end=Position(first + len(batch), first + len(batch)),
            frame=_Frame(batch, ends_group),
        )


def clean_value(settings: Settings, value: tuple[str | None, bytes | None, bool]) -> Finding:
    """Clean one text, given with the id of its row, and whether that has an account already.

    `Finding.record` is the new text in UTF-8.
    """
    identity, text, is_accounted = value
    if text is None:
        return Finding(identity=identity)
    try:
        characters = decoded(text, settings.max_record_chars)
    except UnfitError as error:
        return unfit(error, identity)
    return examine(characters, settings, _encoded, identity, is_accounted=is_accounted)


def _encoded(cleaned: Cleaned) -> bytes:
    return cleaned.text.encode()


class _CleanedTable(TableOutput):
    """Write rows with their cleaned text and the columns that were added."""

    def __init__(
        self,
        target: Target,
        settings: Settings,
        schema: pa.Schema,
        metadata: pq.FileMetaData,
        mark: int,
    ) -> None:
        self._settings = settings
        self._text = schema.field(settings.text_column)
        added = added_fields(schema, settings)
        for field in added:
            schema = schema.append(field)
        super().__init__(target, schema, form_of(metadata, self._text.name, added), mark=mark)

    def write(self, portion: Portion, findings: Sequence[Finding | None]) -> None:
        """Write the rows of a portion, without those that have an error."""
        rows = self._cleaned(portion, findings)
        bad = [index for index, each in enumerate(findings) if each and each.error is not None]
        for start, end in pairwise([-1, *bad, len(rows)]):
            if end > start + 1:
                self.write_batch(rows.slice(start + 1, end - start - 1))
        if portion.frame.ends_group:
            self.end_group()

    def _cleaned(self, portion: Portion, findings: Sequence[Finding | None]) -> pa.RecordBatch:
        import pyarrow as pa

        given = [text for _, text, _ in portion.items]
        new = [
            each.record if each and isinstance(each.record, bytes) else None for each in findings
        ]
        columns = list(portion.frame.rows.columns)
        if any(text is not None for text in new) and not self._settings.annotate:
            texts = [
                None if each and each.error is not None else old if text is None else text
                for old, text, each in zip(given, new, findings, strict=True)
            ]
            columns[self._schema.names.index(self._text.name)] = text_array(texts, self._text.type)
        if self._settings.keep_original:
            kept = [None if text is None else old for old, text in zip(given, new, strict=True)]
            columns.append(text_array(kept, self._text.type))
        removed = [removed_spans(each) if each and each.removals else None for each in findings]
        place = self._schema.names.index(REMOVED_COLUMN)
        if place < len(columns):  # it is there already
            before = columns[place].to_pylist()
            removed = [now or then for now, then in zip(removed, before, strict=True)]
        columns[place : place + 1] = [pa.array(removed, type=self._schema.field(place).type)]
        return pa.RecordBatch.from_arrays(columns, schema=self._schema)


@contextmanager
def _reading_table(name: str, place: str = "") -> Iterator[None]:
    """Turn what Arrow says of an input into an error that names it."""
    parquet_package()  # says what to install where it is missing
    import pyarrow as pa

    try:
        with reading(name, place):
            yield
    except pa.ArrowException as error:
        raise FileError(
            f"{name} cannot be read{place}: {str(error).rstrip('.')}. It is damaged or cut off, or "
            "no Parquet file: fetch it again."
        ) from error
