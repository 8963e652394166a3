"""How alike two words look: spoilt by noise, or another word that looks like the first."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from types import ModuleType
from typing import Final

from dedup.read.characters import is_small
from dedup.read.reading import Reading

__all__ = [
    "LONGEST_ENDING",
    "LOOK_ALIKE",
    "NOISE_LIKENESS",
    "common_beginning",
    "differ_in_endings",
    "has_other_part",
    "is_other_word",
    "is_slip",
    "likeness_of",
    "metrics",
    "without_accents",
]

# Two stretches of characters count as the same word spoilt by noise from this likeness on
# (Indel: 2 * common / both). Three-letter words with one wrong letter reach .67.
NOISE_LIKENESS: Final = 0.6
_SHARE_OF_LONGER: Final = NOISE_LIKENESS / (2 - NOISE_LIKENESS)  # that a word alike has at least
_SHORT_WORD: Final = 3  # letters
# Words of one stem: so many letters at the end in common, and such a share of the longer word.
# More than an ending (-ation, -ently) makes; judgement, not measured.
_COMMON_LETTERS: Final = 4
_STEM_SHARE: Final = 0.6
# So many letters more, before an ending of so many, make another word; judgement, not measured.
_INSERTED: Final = 3
_ENDING: Final = 2
# Letters of a word that is hardly another with two exchanged, and of its head where two may be
# (perfecto, prefecto). Judgement, not measured.
_LONG_WORD: Final = 8
_HEAD: Final = 2
_VOWELS: Final = frozenset("aeiouy")
_UMLAUTS: Final = frozenset("äöü")
_PLAIN_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "ı": "i", "ß": "ss"}
)
# Latin letters that stand in Cyrillic words by a slip, and look the same.
_HOMOGLYPHS: Final = str.maketrans("aceiopxy", "асеіорху")
LONGEST_ENDING: Final = 3  # letters; judgement, not measured
_REPLACED: Final = 3  # letters in one place of a word; measured on labelled noise
_SAME_SHAPE: Final = 0.4  # words that look the same have at least so much in common; judgement
# Letters that scanners and typists put for digits, and so for one another: "l" for "I".
_LOOK_ALIKE_PAIRS: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
LOOK_ALIKE: Final = str.maketrans("oоοqdilszзbg", "000001152389")


def likeness_of(
    reading: Reading, one: str, other: str, source: int | None, copied: int | None
) -> float:
    """Return how alike two stretches of characters are; 0.0 unless it looks like noise.

    Args:
        reading: the text.
        one: folded characters of some words of the source.
        other: of words of the copy.
        source: the token of the source, if it is only one.
        copied: the token of the copy, if it is only one.
    """
    if (copied is not None and one.startswith(other) and _may_be_broken(reading, copied)) or (
        source is not None and other.startswith(one) and _may_be_broken(reading, source)
    ):
        return 1.0  # "Wedne..." is no other word than "Wednesday"
    if one == other or (
        len(one) == len(other)
        and not (one.isascii() or other.isascii())
        and one.translate(_HOMOGLYPHS) == other.translate(_HOMOGLYPHS)
    ):
        return 1.0
    shorter, longer = len(one), len(other)
    if shorter > longer:
        shorter, longer = longer, shorter
    if longer > _SHORT_WORD and shorter < _SHARE_OF_LONGER * longer:
        if one[-1:] != other[-1:]:
            return 0.0  # too little can be common
        return float(_has_lost_head(reading, one, other, source, copied))
    if "'" in one + other and one.replace("'", "") == other.replace("'", ""):
        return 1.0
    likeness = float(metrics().Indel.normalized_similarity(one, other))
    if likeness >= NOISE_LIKENESS:
        cut = shorter < longer and _has_lost_head(reading, one, other, source, copied)
        return 1.0 if cut else likeness
    alike = likeness >= _SAME_SHAPE or longer <= _SHORT_WORD
    if alike and _shape(one) == _shape(other):
        return NOISE_LIKENESS  # "vvie" is "wie", and "l" is "I"
    # Indel is blind to short words: one wrong letter of two or three is all it may take.
    spoilt = longer <= _SHORT_WORD and metrics().Levenshtein.distance(one, other) == 1
    return likeness if spoilt else 0.0


def _may_be_broken(reading: Reading, token: int) -> bool:
    """Tell whether a word may be cut off: dots follow, or a text breaks off that has sentences.

    Where only an abbreviation may stand before it, not a name, nor a short word ("man", "many"),
    nor one that stands elsewhere.
    """
    if reading.breaks_off(token):
        return True
    if not reading.breaks_off_unmarked(token):  # nearly always
        return False
    paragraph = reading.segments.paragraphs[reading.paragraph_of(token)]
    if reading.sentence_of(token).start > paragraph.start:
        return True
    word = reading.as_written(token)
    small = len(word) > _SHORT_WORD and is_small(word)
    return small and reading.occurrences_of(token, token + 1) == 1


def is_other_word(one: str, other: str) -> bool:
    """Tell whether two words that look alike say different things.

    One letter is changed, added, gone or exchanged with the next; at the end it inflects the same
    word, unless it is the whole word. Or only what stands before a common stem is another, or a
    few letters more stand before what the words have in common at the end, as negations do. Two
    letters exchanged inside a long word are a slip of the hand, as one of the same shape is.

    >>> is_other_word("white", "while"), is_other_word("boat", "boats"), is_other_word("s", "u")
    (True, False, True)
    >>> is_other_word("regular", "irregular"), is_other_word("senior", "junior")
    (True, True)
    >>> is_other_word("bus", "nebus"), is_other_word("kapatacak", "kapatmayacak")
    (True, True)
    >>> is_other_word("marital", "martial"), is_other_word("activity", "actviity")
    (True, False)
    >>> is_other_word("fail", "fall"), is_other_word("minister", "minlster")
    (True, False)
    """
    if one == other:
        return False
    longer = max(len(one), len(other))
    ending = metrics().Postfix.similarity(one, other)
    if longer == 1 or ending >= max(_COMMON_LETTERS, _STEM_SHARE * longer):
        return True
    shorter = min(len(one), len(other))
    inserted = _SHORT_WORD <= shorter < longer <= shorter + _INSERTED and ending >= _ENDING
    if inserted and ending + common_beginning(one, other) >= shorter:
        return True
    stem = shorter - (len(one) == len(other))
    if one[:stem] == other[:stem] or metrics().OSA.distance(one, other) != 1:
        return False
    return longer < _LONG_WORD or not (
        _exchange(one, other)
        or _shape(one) == _shape(other)
        or (ending and _lacks_accents(one, other))
    )


def common_beginning(one: str, other: str) -> int:
    """Return with how many letters in common two words begin."""
    return int(metrics().Prefix.similarity(one, other))


def differ_in_endings(one: str, other: str, *, stem: int) -> bool:
    """Tell whether two words begin with a stem of at least so many letters, and an ending follows.

    >>> differ_in_endings("guard", "guards", stem=3), differ_in_endings("road", "rope", stem=3)
    (True, False)
    """
    same = common_beginning(one, other)
    return same >= stem and max(len(one), len(other)) - same <= LONGEST_ENDING


def _exchange(one: str, other: str) -> bool:
    """Tell whether two neighbours are exchanged inside a word, not both vowels: "entschieden"."""
    same = common_beginning(one, other)
    pair = one[same : same + 2]
    return same >= _HEAD and pair == other[same : same + 2][::-1] and not _VOWELS.issuperset(pair)


def is_slip(one: str, other: str) -> bool:
    """Tell whether one long word has a letter inside that the other lacks, or two exchanged.

    >>> is_slip("considera", "consdera"), is_slip("orologio", "oroologio")
    (True, True)
    >>> is_slip("activity", "actviity"), is_slip("legal", "illegal"), is_slip("votes", "voters")
    (True, False, False)
    """
    shorter, longer = len(one), len(other)
    if shorter > longer:
        shorter, longer = longer, shorter
    if shorter < _LONG_WORD - 1 or longer > shorter + 1:  # nearly always
        return False
    if not (one + other).replace("'", "").isalpha():
        return False
    if shorter == longer:
        return _exchange(one, other) and metrics().OSA.distance(one, other) == 1
    head = common_beginning(one, other)
    end = int(metrics().Postfix.similarity(one, other))
    return min(head, end) >= _HEAD and head + end >= shorter


def has_other_part(one: str, other: str) -> bool:
    """Tell whether two words differ in one place only, by more letters than noise changes there.

    Of 1,300 words that scanners and typists had spoilt none had three letters more or less in one
    place, or three others.

    >>> has_other_part("kapatacak", "kapatmayacak"), has_other_part("negative", "positive")
    (True, True)
    >>> has_other_part("million", "rnillion"), has_other_part("diversity", "diycrsity")
    (False, False)
    """
    if abs(len(one) - len(other)) < _REPLACED and metrics().Indel.distance(one, other) < _REPLACED:
        return False  # nearly always
    if not (one.isalpha() and other.isalpha()):
        return False
    one, other = _shape(one), _shape(other)
    head = common_beginning(one, other)
    one, other = one[head:], other[head:]
    end = int(metrics().Postfix.similarity(one, other))
    parts = one[: len(one) - end], other[: len(other) - end]
    less, more = sorted(map(len, parts))
    same = set(parts[0]) & set(parts[1])  # then two places are spoilt
    return head + end >= _COMMON_LETTERS and less != 1 and more >= _REPLACED and not same


def _has_lost_head(
    reading: Reading, one: str, other: str, source: int | None, copied: int | None
) -> bool:
    """Tell whether a paragraph begins inside a word: "...nesday", or "he" for "The".

    In a list, whose items all begin in lower case, it is another word: "legal", "illegal".
    """
    if source is None or copied is None or not (one.endswith(other) or other.endswith(one)):
        return False
    cut, whole = (copied, source) if len(other) < len(one) else (source, copied)
    return reading.begins_amid(cut) and not reading.begins_amid(whole)


@lru_cache(maxsize=1 << 12)
def _lacks_accents(one: str, other: str) -> bool:
    """Tell whether only accents tell two words apart, and no umlaut, which makes other forms."""
    return without_accents(one) == without_accents(other) and _UMLAUTS.isdisjoint(one + other)


def without_accents(words: str) -> str:
    """Return folded characters without accents: "życie" is "zycie"."""
    letters = unicodedata.normalize("NFD", words.translate(_PLAIN_LETTERS))
    return "".join(each for each in letters if not unicodedata.combining(each))


def _shape(word: str) -> str:
    """Return what a word looks like to a scanner, which reads letters and digits as others."""
    for letters, letter in _LOOK_ALIKE_PAIRS:
        word = word.replace(letters, letter)
    return word.translate(LOOK_ALIKE)


@cache
def metrics() -> ModuleType:
    """Import rapidfuzz when the first text asks for it: most texts never do."""
    from rapidfuzz import distance

    return distance
