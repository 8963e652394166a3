"""Progress on standard error, where somebody is watching."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

from dedup.cli.failures import note

if TYPE_CHECKING:
    from dedup.files import Progress

__all__ = ["progress", "watching"]

Item = TypeVar("Item")

_PAUSE: Final = 10.0  # seconds between two lines; judgement, not measured
_BAR: Final = "{percentage:3.0f}%|{bar:10}| {desc}"


def progress(
    items: Iterable[Item], *, total: int | None = None, unit: str = "file"
) -> Iterator[Item]:
    """Yield items, with a bar that goes away at the end; no bar where nobody watches."""
    if total is None and isinstance(items, Sized):
        total = len(items)
    if total == 1 or not sys.stderr.isatty():
        yield from items
        return
    from tqdm import tqdm

    yield from tqdm(
        items,
        total=total,
        unit=unit,
        leave=False,
        dynamic_ncols=True,
        file=sys.stderr,
    )


@contextmanager
def watching() -> Iterator[Callable[[Progress], None]]:
    """Return what a run tells of its progress: a bar where somebody watches, else plain lines."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from tqdm import tqdm

    with tqdm(
        unit="B", unit_scale=True, leave=False, dynamic_ncols=True, file=sys.stderr, bar_format=_BAR
    ) as bar:

        def show(progress: Progress) -> None:
            bar.total = progress.total
            bar.set_description_str(_told(progress), refresh=False)
            bar.update(progress.done - bar.n)

        yield show


class _Lines:
    """Print a line on standard error now and then."""

    def __init__(self) -> None:
        self._next = _PAUSE

    def __call__(self, progress: Progress) -> None:
        """Print a line if it is time."""
        if progress.seconds >= self._next:
            self._next = progress.seconds + _PAUSE
            note(_told(progress))


def _told(progress: Progress) -> str:
    """Say how far a run is.

    >>> from dedup.files import Progress
    >>> _told(Progress(records=4000, removed_characters=900, done=10**7, total=10**8, seconds=2.0))
    '4,000 records, 2,000 a second, 5.0 MB/s, 900 characters removed, 18 s left'
    """
    seconds = max(progress.seconds, 1e-9)
    read = progress.done - progress.done_before
    told = (
        f"{progress.records:,} records, "
        f"{(progress.records - progress.records_before) / seconds:,.0f} a second, "
        f"{read / 1e6 / seconds:.1f} MB/s, {progress.removed_characters:,} characters removed"
    )
    if progress.total is None or not read:
        return told
    left = (progress.total - progress.done) / read * seconds
    return f"{told}, {_duration(left)} left"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else f"{rest} s"
