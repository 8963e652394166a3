"""Pairwise matches to passages."""

import dedup
from dedup.match.differences import Difference
from dedup.match.matches import Match
from dedup.match.passages import group_matches
from dedup.read.reading import Reading
from dedup.read.tokens import read_tokens
from dedup.values import Passage, Span

# A hundred words of four letters each: token n starts at offset 5 * n.
TEXT = " ".join(f"w{number:03}" for number in range(100))
LINE = "The old harbour wall was mended by a few men from the town."
READING = Reading(TEXT, read_tokens(TEXT))


def passages(*matches: Match) -> list[tuple[tuple[int, int], ...]]:
    """Return the occurrences of each passage as token ranges."""
    found = group_matches(matches, READING)
    return [tuple(READING.tokens_in(span) for span in each.occurrences) for each in found]


def in_words(text: str, *, near: bool = True) -> list[tuple[str, ...]]:
    """Return the occurrences of each passage of a text as the words that they hold."""
    found = dedup.find(text, near=near)
    return [tuple(text[span.start : span.end] for span in each.occurrences) for each in found]


def test_a_match_is_a_passage_of_two_occurrences() -> None:
    """One match gives its two sides, in text order, as spans of the text."""
    text = f"{TEXT[:249]} {TEXT[:249]}"
    assert group_matches([Match(0, 10, 50, 60, ())], Reading(text, read_tokens(text))) == (
        Passage(occurrences=(Span(0, 49), Span(250, 299)), kind="exact", score=1.0),
    )


def test_copies_of_copies_are_one_passage() -> None:
    """Each copy linked to the one before it, all of the same length, are together."""
    three = Match(0, 10, 20, 30, ()), Match(20, 30, 40, 50, ()), Match(40, 50, 80, 90, ())
    assert passages(*three) == [((0, 10), (20, 30), (40, 50), (80, 90))]


def test_one_token_less_at_an_end_is_another_passage() -> None:
    """Occurrences of one passage agree over the same length, not over a word less."""
    assert passages(Match(0, 10, 20, 30, ()), Match(20, 29, 40, 49, ())) == [
        ((0, 10), (20, 30)),
        ((0, 9), (20, 29), (40, 49)),
    ]


def test_a_known_part_is_found_in_what_repeats_more_than_it() -> None:
    """Where a longer stretch stands again, the shorter passage inside it has stood again too."""
    assert passages(Match(3, 11, 23, 31, ()), Match(20, 40, 60, 80, ())) == [
        ((3, 11), (23, 31), (63, 71)),
        ((20, 40), (60, 80)),
    ]


def test_an_occurrence_is_found_behind_any_number_of_other_matches() -> None:
    """A part of an occurrence long ago is looked up there, whatever was copied since."""
    between = [Match(40 + at, 42 + at, 70 + at, 72 + at, ()) for at in range(0, 26, 2)]
    found = passages(Match(0, 10, 20, 30, ()), *between, Match(22, 25, 97, 100, ()))
    assert ((2, 5), (22, 25), (97, 100)) in found


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


def test_the_rounds_of_a_loop_follow_its_wording() -> None:
    """A word more or less in one round moves the borders of those behind it."""
    rounds = [LINE, LINE, LINE.replace("few", "very few"), LINE, LINE.replace("old ", ""), LINE]
    passage = dedup.find(" ".join(rounds))[0]
    assert in_words(" ".join(rounds))[0] == tuple(each[:-1] for each in rounds)
    assert passage.kind == "near"
    assert 0.9 < passage.score < 1


def test_a_loop_has_a_round_wherever_its_wording_stands() -> None:
    """The rounds of a loop and what it says elsewhere are occurrences of one passage."""
    text = f"{LINE}\n\nRain fell all night on the island.\n\n{LINE} {LINE} {LINE}"
    assert in_words(text) == [(LINE[:-1],) * 4]


def test_without_near_copies_equal_stretches_are_the_passages() -> None:
    """Where only exact copies are asked for, a passage ends at the first word that differs."""
    text = f"{LINE} Rain fell. {LINE.replace('wall', 'quay')}"
    assert in_words(text, near=False) == [("was mended by a few men from the town",) * 2]


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
