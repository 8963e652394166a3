"""What two texts share: laws for any two texts, and slow twins of the fast stages."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dedup
from dedup.match.shared import link_texts
from dedup.read.tokens import read_tokens
from tests.oracle import linked_texts, shared_tokens
from tests.strategies import VOCABULARIES, any_texts, texts
from tests.test_growth import KINDS, assert_linear, items

__all__ = ["items"]  # a fixture

HARBOR = "The harbor council approved the new ferry pier on Monday by nine votes to four."
PILINGS = "Work on the pilings begins in April, once the ice has gone from the inner basin."
SNOW = "Snow fell on the upper villages and kept the school bus in its shed until noon."


def wordings(first: str, second: str, **options: Any) -> list[tuple[str, str, str]]:
    """Return what two texts share, in the words of both."""
    return [
        (
            first[shared.first.start : shared.first.end],
            second[shared.second.start : shared.second.end],
            shared.kind,
        )
        for shared in dedup.find_shared(first, second, **options)
    ]


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    from dedup.read.reading import Reading

    tokens = read_tokens(text)
    reading = Reading(text, tokens)
    return [reading.word(token) for token in range(len(tokens))]


@st.composite
def related(draw: st.DrawFn) -> tuple[str, str]:
    """Write two texts, the second with stretches of the first."""
    first, second = draw(any_texts()), draw(any_texts())
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted((draw(st.integers(0, len(first))), draw(st.integers(0, len(first)))))
        place = draw(st.integers(0, len(second)))
        second = second[:place] + first[start:end] + second[place:]
    return first, second


def test_a_shared_passage_is_found_with_its_place_in_both() -> None:
    """Exact and near passages come in order of the second text, without what differs around."""
    near = PILINGS.replace("pilings begins", "piles begins").upper()
    found = wordings(f"{HARBOR}\n\n{PILINGS}", f"{near} {SNOW} {HARBOR.replace(' ', chr(10))}")
    assert found == [
        (PILINGS[:-1], near[:-1], "near"),
        (HARBOR[:-1], HARBOR[:-1].replace(" ", "\n"), "exact"),
    ]


def test_texts_without_a_common_passage_share_nothing() -> None:
    """Nothing is found in empty texts, in unrelated ones, or under `min_words` words."""
    assert dedup.find_shared("", "") == ()
    assert dedup.find_shared(HARBOR, "") == dedup.find_shared("", HARBOR) == ()
    assert dedup.find_shared(HARBOR, SNOW) == ()
    assert dedup.find_shared(HARBOR, "the new ferry pier on Monday") == ()
    assert len(dedup.find_shared(HARBOR, "the new ferry pier on Monday", min_words=6)) == 1


def test_what_one_text_repeats_within_itself_is_no_passage_of_both() -> None:
    """A text that loops shares nothing with one that says something else."""
    assert dedup.find_shared(f"{HARBOR} " * 3, f"{SNOW} " * 3) == ()


def test_each_time_the_second_text_says_it_counts() -> None:
    """A passage that the second text says three times is shared three times."""
    places = [shared.first for shared in dedup.find_shared(HARBOR, f"{HARBOR} {SNOW} " * 3)]
    assert places == [dedup.Span(0, len(HARBOR) - 1)] * 3
    assert len(dedup.find_shared(f"{HARBOR} {SNOW} " * 3, HARBOR)) == 1


def test_a_part_that_is_less_alike_than_the_whole_counts_with_its_equal_words() -> None:
    """Where a passage begins inside of another one, what is left of it has to be alike as well."""
    first = (
        "office lent them. A baker from the upper town brought rolls room again coats that the "
        "harbour office had lent A"
    )
    second = (
        "slept in just the waiting room under coats that the harbour office had lent them. "
        "A baker A baker from the upper town brought for"
    )
    assert dedup.find_shared(first, second) == ()
    assert [shared for _, shared, _ in wordings(first, second, min_words=7)] == [
        "coats that the harbour office had lent",
        "A baker from the upper town brought",
    ]


def test_only_exact_passages_are_taken_when_asked_for() -> None:
    """With near=False, or a score not reached, the stretches that agree word for word count."""
    other = f"{HARBOR[:-1]} and {PILINGS}"
    second = f"{HARBOR[:-1]} while {PILINGS}"
    exact = [(HARBOR[:-1], HARBOR[:-1], "exact"), (PILINGS[:-1], PILINGS[:-1], "exact")]
    assert [kind for *_, kind in wordings(other, second)] == ["near"]
    assert wordings(other, second, near=False) == exact
    assert wordings(other, second, min_score=1) == exact


@pytest.mark.parametrize("position", [0, 1])
@pytest.mark.parametrize("wrong", [None, b"bytes", 7, ["a"]])
def test_what_is_no_text_is_refused(wrong: Any, position: int) -> None:
    """Anything but a str raises InputTypeError, which says which of the two it is."""
    given = ["a text", "a text"]
    given[position] = wrong
    with pytest.raises(dedup.InputTypeError, match=f"expected a str at position {position}"):
        dedup.find_shared(*given)


def test_options_are_checked_as_everywhere() -> None:
    """An unknown option, and options given twice, are refused."""
    with pytest.raises(dedup.OptionError, match="Did you mean 'min_words'"):
        dedup.find_shared("", "", min_word=3)
    with pytest.raises(dedup.OptionError, match="were both given"):
        dedup.find_shared("", "", options=dedup.Options(), near=False)


@given(related(), st.integers(3, 12), st.booleans())
def test_spans_lie_inside_the_texts_in_order(
    both: tuple[str, str], min_words: int, near: bool
) -> None:
    """Spans are not empty, inside their texts; those of the second are in order and disjoint."""
    first, second = both
    found = dedup.find_shared(first, second, min_words=min_words, near=near)
    reached = 0
    for shared in found:
        assert 0 <= shared.first.start < shared.first.end <= len(first)
        assert reached <= shared.second.start < shared.second.end <= len(second)
        reached = shared.second.end
        assert shared.score >= (1 if shared.kind == "exact" else 0.9)
        assert near or shared.kind == "exact"


@given(related(), st.integers(3, 12))
def test_exact_passages_agree_word_for_word(both: tuple[str, str], min_words: int) -> None:
    """Folded, both sides of an exact passage are the same words, at least `min_words` of them."""
    first, second = both
    for shared in dedup.find_shared(first, second, min_words=min_words):
        one = words_of(first[shared.first.start : shared.first.end])
        other = words_of(second[shared.second.start : shared.second.end])
        if shared.kind == "exact":
            assert one == other
            tokens = read_tokens(second[shared.second.start : shared.second.end])
            assert tokens.half_words.sum() >= 2 * min_words


@given(texts())
def test_a_text_shares_all_of_itself(text: str) -> None:
    """`find_shared(t, t)` covers every word of a text, each with itself."""
    words = read_tokens(text)
    if words.half_words.sum() < 2 * 8:
        return
    [shared] = dedup.find_shared(text, text)
    assert shared.first == shared.second == dedup.Span(int(words.starts[0]), int(words.ends[-1]))
    assert shared.kind == "exact"


@given(st.lists(st.integers(0, 9), max_size=40), st.lists(st.integers(0, 9), max_size=40))
def test_links_are_those_of_a_slow_twin(first: list[int], second: list[int]) -> None:
    """The n-th time that the second text says a shingle goes with the n-th of the first."""
    shingles = np.array([*first, 99, *second], dtype=np.uint64)
    found = [(int(one), int(other)) for one, other in link_texts(shingles, len(first))]
    assert found == linked_texts(first, second)


@given(st.data())
def test_exact_passages_are_those_of_a_slow_twin(data: st.DataObject) -> None:
    """Where no word of the first text comes back, exactly what a plain search finds is found."""
    size = data.draw(st.integers(0, 60))
    first = [f"w{place}" for place in range(size)]
    second: list[str] = []
    for move in data.draw(st.lists(st.integers(0, 5), max_size=8)):
        start = data.draw(st.integers(0, size))
        second += first[start : start + 4 * move] or [f"x{len(second)}"]
    one, other = " ".join(first), " ".join(second)
    covered = {
        place
        for shared in dedup.find_shared(one, other, near=False)
        for place in range(shared.second.start, shared.second.end)
    }
    starts = [sum(len(word) + 1 for word in second[:place]) for place in range(len(second))]
    found = {place for place, start in enumerate(starts) if start in covered}
    assert found == shared_tokens(first, second, at_least=8)


@given(st.lists(st.sampled_from(range(30)), unique=True, min_size=1), st.randoms())
def test_the_order_of_the_texts_does_not_matter(places: list[int], chance: Any) -> None:
    """Sentences that stand once in each text are shared the same way from both sides."""
    vocabulary = VOCABULARIES[0].split()
    sentences = [
        " ".join(f"{vocabulary[(place * 7 + at) % len(vocabulary)]}{place}" for at in range(10))
        for place in places
    ]
    first = ". ".join(sentences)
    chance.shuffle(sentences)
    second = ". ".join(sentences[: 1 + len(sentences) // 2])
    there = dedup.find_shared(first, second, near=False)
    back = dedup.find_shared(second, first, near=False)
    assert there
    assert sum(len(each.first) for each in there) == sum(len(each.second) for each in back)


def _with_itself(text: str) -> Any:
    return dedup.find_shared(text, text)


def _with_itself_twice(text: str) -> Any:
    return dedup.find_shared(text, f"{text}\n\n{text}")


def _with_the_rest(text: str) -> Any:
    return dedup.find_shared(text[len(text) // 2 :], text[: len(text) // 2])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pair", [_with_itself, _with_itself_twice, _with_the_rest])
def test_texts_twice_as_long_cost_twice_as_much(
    pair: Callable[[str], Any], kind: str, items: list[int]
) -> None:
    """Work grows in proportion to both texts, however often they repeat themselves."""
    assert_linear(pair, kind, items)
