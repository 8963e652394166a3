"""What the report says of what went and of what was left."""

import numpy as np

import dedup
from dedup.edit.account import account_for, still_kept
from dedup.edit.cuts import Cut
from dedup.values import Kept, Kind, Span

WALL = "The old harbour wall was mended by five men from the town before dusk."
HIGH = "Many people on the island had never seen the water stand so high in April."
BOATS = "Fishermen hauled their boats over the road and tied them to the church."

# Twenty words of four letters, "w000 w001 ...": word n starts at offset 5 * n.
TEXT = " ".join(f"w{number:03}" for number in range(20))


def cut_of(
    start: int, end: int, source: int, *, kind: Kind = "exact", score: float = 1.0, copies: int = 1
) -> Cut:
    """Return a cut of the words from `start` to `end` that repeat those from `source` on."""
    here = np.arange(start, end)
    there = here - start + source
    return Cut(
        span=Span(5 * start, 5 * end),
        here=5 * here,
        there=5 * there,
        there_ends=5 * there + 4,
        words=float(end - start),
        kind=kind,
        score=score,
        copies=copies,
    )


def test_cuts_that_follow_one_another_as_their_sources_do_are_one_removal() -> None:
    """A removal goes from the first cut to the last, scored by the words of each."""
    cuts = [cut_of(10, 13, 0), cut_of(13, 14, 3, kind="near", score=0.8)]
    [removal] = account_for(TEXT, cuts)
    assert removal.span == Span(50, 70)
    assert removal.source == Span(0, 19)
    assert removal.text == TEXT[50:70]
    assert removal.kind == "near"
    assert abs(removal.score - 0.95) < 1e-9
    assert removal.copies == 1


def test_copies_of_the_same_source_in_a_row_are_one_removal() -> None:
    """Copies that touch and repeat the same words are counted together."""
    [removal] = account_for(TEXT, [cut_of(10, 12, 0, copies=1), cut_of(12, 14, 0, copies=3)])
    assert removal.copies == 4
    assert removal.source == Span(0, 9)


def test_cuts_apart_or_with_sources_apart_are_several_removals() -> None:
    """Words between two cuts, or between their sources, keep them apart."""
    assert len(list(account_for(TEXT, [cut_of(10, 12, 0), cut_of(13, 15, 2)]))) == 2
    assert len(list(account_for(TEXT, [cut_of(10, 12, 0), cut_of(12, 14, 5)]))) == 2
    assert len(list(account_for(TEXT, [cut_of(10, 12, 4), cut_of(12, 14, 0)]))) == 2


def test_a_source_has_its_marks() -> None:
    """The quotes before a source and the marks behind it belong to it."""
    said = f"“{WALL[:-1]}!”"
    text = f"{said} {HIGH}\n\n{BOATS}\n\n{said}"
    [removal] = dedup.clean(text).report.removals
    assert text[removal.source.start : removal.source.end] == said


def kept(start: int, end: int, detail: str = "") -> Kept:
    """Return the account of a repeat that was left."""
    return Kept(
        span=Span(start, end),
        source=Span(0, 9),
        kind="near",
        score=0.9,
        reason="fact",
        detail=detail,
    )


def test_what_goes_all_the_same_was_not_kept() -> None:
    """A repeat is listed once, in text order, and only if no part of it goes."""
    cuts = [cut_of(10, 12, 0)]
    given = [kept(80, 90), kept(55, 58), kept(20, 30), kept(45, 51), kept(80, 90), kept(60, 64)]
    assert list(still_kept(given, cuts)) == [kept(20, 30), kept(60, 64), kept(80, 90)]


def test_repeats_left_at_the_same_place_are_listed_in_the_order_they_were_found() -> None:
    """What stays there for several reasons is told in the same order in every process."""
    given = [kept(20, 30, f"{number} / {number + 1}") for number in range(40)]
    assert list(still_kept(given, [])) == given


def test_a_kept_repeat_names_both_places() -> None:
    """Span and source of a kept repeat are the wording that agrees, in the text given."""
    text = f"{WALL}\n\n{HIGH}\n\n{WALL}\n\n{BOATS}\n\n{HIGH.replace('April', 'May')}"
    report = dedup.clean(text).report
    [removal], [left] = report.removals, report.kept
    assert removal.text.strip() == WALL
    assert text[left.span.start : left.span.end].startswith("Many people on the island")
    assert text[left.source.start : left.source.end].startswith("Many people on the island")
    assert left.source.start == text.index(HIGH)
    assert (left.kind, left.reason, left.detail) == ("near", "fact", "April / May")
    assert left.score < 1


def test_an_exact_repeat_that_is_left_scores_one() -> None:
    """A repeat that agrees in all its words is exact, whatever the reason it is left."""
    heading = "What the council of the old town said on Monday"
    [left] = dedup.clean("\n\n".join([heading, WALL, heading, HIGH])).report.kept
    assert (left.kind, left.score, left.reason) == ("exact", 1.0, "structure")


def test_two_findings_at_one_place_stay_in_the_order_in_which_they_were_found() -> None:
    """What two matches say of the same spans is listed as found, whatever the hash seed is."""

    def finding(kind: Kind) -> Kept:
        return Kept(span=Span(50, 70), source=Span(0, 20), kind=kind, score=0.9, reason="score")

    exact, near = finding("exact"), finding("near")
    assert list(still_kept([exact, near, exact], [])) == [exact, near]
    assert list(still_kept([near, exact, near], [])) == [near, exact]
