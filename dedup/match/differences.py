"""Where two stretches of tokens differ, and whether only character noise makes the difference."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from types import ModuleType
from typing import Final, NamedTuple

from dedup.read.reading import Reading

__all__ = [
    "LOOK_ALIKE",
    "Difference",
    "differences_between",
    "is_other_word",
    "spoilt_neighbour",
    "without_noise",
]

# Two stretches of characters count as the same word spoilt by noise from this likeness on
# (Indel: 2 * common / both). Three-letter words with one wrong letter reach .67.
_NOISE_LIKENESS: Final = 0.6
_SHARE_OF_LONGER: Final = _NOISE_LIKENESS / (2 - _NOISE_LIKENESS)  # that a word alike has at least
_SHORT_WORD: Final = 3  # letters
# So many words in a row may all be spoilt; more without one in common are other words. Noise that
# spoils one word in three spoils seven in a row once in two thousand words; judgement.
_LONGEST_NOISE: Final = 6
# Words of one stem: so many letters at the end in common, and such a share of the longer word.
# More than an ending (-ation, -ently) makes; judgement, not measured.
_STEM: Final = 4
_STEM_SHARE: Final = 0.6
# So many letters more, before an ending of so many, make another word; judgement, not measured.
_INSERTED: Final = 3
_ENDING: Final = 2
# Letters that scanners and typists put for digits, and so for one another: "l" for "I".
_SAME_SHAPE: Final = 0.4  # words that look the same have at least so much in common; judgement
_LOOK_ALIKE_PAIRS: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
LOOK_ALIKE: Final = str.maketrans("oоοqdilszзbg", "000001152389")


class Difference(NamedTuple):
    """Name a place where the two sides of a match differ.

    Attributes:
        source_start, source_end, copy_start, copy_end: token positions; one side may be empty.
        likeness: in [0, 1], how alike the characters are; 0.0 unless it looks like noise.
    """

    source_start: int
    source_end: int
    copy_start: int
    copy_end: int
    likeness: float


def differences_between(
    reading: Reading, source_start: int, source_end: int, copy_start: int, copy_end: int
) -> list[Difference]:
    """Return where two stretches of tokens differ; between them they are equal.

    As many tokens as possible are paired. Stretches are short: a gap between runs, or a few
    tokens beyond an end.
    """
    if source_start == source_end or copy_start == copy_end:
        nothing = source_start - source_end == copy_start - copy_end
        return [] if nothing else [Difference(source_start, source_end, copy_start, copy_end, 0.0)]
    keys = reading.keys
    if source_end - source_start == copy_end - copy_start == 1:  # most gaps are a word for another
        if keys[source_start] == keys[copy_start]:
            return []
        return [_difference(reading, source_start, source_end, copy_start, copy_end)]
    one, other = keys[source_start:source_end].tolist(), keys[copy_start:copy_end].tolist()
    if set(one).isdisjoint(other):  # nothing to pair up
        found = _difference(reading, source_start, source_end, copy_start, copy_end)
        return _told_apart(found, reading)
    paired = _metrics().Indel.editops(one, other)
    differences: list[Difference] = []
    source, copy = source_start, copy_start
    for from_source, from_copy, length in paired.as_matching_blocks():
        source_at, copy_at = source_start + from_source, copy_start + from_copy
        if source < source_at or copy < copy_at:
            found = _difference(reading, source, source_at, copy, copy_at)
            differences += _told_apart(found, reading)
        source, copy = source_at + length, copy_at + length
    return differences


def without_noise(differences: Iterable[Difference]) -> list[Difference]:
    """Return differences of clean text, in which no changed letter makes words alike."""
    return [
        each if each.likeness in (0.0, 1.0) else each._replace(likeness=0.0) for each in differences
    ]


def is_other_word(one: str, other: str) -> bool:
    """Tell whether two words that look alike say different things.

    One letter is changed, added, gone or exchanged with the next; at the end it inflects the same
    word, unless it is the whole word. Or only what stands before a common stem is another, or a
    few letters more stand before what the words have in common at the end, as negations do.

    >>> is_other_word("white", "while"), is_other_word("boat", "boats"), is_other_word("s", "u")
    (True, False, True)
    >>> is_other_word("regular", "irregular"), is_other_word("senior", "junior")
    (True, True)
    >>> is_other_word("bus", "nebus"), is_other_word("kapatacak", "kapatmayacak")
    (True, True)
    """
    if one == other:
        return False
    longer = max(len(one), len(other))
    ending = _metrics().Postfix.similarity(one, other)
    if longer == 1 or ending >= max(_STEM, _STEM_SHARE * longer):
        return True
    shorter = min(len(one), len(other))
    inserted = _SHORT_WORD <= shorter < longer <= shorter + _INSERTED and ending >= _ENDING
    if inserted and ending + _metrics().Prefix.similarity(one, other) >= shorter:
        return True
    stem = shorter - (len(one) == len(other))
    return one[:stem] != other[:stem] and bool(_metrics().OSA.distance(one, other) == 1)


def spoilt_neighbour(
    reading: Reading, source: int, copy: int, source_limit: int, copy_limit: int
) -> Difference | None:
    """Return the next word outwards when both sides have the same one, spoilt by noise.

    Noise may also have split a word in two, or joined two words.
    """
    sign = 1 if copy_limit >= copy else -1
    source_words = _next_words(reading, source, sign, abs(source_limit - source))
    copy_words = _next_words(reading, copy, sign, abs(copy_limit - copy))
    if not source_words or not copy_words or source_words[0] == copy_words[0]:
        return None
    one, other = source_words[0], copy_words[0]
    near, copied = min(source, source + sign), min(copy, copy + sign)
    likeness, steps = _likeness(reading, one, other, near, copied), (1, 1)
    # One word more is an edit, not a word in two.
    if len(source_words) > 1 and source_words[1] != other:
        found = _likeness(reading, "".join(source_words[::sign]), other, None, copied)
        if found > likeness:
            likeness, steps = found, (2, 1)
    if len(copy_words) > 1 and copy_words[1] != one:
        found = _likeness(reading, one, "".join(copy_words[::sign]), near, None)
        if found > likeness:
            likeness, steps = found, (1, 2)
    if likeness < _NOISE_LIKENESS:
        return None
    source_step, copy_step = steps
    source_low, source_high = sorted((source, source + sign * source_step))
    copy_low, copy_high = sorted((copy, copy + sign * copy_step))
    return Difference(source_low, source_high, copy_low, copy_high, likeness)


def _next_words(reading: Reading, token: int, sign: int, room: int) -> list[str]:
    """Return up to two folded words outwards from a border between tokens."""
    if sign > 0:
        return reading.folded(token, token + min(room, 2))
    return reading.folded(token - min(room, 2), token)[::-1]


@lru_cache(maxsize=1 << 12)
def _shape(word: str) -> str:
    """Return what a word looks like to a scanner, which reads letters and digits as others."""
    for letters, letter in _LOOK_ALIKE_PAIRS:
        word = word.replace(letters, letter)
    return word.translate(LOOK_ALIKE)


@cache
def _metrics() -> ModuleType:
    """Import rapidfuzz when the first text asks for it: most texts never do."""
    from rapidfuzz import distance

    return distance


def _difference(
    reading: Reading, source_start: int, source_end: int, copy_start: int, copy_end: int
) -> Difference:
    """Return the difference that two stretches of tokens make, with their likeness."""
    likeness = 0.0
    longest = max(source_end - source_start, copy_end - copy_start)
    if source_start < source_end and copy_start < copy_end and longest <= _LONGEST_NOISE:
        likeness = _likeness(
            reading,
            reading.wording(source_start, source_end),
            reading.wording(copy_start, copy_end),
            source_start if source_end - source_start == 1 else None,
            copy_start if copy_end - copy_start == 1 else None,
        )
    return Difference(source_start, source_end, copy_start, copy_end, likeness)


def _told_apart(found: Difference, reading: Reading) -> list[Difference]:
    """Return a difference word by word if another word stands in it beside spoilt ones."""
    size = found.source_end - found.source_start
    if size < 2 or found.likeness in (0.0, 1.0) or size != found.copy_end - found.copy_start:
        return [found]
    pairs = [
        _difference(reading, source, source + 1, copy, copy + 1)
        for source, copy in enumerate(range(found.copy_start, found.copy_end), found.source_start)
    ]
    replaced = any(
        not each.likeness and len(reading.word(each.source_start)) > _SHORT_WORD for each in pairs
    )
    return pairs if replaced else [found]


def _is_cut_head(
    reading: Reading, one: str, other: str, source: int | None, copied: int | None
) -> bool:
    """Tell whether a paragraph begins inside a word: "...nesday", or "he" for "The".

    In a list, whose items all begin in lower case, it is another word: "legal", "illegal".
    """
    if source is None or copied is None or not (one.endswith(other) or other.endswith(one)):
        return False
    cut, whole = (copied, source) if len(other) < len(one) else (source, copied)
    return reading.begins_amid(cut) and not reading.begins_amid(whole)


def _likeness(
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
    if (copied is not None and one.startswith(other) and reading.breaks_off(copied)) or (
        source is not None and other.startswith(one) and reading.breaks_off(source)
    ):
        return 1.0  # "Wedne..." is no other word than "Wednesday"
    if one == other:
        return 1.0
    shorter, longer = len(one), len(other)
    if shorter > longer:
        shorter, longer = longer, shorter
    if longer > _SHORT_WORD and shorter < _SHARE_OF_LONGER * longer:
        if one[-1:] != other[-1:]:
            return 0.0  # too little can be common
        return float(_is_cut_head(reading, one, other, source, copied))
    if "'" in one + other and one.replace("'", "") == other.replace("'", ""):
        return 1.0
    likeness = float(_metrics().Indel.normalized_similarity(one, other))
    if likeness >= _NOISE_LIKENESS:
        cut = shorter < longer and _is_cut_head(reading, one, other, source, copied)
        return 1.0 if cut else likeness
    alike = likeness >= _SAME_SHAPE or longer <= _SHORT_WORD
    if alike and _shape(one) == _shape(other):
        return _NOISE_LIKENESS  # "vvie" is "wie", and "l" is "I"
    # Indel is blind to short words: one wrong letter of two or three is all it may take.
    spoilt = longer <= _SHORT_WORD and _metrics().Levenshtein.distance(one, other) == 1
    return likeness if spoilt else 0.0
