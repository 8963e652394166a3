"""Marks of layout that nobody reads: HTML tags, and the addresses that links lead to.

They are hidden from the search, not taken out: each is replaced by as many brackets, so that every
offset stays and a tag that stands before or behind a sentence goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dedup.read.characters import FILLING

__all__ = ["find_addresses", "find_pictures", "without_markup"]

_NAMES: Final = (
    "a|abbr|article|aside|b|blockquote|body|br|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|"
    "font|footer|h[1-6]|header|hr|i|iframe|img|ins|li|main|mark|nav|ol|p|picture|pre|q|s|section|small|"
    "source|span|strike|strong|sub|sup|table|tbody|td|th|thead|time|tr|tt|u|ul|video|wbr"
)
_ATTRIBUTE: Final = r"\s+[\w:-]+\s*=\s*(?:\"+[^\"<>]*\"+|'+[^'<>]*'+|[^\s\"'<>]+)"
_TAG: Final = re.compile(
    rf"<{FILLING}*(/?)({_NAMES})((?:{_ATTRIBUTE})*)\s*/?>{FILLING}*", re.IGNORECASE
)
# Longer addresses are left alone, so that the search stays linear.
_LINK: Final = re.compile(
    r"\[([^\[\]\n]{1,300})\]\((?=[^\s()]{0,2000}[/:.#])([^\s()]{1,2000})(?:\s\"[^\"\n]{0,300}\")?\)"
)
_HREF: Final = re.compile(r"\shref\s*=\s*[\"']*([^\s\"'>]+)", re.IGNORECASE)
_SRC: Final = re.compile(r"\ssrc\s*=\s*[\"']*([^\s\"'>]+)", re.IGNORECASE)


def without_markup(text: str) -> str:
    """Return a text of the same length in which brackets stand for tags and addresses of links.

    A line break stands for the tag of one. Costs two searches for what markup begins with; a text
    without any comes back as the same object.

    >>> without_markup('<b>Fog</b> over [the bay](https://example.org/bay).')
    '[[[Fog)))) over (the bay)))))))))))))))))))))))))).'
    """
    if "<" in text:
        text = _TAG.sub(_hidden_tag, text)
    if "[" in text and "](" in text:
        text = _LINK.sub(_hidden_address, text)
    return text


def find_addresses(text: str) -> Iterator[tuple[int, str]]:
    """Yield where the words of each link begin, and the address that it leads to, in order."""
    links = _LINK.finditer(text) if "](" in text else ()
    found = [(link.start(1), link[2].replace(FILLING, "")) for link in links]
    found += [(tag.end(), address) for tag, address in _tags_with(_HREF, text)]
    yield from sorted(found)


def find_pictures(text: str) -> Iterator[tuple[int, str]]:
    """Yield where the tag of each picture, film or sound begins, and its address, in order."""
    for tag, address in _tags_with(_SRC, text):
        yield tag.start(), address


def _tags_with(attribute: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the tags that have an attribute, each with its value."""
    for tag in _TAG.finditer(text) if "<" in text else ():
        value = attribute.search(tag[3])
        if value:
            yield tag, value[1].replace(FILLING, "")


def _hidden_tag(tag: re.Match[str]) -> str:
    length = len(tag[0])
    if tag[2].lower() == "br":
        return "\n" + " " * (length - 1)
    return (")" if tag[1] else "[") * length


def _hidden_address(link: re.Match[str]) -> str:
    return f"({link[1]}{')' * (len(link[0]) - len(link[1]) - 1)}"
