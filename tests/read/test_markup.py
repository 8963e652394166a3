"""Tags and addresses of links, hidden from the search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.read.legible import as_meant, legible
from dedup.read.markup import (
    find_addresses,
    find_pairs,
    find_pictures,
    without_halves,
    without_markup,
)
from dedup.read.tokens import read_tokens
from dedup.values import Span
from tests.strategies import any_texts


def words(text: str) -> list[str]:
    """Return the words of a text as they stand in it."""
    tokens = read_tokens(text)
    shown = legible(text)
    return [shown[a:b] for a, b in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)]


@given(any_texts() | st.text(st.sampled_from("<>/ab p[]()=\"'.x"), max_size=40))
def test_nothing_moves(text: str) -> None:
    """A text keeps its length, whatever markup it holds."""
    assert len(without_markup(text)) == len(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('<p class="lead">Fog over <em>the</em> bay.</p>', "Fog over the bay."),
        ("Fog over [the bay](https://example.org/a-b).", "Fog over the bay."),
        ('Fog over [the bay](/bay.html "The bay").', "Fog over the bay."),
        ("&lt;p&gt;Fog over the bay.&lt;/p&gt;", "Fog over the bay."),
        ("7\n00:00:12,040 --> 00:00:15,880\nFog over the bay.", "Fog over the bay."),
        ("01:12.040 --> 01:15.880 align:start\r\nFog over the bay.", "Fog over the bay."),
        ("<b>12</b> boats", "12 boats"),
        ("[12](https://example.org/12) boats", "12 boats"),
    ],
)
def test_markup_is_no_part_of_the_words(written: str, read: str) -> None:
    """With tags and addresses of links a text has the words that it has without them."""
    assert words(written) == words(read)


@pytest.mark.parametrize(
    "text",
    [
        "if a<b and c>d",
        "List<String> x",
        "see [1] (page 3)",
        "[sic](as written)",
        "x < y",
        "a[i](b)",
        "a List<a> of them",
        "put <b> before it and close it later",
        "from 07:00 --> to 08:00",
    ],
)
def test_these_are_no_markup(text: str) -> None:
    """A comparison, a type, a note and a call stay as they are."""
    assert without_markup(text) == text


def test_addresses_are_found_where_their_words_begin() -> None:
    """Links of Markdown and of HTML, in text order."""
    text = 'A [map](/map) and <a class="x" href="/tide?d=1">tides</a>.'
    assert list(find_addresses(text)) == [
        (text.index("map"), "/map"),
        (text.index("tides"), "/tide?d=1"),
    ]


def test_addresses_are_read_without_their_entities() -> None:
    """An address says the same whether its markup is escaped or not."""
    plain = '<a href="/tide?d=1&amp;h=2">tides</a>'
    escaped = "&lt;a href=&quot;/tide?d=1&amp;amp;h=2&quot;&gt;tides&lt;/a&gt;"
    for written in (plain, escaped):
        assert [address for _, address in find_addresses(as_meant(written))] == ["/tide?d=1&h=2"]


def test_pictures_are_found_where_they_stand() -> None:
    """Pictures are no links, and the address of one is not that of its copy for later loading."""
    text = '<p>Fog. <img data-src="/big.jpg" src="/fog.jpg"> <a href="/x">More</a></p>'
    assert list(find_pictures(text)) == [(text.index("<img"), "/fog.jpg")]
    assert [address for _, address in find_addresses(text)] == ["/x"]


@pytest.mark.parametrize(
    ("before", "copy", "after", "left"),
    [
        ("", "<b>One two.</b>", "", ""),
        ("<b>Zero.", " One two.</b>", "", "<b>Zero.</b>"),
        ("", "<p><b>One two.", " Three.</b></p>", "<p><b> Three.</b></p>"),
        ("[Zero.", " One two.](/x/y)", " Three.", "[Zero.](/x/y) Three."),
        ("", "<p>One two.", "\n<p>Three.", "\n<p>Three."),
    ],
)
def test_half_a_pair_stays_with_its_other_half(
    before: str, copy: str, after: str, left: str
) -> None:
    """What is taken out takes whole pairs of tags with it, at its ends."""
    text = before + copy + after
    words = Span(text.index("One"), text.index("two") + len("two"))
    place = Span(len(before), len(before) + len(copy))
    found = without_halves(place, words, find_pairs(text))
    assert text[: found.start] + text[found.end :] == left
