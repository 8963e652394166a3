"""`dedup run` as people use it: through a pipe, at a terminal, with mistakes."""

import html
import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from dedup.cli.progress import watching
from dedup.files import Progress
from tests.cli.processes import COMMAND, Terminal, environment, run
from tests.files.material import ONCE, TWICE, articles, write_jsonl


def test_a_file_is_cleaned_into_another(tmp_path: Path) -> None:
    """The cleaned file, the removals, the summary and the page of samples are written."""
    write_jsonl(tmp_path / "in.jsonl", [TWICE, "One."])
    outputs = ("--removals", "r.jsonl", "--summary", "s.json", "--index", "i.html")
    done = run("run", "in.jsonl", "-o", "out.jsonl", *outputs, folder=tmp_path)
    assert done.code == 0
    assert done.out == b""
    removed = len(TWICE) - len(ONCE)
    assert done.error == (
        f"2 records, 1 with removals: {removed} of {len(TWICE) + 4} characters. "
        "Written to out.jsonl\n"
    )
    first, second = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert json.loads(first)["text"] == ONCE
    assert second == '{"id": 1, "text": "One."}'
    [removal] = map(json.loads, (tmp_path / "r.jsonl").read_text("utf-8").splitlines())
    assert (removal["file"], removal["number"], removal["id"]) == ("in.jsonl", 1, "0")
    summary = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert summary["removed"]["exact"] == {"removals": 1, "characters": removed}
    assert [record["id"] for record in sorted(summary["slowest"], key=lambda r: r["id"])] == [
        "0",
        "1",
    ]
    page = (tmp_path / "i.html").read_text("utf-8")
    assert "in.jsonl: line 1" in page
    assert html.escape(removal["text"].strip()) in page


def test_standard_input_goes_to_standard_output() -> None:
    """Without INPUT, JSON Lines go from one pipe to another."""
    line = json.dumps({"text": TWICE}).encode()
    done = run("run", "--workers", "1", given=line + b'\n{"text":"One."}')
    assert done.code == 0
    first, second = done.out.splitlines()
    assert json.loads(first)["text"] == ONCE
    assert second == b'{"text":"One."}'
    assert done.error.endswith("Written to standard output\n")


def test_all_options_of_the_library_are_flags(tmp_path: Path) -> None:
    """What `clean` can be told, `run` can be told too."""
    write_jsonl(tmp_path / "in.jsonl", [TWICE])
    run("run", "in.jsonl", "-o", "out.jsonl", "--min-words", "500", folder=tmp_path)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "in.jsonl").read_bytes()
    done = run("run", "in.jsonl", "-o", "out.jsonl", "--min-words", "1", folder=tmp_path)
    assert done.code == 2
    assert (
        "--min-words 1 cannot be used: expected a whole number of words from 3 to 1000."
        in done.error
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["bad.jsonl", "-o", "out.jsonl"],
            "dedup: bad.jsonl: line 1: no column 'text'. Its columns are 'body', 'n'; "
            "--text-column names the right one. Nothing was put in place of the output; with "
            "--on-error skip such records are put aside and the rest is cleaned.\n",
        ),
        (
            ["bad.jsonl", "-o", "out.jsonl", "--max-record-chars", "5"],
            "dedup: bad.jsonl: line 1: more than 5 characters; --max-record-chars sets the limit. "
            "Nothing was put in place of the output; with --on-error skip such records are put "
            "aside and the rest is cleaned.\n",
        ),
        (
            ["bad.jsonl", "-o", "out.jsonl", "--keep-original", "n", "--on-error", "skip"],
            "dedup: bad.jsonl: line 1: a column 'n' is there already; --keep-original names a new "
            "one.\n",
        ),
        (
            ["bad.jsonl", "-o", "out.jsonl", "--annotate", "--keep-original", "raw"],
            "dedup: --keep-original is of no use with --annotate: no text changes.\n",
        ),
        (
            ["bad.jsonl", "-o", "out.jsonl", "--index", "i.txt"],
            "dedup: --index i.txt cannot be used: expected a name that ends with .html.\n",
        ),
        (
            ["bad.jsonl", "-o", "-"],
            "dedup: - stands for standard input and standard output together: name no file, or "
            "two.\n",
        ),
        (
            ["none.jsonl", "-o", "out.jsonl"],
            "dedup: none.jsonl cannot be read: No such file or directory.\n",
        ),
        (
            ["bad.jsonl", "-o", "bad.jsonl"],
            "dedup: bad.jsonl is read as well: write somewhere else, so that bad.jsonl stays as it "
            "is.\n",
        ),
    ],
)
def test_a_mistake_is_a_line_and_exit_code_2(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    """The line names the file and the flags, not the library's arguments."""
    (tmp_path / "bad.jsonl").write_text('{"body": "a", "n": 1}\n', encoding="utf-8")
    done = run("run", *arguments, folder=tmp_path)
    assert (done.code, done.error) == (2, said)
    assert sorted(path.name for path in tmp_path.glob("*.jsonl")) == ["bad.jsonl"]


def test_what_is_put_aside_can_be_found(tmp_path: Path) -> None:
    """The last line names the quarantine file; its reasons speak of no argument of a function."""
    (tmp_path / "in.jsonl").write_text('{"body": "a"}\n{"text": "One."}\n', encoding="utf-8")
    done = run("run", "in.jsonl", "-o", "out.jsonl", "--on-error", "skip", folder=tmp_path)
    assert (done.code, done.error) == (
        0,
        "2 records, 0 with removals: 0 of 4 characters. 1 could not be cleaned: see "
        "out.jsonl.quarantine.jsonl. Written to out.jsonl\n",
    )
    row = json.loads((tmp_path / "out.jsonl.quarantine.jsonl").read_text("utf-8"))
    assert row["reason"] == "no column 'text'. Its columns are 'body'"


def test_one_record_is_counted_as_one(tmp_path: Path) -> None:
    """The last line of a run speaks of one record in the singular."""
    write_jsonl(tmp_path / "in.jsonl", ["One."])
    done = run("run", "in.jsonl", "-o", "out.jsonl", folder=tmp_path)
    assert done.error == ("1 record, 0 with removals: 0 of 4 characters. Written to out.jsonl\n")


def test_an_address_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    """A kind of address that does not exist is no fault of the program."""
    done = run("run", "news://a.jsonl", "-o", "out.jsonl", folder=tmp_path)
    assert (done.code, done.error) == (
        2,
        "dedup: news://a.jsonl cannot be reached: Protocol not known: news.\n",
    )


def test_an_output_has_to_be_named(tmp_path: Path) -> None:
    """A file is not cleaned to standard output by mistake."""
    write_jsonl(tmp_path / "in.jsonl", ["One."])
    done = run("run", "in.jsonl", folder=tmp_path)
    assert done.code == 2
    assert done.error.endswith("Error: -o OUT is missing: it names the file or folder to write.\n")


def test_a_terminal_shows_a_bar(tmp_path: Path) -> None:
    """At a terminal, a bar tells of records, speed, removals and the time left, then goes away."""
    write_jsonl(tmp_path / "in.jsonl", articles(2000))
    terminal = Terminal("run", "in.jsonl", "-o", "out.jsonl", "--workers", "1", folder=tmp_path)
    terminal.wait_for(b"MB/s")
    done = terminal.end()
    assert done.code == 0
    # At 80 characters a line, the end of a long one is not shown.
    assert re.search(rb"\d+%\|.*\| [\d,]+ records, [\d,]+ a second", done.out)
    assert done.text.rstrip().endswith("Written to out.jsonl")


def test_at_a_terminal_it_says_that_it_waits_for_records() -> None:
    """Without an input at a terminal it says so, and takes what is typed."""
    terminal = Terminal("run", "--workers", "1")
    terminal.wait_for(b"reads JSON Lines from here; end them with Ctrl-D on a line of its own.")
    terminal.type(b'{"text": "One."}\n\x04')
    done = terminal.end()
    assert done.code == 0
    assert "Written to standard output" in done.text


def test_a_file_in_utf_16_says_what_to_do(tmp_path: Path) -> None:
    """Records are UTF-8; what begins with the byte-order mark of UTF-16 is told to be that."""
    (tmp_path / "in.jsonl").write_text('{"text": "One."}\n', encoding="utf-16")
    done = run("run", "in.jsonl", "-o", "out.jsonl", folder=tmp_path)
    assert done.error.startswith(
        "dedup: in.jsonl: line 1: no UTF-8: invalid start byte at byte 1; convert the file from "
        "UTF-16 to UTF-8 first. "
    )


def test_plain_lines_come_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody watches, a line every ten seconds says how far the run is."""
    with watching() as watch:
        for seconds in (1.0, 9.0, 11.0, 12.0, 19.0, 22.0):
            watch(
                Progress(
                    records=int(1000 * seconds),
                    removed_characters=5000,
                    done=int(1e6 * seconds),
                    total=10**9,
                    seconds=seconds,
                )
            )
    assert capsys.readouterr().err.splitlines() == [
        "11,000 records, 1,000 a second, 1.0 MB/s, 5,000 characters removed, 16 min left",
        "22,000 records, 1,000 a second, 1.0 MB/s, 5,000 characters removed, 16 min left",
    ]


def test_ctrl_c_stops_and_resume_goes_on(tmp_path: Path) -> None:
    """Ctrl-C is exit code 130 without a word, and no output; then the run goes on."""
    write_jsonl(tmp_path / "in.jsonl", articles(6000))
    command = ["run", "in.jsonl", "-o", "out.jsonl"]
    running = subprocess.Popen(
        [*COMMAND, *command],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    partial = tmp_path / ".out.jsonl.partial"
    end = time.monotonic() + 30
    while not (partial.exists() and partial.stat().st_size) and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    _, error = running.communicate(timeout=30)
    assert (running.returncode, error) == (130, b"")
    assert not (tmp_path / "out.jsonl").exists()
    assert run(*command, "--resume", folder=tmp_path).code == 0
    assert run("run", "in.jsonl", "-o", "other.jsonl", folder=tmp_path).code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "other.jsonl").read_bytes()


def test_a_reader_that_goes_ends_the_run_quietly(tmp_path: Path) -> None:
    """When nobody reads standard output any more, the run ends without a word."""
    source = write_jsonl(tmp_path / "in.jsonl", articles(1000))
    with source.open("rb") as given:
        running = subprocess.Popen(
            [*COMMAND, "run", "--workers", "1"],
            stdin=given,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=30) == 141
        running.stderr.close()
