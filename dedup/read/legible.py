r"""A text as people are meant to read it: characters that are not spelt out, and no markup.

Most texts are such already. They are only asked for what spellings and markup begin with.
"""

from __future__ import annotations

from typing import Final

__all__ = ["FIRSTS_OF_MISREADING", "as_meant", "legible"]

# With one of these every sign begins that UTF-8 was read as another encoding.
FIRSTS_OF_MISREADING: Final = "ÃÂâÅÄÐÎØ×ãïìëà"
_OTHER_SPELLINGS: Final = FIRSTS_OF_MISREADING + "¬"  # with which scanners break words


def legible(text: str) -> str:
    """Return a text of the same length as people read it: characters as meant, markup hidden.

    A text without any of either comes back as the same object.

    >>> from dedup.read.characters import FILLING
    >>> legible("&lt;b&gt;No&lt;/b&gt;").replace(FILLING, "")
    '[[[[[[[[[No))))))))))'
    """
    text = as_meant(text)
    # One character is found faster than two.
    if (
        "<" in text
        or ("[" in text and ("](" in text or "[/" in text or " chars]" in text))
        or (">" in text and "-->" in text)
        or ("~" in text and "~~" in text)
    ):
        from dedup.read.markup import without_markup  # most texts have no use for it

        return without_markup(text)
    return text


def as_meant(text: str) -> str:
    r"""Return a text of the same length in which each character that is spelt out stands itself.

    Costs a few searches for what such spellings begin with; a text without any comes back as the
    same object.

    >>> len(as_meant("Q&amp;A")), as_meant("Q and A")
    (7, 'Q and A')
    """
    soft_breaks = "=" in text and ("=\n" in text or "=\r\n" in text)
    spelt_out = "&" in text or "\\" in text or soft_breaks
    misread = not text.isascii() and any(map(text.__contains__, _OTHER_SPELLINGS))
    if spelt_out or misread:
        from dedup.read.spellings import with_meant_characters  # most texts have no use for it

        return with_meant_characters(text)
    return text
