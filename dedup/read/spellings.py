r"""Single characters that are spelt out in several.

Feeds and scrapers spell one character as an entity of HTML (`&rsquo;`), as an escape of JSON
(`\u2019`, `\n`), as the numbers of its bytes (`=E2=80=99`, in e-mail), or as those bytes read as
another encoding (`â€™`). Here each of them becomes
the character that is meant, filled up to the length of its spelling, so that every offset stays.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from dedup.read.characters import APOSTROPHE, CLASS_SHIFT, FILLING, SEPARATOR, SIGN, entry_of

__all__ = ["SIGNS_OF_MISREADING", "with_meant_characters"]

# An entity may have been escaped again, several times over: "&amp;amp;rsquo;".
_ENTITY: Final = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,30});")
_ESCAPE: Final = re.compile(r"\\u(?![dD][89a-fA-F])([\da-fA-F]{4})")
# Line breaks of JSON, which follow a mark or one another, or stand before a capital or a letter
# of a script without any: "over.\\nThe", "Weather\\nRain", but not "C:\\new".
_CAPITAL: Final = "A-ZÀ-ÖØ-ÞΑ-ΩА-Я\u0590-\u06ff\u0900-\u0dff\u3040-\u9fff\uac00-\ud7af"
_LINE_BREAKS: Final = re.compile(
    rf"(?<=[^\w\s:\\/])(?:(?:\\r)?\\n)+|(?:(?:\\r)?\\n){{2,}}|(?<=\w)(?:\\r)?\\n(?=[{_CAPITAL}])"
)

# A scanner's sign for a hyphen that only breaks the line.
_HYPHEN: Final = "¬"
_HYPHEN_BREAK: Final = re.compile(rf"(?<=\w){_HYPHEN}[ \t]*\r?\n[ \t]*(?=\w)")

# E-mail: lines end in "=" where they go on, other bytes than those of ASCII are given as numbers.
_SOFT_BREAK: Final = re.compile(r"=\r?\n")
_OTHER_EQUALS: Final = re.compile(r"=(?![\dA-F]{2}|\r?\n)")  # is itself given as "=3D" there
_NUMBER: Final = re.compile(rf"=([\dA-F]{{2}}){FILLING}*")
_NUMBERS: Final = re.compile(rf"(?:=[\dA-F]{{2}}{FILLING}*)+")

_BYTES: Final = {  # undefined bytes of Windows-1252 are read as control characters
    (bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0x100)
} | {chr(byte): byte for byte in range(0x80, 0x100)}


def _class(first: int, last: int) -> str:
    """Return an expression for the characters that some bytes are read as, filled up or not."""
    members = "".join(mark for mark, byte in _BYTES.items() if first <= byte <= last)
    return f"[{re.escape(members)}]{FILLING}*"


_NEXT: Final = _class(0x80, 0xBF)
_ANY: Final = (
    f"(?:{_class(0xC2, 0xDF)}{_NEXT}|{_class(0xE0, 0xEF)}{_NEXT}{_NEXT}"
    f"|{_class(0xF0, 0xF4)}{_NEXT}{_NEXT}{_NEXT})"
)
_MISREAD: Final = re.compile(
    rf"(?P<run>{_ANY}+)|(?P<quote>â{FILLING}*€{FILLING}*\ufffd?)|(?P<spaced>[ÃÂ](?=\s))"
)
# "café…”" and an accent before the space and the guillemet of a French quotation could be Chinese
# that was misread, "OÙ…" Arabic: where one such character stands alone, they are not.
_USUAL: Final = frozenset("…‘’“”«»–—\xa0")
_LEADING: Final = frozenset("ÂÃÄÅÎÏÐÑâ")  # of Latin, Greek and Cyrillic letters, and of marks
_CHARACTER: Final = re.compile(_ANY)
_SPACED: Final = {"Ã": "à", "Â": " "}  # their second half is a space, which may have become plain
_DEEPEST: Final = 3  # how often in a row a text may have been misread; judgement, not measured
_FILLED_MARK: Final = re.compile(rf"([^\w{FILLING}]){FILLING}+(?=(.?))", re.DOTALL)


def _misread(characters: str) -> str:
    """Return how some characters begin when their UTF-8 is read as Windows-1252."""
    as_bytes = characters.encode("utf-8")[:2]
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in as_bytes)


# What is in nearly every misread text: letters of Western Europe, spaces and quotation marks, the
# most frequent letters of other alphabets and scripts. Looking for them costs next to nothing.
SIGNS_OF_MISREADING: Final = ("Ã", "Â", *map(_misread, "“łıăāēėаαاי。，이다कก"))


def with_meant_characters(text: str) -> str:
    r"""Return a text of the same length in which each character that is spelt out stands itself.

    White space and marks are filled up with more of the same, all else with characters that nobody
    sees.

    >>> with_meant_characters("Q&amp;A: &ldquo;No").replace(FILLING, "")
    'Q&A: “““““““No'
    >>> with_meant_characters("dÃ©jÃ\xa0 vu").replace(FILLING, "")
    'déjà vu'
    """
    if "&" in text:
        text = _ENTITY.sub(_unescaped, text)
    if "\\" in text:
        text = _ESCAPE.sub(lambda found: _filled(chr(int(found[1], 16)), found), text)
        text = _LINE_BREAKS.sub(lambda found: "\n" * len(found[0]), text)
    if "=" in text and _SOFT_BREAK.search(text) and not _OTHER_EQUALS.search(text):
        text = _NUMBERS.sub(_unquoted, _SOFT_BREAK.sub(lambda found: FILLING * len(found[0]), text))
    if _HYPHEN in text:
        text = _HYPHEN_BREAK.sub(lambda found: FILLING * len(found[0]), text)
    if not text.isascii() and _is_misread(text):
        for _ in range(_DEEPEST):
            text = _MISREAD.sub(_mended, text)
    return _FILLED_MARK.sub(_in_a_row, text) if FILLING in text else text


def _is_misread(text: str) -> bool:
    """Tell whether a text may hold anything misread."""
    # One character is found faster than two in a row.
    return any(
        sign[0] in text and sign[-1] in text and sign in text for sign in SIGNS_OF_MISREADING
    )


def _unescaped(found: re.Match[str]) -> str:
    from html import unescape  # most texts have no use for it

    for name in (found[1], found[1].lower()):  # "&DEG;" where all is set in capitals
        meant = unescape(f"&{name};")
        if len(meant) == 1:
            return _filled(meant, found)
    return found[0]


def _unquoted(found: re.Match[str]) -> str:
    numbers = list(_NUMBER.finditer(found[0]))
    try:
        meant = bytes(int(number[1], 16) for number in numbers).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    lengths = iter(len(number[0]) for number in numbers)
    read = ""
    for mark in meant:
        read += mark + FILLING * (sum(islice(lengths, len(mark.encode("utf-8")))) - 1)
    return read


def _mended(found: re.Match[str]) -> str:
    if found["run"]:
        lead, *rest = list(found[0].replace(FILLING, ""))
        doubtful = lead not in _LEADING and _USUAL.issuperset(rest)
        return found[0] if doubtful else _CHARACTER.sub(_read_again, found[0])
    if found["spaced"] and found.string[max(found.start() - 1, 0) : found.start()].isupper():
        return found[0]  # in a word of capitals: "ĐÃ MỞ"
    return _filled("”" if found["quote"] else _SPACED[found["spaced"]], found)


def _read_again(found: re.Match[str]) -> str:
    """Return the character whose bytes of UTF-8 some others are; themselves if they are none."""
    written = found[0].replace(FILLING, "")
    try:
        meant = bytes(_BYTES[mark] for mark in written).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    return _filled(meant, found)


def _filled(meant: str, found: re.Match[str]) -> str:
    return meant + FILLING * (len(found[0]) - 1)


def _in_a_row(found: re.Match[str]) -> str:
    """Fill up a mark with more of the same, which white space and stops before it expect.

    Not an apostrophe inside a word, a sign before a number, or a symbol: each of them counts.
    """
    kind = entry_of(ord(found[1])) >> CLASS_SHIFT
    alone = kind in (SIGN, APOSTROPHE) and not found[2].isalnum()
    return found[1] * len(found[0]) if kind == SEPARATOR or alone else found[0]
