"""Offsets of a text from which spans were cut, and offsets of the original."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.edit.seams import Seams
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
