"""Ways in which a copy is printed that differ from its source."""

import textwrap
import unicodedata
from difflib import SequenceMatcher

_OCR = {
    "a": "o", "e": "c", "i": "l", "l": "1", "o": "0", "h": "b", "n": "u", "c": "e", "s": "5",
    "t": "f", "u": "ii", "g": "q", "m": "rn", "d": "cl", "b": "h",
    "е": "с", "и": "н", "н": "п", "о": "0", "ш": "щ", "л": "п", "в": "б", "т": "г",
}  # fmt: skip
"""Letters that scanners are known to take for one another (judgement, not measured)."""


def reworded(text: str, *changes: tuple[str, str]) -> str:
    """Replace words, each of which must occur once; 3 to 10 % of the words must change."""
    printed = changed(text, *changes)
    before, after = text.split(), printed.split()
    edits = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    words = sum(max(b - a, d - c) for kind, a, b, c, d in edits if kind != "equal")
    if not 0.03 <= words / len(before) <= 0.10:
        raise ValueError(f"{words} of {len(before)} words changed in {text[:60]!r}")
    return printed


def changed(text: str, *changes: tuple[str, str]) -> str:
    """Replace wordings, each of which must occur once."""
    for old, new in changes:
        if text.count(old) != 1:
            raise ValueError(f"{old!r} occurs {text.count(old)} times in {text[:60]!r}")
        text = text.replace(old, new)
    return text


def scanned(text: str, *, every: int) -> str:
    """Misread a letter each time that `every` characters have gone by, as a scanner does."""
    printed = []
    since = 0
    for character in text:
        since += 1
        misread = since >= every and character in _OCR
        printed.append(_OCR[character] if misread else character)
        since = 0 if misread else since
    return "".join(printed)


def cut_off(text: str, *, words: int, mark: str = "...") -> str:
    """Keep the first words and the mark that says that there is more."""
    kept = text.split(" ")[:words]
    return " ".join(kept).rstrip(",;:") + mark


def curled(text: str) -> str:
    """Set straight quotation marks and apostrophes as curly ones."""
    printed = []
    opened = False
    for character in text:
        if character == '"':
            opened = not opened
        printed.append({'"': "“" if opened else "”", "'": "’"}.get(character, character))
    return "".join(printed)


def hard_spaced(text: str) -> str:
    """Put a no-break space after every word of up to three letters."""
    words = text.split(" ")
    seams = ["\u00a0" if len(word) <= 3 else " " for word in words[:-1]]
    return "".join(word + seam for word, seam in zip(words, [*seams, ""], strict=True))


def soft_hyphenated(text: str) -> str:
    """Put a soft hyphen into the middle of every word of nine letters or more."""
    return " ".join(
        f"{word[: len(word) // 2]}\u00ad{word[len(word) // 2 :]}" if len(word) >= 9 else word
        for word in text.split(" ")
    )


def zero_width_spaced(text: str) -> str:
    """Put a zero-width space after every space, as some editors do."""
    return text.replace(" ", " \u200b")


def decomposed(text: str) -> str:
    """Write every accent as a mark of its own."""
    return unicodedata.normalize("NFD", text)


def full_width(text: str) -> str:
    """Write ASCII letters, digits and signs in the forms that fill a square."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def half_width(text: str) -> str:
    """Write full-width commas as ASCII ones."""
    return text.replace("，", ",")


def wrapped(text: str, *, width: int) -> str:
    """Break the lines of a paragraph, as a mail program does."""
    return textwrap.fill(text, width=width, break_long_words=False, break_on_hyphens=False)


def on_lines(text: str) -> str:
    """End lines with carriage return and line feed."""
    return text.replace("\n", "\r\n")
