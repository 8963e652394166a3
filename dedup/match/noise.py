"""Which words are spoilt by noise, where they are so all over, as by a scanner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final
from unicodedata import category

from dedup.match.differences import Difference
from dedup.match.likeness import differ_in_endings
from dedup.read.characters import LOST
from dedup.read.marks import QUESTION_MARKS, STOPS
from dedup.read.reading import Reading

__all__ = ["are_known_words", "find_misread", "has_digit_for_letter", "with_spoilt_letters"]

# A match is noisy from this many spoilt words on, one of them in lower case, and this share of its
# words. One per cent of wrong characters spoils about 5 % of the words. Tuned on labelled news.
_NOISY_WORDS, _NOISY_SHARE = 2, 0.01
# Where no capital tells a name from other words, more of them have to be spoilt; judgement.
_NOISY_UNCASED: Final = 3
# Where words are not set apart, from this many letters on that stand for others, no two of them
# for the same ones, and this share of all differences; an editor changes words, of more letters
# than one. How alike such letters are. Judgement.
_SPOILT_LETTERS, _SPOILT_SHARE, _LETTER_LIKENESS = 4, 0.7, 0.5
# A word in two, or two in one, is noise or only another spelling ("per cent"); judgement.
_DIVISION: Final = 0.5
_SENTENCE_ENDS: Final = QUESTION_MARKS.union(".!…。！\n\r", STOPS)
_DIGITS_FOR_LETTERS: Final = frozenset("015")
_BEFORE_ENDING: Final = 3  # letters before an ending; judgement, not measured
_FEWEST_LETTERS: Final = 2  # of a word in which a digit is noise


def find_misread(
    reading: Reading,
    differences: Iterable[Difference],
    source: tuple[int, int],
    copied: tuple[int, int],
) -> frozenset[Difference]:
    """Return the spoilt words if there are some all over, not only names, numbers, known words."""
    enough = max(_NOISY_WORDS, _NOISY_SHARE * reading.words(*copied))
    spoilt = list(_with_evidence(differences, reading))
    if sum(evidence for evidence, _ in spoilt) < enough:
        return frozenset()
    spoilt = [
        (evidence, each)
        for evidence, each in spoilt
        if not are_known_words(reading, each, source, copied)
        and not _is_next_sentence(reading, each, copied)
    ]
    if sum(evidence for evidence, _ in spoilt) < enough:
        return frozenset()
    words = [
        each
        for evidence, each in spoilt
        if evidence >= 1 and _is_all_letters(reading.wording(each.source_start, each.source_end))
    ]
    in_lower_case = any(
        reading.as_written(each.source_start).islower()
        or LOST in reading.wording(each.copy_start, each.copy_end)  # is in no name
        for each in words
    )
    if not in_lower_case and sum(_is_uncased(each, reading) for each in words) < _NOISY_UNCASED:
        return frozenset()
    uninflected = accumulate(
        evidence for evidence, each in spoilt if not _ends_otherwise(each, reading)
    )
    if not any(so_far >= 1 for so_far in uninflected):
        return frozenset()
    return frozenset(each for _, each in spoilt)


def with_spoilt_letters(
    reading: Reading, differences: list[Difference]
) -> tuple[list[Difference], frozenset[Difference]]:
    """Return differences in which letters count as spoilt, if lone ones are all over, and these.

    So a scanner spoils Chinese, Japanese or Thai, where every letter is a token.
    """
    none = differences, frozenset[Difference]()
    if len(differences) < _SPOILT_LETTERS:  # nearly always
        return none
    if all(reading.half_words[each.source_start] > 1 for each in differences[1:3]):
        return none  # words are set apart
    lone = {each for each in differences if _is_lone_letter(each, reading)}
    pairs = {(reading.word(each.source_start), reading.word(each.copy_start)) for each in lone}
    if len(pairs) < max(_SPOILT_LETTERS, _SPOILT_SHARE * len(differences)):
        return none
    spoilt = {each: each._replace(likeness=_LETTER_LIKENESS) for each in lone}
    return [spoilt.get(each, each) for each in differences], frozenset(spoilt.values())


def _is_lone_letter(each: Difference, reading: Reading) -> bool:
    """Tell whether a difference is one letter for another, in a script without spaces."""
    both = each.source_end - each.source_start == each.copy_end - each.copy_start == 1
    if not both or each.likeness or reading.half_words[each.source_start] > 1:
        return False
    return reading.half_words[each.copy_start] == 1 and reading.word(each.source_start).isalpha()


def _is_uncased(spoilt: Difference, reading: Reading) -> bool:
    """Tell whether a word is of a script with spaces and without capitals, not only an ending."""
    written = reading.as_written(spoilt.source_start)
    spaced = reading.half_words[spoilt.source_start] > 1
    return spaced and written.lower() == written.upper() and not _ends_otherwise(spoilt, reading)


def _is_next_sentence(reading: Reading, spoilt: Difference, copied: tuple[int, int]) -> bool:
    """Tell whether a word at an end of a match stands behind the border of a sentence.

    That two sentences go on, or stand behind, words that look alike happens by chance.
    """
    if spoilt.copy_end == copied[1]:
        border = spoilt.copy_start
    elif spoilt.copy_start == copied[0]:
        border = spoilt.copy_end
    else:
        return False
    ends, starts = reading.tokens.ends, reading.tokens.starts
    between = reading.text[int(ends[border - 1]) : int(starts[border])]
    return not _SENTENCE_ENDS.isdisjoint(between)


def _ends_otherwise(spoilt: Difference, reading: Reading) -> bool:
    """Tell whether two words differ in their endings, the last letter too, as inflected ones do.

    Or one only has more letters at its end.
    """
    one = reading.wording(spoilt.source_start, spoilt.source_end)
    other = reading.wording(spoilt.copy_start, spoilt.copy_end)
    if one == other or not differ_in_endings(one, other, stem=_BEFORE_ENDING):
        return False
    return one[-1] != other[-1] or one.startswith(other) or other.startswith(one)


def _with_evidence(
    differences: Iterable[Difference], reading: Reading
) -> Iterator[tuple[float, Difference]]:
    """Yield the differences that look like noise, and how many words each counts for.

    One that stands between two copies of its source differs from both, and counts once.
    """
    seen: set[tuple[str, str]] = set()
    for each in differences:
        if each.likeness:
            one = reading.wording(each.source_start, each.source_end)
            other = reading.wording(each.copy_start, each.copy_end)
            yield 0.0 if (other, one) in seen else _evidence(each, one, other, reading), each
            seen.add((one, other))


def _evidence(spoilt: Difference, one: str, other: str, reading: Reading) -> float:
    """Return how many words a difference that looks like noise counts for."""
    if spoilt.likeness < 1:
        both = one + other
        if not both.isalpha() and not any(map(str.isalpha, both)):
            return 0  # another figure is another fact
        surely = LOST in other or LOST in one or has_digit_for_letter(one, other)
        return _NOISY_WORDS if surely else 1
    sides = ((spoilt.source_start, spoilt.source_end), (spoilt.copy_start, spoilt.copy_end))
    return _DIVISION if any(_is_in_two(*side, reading) for side in sides) else 0


def _is_in_two(start: int, end: int, reading: Reading) -> bool:
    """Tell whether only white space stands between some tokens, and there is more than one."""
    if end - start < 2:
        return False
    span = reading.span(start, end)
    return _is_all_letters("".join(reading.text[span.start : span.end].split()))


def _is_all_letters(word: str) -> bool:
    """Tell whether a word has nothing but letters and the marks on them, as in Hindi or Thai."""
    return word.isalpha() or all(category(each)[0] in "LM" for each in word)


def are_known_words(
    reading: Reading, difference: Difference, source: tuple[int, int], copied: tuple[int, int]
) -> bool:
    """Tell whether the words of both sides also stand outside the match that they differ in.

    A spoilt word is no word, and stands nowhere else; "Iraq" for "Iran" may well do.

    Args:
        reading: the text.
        difference: within the match.
        source: token positions of the match's source.
        copied: token positions of its copy.
    """
    # The copy is nearly always the spoilt one.
    for token in range(difference.copy_start, difference.copy_end):
        if not reading.occurrences.stands_outside(token, *copied):
            return False
    return all(
        reading.occurrences.stands_outside(token, *source)
        for token in range(difference.source_start, difference.source_end)
    )


def has_digit_for_letter(one: str, other: str) -> bool:
    """Tell whether one of two words has a digit where the other has a letter, as no word has.

    >>> has_digit_for_letter("p0int", "point"), has_digit_for_letter("iphone5", "iphone")
    (True, False)
    """
    if one.isalpha() == other.isalpha():
        return False
    word, spoilt = (one, other) if one.isalpha() else (other, one)
    letters = "".join(filter(str.isalpha, spoilt))
    digits = set(filter(str.isdigit, spoilt))
    mixed = len(letters) >= _FEWEST_LETTERS and digits and digits <= _DIGITS_FOR_LETTERS
    return bool(mixed) and letters != word
