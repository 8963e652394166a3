"""`dedup show`: at a terminal, through a pipe, with colours and without."""

import re
import shutil
from pathlib import Path

import pytest

import dedup
from tests.cli.processes import Terminal, run
from tests.cli.texts import HARBOR, PILINGS, SNOW, TUESDAY

LAST = f"He said so. {PILINGS} Nobody minded."
TEXT = f"{HARBOR}\n\n{PILINGS}\n\n{TUESDAY}\n\n{SNOW}\n{SNOW}\n\n{LAST}\n"
PLAIN = f"""\
a.txt: 2 copies go, 161 of 514 characters (31.3%); 1 repeat stays

  1   {HARBOR}
  2
  3   {PILINGS}
  4
  5 * [*{TUESDAY[:-1]}*].
    └ repeats line 1, 0.933 alike, but states another fact (Monday / Tuesday): \
The harbor council approved the new ferry pier … by nine votes to four
  6
  7   {SNOW}
  8 - {SNOW}
    └ copy of line 7, word for word: Snow fell on the upper villages and kept the … in its shed \
until noon.
  9
 10 ~ He said so.[- {PILINGS}-] Nobody minded.
    └ copy of line 3, word for word: Work on the pilings begins in April, once the … from the \
inner basin.
"""
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a text that holds two copies and a repeat that stays."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_through_a_pipe_signs_say_what_goes_and_what_stays(folder: Path) -> None:
    """Without colours every copy, every repeat that stays, and its source can be read."""
    done = run("show", "a.txt", folder=folder)
    assert (done.code, done.text, done.error) == (0, PLAIN, "")


def test_at_a_terminal_copies_are_struck_out_and_coloured(folder: Path) -> None:
    """Copies are red and struck out, repeats that stay yellow and underlined; signs stay."""
    done = Terminal("show", "a.txt", folder=folder, variables={"PAGER": ""}).end()
    assert done.code == 0
    assert f"- \x1b[31;9m{SNOW}\x1b[m\n" in done.text
    assert f"He said so.\x1b[31;9m {PILINGS}\x1b[m Nobody minded.\n" in done.text
    assert f"\x1b[33;4m{TUESDAY[:-1]}\x1b[m.\n" in done.text
    plain = re.sub(r"\[([-*])(.*?)\1\]", r"\2", PLAIN)
    assert COLOURS.sub("", done.text) == plain


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
    ],
    ids=str,
)
def test_the_environment_says_whether_a_terminal_has_colours(
    variables: dict[str, str], coloured: bool, folder: Path
) -> None:
    """NO_COLOR and a dumb terminal switch colours off, and signs on."""
    done = Terminal("show", "a.txt", folder=folder, variables={"PAGER": "", **variables}).end()
    assert ("\x1b[" in done.text) is coloured
    assert coloured or done.text == PLAIN


def test_colours_can_be_forced_through_a_pipe(folder: Path) -> None:
    """FORCE_COLOR colours what goes into a pipe."""
    assert "\x1b[31;9m" in run("show", "a.txt", folder=folder, variables={"FORCE_COLOR": "1"}).text


def test_the_pager_of_the_environment_is_used_at_a_terminal_only(folder: Path) -> None:
    """$PAGER gets the text, with the settings for less that git gives too; a pipe has no pager."""
    pager = {"PAGER": """sh -c 'echo "paged with $LESS"; cat'"""}
    done = Terminal("show", "a.txt", folder=folder, variables=pager).end()
    assert done.text.startswith("paged with FRX\n\x1b[1ma.txt: 2 copies go")
    assert run("show", "a.txt", folder=folder, variables=pager).text == PLAIN


def test_a_pager_that_is_not_there_is_done_without(folder: Path) -> None:
    """Where $PAGER leads nowhere the text is printed all the same."""
    done = Terminal("show", "a.txt", folder=folder, variables={"PAGER": "nopager -x"}).end()
    assert done.code == 0
    assert HARBOR in done.text


@pytest.mark.skipif(shutil.which("less") is None, reason="there is no less here")
def test_less_shows_a_long_text_and_ctrl_c_does_not_end_it(folder: Path) -> None:
    """A text longer than the screen waits in less; Ctrl-C is for less, and q leaves it."""
    (folder / "a.txt").write_text(f"{TEXT}\n" + "".join(f"Line {n}.\n" for n in range(60)))
    terminal = Terminal("show", "a.txt", folder=folder)
    terminal.wait_for(b"copy of line 3")
    terminal.type(b"\x03")
    terminal.type_until(b"G", b"Line 59.")  # Ctrl-C also empties the queue of keys
    terminal.type(b"q")
    done = terminal.end()
    assert done.code == 0
    assert "Traceback" not in done.text


def test_a_text_cannot_act_on_the_terminal(tmp_path: Path) -> None:
    """Escape sequences and direction marks of the text are written out."""
    (tmp_path / "a.txt").write_bytes(f"\x1b[2J\x07\u202e{HARBOR}\x9b31m\n".encode())
    shown = run("show", "a.txt", folder=tmp_path).text
    assert "⟨ESC⟩[2J⟨U+0007⟩⟨RLO⟩The harbor" in shown
    assert not set(shown) & set("\x1b\x07\u202e\x9b")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "<stdin>: nothing repeats\n\n"),
        ("\n", "<stdin>: nothing repeats\n\n  1\n"),
        (
            "One.\r\nTwo.\rThree.",
            "<stdin>: nothing repeats\n\n  1   One.\n  2   Two.\n  3   Three.\n",
        ),
    ],
    ids=["nothing", "a newline", "three kinds of lines"],
)
def test_short_texts_are_shown_as_they_are(text: str, shown: str) -> None:
    """Lines are counted as editors count them, whatever ends them."""
    assert run("show", "-", given=text.encode()).text == shown


def test_a_loop_says_how_many_copies_go(tmp_path: Path) -> None:
    """Copies in a row are told together."""
    (tmp_path / "a.txt").write_text(f"{HARBOR}\n" * 4, encoding="utf-8")
    shown = run("show", "a.txt", folder=tmp_path).text
    assert shown.startswith("a.txt: 3 copies go, 240 of 320 characters (75.0%)\n")
    assert "└ 3 copies of line 1, word for word: The harbor" in shown


def test_a_near_copy_tells_the_words_that_differ(tmp_path: Path) -> None:
    """Below a near copy stand its score and the words that its source says instead."""
    near = PILINGS.replace("pilings", "piles")
    text = f"{PILINGS}\n\n{HARBOR}\n\n{near}\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    [removal] = dedup.clean(text).report.removals
    shown = run("show", "a.txt", folder=tmp_path).text
    assert (
        f"└ copy of line 1, {removal.score:.3f} alike (pilings / piles): Work on the pilings"
        in shown
    )
