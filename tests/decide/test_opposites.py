"""Words that say the opposite of each other."""

import pytest

from dedup.decide.opposites import are_opposites, are_other_measures
from dedup.languages import load_language


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
    for tables in (load_language(language), load_language(None)):
        assert are_other_measures(one, other, tables)
        assert not are_other_measures(one, one[:-1], tables)
