"""Texts under construction that remember which of their parts copy which."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BLANK_LINE = "\n\n"

_FOLDER = Path(__file__).parent
_UNSPACED = frozenset({"ja", "zh"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article of our own: `sentences[p][s]` is sentence s of paragraph p."""

    language: str
    sentences: tuple[tuple[str, ...], ...]

    @property
    def paragraphs(self) -> list[str]:
        """Return the paragraphs as they are printed."""
        return [self.join(*sentences) for sentences in self.sentences]

    @property
    def space(self) -> str:
        """Return what stands between two sentences."""
        return "" if self.language in _UNSPACED else " "

    def join(self, *sentences: str) -> str:
        """Join sentences to a paragraph."""
        return self.space.join(sentences)


@dataclass(slots=True)
class Draft:
    """A text that grows at its end. Every copy names the wording of its source."""

    kind: str
    language: str
    text: str = ""
    _copies: list[tuple[int, int, str]] = field(default_factory=list)

    def write(self, *pieces: str, seam: str = BLANK_LINE) -> None:
        """Append pieces, each set apart by the seam from what stands before it."""
        for piece in pieces:
            self.text += (seam if self.text else "") + piece

    def copy(self, source: str, *, printed: str | None = None, seam: str = BLANK_LINE) -> None:
        """Append a copy of a source that stands somewhere else in the text, before or after.

        Args:
            source: the wording of the source, letter by letter.
            printed: how the copy is printed, where that differs.
            seam: what sets the copy apart from the text before it.
        """
        copy = source if printed is None else printed
        self.write(copy, seam=seam)
        self._copies.append((len(self.text) - len(copy), len(self.text), source))

    def record(self, identity: str) -> dict[str, Any]:
        """Return the labelled document, with every source looked up outside the copies."""
        return {
            "id": identity,
            "text": self.text,
            "lang": self.language,
            "kind": self.kind,
            "spans": [self._label(*copy) for copy in self._copies],
        }

    def _label(self, start: int, end: int, source: str) -> dict[str, int]:
        at = self.text.find(source)
        while any(at < last and first < at + len(source) for first, last, _ in self._copies):
            at = self.text.find(source, at + 1)
        if at < 0:
            raise ValueError(f"no source outside the copies: {source[:60]!r}")
        return {
            "start": start,
            "end": end,
            "source_start": at,
            "source_end": at + len(source),
        }


def read_article(name: str) -> Article:
    """Read an article: one sentence a line, an empty line between paragraphs."""
    text = (_FOLDER / "articles" / f"{name}.txt").read_text(encoding="utf-8")
    return Article(
        language=name.split("_")[0],
        sentences=tuple(
            tuple(paragraph.strip().split("\n")) for paragraph in text.split(BLANK_LINE)
        ),
    )


def read_page(name: str) -> str:
    """Read a page, a text that is used as it is printed."""
    return (_FOLDER / "pages" / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
