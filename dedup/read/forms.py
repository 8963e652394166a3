"""How often lines stand in a text, as they are and with other figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from dedup.values import Span

__all__ = ["Forms"]

_DIGITS: Final = re.compile(r"\d+")


class Forms:
    """Count the lines of each form: lines are of one form that are the same but for their figures.

    Args:
        text: the text.
        lines: where its lines stand.
    """

    def __init__(self, text: str, lines: Iterable[Span]) -> None:
        self._written = Counter(_folded(text[line.start : line.end]) for line in lines)
        self._of_form = Counter(map(_form_of, self._written.elements()))

    def recur(self, lines: Iterable[str], times: int) -> bool:
        """Tell whether each of some lines stands elsewhere, too, at least one with other figures.

        Elsewhere is where the lines do not stand together, as they do so many times.
        """
        folded = [_folded(line) for line in lines]
        forms = Counter(map(_form_of, folded))
        return all(self._of_form[form] > times * forms[form] for form in forms) and any(
            self._of_form[_form_of(line)] > self._written[line] for line in folded
        )


def _folded(line: str) -> str:
    return " ".join(line.split()).casefold()


def _form_of(line: str) -> str:
    return _DIGITS.sub("0", line)
