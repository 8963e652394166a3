"""Characters that fold to none or to several, and marks that stand behind their letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.read.characters import (
    CLASS_SHIFT,
    EXPANDING,
    IGNORED,
    LETTER,
    MARK,
    POINT_MASK,
    entry_of,
    fold_text,
    spelling_of,
)

__all__ = ["entries_for", "respell", "spell_out"]


def respell(entries: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Compose marks with their letters, spell out ligatures, drop invisible marks.

    Args:
        entries: shape (n,), one entry a character; composed in place.

    Returns:
        Shape (m,), entries below class IGNORED; and shape (m + 1,), the index of the character
        that each of them came from, and n.
    """
    classes = (entries >> CLASS_SHIFT).astype(np.uint8)
    has_marks = bool((classes == MARK).any())
    if has_marks:
        for distance in (1, 2, 3):  # no composed letter of Unicode carries more than three marks
            _compose(entries, classes, distance)
    places = ((classes >= IGNORED) & (classes != MARK)).nonzero()[0]
    entries, origins = spell_out(entries, places, entries.take(places), entries_for)
    if has_marks:  # vowel signs, or an accent without a composed letter
        lone = entries >> CLASS_SHIFT == MARK
        entries[lone] = entries[lone] & np.uint32(POINT_MASK) | np.uint32(LETTER << CLASS_SHIFT)
    return entries, origins


def spell_out(
    codes: NDArray[Any],
    places: NDArray[np.int64],
    written: NDArray[Any],
    spelling: Callable[[int], Sequence[int]],
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Put other codes in the place of some: several, one or none.

    Args:
        codes: shape (n,), one code a character.
        places: shape (k,), the index of each code that is replaced, in order.
        written: shape (k,), what stands there.
        spelling: the codes to be put in the place of one of those.

    Returns:
        Shape (m,), the codes; and shape (m + 1,), the index of the character that each of them
        came from, and n. A character that is dropped belongs to the one before it; leading ones
        to the first that is left.
    """
    spellings = list(map(spelling, written.tolist()))
    sizes = np.fromiter(map(len, spellings), dtype=np.int64, count=len(spellings))
    counts = np.ones(len(codes) + 1, dtype=np.int64)
    counts[places] = sizes
    origins = np.arange(len(codes) + 1).repeat(counts)
    spelt = codes.take(origins[:-1])
    ends = places + 1 + np.add.accumulate(sizes - 1)
    for end, several in zip(ends.tolist(), spellings, strict=True):
        if several:
            spelt[end - len(several) : end] = several
    if len(spelt):
        origins[0] = 0
    return spelt, origins


def entries_for(entry: int) -> tuple[int, ...]:
    """Return the entries that take the place of one of class IGNORED or EXPANDING."""
    return spelling_of(entry & POINT_MASK) if entry >> CLASS_SHIFT == EXPANDING else ()


def _compose(
    entries: NDArray[np.uint32],
    classes: NDArray[np.uint8],
    distance: int,
) -> None:
    """Compose, in place, each mark that stands `distance` after its letter."""
    marks = (classes[distance:] == MARK).nonzero()[0] + distance
    bases = marks - distance
    between_gone = np.ones(len(marks), dtype=bool)
    for step in range(1, distance):
        between_gone &= classes[marks - step] == IGNORED
    marks, bases = marks[between_gone], bases[between_gone]
    pairs = entries[bases].astype(np.uint64) << np.uint64(32) | entries[marks].astype(np.uint64)
    for pair in np.unique(pairs).tolist():
        base, mark = pair >> 32 & POINT_MASK, pair & POINT_MASK
        letter = fold_text(chr(base) + chr(mark))
        if len(letter) != 1:
            continue
        at = pairs == pair
        entries[bases[at]] = composed_entry = entry_of(ord(letter))
        classes[bases[at]] = composed_entry >> CLASS_SHIFT
        entries[marks[at]], classes[marks[at]] = IGNORED << CLASS_SHIFT, IGNORED
