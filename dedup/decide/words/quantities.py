"""Dates and amounts of money that are written in another way: "£7 million", "7 million pounds".

"13 June 2017" is "June 13th, 2017" and "13.6.2017"; of a date in figures only that may be the
fourth of May or the fifth of April nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from unicodedata import category

from dedup.decide.words.statements import Statements, Word
from dedup.match.differences import Difference

__all__ = ["find_rewritten"]

_BETWEEN: Final = 2  # tokens between differences of one date or amount: "£7 million"
_BESIDE: Final = 2  # tokens of it before the first and behind the last: "13", "2017"
_LONGEST: Final = 6  # tokens of a date or an amount
_SHORT_WORD: Final = 3  # letters: "of", "de"
_FILLERS: Final = frozenset(("of", "de", "del", "the"))  # that only one side may have
_FIGURES: Final = re.compile(r"\d{1,4}(?:[./-]\d{1,4}){0,2}\.?")
_NAMED_MONTH: Final = re.compile(r"month-(\d+)")  # others are of one month or another
_ROUND: Final = re.compile(r"(\d[\d.]*)(k|m|mn|bn|tn)")
_POWERS: Final = {"k": "1000", "m": "e6", "mn": "e6", "bn": "e9", "tn": "e12"}
_FIRST_YEAR: Final = 1000
_MONTHS: Final = 12


class _Date(NamedTuple):
    """Hold the numbers of a date as they stand, without its month if that has a name."""

    month: int
    numbers: tuple[int, ...]


def find_rewritten(
    differences: Sequence[Difference], statements: Statements
) -> frozenset[Difference]:
    """Return the differences that make up dates or amounts which both sides name."""
    return frozenset(
        each
        for group in _close_together(differences)
        if _are_the_same(*_widened(group, statements))
        for each in group
    )


def _close_together(differences: Sequence[Difference]) -> Iterator[list[Difference]]:
    """Yield differences with those that stand hardly a word behind them."""
    group: list[Difference] = []
    for each in differences:
        if group and each.copy_start - group[-1].copy_end > _BETWEEN:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _widened(group: list[Difference], statements: Statements) -> tuple[list[Word], list[Word]]:
    """Return the words of both sides with the figures, months and currencies beside them."""
    first, last, end = group[0], group[-1], len(statements.reading.tokens)
    source, copied = (first.source_start, last.source_end), (first.copy_start, last.copy_end)
    if max(source[1] - source[0], copied[1] - copied[0]) > _LONGEST:
        return [], []
    ahead = behind = 0
    while ahead < min(_BESIDE, copied[0], source[0]) and _is_part(
        statements.words(copied[0] - ahead - 1, copied[0] - ahead)[0]
    ):
        ahead += 1
    while behind < min(_BESIDE, end - copied[1], end - source[1]) and _is_part(
        statements.words(copied[1] + behind, copied[1] + behind + 1)[0]
    ):
        behind += 1
    sides = (statements.words(low - ahead, high + behind) for low, high in (source, copied))
    return next(sides), next(sides)


def _is_part(word: Word) -> bool:
    states = word.states or ""
    return states.startswith("month-") or states[:1].isdigit() or _is_currency(states)


def _is_currency(states: str) -> bool:
    return len(states) == 1 and category(states) == "Sc"


def _are_the_same(source: list[Word], copied: list[Word]) -> bool:
    """Tell whether both sides are one date, or one amount."""
    sides = ({word.folded for word in side if not word.states} for side in (source, copied))
    if not next(sides) ^ next(sides) <= _FILLERS:
        return False  # "from 13 June" is not "until 13 June"
    one, other = _date(source), _date(copied)
    if one and other:
        return one == other or _day_of(one, other) or _day_of(other, one)
    amount = _amount(source)
    return amount is not None and amount == _amount(copied)


def _date(words: list[Word]) -> _Date | None:
    """Return the date that some words are; None if they are none."""
    month, numbers = 0, list[int]()
    for word in words:
        states = word.states or ""
        named = _NAMED_MONTH.fullmatch(states)
        if named and not month:
            month = int(named[1])
        elif _FIGURES.fullmatch(states):
            numbers += [int(part) for part in re.findall(r"\d+", states)]
        elif states or len(word.folded) > _SHORT_WORD:
            return None
    if month:
        return _Date(month, tuple(numbers)) if numbers else None
    years = [number for number in numbers if number >= _FIRST_YEAR]
    return _Date(0, tuple(numbers)) if len(numbers) == 3 and len(years) == 1 else None


def _day_of(named: _Date, figures: _Date) -> bool:
    """Tell whether a date in figures is one whose month has a name, and can be no other."""
    if not named.month or figures.month:
        return False
    rest = sorted(figures.numbers)
    if named.month not in rest or (rest[1] <= _MONTHS and rest[0] != rest[1]):
        return False
    rest.remove(named.month)
    return rest == sorted(named.numbers)


def _amount(words: list[Word]) -> tuple[str, ...] | None:
    """Return the currency, the number and its power of ten; None if words are no amount."""
    currencies, numbers = list[str](), list[str]()
    for word in words:
        states = word.states or ""
        short = _ROUND.fullmatch(states)
        if short:
            numbers += [short[1], _POWERS[short[2]]]
        elif _is_currency(states):
            currencies.append(states)
        elif states[:1].isdigit() or states[:1] == "e":
            numbers.append(states.rpartition("|")[2])
        else:
            return None
    return (*currencies, *numbers) if len(currencies) == 1 and numbers else None
