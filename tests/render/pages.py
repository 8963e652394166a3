"""Read a page as a parser does: its elements, ids, links, and the text that it shows."""

from html.parser import HTMLParser
from typing import Final

__all__ = ["Page"]

VOID: Final = frozenset({"base", "meta", "link", "br", "wbr", "img", "input", "hr"})


class Page(HTMLParser):
    """Hold what stands in a page.

    Attributes:
        elements: (name, attributes) of every element, in order.
        paragraphs: the characters of each paragraph, the invisible ones included, without what is
            folded away and without notes.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.paragraphs: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a self-closing one of a drawing is closed by the parser."""
        attributes = dict(attrs)
        assert len(attributes) == len(attrs), f"an attribute stands twice in {tag}"
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self._open.append((tag, attributes.get("class") or ""))
        if "paragraph" in (attributes.get("class") or "").split():
            self.paragraphs.append("")
        if attributes.get("class") == "invisible" and self._is_shown():
            code_point = (attributes["title"] or "").split()[0]
            self.paragraphs[-1] += chr(int(code_point.removeprefix("U+"), 16))

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        name, _ = self._open.pop()
        assert name == tag, f"{tag} closes {name}"

    def handle_data(self, data: str) -> None:
        """Gather the text of the article; a label was told by the character that it stands for."""
        if self._open[-1:] != [("span", "invisible")] and self._is_shown():
            self.paragraphs[-1] += data

    def _is_shown(self) -> bool:
        names = {name for name, _ in self._open}
        notes = any("note" in kind.split() for _, kind in self._open)
        inside = any("paragraph" in kind.split() for _, kind in self._open)
        return inside and "details" not in names and not notes

    @property
    def article(self) -> str:
        """Return the characters of all paragraphs."""
        return "".join(self.paragraphs)

    @property
    def ids(self) -> list[str]:
        """Return every id, in order."""
        return [attributes["id"] or "" for _, attributes in self.elements if "id" in attributes]

    @property
    def links(self) -> list[str]:
        """Return where every link leads, in order."""
        return [attributes["href"] or "" for _, attributes in self.elements if "href" in attributes]
