"""Where a span stands, as people say it."""

import pytest

from dedup import Span
from dedup.render.places import Places

TEXT = "A headline\r\n\r\nFirst.\rSecond,\u2028one line still.\n\n\nThe end."


@pytest.mark.parametrize("needle", ["A head", "First", "Second", "still", "The end", "."])
def test_a_line_is_what_an_editor_counts(needle: str) -> None:
    """Lines end at a line feed, a carriage return or both; other separators end none."""
    offset = TEXT.index(needle)
    before = TEXT[:offset].replace("\r\n", "\n").replace("\r", "\n")
    places = Places(TEXT)
    assert places.line(offset) == before.count("\n") + 1
    assert places.column(offset) == len(before) - (before.rfind("\n") + 1) + 1


def test_a_span_is_placed_by_its_wording() -> None:
    """The white space around a span moves neither its lines nor its paragraphs."""
    places = Places("One.\n\nTwo.\n\nThree.\n\n")
    for span in (Span(6, 10), Span(4, 12), Span(5, 11)):
        assert places.lines(span) == (3, 3)
        assert places.paragraphs(span) == (2, 2)
    assert places.paragraphs(Span(0, 20)) == (1, 3)
    assert places.lines(Span(0, 18)) == (1, 5)


@pytest.mark.parametrize("text", ["", " \n ", "One."])
def test_any_span_has_a_place(text: str) -> None:
    """White space, and a text without a paragraph, stand in the first one."""
    places = Places(text)
    assert places.paragraphs(Span(0, len(text))) == (1, 1)
    assert places.lines(Span(0, len(text)))[0] == 1
