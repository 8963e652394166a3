"""Texts cleaned by several processes: in order, lazily, in bounded memory."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Lock
from types import TracebackType
from typing import ClassVar, Final, Self

from dedup.errors import WorkerError
from dedup.options import Options
from dedup.pipeline import clean_text
from dedup.report import Cleaned, cleaned_from
from dedup.values import Kept, Removal

__all__ = ["clean_in_workers"]

# Characters in a batch. Over articles of 5 KB, this process and its workers together took 1.27
# times the processor time of one process alone with 128 K, 1.18 times with 256 K, 1.14 with 512 K,
# 1.12 with 1 M; below, much more (measured).
_BATCH: Final = 1 << 19
# What a text costs however short it is, in characters of a long one (measured).
_COST_OF_A_TEXT: Final = 2000
# Batches under way for each worker: one in hand and one waiting, so that none is idle while
# this process hands results on. Judgement, not measured.
_BATCHES_AHEAD: Final = 2

_NOTHING: Final = -1  # in place of a position
_Found = tuple[tuple[Removal, ...], tuple[Kept, ...]]


def clean_in_workers(texts: Iterable[str], options: Options, *, workers: int) -> Iterator[Cleaned]:
    """Clean texts in other processes and yield the results in order.

    A text stays in this process; the workers send back only what they found in it. At most two
    batches for each worker are under way, of 512 K characters each or one longer text; no further
    text is taken before results are. The processes start when the first result is asked for, and
    end with the last one, or as soon as the iterator is closed.

    Args:
        texts: where taking one raises an error, the results before it still come, then the error.
        options: what to look for and what to keep.
        workers: processes, at least 1.

    Raises:
        WorkerError: a process died.
    """
    under_way: deque[tuple[_Batch, Future[list[_Found | None]]]] = deque()
    with _Pool(workers) as pool:
        for batch in _batches(texts):
            under_way.append((batch, pool.submit(batch, options)))
            if len(under_way) >= _BATCHES_AHEAD * workers:
                yield from pool.results(*under_way.popleft(), options)
        while under_way:
            yield from pool.results(*under_way.popleft(), options)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Hold some texts that a worker cleans at one go.

    Attributes:
        first: position of the first of them among all texts.
        texts: the texts, as they were given.
        error: what was raised when a further text was asked for.
    """

    first: int
    texts: tuple[str, ...]
    error: Exception | None = None


def _batches(texts: Iterable[str]) -> Iterator[_Batch]:
    first, size = 0, 0
    batch: list[str] = []
    error: Exception | None = None
    supply = iter(texts)
    while True:
        try:
            text = next(supply)
        except StopIteration:
            break
        except Exception as raised:  # its turn comes after the results of the texts before it
            error = raised
            break
        cost = len(text) + _COST_OF_A_TEXT
        if batch and size + cost > _BATCH:
            yield _Batch(first, tuple(batch))
            first, size, batch = first + len(batch), 0, []
        batch.append(text)
        size += cost
    if batch or error:
        yield _Batch(first, tuple(batch), error)


class _Desk(ctypes.Structure):
    """Say in shared memory which worker sits here, and which text it has in hand."""

    _fields_: ClassVar = [("process", ctypes.c_int64), ("position", ctypes.c_int64)]
    process: int  # 0: nobody sits here yet
    position: int  # of the text among all texts, or _NOTHING


class _Pool:
    """Start worker processes, hand them batches, and end them.

    Processes are spawned, not forked: a fork copies the locks that other threads hold.
    """

    def __init__(self, workers: int) -> None:
        context = multiprocessing.get_context("spawn")
        nobody = [(0, _NOTHING)] * workers
        self._desks: ctypes.Array[_Desk] = context.RawArray(_Desk, nobody)
        # A worker ends itself when nobody holds the other end of this any more.
        self._lifeline, self._lifeline_here = context.Pipe(duplex=False)
        self._executor = ProcessPoolExecutor(
            max_workers=workers,
            mp_context=context,
            initializer=_begin,
            initargs=(self._desks, context.Lock(), self._lifeline),
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
            self._lifeline_here.close()
            seated = {desk.process for desk in self._desks}
            for process in multiprocessing.active_children():
                if process.pid in seated:
                    process.terminate()
        self._executor.shutdown(cancel_futures=True)
        self._lifeline_here.close()
        self._lifeline.close()

    def submit(self, batch: _Batch, options: Options) -> Future[list[_Found | None]]:
        """Put a batch into the queue, and start a worker if all are busy and there may be more."""
        # A text of a class of its own goes as a plain str: the class may not be picklable.
        texts = [str.__str__(text) for text in batch.texts]
        start = self._executor.submit
        try:
            return self._starter.submit(start, _clean_batch, batch.first, texts, options).result()
        except BrokenProcessPool as error:
            broken: Future[list[_Found | None]] = Future()
            broken.set_exception(error)
            return broken

    def results(
        self, batch: _Batch, found: Future[list[_Found | None]], options: Options
    ) -> Iterator[Cleaned]:
        """Wait for a batch; yield its results, then raise the error that came after its texts."""
        try:
            everything = found.result()
        except BrokenProcessPool as error:
            raise self._death(batch.first) from error
        for text, each in zip(batch.texts, everything, strict=True):
            yield cleaned_from(text, *(each or ((), ())), options)
        if batch.error:
            raise batch.error

    def _death(self, first_missing: int) -> WorkerError:
        held = sorted(desk.position for desk in self._desks if desk.position != _NOTHING)
        given = f"Results before position {first_missing} were given; to go on, start there."
        if not held:
            return WorkerError(
                "a worker process died before it began a text. A script calls clean_many under "
                f"if __name__ == '__main__': because every worker imports the script. {given}"
            )
        listed = " or ".join(map(str, held))
        return WorkerError(
            f"a worker process died over the text at position {listed}. The system may have "
            f"ended it for want of memory: use fewer workers, or leave that text out. {given}"
        )


def _hold_back_interrupts() -> None:
    """Hold back Ctrl-C in this thread, and in the processes that it starts.

    A worker would print a traceback for a Ctrl-C that comes while it still imports.
    """
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


_desk: _Desk  # only in a worker process: where it sits


def _begin(desks: ctypes.Array[_Desk], lock: Lock, lifeline: Connection) -> None:
    """Begin a worker process: Ctrl-C is for the consumer, and without a consumer it ends."""
    global _desk
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    with lock:
        _desk = next(desk for desk in desks if not desk.process)
        _desk.process = os.getpid()


def _end_with(lifeline: Connection) -> None:
    lifeline.poll(None)  # nothing is ever sent: this is the end of the other side
    os._exit(0)


def _clean_batch(first: int, texts: list[str], options: Options) -> list[_Found | None]:
    """Clean a batch in a worker process; None stands for a text in which nothing was found."""
    everything: list[_Found | None] = []
    for position, text in enumerate(texts, first):
        _desk.position = position
        try:
            removals, kept = clean_text(text, options)
        except Exception as error:
            error.add_note(f"raised over the text at position {position}")
            _desk.position = _NOTHING
            raise
        everything.append((removals, kept) if removals or kept else None)
    _desk.position = _NOTHING
    return everything
