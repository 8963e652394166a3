"""Options: every value is checked, and every one survives a dict; errors: see `test_input.py`."""

import json
import pickle
import re
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest
from hypothesis import given

from dedup import OptionError, Options, clean
from tests import strategies

ALL: dict[str, Any] = {
    "min_score": 0.95,
    "min_words": 12,
    "near": False,
    "keep": "last",
    "guards": frozenset({"fact"}),
    "protect": ("Advert", (3, 9), re.compile("(?m)^Photo:", re.IGNORECASE)),
    "language": "de",
}


def test_the_defaults_are_those_of_the_documents() -> None:
    """Without a word everything has its documented default."""
    assert Options().to_dict() == {
        "min_score": 0.9,
        "min_words": 8,
        "near": True,
        "keep": "fullest",
        "guards": ["fact", "structure"],
        "protect": [],
        "language": None,
    }


def test_every_option_is_in_the_dict() -> None:
    """An option that is added is stored with the report."""
    assert list(Options().to_dict()) == [field.name for field in fields(Options)] == list(ALL)


@pytest.mark.parametrize("name", ALL)
def test_each_option_survives_dict_json_and_pickle(name: str) -> None:
    """Options come back equal, compiled expressions with their flags included."""
    options = Options(**{name: ALL[name]})
    assert getattr(options, name) == ALL[name]
    for again in (
        Options.from_dict(options.to_dict()),
        Options.from_dict(json.loads(json.dumps(options.to_dict()))),
        pickle.loads(pickle.dumps(options)),
        replace(options),
    ):
        assert again == options
        assert hash(again) == hash(options)


@given(strategies.options())
def test_any_options_survive_json(given_options: dict[str, Any]) -> None:
    """Whatever can be chosen can be stored."""
    options = Options(**given_options)
    assert Options.from_dict(json.loads(json.dumps(options.to_dict()))) == options


@pytest.mark.parametrize("stored", [[], None, "near"])
def test_what_holds_no_options_is_refused(stored: Any) -> None:
    """Stored options are a dict; anything else is named."""
    with pytest.raises(OptionError) as raised:
        Options.from_dict(stored)
    assert str(raised.value) == (
        f"options={stored!r} cannot be used: expected a dict, as to_dict returns it."
    )


@pytest.mark.parametrize(
    "given_options",
    [
        {"min_score": 0},
        {"min_score": 1},
        {"min_words": 3},
        {"min_words": 1000},
        {"guards": set()},
        {"guards": ["fact", "fact"]},
        {"protect": [[0, 0]]},
        {"protect": iter(["a"])},
        {"language": "en"},
    ],
    ids=str,
)
def test_the_ends_of_every_range_are_accepted(given_options: dict[str, Any]) -> None:
    """Ranges hold their ends, and collections of any kind are taken."""
    options = Options(**given_options)
    assert isinstance(options.guards, frozenset)
    assert isinstance(options.protect, tuple)


@pytest.mark.parametrize(
    "given_options",
    [
        {"min_score": 1.0001},
        {"min_score": -0.0001},
        {"min_score": float("inf")},
        {"min_score": None},
        {"min_words": 2},
        {"min_words": 1001},
        {"min_words": True},
        {"min_words": "8"},
        {"near": 1},
        {"near": None},
        {"keep": None},
        {"keep": ["first"]},
        {"guards": None},
        {"guards": ["fact", 3]},
        {"guards": {"fact": 1, "names": 2}},
        {"protect": re.compile("x")},
        {"protect": None},
        {"protect": [re.compile(b"x")]},
        {"protect": [(1, 2, 3)]},
        {"protect": [(-1, 2)]},
        {"protect": [(0, 2.0)]},
        {"protect": [(False, True)]},
        {"protect": ["["]},
        {"language": ""},
        {"language": "EN"},
        {"language": "../en"},
    ],
    ids=str,
)
def test_a_value_that_cannot_be_used_is_refused(given_options: dict[str, Any]) -> None:
    """The error names the option and repeats what was given."""
    [(name, value)] = given_options.items()
    with pytest.raises(OptionError) as raised:
        Options(**given_options)
    assert str(raised.value).startswith(f"{name}=")
    assert "cannot be used: " in str(raised.value)
    shown = value[0] if name == "protect" and isinstance(value, list) else value
    assert repr(shown) in str(raised.value)


@pytest.mark.parametrize("language", [["en"], {"en"}], ids=str)
def test_a_list_of_languages_is_refused(language: Any) -> None:
    """A value of the wrong type is an `OptionError` for this option as for the others."""
    with pytest.raises(OptionError, match="language="):
        Options(language=language)


def test_options_are_values() -> None:
    """Options cannot be changed, are equal when they say the same, and can be in a set."""
    options = Options(guards=["structure", "fact"])  # type: ignore[arg-type]
    assert options == Options()
    assert len({options, Options(), Options(keep="last")}) == 2
    with pytest.raises(FrozenInstanceError):
        options.keep = "first"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Options(0.9)  # type: ignore[call-arg]


def test_replacing_an_option_checks_it() -> None:
    """A changed copy is checked like a new one."""
    assert replace(Options(), min_words=20).min_words == 20
    with pytest.raises(OptionError, match="min_words=2 "):
        replace(Options(), min_words=2)
    with pytest.raises(OptionError, match=r"'min_wrods'.*'min_words'"):
        replace(Options(), min_wrods=5)  # type: ignore[call-arg]


def test_without_near_copies_nothing_near_goes_behind_an_opener() -> None:
    """A loop may begin behind an opener, and its round is exact only with that left out."""
    line = "C and C++are the languages which the keepers of the light use most"
    text = f"So {line[0].lower()}{line[1:]}…\n{line}…\n{line} T\n"
    assert all(each.kind == "exact" for each in clean(text, near=False).report.removals)
    assert any(each.kind == "near" for each in clean(text).report.removals)
