"""One character to its comparison form: the table of what counts as the same.

Case, full-width and other compatibility forms, digits of any script, composed and decomposed
accents, apostrophes and invisible marks make no difference. A character is told by its entry: its
class, and its folded code point.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

__all__ = [
    "APOSTROPHE",
    "CLASS_SHIFT",
    "DIGIT",
    "EXPANDING",
    "FILLING",
    "IGNORED",
    "LETTER",
    "LOST",
    "MARK",
    "POINT",
    "POINT_MASK",
    "SEPARATOR",
    "SIGN",
    "SYMBOL",
    "UNSPACED",
    "entry_of",
    "fold_text",
    "holds_words",
    "is_small",
    "is_symbol",
    "spelling_of",
]

# The class of a character sits above its folded code point (21 bits) in its entry. Words are made
# of the classes from DIGIT on; those from IGNORED on are respelt before words are looked for.
CLASS_SHIFT: Final = 24
POINT_MASK: Final = 0x1FFFFF
SEPARATOR: Final = 1  # white space and punctuation
SIGN: Final = 2  # hyphens, minus signs and ~: a symbol before a digit, else a separator
POINT: Final = 3  # . , : between digits belongs to the number
APOSTROPHE: Final = 4  # between letters it belongs to the word
SYMBOL: Final = 5  # $ % + ...: a token of its own that is not a word
UNSPACED: Final = 6  # a letter of a script without spaces: a token of its own
DIGIT: Final = 7
LETTER: Final = 8  # letters and marks of scripts that put spaces between words
IGNORED: Final = 9  # soft hyphens, zero-width marks, bidi controls
MARK: Final = 10  # combines with the character before it
EXPANDING: Final = 11  # one character that folds to several: ß, ﬁ, ½

LOST: Final = "\ufffd"  # stands for letters that could not be decoded, and is one itself
FILLING: Final = "\u2060"  # fills up a text to keep offsets: a word joiner, of class IGNORED

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
_MARKUP: Final = frozenset("|^¨¯¸¦©®™·•●○■□▪▫◦‣►▶▸★☆✓✔✕❝❞→←»«›‹*#_\\/@§¶†‡")
_DRAWN_LINES: Final = (0x2500, 0x259F)  # of boxes and blocks
_SYMBOL_PUNCTUATION: Final = frozenset("%‰&٪％＆")
_KANA_MARKS: Final = frozenset("\u3099\u309a")
# Vowel points of Hebrew and Arabic, and the dot under letters of Hindi: written or left out.
_LEFT_OUT: Final = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652\u0670\u093c]"
)
# The same letter of Arabic, typed on another keyboard or without its hamza; its marks in numbers
# and its percent sign; the two marks for a nasal vowel of Hindi; the Turkish i without a dot, which
# is the i of others where all is set in capitals, or which has kept the dot of its capital; the
# Romanian letters with a comma, which old fonts give a cedilla; the Russian ё, which few write; and
# the French œ, which old encodings lack.
_SAME_LETTERS: Final = (
    ("i\u0307", "i"),
    ("œ", "oe"),
    *zip("أإآٱیک٫٬٪\u0901ıșțё", "اااايك.,%\u0902işţе", strict=True),
)
_JAMO: Final = (0x1160, 0x11FF)  # vowels and finals that compose with the letter before them


def entry_of(point: int) -> int:
    """Return the entry of one code point: its class above its folded code point.

    >>> entry_of(ord("É")) == LETTER << CLASS_SHIFT | ord("é")
    True
    """
    character = chr(point)
    if character in _APOSTROPHES:
        return APOSTROPHE << CLASS_SHIFT | ord("'")
    decimal = unicodedata.decimal(character, None)
    if decimal is not None:
        return DIGIT << CLASS_SHIFT | ord("0") + decimal
    folded = _fold(character)
    character_class = _class_of(character, point)
    if character_class == SIGN:
        return SIGN << CLASS_SHIFT | ord("~" if character == "~" else "-")
    if character_class in (SEPARATOR, POINT, IGNORED):
        return character_class << CLASS_SHIFT | (ord(folded) if len(folded) == 1 else ord(" "))
    if len(folded) == 1:
        return _class_of(folded, ord(folded)) << CLASS_SHIFT | ord(folded)
    if folded.isspace() or not folded or character_class == UNSPACED:  # there each is a token
        return character_class << CLASS_SHIFT | point
    return EXPANDING << CLASS_SHIFT | point


def fold_text(text: str) -> str:
    """Return a text in which every character has its comparison form, whatever it counts as.

    >>> fold_text("Straße"), fold_text("كَتَبَ أحمد") == fold_text("كتب احمد")
    ('strasse', True)
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    apart = unicodedata.normalize("NFD", folded)
    written = _LEFT_OUT.sub("", apart)
    if written != apart:
        folded = unicodedata.normalize("NFC", written)
    for letter, same in _SAME_LETTERS:  # `translate` takes ten times as long
        folded = folded.replace(letter, same)
    return folded


@lru_cache(maxsize=1 << 10)
def is_symbol(character: str) -> bool:
    """Tell whether a character is a token of its own that is no word: "$", "=", but not "*"."""
    return entry_of(ord(character)) >> CLASS_SHIFT == SYMBOL


def is_small(word: str) -> bool:
    """Tell whether a word is of small letters only, in a script that opens sentences with others.

    Georgian does not, though its letters count as small ones; "eBay" is a name.

    >>> is_small("boat"), is_small("eBay"), is_small("ნავი"), is_small("船")
    (True, False, False, False)
    """
    return word[:1].islower() and word == word.lower() and not "ა" <= word[0] <= "ჿ"


def holds_words(text: str) -> bool:
    """Tell whether a stretch of text holds a letter, a digit or a symbol.

    >>> holds_words(" - *** "), holds_words(" $ ")
    (False, True)
    """
    return any(map(str.isalnum, text)) or any(map(is_symbol, text))


@lru_cache(maxsize=1 << 10)
def spelling_of(point: int) -> tuple[int, ...]:
    """Return the entries that a code point of class EXPANDING is spelt with.

    >>> [chr(entry & POINT_MASK) for entry in spelling_of(ord("ß"))]
    ['s', 's']
    """
    return tuple(_part(part) for part in _fold(chr(point)) if not part.isspace())


def _part(part: str) -> int:
    """Return the entry of one character of a spelling; all of them make up one word."""
    entry = entry_of(ord(part))
    inside = entry >> CLASS_SHIFT in (LETTER, DIGIT)
    return entry if inside else LETTER << CLASS_SHIFT | ord(part)


def _fold(character: str) -> str:
    if unicodedata.decomposition(character).startswith("<super>") and character.isdigit():
        return character  # 10² is not 102
    return fold_text(character)


def _class_of(character: str, point: int) -> int:
    category = unicodedata.category(character)
    if category == "Cf" or 0xFE00 <= point <= 0xFE0F or character in "\u0640\u034f\u115f\u1160":
        return IGNORED
    if _LEFT_OUT.match(character):
        return IGNORED
    if character in _POINTS:
        return POINT
    if category == "Pd" or character in "~−\u207b\u208b":
        return SIGN
    if character in _KANA_MARKS:
        return MARK
    if any(low <= point <= high for low, high in _UNSPACED_RANGES) and category[0] in "LMN":
        return UNSPACED
    if unicodedata.decimal(character, None) is not None:
        return DIGIT
    if category in ("Mn", "Me") or _JAMO[0] <= point <= _JAMO[1]:
        return MARK
    if character == LOST:
        return LETTER
    if character in _MARKUP or _DRAWN_LINES[0] <= point <= _DRAWN_LINES[1]:
        return SEPARATOR
    if category in ("Sc", "Sm", "So") or character in _SYMBOL_PUNCTUATION:
        return SYMBOL
    return SEPARATOR if category[0] in "PSZ" or category == "Cc" else LETTER
