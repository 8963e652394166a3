"""From copies to cuts: disjoint, and each with a source that still stands."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import dedup
from dedup.decide.stretches import copy_of
from dedup.decide.units import find_units
from dedup.edit.cuts import Cut, disjoint_cuts, spaced_cuts
from dedup.edit.original import in_original
from dedup.edit.seams import Seams
from dedup.edit.standing import standing_cuts
from dedup.edit.text import cut
from dedup.match.search import find_matches
from dedup.values import Span
from tests.oracle import standing_places

# Words of four letters: word n starts at offset 5 * n.
WORDS = 60
TEXT = " ".join(f"w{number:03}" for number in range(WORDS))

WALL = "The old harbour wall was mended by five men from the town before dusk."
HIGH = "Many people on the island had never seen the water stand so high in April."
BOATS = "Fishermen hauled their boats over the road and tied them to the church."
BELL = "A bell rang twice and then the lamps along the quay went out at once."


def cut_of(start: int, end: int, pairs: list[tuple[int, int]]) -> Cut:
    """Return a cut of some words, with (word that goes, word that stays) pairs."""
    here, there = np.array(pairs, dtype=np.int64).T
    return Cut(
        span=Span(5 * start, 5 * end - 1),
        here=5 * here,
        there=5 * there,
        there_ends=5 * there + 4,
        words=float(end - start),
        kind="exact",
        score=1.0,
        copies=1,
    )


@st.composite
def chained_pairs(draw: st.DrawFn) -> list[tuple[int, int, list[tuple[int, int]]]]:
    """Draw stretches of words that go, each paired with words before it, gone or not."""
    edges = sorted(draw(st.sets(st.integers(1, WORDS), min_size=2, max_size=14)))
    cuts = []
    for start, end in list(pairwise(edges))[:: draw(st.sampled_from((1, 2)))]:
        source = draw(st.integers(0, start - 1))
        paired = sorted(draw(st.sets(st.integers(start, end - 1), min_size=1)))
        pairs = [(word, min(source + word - start, start - 1)) for word in paired]
        cuts.append((start, end, pairs))
    return cuts


@given(chained_pairs())
def test_each_word_leads_to_the_one_that_stays(
    drawn: list[tuple[int, int, list[tuple[int, int]]]],
) -> None:
    """Pointers that double their reach arrive where following them one by one does."""
    cuts = [cut_of(*each) for each in drawn]
    spans = [Span(start, end) for start, end, _ in drawn]
    expected = standing_places(spans, [pairs for _, _, pairs in drawn])
    standing = list(standing_cuts(TEXT, cuts))
    found = [int(there) // 5 for each in standing for there in each.there]
    assert found == [place for places in expected for place in places]


def test_a_word_that_is_new_in_a_near_copy_has_no_source() -> None:
    """What is a copy of a near copy says no word of the source that only the near copy says."""
    near = cut_of(10, 14, [(10, 0), (11, 1), (12, 2)])._replace(kind="near", score=0.9)
    again = cut_of(20, 24, [(20, 10), (21, 11), (22, 12), (23, 13)])
    first, second = standing_cuts(TEXT, [near, again])
    assert (first.source, second.source) == (Span(0, 14), Span(0, 14))
    assert (second.span, second.kind, second.score) == (again.span, "near", 0.9)


@given(chained_pairs())
def test_a_cut_is_split_where_a_part_of_its_source_is_gone(
    drawn: list[tuple[int, int, list[tuple[int, int]]]],
) -> None:
    """The pieces make up the cuts, and the source of each piece overlaps no cut."""
    cuts = [cut_of(*each) for each in drawn]
    standing = list(standing_cuts(TEXT, cuts))
    for each in cuts:
        inside = [piece.span for piece in standing if piece.span.overlaps(each.span)]
        assert (inside[0].start, inside[-1].end) == (each.span.start, each.span.end)
        assert all(one.end == other.start for one, other in pairwise(inside))
    for piece in standing:
        assert not any(piece.source.overlaps(each.span) for each in cuts)
    assert abs(sum(each.words for each in standing) - sum(each.words for each in cuts)) < 1e-6


def test_a_new_cut_over_the_place_of_an_earlier_one_becomes_two() -> None:
    """What a seam parts in the original is two cuts, each with its own words."""
    earlier = cut_of(20, 23, [(20, 0), (21, 1), (22, 2)])._replace(span=Span(100, 115))
    left = cut(TEXT, [earlier.span])
    new = cut_of(19, 21, [(19, 4), (20, 5)])
    assert left[new.span.start : new.span.end] == "w019 w023"

    found = in_original(TEXT, [earlier], [new], Seams([earlier.span]))
    assert [each.span for each in found] == [Span(95, 100), Span(100, 115), Span(115, 119)]
    assert [each.here.tolist() for each in found] == [[95], [100, 105, 110], [115]]
    assert [each.there.tolist() for each in found] == [[20], [0, 5, 10], [25]]
    assert [each.words for each in found] == [1, 3, 1]


def test_new_words_before_an_earlier_cut_lead_on_with_the_next_word_that_has_a_pair() -> None:
    """The earlier cut may lead to them: they are a piece of their own, not a part of that one."""
    earlier = cut_of(20, 23, [(20, 19), (21, 19), (22, 19)])._replace(span=Span(100, 115))
    new = cut_of(19, 22, [(20, 4), (21, 5)])._replace(kind="near", score=0.9)

    found = in_original(TEXT, [earlier], [new], Seams([earlier.span]))
    assert [each.span for each in found] == [Span(95, 100), Span(100, 115), Span(115, 124)]
    assert [each.here.tolist() for each in found] == [[95], [100, 105, 110], [115, 120]]
    assert [each.there.tolist() for each in found] == [[20], [95, 95, 95], [20, 25]]
    sources = [each.source for each in standing_cuts(TEXT, found)]
    assert sources == [Span(20, 24), Span(20, 24), Span(20, 29)]


def test_loop_whose_first_round_goes_as_new_words_of_a_near_copy() -> None:
    """Found by chance: the source of the loop was made a part of the loop, and was never found."""
    bridge = "the old bridge at home fell down today"
    rounds = "No. No No No No No No. No No No No No No No No No"
    cleaned = dedup.clean(f"{bridge} {rounds} {bridge}.{bridge}.", guards=frozenset())
    assert cleaned.text == f"{bridge} No. No No No No No No."
    assert all(removal.source.end <= len(cleaned.text) for removal in cleaned.report.removals)


def test_cuts_that_lead_to_one_another_only_are_not_made() -> None:
    """In doubt the text stays; the others are made, and may lead to what stays."""
    one = cut_of(10, 12, [(10, 20), (11, 21)])
    other = cut_of(20, 22, [(20, 10), (21, 11)])
    third = cut_of(30, 32, [(30, 10), (31, 4)])
    [made] = standing_cuts(TEXT, [one, other, third])
    assert (made.span, made.source) == (third.span, Span(20, 24))


def test_two_copies_that_stand_for_one_another_do_not_both_go() -> None:
    """Whichever goes first, the other is its source and stays."""
    text = f"{WALL}\n\n{HIGH}\n\n{WALL}"
    found = find_matches(text, min_words=8, language=None)
    assert found is not None
    reading, [match] = found
    proposed = [
        copy_of(each, tuple(find_units(each, reading)), reading)
        for each in (match, match.reversed())
    ]
    [made] = disjoint_cuts(proposed, reading, min_words=8, min_score=0.9)
    assert (text.index(WALL), text.rindex(WALL)) == (made.span.start, made.source.start)


def test_cuts_take_their_white_space_along() -> None:
    """A cut takes the space that set it apart, unless that is protected."""
    cuts = [cut_of(10, 12, [(10, 0), (11, 1)])]
    assert [each.span for each in spaced_cuts(TEXT, cuts, ())] == [Span(49, 59)]
    assert [each.span for each in spaced_cuts(TEXT, cuts, (Span(40, 50),))] == [Span(50, 59)]


def test_neighbours_are_set_apart_together() -> None:
    """Of two cuts with nothing between, one takes the white space between, once."""
    cuts = [cut_of(10, 12, [(10, 0)]), cut_of(12, 14, [(12, 2)])]
    assert [each.span for each in spaced_cuts(TEXT, cuts, ())] == [Span(49, 60), Span(60, 69)]


def removals(*paragraphs: str) -> tuple[dedup.Removal, ...]:
    """Return what goes from a text of some paragraphs."""
    return dedup.clean("\n\n".join(paragraphs)).report.removals


def test_a_doubled_half_is_one_removal_however_many_paragraphs_it_spans() -> None:
    """A run of copied paragraphs is one cut with one source."""
    passage = [WALL, HIGH, BOATS, BELL]
    [removal] = removals(*passage, *passage)
    assert removal.copies == 1
    assert removal.source == Span(0, len("\n\n".join(passage)))


def test_a_text_printed_three_times_is_one_removal_of_two_copies() -> None:
    """Copies that follow one another with nothing between are one removal."""
    [removal] = removals(*[WALL, HIGH] * 3)
    assert removal.copies == 2
    assert removal.source == Span(0, len(f"{WALL}\n\n{HIGH}"))


def said(text: str) -> list[tuple[str, str]]:
    """Return what goes from a text and what stays for it."""
    return [
        (removal.text.strip(), text[removal.source.start : removal.source.end])
        for removal in dedup.clean(text).report.removals
    ]


def test_a_removal_is_split_where_a_part_of_its_source_went() -> None:
    """Each piece names the occurrence that still stands."""
    text = "\n\n".join([WALL, "Rain.", HIGH, "Wind.", WALL, BOATS, "Snow.", WALL, BOATS])
    assert said(text) == [(WALL, WALL), (WALL, WALL), (BOATS, BOATS)]


def test_a_removal_is_split_where_its_sources_stand_in_another_order() -> None:
    """A piece names what it repeats, not all that stands between two occurrences."""
    text = "\n\n".join([WALL, "Rain.", HIGH, WALL, BOATS, "Wind.", HIGH, WALL, BOATS])
    assert said(text) == [(WALL, WALL), (HIGH, HIGH), (WALL, WALL), (BOATS, BOATS)]


LEFT_OUT = f"{WALL} {HIGH} Rain fell and fell. {BOATS}\n\nWind rose.\n\n{WALL} {HIGH} {BOATS}"


def test_what_leaves_out_a_sentence_of_its_source_is_no_exact_copy() -> None:
    """The source of one removal may say a sentence more; then the removal is near."""
    [removal] = dedup.clean(LEFT_OUT).report.removals
    assert (removal.kind, removal.copies) == ("near", 1)
    assert LEFT_OUT[removal.source.start : removal.source.end] == LEFT_OUT.split("\n\n")[0]


def test_without_near_copies_it_is_cut_apart_there() -> None:
    """Where only exact copies go, each of the two stretches has a source of its own."""
    first, second = dedup.clean(LEFT_OUT, near=False).report.removals
    assert first.kind == second.kind == "exact"
    assert LEFT_OUT[first.source.start : first.source.end] == f"{WALL} {HIGH}"
    assert LEFT_OUT[second.source.start : second.source.end] == BOATS
