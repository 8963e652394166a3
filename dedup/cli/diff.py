"""`dedup diff`: say what two texts share."""

from __future__ import annotations

from collections.abc import Iterable

import click

from dedup.api import find_shared
from dedup.cli.flags import FILE_NAME, encoding_flag, option_flags_of
from dedup.cli.texts import Text, read_text
from dedup.options import Options
from dedup.read.tokens import read_tokens
from dedup.render.places import Places
from dedup.render.terminal import excerpt
from dedup.values import Shared, Span

__all__ = ["diff"]


@click.command()
@click.argument("first", type=FILE_NAME, metavar="A")
@click.argument("second", type=FILE_NAME, metavar="B")
@option_flags_of("min_score", "min_words", "near", "language")
@encoding_flag
def diff(first: str, second: str, options: Options, encoding: str) -> None:
    """Say which passages two texts share.

    Prints a line for each passage of B that A holds too, word for word or nearly so, with its
    place, where it stands in A, how alike the two are and how it reads: B:LINE:COLUMN: lines X-Y
    of A (SCORE): WORDING. At the end stands what share of either text's words that is.

    A or B may be -, standard input.
    """
    if first == second == "-":
        raise click.UsageError("A and B cannot both be -: standard input is read once.")
    ours, theirs = read_text(first, encoding), read_text(second, encoding)
    found = find_shared(ours.text, theirs.text, options=options)
    our_places, their_places = Places(ours.text), Places(theirs.text)
    for shared in found:
        start, end = shared.second.start, shared.second.end
        click.echo(
            f"{theirs.name}:{their_places.line(start)}:{their_places.column(start)}: "
            f"{our_places.lines_named(shared.first)} of {ours.name} ({shared.score:.3f}): "
            f"{excerpt(theirs.text[start:end])}"
        )
    click.echo(_summary(found, ours, theirs))


def _summary(found: tuple[Shared, ...], ours: Text, theirs: Text) -> str:
    if not found:
        return f"{ours.name} and {theirs.name} share no passage."
    passages = "1 passage" if len(found) == 1 else f"{len(found)} passages"
    return (
        f"{passages} shared: {_share(ours.text, (each.first for each in found))} of the words of "
        f"{ours.name}, {_share(theirs.text, (each.second for each in found))} of {theirs.name}."
    )


def _share(text: str, spans: Iterable[Span]) -> str:
    """Return for people the share of the words of a text that lie in spans, which may overlap."""
    tokens = read_tokens(text)
    covered = reached = 0
    for span in sorted(spans):
        first, last = tokens.starts.searchsorted([max(span.start, reached), span.end])
        covered += int(tokens.half_words[first:last].sum())
        reached = max(reached, span.end)
    return f"{covered / int(tokens.half_words.sum()):.1%}"
