"""What is said again at once, with nothing between: stammers, and texts that start over."""

from __future__ import annotations

from typing import Final

from dedup.decide.page.layout import LONGEST_ITEM
from dedup.match.differences import Difference
from dedup.match.matches import Match
from dedup.read.markup import find_times
from dedup.read.reading import Reading
from dedup.read.segments import ends_as_sentence

__all__ = ["cut_inside_word", "follows_at_once", "stammers", "starts_over"]

_OPENING: Final = ' \n\r\t\xa0"“„«‘‹「『([¿¡'  # what may open the words that are said again


def stammers(start: int, end: int, reading: Reading) -> bool:
    """Tell whether some words repeat those right before or behind them: "he has, he has sold"."""
    keys, size = reading.keys, end - start
    return keys[start:end] in (keys[max(start - size, 0) : start], keys[end : end + size])


def follows_at_once(match: Match, reading: Reading) -> bool:
    """Tell whether words are said again at once, as they are.

    Where words stand without spaces between, the last may go on behind the match. Subtitles that
    show a line once more have a time of their own between; what breaks off with dots is a preview.
    """
    if not match.is_exact or match.source_end != match.copy_start:  # nearly always
        return False
    seam = match.copy_start
    if reading.breaks_off(seam - 1) and reading.paragraph_of(seam - 1) < reading.paragraph_of(seam):
        return False
    if any(find_times(reading.with_markup[reading.ends[seam - 1] : reading.starts[seam]])):
        return False
    end = reading.ends[match.copy_end - 1]
    return not reading.text[end : end + 1].isalpha()


def starts_over(match: Match, reading: Reading) -> bool:
    """Tell whether what is said again at once breaks off inside a sentence that then goes on.

    So it is where a page was printed up to its middle and then whole, and where the pieces of a
    text overlap. A line that a sentence takes up is none, nor are the fields of a record.
    """
    seam, end = match.copy_start, match.copy_end
    breaks = reading.ends[seam - 1]
    between = reading.text[breaks : reading.starts[seam]].rstrip(_OPENING)
    if ends_as_sentence(between.removesuffix("...").removesuffix("…")):
        return False
    if reading.closes_sentence(end) or reading.quoted(seam) != reading.quoted(match.source_start):
        return False
    first, last = map(reading.paragraph_of, (match.source_start, seam - 1))
    if first != last:
        return reading.words(match.source_start, seam) > LONGEST_ITEM
    line = reading.segments.paragraphs[first]
    whole = reading.tokens_in(line) == (match.source_start, seam)
    return not whole or reading.sentence_of(match.source_start) != line


def cut_inside_word(match: Match, reading: Reading) -> Match | None:
    """Return what breaks off inside a word before it starts over, as a match with what follows.

    As where a description was cut to a length and printed before the whole one: "They lov They
    love tides." Few words may end in one that only looks cut ("for art", "for artists").
    """
    start, seam, last = match.source_start, match.copy_start, match.copy_start - 1
    place = seam + last - start  # what pairs with the last word before the seam
    if place >= len(reading.keys) or match.source_end not in (last, seam):  # nearly always
        return None
    if any((each.source_start, each.copy_start) != (last, place) for each in match.differences):
        return None
    cut, word = reading.word(last), reading.word(place)
    cuts = cut != word and word.startswith(cut) and reading.half_words[last] > 1
    if not cuts or reading.words(start, seam) <= LONGEST_ITEM:
        return None
    between = reading.text[reading.ends[last] : reading.starts[seam]]
    together = between.isspace() and reading.paragraph_of(last) == reading.paragraph_of(seam)
    if not together or reading.sentence_of(start).start != reading.starts[start]:
        return None
    return Match(seam, place + 1, start, seam, (Difference(place, place + 1, last, seam, 1.0),))
