"""One text as the later rooms look at it: its tokens, how many words they hold, its segments."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Final

from dedup.read.characters import FILLING, is_small
from dedup.read.folding import fold_word
from dedup.read.forms import Forms
from dedup.read.landmarks import Landmarks
from dedup.read.legible import as_meant
from dedup.read.marks import LINE_ENDS, STOPS
from dedup.read.markup import without_markup
from dedup.read.more_links import is_more_link
from dedup.read.occurrences import Occurrences
from dedup.read.tokens import HALF_WORDS_PER_WORD, Tokens
from dedup.values import Span

if TYPE_CHECKING:
    from dedup.read.segments import Segments

__all__ = ["Reading"]

_LONGEST_UNCASED: Final = 100  # characters in which a text that has capitals has one; judgement
_DOTS: Final = re.compile(r"\s?[^\w\s.…]{0,2}\.?\s?[\[(]?(?:\.\.\.|…)")
_BEFORE_HEAD: Final = 12  # characters in which a line break, dots and the mark before stand
# Marks that may end a sentence, and what ends a line.
_MAY_END: Final = re.compile(rf"[.!?…。！？｡؟፧{STOPS}{LINE_ENDS}]")
# French sets a space between a guillemet and its quotation.
# Behind a letter or a stop a mark that may close a quotation closes one.
_OPENS_QUOTATION: Final = re.compile(
    r"(?:[“❝‘„‚«‹「『《]|(?<![\w.!?…。！？，])[\"'”’»›])\Z|(?:\A|\s)[«‹]\s\Z"
)
_OPENS_VALUE: Final = re.compile(r'":\s?"\Z')
_BEFORE_VALUE: Final = 4  # characters of the longest of these


class Reading:
    """Answer questions about the tokens of one text; what costs time is done when asked for.

    Args:
        text: the text.
        tokens: its tokens.
        language: code of the language table for sentence ends; None for all tables together.
        is_unglued: whether words glued together were told apart, so that reading the text anew
            gives other tokens.

    Attributes:
        with_markup: the text, of the same length, without entities and misread characters.
        text: the text as it is read, of the same length: without markup, too.
        is_plain: whether that is the text as it was given.
        starts, ends, keys, half_words: of the tokens, to be looked at one by one.
        places: how many half-words stand before each token, and in all; to be counted in loops.
    """

    def __init__(
        self,
        text: str,
        tokens: Tokens,
        language: str | None = None,
        *,
        is_unglued: bool = False,
    ) -> None:
        self.with_markup = text if tokens.is_plain else as_meant(text)
        self.text = text if tokens.is_plain else without_markup(self.with_markup)
        self.is_plain = self.text is text
        self.tokens = tokens
        self.is_unglued = is_unglued
        # Views give plain integers, ten times as fast as arrays do one by one, and copy nothing.
        self.starts, self.ends = tokens.starts.data, tokens.ends.data
        self.keys, self.half_words = tokens.keys.data, tokens.half_words.data
        self.places = tokens.places.data
        self._language = language
        self._in_lower_case: dict[int, bool] = {}

    @cached_property
    def landmarks(self) -> Landmarks:
        """What stands in the text beside plain words: questions, links, pictures and others."""
        return Landmarks(self.text, self.with_markup, self.starts)

    @cached_property
    def segments(self) -> Segments:
        """The paragraphs and sentences of the text."""
        from dedup.read.segments import Segments  # most texts are never split

        return Segments(self.text, self._language)

    @cached_property
    def occurrences(self) -> Occurrences:
        """Where the words of the text stand."""
        return Occurrences(self.tokens.keys)

    @cached_property
    def forms(self) -> Forms:
        """How often each line stands in the text, as it is and with other figures."""
        return Forms(self.text, self.segments.paragraphs)

    @cached_property
    def has_dots(self) -> bool:
        """Whether anything in the text may break off with dots."""
        return "..." in self.text or "…" in self.text

    @cached_property
    def has_capitals(self) -> bool:
        """Whether the text uses capitals at all; some transcripts do not."""
        opening = self.text[:_LONGEST_UNCASED]  # nearly always has one
        return opening != opening.lower() or self.text != self.text.lower()

    def words(self, start: int, end: int) -> float:
        """Return how many words the tokens from `start` to `end` hold."""
        places = self.places
        return (places[end] - places[start]) / HALF_WORDS_PER_WORD

    def occurrences_of(self, start: int, end: int) -> int:
        """Return how often the words from one token to another stand in the text, in a row."""
        return len(self.occurrences.places_of(start, end))

    def stands_in_lower_case(self, token: int) -> bool:
        """Tell whether the word of a token is anywhere written with a small first letter."""
        key = self.keys[token]
        if key not in self._in_lower_case:
            self._in_lower_case[key] = any(
                self.as_written(place)[0].islower() for place in self.occurrences.first_of(token)
            )
        return self._in_lower_case[key]

    def word(self, token: int) -> str:
        """Return the folded characters of one token."""
        return fold_word(self.as_written(token))

    def as_written(self, token: int) -> str:
        """Return one token as it is read in the text."""
        return self.text[self.starts[token] : self.ends[token]].replace(FILLING, "")

    def folded(self, start: int, end: int) -> list[str]:
        """Return the folded characters of each of some tokens; the text may end before them."""
        text, starts, ends = self.text, self.starts, self.ends
        tokens = range(max(start, 0), min(end, len(starts)))
        return [fold_word(text[starts[token] : ends[token]]) for token in tokens]

    def wording(self, start: int, end: int) -> str:
        """Return the folded characters of a stretch of tokens, without spaces between."""
        if end - start == 1:  # nearly always
            return fold_word(self.text[self.starts[start] : self.ends[start]])
        return "".join(self.folded(start, end))

    def span(self, start: int, end: int) -> Span:
        """Return where the tokens from `start` to `end` (at least one) stand in the text."""
        return Span(self.starts[start], self.ends[end - 1])

    def tokens_in(self, span: Span) -> tuple[int, int]:
        """Return the range of the tokens that start inside a span."""
        first = bisect_left(self.starts, span.start)
        return first, bisect_left(self.starts, span.end, first)

    def line_of(self, token: int) -> tuple[int, int]:
        """Return the range of the tokens of the paragraph that a token stands in."""
        return self.tokens_in(self.segments.paragraphs[self.paragraph_of(token)])

    def ends_sentence(self, span: Span) -> bool:
        """Tell whether a mark ends a span as it ends a sentence, quotes and brackets aside."""
        from dedup.read.segments import ends_as_sentence  # most texts are never split

        return ends_as_sentence(self.text[span.start : span.end])

    def quoted(self, token: int) -> bool:
        """Tell whether a quotation opens right before a token; a value in JSON is none."""
        start = self.starts[token]
        before = self.text[max(start - _BEFORE_VALUE, 0) : start]
        return bool(_OPENS_QUOTATION.search(before)) and not self.opens_value(token)

    def opens_value(self, token: int) -> bool:
        """Tell whether a value in JSON opens right before a token."""
        start = self.starts[token]
        return bool(_OPENS_VALUE.search(self.text[max(start - _BEFORE_VALUE, 0) : start]))

    def breaks_off(self, token: int) -> bool:
        """Tell whether the text breaks off after a token: dots or a link follow, or nothing."""
        end = self.ends[token]
        last = token + 1 == len(self.tokens) and not self.text[end : end + 2].strip()
        if last or _DOTS.match(self.text, end):
            return True
        return self.more_link_follows(token) and not _MAY_END.match(self.text, end)

    def more_link_follows(self, token: int) -> bool:
        """Tell whether nothing follows in a line but a link to the rest of a text: "Read more"."""
        return is_more_link(self.text, self.ends[token])

    def begins_amid(self, token: int) -> bool:
        """Tell whether a paragraph begins with a token in lower case: its head was cut off.

        Dots may stand before it; a single letter above it is its initial.
        """
        start = self.starts[token]
        if not is_small(self.as_written(token)):  # nearly always
            return False
        before = self.text[max(start - _BEFORE_HEAD, 0) : start].rstrip(" \t.…")
        opens = before[-1] in "\n\r" if before else start < _BEFORE_HEAD
        return opens and len(before.rstrip()[-2:].strip()) != 1

    def breaks_off_unmarked(self, token: int) -> bool:
        """Tell whether a paragraph that has marks ends with a token behind which there is none."""
        end = self.ends[token]
        if self.text[end : end + 1].strip("\n\r"):  # nearly always
            return False
        paragraph = self.segments.paragraphs[self.paragraph_of(token)]
        return paragraph.end == end and bool(
            _MAY_END.search(self.text, paragraph.start, self.starts[token])
        )

    def paragraph_of(self, token: int) -> int:
        """Return the index of the paragraph that a token stands in."""
        return self.segments.paragraph_index(self.starts[token])

    def goes_on(self, paragraph: int) -> bool:
        """Tell whether a sentence goes on from a paragraph, by its index, into the next one.

        Where the text has no capitals nothing shows that.
        """
        return self.segments.goes_on(paragraph) and self.has_capitals

    def sentence_of(self, token: int) -> Span:
        """Return the sentence that a token stands in."""
        return self.segments.sentence_at(self.starts[token])

    def is_one_sentence(self, start: int, end: int) -> bool:
        """Tell whether some tokens surely stand in one sentence: nothing that ends one is between.

        No paragraph is looked for, and none is split.
        """
        span = self.span(start, end)
        return not _MAY_END.search(self.text, span.start, span.end)

    def opens_sentence(self, token: int) -> bool:
        """Tell whether a sentence begins with a token."""
        return self.sentence_start(token) == token

    def closes_sentence(self, end: int) -> bool:
        """Tell whether a sentence ends before a token."""
        return self.sentence_end(end - 1) == end

    def sentence_start(self, token: int) -> int:
        """Return the first token of the sentence that a token stands in.

        A paragraph that begins with the token is not split for that.
        """
        paragraph = self.segments.paragraphs[self.paragraph_of(token)]
        opens = self.starts[token] == paragraph.start
        return token if opens else self.tokens_in(self.sentence_of(token))[0]

    def sentence_end(self, token: int) -> int:
        """Return the token after the sentence that a token stands in.

        A paragraph that ends with the token is not split for that.
        """
        _, after = self.line_of(token)
        return after if after == token + 1 else self.tokens_in(self.sentence_of(token))[1]
