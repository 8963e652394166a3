"""Is a sentence a form, filled in with another word each time?

An editor puts one word for another. Where the text has a third one in the same place of the same
sentence, as lists and notices have, the word is what each of the sentences is about. So it is where
the headings above both name their own: "Pear cake", "Plum cake".
"""

from __future__ import annotations

from typing import Final

from dedup.decide.copies import Copy, Unit
from dedup.decide.lines import FULL_STOP, line_at
from dedup.read.reading import Reading

__all__ = ["is_filled_in"]

# Tokens around a word that must be the same in three places, and how many of them are looked for
# on the left of it where there is room. Judgement, not measured.
_AROUND: Final = 6
_BEFORE: Final = 3
_FILLINGS: Final = 3  # words that stand in the same place
_ABOVE: Final = 3  # lines above a sentence among which its heading is; judgement, not measured
_LONGEST_HEADING: Final = 160  # characters; judgement, not measured
_STEM: Final = 4  # letters that a word has in common with its plural; judgement, not measured


def is_filled_in(copy: Copy, unit: Unit, reading: Reading) -> bool:
    """Tell whether in the place of a word of a unit stand another and, elsewhere, a third.

    Or the word stands in the heading above the unit, and the other in that of its source.
    """
    keys = reading.keys
    heading: list[str] | None = None
    for each in copy.differences_in(unit, reading):
        source, copied = each.source_start, each.copy_start
        if each.source_end - source != 1 or each.copy_end - copied != 1 or each.likeness:
            continue
        if heading is None:
            heading = _heading_above(unit.paragraph, reading)
        if _names(heading, copied, source, reading):
            other = _heading_above(reading.paragraph_of(source), reading)
            if _names(other, source, copied, reading):
                return True
        right = min(_AROUND - _BEFORE, max(unit.end - copied - 1, 0))
        left = min(_AROUND - right, max(copied - unit.start, 0))
        right = min(_AROUND - left, max(unit.end - copied - 1, 0))
        if left + right < _AROUND or source < left:
            continue
        before, after = keys[copied - left : copied], keys[copied + 1 : copied + 1 + right]
        around = (*range(copied - left, copied), *range(copied + 1, copied + 1 + right))
        if not all(reading.recurs(token, _FILLINGS) for token in around):  # nearly always
            continue
        longer = (copied - left, copied) if left > right else (copied + 1, copied + 1 + right)
        for place in (reading.places_of(*longer) + copied - longer[0]).tolist():
            if (
                place >= left
                and place + right < len(keys)
                and keys[place] not in (keys[source], keys[copied])
                and keys[place - left : place] == before
                and keys[place + 1 : place + 1 + right] == after
            ):
                return True
    return False


def _names(heading: list[str], token: int, other: int, reading: Reading) -> bool:
    """Tell whether a heading holds a word, perhaps in another form, and not the other one."""
    if not heading:  # nearly always
        return False
    stem, its = reading.word(token)[:_STEM], reading.word(other)[:_STEM]
    named = [word[:_STEM] for word in heading]
    return len(stem) == _STEM and stem in named and its not in named


def _heading_above(paragraph: int, reading: Reading) -> list[str]:
    """Return the folded words of the nearest line above that is a heading."""
    for index in range(paragraph - 1, max(paragraph - 1 - _ABOVE, -1), -1):
        line = reading.segments.paragraphs[index]
        if len(line) <= _LONGEST_HEADING and not FULL_STOP.search(line_at(index, reading)):
            return reading.folded(*reading.tokens_in(line))
    return []
