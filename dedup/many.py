"""Many texts cleaned in batches, by this process or by several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from dedup.options import Options
from dedup.pipeline import Found, clean_texts
from dedup.report import Cleaned, cleaned_from
from dedup.workers import BATCH, COST_OF_A_TEXT, Batch, Work, map_batches

__all__ = ["clean_in_batches"]


@dataclass(frozen=True, slots=True)
class _Texts(Batch):
    """Hold some texts, also as they were given: the class of a text may not be picklable."""

    given: tuple[str, ...] = ()


def clean_in_batches(texts: Iterable[str], options: Options, *, workers: int) -> Iterator[Cleaned]:
    """Clean texts in batches and yield the results in order.

    A text stays in this process; workers send back only what they found in it. A batch holds
    512 K characters or one longer text. This process is one of the workers, but not where `protect`
    holds expressions: one that takes for ever on some text would not let it be interrupted.

    Args:
        texts: where taking one raises an error, the results before it still come, then the error.
        options: what to look for and what to keep.
        workers: processes; 1 cleans in this one.

    Raises:
        WorkerError: a process died.
    """
    batches = _batches(texts, partial(_find, options))
    helping = all(isinstance(each, tuple) for each in options.protect)
    for batch, answers in map_batches(batches, workers=workers, helping=helping):
        for text, found in zip(batch.given, answers, strict=True):
            removals, kept = found or ((), ())
            yield cleaned_from(text, removals, kept, options)


def _batches(texts: Iterable[str], work: Work) -> Iterator[_Texts]:
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


def _find(options: Options, texts: Sequence[str]) -> Iterator[Found | None]:
    """Find what goes from each text and what repeats in it and stays; None if neither."""
    for removals, kept in clean_texts(texts, options):
        yield (removals, kept) if removals or kept else None
