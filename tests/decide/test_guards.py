"""The guards in order."""

import re
from typing import Any

import pytest

import dedup
from dedup.decide.guards import protected_spans
from dedup.values import Span

WALL = "The old harbour wall was mended by five men from the town before dusk."
HIGH = "Many people on the island had never seen the water stand so high in April."
BOATS = "Fishermen hauled their boats over the road and tied them to the church."
BELL = "A bell rang twice and then the lamps along the quay went out at once."
SIX = WALL.replace("five", "six")
HEADING = "What the council of the old town said on Monday 14"


def outcome(*paragraphs: str, **options: Any) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the paragraphs that stay, and reason and detail of each repeat among them."""
    cleaned = dedup.clean("\n\n".join(paragraphs), **options)
    reasons: list[tuple[str, str]] = [(kept.reason, kept.detail) for kept in cleaned.report.kept]
    return cleaned.text.split("\n\n"), reasons


def test_the_paragraph_with_another_fact_stays_and_the_rest_of_the_block_goes() -> None:
    """One changed sentence keeps its whole paragraph, and no other."""
    left, kept = outcome(f"{WALL} {HIGH}", BOATS, BELL, "Rain.", f"{SIX} {HIGH}", BOATS, BELL)
    assert left == [f"{WALL} {HIGH}", BOATS, BELL, "Rain.", f"{SIX} {HIGH}"]
    assert kept == [("fact", "five / six")]


def test_in_a_text_without_paragraphs_the_sentence_with_another_fact_stays() -> None:
    """Without paragraph breaks only the changed sentence stays."""
    text = " ".join([WALL, HIGH, BOATS, "Rain fell.", SIX, HIGH, BOATS])
    assert dedup.clean(text).text == " ".join([WALL, HIGH, BOATS, "Rain fell.", SIX])


def test_what_is_protected_stays_and_the_rest_of_the_block_goes() -> None:
    """A protected sentence stays with reason "protected"."""
    left, kept = outcome(WALL, HIGH, BOATS, WALL, HIGH, protect=["people on the island"])
    assert left == [WALL, HIGH, BOATS, HIGH]
    assert kept == [("protected", "named by protect")]


def test_the_rest_of_a_teaser_is_a_teaser_where_a_part_of_it_is_protected() -> None:
    """The words that a preview lacks at its end are no other fact, whatever of it stays."""
    preview = "The council said that the costs of all the works on both banks are"
    article = f"{preview} not known. {BELL}"
    left, kept = outcome(WALL, preview, "By Ann Reed", WALL, article, BOATS, protect=["five men"])
    assert left == [WALL, "By Ann Reed", WALL, article, BOATS]
    assert kept == [("protected", "named by protect")]


def test_a_copy_under_the_score_stays_with_that_reason() -> None:
    """A near copy that is not alike enough is reported with its score."""
    again = HIGH.replace("seen", "known").replace("stand", "rise")
    left, kept = outcome(HIGH, WALL, again, min_score=0.95)
    assert left == [HIGH, WALL, again]
    assert kept == [("score", "0.867 is less than 0.95")]


@pytest.mark.parametrize(
    ("copy", "options", "reason"),
    [
        (SIX, {"protect": ["six men"]}, "protected"),
        (SIX, {"min_score": 0.99}, "fact"),
        (SIX, {"min_score": 0.99, "guards": frozenset()}, "score"),
        (HEADING.replace("14", "15"), {}, "fact"),
        (HEADING, {"min_score": 1.0}, "structure"),
    ],
)
def test_the_first_guard_that_objects_names_the_reason(
    copy: str, options: dict[str, Any], reason: str
) -> None:
    """Protected comes before fact, fact before structure, structure before score."""
    source = WALL if copy == SIX else HEADING
    left, kept = outcome(source, BOATS, copy, BELL, HIGH, **options)
    assert copy in left
    assert [each[0] for each in kept] == [reason]


def test_guards_can_be_left_out_one_by_one() -> None:
    """Only the guards that are asked for object; "protected" always does."""
    for guards, stays in ((set(), False), ({"fact"}, True), ({"structure"}, False)):
        left, _ = outcome(WALL, BOATS, SIX, BELL, guards=frozenset(guards))
        assert (SIX in left) == stays
    assert SIX in outcome(WALL, BOATS, SIX, protect=["six"], guards=frozenset())[0]


def test_protected_spans_are_those_given_and_those_found() -> None:
    """Expressions protect every place they match; spans protect themselves; empty ones nothing."""
    text = "one two one"
    protect = ("one", re.compile("TWO", re.IGNORECASE), (3, 5), (6, 6), "x*")
    assert protected_spans(text, protect) == (Span(0, 3), Span(3, 5), Span(4, 7), Span(8, 11))
