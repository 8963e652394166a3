"""One character to its comparison form: the table of what counts as the same.

Two stretches of text are compared by their folded characters: case, full-width and other
compatibility forms, digits of any script, composed and decomposed accents, apostrophes and
invisible marks make no difference. Nothing is ever folded in the text itself: each folded
character remembers the code point of the original that it came from.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "APOSTROPHE",
    "CLASS_SHIFT",
    "DIGIT",
    "LETTER",
    "POINT",
    "SEPARATOR",
    "SIGN",
    "SYMBOL",
    "UNSPACED",
    "Folded",
    "fold",
    "fold_word",
]

# The class of a character sits above its folded code point (21 bits) in one table entry.
# 0 means "not looked up yet". The classes from IGNORED on need the slow path.
CLASS_SHIFT: Final = 24
SEPARATOR: Final = 1  # white space and punctuation
LETTER: Final = 2  # letters and marks of scripts that put spaces between words
DIGIT: Final = 3
UNSPACED: Final = 4  # a letter of a script without spaces: a token of its own
SYMBOL: Final = 5  # $ % + ...: a token of its own that is not a word
SIGN: Final = 6  # hyphens and minus signs: a symbol before a digit, else a separator
POINT: Final = 7  # . , : between digits belongs to the number
APOSTROPHE: Final = 8  # between letters it belongs to the word
IGNORED: Final = 9  # soft hyphens, zero-width marks, bidi controls
MARK: Final = 10  # combines with the character before it
EXPANDING: Final = 11  # one character that folds to several: ß, ﬁ, ½

# Chinese, Japanese, Thai, Lao, Tibetan, Burmese and Khmer put no spaces between words.
_UNSPACED_RANGES: Final = (
    (0x0E00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x19E0, 0x19FF), (0x3005, 0x3007),
    (0x3021, 0x3029), (0x3031, 0x3035), (0x3041, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F), (0xF900, 0xFAFF), (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
)  # fmt: skip
_APOSTROPHES: Final = frozenset("'’‘ʼ＇´`‛ʹ′")
_POINTS: Final = frozenset(".,:．，：٫٬")
# Marks of layout and markup, not of meaning, although Unicode files some of them as symbols.
_MARKUP: Final = frozenset("|~^¨¯¸¦©®™·•●○■□▪▫◦‣►▶▸★☆✓✔✕→←↑↓»«›‹*#_\\/@§¶†‡")
_SYMBOL_PUNCTUATION: Final = frozenset("%‰&٪％＆")
_KANA_MARKS: Final = frozenset("\u3099\u309a")
_JAMO: Final = (0x1160, 0x11FF)  # vowels and finals that compose with the letter before them
_POINT_MASK: Final = np.uint32(0x1FFFFF)

# Caches of pure functions: what they hold depends on Unicode alone. Filled as characters are met.
_table: Final[NDArray[np.uint32]] = np.zeros(0x110000, dtype=np.uint32)
_expansions: Final[dict[int, tuple[int, ...]]] = {}


class Folded(NamedTuple):
    """Hold a text as folded characters.

    Attributes:
        entries: shape (n,), `class << CLASS_SHIFT | folded code point` of each character.
        origins: shape (n + 1,), where each character starts in the text, and the text's length;
            None when character i is code point i.
    """

    entries: NDArray[np.uint32]
    origins: NDArray[np.int64] | None


def fold(text: str) -> Folded:
    r"""Fold every character of a text to its comparison form.

    Invisible marks are dropped, accents composed, ligatures spelt out. Costs one table look-up
    a character; memory 8 bytes a character (24 where the text holds marks or ligatures).

    >>> len(fold("Straße").entries), fold("Cafe\u0301").origins.tolist()
    (7, [0, 1, 2, 3, 5])
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    entries = _table.take(points)
    if points.size and not entries.min():
        for point in np.unique(points[entries == 0]).tolist():
            _table[point] = _entry(point)
        entries = _table.take(points)
    if not points.size or int(entries.max()) < IGNORED << CLASS_SHIFT:
        return Folded(entries, None)
    return _respell(entries)


@lru_cache(maxsize=1 << 14)
def fold_word(word: str) -> str:
    r"""Fold a short string on its own, to compare it with other folded strings.

    >>> fold_word("Ｅuropa\u00adwahl")
    'europawahl'
    """
    if word.isascii() and "`" not in word:
        return word.lower()
    return (fold(word).entries & _POINT_MASK).tobytes().decode("utf-32-le", "surrogatepass")


def _respell(entries: NDArray[np.uint32]) -> Folded:
    """Compose marks with their letters, spell out ligatures, drop invisible marks."""
    classes = (entries >> CLASS_SHIFT).astype(np.uint32)
    for distance in (1, 2, 3):  # no composed letter of Unicode carries more than three marks
        if not _compose(entries, classes, distance):
            break
    counts = np.ones(len(entries), dtype=np.int64)
    counts[classes == IGNORED] = 0
    expanding = np.flatnonzero(classes == EXPANDING)
    spelt = [_expansions[point] for point in (entries[expanding] & _POINT_MASK).tolist()]
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
    respelt[lone] = respelt[lone] & _POINT_MASK | np.uint32(LETTER << CLASS_SHIFT)
    return Folded(respelt, origins)


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
        base, mark = pair >> 32 & 0x1FFFFF, pair & 0x1FFFFF
        letter = unicodedata.normalize("NFC", chr(base) + chr(mark))
        if len(letter) != 1:
            continue
        at = pairs == pair
        entries[bases[at]] = composed_entry = _look_up(ord(letter))
        classes[bases[at]] = composed_entry >> CLASS_SHIFT
        classes[marks[at]] = IGNORED
        composed += 1
    return composed > 0


def _look_up(point: int) -> int:
    if not _table[point]:
        _table[point] = _entry(point)
    return int(_table[point])


def _entry(point: int) -> int:
    """Return the table entry of one code point; note its spelling if it folds to several."""
    character = chr(point)
    if character in _APOSTROPHES:
        return APOSTROPHE << CLASS_SHIFT | ord("'")
    decimal = unicodedata.decimal(character, None)
    if decimal is not None:
        return DIGIT << CLASS_SHIFT | ord("0") + decimal
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    character_class = _class_of(character, point)
    if character_class == SIGN:
        return SIGN << CLASS_SHIFT | ord("-")
    if character_class in (SEPARATOR, POINT, IGNORED):
        return character_class << CLASS_SHIFT | (ord(folded) if len(folded) == 1 else ord(" "))
    if len(folded) == 1:
        return _class_of(folded, ord(folded)) << CLASS_SHIFT | ord(folded)
    spelling = tuple(_part(part) for part in folded if not part.isspace())
    if not spelling or character_class == UNSPACED:  # there each letter is a token
        return character_class << CLASS_SHIFT | point
    _expansions[point] = spelling
    return EXPANDING << CLASS_SHIFT | point


def _part(part: str) -> int:
    """Return the entry of one character of a spelling; all of them make up one word."""
    entry = _entry(ord(part))
    inside = entry >> CLASS_SHIFT in (LETTER, DIGIT)
    return entry if inside else LETTER << CLASS_SHIFT | ord(part)


def _class_of(character: str, point: int) -> int:
    category = unicodedata.category(character)
    if category == "Cf" or 0xFE00 <= point <= 0xFE0F or character in "\u0640\u034f\u115f\u1160":
        return IGNORED
    if character in _POINTS:
        return POINT
    if category == "Pd" or character in "−\u207b\u208b":
        return SIGN
    if character in _KANA_MARKS:
        return MARK
    if any(low <= point <= high for low, high in _UNSPACED_RANGES) and category[0] in "LMN":
        return UNSPACED
    if unicodedata.decimal(character, None) is not None:
        return DIGIT
    if category in ("Mn", "Me") or _JAMO[0] <= point <= _JAMO[1]:
        return MARK
    if character in _MARKUP:
        return SEPARATOR
    if category in ("Sc", "Sm", "So") or character in _SYMBOL_PUNCTUATION:
        return SYMBOL
    return SEPARATOR if category[0] in "PSZ" or category == "Cc" else LETTER
