"""A text as folded characters, without losing where each of them stands.

Two stretches of text are compared by their folded characters (`characters.py` says what counts as
the same). Nothing is ever folded in the text itself: each folded character remembers the code
point of the original that it came from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.read.characters import (
    APOSTROPHE,
    CLASS_SHIFT,
    DIGIT,
    EXPANDING,
    IGNORED,
    LETTER,
    MARK,
    POINT,
    POINT_MASK,
    SEPARATOR,
    SIGN,
    SYMBOL,
    UNSPACED,
    entry_of,
    spelling_of,
)

__all__ = ["MARGIN", "Folded", "fold", "fold_to_entries", "fold_word"]

MARGIN: Final = 8  # separators behind the last character: eight codes from any on can be read

# Letters and symbols that a text is made of if one byte is to hold any of its characters: those of
# the Latin, Greek and Cyrillic alphabets of Europe. Others take four bytes, and twice the time.
_ALPHABET: Final = {
    SEPARATOR: " ",  # stands for all separators: none is part of a token
    SIGN: "-~",
    POINT: ".,:",
    APOSTROPHE: "'",
    SYMBOL: "$%&+<=>¢£¤¥¬°±×÷€‰",
    UNSPACED: "",
    DIGIT: "0123456789",
    LETTER: "abcdefghijklmnopqrstuvwxyz¹²³àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
    "āăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĸĺļľłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżžșțə"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёґєіїђјљњћџўαβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊϋΐΰ",
}
_NEW, _OUTSIDE = 0, 1  # codes of characters not looked up yet, and of those that need four bytes
_FIRST_BYTES: Final = (_NEW, *accumulate(map(len, _ALPHABET.values()), initial=_OUTSIDE + 1))
_FIRST_ENTRIES: Final = tuple(number << CLASS_SHIFT for number in range(LETTER + 1))
_BYTES: Final = {
    number << CLASS_SHIFT | ord(member): first + place
    for (number, members), first in zip(_ALPHABET.items(), _FIRST_BYTES[1:], strict=False)
    for place, member in enumerate(members)
}
_CLASS_OF: Final = np.searchsorted(_FIRST_BYTES, np.arange(256), "right").astype(np.uint8) - 1
# Characters looked up at one go: the intermediates (256 KB) stay in the second-level cache.
_WINDOW: Final = 1 << 15

# Caches of pure functions: what they hold depends on Unicode alone. Filled as characters are met.
_byte_table: Final[NDArray[np.uint8]] = np.zeros(0x110000, dtype=np.uint8)
_entry_table: Final[NDArray[np.uint32]] = np.zeros(0x110000, dtype=np.uint32)


class Folded(NamedTuple):
    """Hold a text as folded characters, each a number; classes have ranges of them, in order.

    Attributes:
        codes: shape (1 + n + MARGIN,), the codes of n folded characters between separators. Bytes
            when all characters belong to European alphabets, else entries of four bytes.
        firsts: the lowest code of each class, by class.
        origins: shape (n + 1,), where each character starts in the text, and the text's length;
            None when character i is code point i.
    """

    codes: NDArray[Any]
    firsts: tuple[int, ...]
    origins: NDArray[np.int64] | None

    def classes(self, codes: NDArray[Any]) -> NDArray[np.uint8]:
        """Return the classes of some codes."""
        if codes.itemsize == 1:
            return _CLASS_OF.take(codes)
        return (codes >> CLASS_SHIFT).astype(np.uint8)


def fold(text: str) -> Folded:
    r"""Fold every character of a text to its comparison form.

    Invisible marks are dropped, accents composed, ligatures spelt out. Costs one table look-up
    a character; memory a byte a character (8 in other alphabets than Europe's, 24 where the text
    holds marks or ligatures).

    >>> fold("Straße").origins.tolist(), fold("Cafe\u0301").origins.tolist()
    ([0, 1, 2, 3, 4, 4, 5, 6], [0, 1, 2, 3, 5])
    """
    if text.isascii():
        framed = f" {text}{' ' * MARGIN}".encode("ascii").translate(_ASCII)
        return Folded(np.frombuffer(framed, dtype=np.uint8), _FIRST_BYTES, None)
    codes = _looked_up(text, _byte_table, _byte_of)
    if codes is not None:
        return Folded(codes, _FIRST_BYTES, None)
    entries, origins = fold_to_entries(text)
    codes = _frame(len(entries), entries.dtype)
    codes[1:-MARGIN] = entries
    return Folded(codes, _FIRST_ENTRIES, origins)


def fold_to_entries(text: str) -> tuple[NDArray[np.uint32], NDArray[np.int64] | None]:
    """Return the entries of the folded characters of a text, and their origins as in `Folded`."""
    entries = _looked_up(text, _entry_table, entry_of)
    assert entries is not None  # every character has an entry
    entries = entries[1:-MARGIN]
    if not len(text) or int(entries.max()) < IGNORED << CLASS_SHIFT:
        return entries, None
    return _respell(entries)


@lru_cache(maxsize=1 << 14)
def fold_word(word: str) -> str:
    r"""Fold a short string on its own, to compare it with other folded strings.

    >>> fold_word("Ｅuropa\u00adwahl")
    'europawahl'
    """
    if word.isascii() and "`" not in word:
        return word.lower()
    points = fold_to_entries(word)[0] & POINT_MASK
    return points.tobytes().decode("utf-32-le", "surrogatepass")


def _byte_of(point: int) -> int:
    entry = entry_of(point)
    if entry >> CLASS_SHIFT == SEPARATOR:
        return _FIRST_BYTES[SEPARATOR]
    return _BYTES.get(entry, _OUTSIDE)


_ASCII: Final = bytes(map(_byte_of, range(128))) + bytes(128)


def _looked_up(
    text: str, table: NDArray[Any], code_of: Callable[[int], int]
) -> NDArray[Any] | None:
    """Return the code of every character, framed; None if one has none. Note those of new ones."""
    framed = _frame(len(text), table.dtype)
    for first in range(0, len(text), _WINDOW):
        here = framed[1 + first : 1 + min(first + _WINDOW, len(text))]
        points = _points(text[first : first + _WINDOW])
        table.take(points, out=here, mode="clip")  # faster than to raise; no point is out of range
        least = here.min()
        if least == _NEW:
            for point in np.unique(points[here == _NEW]).tolist():
                table[point] = code_of(point)
            table.take(points, out=here, mode="clip")
            least = here.min()
        if least == _OUTSIDE:
            return None
    return framed


def _points(text: str) -> NDArray[np.uint16] | NDArray[np.uint32]:
    """Return the code points of a text, in two bytes each where that is enough."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) == 2 * len(text):
        return np.frombuffer(encoded, dtype=np.uint16)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _frame(length: int, dtype: np.dtype[Any]) -> NDArray[Any]:
    """Return room for so many codes between separators."""
    framed = np.empty(1 + length + MARGIN, dtype=dtype)
    firsts = _FIRST_BYTES if dtype.itemsize == 1 else _FIRST_ENTRIES
    framed[0] = framed[-MARGIN:] = firsts[SEPARATOR]
    return framed


def _respell(entries: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Compose marks with their letters, spell out ligatures, drop invisible marks."""
    classes = (entries >> CLASS_SHIFT).astype(np.uint32)
    for distance in (1, 2, 3):  # no composed letter of Unicode carries more than three marks
        if not _compose(entries, classes, distance):
            break
    counts = np.ones(len(entries), dtype=np.int64)
    counts[classes == IGNORED] = 0
    expanding = np.flatnonzero(classes == EXPANDING)
    spelt = [spelling_of(point) for point in (entries[expanding] & POINT_MASK).tolist()]
    counts[expanding] = [len(spelling) for spelling in spelt]
    # A dropped mark belongs to the character before it; leading ones to the first character.
    origins = np.append(np.repeat(np.arange(len(entries)), counts), len(entries))
    if len(origins) > 1:
        origins[0] = 0
    respelt = np.repeat(entries, counts)
    if spelt:
        starts = (np.cumsum(counts) - counts)[expanding]
        for start, spelling in zip(starts.tolist(), spelt, strict=True):
            respelt[start : start + len(spelling)] = spelling
    lone = respelt >> CLASS_SHIFT == MARK  # vowel signs, or an accent without a composed letter
    respelt[lone] = respelt[lone] & np.uint32(POINT_MASK) | np.uint32(LETTER << CLASS_SHIFT)
    return respelt, origins


def _compose(
    entries: NDArray[np.uint32],
    classes: NDArray[np.uint32],
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
