"""Hedges in a text: words and phrases that say how certain, or how much."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from dedup.languages import Language, phrases_of
from dedup.read.reading import Reading
from dedup.read.tokens import read_tokens

__all__ = ["hedges_at"]

_LONGEST_HEDGE: Final = 12  # words; letters in scripts without spaces


def hedges_at(reading: Reading, language: Language, start: int, end: int) -> list[tuple[str, ...]]:
    """Return the hedges that share a word with the tokens from `start` to `end`, in order.

    Words are compared by their keys: none has to be folded for it.
    """
    table = _by_first_key(language)
    low, high = max(start - _LONGEST_HEDGE + 1, 0), max(end, start + 1)
    keys = reading.tokens.keys[low : high + _LONGEST_HEDGE - 1].tolist()
    return [
        phrase
        for first, key in enumerate(keys[: high - low])
        for spelt, phrase in table.get(key, ())
        if low + first + len(spelt) > start and keys[first : first + len(spelt)] == spelt
    ]


@cache
def _by_first_key(
    language: Language,
) -> Mapping[int, tuple[tuple[list[int], tuple[str, ...]], ...]]:
    """Return the hedges of a language by the key of their first word, longest first.

    Each comes with the keys of all its words. What is no single token is never met in a text.
    """
    phrases = [phrase for several in phrases_of(language).values() for phrase in several]
    text = "\n".join(word for phrase in phrases for word in phrase)
    tokens = read_tokens(text)
    spelt = {
        text[start:end]: key
        for start, end, key in zip(
            tokens.starts.tolist(), tokens.ends.tolist(), tokens.keys.tolist(), strict=True
        )
    }
    hedges: dict[int, tuple[tuple[list[int], tuple[str, ...]], ...]] = {}
    for phrase in phrases:
        if all(word in spelt for word in phrase):
            keys = [spelt[word] for word in phrase]
            hedges[keys[0]] = (*hedges.get(keys[0], ()), (keys, phrase))
    return hedges
