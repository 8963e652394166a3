"""`dedup check`: say where texts repeat themselves, for hooks and for CI."""

from __future__ import annotations

import click

from dedup.api import clean
from dedup.cli.failures import FAILED, REPEATS_FOUND, answer, telling_failures
from dedup.cli.flags import FILE_NAME, encoding_flag, option_flags
from dedup.cli.progress import progress
from dedup.cli.texts import read_text
from dedup.options import Options
from dedup.render.places import Places

__all__ = ["check"]


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE_NAME, metavar="FILE...")
@option_flags
@encoding_flag
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], options: Options, encoding: str) -> None:
    """Say where texts repeat themselves.

    Prints a line for each copy that `dedup clean` would take out, with its place, the lines it
    repeats and how alike the two are: FILE:LINE:COLUMN: repeats lines A-B (SCORE). Nothing is
    changed. FILE may be -, standard input.

    Exit code: 0 nothing repeats, 1 repeats were found, 2 a file could not be checked.
    """
    code = 0
    for file in progress(files):
        with telling_failures() as failure:
            if _tell_repeats(file, options, encoding):
                code = max(code, REPEATS_FOUND)
        if failure.happened:
            code = FAILED
    context.exit(code)


def _tell_repeats(file: str, options: Options, encoding: str) -> bool:
    given = read_text(file, encoding)
    report = clean(given.text, options=options).report
    places = Places(given.text)
    for removal in report.removals:
        first, _ = places.lines(removal.span)
        start = removal.span.end - len(removal.text.lstrip())
        answer(
            f"{given.name}:{first}:{places.column(start)}: "
            f"repeats {places.lines_named(removal.source)} ({removal.score:.3f})"
        )
    return bool(report.removals)
