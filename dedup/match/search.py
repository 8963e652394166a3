"""From a text to its matches: the stages of the rooms "read" and "match", a line a stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from dedup.match.gate import EVIDENCE, promising_runs
from dedup.match.seeds import find_seeds
from dedup.read.tokens import Tokens, read_tokens

if TYPE_CHECKING:
    from dedup.match.chains import Chain
    from dedup.match.matches import Match
    from dedup.read.reading import Reading

__all__ = ["find_matches", "read_promising"]

_TEXT_WEIGHT: Final = np.uint64(0x9FB21C651E98DF25)  # odd and random


def find_matches(
    text: str, *, min_words: int, language: str | None, tokens: Tokens | None = None
) -> tuple[Reading, list[Match]] | None:
    """Find every two stretches of a text that are alike, the later linked to the nearest earlier.

    The stages of the rooms "read" and "match". Most texts hold nothing that could be a passage
    and leave at the gate. Tokens that are known already are not read again.

    Returns:
        The text as it was read, and at least one match; None if there is none.
    """
    if tokens is None:
        tokens = read_tokens(text)
    evidence = min(EVIDENCE, min_words)
    chains = _find_chains(tokens, evidence)
    if not chains:
        return None
    from dedup.match.alignment import align_in_order  # most texts need none of them
    from dedup.match.glued import without_glue
    from dedup.read.reading import Reading

    unglued = without_glue(text, tokens, chains)
    if unglued is not None:
        tokens = unglued
        chains = _find_chains(tokens, evidence)
    reading = Reading(text, tokens, language, is_unglued=unglued is not None)
    matches = [
        match
        for match in align_in_order(reading, chains, evidence=evidence)
        if reading.words(match.copy_start, match.copy_end) >= min_words
    ]
    return (reading, matches) if matches else None


def _find_chains(tokens: Tokens, evidence: int) -> list[Chain]:
    seeds = find_seeds(tokens.keys, tokens.half_words)
    runs = promising_runs(seeds, tokens, evidence=evidence)
    if not runs:  # nearly always
        return []
    from dedup.match.chains import find_chains

    return find_chains(runs, tokens.places.data, evidence=evidence)


def read_promising(texts: Sequence[str], *, min_words: int) -> list[Tokens | None]:
    """Return the tokens of those of several texts that may hold a passage, None for the others.

    Never None where `find_matches` finds something. Costs half of what a look at each costs
    where they are short: most of that is the calls of numpy, however short a text is.
    """
    from dedup.read.several import read_several  # one text alone has no use for it

    answers: list[Tokens | None] = [None] * len(texts)
    for several in read_several(texts):
        # A word of one text is made another than the same word of the others.
        weights = np.arange(len(several.numbers), dtype=np.uint64) * _TEXT_WEIGHT
        keys = several.tokens.keys ^ np.repeat(weights, several.firsts[1:] - several.firsts[:-1])
        evidence = min(EVIDENCE, min_words)
        seeds = find_seeds(keys, several.tokens.half_words)
        runs = promising_runs(seeds, several.tokens, evidence=evidence)
        places = several.firsts.searchsorted([run[2] for run in runs], side="right") - 1
        for place in set(places.tolist()):
            answers[several.numbers[place]] = several.tokens_of(place)
    return answers
