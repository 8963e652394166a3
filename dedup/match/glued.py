"""Words glued together where a text was printed again with nothing between.

"...until springThe ferry was late..." holds the last word of a text and its first one in a row.
Neither stands for itself there, so the copy seems to lack its first word and its source its last.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from dedup.match.chains import Chain, grow_runs
from dedup.read.tokens import Tokens

__all__ = ["without_glue"]


def without_glue(text: str, tokens: Tokens, chains: Iterable[Chain]) -> Tokens | None:
    """Return the tokens of a text with the words told apart that a seam has glued together.

    Args:
        text: the text.
        tokens: its tokens.
        chains: what repeats in it.

    Returns:
        None if no chain follows its source at once but for one token, which is the word behind the
        chain and the word before its source in one.
    """
    for chain in chains:
        if chain[0].copy - chain[-1].source - chain[-1].length > 1:
            continue
        runs = grow_runs(tokens.keys, chain)
        first, last = runs[0].source - 1, runs[-1].copy + runs[-1].length
        glued = runs[0].copy - 1
        if first < 0 or last >= len(tokens):
            continue
        ending, opening = (_word(text, tokens, token) for token in (last, first))
        if _word(text, tokens, glued) == ending + opening:
            return _told_apart(text, tokens, glued, last, first)
    return None


def _word(text: str, tokens: Tokens, token: int) -> str:
    return text[tokens.starts[token] : tokens.ends[token]]


def _told_apart(text: str, tokens: Tokens, glued: int, ending: int, opening: int) -> Tokens:
    """Return tokens with every word that is written as one of them as two others."""
    word, length = _word(text, tokens, glued), int(tokens.ends[ending] - tokens.starts[ending])
    alike = (tokens.keys == tokens.keys[glued]).nonzero()[0].tolist()
    places = np.array([token for token in alike if _word(text, tokens, token) == word])
    borders = tokens.starts[places] + length
    starts, ends = tokens.starts.copy(), tokens.ends
    starts[places] = borders
    keys, half_words = tokens.keys.copy(), tokens.half_words.copy()
    keys[places], half_words[places] = keys[opening], half_words[opening]
    return Tokens(
        np.insert(starts, places, tokens.starts[places]),
        np.insert(ends, places, borders),
        np.insert(keys, places, keys[ending]),
        np.insert(half_words, places, half_words[ending]),
        tokens.one_to_one,
    )
