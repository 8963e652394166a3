"""Does a copy speak of one where its source speaks of several: "the guard was", "the guards were"?

A noun alone may end otherwise for many reasons, and so may a verb: "the council has", "the council
have". Where both do, or the article does for the noun ("der Täter war", "die Täter waren"), it is
another number of people or things.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dedup.decide.words.statements import Told, Word, named
from dedup.languages import Language
from dedup.match.likeness import differ_in_endings

__all__ = ["find_other_number"]

_NOUN_STEM: Final = 3  # letters with which one and several begin; judgement, not measured


def find_other_number(sides: Sequence[Told], language: Language) -> str | None:
    """Return a noun, or its article, and its verb where they tell of one and of several."""
    words = [
        (word, other)
        for _, source, copied in sides
        if len(source) == len(copied)
        for word, other in zip(source, copied, strict=True)
    ]
    for before, behind in pairwise(words):
        for noun, verb in ((before, behind), (behind, before)):
            if _tell_number(*verb, language) and (
                _is_inflected(*noun) or _tell_number(*noun, language)
            ):
                first, last = sorted((noun, verb), key=lambda pair: pair[0].token)
                return named([first[0], last[0]], [first[1], last[1]])
    return None


def _tell_number(word: Word, other: Word, language: Language) -> bool:
    """Tell whether one of two words stands with one person or thing, the other with several."""
    return other.folded in language.plurals.get(word.folded, ())


def _is_inflected(word: Word, other: Word) -> bool:
    """Tell whether two words differ in their endings only."""
    one, its = word.folded, other.folded
    return one != its and differ_in_endings(one, its, stem=_NOUN_STEM)
