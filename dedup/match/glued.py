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
    borders: dict[int, tuple[int, int]] = {}  # of a glued word, where its two parts stand alone
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
            borders[glued] = (last, first)
    return _unglued(text, tokens, borders) if borders else None


def _word(text: str, tokens: Tokens, token: int) -> str:
    return text[tokens.starts[token] : tokens.ends[token]]


def _unglued(text: str, tokens: Tokens, borders: dict[int, tuple[int, int]]) -> Tokens:
    """Return tokens with every word that is written as one of the glued ones as two others."""
    written = {_word(text, tokens, glued): parts for glued, parts in borders.items()}
    alike = np.isin(tokens.keys, tokens.keys[list(borders)]).nonzero()[0].tolist()
    places = [token for token in alike if _word(text, tokens, token) in written]
    endings, openings = np.array([written[_word(text, tokens, token)] for token in places]).T
    middles = tokens.starts[places] + tokens.ends[endings] - tokens.starts[endings]
    starts, keys, half_words = tokens.starts.copy(), tokens.keys.copy(), tokens.half_words.copy()
    starts[places], keys[places] = middles, keys[openings]
    half_words[places] = half_words[openings]
    return Tokens(
        np.insert(starts, places, tokens.starts[places]),
        np.insert(tokens.ends, places, middles),
        np.insert(keys, places, tokens.keys[endings]),
        np.insert(half_words, places, tokens.half_words[endings]),
        tokens.one_to_one,
    )
