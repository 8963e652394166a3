"""JSON Lines: what must not change does not change by a byte."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dedup
from dedup.files import clean_files
from dedup.files.jsonl import clean_line
from dedup.files.records import Settings
from dedup.files.removed import removed_spans
from tests.files.material import FERRY, ONCE, TWICE, WATER

SETTINGS = Settings()


def cleaned_line(line: bytes, **settings: Any) -> bytes:
    """Return what becomes of a line."""
    finding = clean_line(Settings(**settings), line)
    assert finding is None or finding.error is None
    return line if finding is None or finding.record is None else bytes(finding.record)  # type: ignore[arg-type]


def refusal(line: bytes, **settings: Any) -> str:
    """Return what is said of a line that cannot be cleaned."""
    finding = clean_line(Settings(**settings), line)
    assert finding is not None
    assert finding.record is None
    assert finding.error is not None
    return finding.error


def written(value: str) -> st.SearchStrategy[str]:
    """Write a string as JSON in one of its many ways."""

    def escape(choices: list[int]) -> str:
        written = []
        for letter, choice in zip(value, choices, strict=True):
            if letter in '"\\' or letter < " " or "\ud800" <= letter <= "\udfff" or choice == 1:
                written.append(json.dumps(letter)[1:-1])
            elif choice == 2 and letter == "/":
                written.append("\\/")
            elif choice == 2 and ord(letter) < 0x10000:
                written.append(f"\\u{ord(letter):04X}")
            else:
                written.append(letter)
        return f'"{"".join(written)}"'

    choices = st.lists(st.integers(0, 2), min_size=len(value), max_size=len(value))
    return choices.map(escape)


awkward_numbers = st.sampled_from(
    ["12345678901234567890123", "-0.0", "1E400", "1.10", "0.1e-7", "9" * 5000, "NaN", "-Infinity"]
)
awkward_values = st.one_of(
    awkward_numbers,
    st.text(max_size=5).flatmap(written),
    st.sampled_from(["null", "true", "[ ]", '{"a":1,"a" : 2}', '[1,\t{"text": "deep"}]']),
)
space = st.sampled_from(["", " ", "  ", "\t"])
texts = st.one_of(
    st.text(max_size=20),
    st.sampled_from([TWICE, f"\ud800 {TWICE}\udc00", f"/\\ \U0001f6a2 é {TWICE}", TWICE * 2]),
)


@st.composite
def lines(draw: st.DrawFn, text: str) -> tuple[str, str, str]:
    """Write a record around a text: what stands before it, the text, what stands after it."""
    pieces = draw(st.lists(st.tuples(st.text(max_size=3), awkward_values), max_size=4))
    members = [
        f"{draw(space)}{draw(written(name))}{draw(space)}:{draw(space)}{value}{draw(space)}"
        for name, value in pieces
        if name not in ("text", "dedup_removed")
    ]
    place = draw(st.integers(0, len(members)))
    if place:  # of two columns of one name, the last counts
        members[place - 1] += ',"text": ' + draw(st.sampled_from([json.dumps(FERRY), "7"]))
    before = "{" + "".join(f"{member}," for member in members[:place])
    before += f'{draw(space)}"text"{draw(space)}:{draw(space)}'
    after = "".join(f",{member}" for member in members[place:])
    end = draw(st.sampled_from(["\n", "\r\n", "", " \n"]))
    return before, draw(written(text)), f"{after}{draw(space)}}}{end}"


@given(st.data(), texts)
def test_only_the_text_of_a_record_changes(data: st.DataObject, text: str) -> None:
    """Every other byte of a line stays; the text is cleaned, and what went is said at the end."""
    before, value, after = data.draw(lines(text))
    line = f"{before}{value}{after}".encode()
    result = cleaned_line(line).decode()
    cleaned = dedup.clean(text)
    if not cleaned.changed:
        assert result == line.decode()
        return
    assert result.startswith(before)
    assert result.endswith(after[after.rindex("}") :])
    others = after[: after.rindex("}")].rstrip()
    added = f', "dedup_removed": {json.dumps(removed_spans(cleaned.report))}'
    new_value = result.removeprefix(before).partition(f"{others}{added}")[0]
    assert json.loads(new_value) == cleaned.text
    assert result.startswith(f"{before}{new_value}{others}{added}")


@given(st.data())
def test_what_stays_of_a_text_keeps_its_own_escapes(data: st.DataObject) -> None:
    """The cleaned text is written with the very escapes that the original had."""
    kept = data.draw(written(f"{FERRY}\n\né \U0001f6a2 /{WATER}"))
    copy = data.draw(written(f"\n\n{FERRY}"))
    line = f'{{"text": {kept[:-1]}{copy[1:]}}}'.encode()
    assert cleaned_line(line).startswith(f'{{"text": {kept}, "dedup_removed": '.encode())


@given(st.text(alphabet='{}[]",: \t\\/ntu0019.eE-é\x00', max_size=12))
def test_what_is_refused_is_no_json(text: str) -> None:
    """A line is read if and only if Python's own json reads it as an object with a text."""
    line = f'{{"text": "", {text}}}'
    try:
        expected = json.loads(line)["text"]
    except ValueError:
        assert "no JSON" in refusal(line.encode())
    else:
        finding = clean_line(SETTINGS, line.encode())
        assert finding is not None
        assert (finding.error is None) == (expected is None or isinstance(expected, str))


def test_a_byte_order_mark_and_blank_lines_stay(tmp_path: Path) -> None:
    """A file keeps its byte-order mark, its blank lines, its line ends and their absence."""
    unchanged = '\ufeff{"text": "One."}\r\n\n  \n{"text": null}\r\n'.encode()
    (tmp_path / "a.jsonl").write_bytes(unchanged + b'{"text":' + json.dumps(TWICE).encode() + b"}")
    clean_files(str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl"))
    result = (tmp_path / "b.jsonl").read_bytes()
    spans = json.dumps(removed_spans(dedup.clean(TWICE).report)).encode()
    assert result == unchanged + b'{"text":%s, "dedup_removed": %s}' % (
        json.dumps(ONCE).encode(),
        spans,
    )


def test_annotate_leaves_the_text() -> None:
    """With annotate, the text stays and only what would go is written."""
    line = json.dumps({"text": TWICE, "n": 1}).encode()
    result = json.loads(cleaned_line(line, annotate=True))
    assert result == {
        "text": TWICE,
        "n": 1,
        "dedup_removed": removed_spans(dedup.clean(TWICE).report),
    }


def test_the_original_is_kept_where_asked_for() -> None:
    """keep_original writes the text as it was, escapes and all, in records that change."""
    value = json.dumps(f"caf\u00e9 {TWICE}")
    result = cleaned_line(f'{{"text":{value}}}'.encode(), keep_original="raw").decode()
    assert f', "raw": {value}, "dedup_removed": ' in result
    assert cleaned_line(b'{"text":"One."}', keep_original="raw") == b'{"text":"One."}'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "no JSON: Expecting property name in double quotes at column 2"),
        (b'{"text": "a" "b"}', "no JSON: Expecting ',' at column 14"),
        (b'{"text": "a"} {}', "no JSON: Extra data at column 15"),
        (b'{"text": "a\tb"}', "no JSON: Invalid control character at column 12"),
        (b'["text"]', "no JSON object"),
        (b'{"text": "\xff"}', "no UTF-8: invalid start byte at byte 11"),
        (b'{"text": 7}', "a number in column 'text', where a string or null belongs"),
        (b'{"text": ["a"]}', "a list in column 'text', where a string or null belongs"),
        (
            b'{"body": "a", "n": 1}',
            "no column 'text'. Its columns are 'body', 'n'",
        ),
        (b"{}", "no column 'text'. Its columns are none"),
        (
            b'{"text": "a", "x": ' + b"[" * 100_000,
            "JSON that cannot be read: it is nested too deeply",
        ),
    ],
)
def test_a_record_that_cannot_be_cleaned_says_why(line: bytes, said: str) -> None:
    """Whatever is wrong with a line is said, with the column where there is one."""
    assert refusal(line) == said


def test_a_record_above_the_limit_is_refused() -> None:
    """max_record_chars counts the characters of a line without its end."""
    line = b'{"text": "\xc3\xa9"}'
    assert cleaned_line(line + b"\r\n", max_record_chars=13) == line + b"\r\n"
    expected = "more than 12 characters"
    assert refusal(line, max_record_chars=12) == expected
    assert refusal(b"\xff" * 200, max_record_chars=12) == expected
