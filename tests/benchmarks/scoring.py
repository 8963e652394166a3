"""Score predicted removals against labelled documents.

The measures count characters. White space never counts, nor does what a document
lists under `ignore`, so every span is first moved to the line of counted characters:
position 7 there is "after seven counted characters".

Precision, recall and F1 are those of information retrieval; granularity and plagdet are
from Potthast et al., "An Evaluation Framework for Plagiarism Detection" (COLING 2010).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tests.benchmarks.labelled import Document, Label, Prediction, Span

BORDER_TOLERANCE = 2
"""Counted characters by which a border may be off in an exact answer (the bench's own rule)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentScore:
    """Counts of one document, in counted characters where no other unit is named."""

    characters: int
    removed: int
    """As the system removed them."""
    predicted: int
    """As `removed`, or as labelled where both cuts leave the very same text."""
    labelled: int
    agreed: int
    exact: bool
    fragments: tuple[int, ...]
    """For each labelled copy that was touched: by how many separate removals."""
    sourced: int
    """Removed characters in labelled copies for which the system names a source."""
    sourced_right: int
    """Those of them whose named source meets the labelled one."""

    @property
    def f1(self) -> float:
        """Return the F1 of this document; 1 where nothing was to do and nothing was done."""
        if self.predicted == self.labelled == 0:
            return 1.0
        return 2 * self.agreed / (self.predicted + self.labelled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures of a group of documents; shares are in [0, 1]."""

    documents: int
    precision: float
    recall: float
    f1: float
    mean_f1: float
    granularity: float
    plagdet: float
    exact: float
    lost: float
    """Characters wrongly removed, as a share of those that should stay."""
    false_removal: float
    """Characters removed, as a share of all: false where nothing repeats."""
    touched: float
    touched_documents: int
    counterpart: float | None
    """Share of removed characters with the right source; None if no source was named."""


def score_document(document: Document, prediction: Prediction) -> DocumentScore:
    """Score a prediction by the answer it fits best: by F1, then by exactness."""
    scores = [_score_answer(document, labels, prediction) for labels in document.answers]
    return max(scores, key=lambda score: (score.f1, score.exact))


def measure(scores: Sequence[DocumentScore]) -> Measures:
    """Sum up scores over all characters of a group of documents, which must not be empty."""
    predicted = sum(score.predicted for score in scores)
    labelled = sum(score.labelled for score in scores)
    agreed = sum(score.agreed for score in scores)
    characters = sum(score.characters for score in scores)
    fragments = [count for score in scores for count in score.fragments]
    sourced = sum(score.sourced for score in scores)
    touched = sum(score.removed > 0 for score in scores)

    precision = agreed / predicted if predicted else float(labelled == 0)
    recall = agreed / labelled if labelled else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    granularity = sum(fragments) / len(fragments) if fragments else 1.0
    return Measures(
        documents=len(scores),
        precision=precision,
        recall=recall,
        f1=f1,
        mean_f1=sum(score.f1 for score in scores) / len(scores),
        granularity=granularity,
        plagdet=f1 / math.log2(1 + granularity),
        exact=sum(score.exact for score in scores) / len(scores),
        lost=(predicted - agreed) / max(1, characters - labelled),
        false_removal=sum(score.removed for score in scores) / max(1, characters),
        touched=touched / len(scores),
        touched_documents=touched,
        counterpart=sum(score.sourced_right for score in scores) / sourced if sourced else None,
    )


def macro(groups: Iterable[Measures]) -> dict[str, float]:
    """Average the measures of several groups, each group counting the same."""
    rows = list(groups)
    names = ("precision", "recall", "f1", "mean_f1", "plagdet", "exact")
    return {name: sum(getattr(row, name) for row in rows) / len(rows) for name in names}


def _score_answer(
    document: Document, labels: Sequence[Label], prediction: Prediction
) -> DocumentScore:
    line = _CountedLine(document)
    removed = line.merge(prediction.spans)
    wanted = line.merge([label.copy for label in labels])
    copies = [span for span in (line.move(label.copy) for label in labels) if _length(span)]

    same_text = line.without(removed) == line.without(wanted)
    if same_text and len(removed) <= max(1, len(wanted)):
        fragments = [1] * len(copies)
    else:
        touching = [sum(_overlap(copy, span) > 0 for span in removed) for copy in copies]
        fragments = [count for count in touching if count]
    sourced, sourced_right = _count_sources(line, labels, prediction)
    return DocumentScore(
        characters=len(line.text),
        removed=_total(removed),
        predicted=_total(wanted) if same_text else _total(removed),
        labelled=_total(wanted),
        agreed=_total(wanted) if same_text else _total_overlap(removed, wanted),
        exact=same_text or _borders_agree(removed, wanted),
        fragments=tuple(fragments),
        sourced=sourced,
        sourced_right=sourced_right,
    )


class _CountedLine:
    """The counted characters of a document, and where its spans lie among them."""

    def __init__(self, document: Document) -> None:
        ignored = {place for start, end in document.ignore for place in range(start, end)}
        counts = [
            not character.isspace() and place not in ignored
            for place, character in enumerate(document.text)
        ]
        pairs = zip(document.text, counts, strict=True)
        self.text = "".join(character for character, counted in pairs if counted)
        self._position = [0, *accumulate(counts)]

    def move(self, span: Span) -> Span:
        """Move a span of the document to the line of counted characters."""
        start, end = span
        if not 0 <= start <= end < len(self._position):
            raise ValueError(f"span {span} in a text of {len(self._position) - 1} characters")
        return self._position[start], self._position[end]

    def merge(self, spans: Iterable[Span]) -> list[Span]:
        """Move spans, drop the empty ones, and join those that overlap or touch."""
        merged: list[Span] = []
        for start, end in sorted(span for span in map(self.move, spans) if _length(span)):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def without(self, spans: Iterable[Span]) -> str:
        """Return the counted characters outside the moved, merged spans."""
        left = 0
        pieces = []
        for start, end in spans:
            pieces.append(self.text[left:start])
            left = end
        return "".join([*pieces, self.text[left:]])


def _count_sources(
    line: _CountedLine, labels: Sequence[Label], prediction: Prediction
) -> tuple[int, int]:
    """Count removed characters in labelled copies: with any source, with the right one."""
    sourced = right = 0
    for span, source in zip(prediction.spans, prediction.sources, strict=False):
        for label in labels:
            inside = _overlap(line.move(span), line.move(label.copy))
            sourced += inside
            right += inside if _overlap(source, label.source) else 0
    return sourced, right


def _length(span: Span) -> int:
    return span[1] - span[0]


def _total(spans: Iterable[Span]) -> int:
    return sum(map(_length, spans))


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _total_overlap(ones: Iterable[Span], others: Sequence[Span]) -> int:
    return sum(_overlap(one, other) for one in ones for other in others)


def _borders_agree(removed: Sequence[Span], wanted: Sequence[Span]) -> bool:
    return len(removed) == len(wanted) and all(
        abs(one[0] - other[0]) <= BORDER_TOLERANCE and abs(one[1] - other[1]) <= BORDER_TOLERANCE
        for one, other in zip(removed, wanted, strict=True)
    )
