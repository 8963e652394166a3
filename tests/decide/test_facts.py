"""Guard: do two near copies state different facts?"""

from typing import Any

import pytest

import dedup

BETWEEN = "The chapel choir sang old hymns until the lamps went out.\n\nNobody clapped."
WRITTEN = (
    "The keeper wrote {} into the book of the old light on the hill above the grey harbour wall."
)


def facts_between(source: str, copy: str, **options: Any) -> list[str] | None:
    """Return the facts that keep a copy in its place; None when it goes."""
    text = f"{source}\n\n{BETWEEN}\n\n{copy}"
    cleaned = dedup.clean(text, **options)
    if cleaned.changed:
        assert cleaned.text == f"{source}\n\n{BETWEEN}"
        return None
    return [kept.detail for kept in cleaned.report.kept if kept.reason == "fact"]


OTHER_FACTS = [
    pytest.param("14", "15", id="number"),
    pytest.param("14", "41", id="order of digits"),
    pytest.param("2018", "2019", id="year"),
    pytest.param("fourteen", "fifteen", id="number in words"),
    pytest.param("14", "fifteen", id="number in digits and words"),
    pytest.param("-3", "3", id="sign gone"),
    pytest.param("3", "−3", id="sign come"),
    pytest.param("+3", "-3", id="sign changed"),
    pytest.param("$5", "€5", id="currency"),
    pytest.param("$5", "5", id="currency gone"),
    pytest.param("1.5", "15", id="point"),
    pytest.param("3%", "3", id="per cent gone"),
    pytest.param("5 km", "5 miles", id="unit"),
    pytest.param("5 °C", "5 °F", id="degrees"),
    pytest.param("5 million", "5 billion", id="magnitude"),
    pytest.param("10:30", "10:45", id="time"),
    pytest.param("5 a.m.", "5 p.m.", id="half of the day"),
    pytest.param("on 3 March", "on 3 May", id="month"),
    pytest.param("on Monday", "on Tuesday", id="weekday"),
    pytest.param("Anna Reed", "Anna Vogt", id="name"),
    pytest.param("Anna Reed", "Anna", id="name gone"),
    pytest.param("Iran", "Iraq", id="name that differs in a letter"),
    pytest.param("much", "nothing", id="negation"),
    pytest.param("that it did move", "that it did not move", id="not"),
    pytest.param("that it moved", "that it never moved", id="never"),
    pytest.param("that it rose", "that it fell", id="opposite"),
    pytest.param("that they accepted", "that they rejected", id="opposite verdict"),
    pytest.param("at least ten", "ten", id="bound gone"),
    pytest.param("at least ten", "at most ten", id="other bound"),
    pytest.param("the truth", "allegedly the truth", id="hedge"),
    pytest.param("that they may win", "that they will win", id="modal"),
    pytest.param("that they would win", "that they will win", id="condition"),
    pytest.param("that they must move", "that they can move", id="duty"),
    pytest.param("that it may have moved", "that it had moved", id="modal gone"),
    pytest.param("10² times", "102 times", id="power"),
    pytest.param("~50 words", "50 words", id="approximate"),
    pytest.param("> 50 words", "50 words", id="more than"),
    pytest.param("in Liège", "in Lille", id="name with an accent"),
    pytest.param("to anna@sea.org", "to john@sea.org", id="name in an address"),
    pytest.param("to @anna_r on it", "to @john_r on it", id="name in a handle"),
    pytest.param("see sea.org/anna now", "see sea.org/john now", id="name in a link"),
    pytest.param("only his letters", "his letters", id="only"),
    pytest.param("all of the letters", "some of the letters", id="other quantity"),
    pytest.param("many of the letters", "the old letters", id="quantity gone"),
    pytest.param("both letters", "the letters", id="both"),
    pytest.param("that it always leaked", "that it often leaked", id="frequency"),
    pytest.param("that it seldom leaked", "that it leaked", id="frequency gone"),
]


@pytest.mark.parametrize(("one", "other"), OTHER_FACTS)
@pytest.mark.parametrize("turned", [False, True], ids=["so", "turned"])
def test_a_copy_with_another_fact_stays(one: str, other: str, turned: bool) -> None:
    """Numbers, signs, units, dates, names, negations, opposites and hedges keep a near copy."""
    pair = (one, other)[:: -1 if turned else 1]
    found = facts_between(*(WRITTEN.format(words) for words in pair))
    assert found
    assert " / " in found[0]


@pytest.mark.parametrize(("one", "other"), OTHER_FACTS[:3])
def test_without_the_guard_another_fact_is_an_edit(one: str, other: str) -> None:
    """Who leaves out the guard gets copies removed whatever they state."""
    pair = (WRITTEN.format(one), WRITTEN.format(other))
    assert facts_between(*pair, guards=frozenset({"structure"})) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("14 lines", "fourteen lines", id="number in words"),
        pytest.param("3%", "3 percent", id="per cent in a word"),
        pytest.param("5 km", "5 kilometres", id="unit spelt out"),
        pytest.param("some old lines", "some lines", id="word gone"),
        pytest.param("his lines", "those lines", id="word replaced"),
        pytest.param("he co-operated", "he cooperated", id="hyphen"),
        pytest.param("that prices rose", "that prices soared", id="synonym"),
        pytest.param("it", "IT", id="capitals"),
        pytest.param("that it may close", "that it might close", id="another modal"),
        pytest.param("often his dreams", "frequently his dreams", id="another adverb"),
        pytest.param("only his dreams", "solely his dreams", id="another word for only"),
        pytest.param("some old dreams", "certain old dreams", id="another word for some"),
        pytest.param("١٤ lines", "14 lines", id="digits of another script"),
        pytest.param("of Liège", "of Liege", id="name without its accent"),
        pytest.param("of O'Neil", "of ONeil", id="name without its apostrophe"),
        pytest.param("his lines[3]", "his lines", id="mark of a note"),
        pytest.param("his > lines", "his lines", id="sign of a quotation"),
    ],
)
def test_a_copy_that_states_the_same_goes(one: str, other: str) -> None:
    """Other words for the same facts are an edit."""
    assert facts_between(WRITTEN.format(one), WRITTEN.format(other)) is None


SAID: dict[str, str] = {
    "de": "Der Wärter schrieb in das Buch des alten Turms, dass {} Boote im Hafen lagen.",
    "fr": "Le gardien a noté dans le livre du vieux phare que {} bateaux se trouvaient au port.",
    "es": "El farero anotó en el libro de la vieja torre que {} barcos estaban en el puerto.",
    "it": "Il guardiano ha scritto nel libro della vecchia torre che {} barche erano in porto.",
    "pt": "O faroleiro anotou no livro da velha torre que {} barcos estavam no porto antigo.",
    "nl": "De wachter schreef in het boek van de oude toren dat {} boten in de haven lagen.",
}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "alle", "einige"),
        ("de", "nur drei", "drei"),
        ("de", "angenommen wurde, es seien", "abgewiesen wurde, es seien"),
        ("fr", "plusieurs", "quelques"),
        ("fr", "seulement trois", "trois"),
        ("es", "todos los", "algunos"),
        ("es", "siempre tres", "tres"),
        ("it", "tutte le", "alcune"),
        ("it", "soltanto tre", "tre"),
        ("pt", "todos os", "alguns"),
        ("pt", "apenas três", "três"),
        ("nl", "alle", "sommige"),
        ("nl", "slechts drie", "drie"),
    ],
)
@pytest.mark.parametrize("chosen", [True, False], ids=["chosen", "together"])
def test_quantities_are_facts_in_each_language(
    language: str, one: str, other: str, chosen: bool
) -> None:
    """How many and whether no more is told apart, with the language given or not."""
    pair = (SAID[language].format(words) for words in (one, other))
    assert facts_between(*pair, language=language if chosen else None)


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        (
            "Harwick beat Selby in the cup final on the old ground by the wall on a cold evening.",
            "Selby beat Harwick in the cup final on the old ground by the wall on a cold evening.",
        ),
        (
            "The dog chased the goat over the muddy field behind the old school on a cold evening.",
            "The goat chased the dog over the muddy field behind the old school on a cold evening.",
        ),
    ],
    ids=["names", "words"],
)
def test_the_same_words_in_other_roles_are_another_fact(source: str, copy: str) -> None:
    """A beat B is not B beat A."""
    assert facts_between(source, copy)


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        (
            "山脚下的小镇青石湾在周三重新开放了停用多年的老渡口。",
            "山脚下的小镇白石湾在周三重新开放了停用多年的老渡口。",
        ),
        (
            "海辺の町で古い映画館が来月から再び開くことになった。",
            "海辺の町で古い図書館が来月から再び開くことになった。",
        ),
        (
            "فتحت المكتبة القديمة أبوابها للزوار بعد سنوات طويلة من الصمت في المدينة",
            "فتحت المدرسة القديمة أبوابها للزوار بعد سنوات طويلة من الصمت في المدينة",
        ),
    ],
    ids=["zh", "ja", "ar"],
)
def test_in_scripts_without_capitals_a_replaced_word_is_a_name(source: str, copy: str) -> None:
    """Where capitals cannot tell a name, every substituted word counts as one."""
    assert facts_between(source, copy)


NOISY = "The o1d harbour wall was mcnded by some men from the tovn before dusk fel1 in {}."
CLEAN = "The old harbour wall was mended by some men from the town before dusk fell in {}."


def test_a_digit_misread_in_a_noisy_copy_is_noise() -> None:
    """`2O19` for `2019` inside an otherwise noisy copy is OCR; `2018` is a fact there too."""
    assert facts_between(CLEAN.format(2019), NOISY.format("2O19"), min_score=0.7) is None
    assert facts_between(CLEAN.format(2019), NOISY.format("2018"), min_score=0.7)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("white", "while"),
        ("shot", "shut"),
        ("form", "from"),
        ("causal", "casual"),
        ("rally", "ally"),
        ("regular", "irregular"),
        ("honest", "dishonest"),
        ("junior", "senior"),
        ("overstated", "understated"),
    ],
)
@pytest.mark.parametrize("turned", [False, True], ids=["so", "turned"])
def test_a_changed_letter_in_a_clean_copy_is_a_fact(one: str, other: str, turned: bool) -> None:
    """Where nothing else is spoilt, a word that looks alike is another word."""
    pair = (one, other)[:: -1 if turned else 1]
    assert facts_between(*(WRITTEN.format(word) for word in pair)) == [" / ".join(pair)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("boat", "boats"),
        ("walked", "walks"),
        ("red", "old"),
        ("gray", "grey"),
        ("broken", "sunken"),
    ],
)
def test_another_ending_and_another_word_are_edits(one: str, other: str) -> None:
    """An inflected word and one that looks quite different are edits, and count in the score."""
    source, copy = (WRITTEN.format(f"of the {word} wall") for word in (one, other))
    [removal] = dedup.clean(f"{source}\n\n{BETWEEN}\n\n{copy}").report.removals
    assert removal.score == pytest.approx(1 - 1 / len(source.split()))


def test_a_misread_digit_in_a_clean_copy_is_a_fact() -> None:
    """Where nothing else is spoilt, a changed character was changed on purpose."""
    assert facts_between(CLEAN.format(2019), CLEAN.format("2O19")) == ["2019 / 2O19"]


def test_the_differing_words_are_named() -> None:
    """The detail of a kept repeat holds both sides for people."""
    pair = [WRITTEN.format(f"{day} and no more") for day in ("on Monday", "on Tuesday")]
    assert facts_between(*pair) == ["Monday / Tuesday"]


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        pytest.param(
            "-3 degrees were measured on the hill above the harbour by the two keepers.",
            "3 degrees were measured on the hill above the harbour by the two keepers.",
            id="start of the text",
        ),
        pytest.param(WRITTEN.format("-$5"), WRITTEN.format("$5"), id="currency"),
        pytest.param(
            WRITTEN.format("a rise of .5"),
            WRITTEN.format("a rise of 5"),
            id="point",
        ),
    ],
)
def test_a_sign_is_a_fact_wherever_it_stands(source: str, copy: str) -> None:
    """-3 and 3, -$5 and $5, .5 and 5 are never the same."""
    assert facts_between(source, copy)


OTHER_WRITING = [
    ("Will the old ferry of the island sail again{}", "?", "."),
    ("The whole crew has signed the letter of protest{}", "?", "!"),
    ("¿Saldrá otra vez el viejo barco de la isla del norte{}", "?", "."),
    ("The old fleet was sold by the {} in a hurry last May.", "US", "us"),
    ("Nobody gave the {} the letters in that old brown box.", "WHO", "who"),
]


@pytest.mark.parametrize(("sentence", "one", "other"), OTHER_WRITING)
@pytest.mark.parametrize("turned", [False, True], ids=["so", "turned"])
def test_the_same_words_written_otherwise_are_another_fact(
    sentence: str, one: str, other: str, turned: bool
) -> None:
    """A question is no statement, and US is not us."""
    pair = (one, other)[:: -1 if turned else 1]
    found = facts_between(*(sentence.format(written) for written in pair))
    assert found
    assert " / " in found[0]


def test_a_question_inside_a_copied_passage_is_looked_at() -> None:
    """In a passage of several sentences each mark counts, not the last alone."""
    passage = "The crew has signed{} Nobody on the island gave the letter to the old harbour board."
    assert facts_between(passage.format("."), passage.format("?")) == ["signed. / signed?"]


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        pytest.param(
            "Will the old ferry of the island sail again?",
            "Will the old ferry of the island sail again...",
            id="cut off",
        ),
        pytest.param(
            "THE FLEET WAS SOLD BY THE US IN A HURRY.",
            "The fleet was sold by the US in a hurry.",
            id="capitals",
        ),
        pytest.param(
            "The fleet was sold by the US in a hurry.",
            "the fleet was sold by the us in a hurry.",
            id="small letters",
        ),
        pytest.param(
            "Will the old ferry of the island sail again?",
            "WILL THE OLD FERRY OF THE ISLAND SAIL AGAIN?",
            id="question in capitals",
        ),
        pytest.param(
            "“Will the old ferry of the island sail again?”",
            "« Will the old ferry of the island sail again ? »",
            id="other quotes",
        ),
        pytest.param(
            "The crew asked the old harbour board for more, said Anna.",
            "The crew asked the old harbour board for more, said Anna!",
            id="exclamation",
        ),
    ],
)
def test_other_marks_and_capitals_are_typography(source: str, copy: str) -> None:
    """A mark left out or exchanged that asks nothing, and a sentence in capitals, say the same."""
    assert facts_between(source, copy) is None


def test_a_minus_sign_in_another_typography_is_the_same() -> None:
    """-3 written with a hyphen and with a minus sign is the same number."""
    assert facts_between(WRITTEN.format("-3"), WRITTEN.format("−3")) is None


def test_a_unit_that_says_more_than_a_source_at_the_end_of_the_text_is_compared() -> None:
    """What stands beside the source is not looked for behind the end of the text."""
    short = WRITTEN.format("his name").removesuffix(".")
    text = f"{short} today.\n\n{BETWEEN}\n\n{short}"
    assert [kept.detail for kept in dedup.clean(text, keep="last").report.kept] == [
        "(nothing) / today"
    ]


def test_a_short_sentence_before_a_copy_is_no_part_of_it() -> None:
    """However alike the words before a copy and before its source are by chance."""
    source = WRITTEN.format("his name")
    text = f"Nobody minded.\n\n{source}\n\n{BETWEEN}\n\nHe smiled. {source}"
    assert dedup.clean(text).text == f"Nobody minded.\n\n{source}\n\n{BETWEEN}\n\nHe smiled."


@pytest.mark.parametrize("number", ["six", "seven", "tiotio"])
def test_a_word_made_of_thousands_of_numbers_is_no_number(number: str) -> None:
    """Garbage without spaces is compared like any other word."""
    assert facts_between(WRITTEN.format(2000 * number), WRITTEN.format("verses")) is None
