"""Where two stretches of tokens differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.match.differences import Difference, differences_between, spoilt_neighbour
from dedup.read.reading import Reading
from dedup.read.tokens import read_tokens
from tests.oracle import common_tokens

WORDS = st.lists(st.sampled_from(["a", "b", "c", "wall", "wa1l", "3", "$"]), max_size=12)


def read(text: str) -> Reading:
    """Read a text."""
    return Reading(text, read_tokens(text))


def between(one: str, other: str) -> list[Difference]:
    """Return the differences between two texts, read as one."""
    reading = read(f"{one} | {other}")
    middle = len(read_tokens(one))
    return differences_between(reading, 0, middle, middle, len(reading.tokens))


@given(WORDS, WORDS)
def test_as_many_tokens_are_paired_as_the_textbook_pairs(one: list[str], other: list[str]) -> None:
    """Between the differences all tokens are equal, and no other pairing has more of them."""
    reading = read(" ".join([*one, *other]))
    keys, middle = reading.tokens.keys.tolist(), len(one)
    paired, source, copy = 0, 0, middle
    for each in [
        *differences_between(reading, 0, middle, middle, len(keys)),
        Difference(middle, middle, len(keys), len(keys), 0.0),
    ]:
        assert keys[source : each.source_start] == keys[copy : each.copy_start]
        paired += each.source_start - source
        source, copy = each.source_end, each.copy_end
        assert 0 <= each.likeness <= 1
    assert (source, copy) == (middle, len(keys))
    assert paired == common_tokens(keys[:middle], keys[middle:])


def test_equal_stretches_do_not_differ() -> None:
    """No difference stands between equal words, nor between nothing and nothing."""
    assert between("the old wall", "the old wall") == []
    assert between("", "") == []


def test_a_difference_names_both_sides() -> None:
    """A replaced word is one difference with both sides, an added one has an empty side."""
    assert between("the old wall", "the tall wall") == [Difference(1, 2, 4, 5, 0.0)]
    assert between("the old wall", "the very old wall") == [Difference(1, 1, 4, 5, 0.0)]
    assert between("the very old wall", "the old wall") == [Difference(1, 2, 5, 5, 0.0)]


@pytest.mark.parametrize(
    ("one", "other", "noise"),
    [
        ("harbour", "harb0ur", True),
        ("harbour", "har bour", True),
        ("har bour", "harbour", True),
        ("co-operate", "cooperate", True),
        ("the", "tne", True),
        ("of", "0f", True),
        ("2019", "2O19", True),
        ("harbour", "chapel", False),
        ("of", "to", False),
        ("Monday", "Tuesday", False),
        ("rose", "fell", False),
    ],
)
def test_likeness_tells_noise_from_other_words(one: str, other: str, noise: bool) -> None:
    """A spoilt word is like the one it was, a split word is the same; another word is not alike."""
    [difference] = between(f"so {one} is", f"so {other} is")
    assert (difference.likeness > 0) == noise


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("harbour wall", "harb0ur wall", (1, 1)),
        ("h arbour wall", "harbour wall", (2, 1)),
        ("harbour wall", "h arbour wall", (1, 2)),
        ("harbour wall", "chapel wall", None),
        ("old harbour", "harbour old", None),
    ],
)
def test_a_spoilt_neighbour_is_the_same_word_split_joined_or_misread(
    one: str, other: str, steps: tuple[int, int] | None
) -> None:
    """The next word outwards is found spoilt, in two, or joined; not when it is another word."""
    reading = read(f"{one} {other}")
    middle, end = len(one.split()), len(reading.tokens)
    found = spoilt_neighbour(reading, 0, middle, middle, end)
    expected = steps and (0, steps[0], middle, middle + steps[1])
    ends = found and (found.source_start, found.source_end, found.copy_start, found.copy_end)
    assert ends == expected


def test_a_spoilt_neighbour_is_looked_for_towards_the_start_too() -> None:
    """Going backwards the word before is the neighbour; beyond the limits there is none."""
    reading = read("the harbour wall so harb0ur wall")
    found = spoilt_neighbour(reading, 2, 5, 0, 4)
    assert found
    assert (found.source_start, found.source_end, found.copy_start, found.copy_end) == (1, 2, 4, 5)
    assert spoilt_neighbour(reading, 2, 5, 2, 5) is None
