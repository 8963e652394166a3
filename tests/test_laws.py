"""The laws of the specification, for every text that Hypothesis can think of."""

import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import dedup
from dedup.match.search import find_matches
from dedup.read.reading import Reading
from dedup.read.tokens import read_tokens
from tests.strategies import any_texts, options, texts

settings.register_profile("here", max_examples=100)
settings.register_profile("ci", max_examples=100, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

SENTENCE = "The last ferry of the season left the quay in thick fog with its lamps lit."
LINE = "The old harbour wall was mended by a few men."
OTHER = "Nobody on the island had ever seen the water stand so high in April."
SAMPLE = [
    f"{SENTENCE}\n\n{OTHER}\n\n{SENTENCE}",
    f"{SENTENCE} {OTHER}" * 5,
    f"{SENTENCE} Monday 14.\n\n{SENTENCE} Tuesday 15.\n\n{OTHER} {SENTENCE.upper()}\n",
    "山脚下的小镇青石湾重新开放了停用多年的老渡口。" * 3,
    "and then we walked along the river to the mill " * 20,
    f"\ufeff{OTHER}\r\n\r\n\ud800 {OTHER} \x00\u202e {SENTENCE}",
]

# Loops that Hypothesis found to break a law.
LOOP_IN_SPACES = "  ".join(
    [f"{LINE} The $5 wall by it Monday -3. {LINE}", *[LINE] * 4, f"\n\n {LINE}", LINE[4:37]]
)
LOOP_WITH_GAP = "\n\n".join([LINE, LINE, *[f"{LINE} "] * 2, "$ ", *[f"{LINE} "] * 2, "\ud800", ""])
SLIGHTLY_OTHER_ROUNDS = [
    LINE, LINE, LINE.replace("few", "very few"), LINE.replace("old ", ""), LINE, LINE[:-9], LINE,
]  # fmt: skip
GLUED_ROUNDS = LINE[:-1] * 3
# Words before a quotation are looked for behind its source: there the text ends.
QUOTED_AT_END = (
    "The old harbour wall was mended by a few men.\u200bThe.”\u200b"
    "The old harbour wall was mended by a few men.\u200b\u200b"
    "The old harbour wall was mended by a few men.\u200b"
)
# Words glued together that one round tells apart, and the next does not: half of one goes.
HALF_A_WORD_GONE = 2 * (2 * f"{LINE} " + " " + 10 * "\ud800 abc" + "  ")
GAP = "The wall by men and it Monday $5 Reed -3."
SOURCE_WITH_SYMBOLS = "\n\n".join(
    [LINE, GAP, LINE, "", LINE, "", LINE, GAP, "", LINE, "", LINE, "", "$ %", "", GAP, ""]
)
LOOP_OF_MARKS = " ".join([LINE, f"Old{LINE[7:-1]} from.", LINE, LINE, f"{LINE} \ud800"])
LOOP_OF_MARKS += "\n\n \ud800" * 9
SHIFTED_LOOP = f"{LINE} Old{LINE[7:-1]} from. {LINE}  {LINE} "

# Of the third copy a part goes with its own source, and what is left is less alike than the whole.
LESS_ALIKE_IN_PART = (
    "The next boat is expected when the tide turns and the wind down again. Most early of the "
    "passengers thanked the baker with a about the sea. A baker from the upper town brought and "
    "coffee for everybody before dawn. The next boat is expected when the tide turns and the goes "
    "down again. A baker from the upper town brought rolls and for everybody before dawn. The next "
    "boat is expected when the tide turns and the wind goes down again. Most of the passengers the "
    "with a song about the sea."
)

# Parts that are all 0.9 alike go as one, and the mean of their scores is a little less than that.
SHORT = "old " + LINE.replace("old ", "")
MEAN_LESS_THAN_EACH = "\n\n".join(
    [
        "Old harbour wall was mended by a few men from.", LINE, LINE + LINE, "",
        "Old harbour was mended by a few men from.", "", "👍 Yes", "", SHORT, "",
        "👍 Yes", SHORT, "👍 Yes", SHORT, "", "",
    ]
)  # fmt: skip

# "abc" and the character behind it are a word: each round begins in the middle of one.
LOOP_OF_GLUED_WORDS = " ".join([LINE, LINE, "\ud800 abc" * 5])

# Prints the digest of the sample as a process of its own finds it.
_PROGRAM = """
from tests.test_laws import SAMPLE, digest
print(digest(SAMPLE))
"""


def digest(sample: list[str]) -> str:
    """Return one fingerprint of all reports and passages of a sample."""
    answers = [(dedup.clean(text).report.to_json(), repr(dedup.find(text))) for text in sample]
    return hashlib.sha256(repr(answers).encode("ascii", "backslashreplace")).hexdigest()


def without(text: str, spans: list[dedup.Span]) -> str:
    """Return a text without some of its characters, the slow and obvious way."""
    gone = {offset for span in spans for offset in range(span.start, span.end)}
    return "".join(mark for offset, mark in enumerate(text) if offset not in gone)


def test_many_of_the_texts_that_the_laws_are_tried_on_hold_a_copy() -> None:
    """In more than a third of the texts that the strategies write something can be removed."""
    changed: list[bool] = []

    @given(texts())
    def count(text: str) -> None:
        changed.append(dedup.clean(text).changed)

    count()
    assert sum(changed) > len(changed) / 3


@given(any_texts(), options())
@example(SAMPLE[5], {})
@example(LOOP_IN_SPACES, {})
@example(LOOP_WITH_GAP, {})
def test_a_stored_report_restores_the_text(text: str, given_options: dict[str, Any]) -> None:
    """Law 1: result and report, also through JSON, bring the text back; spans say what went."""
    cleaned = dedup.clean(text, **given_options)
    stored = dedup.Report.from_dict(json.loads(cleaned.report.to_json()))

    assert cleaned.restore() == text
    assert stored.restore(cleaned.text) == text
    assert stored == cleaned.report
    assert dedup.Report.from_dict(cleaned.report.to_dict()) == cleaned.report
    assert without(text, [removal.span for removal in cleaned.report.removals]) == cleaned.text


@given(any_texts(), options())
def test_removals_are_sorted_disjoint_and_say_what_they_removed(
    text: str, given_options: dict[str, Any]
) -> None:
    """Law 2: removals stand in text order, share no character, and hold what they took."""
    removals = dedup.clean(text, **given_options).report.removals
    edges = [edge for removal in removals for edge in (removal.span.start, removal.span.end)]

    assert edges == sorted(edges)
    assert all(0 <= removal.span.start < removal.span.end <= len(text) for removal in removals)
    for removal in removals:
        assert removal.text == text[removal.span.start : removal.span.end]


@example(HALF_A_WORD_GONE, {})
@given(any_texts(), options())
def test_what_a_removal_points_at_is_still_there(text: str, given_options: dict[str, Any]) -> None:
    """Law 3: no source is empty, outside the text, or itself removed."""
    removals = dedup.clean(text, **given_options).report.removals
    for removal in removals:
        assert 0 <= removal.source.start < removal.source.end <= len(text)
        assert text[removal.source.start : removal.source.end].strip()
        assert not any(removal.source.overlaps(other.span) for other in removals)


@given(any_texts(), options())
@example(LESS_ALIKE_IN_PART, {})
@example(MEAN_LESS_THAN_EACH, {})
def test_a_removal_is_as_alike_as_was_asked_for(text: str, given_options: dict[str, Any]) -> None:
    """No copy goes that is less alike than `min_score`, and none but exact ones without `near`."""
    report = dedup.clean(text, **given_options).report
    for removal in report.removals:
        assert removal.score >= (1 if removal.kind == "exact" else report.options.min_score)
        assert report.options.near or removal.kind == "exact"


def folded(text: str) -> str:
    """Return the folded words of a text, without anything between."""
    tokens = read_tokens(text)
    return Reading(text, tokens).wording(0, len(tokens))


@given(any_texts(), options())
@example(" ".join([LINE, LINE, OTHER, LINE, LINE, OTHER, OTHER, LINE]), {})
@example(LOOP_OF_MARKS, {})
@example(SOURCE_WITH_SYMBOLS, {"keep": "last"})
@example(LOOP_OF_GLUED_WORDS, {"min_words": 3})
def test_the_source_of_an_exact_removal_says_the_same(
    text: str, given_options: dict[str, Any]
) -> None:
    """An exact removal holds the words of its source, round after round where it is a loop.

    Where a seam has glued two words together, those of the text are none of its source.
    """
    tokens = read_tokens(text)
    for removal in dedup.clean(text, **given_options).report.removals:
        if removal.kind == "exact":
            gone, source = (
                tokens.keys[(tokens.starts >= span.start) & (tokens.ends <= span.end)].tolist()
                for span in (removal.span, removal.source)
            )
            once, rounds = folded(text[removal.source.start : removal.source.end]), removal.copies
            assert gone == (source * rounds)[: len(gone)] or (once * rounds).startswith(
                folded(removal.text)
            )


@given(any_texts(), options())
def test_cleaning_a_clean_text_changes_nothing(text: str, given_options: dict[str, Any]) -> None:
    """Law 4: the same options remove nothing from a text that they have cleaned."""
    cleaned = dedup.clean(text, **given_options)
    again = dedup.clean(cleaned.text, **given_options)
    assert again.report.removals == ()
    assert again.text is cleaned.text


@given(any_texts(), options())
@example(SHIFTED_LOOP, {"near": False})
def test_scores_kinds_and_reasons_are_of_their_closed_lists(
    text: str, given_options: dict[str, Any]
) -> None:
    """Scores lie between 0 and 1, exact copies score 1, near ones reach what was asked."""
    cleaned = dedup.clean(text, **given_options)
    wanted = cleaned.report.options.min_score
    for removal in cleaned.report.removals:
        assert removal.copies >= 1
        assert (removal.kind, removal.score) == ("exact", 1.0) or (
            removal.kind == "near" and wanted <= removal.score <= 1 and cleaned.report.options.near
        )
    for kept in cleaned.report.kept:
        assert kept.reason in {"fact", "structure", "protected", "fragment", "score"}
        assert kept.kind in {"exact", "near"}
        assert 0 <= kept.score <= 1
        assert 0 <= kept.span.start < kept.span.end <= len(text)
        assert 0 <= kept.source.start < kept.source.end <= len(text)
    assert 0 <= cleaned.report.removed_share <= 1
    assert cleaned.changed == (cleaned.text != text) == bool(cleaned.report.removals)


@given(any_texts())
def test_a_text_without_removals_comes_back_as_the_same_object(text: str) -> None:
    """Nothing removed means the same string object, not a copy of it."""
    cleaned = dedup.clean(text)
    assert (cleaned.text is text) == (not cleaned.report.removals)


@example(QUOTED_AT_END, [0, 0])
@given(texts(), st.lists(st.integers(0, 300), min_size=2, max_size=2))
def test_a_protected_span_is_never_removed(text: str, offsets: list[int]) -> None:
    """No removal touches what `protect` names."""
    start, end = sorted(min(offset, len(text)) for offset in offsets)
    protected = dedup.Span(start, end)
    removals = dedup.clean(text, protect=[(start, end)]).report.removals
    assert not any(removal.span.overlaps(protected) for removal in removals if len(protected))


@given(texts(), st.sampled_from([r"\n", r"\n\n", r"[ ]", r"\s+", r"[.]"]))
@example("\n".join([SENTENCE, OTHER, SENTENCE, SENTENCE, "", OTHER, ""]), r"\n\n")
def test_what_an_expression_protects_is_never_removed(text: str, pattern: str) -> None:
    """No removal takes white space that an expression names, and cleaning twice changes nothing."""
    cleaned = dedup.clean(text, protect=[pattern])
    named = [dedup.Span(*found.span()) for found in re.finditer(pattern, text)]
    removals = cleaned.report.removals
    assert not any(removal.span.overlaps(each) for removal in removals for each in named)
    assert dedup.clean(cleaned.text, protect=[pattern]).text == cleaned.text


@given(any_texts(), options())
@example(" ".join(SLIGHTLY_OTHER_ROUNDS), {})
def test_passages_group_spans_of_the_text(text: str, given_options: dict[str, Any]) -> None:
    """Every passage has two occurrences or more, disjoint, in text order, inside the text."""
    passages = dedup.find(text, **given_options)
    for passage in passages:
        edges = [edge for each in passage.occurrences for edge in (each.start, each.end)]
        assert len(passage.occurrences) >= 2
        assert edges == sorted(edges)
        assert edges[0] >= 0
        assert edges[-1] <= len(text)
        assert all(passage.occurrences)  # none is empty
    assert len(set(passages)) == len(passages)
    firsts = [passage.occurrences[0].start for passage in passages]
    assert firsts == sorted(firsts)


@given(any_texts(), options())
@example(" ".join(SLIGHTLY_OTHER_ROUNDS), {})
@example(GLUED_ROUNDS, {})
def test_passages_are_exact_when_their_occurrences_are(
    text: str, given_options: dict[str, Any]
) -> None:
    """The occurrences of an exact passage are the same once folded; of a near one they differ."""
    found = find_matches(text, min_words=given_options.get("min_words", 8), language=None)
    tokens = found[0].tokens if found else read_tokens(text)  # words at a seam are told apart
    for passage in dedup.find(text, **given_options):
        wordings = set()
        for occurrence in passage.occurrences:
            inside = (tokens.starts >= occurrence.start) & (tokens.ends <= occurrence.end)
            wordings.add(tuple(tokens.keys[inside].tolist()))
        assert all(wordings)
        assert (len(wordings) == 1) == (passage.kind == "exact")
        assert passage.kind == "near" or passage.score == 1.0
        assert passage.kind == "exact" or given_options.get("near", True)


@given(texts(), st.floats(0.5, 1))
def test_a_stricter_score_keeps_the_better_removals(text: str, score: float) -> None:
    """`at_least` keeps the removals that score enough and lists the others as kept for "score"."""
    cleaned = dedup.clean(text, min_score=0.5)
    stricter = cleaned.at_least(score)
    kept = [removal for removal in cleaned.report.removals if removal.score >= score]
    returned = {removal.span for removal in cleaned.report.removals if removal.score < score}

    assert list(stricter.report.removals) == kept
    assert {k.span for k in stricter.report.kept if k.reason == "score"} >= returned
    assert set(stricter.report.kept) >= set(cleaned.report.kept)
    assert stricter.restore() == text
    assert without(text, [removal.span for removal in kept]) == stricter.text
    assert dedup.Report.from_dict(json.loads(stricter.report.to_json())) == stricter.report
    for removal in kept:
        assert not any(removal.source.overlaps(other.span) for other in kept)


@given(st.lists(any_texts(), max_size=4))
def test_a_text_is_cleaned_alike_alone_and_among_others(several: list[str]) -> None:
    """Law 5: `clean_many` gives in order what `clean` gives, whatever came before."""
    assert list(dedup.clean_many(several)) == [dedup.clean(text) for text in several]
    assert list(dedup.clean_many(reversed(several))) == [dedup.clean(t) for t in several[::-1]]


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_answer_does_not_depend_on_the_hash_seed(seed: str) -> None:
    """Law 5: another process with another hash seed gives the same reports and passages."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.strip() == digest(SAMPLE), done.stderr


def test_threads_get_the_same_answers() -> None:
    """Law 5: eight threads at once give what one gives, whatever their neighbours clean."""
    alone = [dedup.clean(text) for text in SAMPLE]
    with ThreadPoolExecutor(max_workers=8) as threads:
        together = list(threads.map(dedup.clean, SAMPLE * 20))
    assert together == alone * 20


def test_workers_give_the_same_answers_in_order() -> None:
    """`clean_many` gives the same results in the same order with several workers."""
    several = SAMPLE * 5
    assert list(dedup.clean_many(several, workers=2)) == list(dedup.clean_many(several))


SIZE = 2_000_000


@pytest.mark.parametrize(
    ("unit", "stays"),
    [
        pytest.param("a ", "a a a a a a a a", id="one letter over and over"),
        pytest.param(f"{SENTENCE} ", SENTENCE, id="one sentence over and over"),
        pytest.param(f"{SENTENCE}\n\n", SENTENCE, id="one paragraph over and over"),
        pytest.param(f"{SENTENCE} {OTHER} ", f"{SENTENCE} {OTHER}", id="two sentences in turn"),
    ],
)
def test_two_megabytes_of_the_same_are_one_removal(unit: str, stays: str) -> None:
    """Law 6: the most repetitive text of 2 MB ends in one removal, and its first period stays."""
    text = (unit * (SIZE // len(unit))).rstrip()
    cleaned = dedup.clean(text)
    assert len(cleaned.report.removals) == 1
    assert cleaned.text == stays
    assert cleaned.report.removals[0].kind == "exact"
    assert cleaned.restore() == text


@pytest.mark.parametrize("letter", ["a", "\u0301", " ", "\n", ".", "\x00", "-"])
def test_two_megabytes_of_one_character_come_back(letter: str) -> None:
    """Law 6: a text of one character over and over holds no word that repeats."""
    text = letter * SIZE
    assert dedup.clean(text).text is text


def test_two_megabytes_of_one_ideograph_are_a_loop() -> None:
    """Law 6: in a script without spaces every character is half a word, so one may loop."""
    cleaned = dedup.clean("啊" * SIZE)
    assert cleaned.text == "啊" * 16
    assert len(cleaned.report.removals) == 1


ONCE_BROKE_A_LAW = (
    "town a rain!中É BRIDGE...中bridge...中bridge...-3 soup some opened friday town a rain!Bridge"
    "saidof that!中bridge...-3 soup some opened friday town a rain!Bridge said of that!  \n"
    "-3 soupsome opened friday town arain!\t-3 soupsome opened friday bridge...town a rain!",
    "all mr.-3 friday mayor 1.5 will oldall river\u200b all mr.-3 friday town mayor 1.5 will old "
    "all river",
)


@pytest.mark.parametrize("text", ONCE_BROKE_A_LAW)
def test_the_laws_hold_for_texts_that_once_broke_one(text: str) -> None:
    """Glued sentences, and zero-width characters at a seam, are accounted for like any other."""
    cleaned = dedup.clean(text)
    removals = cleaned.report.removals
    assert cleaned.restore() == text
    assert all(removal.span.start < removal.span.end for removal in removals)
    assert not any(a.source.overlaps(b.span) for a in removals for b in removals)
