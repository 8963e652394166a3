"""What a word says of the one behind it, with which a copy begins: "Equatorial Guinea", "Guinea".

The copy may be a whole sentence, and all of it stand in its source: it speaks of somebody or
something else.
"""

from __future__ import annotations

from typing import Final

from dedup.decide.copies import NEW_WORDS, Copy, Unit
from dedup.decide.labels import say_nothing
from dedup.languages import Language
from dedup.read.reading import Reading

__all__ = ["find_narrowed"]

_LONGEST_HEAD: Final = 3  # letters of a number that is lost; judgement, not measured


def find_narrowed(copy: Copy, unit: Unit, reading: Reading, language: Language) -> str | None:
    """Return the word with which a unit's source narrows down its first one, for people.

    Where a name of several words loses the first, a number its hundreds, a sentence its first word
    ("Fake doctors", "Doctors"), or a word of letters without spaces its beginning.
    """
    match, place = copy.match, copy.match.source_start
    if unit.start != match.copy_start or reading.sentence_start(place) >= place:  # nearly always
        return None
    between = reading.text[reading.ends[place - 1] : reading.starts[place]]
    spaces = ("",) if reading.half_words[place] == 1 else (" ", "-")
    if between not in spaces or match.is_loop or reading.words(unit.start, unit.end) < NEW_WORDS:
        return None
    if reading.half_words[place] == 1:
        head = reading.sentence_start(place)
        narrows = _is_one_word(head, place, reading, language)
    else:
        head = place - 1
        narrows = _narrows(head, place, unit.start, reading, language)
    lacked = reading.text[reading.starts[head] : reading.ends[place - 1]]
    return f"{lacked} / (nothing)" if narrows else None


def _narrows(head: int, place: int, start: int, reading: Reading, language: Language) -> bool:
    """Tell whether a word belongs to the next one, of which the copy has only that."""
    before, word = reading.as_written(head), reading.as_written(place)
    if {reading.word(head), reading.word(place)} <= language.numbers.keys():
        return True
    if not before[0].isalpha() or reading.as_written(start).islower():
        return False
    capital = word[0].isupper()
    if reading.word(place) in language.determiners or (
        capital and reading.stands_in_lower_case(place)
    ):
        return False  # a sentence begins there: "Advertisement The board ..."
    if capital and place + 1 < len(reading.keys) and reading.as_written(place + 1)[0].isupper():
        return False  # a whole name behind a label or a title: "VIDEO Ann Hale", "Mayor Ann Hale"
    if reading.sentence_start(place) < head:
        return capital and before.istitle() and reading.word(head) not in language.titles
    says_nothing = reading.word(head) in language.determiners | language.titles
    if says_nothing or say_nothing(head, place, reading):
        return False
    return before[0].isupper() or not capital


def _is_one_word(head: int, place: int, reading: Reading, language: Language) -> bool:
    """Tell whether a letter without spaces, or those of a number, open a sentence: no opener."""
    if place - head > _LONGEST_HEAD:  # nearly always
        return False
    letters = reading.folded(head, place)
    few = len(letters) == 1 or set(letters) <= language.numbers.keys()
    one = few and set(reading.half_words[head:place].tolist()) == {1}
    return one and not say_nothing(head, place, reading)
