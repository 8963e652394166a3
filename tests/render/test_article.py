"""The article as it reads now."""

import re
from typing import Any

from hypothesis import given, settings

import dedup
from dedup import Kept, Removal, Report, Span
from dedup.render.article import Fold, Note, Paragraph, Wording, read_article
from dedup.render.places import Places
from tests.strategies import any_texts, options

WALL = "The old harbour wall was mended by five men from the town before dusk."
HIGH = "Many people on the island had never seen the water stand so high in April."
BOATS = "Fishermen hauled their boats over the road and tied them to the church."


def read(text: str, **settings: Any) -> list[Paragraph]:
    """Clean a text and read it as the page does."""
    return read_article(Places(text), dedup.clean(text, **settings).report)


def told(paragraph: Paragraph) -> str:
    """Write a paragraph down: sources in <>, kept repeats in (), folds and notes by number."""
    written = ""
    for piece in paragraph.pieces:
        if isinstance(piece, Wording):
            left = "<" * piece.is_source + "(" * piece.is_kept
            right = ")" * piece.is_kept + ">" * piece.is_source
            written += f"{left}{piece.text}{right}"
        elif isinstance(piece, Fold):
            written += f"[{piece.number}]"
        else:
            written += f"{{{piece.about} {' '.join(map(str, piece.numbers))}}}"
    return written


def test_a_removed_paragraph_stands_between_the_others() -> None:
    """A paragraph that went leaves a fold of its own, and its source a note and marks."""
    article = read(f"{WALL}\n\n{HIGH}\n\n{WALL}\n\n{BOATS}\n")
    assert [told(paragraph) for paragraph in article] == [
        f"{{source 1}}<{WALL}>",
        HIGH,
        "[1]",
        BOATS,
    ]
    assert [paragraph.number for paragraph in article] == [1, 2, 3, 4]
    assert [paragraph.stands_alone for paragraph in article] == [False, False, True, False]
    assert [paragraph.is_source for paragraph in article] == [True, False, False, False]


def test_a_removed_sentence_stands_inside_its_paragraph() -> None:
    """A sentence that went leaves a fold between its neighbours, and they stay one paragraph."""
    first, _, last = read(f"{WALL}\n\n{HIGH}\n\nIt rained. {WALL} Then it snowed.")
    assert told(first) == f"{{source 1}}<{WALL}>"
    assert re.fullmatch(r"It rained\. ?\[1\] ?Then it snowed\.", told(last))
    assert last.has_fold
    assert not last.stands_alone


def test_a_kept_repeat_is_marked_with_what_it_repeats() -> None:
    """Both sides of a repeat that states another fact are marked, each with a note."""
    other = BOATS.replace("their boats", "6 boats")
    article = read(f"{BOATS}\n\n{HIGH}\n\n{other}")
    assert told(article[0]).startswith("{repeated 1}(")
    assert told(article[1]) == HIGH
    assert told(article[2]).startswith("{kept 1}(")


def test_sources_may_overlap() -> None:
    """Where two removals repeat overlapping parts, all of it is marked and each part noted once."""
    text = f"{WALL} {HIGH} {BOATS}"
    end = len(text)
    text += f" {WALL} {HIGH} {HIGH} {BOATS}"
    spans = [(0, len(WALL) + 1 + len(HIGH)), (len(WALL) + 1, end)]
    second = end + 1 + spans[0][1] + 1
    removals = tuple(
        Removal(span=span, source=Span(*source), text=text[span.start : span.end], kind="exact",
                score=1.0)
        for span, source in zip((Span(end, second - 1), Span(second - 1, len(text))), spans,
                                strict=True)
    )  # fmt: skip
    report = Report(
        removals=removals,
        kept=(),
        text_length=len(text),
        version="1",
        options=dedup.Options(),
    )
    [paragraph] = read_article(Places(text), report)
    assert told(paragraph) == f"{{source 1}}<{WALL} >{{source 2}}<{HIGH}><{' ' + BOATS}>[1][2]"


def test_many_removals_of_one_source_share_a_note() -> None:
    """A source that was repeated here and there lists all its copies in one place."""
    gaps = (HIGH, BOATS, "Rain.")
    article = read("\n\n".join([WALL, *(f"{gap}\n\n{WALL}" for gap in gaps)]), guards=frozenset())
    notes = [
        piece for paragraph in article for piece in paragraph.pieces if isinstance(piece, Note)
    ]
    assert notes == [Note("source", (1, 2, 3))]


def test_lines_without_a_blank_line_between_stand_closer() -> None:
    """Paragraphs say whether a blank line parts them, whatever ends the lines."""
    for line_end in ("\n", "\r\n", "\r"):
        text = f"Title{line_end}Byline{line_end}{line_end}Text."
        assert [paragraph.is_tight for paragraph in read(text)] == [False, True, False]


def test_a_note_whose_place_has_gone_stands_at_the_fold() -> None:
    """What a kept repeat repeats may itself have been removed: the note stands before the fold."""
    text = f"{WALL}\n\n{WALL}\n\n{HIGH}"
    start = len(WALL) + 2
    removal = Removal(
        span=Span(start - 2, start + len(WALL)), source=Span(0, len(WALL)),
        text=f"\n\n{WALL}", kind="exact", score=1.0,
    )  # fmt: skip
    kept = Kept(
        span=Span(len(text) - 9, len(text)), source=Span(start + 4, start + 13), kind="exact",
        score=1.0, reason="structure",
    )  # fmt: skip
    report = Report(
        removals=(removal,), kept=(kept,), text_length=len(text), version="1",
        options=dedup.Options(),
    )  # fmt: skip
    article = read_article(Places(text), report)
    assert told(article[1]) == "{repeated 1}[1]"


@settings(max_examples=150)
@given(text=any_texts(), settings=options())
def test_the_article_is_the_cleaned_text(text: str, settings: dict[str, Any]) -> None:
    """What stays is the cleaned text, white space between paragraphs aside; nothing stands twice.

    Every removal has one fold, in order, and every note of the report stands once.
    """
    cleaned = dedup.clean(text, **settings)
    report = cleaned.report
    pieces = [p for paragraph in read_article(Places(text), report) for p in paragraph.pieces]
    shown = "".join(piece.text for piece in pieces if isinstance(piece, Wording))
    assert "".join(shown.split()) == "".join(cleaned.text.split())
    folds = [piece.number for piece in pieces if isinstance(piece, Fold)]
    assert folds == list(range(1, len(report.removals) + 1))
    notes = [piece for piece in pieces if isinstance(piece, Note)]
    for about, count in (
        ("source", len(report.removals)), ("kept", len(report.kept)), ("repeated", len(report.kept))
    ):  # fmt: skip
        numbers = [n for note in notes if note.about == about for n in note.numbers]
        assert sorted(numbers) == list(range(1, count + 1))
