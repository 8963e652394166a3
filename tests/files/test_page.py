"""The commands on the page about collections do what they say."""

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.files.material import TWICE, write_jsonl

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/files.md").read_text(encoding="utf-8")
COMMANDS = [
    command
    for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for command in block.splitlines()
]


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Write every input that the page names."""
    source = write_jsonl(tmp_path / "articles.jsonl", [TWICE, "One."])
    (tmp_path / "articles.jsonl.gz").write_bytes(gzip.compress(source.read_bytes()))
    table = pa.table({"url": ["a"], "body": [TWICE], "text": [TWICE]})
    pq.write_table(table, tmp_path / "articles.parquet")
    (tmp_path / "news" / "today").mkdir(parents=True)
    (tmp_path / "news" / "today" / "first.txt").write_text(TWICE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_on_the_page_works(inputs: Path, command: str) -> None:
    """Each command ends well, and what it names as its output is there."""
    before = set(inputs.rglob("*"))
    program = inputs / "bin" / "dedup"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dedup "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    done = subprocess.run(
        command,
        shell=True,
        cwd=inputs,
        env={
            **os.environ,
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    output = command.split(" -o ")[-1].split("> ")[-1].split()[0].rstrip("/")
    assert inputs / output in set(inputs.rglob("*")) - before
    for name in re.findall(r"--(?:removals|summary|index) (\S+)", command):
        assert (inputs / name).stat().st_size


def test_the_page_names_all_that_a_summary_and_a_removal_hold(inputs: Path) -> None:
    """Every field of the summary, of the removals and of the quarantine stands on the page."""
    source = inputs / "articles.jsonl"
    source.write_bytes(source.read_bytes() + b"\xff\n{}\n")
    flags = ("--removals", "r.jsonl", "--summary", "s.json", "--on-error", "skip")
    done = subprocess.run(
        [sys.executable, "-m", "dedup", "run", "articles.jsonl", "-o", "out.jsonl", *flags],
        cwd=inputs,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    fields: set[str] = set()
    for name in ("r.jsonl", "s.json", "out.jsonl.quarantine.jsonl"):
        content = (inputs / name).read_text(encoding="utf-8")
        rows = [content] if name == "s.json" else content.splitlines()
        fields |= {field for row in rows for field in json.loads(row)}
    assert {"file", "original", "original_base64", "slowest"} <= fields
    assert not [field for field in fields if f"`{field}`" not in PAGE]
