"""The scores can be trusted, our own labelled set is what its sources say, the library is good."""

import importlib.util
import json
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.benchmarks import build_own, quality, scoring
from tests.benchmarks.labelled import Document, Label, Prediction, Span, read_documents
from tests.benchmarks.peers import PEERS

GATES = Path(quality.__file__).with_name("gates.toml")
OWN = Path(quality.__file__).with_name("own.jsonl")

REPEATED = "One two three. Four five six. One two three."
"""Counted characters: 12 + 11 ("Fourfivesix.") and 12 again; the copy is (30, 44)."""


def document(
    text: str, *copies: Span, source: Span = (0, 14), ignore: tuple[Span, ...] = ()
) -> Document:
    labels = tuple(Label(copy=copy, source=source) for copy in copies)
    return Document(id="x", text=text, language="en", kind="k", answers=(labels,), ignore=ignore)


def measure(labelled: Document, *spans: Span, sources: tuple[Span, ...] = ()) -> scoring.Measures:
    prediction = Prediction(spans=spans, sources=sources)
    return scoring.measure([scoring.score_document(labelled, prediction)])


class TestByHand:
    def test_the_labelled_answer_scores_one(self) -> None:
        """The labelled spans themselves are precise, complete, whole and exact."""
        got = measure(document(REPEATED, (30, 44)), (30, 44))
        assert (got.precision, got.recall, got.f1, got.plagdet, got.exact) == (1, 1, 1, 1, 1)
        assert (got.granularity, got.lost) == (1, 0)

    def test_nothing_removed(self) -> None:
        """A system that removes nothing has recall 0, and is exact where nothing repeats."""
        assert measure(document(REPEATED, (30, 44))).f1 == 0
        assert measure(document(REPEATED)).exact == 1
        assert measure(document(REPEATED)).f1 == 1

    def test_white_space_never_counts(self) -> None:
        """Spans that differ in white space only score the same."""
        assert measure(document(REPEATED, (30, 44)), (29, 44)).exact == 1
        assert measure(document(REPEATED, (30, 44)), (29, 44)).precision == 1

    def test_half_of_the_copy(self) -> None:
        """Half of the characters removed, and only they, is precision 1 and recall one half."""
        got = measure(document(REPEATED, (30, 44)), (30, 37))  # "One two" of "One two three."
        assert (got.precision, got.recall, got.exact) == (1, 6 / 12, 0)
        assert got.f1 == pytest.approx(2 * 0.5 / 1.5)

    def test_too_much(self) -> None:
        """Unique characters that go count against precision and as lost."""
        got = measure(document(REPEATED, (30, 44)), (15, 44))  # "Four five six." goes too
        assert (got.precision, got.recall) == (12 / 24, 1)
        assert got.lost == 12 / 24

    def test_border_tolerance(self) -> None:
        """A border may be off by two counted characters and no more."""
        assert measure(document(REPEATED, (30, 44)), (32, 44)).exact == 1
        assert measure(document(REPEATED, (30, 44)), (33, 44)).exact == 0

    def test_two_pieces_for_one_copy(self) -> None:
        """A copy found in two pieces has granularity 2 and a plagdet of F1 / log2(3)."""
        got = measure(document(REPEATED, (30, 44)), (30, 33), (38, 44))
        assert got.granularity == 2
        assert got.plagdet == pytest.approx(got.f1 / 1.584962500721156)

    def test_pieces_that_touch_are_one(self) -> None:
        """Removals with nothing but white space between them count as one."""
        got = measure(document(REPEATED, (30, 44)), (30, 33), (34, 44))
        assert (got.granularity, got.exact) == (1, 1)

    def test_the_same_cleaned_text_is_right_wherever_it_was_cut(self) -> None:
        """Of two adjacent copies either may go."""
        assert measure(document("One two.One two.", (8, 16)), (0, 8)).f1 == 1

    def test_ignored_characters_count_neither_way(self) -> None:
        """What is contested is neither found nor wrongly removed."""
        labelled = document(REPEATED, (30, 44), ignore=((15, 29),))
        assert measure(labelled, (15, 44)).precision == 1
        assert measure(labelled, (15, 44)).exact == 1

    def test_another_answer_that_is_as_right(self) -> None:
        """The answer that fits best is the one that counts."""
        first, other = document(REPEATED, (30, 44)), document(REPEATED, (0, 14))
        both = Document(
            id="x", text=REPEATED, language="en", kind="k", answers=first.answers + other.answers
        )
        assert measure(both, (0, 14)).exact == 1

    def test_false_removal(self) -> None:
        """Where nothing repeats, what was removed is false, and the document is touched."""
        got = measure(document(REPEATED), (15, 29))
        assert (got.false_removal, got.touched, got.touched_documents) == (12 / 36, 1, 1)
        assert (got.precision, got.recall) == (0, 1)

    def test_counterpart(self) -> None:
        """A source is right for as many characters as lie in copies with a source it meets."""
        labelled = document(REPEATED, (30, 44))
        assert measure(labelled, (30, 44), sources=((0, 14),)).counterpart == 1
        assert measure(labelled, (30, 44), sources=((15, 29),)).counterpart == 0
        assert measure(labelled, (30, 44)).counterpart is None
        half = measure(labelled, (30, 37), (38, 44), sources=((0, 7), (15, 29)))
        assert half.counterpart == 6 / 12

    def test_macro_counts_every_kind_the_same(self) -> None:
        """A kind of one document weighs as much as a kind of two."""
        labelled = document(REPEATED, (30, 44))
        right = scoring.score_document(labelled, Prediction(spans=((30, 44),)))
        wrong = scoring.score_document(labelled, Prediction())
        groups = [scoring.measure([right, right]), scoring.measure([wrong])]
        assert scoring.macro(groups)["exact"] == 0.5

    def test_a_span_outside_the_text(self) -> None:
        """A span that does not lie in its text is refused, not clipped."""
        with pytest.raises(ValueError, match="44 characters"):
            measure(document(REPEATED), (30, 45))


def labelled_spans(record: dict[str, Any]) -> list[Span]:
    return [(span["start"], span["end"]) for span in record["spans"]]


def as_labelled(record: dict[str, Any], chance: random.Random) -> list[Span]:
    return labelled_spans(record)


def jittered(record: dict[str, Any], chance: random.Random) -> list[Span]:
    size = len(record["text"])
    moved = []
    for start, end in labelled_spans(record):
        start = min(max(0, start + chance.randint(-6, 6)), size)
        moved.append((start, min(max(start, end + chance.randint(-6, 6)), size)))
    return moved


def dropped(record: dict[str, Any], chance: random.Random) -> list[Span]:
    return [span for span in labelled_spans(record) if chance.random() < 0.5]


def split(record: dict[str, Any], chance: random.Random) -> list[Span]:
    pieces = []
    for start, end in labelled_spans(record):
        middle = chance.randint(start, end)
        pieces += [(start, middle), (min(middle + chance.randint(0, 9), end), end)]
    return pieces


def with_extras(record: dict[str, Any], chance: random.Random) -> list[Span]:
    size = len(record["text"])
    starts = [chance.randint(0, size) for _ in range(3)]
    extras = [(start, min(start + chance.randint(0, 300), size)) for start in starts]
    return labelled_spans(record) + extras


def sources_removed(record: dict[str, Any], chance: random.Random) -> list[Span]:
    return [(span["source_start"], span["source_end"]) for span in record["spans"]]


PERTURBATIONS: tuple[Callable[[dict[str, Any], random.Random], list[Span]], ...] = (
    as_labelled,
    jittered,
    dropped,
    split,
    with_extras,
    sources_removed,
)


@pytest.fixture(scope="module")
def evaluator() -> ModuleType:
    script = quality.find_data("evaluate.py")
    if script is None:
        pytest.skip("no evaluate.py: set DEDUP_BENCH to the bench folder to compare scores")
    spec = importlib.util.spec_from_file_location("bench_evaluate", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["own.jsonl", "dev.jsonl", "natural_dev.jsonl"])
@pytest.mark.parametrize("perturb", PERTURBATIONS)
def test_scores_agree_with_the_bench(
    evaluator: ModuleType,
    name: str,
    perturb: Callable[[dict[str, Any], random.Random], list[Span]],
) -> None:
    """For any prediction our figures are those of the bench's own script, for every kind."""
    path = quality.find_data(name)
    if path is None:
        pytest.skip(f"no {name}: set DEDUP_BENCH to the bench folder to compare scores")
    every = 9 if name == "dev.jsonl" else 1  # 134 documents of each file at most
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][::every]
    chance = random.Random(20261123)
    spans = {record["id"]: perturb(record, chance) for record in records}

    wanted, _, missing = evaluator.evaluate(records, spans)
    assert missing == 0
    scores = defaultdict(list)
    for labelled in read_documents(path)[::every]:
        prediction = Prediction(spans=tuple(spans[labelled.id]))
        score = scoring.score_document(labelled, prediction)
        scores[labelled.kind, labelled.repeats].append(score)
    assert set(scores) == set(wanted)
    for group, theirs in wanted.items():
        ours = asdict(scoring.measure(scores[group]))
        for measure_name, figure in evaluator.agg(theirs).items():
            ours_name = "documents" if measure_name == "docs" else measure_name
            assert ours[ours_name] == pytest.approx(figure, abs=1e-12), (group, measure_name)


@pytest.fixture(scope="module")
def own() -> list[Document]:
    return read_documents(build_own.OWN)


class TestOwnSet:
    def test_is_built_from_its_sources(self) -> None:
        """Building the set again gives the committed file, byte for byte."""
        assert build_own.build().encode() == build_own.OWN.read_bytes()

    def test_labels_point_at_what_stays(self, own: list[Document]) -> None:
        """Labelled copies are disjoint, and no source lies in a copy."""
        for labelled in own:
            (labels,) = labelled.answers
            copies = sorted(label.copy for label in labels)
            ends = [0, *(end for _, end in copies)]
            assert all(start >= end for (start, _), end in zip(copies, ends, strict=False))
            for label in labels:
                assert all(
                    label.source[1] <= start or end <= label.source[0] for start, end in copies
                ), labelled.id

    def test_cuts_leave_whole_words(self, own: list[Document]) -> None:
        """No label begins or ends inside a word, save where the seam itself lacks a space."""
        for labelled in own:
            for label in labelled.answers[0]:
                start, end = label.copy
                for place in (start, end):
                    before, after = (
                        labelled.text[place - 1 : place],
                        labelled.text[place : place + 1],
                    )
                    assert not (before.isalnum() and after.isalnum()), (labelled.id, place)

    def test_leaves_most_of_each_text(self, own: list[Document]) -> None:
        """Apart from its copies every text is an article of at least 300 characters."""
        for labelled in own:
            copied = sum(label.copy[1] - label.copy[0] for label in labelled.answers[0])
            assert len(labelled.text) - copied >= 300, labelled.id

    def test_nothing_is_labelled_twice(self, own: list[Document]) -> None:
        """No two documents are the same text or have the same id."""
        assert len({labelled.text for labelled in own}) == len(own)
        assert len({labelled.id for labelled in own}) == len(own)


class TestPeers:
    @pytest.mark.parametrize("name", sorted(PEERS))
    def test_spans_are_cuts(self, name: str, own: list[Document]) -> None:
        """What a peer returns is a list of sorted, disjoint, filled spans of the text."""
        if name == "minhash-paragraphs":
            pytest.importorskip("rensa", reason="the MinHash peer needs the package rensa")
        for labelled in own[::4]:
            end_before = 0
            for start, end in PEERS[name](labelled.text):
                assert end_before <= start < end <= len(labelled.text)
                end_before = end

    @pytest.mark.parametrize("name", sorted(PEERS))
    def test_finds_a_plain_copy(self, name: str) -> None:
        """A long paragraph printed twice, letter by letter, is within the reach of every peer."""
        if name == "minhash-paragraphs":
            pytest.importorskip("rensa", reason="the MinHash peer needs the package rensa")
        paragraph = (
            "The ferry left the quay at noon with forty lambs, a piano and the mayor aboard."
        )
        text = f"{paragraph}\n\nNobody waved.\n\n{paragraph}"
        (span,) = PEERS[name](text)
        assert text[slice(*span)] == paragraph

    def test_data_juicer_is_blind_to_other_scripts(self) -> None:
        """Its rule drops all but ASCII and Chinese: Russian sentences with one number are alike."""
        assert PEERS["data-juicer"]("Да, 12. Нет, 12. Кот.") != []


class TestGates:
    TABLE = quality.Table(title="kind", repeats=True, rows={"loop": {"f1": 0.9, "exact": None}})

    def test_bounds_that_hold(self) -> None:
        """Bounds that hold are not reported."""
        bounds = {"loop": {"f1": {"at_least": 0.9, "at_most": 0.9}}}
        assert quality.missed_bounds([self.TABLE], bounds) == []

    def test_every_missed_bound_is_named(self) -> None:
        """Each bound that is missed is listed with its row, its measure and both figures."""
        bounds = {"loop": {"f1": {"at_least": 0.95}}, "triple": {"f1": {"at_most": 1.0}}}
        assert quality.missed_bounds([self.TABLE], bounds) == [
            "loop: f1 is 0.9, wanted at least 0.95",
            "triple: f1 was not measured",
        ]

    def test_the_labels_keep_them(self, own: list[Document]) -> None:
        """A system that removed what is labelled, and named its source, would miss no bound."""
        labels = [labelled.answers[0] for labelled in own]
        predictions = [
            Prediction(
                spans=tuple(label.copy for label in answer),
                sources=tuple(label.source for label in answer),
            )
            for answer in labels
        ]
        bounds = quality.read_bounds(GATES, build_own.OWN)
        assert quality.missed_bounds(quality.tabulate(own, predictions), bounds) == []

    def test_a_peer_misses_them(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The gates are no formality: a good peer fails them, and the exit code says so."""
        code = quality.main(
            ["own.jsonl", "--system", "rapidfuzz-sentences", "--require", str(GATES)]
        )
        assert code == 1
        assert "missed: macro over kinds: f1 is" in capsys.readouterr().out

    def test_missing_data_is_skipped(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A data file that is not there is said to be skipped, which is no failure."""
        assert quality.main(["no_such_file.jsonl"]) == 0
        assert capsys.readouterr().out.startswith("skipped: no_such_file.jsonl")

    def test_predictions_can_be_scored_elsewhere(self, tmp_path: Path, own: list[Document]) -> None:
        """The written predictions hold an id and the removed spans of every document."""
        path = tmp_path / "predictions.jsonl"
        quality.main(["own.jsonl", "--system", "exact-sentences", "--predictions", str(path)])
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert [line["id"] for line in lines] == [labelled.id for labelled in own]
        assert lines[5]["spans"] == [list(span) for span in PEERS["exact-sentences"](own[5].text)]


@pytest.mark.parametrize("name", ["own.jsonl", str(OWN)])
def test_labelled_texts_are_found_by_name_or_path(name: str) -> None:
    """The data of the project has a name of its own, and any other file its path."""
    assert quality.find_data(name) == OWN
    assert quality.find_data("no/such.jsonl") is None


def test_the_library_keeps_its_bounds() -> None:
    """On our own labelled set the library is as good as `gates.toml` says, or better."""
    data = quality.find_data("own.jsonl")
    assert data is not None
    documents = read_documents(data)
    predictions = [quality.predict(quality.run_library, labelled) for labelled in documents]
    tables = quality.tabulate(documents, predictions)
    assert quality.missed_bounds(tables, quality.read_bounds(GATES, data)) == []
