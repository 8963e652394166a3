"""How the sentences differ that stand beside a copied one and beside what it repeats.

Too little of them agrees for copies, but they may tell that the whole paragraph says something
else: short ones ("Aspirin.", "Codeine."), and those of a form that is filled in, as notices are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from dedup.decide.copies import NEW_WORDS, Copy, Unit
from dedup.match.differences import Difference, differences_between
from dedup.read.reading import Reading

__all__ = ["differences_beside", "differences_in_form"]

# A sentence with fewer words is no passage of its own. Of longer ones that were edited a lot the
# rest of the paragraph is a copy all the same.
_SHORT_SENTENCE: Final = 8
# So many words beside a sentence may be the rest of a form. Judgement, not measured.
_LONGEST_REST: Final = 60

_WEB_ADDRESS: Final = re.compile(r"https?://\S+|[a-z][a-z\d-]*(?:\.[a-z\d-]+)+(?:/\S*)?")

_Sides = tuple[tuple[int, int], tuple[int, int]]


def differences_beside(copy: Copy, unit: Unit, reading: Reading) -> list[Difference]:
    """Return how what stands beside a unit differs from what stands beside its source.

    Short sentences belong to the unit where the match goes on behind them, and where they are all
    that is left of two paragraphs. So does all that is left of them where half of its words agree.
    """
    if copy.start < unit.start and unit.end < copy.end:
        return []
    match, paragraphs = copy.match, reading.segments.paragraphs
    around = paragraphs[unit.paragraph]
    if unit.span == around:  # nearly always
        return []
    low, high = reading.tokens_in(around)
    start, end = match.clipped(unit.start, unit.end)
    source, to = match.source_at(start), match.source_at(end)
    paragraph = reading.paragraph_of(source)
    source_low, source_high = reading.tokens_in(paragraphs[paragraph])
    before: _Sides = (source_low, source), (low, start)
    behind: _Sides = (to, source_high), (end, high)
    beside = [
        sides
        for border, sides in ((source, before), (to, behind))
        if all(0 < reading.words(*side) < NEW_WORDS for side in sides)
        and reading.closes_sentence(border)
    ]
    if low < start > match.copy_start:
        place = reading.sentence_start(start - 1)
        if match.copy_start < place:
            beside.append(((match.source_at(place), source), (place, start)))
    if match.copy_end > end < high:
        place = reading.sentence_end(end)
        if place < match.copy_end:
            beside.append(((to, match.source_at(place)), (end, place)))
    found = [
        difference
        for sides in dict.fromkeys(beside)
        if _are_short(sides, reading)
        for difference in differences_between(reading, *sides[0], *sides[1])
    ]
    if paragraph != unit.paragraph:
        if unit.start == copy.start:
            found += differences_in_form(*before, reading)
        if unit.end == copy.end:
            found += differences_in_form(*behind, reading)
    elif len(paragraphs) > 1 and unit.start == copy.start and source_low < source:
        sides = _sentences_before(source, to, start, reading)
        found += differences_in_form(*sides, reading) if sides else []
    return found


def _sentences_before(source: int, to: int, start: int, reading: Reading) -> _Sides | None:
    """Return the sentences that stand in one paragraph before a copied one and before its source.

    Nothing where these two follow one another.
    """
    low, source_low = (reading.sentence_start(each - 1) for each in (start, source))
    return ((source_low, source), (low, start)) if to <= low else None


def _are_short(stretches: Iterable[tuple[int, int]], reading: Reading) -> bool:
    """Tell whether stretches hold a few words each, and not an address or a number alone."""
    return all(
        0 < reading.words(*each) < _SHORT_SENTENCE
        and any(map(str.isalpha, reading.wording(*each)))
        and not _WEB_ADDRESS.fullmatch(reading.text, *_place(each, reading))
        for each in stretches
    )


def _place(stretch: tuple[int, int], reading: Reading) -> tuple[int, int]:
    span = reading.span(*stretch)
    return span.start, span.end


def differences_in_form(
    place: tuple[int, int], here: tuple[int, int], reading: Reading
) -> list[Difference]:
    """Return the words that stand for others in a form: half of its words agree, in this order."""
    words = [reading.words(*side) for side in (place, here)]
    if not NEW_WORDS <= min(words) <= max(words) <= min(_LONGEST_REST, 3 * min(words)):
        return []  # too little could agree
    found = differences_between(reading, *place, *here)
    lengths = [
        reading.words(*side)
        for each in found
        for side in ((each.source_start, each.source_end), (each.copy_start, each.copy_end))
    ]
    if 2 * sum(lengths) > sum(words) or max(lengths, default=0) >= _SHORT_SENTENCE:
        return []
    return [
        each
        for each in found
        if each.source_start < each.source_end and each.copy_start < each.copy_end
    ]
