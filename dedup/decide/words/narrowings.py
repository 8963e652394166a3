"""What a word says of the one behind it, with which a copy begins: "Equatorial Guinea", "Guinea".

The copy may be a whole sentence, and all of it stand in its source: it speaks of somebody or
something else.
"""

from __future__ import annotations

from dedup.decide.copies import NEW_WORDS, Copy, Unit
from dedup.decide.labels import say_nothing
from dedup.decide.words.statements import Statements
from dedup.read.reading import Reading

__all__ = ["find_narrowed"]


def find_narrowed(copy: Copy, unit: Unit, statements: Statements) -> str | None:
    """Return the words with which a unit's source narrows down its first one, for people.

    Where a name of several words loses the first, a number its hundreds, a sentence its first word
    ("Fake doctors", "Doctors"), or a word of letters without spaces its beginning.
    """
    reading, match = statements.reading, copy.match
    place = match.source_start
    if unit.start != match.copy_start or reading.sentence_start(place) >= place:  # nearly always
        return None
    between = reading.text[reading.ends[place - 1] : reading.starts[place]]
    spaces = ("",) if reading.half_words[place] == 1 else (" ", "-")
    if between not in spaces or match.is_loop or reading.words(unit.start, unit.end) < NEW_WORDS:
        return None
    if not _narrows(place, unit.start, statements):
        return None
    return f"{reading.text[reading.starts[place - 1] : reading.ends[place]]} / (nothing)"


def _narrows(place: int, start: int, statements: Statements) -> bool:
    """Tell whether the word before a token of the source belongs to it, but not in the copy."""
    reading, numbers = statements.reading, statements.language.numbers
    before, word = reading.as_written(place - 1), reading.as_written(place)
    if reading.half_words[place] == 1:
        return _is_one_word(place, reading)
    if reading.word(place - 1) in numbers and reading.word(place) in numbers:
        return True
    if not before[0].isalpha() or reading.as_written(start).islower():
        return False
    if reading.word(place - 1) in statements.language.titles:
        return False
    if reading.sentence_start(place) < place - 1:
        return before.istitle() and word[0].isupper()
    opens = say_nothing(place - 1, place, reading) or reading.stands_in_lower_case(place - 1)
    return not opens and (before.istitle() or not word[0].isupper())


def _is_one_word(place: int, reading: Reading) -> bool:
    """Tell whether letters without spaces stand before a token, and are no opener."""
    start = reading.sentence_start(place)
    one = set(reading.half_words[start:place].tolist()) == {1}
    return one and not say_nothing(start, place, reading)
