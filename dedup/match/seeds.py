"""Repeated shingles, each linked to the nearest earlier one."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["NOWHERE", "find_seeds", "shingle_keys", "shingle_lengths"]

# Words in a shingle. One word in ten edited leaves runs of nine words on average, one wrong
# character in thirty leaves runs of six: three words find both. Measured on labelled news.
_SHINGLE: Final = 3
NOWHERE: Final = -1
# Sorted keys compared at one go: what is made meanwhile stays small.
_WINDOW: Final = 1 << 15
# Odd random constants: a shingle's key is a sum in which every place has its own weight.
_PLACE_WEIGHTS: Final = tuple(
    np.uint64(weight)
    for weight in (
        0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9,
        0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB,
    )
)  # fmt: skip


def find_seeds(keys: NDArray[np.uint64], half_words: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Link every shingle of three words to the nearest earlier one with the same tokens.

    Linking to the nearest only keeps the output no longer than the input, however often a line
    is printed. Where letters of a script without spaces stand, two of them count for one word,
    and the shingle is six tokens long. Costs one sort of n integers.

    Args:
        keys: shape (n,), one comparison key a token, in text order.
        half_words: shape (n,), 1 for a letter of a script without spaces.

    Returns:
        Shape (n,), where the shingle that begins at each token stood last before, or NOWHERE.

    >>> import numpy as np
    >>> keys = np.array([7, 8, 9, 1, 7, 8, 9], dtype=np.uint64)
    >>> find_seeds(keys, np.full(7, 2, dtype=np.uint8))
    array([-1, -1, -1, -1,  0, -1, -1])
    """
    if len(keys) <= _SHINGLE:
        return np.full(len(keys), NOWHERE)
    return _nearest_earlier(shingle_keys(keys, half_words))


def shingle_keys(keys: NDArray[np.uint64], half_words: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return a key for the shingle that begins at each token.

    Args:
        keys: shape (n,), one comparison key a token, in text order.
        half_words: shape (n,), 1 for a letter of a script without spaces.
    """
    shingles = _sums(keys, _SHINGLE)
    unspaced = half_words == 1
    if unspaced.any():
        np.copyto(shingles, _sums(keys, 2 * _SHINGLE), where=unspaced)
    return shingles


def shingle_lengths(half_words: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return how many tokens the shingles hold that begin at tokens of some weights."""
    return np.where(half_words == 1, 2 * _SHINGLE, _SHINGLE)


def _sums(keys: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    """Return a key for the tokens from each position on; at the end of the text for fewer."""
    sums = keys * _PLACE_WEIGHTS[0]
    for place in range(1, min(length, len(keys))):
        sums[:-place] += keys[place:] * _PLACE_WEIGHTS[place]
    return sums


def _nearest_earlier(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    count = len(keys)
    # The position replaces the low bits of its key, so that one plain sort of integers brings
    # equal keys together in text order; equality is then checked on the whole keys.
    position_bits = (count - 1).bit_length()
    mask = np.uint64((1 << position_bits) - 1)
    packed = keys & ~mask
    packed |= np.arange(count, dtype=np.uint64)
    packed.sort()
    nearest = np.full(count, NOWHERE)
    for first in range(0, count, _WINDOW):
        window = packed[first : first + _WINDOW + 1]
        equal = ((window[1:] ^ window[:-1]) <= mask).nonzero()[0]
        places = (window & mask).view(np.int64)
        earlier, later = places.take(equal), places.take(equal + 1)
        same = keys.take(earlier) == keys.take(later)
        if not same.all():
            earlier, later = earlier[same], later[same]
        nearest[later] = earlier
    return nearest
