"""Chains to matches: which tokens pair up, and where a match begins and ends.

Only the gaps between the equal runs of a chain, and a few tokens beyond its two ends, are
aligned; runs are taken as they are. Work and memory are linear in the length of the chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Final

from dedup.match.chains import Chain, Run, grow_runs
from dedup.match.differences import (
    Difference,
    differences_between,
    spoilt_neighbour,
    without_noise,
)
from dedup.match.matches import Match, aligned_words
from dedup.match.noise import find_misread, with_spoilt_letters
from dedup.match.slips import with_slips
from dedup.read.reading import Reading
from dedup.read.tokens import HALF_WORDS_PER_WORD

__all__ = ["align", "align_in_order"]

# Words by which differences in a row may outweigh equal words inside one match. An edit replaces
# up to four words; a sentence has eight or more. Judgement, not measured.
_LONGEST_EDIT: Final = 8
# By how much of its length the rounds of a loop may differ; judgement, not measured.
_LOOP_DRIFT: Final = 0.25
# Matches that reach on whose runs are not aligned once more; those of one text grow along whole
# diagonals, so that one may hold all that follows. Judgement: ordinary texts have one or two.
_REACHING: Final = 8
_EXTENSION: Final = 12  # tokens tried beyond an end at a time; judgement, not measured


def align_in_order(
    reading: Reading, chains: Iterable[Chain], *, evidence: int, border: int | None = None
) -> Iterator[Match]:
    """Yield the matches that chains stand for, those left out that begin inside one found already.

    Args:
        reading: the text.
        chains: in order of their first copy.
        evidence: words that have to agree in each match, before its ends are looked at.
        border: a token that stands between two texts; matches end before it or begin after it.
    """
    reaching: list[Match] = []  # the furthest last
    for chain in chains:
        reaching = [match for match in reaching if match.copy_end > chain[0].copy]
        if not any(match.holds(chain[0]) for match in reaching):
            found = align(reading, chain, evidence=evidence, border=border)
            yield from found
            reaching = sorted([*reaching, *found], key=lambda match: match.copy_end)[-_REACHING:]


def align(
    reading: Reading, chain: Chain, *, evidence: int, border: int | None = None
) -> list[Match]:
    """Return the matches that a chain stands for, with their ends moved out as far as they agree.

    A chain becomes several matches where something longer than an edit stands between its runs:
    a new sentence in the copy, or one of the source that the copy leaves out.

    Args:
        reading: the text.
        chain: the chain.
        evidence: words that have to agree in each match, before its ends are looked at.
        border: a token that stands between two texts; matches end before it or begin after it.
    """
    runs = grow_runs(reading.tokens.keys, chain)
    places = reading.places
    matches: list[Match] = []
    first, differences = 0, list[Difference]()
    for index, (run, after) in enumerate(zip_longest(runs, runs[1:])):
        source, copy = run.source + run.length, run.copy + run.length
        # A gap that is on both sides at once would be aligned with itself.
        if after and after.source < copy and not _is_other_loop(runs[first], after):
            gap = differences_between(reading, source, after.source, copy, after.copy)
            size = places[after.source] - places[source] + places[after.copy] - places[copy]
            if (
                size <= _LONGEST_EDIT * HALF_WORDS_PER_WORD  # nearly always; the loss is no more
                or _loss(reading, gap, copy, after.copy) <= _LONGEST_EDIT
            ):
                differences += gap
                continue
        before = (matches[-1].source_end, matches[-1].copy_end) if matches else (0, 0)
        beyond = (after.source, after.copy) if after else (len(reading.tokens),) * 2
        if border is not None:
            before = (before[0], max(before[1], border + 1))
            beyond = (min(beyond[0], border), beyond[1])
        if aligned_words(reading, differences, runs[first].copy, copy) >= evidence:
            together = runs[first : index + 1]
            matches.append(_match(reading, together, differences, before, beyond))
        first, differences = index + 1, []
    return matches


def _is_other_loop(first: Run, after: Run) -> bool:
    """Tell whether a run would make a match follow on itself with another period."""
    if after.source + after.length <= first.copy:  # nearly always: no loop
        return False
    period = first.copy - first.source
    return abs(after.copy - after.source - period) > _LOOP_DRIFT * period


def _match(
    reading: Reading,
    runs: list[Run],
    differences: list[Difference],
    before: tuple[int, int],
    beyond: tuple[int, int],
) -> Match:
    """Return the match of some runs, its ends moved out up to its neighbours."""
    first, last = runs[0], runs[-1]
    source_start, copy_start = first.source, first.copy
    source_end, copy_end = last.source + last.length, last.copy + last.length
    if source_end <= copy_start:  # a loop follows on itself: its ends are where its runs end
        back, source_start, copy_start = _extend(
            reading, source_start, copy_start, before[0], max(before[1], source_end)
        )
        on, source_end, copy_end = _extend(
            reading, source_end, copy_end, min(beyond[0], copy_start), beyond[1]
        )
        differences = [*back, *differences, *on]
    else:
        cut = spoilt_neighbour(reading, source_end, copy_end, *beyond)
        one = cut and cut.source_end - cut.source_start == cut.copy_end - cut.copy_start
        if cut and one and cut.likeness == 1.0:  # its last word breaks off
            source_end, copy_end = cut.source_end, cut.copy_end
            differences = [*differences, cut]
    ends = (source_start, source_end), (copy_start, copy_end)
    differences = with_slips(reading, differences, *ends)
    misread = find_misread(reading, differences, *ends)
    if not misread:
        differences, misread = with_spoilt_letters(reading, without_noise(differences))
    return Match(source_start, source_end, copy_start, copy_end, tuple(differences), misread)


def _loss(reading: Reading, gap: list[Difference], copy_start: int, copy_end: int) -> float:
    """Return by how many words the differences in a gap outweigh what is equal in it."""
    loss = -reading.words(copy_start, copy_end)
    for each in gap:
        size = max(
            reading.words(each.source_start, each.source_end),
            reading.words(each.copy_start, each.copy_end),
        )
        loss += size * (1 - 2 * each.likeness)
        loss += reading.words(each.copy_start, each.copy_end)
    return loss


def _extend(
    reading: Reading, source: int, copy: int, source_limit: int, copy_limit: int
) -> tuple[list[Difference], int, int]:
    """Move one end of a match towards the limits while more words agree than differ."""
    kept: list[Difference] = []
    onward = copy_limit >= copy
    reach = _EXTENSION if onward else -_EXTENSION
    clip = min if onward else max
    while source != source_limit and copy != copy_limit:
        spoilt = spoilt_neighbour(reading, source, copy, source_limit, copy_limit)
        if spoilt:
            kept.append(spoilt)
            source = spoilt.source_end if onward else spoilt.source_start
            copy = spoilt.copy_end if onward else spoilt.copy_start
            continue
        window = (clip(source + reach, source_limit), clip(copy + reach, copy_limit))
        if onward:
            found = differences_between(reading, source, window[0], copy, window[1])
        else:
            found = differences_between(reading, window[0], source, window[1], copy)
        if window[0] != source_limit and window[1] != copy_limit:
            window, found = _without_torn_end(window, found, onward)
        count, source, copy = _worth_crossing(reading, found, (source, copy), window, onward)
        if count < 0:
            break
        kept += found[:count] if onward else found[len(found) - count :][::-1]
    return (kept if onward else kept[::-1]), source, copy


def _without_torn_end(
    window: tuple[int, int], found: list[Difference], onward: bool
) -> tuple[tuple[int, int], list[Difference]]:
    """Return a window without the difference at its far end, where it may cut through more."""
    last = found[-1 if onward else 0] if found else None
    if last and onward and (last.source_end, last.copy_end) == window:
        return (last.source_start, last.copy_start), found[:-1]
    if last and not onward and (last.source_start, last.copy_start) == window:
        return (last.source_end, last.copy_end), found[1:]
    return window, found


def _worth_crossing(
    reading: Reading,
    found: list[Difference],
    at: tuple[int, int],
    window: tuple[int, int],
    onward: bool,
) -> tuple[int, int, int]:
    """Return how many differences to cross, and the positions then reached; -1 for staying.

    Going outwards, equal words count for and differing ones against; the best point is taken.
    """
    best, best_gain, gain = (-1, *at), 0.0, 0.0  # in half-words
    places, copy = reading.places, at[1]
    for count, difference in enumerate(found if onward else reversed(found)):
        starts = (difference.source_start, difference.copy_start)
        ends = (difference.source_end, difference.copy_end)
        near, far = (starts, ends) if onward else (ends, starts)
        gain += abs(places[near[1]] - places[copy])
        if gain > best_gain:
            best, best_gain = (count, *near), gain
        size = max(places[ends[0]] - places[starts[0]], places[ends[1]] - places[starts[1]])
        gain += size * (2 * difference.likeness - 1)
        if gain > best_gain:
            best, best_gain = (count + 1, *far), gain
        copy = far[1]
    gain += abs(places[window[1]] - places[copy])
    return (len(found), *window) if gain > best_gain else best
