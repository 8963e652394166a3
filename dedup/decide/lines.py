"""Is a line that comes again meant to? By what it is, and by what stands around both of its places.

Meant are lines that open new text each time, as headings and questions do; lines that recur among
new material, as refrains and labels do; fields of records and turns of a conversation; rows of
figures; items of lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dedup.decide.copies import Copy
from dedup.decide.lists import ITEM, count_on, is_listed, list_recurs
from dedup.decide.rows import is_row
from dedup.languages import load_language
from dedup.read.marks import QUESTION_MARKS, STOPS
from dedup.read.reading import Reading

__all__ = [
    "FULL_STOP",
    "LONGEST_LINE",
    "QUESTION",
    "RECURRING",
    "find_meant_line",
    "has_other_label",
    "is_field",
    "is_parted_heading",
    "line_at",
    "opens_paragraph",
]

# All tuned on labelled pages and articles.
LONGEST_LINE: Final = 24  # words of a heading, a caption or a question
_LONGEST_TITLE: Final = 14  # words; a longer line above a text is a teaser; judgement
RECURRING: Final = 3  # occurrences from which on a line recurs
_LONGEST_ITEM: Final = 30  # words of a list item, or of a field
_LONGEST_TURN: Final = 16  # words of sentences that are said again; judgement, not measured
_LONGEST_LABEL: Final = 3  # words; judgement, not measured

_CLOSING: Final = r"[\"'”’»“‘«›‹)\]」』]*\Z"
FULL_STOP: Final = re.compile(rf"[.!。！…{STOPS}]{_CLOSING}")
_NO_HEADING: Final = re.compile(rf"[.,;!。！…、，；،؛{STOPS}]{_CLOSING}")
QUESTION: Final = re.compile(rf"[{''.join(sorted(QUESTION_MARKS))}]{_CLOSING}")
_QUOTES: Final = frozenset('"“„«»‹›「『《')
_LABEL: Final = re.compile(
    r"[^\w\s]{,3}([^\W\d_][^:：?!\n]{,30})(?:: |：)"
)  # "Lunch: ", "MR. REED: "
_FIRST_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A copy that is one line, or a part of one, and what stands around it."""

    text: str
    words: float
    whole: bool
    before: str
    paragraph: str
    after: str
    text_follows: bool  # a line that ends a sentence, or breaks one
    source: str
    source_before: str
    source_end: str  # its last sentence
    source_opens: bool  # its paragraph
    source_heads: bool  # text of its own, as a heading does
    source_listed: bool  # with an item beside it
    list_recurs: bool  # the items around it stand elsewhere, too
    occurrences: int
    goes_on: bool  # whether a long paragraph beside it is like the one beside its source


def line_at(index: int, reading: Reading) -> str:
    """Return the text of a paragraph; nothing before the first and after the last."""
    paragraphs = reading.segments.paragraphs
    if not 0 <= index < len(paragraphs):
        return ""
    return reading.text[paragraphs[index].start : paragraphs[index].end]


def find_meant_line(copy: Copy, reading: Reading) -> str | None:
    """Return what kind of line that is meant to come again a copy in one paragraph is."""
    if reading.words(copy.start, copy.end) > _LONGEST_ITEM:  # nearly always
        return None
    line = _line_of(copy, reading)
    if line.whole and count_on(line.source_before, line.before):
        return None
    kind = next((name for name, is_meant in _KINDS if is_meant(line)), None)
    return kind or ("lines alike in form" if is_field(copy, reading) else None)


def is_parted_heading(copy: Copy, reading: Reading) -> bool:
    """Tell whether a few lines are a heading that a list of contents says in one line."""
    if reading.words(copy.start, copy.end) > LONGEST_LINE:  # nearly always
        return False
    listed = reading.paragraph_of(copy.source_start) == reading.paragraph_of(copy.source_end - 1)
    return listed and _opens_new_text(_line_of(copy, reading))


def _line_of(copy: Copy, reading: Reading) -> _Line:
    index, source = copy.units[0].paragraph, reading.paragraph_of(copy.source_start)
    closing = reading.sentence_of(copy.source_end - 1)
    behind = copy.units[-1].paragraph + 1
    if line_at(behind, reading) and not any(map(str.isalnum, line_at(behind, reading))):
        behind += 1  # a heading may be underlined
    after = line_at(behind, reading)
    return _Line(
        text=reading.text[copy.span.start : copy.span.end],
        words=reading.words(copy.start, copy.end),
        whole=copy.whole,
        before=line_at(index - 1, reading),
        paragraph=line_at(index, reading),
        after=after,
        text_follows=bool(FULL_STOP.search(after)) or reading.goes_on(behind),
        source=line_at(source, reading),
        source_before=line_at(source - 1, reading),
        source_end=reading.text[closing.start : closing.end],
        source_opens=opens_paragraph(copy.source_start, source, reading),
        source_heads=_heads_text(copy, source, index, reading),
        list_recurs=list_recurs(index, reading),
        source_listed=is_listed(*(line_at(source + step, reading) for step in (-1, 0, 1))),
        occurrences=reading.occurrences_of(copy.start, copy.end),
        goes_on=_goes_on(copy, index, reading),
    )


def opens_paragraph(token: int, paragraph: int, reading: Reading) -> bool:
    """Tell whether a paragraph, by its index, begins with a token."""
    return token == reading.tokens_in(reading.segments.paragraphs[paragraph])[0]


def _goes_on(copy: Copy, index: int, reading: Reading) -> bool:
    """Tell whether a long paragraph beside a copy is like the one beside its source.

    It stays for another fact; it is not new.
    """
    paragraphs = reading.segments.paragraphs
    beside = [reading.tokens_in(each) for each in paragraphs[max(index - 1, 0) : index + 2]]
    return any(
        reading.words(max(low, copy.match.copy_start), min(high, copy.match.copy_end))
        > _LONGEST_ITEM
        for low, high in beside
        if low < copy.match.copy_end and copy.match.copy_start < high
    )


def _heads_text(copy: Copy, source: int, index: int, reading: Reading) -> bool:
    """Tell whether more stands under a source than it is long itself, or a sentence does.

    Not under a title that is printed again below a date and a byline.
    """
    between = reading.words(copy.source_end, max(copy.source_end, copy.start))
    if copy.start < copy.source_start or between >= reading.words(copy.start, copy.end):
        return True
    return any(FULL_STOP.search(line_at(each, reading)) for each in range(source + 1, index))


def is_field(copy: Copy, reading: Reading) -> bool:
    """Tell whether a few whole lines belong to a record, or some words to a conversation.

    The line before them, or behind, has the form of the one beside their source, and says
    something else: "Lunch: soup" and "Lunch: fish", "Room 12" and "Room 14".
    """
    first, last = copy.units[0].paragraph, copy.units[-1].paragraph
    source_first = reading.paragraph_of(copy.source_start)
    source_last = source_first + last - first
    if (words := reading.words(copy.start, copy.end)) > _LONGEST_ITEM:
        return False
    closing = line_at(last, reading)
    sentence = bool(FULL_STOP.search(closing) and not ITEM.match(closing))
    turns = [_has_label(line_at(each, reading)) for each in range(first, last + 1)]
    if not (copy.whole and opens_paragraph(copy.source_start, source_first, reading)):
        return sentence and words <= _LONGEST_TURN and any(turns[1:])  # from turn to turn
    if abs(first - source_first) <= last - first + 1 or (sentence and words > _LONGEST_TURN):
        return False
    beside = line_at(first - 1, reading), line_at(source_first - 1, reading)
    behind = line_at(last + 1, reading), line_at(source_last + 1, reading)
    if all(map(QUESTION.search, beside)) and beside[0] != beside[1]:
        return True  # the same answer to another question
    alike = all(_is_alike_in_form(*each, True) for each in (beside, behind))
    if sentence and not any(turns):  # with another word it may tell two goods apart
        found = (each for unit in copy.units for each in copy.differences_in(unit, reading))
        return alike and any(not each.likeness for each in found)
    lone = first == last and not sentence
    return alike or any(_is_alike_in_form(*each, lone) for each in (beside, behind))


def _is_alike_in_form(one: str, other: str, lone: bool) -> bool:
    """Tell whether two lines that differ have labels, or begin with a figure or the same word.

    The same word is enough beside a lone line that is no sentence: paragraphs have headings, too.
    """
    if not one or not other or one.casefold() == other.casefold():
        return False
    if _has_label(one) and _has_label(other):
        return True
    if any(FULL_STOP.search(line) or len(line.split()) > LONGEST_LINE for line in (one, other)):
        return False
    first, second = _FIRST_WORD.search(one), _FIRST_WORD.search(other)
    if not first or not second:
        return False
    if first[0][0].isdigit() and second[0][0].isdigit():
        return any(map(str.isalpha, one)) and any(map(str.isalpha, other))  # no times of a blog
    return lone and first[0].casefold() == second[0].casefold()


def _has_label(line: str) -> bool:
    label = _LABEL.match(line)
    return bool(label and len(label[1].split()) <= _LONGEST_LABEL)


def has_other_label(one: str, other: str) -> bool:
    """Tell whether two lines begin with labels that differ: "As it stands: ", "As proposed: ".

    What only says what a line is, "Summary: ", or ties it to the one before, "Moreover: ", is none.
    """
    labels = [label[1].casefold() for label in map(_LABEL.match, (one, other)) if label]
    if len(labels) < 2 or labels[0] == labels[1]:  # nearly always
        return False
    tables = load_language(None)
    return not any(
        tuple(label.split()) in phrases
        for label in labels
        for phrases in (tables.rubrics, tables.openers)
    )


def _is_line(source: str, line: _Line) -> bool:
    """Tell whether a source paragraph holds little more than the line that repeats it."""
    return len(source) <= 1.25 * len(line.text)


def _opens_new_text(line: _Line) -> bool:
    """A heading or a question: a line without a full stop, and running text after it."""
    if not line.whole or line.words > LONGEST_LINE or _NO_HEADING.search(line.text):
        return False
    if FULL_STOP.search(line.source):
        return False
    if not _is_line(line.source, line):  # a pull quote: its source is running text
        return False
    listed = ITEM.match(line.source)  # by the contents
    if not (line.source_heads or listed or line.text[-1] in QUESTION_MARKS):
        return False
    return line.text_follows


def _runs_in(line: _Line) -> bool:
    """A heading taken up as the first sentence of a paragraph that goes on to say more.

    A long line is none, nor is an item beside others: it is a key point of the article.
    """
    return (
        not line.whole
        and not line.source_listed
        and line.words <= _LONGEST_TITLE
        and _is_line(line.source, line)
        and not FULL_STOP.search(line.source_end)  # behind that a credit may stand
        and line.paragraph.startswith(line.text)
    )


def _asks_again(line: _Line) -> bool:
    """A question put to another person, who answers in the same paragraph."""
    return (
        not line.whole
        and line.words <= LONGEST_LINE
        and line.source_opens
        and line.text[-1] in QUESTION_MARKS
        and line.paragraph.startswith(line.text)
        and _has_label(line.text)
    )


def _recurs(line: _Line) -> bool:
    """A refrain, label, byline or slogan: a short line again and again among new material.

    A quotation is not: it is set again to catch the eye. Nor is a sentence in running text, nor a
    line among text that is not new.
    """
    short = line.words <= LONGEST_LINE and line.text[0] not in _QUOTES and not line.goes_on
    return short and line.whole and line.occurrences >= RECURRING


def _is_item(line: _Line) -> bool:
    """One sentence of a step or an item of a list, or the whole of one that is one elsewhere, too.

    A whole one that running text says, too, is a key point of an article; one among others that
    all stand elsewhere, too, is of a list that is printed again.
    """
    beside = ITEM.match(line.before) or ITEM.match(line.after)
    listed = beside and ITEM.match(line.paragraph)
    meant = listed and (not line.whole or ITEM.match(line.source)) and not line.list_recurs
    return line.words <= _LONGEST_ITEM and bool(meant)


def _is_row(line: _Line) -> bool:
    """A row of a table, a timetable, a price list, or the date of a reference: mostly figures."""
    return is_row(line.text, line.words, stops=FULL_STOP.search(line.text) is not None)


_Kind = Callable[[_Line], bool]

_KINDS: Final[tuple[tuple[str, _Kind], ...]] = (
    ("opens new text", _opens_new_text),
    ("heading taken up again", _runs_in),
    ("opens another answer", _asks_again),
    ("recurs among new text", _recurs),
    ("list item", _is_item),
    ("row of figures", _is_row),
)
