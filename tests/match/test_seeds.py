"""Repeated shingles, each linked to the nearest earlier one."""

from operator import itemgetter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.match.seeds import find_seeds
from dedup.read.tokens import read_tokens
from tests.oracle import linked_shingles
from tests.strategies import texts

# Few words, so that shingles come back in every overlapping way; letters without spaces between.
REPETITIVE = st.text(st.sampled_from("ab 你好$"), max_size=80)


@settings(deadline=None)
@given(st.one_of(texts(), REPETITIVE, REPETITIVE.map(" ".join)))
def test_seeds_are_those_that_remembering_every_shingle_gives(text: str) -> None:
    """One sort links the same places as a dictionary of all shingles seen so far."""
    tokens = read_tokens(text)
    seeds, lengths = find_seeds(tokens.keys, tokens.half_words)
    wanted = [6 if weight == 1 else 3 for weight in tokens.half_words.tolist()]
    found = sorted(((source, copy) for source, copy in seeds.tolist()), key=itemgetter(1))
    assert found == linked_shingles(tokens.keys.tolist(), wanted)
    assert lengths.tolist() == [wanted[later] for later in seeds[:, 1].tolist()]


def test_a_line_printed_often_gives_a_link_to_the_one_before_it_only() -> None:
    """A word said n times gives fewer than n seeds, each to the place before."""
    tokens = read_tokens("row " * 1000)
    seeds, _ = find_seeds(tokens.keys, tokens.half_words)
    assert len(seeds) == 997
    assert (seeds[:, 1] - seeds[:, 0] == 1).all()


def test_nothing_has_no_seeds() -> None:
    """A text of three words or fewer repeats no shingle."""
    for size in range(4):
        keys = np.ones(size, dtype=np.uint64)
        seeds, lengths = find_seeds(keys, np.full(size, 2, dtype=np.uint8))
        assert seeds.shape == (0, 2)
        assert lengths.shape == (0,)
