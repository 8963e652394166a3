"""Pages in a real browser: whatever a text or a name holds, nothing runs and nothing is loaded."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import dedup
from dedup.render.index import entry_of, render_index
from tests.render.screens import as_phone, hard_to_read

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Store = Callable[[str], str]

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)><a xlink:href='javascript:alert(1)'>",
    "</title></style></textarea></article><script>alert(1)</script>",
    "'; background: url(https://example.com/x); {{ 7 * 7 }} {% raw %}",
    "<base href=https://example.com/><link rel=stylesheet href=//example.com/x.css>",
    "<meta http-equiv=refresh content='0;url=https://example.com/'>",
    "javascript:alert(1)//https://example.com/",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "]]><!-- --><![CDATA[ <noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_runs_or_loads_anything(page: "Page", stored: Store, attack: str) -> None:
    """Markup in the text, the title, the options and the accounts is shown as it is written."""
    line = f"The night ferry left the pier {attack} with its lamps lit and nobody on deck"
    text = "\n\n".join(
        [f"{line} on Monday.", "It rained.", f"{line} on Monday.", f"{line} on Tuesday."]
    )
    cleaned = dedup.clean(text, protect=[re.escape(attack) + "never"], min_score=0.8)
    assert cleaned.report.removals
    kept = [replace(each, detail=attack) for each in cleaned.report.kept]
    assert kept
    forged = replace(cleaned.report, kept=tuple(kept), version=attack)
    page.goto(stored(replace(cleaned, report=forged).to_html(title=attack)))
    assert page.get_by_role("heading", level=1).inner_text() == " ".join(attack.split())
    assert attack in page.locator("article").inner_text()
    assert page.evaluate("document.scripts.length") == 0
    for summary in page.locator("summary").all():
        summary.click()


def test_the_policy_stops_what_would_get_through(browser: "Browser", stored: Store) -> None:
    """Were a script, a style or an image in the page, the browser would refuse them."""
    harm = (
        "<script>document.title = 'ran'</script><p style='color: red' id=harm>x</p>"
        "<img src='https://example.com/x.png' onerror=\"document.title = 'ran'\">"
    )
    html = dedup.clean("One line.").to_html(title="safe").replace("</main>", f"{harm}</main>")
    tab = browser.new_page()
    asked: list[str] = []
    refused: list[str] = []
    tab.on("requestfinished", lambda done: asked.append(done.url))
    tab.on("console", lambda message: refused.append(message.text))
    tab.goto(stored(html))
    assert tab.title() == "safe"
    assert tab.locator("#harm").evaluate("e => getComputedStyle(e).color") != "rgb(255, 0, 0)"
    assert len(asked) == 1
    assert len(refused) >= 3
    tab.close()


@pytest.mark.parametrize("page", [{}, {"color_scheme": "dark"}, as_phone()], indirect=True)
@pytest.mark.parametrize("attack", ATTACKS[:4])
def test_an_index_shows_names_as_they_are(
    page: "Page", stored: Store, cleaned: dedup.Cleaned, attack: str
) -> None:
    """A file name with markup is text, its link leads to a file, and every word can be read."""
    entries = [
        entry_of(cleaned.report, name=attack, href=f"reports/{attack}.html"),
        entry_of(dedup.clean("Nothing.").report, name="clean.txt"),
    ]
    page.goto(stored(render_index(entries, title=attack)))
    assert page.get_by_role("row").count() == 3
    link = page.get_by_role("rowheader").get_by_role("link")
    assert link.inner_text().split() == attack.split()
    assert str(link.evaluate("e => e.href")).startswith("file:///")
    assert hard_to_read(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
