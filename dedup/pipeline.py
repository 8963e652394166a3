"""The order of work: look for what is alike, and only where something is, decide and cut."""

from __future__ import annotations

from dedup.match.search import find_matches
from dedup.options import Options
from dedup.values import Kept, Removal

__all__ = ["clean_text"]


def clean_text(text: str, options: Options) -> tuple[tuple[Removal, ...], tuple[Kept, ...]]:
    """Decide what goes from a text, and what repeats in it and stays."""
    reading, matches = find_matches(text, min_words=options.min_words, language=options.language)
    if not matches:
        return (), ()
    from dedup.rounds import clean_in_rounds  # most texts need none of it

    return clean_in_rounds(text, reading, matches, options)
