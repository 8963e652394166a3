"""Is a sentence a form, filled in with another word each time?

An editor puts one word for another. Where the text has a third one in the same place of the same
sentence, as lists and notices have, the word is what each of the sentences is about. So it is where
the headings above both name their own: "Pear cake", "Plum cake"; and where a speaker opens a third
sentence with the words by which both begin.
"""

from __future__ import annotations

from typing import Final

from dedup.decide.beside import differences_in_form
from dedup.decide.copies import Copy, Unit
from dedup.decide.page.layout import has_full_stop, line_at
from dedup.read.reading import Reading

__all__ = ["is_filled_in"]

# Tokens on one side of a word that must be the same in three places. Judgement, not measured.
_BESIDE: Final = 3
_OPENING_TOKENS: Final = 6  # tokens by which sentences of a speech begin; judgement, not measured
_LOOKED_AT: Final = 16  # places; where a form has more, it is a form in most of them
_FILLINGS: Final = 3  # words that stand in the same place
_ABOVE: Final = 3  # lines above a sentence among which its heading is; judgement, not measured
_LONGEST_HEADING: Final = 160  # characters; judgement, not measured
_PLURAL_STEM: Final = 4  # letters that a word has in common with its plural; judgement


def is_filled_in(copy: Copy, unit: Unit, reading: Reading) -> bool:
    """Tell whether in the place of a word of a unit stand another and, elsewhere, a third.

    Or the word stands in the heading above the unit, and the other in that of its source; or a
    third sentence begins as both do.
    """
    heading: list[str] | None = None
    for each in copy.differences_of(unit, reading):
        source, copied = each.source_start, each.copy_start
        if each.source_end - source != 1 or each.copy_end - copied != 1 or each.likeness:
            continue
        if heading is None:
            heading = _heading_above(unit.paragraph, reading)
        if _names(heading, copied, source, reading):
            other = _heading_above(reading.paragraph_of(source), reading)
            if _names(other, source, copied, reading):
                return True
        if _stands_in_a_third(unit, source, copied, reading):
            return True
        if len(copy.units) == 1 and _opens_a_third(unit, copied, reading):
            return True
    return False


def _opens_a_third(unit: Unit, copied: int, reading: Reading) -> bool:
    """Tell whether a third sentence begins as one does, and goes on with others before a word."""
    opening = unit.start + _OPENING_TOKENS
    if copied < opening or not reading.occurrences.may_recur(
        unit.start, unit.start + _BESIDE, _FILLINGS
    ):
        return False  # nearly always
    said = reading.folded(unit.start, copied)
    return any(
        reading.opens_sentence(place) and reading.folded(place, place + len(said)) != said
        for place in reading.occurrences.places_of(unit.start, opening)[:_LOOKED_AT]
    )


def _stands_in_a_third(unit: Unit, source: int, copied: int, reading: Reading) -> bool:
    """Tell whether a third sentence, half of which agrees, has another word in the place of one."""
    keys = reading.keys
    for low, high in ((copied - _BESIDE, copied), (copied + 1, copied + 1 + _BESIDE)):
        inside = unit.start <= low and high <= unit.end
        if not inside or not reading.occurrences.may_recur(low, high, _FILLINGS):
            continue  # nearly always
        places = [at + copied - low for at in reading.occurrences.places_of(low, high)[:_LOOKED_AT]]
        others = [
            reading.tokens_in(reading.sentence_of(place))
            for place in places
            if 0 <= place < len(keys) and keys[place] not in (keys[source], keys[copied])
        ]
        if not others:  # nearly always
            continue
        its, here = (reading.tokens_in(reading.sentence_of(each)) for each in (source, copied))
        if any(
            third not in (its, here) and differences_in_form(third, here, reading)
            for third in others
        ):
            return True
    return False


def _names(heading: list[str], token: int, other: int, reading: Reading) -> bool:
    """Tell whether a heading holds a word, perhaps in another form, and not the other one."""
    if not heading:  # nearly always
        return False
    stem, its = reading.word(token)[:_PLURAL_STEM], reading.word(other)[:_PLURAL_STEM]
    named = [word[:_PLURAL_STEM] for word in heading]
    return len(stem) == _PLURAL_STEM and stem in named and its not in named


def _heading_above(paragraph: int, reading: Reading) -> list[str]:
    """Return the folded words of the nearest line above that is a heading."""
    for index in range(paragraph - 1, max(paragraph - 1 - _ABOVE, -1), -1):
        line = reading.segments.paragraphs[index]
        if len(line) <= _LONGEST_HEADING and not has_full_stop(line_at(index, reading)):
            return reading.folded(*reading.tokens_in(line))
    return []
