"""Offsets of a text from which spans were cut, and offsets of the original."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.edit.seams import Seams, left_tokens
from dedup.edit.text import cut
from dedup.read.characters import CLASS_SHIFT, SEPARATOR, entry_of
from dedup.read.reading import Reading
from dedup.read.tokens import Tokens, read_tokens
from dedup.values import Span
from tests.oracle import kept_offsets, pieces_of

LENGTH = 40


@st.composite
def removed_spans(draw: st.DrawFn) -> list[Span]:
    """Draw disjoint spans of a text of forty characters, some of which touch."""
    edges = sorted(draw(st.lists(st.integers(0, LENGTH), max_size=10)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [Span(start, end) for start, end in pairs if start < end]


def stretch(data: st.DataObject, size: int) -> Span:
    """Draw a stretch of the text that is left, at least one character."""
    start = data.draw(st.integers(0, size - 1))
    return Span(start, data.draw(st.integers(start + 1, size)))


@given(removed_spans())
def test_each_character_that_is_left_stood_where_deleting_says(removed: list[Span]) -> None:
    """Starts and ends of characters lead to where those characters stood."""
    kept = kept_offsets(LENGTH, removed)
    places = np.arange(len(kept))
    seams = Seams(removed)
    assert seams.starts(places).tolist() == kept
    assert seams.ends(places + 1).tolist() == [at + 1 for at in kept]


@given(removed_spans(), st.data())
def test_stretches_of_what_is_left_are_pieces_of_the_original(
    removed: list[Span], data: st.DataObject
) -> None:
    """A stretch reaches from its first to its last character, in pieces where something went."""
    kept = kept_offsets(LENGTH, removed)
    if not kept:
        return
    span, seams = stretch(data, len(kept)), Seams(removed)
    offsets = kept[span.start : span.end]
    assert seams.whole(span) == Span(offsets[0], offsets[-1] + 1)
    assert seams.pieces(span) == pieces_of(offsets)


@given(removed_spans(), st.data())
def test_spans_that_nothing_was_cut_from_are_found_again(
    removed: list[Span], data: st.DataObject
) -> None:
    """A span of the original that stays whole stands where counting what is left says."""
    kept = kept_offsets(LENGTH, removed)
    whole = pieces_of(kept)
    if not whole:
        return
    piece = data.draw(st.sampled_from(whole))
    inner = stretch(data, len(piece))
    original = Span(piece.start + inner.start, piece.start + inner.end)
    [left] = Seams(removed).left_of([original])
    assert kept[left.start : left.end] == list(range(original.start, original.end))


def test_without_cuts_nothing_moves() -> None:
    """Where nothing was cut, both texts have the same offsets."""
    seams = Seams([])
    assert seams.starts(np.array([0, 7])).tolist() == [0, 7]
    assert seams.whole(Span(2, 9)) == Span(2, 9)
    assert seams.pieces(Span(2, 9)) == [Span(2, 9)]
    assert seams.left_of([Span(2, 9)]) == (Span(2, 9),)


@given(st.text("ab中5-.'$ß\xad\u0301 \n", min_size=LENGTH, max_size=LENGTH), removed_spans())
def test_words_left_between_white_space_are_those_that_reading_anew_finds(
    text: str, removed: list[Span]
) -> None:
    """What `left_tokens` returns is what `read_tokens` returns of the text that is left."""
    left = cut(text, removed)
    tokens = left_tokens(Reading(text, read_tokens(text)), removed, left) if removed else None
    if tokens is not None:
        anew = read_tokens(left)
        for one, other in (
            (tokens.starts, anew.starts),
            (tokens.ends, anew.ends),
            (tokens.half_words, anew.half_words),
            (tokens.keys[:, None] == tokens.keys, anew.keys[:, None] == anew.keys),
        ):
            assert one.tolist() == other.tolist()


def test_a_text_is_read_anew_where_a_seam_may_have_made_a_word() -> None:
    """Whole sentences with their white space leave the words as they are; other cuts may not."""
    text = "One two. Three four. Five six.\nSeven."

    def left_of(text: str, *removed: Span) -> Tokens | None:
        return left_tokens(Reading(text, read_tokens(text)), removed, cut(text, removed))

    for removed in ((Span(8, 20),), (Span(9, 21),), (Span(0, 9), Span(30, 37))):
        assert left_of(text, *removed) is not None
    for removed in ((Span(3, 5),), (Span(2, 22),), (Span(8, 20), Span(20, 21))):
        assert left_of(text, *removed) is None
    assert left_of(f"{text} Cafe\u0301", Span(8, 20)) is not None
    assert left_of(f"{text} Cafe\u0301", Span(0, 9)) is None
    assert left_of("One â†’ two. â€œThree four. Five.", Span(11, 26)) is None  # no sign is left


def test_all_white_space_keeps_words_apart() -> None:
    """No character that Python calls white space is a part of a word."""
    spaces = filter(str.isspace, map(chr, range(0x110000)))
    assert {entry_of(ord(space)) >> CLASS_SHIFT for space in spaces} == {SEPARATOR}
