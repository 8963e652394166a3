"""Words written otherwise by a hand or a keyboard: without accents, a letter lost or doubled."""

from __future__ import annotations

from typing import Final

from dedup.match.differences import Difference
from dedup.match.likeness import is_slip, without_accents
from dedup.read.reading import Reading

__all__ = ["with_slips"]

# So many words without their accents tell that all were lost. Judgement, not measured.
_WITHOUT_ACCENTS: Final = 2
_WITHOUT_UMLAUTS: Final = 5  # which make other forms: Mutter, Mütter; judgement
_UMLAUTS: Final = frozenset("äöü")
_SLIPS: Final = 3  # in one match; one alone may be another word (immoral, immortal); judgement


def with_slips(
    reading: Reading, differences: list[Difference], *sides: tuple[int, int]
) -> list[Difference]:
    """Return the differences between two sides of a match, those that are slips as wholly alike.

    Args:
        reading: the text.
        differences: between the two sides.
        sides: token positions of both.
    """
    if len(differences) < min(_WITHOUT_ACCENTS, _SLIPS):  # nearly always
        return differences
    unaccented = {each for each in differences if _is_without_accents(each, reading)}
    sure = [each for each in unaccented if not _has_umlaut(each, reading)]
    few = len(sure) < _WITHOUT_ACCENTS and len(unaccented) < _WITHOUT_UMLAUTS
    if few or all(_has_accents(side, reading) for side in sides):
        unaccented.clear()
    slips = {each for each in differences if _is_slip(each, reading)}
    same = unaccented | slips if len(slips) >= _SLIPS else unaccented
    return [each._replace(likeness=1.0) if each in same else each for each in differences]


def _is_without_accents(difference: Difference, reading: Reading) -> bool:
    """Tell whether words only lack the accents of the other ones."""
    source_start, source_end, copy_start, copy_end, _ = difference
    if source_start == source_end or copy_start == copy_end:
        return False
    text, starts, ends = reading.text, reading.starts, reading.ends
    written = text[starts[source_start] : ends[source_end - 1]]
    if written.isascii() and text[starts[copy_start] : ends[copy_end - 1]].isascii():
        return False  # nearly always
    source = reading.wording(source_start, source_end)
    copied = reading.wording(copy_start, copy_end)
    return source != copied and without_accents(source) == without_accents(copied)


def _has_umlaut(each: Difference, reading: Reading) -> bool:
    sides = (each.source_start, each.source_end), (each.copy_start, each.copy_end)
    return not all(_UMLAUTS.isdisjoint(reading.wording(*side)) for side in sides)


def _has_accents(side: tuple[int, int], reading: Reading) -> bool:
    """Tell whether any word of a stretch has an accent."""
    words = reading.wording(*side)
    return not words.isascii() and without_accents(words) != words


def _is_slip(difference: Difference, reading: Reading) -> bool:
    """Tell whether one word stands for one that differs by a slip."""
    source, copied = difference.source_start, difference.copy_start
    if not difference.likeness or (difference.source_end, difference.copy_end) != (
        source + 1,
        copied + 1,
    ):
        return False
    return is_slip(reading.word(source), reading.word(copied))
