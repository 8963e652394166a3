"""Loops: words that are said again at once, round after round."""

from __future__ import annotations

from itertools import groupby
from typing import Final
from unicodedata import category

from dedup.decide.copies import Copy, Unit
from dedup.decide.labels import say_nothing
from dedup.decide.strays import only_opens
from dedup.decide.stretches import copy_of, side_of
from dedup.match.matches import Match
from dedup.read.reading import Reading
from dedup.values import Span

__all__ = ["cut_at_period", "find_loop"]

# What makes another word of the one that it is glued to: "C#", "C++", "50%", "5/7".
_GLUED: Final = "#+%&@*=/\\"
_THAI_AM: Final = "ำຳ"  # vowels that belong to the letter before them, but are called letters


def find_loop(
    match: Match, units: list[Unit], reading: Reading, min_words: int, *, near: bool
) -> list[Copy]:
    """Return the copy that a loop is: all that follows its first round, from border to border.

    A loop without a border in every round is cut between words, at its period, and as many rounds
    of it stay as make up `min_words`.
    """
    period = match.period
    inside = tuple(unit for unit in units if _is_in_loop(unit, match, reading))
    second = [each for each in inside[:1] if each.start < match.copy_start + period]
    if not second and not match.is_exact:  # its end is like the text behind it
        match = _before_differences(match)
    if match.is_exact and _are_lines(match, reading):
        return cut_at_period(match, reading, 0)
    if match.is_exact and not any(_opens_each_round(each, match, reading) for each in second):
        return cut_at_period(match, reading, min_words)
    stretches = groupby(inside, key=lambda unit: side_of(unit, match, reading, near))
    copied = [tuple(group) for (goes, _), group in stretches if goes]
    if not match.is_exact:
        copied = [each[:-1] if only_opens(each[-1], reading) else each for each in copied]
    copies = [copy_of(match, units, reading, period=period) for units in copied if units]
    if not copies and match.is_exact and match.is_loop:  # its last round goes on
        return cut_at_period(match, reading, min_words)
    return copies


def cut_at_period(match: Match, reading: Reading, min_words: int) -> list[Copy]:
    """Return what follows the first round of words said again at once, cut between words."""
    period = match.period
    stays_until = match.copy_start
    while (
        stays_until < match.copy_end and reading.words(match.source_start, stays_until) < min_words
    ):
        stays_until += period
    rest = (match.copy_end - stays_until) % period
    for end in range(match.copy_end - rest, stays_until, -period):
        span = _behind_marks(reading.text, reading.ends[stays_until - 1], reading.ends[end - 1])
        if not any(_is_glued(reading.text, border) for border in (span.start, span.end)):
            unit = Unit(stays_until, end, span, reading.paragraph_of(stays_until), 1.0)
            return [copy_of(match, (unit,), reading, period=period)]
    return []


def _are_lines(match: Match, reading: Reading) -> bool:
    """Tell whether each round of a loop is a line, or several, and the last of them goes on.

    As in captions that show a line once more above the next one.
    """
    starts, ends, text = reading.starts, reading.ends, reading.text
    end = match.copy_end
    if end == len(starts) or reading.paragraph_of(end - 1) != reading.paragraph_of(end):
        return False  # nearly always
    if (end - match.copy_start) % match.period:
        return False
    rounds = range(match.copy_start, end + 1, match.period)
    return all("\n" in text[ends[place - 1] : starts[place]] for place in rounds)


def _opens_each_round(unit: Unit, match: Match, reading: Reading) -> bool:
    """Tell whether a unit of an exact loop begins at a border that the round before has, too.

    The pieces in which a very long sentence is split do not.
    """
    if unit.span.start == reading.segments.paragraphs[unit.paragraph].start:
        return True
    return reading.opens_sentence(match.source_at(unit.start))


def _is_in_loop(unit: Unit, match: Match, reading: Reading) -> bool:
    """Tell whether a unit begins inside a loop, or its label and that of its source before it."""
    if unit.start >= match.copy_start:  # nearly always
        return True
    source = match.source_at(unit.start)
    if source < 0 or unit.end <= match.copy_start:
        return False
    labels = (unit.start, match.copy_start), (source, match.source_start)
    return all(say_nothing(*each, reading) for each in labels)


def _before_differences(match: Match) -> Match:
    """Return what stands before the first difference of a match."""
    first = match.differences[0]
    start, copy_start = match.source_start, match.copy_start
    return Match(start, first.source_start, copy_start, first.copy_start, ())


def _is_glued(text: str, place: int) -> bool:
    """Tell whether what stands at a place belongs to the word before it: a sign, or a mark."""
    sign = text[place : place + 1]
    return bool(sign) and (sign in _GLUED + _THAI_AM or category(sign).startswith("M"))


def _behind_marks(text: str, start: int, end: int) -> Span:
    """Return a cut between words, moved behind the marks that follow the words at both ends."""
    while text[start] == text[end : end + 1] and not (
        text[start].isspace() or text[start].isalnum()
    ):
        start, end = start + 1, end + 1
    return Span(start, end)
