"""The values that pass between the rooms: frozen, hashable, without behaviour of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Kept", "Kind", "Passage", "Reason", "Removal", "Shared", "Span"]

Kind = Literal["exact", "near"]
Reason = Literal["fact", "structure", "protected", "fragment", "score"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Name a stretch of the original text in code points, half-open.

    >>> span = Span(7, 12)
    >>> "Again, again."[span.start : span.end], len(span)
    ('again', 5)
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Account for one stretch of text that was taken out.

    Attributes:
        span: where it stood, with the white space that went with it.
        source: the occurrence that stays in its place; never itself removed.
        text: the removed characters.
        kind: "exact" when both say the same words and symbols, else "near".
        score: similarity in [0, 1]; 1.0 for "exact".
        copies: how many copies in a row this removal took; 1 unless it was a loop.
    """

    span: Span
    source: Span
    text: str
    kind: Kind
    score: float
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Account for one repeat that was found and left in the text.

    Attributes:
        span: where the repeat stands.
        source: what it repeats.
        kind: "exact" or "near".
        score: similarity in [0, 1].
        reason: why it was left: "fact", "structure", "protected", "fragment" or "score".
        detail: the same for people, such as "Monday / Tuesday".
    """

    span: Span
    source: Span
    kind: Kind
    score: float
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Name all occurrences of the same wording, before anything is decided.

    Attributes:
        occurrences: two spans or more, in text order.
        kind: "exact" when all occurrences say the same words and symbols.
        score: the lowest similarity of an occurrence to the one it repeats, in [0, 1].
    """

    occurrences: tuple[Span, ...]
    kind: Kind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Name a passage that two texts share.

    Attributes:
        first: where it stands in the first text.
        second: where it stands in the second text.
        kind: "exact" when both say the same words and symbols, else "near".
        score: similarity in [0, 1]; 1.0 for "exact".
    """

    first: Span
    second: Span
    kind: Kind
    score: float
