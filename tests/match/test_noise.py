"""Whether two stretches differ by noise."""

import pytest

import dedup
from dedup.match.noise import has_digit_for_letter


@pytest.mark.parametrize(
    ("one", "other", "noise"),
    [
        ("point", "p0int", True),
        ("contenecl0res", "contenedores", True),
        ("iphone", "iphone5", False),
        ("covid", "covid19", False),
        ("2019", "2o19", False),
        ("b", "b1", False),
    ],
)
def test_a_digit_that_stands_for_a_letter_is_noise(one: str, other: str, noise: bool) -> None:
    """A digit in place of a letter makes no word; one that is added to a word may be a fact."""
    assert has_digit_for_letter(one, other) == noise


def test_other_spellings_alone_do_not_spoil_a_text() -> None:
    """One word in two and another in one are no noise that would hide a changed name."""
    told = "The mayor of Ostra said ten per cent of the ferries had sailed without any more delay."
    again = told.replace("per cent", "percent").replace("any more", "anymore")
    again = again.replace("Ostra", "Astra")
    between = "Nobody else on the quay knew a thing about it."
    assert not dedup.clean(f"{told}\n\n{between}\n\n{again}").changed
