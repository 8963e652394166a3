"""Characters that are spelt out in several."""

import html
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dedup
from dedup.read.characters import FILLING
from dedup.read.folding import fold_word
from dedup.read.legible import FIRSTS_OF_MISREADING, legible
from dedup.read.spellings import SIGNS_OF_MISREADING
from dedup.read.tokens import read_tokens
from tests.strategies import any_texts

ARTICLE = {
    "de": "Die Fähre läuft heute früh aus, sagte Jörg Weiß, „wenn das Öl reicht“ – sonst morgen.",
    "fr": "L’été s’achève déjà à Brûlon, où le curé a reçu « très peu » de bénévoles, dit-elle.",
    "pl": "Most na rzece Łydce będzie zamknięty do końca września, zapowiedział starosta Żółty.",
    "lv": "Ļoti daudzi skolēni šogad mācās mājās, jo ceļš uz Ādažiem ir slēgts līdz ziemai.",
    "ru": "Мост через реку закроют до конца сентября, сообщил и мэр города Пётр Лужин, и его зам.",
    "el": "Η γέφυρα θα μείνει κλειστή ως το τέλος του μήνα, είπε ο δήμαρχος της πόλης χθες.",
    "ar": "قال رئيس البلدية إن الجسر القديم سيبقى مغلقا حتى نهاية الشهر و لن يفتح قبل ذلك.",
    "hi": "महापौर ने कहा कि पुराना पुल इस महीने के अंत तक बंद रहेगा और मरम्मत चलती रहेगी।",
    "zh": "市长昨天表示，旧桥将在月底之前一直关闭，修缮工作还要持续几个星期。",
    "ko": "시장은 낡은 다리가 이달 말까지 약 두 주 더 닫혀 있을 것이라고 어제 밝혔다.",
}


def misread(text: str) -> str:
    """Return a text whose UTF-8 was taken for Windows-1252, as browsers do it."""
    return "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode("utf-8")
    )


def words(text: str) -> list[str]:
    """Return the folded words of a text."""
    tokens = read_tokens(text)
    return [
        fold_word(legible(text)[start:end])
        for start, end in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    ]


def test_texts_are_asked_for_what_every_sign_of_misreading_begins_with() -> None:
    """No sign that a text was read in another encoding begins with a character not looked for."""
    assert {sign[0] for sign in SIGNS_OF_MISREADING} == set(FIRSTS_OF_MISREADING)


@given(any_texts())
def test_nothing_moves(text: str) -> None:
    """A text keeps its length, and each character that is spelt by itself keeps its place."""
    read = legible(text)
    assert len(read) == len(text)
    assert legible(read) == read


@given(st.text(st.sampled_from("abcé –’“”&;#x9amp\u00c3\u00a9\u00e2\u20ac\u2122\\u0"), max_size=30))
def test_nothing_moves_among_beginnings_of_spellings(text: str) -> None:
    """What only looks like the beginning of a spelling does no harm."""
    assert len(legible(text)) == len(text)


def test_an_entity_set_in_capitals_is_one() -> None:
    """Where a line was set in capitals, the names of its entities were, too."""
    assert words("AT 4&DEG;C") == words("at 4&deg;C") == words("at 4°C")


@pytest.mark.parametrize("language", ARTICLE)
def test_words_that_were_misread_are_the_same_words(language: str) -> None:
    """UTF-8 read as Windows-1252, once or twice, makes no other words."""
    text = ARTICLE[language]
    assert words(misread(text)) == words(text)
    assert words(misread(misread(text))) == words(text)


@pytest.mark.parametrize("language", ARTICLE)
def test_words_spelt_with_entities_are_the_same_words(language: str) -> None:
    """Entities by name and by number make no other words, nor do the escapes of JSON."""
    text = ARTICLE[language]
    numbers = "".join(mark if mark.isascii() else f"&#{ord(mark)};" for mark in text)
    escapes = "".join(mark if mark.isascii() else f"\\u{ord(mark):04x}" for mark in text)
    assert words(numbers) == words(escapes) == words(html.escape(html.escape(numbers)))
    assert words(numbers) == words(text)


@pytest.mark.parametrize("language", ARTICLE)
def test_words_of_e_mail_are_the_same_words(language: str) -> None:
    """Quoted-printable lines, broken inside words and characters, make no other words."""
    text = ARTICLE[language]
    assert words(quopri.encodestring(text.encode("utf-8")).decode("ascii")) == words(text)


def test_an_equals_sign_is_one_where_no_line_is_broken_by_it() -> None:
    """Code and formulas that hold "=C3" keep it."""
    assert legible("a=C3=A9\nb = 3") == "a=C3=A9\nb = 3"
    assert legible("a=20\nb=\nc = 3") == "a=20\nb=\nc = 3"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("don&#x27;t", "don’t"),
        ("l&rsquo;&eacute;t&eacute;", "l’été"),
        ("Bread&nbsp;&amp;&nbsp;wine", "Bread & wine"),
        ("&ndash;5", "-5"),
        ("voilÃ  tout", "voilà tout"),
        ("10Â %", "10 %"),
        ("â€œNoâ€\ufffd", "“No”"),
    ],
)
def test_these_say_the_same(written: str, read: str) -> None:
    """An apostrophe inside a word, a sign before a number and a lost half are read right."""
    assert words(written) == words(read)


@pytest.mark.parametrize(
    "text",
    [
        "R&D; AT&T",
        "a&b;c",
        "&nothing;",
        "café…”",
        "LIBERTÉ\xa0» OÙ…",
        "AMANHÃ É",
        "3×½",
        "C:\\users",
    ],
)
def test_these_stay_as_they_are(text: str) -> None:
    """What is no spelling of a character is read as it stands."""
    assert legible(text) == text


def test_no_surrogate_comes_from_an_escape() -> None:
    """Half of a pair is no character."""
    assert legible("\\ud83d\\ude00") == "\\ud83d\\ude00"
    assert "\ud83d" not in legible("&#xD83D;")


def test_a_sentence_ends_behind_an_entity() -> None:
    """Quotation marks close a sentence however they are spelt; the cut keeps to the original."""
    said = "&ldquo;The old pier will not last another winter of storms like this.&rdquo;"
    first = f"He wrote to the council at once. {said} Nobody answered his letter."
    later = "“The old pier will not last another winter of storms like this.”"
    text = f"{first}\n\nIn June he asked again. {later} There was still no answer.\n"
    [removal] = dedup.clean(text).report.removals
    assert removal.text.strip() == later
    assert removal.kind == "exact"


def test_details_show_no_filling() -> None:
    """The words in which repeats differ are shown as they are read."""
    one = "The caf&eacute; on the harbor wall sold 312 cups of coffee on Saturday alone."
    cleaned = dedup.clean(f"{one}\n\nIt rained.\n\n{one.replace('caf&eacute;', 'h&ocirc;tel')}\n")
    assert not any(FILLING in kept.detail for kept in cleaned.report.kept)
