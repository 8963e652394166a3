"""What stands in a text beside plain words: questions, words in capitals, links, pictures, tags."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from dedup.read.marks import QUESTION_MARKS
from dedup.read.markup import find_addresses, find_pairs, find_pictures
from dedup.values import Span

__all__ = ["Landmarks"]


class Landmarks:
    """Say where something other than plain words stands in one text.

    Args:
        text: the text as it is read, without markup.
        with_markup: the same, of the same length, with it.
        starts: where its tokens start, in text order.

    Attributes:
        pictures: where each picture or film stands that is shown once, and its address.
        addresses: the address that each link leads to, by its first word.
        linked: the words with which links begin.
        questions: the words before a question mark. All of them in text order.
    """

    def __init__(self, text: str, with_markup: str, starts: memoryview) -> None:
        self._text = text
        self._with_markup = with_markup
        self._starts = starts
        marked_up = with_markup if with_markup is not text else ""
        self.pictures = _shown_once(list(find_pictures(marked_up)))
        self.addresses = {
            bisect_left(starts, offset): address for offset, address in find_addresses(marked_up)
        }
        self.linked = list(self.addresses)
        marks = sorted(
            at for mark in QUESTION_MARKS if mark in text for at in _found(mark, text, 0, len(text))
        )
        before = [bisect_left(starts, mark) - 1 for mark in marks]
        self.questions = [place for place in before if place >= 0]

    @cached_property
    def pairs(self) -> list[tuple[Span, Span]]:
        """Each tag or bracket of markup that has a counterpart, with that one, in text order."""
        return find_pairs(self._with_markup)

    def in_capitals(self, words: frozenset[str], start: int, end: int) -> list[int]:
        """Return where some words stand in capitals from one token to another, in text order."""
        text, starts = self._text, self._starts
        low, high = starts[start], starts[end] if end < len(starts) else len(text)
        found = [
            at
            for word in map(str.upper, words)
            for at in _found(word, text, low, high)  # nearly never
            if not _in_word(text, at - 1) and not _in_word(text, at + len(word))
        ]
        return [bisect_left(starts, at) for at in sorted(found)]


def _shown_once(pictures: list[tuple[int, str]]) -> list[tuple[int, str]]:
    if not pictures:  # nearly always
        return []
    times = Counter(address for _, address in pictures)
    return [(offset, address) for offset, address in pictures if times[address] == 1]


def _found(part: str, text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a text holds a part; one character is found many times as fast as several are."""
    first = part[0]
    at = text.find(first, start, end)
    while at >= 0:
        if text.startswith(part, at, end):
            yield at
        at = text.find(first, at + 1, end)


def _in_word(text: str, offset: int) -> bool:
    """Tell whether the character at an offset is a part of a word; outside the text, none is."""
    return 0 <= offset < len(text) and (text[offset].isalnum() or text[offset] == "_")
