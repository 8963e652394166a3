"""Guard: is this repetition meant?

Trust blocks, not single lines: a passage of several paragraphs that stands again is a copy, a
single short line may be meant (`decide/page/lines.py`). Meant are also code, the refrains of
songs, and lines alike in form that stand beside one another.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import Final

from dedup.decide.copies import Copy
from dedup.decide.page.fields import has_other_label, is_field, is_introduced, is_of_a_day
from dedup.decide.page.layout import LONGEST_LINE, QUESTION, has_full_stop, line_at, opens_paragraph
from dedup.decide.page.lines import find_meant_line, is_parted_heading
from dedup.decide.page.verses import LONGEST_VERSE, is_chorus, is_stanza, is_varied_stanza, replaces
from dedup.decide.speakers import is_said_across
from dedup.decide.units import by_sentence
from dedup.decide.words.trifles import is_elision
from dedup.match.differences import Difference
from dedup.read.reading import Reading

__all__ = ["find_meant_repetition"]

_LONGEST_CODE: Final = 200  # characters of a line of code; longer ones are prose. Judgement
# Words that an address or a file name joins: "video-of-the-day", "page/two_columns.html".
_JOINED: Final = re.compile(r"\w+(?:[-_/+.]\w+)+")
_FIGURE_OR_ADDRESS: Final = re.compile(r"\W*\d[\d\W]*|<?(?:https?://|www\.)\S+")
_LITTLE: Final = 3  # letters; judgement, not measured
_NUMBER: Final = re.compile(r"[\[(#§]?\s?(\d{1,3})[\])]?[.:]?")
_TIME: Final = re.compile(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?")
_PROSE_SHARE: Final = 0.55  # of the words of a line that are nothing but letters. Judgement
_CALL: Final = re.compile(r"[a-zA-Z_\d]\(|;\s*\Z")
_CELLS: Final = 12  # lines in a row that may agree by chance; menus are longer. Judgement
_RULE: Final = re.compile(r"\s*([=*_~-])\1{2,}\s*")  # drawn across the page
_CODE_LINE: Final = re.compile(
    r"[{}]\s*\Z|^\s*\"[\w-]+\"\s*:|\)\s*:\s*\Z|[=!<>]=|[=-]>|^\s*[@#$]?[\w.\[\]]+\s*[+-]?=\s|^\s+.*:\s*\Z|\w\.\w+\s*[<>(]"
)


def find_meant_repetition(copy: Copy, reading: Reading) -> str | None:
    """Return what kind of meant repetition a copy is; None when it is a copy like any other."""
    text = reading.text[copy.span.start : copy.span.end]
    if _is_code(copy, text, reading):
        return "code"
    source = reading.span(copy.source_start, copy.source_end)
    if _JOINED.fullmatch(reading.text, source.start, source.end) and not _JOINED.fullmatch(text):
        return "spelt in an address"
    if _is_record(copy, reading) or is_of_a_day(copy, reading):
        return "lines alike in form"
    if _is_other_question(copy, reading):
        return "another question"
    if is_introduced(copy, reading):
        return "introduced by another line"
    if is_varied_stanza(copy, reading):
        return "stanza"
    if 0 < copy.period <= copy.end - copy.start:  # whole rounds of a loop
        return "lines alike in form" if _are_variants(copy, reading) else None
    first, last = copy.units[0].paragraph, copy.units[-1].paragraph
    if first != last:
        if is_stanza(copy, text, reading):
            return "stanza"
        if is_parted_heading(copy, reading):
            return "opens new text"
        if _agrees_by_chance(copy, reading):
            return "row of figures"
        return "lines alike in form" if is_field(copy, reading) else None
    if copy.end - copy.start <= LONGEST_VERSE and copy.whole and is_chorus(copy, reading):
        return "stanza"
    above = reading.paragraph_of(copy.source_start)
    if copy.whole and abs(first - above) <= 1:
        if above < first and _runs_on(first, reading) and not _runs_on(above, reading):
            return "opens new text"
        return "lines alike in form" if _are_variants(copy, reading) else None
    return (
        "sentences alike in form" if _is_anaphora(copy, reading) else find_meant_line(copy, reading)
    )


def _runs_on(index: int, reading: Reading) -> bool:
    """Tell whether a sentence goes on from a line into the next: below a title the first verse."""
    return line_at(index, reading).endswith((",", ";")) or reading.goes_on(index)


def _is_code(copy: Copy, text: str, reading: Reading) -> bool:
    """Tell whether most lines call, assign, compare, or open and close a block.

    Some alone do not show it: then the lines before them and behind do.
    """
    own = _code_lines(text)
    if not any(own) or 2 * sum(own) >= len(own):
        return any(own)
    first, last = copy.units[0].paragraph, copy.units[-1].paragraph
    beside = (first - 2, first - 1, last + 1, last + 2)
    around = [each for index in beside for each in _code_lines(line_at(index, reading))]
    return any(around) and 2 * sum(own + around) >= len(own + around)


def _code_lines(text: str) -> list[bool]:
    """Tell of each line whether it is code."""
    return [
        len(line) <= _LONGEST_CODE
        and not has_full_stop(line)
        and (bool(_CODE_LINE.search(line)) or _calls(line))
        for line in text.splitlines()
        if line.strip() and not _RULE.fullmatch(line)
    ]


def _calls(line: str) -> bool:
    """Tell whether a line calls something, or ends so, and is not mostly words: "3 star(s)"."""
    words = line.split()
    return bool(_CALL.search(line)) and sum(map(str.isalpha, words)) < _PROSE_SHARE * len(words)


def _is_record(copy: Copy, reading: Reading) -> bool:
    """Tell whether a few short lines belong to what the next one gives, and it gives another.

    As where a page lists titles with a running time or an address, or goods with a price, below
    each. Not sentences below numbers that count them, or below times.
    """
    if reading.words(copy.start, copy.end) > LONGEST_LINE:
        return False
    above = [reading.paragraph_of(start) - 1 for start in (copy.start, copy.source_start)]
    below = [reading.paragraph_of(end - 1) + 1 for end in (copy.end, copy.source_end)]
    around = [[line_at(each, reading) for each in pair] for pair in zip(above, below, strict=True)]
    if has_full_stop(line_at(below[0] - 1, reading)) and all(
        _head_entries(*pair) for pair in around
    ):
        return False
    if not all(_FIGURE_OR_ADDRESS.fullmatch(given) for _, given in around):
        return False
    heads = any(_is_set_off(each, reading) for each in below)
    return not heads and around[0][1] != around[1][1]


def _head_entries(above: str, below: str) -> bool:
    """Tell whether two lines number what stands below each, or say when it was; prices do not."""
    one, other = _NUMBER.fullmatch(above), _NUMBER.fullmatch(below)
    if one and other:
        return abs(int(other[1]) - int(one[1])) == 1
    return all(map(_TIME.fullmatch, (above, below)))


def _agrees_by_chance(copy: Copy, reading: Reading) -> bool:
    """Tell whether lines also stand without one another, and at least one with other figures.

    So do cells of tables, and the times and labels of what several people wrote in one minute.
    """
    first, last = copy.units[0].paragraph, copy.units[-1].paragraph
    lines = [line_at(each, reading) for each in range(first, last + 1)]
    if len(lines) > _CELLS or any(map(has_full_stop, lines)):  # nearly always
        return False
    return reading.forms.recur(lines, reading.occurrences_of(copy.start, copy.end))


def _is_set_off(index: int, reading: Reading) -> bool:
    """Tell whether more space is above a line than below: a time heads an entry, no price does."""
    lines = reading.segments.paragraphs[index - 1 : index + 2]
    above, *below = (
        reading.text.count("\n", before.end, behind.start) for before, behind in pairwise(lines)
    )
    return above > min(below, default=above)


def _is_other_question(copy: Copy, reading: Reading) -> bool:
    """Tell whether short lines ask or answer another question, as in a quiz of like answers."""
    differing = False
    for paragraph, group in groupby(copy.units, key=lambda unit: unit.paragraph):
        line = reading.segments.paragraphs[paragraph]
        if reading.words(*reading.tokens_in(line)) > LONGEST_LINE:
            return False
        for unit in group:
            changed = any(
                not each.likeness and reading.words(each.copy_start, each.copy_end) > 0
                for each in copy.differences_of(unit, reading)
            )
            asks = QUESTION.search(reading.text[unit.span.start : unit.span.end])
            differing = differing or bool(asks and changed)
    first = reading.paragraph_of(copy.source_start)
    above = [line_at(each - 1, reading) for each in (copy.units[0].paragraph, first)]
    lines = copy.whole and opens_paragraph(copy.source_start, first, reading)
    answers = lines and above[0] != above[1] and all(map(QUESTION.search, above))
    return answers or (differing and copy.units[0].paragraph != copy.units[-1].paragraph)


def _is_anaphora(copy: Copy, reading: Reading) -> bool:
    """Tell whether a sentence follows one like it that has another word in some place.

    As in speeches; who edits a copy does not set it beside its source.
    """
    if len(copy.units) > 1 or reading.words(copy.start, copy.end) > LONGEST_LINE:
        return False
    follows = reading.sentence_end(copy.source_end - 1) == copy.start
    return follows and any(map(replaces, copy.differences_of(copy.units[0], reading)))


def _says_other(each: Difference, reading: Reading) -> bool:
    """Tell whether a difference is one of whole words.

    Marks around a line are none, nor are words that a copy shows by dots to leave out.
    """
    if each.likeness or is_elision(each, reading):
        return False
    sides = (each.source_start, each.source_end), (each.copy_start, each.copy_end)
    return any(reading.words(*side) for side in sides)


def _is_little(each: Difference, reading: Reading) -> bool:
    """Tell whether a difference is but a word more that has no more letters than articles have.

    Korean words have no more; they have no capitals either.
    """
    words = reading.folded(each.source_start, each.source_end)
    words += reading.folded(each.copy_start, each.copy_end)
    return not replaces(each) and all(
        len(word) <= _LITTLE and word.lower() != word.upper() for word in words
    )


def _are_variants(copy: Copy, reading: Reading) -> bool:
    """Tell whether most of some short lines, or rounds, differ by whole words from those beside.

    Long ones do where the first begins with another label than its source. The rounds of a loop may
    drift by a little word ("the"), as those of a language model do.
    """
    paragraphs = copy.units[0].paragraph, reading.paragraph_of(copy.source_start)
    if has_other_label(*(line_at(each, reading) for each in paragraphs)):
        return True
    round_end = copy.start + (copy.period or copy.end)
    if reading.words(copy.start, min(round_end, copy.end)) > LONGEST_LINE:
        lines = [reading.segments.paragraphs[unit.paragraph] for unit in copy.units]
        if any(reading.words(*reading.tokens_in(line)) > LONGEST_LINE for line in lines):
            return False
    variants = sum(
        any(
            _says_other(each, reading)
            and not (copy.period and _is_little(each, reading))
            and not is_said_across(each.copy_start, each.copy_end, copy.match, reading)
            for each in copy.differences_of(unit, reading)
        )
        for unit in copy.units
    )
    if copy.period and 2 * variants >= round((copy.end - copy.start) / copy.period):
        return True
    return 2 * variants >= len(copy.units) and 2 * variants >= len(by_sentence(copy.units, reading))
