"""The tokens of several texts, found together.

To read a short text costs the calls of numpy more than the work that they do. Several texts are
folded one by one, and their characters put in a row; all the rest is done once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

import numpy as np
from numpy.typing import NDArray

from dedup.read.folding import Folded, fold
from dedup.read.legible import legible
from dedup.read.tokens import Tokens, tokens_of

__all__ = ["Several", "read_several"]


@dataclass(frozen=True, slots=True, eq=False)
class Several:
    """Hold the tokens of several texts, one text after the other.

    Attributes:
        numbers: which of the texts that were given.
        tokens: theirs, in a row, with their places among the characters of all.
        firsts: shape (m + 1,), which token each of the m texts begins with, and their number.
    """

    numbers: list[int]
    tokens: Tokens
    firsts: NDArray[np.int64]
    _begins: list[int]  # of each text, among the characters of all
    _origins: list[NDArray[np.int64] | None]

    def tokens_of(self, place: int) -> Tokens:
        """Return the tokens of one of the texts, as `read_tokens` does."""
        part = slice(*self.firsts[place : place + 2].tolist())
        starts = self.tokens.starts[part] - self._begins[place]
        ends = self.tokens.ends[part] - self._begins[place]
        origins = self._origins[place]
        if origins is not None:
            starts, ends = origins[starts], origins[ends]
        keys, half_words = self.tokens.keys[part], self.tokens.half_words[part]
        return Tokens(starts, ends, keys, half_words, origins is None)


def read_several(texts: Sequence[str]) -> Iterator[Several]:
    """Find and hash the tokens of several texts, in as few operations as of one.

    Yields those of the texts whose characters are bytes, and those of the others.

    >>> [several] = read_several(["One two.", "Two one"])
    >>> several.firsts.tolist(), several.tokens_of(1).starts.tolist()
    ([0, 2, 4], [0, 4])
    """
    folded = [fold(legible(text)) for text in texts]

    def size(number: int) -> int:
        return folded[number].codes.itemsize

    for _, group in groupby(sorted(range(len(texts)), key=size), key=size):
        numbers = list(group)
        parts = [folded[number] for number in numbers]
        firsts = parts[0].firsts
        tokens = tokens_of(Folded(np.concatenate([each.codes for each in parts]), firsts, None))
        begins = [0, *accumulate(len(each.codes) for each in parts)]
        origins = [each.origins for each in parts]
        yield Several(numbers, tokens, tokens.starts.searchsorted(begins), begins, origins)
