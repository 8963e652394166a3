"""Other ways to take repeats out of one text, behind one signature.

Each peer takes a text and returns the spans it would remove. Tools that return a text
instead of spans are rebuilt here from their documentation, so that they can be scored at all.
No peer names a source, so none has a figure for it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import TypeAlias

from rapidfuzz import fuzz

from tests.benchmarks.labelled import Span

Peer: TypeAlias = Callable[[str], list[Span]]

MIN_WORDS = 3
"""Shorter sentences and paragraphs stay. For the exact-sentence peer, macro F1 on dev.jsonl is .836
at 3 words, .832 at 5 and .823 at 8, with .16 %, .09 % and .01 % of characters falsely removed."""

MIN_RUN = 8
"""The shortest run of words that difflib's blocks are taken for: the task's own limit."""

UNSPACED = 16
"""A "word" of so many characters is a clause of a language that sets no spaces."""

_PARAGRAPH = re.compile(r"\S[^\n]*")
_SENTENCE = re.compile(r"\S[^\n]*?(?:[。！？][」』”]*|[.!?؟।…]+[\"”’»)\]]*(?=\s)|$)", re.MULTILINE)
_JUICER_SENTENCE = re.compile(r"[^\n]*?(?:[.。!?？](?=[^’”\n])|(?=\n)|$)")
_JUICER_SPECIAL = re.compile(r"[^a-zA-Z0-9\u4e00-\u9fa5\t ]")
_WORD = re.compile(r"\w+")


def remove_exact_sentences(text: str) -> list[Span]:
    """Remove each sentence that was seen before, letter by letter."""
    return _remove_seen(text, _spans(_SENTENCE, text))


def remove_exact_paragraphs(text: str) -> list[Span]:
    """Remove each paragraph that was seen before, letter by letter."""
    return _remove_seen(text, _spans(_PARAGRAPH, text))


def remove_like_sentences(text: str, *, min_score: float = 90.0) -> list[Span]:
    """Compare all pairs of sentences with rapidfuzz and remove the later one of a like pair.

    The score is that of `token_sort_ratio`; 90 is what its users write most often
    (judgement, not measured). Quadratic in the number of sentences.
    """
    stayed: list[str] = []
    removed: list[Span] = []
    for start, end in _long_enough(text, _spans(_SENTENCE, text)):
        sentence = text[start:end]
        if any(fuzz.token_sort_ratio(sentence, earlier) >= min_score for earlier in stayed):
            removed.append((start, end))
        else:
            stayed.append(sentence)
    return removed


def follow_data_juicer(text: str) -> list[Span]:
    """Follow the documented rule of data-juicer's `remove_repeat_sentences_mapper`.

    With its defaults: case counts; a sentence ends at a full stop, an exclamation or a question
    mark unless a closing quote follows; all but ASCII letters, digits, Chinese characters, tabs
    and spaces is dropped before comparing; what is then shorter than two characters stays.
    """
    seen: set[str] = set()
    removed: list[Span] = []
    for start, end in _spans(_JUICER_SENTENCE, text):
        key = _JUICER_SPECIAL.sub("", text[start:end]).strip()
        if len(key) >= 2 and key in seen:
            removed.append((start, end))
        seen.add(key)
    return removed


def remove_matching_blocks(text: str) -> list[Span]:
    """Compare each paragraph with all text before it by difflib; remove its equal runs of words.

    A comparison of the text with itself would find the text itself. Cubic at worst.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    keys = [text[start:end] for start, end in words]
    places = [start for start, _ in words]
    removed: list[Span] = []
    for paragraph in _spans(_PARAGRAPH, text):
        first, last = (bisect_left(places, border) for border in paragraph)
        matcher = SequenceMatcher(None, keys[:first], keys[first:last], autojunk=False)
        for _, offset, length in matcher.get_matching_blocks():
            if length >= MIN_RUN:
                run = words[first + offset : first + offset + length]
                removed.append(_with_marks(text, (run[0][0], run[-1][1]), paragraph))
    return removed


def remove_minhash_paragraphs(text: str, *, min_likeness: float = 0.8) -> list[Span]:
    """Remove paragraphs whose MinHash over word triples is like an earlier one's.

    128 permutations and a Jaccard likeness of 0.8 are the customary settings of MinHash
    tools for corpora. Needs the package `rensa`.
    """
    from rensa import RMinHash

    stayed: list[RMinHash] = []
    removed: list[Span] = []
    for start, end in _long_enough(text, _spans(_PARAGRAPH, text)):
        words = _WORD.findall(text[start:end].lower())
        sketch = RMinHash(num_perm=128, seed=0)
        sketch.update([" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))])
        if any(sketch.jaccard(earlier) >= min_likeness for earlier in stayed):
            removed.append((start, end))
        else:
            stayed.append(sketch)
    return removed


PEERS: dict[str, Peer] = {
    "exact-sentences": remove_exact_sentences,
    "exact-paragraphs": remove_exact_paragraphs,
    "rapidfuzz-sentences": remove_like_sentences,
    "data-juicer": follow_data_juicer,
    "difflib-blocks": remove_matching_blocks,
    "minhash-paragraphs": remove_minhash_paragraphs,
}


def _remove_seen(text: str, spans: Iterator[Span]) -> list[Span]:
    seen: set[str] = set()
    removed: list[Span] = []
    for start, end in _long_enough(text, spans):
        wording = text[start:end]
        if wording in seen:
            removed.append((start, end))
        seen.add(wording)
    return removed


def _long_enough(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    """Pass on the spans that are worth comparing."""
    for start, end in spans:
        words = _WORD.findall(text[start:end])
        unspaced = max(map(len, words), default=0) >= UNSPACED
        if len(words) >= MIN_WORDS or unspaced:
            yield start, end


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """Find the spans of a pattern, without the white space around them."""
    for match in pattern.finditer(text):
        inside = match.group()
        stripped = inside.strip()
        if stripped:
            start = match.start() + len(inside) - len(inside.lstrip())
            yield start, start + len(stripped)


def _with_marks(text: str, span: Span, paragraph: Span) -> Span:
    """Widen a run of words by the punctuation that touches it, inside its paragraph."""
    start, end = span
    while start > paragraph[0] and not (text[start - 1].isspace() or text[start - 1].isalnum()):
        start -= 1
    while end < paragraph[1] and not (text[end].isspace() or text[end].isalnum()):
        end += 1
    return start, end
