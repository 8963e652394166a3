"""`dedup clean`: take the copies out of texts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dedup import api
from dedup.cli.destinations import Destination, find_destinations, find_index
from dedup.cli.failures import FAILED, Failure, note, telling_failures
from dedup.cli.flags import FILE_NAME, encoding_flag, option_flags
from dedup.cli.progress import progress
from dedup.cli.reports import check_report_name, write_index, write_report
from dedup.cli.texts import STANDARD, Text, read_text, write_whole
from dedup.options import Options
from dedup.render.index import IndexEntry, entry_of
from dedup.render.terminal import summarize
from dedup.report import Cleaned

__all__ = ["clean"]


@click.command()
@click.argument("files", nargs=-1, type=FILE_NAME, metavar="[FILE]...")
@click.option(
    "-o",
    "--output",
    type=FILE_NAME,
    metavar="OUT",
    help="Where to write: a file, or a folder for several files.",
)
@click.option("--in-place", is_flag=True, help="Replace each file by what is left of it.")
@click.option(
    "--backup",
    metavar="SUFFIX",
    help="With --in-place: keep the file as it was under its name and SUFFIX, such as .bak.",
)
@click.option(
    "--report",
    type=FILE_NAME,
    metavar="REPORT",
    help="Write an account of what went and what stayed: a file that ends with .html, .json, .csv "
    "or .txt, or a folder for pages of several files and an index of them.",
)
@option_flags
@encoding_flag
@click.pass_context
def clean(
    context: click.Context,
    files: tuple[str, ...],
    output: str | None,
    in_place: bool,
    backup: str | None,
    report: str | None,
    options: Options,
    encoding: str,
) -> None:
    """Take the copies out of texts.

    Reads FILE, or standard input where none is named or FILE is -, and writes what is left to
    standard output, to OUT or in place. All that stays is written byte for byte as it was. A file
    is written whole or not at all. One that cannot be read or written is named, and the others
    are cleaned all the same.

    Exit code: 0 done, 2 a file could not be cleaned.
    """
    sources = files or (STANDARD,)
    destinations = find_destinations(
        sources, output=output, in_place=in_place, backup=backup, report=report
    )
    for each in destinations:
        if each.report:
            check_report_name(each.report)
    failed = False
    entries: list[IndexEntry] = []
    for destination in progress(destinations):
        with telling_failures() as failure:
            entries.append(_clean_one(destination, options, encoding))
        failed |= failure.happened
    index = find_index(sources, report)
    if index:
        write_index(entries, index)
    context.exit(FAILED if failed else 0)


def _clean_one(destination: Destination, options: Options, encoding: str) -> IndexEntry:
    """Clean one text, write its report, then what is left of it; return its row of an index."""
    given = read_text(destination.source, encoding)
    cleaned = api.clean(given.text, options=options)
    data = given.encoded(cleaned.text)
    # The account comes first: nothing goes before it is told.
    if destination.report:
        write_report(cleaned, destination.report, name=given.name)
    _write(destination, given, cleaned, data)
    href = destination.report.name if destination.report else None
    return entry_of(cleaned.report, name=given.name, href=href)


def _write(destination: Destination, given: Text, cleaned: Cleaned, data: bytes) -> None:
    output = destination.output
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    told = f"{given.name}: {summarize(cleaned.report)}"
    if destination.in_place:
        if cleaned.changed:
            _back_up(destination, given)
            write_whole(output, data)
        note(f"{told}. {'Cleaned' if cleaned.changed else 'Left'} in place.")
    else:
        output.parent.mkdir(exist_ok=True)
        write_whole(output, data)
        note(f"{told}. Written to {output}")


def _back_up(destination: Destination, given: Text) -> None:
    if destination.backup is None:
        return
    if destination.backup.exists():
        raise Failure(
            f"{destination.backup}: there already, and not overwritten. Move it away, or give "
            "another suffix."
        )
    write_whole(destination.backup, given.data, like=Path(destination.source))
