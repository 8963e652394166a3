"""Signs that state nothing: they quote lines, close tags, set words off, catch the eye."""

from __future__ import annotations

import re
from typing import Final

from dedup.read.reading import Reading

__all__ = ["is_decoration"]

# Emoji say nothing that words do not; one in place of another still differs.
_PICTURES: Final = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
# Squares, circles and the like before an item; a triangle before a figure says that it rose.
_BULLETS: Final = re.compile("[\u25a0-\u25ff]")
_QUOTES_LINE: Final = re.compile(r"(?:\A|[\n\r])[> ]*\Z")
_DEEPEST_QUOTE: Final = 20  # characters before the last sign; judgement, not measured
_FIGURE_BEFORE: Final = re.compile(r"\d\s?%?\s?\Z")
_FIGURE_BEHIND: Final = re.compile(r"\s?[+-]?\d")
_IN_ROWS: Final = frozenset("+=")
_LONGEST_ROW: Final = 8  # signs; judgement, not measured


def is_decoration(token: int, sign: str, reading: Reading) -> bool:
    """Tell whether the sign at a token, given as it is compared, states nothing where it stands."""
    if sign in "<>":
        return not _stands_before_number(token, reading)
    if sign in "↑↓":
        return not _stands_beside_figure(token, reading)
    if sign in _IN_ROWS and _stands_in_row(token, sign, reading):
        return True
    marks = sign == "+" or _BULLETS.fullmatch(sign)
    return bool(_PICTURES.fullmatch(sign) or (marks and _marks_line(token, reading)))


def _stands_before_number(token: int, reading: Reading) -> bool:
    """Tell whether a sign stands before a figure; else it quotes or closes a tag.

    A ">" that opens a line, perhaps behind others, with a space behind it, quotes the line.
    """
    text, before, after = reading.text, reading.starts[token], reading.ends[token]
    opens = _QUOTES_LINE.search(text[max(before - _DEEPEST_QUOTE, 0) : before])
    quotes = opens and text[before : after + 1] == "> "
    return not quotes and any(map(str.isdigit, text[after : after + 3]))


def _stands_beside_figure(token: int, reading: Reading) -> bool:
    """Tell whether a figure stands right before or behind a sign: "↑1.2%", "1.2% ↑"."""
    text, start, end = reading.text, reading.starts[token], reading.ends[token]
    before = _FIGURE_BEFORE.search(text[max(start - 3, 0) : start])
    return bool(before or _FIGURE_BEHIND.match(text, end))


def _marks_line(token: int, reading: Reading) -> bool:
    """Tell whether a sign opens a line of words: an item, or what another version has more."""
    text, start, end = reading.text, reading.starts[token], reading.ends[token]
    before = text[max(start - _DEEPEST_QUOTE, 0) : start].rstrip(" \t")
    return before[-1:] in ("", "\n", "\r") and not any(map(str.isdigit, text[end : end + 3]))


def _stands_in_row(token: int, sign: str, reading: Reading) -> bool:
    """Tell whether a sign stands in a row that sets words off: "+++", "==so=="; not "C++"."""
    text, start, end = reading.text, reading.starts[token], reading.ends[token]
    if sign not in (text[start - 1 : start], text[end : end + 1]):
        return False
    before = text[max(start - _LONGEST_ROW, 0) : start].rstrip(sign)
    return sign == "=" or not before[-1:].isalnum()
