"""From copies to cuts: disjoint, and each with a source that still stands in the end."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.decide.copies import Copy, Unit
from dedup.decide.scoring import score_units
from dedup.decide.stretches import parts_without
from dedup.decide.units import by_sentence
from dedup.edit.text import with_closing_rule, with_white_space, without_half_quotation
from dedup.read.markup import find_times, without_halves
from dedup.read.reading import Reading
from dedup.values import Kind, Span

__all__ = ["Cut", "Places", "disjoint_cuts", "narrow", "spaced_cuts", "without_times"]

Places = NDArray[np.signedinteger[Any]]  # in four bytes each where they have room
_NO_ROOM: Final = 1 << 31
_NEXT_WORD: Final = 8  # characters behind a cut in which the next word begins, more often than not


class Cut(NamedTuple):
    """Name a stretch of text to remove and the stretch that stays for it.

    Attributes:
        span: what goes.
        here: shape (n,), offsets at which the words start that are paired with the source.
        there, there_ends: shape (n,), where the words they are paired with start and end.
        words: how many words go.
        kind, score: how alike the two are.
        copies: copies in a row.
    """

    span: Span
    here: Places
    there: Places
    there_ends: Places
    words: float
    kind: Kind
    score: float
    copies: int

    @property
    def source(self) -> Span:
        """Where the stretch stands that stays."""
        # `min` and `max` of an array call these by way of Python.
        return Span(int(np.minimum.reduce(self.there)), int(np.maximum.reduce(self.there_ends)))


def narrow(places: Places, farthest: int) -> Places:
    """Return places in four bytes each if the farthest that there could be has room in them.

    A text whose every letter is a word has as many as it has characters.
    """
    return places.astype(np.int32, copy=False) if farthest < _NO_ROOM else places


def disjoint_cuts(
    proposed: list[Copy], reading: Reading, *, min_words: int, min_score: float
) -> list[Cut]:
    """Return the copies as disjoint cuts, longest first, none of which stands for itself."""
    gone = np.zeros(len(reading.tokens), dtype=bool)
    stands_for = narrow(np.arange(len(reading.tokens)), len(reading.tokens))
    cuts: list[Cut] = []
    queue = sorted(proposed, key=lambda copy: (copy.start - copy.end, copy.start))
    for copy in queue:
        taken: set[Unit] = set()
        if cuts and gone[copy.start : copy.end].any():
            copy = replace(copy, units=by_sentence(copy.units, reading))
            taken = {unit for unit in copy.units if gone[unit.start : unit.end].any()}
        for part in parts_without(copy, taken, reading) if taken else [copy]:
            if reading.words(part.start, part.end) < min_words:
                continue
            here, there = _pairs(part, reading.tokens.keys)
            standing = there
            while cuts and gone[standing].any():
                standing = np.where(gone[standing], stands_for[standing], standing)
            within = (standing >= part.start) & (standing < part.end)
            if True in within.tobytes() or not len(here):  # a quicker `any`
                continue
            moved = standing is not there and (standing != there).any()
            if moved and _unlike(part, standing, reading) > 1 - min_score:
                continue  # its source has gone: the next round compares it with what stayed
            cut = _cut_of(part, here, there, reading)
            if taken and cut.score < min_score:
                continue  # less alike than the whole copy was: as above
            gone[part.start : part.end] = True
            stands_for[part.start : part.end] = standing[0]
            stands_for[here] = standing
            cuts.append(cut)
    return sorted(cuts, key=lambda each: each.span)


def _unlike(copy: Copy, standing: Places, reading: Reading) -> float:
    """Return the share of tokens in which a copy differs from what stays for its source."""
    from rapidfuzz.distance import Indel

    if copy.match.is_exact:
        return 0.0
    keys = reading.tokens.keys
    source = keys[int(standing.min()) : int(standing.max()) + 1].tolist()
    if len(source) > 2 * (copy.end - copy.start):
        return 1.0
    return float(Indel.normalized_distance(source, keys[copy.start : copy.end].tolist()))


def _pairs(copy: Copy, keys: NDArray[np.uint64]) -> tuple[Places, Places]:
    """Return the paired tokens of a copy, equal ones beyond the ends of its match included."""
    if copy.period:
        here = narrow(np.arange(copy.start, copy.end), copy.end)
        there = here - copy.start
        there %= copy.period
        there += copy.source_start
        return here, there
    here, there = copy.match.pairs(copy.start, copy.end)
    if not len(here):
        return here, there
    before = _equal(keys, here[0] - 1, there[0] - 1, -1, here[0] - copy.start)
    after = _equal(keys, here[-1] + 1, there[-1] + 1, 1, copy.end - here[-1] - 1)
    if not before and not after:
        return here, there
    ahead, behind = np.arange(-before, 0), np.arange(1, after + 1)
    return (
        np.concatenate((here[0] + ahead, here, here[-1] + behind)),
        np.concatenate((there[0] + ahead, there, there[-1] + behind)),
    )


def _equal(keys: NDArray[np.uint64], here: int, there: int, step: int, most: int) -> int:
    """Return how many tokens from two places on are equal, a few at most."""
    count = 0
    while count < most and 0 <= there + count * step < len(keys):
        if keys[here + count * step] != keys[there + count * step]:
            break
        count += 1
    return count


def _cut_of(copy: Copy, here: Places, there: Places, reading: Reading) -> Cut:
    tokens, farthest = reading.tokens, len(reading.text)
    differing = any(copy.differences_of(unit, reading) for unit in copy.units)
    exact = not differing and copy.match.agrees(copy.start, copy.end)
    rounds = round((copy.end - copy.start) / copy.period) if copy.period else 1
    span = copy.span
    written = reading.with_markup[span.start : span.end]
    if any(map(written.__contains__, "<[]")):  # else no mark begins in it
        span = without_halves(span, reading.span(copy.start, copy.end), reading.landmarks.pairs)
    return Cut(
        span=span,
        here=narrow(tokens.starts.take(here), farthest),
        there=narrow(tokens.starts.take(there), farthest),
        there_ends=narrow(tokens.ends.take(there), farthest),
        words=reading.words(copy.start, copy.end),
        kind="exact" if exact else "near",
        score=1.0 if exact else score_units(copy, copy.units, reading),
        copies=max(rounds, 1),
    )


def without_times(text: str, cuts: list[Cut]) -> list[Cut]:
    """Return cuts in pieces that leave the number and the times of every subtitle in place.

    Args:
        text: with its markup.
        cuts: in its offsets.
    """
    if "-->" not in text:  # nearly always
        return cuts
    pieces: list[Cut] = []
    for each in cuts:
        start, end = each.span.start, each.span.end
        times = list(find_times(text[start:end]))
        if not times:
            pieces.append(each)
            continue
        borders = [start, *(start + at for time in times for at in (time.start, time.end)), end]
        for first, last in zip(borders[::2], borders[1::2], strict=True):
            low, high = each.here.searchsorted((first, last)).tolist()
            share = (high - low) / len(each.here)
            if share:
                written = text[first:last]
                pieces.append(
                    each._replace(
                        span=Span(last - len(written.lstrip()), first + len(written.rstrip())),
                        here=each.here[low:high],
                        there=each.there[low:high],
                        there_ends=each.there_ends[low:high],
                        words=each.words * share,
                        copies=max(round(each.copies * share), 1),
                    )
                )
    return pieces


def spaced_cuts(text: str, cuts: list[Cut], protected: tuple[Span, ...]) -> list[Cut]:
    """Give cuts the rules that close them and the white space that set them apart.

    And leave the quotation mark that closes what stays.

    Protected spans get in the way of both. Neighbours are set apart together: of the white space
    between two cuts the later takes nothing.
    """
    ends = [0, *(each.span.end for each in cuts)]
    whole = [
        each._replace(span=without_half_quotation(text, each.span, end))
        for each, end in zip(cuts, ends, strict=False)
    ]
    cuts = [
        _ruled(text, each, after.span.start if after else len(text), protected)
        for each, after in zip_longest(whole, whole[1:])
    ]
    spaced: list[Cut] = []
    first = 0
    for last, (each, after) in enumerate(zip_longest(cuts, cuts[1:])):
        if after and _touch(each, after, text, protected):
            continue
        bare = Span(cuts[first].span.start, each.span.end)
        together = with_white_space(text, bare)
        if any(span.overlaps(together) for span in protected):
            together = bare
        borders = [together.start, *(cut.span.start for cut in cuts[first + 1 : last + 1])]
        borders.append(together.end)
        spaced += [
            cuts[first + place]._replace(span=Span(start, end))
            for place, (start, end) in enumerate(pairwise(borders))
        ]
        first = last + 1
    return spaced


def _touch(each: Cut, after: Cut, text: str, protected: tuple[Span, ...]) -> bool:
    """Tell whether nothing is left between two cuts but white space, of which none must stay."""
    between = Span(each.span.end, after.span.start)
    if text[between.start : between.end].strip():  # nearly always
        return False
    return not any(span.overlaps(between) for span in protected)


def _ruled(text: str, each: Cut, limit: int, protected: tuple[Span, ...]) -> Cut:
    end = each.span.end
    if text[end : min(end + _NEXT_WORD, limit)].lstrip()[:1].isalnum():  # nearly always: no rule
        return each
    span = with_closing_rule(text, each.span, each.source, limit)
    if span == each.span or any(place.overlaps(span) for place in protected):
        return each
    return each._replace(span=span)
