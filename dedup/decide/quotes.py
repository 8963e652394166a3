"""Pull quotes: sentences of the running text that are set as paragraphs of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dedup.decide.borders import is_inside_sentence
from dedup.decide.copies import NEW_WORDS, Copy
from dedup.decide.leads import is_heading, is_lead_with_dateline, stands_above_article
from dedup.decide.speakers import is_attribution
from dedup.decide.units import SAYS_MORE
from dedup.match.matches import Match
from dedup.read.reading import Reading

__all__ = ["find_pieced_quotations", "is_pull_quote"]

# A paragraph of at most so many sentences may be a pull quote; more is a part of the article.
_PULL_QUOTE_SENTENCES: Final = 3
_CLOSING_QUOTES: Final = dict(zip("“«»‹›「『‘", "”»«›‹」』’", strict=True)) | {"„": "“”"}
_DASHES: Final = "-–—―"


def find_pieced_quotations(matches: Sequence[Match], reading: Reading) -> frozenset[int]:
    """Return the paragraphs, by index, that are put together from sentences standing apart later.

    Each has several matches, and together they leave little of it, but more of the paragraphs that
    hold them: of two in which the same sentences stand in another order the first stays.
    """
    if len(matches) == 1:
        return frozenset()
    told_again: dict[int, list[Match]] = {}
    for match in matches:
        paragraph = reading.paragraph_of(match.source_start)
        if not match.is_loop and reading.paragraph_of(match.source_end - 1) == paragraph:
            told_again.setdefault(paragraph, []).append(match)
    pieced: set[int] = set()
    for paragraph, parts in told_again.items():
        if len(parts) == 1:
            continue
        quoted = [(part.source_start, part.source_end) for part in parts]
        told = [(part.copy_start, part.copy_end) for part in parts]
        if _leave_little(quoted, reading) and not _leave_little(told, reading):
            pieced.add(paragraph)
    return frozenset(pieced)


def is_pull_quote(copy: Copy, reading: Reading, pieced: frozenset[int]) -> bool:
    """Tell whether a copy is a paragraph of its own that quotes, or is a part of a sentence."""
    paragraph = copy.units[0].paragraph
    quotes, quoted = reading.quoted(copy.start), reading.quoted(copy.source_start)
    is_quotation = quotes and _is_quotation(copy, reading)
    sentences = len(reading.segments.sentences(paragraph))
    if (
        not (copy.whole or paragraph in pieced)
        or copy.units[-1].paragraph != paragraph
        or (not (copy.whole and is_quotation) and sentences > _PULL_QUOTE_SENTENCES)
    ):
        return False
    for each in copy.match.differences_in(copy.start, copy.end):
        left_out = reading.words(each.source_start, each.source_end)
        between = copy.start < each.copy_start < copy.end
        if between and left_out >= NEW_WORDS and not is_attribution(each, reading):
            return False  # the running text says something in between
    source_is_line = not reading.ends_sentence(reading.sentence_of(copy.source_end - 1))
    quotation = is_quotation if quotes else (quoted and not source_is_line)
    if quotation or is_lead_with_dateline(copy, reading):
        return True  # with a word of its own, perhaps: "on Wednesday"
    if any(
        each.source_start == each.source_end and reading.words(each.copy_start, each.copy_end)
        for each in copy.match.differences_in(copy.start, copy.end)
    ):
        return False  # it has words of its own, as a title has
    if source_is_line:
        return False  # as one that credits a title
    whole = reading.ends_sentence(copy.span)
    if whole and not (_stands_among_others(copy, reading) or stands_above_article(copy, reading)):
        return False
    before = max(copy.match.copy_start - copy.start, 0)  # its own words in place of others
    behind = max(copy.end - copy.match.copy_end, 0)
    start = max(copy.source_start - before, reading.sentence_start(copy.source_start))
    end = min(copy.source_end + behind, reading.sentence_end(copy.source_end - 1))
    if reading.begins_amid(copy.start) or (not whole and not reading.closes_sentence(end)):
        return not is_heading(copy, reading)  # but a part, however little it lacks
    return is_inside_sentence(reading, start, end)


def _stands_among_others(copy: Copy, reading: Reading) -> bool:
    """Tell whether the paragraph that holds the source of a copy holds other sentences, too."""
    around = reading.segments.paragraphs[reading.paragraph_of(copy.source_start)]
    first, last = reading.sentence_of(copy.source_start), reading.sentence_of(copy.source_end - 1)
    return around.start < first.start or last.end < around.end


def _is_quotation(copy: Copy, reading: Reading) -> bool:
    """Tell whether a copy that opens with a quotation says no more than who was quoted."""
    text, first = reading.text, reading.starts[copy.start]
    opening = text[max(first - 2, 0) : first].rstrip()[-1]
    closing = _CLOSING_QUOTES.get(opening, opening)
    depth = 1
    for place in range(first, copy.span.end):
        mark = text[place]
        closes = mark in closing and not text[place + 1 : place + 2].isalnum()  # "it's" does not
        depth += (mark == opening != closing) - closes
        if not depth:
            behind = text[place + 1 : copy.span.end].strip()
            return len(behind.split()) < SAYS_MORE or behind[0] in _DASHES
    return True


def _leave_little(parts: Iterable[tuple[int, int]], reading: Reading) -> bool:
    """Tell whether hardly a word of the paragraphs around some stretches stands outside of them."""
    paragraphs: set[int] = set()
    words, covered = 0.0, 0
    for start, end in sorted(parts):
        paragraphs.update(range(reading.paragraph_of(start), reading.paragraph_of(end - 1) + 1))
        words -= reading.words(max(start, covered), max(end, covered))
        covered = max(end, covered)
    for paragraph in paragraphs:
        words += reading.words(*reading.tokens_in(reading.segments.paragraphs[paragraph]))
    return words < NEW_WORDS
