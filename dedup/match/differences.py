"""Where two stretches of tokens differ, and whether only character noise makes the difference."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from dedup.match.likeness import NOISE_LIKENESS, likeness_of, metrics
from dedup.read.reading import Reading

__all__ = [
    "Difference",
    "differences_between",
    "spoilt_neighbour",
    "without_noise",
]

# So many words in a row may all be spoilt; more without one in common are other words. Noise that
# spoils one word in three spoils seven in a row once in two thousand words; judgement.
_LONGEST_NOISE: Final = 6
_SHORT_WORD: Final = 3  # letters


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
        return _word_by_word(found, reading)
    paired = metrics().Indel.editops(one, other)
    differences: list[Difference] = []
    source, copy = source_start, copy_start
    for from_source, from_copy, length in paired.as_matching_blocks():
        source_at, copy_at = source_start + from_source, copy_start + from_copy
        if source < source_at or copy < copy_at:
            found = _difference(reading, source, source_at, copy, copy_at)
            differences += _word_by_word(found, reading)
        source, copy = source_at + length, copy_at + length
    return differences


def without_noise(differences: Iterable[Difference]) -> list[Difference]:
    """Return differences of clean text, in which no changed letter makes words alike."""
    return [
        each if each.likeness in (0.0, 1.0) else each._replace(likeness=0.0) for each in differences
    ]


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
    likeness, steps = likeness_of(reading, one, other, near, copied), (1, 1)
    # One word more is an edit, not a word in two.
    if len(source_words) > 1 and source_words[1] != other:
        joined = "".join(source_words[::sign])
        found = likeness_of(reading, joined, other, None, copied)
        if joined == other or found > likeness:
            likeness, steps = found, (2, 1)
    if len(copy_words) > 1 and copy_words[1] != one:
        joined = "".join(copy_words[::sign])
        found = likeness_of(reading, one, joined, near, None)
        if joined == one or found > likeness:
            likeness, steps = found, (1, 2)
    if likeness < NOISE_LIKENESS:
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


def _difference(
    reading: Reading, source_start: int, source_end: int, copy_start: int, copy_end: int
) -> Difference:
    """Return the difference that two stretches of tokens make, with their likeness."""
    likeness = 0.0
    longest = max(source_end - source_start, copy_end - copy_start)
    if source_start < source_end and copy_start < copy_end and longest <= _LONGEST_NOISE:
        likeness = likeness_of(
            reading,
            reading.wording(source_start, source_end),
            reading.wording(copy_start, copy_end),
            source_start if source_end - source_start == 1 else None,
            copy_start if copy_end - copy_start == 1 else None,
        )
    return Difference(source_start, source_end, copy_start, copy_end, likeness)


def _word_by_word(found: Difference, reading: Reading) -> list[Difference]:
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
