"""Guard: do two near copies state different facts?

Looks only at the words in which two aligned sentences differ. What they state (numbers, symbols,
units, dates, negations, names) must be the same, in the same order, on both sides; hedges must
match, no word may be answered by its opposite or by another of its sort (red and black), and none
may have changed its place. Words spoilt by character noise are left out where the match as a
whole is noisy; in clean text a changed letter is never noise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dedup.decide.beside import differences_beside
from dedup.decide.copies import Copy, Unit
from dedup.decide.speakers import is_attribution, is_said_across
from dedup.decide.teasers import completes_dots, completes_unmarked
from dedup.decide.words.agreement import find_other_number
from dedup.decide.words.contrasts import contrast_words, find_contrast
from dedup.decide.words.narrowings import find_narrowed
from dedup.decide.words.opposites import find_alternative, find_opposite
from dedup.decide.words.replacements import find_look_alike, find_replaced_without_capitals
from dedup.decide.words.rewordings import without_rewordings
from dedup.decide.words.roles import exchanges_ending, find_other_roles
from dedup.decide.words.statements import Statements, Told, named
from dedup.decide.words.trifles import (
    is_elision,
    is_noise,
    is_same_number,
    is_section_name,
)
from dedup.decide.words.writing import find_written_otherwise
from dedup.languages import Language
from dedup.match.differences import Difference
from dedup.read.reading import Reading

__all__ = ["find_changed_fact"]

_LETTERS_BETWEEN: Final = 3  # in scripts without spaces, where two are a word; judgement


def find_changed_fact(
    copy: Copy, unit: Unit, reading: Reading, language: Language, *, plain: bool = False
) -> str | None:
    """Return the words in which a unit of a copy and its source state different facts.

    Args:
        copy: the copy.
        unit: of that copy.
        reading: the text.
        language: what words state.
        plain: whether nothing in the copy is known to be written otherwise.

    Returns:
        The differing words for people, "12 / 16"; None when the facts agree.
    """
    other = None if plain else find_written_otherwise(copy, unit, reading, language)
    if other:
        return other
    narrowed = find_narrowed(copy, unit, reading, language)
    if narrowed:
        return narrowed
    differences = [*copy.differences_of(unit, reading), *differences_beside(copy, unit, reading)]
    left_out = copy.left_out(unit, reading)
    if not differences and not left_out:
        return None
    statements = Statements(reading, language)
    for start, end in left_out:
        if qualifiers := statements.qualifiers(start, end):
            return f"{qualifiers} / (nothing)"
    for each in differences:
        if (reading.has_dots and completes_dots(each, reading)) or completes_unmarked(
            each, reading
        ):
            return named(*statements.told(each)[1:])
    changed = _find_among(differences, copy, unit, statements)
    if changed is None:
        return None
    telling = without_rewordings(differences, statements)
    if len(telling) == len(differences):
        return changed
    return _find_among(telling, copy, unit, statements)


def _find_among(
    differences: list[Difference], copy: Copy, unit: Unit, statements: Statements
) -> str | None:
    """Return the words of differences that state different facts, or None."""
    reading, language = statements.reading, statements.language
    if copy.match.noisy and exchanges_ending(differences, reading):
        return f"{named(*statements.told(differences[0])[1:])} in another role"
    telling = [
        statements.told(each)
        for each in differences
        if not (each.copy_start == each.copy_end and _is_left_out(each, reading, language))
        and not (each.likeness and is_noise(each, copy.match, reading, language))
        and not is_section_name(each, unit, reading)
        and not (
            each.source_start == each.source_end
            and is_said_across(each.copy_start, each.copy_end, copy.match, reading)
        )
    ]
    telling = [each for each in telling if not _is_decoration(each, reading)]
    if not telling:
        return None
    told = list(_with_letters_between(telling, statements))
    sides = [each for each in told if not is_same_number(each.source, each.copied)]
    said = {word.folded for each in sides for word in (*each.source, *each.copied)}
    contrasts = not contrast_words(language).isdisjoint(said)  # nearly never
    inflects = not language.plurals.keys().isdisjoint(said)
    return (
        _other_hedges(told, statements)
        or _other_statements(sides)
        or find_opposite(sides, language)
        or find_alternative(sides, language)
        or (contrasts and find_contrast(sides, statements))
        or _other_speaker(sides, statements)
        or find_look_alike(sides, language, noisy=copy.match.noisy)
        or find_other_roles(sides, statements)
        or (inflects and find_other_number(sides, language))
        or find_replaced_without_capitals(sides, statements)
    )


def _is_left_out(each: Difference, reading: Reading, language: Language) -> bool:
    """Tell whether a copy only leaves words out, and shows it or has quoted all that was said.

    Without a "not" it says something else, whatever it shows.
    """
    if is_attribution(each, reading):
        return True
    left_out = reading.folded(each.source_start, each.source_end)
    return is_elision(each, reading) and language.negations.isdisjoint(left_out)


def _with_letters_between(told: list[Told], statements: Statements) -> Iterator[Told]:
    """Yield differences (one at least), as one where hardly a word parts two without spaces.

    Of 上午 and 晚上 one letter is the same, and tells nothing.
    """
    before, *rest = told
    for each in rest:
        start, end = before.difference.copy_end, each.difference.copy_start
        near = end - start <= _LETTERS_BETWEEN  # nearly never
        if near and set(statements.reading.half_words[start:end].tolist()) == {1}:
            both = before.difference._replace(
                source_end=each.difference.source_end,
                copy_end=each.difference.copy_end,
                likeness=0.0,
            )
            before = statements.told(both)
            continue
        yield before
        before = each
    yield before


def _is_decoration(told: Told, reading: Reading) -> bool:
    """Tell whether what one side has more are marks that say nothing: of quoted lines, pictures."""
    if told.source and told.copied:  # nearly always
        return False
    return not any(
        word.states or reading.half_words[word.token] for word in (*told.source, *told.copied)
    )


def _other_statements(sides: list[Told]) -> str | None:
    """Return the words of the first difference whose two sides state different facts."""
    for _, source, copied in sides:
        before = [word.states for word in source if word.states]
        after = [word.states for word in copied if word.states]
        if before != after:
            return named(*([each for each in words if each.states] for words in (source, copied)))
    return None


def _other_hedges(told: list[Told], statements: Statements) -> str | None:
    for each in told:
        before = statements.hedges(each.source, each.difference.source_start)
        after = statements.hedges(each.copied, each.difference.copy_start)
        if _meanings(before, statements.language) != _meanings(after, statements.language):
            return f"{_joined(before)} / {_joined(after)}"
    return None


def _meanings(hedges: list[tuple[str, ...]], language: Language) -> list[tuple[str, ...]]:
    return [language.hedges.get(each, each) for each in hedges]  # a negation, spelt, is none


def _joined(hedges: list[tuple[str, ...]]) -> str:
    return " ".join(word for hedge in hedges for word in hedge) or "(nothing)"


def _other_speaker(told: list[Told], statements: Statements) -> str | None:
    """Return who says it where it is someone else: "anna: ...", "tom: ...".

    Where no capitals tell a name, it also is one that only one side has: "田中：...".
    """
    for _, source, copied in told:
        if source and copied:
            ends = source[-1].token, copied[-1].token
            labels = all(statements.labels_line(end, end) for end in ends)  # nearly never
        else:
            side = source or copied
            labels = statements.labels_line(side[0].token, side[-1].token)
            labels = labels and not statements.has_case(side[0])
        if labels:
            return named(source, copied)
    return None
