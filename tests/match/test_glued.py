"""Words glued together where a text was printed again with nothing between."""

from hypothesis import given
from hypothesis import strategies as st

import dedup
from dedup.match.search import find_matches
from dedup.read.tokens import read_tokens

WORDS = st.lists(st.from_regex(r"[A-Za-zßéж]{1,9}", fullmatch=True), min_size=12, max_size=30)


@given(WORDS, st.integers(2, 4), st.sampled_from(["", "Holm, 12 May\n\n"]))
def test_a_text_printed_again_without_a_space_goes_but_for_its_first_round(
    words: list[str], times: int, before: str
) -> None:
    """However often a text stands in a row with nothing between, one round of it stays."""
    text = f"{' '.join(words)}. Nobody knew why, {' '.join(reversed(words))}"
    cleaned = dedup.clean(before + text * times)
    assert cleaned.restore() == before + text * times
    if len({word.casefold() for word in words}) == len(words):  # no loop of its own
        assert cleaned.text == before + text


def test_both_words_are_those_that_stand_alone() -> None:
    """The tokens of a doubled text are twice those of the text."""
    text = "The ferry left the quay in thick fog with all of its lamps lit, said Ana Lund"
    found = find_matches(text * 2, min_words=8, language=None)
    assert found is not None
    tokens, alone = found[0].tokens, read_tokens(text)
    assert tokens.keys[: len(alone)].tolist() == tokens.keys[len(alone) :].tolist()
    assert tokens.starts.tolist() == [
        *alone.starts.tolist(),
        *(alone.starts + len(text)).tolist(),
    ]
    assert tokens.ends.tolist() == [*alone.ends.tolist(), *(alone.ends + len(text)).tolist()]


def test_any_number_of_texts_may_be_glued_to_themselves() -> None:
    """Two thousand passages, each printed twice with nothing between, are told apart at one go."""
    parts = []
    for number in range(2000):
        told = (
            f"Ferry {number} left quay {number} in thick fog with its lamps lit, said Ana{number} L"
        )
        new = " ".join(f"{number}other{place}" for place in range(30))
        parts += [told * 2, new]
    text = "\n\n".join(parts)
    cleaned = dedup.clean(text)
    assert cleaned.restore() == text
    assert len(cleaned.report.removals) == 2000


def test_what_was_told_apart_is_read_anew_after_a_cut() -> None:
    """Where the rest of a text no longer tells a word apart, cleaning again changes nothing."""
    text = (
        "2 led by an old pilot from three miles away.It rained.The Corran harbour office Sunday "
        "that Holm 4,000 crowns.\nThat isby an old pilot from three miles away.It hardly rained.\n"
        "The Corran harbour office Sunday Holm 4,000 crowns.\nThat is "
    )
    cleaned = dedup.clean(text, min_score=0.7)
    assert cleaned.changed
    assert not dedup.clean(cleaned.text, min_score=0.7).changed
