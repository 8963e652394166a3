"""Where a copy and its source differ, word by word, as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from dedup.read.tokens import Tokens, read_tokens

__all__ = ["Piece", "compare"]

# Words that are aligned at once, about 0.1 s; and how many in a row must agree
# for a window to end there. Judgement, not measured.
_WINDOW: Final = 20_000
_AGREEMENT: Final = 16


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a stretch of a comparison.

    Attributes:
        kind: "both" when copy and source say it, else the side that says it.
        text: the characters; of "both", as the copy writes them.
    """

    kind: Literal["both", "copy", "source"]
    text: str


def compare(copy: str, source: str, *, copies: int = 1) -> tuple[Piece, ...]:
    """Set a copy beside its source, word by word.

    Words are compared as they are when repeats are looked for: typography, case and white space
    make no difference. The pieces without those of kind "source", put together, are the copy.
    Linear in both lengths: long texts are compared in windows of 20,000 words.

    Args:
        copy: the removed or kept characters.
        source: the characters that they repeat.
        copies: how often in a row the copy says what the source says.

    >>> [(piece.kind, piece.text) for piece in compare("He left on Monday.", "he left Tuesday")]
    [('both', 'He left '), ('copy', 'on Monday'), ('source', 'Tuesday'), ('both', '.')]
    """
    source_tokens, copy_tokens = _read_both(source, copy)
    pieces: list[Piece] = []
    shown = 0
    for source_start, source_end, start, end in _differing(copy_tokens, source_tokens, copies):
        there = _repeated(source, source_tokens, source_start, source_end)
        here = _wording(copy, copy_tokens, start, end)
        place = _place(copy_tokens, start, starts_there=start < end)
        pieces += [Piece("both", copy[shown:place]), Piece("copy", here), Piece("source", there)]
        shown = place + len(here)
    pieces.append(Piece("both", copy[shown:]))
    return tuple(piece for piece in pieces if piece.text)


def _read_both(source: str, copy: str) -> tuple[Tokens, Tokens]:
    """Return the tokens of both; keys can be compared only when they were read in one go."""
    both = read_tokens(f"{source}\n{copy}")
    border = len(source) + 1
    count = int(np.searchsorted(both.starts, border))
    return (
        Tokens(both.starts[:count], both.ends[:count], both.keys[:count], both.half_words[:count]),
        Tokens(
            both.starts[count:] - border,
            both.ends[count:] - border,
            both.keys[count:],
            both.half_words[count:],
        ),
    )


def _differing(copy: Tokens, source: Tokens, copies: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield where the tokens differ: source start and end, copy start and end."""
    here, there = copy.keys.tolist(), source.keys.tolist() * copies
    pending: tuple[int, int, int, int] | None = None
    for is_equal, source_start, source_end, start, end in _aligned(there, here):
        if is_equal and pending:
            yield pending
        if is_equal:
            pending = None
        elif pending:
            pending = (pending[0], source_end, pending[2], end)
        else:
            pending = (source_start, source_end, start, end)
    if pending:
        yield pending


def _aligned(source: list[int], copy: list[int]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Align two lists of words window by window: equal or not, and the stretch of either side.

    A window ends inside its last long agreement, where the next one begins.
    """
    from rapidfuzz.distance import Levenshtein

    s = c = 0
    while s < len(source) or c < len(copy):
        window = source[s : s + _WINDOW], copy[c : c + _WINDOW]
        is_last = s + _WINDOW >= len(source) and c + _WINDOW >= len(copy)
        steps = [
            (step.tag == "equal", s + step.src_start, s + step.src_end, c + step.dest_start,
             c + step.dest_end)
            for step in Levenshtein.opcodes(*window)
        ]  # fmt: skip
        if not is_last:
            long = [
                n for n, step in enumerate(steps) if step[0] and step[2] - step[1] >= _AGREEMENT
            ]
            steps = steps[: long[-1] + 1] if long else steps
        yield from steps
        s, c = steps[-1][2], steps[-1][4]


def _place(tokens: Tokens, token: int, *, starts_there: bool) -> int:
    """Return where in the copy a difference stands: at a token, or behind the one before it."""
    if starts_there:
        return int(tokens.starts[token])
    return int(tokens.ends[token - 1]) if token else 0


def _wording(text: str, tokens: Tokens, start: int, end: int) -> str:
    return text[int(tokens.starts[start]) : int(tokens.ends[end - 1])] if start < end else ""


def _repeated(text: str, tokens: Tokens, start: int, end: int) -> str:
    """Return the wording of tokens whose count runs on through repetitions of a text."""
    parts: list[str] = []
    while start < end:
        first = start % len(tokens)
        last = min(end - start + first, len(tokens))
        parts.append(_wording(text, tokens, first, last))
        start += last - first
    return " ".join(parts)
