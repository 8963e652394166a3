"""Paragraphs, and sentences where they are asked for, as spans of the untouched text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dedup.languages import load_language
from dedup.values import Span

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

__all__ = ["Segments", "ends_as_sentence", "find_paragraphs", "find_sentences"]

# A line without the white space around it.
_LINE: Final = re.compile(r"\S(?:[^\n\r\x0b\x0c\x85\u2028\u2029]*\S)?")
_FIRST_WORD: Final = re.compile(r"\s*(\S+)")
# Marks that end a sentence whatever follows, with the quotes and brackets that close it.
_FULL_STOPS: Final = re.compile(r"[。！？｡][。！？｡…]*[」』）”’》〉】]*|[।॥؟۔።]+[\"'”’»)\]]*")
# A full stop without the space behind it, as where a text was joined to itself: "tide.The".
_GLUED_STOP: Final = re.compile(r"(?<=\w\w)[.!?][\"'”’»)\]]*(?=[\"'“‘«]*[^\W\d_])")
# The dots of a text cut off, before the label of a link that closes the paragraph: "... Read more".
_CUT_OFF: Final = re.compile(r"(?:\.\.\.|…)[\])]?(?=\s+[^\W\d_][^.!?…]{0,30}\Z)")
_INNER_STOP: Final = re.compile(r"[.!?][^\w\s]*\s+\S")  # only then is there something to split
_DAY: Final = re.compile(r"\b\d{1,2}\.\Z")
_CLOSERS: Final = "\"'”’»“‘«)]}」』*_"
_TERMINAL: Final = ".!?。！？…؟۔।॥:;"
# Wrapped lines are between these widths; judgement, not measured.
_NARROWEST, _WIDEST = 25, 200
# nltk's expressions give up after five seconds on long runs of marks: pieces stay short.
_LONGEST_PIECE: Final = 8000


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
        self._starts = [paragraph.start for paragraph in self.paragraphs]
        self._sentences: dict[int, tuple[Span, ...]] = {}

    def paragraph_index(self, offset: int) -> int:
        """Return the index of the paragraph that an offset lies in, or follows."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def sentences(self, index: int) -> tuple[Span, ...]:
        """Return the sentences of paragraph `index`, in order, without the space between."""
        if index not in self._sentences:
            self._sentences[index] = find_sentences(
                self.text, self.paragraphs[index], self._language
            )
        return self._sentences[index]


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
    for line in _LINE.finditer(text, text.startswith("\ufeff")):  # a byte-order mark is no text
        start, end = line.span()
        if block and _line_breaks(text[previous_end:start]) > 1:
            paragraphs += _unwrapped(text, block)
            block = []
        block.append(Span(start, end))
        previous_end = end
    return (*paragraphs, *_unwrapped(text, block))


def find_sentences(text: str, paragraph: Span, language: str | None = None) -> tuple[Span, ...]:
    """Return the sentences of one paragraph, without the white space around them.

    Chinese, Japanese, Hindi, Arabic and Urdu full stops always end a sentence; for the others
    nltk's Punkt decides, with this package's abbreviations, and never before a lower-case
    letter. Costs about 0.5 microseconds a character.

    >>> text = "Dr. Lee left at 5 p.m. sharp. Nobody saw her."
    >>> [text[s.start : s.end] for s in find_sentences(text, Span(0, len(text)), "en")]
    ['Dr. Lee left at 5 p.m. sharp.', 'Nobody saw her.']
    """
    sentences: list[Span] = []
    start = paragraph.start
    within = (paragraph.start, paragraph.end)
    stops = {stop.end() for stop in _FULL_STOPS.finditer(text, *within)}
    stops |= {stop.end() for stop in _CUT_OFF.finditer(text, *within)}
    stops |= {stop.end() for stop in _GLUED_STOP.finditer(text, *within) if _ends_glued(text, stop)}
    for stop in (*sorted(stops), paragraph.end):
        sentences += _split(text, start, stop, language)
        start = stop
    return tuple(sentences)


def ends_as_sentence(text: str) -> bool:
    """Tell whether a text ends in a mark as sentences do, quotes and brackets behind it aside."""
    return text.rstrip(_CLOSERS)[-1:] in tuple(_TERMINAL)


def _ends_glued(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a glued full stop ends a sentence: no capitals before, a capital word behind."""
    before = text[stop.start() - 2 : stop.start()]
    behind = text[stop.end() : stop.end() + 4].lstrip("\"'“‘«")
    opens = behind[0] != behind[0].lower() and not behind[1:2].isupper()
    caseless = behind[0].lower() == behind[0].upper() and before.isalpha()
    return before == before.lower() and (opens or caseless)


def _split(text: str, start: int, end: int, language: str | None) -> list[Span]:
    spans: list[Span] = []
    while start < end:
        piece_end = min(start + _LONGEST_PIECE, end)
        if piece_end < end:  # cut at white space where there is some
            piece_end = max(text.rfind(" ", start, piece_end), start) or piece_end
            piece_end = piece_end if piece_end > start else min(start + _LONGEST_PIECE, end)
        found = _split_piece(text, start, piece_end, language)
        if piece_end < end and len(found) > 1:  # the last may go on in the next piece
            piece_end = found.pop().start
        spans += found
        start = piece_end
    return spans


def _split_piece(text: str, start: int, end: int, language: str | None) -> list[Span]:
    piece = text[start:end]
    spans: list[Span] = []
    if not _INNER_STOP.search(piece):
        whole = _trimmed(text, start, end)
        return [whole] if whole else []
    for first, last in _splitter(language).span_tokenize(piece):
        span = _trimmed(text, start + first, start + last)
        if not span:
            continue
        if spans and (_continues(text, span) or _is_date(text, spans[-1], span, language)):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return spans


def _continues(text: str, span: Span) -> bool:
    """Tell whether a sentence found cannot be one: it starts in lower case, or has no word."""
    opening = text[span.start : span.start + 40].lstrip("\"'“”‘’«»„‚([{¿¡-–— ")
    return opening[:1].islower() or not any(map(str.isalnum, text[span.start : span.end]))


def _is_date(text: str, before: Span, span: Span, language: str | None) -> bool:
    """Tell whether a day ends one sentence and its month begins the next: "am 3. Mai"."""
    if not _DAY.search(text[before.start : before.end]):
        return False
    month = _FIRST_WORD.match(text, span.start, span.end)
    return (
        month is not None and month[1].casefold().rstrip(",.;:") in load_language(language).months
    )


@cache
def _splitter(language: str | None) -> PunktSentenceTokenizer:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = set(load_language(language).abbreviations)
    return PunktSentenceTokenizer(parameters)


def _unwrapped(text: str, block: list[Span]) -> list[Span]:
    """Return one paragraph for a block of lines wrapped to a width, else one for each line."""
    if len(block) < 2:
        return block
    lines = [text[line.start : line.end] for line in block]
    if len(set(lines)) < len(lines):
        return block
    if not any(_goes_on(line) for line in lines[1:]):
        return block
    width = max(map(len, block))
    if not _NARROWEST <= width <= _WIDEST:
        return block
    full = ended = 0
    for line, after in pairwise(block):
        word = _FIRST_WORD.match(text, after.start, after.end)
        full += len(line) + 1 + len(word[1] if word else "") > width
        ended += text[line.end - 1] in _TERMINAL
    # Ten lines in a row that each end a sentence are a list, however even.
    if full < 0.9 * (len(block) - 1) or 2 * ended > len(block) - 1:
        return block
    return [Span(block[0].start, block[-1].end)]


def _goes_on(line: str) -> bool:
    """Tell whether a line may be the middle of a sentence: by its first letter, or all capitals."""
    return line[0].isalpha() and (line[0] == line[0].lower() or line == line.upper())


def _line_breaks(between: str) -> int:
    if between in ("\n", "\n\n"):  # nearly always
        return len(between)
    return sum(between.count(mark) for mark in "\n\x0b\x0c\x85\u2028\u2029") + max(
        0, between.count("\r") - between.count("\r\n")
    )


def _trimmed(text: str, start: int, end: int) -> Span | None:
    part = text[start:end]
    stripped = part.strip()
    if not stripped:
        return None
    lead = len(part) - len(part.lstrip())
    return Span(start + lead, start + lead + len(stripped))
