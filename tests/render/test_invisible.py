"""Characters that nobody sees, made visible."""

import re
import unicodedata

import pytest

from dedup.render.invisible import show_invisible, split_invisible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("pay\u202e001", "pay⟨RLO⟩001"),
        ("a\u2066b\u2069", "a⟨LRI⟩b⟨PDI⟩"),
        ("se\u00adcret", "se⟨SHY⟩cret"),
        ("\ufeffzero\u200bwidth", "⟨BOM⟩zero⟨ZWSP⟩width"),
        ("\x1b[31m\x00\x85", "⟨ESC⟩[31m⟨NUL⟩⟨U+0085⟩"),
        ("\ud800\U000e0041", "⟨U+D800⟩⟨U+E0041⟩"),
        ("joined\u200dletters", "joined⟨ZWJ⟩letters"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    """Bidi controls, zero-width marks, controls and lone surrogates become labels."""
    assert show_invisible(text) == shown


@pytest.mark.parametrize(
    "text", ["plain\ttext\r\nin lines\n", "می‌خواهم", "क्‍ष", "👩‍🚒 ❤️", "Île, ½ ﬁ 你好", ""]
)
def test_what_shapes_the_text_stays(text: str) -> None:
    """Line ends, tabs, and the joiners of Persian, Hindi and emoji are left as they are."""
    assert show_invisible(text) == text


def test_selectors_in_a_row_hide_nothing() -> None:
    """A second variation selector after an emoji, which could carry a message, is shown."""
    assert show_invisible("😀\ufe0f\ufe01\ufe02") == "😀\ufe0f⟨U+FE01⟩⟨U+FE02⟩"


def test_a_label_says_what_it_stands_for() -> None:
    """The name of an invisible character gives its code point and what Unicode calls it."""
    [(_, bidi), (_, surrogate), (_, control)] = split_invisible("\u202e\udfff\x07")
    assert bidi == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert surrogate == "U+DFFF LONE SURROGATE"
    assert control == "U+0007 CONTROL CHARACTER"


def test_every_format_character_without_a_shape_is_shown() -> None:
    """Of the format characters only the signs that enclose numbers and words pass unlabelled."""
    passed = {
        character
        for character in map(chr, range(0x110000))
        if unicodedata.category(character) == "Cf" and show_invisible(character) == character
    }
    drawn = "SIGN|AYAH|ABBREVIATION MARK|POUND MARK|HIEROGLYPH|NUMBER MARK|FOOTNOTE|PIASTRE"
    assert [name for name in map(unicodedata.name, passed) if not re.search(drawn, name)] == []
