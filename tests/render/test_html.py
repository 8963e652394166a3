"""The page of one report, as a parser reads it."""

import re
import subprocess
import sys
from typing import Any, get_args

import pytest
from hypothesis import example, given, settings

import dedup
from dedup import Cleaned, MissingPackageError
from dedup.render.html import REASONS
from dedup.render.layout import render_page
from dedup.values import Reason
from tests.render.pages import Page
from tests.strategies import any_texts, options

LINE = "The night ferry left the pier with its lamps lit and nobody on deck."


@settings(max_examples=100)
@given(text=any_texts(), settings=options())
@example(text=f"{LINE} " * 9, settings={})
@example(text=f"<p id='a' onclick=b>{LINE}</p>\n\n" * 2, settings={"protect": ["</style>"]})
def test_a_page_shows_the_cleaned_text_and_leads_nowhere_else(
    text: str, settings: dict[str, Any]
) -> None:
    """For every text the page shows what stays, and nothing in it can run or be loaded.

    Every link leads to a place in the page, no id stands twice, and the page can be encoded.
    """
    cleaned = dedup.clean(text, **settings)
    html = cleaned.to_html(title=text[:30])
    page = Page(html.encode("utf-8").decode("utf-8"))
    assert "".join(page.article.split()) == "".join(cleaned.text.split())
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    names = {name for name, _ in page.elements}
    assert not names & {"script", "iframe", "img", "link", "object", "embed", "form", "base"}
    attributes = {key for _, each in page.elements for key in each}
    assert not {key for key in attributes if key.startswith("on") or key in {"style", "src"}}


def test_paragraphs_are_shown_to_the_character(cleaned: Cleaned) -> None:
    """What stays of a paragraph is what the cleaned text says: no space more, none less."""
    shown = [paragraph for paragraph in Page(cleaned.to_html()).paragraphs if paragraph]
    assert shown == cleaned.text.rstrip().split("\n\n")


def test_every_removal_and_kept_repeat_is_linked_both_ways(cleaned: Cleaned) -> None:
    """Copies lead to their sources and sources to their copies, in the text and in the tables."""
    page = Page(cleaned.to_html())
    assert [removal.kind for removal in cleaned.report.removals] == ["exact", "near"]
    for number in (1, 2):
        assert page.links.count(f"#source-{number}") >= 3
        assert page.links.count(f"#removal-{number}") >= 3
    assert page.links.count("#kept-1") >= 2
    assert page.links.count("#repeated-1") >= 2


def test_thousands_of_kept_repeats_stay_a_page_that_opens() -> None:
    """Many repeats are drawn as one shape; each is still in the text and in the table, linked."""
    lines = [
        f"The keeper counted {1000 + 37 * day} visitors at the gate on day {day} of the season."
        for day in range(1500)
    ]
    cleaned = dedup.clean("\n\n".join(lines))
    kept = len(cleaned.report.kept)
    assert kept > 1000
    html = cleaned.to_html()
    page = Page(html)
    assert {f"{end}-{n}" for n in range(1, kept + 1) for end in ("kept", "repeated")} < {*page.ids}
    assert page.links.count("#kept-7") == 2  # from what it repeats, and from the table
    shapes = [attributes.get("class") for name, attributes in page.elements if name == "path"]
    assert shapes.count("line kept") == 2  # in the drawing and in its legend
    assert (len(html) - len(cleaned.text)) / kept < 1200


def test_a_removal_says_where_it_stood_and_how_alike_it_is(cleaned: Cleaned) -> None:
    """Paragraph, lines, characters, kind and score stand with the removed words."""
    html = cleaned.to_html()
    near = cleaned.report.removals[1]
    assert f"Alike: near, {near.score:.3f}." in html
    assert f"characters {near.span.start:,}–{near.span.end:,}" in html
    assert "states another fact" in html
    assert "Monday / Tuesday" in html


def test_every_reason_is_said_in_words() -> None:
    """Whatever a repeat was kept for, the page can say why."""
    assert set(REASONS) == set(get_args(Reason))


def test_words_that_differ_are_marked_on_both_sides(cleaned: Cleaned) -> None:
    """A near copy shows its own words and those of its source, told apart without colour too."""
    html = cleaned.to_html()
    assert "[only in the copy: </span>announced<" in html
    assert "[the source says: </span>said<" in html


def test_the_least_alike_stands_first(cleaned: Cleaned) -> None:
    """The second table lists the near copy, which comes later in the text, before the exact one."""
    table = cleaned.to_html().split('id="least-alike"')[1].split("</table>")[0]
    assert re.findall(r'href="#removal-(\d)"', table) == ["2", "1"]


def test_a_page_without_removals_says_so() -> None:
    """Where nothing went the page says that, shows the text, and has no empty tables."""
    html = dedup.clean("One line, said once.").to_html(title="once.txt")
    page = Page(html)
    assert "Nothing was removed" in html
    assert page.article.strip() == "One line, said once."
    assert "table" not in {name for name, _ in page.elements}


def test_bidi_controls_are_shown_and_have_no_effect() -> None:
    """Neither the text nor the title hands a bidi control or a zero-width mark to the browser."""
    text = f"{LINE} \u202epets\u2066\u200b\n\n{LINE}"
    html = dedup.clean(text).to_html(title="gnp.\u202etxt")
    assert not re.search("[\u200b\u202a-\u202e\u2066-\u2069]", html)
    assert 'title="U+202E RIGHT-TO-LEFT OVERRIDE">RLO<' in html
    assert "<title>gnp.⟨RLO⟩txt</title>" in html


def test_a_notebook_gets_a_frame_of_its_own(cleaned: Cleaned) -> None:
    """In a notebook the page stands in a frame without rights, so no style leaks either way."""
    shown = cleaned._repr_html_()
    assert shown is not None
    page = Page(shown)
    [(name, attributes)] = page.elements
    assert name == "iframe"
    assert attributes["sandbox"] is None
    assert Page(attributes["srcdoc"] or "").article == Page(cleaned.to_html()).article


def test_without_jinja2_the_error_says_what_to_install() -> None:
    """`to_html` names the missing package; a notebook falls back to the plain answer."""
    program = (
        "import sys; sys.modules['jinja2'] = None\n"
        "import dedup; cleaned = dedup.clean('One line.')\n"
        "print(cleaned._repr_html_())\n"
        "try: cleaned.to_html()\n"
        "except dedup.MissingPackageError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines() == [
        "None",
        "HTML pages need jinja2, which is not installed. "
        "Install it with: pip install 'dedup-passages[cli]'",
    ]
    assert issubclass(MissingPackageError, ImportError)


def test_a_template_without_a_value_is_an_error() -> None:
    """A page never shows an empty place where a value was forgotten."""
    with pytest.raises(Exception, match="Undefined"):
        render_page("index.html.j2")
