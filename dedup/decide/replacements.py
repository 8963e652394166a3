"""Words in the place of others that may be other words, though no table says what they state.

They look like those that they stand for, or are of a script in which capitals tell no names.
"""

from __future__ import annotations

from itertools import product
from typing import Final

from dedup.decide.statements import Statements, Word, named
from dedup.languages import Language
from dedup.match.differences import is_other_word

__all__ = ["find_look_alike", "find_replaced_without_capitals"]

_SHORT_WORD: Final = 3  # letters of a word that looks like many others; judgement, not measured


def find_look_alike(
    sources: list[list[Word]], copies: list[list[Word]], language: Language
) -> str | None:
    """Return a word that looks like the one it stands for and says another thing."""
    for source, copied in zip(sources, copies, strict=True):
        if _are_the_same(source, copied, language):
            continue
        paired = len(source) == len(copied)
        for word, other in product(source, copied):
            # Of "so that" for "that" and the like a short word stands for no other one.
            apart = not paired and min(len(word.folded), len(other.folded)) <= _SHORT_WORD
            same = apart or _say_the_same(word, other, language)
            if not same and is_other_word(word.folded, other.folded):
                return named([word], [other])
    return None


def _are_the_same(source: list[Word], copied: list[Word], language: Language) -> bool:
    """Tell whether words say the same one by one."""
    return len(source) == len(copied) and all(
        _say_the_same(word, other, language) for word, other in zip(source, copied, strict=True)
    )


def _say_the_same(word: Word, other: Word, language: Language) -> bool:
    """Tell whether two words state the same fact, Liège and Liege, or are one word spelt twice."""
    spelt = language.spellings
    return bool(word.states and word.states == other.states) or (
        word.folded in spelt and spelt[word.folded] == spelt.get(other.folded)
    )


def find_replaced_without_capitals(
    sources: list[list[Word]],
    copies: list[list[Word]],
    statements: Statements,
    language: Language,
) -> str | None:
    """Return a replaced word of a script in which capitals cannot tell a name from others."""
    for source, copied in zip(sources, copies, strict=True):
        if not source or not copied or any(map(statements.has_case, (*source, *copied))):
            continue
        if not _are_the_same(source, copied, language):
            return named(source, copied)
    return None
