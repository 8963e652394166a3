"""The order of work: look for what is alike, and only where something is, decide and cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import Final

from dedup.match.search import find_matches, read_promising
from dedup.options import Options
from dedup.read.tokens import Tokens
from dedup.values import Kept, Removal

__all__ = ["Found", "clean_text", "clean_texts"]

Found = tuple[tuple[Removal, ...], tuple[Kept, ...]]

# Characters that are looked at together: with 50 to 100 K the intermediates stay in the
# second-level cache (measured). A longer text gains nothing in company.
_TOGETHER: Final = 1 << 16


def clean_text(text: str, options: Options, *, tokens: Tokens | None = None) -> Found:
    """Decide what goes from a text, and what repeats in it and stays.

    Tokens that are known already are not read again.
    """
    found = find_matches(
        text, min_words=options.min_words, language=options.language, tokens=tokens
    )
    if found is None:
        return (), ()
    from dedup.rounds import clean_in_rounds  # most texts need none of it

    return clean_in_rounds(text, *found, options)


def clean_texts(texts: Sequence[str], options: Options) -> Iterator[Found]:
    """Do for each of several texts what `clean_text` does; short ones are looked at together."""
    ends = accumulate(map(len, texts))
    for _, group in groupby(zip(texts, ends, strict=True), lambda each: each[1] // _TOGETHER):
        portion = [text for text, _ in group]
        if len(portion) == 1:
            yield clean_text(portion[0], options)
            continue
        promising = read_promising(portion, min_words=options.min_words)
        for text, tokens in zip(portion, promising, strict=True):
            yield clean_text(text, options, tokens=tokens) if tokens else ((), ())
