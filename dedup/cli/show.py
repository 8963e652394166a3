"""`dedup show`: look at a text with its copies struck out."""

from __future__ import annotations

import click

from dedup.api import clean
from dedup.cli.flags import FILE_NAME, encoding_flag, option_flags
from dedup.cli.pager import may_colour, show_lines
from dedup.cli.texts import read_text
from dedup.options import Options
from dedup.render.terminal import render_terminal

__all__ = ["show"]


@click.command()
@click.argument("file", type=FILE_NAME)
@option_flags
@encoding_flag
def show(file: str, options: Options, encoding: str) -> None:
    """Look at a text with its copies struck out, before anything is cut.

    Prints the text with line numbers. Copies that `dedup clean` would take out are struck out,
    repeats that it would leave are underlined, and below each stands what it repeats, and why it
    stays. Without colours, - before a line says that it goes, ~ that the part between [- and -]
    goes, * that it repeats something and stays.

    FILE may be -, standard input. On a terminal the text is shown by $PAGER, or less.
    """
    given = read_text(file, encoding)
    report = clean(given.text, options=options).report
    show_lines(render_terminal(given.text, report, name=given.name, colour=may_colour()))
