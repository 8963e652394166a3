"""Which of two occurrences stays."""

from typing import Any

import pytest

import dedup
from dedup.options import Keep

WALL = "The old harbour wall was mended by five men from the town before dusk."
HIGH = "Many people on the island had never seen the water stand so high in April."
BOATS = "Fishermen hauled their boats over the road and tied them to the church."
BELL = "A bell rang twice and then the lamps along the quay went out at once."
QUOTE = "“We will not leave this harbour while a single boat floats.”"
SAID = f"The pilot said: {QUOTE} {HIGH}"
FRAGMENT = "had never seen the water stand so high in April"


def left(*paragraphs: str, **options: Any) -> list[str]:
    """Return the paragraphs of a text that stay."""
    return dedup.clean("\n\n".join(paragraphs), **options).text.split("\n\n")


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param([WALL, HIGH, WALL, BELL], [WALL, HIGH, BELL], id="the first of two alike"),
        pytest.param([QUOTE, WALL, SAID], [WALL, SAID], id="running text over a pull quote before"),
        pytest.param([WALL, SAID, QUOTE, BELL], [WALL, SAID, BELL], id="and over one behind"),
        pytest.param([FRAGMENT, WALL, HIGH], [WALL, HIGH], id="a sentence over a fragment before"),
        pytest.param([HIGH, WALL, FRAGMENT, BELL], [HIGH, WALL, BELL], id="and over one behind"),
        pytest.param(
            [f"{WALL[:46]}...", HIGH, f"{WALL} {BELL}"],
            [HIGH, f"{WALL} {BELL}"],
            id="the full lead over the lead cut off",
        ),
        pytest.param(
            [f"{WALL} {HIGH}", BOATS, f"{BELL} {WALL}"],
            [f"{WALL} {HIGH}", BOATS, BELL],
            id="the first of two in running text",
        ),
        pytest.param(
            [WALL, HIGH, f"{BOATS} {WALL} {BELL}"],
            [WALL, HIGH, f"{BOATS} {BELL}"],
            id="a whole sentence as a paragraph over the same in running text",
        ),
    ],
)
def test_the_fullest_stays_else_the_first(paragraphs: list[str], expected: list[str]) -> None:
    """Whole sentences beat fragments, running text beats pull quotes, else the first stays."""
    assert left(*paragraphs) == expected


@pytest.mark.parametrize("length", [52, 55], ids=["between words", "inside a word"])
def test_a_lead_cut_off_late_is_cut_off_all_the_same(length: int) -> None:
    """However little is missing from a lead that ends in "...", the full one stays."""
    assert left(f"{WALL[:length]}...", HIGH, f"{WALL} {BELL}") == [HIGH, f"{WALL} {BELL}"]


def test_a_paragraph_of_many_sentences_is_no_pull_quote() -> None:
    """The first stays when it is a part of the article, even if its last sentence goes on later."""
    lead = f"{WALL} {HIGH} {BOATS} {BELL}"
    assert left(lead, "Rain fell.", f"{lead} And that was all.") == [
        lead,
        "Rain fell.",
        "And that was all.",
    ]


def test_keep_first_takes_what_comes_later() -> None:
    """With `keep="first"` a pull quote before its running text does not go."""
    assert left(QUOTE, WALL, SAID, keep="first")[0] == QUOTE
    assert left(WALL, HIGH, WALL, keep="first") == [WALL, HIGH]


def test_keep_last_takes_what_comes_first() -> None:
    """With `keep="last"` the later occurrence stays and is the source."""
    text = "\n\n".join([WALL, HIGH, WALL])
    [removal] = dedup.clean(text, keep="last").report.removals
    assert left(WALL, HIGH, WALL, keep="last") == [HIGH, WALL]
    assert removal.source.start == text.rindex(WALL)


@pytest.mark.parametrize("keep", ["fullest", "last"])
def test_a_byte_order_mark_stays_where_the_first_paragraph_goes(keep: Keep) -> None:
    """A text that opens with a byte-order mark and a copy opens with the mark afterwards."""
    later = SAID if keep == "fullest" else QUOTE
    assert left(f"\ufeff{QUOTE}", WALL, later, keep=keep) == [f"\ufeff{WALL}", later]


def test_of_a_loop_one_round_stays_whatever_is_asked() -> None:
    """A loop keeps one round, with `keep="last"` as well."""
    for keep in ("fullest", "first", "last"):
        assert dedup.clean(" ".join([WALL] * 5), keep=keep).text == WALL


def test_a_source_stops_at_a_difference_across_the_seam() -> None:
    """Where a difference lies across the place where a text is joined to itself, both sides end."""
    text = (
        "Said town anna[2\nAgain art me because[12]3 old man wall council,Said n:a[2\nSaid town "
        "anna[1!Again art me because[12]3 old man wall council.Said town anna"
    )
    assert dedup.clean(text, near=False).restore() == text
