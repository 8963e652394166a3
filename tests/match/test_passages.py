"""Pairwise matches to passages."""

from dedup.match.differences import Difference
from dedup.match.matches import Match
from dedup.match.passages import group_matches
from dedup.read.reading import Reading
from dedup.read.tokens import read_tokens
from dedup.values import Passage, Span

# A hundred words of four letters each: token n starts at offset 5 * n.
TEXT = " ".join(f"w{number:03}" for number in range(100))
READING = Reading(TEXT, read_tokens(TEXT))


def passages(*matches: Match) -> list[tuple[tuple[int, int], ...]]:
    """Return the occurrences of each passage as token ranges."""
    found = group_matches(matches, READING)
    return [tuple(READING.tokens_in(span) for span in each.occurrences) for each in found]


def test_a_match_is_a_passage_of_two_occurrences() -> None:
    """One match gives its two sides, in text order, as spans of the text."""
    assert group_matches([Match(0, 10, 50, 60, ())], READING) == (
        Passage(occurrences=(Span(0, 49), Span(250, 299)), kind="exact", score=1.0),
    )


def test_copies_of_copies_are_one_passage() -> None:
    """Each copy linked to the one before it, all of the same length, are together."""
    three = Match(0, 10, 20, 30, ()), Match(20, 30, 40, 50, ()), Match(40, 50, 80, 90, ())
    assert passages(*three) == [((0, 10), (20, 30), (40, 50), (80, 90))]


def test_one_token_more_or_less_at_an_end_is_the_same_passage() -> None:
    """Occurrences of one passage may differ by a token at an end."""
    assert passages(Match(0, 10, 20, 30, ()), Match(20, 29, 40, 49, ())) == [
        ((0, 10), (20, 30), (40, 49))
    ]


def test_a_shorter_agreement_is_a_passage_of_its_own() -> None:
    """A match with a part of a copy stands for that part of every occurrence before it."""
    assert passages(Match(0, 10, 20, 30, ()), Match(23, 28, 40, 45, ())) == [
        ((0, 10), (20, 30)),
        ((3, 8), (23, 28), (40, 45)),
    ]


def test_a_part_is_found_in_thousands_of_occurrences() -> None:
    """However long the row of copies is, a part of the last one stands in the first."""
    text = " ".join(f"w{number:05}" for number in range(30_020))
    copies = [Match(at, at + 10, at + 15, at + 25, ()) for at in range(0, 29_985, 15)]
    last = copies[-1].copy_start
    part = Match(last + 2, last + 8, last + 12, last + 18, ())
    whole, shorter = group_matches([*copies, part], Reading(text, read_tokens(text)))
    assert len(whole.occurrences) == 2000
    assert shorter.occurrences[0] == Span(14, 55)


def test_the_occurrences_of_a_loop_are_its_rounds() -> None:
    """A loop is one passage, an occurrence a round."""
    assert passages(Match(0, 35, 10, 45, ())) == [((0, 10), (10, 20), (20, 30), (30, 40))]


def test_a_passage_is_near_when_one_of_its_matches_is() -> None:
    """The kind is the worst kind, the score the lowest score."""
    edit = Difference(22, 23, 42, 43, 0.0)
    [passage] = group_matches([Match(0, 10, 20, 30, ()), Match(20, 30, 40, 50, (edit,))], READING)
    assert passage.kind == "near"
    assert passage.score == 0.9
    assert len(passage.occurrences) == 3


def test_no_matches_no_passages() -> None:
    """Nothing comes of nothing."""
    assert group_matches([], READING) == ()
