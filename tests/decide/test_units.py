"""The units of a copy: whole paragraphs and sentences."""

import dedup
from dedup.decide.copies import Unit
from dedup.decide.units import by_sentence, find_units
from dedup.match.search import find_matches
from dedup.read.reading import Reading
from dedup.read.tokens import read_tokens

WALL = "The old harbour wall was mended by five men from the town before dusk."
HIGH = "Many people on the island had never seen the water stand so high in April."
BOATS = "Fishermen hauled their boats over the road and tied them to the church."
BELL = "A bell rang twice and then the lamps along the quay went out at once."
ALL = f"{WALL} {HIGH} {BOATS} {BELL}"


def units_of(text: str) -> tuple[list[Unit], Reading]:
    """Return the units of the only match of a text."""
    found = find_matches(text, min_words=8, language=None)
    assert found is not None
    reading, (match,) = found
    return find_units(match, reading), reading


def wordings(units: list[Unit] | tuple[Unit, ...], text: str) -> list[str]:
    """Return what stands where some units are."""
    return [text[unit.span.start : unit.span.end] for unit in units]


def test_a_paragraph_that_is_all_copied_is_one_unit() -> None:
    """Sentences are not told apart where a paragraph goes or stays as a whole."""
    text = f"{ALL}\n\n{ALL}"
    units, reading = units_of(text)
    assert wordings(units, text) == wordings(by_sentence(units, reading), text) == [ALL]


def test_sentences_between_the_borders_of_an_exact_copy_are_taken_together() -> None:
    """Only the first and the last sentence may hold a border; told apart, each is a unit."""
    text = f"{ALL}\n\nRain fell. {ALL} Snow fell."
    units, reading = units_of(text)
    assert wordings(units, text) == [WALL, f"{HIGH} {BOATS}", BELL]
    assert [unit.several for unit in units] == [False, True, False]
    assert wordings(by_sentence(units, reading), text) == [WALL, HIGH, BOATS, BELL]
    assert [unit.covered for unit in by_sentence(units, reading)] == [1.0] * 4


def test_sentences_of_a_paragraph_with_a_difference_are_all_units() -> None:
    """A difference may keep its sentence, so that each may be a border."""
    text = f"{ALL}\n\nRain fell. {ALL.replace('five', 'seven')} Snow fell."
    units, _ = units_of(text)
    assert wordings(units, text) == [WALL.replace("five", "seven"), HIGH, BOATS, BELL]
    assert [unit.several for unit in units] == [False] * 4


def test_marks_before_the_first_sentence_are_no_unit() -> None:
    """Marks alone are split off as a sentence is, and hold no word."""
    text = f"?! {WALL} {HIGH}"
    reading = Reading(text, read_tokens(text))
    [paragraph] = reading.segments.paragraphs
    whole = Unit(0, len(reading.tokens), paragraph, 0, 1.0, several=True)
    assert wordings(by_sentence([whole], reading), text) == [WALL, HIGH]


def test_marks_between_sentences_are_no_unit() -> None:
    """Behind a stop of Chinese marks alone are split off, too."""
    text = f"{WALL} {HIGH[:-1]}。 ?! {BOATS}\n\nRain fell. {WALL} {HIGH[:-1]}。 ?! {BOATS}".replace(
        "five", "seven", 1
    )
    units, _ = units_of(text)
    assert wordings(units, text) == [WALL, f"{HIGH[:-1]}。", BOATS]


def test_a_protected_sentence_inside_an_exact_copy_stays_alone() -> None:
    """What is protected keeps its own sentence, not all that were taken together with it."""
    text = f"{ALL}\n\nRain fell. {ALL} Snow fell."
    place = text.rindex("hauled")
    assert dedup.clean(text, protect=[(place, place + 6)]).text == (
        f"{ALL}\n\nRain fell. {BOATS} Snow fell."
    )


def test_a_question_inside_an_exact_copy_stays_alone() -> None:
    """In a text without paragraph breaks a sentence that says something else stays by itself."""
    question = HIGH.replace(".", "?")
    text = f"{ALL} Rain fell. {WALL} {question} {BOATS} {BELL} Snow fell."
    assert dedup.clean(text).text == f"{ALL} Rain fell. {question} Snow fell."


def test_a_long_loop_that_breaks_off_is_told_apart_only_at_its_ends() -> None:
    """One difference in thousands of words does not tell all the sentences around it apart."""
    text = f"{WALL} " * 300 + WALL[:30]
    units, reading = units_of(text)
    assert len(units) <= 8
    assert [unit.several for unit in units].count(True) == 1
    assert units[-1].end == len(reading.tokens)
