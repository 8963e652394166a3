"""What stands beside words and says nothing: labels of lines, notes, moments; openers ("But")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Final

from dedup.languages import load_language
from dedup.match.differences import Difference
from dedup.read.folding import fold_word
from dedup.read.marks import RAISED
from dedup.read.reading import Reading
from dedup.values import Span

__all__ = [
    "LABEL",
    "are_labels",
    "has_label",
    "is_reference",
    "label_end",
    "say_nothing",
    "speaker_end",
]

# "Lunch: ", "MR. REED: "
LABEL: Final = re.compile(r"[^\w\s]{,3}([^\W\d_][^:：?!\n]{,30})(?:: |：)")
_LONGEST_LABEL: Final = 3  # words; judgement, not measured

_LINE_START: Final = re.compile(r"(?:\A|[\n\r])[ \t\[(]{0,2}\Z")
_BEFORE_LABEL: Final = 3  # characters in which a line begins
# "2. ", "(2) ", "- 2: ", "2/5 ", "12 | ", a keycap; a mark may be missing where several count.
_ITEM: Final = re.compile(
    r"(?:[-–—•*·]\s?)?[(\[#§¶]{0,2}(\d{1,3})((?:\s?/\s?\d{1,3})?[.)\]/:\ufe0f\u20e3]*(?:\s\|)?)\s"
)
_RAISED: Final = re.compile(rf"[{RAISED}]{{1,2}}")  # the number of a note
# "so.¹", "boats¹", not "km²" or "(price)²".
_BEFORE_RAISED: Final = re.compile(r"(?:[^\W\d_]{3}|[.!?,;:…\"”’»][\"”’»)\]]*)\Z")
_MOST_INITIALS: Final = 3
_GLUED: Final = re.compile(r"([^\W\d_]{2,})[.!?][\"”’»)]?\Z")  # a full stop, before a mark
_GLUED_NOTE: Final = re.compile(r"[.!?,;:\"”»)\]]\[")
_BEHIND_RUBRIC: Final = re.compile(r"[:：]|,\s| \|")
_LONGEST_NOTE: Final = 3  # words; judgement, not measured
_REMARKS: Final = 3  # places where the same words in brackets are of the page. Judgement
_ALONE: Final = re.compile(r"(?<![^\n\r])\[[^\]\n\r]*\][ \t]*(?:[\n\r]|\Z)")  # a line of its own
_BEFORE_MARK: Final = 24  # characters in which a word and the marks behind it end. Judgement
_PAUSES: Final = (",", "،", "，", "、", "–", "—", "…", "...")
_MOMENT: Final = re.compile(r"\d{1,2}:\d\d:\d\d(?:[.,]\d{1,3})?")  # of a recording


def are_labels(difference: Difference, reading: Reading) -> bool:
    """Tell whether two stretches differ only in marks of notes, moments of a recording, or openers.

    Where one side has none, those of the other may number the items of a list, too.
    """
    source = range(difference.source_start, difference.source_end)
    copied = range(difference.copy_start, difference.copy_end)
    first = reading.as_written((source or copied)[0])
    if first[0].isdigit():
        numbering = not (source and copied) or _count_on(source, copied, reading)
        return _are_numbers((*source, *copied), reading, numbering=numbering)
    if all(_quotes_line(token, reading) for token in (*source, *copied)):
        return True
    if not (source and copied) and _is_note(source or copied, reading):
        return True
    if all(_is_rubric(side, reading) for side in (source, copied) if side):
        return True
    return fold_word(first) in _opening_words() and all(  # nearly never
        _ties_sentence(side, reading) for side in (source, copied) if side
    )


def has_label(line: str) -> bool:
    """Tell whether a line begins with what it is: "Lunch: soup"."""
    label = LABEL.match(line)
    return bool(label and len(label[1].split()) <= _LONGEST_LABEL)


def label_end(start: int, reading: Reading) -> int:
    """Return the token behind the number of a paragraph, "[17] ", if words begin with it.

    Their first token if they do not.
    """
    if not reading.as_written(start)[0].isdigit():  # nearly always
        return start
    numbers = is_reference(start, reading) or _numbers_item(start, reading)
    return start + 1 if numbers and _begins_line(start, reading) else start


def speaker_end(start: int, reading: Reading) -> int:
    """Return the token behind who speaks in a line, "ANN: ", if words begin with it.

    Their first token if they do not, if no line beside it has a label, or if a quotation follows.
    """
    lines, index = reading.segments.paragraphs, reading.paragraph_of(start)
    label = LABEL.match(reading.text, lines[index].start, lines[index].end)
    if not label or reading.tokens_in(lines[index])[0] < start:  # nearly always
        return start
    beside = (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2])
    turns = any(has_label(reading.text[line.start : line.end]) for line in beside)
    if not turns or not has_label(label[0]):
        return start
    end = reading.tokens_in(Span(label.end(), lines[index].end))[0]
    return start if reading.quoted(end) else end


def _count_on(source: range, copied: range, reading: Reading) -> bool:
    """Tell whether the numbers of two lines of one list are as far apart as these lines are."""
    first, second = reading.paragraph_of(source.start), reading.paragraph_of(copied.start)
    lines = reading.segments.paragraphs
    one, other = _item_at(lines, first, reading), _item_at(lines, second, reading)
    if one is None or other is None or not (one[2] and other[2]):
        return False
    return int(other[1]) - int(one[1]) == second - first


def say_nothing(start: int, end: int, reading: Reading) -> bool:
    """Tell whether words that only one of two stretches has are labels or openers."""
    return are_labels(Difference(start, start, start, end, 0.0), reading)


def _are_numbers(tokens: Iterable[int], reading: Reading, *, numbering: bool) -> bool:
    """Tell whether tokens are marks of notes, moments of a recording, or numbers of items."""
    return all(
        is_reference(token, reading) or _opens_line(token, reading, numbering=numbering)
        for token in tokens
    )


def is_reference(token: int, reading: Reading) -> bool:
    """Tell whether a number is the mark of a note: "[12]", or glued to a full stop, "so.12 He".

    Or a small one set high behind a word: "boats.³". A line of its own is none: "[10:29]" heads
    what was written then. Nor is "[RFC822]".
    """
    span, text = reading.span(token, token + 1), reading.text
    before = text[max(span.start - _BEFORE_MARK, 0) : span.start]
    if before.endswith("["):
        marked = text.startswith("]", span.end) and not _ALONE.match(text, span.start - 1)
        return marked and not any(map(str.isalpha, text[span.start : span.end]))
    if _RAISED.fullmatch(text, span.start, span.end):
        return bool(_BEFORE_RAISED.search(before))
    stop = None if _is_of_sentence(text, span.end) else _GLUED.search(before)
    if not stop or not text[span.start : span.end].isdecimal():  # nearly always
        return False
    return stop[1].casefold() not in load_language(None).abbreviations


def _is_of_sentence(text: str, end: int) -> bool:
    """Tell whether a mark is glued to a number, or a sentence goes on behind it in small letters.

    So it does behind "Colt.45" and "Rs.500", which are no notes.
    """
    behind = text[end : end + 2]
    return bool(behind[:1].strip()) or behind[1:].islower()


def _opens_line(token: int, reading: Reading, *, numbering: bool) -> bool:
    """Tell whether a line begins with a time to the second, or the number of a note or an item."""
    span, text = reading.span(token, token + 1), reading.text
    if any(form.fullmatch(text, span.start, span.end) for form in (_MOMENT, _RAISED)):
        return _begins_line(token, reading)
    return numbering and _numbers_item(token, reading)


def _begins_line(token: int, reading: Reading) -> bool:
    """Tell whether hardly a mark stands before a word in its line."""
    start = reading.starts[token]
    return bool(_LINE_START.search(reading.text[max(start - _BEFORE_LABEL, 0) : start]))


def _is_note(tokens: range, reading: Reading) -> bool:
    """Tell whether a few plain words stand in brackets glued to a mark: "so.[citation needed]".

    Or in brackets that come again and again, as a page says of its links: "(opens in new tab)".
    """
    span, text = reading.span(tokens.start, tokens.stop), reading.text
    before, behind = text[max(span.start - 2, 0) : span.start], text[span.end : span.end + 1]
    words = text[span.start : span.end].split()
    glued = behind == "]" and _GLUED_NOTE.fullmatch(before) and len(words) <= _LONGEST_NOTE
    bracketed = before[-1:] + behind == "()"
    recurs = bracketed and reading.occurrences_of(tokens.start, tokens.stop) >= _REMARKS
    return bool(glued or recurs) and all(word.isalpha() and word == word.lower() for word in words)


def _is_rubric(tokens: range, reading: Reading) -> bool:
    """Tell whether words before a colon say what a line is: "Photo: ", "Image caption, "."""
    if not _BEHIND_RUBRIC.match(reading.text, reading.ends[tokens.stop - 1]):  # nearly always
        return False
    start, _ = reading.line_of(tokens.start)
    if tokens.stop - start > _longest_phrase():
        return False
    return tuple(reading.folded(start, tokens.stop)) in load_language(None).rubrics


def _quotes_line(token: int, reading: Reading) -> bool:
    """Tell whether initials, or the sign behind them, open a line that a mail quotes: "JD> ".

    "Bob> " is the name of one who chats.
    """
    text, starts, ends = reading.text, reading.starts, reading.ends
    initials = token - (text[starts[token] : ends[token]] == ">" and token > 0)
    if not text.startswith(">", ends[initials]):  # nearly always
        return False
    written = reading.as_written(initials)
    return written.isupper() and len(written) <= _MOST_INITIALS and _begins_line(initials, reading)


def _numbers_item(token: int, reading: Reading) -> bool:
    """Tell whether the line, or the sentence, before or after one counts with it.

    "2. Liga" alone is no item; "(2)" and "2)" are.
    """
    segments, start = reading.segments, reading.starts[token]
    line = reading.paragraph_of(token)
    own = _item_at(segments.paragraphs, line, reading)
    if own and ")" in own[2] and own.end() > start:
        return True
    if _counts(segments.paragraphs, line, reading.ends[token], reading):
        return True
    sentence = segments.sentence_index(line, start)
    return _counts(segments.sentences(line), sentence, reading.ends[token], reading)


def _counts(spans: Sequence[Span], index: int, end: int, reading: Reading) -> bool:
    """Tell whether the number up to a place opens a span, and others count with it.

    Where no mark follows the number, as where a scanner read the numbers of lines, two do.
    """
    own = _item_at(spans, index, reading)
    if own is None or own.end() < end:
        return False
    steps = (-1, 1) if own[2] else (-2, -1, 1, 2)
    items = [(step, _item_at(spans, index + step, reading)) for step in steps]
    counting = [step for step, item in items if item and int(item[1]) == int(own[1]) + step]
    return len(counting) >= (1 if own[2] else 2)


def _item_at(spans: Sequence[Span], index: int, reading: Reading) -> re.Match[str] | None:
    if not 0 <= index < len(spans):
        return None
    return _ITEM.match(reading.text, spans[index].start, spans[index].end)


def _ties_sentence(tokens: range, reading: Reading) -> bool:
    """Tell whether tokens are of the words that open a sentence and tie it to the one before."""
    start, tables = reading.sentence_start(tokens.start), load_language(None)
    for end in range(tokens.stop, min(start + _longest_phrase(), len(reading.keys)) + 1):
        phrase = tuple(reading.folded(start, end))
        behind = reading.text[reading.ends[end - 1] : reading.ends[end - 1] + 2].lstrip()
        pause = behind.startswith(_PAUSES) or not reading.has_capitals  # nor marks, perhaps
        if phrase in tables.openers or (pause and phrase in tables.openers_with_comma):
            return True
    return False


@cache
def _longest_phrase() -> int:
    """Return of how many tokens the longest opener or rubric is: words or lone letters."""
    tables = load_language(None)
    return max(map(len, tables.openers | tables.rubrics))


@cache
def _opening_words() -> frozenset[str]:
    """Return the words of all openers; few differences begin with one."""
    tables = load_language(None)
    return frozenset(chain.from_iterable(tables.openers | tables.openers_with_comma))
