"""The order of work: one function, a line a stage, round again until nothing more repeats."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dedup.decide.copies import Copy
from dedup.decide.guards import Situation, fragment_objection, guard_copy, protected_spans
from dedup.decide.source import choose_copies
from dedup.edit.account import account_for, kept_of, still_kept
from dedup.edit.cuts import Cut, disjoint_cuts, in_original, spaced_cuts, standing_cuts
from dedup.edit.seams import Seams
from dedup.edit.text import cut
from dedup.languages import load_language
from dedup.match.alignment import align
from dedup.match.chains import find_chains, find_runs
from dedup.match.gate import may_hold_passage
from dedup.match.matches import Match
from dedup.match.seeds import find_seeds
from dedup.options import Options
from dedup.read.reading import Reading
from dedup.read.tokens import read_tokens
from dedup.values import Kept, Removal, Span

__all__ = ["clean_text", "find_matches"]

# Words that repeat in a row, or in several runs near one another, before a passage is thought
# of. One labelled clean article in six holds such a repeat; with five words one in two would,
# and no copy more would be found. Measured on 1,200 labelled documents.
_EVIDENCE: Final = 7
_LAST_MATCHES: Final = 4  # a chain inside one of these has been found already


def clean_text(text: str, options: Options) -> tuple[tuple[Removal, ...], tuple[Kept, ...]]:
    """Decide what goes from a text, and what repeats in it and stays.

    A cut makes new neighbours, so the text that is left is looked at again until nothing more
    goes; the last look finds nothing to remove, which is why cleaning twice changes nothing.
    """
    protected = protected_spans(text, options.protect)
    found, kept = _one_round(text, options, protected)
    if not found:
        return (), kept
    cuts: list[Cut] = []
    seams = Seams([])
    while found:
        cuts = in_original(cuts, found, seams)
        removed = [each.span for each in cuts]
        seams = Seams(removed)
        left = cut(text, removed)
        found, kept = _one_round(left, options, seams.left_of(protected))
    kept = tuple(
        replace(each, span=seams.whole(each.span), source=seams.whole(each.source)) for each in kept
    )
    return tuple(account_for(text, list(standing_cuts(text, cuts)))), kept


def find_matches(text: str, *, min_words: int, language: str | None) -> tuple[Reading, list[Match]]:
    """Find every two stretches of a text that are alike, the later linked to the nearest earlier.

    The stages of the rooms "read" and "match". Most texts hold nothing that could be a passage
    and leave at the gate.
    """
    tokens = read_tokens(text)
    reading = Reading(text, tokens, language)
    seeds, lengths = find_seeds(tokens.keys, tokens.half_words)
    evidence = min(_EVIDENCE, min_words)
    if not may_hold_passage(seeds, lengths, tokens.half_words, evidence=evidence):
        return reading, []
    chains = find_chains(find_runs(seeds, lengths), tokens.half_words, evidence=evidence)
    matches: list[Match] = []
    for chain in chains:
        if not any(match.holds(chain[0]) for match in matches[-_LAST_MATCHES:]):
            matches += align(reading, chain)
    return reading, [
        match for match in matches if reading.words(match.copy_start, match.copy_end) >= min_words
    ]


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
        if proposed and proposed[-1].start <= match.copy_start < match.copy_end <= proposed[-1].end:
            continue  # goes already
        copies, fragments = choose_copies(
            match, reading, keep=options.keep, min_words=options.min_words, near=options.near
        )
        for copy in copies:
            passed, objections = guard_copy(copy, situation, reasons)
            proposed += passed
            kept += [kept_of(part, objection, reading) for part, objection in objections]
        for fragment in fragments:
            objection = fragment_objection(fragment, situation, reasons)
            kept.append(kept_of(fragment, objection, reading))
    cuts = disjoint_cuts(
        proposed, reading, min_words=options.min_words, min_score=options.min_score
    )
    return spaced_cuts(text, cuts, protected), tuple(still_kept(kept, cuts))
