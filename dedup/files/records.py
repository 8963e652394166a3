"""What is wanted of every record, and what was found in one."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

from dedup.files.removed import REMOVED_COLUMN
from dedup.options import Options
from dedup.pipeline import clean_text
from dedup.report import Cleaned, cleaned_from
from dedup.values import Reason, Removal

__all__ = [
    "Finding",
    "Settings",
    "UnfitError",
    "column_in_the_way",
    "decoded",
    "examine",
    "missing_column",
    "unfit",
]

# Characters of a source that are shown beside a removal. Judgement, not measured.
_EXCERPT: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Say how records are read and written.

    Attributes:
        options: what to look for and what to keep.
        text_column: the column that holds the text.
        id_column: the column that names a record in reports; it may be missing.
        annotate: leave the text as it is and only say what would go.
        keep_original: a new column for the text as it was, in records that change.
        max_record_chars: characters that a record may have; more are an error.
    """

    options: Options = field(default_factory=Options)
    text_column: str = "text"
    id_column: str = "id"
    annotate: bool = False
    keep_original: str | None = None
    max_record_chars: int = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Say what was found in one record; a small value that a worker sends back.

    Attributes:
        record: the record as it is to be written, or its new text where the format asks for that;
            None where it goes out as it came.
        identity: what the id column holds.
        length: code points of its text.
        seconds: time that its text took.
        removals: what was removed from its text.
        sources: the beginning of the source of each removal.
        kept: why each repeat that was left was left.
        error: why the record cannot be cleaned; None if it was.
        advice: what to do about that, in the words of `clean_files`.
        stops: whether the fault is not the record's, so that it stops a run that puts records
            aside.
    """

    record: bytes | str | None = None
    identity: str | None = None
    length: int = 0
    seconds: float = 0.0
    removals: tuple[Removal, ...] = ()
    sources: tuple[str, ...] = ()
    kept: tuple[Reason, ...] = ()
    error: str | None = None
    advice: str = ""
    stops: bool = False


class UnfitError(ValueError):
    """Say why a record cannot be cleaned; the other arguments are those of a `Finding`."""

    def __init__(self, reason: str, advice: str = "", *, stops: bool = False) -> None:
        super().__init__(reason)
        self.advice = advice
        self.stops = stops

    @property
    def told(self) -> str:
        """Return the reason with the advice."""
        return f"{self}; {self.advice}" if self.advice else str(self)


_ACCOUNTED: Final = UnfitError(
    f"{REMOVED_COLUMN!r} says already what an earlier run removed, and now more would go",
    "clean the file that run was given, or rename the column",
)


def unfit(error: UnfitError, identity: str | None = None) -> Finding:
    """Return what is found in a record that cannot be cleaned."""
    return Finding(identity=identity, error=str(error), advice=error.advice, stops=error.stops)


def missing_column(name: str, columns: Iterable[str]) -> UnfitError:
    """Return the error of a record or a file without the column that holds the text."""
    return UnfitError(
        f"no column {name!r}. Its columns are {', '.join(map(repr, columns)) or 'none'}",
        "text_column names the right one",
    )


def column_in_the_way(name: str) -> UnfitError:
    """Return the error of a record or a file that has the column for the original already."""
    return UnfitError(
        f"a column {name!r} is there already", "keep_original names a new one", stops=True
    )


def examine(
    text: str,
    settings: Settings,
    rewrite: Callable[[Cleaned], bytes | str],
    identity: str | None = None,
    *,
    unchanged: bytes | str | None = None,
    is_accounted: bool = False,
) -> Finding:
    """Clean one text.

    Args:
        text: the text of a record.
        settings: what is wanted.
        rewrite: makes the record as it is to be written; called where something was removed.
        identity: what the id column holds.
        unchanged: the record as it is to be written where nothing was removed; None for as it came.
        is_accounted: whether the record says already what an earlier run removed from it. If more
            would go it is unfit: spans of two texts in one column could not be told apart.
    """
    start = perf_counter()
    try:
        removals, kept = clean_text(text, settings.options)
        record = unchanged
        if removals and is_accounted:
            return unfit(_ACCOUNTED, identity)
        if removals:
            record = rewrite(cleaned_from(text, removals, kept, settings.options))
    except (MemoryError, RecursionError) as error:
        return Finding(identity=identity, error=f"{type(error).__name__} over a text this long")
    spans = [removal.source for removal in removals]
    return Finding(
        record=record,
        identity=identity,
        length=len(text),
        seconds=perf_counter() - start,
        removals=removals,
        sources=tuple(text[span.start : min(span.end, span.start + _EXCERPT)] for span in spans),
        kept=tuple(each.reason for each in kept),
    )


def decoded(record: bytes, most: int) -> str:
    """Return the characters of a record.

    Args:
        record: a line or row; where it is too long, its beginning is enough.
        most: characters that it may have, its line end aside.

    Raises:
        UnfitError: it is no UTF-8, or too long.
    """
    wrong = advice = ""
    try:
        characters = record.decode()
    except UnicodeDecodeError as error:
        wrong = f"no UTF-8: {error.reason} at byte {error.start + 1}"
        if record.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            advice = "convert the file from UTF-16 to UTF-8 first"
        characters = record.decode(errors="replace")
    if len(characters.rstrip("\r\n")) > most:  # cut off inside a character, perhaps
        raise UnfitError(f"more than {most} characters", "max_record_chars sets the limit")
    if wrong:
        raise UnfitError(wrong, advice)
    return characters
