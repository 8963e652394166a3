"""What the same words say when what is written around them differs: marks, capitals, addresses.

Words are compared without case, marks and markup. In four places that hides a fact: a question
mark where the other side ends in a full stop, capitals that make another word ("US" and "us"),
another address behind a link, and a picture that stands nowhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from dedup.decide.copies import Copy, Unit
from dedup.languages import Language
from dedup.read.marks import QUESTION_MARKS, STOPS
from dedup.read.reading import Reading

__all__ = ["find_written_otherwise"]

# The marks that close the sentence of a word, with a few others in between but no line break.
_STOPS_BEHIND: Final = re.compile(rf"[^\w\n\r]{{,3}}?([.!?。！？؟፧…{STOPS}]+)")
_MARKS: Final = 8  # characters behind a word that are looked at
_ELLIPSES: Final = ("..", "…")


def find_written_otherwise(
    copy: Copy, unit: Unit, reading: Reading, language: Language
) -> str | None:
    """Return what a unit of a copy says otherwise than its source though its words are the same.

    Returns:
        Both for people; None for a unit that says nothing otherwise.
    """
    return (
        _find_other_writing(copy, unit, reading, language)
        or _find_other_address(copy, unit, reading)
        or _find_new_picture(copy, unit, reading)
    )


def _find_other_writing(copy: Copy, unit: Unit, reading: Reading, language: Language) -> str | None:
    """Return the first word of a unit that its source writes so that it says something else.

    Returns:
        Both for people, "signed? / signed."; None when none is.
    """
    match, keys, landmarks = copy.match, reading.keys, reading.landmarks
    start, end = match.clipped(unit.start, unit.end)
    source_start, source_end = match.source_at(start), match.source_at(end)

    def questions(first: int, last: int) -> list[int]:
        return _between(landmarks.questions, first, last)

    def capitals(first: int, last: int) -> list[int]:
        return landmarks.in_capitals(language.capitals, first, last)

    for places, is_other in ((questions, _is_question), (capitals, _is_in_capitals)):
        pairs = [(match.source_at(here), here) for here in places(start, end)]
        pairs += [(at, match.copy_at(at)) for at in places(source_start, source_end)]
        for source, here in pairs:
            same = here < end and source < source_end and keys[source] == keys[here]
            if same and (is_other(reading, source, here) or is_other(reading, here, source)):
                return f"{_written(reading, source)} / {_written(reading, here)}"
    return None


def _find_other_address(copy: Copy, unit: Unit, reading: Reading) -> str | None:
    """Return the first address in a unit that differs from where the source leads with that word.

    Returns:
        Both for people, "/june / /july"; None when none does. A link on one side only says nothing.
    """
    landmarks, match = reading.landmarks, copy.match
    if not landmarks.linked:
        return None
    start, end = match.clipped(unit.start, unit.end)
    for here in _between(landmarks.linked, start, end):
        source = landmarks.addresses.get(match.source_at(here))
        if source is not None and source != landmarks.addresses[here]:
            return f"{source} / {landmarks.addresses[here]}"
    return None


def _find_new_picture(copy: Copy, unit: Unit, reading: Reading) -> str | None:
    """Return the address of a picture that would go with a unit and is shown nowhere else.

    Returns:
        For people, "(nothing) / /boat.jpg"; None when there is none.
    """
    pictures = reading.landmarks.pictures
    place = bisect_left(pictures, (unit.span.start, ""))
    if place == len(pictures):
        return None
    inside = unit.end < copy.end  # then what stands before the next unit would go, too
    end = reading.starts[unit.end] if inside else unit.span.end
    offset, address = pictures[place]
    return f"(nothing) / {address}" if offset < end else None


def _between(places: list[int], start: int, end: int) -> list[int]:
    return places[bisect_left(places, start) : bisect_left(places, end)]


def _written(reading: Reading, token: int) -> str:
    """Return a word with the mark that closes its sentence, if one does."""
    written = reading.as_written(token)
    end = reading.ends[token]
    behind = reading.text[end : end + _MARKS]
    closing = _STOPS_BEHIND.match(behind)
    if closing is None or any(dots in closing[1] for dots in _ELLIPSES):
        return written
    return f"{written}?" if QUESTION_MARKS & set(closing[1]) else f"{written}."


def _is_question(reading: Reading, token: int, other: int) -> bool:
    return _written(reading, token).endswith("?") and _written(reading, other).endswith(".")


def _is_in_capitals(reading: Reading, token: int, other: int) -> bool:
    """Tell whether a word stands in capitals and the other in small letters.

    Neither says anything in a sentence of capitals or of small letters only.
    """
    one, small = reading.as_written(token), reading.as_written(other)
    if len(one) < 2 or not one.isupper() or not small.islower():
        return False
    capitals, mixed = (_sentence(reading, each) for each in (token, other))
    return not capitals.isupper() and mixed != mixed.lower()


def _sentence(reading: Reading, token: int) -> str:
    sentence = reading.sentence_of(token)
    return reading.text[sentence.start : sentence.end]
