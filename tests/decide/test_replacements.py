"""Words in the place of others: what their letters and endings tell."""

from __future__ import annotations

import pytest

from dedup.decide.words.replacements import find_look_alike
from dedup.decide.words.statements import Told, Word
from dedup.languages import load_language
from dedup.match.differences import Difference
from dedup.read.folding import fold_word

DENIED = (
    "kovuldu/kovulmadı gelmiş/gelmemiş yapacak/yapmayacak katılacağını/katılmayacağını"
    " dönebildi/dönemedi biliyor/bilmiyor destekler/desteklemez yapılan/yapılmayan"
    " olduğunu/olmadığını açıklaması/açıklamaması kalmalı/kalmamalı gelirse/gelmezse"
    " söyleyerek/söylemeden kalsın/kalmasın"
)
NOT_DENIED = "kovuldu/kovulur geldi/gelmiş evde/evden bakanı/bakanın limandan/limana yapar/yapıyor"


def look_alike(pair: str, code: str | None) -> str | None:
    """Return what is said of two words of which one stands in the place of the other."""
    one, other = (
        [Word(fold_word(word), word, None, at)] for at, word in enumerate(pair.split("/"))
    )
    told = Told(Difference(0, 1, 1, 2, 0.0), one, other)
    return find_look_alike([told], load_language(code), noisy=False)


@pytest.mark.parametrize("code", ["tr", None])
@pytest.mark.parametrize("pair", DENIED.split())
def test_an_ending_that_denies_makes_another_verb(pair: str, code: str | None) -> None:
    """So it is whichever of the two comes first, and whatever vowel the stem has."""
    one, other = pair.split("/")
    assert look_alike(pair, code) == f"{one} / {other}"
    assert look_alike(f"{other}/{one}", code) == f"{other} / {one}"


@pytest.mark.parametrize(
    ("code", "pair"), [("tr", "geldi/gelecek"), ("es", "cerrará/cerró"), ("pt", "fechou/fechará")]
)
def test_what_will_be_is_not_what_was(code: str, pair: str) -> None:
    """The ending of a verb says so where no word of its own does."""
    assert look_alike(pair, code) == " / ".join(pair.split("/"))


@pytest.mark.parametrize("pair", NOT_DENIED.split())
def test_other_endings_make_the_same_word(pair: str) -> None:
    """Cases are not told apart, nor are tenses of which none tells of what will be."""
    assert look_alike(pair, None) is None
