"""Where a copy and its source differ, word by word."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.render.differences import compare
from tests.strategies import sentences, texts


def told(copy: str, source: str, copies: int = 1) -> str:
    """Write a comparison down: what only the copy has in [], what only the source has in {}."""
    marks = {"both": "{}", "copy": "[{}]", "source": "{{{}}}"}
    return "".join(
        marks[piece.kind].format(piece.text) for piece in compare(copy, source, copies=copies)
    )


def test_other_missing_and_added_words_are_told_apart() -> None:
    """A word in place of another stands beside it; one added or missing stands alone."""
    source = "The old ferry left the quay at noon, the office said."
    assert told("The old ferry left the pier at noon, the office said.", source) == (
        "The old ferry left the [pier]{quay} at noon, the office said."
    )
    assert told("The ferry left the quay just at noon, the office said.", source) == (
        "The{old} ferry left the quay [just] at noon, the office said."
    )
    assert told("ferry left the quay at noon", source) == (
        "{The old}ferry left the quay at noon{the office said}"
    )


def test_typography_makes_no_difference() -> None:
    """Case, quotation marks, line breaks and soft hyphens are not marked, and stay as they are."""
    assert told("“DON’T go”\nhe said­.", "'Don't go' he said") == "“DON’T go”\nhe said­."


def test_letters_of_scripts_without_spaces_are_compared_one_by_one() -> None:
    """In Chinese the one character that differs is marked."""
    assert told("船在周二离开码头。", "船在周一离开码头。") == "船在周[二]{一}离开码头。"


def test_a_loop_is_compared_with_its_source_said_as_often() -> None:
    """Copies in a row differ from their source only where one of them does."""
    line = "The gate stays open. "
    assert told(line * 3, line.strip(), copies=3) == line * 3
    assert told(line + line.replace("open", "shut") + line, line.strip(), copies=3) == (
        "The gate stays open. The gate stays [shut]{open}. The gate stays open. "
    )


def test_differences_across_rounds_of_a_loop_are_whole() -> None:
    """What a loop left out from one round into the next is shown in reading order."""
    assert told("One two three. Three.", "One two three.", copies=2) == (
        "One two three{One two}. Three."
    )


def test_long_texts_are_compared_in_little_memory() -> None:
    """Two texts of 20,000 words, far apart in one of them, show that one."""
    words = [f"w{number}" for number in range(20_000)]
    source = " ".join(words)
    words[10_000] = "other"
    [first, copy, other, last] = compare(" ".join(words), source)
    assert (copy.text, other.text) == ("other", "w10000")
    assert len(first.text) + len(last.text) + len("other") == len(" ".join(words))


def test_windows_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """A comparison in small windows marks what one in a single window marks."""
    words = [f"w{number}" for number in range(2000)]
    source = " ".join(words)
    for place in range(30, 2000, 90):
        words[place] = "other"
    del words[700:720], words[1100]
    copy = " ".join([*words[:500], "inserted here", *words[500:]])
    whole = compare(copy, source)
    monkeypatch.setattr("dedup.render.differences._WINDOW", 100)
    assert compare(copy, source) == whole
    assert len(whole) > 60


def test_texts_of_many_words_are_compared_in_linear_time() -> None:
    """Ten times as many words take about ten times as long, not a hundred times."""

    def seconds(count: int) -> float:
        words = [f"w{number % 997}" for number in range(count)]
        source = " ".join(words)
        words[:: count // 50] = ["other"] * len(words[:: count // 50])
        start = time.perf_counter()
        compare(" ".join(words), source)
        return time.perf_counter() - start

    assert seconds(400_000) < 30 * max(min(seconds(40_000) for _ in range(3)), 0.01)


@settings(max_examples=100)
@given(copy=st.one_of(texts(), sentences()), source=sentences(), copies=st.integers(1, 3))
def test_a_copy_can_be_read_out_of_its_comparison(copy: str, source: str, copies: int) -> None:
    """All pieces but those of the source, put together, are the copy, to the character."""
    pieces = compare(copy, source, copies=copies)
    assert "".join(piece.text for piece in pieces if piece.kind != "source") == copy
    assert all(piece.text for piece in pieces)
