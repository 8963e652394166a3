"""One text as the later rooms look at it."""

from hypothesis import given
from hypothesis import strategies as st

from dedup.read.reading import Reading
from dedup.read.tokens import read_tokens
from dedup.values import Span
from tests.oracle import times_in_a_row
from tests.strategies import texts

MANY = 5_000  # words that are sorted to find one of them again


def read(text: str) -> Reading:
    """Read a text."""
    return Reading(text, read_tokens(text))


def stretch(data: st.DataObject, size: int) -> tuple[int, int]:
    """Draw a stretch of tokens, at least one."""
    start = data.draw(st.integers(0, size - 1))
    return start, data.draw(st.integers(start + 1, size))


@given(texts(), st.data())
def test_words_are_counted_as_if_one_by_one(text: str, data: st.DataObject) -> None:
    """The running sum gives what adding up the half-words of a stretch gives."""
    reading = read(text)
    start, end = sorted(data.draw(st.integers(0, len(reading.tokens))) for _ in range(2))
    assert reading.words(start, end) == sum(reading.tokens.half_words[start:end].tolist()) / 2


@given(st.text(st.sampled_from("ab c"), min_size=1), st.data())
def test_occurrences_are_those_that_a_scan_counts(text: str, data: st.DataObject) -> None:
    """Words in a row, and one word outside a stretch, stand as often as looking everywhere says."""
    reading = read(f"{text} a")
    keys = reading.tokens.keys.tolist()
    start, end = stretch(data, len(keys))
    assert reading.occurrences_of(start, end) == times_in_a_row(keys, keys[start:end])
    token = data.draw(st.integers(0, len(keys) - 1))
    outside = [*keys[:start], *keys[end:]]
    assert reading.occurrences.stands_outside(token, start, end) == (keys[token] in outside)


@given(st.text(st.sampled_from("ab c"), min_size=1), st.integers(1, 4), st.data())
def test_a_row_may_recur_where_it_stands_so_often_without_overlapping(
    text: str, number: int, data: st.DataObject
) -> None:
    """Short texts are gone through for it; in long ones each of its words has to stand so often."""
    reading = read(f"{text} a")
    keys = reading.tokens.keys.tolist()
    start, end = stretch(data, len(keys))
    row, times, at = keys[start:end], 0, 0
    while at + len(row) <= len(keys):
        stands = keys[at : at + len(row)] == row
        times += stands
        at += len(row) if stands else 1
    assert reading.occurrences.may_recur(start, end, number) == (times >= number)
    filled = read(f"{text} a" + " other" * MANY)
    each = all(keys.count(key) >= number for key in row)
    assert filled.occurrences.may_recur(start, end, number) == each


@given(texts(), st.data())
def test_spans_and_tokens_lead_to_one_another(text: str, data: st.DataObject) -> None:
    """The tokens inside the span of some tokens are those tokens, and lie in a sentence."""
    reading = read(f"{text} a")
    start, end = stretch(data, len(reading.tokens))
    span = reading.span(start, end)
    low, high = reading.tokens_in(span)
    # Letters of one ligature start at the same place.
    assert (reading.tokens.starts[low], high) == (reading.tokens.starts[start], max(high, end))
    sentence = reading.sentence_of(start)
    assert sentence.start <= span.start < sentence.end
    paragraph = reading.segments.paragraphs[reading.paragraph_of(start)]
    assert paragraph.start <= sentence.start <= sentence.end <= paragraph.end


def test_a_reading_gives_words_as_written_and_folded() -> None:
    """A word is folded, as written it is not, and a wording has no spaces."""
    reading = read("The CAFÉ’s “Old Mill” cost $5")
    assert reading.as_written(1) == "CAFÉ’s"
    assert reading.word(1) == "café's"
    assert reading.wording(0, 3) == "thecafé'sold"
    assert reading.span(2, 4) == Span(12, 20)


def test_a_quotation_opens_right_before_a_word() -> None:
    """Only the first word of a quotation is quoted."""
    reading = read("He said: “Over now.” «Fini» 'Yes'")
    quoted = [reading.as_written(token) for token in range(6) if reading.quoted(token)]
    assert quoted == ["Over", "Fini", "Yes"]


def test_sentences_follow_the_language_of_the_reading() -> None:
    """An abbreviation of the chosen language ends no sentence; of another one it does."""
    text = "He met Cllr. Reed in town. She left."
    one = Reading(text, read_tokens(text), "en")
    other = Reading(text, read_tokens(text), "it")
    assert text[one.sentence_of(0).start : one.sentence_of(0).end] == "He met Cllr. Reed in town."
    assert text[other.sentence_of(0).start : other.sentence_of(0).end] == "He met Cllr."
