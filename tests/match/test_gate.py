"""Could anything here be a passage?"""

from hypothesis import given
from hypothesis import strategies as st

from dedup.match.gate import DRIFT, REACH, find_runs, promising_among, promising_runs
from dedup.match.seeds import find_seeds
from dedup.read.tokens import Tokens, read_tokens
from tests.oracle import chosen_runs
from tests.strategies import texts

LINE = "the old harbour wall was mended by few men from town"
FAR = " ".join(f"word{number}" for number in range(200))


def scattered(places: list[int]) -> str:
    """Write short repeats: of four words at a time, in any order, with new words between."""
    words = f"{FAR} {LINE}".split()
    return " ".join(" ".join(words[at : at + 4]) for at in places)


PLACES = st.integers(0, 40)
SCATTERED = st.lists(PLACES, max_size=60).map(scattered)
MANY = st.lists(PLACES, min_size=100, max_size=140).map(scattered)  # more than are few to the gate


def read_runs(text: str) -> tuple[Tokens, list[tuple[int, int, int]]]:
    """Return the tokens of a text and its runs."""
    tokens = read_tokens(text)
    runs = find_runs(find_seeds(tokens.keys, tokens.half_words), tokens.half_words)
    return tokens, [(source, copy, end - source) for source, end, copy, _ in runs.tolist()]


@given(st.one_of(texts(), SCATTERED, MANY), st.integers(1, 10))
def test_promising_runs_are_those_that_looking_at_each_neighbour_gives(
    text: str, evidence: int
) -> None:
    """Asking all runs at once chooses the same as asking each of the four neighbours in turn."""
    tokens, runs = read_runs(text)
    found = promising_among(
        find_runs(find_seeds(tokens.keys, tokens.half_words), tokens.half_words),
        tokens.places,
        evidence=evidence,
    )
    weights = tokens.half_words.tolist()
    expected = chosen_runs(runs, weights, evidence=evidence, reach=REACH, drift=DRIFT)
    assert found.tolist() == [
        [source, source + length, copy, copy + length] for source, copy, length in expected
    ]


@given(st.one_of(texts(), SCATTERED, MANY), st.integers(1, 10))
def test_few_seeds_are_looked_at_one_by_one_with_the_same_answer(text: str, evidence: int) -> None:
    """Whether seeds are few or many makes no difference to what is promising."""
    tokens = read_tokens(text)
    seeds = find_seeds(tokens.keys, tokens.half_words)
    found = promising_runs(seeds, tokens, evidence=evidence)
    runs = find_runs(seeds, tokens.half_words)
    expected = promising_among(runs, tokens.places, evidence=evidence)
    assert found == expected.tolist()


def promising(text: str, evidence: int = 6) -> int:
    """Count the promising runs of a text."""
    tokens = read_tokens(text)
    seeds = find_seeds(tokens.keys, tokens.half_words)
    return len(promising_runs(seeds, tokens, evidence=evidence))


def test_a_phrase_said_again_passes_nothing_through_the_gate() -> None:
    """A clean text leaves: a run of three words alone is no passage."""
    assert promising(f"the prime minister said {FAR} the prime minister said") == 0


def test_a_long_run_passes_however_far_away() -> None:
    """From so many words in a row on, a run passes alone."""
    assert promising(f"{LINE} {FAR} {LINE}") == 1


def test_two_short_runs_pass_when_they_stand_alike_on_both_sides() -> None:
    """Two short runs pass together near one another; in another order, or far apart, neither."""
    head, tail = "the old harbour wall", "mended by few men"
    assert promising(f"{head} was {tail} {FAR} {head} is not {tail}") == 2
    assert promising(f"{head} was {tail} {FAR} {tail} was not {head}") == 0
    assert promising(f"{head} {FAR} {tail} so {head} and {tail}") == 0
