"""Links to the rest of a text: "Read more" behind a preview that no mark ends."""

from __future__ import annotations

import re
from typing import Final

from dedup.languages import load_language

__all__ = ["find_more_link", "is_more_link"]

_LONGEST_LINK: Final = 48  # characters of a link and the marks around it
# The rest of a line, without the marks around its words.
_REST: Final = re.compile(
    rf"[^\w\n\r]{{0,5}}(\w[^\n\r.!?]{{1,{_LONGEST_LINK}}}?)[^\w\n\r]*(?:[\n\r]|\Z)"
)
# Where a link may begin: at a word, or anywhere in scripts without spaces between words.
_MAY_BEGIN: Final = re.compile(r"(?<!\w)\w|[\u0e00-\u0e7f\u2e80-\u9fff\uac00-\ud7af]")


def is_more_link(text: str, start: int) -> bool:
    """Tell whether the rest of a line from an offset on is a link to the rest of a text.

    >>> is_more_link("She said on Read more »", 11), is_more_link("She said on Monday", 11)
    (True, False)
    """
    rest = _REST.match(text, start)
    return rest is not None and rest[1].lower().replace("’", "'") in load_language(None).links


def find_more_link(text: str, start: int, end: int) -> int:
    """Return where the link begins that ends a stretch of one line; the end if there is none.

    >>> find_more_link("She said on Read more", 0, 21), find_more_link("She said", 0, 8)
    (12, 8)
    """
    openings = _MAY_BEGIN.finditer(text, max(start + 1, end - _LONGEST_LINK), end)
    return next((each.start() for each in openings if is_more_link(text, each.start())), end)
