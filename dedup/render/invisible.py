"""Characters that nobody sees, made visible: controls, bidi marks, zero-width marks, surrogates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

__all__ = ["show_invisible", "split_invisible"]

# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt, 16.0), the line and paragraph
# separators, lone surrogates, and the controls but for tab, line feed and carriage return.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ABBREVIATIONS: Final = {
    "\x00": "NUL",
    "\x1b": "ESC",
    "\u00ad": "SHY",
    "\u034f": "CGJ",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u2028": "LS",
    "\u2029": "PS",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
# After a letter without case, a mark or a symbol, a joiner or a variation selector shapes what is
# seen (Persian, Hindi, emoji) and stays as it is.
_SHAPING: Final = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
_SHAPED: Final = frozenset({"Lo", "Mn", "Mc", "So", "Sk"})


def split_invisible(text: str) -> Iterator[tuple[str, str]]:
    r"""Split a text into what can be seen and what cannot.

    Yields:
        (part, "") for a part that can be shown as it is, (label, name) for an invisible character.

    >>> list(split_invisible("pay\u202e100"))
    [('pay', ''), ('RLO', 'U+202E RIGHT-TO-LEFT OVERRIDE'), ('100', '')]
    """
    shown = 0
    for invisible in _INVISIBLE.finditer(text):
        start = invisible.start()
        if _shapes(text, start):
            continue
        if shown < start:
            yield text[shown:start], ""
        yield _label(invisible[0]), _name(invisible[0])
        shown = start + 1
    if shown < len(text):
        yield text[shown:], ""


def show_invisible(text: str) -> str:
    r"""Return a text with its invisible characters written out in angle brackets.

    >>> show_invisible("pay\u202e100")
    'pay⟨RLO⟩100'
    """
    return "".join(f"⟨{part}⟩" if name else part for part, name in split_invisible(text))


def _shapes(text: str, place: int) -> bool:
    if place == 0 or not _SHAPING.match(text[place]):
        return False
    before = text[place - 1]
    both_select = "\ufe00" <= before <= "\ufe0f" and text[place] >= "\ufe00"
    return unicodedata.category(before) in _SHAPED and not both_select


def _label(character: str) -> str:
    return _ABBREVIATIONS.get(character, f"U+{ord(character):04X}")


def _name(character: str) -> str:
    kind = unicodedata.category(character)
    fallback = {"Cc": "CONTROL CHARACTER", "Cs": "LONE SURROGATE"}.get(kind, "")
    return f"U+{ord(character):04X} {unicodedata.name(character, fallback)}".strip()
