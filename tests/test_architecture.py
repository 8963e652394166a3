"""The house rules that code can check: who may import whom, how long things are, what is named."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import dedup

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "dedup"
PAGE = ROOT / "docs" / "architecture.md"
MODULES = sorted(PACKAGE.rglob("*.py"))

# An import inside one of these methods may point downwards: (module, method, what it imports).
EXCEPTIONS = {
    ("report.py", "Cleaned.to_html", "render"),
    ("report.py", "Cleaned._repr_html_", "render"),
}
SAYS_NOTHING = {"utils", "util", "helpers", "common", "base", "core", "misc"}
LONGEST_MODULE, LONGEST_FUNCTION = 270, 55  # lines, as the house rules in CONTRIBUTING.md say
OPTIONAL = ("nltk", "pyarrow", "click", "tqdm", "jinja2", "duckdb", "pyspark")

_ROW = re.compile(r"^\| `([\w./*]+)` \|[^|]*\|([^|]*)\|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one row of the layout table: a module or room, and the packages it may use."""

    path: str
    third_party: frozenset[str]

    def holds(self, module: str) -> bool:
        """Tell whether a module, as a path under the package, belongs to this row."""
        room = self.path.rpartition("/")[0]
        if self.path.endswith(("/", "*.toml")):
            return module.startswith(f"{room}/")
        return module == self.path


def read_rows() -> list[Row]:
    """Read the layout table of the architecture page, top to bottom."""
    table = _ROW.findall(PAGE.read_text(encoding="utf-8"))
    return [Row(path, frozenset(re.findall(r"\w+", packages))) for path, packages in table]


def name_of(module: Path) -> str:
    """Return a module as the layout table writes it."""
    return module.relative_to(PACKAGE).as_posix()


def tree_of(module: Path) -> ast.Module:
    """Parse a module."""
    return ast.parse(module.read_text(encoding="utf-8"))


def is_bare(module: Path) -> bool:
    """Tell whether a module is an `__init__.py` that holds a docstring at most."""
    body = tree_of(module).body
    return module.name == "__init__.py" and all(
        isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) for line in body
    )


def imports(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, str]]:
    """Yield every import of a tree as (method it stands in, dotted name of what is imported)."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from ((inside, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from ((inside, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from imports(node, f"{inside}.{node.name}".lstrip("."))
        else:
            yield from imports(node, inside)


def module_named(dotted: str) -> str:
    """Return the module of this package that a dotted name leads to, as the table writes it."""
    steps = dotted.split(".")[1:]
    for length in range(len(steps), -1, -1):
        place = PACKAGE.joinpath(*steps[:length])
        if length and place.with_suffix(".py").is_file():
            return name_of(place.with_suffix(".py"))
        if (place / "__init__.py").is_file():
            return name_of(place / "__init__.py")
    raise AssertionError(f"{dotted} leads nowhere")


def position(rows: list[Row], module: str) -> int:
    """Return the index of the row that holds a module."""
    for index, row in enumerate(rows):
        if row.holds(module):
            return index
    raise AssertionError(
        f"dedup/{module} stands in no row of the layout table: add a row for it to "
        f"{PAGE.relative_to(ROOT)}, below everything that it imports."
    )


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_imports_only_from_rows_above_its_own(module: Path) -> None:
    """What a module imports from the package stands above it in the layout table."""
    if is_bare(module):
        return
    rows, name = read_rows(), name_of(module)
    own = position(rows, name)
    for inside, dotted in imports(tree_of(module)):
        if dotted.split(".")[0] != "dedup":
            continue
        target = module_named(dotted)
        if (name, inside, target.split("/")[0]) in EXCEPTIONS:
            continue
        row = position(rows, target)
        same_room = row == own and rows[own].path.endswith("/")
        assert row < own or same_room, f"dedup/{name} imports {dotted}, which stands below it"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_third_party_packages_stay_in_their_rooms(module: Path) -> None:
    """A package that is not Python's own is imported only where the layout table names it."""
    if is_bare(module):
        return
    row = read_rows()[position(read_rows(), name_of(module))]
    packages = {dotted.split(".")[0] for _, dotted in imports(tree_of(module))}
    foreign = packages - {"dedup"} - sys.stdlib_module_names
    assert foreign <= row.third_party, f"the table allows {sorted(row.third_party) or 'none'} here"


def test_the_layout_table_names_what_there_is() -> None:
    """Every row of the table leads to a file or a folder, and no row stands twice."""
    rows = read_rows()
    assert rows, f"{PAGE.relative_to(ROOT)} holds no layout table"
    assert len({row.path for row in rows}) == len(rows)
    missing = [row.path for row in rows if not list(PACKAGE.glob(row.path.rstrip("/")))]
    assert missing == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_is_short_and_its_name_says_something(module: Path) -> None:
    """No module is called utils or runs on, and none has the name of an exported function."""
    assert not {*module.relative_to(PACKAGE).with_suffix("").parts} & SAYS_NOTHING
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    assert module.stem not in dedup.__all__, "the exported object would shadow the module"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_function_fits_on_a_screen(module: Path) -> None:
    """No function has more than 55 lines, its docstring aside."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            docstring = ast.get_docstring(node) or ""
            length = (node.end_lineno or 0) - node.lineno + 1 - len(docstring.splitlines())
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_everything_public_has_a_docstring(module: Path) -> None:
    """Modules, and the classes, functions and methods without an underscore, say what they do."""
    tree = tree_of(module)
    assert ast.get_docstring(tree) or not tree.body
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    public = [
        node
        for body in (tree.body, *(node.body for node in classes if not node.name.startswith("_")))
        for node in body
        if isinstance(node, kinds) and not node.name.startswith("_")
    ]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


def test_everything_exported_exists_and_is_described() -> None:
    """`dedup.__all__` names what there is, in order, and each object has a docstring."""
    assert list(dedup.__all__) == sorted(dedup.__all__)
    for name in dedup.__all__:
        value = getattr(dedup, name)
        assert isinstance(value, str) or value.__doc__, name


def test_importing_the_package_loads_nothing_heavy() -> None:
    """`import dedup` loads neither nltk nor any optional package, nor what few texts need."""
    heavy = (*OPTIONAL, "rapidfuzz", "multiprocessing", "dedup.rounds", "dedup.decide")
    program = f"import sys, dedup; print([n for n in {heavy!r} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
