"""Characters that fold to none or to several, and marks that stand behind their letters."""

from __future__ import annotations

import unicodedata

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
    spelling_of,
)

__all__ = ["respell"]


def respell(entries: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Compose marks with their letters, spell out ligatures, drop invisible marks.

    Args:
        entries: shape (n,), one entry a character; composed in place.

    Returns:
        Shape (m,), entries below class IGNORED; and shape (m + 1,), the index of the character
        that each of them came from, and n.
    """
    length = len(entries)
    classes = (entries >> CLASS_SHIFT).astype(np.uint8)
    has_marks = bool((classes == MARK).any())
    if has_marks:
        for distance in (1, 2, 3):  # no composed letter of Unicode carries more than three marks
            if not _compose(entries, classes, distance):
                break
    # A dropped mark belongs to the character before it; leading ones to the first character.
    origins = (classes != IGNORED).nonzero()[0]
    entries, classes = entries.take(origins), classes.take(origins)
    expanding = (classes == EXPANDING).nonzero()[0]
    if len(expanding):
        spelt = [spelling_of(point) for point in (entries[expanding] & POINT_MASK).tolist()]
        counts = np.ones(len(entries), dtype=np.int64)
        counts[expanding] = more = np.array([len(spelling) for spelling in spelt])
        places = np.repeat(np.arange(len(entries)), counts)
        origins, entries = origins.take(places), entries.take(places)
        starts = expanding + np.cumsum(more - 1) - (more - 1)
        for start, spelling in zip(starts.tolist(), spelt, strict=True):
            entries[start : start + len(spelling)] = spelling
    if has_marks:  # vowel signs, or an accent without a composed letter
        lone = entries >> CLASS_SHIFT == MARK
        entries[lone] = entries[lone] & np.uint32(POINT_MASK) | np.uint32(LETTER << CLASS_SHIFT)
    origins = np.append(origins, length)
    if len(entries):
        origins[0] = 0
    return entries, origins


def _compose(
    entries: NDArray[np.uint32],
    classes: NDArray[np.uint8],
    distance: int,
) -> bool:
    """Compose, in place, each mark that stands `distance` after its letter; tell if any did."""
    marks = np.flatnonzero(classes[distance:] == MARK) + distance
    bases = marks - distance
    between_gone = np.ones(len(marks), dtype=bool)
    for step in range(1, distance):
        between_gone &= classes[marks - step] == IGNORED
    marks, bases = marks[between_gone], bases[between_gone]
    pairs = entries[bases].astype(np.uint64) << np.uint64(32) | entries[marks].astype(np.uint64)
    composed = 0
    for pair in np.unique(pairs).tolist():
        base, mark = pair >> 32 & POINT_MASK, pair & POINT_MASK
        letter = unicodedata.normalize("NFC", chr(base) + chr(mark))
        if len(letter) != 1:
            continue
        at = pairs == pair
        entries[bases[at]] = composed_entry = entry_of(ord(letter))
        classes[bases[at]] = composed_entry >> CLASS_SHIFT
        classes[marks[at]] = IGNORED
        composed += 1
    return composed > 0
