"""Sentences as spans of the untouched text."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.read import sentences as splitting
from dedup.read.segments import find_paragraphs
from dedup.read.sentences import find_sentences, punkt_parts
from dedup.values import Span
from tests import oracle
from tests.strategies import any_texts

DENSE = st.text(st.sampled_from('ab .!?。！।؟"”’」)(…\n\r\u2028\u3000\xa0A5\ud800'), max_size=60)
STOPS = st.lists(
    st.sampled_from(
        ["Mr", "p.m", "U.S", "the", "Lee", "end", "2019", "...", "  ", *"J-,()\"'”«[*.!?… \n"]
    ),
    max_size=16,
).map("".join)


def sentences(text: str, language: str | None = None) -> list[str]:
    """Return the sentences of a text that is one paragraph."""
    found = find_sentences(text, Span(0, len(text)), language)
    return [text[span.start : span.end] for span in found]


def parts(piece: str, found: Iterable[tuple[int, int]]) -> list[str]:
    """Return what stands in parts of a piece, without white space around it."""
    return [stripped for start, end in found if (stripped := piece[start:end].strip())]


@given(st.one_of(any_texts(), DENSE))
def test_sentences_hold_every_word_of_their_paragraph(text: str) -> None:
    """Sentences stand apart in order; only white space lies between and around them."""
    for paragraph in find_paragraphs(text):
        found = find_sentences(text, paragraph)
        assert found
        edges = [paragraph.start, *(e for s in found for e in (s.start, s.end)), paragraph.end]
        assert edges == sorted(edges)
        assert all(
            not text[end:start].strip() for end, start in zip(edges[::2], edges[1::2], strict=True)
        )
        assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in found)


@settings(max_examples=300)
@given(STOPS)
def test_punkt_would_have_said_the_same(piece: str) -> None:
    """Where Punkt is not asked about each stop, the sentences are those that it finds."""
    assert parts(piece, punkt_parts(piece)) == parts(piece, oracle.punkt_parts(piece))


@settings(max_examples=300)
@given(st.one_of(STOPS, DENSE))
def test_a_look_for_anything_unusual_changes_no_sentence(text: str) -> None:
    """Paragraphs without an unusual stop are split in one go, as they are step by step."""
    with pytest.MonkeyPatch.context() as step_by_step:
        step_by_step.setattr(splitting, "_UNUSUAL_STOP", re.compile(""))
        expected = [find_sentences(text, each) for each in find_paragraphs(text)]
    assert [find_sentences(text, each) for each in find_paragraphs(text)] == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "Mr. J. Reed met Gov. Anna Hale at 5 p.m. sharp.",
                "She left on Jan. 3 for St. Cloud.",
            ],
        ),
        ("de", ["Dr. Vogt kam z.B. heute mit ca. 20 Mann.", "Danach fuhr er heim."]),
        ("fr", ["M. Roux a vu Mme. Blanc à Nice.", "Elle est partie."]),
        (None, ["Mr. Reed and Dr. Vogt met M. Roux in St. Cloud.", "They left."]),
    ],
)
def test_an_abbreviation_ends_no_sentence(language: str | None, expected: list[str]) -> None:
    """The full stop of an abbreviation of the language is no border."""
    assert sentences(" ".join(expected), language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Am 3. Mai kam er heim."),
        ("cs", "Dne 3. Května se most otevře."),
        pytest.param(
            "de",
            "Sie wurde 2. Siegerin in Kiel.",
            marks=pytest.mark.xfail(
                strict=True, reason="an ordinal before another noun than a month ends a sentence"
            ),
        ),
    ],
)
def test_an_ordinal_ends_no_sentence(language: str, text: str) -> None:
    """The point of an ordinal number is a part of the number."""
    assert sentences(text, language) == [text]


def test_a_full_stop_ends_no_sentence_of_thai() -> None:
    """A full stop behind a Thai letter shortens a word, with a space behind it or without."""
    text = "รองอธิบดีกรมเรือ (กร.) กระทรวงท่าเรือและชายฝั่ง(ทช.)บอกว่า พ.ศ. 2548 ปลามีน้อย"
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "expected",
    [
        ['He said: "It is over."', "She left."],
        ["“It is over.”", "She left.", "«Fini.»", "Il part.", "‘Yes.’", "No."],
        ["(They had gone.)", "Nobody knew."],
        ["Wait... What?", "No!!", "Yes?!", "Done."],
        ["It cost 3.5 million.", "It fell by 1.2 a year."],
        ["No stop at the end"],
    ],
    ids=lambda expected: expected[0],
)
def test_a_sentence_takes_its_closing_marks_with_it(expected: list[str]) -> None:
    """Quotes and brackets that close a sentence belong to it; a number's point ends none."""
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ['"Really?" he asked.', "Nobody knew."],
        ["“Stop!” cried the guard.", "Nobody did."],
        ["It cost 3.5. then it fell.", "Nobody knew."],
        ["Nobody knew... but he did. iPhone sales rose."],
        ["Anna answers Is that the new boat?: yes, it is.", "Nobody asked."],
    ],
    ids=lambda expected: expected[0],
)
def test_no_sentence_starts_in_lower_case(expected: list[str]) -> None:
    """A mark before a lower-case letter, or before another mark, is inside its sentence."""
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["他说:“够了。”", "然后走了。", "大家都沉默！", "真的吗？", "是的。"],
        ["「終わりだ。」", "と彼は言った。", "誰も知らない。"],
        ["पुल बंद है।", "नाव चलेगी॥", "कोई नहीं जानता।"],
        ["هل رحل؟", "نعم۔", "لا أحد يعرف."],
    ],
    ids=lambda expected: expected[0],
)
@pytest.mark.parametrize("space", ["", " "], ids=["glued", "apart"])
def test_full_stops_of_other_scripts_always_end_a_sentence(expected: list[str], space: str) -> None:
    """Ideographic stops, the danda and Arabic marks end a sentence with or without a space."""
    assert sentences(space.join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["The tide rose over the wall.", "The men ran home.", "Nobody fell."],
        ["“It is over.”", "She left the hall.", "“Why?”", "“Ask him.”"],
        ["Er ging heim.", "Über Nacht fiel Schnee."],
        ["Мост открыт.", "Новый день настал."],
        ["انتهى الأمر.", "جاء الليل"],
        ["Write to the U.S.Army at info@example.com or see www.example.com about v1.2 today."],
        ["He works for the BBC.Then and now"],
    ],
    ids=lambda expected: expected[0],
)
def test_a_full_stop_glued_to_a_new_sentence_ends_the_old_one(expected: list[str]) -> None:
    """Where a text was joined without a space a sentence ends; in addresses and initials none."""
    assert sentences("".join(expected)) == expected


@pytest.mark.parametrize(
    "unit", [". ", "? ", "A. ", "Mr. ", '." ', "!?", "x", "啊", "\u0301"], ids=ascii
)
def test_long_runs_of_marks_come_to_an_end(unit: str) -> None:
    """A paragraph of a hundred thousand marks is split in pieces, and every mark is in one."""
    text = (unit * (100_000 // len(unit))).strip()
    found = find_sentences(text, Span(0, len(text)))
    assert found[0].start == 0
    assert found[-1].end == len(text)
    assert sum(map(len, found)) >= len(text) - text.count(" ")


def test_a_sentence_beyond_a_long_one_is_still_found() -> None:
    """Pieces are cut at white space, so that no word is cut and later borders are found."""
    long = f"{'word ' * 5000}end."
    found = sentences(f"{long} The next one. And the last.")
    assert found[-2:] == ["The next one.", "And the last."]
    assert all(piece.split() for piece in found)
    assert " ".join(found).split() == f"{long} The next one. And the last.".split()


def test_an_address_behind_a_full_stop_is_no_part_of_the_sentence() -> None:
    """It begins with a small letter; in the middle of a sentence it ends none."""
    text = "Two wardens count them. https://t.co/a1b2 Ask at www.example.org for more."
    assert [text[each.start : each.end] for each in find_sentences(text, Span(0, len(text)))] == [
        "Two wardens count them.",
        "https://t.co/a1b2 Ask at www.example.org for more.",
    ]
