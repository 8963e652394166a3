"""The order of work, for one text and for several."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.match.search import find_matches, read_promising
from dedup.options import Options
from dedup.pipeline import clean_text, clean_texts
from dedup.read.tokens import read_tokens
from tests.strategies import any_texts, texts

LINE = "The old harbour wall was mended by few men from the town before dusk fell."
SEVERAL = st.lists(st.one_of(texts(), any_texts()), max_size=8)


@given(SEVERAL, st.integers(2, 12))
def test_no_text_with_a_passage_is_passed_over_in_company(several: list[str], words: int) -> None:
    """Looked at together, a text in which something is alike has its tokens, as read alone."""
    answers = read_promising(several, min_words=words)
    assert len(answers) == len(several)
    for text, tokens in zip(several, answers, strict=True):
        if tokens is None:
            assert find_matches(text, min_words=words, language=None) is None
        else:
            alone = read_tokens(text)
            assert tokens.starts.tolist() == alone.starts.tolist()
            assert tokens.ends.tolist() == alone.ends.tolist()
            assert tokens.half_words.tolist() == alone.half_words.tolist()
            assert tokens.one_to_one == alone.one_to_one
            assert np.array_equal(np.unique(tokens.keys), np.unique(alone.keys))


@given(SEVERAL)
def test_several_texts_come_out_as_each_of_them_does(several: list[str]) -> None:
    """Whether texts are cleaned together or alone makes no difference."""
    options = Options()
    assert list(clean_texts(several, options)) == [clean_text(text, options) for text in several]


def test_what_two_texts_share_is_no_repeat_of_either() -> None:
    """Texts that say the same are not taken for one text that says it twice."""
    found = read_promising([LINE, LINE, f"{LINE} {LINE}"], min_words=8)
    assert [each is not None for each in found] == [False, False, True]


def test_no_texts_give_no_answers() -> None:
    """Nothing is asked of nothing."""
    assert read_promising([], min_words=8) == []
    assert list(clean_texts([], Options())) == []


def test_many_texts_are_cleaned_in_order() -> None:
    """Portions that are looked at together keep every text in its place."""
    several = [
        f"{LINE} {LINE}" if number % 3 == 0 else f"{LINE} {number}" for number in range(2000)
    ]
    changed = [bool(removals) for removals, _ in clean_texts(several, Options())]
    assert changed == [number % 3 == 0 for number in range(2000)]
