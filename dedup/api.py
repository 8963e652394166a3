"""The library's front door: `clean`, `find`, `find_shared`, `clean_many`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dedup.errors import InputTypeError, OptionError
from dedup.match.search import find_matches
from dedup.options import Options
from dedup.pipeline import clean_text
from dedup.report import Cleaned, cleaned_from
from dedup.values import Passage, Shared

__all__ = ["check_workers", "chosen_options", "clean", "clean_many", "find", "find_shared"]


def clean(text: str, *, options: Options | None = None, **settings: Any) -> Cleaned:
    """Take the copies out of one text, and account for every character that went.

    Linear in time but for one sort of the words; memory about 25 bytes a character of
    ordinary text, up to 90 where nearly every letter is a word of its own.

    Args:
        text: any string; lone surrogates and control characters included.
        options: what to look for and what to keep; the defaults if None.
        **settings: the fields of `Options` as keywords, in place of `options`.

    Returns:
        The cleaned text with its report. A text without copies comes back as the same object.

    Raises:
        InputTypeError: `text` is not a `str`.
        OptionError: an option is unknown or cannot be used.

    >>> cleaned = clean('''The bridge at Holm will stay closed until the spring, the council said.
    ...
    ... Ferries run twice an hour.
    ...
    ... The bridge at Holm will stay closed until the spring, the council said.''')
    >>> cleaned.report.removals[0].source
    Span(start=0, end=71)
    >>> print(cleaned.text)
    The bridge at Holm will stay closed until the spring, the council said.
    <BLANKLINE>
    Ferries run twice an hour.
    """
    return _clean(_checked(text), chosen_options(options, settings))


def find(text: str, *, options: Options | None = None, **settings: Any) -> tuple[Passage, ...]:
    """Find what a text says more than once, before anything is decided.

    Occurrences begin and end exactly where the wording begins and stops to agree, in the middle
    of a sentence if need be.

    Args:
        text: any string.
        options: `min_words`, `near` and `language` count; the others belong to decisions.
        **settings: the fields of `Options` as keywords, in place of `options`.

    Raises:
        InputTypeError: `text` is not a `str`.
        OptionError: an option is unknown or cannot be used.

    >>> text = "We met on the old bridge at noon, he said. We met on the old bridge at noon!"
    >>> [text[o.start : o.end] for o in find(text)[0].occurrences]
    ['We met on the old bridge at noon', 'We met on the old bridge at noon']
    """
    chosen = chosen_options(options, settings)
    found = find_matches(_checked(text), min_words=chosen.min_words, language=chosen.language)
    if found is None:
        return ()
    from dedup.match.passages import equal_parts, group_matches  # the other functions need neither

    reading, matches = found
    if not chosen.near:
        parts = (part for match in matches for part in equal_parts(match))
        matches = [
            each
            for each in parts
            if reading.words(each.copy_start, each.copy_end) >= chosen.min_words
        ]
    return group_matches(matches, reading)


def find_shared(
    first: str, second: str, *, options: Options | None = None, **settings: Any
) -> tuple[Shared, ...]:
    """Find the passages that two texts share, word for word or nearly so.

    Like `find` it decides nothing: a passage begins and ends exactly where the wording begins and
    stops to agree. What a text says twice within itself is found as often as the second text says
    it. Costs about what `find` costs on both texts together.

    Args:
        first: any string.
        second: any string.
        options: `min_score`, `min_words`, `near` and `language` count; the others belong to
            decisions.
        **settings: the fields of `Options` as keywords, in place of `options`.

    Returns:
        In order of the second text, in which they do not overlap.

    Raises:
        InputTypeError: one of the texts is not a `str`.
        OptionError: an option is unknown or cannot be used.

    >>> one = "The ferry to Holm was late. We met on the old bridge at noon in the rain, he said."
    >>> other = "Nobody knows why. We met on the old bridge at noon in the rain."
    >>> [(other[s.second.start : s.second.end], s.kind) for s in find_shared(one, other)]
    [('We met on the old bridge at noon in the rain', 'exact')]
    """
    chosen = chosen_options(options, settings)
    from dedup.match.shared import share  # the other functions do not need it

    return share(
        _checked(first, 0),
        _checked(second, 1),
        min_words=chosen.min_words,
        min_score=chosen.min_score,
        near=chosen.near,
        language=chosen.language,
    )


def clean_many(
    texts: Iterable[str], *, workers: int = 1, options: Options | None = None, **settings: Any
) -> Iterator[Cleaned]:
    """Clean texts lazily and in order, in this process or with the help of others.

    More workers read ahead: up to three batches for each of them are under way, of 512 K characters
    or one longer text. They end with the iterator. A script that starts some needs the guard
    `if __name__ == "__main__":`.

    Short texts of one batch are looked at together, which takes half the time; one worker
    does so with a list or a tuple.

    Args:
        texts: of any other kind, one worker takes one by one as results are asked for.
        workers: processes that clean, this one among them; 1 starts none. Where `protect` holds
            expressions, all of several are others: one that takes for ever can be interrupted.
        options: what to look for and what to keep; the defaults if None.
        **settings: the fields of `Options` as keywords, in place of `options`.

    Raises:
        InputTypeError: a text is not a `str`; raised at its turn, with its position. `texts` is
            a single text, or nothing to go through; raised at the call.
        OptionError: an option is unknown or cannot be used; raised at the call.
        WorkerError: a worker process died; says over which text.

    >>> [cleaned.changed for cleaned in clean_many(["One text.", "Another."])]
    [False, False]
    """
    chosen = chosen_options(options, settings)
    check_workers(workers)
    if isinstance(texts, (str, bytes)) or not isinstance(texts, Iterable):
        raise InputTypeError(
            f"expected texts, got a single {type(texts).__name__}. "
            "A text alone is cleaned by dedup.clean(text)."
        )
    checked = (_checked(text, position) for position, text in enumerate(texts))
    if workers == 1 and not isinstance(texts, (list, tuple)):
        return (_clean(text, chosen) for text in checked)
    from dedup.many import clean_in_batches  # multiprocessing is slow to import

    return clean_in_batches(checked, chosen, workers=workers)


def _clean(text: str, options: Options) -> Cleaned:
    return cleaned_from(text, *clean_text(text, options), options)


def check_workers(workers: object) -> None:
    """Refuse what is no number of processes.

    Raises:
        OptionError: says what is accepted.
    """
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise OptionError(
            f"workers={workers!r} cannot be used: expected a whole number of processes, at least "
            "1. os.cpu_count() is a good one."
        )


def chosen_options(options: Options | None, settings: dict[str, Any]) -> Options:
    """Return the options that a call was given, as they are or as keywords.

    Raises:
        OptionError: both were given, or one cannot be used.
    """
    if options is None:
        return Options(**settings) if settings else _DEFAULTS
    if settings:
        raise OptionError(
            f"options and {', '.join(settings)} were both given: put everything into options, "
            "or give keywords only."
        )
    if not isinstance(options, Options):
        raise OptionError(
            f"options={options!r} cannot be used: expected dedup.Options(...). "
            "Single settings go in as keywords: dedup.clean(text, min_score=0.9)."
        )
    return options


_DEFAULTS = Options()


def _checked(text: object, position: int | None = None) -> str:
    if isinstance(text, str):
        return text
    where = "" if position is None else f" at position {position}"
    hints = {
        bytes: "Decode them first, text.decode('utf-8').",
        bytearray: "Decode them first, text.decode('utf-8').",
        type(None): "Skip missing texts, or clean an empty string.",
        list: "Clean its members, dedup.clean_many(texts).",
        tuple: "Clean its members, dedup.clean_many(texts).",
    }
    hint = hints.get(type(text), "Give the text itself as a str.")
    raise InputTypeError(f"expected a str{where}, got {type(text).__name__}. {hint}")
