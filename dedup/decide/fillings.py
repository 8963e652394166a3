"""Is a sentence a form, filled in with another word each time?

An editor puts one word for another. Where the text has a third one in the same place of the same
sentence, as lists and notices have, the word is what each of the sentences is about.
"""

from __future__ import annotations

from typing import Final

from dedup.decide.copies import Copy, Unit
from dedup.read.reading import Reading

__all__ = ["is_filled_in"]

# Tokens around a word that must be the same in three places, and how many of them are looked for
# on the left of it where there is room. Judgement, not measured.
_AROUND: Final = 6
_BEFORE: Final = 3
_FILLINGS: Final = 3  # words that stand in the same place


def is_filled_in(copy: Copy, unit: Unit, reading: Reading) -> bool:
    """Tell whether in the place of a word of a unit stand another and, elsewhere, a third."""
    keys = reading.keys
    for each in copy.differences_in(unit, reading):
        source, copied = each.source_start, each.copy_start
        if each.source_end - source != 1 or each.copy_end - copied != 1 or each.likeness:
            continue
        right = min(_AROUND - _BEFORE, max(unit.end - copied - 1, 0))
        left = min(_AROUND - right, max(copied - unit.start, 0))
        right = min(_AROUND - left, max(unit.end - copied - 1, 0))
        if left + right < _AROUND or source < left:
            continue
        before, after = keys[copied - left : copied], keys[copied + 1 : copied + 1 + right]
        around = (*range(copied - left, copied), *range(copied + 1, copied + 1 + right))
        if not all(reading.recurs(token, _FILLINGS) for token in around):  # nearly always
            continue
        longer = (copied - left, copied) if left > right else (copied + 1, copied + 1 + right)
        for place in (reading.places_of(*longer) + copied - longer[0]).tolist():
            if (
                place >= left
                and place + right < len(keys)
                and keys[place] not in (keys[source], keys[copied])
                and keys[place - left : place] == before
                and keys[place + 1 : place + 1 + right] == after
            ):
                return True
    return False
