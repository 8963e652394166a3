r"""Find the passages that a news text says twice, take the copies out, and account for them.

>>> import dedup
>>> cleaned = dedup.clean("The mayor opened the new bridge this morning in the rain.\n\n" * 2)
>>> cleaned.text, cleaned.report.removals[0].kind
('The mayor opened the new bridge this morning in the rain.\n\n', 'exact')
"""

from dedup.api import clean, clean_many, find, find_shared
from dedup.errors import (
    DedupError,
    FileError,
    InputTypeError,
    MissingPackageError,
    OptionError,
    RecordError,
    ReportError,
    RestoreError,
    WorkerError,
)
from dedup.options import Options
from dedup.report import Cleaned, Report
from dedup.values import Kept, Passage, Removal, Shared, Span
from dedup.version import __version__

__all__ = [
    "Cleaned",
    "DedupError",
    "FileError",
    "InputTypeError",
    "Kept",
    "MissingPackageError",
    "OptionError",
    "Options",
    "Passage",
    "RecordError",
    "Removal",
    "Report",
    "ReportError",
    "RestoreError",
    "Shared",
    "Span",
    "WorkerError",
    "__version__",
    "clean",
    "clean_many",
    "find",
    "find_shared",
]
