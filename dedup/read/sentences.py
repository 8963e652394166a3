"""The sentences of a paragraph, as spans of the untouched text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from dedup.languages import load_language
from dedup.read.marks import RAISED, STOPS, UNMARKED
from dedup.read.more_links import find_more_link
from dedup.values import Span

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

__all__ = ["find_sentences", "punkt_parts"]

# Marks that end a sentence whatever follows, with the quotes and brackets that close it.
# All begin with one class of characters: then they are looked for four times as fast.
_FULL_STOPS: Final = re.compile(
    rf"[。！？｡؟፧{STOPS}](?:(?<=[。！？｡])[。！？｡…]*[」』）”’》〉】]*"
    rf"|[؟፧{STOPS}]*[\"'”’»)\]]*(?:“(?=\s|\Z))?)"  # Urdu closes ”so“
)
# A full stop without the space behind it, as where a text was joined to itself: "tide.The".
_GLUED: Final = rf"(?<=\w\w[.!?])[\"'”’»)\]]*(?=[\"'“‘«]*(?![{RAISED}])[^\W\d_])"
_GLUED_STOP: Final = re.compile(rf"[.!?]{_GLUED}")
# The dots of a text cut off, before the label of a link that closes the paragraph: "... Read more".
_DOTS_BEFORE_LINK: Final = re.compile(r"(?:\.\.\.|…)[\])]?(?=\s+[\[(]?[^\W\d_][^.!?…]{0,30}\Z)")
# A stop with the marks that close behind it, and white space before the next word.
_STOP: Final = re.compile(rf"[.!?]([\"')\]}}‘’“”«»❞{RAISED}]*)\s+(?=(\S+))")
_INNER_STOP: Final = re.compile(r"[.!?][^\w\s]*\s+\S")  # only then is there something to split
# Two stops in a row, marks that open right behind one, closing marks that stand alone.
_ODD: Final = (
    r"(?=[\"')\]}‘’“”«»;*:@({\[!?])(?![\"')\]}‘’“”«»]+(?:\s|\Z))"
    r"|[\"')\]}‘’“”«»]*\s+[\"')\]}‘’“”«»]+(?:\s|--|\Z)"
)
_ODD_STOP: Final = re.compile(rf"[.!?](?:{_ODD})")
# Any of these, found in one go. Most paragraphs have none.
_UNUSUAL_STOP: Final = re.compile(
    rf"[.!?…。！？｡؟፧{STOPS}](?:(?<![.!?])|(?<=\.\.\.)|{_GLUED}|{_ODD})"
)
# A full stop of Thai or Lao shortens a word; in Armenian it leads to a quotation, as a colon does.
_SHORTENING: Final = re.compile(rf"[{UNMARKED}\u0561-\u0587]\.[^\w]*\Z")
_OPENING_MARKS: Final = "\"'“‘«❝"
_INNER_MARKS: Final = ",:;"
# A surname, and initials behind it, in the middle of a sentence.
_INITIALS: Final = re.compile(r"\w,?\s[^\W\d_]{2,}\s(?:[^\W\d_]\.\s?){2}\s*\Z")
_ITEM: Final = re.compile(r"\(?\d{1,3}[.)]")  # is a part of the sentence that it numbers
_ADDRESS_START: Final = re.compile(
    r"https?://|www\.|[a-z\d]{1,30}(?:\.[a-z\d]{1,30}){1,2}/\S|via @\w"
)
_DAY: Final = re.compile(r"\b\d{1,2}\.\Z")
_AROUND_WORDS: Final = "\"'“”‘’«»❝❞()[]"
_WORD_AND_MARKS: Final = re.compile(r"\s*(\S+)")
_LONGEST_OPENING: Final = 40  # characters that tell an address or a case; judgement, not measured
_LONGEST_NAME: Final = 40  # characters with its initials; judgement, not measured
_LONGEST_BREAK: Final = 9  # characters from a word over its stop to the next sentence
_BEHIND_LINK: Final = "»›>→])"
_BEFORE_LINK: Final = " \t\xa0[(|<>»›-–—"
# nltk's expressions give up after five seconds on long runs of marks: pieces stay short.
_LONGEST_PIECE: Final = 8000


def find_sentences(text: str, paragraph: Span, language: str | None = None) -> tuple[Span, ...]:
    """Return the sentences of one paragraph, without the white space around them.

    Chinese, Japanese, Hindi, Arabic and Urdu full stops always end a sentence; for the others
    nltk's Punkt decides, with this package's abbreviations, and never before a lower-case
    letter, unless an address begins with it. "Read more" at the end of a preview is a sentence
    of its own. Costs about 0.5 microseconds a character.

    >>> text = "Dr. Lee left at 5 p.m. sharp. Nobody saw her."
    >>> [text[s.start : s.end] for s in find_sentences(text, Span(0, len(text)), "en")]
    ['Dr. Lee left at 5 p.m. sharp.', 'Nobody saw her.']
    """
    sentences = _find_sentences(text, paragraph, language)
    last_mark = text[sentences[-1].end - 1] if sentences else "."
    if last_mark in ".!?" or not (last_mark.isalpha() or last_mark in _BEHIND_LINK):
        return sentences  # nearly always
    *before, last = sentences
    link = find_more_link(text, last.start, last.end)
    if link == last.end:
        return sentences
    end = last.start + len(text[last.start : link].rstrip(_BEFORE_LINK))
    parts = Span(last.start, end), _trimmed(text, end, last.end)
    return (*before, *(part for part in parts if part))


def _find_sentences(text: str, paragraph: Span, language: str | None) -> tuple[Span, ...]:
    within = (paragraph.start, paragraph.end)
    if len(paragraph) <= _LONGEST_PIECE and not _UNUSUAL_STOP.search(text, *within):
        return tuple(_split_piece(text, *within, language, plain=True))  # nearly always
    sentences: list[Span] = []
    start = paragraph.start
    stops = {stop.end() for stop in _GLUED_STOP.finditer(text, *within) if _ends_glued(text, stop)}
    piece = text[paragraph.start : paragraph.end]
    if not piece.isascii():
        stops |= {stop.end() for stop in _FULL_STOPS.finditer(text, *within)}
    if "..." in piece or "…" in piece:
        stops |= {stop.end() for stop in _DOTS_BEFORE_LINK.finditer(text, *within)}
    for stop in (*sorted(stops), paragraph.end):
        sentences += _split(text, start, stop, language)
        start = stop
    return tuple(sentences)


def _ends_glued(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a glued full stop ends a sentence: no capitals before, a capital word behind."""
    before = text[stop.start() - 2 : stop.start()]
    if _SHORTENING.search(text, stop.start() - 1, stop.end()):
        return False
    start = stop.end()
    while text[start] in _OPENING_MARKS:  # a letter follows
        start += 1
    behind = text[start : start + 2]
    opens = behind[0] != behind[0].lower() and not behind[1:2].isupper()
    caseless = behind[0].lower() == behind[0].upper() and before.isalpha()
    return before == before.lower() and (opens or caseless)


def _split(text: str, start: int, end: int, language: str | None) -> list[Span]:
    if end - start <= _LONGEST_PIECE:
        return _split_piece(text, start, end, language)
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


def _split_piece(
    text: str, start: int, end: int, language: str | None, *, plain: bool = False
) -> list[Span]:
    """Return the sentences of a stretch, of which it may be known that no stop in it is unusual."""
    piece = text[start:end]
    plain = plain or not _INNER_STOP.search(piece)
    spans: list[Span] = []
    for first, last in (_plain_parts if plain else punkt_parts)(piece, language):
        span = _trimmed(text, start + first, start + last)
        if not span:
            continue
        if spans and (
            _continues(text, span)
            or _is_date(text, spans[-1], span, language)
            or _ITEM.fullmatch(text, spans[-1].start, spans[-1].end)
        ):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return spans


def punkt_parts(piece: str, language: str | None = None) -> Iterator[tuple[int, int]]:
    """Yield where Punkt sees the sentences of a piece of text, white space around it included.

    Punkt takes 20 microseconds a stop, and is asked only where that matters: a stop behind a
    plain word that is no abbreviation ends a sentence, and Punkt would say so too.
    """
    odd = _ODD_STOP.search(piece)
    yield from _splitter(language).span_tokenize(piece) if odd else _plain_parts(piece, language)


def _plain_parts(piece: str, language: str | None) -> Iterator[tuple[int, int]]:
    """Yield what `punkt_parts` does for a piece without odd stops."""
    abbreviations = load_language(language).abbreviations
    start = before = 0
    for stop in _STOP.finditer(piece):
        at = stop.start()
        word = piece[max(piece.rfind(" ", before, at) + 1, before) : at].strip(_AROUND_WORDS)
        plain = len(word) > 1 and word.isalpha() and word.lower() not in abbreviations
        if plain or _is_break(piece, before, stop, language):
            yield start, stop.end(1)
            start = stop.end()
        before = at + 1
    yield start, len(piece)


def _is_break(piece: str, before: int, stop: re.Match[str], language: str | None) -> bool:
    """Ask Punkt whether a stop ends a sentence, showing it the words on both sides."""
    words = piece[before : stop.start() + 1].split()
    behind = stop[1][:1] or f" {stop[2]}"
    return _holds_break(f"{words[-1]}{behind}", language)


@lru_cache(maxsize=1 << 8)  # an article stops behind the same abbreviations again and again
def _holds_break(words: str, language: str | None) -> bool:
    return bool(_splitter(language).text_contains_sentbreak(words))


def _continues(text: str, span: Span) -> bool:
    """Tell whether a sentence found cannot be one: it starts in lower case, or has no word.

    Or it starts with a mark inside sentences ("?: "), or quotes behind initials: Титов П.С. «...».
    """
    if text[span.start].isupper():  # nearly always
        return False
    if text[span.start] in _INNER_MARKS and text[span.start + 1 : span.start + 2].isspace():
        return True
    if text[span.start] in _OPENING_MARKS and _INITIALS.search(
        text, max(span.start - _LONGEST_NAME, 0), span.start
    ):
        return True
    if _SHORTENING.search(text, max(span.start - _LONGEST_BREAK, 0), span.start):
        return True
    opening = text[span.start : span.start + _LONGEST_OPENING].lstrip("\"'“”‘’«»„‚([{¿¡-–— ")
    lower_case = opening[:1] != opening[:1].title()  # Georgian has small letters only
    if lower_case and _ADDRESS_START.match(opening):  # belongs to no sentence
        return False
    return lower_case or not any(map(str.isalnum, text[span.start : span.end]))


def _is_date(text: str, before: Span, span: Span, language: str | None) -> bool:
    """Tell whether a day ends one sentence and its month begins the next: "am 3. Mai"."""
    dotted = text[before.end - 1] == "." and text[before.end - 2].isdecimal()
    if not dotted or not _DAY.search(text[before.start : before.end]):
        return False
    month = _WORD_AND_MARKS.match(text, span.start, span.end)
    return (
        month is not None and month[1].casefold().rstrip(",.;:") in load_language(language).months
    )


@cache
def _splitter(language: str | None) -> PunktSentenceTokenizer:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = set(load_language(language).abbreviations)
    return PunktSentenceTokenizer(parameters)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return Span(start, end)
    part = text[start:end]
    stripped = part.strip()
    if not stripped:
        return None
    lead = len(part) - len(part.lstrip())
    return Span(start + lead, start + lead + len(stripped))
