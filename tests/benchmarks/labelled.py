"""Labelled documents, and what a system removes from one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A copy that should go, and the source that should stay for it."""

    copy: Span
    source: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with every answer that is right for it: the first as labelled, then the others."""

    id: str
    text: str
    language: str
    kind: str
    answers: tuple[tuple[Label, ...], ...]
    ignore: tuple[Span, ...] = ()

    @property
    def repeats(self) -> bool:
        """Say whether anything should go."""
        return bool(self.answers[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What a system removes, and the source it names for each removal, if it names any."""

    spans: tuple[Span, ...] = ()
    sources: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if self.sources and len(self.sources) != len(self.spans):
            raise ValueError(f"{len(self.spans)} spans but {len(self.sources)} sources")


def read_documents(path: Path) -> list[Document]:
    """Read a labelled file, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [_document(json.loads(line)) for line in lines if line.strip()]


def _document(record: Mapping[str, Any]) -> Document:
    answers = [record["spans"], *record.get("alt_spans", [])]
    return Document(
        id=record["id"],
        text=record["text"],
        language=record["lang"],
        kind=record["kind"],
        answers=tuple(tuple(_label(entry) for entry in answer) for answer in answers),
        ignore=tuple((entry["start"], entry["end"]) for entry in record.get("ignore", [])),
    )


def _label(entry: Mapping[str, int]) -> Label:
    return Label(
        copy=(entry["start"], entry["end"]),
        source=(entry["source_start"], entry["source_end"]),
    )
