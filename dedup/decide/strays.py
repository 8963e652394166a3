"""The ends of copied units that do not go with them: there by chance, or above new text."""

from __future__ import annotations

from itertools import chain

from dedup.decide.copies import NEW_WORDS, Unit
from dedup.match.matches import Match
from dedup.read.reading import Reading

__all__ = ["has_letters", "heads_new_text", "only_opens", "without_strays"]


def has_letters(unit: Unit, reading: Reading) -> bool:
    """Tell whether a unit is more than figures and marks."""
    words = map(reading.word, range(unit.start, unit.end))
    return any(map(str.isalpha, chain.from_iterable(words)))


def only_opens(unit: Unit, reading: Reading) -> bool:
    """Tell whether a unit is but the "Q." or "Yes." of a paragraph that goes on with new text."""
    paragraph = reading.segments.paragraphs[unit.paragraph]
    opens = unit.span.start == paragraph.start and unit.span.end < paragraph.end
    return opens and reading.words(unit.start, unit.end) < NEW_WORDS


def heads_new_text(unit: Unit, match: Match, reading: Reading, min_words: int) -> bool:
    """Tell whether a unit is a short line between sentence and text, and its source goes on.

    As a heading is that takes its words from what the text has said before.
    """
    paragraphs = reading.segments.paragraphs
    line = paragraphs[unit.paragraph]
    if unit.span != line or unit.paragraph + 1 == len(paragraphs):
        return False
    if reading.words(unit.start, unit.end) >= min_words:  # a pull quote
        return False
    source_end = match.source_at(min(unit.end, match.copy_end))
    above = paragraphs[unit.paragraph - 1]
    return (
        source_end < reading.line_of(source_end - 1)[1]
        and reading.ends_sentence(above)
        and not reading.ends_sentence(line)
    )


def without_strays(match: Match, units: tuple[Unit, ...], reading: Reading) -> tuple[Unit, ...]:
    """Return some units without those at the ends that lie further off than they are long.

    Where the source says more words in between than such an end has, it stands in both by
    chance, as single labels of two menus do.
    """
    first, last = 0, len(units)
    left_out = {
        each.copy_start: reading.words(each.source_start, each.source_end)
        for each in match.differences_in(units[0].start, units[-1].end)
        if each.copy_start == each.copy_end
    }
    if not left_out:  # nearly always
        return units
    for index in range(1, len(units)):
        border = units[index].start
        between = left_out.get(border, 0)
        if reading.words(units[first].start, border) < between:
            first = index
        if last == len(units) and reading.words(border, units[-1].end) < between:
            last = index
    return units[first:last]
