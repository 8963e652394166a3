"""The order of work: one function, a line a stage, round again until nothing more repeats."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import Final

from dedup.decide.borders import Copy, Fragment
from dedup.decide.cuts import Cut, disjoint_cuts, in_original, standing_cuts
from dedup.decide.guards import Objection, Situation, guard_copy, protected_spans
from dedup.decide.source import choose_copies
from dedup.edit import Seams, cut, with_white_space
from dedup.languages import load_language
from dedup.match.alignment import Match, align, score
from dedup.match.chains import find_chains, find_runs
from dedup.match.seeds import find_seeds
from dedup.options import Options
from dedup.read.reading import Reading
from dedup.read.tokens import read_tokens
from dedup.values import Kept, Reason, Removal, Span

__all__ = ["Outcome", "clean_text", "find_matches"]

# Words that repeat in a row, or in several runs near one another, before a passage is thought
# of. Clean articles hold one such repeat in three; five words would be one in two. Measured.
_EVIDENCE: Final = 6
_LAST_MATCHES: Final = 4  # a chain inside one of these has been found already


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold a text without its copies, what was removed, and what repeats in it and stays."""

    text: str
    removals: tuple[Removal, ...] = ()
    kept: tuple[Kept, ...] = ()


def clean_text(text: str, options: Options) -> Outcome:
    """Decide what goes from a text and what stays.

    A cut makes new neighbours, so the text that is left is looked at again until nothing more
    goes; the last look finds nothing to remove, which is why cleaning twice changes nothing.
    """
    cuts: list[Cut] = []
    removed: list[Span] = []
    protected = protected_spans(text, options.protect)
    while True:
        seams = Seams(removed)
        left = cut(text, removed)
        found, kept = _one_round(left, options, seams.left_of(protected))
        if not found:
            break
        cuts = in_original(cuts, found, seams)
        removed = [each.span for each in cuts]
    if not cuts:
        return Outcome(text, (), kept)
    kept = tuple(
        replace(each, span=seams.whole(each.span), source=seams.whole(each.source)) for each in kept
    )
    return Outcome(left, tuple(_removals(text, list(standing_cuts(text, cuts)))), kept)


def find_matches(text: str, *, min_words: int, language: str | None) -> tuple[Reading, list[Match]]:
    """Find every two stretches of a text that are alike, the later linked to the nearest earlier.

    The stages of the rooms "read" and "match". Most texts hold nothing that could be a passage
    and leave at the gate inside `find_chains`.
    """
    tokens = read_tokens(text)
    reading = Reading(text, tokens, language)
    seeds, lengths = find_seeds(tokens.keys, tokens.half_words)
    runs = find_runs(seeds, lengths)
    chains = find_chains(runs, tokens.half_words, evidence=min(_EVIDENCE, min_words))
    matches: list[Match] = []
    for chain in chains:
        if not any(match.holds(chain[0]) for match in matches[-_LAST_MATCHES:]):
            matches += align(reading, chain)
    return reading, matches


def _one_round(
    text: str, options: Options, protected: tuple[Span, ...]
) -> tuple[list[Cut], tuple[Kept, ...]]:
    """Decide once what goes from a text, and what repeats in it and stays."""
    reading, matches = find_matches(text, min_words=options.min_words, language=options.language)
    if not matches:
        return [], ()
    situation = Situation(
        reading=reading,
        language=load_language(options.language),
        min_score=options.min_score,
        min_words=options.min_words,
        protected=protected,
    )
    reasons = options.guards | {"protected", "score"}
    proposed: list[Copy] = []
    kept: list[Kept] = []
    for match in matches:
        copies, fragments = choose_copies(
            match, reading, keep=options.keep, min_words=options.min_words, near=options.near
        )
        kept += [_kept_fragment(fragment, match, reading) for fragment in fragments]
        for copy in copies:
            passed, objections = guard_copy(copy, situation, reasons)
            proposed += passed
            kept += [_kept(part, objection, reading) for part, objection in objections]
    cuts = disjoint_cuts(proposed, reading, min_words=options.min_words)
    return _with_white_space(text, cuts), tuple(_in_what_stays(kept, cuts))


def _with_white_space(text: str, cuts: list[Cut]) -> list[Cut]:
    """Give cuts the white space that set them apart; neighbours are set apart together."""
    spaced: list[Cut] = []
    first = 0
    for last, (each, after) in enumerate(zip_longest(cuts, cuts[1:])):
        if after and not text[each.span.end : after.span.start].strip():
            continue
        together = with_white_space(text, Span(cuts[first].span.start, each.span.end))
        borders = [together.start, *(cut.span.start for cut in cuts[first + 1 : last + 1])]
        borders.append(together.end)
        spaced += [
            replace(cuts[first + place], span=Span(start, end))
            for place, (start, end) in enumerate(pairwise(borders))
        ]
        first = last + 1
    return spaced


def _kept(copy: Copy, objection: Objection, reading: Reading) -> Kept:
    match, units = copy.match, objection.units
    start, end = units[0].start, units[-1].end
    source = (
        match.source_at(max(start, match.copy_start)),
        match.source_at(min(end, match.copy_end)),
    )
    return _kept_between(start, end, source, match, reading, objection.reason, objection.detail)


def _kept_fragment(fragment: Fragment, match: Match, reading: Reading) -> Kept:
    source = (fragment.source_start, fragment.source_end)
    detail = "ends inside a sentence"
    return _kept_between(fragment.start, fragment.end, source, match, reading, "fragment", detail)


def _kept_between(
    start: int,
    end: int,
    source: tuple[int, int],
    match: Match,
    reading: Reading,
    reason: Reason,
    detail: str,
) -> Kept:
    exact = not any(match.differences_in(start, end))
    return Kept(
        span=reading.span(start, end),
        source=reading.span(source[0], max(source[1], source[0] + 1)),
        kind="exact" if exact else "near",
        score=1.0 if exact else score(reading, match, start, end),
        reason=reason,
        detail=detail,
    )


def _in_what_stays(kept: list[Kept], cuts: list[Cut]) -> Iterator[Kept]:
    """Yield what was kept and is not a part of what goes all the same, each once, in order."""
    gone = [each.span for each in cuts]
    for each in sorted(set(kept), key=lambda item: (item.span, item.source)):
        place = bisect_right(gone, each.span)
        around = gone[max(place - 1, 0) : place + 1]
        if not any(span.overlaps(each.span) for span in around):
            yield each


def _removals(text: str, cuts: Sequence[Cut]) -> Iterator[Removal]:
    """Yield the account of each cut; cuts that follow one another as their sources do are one."""
    run: list[Cut] = []
    for each in cuts:
        if run and not _goes_on(text, run[-1], each):
            yield _removal(text, run)
            run = []
        run.append(each)
    if run:
        yield _removal(text, run)


def _goes_on(text: str, before: Cut, after: Cut) -> bool:
    if text[before.span.end : after.span.start].strip():
        return False
    if before.source == after.source:
        return True
    between = text[before.source.end : after.source.start]
    return before.source.end <= after.source.start and not any(map(str.isalnum, between))


def _removal(text: str, run: list[Cut]) -> Removal:
    span = Span(run[0].span.start, run[-1].span.end)
    words = sum(each.words for each in run)
    return Removal(
        span=span,
        source=Span(run[0].source.start, run[-1].source.end),
        text=text[span.start : span.end],
        kind="exact" if all(each.kind == "exact" for each in run) else "near",
        score=sum(each.score * each.words for each in run) / words if words else 1.0,
        copies=sum(each.copies for each in run) if run[0].source == run[-1].source else 1,
    )
