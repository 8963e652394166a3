"""Words written otherwise by a hand or a keyboard: without accents, a letter lost or doubled."""

from __future__ import annotations

import unicodedata
from typing import Final

from dedup.match.differences import Difference
from dedup.match.likeness import is_slip
from dedup.read.reading import Reading

__all__ = ["with_slips"]

# So many words without their accents tell that all were lost. Judgement, not measured.
_WITHOUT_ACCENTS: Final = 2
_SLIPS: Final = 3  # in one match; one alone may be another word (immoral, immortal); judgement
_BARE: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "ı": "i", "ß": "ss"})


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
    bare = {each for each in differences if _is_without_accents(each, reading)}
    if len(bare) < _WITHOUT_ACCENTS or not any(_has_no_accents(side, reading) for side in sides):
        bare.clear()
    slips = {each for each in differences if _is_slip(each, reading)}
    same = bare | slips if len(slips) >= _SLIPS else bare
    return [each._replace(likeness=1.0) if each in same else each for each in differences]


def _is_without_accents(difference: Difference, reading: Reading) -> bool:
    """Tell whether words only lack the accents of the other ones."""
    source = reading.wording(difference.source_start, difference.source_end)
    copied = reading.wording(difference.copy_start, difference.copy_end)
    if source.isascii() and copied.isascii():
        return False
    return source != copied and _without_accents(source) == _without_accents(copied)


def _has_no_accents(side: tuple[int, int], reading: Reading) -> bool:
    """Tell whether no word of a stretch has an accent."""
    words = reading.wording(*side)
    return words.isascii() or _without_accents(words) == words


def _without_accents(words: str) -> str:
    """Return folded characters without accents: "życie" is "zycie"."""
    letters = unicodedata.normalize("NFD", words.translate(_BARE))
    return "".join(each for each in letters if not unicodedata.combining(each))


def _is_slip(difference: Difference, reading: Reading) -> bool:
    """Tell whether one word stands for one that differs by a slip."""
    start, end = difference.source_start, difference.copy_start
    if (difference.source_end - start, difference.copy_end - end) != (1, 1):
        return False
    return is_slip(reading.word(start), reading.word(end))
