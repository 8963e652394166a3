"""Texts cleaned by worker processes: the same answers, and what happens when something ends."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from itertools import islice, repeat
from pathlib import Path
from typing import Any

import pytest

import dedup
from dedup import InputTypeError, OptionError, Options, WorkerError
from dedup.workers import BATCH, Batch, map_batches

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and process groups are POSIX")

SENTENCE = "The last ferry of the season left the quay in thick fog with its lamps lit."
OTHER = "Nobody on the island had ever seen the water stand so high in April."
TEXT = f"{SENTENCE}\n\n{OTHER}\n\n{SENTENCE}"
FULL_BATCH = "." * 600_000

# This pattern takes ages on this text, and holds the interpreter lock of its process meanwhile. It
# is looked for only in a text that repeats something.
ENDLESS: dict[str, Any] = {"protect": ["(a+)+b"]}
STUCK = f"{'a' * 60} {TEXT}"


def marked(text: str) -> str:
    """Return a text of a class of its own, which cannot be pickled."""

    class Marked(str):
        __slots__ = ()

    return Marked(text)


def all_kinds_of_texts() -> Iterator[str]:
    """Yield texts for several batches: short, long, empty, odd, with copies and without."""
    number = "{} storm tore the roofs from {} barns along the coast road near the light."
    for place in range(250):
        yield f"{place}. {TEXT}"
        yield f"{number.format('The', place)}\n\nRain.\n\n{number.format('The', place + 1)}"
        yield f"Nothing repeats in text {place}."
    yield from ("", "\ud800 word", "\x00", marked(TEXT), marked("One text."))
    yield f"{TEXT}\n\n" * 500


def workers_alive() -> list[Any]:
    """Return the child processes of this one."""
    return multiprocessing.active_children()


def is_alive(process: int) -> bool:
    """Tell whether a process runs, and is no zombie that waits for its parent."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def wait_until(condition: Any, seconds: float = 10.0) -> bool:
    """Wait for a condition; tell whether it came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_workers_give_the_answers_that_one_process_gives() -> None:
    """Results are equal, in order, whatever the texts hold and however many processes work."""
    texts = list(all_kinds_of_texts())
    alone = list(dedup.clean_many(texts, min_words=6))
    together = list(dedup.clean_many(iter(texts), workers=3, options=Options(min_words=6)))
    assert together == alone
    assert {cleaned.changed for cleaned in alone} == {True, False}
    assert any(cleaned.report.kept for cleaned in alone)
    assert workers_alive() == []


def test_an_unchanged_text_comes_back_as_the_same_object() -> None:
    """A text from which nothing goes is the object that was given, though others looked at it."""
    given = [f"Text {place}, of its own." for place in range(5)] + [marked("One text.")]
    assert all(
        cleaned.text is text
        for cleaned, text in zip(dedup.clean_many(given, workers=2), given, strict=True)
    )


def test_a_text_too_long_for_shared_memory_reaches_a_worker_through_the_pipe() -> None:
    """Batches are handed over in shared memory as far as they have room in it."""
    passage = "The old harbour wall was mended by five men from the town before dusk."
    long = f"{passage} {'x' * 2 * BATCH} {passage}"
    given = [long, f"{passage}\n{passage}", "One text.", long]
    together = list(dedup.clean_many(given, workers=2, protect=["never"]))  # none in this process
    assert [cleaned.changed for cleaned in together] == [True, True, False, True]
    assert together == list(dedup.clean_many(given, protect=["never"]))


def test_texts_are_taken_as_results_are() -> None:
    """An endless supply is read ahead by a few batches, and no farther before results are taken."""
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield FULL_BATCH

    results = dedup.clean_many(endless(), workers=2)
    assert taken == 0
    next(results)
    ahead = taken
    assert ahead <= 2 * 3 + 1  # three batches for each worker, and the next text
    for _ in range(10):
        next(results)
    assert taken == ahead + 10
    results.close()  # type: ignore[attr-defined]
    assert workers_alive() == []


def test_no_process_starts_before_it_is_needed() -> None:
    """One worker is this process; no texts, or no result asked for, need no process."""
    assert len(list(dedup.clean_many([TEXT] * 3, workers=1))) == 3
    assert list(dedup.clean_many([], workers=4)) == []
    waiting = dedup.clean_many([TEXT], workers=2)
    assert workers_alive() == []
    del waiting


def test_a_wrong_text_raises_at_its_turn() -> None:
    """Results before a text of the wrong type come first; then it is named by its position."""
    given: list[Any] = [*[TEXT] * 5, None, "never reached"]
    results = dedup.clean_many(given, workers=2)
    assert [cleaned.changed for cleaned in islice(results, 5)] == [True] * 5
    with pytest.raises(InputTypeError, match=r"position 5, got NoneType"):
        next(results)
    assert list(results) == []
    assert workers_alive() == []


def test_an_error_of_the_supply_comes_at_its_turn() -> None:
    """What the iterable of texts raises comes out after the results of the texts before it."""

    def supply() -> Iterator[str]:
        yield TEXT
        raise OSError("the disk is gone")

    results = dedup.clean_many(supply(), workers=2)
    assert next(results).changed
    with pytest.raises(OSError, match="the disk is gone"):
        next(results)


@pytest.mark.parametrize("workers", [0, -1, 2.0, "2", True, None], ids=repr)
def test_a_number_of_workers_that_cannot_be_is_refused(workers: Any) -> None:
    """`workers` is a whole number from 1 on; the call says so, before any text is taken."""
    with pytest.raises(OptionError, match=r"workers=.* cannot be used: .* at least 1"):
        dedup.clean_many([], workers=workers)


def test_options_are_checked_at_the_call() -> None:
    """A wrong option is refused before a result is asked for."""
    with pytest.raises(OptionError, match="min_scor"):
        dedup.clean_many([], workers=2, min_scor=0.9)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_single_text_is_told_of_clean(workers: int) -> None:
    """A str is an iterable of its letters, which nobody means."""
    with pytest.raises(InputTypeError, match=r"dedup\.clean\(text\)"):
        dedup.clean_many(TEXT, workers=workers)


def test_the_death_of_a_worker_names_the_text() -> None:
    """A killed worker is a `WorkerError`: which text it had in hand, and where to go on."""
    results = dedup.clean_many([FULL_BATCH, TEXT, STUCK, TEXT], workers=2, **ENDLESS)
    assert not next(results).changed
    time.sleep(1.0)  # the texts after it are begun
    for process in workers_alive():
        os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(
        WorkerError, match=r"position 2\. .* before position 1 were given"
    ) as raised:
        next(results)
    assert isinstance(raised.value, dedup.DedupError)
    assert isinstance(raised.value, RuntimeError)
    assert wait_until(lambda: workers_alive() == [])


def test_closing_the_iterator_ends_the_workers_at_once() -> None:
    """Nobody waits for a text that takes long once the results are not wanted any more."""
    results = dedup.clean_many([FULL_BATCH, STUCK, FULL_BATCH, STUCK], workers=2, **ENDLESS)
    next(results)
    time.sleep(1.0)  # both workers are at it
    start = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 5
    assert workers_alive() == []


def test_leaving_a_loop_ends_the_workers() -> None:
    """A `break` in the loop over the results leaves no process behind."""
    for cleaned in dedup.clean_many(repeat(TEXT), workers=2):
        assert cleaned.changed
        break
    assert workers_alive() == []


def test_two_threads_may_each_have_workers() -> None:
    """Calls from several threads at once do not disturb one another."""
    texts = [f"{place}. {TEXT}" for place in range(50)]
    answers: dict[int, list[dedup.Cleaned]] = {}

    def work(number: int) -> None:
        answers[number] = list(dedup.clean_many(texts, workers=2))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers[0] == answers[1] == list(dedup.clean_many(texts))


SCRIPT = """
import multiprocessing, sys
import dedup

def processes():
    return [process.pid for process in multiprocessing.active_children()]

def supply():
    yield "." * 600_000
    print("a worker has started", flush=True)
    while True:
        yield "." * 600_000

def main():
    try:
        for number, cleaned in enumerate(dedup.clean_many({texts}, workers=2, **{options})):
            if number == {report_at}:
                print(*processes(), flush=True)
    finally:
        print("left:", *processes(), flush=True)
{call}
"""
GUARDED = 'if __name__ == "__main__":\n    main()'


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start_script(tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts a script which cleans texts, in a process group of its own."""
    with ExitStack() as ends:

        def start(**parts: object) -> "subprocess.Popen[str]":
            defaults = {"texts": [TEXT], "options": {}, "report_at": 0, "call": GUARDED}
            script = tmp_path / "script.py"
            script.write_text(SCRIPT.format(**{**defaults, **parts}), encoding="utf-8")
            running = subprocess.Popen(
                [sys.executable, str(script)],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                start_new_session=True,
            )
            ends.callback(end_group, running.pid)
            return ends.enter_context(running)

        yield start


def end_group(leader: int) -> None:
    """Kill whatever a failed test has left of a process group."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def test_this_process_is_one_of_the_workers() -> None:
    """Two workers are this process and one more; two more where `protect` holds an expression."""
    for options, others in (({}, 1), ({"protect": [(0, 4)]}, 1), (ENDLESS, 2)):
        results = dedup.clean_many([FULL_BATCH] * 6, workers=2, **options)
        next(results)
        assert len(workers_alive()) == others
        assert len(list(results)) == 5
        assert workers_alive() == []


def test_an_error_in_this_process_comes_at_its_turn() -> None:
    """What goes wrong over a text here is raised after the results before it, and names it."""

    def fails(texts: Sequence[str]) -> Iterator[str]:
        for text in texts:
            if text == "bad":
                raise MemoryError
            yield text

    given = [["a"], ["b"], ["c", "bad"], ["d"]]
    firsts = [0, 1, 2, 4]
    batches = (Batch(*each, fails) for each in zip(firsts, given, strict=True))
    answered = map_batches(batches, workers=1, helping=True)
    assert [answers for _, answers in islice(answered, 2)] == [["a"], ["b"]]
    with pytest.raises(MemoryError) as raised:
        next(answered)
    assert raised.value.__notes__ == ["raised over the text at position 3"]


@POSIX
@pytest.mark.parametrize(
    ("texts", "options"),
    [
        (f"['.' * 600_000, {STUCK!r}]", ENDLESS),
        ("['.' * 600_000] * 4000", ENDLESS),
        ("['.' * 600_000] * 4000", {}),
    ],
    ids=["stuck", "busy", "helping"],
)
def test_ctrl_c_stops_everything_with_one_traceback(
    start_script: Start, texts: str, options: dict[str, Any]
) -> None:
    """Ctrl-C reaches all processes; the consumer tells of it, the others say nothing and end."""
    running = start_script(texts=texts, options=options)
    assert running.stdout
    processes = [int(word) for word in running.stdout.readline().split()]
    assert processes
    time.sleep(0.3)
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=10)
    assert out.strip() == "left:"
    assert err.rstrip().endswith("KeyboardInterrupt")
    assert err.count("Traceback") == 1, err
    assert not any(map(is_alive, processes))


@POSIX
@pytest.mark.parametrize("delay", [0.0, 0.05, 0.2])
def test_ctrl_c_while_workers_start_is_no_different(start_script: Start, delay: float) -> None:
    """Workers that still import when Ctrl-C comes print nothing either."""
    running = start_script(texts="supply()", report_at=-1)
    assert running.stdout
    assert running.stdout.readline() == "a worker has started\n"
    time.sleep(delay)
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=10)
    assert out.strip() == "left:"
    assert err.rstrip().endswith("KeyboardInterrupt")
    assert err.count("Traceback") == 1, err


@POSIX
def test_workers_end_with_a_consumer_that_was_killed(start_script: Start) -> None:
    """When the consumer is killed outright, its workers end by themselves."""
    running = start_script(texts="['.' * 600_000] * 4000", report_at=3, options=ENDLESS)
    assert running.stdout
    processes = [int(word) for word in running.stdout.readline().split()]
    assert len(processes) == 2
    running.kill()
    running.communicate(timeout=10)
    assert wait_until(lambda: not any(map(is_alive, processes)))


def test_a_script_without_the_main_guard_is_told_so(start_script: Start) -> None:
    """Where the workers cannot start because they run the script, the error says what to do."""
    running = start_script(call="main()")
    _, err = running.communicate(timeout=20)
    assert running.returncode == 1
    assert "WorkerError" in err.splitlines()[-1]
    assert "if __name__ == '__main__':" in err.splitlines()[-1]


@POSIX
def test_an_error_over_a_text_names_its_position(start_script: Start) -> None:
    """Memory that runs out over one text is a `MemoryError` that says which text it was."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
    call = f'if __name__ == "__main__":\n    {limit}    main()'
    running = start_script(texts="['One text.', '.' * 100_000_000]", call=call)
    _, err = running.communicate(timeout=20)
    assert "MemoryError" in err
    assert err.rstrip().endswith("raised over the text at position 1")


LARGE_ANSWERS = """
from dedup.workers import Batch, map_batches

def large(sizes):
    for size in sizes:
        yield b"x" * size

if __name__ == "__main__":
    for _ in range(3):
        answered = map_batches((Batch(n, (4_000_000,), large) for n in range(99)), workers=2)
        next(answered)
        next(answered)
        try:
            answered.throw(KeyboardInterrupt())
        except KeyboardInterrupt:
            print("ended", flush=True)
"""


def test_an_interrupt_amid_large_answers_ends_the_workers(tmp_path: Path) -> None:
    """Ctrl-C while workers hand over megabytes ends them all, and nothing waits for the rest."""
    script = tmp_path / "script.py"
    script.write_text(LARGE_ANSWERS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (0, [b"ended"] * 3), done.stderr.decode()
