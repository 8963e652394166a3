"""Differences that say the same: words drawn together, spelt otherwise, said twice, exchanged.

"Aren't" is "are not", "Dr." is "Doctor", "&" is "and", "Mr Ames" is "Ames", "Müller" is "Mueller",
"Prof." is "Professor", "said Ames" is "Ames said", and "4 May" is "May 4". Asked only where words
seem to state another fact, which few copies have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from math import prod
from typing import Final

from dedup.decide.again import stammers
from dedup.decide.copies import NEW_WORDS
from dedup.decide.words.opposites import are_others
from dedup.decide.words.quantities import find_rewritten
from dedup.decide.words.statements import Statements, Word
from dedup.languages import Language
from dedup.match.differences import Difference
from dedup.read.reading import Reading

__all__ = ["without_rewordings"]

_LONGEST_CONTRACTED: Final = 4  # words on one side; more are told by what they state
_MOST_WAYS: Final = 1 << 12  # to spell out words; "& & & &" in all languages. Judgement
_LONGEST_NAME: Final = 3  # words that change places with one; judgement, not measured
_MARKS: Final = 4  # characters between a quotation and who said it
_QUOTED: Final = re.compile(r"(?:[,.!?…][\"”’»“]|[\"”’»“],)\s*\Z")
_LONGEST_DAY: Final = 3  # characters: "4", "14", "14."
_SHORTEST: Final = 3  # letters of an abbreviation; "St." may be a saint, a street or a station
_SPELT: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "æ": "ae", "ø": "oe", "ß": "ss"}
)


def without_rewordings(
    differences: Sequence[Difference], statements: Statements
) -> list[Difference]:
    """Return the differences that do more than write the same in another way."""
    reading, language = statements.reading, statements.language
    exchanged = _changed_places(differences, statements, reading)
    spelt = [each for each in differences if _is_spelt_out(each, reading)]
    shortened = [each for each in differences if _is_shortened(each, reading, language)]
    less = [each for each in differences if _adds_nothing(each, statements, reading)]
    rewritten = find_rewritten(differences, statements)
    same = {*less, *exchanged, *spelt, *shortened, *rewritten}
    return [
        each
        for group in _in_a_row([each for each in differences if each not in same])
        if not _draws_together(group, reading, language)
        and not _drops_title(group, statements, reading, language)
        for each in group
    ]


def _adds_nothing(difference: Difference, statements: Statements, reading: Reading) -> bool:
    """Tell whether words that only one side has say nothing, because the copy has less or the same.

    It leaves out who speaks in a line, or only one of the two says a few words twice, by a slip.
    """
    start, end = difference.copy_start, difference.copy_end
    if start < end:
        return difference.source_start == difference.source_end and _slips(start, end, reading)
    start, end = difference.source_start, difference.source_end
    labels = statements.labels_line(end - 1, end - 1) and reading.opens_sentence(start)
    return labels or _slips(start, end, reading)


def _slips(start: int, end: int, reading: Reading) -> bool:
    """Tell whether some words are said twice by a slip, by whoever wrote or read them.

    Numbers and names mean something else twice, but not where a whole line was read twice; so may
    words of scripts without capitals.
    """
    written = map(reading.as_written, range(start, end))
    return stammers(start, end, reading) and (
        reading.words(start, end) >= NEW_WORDS
        or all(word.isalpha() and word.islower() for word in written)
    )


def _changed_places(
    differences: Sequence[Difference], statements: Statements, reading: Reading
) -> Iterator[Difference]:
    """Yield the differences of a name that stands behind the word that it stood before.

    Or of a month and its day. Of two neighbours either may seem to have moved.
    """
    keys = reading.keys
    for each in differences:
        source, copied = each.source_start, each.copy_start
        moved = max(each.source_end - source, each.copy_end - copied)
        added, gone = source == each.source_end, copied == each.copy_end
        if added == gone or moved > _LONGEST_NAME:
            continue
        here, there = (copied, source) if added else (source, copied)
        end = here + moved
        if (
            max(end, there + moved) < len(keys)
            and keys[there] == keys[end]
            and keys[there + 1 : there + 1 + moved] == keys[here:end]
            and _may_change(
                statements.words(here, end),
                *statements.words(end, end + 1),
                quoted=all(_follows_quotation(each, reading) for each in (source, copied)),
            )
        ):
            last = source + moved + 1, copied + moved + 1
            yield from (
                other
                for other in differences
                if source <= other.source_start
                and other.source_end <= last[0]
                and copied <= other.copy_start
                and other.copy_end <= last[1]
            )


def _may_change(moved: Sequence[Word], over: Word, *, quoted: bool) -> bool:
    """Tell whether a name may change places with a word behind a quotation, or a month with a day.

    Elsewhere a name that moves over a verb plays another role: "who sued Ames", "who Ames sued".
    """
    plain = [word for word in (*moved, over) if not (word.states and word.written[0].isupper())]
    if plain in ([over], [*moved]) and not any(word.states for word in plain):
        return quoted  # of the two either may seem to have moved
    both = [word.states or "" for word in (*moved, over)]
    months = [states.startswith("month-") for states in both]
    days = [states[:2].strip(".").isdecimal() and len(states) <= _LONGEST_DAY for states in both]
    return len(both) == 2 and months != days and months == days[::-1]


def _follows_quotation(token: int, reading: Reading) -> bool:
    """Tell whether a quotation closes with a mark right before a token."""
    start = reading.starts[token]
    return bool(_QUOTED.search(reading.text[max(start - _MARKS, 0) : start]))


def _is_spelt_out(difference: Difference, reading: Reading) -> bool:
    """Tell whether a word has "ae" for "ä" and the like."""
    source = reading.folded(difference.source_start, difference.source_end)
    copied = reading.folded(difference.copy_start, difference.copy_end)
    return source != [] and [word.translate(_SPELT) for word in source] == [
        word.translate(_SPELT) for word in copied
    ]


def _is_shortened(difference: Difference, reading: Reading, language: Language) -> bool:
    """Tell whether one word is an abbreviation that the other one begins with: "Prof.", "Gov."."""
    tokens = difference.source_start, difference.copy_start
    if (difference.source_end - tokens[0], difference.copy_end - tokens[1]) != (1, 1):
        return False
    short, long = sorted(tokens, key=lambda token: len(reading.word(token)))
    word = reading.word(short)
    return (
        len(word) >= _SHORTEST
        and word in language.abbreviations
        and reading.text.startswith(".", reading.ends[short])
        and reading.word(long).startswith(word)
        and not are_others(word, reading.word(long), language)
    )


def _in_a_row(differences: Sequence[Difference]) -> Iterator[list[Difference]]:
    """Yield differences with those that follow at once on both sides."""
    group: list[Difference] = []
    for each in differences:
        if group and (group[-1].source_end, group[-1].copy_end) != (
            each.source_start,
            each.copy_start,
        ):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _draws_together(group: Sequence[Difference], reading: Reading, language: Language) -> bool:
    """Tell whether differences that follow one another say the same when it is spelt out."""
    source_start, _, copy_start, _, _ = group[0]
    _, source_end, _, copy_end, _ = group[-1]
    lengths = source_end - source_start, copy_end - copy_start
    if not 0 < min(lengths) <= max(lengths) <= _LONGEST_CONTRACTED:
        return False
    source = reading.folded(source_start, source_end)
    copied = reading.folded(copy_start, copy_end)
    if lengths[0] == lengths[1] and _contracted(language).isdisjoint((*source, *copied)):
        return False  # nearly always
    return not _spelt_out(tuple(source), language).isdisjoint(_spelt_out(tuple(copied), language))


def _drops_title(
    group: Sequence[Difference], statements: Statements, reading: Reading, language: Language
) -> bool:
    """Tell whether only one side has a title of courtesy before a name: "Mr Ames", "Ames".

    "Mr Ames" and "Mrs Ames" are two people.
    """
    source_start, _, copy_start, _, _ = group[0]
    _, source_end, _, copy_end, _ = group[-1]
    lengths = source_end - source_start, copy_end - copy_start
    if sorted(lengths) != [0, 1]:
        return False
    token = source_start if lengths[0] else copy_start
    written = reading.as_written(token)
    if written.isupper() or reading.word(token) not in language.titles:
        return False  # "MS Estonia" is a ship, "George M. Ward" has an initial
    behind = reading.text[reading.ends[token] : reading.ends[token] + 2]
    apart = statements.name_at(token - 1) is None and behind.startswith((" ", ". ", "\u00a0"))
    return apart and bool(statements.name_at(token + 1))  # "Green Bay Packers" are a team


@cache
def _contracted(language: Language) -> frozenset[str]:
    """Return the words that are short for others, as they are."""
    return frozenset(short for short, *_ in language.contractions)


def _spelt_out(words: tuple[str, ...], language: Language) -> set[tuple[str, ...]]:
    """Return what some words may be short for, word by word."""
    ways = [_ways_of(word, language) for word in words]
    if prod(map(len, ways)) > _MOST_WAYS:
        return {words}  # hardly ever
    return {tuple(word for part in way for word in part) for way in product(*ways)}


@lru_cache(maxsize=1 << 10)
def _ways_of(word: str, language: Language) -> tuple[tuple[str, ...], ...]:
    whole = [rest for short, *rest in language.contractions if short == word]
    ends = [
        (word.removesuffix(short), *rest)
        for short, *rest in language.contractions
        if "'" in short and word != short and word.endswith(short)
    ]
    return (tuple(word.split()), *map(tuple, whole or ends))
