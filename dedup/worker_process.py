"""What happens inside a worker process: where it sits, what it has in hand, and when it ends."""

from __future__ import annotations

import atexit
import ctypes
import os
import signal
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from multiprocessing.synchronize import Lock
from typing import Any, ClassVar, Final, cast

from dedup.languages import load_language

__all__ = ["NOTHING", "Desk", "InTray", "Tray", "Work", "begin", "raised_over", "work_through"]

Work = Callable[[Sequence[Any]], Iterable[Any]]

Tray = ctypes.Array[ctypes.c_char]

NOTHING: Final = -1  # in place of a position


class Desk(ctypes.Structure):
    """Say in shared memory which worker sits here, and which text it has in hand."""

    _fields_: ClassVar = [("process", ctypes.c_int64), ("position", ctypes.c_int64)]
    process: int  # 0: nobody sits here yet
    position: int  # of the text among all texts, or NOTHING


@dataclass(frozen=True, slots=True)
class InTray:
    """Say which tray in shared memory holds the items of a batch, pickled, in how many bytes."""

    tray: int
    size: int


# Only in a worker process: where it sits, from where it takes batches, and whether nobody waits for
# answers any more.
_desk: Desk
_trays: Sequence[Tray]
_is_over: ctypes.c_bool


def begin(
    desks: ctypes.Array[Desk],
    trays: Sequence[Tray],
    is_over: ctypes.c_bool,
    lock: Lock,
    lifeline: Connection,
) -> None:
    """Begin a worker process: Ctrl-C is for the consumer, and without a consumer it ends.

    Args:
        desks: one for each worker, in shared memory; the first that is free is taken.
        trays: in shared memory, in which batches are handed over.
        is_over: in shared memory, whether nobody waits for answers any more.
        lock: held while a desk is taken.
        lifeline: ends when the consumer does.
    """
    global _desk, _trays, _is_over
    _is_over, _trays = is_over, trays
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Nothing here needs to be put away: to take every module apart costs 0.14 s (measured).
    atexit.register(os._exit, 0)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    with lock:
        _desk = next(desk for desk in desks if not desk.process)
        _desk.process = os.getpid()
    # What the first texts with repeats ask for takes 0.2 s to load (measured). Amid the work all
    # others would wait for those texts: answers come in order.
    load_language(None)
    for late in ("dedup.rounds", "nltk.tokenize.punkt"):
        import_module(late)


def _end_with(lifeline: Connection) -> None:
    lifeline.poll(None)  # nothing is ever sent: this is the end of the other side
    os._exit(0)


def work_through(first: int, items: Sequence[Any] | InTray, work: Work) -> list[Any]:
    """Take a batch in a worker process, item by item.

    Args:
        first: position of the first item among all texts.
        items: those of the batch, or where they are.
        work: yields an answer for each of them, in order; its error gets a note with the position.
    """
    answers: list[Any] = []
    _desk.position = first
    try:
        for answer in work(_picked_up(items) if isinstance(items, InTray) else items):
            answers.append(answer)
            _desk.position = first + len(answers)
            if _is_over.value:
                os._exit(0)
    except Exception as error:
        error.add_note(raised_over(_desk.position))
        raise
    finally:
        _desk.position = NOTHING
        if _is_over.value:  # looked at last: whoever is to be ended has a position
            os._exit(0)
    return answers


def _picked_up(items: InTray) -> Sequence[Any]:
    return cast(Sequence[Any], ForkingPickler.loads(memoryview(_trays[items.tray])[: items.size]))


def raised_over(position: int) -> str:
    """Return what is added to an error: over which of all texts it was raised."""
    return f"raised over the text at position {position}"
