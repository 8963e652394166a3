"""The run over whole collections: read, clean, write, and account for it, record by record."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any, Final

from dedup.errors import FileError, RecordError, WorkerError
from dedup.files.account import Account, AccountFiles
from dedup.files.formats import open_collection
from dedup.files.jobs import Job
from dedup.files.portions import START, Collection, Output, Portion, Position
from dedup.files.records import Finding, Settings
from dedup.files.safety import Journal, Target
from dedup.files.streams import size_of
from dedup.files.summary import Summary
from dedup.workers import Batch, map_batches

__all__ = ["Progress", "Run"]

CHECKPOINT: Final = 32 << 20
"""Bytes of text between two checkpoints: a second or two of work, and members large enough that
compression does not suffer. Judgement, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Say how far a run has come.

    Attributes:
        records: cleaned in all, also before a run was taken up again.
        removed_characters: removed in all.
        done: bytes of the inputs that were read, as they lie on the disk.
        total: bytes of all inputs; None for standard input.
        seconds: since the run began, or was taken up again.
        records_before: cleaned before it was taken up again.
        done_before: bytes read before it was taken up again.
    """

    records: int
    removed_characters: int
    done: int
    total: int | None
    seconds: float
    records_before: int = 0
    done_before: int = 0


@dataclass(frozen=True, slots=True)
class _JobBatch(Batch):
    """Hold a portion of the records of a job; None comes after the last."""

    job: int
    portion: Portion | None


class Run:
    """Do jobs one after the other, from where a journal ends.

    Args:
        jobs: what is to be done.
        settings: what is wanted of every record.
        files: where the account goes.
        journal: takes the checkpoints, and knows the last one of the run that is taken up.
        skip: whether records that cannot be cleaned are put aside; else they are an error.
    """

    def __init__(
        self,
        jobs: Sequence[Job],
        settings: Settings,
        files: AccountFiles,
        journal: Journal,
        *,
        skip: bool,
    ) -> None:
        state = journal.last or {"job": 0, "position": START, "mark": 0, "account": None}
        self._jobs = jobs
        self._targets = [[Target(name) for name in job.targets] for job in jobs]
        self._settings = settings
        self._journal = journal
        self._skip = skip
        self._done: bool = state.get("done", False)
        self._job: int = state["job"]
        self._start = Position(*state["position"])
        self._mark: int = state["mark"]
        self._account = Account(files, state["account"], done=self._done)
        self._collections: dict[int, Collection] = {}
        self._output: Output | None = None
        self._unsaved = 0
        self._under_way: deque[_JobBatch] = deque()

    def go(self, *, workers: int, watch: Callable[[Progress], None] | None) -> Summary:
        """Do what is left to do.

        Args:
            workers: processes that clean; 1 cleans here.
            watch: called after each portion.

        Raises:
            FileError: a file cannot be read or written.
            RecordError: a record cannot be cleaned, and none are put aside.
            WorkerError: a worker process died.
        """
        meter = _Meter(self._jobs, self._job, self._account.summary)
        try:
            self._publish(self._job - 1)
            with (
                closing(self._batches()) as batches,
                closing(map_batches(batches, workers=workers)) as answered,
            ):
                for batch, findings in answered:
                    self._take(batch, findings)
                    if watch and batch.portion:
                        watch(meter.read(batch.job, self._collections[batch.job]))
            self._end()
        except WorkerError as error:
            raise self._death(error) from error
        finally:
            if self._output:
                self._output.close()
            self._account.close()
            self._journal.close()
        return self._account.summary

    def _batches(self) -> Generator[_JobBatch]:
        first = 0
        start = self._start
        for number in range(self._job, len(self._jobs)):
            job = self._jobs[number]
            collection = open_collection(job.sources, self._targets[number], self._settings)
            self._collections[number] = collection
            for portion in collection.portions(start):
                batch = _JobBatch(first, portion.items, partial(map, portion.work), number, portion)
                self._under_way.append(batch)
                yield batch
                first += len(portion.items)
            yield _JobBatch(first, (), iter, number, None)
            start = START

    def _take(self, batch: _JobBatch, findings: Sequence[Finding | None]) -> None:
        collection = self._collections[batch.job]
        if self._output is None:
            self._output = collection.output(self._mark)
        if batch.portion is None:
            self._end_job(batch.job)
            return
        self._under_way.popleft()
        _refuse_errors(batch.portion, findings, skip=self._skip)
        self._output.write(batch.portion, findings)
        self._account.add(collection, batch.portion, findings)
        self._unsaved += batch.portion.size
        if self._unsaved >= CHECKPOINT:
            self._checkpoint(batch.job, batch.portion.end, self._output.checkpoint())

    def _end_job(self, number: int) -> None:
        assert self._output
        self._output.finish()
        self._account.summary.counts["files"] += len(self._jobs[number].sources)
        self._checkpoint(number + 1, START, 0)
        self._publish(number)
        self._output = None
        self._mark = 0
        del self._collections[number]

    def _publish(self, number: int) -> None:
        """Give the outputs of a finished job their names; a kill may have come just before it."""
        if number >= 0:
            for target in self._targets[number]:
                target.publish()

    def _end(self) -> None:
        if not self._done:
            self._account.finish()
            self._checkpoint(len(self._jobs), START, 0, done=True)
        self._account.publish()
        self._journal.end()

    def _checkpoint(self, job: int, position: Position, mark: int, *, done: bool = False) -> None:
        account = self._account.checkpoint() if not done else self._account.state()
        state: dict[str, Any] = {"job": job, "position": position, "mark": mark}
        self._journal.write({**state, "account": account, "done": done})
        self._unsaved = 0

    def _death(self, error: WorkerError) -> WorkerError:
        places = [
            str(batch.portion.places[position - batch.first])
            for position in error.positions
            for batch in self._under_way
            if batch.portion and 0 <= position - batch.first < len(batch.items)
        ]
        over = " or ".join(places) or "one of the records"
        return WorkerError(
            f"a worker process died over {over}. The system may have ended it for want of memory: "
            "use fewer workers, or leave that record out with max_record_chars; then go on with "
            "resume=True."
        )


class _Meter:
    """Measure how far a run has come."""

    def __init__(self, jobs: Sequence[Job], first: int, summary: Summary) -> None:
        sizes = [[size_of(name) for name in job.sources] for job in jobs]
        self._ends = [0]
        for job_sizes in sizes:
            self._ends.append(self._ends[-1] + sum(size or 0 for size in job_sizes))
        self._total = None if [None] in sizes else self._ends[-1]
        self._summary = summary
        self._records_before = summary.counts["records"]
        self._done_before: int | None = None
        self._began = perf_counter()

    def read(self, job: int, collection: Collection) -> Progress:
        """Return what there is to say after a portion of a job."""
        done = self._ends[job] + collection.done
        if self._done_before is None:
            self._done_before = done if self._records_before else 0
        return Progress(
            records=self._summary.counts["records"],
            removed_characters=self._summary.counts["removed_characters"],
            done=done,
            total=self._total,
            seconds=perf_counter() - self._began,
            records_before=self._records_before,
            done_before=self._done_before,
        )


def _refuse_errors(portion: Portion, findings: Sequence[Finding | None], *, skip: bool) -> None:
    for place, finding in zip(portion.places, findings, strict=True):
        if finding is None or finding.error is None or (skip and not finding.stops):
            continue
        told = "; ".join(filter(None, (finding.error, finding.advice)))
        if finding.stops:
            raise FileError(f"{place}: {told}.")
        raise RecordError(
            f"{place}: {told}. Nothing was put in place of the output; with on_error='skip' such "
            "records are put aside and the rest is cleaned."
        )
