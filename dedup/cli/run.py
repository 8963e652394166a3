"""`dedup run`: take the copies out of whole collections."""

from __future__ import annotations

import os
import re
import sys
from typing import Any, Final, Literal

import click

from dedup.cli.failures import Failure, note
from dedup.cli.flags import FILE_NAME, option_flags
from dedup.cli.progress import watching
from dedup.errors import DedupError
from dedup.options import Options

__all__ = ["run"]

_STANDARD: Final = "-"
_NAMES: Final = re.compile(
    r"\b(text_column|keep_original|max_record_chars|on_error|quarantine|removals|resume|workers|annotate(?==)|summary(?==)|index(?==))\b"
    r"(?:=(?:'([^']*)'|(\w+)))?"
)


@click.command()
@click.argument("inputs", nargs=-1, type=FILE_NAME, metavar="[INPUT]...")
@click.option(
    "-o",
    "--output",
    type=FILE_NAME,
    metavar="OUT",
    help="Where to write: a folder, or a file for a single INPUT.",
)
@click.option(
    "--text-column", default="text", show_default=True, metavar="NAME", help="Holds the text."
)
@click.option(
    "--id-column",
    default="id",
    show_default=True,
    metavar="NAME",
    help="Names a record in reports; it may be missing.",
)
@click.option(
    "--annotate", is_flag=True, help="Leave the texts as they are; only write dedup_removed."
)
@click.option(
    "--keep-original", metavar="NAME", help="A new column for the text of records that change."
)
@click.option(
    "--removals",
    type=FILE_NAME,
    metavar="FILE",
    help="Write every removal, one a row: .jsonl or .parquet.",
)
@click.option(
    "--summary",
    type=FILE_NAME,
    metavar="FILE",
    help="Write counts and the slowest records as JSON.",
)
@click.option(
    "--index",
    type=FILE_NAME,
    metavar="FILE",
    help="Write a page with the highest, lowest and random scores: .html.",
)
@click.option(
    "--on-error",
    type=click.Choice(["fail", "skip"]),
    default="fail",
    show_default=True,
    help="Stop at a record that cannot be cleaned, or put it aside and go on.",
)
@click.option(
    "--quarantine",
    type=FILE_NAME,
    metavar="FILE",
    help="Where records are put aside, with the reason: .jsonl. By default beside OUT.",
)
@click.option("--resume", is_flag=True, help="Go on where the same run was stopped.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="one a processor",
    metavar="NUMBER",
    help="Processes that clean.",
)
@click.option(
    "--max-record-chars",
    type=click.IntRange(min=1),
    default=10_000_000,
    show_default=True,
    metavar="NUMBER",
    help="Characters that a record may have.",
)
@option_flags
def run(
    inputs: tuple[str, ...],
    output: str | None,
    on_error: Literal["fail", "skip"],
    options: Options,
    **settings: Any,
) -> None:
    """Take the copies out of collections, record by record.

    INPUT is a file of JSON Lines, CSV or TSV (plain, .gz or .zst), Parquet or text (.txt, .md), a
    folder of such files, a pattern, or - for JSON Lines on standard input. Everything but the
    texts comes through untouched; records that change say in dedup_removed what went. OUT appears
    when it is whole.

    Exit code: 0 done, 2 something could not be read, cleaned or written; --resume goes on.
    """
    from dedup.files import clean_files  # pyarrow and others, where they are needed

    names = inputs or (_STANDARD,)
    target = output or (_STANDARD if names == (_STANDARD,) else None)
    if target is None:
        raise click.UsageError("-o OUT is missing: it names the file or folder to write.")
    if names == (_STANDARD,) and sys.stdin is not None and sys.stdin.isatty():
        note("dedup: reads JSON Lines from here; end them with Ctrl-D on a line of its own.")
    try:
        with watching() as watch:
            summary = clean_files(
                names, target, on_error=on_error, options=options, watch=watch, **settings
            )
    except DedupError as error:
        raise Failure(_with_flags(str(error))) from error
    counts = summary.counts
    records = f"{counts['records']:,} record{'s' * (counts['records'] != 1)}"
    aside = ""
    if counts["skipped"]:
        aside = f" {counts['skipped']:,} could not be cleaned: see {summary.quarantine}."
    note(
        f"{records}, {counts['changed']:,} with removals: "
        f"{counts['removed_characters']:,} of {counts['characters']:,} characters.{aside} "
        f"Written to {'standard output' if target == _STANDARD else target}"
    )


def _with_flags(message: str) -> str:
    """Name the flags of the command instead of the arguments of `clean_files`.

    >>> _with_flags("with on_error='skip', go on with resume=True")
    'with --on-error skip, go on with --resume'
    """

    def flag(name: re.Match[str]) -> str:
        value = name[2] or (name[3] if name[3] != "True" else "")
        return f"--{name[1].replace('_', '-')}" + (f" {value}" if value else "")

    return _NAMES.sub(flag, message)
