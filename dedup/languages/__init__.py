"""What is known about each language: one TOML file a language, read when first asked for.

Adding a language is adding a file; `en.toml` says how one is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from dedup.errors import OptionError
from dedup.languages.blocks import (
    Things,
    contrasts_of,
    joined_meanings,
    joined_sets,
    joined_values,
    meanings_of,
    pairs_of,
    phrases_in,
    rows_of,
    things_of,
    values_of,
)
from dedup.read.characters import fold_text

__all__ = ["Language", "language_codes", "load_language", "phrases_of"]

_SHORTEST_BEGINNING: Final = 3  # characters before a star


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """Hold what the guards and the sentence splitter know about one language, or all together.

    Every word is in its comparison form: case folded (so `ß` is `ss`), composed, with a straight
    apostrophe and no hyphen. Where scripts put no spaces between words, an entry may be a few
    characters long and stands for itself inside any text; a hedge there is a tuple of characters.
    Where several languages give one word several values, as all together may, its value is all
    of them, sorted and joined with "|": "billion" to "e12|e9".

    Attributes:
        code: the name of the file, "en"; "" for all languages together.
        abbreviations: without the final dot, inner dots kept: "dr", "u.s".
        negations: words that deny, the contracted ones included: "not", "don't", "without".
        hedges: words and phrases that say how certain or how much, to the one that says the same:
            ("perhaps",) and ("maybe",) to ("perhaps",), ("at", "least") to itself.
        degrees: "every" to "all", "might" to "may", "only" to "only".
        bounds: "around" to "about", "nearly" to "under"; they say so right before a number.
        numbers: "twelve" to "12", "third" to "3.", "half" to "1/2", "million" to "e6".
        number_words: the words of `numbers` by language: in one word only numbers of one stand.
        months: "march" to "month-3".
        weekdays: "monday" to "weekday-1"; the week begins on Monday.
        units: "kilometres" to "km", "dollars" to "$", "percent" to "%".
        openers: words and phrases that tie a sentence to the one before where they open it, and
            say nothing more: ("moreover",), ("in", "addition").
        openers_with_comma: those that are none where no comma stands behind them: ("well",).
        rubrics: words and phrases that say before a colon, at the head of a line, what the line
            is: a caption, a summary, an update.
        links: what a link to the rest of a text says: "read more".
        own_words: words by which one speaks of oneself: "me", "my".
        capitals: words that are another word when written in capitals: "us".
        spellings: "gray" and "grey" to "grey".
        contractions: words, or the ends of words, that are short for others: ("won't", "will",
            "not"), ("'ve", "have").
        prefixes: what denies the word that it is set before: "un", "in".
        endings: each ending of a verb to those with which it states the contrary. Symmetric.
        plurals: each verb or article that tells of one to the same that tells of several.
            Symmetric.
        passives: each verb by which something is done to somebody to the words that say by whom:
            "was" to "by". Symmetric.
        determiners: articles, and what else may stand for them before a noun: "the", "this".
        opposites: each word to all the words that state the contrary. Symmetric.
        alternatives: each word, or the beginning of words with a star behind it ("german*"), to
            what it names: (language, number of the sort of thing, number of the thing).
        contrasts: words in a row to what they say, likewise: ("in", "front", "of"), ("behind",).
    """

    code: str
    abbreviations: frozenset[str]
    negations: frozenset[str]
    hedges: Mapping[tuple[str, ...], tuple[str, ...]]
    degrees: Mapping[str, str]
    bounds: Mapping[str, str]
    numbers: Mapping[str, str]
    number_words: tuple[frozenset[str], ...]
    months: Mapping[str, str]
    weekdays: Mapping[str, str]
    units: Mapping[str, str]
    openers: frozenset[tuple[str, ...]]
    openers_with_comma: frozenset[tuple[str, ...]]
    rubrics: frozenset[tuple[str, ...]]
    links: frozenset[str]
    own_words: frozenset[str]
    capitals: frozenset[str]
    spellings: Mapping[str, str]
    contractions: frozenset[tuple[str, ...]]
    titles: frozenset[str]
    prefixes: frozenset[str]
    endings: Mapping[str, frozenset[str]]
    plurals: Mapping[str, frozenset[str]]
    passives: Mapping[str, frozenset[str]]
    determiners: frozenset[str]
    opposites: Mapping[str, frozenset[str]]
    alternatives: Mapping[str, Things]
    contrasts: Mapping[tuple[str, ...], Things]

    def are_alternatives(self, one: str, other: str) -> bool:
        """Tell whether two words name different things of one sort, as "red" and "black" do.

        >>> english = load_language("en")
        >>> english.are_alternatives("red", "black"), english.are_alternatives("car", "cars")
        (True, False)
        """
        ones = _things_of(self, one)
        others = ones and _things_of(self, other)  # most words name no such thing
        same_sort = others and {thing[:2] for thing in ones} & {thing[:2] for thing in others}
        return bool(same_sort) and ones.isdisjoint(others)


@lru_cache(maxsize=1 << 12)
def _things_of(language: Language, word: str) -> Things:
    beginnings = (f"{word[:end]}*" for end in range(_SHORTEST_BEGINNING, len(word) + 1))
    return frozenset().union(*(language.alternatives.get(each, ()) for each in (word, *beginnings)))


@cache
def phrases_of(language: Language) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the hedges of a language by their first word, longest first.

    With them the negations of scripts without spaces, letter by letter, because there each
    letter is a token of its own.
    """
    spelt = {tuple(word) for word in language.negations if len(word) > 1 and not word.isascii()}
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(language.hedges.keys() | spelt, key=lambda words: (-len(words), words)):
        phrases.setdefault(phrase[0], []).append(phrase)
    return MappingProxyType({first: tuple(rest) for first, rest in phrases.items()})


@cache
def load_language(code: str | None) -> Language:
    """Return what is known about one language, or about all of them together for None.

    All together leave out the words that a file lists under `only_when_chosen`, because they are
    everyday words of another language, except as opposites. Reads each file once; all took 170 ms.

    Raises:
        OptionError: there is no file for this code.

    >>> load_language("en").numbers["twelve"], load_language("de").numbers["zwölf"]
    ('12', '12')
    """
    if code is None:
        return _join([_read(each, chosen=False) for each in language_codes()])
    if code not in language_codes():
        accepted = ", ".join(language_codes())
        raise OptionError(
            f"language={code!r} cannot be used: expected None for all languages together, "
            f"or one of {accepted}."
        )
    return _read(code, chosen=True)


@cache
def language_codes() -> tuple[str, ...]:
    """Return the codes of the languages there are files for, sorted."""
    from importlib.resources import files

    names = (file.name for file in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def _read(code: str, *, chosen: bool) -> Language:
    """Read one file; leave out its `only_when_chosen` words unless the language was chosen."""
    import tomllib
    from importlib.resources import files

    source = files(__name__).joinpath(f"{code}.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(source)
    spaced = raw.pop("spaced", True)
    table = {key: fold_text(block) for key, block in raw.items()}
    skipped = frozenset[str]() if chosen else frozenset(table["only_when_chosen"].split())
    months = enumerate(rows_of(table["months"]), 1)
    weekdays = enumerate(rows_of(table["weekdays"]), 1)

    def named(key: str) -> Mapping[str, str]:
        rows = ((row[0], row[1:]) for row in rows_of(table.get(key, "")))
        return values_of(rows, skipped)

    def by_first_word(key: str) -> Mapping[str, str]:
        rows = ((row[0], row) for row in rows_of(table.get(key, "")))
        return values_of(rows, skipped)

    numbers = named("numbers")
    return Language(
        code=code,
        abbreviations=frozenset(table["abbreviations"].split()) - skipped,
        negations=frozenset(table["negations"].split()) - skipped,
        hedges=meanings_of(table["hedges"], skipped, spaced=spaced),
        degrees=named("degrees"),
        bounds=named("bounds"),
        numbers=numbers,
        number_words=(frozenset(numbers),),
        months=values_of(((f"month-{place}", row) for place, row in months), skipped),
        weekdays=values_of(((f"weekday-{place}", row) for place, row in weekdays), skipped),
        units=by_first_word("units"),
        openers=phrases_in(table.get("openers", ""), spaced=spaced),
        openers_with_comma=phrases_in(table.get("openers_with_comma", ""), spaced=spaced),
        rubrics=phrases_in(table.get("rubrics", ""), spaced=spaced),
        links=frozenset(map(" ".join, phrases_in(table.get("links", ""), spaced=True))),
        own_words=frozenset(table.get("own_words", "").split()) - skipped,
        capitals=frozenset(table.get("capitals", "").split()),
        spellings=values_of(
            ((row[0], row) for row in rows_of(table.get("spellings", ""))), skipped
        ),
        contractions=frozenset(map(tuple, rows_of(table.get("contractions", "")))),
        titles=frozenset(table.get("titles", "").split()) - skipped,
        prefixes=frozenset(table.get("prefixes", "").split()),
        endings=pairs_of(rows_of(table.get("endings", ""))),
        plurals=pairs_of(rows_of(table.get("plurals", ""))),
        passives=pairs_of(rows_of(table.get("passives", ""))),
        determiners=frozenset(table.get("determiners", "").split()),
        opposites=pairs_of(rows_of(table["opposites"])),  # two words tell their language
        alternatives=things_of(table.get("alternatives", ""), code, skipped),
        contrasts=contrasts_of(table.get("contrasts", ""), code, spaced=spaced),
    )


def _join(languages: list[Language]) -> Language:
    """Put the tables of several languages together."""
    return Language(
        code="",
        abbreviations=frozenset().union(*(each.abbreviations for each in languages)),
        negations=frozenset().union(*(each.negations for each in languages)),
        hedges=joined_meanings(each.hedges for each in languages),
        degrees=joined_values(each.degrees for each in languages),
        bounds=joined_values(each.bounds for each in languages),
        numbers=joined_values(each.numbers for each in languages),
        number_words=tuple(words for each in languages for words in each.number_words),
        months=joined_values(each.months for each in languages),
        weekdays=joined_values(each.weekdays for each in languages),
        units=joined_values(each.units for each in languages),
        openers=frozenset().union(*(each.openers for each in languages)),
        openers_with_comma=frozenset().union(*(each.openers_with_comma for each in languages)),
        rubrics=frozenset().union(*(each.rubrics for each in languages)),
        links=frozenset().union(*(each.links for each in languages)),
        own_words=frozenset().union(*(each.own_words for each in languages)),
        capitals=frozenset().union(*(each.capitals for each in languages)),
        spellings=joined_values(each.spellings for each in languages),
        contractions=frozenset().union(*(each.contractions for each in languages)),
        titles=frozenset().union(*(each.titles for each in languages)),
        prefixes=frozenset().union(*(each.prefixes for each in languages)),
        endings=joined_sets(each.endings for each in languages),
        plurals=joined_sets(each.plurals for each in languages),
        passives=joined_sets(each.passives for each in languages),
        determiners=frozenset().union(*(each.determiners for each in languages)),
        opposites=joined_sets(each.opposites for each in languages),
        alternatives=joined_sets(each.alternatives for each in languages),
        contrasts=joined_sets(each.contrasts for each in languages),
    )
