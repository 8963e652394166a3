"""One character to its comparison form."""

import unicodedata
from typing import Literal

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dedup.read.characters import CLASS_SHIFT, LETTER, SEPARATOR
from dedup.read.folding import MARGIN, fold, fold_to_entries, fold_word
from tests.oracle import folded_word
from tests.strategies import any_texts

# Letters with at most one way to compose their marks; the exceptions have tests of their own.
LETTERS = "abzéñüÅçšžőøłßſﬁﬃẞабвйёїΐάώςΣאבגדשالعربيةگ가한굶कखगनमूिẤệữẵǍǖЂքՖა"
NUMBERS = "0123456789٠٣٩०३९０３９"
CAPITALS = "".join(letter.upper() for letter in LETTERS if len(letter.upper()) == 1)
ANY_CASE = st.text(st.sampled_from(LETTERS + CAPITALS + NUMBERS), max_size=20)
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD", "NFKC", "NFKD")
INVISIBLE = ("\xad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u202a", "\u202c", "\u2066")


@given(ANY_CASE, st.sampled_from(FORMS))
def test_a_word_folds_as_its_characters_do_one_by_one(word: str, form: Form) -> None:
    """Composing first and folding each character for itself gives the same letters."""
    written = unicodedata.normalize(form, word)
    digits = "".join(
        str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in written
    )
    assert fold_word(written) == folded_word(digits)


@given(ANY_CASE, st.data())
def test_case_accents_and_invisible_marks_make_no_difference(
    word: str, data: st.DataObject
) -> None:
    """A word folds alike in capitals, composed or decomposed, with marks nobody sees in it."""
    place = data.draw(st.integers(0, len(word)))
    unseen = word[:place] + data.draw(st.sampled_from(INVISIBLE)) + word[place:]
    assert fold_word(unseen) == fold_word(word)
    assert fold_word(unicodedata.normalize("NFD", word)) == fold_word(word)
    assert fold_word(word.upper()) == fold_word(word)
    assert fold_word(fold_word(word)) == fold_word(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ｅｕｒｏ", "euro"),
        ("١٢", "12"),
        ("don’t", "don't"),
        ("donʼt", "don't"),
        ("ﬃ", "ffi"),
        ("Straße", "STRASSE"),
        ("Οδός", "ΟΔΌΣ"),
        ("Wahl\xadkreis", "Wahlkreis"),
        ("カ\u3099", "ガ"),
        ("H₂O", "H2O"),
        ("كتــاب", "كتاب"),
        ("e\u0323\u0302", "ệ"),
        ("\u1112\u1161\u11ab", "한"),
    ],
)
def test_these_count_as_the_same(one: str, other: str) -> None:
    """Full-width forms, digits, apostrophes, ligatures, sigmas, kana and jamo are folded."""
    assert fold_word(one) == fold_word(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("résumé", "resume"),
        ("год", "гоᴅ"),
        ("o", "0"),
        ("l", "1"),
        ("и", "й"),
        ("क", "कि"),
        ("10²", "102"),
        ("m²", "m2"),
    ],
)
def test_these_do_not(one: str, other: str) -> None:
    """Accents and powers tell words apart, and look-alikes are other letters."""
    assert fold_word(one) != fold_word(other)


# Devanagari QA and ZA, Bengali YYA, Hebrew SHIN with its dot, Turkish I with a dot.
COMPOSED = [
    "\u0958\u0932\u092e",
    "\u0930\u094b\u095b",
    "\u09ac\u09df\u09b8",
    "\ufb2a\u05dc",
    "\u0130zmir",
]


@pytest.mark.parametrize("word", COMPOSED, ids=ascii)
def test_letters_that_do_not_compose_again_fold_like_their_parts(word: str) -> None:
    """Hindi, Bengali and Hebrew letters with a dot, and İ, fold alike composed and decomposed."""
    assert fold_word(word) == fold_word(unicodedata.normalize("NFD", word))


def test_half_width_kana_fold_to_full_width_ones() -> None:
    """Half-width katakana with a voiced mark are the full-width letter."""
    assert fold_word("ｶﾞ") == fold_word("ガ")


@given(any_texts())
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    """Origins run from the start of the text to its end and never go back."""
    entries, origins = fold_to_entries(text)
    if origins is None:
        assert len(entries) == len(text)
        return
    assert len(origins) == len(entries) + 1
    assert origins[-1] == len(text)
    assert origins.tolist() == sorted(origins.tolist())
    assert not len(entries) or origins[0] == 0
    assert all(int(entry) >> CLASS_SHIFT for entry in entries)


@pytest.mark.parametrize("invisible", INVISIBLE, ids=ascii)
def test_a_mark_composes_over_an_invisible_character_whatever_else_stands_in_the_text(
    invisible: str,
) -> None:
    """How a letter is read does not depend on marks elsewhere."""
    assert fold_word(f"e{invisible}\u0301") == fold_word("\xe9") == "\xe9"


def test_a_mark_belongs_to_the_letter_before_it() -> None:
    """An accent, a soft hyphen and a ligature move no offset of what follows."""
    text = "Cafe\u0301 ﬃ a\xadb"
    entries, origins = fold_to_entries(text)
    assert origins is not None
    letters = [chr(int(entry) & 0x1FFFFF) for entry in entries]
    assert "".join(letters) == "café ffi ab"
    assert [text[at] for at in origins[:-1].tolist()] == list("Cafe ﬃﬃﬃ ab")


# Nearly all of these fit into bytes, so that few of the texts need four bytes a character.
EUROPEAN = st.text(st.sampled_from("abAZéÉłřßжЖΩώ019 \n.,:'’“”-–—$€%+…|\xa0\xad½²ªµ"), max_size=40)


@given(st.one_of(any_texts(), EUROPEAN, EUROPEAN.filter(str.isascii)))
@example("\xad")
@example("\xad\xadStra\xadße\xad")
def test_characters_have_the_same_code_when_they_have_the_same_entry(text: str) -> None:
    """Bytes and four bytes tell the same characters apart, separators aside, and their classes."""
    folded = fold(text)
    entries, origins = fold_to_entries(text)
    codes = folded.codes[1:-MARGIN]
    assert folded.classes(codes).tolist() == (entries >> CLASS_SHIFT).tolist()
    tokens = [place for place, entry in enumerate(entries) if entry >> CLASS_SHIFT != SEPARATOR]
    pairs = {(int(codes[place]), int(entries[place])) for place in tokens}
    assert len(pairs) == len({code for code, _ in pairs}) == len({entry for _, entry in pairs})
    if origins is None:
        assert folded.origins is None
    else:
        assert folded.origins is not None
        assert folded.origins.tolist() == origins.tolist()
    for number in range(SEPARATOR, LETTER):  # classes have ranges of codes, in order
        in_class = folded.classes(codes) <= number
        assert (in_class == (codes < folded.firsts[number + 1])).all()
    around = [*folded.codes[:1], *folded.codes[-MARGIN:]]
    assert set(folded.classes(np.array(around))) == {SEPARATOR}


@pytest.mark.parametrize(
    "text",
    [
        "Vår fête à Łódź",
        "Привет, Ωδή – “yes”, 5 €",
        "a" * 40_000,
        "Straße, ﬁnd",
        "sof\xadt e\u0301",
    ],
)
def test_european_texts_take_a_byte_a_character(text: str) -> None:
    """Latin, Greek and Cyrillic letters with common marks and symbols fit into bytes."""
    assert fold(text).codes.itemsize == 1


@pytest.mark.parametrize("text", ["a" * 40_000 + "你", "שלום", "☎ 5", "½", "q\u0308"])
def test_other_texts_take_four_bytes_a_character(text: str) -> None:
    """One character from elsewhere and all take four bytes, also when it comes of a spelling."""
    assert fold(text).codes.itemsize == 4
