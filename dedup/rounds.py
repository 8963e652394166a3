"""Round after round of decisions over one text, until nothing more repeats."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from dedup.decide.copies import Copy
from dedup.decide.guards import (
    Objection,
    Situation,
    fragment_objection,
    guard_copy,
    protected_spans,
)
from dedup.decide.phrases import is_phrase
from dedup.decide.quotes import find_pieced_quotations
from dedup.decide.source import choose_copies, match_further_back
from dedup.edit.account import account_for, kept_fragment, kept_of, still_kept
from dedup.edit.cuts import Cut, disjoint_cuts, spaced_cuts, without_times
from dedup.edit.original import in_original
from dedup.edit.seams import Seams, left_tokens
from dedup.edit.standing import standing_cuts
from dedup.edit.text import cut
from dedup.languages import load_language
from dedup.match.matches import Match
from dedup.match.search import find_matches
from dedup.options import Options
from dedup.read.reading import Reading
from dedup.values import Kept, Removal, Span

__all__ = ["clean_in_rounds"]


def clean_in_rounds(
    text: str, reading: Reading, matches: list[Match], options: Options
) -> tuple[tuple[Removal, ...], tuple[Kept, ...]]:
    """Decide what goes from a text in which stretches are alike, and what repeats in it and stays.

    A cut makes new neighbours, so the text that is left is looked at again until nothing more
    goes; the last look finds nothing to remove, which is why cleaning twice changes nothing.
    """
    protected = protected_spans(text, options.protect)
    found, kept = _one_round(reading, matches, options, protected)
    if not found:
        return (), kept
    cuts = found
    while found:
        removed = [each.span for each in cuts]
        left = cut(text, removed)
        alike = find_matches(
            left,
            min_words=options.min_words,
            language=options.language,
            tokens=left_tokens(reading, removed, left),
        )
        if not alike:  # nearly always
            kept = ()
            break
        seams = Seams(removed)
        found, kept = _one_round(*alike, options, seams.left_of(protected))
        kept = tuple(
            replace(each, span=seams.whole(each.span), source=seams.whole(each.source))
            for each in kept
        )
        if found:
            cuts = in_original(reading.text, cuts, found, seams)
    return tuple(account_for(text, list(standing_cuts(reading.text, cuts)))), kept


def _further_back(objections: list[tuple[Copy, Objection]], reading: Reading) -> Iterator[Match]:
    """Yield the exact matches of what stays for what the nearest source says otherwise."""
    for copy, objection in objections:
        if objection.reason in ("fact", "structure"):
            match = match_further_back(copy, objection.units, reading)
            if match:
                yield match


def _one_round(
    reading: Reading,
    matches: list[Match],
    options: Options,
    protected: tuple[Span, ...],
) -> tuple[list[Cut], tuple[Kept, ...]]:
    """Decide once what goes from a text, and what repeats in it and stays."""
    situation = Situation(
        reading=reading,
        language=load_language(options.language),
        min_score=options.min_score,
        min_words=options.min_words,
        protected=protected,
        reasons=options.guards | {"protected", "score"},
    )
    proposed: list[Copy] = []
    kept: list[Kept] = []
    queue = deque(matches)
    pieced = find_pieced_quotations(matches, reading)
    while queue:
        match = queue.popleft()
        if proposed and proposed[-1].start <= match.copy_start < match.copy_end <= proposed[-1].end:
            continue  # goes already
        if not pieced and options.keep != "last" and is_phrase(match, reading):
            if options.near or match.is_exact:
                kept.append(kept_fragment(match, match.copy_start, match.copy_end, reading))
            continue
        copies, fragments = choose_copies(
            match,
            reading,
            pieced=pieced,
            keep=options.keep,
            min_words=options.min_words,
            near=options.near,
        )
        for copy in copies:
            passed, objections = guard_copy(copy, situation)
            proposed += passed
            kept += [kept_of(part, objection, reading) for part, objection in objections]
            queue.extendleft(_further_back(objections, reading))
        for fragment in fragments:
            objection = fragment_objection(fragment, situation)
            kept.append(kept_of(fragment, objection, reading))
    cuts = disjoint_cuts(
        proposed, reading, min_words=options.min_words, min_score=options.min_score
    )
    if not options.near:  # a loop may end, or an opener stand, where no match does
        cuts = [each for each in cuts if each.kind == "exact"]
    cuts = without_times(reading.with_markup, cuts)
    return spaced_cuts(reading.with_markup, cuts, protected), tuple(still_kept(kept, cuts))
