"""Repeated shingles, each linked to the nearest earlier one."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["SHINGLE_LENGTHS", "find_seeds", "shingle_keys", "shingle_lengths"]

# Words in a shingle. One word in ten edited leaves runs of nine words on average, one wrong
# character in thirty leaves runs of six: three words find both. Measured on labelled news.
_SHINGLE: Final = 3
_MANY_TOKENS: Final = 1 << 31  # their positions have no room in four bytes
# Sorted keys compared at one go: what is made meanwhile stays small.
_WINDOW: Final = 1 << 15
# Tokens of a shingle, by the weight of its first one.
SHINGLE_LENGTHS: Final = (_SHINGLE, 2 * _SHINGLE, *[_SHINGLE] * 254)
_LENGTHS: Final = np.array(SHINGLE_LENGTHS)
_SIDE_BY_SIDE: Final = np.arange(2)
# Masks of so many low bits, and of all others; arrays are sooner used than plain numbers.
_LOW_BITS: Final = tuple(
    (np.array(low, dtype=np.uint64), np.array((1 << 64) - 1 - low, dtype=np.uint64))
    for low in ((1 << bits) - 1 for bits in range(64))
)
# Odd and random: a shingle's key is a polynomial of it, in which every place weighs differently.
_WEIGHT: Final = np.array(0x9E3779B97F4A7C15, dtype=np.uint64)


def find_seeds(keys: NDArray[np.uint64], half_words: NDArray[np.uint8]) -> NDArray[Any]:
    """Link every shingle of three words to the nearest earlier one with the same tokens.

    Linking to the nearest only keeps the output no longer than the input, however often a line
    is printed. Where letters of a script without spaces stand, two of them count for one word,
    and the shingle is six tokens long. Costs one sort of n integers.

    Args:
        keys: shape (n,), one comparison key a token, in text order.
        half_words: shape (n,), 1 for a letter of a script without spaces.

    Returns:
        Shape (m, 2), m < max(n, 1): where each shingle stood last before, and where it stands
        again, sorted by the latter; in four bytes each where that is enough.

    >>> import numpy as np
    >>> keys = np.array([7, 8, 9, 1, 7, 8, 9], dtype=np.uint64)
    >>> find_seeds(keys, np.full(7, 2, dtype=np.uint8)).tolist()
    [[0, 4]]
    """
    if len(keys) <= _SHINGLE:
        return np.zeros((0, 2), dtype=np.int64)
    found = _equal_neighbours(shingle_keys(keys, half_words))
    seeds = np.concatenate(found) if len(found) > 1 else found[0]
    return seeds.take(seeds[:, 1].argsort(kind="stable"), axis=0)


def shingle_keys(keys: NDArray[np.uint64], half_words: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return a key for the shingle that begins at each token.

    Args:
        keys: shape (n,), one comparison key a token, in text order.
        half_words: shape (n,), 1 for a letter of a script without spaces.
    """
    shingles = _polynomials(keys, _SHINGLE)
    if 1 in half_words.tobytes():  # the quickest search of a few hundred bytes
        np.copyto(shingles, _polynomials(keys, 2 * _SHINGLE), where=half_words == 1)
    return shingles


def shingle_lengths(half_words: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return how many tokens the shingles hold that begin at tokens of some weights."""
    return _LENGTHS.take(half_words)


def _polynomials(keys: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    """Return a key for so many tokens from each position on; at the end of the text for fewer."""
    sums = keys * _WEIGHT
    for place in range(1, min(length, len(keys))):
        sums[:-place] += keys[place:]
        sums *= _WEIGHT  # the last one, too: the upper bits alone are sorted
    return sums


def _equal_neighbours(keys: NDArray[np.uint64]) -> list[NDArray[Any]]:
    """Return the positions of every two equal keys with none like them between, in no order."""
    count = len(keys)
    # The position replaces the low bits of its key, so that one plain sort of integers brings
    # equal keys together in text order; equality is then checked on the whole keys.
    mask, others = _LOW_BITS[(count - 1).bit_length()]
    packed = keys & others
    packed |= np.arange(count, dtype=np.uint64)
    packed.sort()
    places = np.int32 if count < _MANY_TOKENS else np.int64
    found = []
    for first in range(0, count, _WINDOW):
        window = packed[first : first + _WINDOW + 1]
        equal = ((window[1:] ^ window[:-1]) <= mask).nonzero()[0]
        pairs: NDArray[Any] = (window.take(equal[:, None] + _SIDE_BY_SIDE) & mask).astype(places)
        whole = keys.take(pairs)
        same = whole[:, 0] == whole[:, 1]
        # A byte is sooner looked for than `all` is done; keys hardly ever differ in low bits only.
        found.append(pairs.compress(same, axis=0) if False in same.tobytes() else pairs)
    return found
