"""Words that say the opposite of each other."""

import pytest

from dedup.decide.words.opposites import are_opposites, are_others, contradict
from dedup.languages import load_language
from dedup.read.folding import fold_word


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "rose", "fell"),
        ("ru", "восточному", "западные"),
        ("pl", "północnej", "południowych"),
        ("cs", "severními", "jižních"),
    ],
)
def test_inflected_words_are_opposites_as_the_words_they_come_from(
    language: str, one: str, other: str
) -> None:
    """The table names some forms; other endings count, on either side."""
    tables = load_language(language)
    assert are_opposites(one, other, tables)
    assert are_opposites(other, one, tables)
    assert are_opposites(one, other, load_language(None))


@pytest.mark.parametrize(
    ("one", "other"), [("signed", "signecl"), ("has", "has"), ("rise", "risen"), ("letter", "let")]
)
def test_a_word_is_no_opposite_of_its_own_forms(one: str, other: str) -> None:
    """Whatever else the tables hold, endings alone make no opposite."""
    assert not are_opposites(one, other, load_language(None))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("pl", "kilometrach", "metrami"),
        ("ru", "понедельником", "вторнику"),
        ("fi", "maanantaita", "torstaita"),
        ("tr", "eylülde", "aralıkta"),
        ("cs", "centimetrech", "milimetrech"),
    ],
)
def test_units_months_and_weekdays_are_known_in_every_case(
    language: str, one: str, other: str
) -> None:
    """Two of one kind in cases that no table names are told apart; one in two cases is not."""
    one, other = fold_word(one), fold_word(other)
    for tables in (load_language(language), load_language(None)):
        assert are_others(one, other, tables)
        assert not are_others(one, one[:-1], tables)


@pytest.mark.parametrize(
    ("one", "other"),
    [("sixteen", "sixty"), ("million", "billion"), ("all", "both"), ("Sunday", "Monday")],
)
def test_two_words_of_one_table_contradict_each_other(one: str, other: str) -> None:
    """Numbers, degrees and weekdays that look alike are two words; a spoilt word is none."""
    tables = load_language(None)
    assert contradict(one.lower(), other.lower(), tables)
    assert not contradict(one.lower(), f"q{other.lower()[1:]}", tables)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("conclusive", "inconclusive", True),
        ("erreichbar", "unerreichbar", True),
        ("виновным", "невиновным", True),
        ("trains", "otrains", False),  # one letter more may be noise
        ("lernte", "erlernte", False),  # no prefix that denies
    ],
)
def test_no_prefix_that_denies_is_noise(one: str, other: str, *, expected: bool) -> None:
    """A word behind "un", "in" or "не" is not the word itself, spoilt."""
    assert contradict(one, other, load_language(None)) is expected
    assert contradict(other, one, load_language(None)) is expected
