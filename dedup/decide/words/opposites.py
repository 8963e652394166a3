"""Do two words contradict each other? Inflected ones do as the words they come from.

Tables name the words that are opposites, numbers, units, months and weekdays, but not every case
of them that Russian, Finnish or Turkish has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import Final, TypeVar

from dedup.decide.words.statements import Told, named
from dedup.languages import Language
from dedup.match.likeness import common_beginning, differ_in_endings

__all__ = [
    "are_opposites",
    "are_others",
    "contradict",
    "find_alternative",
    "find_opposite",
]

# Letters; a stem of so many hardly ever is of two words. Judgement, not measured.
_STEM: Final = 4
_SHARED: Final = 2  # letters that the ends of two compounds may have in common
_ARTICLE, _NOUN = 2, 4  # letters before an apostrophe, and behind it: "l'incendie"
_REMEMBERED: Final = 1 << 12  # words; the tables are searched for each once

_Value = TypeVar("_Value")


def find_opposite(sides: Sequence[Told], language: Language) -> str | None:
    """Return a word for which the other side has its opposite, in whatever place."""
    source = [word for each in sides for word in each.source]
    copied = [word for each in sides for word in each.copied]
    for word, other in product(source, copied):
        if are_opposites(*_without_apostrophes(word.folded, other.folded), language):
            return named([word], [other])
    return None


def find_alternative(sides: Sequence[Told], language: Language) -> str | None:
    """Return a word in whose place stands another of its sort: a red van, a black van."""
    for _, source, copied in sides:
        for word, other in product(source, copied):
            if are_others(*_without_apostrophes(word.folded, other.folded), language):
                return named([word], [other])
    return None


def are_opposites(one: str, other: str, language: Language) -> bool:
    """Tell whether two folded words say the opposite of each other.

    >>> from dedup.languages import load_language
    >>> russian = load_language("ru")
    >>> are_opposites("восточному", "западные", russian), are_opposites("летом", "лета", russian)
    (True, False)
    """
    if _denies_by_prefix(one, other, language):
        return True
    ones, stems = _opposites(one, language)
    if not ones:  # nearly always; who has an opposite is one of that word, too
        return False
    if other in language.opposites.get(one, ()):
        return True
    if _inflects(one, other):
        return False
    inflected = other[:_STEM] in stems and any(_inflects(other, each) for each in ones)
    return inflected or other in ones


def are_others(one: str, other: str, language: Language) -> bool:
    """Tell whether two folded words name different things, numbers, units, months or weekdays.

    >>> from dedup.languages import load_language
    >>> are_others("kilometrach", "metrami", load_language("pl"))
    True
    >>> are_others("seitsemässä", "yhdeksässä", load_language("fi"))
    True
    >>> are_others("sonntagabend", "sonntagmorgen", load_language("de"))
    True
    """
    if language.are_alternatives(one, other) or _end_in_others(one, other, language):
        return True
    ones = _measures(one, language)
    return bool(ones) and any(  # most words are no measure
        here and there and here.isdisjoint(there)
        for here, there in zip(ones, _measures(other, language), strict=False)
    )


def _without_apostrophes(word: str, other: str) -> tuple[str, str]:
    """Return two words without what both have before or behind an apostrophe: "we've", "l'est".

    And without an article that only one of them has there: "la crue", "l'incendie".
    """
    if "'" not in word and "'" not in other:  # nearly always
        return word, other
    before, apostrophe, behind = word.partition("'")
    first, its_apostrophe, last = other.partition("'")
    if not apostrophe or not its_apostrophe:
        article, noun = (first, last) if its_apostrophe else (before, behind)
        if len(article) > _ARTICLE or len(noun) < _NOUN:
            return word, other
        return (word, noun) if its_apostrophe else (noun, other)
    if behind == last:
        return before, first
    return (behind, last) if before == first else (word, other)


def _denies_by_prefix(one: str, other: str, language: Language) -> bool:
    """Tell whether one of two words is the other one behind a prefix that denies: "unfair"."""
    if one[-1:] != other[-1:] or len(one) == len(other):  # nearly always
        return False
    shorter, longer = sorted((one, other), key=len)
    return (
        len(shorter) >= _STEM
        and longer.endswith(shorter)
        and longer[: -len(shorter)] in language.prefixes
    )


def _end_in_others(one: str, other: str, language: Language) -> bool:
    """Tell whether two compounds begin with the same word and end in others."""
    if one[:_STEM] != other[:_STEM]:  # nearly always
        return False
    same = common_beginning(one, other)
    for stem in range(same, max(same - _SHARED, _STEM) - 1, -1):  # "mittag" begins as "morgen" does
        ends = one[stem:], other[stem:]
        if min(map(len, ends)) >= _STEM and (
            language.are_alternatives(*ends) or ends[1] in language.opposites.get(ends[0], ())
        ):
            return True
    return False


@lru_cache(maxsize=_REMEMBERED)
def _opposites(word: str, language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Return the opposites of a word and of those that it inflects, and how all these begin."""
    found = _found(word, language.opposites, _opposites_by_stem(language))
    opposites = frozenset[str]().union(*found)
    return opposites, frozenset(each[:_STEM] for each in opposites)


@lru_cache(maxsize=_REMEMBERED)
def _measures(word: str, language: Language) -> tuple[frozenset[str], ...]:
    """Return which numbers, units, months and weekdays a word may be; nothing where it is none."""
    found = tuple(
        frozenset(_found(word, table, stems)) for table, stems in _measures_by_stem(language)
    )
    return found if any(found) else ()


def _found(
    word: str, table: Mapping[str, _Value], stems: Mapping[str, tuple[str, ...]]
) -> Iterator[_Value]:
    """Yield what a table holds for a word and for those that it inflects."""
    if word in table:
        yield table[word]
    for each in stems.get(word[:_STEM], ()):
        if each != word and _inflects(word, each):
            yield table[each]


def _inflects(one: str, other: str) -> bool:
    """Tell whether two words differ in their last letters only."""
    return differ_in_endings(one, other, stem=_STEM)


def contradict(one: str, other: str, language: Language) -> bool:
    """Tell whether one table holds two folded words, as they are, with another meaning each.

    Then none of them is the other one spoilt.

    >>> from dedup.languages import load_language
    >>> english = load_language("en")
    >>> contradict("thirteen", "thirty", english), contradict("thirteen", "fhirteen", english)
    (True, False)
    >>> contradict("conclusive", "inconclusive", english)
    True
    """
    if abs(len(one) - len(other)) > 1 and _denies_by_prefix(one, other, language):
        return True  # one letter more may be noise
    if one in _words_with_contraries(language) and (
        other in language.opposites.get(one, ())
        or other in language.plurals.get(one, ())
        or any(
            one in table and table[one] != table.get(other, table[one])
            for table in (language.numbers, language.degrees, *_tables_of_measures(language))
        )
    ):
        return True
    return language.are_alternatives(one, other)


@cache
def _words_with_contraries(language: Language) -> frozenset[str]:
    """Return the words that may contradict others; most words are none of them."""
    tables = (language.numbers, language.degrees, *_tables_of_measures(language))
    return frozenset(language.opposites).union(language.plurals, *tables)


def _tables_of_measures(language: Language) -> tuple[Mapping[str, str], ...]:
    return language.units, language.months, language.weekdays


@cache
def _opposites_by_stem(language: Language) -> dict[str, tuple[str, ...]]:
    return _by_stem(language.opposites)


@cache
def _measures_by_stem(
    language: Language,
) -> tuple[tuple[Mapping[str, str], dict[str, tuple[str, ...]]], ...]:
    tables = language.numbers, *_tables_of_measures(language)
    return tuple((table, _by_stem(table)) for table in tables)


def _by_stem(table: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return the words of a table by their first letters."""
    stems: dict[str, list[str]] = {}
    for word in table:
        if len(word) >= _STEM:
            stems.setdefault(word[:_STEM], []).append(word)
    return {stem: tuple(words) for stem, words in stems.items()}
