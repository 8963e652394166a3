"""Law 6: work grows with the length of a text, however repetitive it is; counted, not timed.

Two counts are taken of one call: the lines of the package that are executed, which is what
Python does itself, and the items handed to the functions that compare or scan, which is what is
done in one stroke. A text twice as long must cost little more than twice as much of both.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from rapidfuzz.distance import Indel

import dedup

PACKAGE = str(Path(dedup.__file__).parent)

# Doubling costs a factor of two, and something for the logarithm of the sort and for the ends.
LINEAR = 2.3
# Added to every count: so much does any call cost, and a threshold more or less is no growth.
ANY_CALL = 20_000

WALL = "The old harbour wall was mended by five men from the town before dusk."
HIGH = "Many people on the island had never seen the water stand so high in April."
STALL = "Stall {0} sold {1} loaves of bread from the old bakery by the harbour wall."
PHRASE = "mended not light quiet island a;"
NOISY = str.maketrans("7", "1")


def article(size: int) -> list[str]:
    """Write sentences that have hardly three words in a row in common."""
    return [
        " ".join(
            f"Word{place * 7 % 991}x{place} of{place * 3 % 97}" for place in range(at, at + 12)
        )
        + "."
        for at in range(0, 12 * size, 12)
    ]


def in_turn(*several: list[str]) -> list[str]:
    """Take one sentence of each in turn."""
    return [sentence for together in zip(*several, strict=True) for sentence in together]


KINDS: dict[str, Callable[[int], str]] = {
    "one sentence over and over": lambda size: f"{WALL} " * size,
    "one paragraph over and over": lambda size: f"{WALL}\n\n" * size,
    "two sentences in turn": lambda size: f"{WALL} {HIGH} " * (size // 2),
    "one word over and over": lambda size: "a " * (8 * size),
    "two words over and over": lambda size: "so it " * (4 * size),
    "one letter without spaces": lambda size: "啊" * (8 * size),
    "lines alike with facts of their own": lambda size: "\n".join(
        STALL.format(place, place * 7) for place in range(size)
    ),
    "sentences alike with facts of their own": lambda size: " ".join(
        STALL.format(place, place * 7) for place in range(size)
    ),
    "numbered lines alike": lambda size: "\n".join(
        f"{1000 + place}. {WALL}" for place in range(size)
    ),
    "lines between rules": lambda size: f"{WALL}\n-----\n" * size,
    "lines that count down": lambda size: "\n".join(
        STALL.format(size - place, "few") for place in range(size)
    ),
    "a doubled article": lambda size: "\n\n".join(2 * article(size // 2)),
    "each sentence twice": lambda size: "\n\n".join(
        in_turn(article(size // 2), article(size // 2))
    ),
    "an article without a repeat": lambda size: " ".join(article(size)),
    "a noisy second half": lambda size: " ".join(
        [*article(size // 2), *(each.translate(NOISY) for each in article(size // 2))]
    ),
    "one sentence between new ones": lambda size: "\n\n".join(
        in_turn(article(size // 2), [WALL] * (size // 2))
    ),
    "one sentence inside new ones": lambda size: " ".join(
        in_turn(article(size // 2), [WALL] * (size // 2))
    ),
    "three copies in parts": lambda size: "\n\n".join(
        [
            *article(size // 4),
            *in_turn(article(size // 4), [WALL] * (size // 4)),
            *article(size // 4),
        ]
    ),
    "ends of one sentence": lambda size: "\n> ".join(
        PHRASE[place * 37 % len(PHRASE) :] for place in range(2 * size)
    ),
    "ever longer openings": lambda size: "\n\n".join(
        " ".join(article(8)[: 1 + place % 8]) for place in range(size // 2)
    ),
}


class Counter:
    """Count the lines of the package that a call executes."""

    def __init__(self) -> None:
        self.lines = 0

    def _line(self, _frame: FrameType, event: str, _value: Any) -> Any:
        if event == "line":
            self.lines += 1
        return self._line

    def _call(self, frame: FrameType, _event: str, _value: Any) -> Any:
        return self._line if frame.f_code.co_filename.startswith(PACKAGE) else None

    def __enter__(self) -> "Counter":
        self._before = sys.gettrace()
        sys.settrace(self._call)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before)


@pytest.fixture
def items(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Note how much is handed to the functions that compare and scan; they work as ever."""
    from dedup.read import segments, sentences
    from dedup.read.reading import Reading

    noted: list[int] = []
    editops, split, occurrences = (
        Indel.editops,
        sentences.find_sentences,
        Reading.occurrences_of,
    )

    class Counting:
        """Stand where rapidfuzz's Indel stands; all its work is done by it."""

        normalized_similarity = Indel.normalized_similarity
        normalized_distance = Indel.normalized_distance
        distance = Indel.distance

        @staticmethod
        def editops(one: list[int], other: list[int]) -> Any:
            noted.append(len(one) * (1 + len(other) // 64))  # bit-parallel: 64 at a time
            return editops(one, other)

    def counting_split(text: str, paragraph: dedup.Span, language: str | None = None) -> Any:
        noted.append(len(paragraph))
        return split(text, paragraph, language)

    def counting_occurrences(reading: Reading, start: int, end: int) -> int:
        found = occurrences(reading, start, end)
        noted.append(end - start + found)
        return found

    monkeypatch.setattr("rapidfuzz.distance.Indel", Counting)
    monkeypatch.setattr(segments, "find_sentences", counting_split)
    monkeypatch.setattr(Reading, "occurrences_of", counting_occurrences)
    return noted


def cost(function: Callable[[str], Any], text: str, items: list[int]) -> tuple[int, int]:
    """Return the lines executed and the items handed over by one call."""
    items.clear()
    with Counter() as counter:
        function(text)
    return counter.lines, sum(items)


def assert_linear(function: Callable[[str], Any], kind: str, items: list[int]) -> None:
    """Assert that a text twice as long costs little more than twice as much."""
    function(KINDS[kind](16))  # loads tables and fills caches
    shorter = cost(function, KINDS[kind](512), items)
    longer = cost(function, KINDS[kind](1024), items)
    for what, one, two in zip(("lines", "items"), shorter, longer, strict=True):
        allowed = LINEAR * (one + ANY_CALL)
        assert two + ANY_CALL <= allowed, f"{one} {what} for a text, {two} for twice as much"


# What these cost grows with the square of the text, for the reason given.
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("function", [dedup.clean, dedup.find], ids=["clean", "find"])
def test_a_text_twice_as_long_costs_twice_as_much(
    function: Callable[[str], Any], kind: str, items: list[int]
) -> None:
    """Lines executed and items compared grow in proportion to the text, of whatever kind it is."""
    assert_linear(function, kind, items)


def test_what_grows_with_the_square_would_be_found(items: list[int]) -> None:
    """The measure tells a text that is looked at in all its openings from one looked at once."""

    def find_in_all_openings(text: str) -> None:
        for end in range(0, len(text), 10 * len(WALL)):
            dedup.find(text[:end])

    with pytest.raises(AssertionError, match="twice as much"):
        assert_linear(find_in_all_openings, "one sentence over and over", items)
