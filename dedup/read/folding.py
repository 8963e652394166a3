"""A text as folded characters, without losing where each of them stands.

Two stretches of text are compared by their folded characters (`characters.py` says what counts as
the same). Nothing is ever folded in the text itself: each folded character remembers the code
point of the original that it came from.
"""

from __future__ import annotations

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
    POINT,
    POINT_MASK,
    SEPARATOR,
    SIGN,
    SYMBOL,
    UNSPACED,
    entry_of,
)
from dedup.read.respelling import entries_for, respell, spell_out

__all__ = ["MARGIN", "Folded", "fold", "fold_to_entries", "fold_word", "in_fours"]

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
    "āăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĵķĸĺļľłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżžșțə"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёґєіїђјљњћџўαβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊϋΐΰ",
}
# Codes of characters not looked up yet, of those that need four bytes, and of those that are
# dropped or spelt with others.
_NEW, _OUTSIDE, _RESPELT = 0, 1, 2
_FIRST_BYTES: Final = (_NEW, *accumulate(map(len, _ALPHABET.values()), initial=_RESPELT + 1))
_FIRST_ENTRIES: Final = tuple(number << CLASS_SHIFT for number in range(LETTER + 1))
# The same as arrays: those are compared with codes sooner than plain numbers are (measured).
_BYTE_LIMITS: Final = tuple(np.array(code, dtype=np.uint8) for code in _FIRST_BYTES)
_ENTRY_LIMITS: Final = tuple(np.array(code, dtype=np.uint32) for code in _FIRST_ENTRIES)
_BYTES: Final = {
    number << CLASS_SHIFT | ord(member): first + place
    for (number, members), first in zip(_ALPHABET.items(), _FIRST_BYTES[1:], strict=False)
    for place, member in enumerate(members)
}
_ENTRY_OF: Final = np.zeros(256, dtype=np.uint32)  # by byte
_ENTRY_OF[list(_BYTES.values())] = list(_BYTES)
_CLASS_OF: Final = np.searchsorted(_FIRST_BYTES, np.arange(256), "right").astype(np.uint8) - 1
_CLASSES: Final = LETTER + 1
# Characters looked up at one go: the intermediates (256 KB) stay in the second-level cache.
_WINDOW: Final = 1 << 15

# Caches of pure functions: what they hold depends on Unicode alone. Filled as characters are met.
_byte_table: Final[NDArray[np.uint8]] = np.zeros(0x110000, dtype=np.uint8)
_entry_table: Final[NDArray[np.uint32]] = np.zeros(0x110000, dtype=np.uint32)


def _in_pairs(classes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return one number for the two classes in each row."""
    return classes[:, 0] * np.uint8(_CLASSES) + classes[:, 1]


def in_fours(classes: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """Return one number for the four classes in each row, below 2**16.

    >>> in_fours(np.array([[1, 2, 3, 4], [1, 2, 3, 5]], dtype=np.uint8)).shape
    (2,)
    """
    return _in_pairs(classes.reshape(-1, 2)).view(np.uint16)


# The same for two codes in a row, as bytes in one number.
_PAIR_OF: Final = _in_pairs(
    _CLASS_OF.take(np.arange(1 << 16, dtype=np.uint16).view(np.uint8)).reshape(-1, 2)
)


class Folded(NamedTuple):
    """Hold a text as folded characters, each a number; classes have ranges of them, in order.

    Attributes:
        codes: shape (1 + n + MARGIN,), the codes of n folded characters between separators. Bytes
            when all characters belong to European alphabets, else entries of four bytes.
        firsts: the lowest code of each class, by class, each an array without dimensions.
        origins: shape (n + 1,), where each character starts in the text, and the text's length;
            None when character i is code point i.
    """

    codes: NDArray[Any]
    firsts: tuple[NDArray[Any], ...]
    origins: NDArray[np.int64] | None

    def classes(self, codes: NDArray[Any]) -> NDArray[np.uint8]:
        """Return the classes of some codes."""
        if codes.itemsize == 1:
            return _CLASS_OF.take(codes)
        return (codes >> CLASS_SHIFT).astype(np.uint8)

    def fours(self, places: NDArray[np.int64]) -> NDArray[np.uint16]:
        """Return the classes of four codes in a row from each place on, as `in_fours` does."""
        codes = self.codes
        if codes.itemsize == 1:  # four bytes are read as one number, whose halves are looked up
            rows = np.ndarray(len(codes) - 3, np.uint32, codes, strides=(1,))[places]
            return _PAIR_OF.take(rows.view(np.uint16)).view(np.uint16)
        fours = np.ndarray((len(codes) - 3, 4), codes.dtype, codes, strides=2 * codes.strides)
        return in_fours(self.classes(fours[places]))


def fold(text: str) -> Folded:
    r"""Fold every character of a text to its comparison form.

    Invisible marks are dropped, accents composed, ligatures spelt out. Costs one table look-up
    a character; memory a byte a character (8 in other alphabets than Europe's, 24 where the text
    holds marks or ligatures).

    >>> fold("Straße").origins.tolist(), fold("Cafe\u0301").origins.tolist()
    ([0, 1, 2, 3, 4, 4, 5, 6], [0, 1, 2, 3, 5])
    """
    if text.isascii():
        encoded = f" {text}{' ' * MARGIN}".encode("ascii").translate(_ASCII)
        return Folded(np.frombuffer(encoded, dtype=np.uint8), _BYTE_LIMITS, None)
    codes, least = _looked_up(text, _byte_table, _byte_of)
    if least > _RESPELT:
        return Folded(codes, _BYTE_LIMITS, None)
    if least == _RESPELT:
        codes = codes[1:-MARGIN]
        respelt = (codes == _RESPELT).nonzero()[0]
        codes, origins = spell_out(codes, respelt, _points(text).take(respelt), _bytes_of)
        return Folded(_framed(codes), _BYTE_LIMITS, origins)
    entries, places = fold_to_entries(text)
    composed = _as_bytes(entries) if places is not None and len(entries) else None
    if composed is not None:
        return Folded(composed, _BYTE_LIMITS, places)
    return Folded(_framed(entries), _ENTRY_LIMITS, places)


def fold_to_entries(text: str) -> tuple[NDArray[np.uint32], NDArray[np.int64] | None]:
    """Return the entries of the folded characters of a text, and their origins as in `Folded`."""
    entries = _looked_up(text, _entry_table, entry_of)[0][1:-MARGIN]
    if not len(text) or int(entries.max()) < IGNORED << CLASS_SHIFT:
        return entries, None
    return respell(entries)


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
    if entry >> CLASS_SHIFT in (IGNORED, EXPANDING):
        return _OUTSIDE if _OUTSIDE in _bytes_of(point) else _RESPELT
    return _BYTES.get(entry, _OUTSIDE)


@lru_cache(maxsize=1 << 10)
def _bytes_of(point: int) -> tuple[int, ...]:
    """Return what stands for a character that is dropped or spelt with others."""
    return tuple(_BYTES.get(entry, _OUTSIDE) for entry in entries_for(entry_of(point)))


_ASCII: Final = bytes(map(_byte_of, range(128))) + bytes(128)


def _looked_up(
    text: str, table: NDArray[Any], code_of: Callable[[int], int]
) -> tuple[NDArray[Any], int]:
    """Return the code of every character, framed, and the least; note those of new ones.

    Where one has no code, the others are not looked up.
    """
    framed = _frame(len(text), table.dtype)
    least = int(framed[0])
    for first in range(0, len(text), _WINDOW):
        here = framed[1 + first : 1 + min(first + _WINDOW, len(text))]
        points = _points(text[first : first + _WINDOW])
        least = min(least, _look_up(points, table, code_of, here))
        if least == _OUTSIDE:
            break
    return framed, least


def _look_up(
    points: NDArray[Any], table: NDArray[Any], code_of: Callable[[int], int], codes: NDArray[Any]
) -> int:
    """Write the codes of some code points; return the least of them."""
    table.take(points, out=codes, mode="clip")  # faster than to raise; no point is out of range
    least = np.minimum.reduce(codes)
    if least == _NEW:
        for point in np.unique(points[codes == _NEW]).tolist():
            table[point] = code_of(point)
        table.take(points, out=codes, mode="clip")
        least = np.minimum.reduce(codes)
    return int(least)


def _points(text: str) -> NDArray[np.uint16] | NDArray[np.uint32]:
    """Return the code points of a text, in two bytes each where that is enough."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) == 2 * len(text):
        return np.frombuffer(encoded, dtype=np.uint16)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _as_bytes(entries: NDArray[np.uint32]) -> NDArray[np.uint8] | None:
    """Return the codes of respelt characters, framed, if bytes are enough for them after all."""
    framed = _frame(len(entries), _byte_table.dtype)
    here = framed[1:-MARGIN]
    if _look_up(entries & np.uint32(POINT_MASK), _byte_table, _byte_of, here) == _OUTSIDE:
        return None
    same = _ENTRY_OF.take(here) == entries
    same |= entries < _FIRST_ENTRIES[SIGN]  # separators are not told apart
    return framed if same.all() else None


def _frame(length: int, dtype: np.dtype[Any]) -> NDArray[Any]:
    """Return room for so many codes between separators."""
    framed = np.empty(1 + length + MARGIN, dtype=dtype)
    firsts = _FIRST_BYTES if dtype.itemsize == 1 else _FIRST_ENTRIES
    framed[0] = framed[-MARGIN:] = firsts[SEPARATOR]
    return framed


def _framed(codes: NDArray[Any]) -> NDArray[Any]:
    """Return codes between separators."""
    framed = _frame(len(codes), codes.dtype)
    framed[1:-MARGIN] = codes
    return framed
