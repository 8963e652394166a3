"""One in the source and several in the copy."""

import pytest

from dedup.decide.words.agreement import find_other_number
from dedup.decide.words.statements import Word
from dedup.languages import load_language


def words(row: str) -> list[list[Word]]:
    """Return differences of a word each, in a row."""
    return [[Word(each, each, None, at)] for at, each in enumerate(row.split())]


@pytest.mark.parametrize(
    ("language", "source", "copy", "found"),
    [
        ("en", "guard was", "guards were", "guard was / guards were"),
        ("en", "was guard", "were guards", "was guard / were guards"),
        ("de", "war der", "waren die", "war der / waren die"),
        ("it", "il era", "i erano", "il era / i erano"),
        ("en", "was", "were", None),
        ("en", "guard ran", "guards ran", None),
        ("en", "council was", "mayors were", None),
        ("en", "guard was tired", "tired was guards", None),
    ],
)
def test_two_words_together_tell_another_number(
    language: str, source: str, copy: str, found: str | None
) -> None:
    """A verb with its noun, or with its article; neither alone, nor with another noun."""
    assert find_other_number(words(source), words(copy), load_language(language)) == found
