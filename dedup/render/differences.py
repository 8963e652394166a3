"""Where a copy and its source differ, word by word, as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dedup.read.tokens import Tokens, read_tokens

__all__ = ["Piece", "compare"]


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
    Time grows with the product of both lengths over 64, memory with their sum (Hirschberg's
    method, in rapidfuzz).

    Args:
        copy: the removed or kept characters.
        source: the characters that they repeat.
        copies: how often in a row the copy says what the source says.

    >>> [(piece.kind, piece.text) for piece in compare("He left on Monday.", "he left Tuesday")]
    [('both', 'He left '), ('copy', 'on Monday'), ('source', 'Tuesday'), ('both', '.')]
    """
    copy_tokens, source_tokens = read_tokens(copy), read_tokens(source)
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


def _differing(copy: Tokens, source: Tokens, copies: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield where the tokens differ: source start and end, copy start and end."""
    from rapidfuzz.distance import Levenshtein

    pending: tuple[int, int, int, int] | None = None
    for operation in Levenshtein.opcodes(source.keys.tolist() * copies, copy.keys.tolist()):
        if operation.tag == "equal":
            if pending:
                yield pending
            pending = None
        else:
            pending = (
                pending[0] if pending else operation.src_start,
                operation.src_end,
                pending[2] if pending else operation.dest_start,
                operation.dest_end,
            )
    if pending:
        yield pending


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
