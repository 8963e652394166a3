"""Pages in a real browser: read, followed, printed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import dedup
from tests.render.screens import PHONE, WIDE, as_phone, hard_to_read

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Store = Callable[[str], str]

EXAMPLE = Path(__file__).parents[2] / "examples" / "article.txt"


def test_a_copy_leads_to_its_source_and_back(
    page: "Page", stored: Store, cleaned: dedup.Cleaned
) -> None:
    """From the fold to the source, from the source back: the second way opens the fold."""
    page.goto(stored(cleaned.to_html()))
    fold = page.locator("details").nth(1)
    assert fold.get_attribute("open") is None
    page.get_by_role("link", name="Source of 2: paragraph 1").click()
    source = page.locator("#source-2")
    assert page.url.endswith("#source-2")
    assert source.evaluate("e => e.getBoundingClientRect().top") < WIDE["height"]
    page.get_by_role("link", name="to removal 2").click()
    assert fold.get_attribute("open") is not None
    removed = page.locator("#removal-2")
    assert removed.is_visible()
    assert "announced" in removed.inner_text()
    top = removed.evaluate("e => e.getBoundingClientRect().top")
    bar = page.get_by_role("navigation").evaluate("e => e.getBoundingClientRect().bottom")
    assert bar <= top < WIDE["height"], "the bar at the top covers what a link leads to"


@pytest.mark.parametrize("height", range(500, 900, 100))
def test_every_link_arrives(
    page: "Page", stored: Store, cleaned: dedup.Cleaned, height: int
) -> None:
    """On screens of any height what a link leads to comes into view, below the bar at the top."""
    page.set_viewport_size({"width": PHONE["width"], "height": height})
    address = stored(cleaned.to_html())
    for anchor in ("removal-1", "source-1", "removal-2", "source-2", "kept-1", "repeated-1"):
        page.goto(address)
        page.goto(f"{address}#{anchor}")
        top = page.locator(f"#{anchor}").evaluate("e => e.getBoundingClientRect().top")
        assert 40 <= top < height - 40, anchor


@pytest.mark.parametrize("page", [{}, as_phone()], indirect=True)
def test_a_removal_opens_by_pointer_and_by_keyboard(
    page: "Page", stored: Store, cleaned: dedup.Cleaned
) -> None:
    """A click opens a fold and closes it again; so does the keyboard."""
    page.goto(stored(cleaned.to_html()))
    removed = page.locator("#removal-1")
    summary = page.locator("summary").first
    assert not removed.is_visible()
    summary.click()
    assert removed.is_visible()
    summary.press("Enter")
    assert not removed.is_visible()
    summary.press("Space")
    assert "Crossings start at 6:40" in removed.inner_text()


def test_the_keyboard_reaches_every_link(
    page: "Page", stored: Store, cleaned: dedup.Cleaned
) -> None:
    """The first stop leads past the head; every stop is visible and says where it leads."""
    page.goto(stored(cleaned.to_html()))
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Skip to the content"
    assert focused.bounding_box()["y"] >= 0  # type: ignore[index]
    names: list[str] = []
    for _ in range(12):
        page.keyboard.press("Tab")
        names.append(page.locator(":focus").inner_text())
        outline = page.locator(":focus").evaluate("e => getComputedStyle(e).outlineStyle")
        assert outline != "none", names[-1]
    assert all(names)
    assert any(name.startswith("Removed 1") for name in names)


def test_a_screen_reader_finds_its_way(page: "Page", stored: Store, cleaned: dedup.Cleaned) -> None:
    """The accessibility tree holds landmarks, headings, tables, figures, deletions and marks."""
    page.goto(stored(cleaned.to_html(title="ferry.txt")))
    page.locator("summary").nth(1).click()
    tree = accessibility_tree(page)
    for role in ("banner", "main", "contentinfo", "article"):
        assert [name for found, name in tree if found == role] == [""], role
    assert ("navigation", "Parts of this report") in tree
    headings = [name for role, name in tree if role == "heading"]
    assert headings[0] == "ferry.txt"
    assert [name for role, name in tree if role == "region"] == headings[1:]
    assert headings[1:] == [
        "The text as it reads now",
        "Removed, in text order",
        "Removed, the least alike first",
        "Found and left",
        "Dot plot: the text against itself",
        "Options",
    ]
    roles = [role for role, _ in tree]
    assert roles.count("table") == 3
    assert roles.count("figure") == 2
    assert roles.count("DisclosureTriangle") == 2
    assert {"deletion", "insertion", "mark"} <= set(roles)
    said = " ".join(name for role, name in tree if role == "StaticText")
    assert "[only in the copy: announced ]" in said
    assert "[the source says: said ]" in said
    assert all(name for role, name in tree if role in {"link", "figure", "DisclosureTriangle"})


def accessibility_tree(page: "Page") -> list[tuple[str, str]]:
    """Return role and name of everything that Chromium tells a screen reader."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"]
    ]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param({"color_scheme": "light"}, id="light"),
        pytest.param({"color_scheme": "dark"}, id="dark"),
    ],
    indirect=True,
)
def test_every_word_can_be_read(page: "Page", stored: Store, cleaned: dedup.Cleaned) -> None:
    """All text stands out from what lies behind it by 4.5 to 1 at least (WCAG 2.2, 1.4.3)."""
    page.goto(stored(cleaned.to_html()))
    for summary in page.locator("summary").all():
        summary.click()
    assert hard_to_read(page) == []


@pytest.mark.parametrize("page", [as_phone(), as_phone(color_scheme="dark")], indirect=True)
def test_a_phone_shows_all_without_scrolling_sideways(
    page: "Page", stored: Store, cleaned: dedup.Cleaned
) -> None:
    """On a screen 360 pixels wide nothing runs out of it, a word without end included."""
    text = "\n\n".join([cleaned.restore(), "Pneumono" * 40])
    page.goto(stored(dedup.clean(text).to_html(title="name" * 40)))
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    cells = page.locator("tbody td").all()
    assert all(cell.bounding_box()["x"] >= 0 for cell in cells)  # type: ignore[index]


def test_paper_shows_what_was_folded_away(
    page: "Page", stored: Store, cleaned: dedup.Cleaned
) -> None:
    """Printed, every removal is open and the bar is gone; the page becomes a PDF."""
    page.goto(stored(cleaned.to_html()))
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").is_visible()
    for number in (1, 2):
        box = page.locator(f"#removal-{number} .wording").bounding_box()
        assert box
        assert box["height"] > 10
    document = page.pdf()
    assert document.startswith(b"%PDF")
    assert len(document) > 20_000


def test_links_work_inside_a_notebook(
    browser: "Browser", stored: Store, cleaned: dedup.Cleaned
) -> None:
    """In the frame of a notebook a link leads to its place, not away from the notebook."""
    tab = browser.new_page()
    tab.goto(stored(f"<!doctype html><h1>Notebook</h1>{cleaned._repr_html_()}"))
    frame = tab.frame_locator("iframe")
    frame.get_by_role("link", name="to removal 2").click()
    assert frame.locator("#removal-2").is_visible()
    assert frame.get_by_role("heading", level=1).inner_text() == "Report"
    assert tab.get_by_role("heading", name="Notebook").count() == 1
    tab.close()


def test_a_long_article_opens_at_once(page: "Page", stored: Store) -> None:
    """An article of 1 MB with 500 removals opens in a few times what its bare text takes.

    And a link in it answers. Counted is processor time, of both in turn: how fast the machine is,
    and what else runs there, does not change their ratio. It is 2.0 to 2.8; the bare text opens
    in half a second.
    """
    text = long_text()
    cleaned = dedup.clean(text)
    assert len(text) > 1_000_000
    assert len(cleaned.report.removals) >= 500
    painted = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def processor_seconds() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "ProcessTime"))

    def seconds_to_open(html: str) -> float:
        address = stored(html)
        before = processor_seconds()
        page.goto(address)
        page.evaluate(painted)
        return processor_seconds() - before

    bare = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    report = cleaned.to_html(title="long.txt")
    times = [(seconds_to_open(bare), seconds_to_open(report)) for _ in range(3)]
    plain, opened = (sorted(each)[1] for each in zip(*times, strict=True))
    assert opened < 4 * plain
    before = processor_seconds()
    page.evaluate("document.querySelector('table a[href=\"#removal-400\"]').click()")
    page.evaluate(painted)
    assert page.locator("#removal-400").is_visible()
    assert processor_seconds() - before < plain
    told = sum(len(name) for role, name in accessibility_tree(page) if role == "StaticText")
    assert told > len(cleaned.text), "a part of the text is kept from screen readers"


def long_text() -> str:
    """Write 1 MB of made-up words in which 510 paragraphs stand twice."""
    syllables = ["ka", "lo", "mer", "tin", "sa", "vor", "del", "pu", "ris", "en", "go", "ta"]

    def word(number: int) -> str:
        return "".join(syllables[number // 12**place % 12] for place in range(4))

    paragraphs: list[str] = []
    seed = 1
    for _ in range(2600):
        words = []
        for _ in range(42):
            seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
            words.append(word(seed >> 8))
        paragraphs.append(f"{' '.join(words).capitalize()}.")
    for copy in range(510):
        paragraphs.insert(5 * copy + 40, paragraphs[5 * copy + 3])
    return "\n\n".join(paragraphs)


def test_the_bundled_example_shows_its_one_removal(page: "Page", stored: Store) -> None:
    """The example's nine paragraphs are folded into one line, and open as they were written."""
    text = EXAMPLE.read_text(encoding="utf-8")
    page.goto(stored(dedup.clean(text).to_html(title="article.txt")))
    shown = page.locator("summary").inner_text()
    assert shown.startswith(
        "Removed 1 · 9 paragraphs, 1,892 characters: exact copy of paragraphs 5–13\n"
    )
    page.locator("summary").click()
    removed = page.locator("#removal-1 .wording").inner_text()
    assert removed == dedup.clean(text).report.removals[0].text.strip()
