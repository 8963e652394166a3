"""Work shared out among processes: in order, lazily, in bounded memory."""

from __future__ import annotations

import ctypes
import multiprocessing
import signal
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing.reduction import ForkingPickler
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from dedup.errors import WorkerError
from dedup.worker_process import (
    NOTHING,
    Desk,
    InTray,
    Tray,
    Work,
    begin,
    raised_over,
    work_through,
)

__all__ = ["BATCH", "COST_OF_A_TEXT", "Batch", "Work", "map_batches"]

BATCH: Final = 1 << 19
"""Characters in a batch. Over articles of 5 KB, this process and its workers together took 1.27
times the processor time of one process alone with 128 K, 1.18 times with 256 K, 1.14 with 512 K,
1.12 with 1 M; below, much more (measured)."""
COST_OF_A_TEXT: Final = 2000
"""What a text costs however short it is, in characters of a long one (measured)."""
# Batches under way for each worker: one in hand and two waiting, so that none is idle while this
# process cleans or hands results on. Two workers gain 1.64 with one waiting, 1.70 with two:
# measured over articles of 5 KB.
_BATCHES_AHEAD: Final = 3
_TRAY: Final = 2 * BATCH  # bytes: batches of European texts have room in it, and most others


@dataclass(frozen=True, slots=True)
class Batch:
    """Hold some items that a worker takes at one go.

    Attributes:
        first: position of the first of them among all items.
        items: what goes to the worker.
        work: what the worker does: yields an answer for each item, in order; found by its name
            there, so no lambda.
    """

    first: int
    items: Sequence[Any]
    work: Work


_AnyBatch = TypeVar("_AnyBatch", bound=Batch)


def map_batches(
    batches: Iterable[_AnyBatch], *, workers: int, helping: bool = False
) -> Generator[tuple[_AnyBatch, list[Any]]]:
    """Have batches worked on in this process or in others; yield each with its answers, in order.

    At most three batches for each worker are under way; no further batch is taken before answers
    are. The processes start when the first answer is asked for, and end with the last one, or as
    soon as the iterator is closed.

    Args:
        batches: where taking one raises an error, the answers before it still come, then the error.
        workers: processes; 1 works here and starts none.
        helping: whether this process is one of them, and takes a batch when the others have enough.
            On two cores a third process costs more than it brings: where a batch takes hardly
            longer than handing it over, two workers gain 1.56 without and 1.70 with it (measured).

    Raises:
        WorkerError: a process died.
    """
    if workers == 1:
        yield from ((batch, _work_here(batch).result()) for batch in batches)
        return
    others = workers - helping
    under_way: deque[tuple[_AnyBatch, Future[list[Any]]]] = deque()
    error: Exception | None = None
    supply = iter(batches)
    with _Pool(others) as pool:
        while True:
            try:
                batch = next(supply)
            except StopIteration:
                break
            except Exception as raised:  # its turn comes after the answers before it
                error = raised
                break
            busy = sum(not coming.done() for _, coming in under_way)
            here = helping and busy >= _BATCHES_AHEAD * others
            under_way.append((batch, _work_here(batch) if here else pool.submit(batch)))
            if len(under_way) >= _BATCHES_AHEAD * workers:
                yield pool.answered(*under_way.popleft())
        while under_way:
            yield pool.answered(*under_way.popleft())
    if error:
        raise error


def _work_here(batch: Batch) -> Future[list[Any]]:
    """Take a batch in this process; an error waits for its turn."""
    answers: list[Any] = []
    done: Future[list[Any]] = Future()
    try:
        answers.extend(batch.work(batch.items))
        done.set_result(answers)
    except Exception as error:
        error.add_note(raised_over(batch.first + len(answers)))
        done.set_exception(error)
    return done


class _Pool:
    """Start worker processes, hand them batches, and end them.

    Processes are spawned, not forked: a fork copies the locks that other threads hold.
    """

    def __init__(self, workers: int) -> None:
        context = multiprocessing.get_context("spawn")
        nobody = [(0, NOTHING)] * workers
        self._desks: ctypes.Array[Desk] = context.RawArray(Desk, nobody)
        # In a pipe only an eighth of a batch has room: a worker waited for each further one until
        # this process, busy with a batch of its own, let another thread write it. Two workers
        # gain 1.6 so, and 1.70 with trays (measured).
        self._trays: list[Tray] = [
            context.RawArray(ctypes.c_char, _TRAY) for _ in range(_BATCHES_AHEAD * workers)
        ]
        self._taken: list[Future[list[Any]] | None] = [None] * len(self._trays)
        self._is_over: ctypes.c_bool = context.RawValue(ctypes.c_bool, False)
        # A worker ends itself when nobody holds the other end of this any more.
        self._lifeline, self._lifeline_here = context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(
            max_workers=workers,
            mp_context=context,
            initializer=begin,
            initargs=(self._desks, self._trays, self._is_over, context.Lock(), self._lifeline),
        )
        # Ctrl-C interrupts the main thread: not between the start of a process and its first words.
        self._starter = ThreadPoolExecutor(max_workers=1, initializer=_hold_back_interrupts)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._starter.shutdown()
        if kind is not None:  # nobody waits for what is still under way
            # A worker that ended amid its answers would leave the executor waiting for the rest of
            # them. From here on none begins to answer, so those with a text in hand can go at once;
            # the others send what they have begun, and go.
            self._is_over.value = True
            working = {desk.process for desk in self._desks if desk.position != NOTHING}
            for process in multiprocessing.active_children():
                if process.pid in working:
                    process.terminate()
        self._executor.shutdown(cancel_futures=True)
        self._lifeline_here.close()
        self._lifeline.close()

    def submit(self, batch: Batch) -> Future[list[Any]]:
        """Put a batch into the queue, and start a worker if all are busy and there may be more."""
        items = self._put_down(batch.items)
        start = partial(self._executor.submit, work_through, batch.first, items, batch.work)
        try:
            coming = self._starter.submit(start).result()
        except BrokenProcessPool as error:
            coming = Future()
            coming.set_exception(error)
        if isinstance(items, InTray):
            self._taken[items.tray] = coming
        return coming

    def _put_down(self, items: Sequence[Any]) -> Sequence[Any] | InTray:
        """Put the items of a batch into a tray; return them as they are where none has room."""
        free = [at for at, coming in enumerate(self._taken) if coming is None or coming.done()]
        if not free:
            return items
        pickled = ForkingPickler.dumps(items)
        if len(pickled) > _TRAY:
            return items
        memoryview(self._trays[free[0]]).cast("B")[: len(pickled)] = pickled
        return InTray(free[0], len(pickled))

    def answered(self, batch: _AnyBatch, coming: Future[list[Any]]) -> tuple[_AnyBatch, list[Any]]:
        """Wait for a batch; return it with its answers."""
        try:
            return batch, coming.result()
        except BrokenProcessPool as error:
            raise self._death(batch.first) from error

    def _death(self, first_missing: int) -> WorkerError:
        held = sorted(desk.position for desk in self._desks if desk.position != NOTHING)
        given = f"Results before position {first_missing} were given; to go on, start there."
        if not held:
            return WorkerError(
                "a worker process died before it began a text. A script calls clean_many under "
                f"if __name__ == '__main__': because every worker imports the script. {given}"
            )
        listed = " or ".join(map(str, held))
        return WorkerError(
            f"a worker process died over the text at position {listed}. The system may have "
            f"ended it for want of memory: use fewer workers, or leave that text out. {given}",
            positions=tuple(held),
        )


def _hold_back_interrupts() -> None:
    """Hold back Ctrl-C in this thread, and in the processes that it starts.

    A worker would print a traceback for a Ctrl-C that comes while it still imports.
    """
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
