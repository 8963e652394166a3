"""What a match says of its two sides; checked on the matches of generated texts."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from dedup.match.alignment import align
from dedup.match.chains import Run, find_chains
from dedup.match.differences import Difference
from dedup.match.gate import promising_runs
from dedup.match.matches import Match, aligned_words, score
from dedup.match.seeds import find_seeds
from dedup.read.reading import Reading
from dedup.read.tokens import read_tokens
from tests.oracle import common_words
from tests.strategies import texts


def matches_of(text: str) -> tuple[Reading, list[Match]]:
    """Return the matches of a text, loops aside."""
    tokens = read_tokens(text)
    reading = Reading(text, tokens)
    seeds = find_seeds(tokens.keys, tokens.half_words)
    chains = find_chains(promising_runs(seeds, tokens, evidence=6), tokens.places.data, evidence=6)
    matches = [match for chain in chains for match in align(reading, chain, evidence=3)]
    return reading, [match for match in matches if not match.is_loop]


@given(texts(), st.data())
def test_pairs_are_the_equal_words_and_the_first_of_spoilt_ones(
    text: str, data: st.DataObject
) -> None:
    """`pairs` gives what walking along both sides gives, and one pair for a spoilt word."""
    _, matches = matches_of(text)
    for match in matches:
        edges = st.integers(match.copy_start, match.copy_end)
        start, end = sorted((data.draw(edges), data.draw(edges)))
        spoilt = [
            (each.copy_start, each.source_start)
            for each in match.differences
            if each.likeness and start <= each.copy_start < end
        ]
        here, there = match.pairs(start, end)
        expected = sorted([*common_words(match, start, end), *spoilt])
        assert list(zip(here.tolist(), there.tolist(), strict=True)) == expected


@given(texts())
def test_each_side_leads_to_the_other_and_back(text: str) -> None:
    """Equal words are at one another's places; reversed, a match says the same the other way."""
    _, matches = matches_of(text)
    for match in matches:
        turned = match.reversed()
        for copy, source in common_words(match, match.copy_start, match.copy_end):
            assert match.source_at(copy) == turned.copy_at(copy) == source
            assert match.copy_at(source) == turned.source_at(source) == copy
        assert match.source_at(match.copy_end) == match.source_end
        assert match.copy_at(match.source_end) == match.copy_end
        assert turned.reversed().differences == match.differences
        assert match.is_exact == turned.is_exact == (not match.differences)


@given(texts())
def test_a_score_is_twice_the_aligned_words_over_all_words(text: str) -> None:
    """Counting word by word, and spoilt words by their likeness, gives the score of a match."""
    reading, matches = matches_of(text)
    for match in matches:
        pairs = list(common_words(match, match.copy_start, match.copy_end))
        equal = sum(reading.words(copy, copy + 1) for copy, _ in pairs)
        here = sum(
            reading.words(each.copy_start, each.copy_end) * each.likeness
            for each in match.differences
        )
        there = sum(
            reading.words(each.source_start, each.source_end) * each.likeness
            for each in match.differences
        )
        both = reading.words(match.copy_start, match.copy_end) + reading.words(
            match.source_start, match.source_end
        )
        reached = score(reading, match, match.copy_start, match.copy_end)
        assert abs(reached * both - (2 * equal + here + there)) < 1e-6
        aligned = aligned_words(reading, match.differences, match.copy_start, match.copy_end)
        assert abs(aligned - equal - here) < 1e-6


# Ten tokens said again; the third is another, two are added behind the sixth, the ninth is gone.
EDITED = Match(
    0,
    10,
    20,
    31,
    (Difference(2, 3, 22, 23, 0.7), Difference(6, 6, 26, 28, 0.0), Difference(8, 9, 30, 30, 0.0)),
)


def test_an_end_leads_to_before_what_the_copy_leaves_out() -> None:
    """Behind the eighth token the source says a ninth, which no stretch that ends there holds."""
    ends = (20, 22, 23, 26, 27, 28, 29, 30, 31)
    assert [EDITED.source_end_at(end) for end in ends] == [0, 2, 3, 6, 6, 6, 7, 8, 10]
    assert EDITED.source_at(30) == 9


def test_a_place_inside_a_difference_leads_to_the_start_of_its_other_side() -> None:
    """Places on both sides of an insertion and of a gap are found again."""
    assert [EDITED.source_at(copy) for copy in (20, 22, 23, 26, 27, 28, 29)] == [
        0,
        2,
        3,
        6,
        6,
        6,
        7,
    ]
    assert [EDITED.copy_at(source) for source in (0, 2, 3, 7, 8, 9, 10)] == [
        20,
        22,
        23,
        29,
        30,
        30,
        31,
    ]


@given(st.lists(st.integers(0, 3), min_size=2, max_size=14), st.integers(0, 30), st.integers(0, 8))
def test_differences_in_a_stretch_are_those_of_its_words_and_what_it_leaves_out_at_its_ends(
    steps: list[int], start: int, length: int
) -> None:
    """The quick way gives what asking each difference gives."""
    edges = list(accumulate(steps))
    differences = tuple(
        Difference(100 + at, 101 + at, low, high, 0.0)
        for at, (low, high) in enumerate(zip(edges[::2], edges[1::2], strict=False))
    )
    match = Match(100, 200, 0, 100, differences)
    end = start + length
    assert [*match.differences_in(start, end)] == [
        each
        for each in differences
        if (each.copy_start == each.copy_end and start <= each.copy_start <= end)
        or (each.copy_end > start and each.copy_start < end and each.copy_start < each.copy_end)
    ]


def test_differences_in_a_stretch_are_those_that_touch_it() -> None:
    """A difference counts when it shares a place with the stretch; a gap, when it stands inside."""
    inside = [EDITED.differences_in(*edges) for edges in ((20, 21), (22, 25), (24, 25))]
    assert inside == [(), EDITED.differences[:1], ()]
    assert EDITED.differences_in(26, 31) == EDITED.differences[1:]


def test_a_match_holds_a_run_of_its_own_only() -> None:
    """A run on the same diagonal is a part of the match; one beside it is not."""
    assert EDITED.holds(Run(3, 23, 3))
    assert EDITED.holds(Run(6, 28, 2))
    assert not EDITED.holds(Run(4, 23, 3))
    assert not EDITED.holds(Run(3, 23, 20))


def test_a_match_that_follows_on_itself_is_a_loop() -> None:
    """Sides that share tokens are a loop; sides that only touch are none."""
    assert Match(0, 10, 5, 15, ()).is_loop
    assert not Match(0, 5, 5, 10, ()).is_loop


def test_words_that_stand_for_others_beside_a_stretch_are_told() -> None:
    """What ends right before a place of the copy, or begins at it, and stands for other words."""
    differences = (Difference(2, 4, 12, 13, 0.0), Difference(6, 8, 15, 15, 0.0))
    match = Match(0, 10, 10, 17, differences)
    assert match.replaced_up_to(13) == differences[0] == match.replaced_from(12)
    assert match.replaced_up_to(12) is None is match.replaced_from(13)
    assert match.replaced_up_to(15) is None is match.replaced_from(15)  # nothing stands there


def test_a_stretch_that_goes_on_beyond_a_match_does_not_agree() -> None:
    """A match says nothing of what stands beside it."""
    match = Match(0, 5, 10, 15, ())
    assert match.agrees(10, 15)
    assert not match.agrees(9, 15)
    assert not match.agrees(10, 16)
