"""Guard: is this repetition meant?"""

from typing import Any

import pytest

import dedup

WALL = "The old harbour wall was mended by five men from the town before dusk."
HIGH = "Many people on the island had never seen the water stand so high in April."
BOATS = "Fishermen hauled their boats over the road and tied them to the church."
BELL = "A bell rang twice and then the lamps along the quay went out at once."

HEADING = "What the council of the old town said on Monday"
QUESTION = "What do you think of the plan for the old harbour?"
REFRAIN = "We sail at dawn over the bar to the grey harbour."
VERSES = [
    "And nobody waits for us on the quay tonight.",
    "But the sea does, and so do the gulls.",
    "And the lamps are lit for us at last.",
]
STEP = "1. Stir the warm flour into the milk until no lumps are left."
ROW = "Harwick 3 1 0 14 6 10 22"
CODE = "for (i = 0; i < n; i++) {\n  total = total + price(i);\n}\nprint(total);"
CAPTION = "The old harbour at dusk, photographed from the church tower"


def kept(*paragraphs: str, **options: Any) -> set[str]:
    """Return the details of what stays for its structure; nothing must go."""
    report = dedup.clean("\n\n".join(paragraphs), **options).report
    assert report.removals == ()
    return {each.detail for each in report.kept if each.reason == "structure"}


@pytest.mark.parametrize(
    ("paragraphs", "detail"),
    [
        pytest.param([HEADING, WALL, HEADING, BOATS], "opens new text", id="heading"),
        pytest.param([QUESTION, WALL, QUESTION, BOATS, HIGH], "opens new text", id="question"),
        pytest.param(
            [HEADING, WALL, f"{HEADING}. {BOATS}"], "heading taken up again", id="heading in text"
        ),
        pytest.param(
            [REFRAIN, WALL, REFRAIN, BOATS, REFRAIN, BELL], "recurs among new text", id="refrain"
        ),
        pytest.param(
            [STEP, "2. Bake it.", WALL, STEP, "2. Weigh it.", "3. Eat it."],
            "list item",
            id="item",
        ),
        pytest.param([ROW, "Then it changed a lot.", ROW, "Selby"], "row of figures", id="row"),
        pytest.param([CODE, WALL, CODE, BOATS], "code", id="code"),
    ],
)
def test_a_meant_repetition_stays(paragraphs: list[str], detail: str) -> None:
    """Headings, questions, refrains, items, rows and code that recur among new text stay."""
    assert detail in kept(*paragraphs)


@pytest.mark.parametrize(
    "verses",
    [
        VERSES,
        ["And nobody waits.", "But the sea does.", "At last."],
    ],
    ids=["long verses", "short verses"],
)
def test_a_refrain_stays_between_verses(verses: list[str]) -> None:
    """A refrain between new lines stays each time, however short they are."""
    assert kept(*(line for verse in verses for line in (REFRAIN, verse))) == {
        "recurs among new text"
    }


@pytest.mark.parametrize("paragraphs", [[HEADING, WALL, HEADING, BOATS], [CODE, WALL, CODE]])
def test_without_the_guard_a_line_that_recurs_goes(paragraphs: list[str]) -> None:
    """Who leaves out the guard gets single lines removed."""
    cleaned = dedup.clean("\n\n".join(paragraphs), guards=frozenset({"fact"}))
    assert len(cleaned.report.removals) == 1


@pytest.mark.parametrize(
    "grains",
    [
        ("rye", "oat"),
        ("rye", "oat", "corn"),
    ],
    ids=["two", "three"],
)
def test_lines_alike_in_form_beside_one_another_stay(grains: tuple[str, ...]) -> None:
    """A line that differs in a whole word from the one beside it is no copy of it."""
    line = "A loaf of {} bread from the old bakery by the harbour wall in the town"
    assert kept(*(line.format(grain) for grain in grains)) == {"lines alike in form"}


@pytest.mark.parametrize(
    "line",
    [CAPTION, f"{ROW} 4 5 6", WALL, REFRAIN],
    ids=["caption", "row", "sentence", "refrain"],
)
def test_a_line_printed_twice_running_is_a_copy(line: str) -> None:
    """Nothing new stands between a line and the same line again: that is no refrain."""
    cleaned = dedup.clean("\n\n".join([BELL, line, line, BOATS]))
    assert cleaned.text == "\n\n".join([BELL, line, BOATS])


@pytest.mark.parametrize(
    "block",
    [
        [HEADING, WALL, HIGH],
        ["Bread", STEP, "2. Bake it in a hot oven for an hour."],
        [ROW, "Selby 3 0 1 2 6 7 10 14 1"],
        [line for verse in VERSES for line in (REFRAIN, verse)],
    ],
    ids=["section", "recipe", "table", "song"],
)
def test_a_block_of_such_lines_printed_again_as_a_whole_is_a_copy(block: list[str]) -> None:
    """Blocks are trusted: headings, items and rows go with the passage they belong to."""
    cleaned = dedup.clean("\n\n".join([*block, BELL, *block]))
    assert cleaned.text == "\n\n".join([*block, BELL])
    assert len(cleaned.report.removals) == 1


def test_a_sentence_is_no_line() -> None:
    """A sentence of running text that stands again goes, however short its paragraph."""
    assert dedup.clean("\n\n".join([WALL, HIGH, WALL, BELL])).text == "\n\n".join(
        [WALL, HIGH, BELL]
    )


def test_the_number_of_an_item_is_not_cut_from_it() -> None:
    """Where a step is repeated in another recipe, the number of the step after it stays."""
    text = "\n\n".join(["Bread", STEP, "2. Wait.", "Cake", STEP, "2. Bake."])
    assert dedup.clean(text).text.endswith("2. Bake.")


POEM = [
    "The kettle sings, the window weeps,",
    "the cat has gone to sea,",
    "and nobody has told the moon",
    "what happened to the tea.",
]


def test_verses_printed_twice_among_prose_are_a_copy() -> None:
    """A chorus stands behind other verses; a whole poem printed again does not."""
    text = "\n\n".join([WALL, *POEM, BOATS, HIGH, *POEM])
    assert dedup.clean(text).text == "\n\n".join([WALL, *POEM, BOATS, HIGH])


def test_a_paragraph_under_another_heading_is_a_copy() -> None:
    """A heading of its own makes no record of a paragraph, however alike the headings."""
    text = "\n\n".join(["The sea", WALL, "The town", BOATS, "The night", WALL])
    assert dedup.clean(text).text == "\n\n".join(["The sea", WALL, "The town", BOATS, "The night"])


def test_a_long_turn_of_a_transcript_is_a_copy() -> None:
    """Sentences that somebody says again are meant while they are few, and labels do not help."""
    turn = f"MAYOR: {WALL} {HIGH}"
    asked = ["REED: Who paid?", turn, f"CLERK: {BOATS}", "VOGT: And then?"]
    assert dedup.clean("\n\n".join([*asked, turn])).text == "\n\n".join(asked)
