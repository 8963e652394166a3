"""Paragraphs, and sentences where they are asked for, as spans of the untouched text."""

from __future__ import annotations

import operator
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from dedup.read.characters import is_small
from dedup.read.marks import LINE_ENDS, STOPS
from dedup.read.sentences import find_sentences
from dedup.values import Span

__all__ = ["Segments", "ends_as_sentence", "find_paragraphs"]

# A line without the white space around it. Where only "\n" ends lines, it is found much faster.
_LINE: Final = re.compile(rf"\S(?:[^{LINE_ENDS}]*\S)?")
_PLAIN_LINE: Final = re.compile(r"\S(?:.*\S)?")
_RARE_ENDS: Final = LINE_ENDS.replace("\n", "")
# What a line could have taken of the next one: a word, or a letter of a script without spaces.
_NEXT_WORD: Final = re.compile(
    r"\s*([\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u9fff\uff00-\uffef]|\S+)"
)
_CLOSERS: Final = "\"'”’»“‘«❞)]}」』*_"
_TERMINAL: Final = f".!?。！？…؟፧:;{STOPS}"
_PAUSES: Final = f"{_TERMINAL},，、،"
_DRAWN_WITH: Final = "-=_*#~."
_RULE: Final = re.compile(r"([-=_*#~.])\1{4,}[-=_*#~. \t]*")  # a line drawn with marks
# Wrapped lines are between these widths; judgement, not measured.
_NARROWEST, _WIDEST = 25, 200
_NEARLY_FULL: Final = 0.8  # of the width; a line that is shorter ends a paragraph. Judgement
_FULL_SHARE: Final = 0.9  # of wrapped lines, or of those before lower case, are full. Judgement
_SMALL_SHARE: Final = 0.3  # of wrapped lines begin in lower case in prose. Judgement
_FEWEST_LINES: Final = 6  # of several wrapped paragraphs; captions have two. Judgement

# Characters looked at on either side of a border, and from which length of a paragraph on.
# Sentences of 300 characters are long; judgement, not measured.
_AROUND, _LONG = 1000, 8000
# The end of what is looked at may be taken for the end of the paragraph, which changes where the
# last sentence of it begins: the one before that ends in the wrong place then.
_SURE: Final = 2


class Segments:
    """Know the paragraphs of a text, and split them into sentences when asked.

    Args:
        text: the text.
        language: code of the language table whose abbreviations end no sentence; None for all.
    """

    def __init__(self, text: str, language: str | None = None) -> None:
        self.text = text
        self.paragraphs = find_paragraphs(text)
        self._language = language
        # What stands before the first paragraph belongs to it.
        self._starts = [0, *[paragraph.start for paragraph in self.paragraphs[1:]]]
        self._sentences: dict[int, tuple[Span, ...]] = {}
        self._sentence_starts: dict[int, list[int]] = {}
        self._split_around: dict[int, int] = {}  # characters, by paragraph

    def paragraph_index(self, offset: int) -> int:
        """Return the index of the paragraph that an offset lies in, or follows."""
        return bisect_right(self._starts, offset) - 1

    def sentences(self, index: int) -> tuple[Span, ...]:
        """Return the sentences of paragraph `index`, in order, without the space between."""
        if index not in self._sentences:
            self._sentences[index] = find_sentences(
                self.text, self.paragraphs[index], self._language
            )
        return self._sentences[index]

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that an offset lies in, or follows.

        A long paragraph is not split for it: only what stands around the offset is, as long as
        that takes less work in all.
        """
        index = self.paragraph_index(offset)
        paragraph = self.paragraphs[index]
        if index not in self._sentences and len(paragraph) > self._split_around.get(index, _LONG):
            self._split_around[index] = self._split_around.get(index, _LONG) + 2 * _AROUND
            found = self._sentence_around(paragraph, offset)
            if found:
                return found
        return self.sentences(index)[self.sentence_index(index, offset)]

    def is_close(self, index: int) -> bool:
        """Tell whether paragraph `index` and the next one are lines with no blank one between."""
        if not 0 <= index < len(self.paragraphs) - 1:
            return False
        between = self.text[self.paragraphs[index].end : self.paragraphs[index + 1].start]
        return between != "\n\n" and _line_breaks(between) == 1

    def goes_on(self, index: int) -> bool:
        """Tell whether a sentence goes on from paragraph `index` into the next one.

        So it does where lines are broken in the middle of sentences, and not to one width; by
        the small letter, and no address, with which the next one begins.
        """
        if not 0 <= index < len(self.paragraphs) - 1:
            return False
        line, after = self.paragraphs[index], self.paragraphs[index + 1]
        if not self.text[after.start].islower() or len(line) < _NARROWEST:  # nearly always
            return False
        first, *_ = self.text[after.start : after.end].split(maxsplit=1)
        goes_on = is_small(first) and "/" not in first
        return goes_on and not ends_as_sentence(self.text[line.start : line.end])

    def _sentence_around(self, paragraph: Span, offset: int) -> Span | None:
        """Return the sentence at an offset if it begins and ends within reach."""
        low, high = max(offset - _AROUND, paragraph.start), min(offset + _AROUND, paragraph.end)
        if low > paragraph.start:  # whole words: what stands before a stop decides about it
            low = self.text.find(" ", low, offset) + 1 or offset
        if high < paragraph.end:
            high = max(self.text.rfind(" ", offset, high), offset)
        sentences = find_sentences(self.text, Span(low, high), self._language)
        place = bisect_right(sentences, offset, key=lambda each: each.start) - 1
        begins = place > 0 or low == paragraph.start
        ends = place < len(sentences) - _SURE or high == paragraph.end
        return sentences[max(place, 0)] if begins and ends else None

    def sentence_index(self, index: int, offset: int) -> int:
        """Return which sentence of paragraph `index` an offset lies in, or follows."""
        if index not in self._sentence_starts:
            self._sentence_starts[index] = [0, *[each.start for each in self.sentences(index)[1:]]]
        return bisect_right(self._sentence_starts[index], offset) - 1


def find_paragraphs(text: str) -> tuple[Span, ...]:
    r"""Return the paragraphs of a text, without the white space around them.

    A line is a paragraph, unless a block of lines without a blank line between them was wrapped
    to a width: then the block is one. It was, when no line had room for the first word of the
    next one.

    >>> find_paragraphs("A headline\n\nText.\r\n  More.\n")
    (Span(start=0, end=10), Span(start=12, end=17), Span(start=21, end=26))
    """
    paragraphs: list[Span] = []
    block: list[Span] = []
    previous_end = 0
    lines = _LINE if any(map(text.__contains__, _RARE_ENDS)) else _PLAIN_LINE
    for line in lines.finditer(text, text.startswith("\ufeff")):  # a byte-order mark is no text
        start, end = line.span()
        between = text[previous_end:start]
        if block and (between == "\n\n" or _line_breaks(between) > 1):
            paragraphs += block if len(block) == 1 else _parted(text, block)
            block = []
        block.append(Span(start, end))
        previous_end = end
    return (*paragraphs, *_parted(text, block))


def ends_as_sentence(text: str) -> bool:
    """Tell whether a text ends in a mark as sentences do, quotes and brackets behind it aside."""
    return text.rstrip(_CLOSERS)[-1:] in tuple(_TERMINAL)


def _parted(text: str, block: list[Span]) -> Iterator[Span]:
    """Yield the paragraphs of a block of lines; one drawn with marks parts what is around it."""
    part: list[Span] = []
    for line in block:
        if text[line.start] in _DRAWN_WITH and _RULE.fullmatch(text, line.start, line.end):
            yield from _unwrapped(text, part)
            yield line
            part = []
        else:
            part.append(line)
    yield from _unwrapped(text, part)


def _unwrapped(text: str, block: list[Span]) -> list[Span]:
    """Return the paragraphs of a block of lines wrapped to a width, else one for each line.

    The block is one; or several without blank lines between them: then one ends where its last
    line has room left, or before a line that is set further in, and a line with room left that no
    mark ends is one of its own, such as a heading. A small letter behind a long line opens none.
    """
    if len(block) < 2:
        return block
    lines = [text[line.start : line.end] for line in block]
    if not any(_may_go_on_from(line) for line in lines[1:]):
        return block
    indents = [_indent(text, line) for line in block]
    lengths = list(map(operator.add, indents, map(len, lines)))
    width = max(lengths)
    if not _NARROWEST <= width <= _WIDEST:
        return block
    full: list[bool] = []
    ended = 0
    for length, (line, after) in zip(lengths, pairwise(block), strict=False):
        word = _NEXT_WORD.match(text, after.start, after.end)
        full.append(length + 1 + len(word[1] if word else "") > width)
        ended += text[line.end - 1] in _PAUSES
    # Ten lines in a row that each end a sentence, or a verse, are a list, however even.
    if 2 * ended <= len(full) <= sum(full) / _FULL_SHARE and len(set(lines)) == len(lines):
        return [Span(block[0].start, block[-1].end)]
    if len(block) < _FEWEST_LINES or not _is_prose(lines, full):
        return block
    paragraphs = [block[0]]
    for place, line in enumerate(block[1:], 1):
        further_in = indents[place] > indents[place - 1]
        heading = not (full[place : place + 1] or [False])[0] and not ends_as_sentence(lines[place])
        goes_on = lines[place][0].islower() and lengths[place - 1] > _NEARLY_FULL * width
        if goes_on or (full[place - 1] and not further_in and not heading):
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(line)
    return paragraphs


def _is_prose(lines: list[str], full: list[bool]) -> bool:
    """Tell whether lines that begin in lower case are many, and follow full ones, as in prose."""
    if any(one == other for one, other in pairwise(lines)):
        return False
    going_on = [is_full for line, is_full in zip(lines[1:], full, strict=True) if line[0].islower()]
    many = len(going_on) >= _SMALL_SHARE * len(full)
    return many and sum(going_on) >= _FULL_SHARE * len(going_on)


def _indent(text: str, line: Span) -> int:
    """Return how many characters of white space stand before a line."""
    before = text[max(line.start - _WIDEST, 0) : line.start]
    return len(before) - len(before.rstrip(" \t\xa0"))


def _may_go_on_from(line: str) -> bool:
    """Tell whether a line may be the middle of a sentence: by its first letter, or all capitals.

    An address is not.
    """
    small = line[0] == line[0].lower() and not line.startswith(("http:", "https:", "www."))
    return line[0].isalpha() and (small or line == line.upper())


def _line_breaks(between: str) -> int:
    if len(between) == 1:  # nearly always
        return 1
    return sum(between.count(mark) for mark in "\n\x0b\x0c\x85\u2028\u2029") + max(
        0, between.count("\r") - between.count("\r\n")
    )
