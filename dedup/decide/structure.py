"""Guard: is this repetition meant?"""

from __future__ import annotations

from dedup.decide.borders import Copy
from dedup.read.reading import Reading

__all__ = ["find_meant_repetition"]


def find_meant_repetition(copy: Copy, reading: Reading) -> str | None:
    """Return what kind of meant repetition a copy is; None when it is a copy like any other."""
    return None
