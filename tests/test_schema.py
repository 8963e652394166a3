"""The JSON Schema of a report, as it ships."""

import json
import re
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

import dedup
from tests.strategies import options, texts

SCHEMA = json.loads((resources.files("dedup") / "report.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
LINE = "The night ferry left the pier with its lamps lit and nobody on deck."


def test_the_schema_is_one() -> None:
    """What ships is valid as a JSON Schema of the draft that it names."""
    Draft202012Validator.check_schema(SCHEMA)


@settings(max_examples=100)
@given(text=texts(), settings=options())
def test_every_report_follows_the_schema(text: str, settings: dict[str, Any]) -> None:
    """The JSON of any report of any text is valid."""
    VALIDATOR.validate(json.loads(dedup.clean(text, **settings).report.to_json()))


@pytest.mark.parametrize(
    "protect", [["Advertisement"], [re.compile("a", re.IGNORECASE)], [(3, 5)], []]
)
def test_every_way_to_protect_follows_the_schema(protect: list[Any]) -> None:
    """Patterns, compiled ones and spans among the options are valid."""
    report = dedup.clean(f"{LINE}\n\n{LINE}", protect=protect, language="en").report
    VALIDATOR.validate(json.loads(report.to_json()))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["schema"], 2),
        (["text_length"], -1),
        (["removed_share"], 1.5),
        (["removals", 0, "kind"], "fuzzy"),
        (["removals", 0, "span", "end"], "12"),
        (["removals", 0, "copies"], 0),
        (["removals", 0, "extra"], 1),
        (["kept", 0, "reason"], "because"),
        (["options", "min_words"], 2),
        (["options", "unknown"], 1),
    ],
)
def test_what_no_report_holds_is_not_valid(path: list[Any], value: Any) -> None:
    """The schema refuses what a report never says."""
    other = LINE.replace("night", "7 p.m.")
    stored = json.loads(dedup.clean("\n\n".join([LINE, LINE, other])).report.to_json())
    assert stored["removals"]
    assert stored["kept"]
    place = stored
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not VALIDATOR.is_valid(stored)


def test_the_schema_describes_every_field() -> None:
    """Fields of reports, removals, kept repeats and options are those of the classes, in order."""
    stored = dedup.clean(LINE).report.to_dict()
    assert list(SCHEMA["properties"]) == list(stored) == SCHEMA["required"]
    assert list(SCHEMA["$defs"]["options"]["properties"]) == list(stored["options"])
