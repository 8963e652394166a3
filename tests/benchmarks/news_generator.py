"""Texts that look like news to a program: words, phrases, names and figures by their frequencies.

Nothing here means anything. What matters to a search for repeats does agree with news: how often
words come back (Zipf), that phrases do too, and how long words, sentences and paragraphs are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

ARTICLE = 5_000
"""Characters in an article, about."""

_VOCABULARY = 20_000
_PHRASES = 8_000
_PHRASE_SHARE, _TOPIC_SHARE = 0.06, 0.025
"""Shares of the places in a sentence at which a common phrase stands, or one of the names and
phrases of this article. With these, articles say three words in a row again as often as the English
clean articles of dev.jsonl do (measured)."""
_UNITS = ("percent", "million")
_FIGURE_SHARE, _QUOTED_SHARE = 0.02, 0.15

_ONSETS = ("b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "br")
_VOWELS = ("a", "e", "i", "o", "u", "ea", "ou")
_CODAS = ("", "", "", "n", "r", "s", "t", "l", "nd", "ck")


@dataclass(frozen=True, slots=True)
class Sample:
    """Hold a text and the stretches of it that were planted as copies, in order."""

    text: str
    copies: tuple[tuple[int, int], ...] = ()


class Newsroom:
    """Write articles; the same seed writes the same ones.

    Args:
        seed: of everything that is drawn.
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._words = self._vocabulary()
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(_VOCABULARY)))
        sizes = self._random.choices((2, 3, 4, 5), weights=(8, 6, 3, 1), k=_PHRASES)
        self._phrases = [" ".join(self._draw(size)) for size in sizes]
        self._phrase_weights = list(accumulate(1 / (rank + 20) for rank in range(_PHRASES)))

    def paragraphs(self, characters: int = ARTICLE) -> list[str]:
        """Write the paragraphs of one article, of one to four sentences each."""
        topics = [f"{self._name()} {self._name()}" for _ in range(self._random.randint(3, 8))]
        topics += [" ".join(self._draw(self._random.randint(2, 6))) for _ in range(5)]
        paragraphs: list[str] = []
        written = 0
        while written < characters:
            sentences = [self._sentence(topics) for _ in range(self._random.randint(1, 4))]
            paragraphs.append(" ".join(sentences))
            written += len(paragraphs[-1]) + 2
        return paragraphs

    def article(self) -> Sample:
        """Write an article that repeats nothing but common phrases."""
        return Sample("\n\n".join(self.paragraphs()))

    def articles(self, number: int) -> list[Sample]:
        """Write some articles."""
        return [self.article() for _ in range(number)]

    def long_text(self, characters: int, *, repeated: float = 0.0) -> Sample:
        """Write one text of many articles.

        Args:
            characters: its length, about.
            repeated: share of it that copies of earlier passages make up, half of them near.
        """
        pieces: list[str] = []
        earlier: list[list[str]] = []
        copies: list[tuple[int, int]] = []
        written = copied = 0
        while written < characters:
            article = self.paragraphs()
            pieces += article
            written += sum(len(paragraph) + 2 for paragraph in article)
            earlier.append(article[1:5])
            while copied < repeated * written and len(earlier) > 3:
                passage = "\n\n".join(earlier.pop(self._random.randrange(len(earlier) - 2)))
                copy = self.near_copy(passage) if len(copies) % 2 else passage
                copies.append((written, written + len(copy)))
                pieces.append(copy)
                written += len(copy) + 2
                copied += len(copy)
        return Sample("\n\n".join(pieces), tuple(copies))

    def with_copy(self, *, near: bool, paragraphs: int = 4) -> Sample:
        """Write an article that says some of its paragraphs again, a few paragraphs later."""
        article = self.paragraphs(ARTICLE * 4 // 5)
        passage = "\n\n".join(article[1 : 1 + paragraphs])
        copy = self.near_copy(passage) if near else passage
        before = "\n\n".join(article[:-1])
        start = len(before) + 2
        text = "\n\n".join((before, copy, article[-1]))
        return Sample(text, ((start, start + len(copy)),))

    def with_doubled_half(self) -> Sample:
        """Write an article whose second half is its first half again."""
        half = "\n\n".join(self.paragraphs(ARTICLE // 2))
        return Sample(f"{half}\n\n{half}", ((len(half) + 2, 2 * len(half) + 2),))

    def near_copy(self, passage: str, *, share: float = 0.04) -> str:
        """Put other words for some in lower case, so that no fact changes and no sentence opens."""
        lines = []
        for paragraph in passage.split("\n\n"):
            words = paragraph.split(" ")
            for place in range(1, len(words) - 1):
                word = words[place]
                plain = word.isalpha() and word.islower() and len(word) > 3 and word not in _UNITS
                if plain and self._random.random() < share / 0.6:  # six words in ten are plain
                    words[place] = self._plain_word()
            lines.append(" ".join(words))
        return "\n\n".join(lines)

    def _draw(self, number: int) -> list[str]:
        return self._random.choices(self._words, cum_weights=self._weights, k=number)

    def _plain_word(self) -> str:
        while len(word := self._draw(1)[0]) <= 3:
            continue
        return word

    def _vocabulary(self) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < _VOCABULARY:
            # Frequent words are short.
            longest = 1 + (len(words) > 60) + (len(words) > 1500) + (len(words) > 8000)
            syllables = self._random.randint(max(1, longest - 1), longest)
            words["".join(self._syllable() for _ in range(syllables))] = None
        return list(words)

    def _syllable(self) -> str:
        return "".join(map(self._random.choice, (_ONSETS, _VOWELS, _CODAS)))

    def _name(self) -> str:
        return (self._syllable() + self._syllable()).capitalize()

    def _sentence(self, topics: Sequence[str]) -> str:
        length = self._random.randint(8, 30)
        words = list(self._words_of_a_sentence(length, topics))
        words[0] = words[0][0].upper() + words[0][1:]
        if length > 14:
            words[length // 2] += ","
        if self._random.random() < _QUOTED_SHARE:
            return f"“{' '.join(words)},” {topics[0]} said."
        return f"{' '.join(words)}."

    def _words_of_a_sentence(self, length: int, topics: Sequence[str]) -> Iterator[str]:
        plain = iter(self._draw(length))
        for word in plain:
            kind = self._random.random()
            if kind < _PHRASE_SHARE:
                yield self._random.choices(self._phrases, cum_weights=self._phrase_weights)[0]
            elif kind < _PHRASE_SHARE + _TOPIC_SHARE:
                yield self._random.choice(topics)
            elif kind < _PHRASE_SHARE + _TOPIC_SHARE + _FIGURE_SHARE:
                yield self._figure()
            else:
                yield word

    def _figure(self) -> str:
        form = self._random.choice(("{}", "{} percent", "${} million", "{}.5", "20{:02d}"))
        return form.format(self._random.randint(2, 99))
