"""Rows of tables, timetables and price lists: lines that are mostly figures, and no sentences."""

from __future__ import annotations

from typing import Final

from dedup.decide.words.numbers import FIGURE

__all__ = ["heads_rows", "is_row"]

# All tuned on labelled pages and articles.
_LONGEST, _SHORT = 14, 10  # words
_FIGURES_SHARE: Final = 0.2  # figures a word in a row or a reference
_FEWEST_FIGURES: Final = 3  # of a row that is not short, and may end as a sentence does
# Of so many words of prose more than one opens with a small letter; in a script without such, of
# so many letters and figures more than two are letters. Judgement, not measured.
_IN_PROSE: Final = 3
_FEWEST_CELLS: Final = 3  # of a row that names columns; judgement, not measured


def is_row(line: str, words: float, *, stops: bool) -> bool:
    """Tell whether a line is a row of figures, or the date of a reference.

    Args:
        line: its text.
        words: how many words it holds.
        stops: whether it ends as a sentence does.

    >>> is_row("09:10 Lunde 12.50", 3, stops=False)
    True
    """
    figures = len(FIGURE.findall(line))
    if words > _LONGEST or figures < _FIGURES_SHARE * words:
        return False
    long = (figures < _FEWEST_FIGURES and words > _SHORT) or _is_prose(line, words)
    return _separators(line) >= 2 or (figures >= 2 and not (stops and long))


def heads_rows(line: str, below: str) -> bool:
    """Tell whether a line names the columns of the row below: of figures, with as many cells.

    >>> heads_rows("| Batter | Runs | Hits |", "| Ames, CF | 2 | 1 |")
    True
    """
    cells = _separators(line)
    figures = any(map(str.isdigit, below))
    return figures and cells >= _FEWEST_CELLS - 1 and cells == _separators(below)


def _separators(line: str) -> int:
    """Return how many bars and tabs stand between the cells of a row."""
    return line.strip("| \t").count("|") + line.strip().count("\t")


def _is_prose(line: str, words: float) -> bool:
    """Tell whether a third of the words open with a small letter.

    In a script without small letters, whether two thirds of letters and figures are letters.
    """
    small = sum(word[0].islower() for word in line.split())
    without_case = sum(each.isalpha() and each.lower() == each.upper() for each in line)
    letters = _IN_PROSE * without_case > 2 * sum(map(str.isalnum, line))
    return _IN_PROSE * small > words or letters
