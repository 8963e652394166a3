"""Words that name different things of one sort, above all in languages that inflect much."""

from __future__ import annotations

import pytest

from dedup.languages import load_language
from dedup.read.folding import fold_word

OTHER_THINGS = {
    "af": "rooi/swart minister/burgemeester bus/trein skool/hospitaal aardbewing/vloed",
    "az": "qırmızı/qara nazir/deputat avtobus/qatar məktəb/xəstəxana zəlzələ/yanğın",
    "ca": "vermella/negra alcalde/ministra autobús/camions escola/hospital incendi/terratrèmol",
    "eu": "gorria/beltza alkatea/ministroa autobusa/trena eskola/ospitalea sutea/lurrikara",
    "gl": "vermello/negra alcaldesa/ministro autobús/tren escola/hospital incendio/terremoto",
    "hy": "կարմիր/սև նախարար/պատգամավոր ավտոբուս/գնացք դպրոց/հիվանդանոց հրդեհ/երկրաշարժ",
    "is": "rauður/svartur ráðherra/dómari strætó/flugvél skóli/sjúkrahús jarðskjálfti/flóð",
    "kk": "қызыл/қара министр/депутат автобус/пойыз мектеп/аурухана өрт/дауыл",
    "mk": "црвена/црна министер/претседател автобус/воз училиште/болница пожар/поплава",
    "ms": "merah/hitam menteri/gabenor kereta/bas sekolah/hospital banjir/kebakaran",
    "sq": "kuqe/zezë ministri/presidenti autobus/tren shkollë/spital zjarr/tërmet",
    "sr": "црвена/црна crvena/crna министар/посланик autobus/voz школа/болница požar/poplava",
    "sw": "jekundu/jeusi waziri/gavana basi/treni shule/hospitali mafuriko/ukame",
    "tl": "pulang/itim gobernador/kalihim tren/bus paaralan/ospital lindol/baha",
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
# Where, when, how often, whose, in what state: one pair of each, in every language with a table.
OTHER_PLACES_TIMES_PERSONS = {
    "cs": "severní/východní létě/podzim denně/měsíčně dnes/zítra večer/noci mého/jejího starý/nový",
    "da": "nord/øst sommeren/foråret dagligt/ugentligt aften/nat han/vi hans/vores såret/dræbt",
    "de": "nördlichen/östlichen Sommer/Frühling täglich/monatlich gestern/übermorgen abends/nachts"
    " ich/sie mein/unser tot/vermisst",
    "el": "βόρεια/δυτικά καλοκαίρι/χειμώνα καθημερινά/μηνιαία σήμερα/αύριο πρωί/βράδυ παλιός/νέος",
    "en": "north/east summer/spring daily/monthly dawn/evening they/we their/my killed/missing",
    "es": "norte/este verano/primavera diario/mensual hoy/anteayer tarde/noche yo/ellos mi/su",
    "fi": "pohjoisessa/idässä kesällä/syksyllä tänään/huomenna illalla/yöllä hän/me vanha/uusi",
    "fr": "nord/ouest été/printemps quotidien/hebdomadaire soir/nuit nous/elles notre/leur",
    "hu": "északi/keleti nyári/őszi naponta/hetente tegnap/holnap este/reggel új/régi",
    "id": "utara/timur pagi/malam kemarin/besok harian/bulanan baru/lama",
    "it": "nord/est estate/primavera settimanale/mensile sera/notte io/loro suo/nostro",
    "lv": "ziemeļu/austrumu vasarā/rudenī šodien/rīt vakarā/naktī jauns/vecs",
    "nb": "nord/øst sommeren/våren daglig/ukentlig kveld/natt han/vi hans/vår såret/drept",
    "nl": "noorden/oosten zomer/lente dagelijks/maandelijks avond/nacht wij/hij ons/haar",
    "pl": "północy/wschodzie latem/jesienią dziś/jutro wieczorem/nocą on/my jego/nasz stary/nowy",
    "pt": "norte/leste verão/primavera diário/mensal tarde/noite nós/eles seu/nosso",
    "ro": "nordul/estul vara/toamna zilnic/lunar azi/mâine seara/noaptea vechi/nou",
    "ru": "северный/западный летом/весной ежедневно/еженедельно вечером/ночью мы/они его/наш",
    "sv": "norra/östra sommaren/våren idag/imorgon kvällen/natten han/vi hennes/vår",
    "tr": "kuzeyde/doğuda yazın/kışın bugün/yarın sabah/gece yeni/eski",
    "uk": "північний/західний влітку/восени сьогодні/завтра вранці/увечері ми/вони новий/старий",
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


@pytest.mark.parametrize(
    ("code", "pair"), pairs_of(OTHER_THINGS) + pairs_of(OTHER_PLACES_TIMES_PERSONS)
)
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
