"""Words in the place of others that may be other words, though no table says what they state.

They look like those that they stand for, or are of a script in which capitals tell no names.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from dedup.decide.words.statements import Statements, Told, Word, named
from dedup.languages import Language
from dedup.match.likeness import common_beginning, has_other_part, is_other_word

__all__ = ["find_look_alike", "find_replaced_without_capitals"]

# The consonants, vowels and tone marks of Thai and Lao, of which no word has one alone.
_PARTS_OF_WORDS: Final = frozenset(
    chr(point)
    for first in (0x0E00, 0x0E80)
    for point in range(first + 1, first + 0x4F)
    if point != first + 0x46  # the sign of a word said twice
)
# Letters of the shortest stem of a verb (olmak), and with which both of its endings may begin
# (gelmiş, gelmemiş). Judgement, not measured.
_VERB_STEM: Final = 2
_SHARED: Final = 2
_SHORT_WORD: Final = 3  # letters of a word that looks like many others; judgement, not measured


def find_look_alike(sides: Sequence[Told], language: Language, *, noisy: bool) -> str | None:
    """Return a word that looks like the one it stands for and says another thing.

    In a noisy copy a letter tells nothing.
    """
    for _, source, copied in sides:
        if len(source) > 1 and _all_say_the_same(source, copied, language):
            continue
        paired = len(source) == len(copied)
        for word, other in product(source, copied):
            # Of "so that" for "that" and the like a short word stands for no other one.
            apart = not paired and min(len(word.folded), len(other.folded)) <= _SHORT_WORD
            if apart or _say_the_same(word, other, language):
                continue
            both = word.folded, other.folded
            if has_other_part(*both) if noisy else is_other_word(*both) or _deny(*both, language):
                return named([word], [other])
    return None


def _deny(one: str, other: str, language: Language) -> bool:
    """Tell whether two words are one verb with endings that state the contrary.

    >>> from dedup.languages import load_language
    >>> turkish = load_language("tr")
    >>> _deny("kovuldu", "kovulmadi", turkish), _deny("dönemedi", "dönebildi", turkish)
    (True, True)
    """
    if one[:_VERB_STEM] != other[:_VERB_STEM]:  # nearly always
        return False
    same = common_beginning(one, other)
    stems = range(same, max(same - _SHARED, _VERB_STEM) - 1, -1)
    return any(_are_contrary(one[stem:], other[stem:], language) for stem in stems)


def _are_contrary(one: str, other: str, language: Language) -> bool:
    """Tell whether words that begin with an ending and with its contrary go on from there."""
    return any(
        other.startswith(contrary)
        for end in range(1, len(one) + 1)
        for contrary in language.endings.get(one[:end], ())
    )


def _all_say_the_same(source: list[Word], copied: list[Word], language: Language) -> bool:
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


def find_replaced_without_capitals(sides: Sequence[Told], statements: Statements) -> str | None:
    """Return a replaced word of a script in which capitals cannot tell a name from others."""
    for _, source, copied in sides:
        if not source or not copied:
            if _is_part_of_word(*source, *copied):
                return named(source, copied)
            continue
        if any(map(statements.has_case, (*source, *copied))):
            continue
        if not _all_say_the_same(source, copied, statements.language):
            return named(source, copied)
    return None


def _is_part_of_word(*words: Word) -> bool:
    """Tell whether all that one side has more is a letter of a word: ปิด "closed", เปิด "open"."""
    return len(words) == 1 and words[0].folded in _PARTS_OF_WORDS
