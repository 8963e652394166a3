"""The documents of our own set in which nothing must go, whatever they seem to repeat."""

from collections.abc import Iterator

from tests.benchmarks import printing
from tests.benchmarks.drafts import BLANK_LINE, Draft, read_article, read_page

CLEAN = ("en_harbour", "en_theatre", "en_orchard", "ru_muzey", "hi_pul", "zh_ditie", "th_talat")

PAGES = {
    "en_scores": "template",
    "en_prices": "template",
    "en_weather": "template",
    "en_timetable": "template",
    "en_itinerary": "template",
    "en_recipe": "template",
    "de_wetter": "template",
    "es_resultados": "template",
    "ja_jikoku": "template",
    "en_interview": "interview",
    "en_labels": "labels",
    "en_refrain": "refrain",
    "en_verse": "refrain",
    "en_said": "said",
    "en_code": "code",
}

CHANGES = (
    # a number: in digits, in words, a digit more, its decimals, its currency, its unit
    ("en_bank", (0, 0), "48 million", "46 million"),
    ("en_library", (2, 1), "twenty-six months", "twenty-eight months"),
    ("fr_boulangerie", (1, 1), "dix-sept", "soixante-dix"),
    ("en_bank", (5, 1), "by 3 percent", "by 13 percent"),
    ("en_harbour", (5, 1), "9.4 million", "94 million"),
    ("it_treno", (3, 0), "350.000 euro", "350.000 dollari"),
    ("en_cycling", (0, 0), "forty-one kilometres", "forty-one miles"),
    # a date, a weekday, a time of day
    ("en_bank", (8, 0), "14 November", "17 November"),
    ("en_harbour", (0, 0), "Tuesday evening", "Thursday evening"),
    ("en_hospital", (1, 0), "after eight in the evening", "after ten in the evening"),
    # a name
    ("en_theatre", (5, 1), "Beatrix Nwosu", "Conrad Liebling"),
    ("es_desaladora", (2, 0), "Remedios Calatrava", "Amparo Villalonga"),
    # a negation
    ("en_cycling", (5, 0), "no penalty would be given", "a penalty would be given"),
    ("en_telescope", (7, 0), "should be able", "should not be able"),
    ("de_bruecke", (2, 0), "nicht leichtfertig", "leichtfertig"),
    # an opposite
    ("en_bank", (1, 0), "rose 6.2 percent", "fell 6.2 percent"),
    ("en_theatre", (0, 0), "rejected", "accepted"),
    ("nl_dijk", (0, 0), "verhoogd", "verlaagd"),
    # a hedge or a bound
    ("en_hospital", (5, 1), "for at least four years", "for at most four years"),
    ("en_harbour", (6, 0), "of letting", "of allegedly letting"),
    # other scripts
    ("ru_muzey", (1, 0), "в 2016 году", "в 2011 году"),
    ("zh_ditie", (1, 0), "六年前动工", "七年前动工"),
    ("ja_gyoko", (1, 0), "十四メートル", "四十メートル"),
    ("ko_sijang", (1, 0), "세 시간 만에", "다섯 시간 만에"),
    ("ar_maktaba", (1, 1), "640 ألف دينار", "460 ألف دينار"),
    ("hi_pul", (3, 0), "38 लाख", "83 लाख"),
    ("th_talat", (2, 0), "26 ล้านบาท", "62 ล้านบาท"),
)
"""Article, place of a sentence, and what its near copy says instead."""

PAIRS = (
    # a sign, a currency sign, the same words in other roles, a pair of opposites
    (
        "en_orchard",
        "At noon the thermometer beside the chapel in Upper Tarnholm showed 3 degrees.",
        "At noon the thermometer beside the chapel in Upper Tarnholm showed -3 degrees.",
    ),
    (
        "en_bank",
        "The lender paid $5 million for the brewery next door, which it means to turn into flats.",
        "The lender paid €5 million for the brewery next door, which it means to turn into flats.",
    ),
    (
        "en_cycling",
        "In the junior race on the same roads Petra Solberg beat Anouk Deschamps by half a wheel.",
        "In the junior race on the same roads Anouk Deschamps beat Petra Solberg by half a wheel.",
    ),
    (
        "de_bruecke",
        "Der Radverein hat den Alpenverein wegen der Umleitung beim Landgericht verklagt.",
        "Der Alpenverein hat den Radverein wegen der Umleitung beim Landgericht verklagt.",
    ),
    (
        "en_library",
        "Visits by pupils increased in the first weeks, according to a count made at the door.",
        "Visits by pupils decreased in the first weeks, according to a count made at the door.",
    ),
)
"""Article, and two sentences of different meaning to be printed in it."""


def documents() -> Iterator[Draft]:
    """Make every document without repeats."""
    for name in CLEAN:
        article = read_article(name)
        draft = Draft("clean", article.language)
        draft.write(*article.paragraphs)
        yield draft
    for name, kind in PAGES.items():
        draft = Draft(kind, name.split("_")[0])
        draft.write(read_page(name))
        yield draft
    for number, (name, (paragraph, sentence), old, new) in enumerate(CHANGES):
        near_copy = printing.changed(read_article(name).sentences[paragraph][sentence], (old, new))
        yield _with_near_copy(name, near_copy, opens_last=number % 2 == 1)
    for name, first, second in PAIRS:
        article = read_article(name)
        draft = Draft("fact_change", article.language)
        draft.write(*article.paragraphs[:2], first, *article.paragraphs[2:-1])
        draft.write(second, article.paragraphs[-1])
        yield draft


def _with_near_copy(name: str, near_copy: str, *, opens_last: bool) -> Draft:
    """Print a near copy above the last paragraph, or as the first sentence of it."""
    article = read_article(name)
    draft = Draft("fact_change", article.language)
    draft.write(*article.paragraphs[:-1], near_copy)
    draft.write(article.paragraphs[-1], seam=article.space if opens_last else BLANK_LINE)
    return draft
