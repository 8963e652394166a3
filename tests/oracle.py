"""Slow, obvious versions of the fast stages; each is meant to be right by inspection.

A test draws an input, runs the stage and its twin here, and compares the two. Nothing here is
clever: plain loops, one character, token or pair at a time.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from dedup.languages import load_language
from dedup.read.characters import (
    APOSTROPHE,
    CLASS_SHIFT,
    DIGIT,
    LETTER,
    POINT,
    SEPARATOR,
    SIGN,
    SYMBOL,
    UNSPACED,
)
from dedup.values import Span

__all__ = [
    "chosen_runs",
    "common_tokens",
    "common_words",
    "equal_from",
    "folded_word",
    "joined_seeds",
    "kept_offsets",
    "lines",
    "linked_shingles",
    "linked_texts",
    "pieces_of",
    "punkt_parts",
    "shared_tokens",
    "standing_places",
    "times_in_a_row",
    "token_ranges",
    "without",
]


# Read

# Vowel points of Hebrew and Arabic, and the dot under letters of Hindi.
_POINTS = r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652\u0670\u093c]"


def folded_word(word: str) -> str:
    """Compose a word, drop marks that are invisible or often left out, fold each character."""
    visible = "".join(mark for mark in word if unicodedata.category(mark) != "Cf")
    folded = "".join(
        mark
        if mark in "⁰¹²³⁴⁵⁶⁷⁸⁹"
        else unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", mark).casefold())
        for mark in unicodedata.normalize("NFC", visible)
    )
    apart = unicodedata.normalize("NFD", folded)
    if re.search(_POINTS, apart):
        folded = unicodedata.normalize("NFC", re.sub(_POINTS, "", apart))
    for letter, same in zip("أإآٱیکșțёœ", (*"اااايكşţе", "oe"), strict=True):
        folded = folded.replace(letter, same)
    return folded


def token_ranges(entries: Sequence[int]) -> list[tuple[int, int]]:
    """Return where the tokens among folded characters start and end, one character at a time."""
    classes = [entry >> CLASS_SHIFT for entry in entries]
    around = [SEPARATOR, *classes, SEPARATOR]
    ranges: list[tuple[int, int]] = []
    in_word = False
    for place, own in enumerate(classes):
        before, after = around[place], around[place + 2]
        leads = before in (DIGIT, SEPARATOR, SYMBOL, SIGN)  # 3.5, and .5 by itself
        word = own in (LETTER, DIGIT) or (own == POINT and leads and after == DIGIT)
        if own == APOSTROPHE:
            word = before in (LETTER, DIGIT) and after in (LETTER, DIGIT)
        opens = before in (SEPARATOR, SYMBOL, UNSPACED, POINT, APOSTROPHE) and after == DIGIT
        if after in (POINT, SYMBOL) and DIGIT in around[place + 3 : place + 4]:  # -.5 and -$5
            opens = before not in (LETTER, DIGIT)
        if word and in_word:
            ranges[-1] = (ranges[-1][0], place + 1)
        elif word or own in (UNSPACED, SYMBOL) or (own == SIGN and opens):
            ranges.append((place, place + 1))
        in_word = word
    return ranges


def lines(text: str) -> list[Span]:
    """Return the lines of a text that hold more than white space, without that around them."""
    spans: list[Span] = []
    start = 0
    for place, mark in enumerate(f"{text}\n"):
        if mark in "\n\r\x0b\x0c\x85\u2028\u2029":
            inside = [at for at in range(start, place) if not text[at].isspace()]
            spans += [Span(inside[0], inside[-1] + 1)] if inside else []
            start = place + 1
    return spans


def times_in_a_row(keys: Sequence[int], wanted: Sequence[int]) -> int:
    """Count the places at which `wanted` stands among the keys, overlapping ones too."""
    places = range(len(keys) - len(wanted) + 1)
    return sum(list(keys[at : at + len(wanted)]) == list(wanted) for at in places)


# Match


def linked_shingles(keys: Sequence[int], lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Link each shingle to the nearest earlier place with the same tokens, by remembering all."""
    latest: dict[tuple[int, ...], int] = {}
    links: list[tuple[int, int]] = []
    for place, length in enumerate(lengths):
        shingle = tuple(keys[place : place + length])
        if len(shingle) < length:
            continue
        if shingle in latest:
            links.append((latest[shingle], place))
        latest[shingle] = place
    return links


def joined_seeds(
    seeds: Sequence[tuple[int, int]], lengths: Sequence[int]
) -> list[tuple[int, int, int]]:
    """Join each seed to the one before it when both sides are one token further on."""
    runs: list[tuple[int, int, int]] = []
    before: tuple[int, int] | None = None
    for (source, copy), length in zip(seeds, lengths, strict=True):
        if before == (source - 1, copy - 1):
            first_source, first_copy, _ = runs[-1]
            runs[-1] = (first_source, first_copy, copy + length - first_copy)
        else:
            runs.append((source, copy, length))
        before = (source, copy)
    return runs


def chosen_runs(
    runs: Sequence[tuple[int, int, int]],
    half_words: Sequence[int],
    *,
    evidence: int,
    reach: int,
    drift: int,
) -> list[tuple[int, int, int]]:
    """Return the runs that are long enough, or near one of the four before or after them."""
    chosen: set[int] = set()
    for place, (source, copy, length) in enumerate(runs):
        if sum(half_words[copy : copy + length]) >= 2 * evidence:
            chosen.add(place)
        for other in range(place + 1, min(place + 5, len(runs))):
            after_source, after_copy, _ = runs[other]
            gap_source = _between(half_words, source + length, after_source)
            gap_copy = _between(half_words, copy + length, after_copy)
            near = max(gap_source, gap_copy) <= reach and abs(gap_source - gap_copy) <= drift
            if near and after_source > source:
                chosen |= {place, other}
    return [runs[place] for place in sorted(chosen)]


def _between(half_words: Sequence[int], start: int, end: int) -> int:
    """Return the half-words from one token to another, less than nothing backwards."""
    inside = sum(half_words[min(start, end) : max(start, end)])
    return inside if start <= end else -inside


def equal_from(keys: Sequence[int], one: int, other: int) -> int:
    """Count the equal tokens from two places on."""
    length = 0
    while max(one, other) + length < len(keys) and keys[one + length] == keys[other + length]:
        length += 1
    return length


def common_tokens(one: Sequence[int], other: Sequence[int]) -> int:
    """Return the length of the longest common subsequence, by the textbook's table."""
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for row, mine in enumerate(one, 1):
        for column, theirs in enumerate(other, 1):
            table[row][column] = (
                table[row - 1][column - 1] + 1
                if mine == theirs
                else max(table[row - 1][column], table[row][column - 1])
            )
    return table[-1][-1]


def common_words(match: Any, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of equal tokens of a match whose copy lies in a stretch, one by one."""
    differing = {at for each in match.differences for at in range(each.copy_start, each.copy_end)}
    skipped = {at for each in match.differences for at in range(each.source_start, each.source_end)}
    sources = [at for at in range(match.source_start, match.source_end) if at not in skipped]
    copies = [at for at in range(match.copy_start, match.copy_end) if at not in differing]
    for copy, source in zip(copies, sources, strict=True):
        if start <= copy < end:
            yield copy, source


def linked_texts(first: Sequence[int], second: Sequence[int]) -> list[tuple[int, int]]:
    """Link each shingle of the second text to its like, n-th to n-th and then from the beginning.

    Places in the second text count from the first one on, with one place between the two.
    """
    links: list[tuple[int, int]] = []
    for place, shingle in enumerate(second):
        places = [at for at, other in enumerate(first) if other == shingle]
        if places:
            times = list(second[:place]).count(shingle)
            links.append((places[times % len(places)], len(first) + 1 + place))
    return links


def shared_tokens(first: Sequence[str], second: Sequence[str], *, at_least: int) -> set[int]:
    """Return the places of the second text in a stretch of so many words that the first holds."""
    found: set[int] = set()
    for start in range(len(second) - at_least + 1):
        wanted = list(second[start : start + at_least])
        if any(list(first[at : at + at_least]) == wanted for at in range(len(first))):
            found |= set(range(start, start + at_least))
    return found


# Edit


def kept_offsets(length: int, removed: Sequence[Span]) -> list[int]:
    """Return the offsets of a text that are left when some spans are removed."""
    return [at for at in range(length) if not any(span.start <= at < span.end for span in removed)]


def without(text: str, removed: Sequence[Span]) -> str:
    """Return a text without the characters of some spans."""
    return "".join(text[at] for at in kept_offsets(len(text), removed))


def pieces_of(offsets: Sequence[int]) -> list[Span]:
    """Return the stretches that offsets without a gap between them make up."""
    pieces: list[Span] = []
    for at in offsets:
        if pieces and pieces[-1].end == at:
            pieces[-1] = Span(pieces[-1].start, at + 1)
        else:
            pieces.append(Span(at, at + 1))
    return pieces


# Decide


def standing_places(
    spans: Sequence[Span], pairs: Sequence[Sequence[tuple[int, int]]]
) -> list[list[int]]:
    """Follow each word of each cut to the word that stays for it, one step at a time.

    Words that lead to one that goes and is paired with none are left out, unless all of a cut do.

    Args:
        spans: what goes.
        pairs: for each of them, (word that goes, word it is paired with), in order.
    """

    def standing(place: int) -> tuple[int, bool]:
        for span, known in zip(spans, pairs, strict=True):
            if span.start <= place < span.end:
                here, there = max([pair for pair in known if pair[0] <= place] or known[:1])
                reached, stays = standing(there)
                return reached, stays and here == place
        return place, True

    found = [[standing(there) for _, there in known] for known in pairs]
    return [
        [place for place, stays in each if stays] or [place for place, _ in each] for each in found
    ]


def punkt_parts(piece: str) -> list[tuple[int, int]]:
    """Split a piece of text with Punkt alone."""
    parameters = PunktParameters()
    parameters.abbrev_types = set(load_language(None).abbreviations)
    return list(PunktSentenceTokenizer(parameters).span_tokenize(piece))
