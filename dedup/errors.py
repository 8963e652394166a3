"""Every error that dedup raises on purpose; all of them are a `DedupError`."""

from __future__ import annotations

__all__ = [
    "DedupError",
    "FileError",
    "InputTypeError",
    "MissingPackageError",
    "OptionError",
    "RecordError",
    "ReportError",
    "RestoreError",
    "WorkerError",
]


class DedupError(Exception):
    """Stand above every error that this package raises on purpose."""


class InputTypeError(DedupError, TypeError):
    """Say that something other than a `str` was given as a text."""


class MissingPackageError(DedupError, ImportError):
    """Say which optional package is missing, what needs it, and how to install it."""


class OptionError(DedupError, ValueError):
    """Say which option cannot be used, what was given and what is accepted."""


class ReportError(DedupError, ValueError):
    """Say which field of a stored report cannot be read, and what is expected there."""


class RestoreError(DedupError, ValueError):
    """Say that a report does not belong to the text it was asked to restore."""


class WorkerError(DedupError, RuntimeError):
    """Say that a worker process died, over which text, and how to go on.

    Attributes:
        positions: of the texts that were in hand when it died, among all texts.
    """

    def __init__(self, message: str, positions: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.positions = positions


class FileError(DedupError, OSError):
    """Say which file cannot be read or written, why, and what to do."""


class RecordError(DedupError, ValueError):
    """Say which record of which file cannot be cleaned, and why."""
