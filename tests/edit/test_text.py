"""Cut and restore; white space at the seam."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup import RestoreError
from dedup.edit.text import cut, restore, with_closing_rule, with_white_space
from dedup.values import Removal, Span
from tests.oracle import without
from tests.strategies import any_texts

SPACY = st.text(st.sampled_from("ab. \n\r\t\u2028\u3000\xa0\u200b"), min_size=1, max_size=30)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """Draw a text and disjoint spans of it in order, some of which touch."""
    text = draw(st.one_of(any_texts(), SPACY))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return text, [Span(start, end) for start, end in pairs if start < end]


def removals(text: str, spans: list[Span]) -> list[Removal]:
    """Return the account of spans that are cut."""
    return [
        Removal(
            span=span, source=Span(0, 1), text=text[span.start : span.end], kind="exact", score=1.0
        )
        for span in spans
    ]


@given(texts_with_spans())
def test_what_is_cut_can_be_put_back(drawn: tuple[str, list[Span]]) -> None:
    """Cutting leaves every other character; restoring brings the text back, byte for byte."""
    text, spans = drawn
    left = cut(text, spans)
    assert left == without(text, spans)
    assert restore(left, removals(text, spans)) == text


def test_nothing_cut_is_the_same_object() -> None:
    """Without spans or removals a text comes back as it is, not as a copy."""
    text = "".join(["some", " text"])
    assert cut(text, []) is text
    assert restore(text, []) is text


def test_a_text_that_is_too_short_cannot_be_restored() -> None:
    """Removals beyond the end of a text belong to another one."""
    with pytest.raises(RestoreError, match="cleaned text"):
        restore("short", removals("a much longer text", [Span(10, 12)]))


@given(st.one_of(any_texts(), SPACY), st.data())
def test_a_span_grows_by_white_space_only(text: str, data: st.DataObject) -> None:
    """What a copy takes along is white space, or marks that nobody sees."""
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    grown = with_white_space(text, Span(start, end))
    assert 0 <= grown.start <= start
    assert end <= grown.end <= len(text)
    taken = text[grown.start : start] + text[end : grown.end]
    assert all(mark.isspace() or mark in "\u200b\u200c\u200d\ufeff\u2060\xad" for mark in taken)


@given(st.one_of(any_texts(), SPACY), st.data())
def test_no_two_words_become_one(text: str, data: st.DataObject) -> None:
    """Words that a cut brings together stay apart where either side had white space there."""
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    grown = with_white_space(text, Span(start, end))
    before, behind = text[: grown.start][-1:], text[grown.end :][:1]
    if before.isalnum() and behind.isalnum():
        assert grown.start == start
        assert grown.end == end


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        ("One. ⟦Two.⟧ Three.", "One. Three."),
        ("One.⟦Two.⟧Three.", "One.Three."),
        ("One ⟦two.⟧Three.", "One Three."),
        ("One. ⟦Two.⟧“Three.”", "One. “Three.”"),
        ("One (two ⟦three⟧).", "One (two)."),
        ("⟦One.⟧ Two.", "Two."),
        ("⟦One.⟧\n\nTwo.", "Two."),
        ("One. ⟦Two.⟧", "One."),
        ("One.\n\n⟦Two.⟧", "One."),
        ("One.\n\n⟦Two.⟧\n", "One.\n"),
        ("One.\n\n⟦Two.⟧\n\nThree.", "One.\n\nThree."),
        ("One.\n⟦Two.⟧\nThree.", "One.\nThree."),
        ("One.\n\n⟦Two.⟧ Three.", "One.\n\nThree."),
        ("One. ⟦Two.⟧\n\nThree.", "One.\n\nThree."),
        ("One.\r\n\r\n⟦Two.⟧\r\n\r\nThree.", "One.\r\n\r\nThree."),
        ("One.\u2028⟦Two.⟧\u2028Three.", "One.\u2028Three."),
        ("One.  \n\n⟦Two.⟧  \n\nThree.", "One.  \n\nThree."),
        ("One.\n \t\n  ⟦Two.⟧\nThree.", "One.\nThree."),
        ("One.  ⟦Two.⟧ Three.", "One. Three."),
        ("一。⟦二。⟧三。", "一。三。"),
        ("\ufeff⟦One.⟧\n\nTwo.", "\ufeffTwo."),
        ("\n⟦One.⟧\nTwo.", "\nTwo."),
        ("⟦One.⟧", ""),
    ],
    ids=ascii,
)
def test_no_blank_line_is_doubled_and_no_sentences_run_together(marked: str, left: str) -> None:
    """A copy takes the white space that set it apart on one side, and no more."""
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    assert cut(text, [with_white_space(text, Span(start, end))]) == left


def test_a_line_of_symbols_closes_nothing() -> None:
    """A rule of marks goes with the copy that it closes; symbols are compared, like words."""
    for rule, length in (("* * *", 6), ("$ %", 0)):
        text = f"One.\n{rule}\nOne.\n{rule}\nTwo."
        start = text.index("One", 1)
        grown = with_closing_rule(text, Span(start, start + 4), Span(0, 4), len(text))
        assert grown.end == start + 4 + length
