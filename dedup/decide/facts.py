"""Guard: do two near copies state different facts?

Looks only at the words in which two aligned sentences differ. What they state (numbers, symbols,
units, dates, negations, names) must be the same, in the same order, on both sides; hedges must
match, no word may be answered by its opposite, and none may have changed its place. Words spoilt
by character noise are left out where the match as a whole is noisy; in clean text a changed
letter is never noise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from dedup.decide.copies import Copy, Unit
from dedup.decide.hedges import hedges_at
from dedup.languages import Language
from dedup.match.differences import Difference
from dedup.match.matches import Match
from dedup.read.reading import Reading

__all__ = ["find_changed_fact"]

# Letters that scanners and typists put for digits.
_LOOK_ALIKE: Final = str.maketrans("oоοqdilszзbg", "000001152389")
# Shorter words change their place when a sentence is put another way.
_SHORT_WORD: Final = 4


class _Word(NamedTuple):
    folded: str
    written: str
    states: str | None  # what it says when it states a fact: "12", "month-3", "not", a name
    has_case: bool  # whether capitals could tell a name in its sentence


def find_changed_fact(copy: Copy, unit: Unit, reading: Reading, language: Language) -> str | None:
    """Return the words in which a unit of a copy and its source state different facts.

    Returns:
        The differing words for people, "12 / 16"; None when the facts agree.
    """
    differences = copy.differences_in(unit, reading)
    left_out = copy.left_out(unit, reading)
    if not differences and not left_out:
        return None
    examiner = _Examiner(reading, language, copy.match)
    for start, end in left_out:
        if qualifiers := examiner.qualifiers(start, end):
            return f"{qualifiers} / (nothing)"
    told = [difference for difference in differences if not examiner.is_noise(difference)]
    sources = [examiner.words(each.source_start, each.source_end) for each in told]
    copies = [examiner.words(each.copy_start, each.copy_end) for each in told]
    source = [word for words in sources for word in words]
    copied = [word for words in copies for word in words]
    return (
        _other_hedges(told, examiner)
        or _other_statements(sources, copies)
        or _opposite(source, copied, language)
        or _moved(sources, copies)
        or _replaced_without_capitals(sources, copies)
    )


class _Examiner:
    """Read the words of differences in one text, with one language's tables."""

    def __init__(self, reading: Reading, language: Language, match: Match) -> None:
        self._reading = reading
        self._language = language
        self._match = match

    def words(self, start: int, end: int) -> list[_Word]:
        """Return the words from one token to another, with what each of them states."""
        return [self._word(token) for token in range(start, end)]

    def hedges(self, start: int, end: int) -> list[tuple[str, ...]]:
        """Return the hedges that share a word with the tokens from `start` to `end`, in order."""
        return hedges_at(self._reading, self._language, start, end)

    def qualifiers(self, start: int, end: int) -> str:
        """Return the signs, negations and hedges among some tokens, as written."""
        words = self.words(start, end)
        weights = self._reading.tokens.half_words[start:end]
        found = [
            word.written
            for word, weight in zip(words, weights, strict=True)
            if weight == 0 or word.states == "not"
        ]
        return " ".join((*found, *(" ".join(hedge) for hedge in self.hedges(start, end))))

    def is_noise(self, difference: Difference) -> bool:
        """Tell whether a difference is spoilt characters, or only another division of words."""
        if not difference.likeness:
            return False
        source = self.words(difference.source_start, difference.source_end)
        copied = self.words(difference.copy_start, difference.copy_end)
        digits = any(
            character.isdigit() for word in (*source, *copied) for character in word.folded
        )
        if difference.likeness == 1.0 and not digits:
            return True  # "co-operate" and "cooperate"
        if not self._match.noisy or _opposite(source, copied, self._language):
            return False
        if digits:
            return _digits(source) == _digits(copied)
        # A spoilt word is no word: it stands nowhere else. "Iraq" for "Iran" may well do.
        count, match = self._reading.occurrences_outside, self._match
        return not (
            all(
                count(token, match.source_start, match.source_end)
                for token in range(difference.source_start, difference.source_end)
            )
            and all(
                count(token, match.copy_start, match.copy_end)
                for token in range(difference.copy_start, difference.copy_end)
            )
        )

    def _word(self, token: int) -> _Word:
        written, folded = self._reading.as_written(token), self._reading.word(token)
        states = self._statement(token, written, folded)
        return _Word(folded, written, states, self._has_case(token, written))

    def _has_case(self, token: int, written: str) -> bool:
        """Tell whether capitals could tell a name: not in a sentence of capitals only."""
        if not self._reading.has_capitals or written.lower() == written.upper():
            return False
        sentence = self._reading.sentence_of(token)
        return not self._reading.text[sentence.start : sentence.end].isupper()

    def _statement(self, token: int, written: str, folded: str) -> str | None:
        tables = self._language
        if self._reading.tokens.half_words[token] == 0:
            return tables.units.get(folded, folded)
        if folded in tables.negations:
            return "not"
        named = self._is_name(token, written, folded)
        if folded in tables.degrees and not named:  # "may" is a month where it is a name
            return tables.degrees[folded]
        for table in (tables.numbers, tables.months, tables.weekdays, tables.units):
            if folded in table:
                return table[folded]
        if any(character.isdigit() for character in folded):
            return folded
        if folded in ("a", "p") and self._follows_with_m(token):
            return f"{folded}.m."
        return folded if named else None

    def _follows_with_m(self, token: int) -> bool:
        return token + 1 < len(self._reading.tokens) and self._reading.word(token + 1) == "m"

    def _is_name(self, token: int, written: str, folded: str) -> bool:
        if not written[:1].isupper():
            return False
        sentence = self._reading.sentence_of(token)
        sentence_text = self._reading.text[sentence.start : sentence.end]
        if sentence_text.isupper():  # capitals tell nothing here
            return False
        if int(self._reading.tokens.starts[token]) <= sentence.start + _opening(sentence_text):
            return not self._reading.stands_in_lower_case(token)
        return True


def _opening(sentence: str) -> int:
    """Return how many characters stand before the first letter or digit of a sentence."""
    return next((at for at, character in enumerate(sentence) if character.isalnum()), 0)


def _digits(words: list[_Word]) -> str:
    """Return the digits of words that hold some, with look-alike letters read as digits."""
    joined = "".join(word.folded for word in words)
    return "".join(filter(str.isdigit, joined.translate(_LOOK_ALIKE)))


def _other_statements(sources: list[list[_Word]], copies: list[list[_Word]]) -> str | None:
    """Return the words of the first difference whose two sides state different facts."""
    for source, copied in zip(sources, copies, strict=True):
        before = [word for word in source if word.states]
        after = [word for word in copied if word.states]
        if [word.states for word in before] != [word.states for word in after]:
            return _named(before, after)
    return None


def _other_hedges(told: list[Difference], examiner: _Examiner) -> str | None:
    before = [examiner.hedges(each.source_start, each.source_end) for each in told]
    after = [examiner.hedges(each.copy_start, each.copy_end) for each in told]
    for source, copied in zip(before, after, strict=True):
        if source != copied:
            return f"{_joined(source)} / {_joined(copied)}"
    return None


def _joined(hedges: list[tuple[str, ...]]) -> str:
    return " ".join(word for hedge in hedges for word in hedge) or "(nothing)"


def _opposite(source: list[_Word], copied: list[_Word], language: Language) -> str | None:
    for word in source:
        for other in copied:
            if other.folded in language.opposites.get(word.folded, ()):
                return _named([word], [other])
    return None


def _moved(sources: list[list[_Word]], copies: list[list[_Word]]) -> str | None:
    """Return a word that went in one place and came back in another: A beat B, B beat A."""
    gone = {word.folded for words in sources for word in words}
    back = {word.folded for words in copies for word in words}
    moved = {word for word in gone & back if len(word) >= _SHORT_WORD}
    for source, copied in zip(sources, copies, strict=True):
        for word in source:
            # One word alone may be an adverb set elsewhere; a changed role leaves a gap that
            # another word fills.
            if word.folded in moved and (len(moved) > 1 or copied):
                return f"{word.written} in another place"
    return None


def _replaced_without_capitals(sources: list[list[_Word]], copies: list[list[_Word]]) -> str | None:
    """Return a replaced word of a script in which capitals cannot tell a name from others."""
    for source, copied in zip(sources, copies, strict=True):
        if source and copied and not any(word.has_case for word in (*source, *copied)):
            return _named(source, copied)
    return None


def _named(before: list[_Word], after: list[_Word]) -> str:
    def written(words: list[_Word]) -> Iterator[str]:
        return (word.written for word in words)

    return f"{' '.join(written(before)) or '(nothing)'} / {' '.join(written(after)) or '(nothing)'}"
