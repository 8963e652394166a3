"""`dedup clean`: what is written where, byte for byte."""

import json
import stat
from pathlib import Path

import pytest

import dedup
from tests.cli.processes import Terminal, run
from tests.cli.texts import HARBOR, ONCE, PILINGS, TWICE, WITH_FACT

AWKWARD = {
    "CRLF": TWICE.replace("\n", "\r\n").encode(),
    "CR alone": TWICE.replace("\n", "\r").encode(),
    "mixed line ends": f"{HARBOR}\r\n\n{PILINGS}\r\r{HARBOR}\n\r\n".encode(),
    "byte-order mark": b"\xef\xbb\xbf" + TWICE.encode(),
    "no last newline": TWICE.rstrip("\n").encode(),
    "many last newlines": TWICE.encode() + b"\n\n\n",
    "control characters": f"\x00{HARBOR}\x1b[31m\n\n{PILINGS}\x1a\n\n{HARBOR}\x0c\n".encode(),
    "nothing": b"",
    "one newline": b"\n",
}


def names(folder: Path) -> list[str]:
    """Return what a folder holds."""
    return sorted(file.name for file in folder.iterdir())


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """Give a file with one paragraph that stands twice."""
    file = tmp_path / "twice.txt"
    file.write_text(TWICE, encoding="utf-8")
    return file


def test_without_a_destination_the_text_goes_to_standard_output(twice: Path) -> None:
    """`dedup clean FILE` prints what is left, and nothing else anywhere."""
    done = run("clean", twice)
    assert (done.code, done.text, done.error) == (0, ONCE, "")
    assert twice.read_text(encoding="utf-8") == TWICE


@pytest.mark.parametrize("arguments", [("clean",), ("clean", "-"), ("clean", "-", "-o", "-")])
def test_standard_input_is_cleaned_to_standard_output(arguments: tuple[str, ...]) -> None:
    """No file, or -, is standard input; -o - is standard output."""
    done = run(*arguments, given=TWICE.encode())
    assert (done.code, done.text, done.error) == (0, ONCE, "")


def test_what_stays_is_written_byte_for_byte(tmp_path: Path) -> None:
    """Line ends, byte-order mark, control characters and the last newline survive, everywhere."""
    expected = {kind: dedup.clean(data.decode()).text.encode() for kind, data in AWKWARD.items()}
    for kind, data in AWKWARD.items():
        (tmp_path / kind).write_bytes(data)
    assert run("clean", *AWKWARD, "-o", "out", folder=tmp_path).code == 0
    assert run("clean", *AWKWARD, "--in-place", folder=tmp_path).code == 0
    for kind, left in expected.items():
        assert (tmp_path / "out" / kind).read_bytes() == left
        assert (tmp_path / kind).read_bytes() == left
    for kind in ("CRLF", "control characters", "nothing"):
        assert run("clean", given=AWKWARD[kind]).out == expected[kind]


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-be", "utf-8-sig", "utf-32", "windows-1252", "latin-1"]
)
def test_a_file_is_written_in_the_encoding_it_came_in(encoding: str, tmp_path: Path) -> None:
    """`--encoding` reads and writes a file; a byte-order mark and the byte order stay."""
    before, after = f"Café déjà vu\n\n{TWICE}", f"Café déjà vu\n\n{ONCE}"
    file = tmp_path / "a.txt"
    file.write_bytes(before.encode(encoding))
    assert run("clean", "--in-place", "--encoding", encoding, file).code == 0
    assert file.read_bytes() == after.encode(encoding)


def test_utf_16_of_the_other_byte_order_keeps_it(tmp_path: Path) -> None:
    """A big-endian file with a byte-order mark stays one."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xfe\xff" + TWICE.encode("utf-16-be"))
    assert run("clean", "--in-place", "--encoding", "utf-16", file).code == 0
    assert file.read_bytes() == b"\xfe\xff" + ONCE.encode("utf-16-be")


def test_a_file_whose_encoding_would_change_it_is_left(tmp_path: Path) -> None:
    """Bytes that do not come back from their encoding are refused, and the file stays."""
    file = tmp_path / "a.txt"
    data = TWICE.encode().replace(b"ferry", b"+AGY-erry")  # "f", as nobody writes it
    file.write_bytes(data)
    done = run("clean", "--in-place", "--encoding", "utf-7", "a.txt", folder=tmp_path)
    assert done.code == 2
    assert done.error == (
        "dedup: a.txt: encoded again as utf-7 it is not the same bytes, so it cannot be written "
        "back unharmed. Convert it to utf-8 first.\n"
    )
    assert file.read_bytes() == data


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        (
            "punycode",
            "it is not punycode. Say how the file is encoded, for example --encoding utf-8.",
        ),
        (
            "idna",
            "encoded again as idna it is not the same bytes, so it cannot be written back "
            "unharmed. Convert it to utf-8 first.",
        ),
    ],
)
def test_an_encoding_that_no_text_has_is_answered_in_one_line(
    encoding: str, said: str, tmp_path: Path
) -> None:
    """Codecs of Python that are made for names of hosts refuse a text without a traceback."""
    (tmp_path / "a.txt").write_text(TWICE, encoding="utf-8")
    done = run("clean", "--encoding", encoding, "a.txt", folder=tmp_path)
    assert (done.code, done.error) == (2, f"dedup: a.txt: {said}\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "latin-1"])
def test_nothing_is_an_empty_text_in_every_encoding(encoding: str) -> None:
    """No bytes need no byte-order mark."""
    done = run("clean", "--encoding", encoding)
    assert (done.code, done.out, done.error) == (0, b"", "")


SAY = "Say how the file is encoded, for example --encoding"
NO_MARK = "neither a byte-order mark nor a zero byte shows that this is utf-16."


@pytest.mark.parametrize(
    ("data", "encoding", "said"),
    [
        (TWICE.encode(), "utf-16", f"{NO_MARK} {SAY} utf-8."),
        (TWICE.encode() + b"\n", "utf-16", f"{NO_MARK} {SAY} utf-8."),
        ("雪が降った。".encode("utf-16-be"), "utf-16", f"{NO_MARK} {SAY} utf-16-le."),
        (
            TWICE.encode("utf-16"),
            "utf-8",
            f"this looks like utf-16-le, not utf-8. {SAY} utf-16-le.",
        ),
        (
            b"\xfe\xff" + TWICE.encode("utf-16-be"),
            "windows-1252",
            f"this looks like utf-16-be, not windows-1252. {SAY} utf-16-be.",
        ),
        (
            TWICE.encode("utf-16-le"),
            "utf-8",
            f"this looks like utf-16-le, not utf-8. {SAY} utf-16-le.",
        ),
        (
            "Снег шёл весь день, и паром не вышел.".encode("utf-16-be"),
            "utf-16-le",
            f"this looks like utf-16-be, not utf-16-le. {SAY} utf-16-be.",
        ),
        (
            TWICE.encode("utf-32"),
            "utf-8",
            f"this looks like utf-32-le, not utf-8. {SAY} utf-32-le.",
        ),
        (
            b"PNG\x00\x00\x0d\xff\x00",
            "utf-8",
            "byte 0xff at offset 6 is not utf-8. There are zero bytes in it: it is no text, or in "
            "an encoding of its own.",
        ),
        (
            b"caf\xc3\xa9",
            "ascii",
            f"byte 0xc3 at offset 3 is not ascii. {SAY} utf-8.",
        ),
    ],
)
def test_a_text_in_another_encoding_than_was_said_is_refused(
    data: bytes, encoding: str, said: str, tmp_path: Path
) -> None:
    """Bytes are never read as nonsense without complaint; the advice fits what they look like."""
    (tmp_path / "a.txt").write_bytes(data)
    done = run("clean", "--in-place", "--encoding", encoding, "a.txt", folder=tmp_path)
    assert (done.code, done.error) == (2, f"dedup: a.txt: {said}\n")
    assert (tmp_path / "a.txt").read_bytes() == data


def test_utf_16_without_a_mark_is_known_by_its_zero_bytes(tmp_path: Path) -> None:
    """Where the byte order can be seen, `--encoding utf-16` needs no mark."""
    (tmp_path / "a.txt").write_bytes(TWICE.encode("utf-16-be"))
    assert run("clean", "--encoding", "utf-16", "a.txt", folder=tmp_path).out == (
        ONCE.encode("utf-16-be")
    )


def test_a_file_goes_to_a_file_or_into_a_folder(twice: Path, tmp_path: Path) -> None:
    """`-o` names a file, or a folder that is there or ends with a slash."""
    done = run("clean", "twice.txt", "-o", "once.txt", folder=tmp_path)
    assert done.error == (
        "twice.txt: 1 copy goes, 81 of 243 characters (33.3%). Written to once.txt\n"
    )
    assert (done.code, done.out) == (0, b"")
    assert (tmp_path / "once.txt").read_text(encoding="utf-8") == ONCE
    run("clean", "twice.txt", "-o", "new/", folder=tmp_path)
    (tmp_path / "old").mkdir()
    run("clean", "twice.txt", "-o", "old", folder=tmp_path)
    for folder in ("new", "old"):
        assert (tmp_path / folder / "twice.txt").read_text(encoding="utf-8") == ONCE


def test_one_file_that_fails_does_not_stop_the_others(twice: Path, tmp_path: Path) -> None:
    """Every file that cannot be read is named, the others are cleaned, and the code is 2."""
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9")
    (tmp_path / "fact.txt").write_text(WITH_FACT, encoding="utf-8")
    files = ("nowhere.txt", "bad.txt", "twice.txt", ".", "fact.txt")
    done = run("clean", *files, "-o", "out", folder=tmp_path)
    assert done.code == 2
    assert done.error == (
        "dedup: nowhere.txt: No such file or directory\n"
        "dedup: bad.txt: byte 0xe9 at offset 3 is not utf-8. Say how the file is encoded, for "
        "example --encoding windows-1252.\n"
        "twice.txt: 1 copy goes, 81 of 243 characters (33.3%). Written to out/twice.txt\n"
        "dedup: .: this is a folder. Name files in it, or clean all with dedup run.\n"
        "fact.txt: no copy goes; 1 repeat stays. Written to out/fact.txt\n"
    )
    assert names(tmp_path / "out") == ["fact.txt", "twice.txt"]


def test_what_the_system_refuses_is_told_in_its_words(twice: Path, tmp_path: Path) -> None:
    """A file below a file is named with the reason that the system gives."""
    done = run("clean", "twice.txt/a.txt", folder=tmp_path)
    assert (done.code, done.error) == (2, "dedup: twice.txt/a.txt: Not a directory\n")


def test_in_place_keeps_mode_and_link_and_leaves_nothing_behind(
    twice: Path, tmp_path: Path
) -> None:
    """`--in-place` replaces the file that a link leads to, with its mode, and nothing else."""
    twice.chmod(0o640)
    (tmp_path / "link.txt").symlink_to(twice)
    done = run("clean", "--in-place", "link.txt", folder=tmp_path)
    assert done.error == (
        "link.txt: 1 copy goes, 81 of 243 characters (33.3%). Cleaned in place.\n"
    )
    assert twice.read_text(encoding="utf-8") == ONCE
    assert stat.S_IMODE(twice.stat().st_mode) == 0o640
    assert (tmp_path / "link.txt").is_symlink()
    assert names(tmp_path) == ["link.txt", "twice.txt"]


def test_a_file_without_copies_is_not_touched(tmp_path: Path) -> None:
    """`--in-place` does not write a file from which nothing goes, nor make a backup of it."""
    file = tmp_path / "fact.txt"
    file.write_text(WITH_FACT, encoding="utf-8")
    before = file.stat()
    done = run("clean", "--in-place", "--backup", ".bak", "fact.txt", folder=tmp_path)
    assert done.error == "fact.txt: no copy goes; 1 repeat stays. Left in place.\n"
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert names(tmp_path) == ["fact.txt"]


def test_a_backup_holds_the_file_as_it_was(twice: Path, tmp_path: Path) -> None:
    """`--backup .bak` keeps the bytes and the mode; one that is there is not overwritten."""
    twice.chmod(0o600)
    assert run("clean", "--in-place", "--backup", ".bak", "twice.txt", folder=tmp_path).code == 0
    backup = tmp_path / "twice.txt.bak"
    assert backup.read_text(encoding="utf-8") == TWICE
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    twice.write_text(f"{TWICE}\n{TWICE}", encoding="utf-8")
    done = run("clean", "--in-place", "--backup", ".bak", "twice.txt", folder=tmp_path)
    assert done.code == 2
    assert done.error == (
        "dedup: twice.txt.bak: there already, and not overwritten. Move it away, or give another "
        "suffix.\n"
    )
    assert backup.read_text(encoding="utf-8") == TWICE
    assert twice.read_text(encoding="utf-8") == f"{TWICE}\n{TWICE}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("twice.txt", "-o", "twice.txt"),
            "./twice.txt: this is an input, and would be overwritten.",
        ),
        (("twice.txt", "-o", "link.txt"), "link.txt: this is an input, and would be overwritten."),
        (("twice.txt", "-o", "hard.txt"), "hard.txt: this is an input, and would be overwritten."),
        (("twice.txt", "-o", "."), "twice.txt: this is an input, and would be overwritten."),
        (
            ("twice.txt", "--report", "twice.txt"),
            "twice.txt: this is an input, and would be overwritten.",
        ),
    ],
)
def test_an_input_is_never_overwritten(
    arguments: tuple[str, ...], message: str, twice: Path, tmp_path: Path
) -> None:
    """A destination that is an input under any name is refused before anything is written."""
    (tmp_path / "link.txt").symlink_to(twice)
    (tmp_path / "hard.txt").hardlink_to(twice)
    done = run("clean", *arguments, folder=tmp_path)
    assert done.code == 2
    assert done.error == (
        f"dedup: {message.removeprefix('./')} Choose another name, or --in-place to replace a "
        "text by what is left of it.\n"
    )
    assert twice.read_text(encoding="utf-8") == TWICE


@pytest.mark.parametrize(
    ("arguments", "clash"),
    [
        (("one/a.txt", "two/a.txt", "-o", "out"), "out/a.txt"),
        (("one/a.txt", "one/a.txt", "--in-place"), "one/a.txt"),
        (("one/a.txt", "-o", "a.txt", "--report", "a.txt"), "a.txt"),
    ],
)
def test_two_things_never_go_to_one_place(
    arguments: tuple[str, ...], clash: str, tmp_path: Path
) -> None:
    """Two files of one name, one file twice, a text and its report: refused, nothing written."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TWICE, encoding="utf-8")
    done = run("clean", *arguments, folder=tmp_path)
    assert done.code == 2
    assert done.error == (
        f"dedup: {clash}: two files would be written there. Clean them one after the other, each "
        "with a name of its own.\n"
    )
    assert (tmp_path / "one/a.txt").read_text(encoding="utf-8") == TWICE
    assert names(tmp_path) == ["one", "two"]


def test_a_device_is_written_to_and_not_replaced(twice: Path) -> None:
    """`-o /dev/null` leaves a device where it was."""
    assert run("clean", twice, "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_the_report_is_written_in_the_form_of_its_suffix(twice: Path, tmp_path: Path) -> None:
    """`.json` restores the text; `.txt` is what `dedup show` prints."""
    assert run("clean", "twice.txt", "--report", "r.json", folder=tmp_path).text == ONCE
    report = dedup.Report.from_dict(json.loads((tmp_path / "r.json").read_bytes()))
    assert report.restore(ONCE) == TWICE
    run("clean", "twice.txt", "--report", "r.txt", folder=tmp_path)
    shown = run("show", "twice.txt", folder=tmp_path).out
    assert (tmp_path / "r.txt").read_bytes() == shown


def test_nothing_goes_before_it_is_told(twice: Path, tmp_path: Path) -> None:
    """Where the report cannot be written, the text stays as it was."""
    (tmp_path / "r.json").symlink_to("/dev/full")
    done = run("clean", "--in-place", "twice.txt", "--report", "r.json", folder=tmp_path)
    assert (done.code, done.error) == (
        2,
        "dedup: r.json cannot be written: No space left on device. What was there is as it was: "
        "put that right, or write somewhere else.\n",
    )
    assert twice.read_text(encoding="utf-8") == TWICE


def test_options_reach_the_library(tmp_path: Path) -> None:
    """Flags do what the options of the same names do."""
    file = tmp_path / "a.txt"
    file.write_text(WITH_FACT, encoding="utf-8")
    assert run("clean", file, "--guards", "none").text == ONCE
    assert run("clean", file, "--guards", "structure").text == ONCE
    assert run("clean", file, "--guards", "none", "--no-near").text == WITH_FACT
    assert run("clean", file, "--guards", "none", "--protect", "Tues", "--protect", "x").text == (
        WITH_FACT
    )


def test_at_a_terminal_it_says_that_it_waits_for_a_text() -> None:
    """Without a file at a terminal it says so, and takes what is typed."""
    terminal = Terminal("clean")
    hint = b"dedup: reads the text from here; end it with Ctrl-D on a line of its own."
    terminal.wait_for(hint)
    terminal.type(TWICE.encode() + b"\x04")
    done = terminal.end()
    assert done.code == 0
    assert done.text.endswith(ONCE)


def test_several_files_have_a_page_each_and_an_index(twice: Path, tmp_path: Path) -> None:
    """`--report FOLDER/` holds a page for each file and an index that leads to them."""
    (tmp_path / "a & b.txt").write_text(WITH_FACT, encoding="utf-8")
    done = run(
        "clean", "twice.txt", "a & b.txt", "no.txt", "-o", "out", "--report", "r", folder=tmp_path
    )
    assert done.code == 2
    assert names(tmp_path / "r") == ["a & b.txt.html", "index.html", "twice.txt.html"]
    index = (tmp_path / "r/index.html").read_text(encoding="utf-8")
    assert 'href="./twice.txt.html"' in index
    assert "a &amp; b.txt" in index
    assert "no.txt" not in index
    page = (tmp_path / "r/twice.txt.html").read_text(encoding="utf-8")
    assert page == dedup.clean(TWICE).to_html(title="twice.txt")


def test_a_single_report_is_a_page_or_a_table(twice: Path, tmp_path: Path) -> None:
    """`.html` is the page of the library and `.csv` a table with a row for each removal."""
    run("clean", "twice.txt", "--report", "r.html", folder=tmp_path)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page == dedup.clean(TWICE).to_html(title="twice.txt")
    run("clean", "twice.txt", "--report", "r.CSV", folder=tmp_path)
    assert (tmp_path / "r.CSV").read_bytes().count(b"\r\n") == 2  # the names of the columns, a row


def test_a_report_of_another_kind_is_refused() -> None:
    """A suffix that stands for nothing is answered with those that do."""
    done = run("clean", "a.txt", "--report", "r.doc")
    assert done.code == 2
    assert done.error.endswith(
        "Error: --report r.doc cannot be used: expected a name that ends with .html, .json, .csv "
        "or .txt, or that of a folder, with / at its end.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.txt", "b.txt", "-o", "x.txt"), "-o x.txt reads as"),
        (("a.txt", "b.txt", "-o", "out", "--report", "x.csv"), "--report x.csv reads as"),
        (("a.txt", "b.txt", "-o", "c"), "-o c is"),
        (("a.txt", "-o", "c/"), "-o c/ is"),
    ],
)
def test_several_files_go_to_a_folder_not_to_a_file(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    """The name of one file for several is refused, instead of becoming a folder."""
    for name in ("a.txt", "b.txt", "c"):
        (tmp_path / name).write_text("One text.", encoding="utf-8")
    done = run("clean", *arguments, folder=tmp_path)
    assert done.code == 2
    assert done.error.splitlines()[-1] == (
        f"Error: {said} the name of a file, where a folder is wanted: give one, with / at its end "
        "if it is to be made."
    )
    assert names(tmp_path) == ["a.txt", "b.txt", "c"]


@pytest.mark.parametrize(
    ("arguments", "place", "folder"),
    [
        (("-o", "no/x.txt"), "no/x.txt", "no"),
        (("-o", "no/x/"), "no/x/", "no"),
        (("--report", "no/where/r.html"), "no/where/r.html", "no/where"),
        (("-o", "twice.txt/x.txt"), "twice.txt/x.txt", "twice.txt"),
    ],
)
def test_a_misspelt_folder_is_named_and_not_made(
    arguments: tuple[str, ...], place: str, folder: str, twice: Path, tmp_path: Path
) -> None:
    """The folder that is to be written is made; one above it has to be there."""
    done = run("clean", twice.name, *arguments, folder=tmp_path)
    assert (done.code, done.out, done.error) == (
        2,
        b"",
        f"dedup: {place} cannot be written: there is no folder {folder}. Make it first, or correct "
        "the name.\n",
    )
    assert names(tmp_path) == ["twice.txt"]


@pytest.mark.parametrize(
    ("arguments", "flag"),
    [(("",), "FILE"), (("twice.txt", "-o", ""), "-o"), (("a", "--report", ""), "--report")],
)
def test_an_empty_name_is_refused(
    arguments: tuple[str, ...], flag: str, twice: Path, tmp_path: Path
) -> None:
    """A variable of the shell that is not set does not stand for this folder."""
    done = run("clean", *arguments, folder=tmp_path)
    assert done.code == 2
    assert done.error.splitlines()[-1] == (
        f"Error: {flag} '' cannot be used: expected the name of a file, and this one is empty. "
        "Was it to come from a variable of the shell?"
    )
    assert names(tmp_path) == [twice.name]


def test_a_full_device_is_named(twice: Path) -> None:
    """What cannot be written is named, with the reason of the system; so is standard output."""
    done = run("clean", twice, "-o", "/dev/full")
    assert (done.code, done.error) == (
        2,
        "dedup: /dev/full cannot be written: No space left on device. What was there is as it was: "
        "put that right, or write somewhere else.\n",
    )
