"""Text to words."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.read.folding import fold_to_entries, fold_word
from dedup.read.legible import legible
from dedup.read.tokens import read_tokens
from tests.oracle import token_ranges
from tests.strategies import any_texts

# Every class of character next to every other.
DENSE = st.text(st.sampled_from("aZß9٣.,:'’-−$% \n你が\u0301\xad\u200bﬃ½¥_|\ud800"), max_size=40)

DENSE_BYTES = st.text(st.sampled_from("aZ9.,:'’-−$% \n"), max_size=40)


def without_spelt_out_tokens(text: str) -> str:
    """Drop characters that fold to several tokens; those have a test of their own."""
    return "".join(mark for mark in text if len(read_tokens(mark)) <= 1)


WHOLE = st.one_of(any_texts(), DENSE, DENSE_BYTES).map(without_spelt_out_tokens)


def words(text: str) -> list[str]:
    """Return the tokens of a text as they are written."""
    tokens = read_tokens(text)
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


@given(st.one_of(any_texts(), DENSE, DENSE_BYTES))
def test_tokens_are_those_that_a_plain_loop_finds(text: str) -> None:
    """Whole-array operations find the tokens that one character after another gives."""
    entries, origins = fold_to_entries(legible(text))
    places = range(len(text) + 1) if origins is None else origins.tolist()
    tokens = read_tokens(text)
    found = list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))
    assert found == [(places[start], places[end]) for start, end in token_ranges(entries.tolist())]


@given(WHOLE)
def test_tokens_have_equal_keys_when_their_folded_words_are_equal(text: str) -> None:
    """Two tokens have the same key if and only if they fold to the same characters."""
    tokens = read_tokens(text)
    folded = [fold_word(word) for word in words(text)]
    first: dict[str, int] = {}
    for key, word in zip(tokens.keys.tolist(), folded, strict=True):
        assert first.setdefault(word, key) == key
    assert len(set(first.values())) == len(first)


@given(WHOLE)
def test_tokens_stand_apart_in_text_order(text: str) -> None:
    """No token is empty or holds white space at an end; none reaches into the next."""
    tokens = read_tokens(text)
    assert len(tokens) == len(tokens.keys) == len(tokens.half_words)
    for start, end in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True):
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace()
    for end, after in zip(tokens.ends.tolist(), tokens.starts.tolist()[1:], strict=False):
        assert end <= after


@pytest.mark.parametrize("text", ["น้ำ", "½", "2½ pints"], ids=ascii)
def test_a_character_that_folds_to_several_tokens_makes_none_empty(text: str) -> None:
    """Thai SARA AM and vulgar fractions end tokens behind the character, not before it."""
    assert all(words(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost $3.50.", ["It", "cost", "$", "3.50"]),
        ("at 10:30, 1,000 men", ["at", "10:30", "1,000", "men"]),
        ("it was -3 or −4 there", ["it", "was", "-", "3", "or", "−", "4", "there"]),
        ("a well-known man, 10-12 days", ["a", "well", "known", "man", "10", "12", "days"]),
        ("don’t 'quote' O'Neil's", ["don’t", "quote", "O'Neil's"]),
        ("3% of AT&T", ["3", "%", "of", "AT", "&", "T"]),
        ("你好 abc", ["你", "好", "abc"]),
        ("Cafe\u0301 noir", ["Cafe\u0301", "noir"]),
        ("Wahl\xadkreis", ["Wahl\xadkreis"]),
        ("a.b end. Next", ["a", "b", "end", "Next"]),
        ("* one | two _three_", ["one", "two", "three"]),
        ("", []),
        (" \n.…!", []),
    ],
)
def test_a_token_is_a_word_a_number_a_letter_or_a_symbol(text: str, expected: list[str]) -> None:
    """Numbers keep their inner points, words their apostrophes; a sign stands before a digit."""
    assert words(text) == expected


@pytest.mark.parametrize("text", ["-3 degrees", "−3 degrees", "\ufeff-3 degrees"])
def test_a_sign_is_a_token_at_the_start_of_a_text_too(text: str) -> None:
    """A text that opens with "-3" has the minus sign as its first token."""
    sign, *number = words(text)
    assert fold_word(sign) in "-−"
    assert number == ["3", "degrees"]


def test_a_sign_before_a_currency_is_a_token() -> None:
    """A minus sign before an amount of money is a token of its own."""
    assert [fold_word(word) for word in words("it cost -$5 then")][2:5] == ["-", "$", "5"]


def test_an_elided_word_counts_as_a_word_of_its_own() -> None:
    """The French count "l'encre" as two words; "don't" and "Ada's" are one each."""
    assert read_tokens("L’encre qu'elle vend don't they'll Ada's").half_words.tolist() == [
        4,
        4,
    ] + 4 * [2]


def test_words_weigh_two_half_words_letters_without_spaces_one_symbols_none() -> None:
    """Two letters of a script without spaces count for one word; a symbol counts for none."""
    assert read_tokens("It cost $3, 你好").half_words.tolist() == [2, 2, 0, 2, 1, 1]


@pytest.mark.parametrize("length", [100, (1 << 15) - 1, 1 << 15, (1 << 15) + 1, 100_000])
def test_a_key_does_not_depend_on_where_the_word_stands(length: int) -> None:
    """The same word has the same key at the start, behind a long text and behind a long word."""
    word = "lighthouse"
    for filler in ("x " * (length // 2), "x" * length + " ", " " * length):
        tokens = read_tokens(f"{word} {filler}{word}")
        assert tokens.keys[0] == tokens.keys[-1]
        assert tokens.keys[0] not in tokens.keys[1:-1]


def test_long_words_that_differ_in_one_letter_have_other_keys() -> None:
    """A word longer than what is hashed at one go is told from its like, wherever they differ."""
    longest = "x" * 40_000
    several = [longest, f"y{longest[1:]}", f"{longest[:-1]}y", longest[:-1], f"{longest}x"]
    keys = read_tokens(" ".join([*several, longest])).keys.tolist()
    assert keys[0] == keys[-1]
    assert all(one != other for one, other in combinations(keys[:-1], 2))


@pytest.mark.parametrize("letters", ["a", "ab", "और", "й", "abcdefgh"])
def test_words_of_repeated_letters_have_keys_of_their_own(letters: str) -> None:
    """A word that goes on as it began has another key for every length."""
    longest = letters * 60
    keys = read_tokens(" ".join(longest[:length] for length in range(1, len(longest)))).keys
    assert len(set(keys.tolist())) == len(longest) - 1
