"""Marks of layout that nobody reads: HTML tags, the addresses of links, the times of subtitles.

They are hidden from the search, not taken out: tags and addresses are replaced by as many brackets,
so that every offset stays and a tag that stands before or behind a sentence goes with it. So are
the numbers and times of subtitles; these are never cut.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from dedup.read.characters import FILLING
from dedup.values import Span

__all__ = [
    "find_addresses",
    "find_pairs",
    "find_pictures",
    "find_times",
    "without_halves",
    "without_markup",
]

_KNOWN: Final = re.compile(
    # Of feeds and of the formats of agencies; longer names before those that they begin with.
    "abstract|body\\.content|body\\.end|body\\.head|content:encoded|content|description|entry|guid|"
    "headline|hedline|hl[12]|item|link|nitf|pubdate|summary|title|"
    "a|abbr|article|aside|b|blockquote|body|br|center|cite|code|dd|del|details|div|dl|dt|em|figcaption|"
    "figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|li|main|mark|nav|noscript|ol|p|picture|pre|q|s|section|small|"
    "source|span|strike|strong|sub|sup|table|tbody|td|th|thead|time|tr|tt|u|ul|video|wbr"
)
# Any other that is closed twice, but not what a whole page stands in: one text ends there.
_NAME: Final = r"(?!(?:html|HTML)\b)[a-zA-Z][\w:.-]{0,30}"
# Nobody has to close these. Any other bare tag that is never closed is text: "write <b> before it".
_OPEN: Final = re.compile("body|br|dd|dt|hr|img|li|p|source|tbody|td|th|thead|tr|wbr")
_STRUCK_OUT: Final = frozenset(("del", "s", "strike"))
_NOT: Final = "¬"  # a symbol, which is a fact
_ATTRIBUTE: Final = r"\s+[\w:-]+\s*=\s*(?:\"+[^\"<>]*\"+|'+[^'<>]*'+|[^\s\"'<>]+)"
_TAG: Final = re.compile(rf"<{FILLING}*(/?)({_NAME})((?:{_ATTRIBUTE})*)\s*/?>{FILLING}*")
_CLOSING_TAG: Final = re.compile(rf"<{FILLING}*/({_NAME})\s*>")
_SECTION: Final = re.compile(r"<!\[CDATA\[|\]\]>")  # around text of feeds with tags of its own
_TOKEN: Final = re.compile(r"<\|[a-zA-Z_]{2,30}\|>")  # between texts that a model reads
_BESIDE: Final = re.compile(r"<(?:https?://|mailto:|www\.)[^\s<>]{1,2000}>")  # words of a mail
# Longer addresses are left alone, so that the search stays linear.
_LINK: Final = re.compile(
    r"\[([^\[\]\n]{1,300})\]\((?=[^\s()]{0,2000}[/:.#])([^\s()]{1,2000})(?:\s\"[^\"\n]{0,300}\")?\)"
)
# What stands above each subtitle: its number, if any, and from when to when it is shown.
_CUE_TIME: Final = r"(?:\d{1,2}:)?\d\d:\d\d[.,]\d{3}"
_CUE: Final = re.compile(
    rf"^(?:\d{{1,6}}[ \t]*\r?\n)?{_CUE_TIME}[ \t]+-->[ \t]+{_CUE_TIME}[^\r\n]*", re.MULTILINE
)
# Tags of forums and of WordPress, where one closes: "[quote=Ann]...[/quote]", "[caption id=...]".
_CLOSING_CODE: Final = re.compile(r"\[/(\w{1,30})\]")
_CODE: Final = re.compile(r"\[(/?)(\w{1,30})(?:(?:=|\s{1,9}[\w-]{1,30}=)[^\[\]\n]{0,300})?\]")
# How much more an interface to news leaves out: "… [+1234 chars]".
_LEFT_OUT: Final = re.compile(
    r"(?:(?<=…)|(?<=… )|(?<=\.\.\.)|(?<=\.\.\. ))\[\+?\d{1,7} chars\](?=[ \t]*(?:[\r\n]|\Z))"
)
# Struck out in Markdown: "~~not~~"; not what stands between the tildes of a chat, "yes~~ no~~".
_STRUCK: Final = re.compile(r"(?<![\w~])~~(?=[^\s~])([^~\r\n]{1,300})(?<=\S)~~(?![\w~])")
_NOT_BREAK: Final = re.compile(r"[^\r\n]")
_HREF: Final = re.compile(r"\shref\s*=\s*[\"']*([^\s\"'>]+)", re.IGNORECASE)
_SRC: Final = re.compile(r"\ssrc\s*=\s*[\"']*([^\s\"'>]+)", re.IGNORECASE)


def without_markup(text: str) -> str:
    """Return a text of the same length in which brackets stand for tags and addresses of links.

    A line break stands for the tag of one, and the words that are struck out have a mark before
    them. Costs a search for each thing that markup begins with; a text without any comes back as
    the same object.

    >>> without_markup('<b>Fog</b> over [the bay](https://example.org/bay).')
    '[[[Fog)))) over (the bay)))))))))))))))))))))))))).'
    """
    if "<" in text:
        closings = Counter(map(str.lower, _CLOSING_TAG.findall(text)))
        closed = {name for name in closings if closings[name] > 1 or _KNOWN.fullmatch(name)}
        text = _TAG.sub(lambda tag: _hidden_tag(tag, closed), text)
        text = _TOKEN.sub(_broken_line, text)
        text = _SECTION.sub(lambda mark: "[" * len(mark[0]), text)
        text = _BESIDE.sub(lambda address: ")" * len(address[0]), text)
    if "[/" in text:
        codes = frozenset(map(str.lower, _CLOSING_CODE.findall(text)))
        text = _CODE.sub(lambda tag: _hidden_code(tag, codes), text)
    if _may_link(text):
        text = _LINK.sub(_hidden_address, text)
    if " chars]" in text:
        text = _LEFT_OUT.sub(lambda mark: ")" * len(mark[0]), text)
    if "~~" in text:
        text = _STRUCK.sub(rf"[{_NOT}\1))", text)
    if ">" in text and "-->" in text:
        text = _CUE.sub(lambda cue: _NOT_BREAK.sub("[", cue[0]), text)
    return text


def find_times(text: str) -> Iterator[Span]:
    """Yield where the number and the times of each subtitle stand."""
    if "-->" in text:
        for cue in _CUE.finditer(text):
            yield Span(*cue.span())


def find_addresses(text: str) -> Iterator[tuple[int, str]]:
    """Yield where the words of each link begin, and the address that it leads to, in order."""
    links = _LINK.finditer(text) if _may_link(text) else ()
    found = [(link.start(1), link[2].replace(FILLING, "")) for link in links]
    found += [(tag.end(), address) for tag, address in _tags_with(_HREF, text)]
    yield from sorted(found)


def find_pictures(text: str) -> Iterator[tuple[int, str]]:
    """Yield where the tag of each picture, film or sound begins, and its address, in order."""
    for tag, address in _tags_with(_SRC, text):
        yield tag.start(), address


def find_pairs(text: str) -> list[tuple[Span, Span]]:
    """Return each tag and bracket of a link that has a counterpart, with that, in text order."""
    opened: dict[str, list[Span]] = {}
    pairs: list[tuple[Span, Span]] = []
    tags = chain(
        _TAG.finditer(text) if "</" in text else (), _CODE.finditer(text) if "[/" in text else ()
    )
    for tag in tags:
        place, name = Span(*tag.span()), tag[0][0] + tag[2].lower()
        if not tag[1]:
            opened.setdefault(name, []).append(place)
        elif opened.get(name):
            pairs.append((opened[name].pop(), place))
    opening: Span | None = None
    for mark in _SECTION.finditer(text) if "]]>" in text else ():
        if mark[0] != "]]>":
            opening = Span(*mark.span())
        elif opening:
            pairs.append((opening, Span(*mark.span())))
            opening = None
    pairs += (
        (Span(link.start(), link.start(1)), Span(link.end(1), link.end()))
        for link in (_LINK.finditer(text) if _may_link(text) else ())
    )
    return sorted([*pairs, *((closes, opens) for opens, closes in pairs)])


def without_halves(span: Span, words: Span, pairs: Sequence[tuple[Span, Span]]) -> Span:
    """Return a span without tags at its ends whose counterparts lie outside.

    Args:
        span: what would be taken out of a text.
        words: where the words in it begin and end; none of them is given up.
        pairs: each tag that has a counterpart, with that one, in text order.
    """
    start, end = span.start, span.end
    first = bisect_left(pairs, span.start, key=lambda pair: pair[0].start)
    after = bisect_left(pairs, span.end, key=lambda pair: pair[0].start)
    for mark, other in map(pairs.__getitem__, range(first, after)):
        if span.start <= other.start < span.end:
            continue
        if mark.end <= words.start:
            start = mark.end
        elif mark.start >= words.end:
            end = min(end, mark.start)
    return Span(start, end)


def _may_link(text: str) -> bool:
    return "[" in text and "](" in text  # one character is found faster than two


def _tags_with(attribute: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the tags that have an attribute, each with its value."""
    for tag in _TAG.finditer(text) if "<" in text else ():
        value = attribute.search(tag[3])
        if value:
            yield tag, value[1].replace(FILLING, "")


def _broken_line(mark: re.Match[str]) -> str:
    return "\n" + " " * (len(mark[0]) - 1)


def _hidden_tag(tag: re.Match[str], closed: set[str]) -> str:
    length, name = len(tag[0]), tag[2].lower()
    known = tag[3] and _KNOWN.fullmatch(name)
    if name not in closed and not known and not _OPEN.fullmatch(name):
        return tag[0]
    if name == "br":
        return _broken_line(tag)
    if name in _STRUCK_OUT and not tag[1]:
        return "[" * (length - 1) + _NOT
    return (")" if tag[1] else "[") * length


def _hidden_code(tag: re.Match[str], closed: frozenset[str]) -> str:
    if tag[2].lower() not in closed:
        return tag[0]
    return (")" if tag[1] else "[") * len(tag[0])


def _hidden_address(link: re.Match[str]) -> str:
    return f"({link[1]}{')' * (len(link[0]) - len(link[1]) - 1)}"
