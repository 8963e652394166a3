"""What the report says: of every cut what stays for it, of every repeat left why it stays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dedup.decide.copies import Copy
from dedup.decide.guards import INSIDE_SENTENCE, Objection
from dedup.decide.scoring import score_units
from dedup.edit.cuts import Cut
from dedup.match.matches import Match, score
from dedup.read.characters import holds_words
from dedup.read.reading import Reading
from dedup.values import Kept, Removal, Span

__all__ = ["account_for", "kept_fragment", "kept_of", "still_kept"]

_MARKS_BEFORE: Final = frozenset("\"'“”❝‘’„‚«»‹›「『《([{¿¡")
_MARKS_BEHIND: Final = frozenset(".,;:!?…\"'“”❞‘’»«›‹」』》)]}。！？、，।؟۔%")


def kept_of(copy: Copy, objection: Objection, reading: Reading) -> Kept:
    """Return the account of units of a copy that stay, and of the reason.

    A fragment is told as far as it agrees, not with the rest of its sentence.
    """
    match, units = copy.match, objection.units
    start = max(units[0].start, match.copy_start)
    end = max(min(units[-1].end, match.copy_end), start + 1)
    if objection.reason == "fragment":
        return kept_fragment(match, start, end, reading)
    differing = any(copy.differences_of(unit, reading) for unit in units)
    return Kept(
        span=reading.span(start, end),
        source=_source_of(match, start, end, reading),
        kind="near" if differing else "exact",
        score=score_units(copy, units, reading) if differing else 1.0,
        reason=objection.reason,
        detail=objection.detail,
    )


def kept_fragment(match: Match, start: int, end: int, reading: Reading) -> Kept:
    """Return the account of some words of a copy that stay because no border is there to cut at."""
    return Kept(
        span=reading.span(start, end),
        source=_source_of(match, start, end, reading),
        kind="near" if match.differences_in(start, end) else "exact",
        score=score(reading, match, start, end),
        reason="fragment",
        detail=INSIDE_SENTENCE,
    )


def _source_of(match: Match, start: int, end: int, reading: Reading) -> Span:
    """Return where stands what some words of a copy repeat, or at least the next word there."""
    source_start = match.source_at(start)
    return reading.span(source_start, max(match.source_end_at(end), source_start + 1))


def still_kept(kept: Iterable[Kept], cuts: Sequence[Cut]) -> Iterator[Kept]:
    """Yield what was kept and is not a part of what goes all the same, each once, in order."""
    gone = [each.span for each in cuts]
    # Each once, by a dict: the order of a set depends on the process.
    for each in sorted(dict.fromkeys(kept), key=lambda item: (item.span, item.source)):
        place = bisect_right(gone, each.span)
        around = gone[max(place - 1, 0) : place + 1]
        if not any(span.overlaps(each.span) for span in around):
            yield each


def account_for(text: str, cuts: Sequence[Cut]) -> Iterator[Removal]:
    """Yield the account of each cut; cuts that follow one another as their sources do are one.

    Args:
        text: the original.
        cuts: disjoint, in text order, each with a source that still stands.
    """
    gone = [each.span for each in cuts]
    run: list[Cut] = []
    for each in cuts:
        if run and not _continues(text, run, each):
            yield _removal(text, run, gone)
            run = []
        run.append(each)
    if run:
        yield _removal(text, run, gone)


def _continues(text: str, run: list[Cut], after: Cut) -> bool:
    """Tell whether a cut repeats what the run before it does, or what its source goes on with."""
    before = run[-1]
    if before.span.end != after.span.start:
        return False
    if before.source == after.source:  # another round, unless the one before breaks off
        return run[0].source == after.source and before.there[-1] == before.there.max()
    several = len(run) > 1 and run[0].source == before.source
    if several or before.copies > 1 or after.copies > 1:
        return False
    between = text[before.source.end : after.source.start]
    return before.source.end <= after.source.start and not holds_words(between)


def _removal(text: str, run: list[Cut], gone: list[Span]) -> Removal:
    span = Span(run[0].span.start, run[-1].span.end)
    first = last = run[0].source
    if len(run) > 1:
        last = run[-1].source
    words = sum(each.words for each in run)
    mean = sum(each.score * each.words for each in run) / words if words else 1.0
    return Removal(
        span=span,
        source=_with_marks(text, Span(first.start, last.end), gone),
        text=text[span.start : span.end],
        kind="exact" if all(each.kind == "exact" for each in run) else "near",
        score=max(mean, min(each.score for each in run)),  # rounding makes a mean less than that
        copies=sum(each.copies for each in run) if first == last else 1,
    )


def _with_marks(text: str, span: Span, gone: list[Span]) -> Span:
    """Return a source with the quotes before and the marks behind it that have not been cut."""
    place = bisect_right(gone, span)
    floor = gone[place - 1].end if place else 0
    ceiling = gone[place].start if place < len(gone) else len(text)
    # Of a glued word that only one round told apart, half may have gone.
    start, end = max(span.start, floor), min(span.end, ceiling)
    while start > floor and text[start - 1] in _MARKS_BEFORE:
        start -= 1
    while end < ceiling and text[end] in _MARKS_BEHIND:
        end += 1
    return Span(start, end)
