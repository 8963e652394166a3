"""Where a cut may begin and end."""

from typing import Any

import pytest

import dedup

WALL = "The old harbour wall was mended by five men from the town before dusk."
HIGH = "Many people on the island had never seen the water stand so high in April."
BOATS = "Fishermen hauled their boats over the road and tied them to the church."
BELL = "A bell rang twice and then the lamps along the quay went out at once."


def cleaned(*paragraphs: str, **options: Any) -> str:
    """Return what is left of a text of some paragraphs."""
    return dedup.clean("\n\n".join(paragraphs), **options).text


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        (f"{BOATS} {WALL} {BELL}", f"{BOATS} {BELL}"),
        (f"{WALL} {BELL}", BELL),
        (f"{BOATS} {WALL}", BOATS),
        (f"{BOATS} {WALL}\n{BELL}", f"{BOATS}\n{BELL}"),
        (f"{BOATS}\n{WALL} {BELL}", f"{BOATS}\n{BELL}"),
        (f"{BOATS}{WALL}{BELL}", f"{BOATS}{BELL}"),
    ],
    ids=["inside", "first", "last", "ends a line", "starts a line", "glued"],
)
def test_a_sentence_goes_and_the_rest_of_its_paragraph_stays(around: str, expected: str) -> None:
    """A cut runs from sentence border to sentence border, with the space that set it apart."""
    assert cleaned(WALL, HIGH, around) == f"{WALL}\n\n{HIGH}\n\n{expected}"


def test_a_repeat_inside_a_sentence_has_no_border() -> None:
    """Words in the middle of another sentence stay, and are reported as a fragment."""
    words = "was mended by five men from the town"
    text = f"{WALL}\n\n{HIGH}\n\nIt is said by all that the wall {words}, but who were they then?"
    result = dedup.clean(text)
    assert not result.changed
    assert [each.reason for each in result.report.kept] == ["fragment"]
    span = result.report.kept[0].span
    assert words in text[span.start : span.end]


def test_a_sentence_that_says_something_new_stays() -> None:
    """Four new words in a row say something new, however long the sentence."""
    more = WALL.replace("before", "who came up with ladders before")
    assert more in cleaned(WALL, HIGH, more)
    assert cleaned(WALL, HIGH, WALL.replace("before", "well before")) == f"{WALL}\n\n{HIGH}"


def test_new_sentences_between_copied_ones_stay() -> None:
    """A copied passage with a new sentence in it goes but for that sentence."""
    passage = f"{WALL} {HIGH} {BOATS}"
    again = f"{WALL} {BELL} {HIGH} {BOATS}"
    assert cleaned(passage, "Rain fell.", again) == f"{passage}\n\nRain fell.\n\n{BELL}"


def test_short_lines_inside_a_copied_passage_go_with_it() -> None:
    """Headings and short sentences inside a run are no passage alone, and go with the run."""
    block = [WALL, "No change.", "Boats", HIGH]
    assert cleaned(*block, BELL, *block) == "\n\n".join([*block, BELL])


@pytest.mark.parametrize("words", [3, 8, 14, 15, 20])
def test_what_is_shorter_than_min_words_stays(words: int) -> None:
    """A sentence of fourteen words goes when no more are asked for, and stays when they are."""
    assert (cleaned(WALL, HIGH, WALL, min_words=words) == f"{WALL}\n\n{HIGH}") == (words <= 14)


@pytest.mark.parametrize(
    ("loop", "stays"),
    [
        (f"{WALL} " * 4, f"{WALL} "),
        (f"{WALL}\n\n" * 4, f"{WALL}\n\n"),
        (f"{WALL} {HIGH} " * 3, f"{WALL} {HIGH} "),
        ("and then on along the river we went " * 5, "and then on along the river we went "),
        ("so it goes " * 9, "so it goes so it goes so it goes "),
        ("啊你好" * 30, "啊你好啊你好啊你好啊你好啊你好啊你好"),
    ],
    ids=["sentence", "paragraph", "two sentences", "no marks", "short period", "no spaces"],
)
def test_a_loop_is_cut_at_its_period(loop: str, stays: str) -> None:
    """One round stays, and of a short period as many as hold `min_words`."""
    result = dedup.clean(loop)
    assert result.text.strip() == stays.strip()
    [removal] = result.report.removals
    assert removal.kind == "exact"
    assert removal.copies >= 2


def test_a_word_inside_a_loop_stays() -> None:
    """A sentence that is not a round of the loop is not taken with it."""
    result = dedup.clean(" ".join([WALL] * 3 + [BELL] + [WALL] * 3))
    assert result.text == f"{WALL} {BELL}"


@pytest.mark.parametrize("near", [True, False])
def test_without_near_only_exact_copies_go(near: bool) -> None:
    """A near copy stays when exact ones only are asked for; an exact one goes."""
    again = WALL.replace("mended", "repaired")
    assert (cleaned(WALL, BOATS, again, near=near) == f"{WALL}\n\n{BOATS}") == near
    assert cleaned(WALL, BOATS, WALL.upper(), near=near) == f"{WALL}\n\n{BOATS}"


@pytest.mark.parametrize("gap", ["\n\n", " "], ids=["paragraphs", "sentences"])
def test_an_exact_copy_goes_whatever_stands_behind_it(gap: str) -> None:
    """With `near=False` an exact copy goes although the sentence after it was edited."""
    text = gap.join([WALL, HIGH, BOATS, WALL, HIGH.replace("Many", "Most")])
    expected = gap.join([WALL, HIGH, BOATS, HIGH.replace("Many", "Most")])
    assert dedup.clean(text, near=False).text == expected
