"""Texts that Hypothesis can think of: pieces in many scripts, copies, loops, odd characters.

Random characters hardly ever repeat eight words. These strategies write a text out of pieces and
then say pieces again with edits, so that most texts hold something to find.
"""

import unicodedata
from collections.abc import Callable
from typing import Any, Final

from hypothesis import strategies as st

__all__ = ["any_texts", "options", "sentences", "texts"]

# Small vocabularies: words come back by chance, sentences seldom do.
VOCABULARIES: Final = (
    "the old harbour wall was mended by a few men from town and nobody saw it rise again "
    "Monday 14 twelve $5 not Anna Reed fell said -3 2019 10:30 at least",
    "die alte Mühle am Bach wurde von drei Männern aus dem Dorf nicht wieder gebaut und "
    "Montag 3,5 Prozent gestiegen Vogt mahlt",
    "старый мост через реку снова открыли после долгой зимы и никто не заметил Анна 12 упал",
    "το παλιό λιμάνι άνοιξε ξανά ύστερα από πολλά χρόνια και δεν το είδε κανείς 7 Τρίτη",
    "المكتبة القديمة فتحت أبوابها بعد سنوات من الصمت ولم يرها أحد ٣٤",
    "पुराना पुल फिर से खुल गया और किसी ने नहीं देखा ३४ गाँव नदी के पास है",
    "방앗간이 다시 돌기 시작했다 그는 마을 사람들과 함께 않았다 14채 오래 강가의",
)
UNSPACED: Final = (
    "山脚下的小镇重新开放了老渡口三五不没有北京",
    "海辺の町で古い映画館が再び開くことになった三四ない",
    "ตลาดน้ำเก่าริมคลองกลับมาเปิดอีกครั้งไม่๓๔",
)
STOPS: Final = (".", ".", ".", "!", "?", "…", "...", "", ",", "。", "।", "؟", ".”", ":")
SEAMS: Final = (
    " ", " ", "\n\n", "\n\n", "\n", "\r\n", "\r\n\r\n", "", "  ", "\t", "\n \n", "\u2028",
    "\u200b", "\u200b\n", " \u200d",
)  # fmt: skip
AWKWARD: Final = (
    "\ud800", "\udc00", "\x00", "\u202e", "\u2066", "\u2069", "\u0301", "\u0301\u0323" * 4, "\r\n",
    "\r", "\ufeff", "\u2028", "\u2029", "\x85", "\t", "   ", "\xa0", "\u200b", "\u200d", "\xad",
    "👩\u200d🚒", "🏽", "ﬃ", "ß", "İ", "\ufdfa", "\U000e0001", "\uffff", "\u3000", "e\u0301",
    ". . .", "$", "€", "-", "1.5", "⟦",
)  # fmt: skip
# Short words among symbols, as players, chats and status lines repeat them.
SHORT: Final = ("👍 Yes", "Loading...", "§ abc", "\ud800 abc", "~5 × 3", "No. No", "– – ok", "$ %")
NOISE: Final = str.maketrans("olieсаО0", "01lcca0O")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Write one sentence: so many words of a vocabulary, from a place in it and by a step."""
    if draw(st.sampled_from((False, False, False, True))):
        vocabulary, gap = list(draw(st.sampled_from(UNSPACED))), ""
        length = draw(st.sampled_from((20, 17, 16, 15, 30, 6, 1)))
    else:
        vocabulary, gap = draw(st.sampled_from(VOCABULARIES)).split(), " "
        length = draw(st.sampled_from((10, 9, 12, 8, 16, 7, 4, 1)))
    place, step = draw(st.integers(0, 40)), draw(st.sampled_from((1, 3, 7, 0)))
    body = gap.join(vocabulary[(place + step * i) % len(vocabulary)] for i in range(length))
    return body[:1].upper() + body[1:] + draw(st.sampled_from(STOPS))


@st.composite
def _edited(draw: st.DrawFn, piece: str) -> str:
    """Say a piece again: as it is, in another typography, with other words, with noise."""
    edit = draw(
        st.sampled_from((_same, _same, _same, *_TYPOGRAPHY, _drop_word, _swap_words, _cut_off))
    )
    return edit(piece, draw(st.integers(0, 1000)))


def _same(piece: str, _: int) -> str:
    return piece


def _drop_word(piece: str, place: int) -> str:
    words = piece.split(" ")
    del words[place % len(words)]
    return " ".join(words)


def _swap_words(piece: str, place: int) -> str:
    words = piece.split(" ")
    one, other = place % len(words), (place // 7) % len(words)
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def _cut_off(piece: str, place: int) -> str:
    return piece[: place % (len(piece) + 1)] + "..."


def _noisy(piece: str, place: int) -> str:
    place %= len(piece) + 1
    return piece[:place] + piece[place : place + 5].translate(NOISE) + piece[place + 5 :]


def _other_number(piece: str, place: int) -> str:
    return piece.translate({ord(digit): str(place % 10) for digit in "3459"})


_TYPOGRAPHY: Final[tuple[Callable[[str, int], str], ...]] = (
    _noisy,
    _other_number,
    lambda piece, _: piece.upper(),
    lambda piece, _: unicodedata.normalize("NFD", piece),
    lambda piece, _: unicodedata.normalize("NFKC", piece),
    lambda piece, _: piece.replace(" ", "\xa0"),
    lambda piece, _: piece.replace(" ", "\n"),
    lambda piece, _: piece.replace(" ", " \u200b"),
    lambda piece, _: f"“{piece}”",
    lambda piece, _: piece.replace(". ", ".\n\n"),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Write a text of up to some fifty pieces, many of which say an earlier one again."""
    moves = st.sampled_from(
        ("new", "again", "stretch", "new", "again", "loop", "odd", "again", "short", "glued")
    )
    seam = draw(st.sampled_from(SEAMS))
    pieces = [draw(sentences()), draw(sentences())]
    for move in draw(st.lists(moves, min_size=2, max_size=10)):
        if move == "new":
            pieces.append(draw(sentences()))
        elif move == "again":
            pieces.append(draw(_edited(draw(st.sampled_from(pieces)))))
        elif move == "stretch":
            first = draw(st.integers(0, len(pieces) - 1))
            pieces += pieces[first : first + draw(st.integers(1, 6))]
        elif move == "loop":
            pieces += [draw(st.sampled_from(pieces))] * draw(st.integers(2, 6))
        elif move == "short":
            pieces.append(
                draw(st.sampled_from((" ", "", "\n"))).join(
                    [draw(st.sampled_from(SHORT))] * draw(st.integers(1, 30))
                )
            )
        elif move == "glued":
            pieces.append("".join(pieces[-draw(st.integers(1, 3)) :]) * 2)
        else:
            pieces.append(draw(st.sampled_from(AWKWARD)))
            seam = draw(st.sampled_from(SEAMS))
        pieces[-1] += draw(st.sampled_from((seam, seam, *SEAMS)))
    return seam.join(pieces)


def any_texts() -> st.SearchStrategy[str]:
    """Write anything at all: composed texts, and raw code points with their surrogates."""
    return st.one_of(texts(), texts(), texts(), st.text(st.characters(), max_size=200))


def options() -> st.SearchStrategy[dict[str, Any]]:
    """Give keywords for `dedup.clean`, most of them left at their defaults."""
    return st.fixed_dictionaries(
        {},
        optional={
            "min_score": st.floats(0, 1),
            "min_words": st.integers(3, 20),
            "near": st.booleans(),
            "keep": st.sampled_from(("fullest", "first", "last")),
            "guards": st.frozensets(st.sampled_from(("fact", "structure"))),
            "language": st.sampled_from((None, "en", "de", "fr")),
        },
    )
