"""Seeds to runs, and runs to collinear chains."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.match.chains import Chain, Run, find_chains, grow_runs
from dedup.match.gate import find_runs, promising_runs
from dedup.match.seeds import find_seeds
from dedup.read.tokens import Tokens, read_tokens
from tests.oracle import equal_from, joined_seeds
from tests.strategies import texts

LINE = "the old harbour wall was mended by few men from town before dusk"
FAR = " ".join(f"word{number}" for number in range(200))
REPETITIVE = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=80).map(" ".join)
TEXTS = st.one_of(texts(), REPETITIVE)


def chains_of(text: str, evidence: int = 6) -> tuple[Tokens, list[Chain]]:
    """Return the tokens of a text and its chains."""
    tokens = read_tokens(text)
    seeds = find_seeds(tokens.keys, tokens.half_words)
    runs = promising_runs(seeds, tokens, evidence=evidence)
    return tokens, find_chains(runs, tokens.places.data, evidence=evidence)


def in_order(runs: list[Run]) -> bool:
    """Tell whether each run begins on both sides where the one before it has ended."""
    return all(
        one.source + one.length <= other.source and one.copy + one.length <= other.copy
        for one, other in pairwise(runs)
    )


@given(TEXTS)
def test_runs_are_seeds_joined_one_by_one(text: str) -> None:
    """Cutting the list of seeds at its breaks gives what joining them one by one gives."""
    tokens = read_tokens(text)
    seeds = find_seeds(tokens.keys, tokens.half_words)
    pairs = list(map(tuple, seeds.tolist()))
    lengths = [6 if tokens.half_words[copy] == 1 else 3 for _, copy in pairs]
    runs = find_runs(seeds, tokens.half_words).tolist()
    found = [(source, copy, copy_end - copy) for source, _, copy, copy_end in runs]
    assert all(end - source == copy_end - copy for source, end, copy, copy_end in runs)
    assert found == joined_seeds(pairs, lengths)


@given(TEXTS, st.integers(1, 8))
def test_the_runs_of_a_chain_stand_in_order_and_are_equal(text: str, evidence: int) -> None:
    """Every chain holds equal tokens only, in the same order on both sides, the earlier first."""
    tokens, chains = chains_of(text, evidence)
    assert [chain[0].copy for chain in chains] == sorted(chain[0].copy for chain in chains)
    for chain in chains:
        assert in_order(list(chain))
        for run in chain:
            assert run.length > 0
            assert run.source < run.copy
            assert run.length <= equal_from(tokens.keys.tolist(), run.source, run.copy)


@given(TEXTS)
def test_grown_runs_end_where_tokens_differ_or_the_next_run_begins(text: str) -> None:
    """Growing compares step by step what a plain loop compares token by token."""
    tokens, chains = chains_of(text)
    keys = tokens.keys.tolist()
    for chain in chains:
        grown = grow_runs(tokens.keys, chain)
        assert grown
        assert in_order(grown)
        assert max(run.length for run in grown) >= max(run.length for run in chain)
        for run, after in zip(grown, [*grown[1:], None], strict=True):
            longest = equal_from(keys, run.source, run.copy)
            touches = after and (
                run.source + run.length == after.source or run.copy + run.length == after.copy
            )
            assert 0 < run.length <= longest
            assert touches or run.length == longest


def test_a_chain_joins_the_runs_around_an_edit() -> None:
    """A copy with a word changed in the middle is one chain of two runs."""
    _, [chain] = chains_of(f"{LINE} {FAR} {LINE.replace('mended', 'rebuilt')}")
    assert [run.length for run in chain] == [5, 7]
    assert chain[0].source == 0


def test_a_far_repeat_is_another_chain() -> None:
    """Two sentences said again far from one another are two chains."""
    other = "nobody on the island ever saw the water stand so high in april"
    _, chains = chains_of(f"{LINE} {other} {FAR} {LINE} {FAR.replace('word', 'term')} {other}")
    assert len(chains) == 2
    assert all(len(chain) == 1 for chain in chains)


def test_a_chain_needs_its_evidence() -> None:
    """Runs that hold fewer words together than asked for are no chain."""
    head, tail = "the old harbour", "mended by few"
    text = f"{head} wall was {tail} {FAR} {head} gate is {tail}"
    assert len(chains_of(text, 6)[1]) == 1
    assert chains_of(text, 7)[1] == []


def test_two_copies_give_two_chains_each_to_the_nearest_earlier() -> None:
    """A sentence printed three times gives two chains, from each copy to the one before it."""
    other = FAR.replace("word", "term")
    _, chains = chains_of(f"{LINE} {FAR} {LINE} {other} {LINE}")
    words = len(LINE.split())
    assert chains == [
        (Run(0, words + 200, words),),
        (Run(words + 200, 2 * (words + 200), words),),
    ]


def test_a_run_that_broke_off_early_grows_over_its_gap() -> None:
    """Where a source says a phrase twice, the run on the right diagonal takes it back."""
    keys = np.array([1, 2, 3, 4, 9, 1, 2, 3, 4], dtype=np.uint64)
    assert grow_runs(keys, (Run(1, 6, 2),)) == [Run(0, 5, 4)]


def test_the_longer_of_two_runs_takes_what_both_claim() -> None:
    """A long run pushes the shorter one before it back, and drops it when nothing is left."""
    keys = np.array([7, 5, 1, 2, 3, 4, 5, 6, 8, 7, 5, 1, 2, 3, 4, 5, 6], dtype=np.uint64)
    assert grow_runs(keys, (Run(1, 10, 1), Run(2, 11, 5))) == [Run(0, 9, 8)]


def test_no_runs_no_chains() -> None:
    """Nothing comes of nothing."""
    assert chains_of("")[1] == []
    assert find_runs(np.zeros((0, 2), dtype=np.int64), np.zeros(0, dtype=np.uint8)).shape == (0, 4)
