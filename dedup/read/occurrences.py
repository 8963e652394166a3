"""Where the words of a text stand: of one word, of several in a row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Occurrences"]

_PLACES: Final = 32  # of a word, on either side, that are looked at; keeps the work linear
_FIRST_WORDS: Final = 32  # of a row, of which the rarest is looked for
# Up to so many words are sooner gone through for a row than sorted. Judgement, not measured.
_FEW: Final = 1 << 12
_UPPER_BITS: Final = np.array(48, dtype=np.uint64)  # all but two bytes


class Occurrences:
    """Find words again by their keys; most of it costs one sort of them.

    Args:
        keys: shape (n,), one comparison key a token, in text order.
    """

    def __init__(self, keys: NDArray[np.uint64]) -> None:
        self._keys = keys

    @cached_property
    def _short_keys(self) -> bytes:
        """Two bytes of each key."""
        return (self._keys >> _UPPER_BITS).astype(np.uint16).tobytes()

    @cached_property
    def _views(self) -> tuple[memoryview, memoryview, memoryview]:
        """The keys, the same in order, and where each of those stands; quick for one token."""
        keys = self._keys
        # The place in the low bits of its key: one plain sort is much faster than a stable one of
        # places. Where keys differ in those bits only, which hardly ever two do, it is none.
        mask = np.uint64((1 << len(keys).bit_length()) - 1)
        packed = keys & ~mask
        packed |= np.arange(len(keys), dtype=np.uint64)
        packed.sort()
        order = (packed & mask).astype(np.int64)
        ordered = keys.take(order)
        if True in (ordered[1:] < ordered[:-1]).tobytes():  # a quicker `any`
            order = keys.argsort(kind="stable")
            ordered = keys.take(order)
        return keys.data, ordered.data, order.data

    def first_of(self, token: int) -> list[int]:
        """Return the first places of the word of a token, in text order."""
        keys, ordered, order = self._views
        first = bisect_left(ordered, keys[token])
        return order[
            first : min(bisect_right(ordered, keys[token], first), first + _PLACES)
        ].tolist()

    def may_recur(self, start: int, end: int, number: int) -> bool:
        """Tell whether some words in a row may stand in so many places; most do not.

        Never wrong where it says no, unless the row overlaps itself.
        """
        if len(self._keys) <= _FEW:
            return self._short_keys.count(self._short_keys[2 * start : 2 * end]) >= number
        return all(self._are_many(token, number) for token in range(start, end))

    def _are_many(self, token: int, number: int) -> bool:
        keys, ordered, _ = self._views
        last = bisect_left(ordered, keys[token]) + number - 1
        return last < len(ordered) and ordered[last] == keys[token]

    def stands_before(self, token: int, start: int) -> bool:
        """Tell whether the word of a token stands anywhere before the token `start`."""
        keys, ordered, order = self._views
        return order[bisect_left(ordered, keys[token])] < start

    def stands_outside(self, token: int, start: int, end: int) -> bool:
        """Tell whether the word of a token stands anywhere outside the tokens `start` to `end`."""
        keys, ordered, order = self._views
        key = keys[token]
        first = bisect_left(ordered, key)
        if order[first] < start:
            return True
        if first + 1 == len(ordered) or ordered[first + 1] != key:  # it stands there alone
            return order[first] >= end
        return order[bisect_right(ordered, key, first) - 1] >= end

    def places_of(self, start: int, end: int) -> list[int]:
        """Return where the words from one token to another stand in the text, in a row, in order.

        Looks at the nearest places of the rarest of the first words only.
        """
        keys, ordered, order = self._views
        found = []
        for token in range(start, min(end, start + _FIRST_WORDS)):
            first = bisect_left(ordered, keys[token])
            found.append((bisect_right(ordered, keys[token], first) - first, first, token))
        count, first, token = min(found)
        if count == 1:  # nearly always: the words themselves
            return [start]
        places = order[first : first + count]
        here = bisect_left(places, token)
        row, before = self._keys[start:end].tobytes(), token - start
        nearest = places[max(here - _PLACES, 0) : here + _PLACES].tolist()
        opens = [place - before for place in nearest if place >= before]
        return [at for at in opens if self._keys[at : at + end - start].tobytes() == row]
