"""Borders of sentences that no mark shows for sure, inferred from the source of a copy.

A stop behind "DS" may shorten a word or end a sentence, and so may one with no space behind it.
Where the same words begin or end a sentence in their source, it does in the copy.
"""

from __future__ import annotations

import re
from typing import Final

from dedup.decide.labels import say_nothing
from dedup.languages import load_language
from dedup.match.matches import Match
from dedup.read.reading import Reading
from dedup.values import Span

__all__ = ["within_borders"]

# A stop with the marks that close behind it, and those that open before the next word.
_STOP: Final = re.compile(r"(\W*?[.!?…][\"'”’»)\]]*)\s*[\"'“„«(\[¿¡]*")


def within_borders(
    match: Match, tokens: tuple[int, int], sentence: Span, reading: Reading
) -> tuple[int, int, Span]:
    """Return the part of a sentence of the copy that is one of its source, else all of it.

    Args:
        match: of which the copy begins or ends inside the sentence.
        tokens: where the sentence begins and ends.
        sentence: where it stands in the text.
        reading: the text.
    """
    (start, end), (first, after) = tokens, (match.copy_start, match.copy_end)
    if start < first < end and reading.opens_sentence(match.source_start):
        stop = _stop_before(first, reading)
        if stop and not say_nothing(start, first, reading):
            between = reading.text[stop : reading.starts[first]]
            begins = stop + len(between) - len(between.lstrip())
            start, sentence = first, Span(begins, sentence.end)
    if start < after < end and reading.closes_sentence(match.source_end):
        stop = _stop_before(after, reading)
        if stop and not say_nothing(after, end, reading):
            end, sentence = after, Span(sentence.start, stop)
    return start, end, sentence


def _stop_before(token: int, reading: Reading) -> int:
    """Return where a stop before a word ends that may end a sentence; 0 where there is none.

    "DS" is no "ds." where it stands elsewhere without a stop, as "SEN." never does; an initial is
    no word.
    """
    word, after, place = reading.as_written(token - 1), reading.as_written(token), reading.ends
    stop = _STOP.fullmatch(reading.text, place[token - 1], reading.starts[token])
    if not stop or not reading.half_words[token] or after[0].islower():
        return 0
    if not word.isalpha() or len(word) == 1:
        return 0
    shortens = word.lower() in load_language(None).abbreviations
    in_capitals = word.isupper() and not after.isupper()
    if shortens and not (in_capitals and _stands_without_stop(token - 1, reading)):
        return 0
    return stop.end(1)


def _stands_without_stop(token: int, reading: Reading) -> bool:
    """Tell whether a word is written in the same way somewhere with no stop behind it."""
    word, text = reading.as_written(token), reading.text
    return any(
        reading.as_written(place) == word and not text.startswith(".", reading.ends[place])
        for place in reading.occurrences.places_of(token, token + 1)
    )
