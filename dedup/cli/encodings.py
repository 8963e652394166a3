"""How the bytes of a text are encoded: what was said of them, and what they look like."""

from __future__ import annotations

import codecs
from typing import Final

__all__ = ["EncodingError", "find_codec", "how_encoded"]

# Those of UTF-32 come first: one of them begins as one of UTF-16 does.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT: Final = 1 << 16  # bytes; a few pages of text are enough. Judgement, not measured.
# In UTF-16 the high byte of a space and of every letter up to U+00FF is zero, and hardly a low byte
# is: of a text in Cyrillic that makes one high byte in six. Judgement, not measured.
_MANY, _FEW = 0.1, 0.01


class EncodingError(ValueError):
    """Say that a text is not encoded as was said, and how to say it."""


def find_codec(data: bytes, encoding: str) -> str:
    """Return the codec that reads a text; under it a byte-order mark stays a character of the text.

    Args:
        data: the bytes of the text.
        encoding: what was said of them.

    Raises:
        EncodingError: they would be read as another text than they are, or nothing shows how.
    """
    codec = codecs.lookup(encoding).name
    looks = _looks_like(data)
    if codec in ("utf-16", "utf-32"):
        if not data:
            return f"{codec}-le"
        if looks is None:
            raise EncodingError(
                f"neither a byte-order mark nor a zero byte shows that this is {encoding}. "
                f"{how_encoded(data, f'{codec}-le')}"
            )
        if looks.startswith(codec):
            return looks
    if looks not in (None, codec):
        raise EncodingError(f"this looks like {looks}, not {encoding}. {how_encoded(data)}")
    return "utf-8" if codec == "utf-8-sig" else codec


def how_encoded(data: bytes, otherwise: str = "windows-1252") -> str:
    """Advise how to say what the encoding of a text is.

    Args:
        data: the bytes of the text.
        otherwise: an encoding to name where they look like none.
    """
    looks = _looks_like(data)
    if looks is None and b"\0" in data[:_LOOKED_AT]:
        return "There are zero bytes in it: it is no text, or in an encoding of its own."
    example = looks or ("utf-8" if _is_utf_8(data) else otherwise)
    return f"Say how the file is encoded, for example --encoding {example}."


def _looks_like(data: bytes) -> str | None:
    """Return what a byte-order mark stands for, or what the places of zero bytes speak for.

    >>> _looks_like("Snow fell.".encode("utf-16-be")), _looks_like(b"Snow fell.")
    ('utf-16-be', None)
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec
    part = data[:_LOOKED_AT]
    if b"\0" not in part or len(data) % 2:
        return None
    even, odd = (part[place::2].count(0) / len(part) * 2 for place in (0, 1))
    if even <= _FEW and odd >= _MANY:
        return "utf-16-le"
    return "utf-16-be" if odd <= _FEW and even >= _MANY else None


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
