"""Tests of the words that name different things of one sort, in the languages that inflect much."""

from __future__ import annotations

import pytest

from dedup.languages import load_language
from dedup.read.folding import fold_word

OTHER_THINGS = {
    "pl": "polskiego/niemieckiego polscy/rosyjscy czerwona/czarna ministra/premiera syna/córki"
    " szkole/szpitalu pożaru/powodzi",
    "ru": "российского/немецкого красная/чёрная врача/учителя поезд/автобус пожар/наводнение"
    " финансов/обороны сына/дочери",
    "cs": "českého/slovenského němečtí/francouzští červené/modré starosta/hejtman vlaku/autobusu"
    " školy/nemocnice",
    "ro": "român/german franceză/italiană roșu/negru mașină/autobuz medicul/profesorul"
    " incendiul/cutremurul fiul/fiica",
    "el": "ελληνικός/γερμανικός γαλλικής/ιταλικής κόκκινη/μαύρη υπουργός/πρόεδρος"
    " σχολείο/νοσοκομείο σεισμός/πλημμύρα",
    "tr": "kırmızı/siyah başbakan/vali okulu/hastane otobüs/kamyon deprem/yangın savcı/hakim",
    "uk": "українського/польського червона/чорна лікар/вчителька поїзд/автобус повінь/пожежа",
    "hu": "magyar/német piros/fekete miniszter/elnök iskola/kórház földrengés/árvíz",
    "fi": "suomalainen/ruotsalaiset punainen/mustan lääkäri/opettaja sairaala/yliopisto",
    "lv": "latviešu/vācu sarkanais/melnais ministrs/prezidents slimnīca/baznīca",
    "id": "merah/hitam bus/truk gubernur/menteri gempa/banjir",
}
ONE_THING = {
    "pl": "niemiecki/niemieckiej ministra/ministrowi samochód/auta angielski/brytyjski",
    "ru": "русский/российского машина/автомобилем черная/чёрного врач/доктора самолёт/самолета",
    "cs": "německá/němečtí auto/vozem anglický/britského ministr/ministryně",
    "ro": "francez/franceză mașina/automobilul medic/doctorul maghiar/ungurii",
    "el": "αγγλική/βρετανικού μαύρος/μαύρες αυτοκίνητο/αυτοκινήτων δάσκαλος/εκπαιδευτικοί",
    "tr": "otomobil/araba doktor/hekimler okul/okulda hakim/yargıç",
    "uk": "американець/американський автомобіль/машиною потяг/поїздом",
    "hu": "piros/vöröset autó/kocsi német/németek",
    "fi": "lääkäri/lääkärin bussi/bussilla suomalaiset/suomalaisen",
    "lv": "vācu/vācieši skolotāja/pedagogs sarkana/sarkanais",
    "id": "pria/lelaki wartawan/jurnalis",
}


def pairs_of(table: dict[str, str]) -> list[tuple[str, str]]:
    """Return each pair beside its language."""
    return [(code, pair) for code, pairs in table.items() for pair in pairs.split()]


@pytest.mark.parametrize(("code", "pair"), pairs_of(OTHER_THINGS))
def test_other_things_of_one_sort(code: str, pair: str) -> None:
    """Words for different things of one sort are alternatives, chosen or all together."""
    one, other = map(fold_word, pair.split("/"))
    for language in (load_language(code), load_language(None)):
        assert language.are_alternatives(one, other)
        assert language.are_alternatives(other, one)


@pytest.mark.parametrize(("code", "pair"), pairs_of(ONE_THING))
def test_words_for_one_thing(code: str, pair: str) -> None:
    """Inflected forms and other words for a thing are no alternatives, chosen or all together."""
    one, other = map(fold_word, pair.split("/"))
    for language in (load_language(code), load_language(None)):
        assert not language.are_alternatives(one, other)
        assert not language.are_alternatives(other, one)
