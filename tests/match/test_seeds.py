"""Repeated shingles, each linked to the nearest earlier one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.match.seeds import find_seeds
from dedup.read.tokens import read_tokens
from tests.oracle import linked_shingles
from tests.strategies import texts

# Few words, so that shingles come back in every overlapping way; letters without spaces between.
REPETITIVE = st.text(st.sampled_from("ab 你好$"), max_size=80)


@given(st.one_of(texts(), REPETITIVE, REPETITIVE.map(" ".join)))
def test_seeds_are_those_that_remembering_every_shingle_gives(text: str) -> None:
    """One sort links the same places as a dictionary of all shingles seen so far."""
    tokens = read_tokens(text)
    found = list(map(tuple, find_seeds(tokens.keys, tokens.half_words).tolist()))
    wanted = [6 if weight == 1 else 3 for weight in tokens.half_words.tolist()]
    assert found == linked_shingles(tokens.keys.tolist(), wanted)


def test_a_line_printed_often_gives_a_link_to_the_one_before_it_only() -> None:
    """Of a word said n times, each shingle but the first is linked to the one before it."""
    tokens = read_tokens("row " * 1000)
    seeds = find_seeds(tokens.keys, tokens.half_words)
    assert seeds.tolist() == [[place, place + 1] for place in range(997)]


def test_links_are_the_same_beyond_what_is_compared_at_one_go() -> None:
    """Where more keys are sorted than are compared at a time, none is lost at the seams."""
    words = [f"word{place * place % 40_009}" for place in range(80_000)]
    tokens = read_tokens(" ".join(words))
    found = list(map(tuple, find_seeds(tokens.keys, tokens.half_words).tolist()))
    assert len(found) > 30_000
    assert found == linked_shingles(tokens.keys.tolist(), [3] * len(tokens))


def test_nothing_has_no_seeds() -> None:
    """A text of three words or fewer repeats no shingle."""
    for size in range(4):
        keys = np.ones(size, dtype=np.uint64)
        assert find_seeds(keys, np.full(size, 2, dtype=np.uint8)).shape == (0, 2)
