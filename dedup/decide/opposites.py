"""Do two words say the opposite of each other? Inflected ones do as the words they come from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from dedup.languages import Language

__all__ = ["are_opposites"]

# A word inflects another when they agree up to the last letters. Tables cannot list every case of
# Russian or Finnish; a stem of four letters hardly ever is of two words. Judgement, not measured.
_STEM: Final = 4
_ENDING: Final = 3


def are_opposites(one: str, other: str, language: Language) -> bool:
    """Tell whether two folded words say the opposite of each other.

    >>> from dedup.languages import load_language
    >>> russian = load_language("ru")
    >>> are_opposites("восточному", "западные", russian), are_opposites("летом", "лета", russian)
    (True, False)
    """
    if other in language.opposites.get(one, ()):
        return True
    if _inflects(one, other):
        return False
    return any(
        other in opposites or any(_inflects(other, each) for each in opposites)
        for opposites in _opposites_of(one, language)
    ) or any(one in opposites for opposites in _opposites_of(other, language))


def _opposites_of(word: str, language: Language) -> Iterator[frozenset[str]]:
    """Yield the opposites of a word and of those that it inflects."""
    known = language.opposites
    if word in known:
        yield known[word]
    for each in _by_stem(language).get(word[:_STEM], ()):
        if each != word and _inflects(word, each):
            yield known[each]


def _inflects(one: str, other: str) -> bool:
    """Tell whether two words differ in their last letters only."""
    stem = max(_STEM, len(one) - _ENDING, len(other) - _ENDING)
    return min(len(one), len(other)) >= stem and one[:stem] == other[:stem]


@cache
def _by_stem(language: Language) -> dict[str, tuple[str, ...]]:
    """Return the words of a language that have an opposite, by their first letters."""
    stems: dict[str, list[str]] = {}
    for word in language.opposites:
        if len(word) >= _STEM:
            stems.setdefault(word[:_STEM], []).append(word)
    return {stem: tuple(words) for stem, words in stems.items()}
