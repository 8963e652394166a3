"""Chains to matches: where they begin and end."""

import pytest
from hypothesis import given

from dedup.match.alignment import align
from dedup.match.chains import find_chains
from dedup.match.gate import promising_runs
from dedup.match.matches import Match
from dedup.match.seeds import find_seeds
from dedup.read.reading import Reading
from dedup.read.tokens import read_tokens
from tests.oracle import common_words
from tests.strategies import texts

FAR = " ".join(f"word{number}" for number in range(100))
FIRST = "The old harbour wall was mended by five men from the town before dusk."
SECOND = "Nobody on the island had ever seen the water stand so high in April."
THIRD = "Fishermen hauled their boats over the road and tied them to the church."
NEW = "A bell rang twice and then the lamps along the quay went out at once."


def matches_of(text: str) -> tuple[Reading, list[Match]]:
    """Return the matches of a text."""
    tokens = read_tokens(text)
    reading = Reading(text, tokens)
    seeds = find_seeds(tokens.keys, tokens.half_words)
    chains = find_chains(promising_runs(seeds, tokens, evidence=6), tokens.places.data, evidence=6)
    return reading, [match for chain in chains for match in align(reading, chain, evidence=3)]


def copies_of(text: str) -> list[str]:
    """Return the copy sides of the matches of a text, as they are written."""
    reading, matches = matches_of(text)
    spans = [reading.span(match.copy_start, match.copy_end) for match in matches]
    return [text[span.start : span.end] for span in spans]


@given(texts())
def test_between_the_differences_of_a_match_all_tokens_are_equal(text: str) -> None:
    """Both sides pair up token by token, the source comes first, and neither side is empty."""
    reading, matches = matches_of(text)
    keys = reading.tokens.keys
    for match in matches:
        assert 0 <= match.source_start < match.source_end <= len(keys)
        assert match.copy_start < match.copy_end <= len(keys)
        assert match.source_start < match.copy_start
        assert match.source_end <= match.copy_end
        edges = [
            (match.source_start, match.copy_start),
            *((each.source_start, each.copy_start) for each in match.differences),
            (match.source_end, match.copy_end),
        ]
        assert edges == sorted(edges)
        assert all(
            each.source_start < each.source_end or each.copy_start < each.copy_end
            for each in match.differences
        )
        for copy, source in common_words(match, match.copy_start, match.copy_end):
            assert keys[copy] == keys[source]


@pytest.mark.parametrize(
    ("edit", "by"),
    [("mended", "repaired"), ("five ", ""), ("five men", "five strong men"), ("from the", "of")],
)
def test_an_edit_is_a_difference_inside_one_match(edit: str, by: str) -> None:
    """A word replaced, left out or added does not part a match."""
    copied = FIRST.replace(edit, by)
    assert copies_of(f"{FIRST} {FAR} {copied}") == [copied.rstrip(".")]


@pytest.mark.parametrize(
    "copied",
    [
        FIRST.replace("The old", "Tbe oId"),
        FIRST.replace("before dusk", "befcre du5k"),
        FIRST.replace("The old", "Theold"),
        FIRST.replace("dusk", "d usk"),
        pytest.param(
            FIRST.replace("dusk", "du sk"),
        ),
    ],
)
def test_the_ends_of_a_match_move_out_over_noise(copied: str) -> None:
    """Spoilt, joined and split words at the ends of a copy belong to it."""
    assert copies_of(f"{FIRST} {FAR} {copied}") == [copied.rstrip(".")]


def test_the_ends_of_a_match_stop_where_the_wording_does() -> None:
    """A word that is another one at an end is not taken along."""
    inner = FIRST.removeprefix("The ").removesuffix(" dusk.")
    assert copies_of(f"{FIRST} {FAR} Any {inner} noon.") == [inner]


@pytest.mark.parametrize(
    ("source", "copied"),
    [
        pytest.param(f"{FIRST} {SECOND}", f"{FIRST} {NEW} {SECOND}", id="new in the copy"),
        pytest.param(f"{FIRST} {NEW} {SECOND}", f"{FIRST} {SECOND}", id="left out of the copy"),
    ],
)
def test_a_sentence_on_one_side_only_parts_a_match(source: str, copied: str) -> None:
    """A new sentence in the copy, or one of the source left out, stands between two matches."""
    found = copies_of(f"{source} {FAR} {copied}")
    assert [words.rstrip(".") for words in found] == [FIRST.rstrip("."), SECOND.rstrip(".")]


def test_a_passage_of_several_sentences_is_one_match() -> None:
    """Sentences in the same order on both sides are one match, however many."""
    passage = f"{FIRST} {SECOND} {THIRD}"
    assert copies_of(f"{passage} {FAR} {passage}") == [passage.rstrip(".")]


@pytest.mark.parametrize("rounds", [3, 5, 20])
def test_a_loop_is_one_match_that_follows_on_itself(rounds: int) -> None:
    """A sentence over and over is one loop from its second round to its end."""
    _, [match] = matches_of(f"{FIRST} " * rounds)
    period = len(read_tokens(FIRST))
    assert match.is_loop
    assert match.is_exact
    assert (match.source_start, match.copy_start) == (0, period)
    assert match.copy_end == rounds * period


@given(texts())
def test_a_loop_keeps_one_period(text: str) -> None:
    """Both sides of a loop drift apart by no more than a quarter of its period."""
    for match in matches_of(text)[1]:
        if match.is_loop:
            first = match.copy_start - match.source_start
            last = match.copy_end - match.source_end
            assert abs(first - last) <= 0.25 * first


def test_a_window_does_not_cut_through_words_that_are_broken_in_two() -> None:
    """Beyond its last run a match is followed a window at a time, also where one ends in a word."""
    known = "the tall old keeper of the light wrote down"
    words = [f"o{letter}" for letter in "cdefghijklmnopqrst"]
    broken = list(words)
    for place in (7, 10, 11, 12, 15):
        words[place] = f"alphabetical{words[place]}"
        broken[place] = f"alphabet ical{broken[place]}"
    text = f"{known} {' '.join(words)}. {FAR}. {known} {' '.join(broken)}."
    _, [match] = matches_of(text)
    assert match.differences
    assert all(each.likeness == 1.0 for each in match.differences)
