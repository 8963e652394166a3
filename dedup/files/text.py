"""Files of plain text: each is a record, each is written whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from dedup.errors import FileError
from dedup.files.lines import UTF8_MOST
from dedup.files.portions import Place, Portion, Position
from dedup.files.records import Finding, Settings, UnfitError, decoded, examine, unfit
from dedup.files.safety import Target, writing
from dedup.files.streams import open_bytes, reading, size_of
from dedup.report import Cleaned
from dedup.workers import BATCH, COST_OF_A_TEXT

__all__ = ["TextFiles", "clean_file"]


class TextFiles:
    """Read and write files of text, one after the other.

    Args:
        sources: names of the files to read.
        targets: where each goes.
        settings: what is wanted of every text.

    Raises:
        FileError: something is wanted that needs columns.
    """

    def __init__(
        self, sources: Sequence[str], targets: Sequence[Target], settings: Settings
    ) -> None:
        if settings.annotate or settings.keep_original:
            raise FileError(
                f"{sources[0]}: a file of text has no columns for annotate=True or keep_original; "
                "removals names a file that says what was removed."
            )
        self._sources = sources
        self._targets = targets
        self._settings = settings
        self.done = 0

    def portions(self, start: Position) -> Iterator[Portion]:
        """Yield the files from a position on."""
        items: list[bytes] = []
        places: list[Place] = []
        cost = 0
        work = partial(clean_file, self._settings)
        for number, name in enumerate(self._sources):
            self.done += size_of(name) or 0
            if number < start.number:
                continue
            items.append(self._read(name))
            places.append(Place(name, "", 1))
            cost += len(items[-1]) + COST_OF_A_TEXT
            if cost >= BATCH or number + 1 == len(self._sources):
                size = sum(map(len, items))
                end = Position(number + 1, number + 1)
                yield Portion(items=items, work=work, places=places, size=size, end=end)
                items, places, cost = [], [], 0

    def output(self, mark: int) -> _TextOutput:
        """Return what writes the files; each appears when it is written, so no mark is needed."""
        return _TextOutput(dict(zip(self._sources, self._targets, strict=True)))

    def original(self, portion: Portion, index: int) -> bytes:
        """Return a file as it came."""
        content: bytes = portion.items[index]
        return content

    def _read(self, name: str) -> bytes:
        """Read a file; of one that is too long, the beginning."""
        with reading(name), open_bytes(name) as file:
            return file.read(UTF8_MOST * self._settings.max_record_chars + 1)


class _TextOutput:
    """Write files of text, each under its name as soon as it is whole."""

    def __init__(self, targets: dict[str, Target]) -> None:
        self._targets = targets

    def write(self, portion: Portion, findings: Sequence[Finding | None]) -> None:
        """Write the files of a portion."""
        for place, item, finding in zip(portion.places, portion.items, findings, strict=True):
            assert finding
            if finding.error is None:
                assert not isinstance(finding.record, str)
                content = item if finding.record is None else finding.record
                self._write_file(self._targets[place.file], content)

    def checkpoint(self) -> int:
        """Do nothing: what was written is on the disk."""
        return 0

    def finish(self) -> None:
        """Do nothing: every file is whole."""

    def close(self) -> None:
        """Do nothing: no file is open."""

    @staticmethod
    def _write_file(target: Target, content: bytes) -> None:
        file = target.open(0)
        with writing(target.name), file:
            file.write(content)
            target.sync(file)
        target.publish()


def clean_file(settings: Settings, content: bytes) -> Finding:
    """Clean the content of one file; `Finding.record` is its new content."""
    try:
        text = decoded(content, settings.max_record_chars)
    except UnfitError as error:
        return unfit(error)
    return examine(text, settings, _encoded)


def _encoded(cleaned: Cleaned) -> bytes:
    return cleaned.text.encode()
