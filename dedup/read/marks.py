"""Marks that end sentences, beside the full stop and the dots, and of notes; what ends a line."""

from __future__ import annotations

from typing import Final

__all__ = ["LINE_ENDS", "QUESTION_MARKS", "RAISED", "STOPS", "UNMARKED"]

# They end a sentence whatever follows: of Devanagari, Urdu, Ethiopic, Armenian, Burmese, Khmer
# and Mongolian.
STOPS: Final = "।॥۔።։။។៕᠃᠉"
QUESTION_MARKS: Final = frozenset("?？؟፧")
LINE_ENDS: Final = "\n\r\x0b\x0c\x85\u2028\u2029"
RAISED: Final = "¹²³⁰⁴-⁹"  # digits set high, for a class of characters
# The letters of Thai and Lao, of which no mark ends the sentences; for a class of characters.
UNMARKED: Final = "\u0e00-\u0eff"
