"""The guards in order: each may object to units of a copy, with a reason and a detail.

Adding a guard is adding a module that holds its judgement, and a line to `GUARDS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from dedup.decide.copies import COVERED, Copy, Unit
from dedup.decide.facts import find_changed_fact
from dedup.decide.page.fillings import is_filled_in
from dedup.decide.scoring import score_units
from dedup.decide.stretches import parts_without
from dedup.decide.structure import find_meant_repetition
from dedup.decide.units import by_sentence
from dedup.decide.words.writing import find_written_otherwise
from dedup.languages import Language
from dedup.options import Protected
from dedup.read.reading import Reading
from dedup.values import Reason, Span

__all__ = [
    "GUARDS",
    "INSIDE_SENTENCE",
    "Objection",
    "Situation",
    "fragment_objection",
    "guard_copy",
    "protected_spans",
]

INSIDE_SENTENCE: Final = "ends inside a sentence"  # why a fragment stays


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Hold what the guards look at, beside the copy itself, and which of them are asked."""

    reading: Reading
    language: Language
    min_score: float
    min_words: int
    protected: tuple[Span, ...]
    reasons: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Objection:
    """Say that some units of a copy stay, and why."""

    units: tuple[Unit, ...]
    reason: Reason
    detail: str


Guard = Callable[[Copy, Situation], Iterable[Objection]]


def guard_copy(copy: Copy, situation: Situation) -> tuple[list[Copy], list[tuple[Copy, Objection]]]:
    """Ask every guard in turn; return what may go, and the objections with what they object to.

    What a guard leaves of a copy goes on to the next one, if it is still `min_words` long.
    """
    reading = situation.reading
    if reading.words(copy.start, copy.end) < situation.min_words:
        return [], []
    if situation.protected:  # what is protected may lie in any sentence
        copy = replace(copy, units=by_sentence(copy.units, reading))
    copies, objections = [copy], []
    for reason, guard in GUARDS:
        if reason not in situation.reasons:
            continue
        passed: list[Copy] = []
        for part in copies:
            found = list(guard(part, situation))
            if not found:  # nearly always
                passed.append(part)
                continue
            objections += [(part, objection) for objection in found]
            passed += [
                each
                for each in _without(part, found, reading)
                if reading.words(each.start, each.end) >= situation.min_words
            ]
        copies = passed
    return copies, objections


def _without(copy: Copy, objections: list[Objection], reading: Reading) -> list[Copy]:
    """Return what is left of a copy when all that is objected to stays."""
    stays = {unit for objection in objections for unit in objection.units}
    if not stays <= set(copy.units):
        copy = replace(copy, units=by_sentence(copy.units, reading))
    return parts_without(copy, stays, reading)


def fragment_objection(fragment: Copy, situation: Situation) -> Objection:
    """Say why a repeat without a border to cut at stays: another fact, or just that."""
    if "fact" in situation.reasons and all(unit.covered >= COVERED for unit in fragment.units):
        for objection in _guard_facts(fragment, situation):
            return objection
    return Objection(fragment.units, "fragment", INSIDE_SENTENCE)


def protected_spans(text: str, protect: tuple[Protected, ...]) -> tuple[Span, ...]:
    """Return the spans that `protect` names, or whose text its expressions match, sorted."""
    spans: list[Span] = []
    for item in protect:
        if isinstance(item, tuple):
            spans.append(Span(*item))
        else:
            spans += [Span(*found.span()) for found in re.finditer(item, text)]
    return tuple(sorted(span for span in spans if len(span)))


def _guard_protected(copy: Copy, situation: Situation) -> Iterator[Objection]:
    if not situation.protected:  # nearly always
        return
    starts = [unit.span.start for unit in copy.units[1:]]  # white space before them may be named
    for unit, end in zip(copy.units, [*starts, copy.span.end], strict=True):
        if any(span.overlaps(Span(unit.span.start, end)) for span in situation.protected):
            yield Objection((unit,), "protected", "named by protect")


def _guard_facts(copy: Copy, situation: Situation) -> Iterator[Objection]:
    """Object to every paragraph in which a sentence states another fact, and where it goes on.

    In a text without paragraph breaks, but for one below its title, to that sentence alone.
    """
    reading, language = situation.reading, situation.language
    paragraphs = reading.segments.paragraphs
    below = reading.tokens_in(paragraphs[-1])[0]
    one_paragraph = len(paragraphs) <= 2 and below <= min(copy.source_start, copy.start)
    whole = copy.units[0]._replace(end=copy.end, span=copy.span)
    plain = find_written_otherwise(copy, whole, reading, language) is None
    for together in _by_paragraph(copy, reading):
        for unit in together:
            detail = find_changed_fact(copy, unit, reading, language, plain=plain)
            if detail is None:
                continue
            if not one_paragraph:
                yield Objection(together, "fact", detail)
                break
            for sentence in by_sentence((unit,), reading):
                if unit.several:
                    detail = find_changed_fact(copy, sentence, reading, language, plain=plain)
                if detail is not None:
                    yield Objection((sentence,), "fact", detail)


def _by_paragraph(copy: Copy, reading: Reading) -> Iterator[tuple[Unit, ...]]:
    """Yield the units of each paragraph; of lines that one sentence goes on over, together.

    So it does where the next line begins in lower case, or in the middle of a sentence of the
    source.
    """
    together: list[Unit] = []
    for unit in copy.units:
        opens = together and unit.paragraph > together[-1].paragraph
        if opens and not (
            reading.goes_on(unit.paragraph - 1) or _begins_amid_source(copy, unit, reading)
        ):
            yield tuple(together)
            together = []
        together.append(unit)
    yield tuple(together)


def _begins_amid_source(copy: Copy, unit: Unit, reading: Reading) -> bool:
    """Tell whether a unit begins in the middle of a sentence of its source."""
    if not reading.segments.is_close(unit.paragraph - 1):  # nearly always
        return False
    return not reading.opens_sentence(copy.match.source_at(unit.start))


def _guard_structure(copy: Copy, situation: Situation) -> Iterator[Objection]:
    reading = situation.reading
    detail = find_meant_repetition(copy, reading)
    if detail is not None:
        yield Objection(copy.units, "structure", detail)
        return
    for _, group in groupby(copy.units, key=lambda unit: unit.paragraph):
        together = tuple(group)
        if any(is_filled_in(copy, unit, reading) for unit in together):
            yield Objection(together, "structure", "lines alike in form")


def _guard_score(copy: Copy, situation: Situation) -> Iterator[Objection]:
    """Object to a copy too little alike as a whole: to those of its paragraphs that are.

    And to what is left between them if alone it is meant to come again, as a heading is.
    """
    reading, least = situation.reading, situation.min_score
    if score_units(copy, copy.units, reading) >= least:  # nearly always
        return
    stays: set[Unit] = set()
    for _, group in groupby(copy.units, key=lambda unit: unit.paragraph):
        together = tuple(group)
        reached = score_units(copy, together, reading)
        if reached < least:
            stays.update(together)
            yield Objection(together, "score", f"{reached:.3f} is less than {least}")
    if "structure" in situation.reasons:
        for part in parts_without(copy, stays, reading):
            yield from _guard_structure(part, situation)


# What the caller protects stays whatever else is true of it. Facts are looked at by sentence,
# so that the rest of a copied passage can go on; whether repetition is meant, and whether it is
# alike enough, is asked of what is left.
GUARDS: Final[tuple[tuple[Reason, Guard], ...]] = (
    ("protected", _guard_protected),
    ("fact", _guard_facts),
    ("structure", _guard_structure),
    ("score", _guard_score),
)
