"""Differences that state nothing: spoilt characters, divisions of words, omissions."""

from __future__ import annotations

import re
from typing import Final

from dedup.decide.copies import Unit
from dedup.decide.words.numbers import FIGURE
from dedup.decide.words.opposites import contradict
from dedup.decide.words.statements import Word
from dedup.languages import Language
from dedup.match.differences import Difference
from dedup.match.likeness import LOOK_ALIKE, has_other_part
from dedup.match.matches import Match
from dedup.match.noise import are_known_words, has_digit_for_letter
from dedup.read.reading import Reading

__all__ = ["is_elision", "is_noise", "is_same_number", "is_section_name"]

# Between two words of one sentence, in brackets or not; between two sentences is a mark as well.
_DOTS: Final = re.compile(r",?\s?[\[(]?(?:\.\.\.|…)[\])]?,?\s?")
_NUMBER: Final = re.compile(r"\d+|[1-9]\d{,2}(?: \d{3})+")


def is_elision(difference: Difference, reading: Reading) -> bool:
    """Tell whether a copy shows by dots that it leaves out words: "we always ask [...] to call"."""
    place, ends = difference.copy_start, reading.ends
    if place < difference.copy_end or not 0 < place < len(ends):
        return False
    between = reading.text[ends[place - 1] : reading.starts[place]]
    return between != " " and bool(_DOTS.fullmatch(between))


def is_section_name(difference: Difference, unit: Unit, reading: Reading) -> bool:
    """Tell whether one side only has a label before it that is a line of its own elsewhere.

    As where a page lists "Local news" in its menu, and sets it before each headline of that kind.
    """
    start, end = difference.copy_start, difference.copy_end
    if start == end:
        start, end = difference.source_start, difference.source_end
    elif difference.source_start < difference.source_end:  # nearly always
        return False
    if difference.copy_start != unit.start or reading.line_of(start)[0] != start:
        return False
    places = reading.occurrences.places_of(start, end)
    return any(reading.line_of(place) == (place, place + end - start) for place in places)


def is_same_number(source: list[Word], copied: list[Word]) -> bool:
    """Tell whether both sides are one number, its digits grouped otherwise: 40,000 and 40 000."""
    both = source and copied and source[0].states and copied[0].states
    return bool(both) and _number_in_full(source) == _number_in_full(copied) != ""


def _number_in_full(words: list[Word]) -> str:
    """Return the one number that some words are, its groups of three digits put together."""
    number = " ".join(word.states or "" for word in words)
    return number.replace(" ", "") if _NUMBER.fullmatch(number) else ""


def is_noise(difference: Difference, match: Match, reading: Reading, language: Language) -> bool:
    """Tell whether a difference is spoilt characters, or only another division of words."""
    source = reading.folded(difference.source_start, difference.source_end)
    copied = reading.folded(difference.copy_start, difference.copy_end)
    if difference.likeness == 1.0 and (
        (_figures(source) == _figures(copied) and not _count(source, copied, language))
        or _is_broken_word(difference, reading)
    ):
        return True  # "co-operate" and "cooperate", "3-foot" and "3foot", "don't" and "dont"
    if (
        not match.noisy
        or (
            (len(source) != len(copied) or len("".join(source)) == 1)
            and _hold_negation(source, language) != _hold_negation(copied, language)
        )
        or any(contradict(word, other, language) for word in source for other in copied)
        or (len(source) == len(copied) == 1 and has_other_part(source[0], copied[0]))
    ):
        return False
    both = "".join((*source, *copied))
    if not both.isalpha() and any(map(str.isdigit, both)):
        spelt = all(any(map(str.isalpha, word)) for word in (*source, *copied))
        if spelt and has_digit_for_letter("".join(source), "".join(copied)):
            return True
        return _digits(source) == _digits(copied)
    if difference in match.misread:
        return True
    places = (match.source_start, match.source_end), (match.copy_start, match.copy_end)
    return not are_known_words(reading, difference, *places)


def _count(source: list[str], copied: list[str], language: Language) -> bool:
    """Tell whether two words are other numbers, of which one begins the other: "six", "sixty"."""
    one, other = (language.numbers.get("".join(words)) for words in (source, copied))
    return bool(one and other) and one != other


def _hold_negation(words: list[str], language: Language) -> bool:
    return not language.negations.isdisjoint(words)


def _is_broken_word(difference: Difference, reading: Reading) -> bool:
    """Tell whether a word or a number was cut off: "20..." for 2026, or where the other goes on."""
    ends = difference.source_end, difference.copy_end
    return any(
        reading.breaks_off(end - 1)
        and (end < len(reading.tokens) or not reading.closes_sentence(other))
        for end, other in (ends, ends[::-1])
    )


def _digits(words: list[str]) -> str:
    """Return the digits of words that hold some, with look-alike letters read as digits."""
    return "".join(filter(str.isdigit, "".join(words).translate(LOOK_ALIKE)))


def _figures(words: list[str]) -> list[str]:
    return [figure for word in words for figure in FIGURE.findall(word)]
