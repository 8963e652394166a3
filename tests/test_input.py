"""What comes back from bad input and odd input, and what a result can be used for."""

import copy
import dataclasses
import pickle
import re
from typing import Any

import pytest

import dedup
from dedup import InputTypeError, OptionError, Options, Span

SENTENCE = "The last ferry of the season left the quay in thick fog with its lamps lit."
OTHER = "Nobody on the island had ever seen the water stand so high in April."
TEXT = f"{SENTENCE}\n\n{OTHER}\n\n{SENTENCE}"


@pytest.mark.parametrize(
    ("given", "named"),
    [(b"x", "bytes"), (None, "None"), (["x"], "list"), (3, "int"), (bytearray(b"x"), "bytearray")],
    ids=repr,
)
@pytest.mark.parametrize("function", [dedup.clean, dedup.find])
def test_what_is_no_text_is_refused(function: Any, given: Any, named: str) -> None:
    """Anything but a str is an `InputTypeError`, which is a `TypeError`, and names what came."""
    with pytest.raises(InputTypeError, match=named) as raised:
        function(given)
    assert isinstance(raised.value, TypeError)
    assert isinstance(raised.value, dedup.DedupError)


def test_bytes_are_told_to_be_decoded() -> None:
    """The error for bytes says how to make a text of them."""
    with pytest.raises(InputTypeError, match="decode"):
        dedup.clean(b"x")  # type: ignore[arg-type]


def test_a_list_is_told_of_clean_many() -> None:
    """The error for a list says how to clean several texts."""
    with pytest.raises(InputTypeError, match="clean_many"):
        dedup.clean(["x"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    ["", " ", "\n", " \t\r\n\u3000", "word", "\ufeff", "\ud800", "\x00", "\u202e", "\uffff", "."],
    ids=ascii,
)
def test_a_text_with_nothing_to_find_comes_back(given: str) -> None:
    """Empty text, white space, one word, one odd character come back as the same object."""
    cleaned = dedup.clean(given)
    assert cleaned.text is given
    assert not cleaned.changed
    assert cleaned.report.removed_share == 0.0
    assert (cleaned.report.removals, cleaned.report.kept, dedup.find(given)) == ((), (), ())
    assert cleaned.restore() == given


@pytest.mark.parametrize(
    "odd",
    ["\ud83d", "\udc00\ud800", "\x00", "\u202e", "\u2066", "\U000e0fff", "\u0378", "\u0301" * 50],
    ids=ascii,
)
def test_odd_characters_move_no_offset(odd: str) -> None:
    """Lone surrogates, NUL, bidi controls, unassigned and combining marks leave offsets right."""
    text = f"{odd} {SENTENCE}\n\nHere {odd} between.\n\n{OTHER}\n\n{SENTENCE}\n\n{odd}"
    start = text.rindex(SENTENCE)
    cleaned = dedup.clean(text)
    [removal] = cleaned.report.removals
    assert removal.span == Span(start - 2, start + len(SENTENCE))
    assert cleaned.restore() == text


def test_a_million_combining_marks_are_a_text() -> None:
    """A letter under a million accents is one word among others."""
    text = f"{SENTENCE}\n\nA{chr(0x301) * 1_000_000} here.\n\n{SENTENCE}"
    [removal] = dedup.clean(text).report.removals
    assert removal.span == Span(len(text) - len(SENTENCE) - 2, len(text))


def test_a_subclass_of_str_is_a_text() -> None:
    """A str of a subclass is cleaned like any other."""

    class Marked(str):
        __slots__ = ()

    assert dedup.clean(Marked(TEXT)).text == f"{SENTENCE}\n\n{OTHER}"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"min_scor": 0.9}, r"'min_scor'.*Did you mean 'min_score'"),
        ({"minwords": 5}, r"'minwords'.*Did you mean 'min_words'"),
        ({"min_score": 90}, r"min_score=90 .*from 0 to 1.*RapidFuzz"),
        ({"min_score": -0.1}, r"min_score=-0.1 .*from 0 to 1"),
        ({"min_score": float("nan")}, r"min_score=nan .*from 0 to 1"),
        ({"min_score": "0.9"}, r"min_score='0.9' .*number from 0 to 1"),
        ({"min_score": True}, r"min_score=True .*number from 0 to 1"),
        ({"min_words": 0}, r"min_words=0 .*whole number"),
        ({"min_words": 8.5}, r"min_words=8.5 .*whole number"),
        ({"near": "yes"}, r"near='yes' .*True or False"),
        ({"keep": "longest"}, r"keep='longest' .*'fullest', 'first' or 'last'"),
        ({"keep": "frist"}, r"keep='frist' .*Did you mean 'first'"),
        ({"guards": "fact"}, r"guards='fact' .*set"),
        ({"guards": {"facts"}}, r"guards=.*'facts'.*Did you mean 'fact'"),
        ({"protect": "Advertisement"}, r"protect='Advertisement' .*list"),
        ({"protect": ["(open"]}, r"protect='\(open' .*regular expression"),
        ({"protect": [(5, 2)]}, r"protect=\(5, 2\)"),
        ({"protect": [3]}, r"protect=3"),
        ({"language": "klingon"}, r"klingon"),
    ],
    ids=str,
)
def test_an_option_that_cannot_be_used_is_refused(options: dict[str, Any], message: str) -> None:
    """An `OptionError` names the field, what was given, what is accepted, and the nearest name."""
    for call in (lambda: Options(**options), lambda: dedup.clean("x", **options)):
        with pytest.raises(OptionError) as raised:
            call()
        assert re.search(message, str(raised.value), re.DOTALL), str(raised.value)
        assert isinstance(raised.value, ValueError)
        assert isinstance(raised.value, dedup.DedupError)


def test_the_error_for_a_percentage_reads_as_a_whole() -> None:
    """An error says what was given, what is wanted, and what to do next."""
    with pytest.raises(OptionError) as raised:
        Options(min_score=90)
    assert str(raised.value) == (
        "min_score=90 cannot be used: expected a number from 0 to 1. "
        "RapidFuzz's fuzz.* scores run to 100."
    )


def test_options_may_come_as_one_object() -> None:
    """`options=` and keywords say the same, and the report holds them."""
    options = Options(keep="last", min_words=5)
    cleaned = dedup.clean(TEXT, options=options)
    assert cleaned == dedup.clean(TEXT, keep="last", min_words=5)
    assert cleaned.report.options == options
    assert dedup.find(TEXT, options=options) == dedup.find(TEXT, keep="last", min_words=5)


def test_at_least_refuses_what_is_no_score() -> None:
    """A stricter score is checked like the option."""
    with pytest.raises(OptionError, match="min_score=97"):
        dedup.clean(TEXT).at_least(97)


def test_clean_many_raises_at_the_turn_of_a_wrong_text() -> None:
    """Texts before a wrong one are cleaned; the wrong one is named by its position."""
    given: list[Any] = [TEXT, "fine", None, "never reached"]
    results = dedup.clean_many(iter(given))
    assert next(results).changed
    assert next(results).text == "fine"
    with pytest.raises(InputTypeError, match=r"\b2\b"):
        next(results)


@pytest.mark.parametrize("given", [TEXT, b"text", None, 5, object()], ids=lambda given: type(given))
def test_clean_many_refuses_what_holds_no_texts(given: Any) -> None:
    """A single text, bytes and what cannot be gone through are refused at the call."""
    with pytest.raises(
        InputTypeError, match=f"expected texts, got a single {type(given).__name__}"
    ):
        dedup.clean_many(given)


def test_clean_many_takes_no_more_texts_than_it_needs() -> None:
    """The iterator is lazy: an endless supply of texts gives results one by one."""

    def endless() -> Any:
        while True:
            yield TEXT

    results = dedup.clean_many(endless())
    assert [next(results).changed for _ in range(3)] == [True] * 3


@pytest.fixture
def values() -> dict[str, Any]:
    """Return one of each public value, by the name of its class."""
    number = "{} storm tore the roofs from {} barns along the coast road near the light."
    text = "\n\n".join([TEXT, number.format("The", 14), "Rain fell.", number.format("The", 17)])
    cleaned = dedup.clean(text)
    [removal], [kept, *_] = cleaned.report.removals, cleaned.report.kept
    passage = dedup.find(text)[0]
    all_of_them = (cleaned, cleaned.report, removal, kept, removal.span, passage, Options())
    return {type(value).__name__: value for value in all_of_them}


@pytest.mark.parametrize(
    "name", ["Cleaned", "Report", "Removal", "Kept", "Span", "Passage", "Options"]
)
def test_a_public_value_is_frozen_hashable_and_picklable(values: dict[str, Any], name: str) -> None:
    """Results are values: equal copies hash alike, survive pickling, and cannot be changed."""
    value = values[name]
    again = pickle.loads(pickle.dumps(value))
    assert again == value
    assert hash(again) == hash(value)
    assert copy.deepcopy(value) == value
    field = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, field, None)


def test_the_report_tells_of_removals_and_kept_repeats(values: dict[str, Any]) -> None:
    """`str(report)` is a summary for people, and names the reason of what was left."""
    report = values["Report"]
    assert "fact" in str(report)
    assert "14" in str(report)
    assert str(dedup.clean("word").report)
    assert report.version == dedup.__version__
    assert report.options == Options()


@pytest.mark.parametrize("given", [None, b"text", 5])
def test_a_report_restores_nothing_but_a_text(given: Any) -> None:
    """What is no `str` is an `InputTypeError`, as for `clean`."""
    with pytest.raises(InputTypeError, match=f"expected a str, got {type(given).__name__}"):
        dedup.clean(TEXT).report.restore(given)


def test_a_report_refuses_another_text() -> None:
    """Restoring a text of another length is an error, not a wrong text."""
    report = dedup.clean(TEXT).report
    with pytest.raises(dedup.DedupError):
        report.restore("something else")


@pytest.mark.parametrize("guards", [frozenset(), {"fact", "structure"}], ids=str)
def test_find_decides_nothing(guards: Any) -> None:
    """`find` shows a repeat that differs in a fact, guards or not, and moves no border."""
    wording = "the men who steer them through the skerries have not slept for days"
    text = f"A doctor wrote that {wording} and fell ill.\n\n{OTHER}\n\nPilots say {wording}, again."
    [passage] = dedup.find(text, guards=guards)
    found = [text[span.start : span.end] for span in passage.occurrences]
    assert found == [wording, wording]
    assert (passage.kind, passage.score) == ("exact", 1.0)
    assert not dedup.clean(text, guards=guards).changed


def test_find_shows_what_a_guard_will_keep() -> None:
    """A near copy with another number is a passage for `find`, and stays for `clean`."""
    first = "The storm tore the roofs from 14 barns along the coast road near the lighthouse."
    text = f"{first}\n\n{OTHER}\n\n{first.replace('14', '17')}"
    [passage] = dedup.find(text)
    assert passage.kind == "near"
    assert passage.score < 1.0
    assert [span.start for span in passage.occurrences] == [0, text.rindex("The storm")]
    assert not dedup.clean(text).changed


def test_find_puts_a_shorter_agreement_into_a_passage_of_its_own() -> None:
    """Occurrences of a passage agree over the same length; a shorter one stands apart."""
    both = f"{SENTENCE} {OTHER}"
    rain = "Rain had been falling on the hills above the harbour since the weekend."
    sand = "Children filled sacks behind the chapel until it was too dark for work."
    text = "\n\n".join([both, rain, SENTENCE, sand, both])
    found = [[text[o.start : o.end] for o in each.occurrences] for each in dedup.find(text)]
    assert [both.rstrip(".")] * 2 in [[words.rstrip(".") for words in each] for each in found]
    [shorter] = [each for each in found if OTHER[:-1] not in each[0]]
    assert {words.rstrip(".") for words in shorter} == {SENTENCE.rstrip(".")}
