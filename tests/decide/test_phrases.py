"""Phrases: words in the middle of two sentences, told before any sentence is looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dedup
from dedup.decide.guards import Situation, fragment_objection
from dedup.decide.phrases import is_phrase
from dedup.decide.quotes import find_pieced_quotations
from dedup.decide.source import choose_copies
from dedup.edit.account import kept_fragment, kept_of
from dedup.languages import load_language
from dedup.match.search import find_matches

PHRASE = "had never seen the water stand so high in"
BEFORE = ("The people of the long island who", "“We", "Nobody.\n\nSome of us", "Anna", "")
BEHIND = ("all the years of their lives.", "April.", "May\nand June", "spring...", "it, 3.5 m.", "")
AGAIN_BEFORE = ("My own mother, they say,", "It rose. She", "Some\nmen", "5", "")
AGAIN_BEHIND = ("such dark winters before this one.", "a week.", "there\nand then fell", "3...", "")
OTHER = "Fishermen hauled their boats over the road and tied them to the church."


@given(
    st.tuples(*map(st.sampled_from, (BEFORE, BEHIND, AGAIN_BEFORE, AGAIN_BEHIND))),
    st.sampled_from((PHRASE, f"{PHRASE}.", f"{PHRASE} a month", f"{PHRASE}\n\nevery")),
    st.sampled_from(("\n\n", "\n", " ", f"\n\n{OTHER}\n\n")),
)
def test_what_is_told_at_once_is_told_with_sentences_too(
    around: tuple[str, str, str, str], phrase: str, between: str
) -> None:
    """The slow way finds the same: nothing that may go, and one fragment that is kept."""
    one, other = (f"{around[at]} {phrase} {around[at + 1]}".strip() for at in (0, 2))
    found = find_matches(f"{one}{between}{other}", min_words=8, language=None)
    assert found is not None
    reading, matches = found
    situation = Situation(
        reading=reading,
        language=load_language(None),
        min_score=0.8,
        min_words=8,
        protected=(),
        reasons=frozenset({"fact"}),
    )
    pieced = find_pieced_quotations(matches, reading)
    for match in matches:
        if pieced or not is_phrase(match, reading):
            continue
        copies, fragments = choose_copies(
            match, reading, pieced=pieced, keep="fullest", min_words=8, near=True
        )
        assert not copies
        told = kept_fragment(match, match.copy_start, match.copy_end, reading)
        assert [
            kept_of(each, fragment_objection(each, situation), reading) for each in fragments
        ] == [told]


FIRST = f"The people of the long island {PHRASE} all the years since then."


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (f"My own mother, they say, {PHRASE} May.", True),
        (f"Anna {PHRASE} May before it fell again.", True),
        (f"My own mother, they say, {PHRASE} 3.5 hours.", True),
        (f"Anna {PHRASE} May.", False),
        (f"“It rose. She {PHRASE} May.", False),
        (f"It was May.\n\nAnna {PHRASE} June.\n\nAnd then it fell.", False),
        (f"My own\nmother, they say, {PHRASE} May.", False),
    ],
)
def test_a_phrase_is_told_by_four_words_more_on_one_side(second: str, *, expected: bool) -> None:
    """They stand in its line and its sentence, on either side; on the other there may be none."""
    text = f"{FIRST}\n\n{OTHER}\n\n{second}"
    found = find_matches(text, min_words=8, language=None)
    assert found is not None
    reading, (match,) = found
    assert is_phrase(match, reading) == expected
    cleaned = dedup.clean(text)
    assert not cleaned.changed
    if expected:
        assert [each.reason for each in cleaned.report.kept] == ["fragment"]
