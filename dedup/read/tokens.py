"""Text to words: parallel arrays of where each token stands and what it is compared by.

A token is a word, a number with its inner points (`3.14`, `10:30`), one letter of a script that
puts no spaces between words, or one symbol (`$`, `%`, the minus sign of `-3`). Tokens are found
and hashed by whole-array operations; no Python object is made for a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.read.folding import (
    APOSTROPHE,
    CLASS_SHIFT,
    DIGIT,
    LETTER,
    POINT,
    SEPARATOR,
    SIGN,
    SYMBOL,
    UNSPACED,
    fold,
)

__all__ = ["HALF_WORDS_PER_WORD", "Tokens", "read_tokens"]

HALF_WORDS_PER_WORD: Final = 2  # a letter of a script without spaces counts for half a word

_CLASSES: Final = 16
_WORD, _SINGLE = 1, 2
# Window for hashing: its 64-bit intermediates (256 KB each) stay in the second-level cache.
_WINDOW: Final = 1 << 15
_MULTIPLIER: Final = np.uint64(0xD6E8FEB86659FD93)  # odd, so that it has an inverse mod 2**64
_FINISHER: Final = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Hold the tokens of one text as parallel arrays.

    Attributes:
        starts: shape (n,), where each token starts in the text, in code points.
        ends: shape (n,), where it ends; marks and invisible characters inside it included.
        keys: shape (n,), equal for equal folded words (64-bit hashes).
        half_words: shape (n,), 2 for a word, 1 for a letter of a script without spaces,
            0 for a symbol.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    keys: NDArray[np.uint64]
    half_words: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.starts)


def _joining() -> NDArray[np.uint8]:
    """Say, by (class, class before, class after), what a point, sign or apostrophe becomes."""
    table = np.zeros((_CLASSES, _CLASSES, _CLASSES), dtype=np.uint8)
    for before in (DIGIT, SEPARATOR, SYMBOL, SIGN):
        table[POINT, before, DIGIT] = _WORD
    table[APOSTROPHE, LETTER, LETTER] = table[APOSTROPHE, DIGIT, DIGIT] = _WORD
    table[APOSTROPHE, DIGIT, LETTER] = table[APOSTROPHE, LETTER, DIGIT] = _WORD
    for before in (SEPARATOR, SYMBOL, UNSPACED, POINT, APOSTROPHE):
        table[SIGN, before, DIGIT] = _SINGLE
    return table.reshape(-1)


_JOINING: Final = _joining()
_ROLES: Final = np.zeros(_CLASSES, dtype=np.uint8)
_ROLES[[LETTER, DIGIT]] = _WORD
_ROLES[[UNSPACED, SYMBOL]] = _SINGLE


def _powers(base: int) -> NDArray[np.uint64]:
    steps = np.full(_WINDOW, base, dtype=np.uint64)
    steps[0] = 1
    return np.multiply.accumulate(steps)


_POWERS: Final = _powers(int(_MULTIPLIER))
_INVERSE_POWERS: Final = _powers(pow(int(_MULTIPLIER), -1, 1 << 64))


def read_tokens(text: str) -> Tokens:
    """Find the tokens of a text and hash them.

    Two tokens have the same key when their folded characters are the same; different words
    share a key with probability about 2**-64. Linear in time; about 25 bytes a character of
    working memory.

    >>> tokens = read_tokens("It cost $3.50, DON’T ask. 你好")
    >>> ["It cost $3.50, DON’T ask. 你好"[a:b] for a, b in zip(tokens.starts, tokens.ends)]
    ['It', 'cost', '$', '3.50', 'DON’T', 'ask', '你', '好']
    >>> tokens.half_words.tolist()
    [2, 2, 0, 2, 2, 2, 1, 1]
    """
    entries, origins = fold(text)
    classes = (entries >> CLASS_SHIFT).astype(np.uint8)
    starts, ends, half_words = _find_tokens(classes)
    keys = _hash_tokens(entries, starts, ends)
    if origins is not None:
        starts, ends = origins[starts], origins[ends]
    return Tokens(starts, ends, keys, half_words)


def _find_tokens(
    classes: NDArray[np.uint8],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
    """Return where the tokens start and end among the folded characters, and their weight."""
    if not len(classes):
        nowhere = np.zeros(0, dtype=np.int64)
        return nowhere, nowhere, np.zeros(0, dtype=np.uint8)
    roles = _ROLES.take(classes)
    joiners = np.flatnonzero(classes >= SIGN)
    before = classes.take(joiners - 1, mode="clip").astype(np.int16)
    before[joiners == 0] = SEPARATOR  # nothing stands before the first character
    after = classes.take(joiners + 1, mode="clip")
    index = (classes.take(joiners).astype(np.int16) * _CLASSES + before) * _CLASSES + after
    joined = _JOINING.take(index)
    # ".5" and "$5" are numbers too, so a minus sign before them is one.
    ahead = (after == POINT) | (after == SYMBOL)
    signs = joiners[(classes.take(joiners) == SIGN) & ahead]
    if len(signs):
        numbers = classes.take(signs + 2, mode="clip") == DIGIT
        opens = (signs == 0) | (roles.take(signs - 1, mode="clip") != _WORD)
        roles[signs[numbers & opens]] = _SINGLE
    roles[joiners[joined > 0]] = joined[joined > 0]
    # A token ends before every change of role, and after every single character.
    borders = roles[1:] != roles[:-1]
    borders |= roles[1:] == _SINGLE
    edges = np.concatenate(([0], np.flatnonzero(borders) + 1, [len(roles)]))
    role_of = roles.take(edges[:-1])
    real = np.flatnonzero(role_of)
    starts = edges.take(real)
    half_words = _HALF_WORDS.take(classes.take(starts))
    return starts, edges.take(real + 1), half_words


_HALF_WORDS: Final = np.full(_CLASSES, 2, dtype=np.uint8)
_HALF_WORDS[UNSPACED] = 1
_HALF_WORDS[[SYMBOL, SIGN]] = 0


def _hash_tokens(
    entries: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Hash each token by a polynomial over its characters, read off a running sum.

    The sum of `entry * power**position` up to a token's end, less that up to its start, times
    the inverse power of the start, depends on the token alone.
    """
    keys = np.empty(len(starts), dtype=np.uint64)
    first = 0
    while first < len(starts):
        base = int(starts[first])
        last = int(np.searchsorted(ends, base + _WINDOW, side="right"))
        if last <= first:  # one token longer than a window
            keys[first] = _hash_long(entries, base, int(ends[first]))
            first += 1
            continue
        window = entries[base : int(ends[last - 1])]
        running = np.empty(len(window) + 1, dtype=np.uint64)
        running[0] = 0
        np.multiply(window, _POWERS[: len(window)], out=running[1:])
        np.cumsum(running, out=running)
        begins = starts[first:last] - base
        sums = running.take(ends[first:last] - base) - running.take(begins)
        keys[first:last] = sums * _INVERSE_POWERS.take(begins)
        first = last
    keys ^= keys >> np.uint64(32)
    keys *= _FINISHER
    keys ^= keys >> np.uint64(29)
    return keys


def _hash_long(entries: NDArray[np.uint32], start: int, end: int) -> int:
    digest = blake2b(entries[start:end].tobytes(), digest_size=8).digest()
    return int.from_bytes(digest, "little")
