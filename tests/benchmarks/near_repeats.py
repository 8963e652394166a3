"""The documents of our own set in which a copy must go that is printed unlike its source."""

from collections.abc import Iterator

from tests.benchmarks import printing
from tests.benchmarks.drafts import BLANK_LINE, Draft, read_article
from tests.benchmarks.layouts import copy_near_end


def documents() -> Iterator[Draft]:
    """Make every document with copies in other typography, in other words, or badly scanned."""
    yield from _other_typography()
    yield from _reworded()
    yield from _scanned()


def _other_typography() -> Iterator[Draft]:
    for name, first, last, print_copy in (
        ("en_harbour", 2, 4, printing.curled),
        ("en_theatre", 4, 5, str.upper),
        ("en_hospital", 2, 4, printing.on_lines),
        ("en_bank", 0, 1, printing.full_width),
        ("en_cycling", 2, 4, printing.zero_width_spaced),
        ("de_bruecke", 1, 3, printing.soft_hyphenated),
        ("fr_boulangerie", 1, 3, printing.decomposed),
        ("pt_floresta", 0, 2, printing.hard_spaced),
        ("ko_sijang", 1, 3, printing.decomposed),
        ("zh_ditie", 1, 3, printing.half_width),
    ):
        article = read_article(name)
        source = BLANK_LINE.join(article.paragraphs[first:last])
        yield copy_near_end("typography", article, source, print_copy(source))
    article = read_article("en_library")
    source = article.paragraphs[3]
    dashed = printing.changed(
        source, (" - and", " – and"), ("fight - are", "fight — are"), ("ones...", "ones…")
    )
    yield copy_near_end("typography", article, source, dashed)


def _reworded() -> Iterator[Draft]:
    for name, first, last, changes in (
        (
            "en_harbour",
            5,
            7,
            [
                ("intends", "plans"),
                ("electric ferry", "electric boat"),
                ("old ship rot", "old vessel rot"),
                ("was shelved", "was quietly shelved"),
            ],
        ),
        (
            "en_library",
            1,
            3,
            [
                ("ruined", "destroyed"),
                ("existed nowhere else", "exist nowhere else"),
                ("happened to be", "was"),
            ],
        ),
        (
            "en_hospital",
            4,
            6,
            [("covered", "handled"), ("laundry", "laundry room"), ("reduced", "lower")],
        ),
        (
            "de_bruecke",
            2,
            4,
            [("Spielraum", "Spielraum mehr"), ("Besonders hart", "Hart"), ("überwiegend", "meist")],
        ),
        ("fr_boulangerie", 3, 4, [("grande salle", "vaste salle"), ("appris", "ensuite appris")]),
        ("ru_muzey", 1, 2, [("даже следы", "следы")]),
    ):
        article = read_article(name)
        source = BLANK_LINE.join(article.paragraphs[first:last])
        yield copy_near_end("reworded", article, source, printing.reworded(source, *changes))


def _scanned() -> Iterator[Draft]:
    for name, first, last, every in (
        ("en_telescope", 2, 5, 45),
        ("en_orchard", 1, 4, 70),
        ("en_theatre", 5, 8, 90),
        ("ru_muzey", 2, 4, 60),
        ("it_treno", 1, 4, 55),
    ):
        article = read_article(name)
        source = BLANK_LINE.join(article.paragraphs[first:last])
        yield copy_near_end("scanned", article, source, printing.scanned(source, every=every))
    article = read_article("en_orchard")
    source = BLANK_LINE.join(article.paragraphs[6:8])
    misread = printing.changed(source, ("since 2017", "since 2O17"))  # a letter, not another year
    yield copy_near_end("scanned", article, source, printing.scanned(misread, every=80))
