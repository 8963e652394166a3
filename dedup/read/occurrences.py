"""Where the words of a text stand: of one word, of several in a row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Occurrences"]

_PLACES: Final = 32  # of a word, on either side, that are looked at; keeps the work linear


class Occurrences:
    """Find words again by their keys; costs one sort of them.

    Args:
        keys: shape (n,), one comparison key a token, in text order.
    """

    def __init__(self, keys: NDArray[np.uint64]) -> None:
        # The place in the low bits of its key: one plain sort is much faster than a stable one of
        # places. Where keys differ in those bits only, which hardly ever two do, it is none.
        mask = np.uint64((1 << len(keys).bit_length()) - 1)
        packed = keys & ~mask
        packed |= np.arange(len(keys), dtype=np.uint64)
        packed.sort()
        order = (packed & mask).astype(np.int64)
        ordered = keys.take(order)
        if (ordered[1:] < ordered[:-1]).any():
            order = keys.argsort(kind="stable")
            ordered = keys.take(order)
        self._keys, self._ordered, self._order = keys, ordered, order
        self._views = keys.data, ordered.data, order.data  # quicker for one token

    def first_of(self, token: int) -> list[int]:
        """Return the first places of the word of a token, in text order."""
        keys, ordered, order = self._views
        first = bisect_left(ordered, keys[token])
        return order[
            first : min(bisect_right(ordered, keys[token], first), first + _PLACES)
        ].tolist()

    def are_many(self, token: int, number: int) -> bool:
        """Tell whether the word of a token stands in so many places at least."""
        keys, ordered, _ = self._views
        last = bisect_left(ordered, keys[token]) + number - 1
        return last < len(ordered) and ordered[last] == keys[token]

    def before(self, token: int, start: int) -> bool:
        """Tell whether the word of a token stands anywhere before the token `start`."""
        keys, ordered, order = self._views
        return order[bisect_left(ordered, keys[token])] < start

    def outside(self, token: int, start: int, end: int) -> bool:
        """Tell whether the word of a token stands anywhere outside the tokens `start` to `end`."""
        keys, ordered, order = self._views
        key = keys[token]
        first = bisect_left(ordered, key)
        if order[first] < start:
            return True
        if first + 1 == len(ordered) or ordered[first + 1] != key:  # it stands there alone
            return order[first] >= end
        return order[bisect_right(ordered, key, first) - 1] >= end

    def of_row(self, start: int, end: int) -> NDArray[np.int64]:
        """Return where the words from one token to another stand in the text, in a row, in order.

        Looks at the nearest places of the rarest of the words only.
        """
        wanted = self._keys[start:end]
        firsts = self._ordered.searchsorted(wanted)
        lasts = self._ordered.searchsorted(wanted, "right")
        rarest = int((lasts - firsts).argmin())
        places = self._order[firsts[rarest] : lasts[rarest]]
        if len(places) == 1:  # nearly always: the words themselves
            return places - rarest
        here = int(places.searchsorted(start + rarest))
        places = places[max(here - _PLACES, 0) : here + _PLACES] - rarest
        places = places[(places >= 0) & (places + len(wanted) <= len(self._keys))]
        for step in range(len(wanted)):
            if len(places) == 1:  # the words themselves
                break
            places = places[self._keys[places + step] == wanted[step]]
        return places
