"""One in the source and several in the copy."""

import pytest

from dedup.decide.words.agreement import find_other_number
from dedup.decide.words.statements import Told, Word
from dedup.languages import load_language
from dedup.match.differences import Difference


def told(source: str, copy: str) -> list[Told]:
    """Return differences of a word each, in a row."""
    pairs = enumerate(zip(source.split(), copy.split(), strict=True))
    return [
        Told(
            Difference(at, at + 1, at, at + 1, 0.0),
            [Word(one, one, None, at)],
            [Word(other, other, None, at)],
        )
        for at, (one, other) in pairs
    ]


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
    assert find_other_number(told(source, copy), load_language(language)) == found
