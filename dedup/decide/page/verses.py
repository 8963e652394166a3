"""Verses: the lines of songs and poems, whose choruses come again."""

from __future__ import annotations

import re
from typing import Final

from dedup.decide.copies import Copy
from dedup.decide.page.layout import LONGEST_LINE, RECURRING, line_at
from dedup.languages import load_language
from dedup.match.differences import Difference
from dedup.read.reading import Reading

__all__ = ["LONGEST_VERSE", "is_chorus", "is_stanza", "is_varied_stanza", "replaces"]

_LONGEST_CHORUS: Final = 120  # words, the lines that lead to it included; judgement
LONGEST_VERSE: Final = 12  # words; judgement, not measured
_FEWEST_VERSES: Final = 2  # behind the first, or above; judgement, not measured
_LOOKED_AT: Final = 6  # lines above; between those of subtitles two hold a number and times
_FEWEST_WORDS: Final = 3  # of a line on average; those of menus have fewer
_MOST_VERSES: Final = 2 * _LONGEST_CHORUS // _FEWEST_WORDS  # of a chorus and its copy
_LINES_A_VOICE: Final = 3  # of which one at least says "me" or "my"; judgement
_RHYME: Final = 3  # letters at the end of a line; judgement
_RHYMES_WITHIN: Final = 2  # lines; judgement
_BLANK_LINE: Final = re.compile(r"\n\s*\n|\r\s*\r")


def is_stanza(copy: Copy, text: str, reading: Reading) -> bool:
    """Tell whether a few short lines recur among others, as in a song."""
    words = reading.words(copy.start, copy.end)
    if words <= LONGEST_LINE and not _BLANK_LINE.search(text):
        recurs = reading.occurrences_of(copy.start, copy.end) >= RECURRING
        return (recurs and not _is_menu(copy, reading)) or is_chorus(copy, reading)
    return words <= _LONGEST_CHORUS and is_chorus(copy, reading)


def _is_menu(copy: Copy, reading: Reading) -> bool:
    """Tell whether lines are as short as those of menus, and said at once or behind an article."""
    first, last = copy.units[0].paragraph, copy.units[-1].paragraph
    words = reading.words(copy.start, copy.end)
    if words >= _FEWEST_WORDS * (last - first + 1) or reading.half_words[copy.start] == 1:
        return False
    source = reading.paragraph_of(copy.source_start) + last - first
    above = reading.segments.paragraphs[source + 1 : first]
    return not above or any(map(reading.ends_sentence, above))


def is_chorus(copy: Copy, reading: Reading) -> bool:
    """Tell whether verses come again behind others."""
    if copy.units[0].end - copy.start > LONGEST_VERSE:  # nearly always
        return False
    first, last = copy.units[0].paragraph, copy.units[-1].paragraph
    source = reading.paragraph_of(copy.source_start) + last - first
    top, above = first, 0
    while top > max(first - _LOOKED_AT, 0) and above < _FEWEST_VERSES:
        top -= 1
        line = line_at(top, reading)
        if _is_mark(line):
            continue
        if not 1 < _words(top, reading) <= LONGEST_VERSE or (top <= source and not above):
            return False
        above += 1
    return above == _FEWEST_VERSES and _are_verses(top, last, reading)


def is_varied_stanza(copy: Copy, reading: Reading) -> bool:
    """Tell whether verses come again, at once or later, with a line that has another word."""
    if copy.match.is_exact or reading.words(copy.start, copy.end) > _LONGEST_CHORUS:
        return False
    first, last = copy.units[0].paragraph, copy.units[-1].paragraph
    if reading.paragraph_of(copy.match.source_end - 1) >= first - 1:
        first = reading.paragraph_of(copy.match.source_start)
    if not _FEWEST_VERSES <= last - first <= _MOST_VERSES:
        return False
    differences = (each for unit in copy.units for each in copy.differences_of(unit, reading))
    return any(map(replaces, differences)) and _are_verses(first, last, reading)


def replaces(each: Difference) -> bool:
    """Tell whether a difference puts other words in the place of some."""
    both = each.source_start < each.source_end and each.copy_start < each.copy_end
    return both and not each.likeness


def _are_verses(first: int, last: int, reading: Reading) -> bool:
    """Tell whether some lines are short, and rhyme, end in a comma, or say "me" and "my".

    Not where most hold figures, as the rows of tables do.
    """
    lines = [index for index in range(first, last + 1) if not _is_mark(line_at(index, reading))]
    lengths = [_words(index, reading) for index in lines]
    longest = max(lengths, default=0)
    if longest > LONGEST_VERSE or sum(lengths) < max(_FEWEST_WORDS * len(lines), 1):
        return False
    figures = sum(any(map(str.isdigit, line_at(index, reading))) for index in lines)
    if 2 * figures > len(lines):
        return False
    if any(line_at(index, reading).endswith((",", ";")) for index in lines):
        return True
    speaking = sum(_says_my(index, reading) for index in lines)
    return speaking >= max(_FEWEST_VERSES, len(lines) / _LINES_A_VOICE) or _rhyme(lines, reading)


def _rhyme(lines: list[int], reading: Reading) -> bool:
    """Tell whether most lines end as one of the next two or the two before, in several ways.

    Not in a full stop; and where all end in "-ation" it is a list of headlines.
    """
    said = [line_at(index, reading).lower() for index in lines]
    rhyming: set[int] = set()
    endings: set[str] = set()
    for place, line in enumerate(said):
        for other in range(place + 1, min(place + 1 + _RHYMES_WITHIN, len(said))):
            end = line[-_RHYME:]
            if end == said[other][-_RHYME:] and end.isalpha() and line != said[other]:
                rhyming |= {place, other}
                endings.add(end)
    return len(endings) > 1 and 2 * len(rhyming) > len(lines)


def _words(index: int, reading: Reading) -> float:
    return reading.words(*reading.tokens_in(reading.segments.paragraphs[index]))


def _says_my(index: int, reading: Reading) -> bool:
    """Tell whether a line has a word by which one speaks of oneself."""
    words = reading.folded(*reading.tokens_in(reading.segments.paragraphs[index]))
    return not load_language(None).own_words.isdisjoint(words)


def _is_mark(line: str) -> bool:
    """Tell whether a line is the time of a subtitle, or says "Chorus:"."""
    return not any(map(str.isalnum, line)) or (" " not in line and line[-1] in ":])")
