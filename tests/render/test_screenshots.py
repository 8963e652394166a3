"""The pictures in the documentation."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    pass

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.usefixtures("browser")
def test_one_command_takes_the_pictures_again(tmp_path: Path) -> None:
    """`make_screenshots.py` takes every picture that the pages show, and they are small."""
    subprocess.run([sys.executable, DOCS / "make_screenshots.py", tmp_path], check=True)
    taken = {picture.name: picture.read_bytes() for picture in tmp_path.iterdir()}
    assert set(taken) == {picture.name for picture in (DOCS / "images").glob("*.png")}
    for picture in taken.values():
        assert picture.startswith(b"\x89PNG")
        assert len(picture) < 200_000
