"""Blocks of a language file to mappings, and the mappings of several languages to one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

__all__ = [
    "Things",
    "contrasts_of",
    "joined_meanings",
    "joined_sets",
    "joined_values",
    "meanings_of",
    "pairs_of",
    "phrases_in",
    "rows_of",
    "things_of",
    "values_of",
]

Things = frozenset[tuple[str, int, int]]
_Key = TypeVar("_Key")
_Member = TypeVar("_Member")


def rows_of(block: str) -> list[list[str]]:
    """Return the words of each line that has any."""
    return [line.split() for line in block.splitlines() if line.strip()]


def phrases_in(block: str, *, spaced: bool) -> frozenset[tuple[str, ...]]:
    """Split phrases into tokens; without spaces between words, a letter is a token."""
    phrases = (phrase.strip() for phrase in block.replace("\n", ",").split(","))
    return frozenset(tuple(phrase.split() if spaced else phrase) for phrase in phrases if phrase)


def meanings_of(
    block: str, skipped: Container[str] = (), *, spaced: bool
) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Map phrases, split as `phrases_in` does, to the first of those that say the same.

    >>> dict(meanings_of("perhaps = maybe, likely", spaced=True))
    {('perhaps',): ('perhaps',), ('maybe',): ('perhaps',), ('likely',): ('likely',)}
    """
    meanings: dict[tuple[str, ...], tuple[str, ...]] = {}
    for same in block.replace("\n", ",").split(","):
        phrases = [tuple(each.split() if spaced else each.strip()) for each in same.split("=")]
        kept = (phrase for phrase in phrases if phrase and " ".join(phrase) not in skipped)
        meanings.update((phrase, phrases[0]) for phrase in kept)
    return MappingProxyType(meanings)


def values_of(rows: Iterable[tuple[str, list[str]]], skipped: frozenset[str]) -> Mapping[str, str]:
    """Map the words of each row to the value of that row."""
    values: dict[str, str] = {}
    for value, words in rows:
        for word in words:
            if word in values:
                _add(values, word, value)
            elif word not in skipped:
                values[word] = value
    return MappingProxyType(values)


def _add(values: dict[str, str], word: str, value: str) -> None:
    """Give a word a value, beside the ones it has."""
    known = values.setdefault(word, value)
    if known != value:
        values[word] = "|".join(sorted({*known.split("|"), *value.split("|")}))


def pairs_of(rows: list[list[str]]) -> Mapping[str, frozenset[str]]:
    """Map every word left of the bar to all words right of it, and the other way round."""
    opposites: dict[str, frozenset[str]] = {}
    for row in rows:
        bar = row.index("|")
        left, right = frozenset(row[:bar]), frozenset(row[bar + 1 :])
        for ours, theirs in ((left, right), (right, left)):
            for word in ours if theirs else ():
                opposites[word] = opposites[word] | theirs if word in opposites else theirs
    return MappingProxyType(opposites)


def things_of(block: str, code: str, skipped: frozenset[str]) -> Mapping[str, Things]:
    """Map the words of each member of each row to the numbers of the two."""
    things: dict[str, Things] = {}
    for sort, line in enumerate(filter(str.strip, block.splitlines())):
        for thing, member in enumerate(line.split(",")):
            named = frozenset({(code, sort, thing)})
            for word in member.split():
                if word in things:
                    things[word] = things[word] | named
                elif word not in skipped:
                    things[word] = named
    return MappingProxyType(things)


def contrasts_of(block: str, code: str, *, spaced: bool) -> Mapping[tuple[str, ...], Things]:
    """Map the phrases of each side of each row to the numbers of the two."""
    contrasts: dict[tuple[str, ...], Things] = {}
    for sort, line in enumerate(filter(str.strip, block.splitlines())):
        for thing, side in enumerate(line.split("|")):
            named = frozenset({(code, sort, thing)})
            for phrase in phrases_in(side, spaced=spaced):
                contrasts[phrase] = contrasts[phrase] | named if phrase in contrasts else named
    return MappingProxyType(contrasts)


def joined_sets(
    maps: Iterable[Mapping[_Key, frozenset[_Member]]],
) -> Mapping[_Key, frozenset[_Member]]:
    """Map each word, or phrase, to all that any of some tables has for it."""
    joined: dict[_Key, frozenset[_Member]] = {}
    for each in maps:
        several = {word: joined[word] | each[word] for word in joined.keys() & each.keys()}
        joined.update(each)  # word by word it takes three times as long (measured)
        joined.update(several)
    return MappingProxyType(joined)


def joined_meanings(
    maps: Iterable[Mapping[tuple[str, ...], tuple[str, ...]]],
) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Map each phrase to what it says in the first table that has another one for it, if any."""
    meanings: dict[tuple[str, ...], tuple[str, ...]] = {}
    for each in maps:
        for phrase, meaning in each.items():
            if meanings.get(phrase, phrase) == phrase:
                meanings[phrase] = meaning
    return MappingProxyType(meanings)


def joined_values(maps: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    """Map each word to the values that it has in any of some tables."""
    values: dict[str, str] = {}
    for each in maps:
        for word, value in each.items():
            _add(values, word, value)
    return MappingProxyType(values)
