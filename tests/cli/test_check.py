"""`dedup check`: a line for each copy, and exit codes for hooks."""

from pathlib import Path

import pytest

from tests.cli.processes import Terminal, run
from tests.cli.texts import HARBOR, ONCE, PILINGS, TWICE, WITH_FACT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a clean text, one with copies, one with a fact, and one in Latin-1."""
    inside = f"Nobody minded.\r\n\r\n{HARBOR}\r\n{PILINGS}\r\n\r\nHe smiled. {HARBOR} {PILINGS}"
    for name, text in {"once": ONCE, "twice": TWICE, "fact": WITH_FACT, "inside": inside}.items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9")
    return tmp_path


def test_texts_without_copies_give_no_line_and_code_0(folder: Path) -> None:
    """Nothing is printed for a clean text, nor for a repeat that would stay."""
    done = run("check", "once.txt", "fact.txt", folder=folder)
    assert (done.code, done.out, done.error) == (0, b"", "")


def test_each_copy_is_a_line_with_its_place(folder: Path) -> None:
    """A line names file, line and column of a copy, the lines it repeats, and the score."""
    done = run("check", "twice.txt", "once.txt", "inside.txt", folder=folder)
    assert (done.code, done.error) == (1, "")
    assert done.text == (
        "twice.txt:5:1: repeats line 1 (1.000)\ninside.txt:6:12: repeats lines 3-4 (1.000)\n"
    )


def test_a_file_that_cannot_be_checked_gives_code_2_whatever_else_is_found(folder: Path) -> None:
    """The other files are checked all the same."""
    done = run("check", "twice.txt", "nowhere.txt", "bad.txt", "twice.txt", folder=folder)
    assert done.code == 2
    assert done.text == "twice.txt:5:1: repeats line 1 (1.000)\n" * 2
    assert done.error == (
        "dedup: nowhere.txt: No such file or directory\n"
        "dedup: bad.txt: byte 0xe9 at offset 3 is not utf-8. Say how the file is encoded, for "
        "example --encoding windows-1252.\n"
    )


def test_standard_input_can_be_checked() -> None:
    """`-` is standard input, and called <stdin>."""
    done = run("check", "-", given=TWICE.encode())
    assert (done.code, done.text) == (1, "<stdin>:5:1: repeats line 1 (1.000)\n")


def test_a_file_is_needed() -> None:
    """Without a file it says how it is used."""
    done = run("check")
    assert (done.code, done.error) == (
        2,
        "Usage: dedup check [OPTIONS] FILE...\n"
        "Try 'dedup check --help' for help.\n\n"
        "Error: Missing argument 'FILE...'.\n",
    )


def test_nothing_is_changed(folder: Path) -> None:
    """Checked files stay as they are."""
    run("check", "twice.txt", folder=folder)
    assert (folder / "twice.txt").read_text(encoding="utf-8") == TWICE


def test_a_bar_at_a_terminal_leaves_the_lines_alone(tmp_path: Path) -> None:
    """The bar of a long check stands below the lines, and is gone at the end."""
    words = " ".join(f"word{place}" for place in range(20_000))
    files = [f"{place}.txt" for place in range(24)]
    for file in files:
        (tmp_path / file).write_text(TWICE + words, encoding="utf-8")
    done = Terminal("check", *files, folder=tmp_path).end()
    assert done.code == 1
    assert "/24 [" in done.text
    lines = [line.rpartition("\r")[2] for line in done.text.split("\n")]
    assert lines == [f"{file}:5:1: repeats line 1 (1.000)" for file in files] + [""]
