"""What is wanted of every record, and what was found in one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

from dedup.options import Options
from dedup.pipeline import clean_text
from dedup.report import Cleaned, cleaned_from
from dedup.values import Reason, Removal

__all__ = ["Finding", "Settings", "decoded", "examine"]

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
    """

    record: bytes | str | None = None
    identity: str | None = None
    length: int = 0
    seconds: float = 0.0
    removals: tuple[Removal, ...] = ()
    sources: tuple[str, ...] = ()
    kept: tuple[Reason, ...] = ()
    error: str | None = None


def examine(
    text: str,
    settings: Settings,
    rewrite: Callable[[Cleaned], bytes | str],
    identity: str | None = None,
    *,
    unchanged: bytes | str | None = None,
) -> Finding:
    """Clean one text.

    Args:
        text: the text of a record.
        settings: what is wanted.
        rewrite: makes the record as it is to be written; called where something was removed.
        identity: what the id column holds.
        unchanged: the record as it is to be written where nothing was removed; None for as it came.
    """
    start = perf_counter()
    try:
        removals, kept = clean_text(text, settings.options)
        record = unchanged
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
        ValueError: it is no UTF-8, or too long.
    """
    wrong = ""
    try:
        characters = record.decode()
    except UnicodeDecodeError as error:
        wrong = f"no UTF-8: {error.reason} at byte {error.start + 1}"
        characters = record.decode(errors="replace")
    if len(characters.rstrip("\r\n")) > most:  # cut off inside a character, perhaps
        raise ValueError(f"more than {most} characters; max_record_chars sets the limit")
    if wrong:
        raise ValueError(wrong)
    return characters
