"""Many texts cleaned by several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from dedup.options import Options
from dedup.pipeline import clean_text
from dedup.report import Cleaned, cleaned_from
from dedup.values import Kept, Removal
from dedup.workers import BATCH, COST_OF_A_TEXT, Batch, map_batches

__all__ = ["clean_in_workers"]

_Found = tuple[tuple[Removal, ...], tuple[Kept, ...]]


@dataclass(frozen=True, slots=True)
class _Texts(Batch):
    """Hold some texts, also as they were given: the class of a text may not be picklable."""

    given: tuple[str, ...] = ()


def clean_in_workers(texts: Iterable[str], options: Options, *, workers: int) -> Iterator[Cleaned]:
    """Clean texts in other processes and yield the results in order.

    A text stays in this process; the workers send back only what they found in it. A batch holds
    512 K characters or one longer text.

    Args:
        texts: where taking one raises an error, the results before it still come, then the error.
        options: what to look for and what to keep.
        workers: processes, at least 1.

    Raises:
        WorkerError: a process died.
    """
    for batch, answers in map_batches(_batches(texts, partial(_find, options)), workers=workers):
        for text, found in zip(batch.given, answers, strict=True):
            removals, kept = found or ((), ())
            yield cleaned_from(text, removals, kept, options)


def _batches(texts: Iterable[str], work: Callable[[str], Any]) -> Iterator[_Texts]:
    first, size = 0, 0
    batch: list[str] = []

    def made() -> _Texts:
        return _Texts(first, [str.__str__(text) for text in batch], work, tuple(batch))

    try:
        for text in texts:
            cost = len(text) + COST_OF_A_TEXT
            if batch and size + cost > BATCH:
                yield made()
                first, size, batch = first + len(batch), 0, []
            batch.append(text)
            size += cost
    except Exception:  # its turn comes after the texts before it
        if batch:
            yield made()
        raise
    if batch:
        yield made()


def _find(options: Options, text: str) -> _Found | None:
    """Find what goes from a text and what repeats in it and stays; None if neither."""
    removals, kept = clean_text(text, options)
    return (removals, kept) if removals or kept else None
