"""Progress on standard error, where somebody is watching."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sized
from typing import Final, TypeVar

__all__ = ["progress"]

Item = TypeVar("Item")

_PATIENCE: Final = 0.5  # seconds without a bar; judgement, not measured


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
        delay=_PATIENCE,
        leave=False,
        dynamic_ncols=True,
        file=sys.stderr,
    )
