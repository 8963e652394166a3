"""What happens when something breaks: nothing half done, nothing lost, an error that says where."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dedup.errors import FileError, OptionError, RecordError
from dedup.files import clean_files
from tests.files.material import ONCE, TWICE, articles, write_jsonl

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ROOT = Path(__file__).parents[2]


def visible(folder: Path) -> list[str]:
    """Return the names in a folder that do not begin with a dot."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def error_of(source: Path, target: Path, **settings: Any) -> str:
    """Clean a file that cannot be cleaned and return what is said of it."""
    before = visible(target.parent) if target.parent.exists() else []
    with pytest.raises((FileError, RecordError)) as raised:
        clean_files(str(source), str(target), **settings)
    assert visible(target.parent) == before
    return str(raised.value)


def test_a_record_that_cannot_be_cleaned_stops_the_run(tmp_path: Path) -> None:
    """The error names file and line, and the output does not appear."""
    source = tmp_path / "in.jsonl"
    source.write_text('{"text": "One."}\n\n{"text": 1}\n', encoding="utf-8")
    assert error_of(source, tmp_path / "out.jsonl") == (
        f"{source}: line 3: a number in column 'text', where a string or null belongs. Nothing was "
        "put in place of the output; with on_error='skip' such records are put aside and the rest "
        "is cleaned."
    )


def test_records_put_aside_are_held_as_they_came(tmp_path: Path) -> None:
    """The quarantine has the bytes of each record and the reason; the rest is cleaned."""
    lines = [
        b'{"text": "One."}',
        b'{"text": \xff}',
        json.dumps({"text": TWICE}).encode(),
        b'{"a":1',
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    summary = clean_files(
        str(tmp_path / "in.jsonl"),
        str(tmp_path / "out.jsonl"),
        on_error="skip",
        quarantine=str(tmp_path / "aside.jsonl"),
    )
    assert (summary.counts["records"], summary.counts["skipped"]) == (4, 2)
    rows = [json.loads(line) for line in (tmp_path / "aside.jsonl").read_text("utf-8").splitlines()]
    assert rows == [
        {
            "file": str(tmp_path / "in.jsonl"),
            "number": 2,
            "reason": "no UTF-8: invalid start byte at byte 10",
            "original_base64": "eyJ0ZXh0Ijog/30K",
        },
        {
            "file": str(tmp_path / "in.jsonl"),
            "number": 4,
            "reason": "no JSON: Expecting ',' at column 7",
            "original": '{"a":1',
        },
    ]
    first, second = (tmp_path / "out.jsonl").read_bytes().splitlines()
    assert first == lines[0]
    assert json.loads(second)["text"] == ONCE


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """An output that is a link is written where the link leads."""
    source = write_jsonl(tmp_path / "in.jsonl", ["One."])
    (tmp_path / "far").mkdir()
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "far" / "out.jsonl")
    clean_files(str(source), str(tmp_path / "link.jsonl"))
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "far" / "out.jsonl").read_bytes() == source.read_bytes()


def test_no_quarantine_is_written_where_all_is_well(tmp_path: Path) -> None:
    """Without a record to put aside there is no file for them."""
    source = write_jsonl(tmp_path / "in.jsonl", ["One."])
    clean_files(str(source), str(tmp_path / "out.jsonl"), on_error="skip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstd.compress}


@pytest.mark.parametrize("suffix", COMPRESSIONS)
def test_members_in_a_row_are_one_file(tmp_path: Path, suffix: str) -> None:
    """Compressed files of several members are read whole, and written so that others read them."""
    rows = [json.dumps({"text": text}).encode() + b"\n" for text in (TWICE, "One.")]
    source = tmp_path / f"in.jsonl{suffix}"
    source.write_bytes(b"".join(map(COMPRESSIONS[suffix], rows)))
    target = tmp_path / f"out.jsonl{suffix}"
    clean_files(str(source), str(target))
    decompress = gzip.decompress if suffix == ".gz" else zstd.decompress
    first, second = decompress(target.read_bytes()).splitlines(keepends=True)
    assert json.loads(first)["text"] == ONCE
    assert second == rows[1]


@pytest.mark.parametrize("suffix", COMPRESSIONS)
def test_an_empty_file_gives_an_empty_file(tmp_path: Path, suffix: str) -> None:
    """No records, compressed, are no records, compressed."""
    (tmp_path / f"in.jsonl{suffix}").write_bytes(COMPRESSIONS[suffix](b""))
    clean_files(str(tmp_path / f"in.jsonl{suffix}"), str(tmp_path / f"out.jsonl{suffix}"))
    decompress = gzip.decompress if suffix == ".gz" else zstd.decompress
    assert decompress((tmp_path / f"out.jsonl{suffix}").read_bytes()) == b""


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("suffix", COMPRESSIONS)
def test_a_compressed_file_that_was_cut_off_is_no_end(
    tmp_path: Path, suffix: str, workers: int
) -> None:
    """A truncated file is an error that names it and the last whole line."""
    whole = COMPRESSIONS[suffix](write_jsonl(tmp_path / "whole.jsonl", articles(200)).read_bytes())
    source = tmp_path / f"in.jsonl{suffix}"
    source.write_bytes(whole[: len(whole) // 2])
    said = error_of(source, tmp_path / "out.jsonl", workers=workers)
    assert said.startswith(f"{source} cannot be read after line ")
    assert said.endswith("It is damaged or cut off: fetch it again.")


@pytest.mark.parametrize("damage", [b"", b"\x00" * 64, b"PAR1PAR1"], ids=["cut", "zeros", "magic"])
def test_a_parquet_file_that_was_cut_off_says_so(tmp_path: Path, damage: bytes) -> None:
    """A Parquet file without its end, or with another, is an error that names it."""
    source = tmp_path / "in.parquet"
    pq.write_table(pa.table({"text": articles(200)}), source)
    source.write_bytes(source.read_bytes()[:5000] + damage)
    assert error_of(source, tmp_path / "out.parquet").startswith(f"{source} cannot be read: ")


def test_a_damaged_page_names_the_row_before_it(tmp_path: Path) -> None:
    """Damage inside a Parquet file is found when it is reached, and named by the row before."""
    source = tmp_path / "in.parquet"
    pq.write_table(pa.table({"text": articles(600)}), source, row_group_size=200)
    start = pq.read_metadata(source).row_group(1).column(0).dictionary_page_offset
    content = bytearray(source.read_bytes())
    content[start : start + 200] = b"\xff" * 200
    source.write_bytes(content)
    said = error_of(source, tmp_path / "out.parquet")
    assert said.startswith(f"{source} cannot be read after row 200: ")


MEMORY = """
import sys
from dedup.files import clean_files
clean_files(sys.argv[1], sys.argv[2], max_record_chars=100_000, on_error="skip")
# What getrusage gives is at least what the process had that started this one.
[peak] = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(int(peak.split()[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
@pytest.mark.parametrize("suffix", COMPRESSIONS)
def test_a_line_that_unfolds_without_end_fills_no_memory(tmp_path: Path, suffix: str) -> None:
    """A few kilobytes that decompress to one line of a gigabyte are put aside in bounded memory."""
    source = tmp_path / f"in.jsonl{suffix}"
    piece = COMPRESSIONS[suffix](b" " * (1 << 24))
    lines = (b'{"text": "', piece * 64, b'"}\n{"text": "One."}\n')
    ends = [COMPRESSIONS[suffix](lines[0]), lines[1], COMPRESSIONS[suffix](lines[2])]
    source.write_bytes(b"".join(ends))
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(source), str(tmp_path / "out.jsonl")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 400
    assert (tmp_path / "out.jsonl").read_bytes() == b'{"text": "One."}\n'
    row = json.loads((tmp_path / "out.jsonl.quarantine.jsonl").read_text("utf-8"))
    assert (row["number"], len(row["original"]) < 500_000) == (1, True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a file system of one megabyte."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    mounted = sys.platform == "linux" and not subprocess.run(mount, check=False).returncode
    if not mounted:
        assert not ("CI" in os.environ and os.geteuid() == 0), "root in CI has to be able to mount"
        pytest.skip("mounting is not permitted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".csv", ".parquet"])
def test_a_full_disk_is_named_and_what_is_done_stays(
    tmp_path: Path, small_disk: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk the run stops with an error; when there is room again, it goes on."""
    monkeypatch.setattr("dedup.files.run.CHECKPOINT", 1 << 17)
    written = articles(1000)
    source = tmp_path / f"in{suffix}"
    if suffix == ".parquet":
        pq.write_table(pa.table({"text": written}), source, compression="none")
    elif suffix == ".csv":
        source.write_text("text\n" + "".join(f'"{text}"\n' for text in written), encoding="utf-8")
    else:
        content = write_jsonl(tmp_path / "plain.jsonl", written).read_bytes()
        source.write_bytes(gzip.compress(content) if suffix == ".jsonl.gz" else content)
    target = small_disk / f"out{suffix}"
    (small_disk / "ballast").write_bytes(b" " * 800_000)
    said = error_of(source, target)
    assert "cannot be written: No space left on device. Nothing is lost: " in said
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    seen: list[int] = []
    clean_files(str(source), str(target), resume=True, watch=lambda done: seen.append(done.records))
    clean_files(str(source), str(tmp_path / f"undisturbed{suffix}"))
    assert target.read_bytes() == (tmp_path / f"undisturbed{suffix}").read_bytes()
    assert [path.name for path in small_disk.glob(".*")] == []


NOT_PERMITTED = """
import os, sys
from dedup import FileError, clean
from dedup.files import clean_files
clean("Everything is loaded.")
if os.geteuid() == 0:
    os.setuid(65534)
try:
    clean_files(sys.argv[1], sys.argv[2])
except FileError as error:
    print(error)
"""


@pytest.fixture
def everybodys_folder() -> Iterator[Path]:
    """Make a folder that every user may enter.

    Into `tmp_path` only its owner gets: every session of pytest that begins sees to that anew.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_what_is_not_permitted_is_named(everybodys_folder: Path) -> None:
    """An input that may not be read, or a folder that may not be written, is named with why."""
    source = write_jsonl(everybodys_folder / "in.jsonl", ["One."])
    closed = everybodys_folder / "closed"
    closed.mkdir()
    closed.chmod(0o555)
    hidden = write_jsonl(everybodys_folder / "hidden.jsonl", ["One."])
    hidden.chmod(0)
    for arguments, said in (
        ((hidden, closed / "out.jsonl"), f"{hidden} cannot be read: Permission denied."),
        ((source, closed / "out.jsonl"), f"{closed}/out.jsonl cannot be written: Permission"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", NOT_PERMITTED, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.stdout.startswith(said), done.stdout + done.stderr


DEATH = """
import multiprocessing, os, signal, sys, threading, time
from pathlib import Path
from dedup import WorkerError
from dedup.files import clean_files

def ticks(process):
    status = Path(f"/proc/{process.pid}/stat").read_text()
    return int(status.rpartition(")")[2].split()[11])

def kill():
    while sum(map(ticks, multiprocessing.active_children())) < 500:
        time.sleep(0.1)
    for process in multiprocessing.active_children():
        os.kill(process.pid, signal.SIGKILL)

if __name__ == "__main__":
    threading.Thread(target=kill).start()
    try:
        clean_files(sys.argv[1], sys.argv[2], workers=2, protect=["(a+)+b"])
    except WorkerError as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_death_of_a_worker_names_the_record(tmp_path: Path) -> None:
    """When the system ends a worker, the error says over which line, and resume goes on."""
    script = tmp_path / "script.py"
    script.write_text(DEATH, encoding="utf-8")
    source = write_jsonl(tmp_path / "in.jsonl", ["One.", f"{'a' * 60} {TWICE}", "Two."])
    done = subprocess.run(
        [sys.executable, str(script), str(source), str(tmp_path / "out.jsonl")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.startswith(f"a worker process died over {source}: line 2. "), done.stderr


MISSING = """
import sys
for name in ("pyarrow", "backports", "compression", "jinja2", "fsspec", "click", "tqdm"):
    sys.modules[name] = None
from dedup import MissingPackageError
from dedup.files import clean_files
clean_files("in.jsonl", "out.jsonl")
for source, target, further in (
    ("in.parquet", "out.parquet", {}),
    ("in.jsonl", "out.jsonl.zst", {}),
    ("in.jsonl", "other.jsonl", {"removals": "r.parquet"}),
    ("in.jsonl", "other.jsonl", {"index": "i.html"}),
    ("s3://bucket/in.jsonl", "other.jsonl", {}),
):
    try:
        clean_files(source, target, **further)
    except MissingPackageError as error:
        print(error)
"""


def test_a_package_that_is_missing_is_named_before_anything_is_read(tmp_path: Path) -> None:
    """Without optional packages JSON Lines are cleaned; what needs one says what to install."""
    write_jsonl(tmp_path / "in.jsonl", [TWICE])
    (tmp_path / "in.parquet").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-c", MISSING],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        "Parquet",
        ".zst",
        "Parquet",
        "HTML",
        "s3://bucket/in.jsonl",
    ], done.stderr
    for line in done.stdout.splitlines():
        assert "pip install 'dedup-passages[" in line
    assert visible(tmp_path) == ["in.jsonl", "in.parquet", "out.jsonl"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"removals": "r.csv"},
            "removals='r.csv' cannot be used: expected a name that ends with .jsonl or .parquet.",
        ),
        (
            {"summary": "s.txt"},
            "summary='s.txt' cannot be used: expected a name that ends with .json.",
        ),
        (
            {"index": "i.htm"},
            "index='i.htm' cannot be used: expected a name that ends with .html.",
        ),
        (
            {"quarantine": "q.jsonl"},
            "quarantine is of no use without on_error='skip': nothing is put aside.",
        ),
    ],
)
def test_a_name_that_promises_another_form_is_refused(
    tmp_path: Path, given: dict[str, Any], message: str
) -> None:
    """Nothing is written under a name whose suffix stands for something else, or in vain."""
    (tmp_path / "in.jsonl").write_text('{"text": "One."}\n', encoding="utf-8")
    with pytest.raises(OptionError) as error:
        clean_files(str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl"), **given)
    assert str(error.value) == message
    assert not (tmp_path / "out.jsonl").exists()
