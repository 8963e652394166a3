"""The marks that end sentences, beside the full stop, the exclamation mark and the dots."""

from __future__ import annotations

from typing import Final

__all__ = ["QUESTION_MARKS", "STOPS"]

# They end a sentence whatever follows: of Devanagari, Urdu, Ethiopic, Armenian, Burmese, Khmer
# and Mongolian.
STOPS: Final = "।॥۔።։။។៕᠃᠉"
QUESTION_MARKS: Final = frozenset("?？؟፧")
