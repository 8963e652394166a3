"""Paragraphs and sentences as spans of the untouched text."""

from itertools import pairwise
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.read.segments import Segments, find_paragraphs
from dedup.read.sentences import find_sentences
from tests.oracle import lines
from tests.strategies import any_texts

WRAPPED = (
    "The council met in the old hall by the river on\n"
    "Monday and heard that the bridge would stay shut\n"
    "until the spring because of the flood in March."
)
DENSE = st.text(st.sampled_from('ab .!?。！।؟"”’」)(…\n\r\u2028\u3000\xa0A5\ud800'), max_size=60)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [text[span.start : span.end] for span in find_paragraphs(text)]


@given(st.one_of(any_texts(), DENSE))
def test_a_paragraph_is_made_of_whole_lines(text: str) -> None:
    """Paragraphs hold every line that is not blank, once and in order, and nothing beside."""
    all_lines = lines(text)
    taken = 0
    for paragraph in find_paragraphs(text):
        inside = [line for line in all_lines[taken:] if line.end <= paragraph.end]
        assert inside
        assert (inside[0].start, inside[-1].end) == (paragraph.start, paragraph.end)
        taken += len(inside)
    assert taken == len(all_lines)


@given(any_texts())
def test_segments_answer_for_each_offset(text: str) -> None:
    """An offset belongs to the paragraph it lies in, or to the last one before it."""
    segments = Segments(text)
    assert segments.paragraphs == find_paragraphs(text)
    for index, paragraph in enumerate(segments.paragraphs):
        assert segments.paragraph_index(paragraph.start) == index
        assert segments.paragraph_index(paragraph.end - 1) == index
        assert segments.sentences(index) == find_sentences(text, paragraph)
    for index, (paragraph, _) in enumerate(pairwise(segments.paragraphs)):
        assert segments.paragraph_index(paragraph.end) == index


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\r\n", []),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("  One. \r\n\r\n\tTwo. \r\n", ["One.", "Two."]),
        ("a\u2028b\u2029c\x85d\x0be\x0cf\rg", list("abcdefg")),
        ("Bread\nMilk\nEggs", ["Bread", "Milk", "Eggs"]),
        (
            "- bread and butter from the shop\n- milk and honey from the farm",
            ["- bread and butter from the shop", "- milk and honey from the farm"],
        ),
        (
            "The men ran home over the wall.\nNobody saw the tide come in.",
            ["The men ran home over the wall.", "Nobody saw the tide come in."],
        ),
    ],
    ids=ascii,
)
def test_a_line_is_a_paragraph(text: str, expected: list[str]) -> None:
    """Every kind of line break ends a paragraph; items of lists are paragraphs."""
    assert paragraphs(text) == expected


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "  \n"], ids=ascii)
def test_a_block_wrapped_to_a_width_is_one_paragraph(line_break: str) -> None:
    """Lines that had no room for the next word go on in the next line, with a blank line after."""
    block = WRAPPED.replace("\n", line_break)
    assert paragraphs(f"{block}{line_break}{line_break}{block}") == [block, block]
    assert paragraphs(block.upper()) == [block.upper()]


def test_a_block_with_room_left_in_its_lines_was_not_wrapped() -> None:
    """Where the next word would have fitted, the line ends because its writer ended it."""
    text = "an evening by the sea in the old and grey town of the north\nrain\nand a bell far away"
    assert paragraphs(text) == text.split("\n")


def test_a_block_that_repeats_a_line_was_not_wrapped() -> None:
    """The same line twice in a row is a line printed twice, not running text."""
    text = "\n".join(line for line in WRAPPED.split("\n") for _ in range(2))
    assert paragraphs(text) == text.split("\n")


def test_wrapped_paragraphs_without_a_blank_line_between_them_are_read_as_such() -> None:
    """Newswire: a paragraph ends with a short line, or where the next one is set in."""
    story = (
        "The council met in the old hall by the river on the first day of March and heard from "
        "the owner of the ferry that the boat would stay in harbour until the ice had gone from "
        "the sound. Nobody was surprised."
    )
    for indent in ("", "    "):
        one, other = (
            fill(text, 48, initial_indent=indent)
            for text in (story, story.replace("council", "teachers"))
        )
        assert paragraphs(f"{one}\n{other}") == [one.strip(), other.strip()]


def test_a_heading_above_wrapped_lines_is_a_paragraph_of_its_own() -> None:
    """A line with room left that no mark ends joins neither what is above nor what is below."""
    text = f"{WRAPPED}\nThe bridge\n{WRAPPED.replace('bridge', 'school')}"
    assert paragraphs(text) == [WRAPPED, "The bridge", WRAPPED.replace("bridge", "school")]


def test_a_drawn_line_parts_what_stands_above_it_from_what_stands_below() -> None:
    """A rule belongs to neither of two wrapped paragraphs."""
    rule = "-" * 47
    assert paragraphs(f"{WRAPPED}\n{rule}\n{WRAPPED}") == [WRAPPED, rule, WRAPPED]


SENTENCES = st.lists(
    st.sampled_from(
        [
            "The ferry left the quay at 7 p.m. in thick fog, with its lamps lit.",
            "Dr. Lee saw it (so she said).",
            "“Nobody came,” she said, “and nobody will.”",
            "It cost 3.50... or so",
            "am 3. Mai.",
            "山脚下的小镇重新开放了。老渡口停用多年。",
            "word " * 500,
        ]
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize(
    ("below", "goes_on"),
    [
        ("next season of the ferry.", True),
        ("Next season of the ferry.", False),
        ("- next season", False),
        ("https://example.com/ferry", False),
    ],
)
def test_a_sentence_goes_on_in_a_line_that_begins_with_a_small_letter(
    below: str, *, goes_on: bool
) -> None:
    """A small letter tells that a line goes on with the sentence above, if no mark ended that."""
    assert Segments(f"These are the tables for the\n\n{below}").goes_on(0) is goes_on
    assert not Segments(f"These are the tables for us.\n\n{below}").goes_on(0)
    assert not Segments(f"Tables\n\n{below}").goes_on(0)


@given(SENTENCES, st.data())
def test_a_sentence_is_the_same_however_long_its_paragraph_is(
    some: list[str], data: st.DataObject
) -> None:
    """Looking around an offset of a long paragraph finds what splitting all of it finds."""
    unit = " ".join(some)
    text = f"{unit} " * (20_000 // len(unit) + 2)
    (paragraph,) = find_paragraphs(text)
    whole = find_sentences(text, paragraph)
    segments = Segments(text)
    for _ in range(9):
        offset = data.draw(st.integers(paragraph.start, paragraph.end - 1))
        assert segments.sentence_at(offset) == [s for s in whole if s.start <= offset][-1]
