"""Every file under `cases/` comes out as it says; `cases/README.md` has the format."""

import ast
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import dedup
from dedup.read.legible import legible

FOLDER = Path(__file__).parent / "cases"
FILES = sorted(FOLDER.glob("*/*.txt"))
HEADERS = {"lang", "options", "kind", "copies", "kept", "differ", "escapes"}

_HEADER = re.compile(r"# (\w+): (.+)")
_ESCAPE = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|[rnt])")
_BRACKET = re.compile("[⟦⟧]")
_UNSEEN = {
    "\r": "␍",
    "\t": "␉",
    "\x00": "␀",
    "\ufeff": "<BOM>",
    "\u200b": "<ZWSP>",
    "\xad": "<SHY>",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Hold one file: what it proves, its headers, and the text with what must go."""

    proves: str
    headers: dict[str, str]
    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def options(self) -> dict[str, Any]:
        """Return the keywords to call `dedup.clean` with."""
        call = ast.parse(f"options({self.headers.get('options', '')})", mode="eval").body
        assert isinstance(call, ast.Call)
        return {str(word.arg): ast.literal_eval(word.value) for word in call.keywords}


def read_case(file: Path) -> Case:
    """Read a case file; its brackets become spans of the text without them."""
    head, marked = file.read_bytes().decode("utf-8").split("\n---\n", 1)
    proves: list[str] = []
    headers: dict[str, str] = {}
    for line in head.split("\n"):
        header = _HEADER.fullmatch(line)
        if header and header[1] in HEADERS:
            headers[header[1]] = header[2]
        else:
            proves.append(line.removeprefix("# "))
    assert marked.endswith("\n"), "a case file ends with a line end of its own"
    pieces = _BRACKET.split(marked[:-1])
    if headers.get("escapes") == "yes":
        pieces = [_ESCAPE.sub(lambda escape: ast.literal_eval(f"'{escape[0]}'"), p) for p in pieces]
    ends = [0]
    for piece in pieces:
        ends.append(ends[-1] + len(piece))
    return Case(
        proves=" ".join(proves),
        headers=headers,
        text="".join(pieces),
        spans=tuple(zip(ends[1:-1:2], ends[2:-1:2], strict=True)),
    )


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Return the text with brackets round the spans and what cannot be seen made visible."""
    inserts = sorted(edge for start, end in spans for edge in ((start, 1), (end, 0)))
    offset = 0
    pieces: list[str] = []
    for place, opens in inserts:
        pieces += (text[offset:place], "⟦" if opens else "⟧")
        offset = place
    shown = "".join((*pieces, text[offset:]))
    return "".join(_UNSEEN.get(mark, mark) for mark in shown).encode("utf-8", "replace").decode()


def explain(case: Case, cleaned: dedup.Cleaned) -> str:
    """Return what was cut beside what should have been, for people."""
    found = tuple((removal.span.start, removal.span.end) for removal in cleaned.report.removals)
    return (
        f"{case.proves}\n\n"
        f"--- expected {list(case.spans)}\n{marked(case.text, case.spans)}\n\n"
        f"--- cut {list(found)}\n{marked(case.text, found)}\n\n"
        f"--- report\n{cleaned.report}\n"
    )


def letters(text: str) -> str:
    """Return the letters, digits and vowel signs of a text, without typography or case."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    folded = folded.replace("ی", "ي").replace("ک", "ك")  # of a Persian keyboard
    folded = folded.replace("ı", "i")  # of Turkish, in capitals
    folded = folded.replace("œ", "oe")  # of French
    return "".join(mark for mark in folded if unicodedata.category(mark)[0] in "LN")


def check_account(case: Case, cleaned: dedup.Cleaned) -> None:
    """Check what holds for the report of every case."""
    removals, text = cleaned.report.removals, case.text
    assert cleaned.restore() == text
    assert all(text[r.span.start : r.span.end] == r.text for r in removals)
    for removal in removals:
        source = text[removal.source.start : removal.source.end]
        assert source.strip(), "a source that points at nothing"
        assert not any(removal.source.overlaps(other.span) for other in removals), "a source went"
        assert 0.0 <= removal.score <= 1.0
        assert (removal.kind == "near") or removal.score == 1.0
        if removal.kind == "exact" and removal.copies == 1:
            assert letters(legible(removal.text)) == letters(legible(source)), (
                "exact means the same words"
            )
    for kept in cleaned.report.kept:
        assert text[kept.span.start : kept.span.end].strip(), "a kept repeat of nothing"
        assert text[kept.source.start : kept.source.end].strip()


def check_headers(case: Case, cleaned: dedup.Cleaned) -> None:
    """Check what the headers of this case ask of the report."""
    removals, kept, headers = cleaned.report.removals, cleaned.report.kept, case.headers
    reasons = {repeat.reason for repeat in kept}
    if "kind" in headers:
        assert {removal.kind for removal in removals} == {headers["kind"]}
    if "copies" in headers:
        assert {removal.copies for removal in removals} == {int(headers["copies"])}
    if headers.get("kept") == "nothing":
        assert not kept, f"nothing should be reported as kept, found {kept}"
    elif "kept" in headers:
        for wanted in headers["kept"].split(", "):
            assert reasons & set(wanted.split("|")), f"kept for {reasons or 'no reason'}"
    if "differ" in headers:
        words = headers["differ"].split(" / ")
        details = [repeat.detail for repeat in kept]
        assert any(all(word in detail for word in words) for detail in details), details


def parameters() -> list[Any]:
    """Return a parameter a file; what is known to fail must fail."""
    known = pytest.mark.xfail(strict=True, raises=AssertionError, reason="known failure")
    return [
        pytest.param(
            file,
            id=str(file.relative_to(FOLDER).with_suffix("")),
            marks=[known] if file.parent.name == "known-failures" else [],
        )
        for file in FILES
    ]


@pytest.mark.parametrize("file", parameters())
def test_the_case_comes_out_as_its_file_says(file: Path) -> None:
    """What stands between the brackets of a case goes, all else stays, and the report says so."""
    case = read_case(file)
    cleaned = dedup.clean(case.text, **case.options)
    found = tuple((removal.span.start, removal.span.end) for removal in cleaned.report.removals)
    assert found == case.spans, explain(case, cleaned)
    check_account(case, cleaned)
    check_headers(case, cleaned)


def test_every_case_file_is_well_formed() -> None:
    """A case says what it proves and in which language, and its brackets come in pairs."""
    assert len(FILES) > 100
    for file in FILES:
        case = read_case(file)
        brackets = _BRACKET.findall(file.read_text(encoding="utf-8"))
        assert case.proves, file
        assert "lang" in case.headers, file
        assert brackets == ["⟦", "⟧"] * len(case.spans), file
        assert case.spans or file.parent.name not in {"exact", "near"}, file
