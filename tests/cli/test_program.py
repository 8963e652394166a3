"""What every command does: options, errors, signals, closed pipes, and what is installed."""

import dataclasses
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import get_args

import pytest

import dedup
from dedup.languages import language_codes
from dedup.options import Guard, Keep
from tests.cli.processes import COMMAND, Terminal, environment, run
from tests.cli.texts import ONCE, TWICE

# Seconds from the last word before it waits for input until it waits: a signal in between is
# noticed only when the input goes on.
_UNTIL_IT_READS = 1.0
COMMANDS = ("show", "clean", "check")  # those that take all options, in the order of use

WRONG_OPTIONS: dict[tuple[str, ...], str] = {
    ("--min-score", "90"): "--min-score 90 cannot be used: expected a number from 0 to 1. "
    "RapidFuzz's fuzz.* scores run to 100.",
    ("--min-score", "high"): "--min-score high cannot be used: expected a number from 0 to 1.",
    ("--min-score", "nan"): "--min-score nan cannot be used: expected a number from 0 to 1.",
    ("--min-words", "2"): "--min-words 2 cannot be used: expected a whole number of words from 3 "
    "to 1000.",
    ("--min-words", "8.5"): "--min-words 8.5 cannot be used: expected a whole number of words "
    "from 3 to 1000.",
    ("--keep", "frist"): "--keep frist cannot be used: expected fullest, first or last. "
    "Did you mean 'first'?",
    ("--guards", "facts"): "--guards facts cannot be used: expected fact, structure, both with "
    "a comma between them, or none. Did you mean 'fact'?",
    ("--protect", "("): "--protect ( cannot be used: it is no regular expression (missing ), "
    "unterminated subpattern at position 0). Put a backslash before a sign that stands "
    "for itself.",
    ("--language", "xx"): "--language xx cannot be used: expected one of these, or no flag for all "
    f"together: {', '.join(language_codes())}.",
    ("--encoding", "utf9"): "--encoding utf9 cannot be used: it is no text encoding that Python "
    "knows. Common ones are utf-8, windows-1252, iso-8859-15, utf-16 and gb18030.",
    ("--encoding", "hex"): "--encoding hex cannot be used: it is no text encoding that Python "
    "knows. Common ones are utf-8, windows-1252, iso-8859-15, utf-16 and gb18030.",
}
WRONG_CLEANING: dict[tuple[str, ...], str] = {
    ("a", "--in-place", "-o", "b"): "--in-place and -o exclude each other: give one of them.",
    ("--in-place",): "--in-place needs files: standard input has no place.",
    ("a", "--backup", ".bak"): "--backup goes with --in-place: without it nothing is replaced.",
    ("a", "--in-place", "--backup", ""): "--backup '' cannot be used: expected the end of a file "
    "name, such as .bak.",
    ("a", "--in-place", "--backup", "/b"): "--backup '/b' cannot be used: expected the end of a "
    "file name, such as .bak.",
    ("a", "b"): "several files cannot go to standard output together: give a folder, -o FOLDER, "
    "or --in-place.",
}


def run_in_shell(command: str, folder: Path | None = None) -> tuple[int, str]:
    """Run the command with its streams led elsewhere; return its code and its standard error."""
    done = subprocess.run(
        ["sh", "-c", f"{shlex.join(COMMAND)} {command}"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(),
        check=False,
        timeout=60,
    )
    return done.returncode, done.stderr.decode()


def usage(command: str, arguments: str, message: str) -> str:
    """Write an error of use as the command prints it."""
    return (
        f"Usage: dedup {command} [OPTIONS] {arguments}\n"
        f"Try 'dedup {command} --help' for help.\n\nError: {message}\n"
    )


@pytest.mark.parametrize("given", WRONG_OPTIONS, ids=" ".join)
def test_an_option_that_cannot_be_used_says_what_is_accepted(given: tuple[str, ...]) -> None:
    """What was given, what is wanted and what to do next, as it is typed."""
    done = run("check", *given, "a.txt")
    assert (done.code, done.out) == (2, b"")
    assert done.error == usage("check", "FILE...", WRONG_OPTIONS[given])


@pytest.mark.parametrize("given", WRONG_CLEANING, ids=" ".join)
def test_flags_of_clean_that_do_not_go_together_say_so(given: tuple[str, ...]) -> None:
    """Nothing is read before the flags make sense."""
    done = run("clean", *given)
    assert (done.code, done.out) == (2, b"")
    assert done.error == usage("clean", "[FILE]...", WRONG_CLEANING[given])


def test_a_misspelt_flag_or_command_is_answered_with_the_nearest() -> None:
    """A flag and a command that do not exist are named, with what may have been meant."""
    flag = run("check", "--min-scor", "1", "a.txt")
    assert flag.error == usage(
        "check",
        "FILE...",
        "No such option '--min-scor'. (Did you mean one of: '--min-score', '--min-words'?)",
    )
    command = run("chek", "a.txt")
    assert (flag.code, command.code) == (2, 2)
    assert "No such command 'chek'." in command.error


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_a_flag_with_its_meaning_and_default(command: str) -> None:
    """Help names each field of `Options`, its range or choices, and the default in force."""
    shown = " ".join(run(command, "--help", variables={"COLUMNS": "80"}).text.split())
    for field in dataclasses.fields(dedup.Options):
        assert f"--{field.name.replace('_', '-')} " in shown
    for words in (
        "from 0 to 1. [default: 0.9]",
        "from 3 to 1000; two letters of a script without spaces count for one word. [default: 8]",
        "--near / --no-near Whether near copies go too, or exact copies only. [default: near]",
        f"[{'|'.join(get_args(Keep))}]",
        "[default: fullest]",
        f"[{','.join(get_args(Guard))}|none]",
        "[default: fact,structure]",
        "May be given several times.",
        'such as "en"; without one all tables together.',
    ):
        assert words in shown, words


@pytest.mark.parametrize("command", [*COMMANDS, "diff", "run"])
def test_help_speaks_of_what_can_be_typed(command: str) -> None:
    """What only Python can be given stands in the documentation of Python."""
    shown = " ".join(run(command, "--help").text.split())
    for word in ("Python", "frozenset", "None", "_column", "on_error"):
        assert word not in shown


def test_the_version_is_the_one_of_the_library() -> None:
    """`--version` names it."""
    assert run("--version").text == f"dedup {dedup.__version__}\n"


def test_the_commands_are_listed_in_the_order_of_use() -> None:
    """Help shows looking before cutting."""
    listed = re.findall(r"^  (\w+)  ", run("--help").text.partition("Commands:")[2], re.MULTILINE)
    assert tuple(listed[: len(COMMANDS)]) == COMMANDS


def test_the_installed_script_is_the_same_command() -> None:
    """`dedup` and `python -m dedup` print the same."""
    script = Path(sys.executable).with_name("dedup")
    done = subprocess.run([script, "--help"], capture_output=True, env=environment(), check=True)
    assert done.stdout == run("--help").out


def test_without_click_it_says_what_to_install() -> None:
    """Without the extra `cli` there is one line, no traceback, and code 2."""
    blocked = "import sys; sys.modules['click'] = None; from dedup.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        "dedup: the command needs the package click, which is not installed. Install it with: "
        'pip install "dedup-passages[cli]"\n'
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_told_how_to_complete(shell: str) -> None:
    """The variable that click documents gives a script for each shell."""
    done = run(variables={"_DEDUP_COMPLETE": f"{shell}_source"})
    assert done.code == 0
    assert "_DEDUP_COMPLETE" in done.text


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("dedup cl", ["clean"]),
        ("dedup check --keep f", ["fullest", "first"]),
        ("dedup check --language e", ["el", "en", "es", "et", "eu"]),
    ],
)
def test_completion_offers_commands_and_values(words: str, offered: list[str]) -> None:
    """Bash is offered the commands, and the values of options that can be listed."""
    done = run(
        variables={
            "_DEDUP_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
        }
    )
    assert [line.partition(",")[2] for line in done.text.splitlines()] == offered


def test_ctrl_c_ends_it_with_130_and_without_a_word(tmp_path: Path) -> None:
    """A real SIGINT while it waits for its input gives code 130 and no traceback."""
    (tmp_path / "a.txt").write_text(TWICE, encoding="utf-8")
    command = [*COMMAND, "check", "a.txt", "-"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"a.txt:5:1: repeats line 1 (1.000)\n"
        time.sleep(_UNTIL_IT_READS)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=60)
    assert (process.returncode, out, error) == (130, b"", b"")


def test_ctrl_c_at_the_keyboard_does_the_same() -> None:
    """Ctrl-C at a terminal ends it with 130; only the key itself is shown."""
    terminal = Terminal("clean")
    terminal.wait_for(b"on a line of its own.\r\n")
    time.sleep(_UNTIL_IT_READS)
    terminal.type(b"\x03")
    done = terminal.end()
    assert done.code == 130
    assert done.text.partition("on a line of its own.\n")[2] in ("^C", "")


@pytest.mark.parametrize("command", ["show", "clean"])
def test_a_reader_that_has_gone_is_no_news(command: str, tmp_path: Path) -> None:
    """`dedup show FILE | head -1` prints one line, and nothing on standard error."""
    (tmp_path / "a.txt").write_text(ONCE * 2000, encoding="utf-8")
    pipeline = f'"$@" {command} a.txt --guards none | head -1; exit "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", pipeline, "bash", *COMMAND],
        cwd=tmp_path,
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1
    assert done.returncode in (0, 141)  # 0 when everything fitted into the pipe


def test_a_fault_of_the_program_is_never_taken_for_a_repeat(tmp_path: Path) -> None:
    """What nobody foresaw ends with a traceback and code 2: 1 means that repeats were found."""
    broken = (
        "import dedup.cli.check as check\n"
        "def fail(*_, **__): raise ZeroDivisionError('nobody foresaw this')\n"
        "check.clean = fail\n"
        "import sys; sys.argv = ['dedup', 'check', '-']\n"
        "from dedup.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken], input=b"", capture_output=True, check=False
    )
    error = done.stderr.decode()
    assert done.returncode == 2
    assert error.startswith("Traceback")
    assert error.endswith(
        "ZeroDivisionError: nobody foresaw this\n"
        "dedup: this is a fault of dedup itself. Please report it with the lines above.\n"
    )


def test_killed_while_it_writes_it_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """Ended by SIGKILL as soon as it begins to write, `--in-place` leaves no half file."""
    file = tmp_path / "a.txt"
    before = TWICE.encode() + b" ".join(b"word%d" % place for place in range(100_000))
    after = dedup.clean(before.decode()).text.encode()
    assert len(after) < len(before)
    codes = set()
    for pause in (0, 0.0005, 0.001, 0.002, 0.004):  # seconds
        file.write_bytes(before)
        command = [*COMMAND, "clean", "--in-place", str(file)]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment()) as process:
            while process.poll() is None and not list(tmp_path.glob(".*.part")):
                pass
            time.sleep(pause)
            process.kill()
        codes.add(process.returncode)
        assert file.read_bytes() in (before, after)
        for left in tmp_path.glob(".*.part"):
            left.unlink()
    assert -signal.SIGKILL in codes


def test_what_cannot_be_encoded_for_the_terminal_is_escaped(tmp_path: Path) -> None:
    """In a locale without the signs that it shows, they come out as escapes, not as a failure."""
    (tmp_path / "a.txt").write_text(TWICE, encoding="utf-8")
    done = run("show", "a.txt", folder=tmp_path, variables={"PYTHONIOENCODING": "ascii"})
    assert done.code == 0
    assert "\\u2514 copy of line 1, word for word" in done.text


def test_a_file_name_in_other_bytes_is_told_and_cleaned(tmp_path: Path) -> None:
    """A name that is no UTF-8, or acts on terminals, works; messages write such characters out."""
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text(TWICE, encoding="utf-8")
    done = run("check", name, folder=tmp_path)
    assert run("check", "\x1b[31m.txt").error == (
        "dedup: ⟨ESC⟩[31m.txt: No such file or directory\n"
    )
    assert (done.code, done.text) == (1, "caf⟨U+DCE9⟩.txt:5:1: repeats line 1 (1.000)\n")


@pytest.mark.parametrize(
    ("closing", "line"),
    [
        (">&-", "dedup: standard output is closed. Send it to a file, or to /dev/null.\n"),
        ("<&-", "dedup: standard input is closed. Name a file, or pipe a text in.\n"),
    ],
)
def test_a_closed_stream_is_named_in_one_line(closing: str, line: str) -> None:
    """Closed standard streams give code 2, which is not the code for repeats, and no traceback."""
    assert run_in_shell(f"clean {closing}") == (2, line)


@pytest.mark.parametrize(
    "arguments",
    [
        ("clean", "a.txt"),
        ("check", "a.txt", "a.txt"),
        ("show", "a.txt"),
        ("diff", "a.txt", "a.txt"),
        ("run", "--workers", "1", "<", "a.jsonl"),
        ("--help",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_full_standard_output_is_named_once(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """Whatever writes to a full disk says so in one line and ends with code 2."""
    (tmp_path / "a.txt").write_text(TWICE, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"text": "One."}', encoding="utf-8")
    assert run_in_shell(f"{' '.join(arguments)} > /dev/full", tmp_path) == (
        2,
        "dedup: standard output cannot be written: No space left on device.\n",
    )


@pytest.mark.parametrize(
    "arguments", ["clean a.txt -o b.txt", "check no.txt", "clean --fast", "run"]
)
def test_a_full_standard_error_is_never_taken_for_a_repeat(arguments: str, tmp_path: Path) -> None:
    """Where nothing can be said, the code says it: 2, which is not the code for repeats."""
    (tmp_path / "a.txt").write_text(TWICE, encoding="utf-8")
    assert run_in_shell(f"{arguments} 2> /dev/full", tmp_path) == (2, "")


def test_names_of_files_are_completed_by_the_shell() -> None:
    """Bash is told to offer its files where a file is wanted."""
    done = run(
        variables={
            "_DEDUP_COMPLETE": "bash_complete",
            "COMP_WORDS": "dedup clean art",
            "COMP_CWORD": "2",
        }
    )
    assert done.text == "file,art\n"
