"""The account of what was removed and what was left."""

import json
import re
from typing import Any

import pytest

import dedup
from dedup import (
    Cleaned,
    Kept,
    OptionError,
    Options,
    Removal,
    Report,
    ReportError,
    RestoreError,
    Span,
)

WALL = "The old harbour wall was mended by five men from the town before dusk."
HIGH = "Many people on the island had never seen the water stand so high in April."
BOATS = "Fishermen hauled their boats over the road and tied them to the church."
NEAR = HIGH.replace("seen", "known")
TEXT = "\n\n".join(
    [WALL, HIGH, BOATS, WALL, "Rain.", NEAR, "Wind.", BOATS.replace("boats", "6 boats")]
)


@pytest.fixture
def cleaned() -> Cleaned:
    """Return a result with an exact removal, a near one, and a repeat kept for a fact."""
    return dedup.clean(TEXT)


def test_a_report_holds_what_was_asked_of_it(cleaned: Cleaned) -> None:
    """Removals, kept repeats, length, version, options and the share that went are there."""
    report = cleaned.report
    assert [removal.kind for removal in report.removals] == ["exact", "near"]
    assert [kept.reason for kept in report.kept] == ["fact"]
    assert report.text_length == len(TEXT)
    assert report.version == dedup.__version__
    assert report.options == Options()
    gone = sum(len(removal.text) for removal in report.removals)
    assert report.removed_share == gone / len(TEXT)
    assert cleaned.changed


def test_a_report_survives_dict_and_json(cleaned: Cleaned) -> None:
    """A report comes back equal from its dict and from its JSON, options of all kinds included."""
    options: dict[str, Any] = {"protect": ["Rain", (0, 3)], "guards": {"fact"}, "language": "en"}
    for report in (cleaned.report, dedup.clean(TEXT, **options).report, dedup.clean("").report):
        assert Report.from_dict(report.to_dict()) == report
        assert Report.from_dict(json.loads(report.to_json())) == report
        assert Report.from_dict(json.loads(report.to_json(indent=2))) == report


def test_a_dict_has_the_keys_that_the_documents_list(cleaned: Cleaned) -> None:
    """Names in the dict are those of the attributes."""
    values = cleaned.report.to_dict()
    assert list(values) == [
        "schema",
        "version",
        "text_length",
        "removed_share",
        "options",
        "removals",
        "kept",
    ]
    assert set(values["removals"][0]) == {"span", "source", "text", "kind", "score", "copies"}
    assert set(values["kept"][0]) == {"span", "source", "kind", "score", "reason", "detail"}
    assert values["removals"][0]["source"] == {"start": 0, "end": len(WALL)}


def test_json_holds_text_that_no_encoding_can() -> None:
    """A lone surrogate in removed text is an escape in JSON, and comes back."""
    line = f"{WALL[:-1]} \ud800 here."
    report = dedup.clean(f"{line}\n\n{HIGH}\n\n{line}").report
    stored = report.to_json()
    assert stored.isascii()
    assert Report.from_dict(json.loads(stored)).removals[0].text.endswith("\ud800 here.")


def test_a_stored_report_restores_a_stored_text(cleaned: Cleaned) -> None:
    """A report alone brings the original back from the cleaned text."""
    assert cleaned.report.restore(cleaned.text) == TEXT
    assert cleaned.restore() == TEXT


@pytest.mark.parametrize("change", ["", "x", "too short"])
def test_a_report_refuses_a_text_of_another_length(cleaned: Cleaned, change: str) -> None:
    """The error says how long the text should be."""
    other = "short" if change == "too short" else f"{cleaned.text}x{change}"
    with pytest.raises(RestoreError, match=str(len(cleaned.text))):
        cleaned.report.restore(other)


def test_a_summary_has_a_line_for_each_removal_and_each_kept_repeat(cleaned: Cleaned) -> None:
    """People read what went, what it repeats, how alike it is, and why the rest stayed."""
    head, first, second, left, foot = str(cleaned.report).split("\n")
    share = f"{cleaned.report.removed_share:.1%}"
    assert head == f"Removed 2 passages, {share} of {len(TEXT)} characters."
    removal = cleaned.report.removals[0]
    assert first.startswith(f"  {removal.span.start}-{removal.span.end} repeats 0-{len(WALL)}")
    assert "(exact, 1.000): The old harbour" in first
    assert "(near, 0.9" in second
    assert "kept, fact: " in left
    assert foot == "Left in place: 1 for fact."


def test_a_summary_counts_copies_in_a_row_and_shortens_what_went() -> None:
    """A loop says how many copies it took, and is quoted by its first words only."""
    head, line = str(dedup.clean(f"{WALL} " * 4).report).split("\n")
    assert head.startswith("Removed 1 passage, ")
    assert "3 copies in a row" in line
    assert line.endswith("…")
    assert len(line) < 150


def test_a_summary_of_nothing_says_so() -> None:
    """Where nothing repeats the report says that."""
    assert str(dedup.clean("One line.").report) == "Nothing repeats."


def test_at_least_puts_back_what_scores_less(cleaned: Cleaned) -> None:
    """A stricter result keeps the exact removal and lists the near one as kept for its score."""
    stricter = cleaned.at_least(1.0)
    assert [removal.kind for removal in stricter.report.removals] == ["exact"]
    assert stricter.text == TEXT.replace(f"Rain.\n\n{NEAR}", "\0").replace(
        f"\n\n{WALL}", ""
    ).replace("\0", f"Rain.\n\n{NEAR}")
    assert sorted(kept.reason for kept in stricter.report.kept) == ["fact", "score"]
    [put_back] = [kept for kept in stricter.report.kept if kept.reason == "score"]
    assert put_back.span == cleaned.report.removals[1].span
    assert put_back.detail.endswith("is less than 1.0")
    assert stricter.report.options.min_score == 1.0
    assert stricter.restore() == TEXT
    assert cleaned.at_least(0.9).text is cleaned.text


def test_at_least_with_nothing_left_is_the_original() -> None:
    """When every removal is put back the text is the one that was given."""
    text = f"{HIGH}\n\n{WALL}\n\n{NEAR}"
    stricter = dedup.clean(text).at_least(1.0)
    assert not stricter.changed
    assert stricter.text == text
    assert stricter.report.removed_share == 0.0


@pytest.mark.parametrize("score", [0.5, 0, 0.8999])
def test_at_least_refuses_a_score_below_that_of_the_cleaning(
    cleaned: Cleaned, score: float
) -> None:
    """What was never removed cannot be taken out: the error says to clean again."""
    with pytest.raises(OptionError, match=r"from 0\.9.* to 1.*dedup\.clean\(text, min_score="):
        cleaned.at_least(score)


@pytest.mark.parametrize("score", [90, -1, float("nan"), "0.95", None, True])
def test_at_least_takes_the_scores_that_options_take(cleaned: Cleaned, score: Any) -> None:
    """A score that no cleaning takes is refused as by `Options`."""
    with pytest.raises(OptionError, match="expected a number from 0 to 1"):
        cleaned.at_least(score)


WRONG: list[tuple[str, Any]] = [
    ("version", None),
    ("version", "99.0"),
    ("version", "newest"),
    ("text_length", -1),
    ("text_length", "5"),
    ("text_length", 2.5),
    ("text_length", True),
    ("options", []),
    ("removals", None),
    ("removals", {}),
    ("removals[0]", "text"),
    ("removals[0].span", [0, 3]),
    ("removals[0].span.start", -3),
    ("removals[0].span.end", 0),
    ("removals[0].span.end", 10**9),
    ("removals[0].source", {"start": 5, "end": 5}),
    ("removals[0].source.start", "0"),
    ("removals[0].text", "short"),
    ("removals[0].text", 7),
    ("removals[0].kind", "same"),
    ("removals[0].kind", []),
    ("removals[0].score", 1.5),
    ("removals[0].score", float("nan")),
    ("removals[0].copies", 0),
    ("kept", 3),
    ("kept[0].span.end", None),
    ("kept[0].reason", "whim"),
    ("kept[0].detail", None),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_stored_report_with_a_wrong_field_is_refused(
    cleaned: Cleaned, field: str, value: Any
) -> None:
    """The error names the field, and is never one of the interpreter's own."""
    stored = json.loads(cleaned.report.to_json())
    _set(stored, field, value)
    with pytest.raises(ReportError, match=f"^{re.escape(field)}"):
        Report.from_dict(stored)


FIELDS = [
    *(f"removals[0].{name}" for name in ("span", "source", "text", "kind", "score", "copies")),
    *(f"kept[0].{name}" for name in ("span", "source", "kind", "score", "reason", "detail")),
    *("version", "text_length", "options", "removals", "kept"),
    *("removals[0].span.start", "kept[0].source.end"),
]


@pytest.mark.parametrize("field", FIELDS)
def test_a_stored_report_without_a_field_is_refused(cleaned: Cleaned, field: str) -> None:
    """The error says which field is missing."""
    stored = json.loads(cleaned.report.to_json())
    _set(stored, field, ...)
    with pytest.raises(ReportError, match=f"^{re.escape(field)} is missing"):
        Report.from_dict(stored)


def _set(stored: Any, field: str, value: Any) -> None:
    """Put a value into a field of a stored report, or take the field away."""
    *path, last = re.findall(r"\w+", field)
    for step in path:
        stored = stored[int(step) if step.isdigit() else step]
    if value is ...:
        del stored[last]
    elif last.isdigit():
        stored[int(last)] = value
    else:
        stored[last] = value


@pytest.mark.parametrize("given", [None, [], "{}", 3])
def test_only_a_dict_is_a_stored_report(given: Any) -> None:
    """JSON that has not been read, or something else, is refused with advice."""
    with pytest.raises(ReportError, match=r"the report=.*json\.loads"):
        Report.from_dict(given)


def test_a_stored_report_whose_removals_overlap_is_refused(cleaned: Cleaned) -> None:
    """Removals out of order, or with characters in common, belong to no text."""
    stored = cleaned.report.to_dict()
    stored["removals"] = [stored["removals"][0]] * 2
    with pytest.raises(ReportError, match=r"removals\[1\]\.span starts at"):
        Report.from_dict(stored)


def test_a_stored_report_whose_source_is_gone_is_refused(cleaned: Cleaned) -> None:
    """A removal that points at what was removed points at nothing."""
    stored = cleaned.report.to_dict()
    stored["removals"][0]["source"] = stored["removals"][1]["span"]
    with pytest.raises(ReportError, match=r"removals\[0\]\.source=.* has itself been removed"):
        Report.from_dict(stored)


@pytest.mark.parametrize(
    "options",
    [
        {"min_skore": 0.9},
        {3: 0.9},
        {"min_score": "much"},
        {"protect": 3},
        {"protect": [{"pattern": "x"}]},
        {"protect": [{"pattern": "x", "flags": 1 << 40}]},
        {"protect": [{"flags": 0}]},
        {"protect": [{"pattern": "(", "flags": 0}]},
        {"guards": [[]]},
        {"language": "tlh"},
    ],
)
def test_a_stored_report_with_options_that_cannot_be_used_is_refused(
    cleaned: Cleaned, options: dict[Any, Any]
) -> None:
    """Options of a stored report are checked like any others."""
    with pytest.raises(OptionError):
        Report.from_dict({**cleaned.report.to_dict(), "options": options})


def test_a_report_of_the_least_there_can_be() -> None:
    """A report can be made by hand, and the share of an empty text is nought."""
    empty = Report(
        removals=(), kept=(), text_length=0, version=dedup.__version__, options=Options()
    )
    assert empty.removed_share == 0.0
    removal = Removal(span=Span(0, 3), source=Span(3, 6), text="abc", kind="exact", score=1.0)
    kept = Kept(span=Span(3, 6), source=Span(0, 3), kind="exact", score=1.0, reason="structure")
    report = Report(
        removals=(removal,),
        kept=(kept,),
        text_length=6,
        version=dedup.__version__,
        options=Options(),
    )
    assert report.restore("abc") == "abcabc"
    assert report.removed_share == 0.5
    assert Report.from_dict(report.to_dict()) == report


def test_restoring_checks_the_place_of_each_removal() -> None:
    """Removals that reach beyond the text left are refused even when the lengths add up."""
    removal = Removal(span=Span(8, 9), source=Span(0, 1), text="x", kind="exact", score=1.0)
    report = Report(
        removals=(removal,), kept=(), text_length=6, version=dedup.__version__, options=Options()
    )
    with pytest.raises(RestoreError):
        report.restore("abcde")
