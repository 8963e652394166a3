"""Words in the place of others that may be other words, though no table says what they state.

They look like those that they stand for, or are of a script in which capitals tell no names.
"""

from __future__ import annotations

from itertools import product
from typing import Final

from dedup.decide.opposites import common_beginning
from dedup.decide.statements import Statements, Word, named
from dedup.languages import Language
from dedup.match.differences import is_other_word

__all__ = ["find_look_alike", "find_replaced_without_capitals"]

# The consonants, vowels and tone marks of Thai and Lao, of which no word has one alone.
_PARTS_OF_WORDS: Final = frozenset(
    chr(point)
    for first in (0x0E00, 0x0E80)
    for point in range(first + 1, first + 0x4F)
    if point != first + 0x46  # the sign of a word said twice
)
# The vowels of a Turkish ending follow those before it.
_HARMONY: Final = str.maketrans("eıuüö", "aiiio")
_DENYING: Final = frozenset(("ma", "mi", "may"))
_TENSE: Final = 2  # letters of the ending behind a denial
_SHORT_WORD: Final = 3  # letters of a word that looks like many others; judgement, not measured


def find_look_alike(
    sources: list[list[Word]], copies: list[list[Word]], language: Language
) -> str | None:
    """Return a word that looks like the one it stands for and says another thing."""
    for source, copied in zip(sources, copies, strict=True):
        if len(source) > 1 and _are_the_same(source, copied, language):
            continue
        paired = len(source) == len(copied)
        for word, other in product(source, copied):
            # Of "so that" for "that" and the like a short word stands for no other one.
            apart = not paired and min(len(word.folded), len(other.folded)) <= _SHORT_WORD
            if apart or _say_the_same(word, other, language):
                continue
            if is_other_word(word.folded, other.folded) or _denies(word.folded, other.folded):
                return named([word], [other])
    return None


def _denies(one: str, other: str) -> bool:
    """Tell whether one of two words has the ending with which Turkish denies, in any harmony.

    >>> _denies("kovuldu", "kovulmadı"), _denies("dönebildi", "dönemedi")
    (True, True)
    """
    if one[:_SHORT_WORD] != other[:_SHORT_WORD]:  # nearly always
        return False
    shorter, longer = sorted((one.translate(_HARMONY), other.translate(_HARMONY)), key=len)
    stem = common_beginning(shorter, longer)
    if shorter[stem:].startswith("bil") and longer[stem:].startswith("m"):
        return True
    if longer[stem:].startswith("bil") and shorter[stem:].startswith("m"):
        return True
    behind = shorter[stem:]
    added = longer[stem : len(longer) - len(behind)]
    return added in _DENYING and len(behind) >= _TENSE and longer.endswith(behind)


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
        if not source or not copied:
            if _is_part_of_word(*source, *copied):
                return named(source, copied)
            continue
        if any(map(statements.has_case, (*source, *copied))):
            continue
        if not _are_the_same(source, copied, language):
            return named(source, copied)
    return None


def _is_part_of_word(*words: Word) -> bool:
    """Tell whether all that one side has more is a letter of a word: ปิด "closed", เปิด "open"."""
    return len(words) == 1 and words[0].folded in _PARTS_OF_WORDS
