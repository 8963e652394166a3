"""Where two stretches of tokens differ, and whether only character noise makes the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dedup.read.reading import Reading

__all__ = ["Difference", "differences_between", "spoilt_neighbour"]

# Two stretches of characters count as the same word spoilt by noise from this likeness on
# (Indel: 2 * common / both). Three-letter words with one wrong letter reach .67.
_NOISE_LIKENESS: Final = 0.6
_SHORT_WORD: Final = 3  # letters


@dataclass(frozen=True, slots=True)
class Difference:
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
    if source_start == source_end and copy_start == copy_end:
        return []
    differences: list[Difference] = []
    from rapidfuzz.distance import Indel

    keys = reading.tokens.keys
    source_keys = keys[source_start:source_end].tolist()
    copy_keys = keys[copy_start:copy_end].tolist()
    pending: tuple[int, int, int, int] | None = None
    for operation in Indel.opcodes(source_keys, copy_keys):
        if operation.tag == "equal":
            if pending:
                differences.append(_difference(reading, *pending))
            pending = None
            continue
        pending = (
            pending[0] if pending else source_start + operation.src_start,
            source_start + operation.src_end,
            pending[2] if pending else copy_start + operation.dest_start,
            copy_start + operation.dest_end,
        )
    if pending:
        differences.append(_difference(reading, *pending))
    return differences


def spoilt_neighbour(
    reading: Reading, source: int, copy: int, source_limit: int, copy_limit: int
) -> Difference | None:
    """Return the next word outwards when both sides have the same one, spoilt by noise.

    Noise may also have split a word in two, or joined two words.
    """
    sign = 1 if copy_limit >= copy else -1
    keys = reading.tokens.keys
    best: Difference | None = None
    for source_step, copy_step in ((1, 1), (2, 1), (1, 2)):
        if abs(source_limit - source) < source_step or abs(copy_limit - copy) < copy_step:
            continue
        source_low, source_high = sorted((source, source + sign * source_step))
        copy_low, copy_high = sorted((copy, copy + sign * copy_step))
        if set(keys[source_low:source_high].tolist()) & set(keys[copy_low:copy_high].tolist()):
            continue  # one word more is an edit, not a word in two
        found = _difference(reading, source_low, source_high, copy_low, copy_high)
        if found.likeness >= _NOISE_LIKENESS and (not best or found.likeness > best.likeness):
            best = found
    return best


def _difference(
    reading: Reading, source_start: int, source_end: int, copy_start: int, copy_end: int
) -> Difference:
    """Return the difference that two stretches of tokens make, with their likeness."""
    likeness = 0.0
    if source_start < source_end and copy_start < copy_end:
        from rapidfuzz.distance import Indel, Levenshtein

        one = reading.wording(source_start, source_end)
        other = reading.wording(copy_start, copy_end)
        likeness = Indel.normalized_similarity(one, other)
        # Indel is blind to short words: one wrong letter of two or three is all it may take.
        short = max(len(one), len(other)) <= _SHORT_WORD
        if likeness < _NOISE_LIKENESS and not (short and Levenshtein.distance(one, other) == 1):
            likeness = 0.0
        if one.startswith(other) and copy_end - copy_start == 1 and reading.breaks_off(copy_start):
            likeness = 1.0  # "Wedne..." is no other word than "Wednesday"
    return Difference(source_start, source_end, copy_start, copy_end, likeness)
