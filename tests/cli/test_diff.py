"""`dedup diff`: what two texts share."""

from pathlib import Path

import pytest

from tests.cli.processes import run
from tests.cli.texts import HARBOR, PILINGS, TUESDAY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with two texts that share a passage word for word and one nearly so."""
    (tmp_path / "a.txt").write_text(f"{HARBOR}\n\n{PILINGS}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(f"Hello.\r\n{PILINGS} Well. {TUESDAY}\r\n".encode())
    (tmp_path / "c.txt").write_text("Snow fell.", encoding="utf-8")
    return tmp_path


def test_each_shared_passage_is_a_line_and_the_end_a_summary(folder: Path) -> None:
    """A line says where a passage stands in both texts, how alike it is and how it reads."""
    done = run("diff", "a.txt", "b.txt", folder=folder)
    assert (done.code, done.error) == (0, "")
    assert done.text == (
        "b.txt:2:1: line 3 of a.txt (1.000): Work on the pilings begins in April, once the … "
        "from the inner basin\n"
        "b.txt:2:88: line 1 of a.txt (0.933): The harbor council approved the new ferry pier … "
        "by nine votes to four\n"
        "2 passages shared: 100.0% of the words of a.txt, 93.9% of b.txt.\n"
    )


def test_options_say_what_counts_as_shared(folder: Path) -> None:
    """`--no-near` takes what agrees word for word; a passage may also be too short."""
    assert run("diff", "a.txt", "b.txt", "--no-near", folder=folder).text.count("(1.000)") == 2
    done = run("diff", "a.txt", "b.txt", "--min-words", "40", folder=folder)
    assert (done.code, done.text) == (0, "a.txt and b.txt share no passage.\n")


def test_standard_input_can_be_one_of_the_two(folder: Path) -> None:
    """`-` is one text; both cannot be."""
    done = run("diff", "-", "c.txt", folder=folder, given=b"Snow fell.")
    assert (done.code, done.text) == (0, "<stdin> and c.txt share no passage.\n")
    both = run("diff", "-", "-")
    assert (both.code, both.error) == (
        2,
        "Usage: dedup diff [OPTIONS] A B\nTry 'dedup diff --help' for help.\n\n"
        "Error: A and B cannot both be -: standard input is read once.\n",
    )


def test_a_text_that_cannot_be_read_is_named(folder: Path) -> None:
    """A missing file gives code 2 and its name."""
    done = run("diff", "a.txt", "no.txt", folder=folder)
    assert (done.code, done.error) == (2, "dedup: no.txt: No such file or directory\n")
