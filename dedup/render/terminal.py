"""A report for the terminal: the text line by line, copies struck out, and why each one goes.

Everything that colour says is said by signs too: `-` before a line that goes, `~` before one of
which a part goes, `*` before one that repeats and stays; a part stands between `[-` and `-]` or
`[*` and `*]`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from dedup.render.differences import Piece, compare
from dedup.render.invisible import show_invisible
from dedup.render.places import Places
from dedup.report import Report
from dedup.values import Kept, Reason, Removal, Span

__all__ = ["excerpt", "render_terminal", "summarize"]

Fate = Literal["goes", "stays", ""]

_LINE: Final = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
# ANSI's "select graphic rendition": red and struck out, yellow and underlined, cyan, faint.
_PAINT: Final = {"goes": "31;9", "stays": "33;4", "note": "36", "number": "2", "summary": "1"}
_SIGNS: Final = {"goes": "-", "stays": "*"}
_REASONS: Final[dict[Reason, str]] = {
    "fact": "states another fact",
    "structure": "is repetition that is meant",
    "protected": "is protected",
    "fragment": "has no border to cut at",
    "score": "is not alike enough",
}
_HEAD, _TAIL = 48, 24  # characters of an excerpt; with both, a note fits on two lines of 80
_PAIRS: Final = 3  # differing words in a note; judgement, not measured


class _Stretch(NamedTuple):
    """Name a part of the text that is shown in one way."""

    start: int
    end: int
    fate: Fate


def summarize(report: Report) -> str:
    """Return in one line what goes from a text and what stays.

    >>> import dedup
    >>> summarize(dedup.clean("The ferry left the old harbour at nine in the rain. " * 2).report)
    '1 copy goes, 52 of 104 characters (50.0%)'
    """
    if not report.removals and not report.kept:
        return "nothing repeats"
    removed = sum(len(removal.span) for removal in report.removals)
    copies = sum(removal.copies for removal in report.removals)
    told = [
        f"{_counted(copies, 'copy goes', 'copies go')}, {removed} of {report.text_length} "
        f"characters ({report.removed_share:.1%})"
        if report.removals
        else "no copy goes"
    ]
    if report.kept:
        told.append(_counted(len(report.kept), "repeat stays", "repeats stay"))
    return "; ".join(told)


def render_terminal(text: str, report: Report, *, name: str, colour: bool) -> Iterator[str]:
    """Show a text with its copies struck out, each followed by a note on what it repeats.

    Control characters of the text are written out, so that they cannot act on the terminal.
    Linear in time; yields a line at a time.

    Args:
        text: the text before it was cleaned.
        report: what was found in it.
        name: what the text is called in the summary, which comes first; printed as it is.
        colour: whether to use colours; without them signs stand around what goes and stays.

    Yields:
        Lines, each with a line feed at its end.
    """
    yield _painted(f"{name}: {summarize(report)}", "summary", colour) + "\n\n"
    places = Places(text)
    notes = _notes(text, report, places)
    width = max(len(str(places.line(len(text)))), 3)
    for number, (line, parts) in enumerate(_shown_lines(text, report), 1):
        gutter = _painted(f"{number:{width}}", "number", colour)
        yield f"{gutter} {_line(text, line, parts, colour)}".rstrip(" ") + "\n"
        for note in notes.get(number, ()):
            yield " " * (width + 1) + _painted(f"└ {note}", "note", colour) + "\n"


def excerpt(wording: str) -> str:
    r"""Return the beginning and the end of a wording, on one line.

    >>> excerpt("The ferry\nleft at nine.")
    'The ferry left at nine.'
    """
    words = show_invisible(" ".join(wording.split()))
    if len(words) <= _HEAD + _TAIL:
        return words
    head, tail = words[:_HEAD], words[-_TAIL:]
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines of a text without their ends, counted as editors count them."""
    for line in _LINE.finditer(text):
        if line.start() < len(text):
            yield Span(*line.span(1))


def _shown_lines(text: str, report: Report) -> Iterator[tuple[Span, list[_Stretch]]]:
    """Yield each line with its parts: what goes, what stays though it repeats, and the rest."""
    stretches = _stretches(report, len(text))
    stretch = next(stretches)
    for line in _lines(text):
        while stretch.end <= line.start:
            stretch = next(stretches)
        parts = [_Stretch(line.start, min(stretch.end, line.end), stretch.fate)]
        while stretch.end < line.end:
            stretch = next(stretches)
            parts.append(_Stretch(stretch.start, min(stretch.end, line.end), stretch.fate))
        yield line, parts


def _stretches(report: Report, length: int) -> Iterator[_Stretch]:
    """Yield the parts of a text in order, without gaps; neighbours differ in what becomes of them.

    Where something that stays overlaps something that goes, it goes.
    """
    changes: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    accounts: list[Removal | Kept] = [*report.removals, *report.kept]
    for account in accounts:
        place = int(isinstance(account, Kept))
        changes[account.span.start][place] += 1
        changes[account.span.end][place] -= 1
    start, going, staying = 0, 0, 0
    fate: Fate = ""
    for offset in sorted(changes):
        going, staying = going + changes[offset][0], staying + changes[offset][1]
        after: Fate = "goes" if going else "stays" if staying else ""
        if after != fate:
            if start < offset:
                yield _Stretch(start, offset, fate)
            start, fate = offset, after
    yield _Stretch(start, length, fate)


def _line(text: str, line: Span, parts: list[_Stretch], colour: bool) -> str:
    """Return a line as it is shown, after the sign that tells what becomes of it."""
    fates = {part.fate for part in parts}
    sign = "~" if "goes" in fates else "*" if "stays" in fates else " "
    if fates == {"goes"}:
        sign = "-"
    shown = [
        _marked(show_invisible(text[part.start : part.end]), part.fate, colour, len(parts) > 1)
        for part in parts
    ]
    return f"{sign} {''.join(shown)}" if line else sign


def _marked(shown: str, fate: Fate, colour: bool, partly: bool) -> str:
    """Return a part of a line with colour, or between signs where it is not the whole line."""
    if not fate or not shown:
        return shown
    if colour:
        return _painted(shown, fate, colour)
    return f"[{_SIGNS[fate]}{shown}{_SIGNS[fate]}]" if partly else shown


def _notes(text: str, report: Report, places: Places) -> dict[int, list[str]]:
    """Return what is to be said below each line, by its number."""
    notes: dict[int, list[str]] = defaultdict(list)
    accounts: list[Removal | Kept] = [*report.removals, *report.kept]
    for account in sorted(accounts, key=lambda each: (each.span.end, each.span.start)):
        _, last = places.lines(account.span)
        wording = text[account.source.start : account.source.end]
        told = _told(account, places.lines_named(account.source), wording)
        notes[last].append(f"{told}: {excerpt(wording)}")
    return notes


def _told(account: Removal | Kept, where: str, wording: str) -> str:
    alike = "word for word" if account.kind == "exact" else f"{account.score:.3f} alike"
    if isinstance(account, Removal):
        copies = "copy" if account.copies == 1 else f"{account.copies} copies"
        differing = _differing(account, wording) if account.kind == "near" else ""
        return f"{copies} of {where}, {alike}{differing}"
    detail = f" ({excerpt(account.detail)})" if account.detail else ""
    return f"repeats {where}, {alike}, but {_REASONS[account.reason]}{detail}"


def _differing(removal: Removal, source: str) -> str:
    """Return the first words in which a source and a near copy of it differ."""
    pairs: list[str] = []
    said = {"source": "", "copy": ""}
    for piece in (*compare(removal.text, source, copies=removal.copies), Piece("both", "")):
        if piece.kind != "both":
            said[piece.kind] += piece.text
        elif any(words.strip() for words in said.values()):
            pairs.append(" / ".join(excerpt(words) or "–" for words in said.values()))
            said = {"source": "", "copy": ""}
    more = ", …" if len(pairs) > _PAIRS else ""
    return f" ({', '.join(pairs[:_PAIRS])}{more})" if pairs else ""


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _painted(shown: str, what: str, colour: bool) -> str:
    return f"\x1b[{_PAINT[what]}m{shown}\x1b[m" if colour else shown
