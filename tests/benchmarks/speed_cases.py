"""What is timed: texts, what must be found in them, and how long that may take."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dedup import Cleaned
from tests.benchmarks.labelled import Span, read_documents
from tests.benchmarks.news_generator import Newsroom, Sample

MEGABYTE = 1_000_000
SENTENCE = "The ferry left the quay in thick fog with all of its lamps lit and nobody on deck. "
OTHER = "By noon the harbour master had counted nineteen boats and sent the pilots home again. "
AGREEMENT = 0.9
"""Share of the planted copies that must go, and of what goes that must have been planted. Not all:
a changed word at an end may stay or go, and a made-up word may be a number in some language
(judgement, not measured)."""

Check = Callable[[Sequence[Cleaned]], str]


class WrongAnswerError(AssertionError):
    """Say that the library did not find what there was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioCase:
    r"""Texts to be cleaned, timed as a multiple of `re.findall(r"\w+", text)` over others.

    Attributes:
        target: the highest ratio that is good enough.
        texts: what is cleaned.
        ordinary: what findall is timed on; the same texts, unless those are odd.
        check: says what was found, and raises `WrongAnswerError`.
        copies: of each text what should go, if the peers are measured on the case too.
        rounds: at most so many rounds.
    """

    name: str
    target: float
    texts: Sequence[str]
    check: Check
    ordinary: Sequence[str] = ()
    copies: Sequence[Sequence[Span]] = ()
    rounds: int = 99


def article_cases(newsroom: Newsroom, *, number: int) -> Iterator[RatioCase]:
    """Yield the cases of generated articles, as many as `number` at a time."""
    clean = newsroom.articles(number)
    yield _case("articles, clean", 1.2, clean, articles=True)
    mixed = list(clean)
    for count, place in enumerate(range(3, number, 7)):  # 15 in 100
        mixed[place] = newsroom.with_copy(near=bool(count % 2), paragraphs=2)
    yield _case("articles, 15% repeat", 2.7, mixed, articles=True)
    few = max(number // 50, 10)
    doubled = [newsroom.with_doubled_half() for _ in range(few)]
    yield _case("doubled half, exact", 7.0, doubled, articles=True)
    near = [newsroom.with_copy(near=True) for _ in range(few)]
    yield _case("near copy, 4 paragraphs", 12.0, near, articles=True)


def long_cases(newsroom: Newsroom, *, characters: int) -> Iterator[RatioCase]:
    """Yield the cases of one long text."""
    ordinary = newsroom.long_text(characters)
    yield _case("long, no repeats", 1.5, [ordinary], rounds=3)
    repeated = newsroom.long_text(characters, repeated=0.1)
    yield _case("long, 10% repeated", 6.0, [repeated], rounds=3)
    for name, make in ODD_TEXTS.items():
        if name in LOOPS:
            yield RatioCase(
                name=f"long, {name}",
                target=4.5,
                texts=[make(characters)],
                ordinary=[ordinary.text],
                check=partial(_check_loop, left=LOOPS[name], characters=characters),
                rounds=3,
            )


def labelled_cases(articles: Path) -> Iterator[RatioCase]:
    """Yield the cases of real articles with labels."""
    targets = {
        "clean": 1.8,
        "mrpc_diff": 6.0,
        "paws_diff": 6.0,
        "fact_change": 6.0,
        "near_edit": 12.0,
        "near_ocr": 12.0,
        "near_format": 12.0,
    }
    documents = read_documents(articles)
    for kind, target in targets.items():
        chosen = [document for document in documents if document.kind == kind]
        texts = [document.text for document in chosen]
        copies = [[label.copy for label in document.answers[0]] for document in chosen]
        # quality.py judges these sets closely; here they may only not be left undone.
        check = partial(_check_copies, texts=texts, copies=copies, most_touched=2)
        if chosen:
            yield RatioCase(
                name=f"real, {kind}", target=target, texts=texts, check=check, copies=copies
            )


def lines_of_facts(characters: int) -> str:
    """Write lines alike in form, each with facts of its own."""
    rooms = ("Harbour Hall", "Old Mill", "North Chapel", "Station Hotel", "Garden House")
    lines = []
    for number in range(characters // 75 + 1):
        price, seats = 12 + number % 83, 40 + number * 7 % 911
        lines.append(
            f"Concert {number} in the {rooms[number % 5]} costs {price} crowns and seats {seats}."
        )
    return "\n".join(lines)[:characters]


ODD_TEXTS: dict[str, Callable[[int], str]] = {
    "one sentence": lambda size: (SENTENCE * (size // len(SENTENCE) + 1))[:size],
    "one character": lambda size: "x" * size,
    "two sentences": lambda size: ((SENTENCE + OTHER) * (size // 160 + 1))[:size],
    "a a a": lambda size: ("a " * (size // 2 + 1))[:size],
    "lines of facts": lines_of_facts,
}
"""Texts that repeat a lot, by their number of characters."""

LOOPS = {
    "one sentence": (len(SENTENCE) - 1, 2 * len(SENTENCE)),
    "one character": (5 * MEGABYTE, 5 * MEGABYTE),
    "two sentences": (len(SENTENCE + OTHER) - 1, 2 * len(SENTENCE + OTHER)),
    "a a a": (15, 60),
}
"""How many characters of an odd text must be left at least and at most: one round of a loop, eight
words where it has no sentences, and a last round that is cut off. One word does not repeat."""


def _case(
    name: str, target: float, samples: Sequence[Sample], *, articles: bool = False, rounds: int = 99
) -> RatioCase:
    copies = [sample.copies for sample in samples]
    texts = [sample.text for sample in samples]
    return RatioCase(
        name=name,
        target=target,
        texts=texts,
        check=partial(_check_copies, texts=texts, copies=copies, most_touched=0),
        copies=copies if articles else (),
        rounds=rounds,
    )


def spans_of(cleaned: Cleaned) -> list[Span]:
    """Return what was removed from a text."""
    return [(removal.span.start, removal.span.end) for removal in cleaned.report.removals]


def agreement(removed: Sequence[Span], wanted: Sequence[Span], text: str) -> tuple[int, int, int]:
    """Count letters and marks, white space aside: removed, wanted, and both."""

    def counted(spans: Sequence[Span]) -> int:
        return sum(len("".join(text[start:end].split())) for start, end in spans)

    both = [
        (max(one[0], other[0]), min(one[1], other[1]))
        for one in removed
        for other in wanted
        if one[0] < other[1] and other[0] < one[1]
    ]
    return counted(removed), counted(wanted), counted(both)


def found(
    removed: Sequence[Sequence[Span]], wanted: Sequence[Sequence[Span]], texts: Sequence[str]
) -> tuple[float, float, int]:
    """Return the shares of the removed that was wanted and of the wanted that was removed.

    Third comes the number of texts from which something went though nothing was wanted.
    """
    counts = [agreement(*each) for each in zip(removed, wanted, texts, strict=True)]
    gone, asked, both = (sum(column) for column in zip(*counts, strict=True))
    touched = sum(bool(one) and not other for one, other in zip(removed, wanted, strict=True))
    return (both / gone if gone else 1.0, both / asked if asked else 1.0, touched)


def _check_copies(
    results: Sequence[Cleaned],
    texts: Sequence[str],
    copies: Sequence[Sequence[Span]],
    most_touched: int,
) -> str:
    precision, recall, touched = found(list(map(spans_of, results)), copies, texts)
    said = f"{sum(map(_removed, results)):,} removed, P {precision:.3f} R {recall:.3f}"
    if touched > most_touched or (any(copies) and min(precision, recall) < AGREEMENT):
        raise WrongAnswerError(f"{said}, {touched} touched in vain")
    return said


def _check_loop(results: Sequence[Cleaned], left: tuple[int, int], characters: int) -> str:
    [cleaned] = results
    said = f"{_removed(cleaned):,} removed, {len(cleaned.text):,} left"
    least, most = (min(bound, characters) for bound in left)
    if not least <= len(cleaned.text) <= most:
        raise WrongAnswerError(f"{said}, not {least:,} to {most:,}")
    return said


def _removed(cleaned: Cleaned) -> int:
    return sum(len(removal.span) for removal in cleaned.report.removals)
