"""Whole collections of texts, cleaned record by record: the front door `clean_files`."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, Literal

from dedup.api import check_workers, chosen_options
from dedup.errors import OptionError
from dedup.files.account import AccountFiles
from dedup.files.jobs import Job, check_folders, check_names, find_jobs
from dedup.files.records import Settings
from dedup.files.removed import REMOVED_COLUMN
from dedup.files.run import Progress, Run
from dedup.files.safety import Journal
from dedup.files.streams import STANDARD, is_remote, size_and_time
from dedup.files.summary import Summary
from dedup.options import Options
from dedup.version import __version__

__all__ = ["Progress", "Summary", "clean_files"]

Name = str | os.PathLike[str]


def clean_files(
    inputs: Name | Iterable[Name],
    output: Name,
    *,
    text_column: str = "text",
    id_column: str = "id",
    annotate: bool = False,
    keep_original: str | None = None,
    max_record_chars: int = 10_000_000,
    removals: Name | None = None,
    summary: Name | None = None,
    index: Name | None = None,
    quarantine: Name | None = None,
    on_error: Literal["fail", "skip"] = "fail",
    resume: bool = False,
    workers: int = 1,
    watch: Callable[[Progress], None] | None = None,
    options: Options | None = None,
    **chosen: Any,
) -> Summary:
    """Clean files of JSON Lines, Parquet, CSV or text as they stand, in bounded memory.

    Every output appears under its name when it is whole. A script that starts workers needs the
    guard `if __name__ == "__main__":`.

    Args:
        inputs: files, folders, patterns such as "news/*.jsonl", or "-" for standard input; one or
            several.
        output: a folder; a file where there is one input file; "-" with "-".
        text_column: the column that holds the text.
        id_column: the column that names a record in reports; it may be missing.
        annotate: leave the texts as they are and only write `dedup_removed`.
        keep_original: a new column for the text as it was, in records that change.
        max_record_chars: characters that a record may have, at least 1.
        removals: a file for all removals, one a row; .jsonl or .parquet.
        summary: a file for counts and the slowest records; .json.
        index: a file with samples to look at; .html.
        quarantine: a file for records that cannot be cleaned; by default beside the output.
        on_error: "fail" stops at a record that cannot be cleaned; "skip" puts it aside.
        resume: go on where a run with the same inputs and options was stopped.
        workers: processes that clean; 1 cleans in this one.
        watch: called with a `Progress` after each portion of records.
        options: what to look for and what to keep; the defaults if None.
        **chosen: the fields of `Options` as keywords, in place of `options`.

    Raises:
        FileError: a file cannot be read or written.
        RecordError: a record cannot be cleaned; names its file and line.
        OptionError: an option cannot be used.
        WorkerError: a worker process died; names the records that it may have died over.
    """
    names = [_name("inputs", each) for each in _several(inputs)]
    output = _name("output", output)
    account = _names(removals=removals, summary=summary, index=index, quarantine=quarantine)
    settings = Settings(
        options=chosen_options(options, chosen),
        text_column=text_column,
        id_column=id_column,
        annotate=annotate,
        keep_original=keep_original,
        max_record_chars=max_record_chars,
    )
    check_workers(workers)
    _check_settings(settings)
    if resume and (output == STANDARD or is_remote(output)):
        raise OptionError(f"resume cannot be used with {output}: write to a file of this machine.")
    if on_error not in ("fail", "skip"):
        raise OptionError(f"on_error={on_error!r} cannot be used: expected 'fail' or 'skip'.")
    if "quarantine" in account and on_error != "skip":
        raise OptionError("quarantine is of no use without on_error='skip': nothing is put aside.")
    _check_suffixes(account)
    jobs = find_jobs(names, output)
    check_folders((output, *account.values()))
    if on_error == "skip":
        account.setdefault("quarantine", _default_quarantine(jobs, output))
    check_names(jobs, account.values())
    files = AccountFiles(**account)
    if files.index:
        from dedup.files.samples import render_samples  # jinja2 is slow to import

        render_samples(Summary())  # what it needs is missing now rather than at the end
    journal = Journal(_journal_path(jobs, output), _identity(jobs, settings, files), resume=resume)
    run = Run(jobs, settings, files, journal, skip=on_error == "skip")
    return run.go(workers=workers, watch=watch)


def _several(inputs: object) -> Iterable[object]:
    if isinstance(inputs, (str, bytes)) or not isinstance(inputs, Iterable):
        return [inputs]
    return inputs


def _names(**given: object) -> dict[str, str]:
    """Return those names of files that were given, by their options."""
    return {option: _name(option, name) for option, name in given.items() if name is not None}


def _name(option: str, given: object) -> str:
    name = os.fspath(given) if isinstance(given, (str, os.PathLike)) else None
    if not isinstance(name, str) or not name:
        raise OptionError(
            f"{option}={given!r} cannot be used: expected the name of a file or a folder."
        )
    return name


def _check_settings(settings: Settings) -> None:
    for option in ("text_column", "id_column", "keep_original"):
        name = getattr(settings, option)
        if option == "keep_original" and name is None:
            continue
        if not isinstance(name, str) or not name:
            raise OptionError(f"{option}={name!r} cannot be used: expected the name of a column.")
        if name == REMOVED_COLUMN:
            raise OptionError(
                f"{option}={name!r} cannot be used: that column says what was removed."
            )
    most = settings.max_record_chars
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise OptionError(
            f"max_record_chars={most!r} cannot be used: expected a whole number of characters, at "
            "least 1."
        )
    kept = settings.keep_original
    if kept is not None and settings.annotate:
        raise OptionError("keep_original is of no use with annotate=True: no text changes.")
    if kept == settings.text_column:
        raise OptionError(
            f"keep_original={kept!r} cannot be used: that column holds the cleaned text."
        )


_SUFFIXES: Final = {
    "removals": (".jsonl", ".parquet"),
    "summary": (".json",),
    "index": (".html",),
}


def _check_suffixes(names: Mapping[str, str]) -> None:
    """Refuse a name whose suffix promises another form than is written."""
    for option, wanted in _SUFFIXES.items():
        name = names.get(option)
        if name and not name.lower().endswith(wanted):
            raise OptionError(
                f"{option}={name!r} cannot be used: expected a name that ends with "
                f"{' or '.join(wanted)}."
            )


def _journal_path(jobs: Sequence[Job], output: str) -> Path | None:
    """Return where checkpoints are kept: beside the outputs, one journal a run."""
    if output == STANDARD or is_remote(output):
        return None
    targets = [target for job in jobs for target in job.targets]
    if len(targets) == 1:
        target = Path(targets[0])
        return target.with_name(f".{target.name}.journal")
    return Path(output) / f".{zlib.crc32(repr(sorted(targets)).encode()):08x}.journal"


def _default_quarantine(jobs: Sequence[Job], output: str) -> str:
    targets = [target for job in jobs for target in job.targets]
    if output == STANDARD:
        raise OptionError("on_error='skip' with standard output needs quarantine: name a file.")
    if len(targets) == 1:
        return f"{targets[0]}.quarantine.jsonl"
    return f"{output.rstrip('/')}/quarantine.jsonl"


def _identity(jobs: Sequence[Job], settings: Settings, files: AccountFiles) -> dict[str, Any]:
    """Return what must be the same when a run goes on; what is done about errors may change."""
    columns = asdict(settings)
    return {
        "version": __version__,
        "inputs": [(name, size_and_time(name)) for job in jobs for name in job.sources],
        "outputs": [target for job in jobs for target in job.targets],
        **columns,
        "options": settings.options.to_dict(),
        "removals": files.removals,
    }
