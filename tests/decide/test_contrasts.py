"""Phrases that exclude what stands in their place."""

import pytest

import dedup

BETWEEN = "The chapel choir sang old hymns until the lamps went out.\n\nNobody clapped."
WRITTEN = (
    "The keeper is said to have left the old light {} the village fair on the last weekend"
    " of the season."
)


def details_between(source: str, copy: str) -> list[str] | None:
    """Return why a copy of a sentence with another phrase stays; None when it goes."""
    one, other = (WRITTEN.format(phrase) for phrase in (source, copy))
    cleaned = dedup.clean(f"{one}\n\n{BETWEEN}\n\n{other}", language="en")
    return None if cleaned.changed else [kept.detail for kept in cleaned.report.kept]


@pytest.mark.parametrize(
    ("source", "copy", "detail"),
    [
        pytest.param(
            "because of", "in spite of", "because of / in spite of", id="all words differ"
        ),
        pytest.param("in the wake of", "ahead of", None, id="one word is the same"),
        pytest.param("every", "every other", "every / every other", id="one word more"),
        pytest.param("with the exception of", "along with", None, id="a word moves along"),
    ],
)
def test_phrases_that_exclude_each_other_are_facts(
    source: str, copy: str, detail: str | None
) -> None:
    """Both phrases are named in full, whichever of their words differ, in either order."""
    expected = detail or f"{source} / {copy}"
    assert details_between(source, copy) == [expected]
    assert details_between(copy, source) == [" / ".join(reversed(expected.split(" / ")))]


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        pytest.param("because of", "owing to", id="the same in other words"),
        pytest.param("at the start of", "at the beginning of", id="one word of several"),
        pytest.param("because of", "during", id="not of one sort"),
    ],
)
def test_other_phrases_are_edits(source: str, copy: str) -> None:
    """Phrases on one side of a line say the same; those of other lines are compared as words."""
    assert details_between(source, copy) is None
