"""The README, the documentation and the examples run, and say what is so."""

import ast
import dataclasses
import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import dedup
from dedup.values import Kept, Reason, Removal
from tests.integrations.spark_here import require_spark

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
EXAMPLES = sorted(ROOT.glob("examples/*.py"))
COMMANDS = (
    "python3 -m venv .venv && .venv/bin/python -m pip install . "
    "&& .venv/bin/python examples/clean_article.py",
    'python3 -m venv .venv && .venv/bin/python -m pip install -e ".[test]" '
    "&& .venv/bin/python -m pytest",
)

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def _fenced(page: Path, language: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the content of each fenced part of a page in one language."""
    text = page.read_text(encoding="utf-8")
    for fenced in _FENCED.finditer(text):
        if fenced[1] == language:
            yield text.count("\n", 0, fenced.start(2)), fenced[2]


def _anchors(page: Path) -> set[str]:
    """Give the anchors that a page's headings make."""
    headings = _HEADING.findall(_FENCED.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _run(script: Path, *arguments: str, cwd: Path) -> str:
    """Run a script as a reader would and give what it prints."""
    command = [sys.executable, str(script), *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _require_what_it_needs(path: Path) -> None:
    """Skip a page or script that starts Spark where there is none."""
    if "import SparkSession" in path.read_text(encoding="utf-8"):
        require_spark()


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_code_on_a_page_runs_and_prints_what_the_page_says(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every python example on a page gives the answer printed below it."""
    _require_what_it_needs(page)
    monkeypatch.chdir(ROOT)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    names: dict[str, object] = {}
    failures: list[str] = []
    for line, code in _fenced(page, "python"):
        example = doctest.DocTestParser().get_doctest(code, names, page.name, str(page), line)
        assert example.examples, f"{page.name}:{line}: python without >>> is not tested"
        runner.run(example, out=failures.append, clear_globs=False)
        names = example.globs
    assert not failures, "".join(failures)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_a_session_on_a_page_shows_what_its_commands_print(page: Path, tmp_path: Path) -> None:
    """What a page shows below `$ command` is what that prints, where the examples are at hand."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for line, session in _fenced(page, "console"):
        for step in session.removeprefix("$ ").split("\n$ "):
            command, _, shown = f"{step.rstrip()}\n".partition("\n")
            done = subprocess.run(
                ["bash", "-c", f"({command}) 2>&1"],
                cwd=tmp_path,
                env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"},
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            printed = f"{done.stdout.rstrip()}\n".lstrip("\n")
            agrees = doctest.OutputChecker().check_output(shown, printed, doctest.ELLIPSIS)
            assert agrees, f"{page.name}:{line}: {command} prints\n{printed}"


@pytest.mark.parametrize("script", EXAMPLES, ids=_name)
def test_an_example_runs_from_any_folder(script: Path, tmp_path: Path) -> None:
    """An example without arguments works wherever it is started, and says what it did."""
    _require_what_it_needs(script)
    assert _run(script, cwd=tmp_path).strip()


@pytest.mark.parametrize("script", EXAMPLES, ids=_name)
def test_an_example_is_short(script: Path) -> None:
    """An example stays under 40 lines."""
    assert len(script.read_text(encoding="utf-8").splitlines()) < 40


def test_the_article_example_cleans_a_file_into_another(tmp_path: Path) -> None:
    """`clean_article.py FILE OUTPUT` writes FILE without its copies, in the bytes it came in."""
    sentence = "The ferry to Aldous Point was cancelled on Sunday because the ramp had frozen shut."
    article = tmp_path / "twice.txt"
    article.write_bytes(f"{sentence}\r\n\r\n{sentence}\r\n".encode())
    printed = _run(ROOT / "examples/clean_article.py", "twice.txt", "once.txt", cwd=tmp_path)
    assert "removed lines 3 to 3 " in printed
    assert "repeats lines 1 to 1 " in printed
    cleaned = (tmp_path / "once.txt").read_bytes().decode()
    assert cleaned == dedup.clean(article.read_bytes().decode()).text
    assert cleaned.rstrip() == sentence


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_inside_the_project_lead_somewhere(page: Path) -> None:
    """A relative link names a file of the project, and a heading of it where it names one."""
    broken = []
    for link in _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8"))):
        if ":" in link:
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert not broken


@pytest.mark.parametrize("command", COMMANDS, ids=["example", "tests"])
def test_the_readme_gives_the_commands_on_a_line_of_their_own(command: str) -> None:
    """Both ways to begin are one line each, to be copied as it stands."""
    assert command in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()


def test_every_option_is_documented_with_its_default() -> None:
    """docs/options.md has a row for each option, in their order, with the default in force."""
    rows = [
        [cell.strip().strip("`") for cell in line.strip("| ").split(" | ")]
        for line in (ROOT / "docs/options.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    documented = {row[0]: ast.literal_eval(row[3]) for row in rows}
    options = dedup.Options()
    assert list(documented) == [field.name for field in dataclasses.fields(options)]
    assert documented == {name: getattr(options, name) for name in documented}


def test_every_field_of_a_report_is_documented() -> None:
    """docs/report.md has a row for each field of a report, and for each reason to keep a repeat."""
    page = (ROOT / "docs/report.md").read_text(encoding="utf-8")
    rows = " ".join(re.findall(r"^\| (`.+?) \|", page, re.MULTILINE))
    documented = set(re.findall(r"`(\w+)`", rows))
    fields = {field.name for kind in (Removal, Kept) for field in dataclasses.fields(kind)}
    assert documented == {*dedup.clean("").report.to_dict(), *fields, *get_args(Reason)}
