"""A real browser for the tests that look at pages, and a report that has something of everything.

Where there is none these tests are skipped and say why; where CI is set that is a failure.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import dedup
from tests.render.screens import WIDE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

LEAD = (
    "The ferry to Aldous Point will run again from Monday, the harbor office said, after eleven "
    "days in which the inner channel was closed by ice."
)
HOURS = "Crossings start at 6:40 a.m. and run every forty minutes until dusk."
VOTE = "The council approved a second icebreaker on Monday by nine votes to four."
TEXT = "\n\n".join(
    [
        LEAD,
        f"{HOURS} Tickets bought in advance stay valid for two weeks more.",
        VOTE,
        f"The company lost about 40,000 dollars a day. {HOURS} It hopes to win the freight back.",
        VOTE.replace("Monday", "Tuesday"),
        LEAD.replace("said", "announced").replace("eleven", "eleven long"),
        "A hidden mark stands h\u200bere and an ov\u202eerride there.",
    ]
)


@pytest.fixture(scope="session")
def cleaned() -> dedup.Cleaned:
    """Return a text with an exact removal, a near one, and a repeat kept for a fact."""
    return dedup.clean(TEXT)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Start the Chromium of this machine, once for all tests."""
    missing = _missing()
    if missing:
        if os.environ.get("CI"):
            pytest.fail(f"{missing}, and CI is set: pages must be looked at there")
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def _missing() -> str:
    if not CHROMIUM.exists():
        return f"there is no {CHROMIUM} (apt-get install chromium)"
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is not installed (pip install -e '.[test]')"
    return ""


@pytest.fixture
def page(browser: "Browser", request: pytest.FixtureRequest) -> "Iterator[Page]":
    """Open a tab that fails the test when it asks for, says or runs anything."""
    settings: dict[str, Any] = {"viewport": WIDE, "color_scheme": "light"}
    context = browser.new_context(**settings | getattr(request, "param", {}))
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(f"console: {message.text}"))
    tab.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    tab.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
    tab.on("popup", lambda popup: complaints.append(f"popup: {popup.url}"))
    asked: list[str] = []
    tab.on("request", lambda asking: asked.append(asking.url))
    yield tab
    assert complaints == []
    assert {url.partition("#")[0] for url in asked} <= {asked[0].partition("#")[0]}, asked
    context.close()


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[str], str]:
    """Return a function that stores a page and gives its address."""

    def store(html: str) -> str:
        page = tmp_path / "page.html"
        page.write_text(html, encoding="utf-8")
        return page.as_uri()

    return store
