"""The text in the terminal is the text: nothing is left out, nothing is said that is not so."""

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import dedup
from dedup.render.invisible import show_invisible
from dedup.render.terminal import excerpt, render_terminal, summarize
from tests.strategies import any_texts, options

_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_WRITTEN_OUT = re.compile("⟨[^⟩]*⟩")
# Marks that are shown after some letters only, so that it matters where a part begins.
_SHAPING = re.compile("[\u200c\u200d\ufe00-\ufe0f]")


def shown_lines(text: str, report: dedup.Report) -> list[tuple[str, str]]:
    """Return the sign and the wording of each line of a text as it is shown in colours."""
    rendered = render_terminal(text, report, name="a.txt", colour=True)
    plain = [_COLOURS.sub("", line).removesuffix("\n") for line in rendered]
    found = (re.fullmatch(r" *\d+( [-~* ])?(?: (.*))?", line, re.DOTALL) for line in plain[1:])
    return [((line[1] or "").strip(), line[2] or "") for line in found if line]


def without_marks(wording: str) -> str:
    """Return a wording without what cannot be seen, and without white space at its end."""
    return _SHAPING.sub("", _WRITTEN_OUT.sub("", show_invisible(wording))).rstrip(" ")


@settings(deadline=None)
@given(any_texts(), options())
def test_every_line_of_the_text_is_shown_once(text: str, chosen: dict[str, Any]) -> None:
    """Whatever goes or stays, the lines are those of the text, in order."""
    expected = _LINE_ENDS.split(text)
    if not expected[-1]:
        expected.pop()
    shown = shown_lines(text, dedup.clean(text, **chosen).report)
    assert [without_marks(wording) for _, wording in shown] == [
        without_marks(line) for line in expected
    ]


@settings(deadline=None)
@given(any_texts())
def test_a_line_is_marked_when_something_of_it_goes(text: str) -> None:
    """`-` or `~` stands before a line exactly when a removal takes something of it."""
    report = dedup.clean(text).report
    lines = re.finditer(r"([^\r\n]*)(\r\n|\n|\r|\Z)", text)
    for (sign, _), line in zip(shown_lines(text, report), lines, strict=False):
        span = dedup.Span(*line.span(1))
        goes = any(removal.span.overlaps(span) for removal in report.removals)
        if span:
            assert (sign in ("-", "~")) == goes


@given(st.text(max_size=300))
def test_an_excerpt_is_one_short_line(wording: str) -> None:
    """An excerpt has no line ends and no control characters, and is not long."""
    found = excerpt(wording)
    assert not set(found) & set("\n\r\x1b\u202e")
    assert len(found) <= 75


def test_the_summary_counts_what_goes_and_what_stays() -> None:
    """One copy and several, one repeat that stays, and nothing at all."""
    night = "The night ferry to Aldous Point was cancelled because the ramp had frozen shut."
    day = night.replace("night", "day")
    assert summarize(dedup.clean(night).report) == "nothing repeats"
    assert summarize(dedup.clean(f"{night}\n" * 3).report) == (
        "2 copies go, 160 of 240 characters (66.7%)"
    )
    assert summarize(dedup.clean(f"{night}\n\n{day}").report) == "no copy goes; 1 repeat stays"
