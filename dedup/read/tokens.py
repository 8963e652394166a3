"""Text to words: parallel arrays of where each token stands and what it is compared by.

A token is a word, a number with its inner points (`3.14`, `10:30`), one letter of a script that
puts no spaces between words, or one symbol (`$`, `%`, the minus sign of `-3`). Tokens are found
and hashed by whole-array operations; no Python object is made for a word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dedup.read.characters import (
    APOSTROPHE,
    DIGIT,
    LETTER,
    POINT,
    SEPARATOR,
    SIGN,
    SYMBOL,
    UNSPACED,
)
from dedup.read.folding import MARGIN, Folded, fold, in_fours
from dedup.read.legible import legible

__all__ = ["HALF_WORDS_PER_WORD", "Tokens", "read_tokens", "tokens_of"]

HALF_WORDS_PER_WORD: Final = 2  # a letter of a script without spaces counts for half a word

_SINGLE, _WORD, _ELISION = 1, 2, 3  # an elision is a part of a word, too
# Bytes of a word that are hashed by whole-array operations, eight at a time; what is longer, which
# hardly a word is, is hashed for itself. Judgement, not measured.
_LONG: Final = 64
_MANY_TOKENS: Final = 1 << 30  # the half-words before them have no room in four bytes
# An apostrophe and three letters of a word; it has two in an English "'ll" or "'re".
_IN_WORD: Final = np.ones(4, dtype=bool).view(np.uint32)
# Odd, so that no information is lost, and not the same.
_MULTIPLIER: Final = np.array(0xD6E8FEB86659FD93, dtype=np.uint64)
_PER_LETTER: Final = np.array(0x9E3779B97F4A7C15, dtype=np.uint64)
_HALF: Final = np.array(32, dtype=np.uint64)
_MASKS: Final = np.array([(1 << 8 * size) - 1 for size in range(9)], dtype=np.uint64)


@dataclass(slots=True, eq=False)
class Tokens:
    """Hold the tokens of one text as parallel arrays.

    Attributes:
        starts: shape (n,), where each token starts in the text, in code points.
        ends: shape (n,), where it ends; marks and invisible characters inside it included.
        keys: shape (n,), equal for equal folded words (64-bit hashes).
        half_words: shape (n,), 2 for a word, 4 where an elided one stands before an apostrophe,
            1 for a letter of a script without spaces, 0 for a symbol.
        one_to_one: whether each character is known to fold to one, whatever stands beside it.
        is_plain: whether the text is known to be read as it is written: nothing in it is spelt
            out, and it has no markup.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    keys: NDArray[np.uint64]
    half_words: NDArray[np.uint8]
    one_to_one: bool = False
    is_plain: bool = False
    _places: NDArray[np.signedinteger[Any]] | None = field(default=None, init=False)

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def places(self) -> NDArray[np.signedinteger[Any]]:
        """Shape (n + 1,), how many half-words stand before each token, and in all."""
        if self._places is None:
            count = len(self.half_words)
            small = count < _MANY_TOKENS  # where every letter is a word, each byte counts
            self._places = np.zeros(count + 1, dtype=np.int32 if small else np.int64)
            self._places[1:] = self.half_words
            np.add.accumulate(self._places, out=self._places)
        return self._places


def _joining() -> NDArray[np.uint8]:
    """Say, by four classes in a row, what the second, a point, sign or apostrophe, becomes.

    Shape (2**16,), by their number as `in_fours` returns it.
    """
    table = np.zeros((LETTER + 1,) * 4, dtype=np.uint8)
    outside = (SEPARATOR, SYMBOL, UNSPACED, POINT, APOSTROPHE)
    table[[DIGIT, SEPARATOR, SYMBOL, SIGN], POINT, DIGIT] = _WORD
    for before in (LETTER, DIGIT):
        table[before, APOSTROPHE, [LETTER, DIGIT]] = _ELISION
    table[outside, SIGN, DIGIT] = _SINGLE
    for before in (*outside, SIGN):  # ".5" and "$5" are numbers too, so a minus sign before is one
        table[before, SIGN, [POINT, SYMBOL], DIGIT] = _SINGLE
    joining = np.zeros(1 << 16, dtype=np.uint8)
    joining[in_fours(np.indices(table.shape, dtype=np.uint8).reshape(4, -1).T)] = table.reshape(-1)
    return joining


_JOINING: Final = _joining()
_HALF_WORDS: Final = np.full(LETTER + 1, HALF_WORDS_PER_WORD, dtype=np.uint8)
_HALF_WORDS[UNSPACED] = 1
_HALF_WORDS[[SYMBOL, SIGN]] = 0


def read_tokens(text: str) -> Tokens:
    """Find the tokens of a text and hash them.

    Two tokens have the same key when their folded characters are the same; different words
    share a key with probability about 2**-64. Keys of different texts are not to be compared.
    Linear in time; about 25 bytes a character of working memory.

    >>> tokens = read_tokens("It cost $3.50, DON’T ask. 你好")
    >>> ["It cost $3.50, DON’T ask. 你好"[a:b] for a, b in zip(tokens.starts, tokens.ends)]
    ['It', 'cost', '$', '3.50', 'DON’T', 'ask', '你', '好']
    >>> tokens.half_words.tolist()
    [2, 2, 0, 2, 2, 2, 1, 1]
    """
    read = legible(text)
    folded = fold(read)
    tokens = tokens_of(folded)
    tokens.is_plain = read is text
    if folded.origins is not None:
        tokens.starts = folded.origins.take(tokens.starts)
        tokens.ends = folded.origins.take(tokens.ends)
    return tokens


def tokens_of(folded: Folded) -> Tokens:
    """Return the tokens of folded characters, with their places among those."""
    starts, ends, half_words = _find_tokens(folded)
    keys = _hash_tokens(folded.codes, starts, ends)
    return Tokens(starts, ends, keys, half_words, folded.origins is None)


def _find_tokens(
    folded: Folded,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
    """Return where the tokens start and end among the folded characters, and their weight."""
    codes, firsts = folded.codes, folded.firsts
    in_word = codes >= firsts[DIGIT]
    no_joiner = codes >= firsts[SYMBOL]
    joining = (codes[1:-2] >= firsts[SIGN]) ^ no_joiner[1:-2]
    joining &= codes[2:-1] >= firsts[POINT]
    single = no_joiner ^ in_word
    joiners = joining.nonzero()[0]
    elided = joiners[:0]
    if len(joiners):
        roles = _JOINING.take(folded.fours(joiners))
        in_word[1:][joiners] = roles >= _WORD
        if _SINGLE in roles.tobytes():  # the quickest search of some bytes
            single[1:][joiners] = roles == _SINGLE
        if _ELISION in roles.tobytes():
            elided = _elisions(joiners[roles == _ELISION], in_word)
    if True not in single.tobytes():  # a word begins at every other change
        edges = (in_word[1:] != in_word[:-1]).nonzero()[0]
        starts, ends = edges[::2].copy(), edges[1::2].copy()
        half_words = np.empty(len(starts), dtype=np.uint8)
        half_words.fill(HALF_WORDS_PER_WORD)  # `np.full` takes twice the time
    else:
        begins = in_word[1:] > in_word[:-1]
        begins |= single[1:]
        stops = in_word[1:] < in_word[:-1]
        stops |= single[:-1]
        starts, ends = begins.nonzero()[0], stops.nonzero()[0]
        half_words = _HALF_WORDS.take(folded.classes(codes[1:].take(starts)))
    if len(elided):  # hardly ever in some languages
        half_words[ends.searchsorted(elided, side="right")] += HALF_WORDS_PER_WORD
    return starts, ends, half_words


def _elisions(apostrophes: NDArray[np.int64], in_word: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the apostrophes behind words: "l'actu" is two words, "don't" and "Ada's" are one."""
    # Four in a row are read as one number. What stands first in a text is the second one here.
    fours = np.ndarray(len(in_word) - _IN_WORD.itemsize, np.uint32, in_word, 1, strides=(1,))
    return apostrophes.compress(fours[apostrophes] == _IN_WORD)


def _hash_tokens(
    codes: NDArray[Any], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Hash each token by its first and last eight bytes and its length; by what is between, too."""
    size = codes.itemsize
    at_once = 8 // size
    eights = np.ndarray(len(codes) - MARGIN, np.uint64, codes, offset=size, strides=(size,))
    lengths = ends - starts
    masks = _MASKS[::size].take(lengths, mode="clip")
    keys: NDArray[np.uint64] = eights[np.maximum(ends - at_once, starts)]
    keys &= masks
    _mix(keys)
    masks &= eights[starts]
    keys += masks
    keys += lengths.view(np.uint64) * _PER_LETTER  # "ababab" would else be "abab"
    done = at_once
    longer = (lengths > 2 * at_once).nonzero()[0]
    while len(longer) and done * size < _LONG:
        parts = keys.take(longer)
        _mix(parts)
        parts += eights[starts.take(longer) + done]
        keys[longer] = parts
        done += at_once
        longer = longer[lengths.take(longer) > done + at_once]
    for place in longer.tolist():
        keys[place] ^= _hash_long(codes[1 + starts[place] + done : 1 + ends[place]])
    return keys


def _mix(keys: NDArray[np.uint64]) -> None:
    """Let every byte of each key change those at its upper end; different keys stay different."""
    keys ^= keys >> _HALF
    keys *= _MULTIPLIER


def _hash_long(codes: NDArray[Any]) -> np.uint64:
    """Hash what a word has after its first bytes: each eight of them weighed by their place."""
    eights = np.frombuffer(codes.tobytes() + bytes(-codes.nbytes % 8), dtype=np.uint64)
    weights = np.full(len(eights), _MULTIPLIER)
    np.multiply.accumulate(weights, out=weights)
    weights *= eights ^ eights >> _HALF
    return np.uint64(weights.sum())
