"""What the words of a difference state: numbers, symbols, units, dates, names, degrees, hedges."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from dedup.decide.labels import is_reference
from dedup.decide.words.bounds import bounds_number, holds_number
from dedup.decide.words.hedges import hedges_at
from dedup.decide.words.numbers import is_compound, ungrouped
from dedup.decide.words.signs import is_decoration
from dedup.languages import Language
from dedup.match.differences import Difference
from dedup.read.folding import fold_word
from dedup.read.reading import Reading

__all__ = ["Statements", "Told", "Word", "named"]

_IN_ADDRESS: Final = re.compile(r"[@#]\w|://|www\.|\w\.[a-z]{2,}(?:\W|\Z)")
# A unit stands so few tokens behind its number: "five of the metres". Judgement, not measured.
_UNIT_BEHIND: Final = 3
# What stands in a line before the last word of its label: "[10:02] harbour ", "Ms. ".
_LABEL: Final = re.compile(r"(?:\A|[\n\r])[^\w\n\r]*(?:[\d.:]+\W+)?(?:\w+\.? )?\Z")
_LONGEST_LABEL: Final = 40  # characters before a word; judgement, not measured
_LONGEST_ADDRESS: Final = 80  # characters to either side of a word; judgement, not measured


class Word(NamedTuple):
    """Hold a word, and what it states.

    Attributes:
        folded, written: how it is compared, and as it stands in the text.
        states: what it says when it states a fact: "12", "month-3", "not", "all", a name.
        token: its position.
    """

    folded: str
    written: str
    states: str | None
    token: int


class Told(NamedTuple):
    """Hold a difference, and the words of its two sides."""

    difference: Difference
    source: list[Word]
    copied: list[Word]


class Statements:
    """Read what words state in one text, with one language's tables.

    Args:
        reading: the text.
        language: its tables.
    """

    def __init__(self, reading: Reading, language: Language) -> None:
        self.reading = reading
        self.language = language

    def words(self, start: int, end: int) -> list[Word]:
        """Return the words from one token to another, with what each of them states."""
        return [self._word(token) for token in range(start, end)]

    def told(self, each: Difference) -> Told:
        """Return a difference with what the words of its two sides state."""
        source = self.words(each.source_start, each.source_end)
        return Told(each, source, self.words(each.copy_start, each.copy_end))

    def name_at(self, token: int) -> str | None:
        """Return the word at a token, as written, if it is a name; the text may end before it."""
        if not 0 <= token < len(self.reading.keys):
            return None
        word = self._word(token)
        return word.written if word.states and word.written[0].isupper() else None

    def hedges(self, words: list[Word], place: int) -> list[tuple[str, ...]]:
        """Return the hedges that share a word with some in a row, in order.

        Args:
            words: the words; without any, those are asked for that stand across the place.
            place: the token where they begin.
        """
        folded = [word.folded for word in words]
        return hedges_at(self.reading, self.language, place, folded)

    def has_case(self, word: Word) -> bool:
        """Tell whether capitals could tell a name: not in a sentence of capitals only."""
        if not self.reading.has_capitals or word.written.lower() == word.written.title():
            return False
        if not word.written.isupper():
            return True
        sentence = self.reading.sentence_of(word.token)
        return not self.reading.text[sentence.start : sentence.end].isupper()

    def labels_line(self, first: int, last: int) -> bool:
        """Tell whether some tokens end the label of a line, or are all of it: "[10:02] anna: "."""
        text = self.reading.text
        if not text.startswith((": ", "："), self.reading.ends[last]):  # nearly always
            return False
        start = self.reading.starts[first]
        return bool(_LABEL.search(text[max(start - _LONGEST_LABEL, 0) : start]))

    def qualifiers(self, start: int, end: int) -> str:
        """Return the signs, negations, degrees and hedges among some tokens, as written."""
        language, words = self.language, self.words(start, end)
        found = [
            word.written
            for word in words
            if (self.reading.half_words[word.token] == 0 and word.states)
            or word.states == "not"
            or word.states == language.degrees.get(word.folded, "")
            or word.states == language.bounds.get(word.folded, "")
        ]
        return " ".join((*found, *(" ".join(hedge) for hedge in self.hedges(words, start))))

    def _word(self, token: int) -> Word:
        written = self.reading.as_written(token)
        folded = fold_word(written)
        return Word(folded, written, self._statement(token, written, folded), token)

    def _statement(self, token: int, written: str, folded: str) -> str | None:
        tables = self.language
        if self.reading.half_words[token] == 0:
            decoration = is_decoration(token, folded, self.reading)
            return None if decoration else tables.units.get(folded, folded)
        named = self._is_name(token, written, folded)
        listed = _words_that_state(tables)
        if "'" in folded and folded not in listed:  # "l'ancien", "January's"
            folded = max(folded.split("'"), key=len)
        if folded in listed:
            if folded in tables.negations:
                return "not"
            if folded in tables.degrees and not named:  # "may" is a month where it is a name
                return tables.degrees[folded]
            dated = tables.months, tables.weekdays
            capital = written[0].isupper()  # "Sept." is a month, "sept" a French seven
            for table in (*dated, tables.numbers) if capital else (tables.numbers, *dated):
                if folded in table:
                    return table[folded]
            if folded in tables.units and self._beside_number(token):
                return tables.units[folded]
            if folded in tables.bounds and bounds_number(self.reading, tables, token):
                return tables.bounds[folded]
        elif is_compound(folded, tables):
            return folded
        if not folded.isalpha() and any(map(str.isdigit, folded)):
            return None if is_reference(token, self.reading) else ungrouped(folded)
        if folded in ("a", "p") and self._follows_with_m(token):
            return f"{folded}.m."
        if named:
            return _plain(folded)
        return folded if self._in_address(token) else None

    def _beside_number(self, token: int) -> bool:
        """Tell whether a number stands near enough for a word to be its unit.

        Alone many are everyday words: "w", the Polish "in", or "ora", the Italian "now".
        """
        places = (token - _UNIT_BEHIND, token), (token + 1, token + 2)
        return any(holds_number(self.reading, self.language, *place) for place in places)

    def _in_address(self, token: int) -> bool:
        """Tell whether a word is a part of an address, or follows the sign of a name or topic."""
        reading = self.reading
        text, start, end = reading.text, reading.starts[token], reading.ends[token]
        behind = text[end : end + 2]  # white space, perhaps with a mark before it
        apart = text[start - 1 : start].isspace() and behind != behind.strip()
        if apart and text[start:end].isalpha():  # nearly always
            return False
        before = text[max(start - _LONGEST_ADDRESS, 0) : start]
        opening = "" if before[-1:].isspace() else "".join(before.split()[-1:])
        written = opening + text[start : start + _LONGEST_ADDRESS].split(None, 1)[0]
        return not written.isalpha() and bool(_IN_ADDRESS.search(written))

    def _follows_with_m(self, token: int) -> bool:
        return token + 1 < len(self.reading.keys) and self.reading.word(token + 1) == "m"

    def _is_name(self, token: int, written: str, folded: str) -> bool:
        if written == written.lower():
            return False
        sentence = self.reading.sentence_of(token)
        sentence_text = self.reading.text[sentence.start : sentence.end]
        if sentence_text.isupper():  # capitals tell nothing here
            return False
        if not written[0].isupper():  # "iPhone"
            return True
        if self.reading.starts[token] <= sentence.start + _opening(sentence_text):
            return not self.reading.stands_in_lower_case(token)
        return True


def named(before: list[Word], after: list[Word]) -> str:
    """Return the words of two sides for people: "12 / 16"."""

    def written(words: list[Word]) -> Iterator[str]:
        return (word.written for word in words)

    return f"{' '.join(written(before)) or '(nothing)'} / {' '.join(written(after)) or '(nothing)'}"


@cache
def _words_that_state(language: Language) -> frozenset[str]:
    """Return the words of which a table says what they state."""
    return language.negations.union(
        language.degrees,
        language.bounds,
        language.numbers,
        language.months,
        language.weekdays,
        language.units,
    )


def _plain(name: str) -> str:
    """Return the letters of a name without accents and marks: Liège is Liege, O'Neil is ONeil."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFD", name))) or name


def _opening(sentence: str) -> int:
    """Return how many characters stand before the first letter or digit of a sentence."""
    return next((at for at, character in enumerate(sentence) if character.isalnum()), 0)
