"""Take the pictures of a report that these pages show: make_screenshots.py [FOLDER]."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import dedup

DOCS = Path(__file__).parent
ARTICLE = DOCS.parent / "examples" / "article.txt"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu"]
SCREEN = {"width": 1120, "height": 860}


def main(folder: Path = DOCS / "images") -> None:
    """Store the top of the example's report in light, and its opened removal in dark."""
    cleaned = dedup.clean(ARTICLE.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        report = Path(place, "report.html")
        report.write_text(cleaned.to_html(title=ARTICLE.name), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for scheme, anchor in (("light", ""), ("dark", "#removal-1")):
            page = browser.new_page(viewport=SCREEN, color_scheme=scheme)
            page.goto(report.as_uri() + anchor)
            if anchor:
                page.mouse.wheel(0, -220)  # show some of the source above the removal
                page.wait_for_timeout(200)
            page.screenshot(path=folder / f"report-{scheme}.png")
        browser.close()


main(*map(Path, sys.argv[1:2]))
