"""Tests of the language tables and of how they are read."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from importlib.resources import files

import pytest

from dedup.errors import OptionError
from dedup.languages import Language, language_codes, load_language
from dedup.read.folding import fold_word

MAIN = ("de", "en", "es", "fr", "it", "nl", "pt")
FEW = ("degrees", "bounds", "numbers", "months", "weekdays", "units")

TENS = (20, 30, 40, 50, 60, 70, 80, 90)
# Where a word is missing, it is an article first (fr "un"), or written as several words.
NUMBERS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen | twenty thirty forty fifty sixty seventy"
    " eighty ninety | hundred thousand million",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn"
    " fünfzehn sechzehn siebzehn achtzehn neunzehn | zwanzig dreißig vierzig fünfzig sechzig"
    " siebzig achtzig neunzig | hundert tausend million",
    "fr": "zéro - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
    " seize - - - | vingt trente quarante cinquante soixante septante huitante nonante |"
    " cent mille million",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce"
    " quince dieciséis diecisiete dieciocho diecinueve | veinte treinta cuarenta cincuenta"
    " sesenta setenta ochenta noventa | cien mil millón",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici"
    " quattordici quindici sedici diciassette diciotto diciannove | venti trenta quaranta"
    " cinquanta sessanta settanta ottanta novanta | cento mille milione",
    "pt": "zero - dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze"
    " dezesseis dezessete dezoito dezenove | vinte trinta quarenta cinquenta sessenta setenta"
    " oitenta noventa | cem mil milhão",
    "nl": "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien"
    " vijftien zestien zeventien achttien negentien | twintig dertig veertig vijftig zestig"
    " zeventig tachtig negentig | honderd duizend miljoen",
}  # fmt: skip


def words_of(language: Language) -> Iterator[str]:
    """Yield every word of a table."""
    yield from language.abbreviations
    yield from language.negations
    openers = language.openers | language.openers_with_comma
    for phrase in language.hedges.keys() | openers | language.contrasts.keys():
        yield from phrase
    for name in FEW:
        yield from getattr(language, name)
    for pairs in (language.endings, language.plurals, language.opposites):
        for word, opposites in pairs.items():
            yield word
            yield from opposites
    yield from (word.removesuffix("*") for word in language.alternatives)
    yield from language.spellings
    yield from language.prefixes


def words_set_aside(code: str) -> set[str]:
    """Return the words that a file keeps for those who choose its language."""
    source = files("dedup.languages").joinpath(f"{code}.toml").read_text(encoding="utf-8")
    return set(tomllib.loads(source)["only_when_chosen"].split())


@pytest.fixture(params=[*language_codes(), None], ids=lambda code: code or "all")
def language(request: pytest.FixtureRequest) -> Language:
    """Return one language after the other, and all together."""
    return load_language(request.param)


def test_stored_form(language: Language) -> None:
    """Every word is stored as tokens are compared: folded, composed, unhyphenated."""
    for word in set(words_of(language)):
        assert word.split() == [word], word
        assert unicodedata.normalize("NFC", word) == word == word.lower(), word
        assert word == "-" or not set(word) & set("-‐‑–’‘`´,|"), word
        if word not in language.abbreviations:  # those are compared in lower case only
            assert fold_word(word) == word, word


def test_abbreviations_end_without_dot(language: Language) -> None:
    """An abbreviation is stored without its final dot, and with its inner ones."""
    assert not [word for word in language.abbreviations if word.strip(".") != word]


def test_year_and_week(language: Language) -> None:
    """Every language names twelve months and seven days, and all together the same.

    Vietnamese numbers them.
    """
    if language.code == "vi":
        assert not language.months
        assert not language.weekdays
        return
    months = {each for value in language.months.values() for each in value.split("|")}
    weekdays = {each for value in language.weekdays.values() for each in value.split("|")}
    assert months == {f"month-{place}" for place in range(1, 13)}
    assert weekdays == {f"weekday-{place}" for place in range(1, 8)}


def test_one_meaning_in_one_language(language: Language) -> None:
    """Within one language no number, month, weekday or unit has two values."""
    if language.code:
        for name in FEW:
            assert not [word for word, value in getattr(language, name).items() if "|" in value]


def test_bounds_have_the_names_that_every_language_gives_them(language: Language) -> None:
    """A misspelt name would make a bound another one in each language."""
    assert {each for value in language.bounds.values() for each in value.split("|")} <= {
        "about",
        "under",
        "over",
    }


def test_opposites(language: Language) -> None:
    """Opposites hold both ways, and no word is its own; nor is one its own plural."""
    for pairs in (language.endings, language.plurals, language.opposites):
        for word, opposites in pairs.items():
            assert opposites, word
            assert word not in opposites, word
            for other in opposites:
                assert word in pairs[other], (word, other)


PAIRS = {
    "af": "goedgekeur/verwerp skuldig/onskuldig gestyg/gedaal noord/suid",
    "az": "təsdiq/rədd artıb/azalıb tapılıb/tapılmayıb şimal/cənub",
    "ca": "aprovat/rebutjat culpables/innocents comprar/vendre ferits/morts set/vuit",
    "eu": "onartu/baztertu igo/jaitsi erosi/saldu hegoaldeko/iparraldeko bi/sei",
    "gl": "aprobou/rexeitou culpables/inocentes comprou/vendeu subiu/baixou",
    "hy": "հաստատել/մերժել գնել/վաճառել աճել/նվազել է/չէ",
    "is": "samþykkti/hafnaði keypti/seldi sekur/saklaus norður/suður",
    "kk": "ашты/жапты артты/азайды болды/болмады солтүстік/оңтүстік",
    "mk": "усвои/одби купи/продаде падна/порасна невин/виновен",
    "ms": "meluluskan/menolak naik/turun maut/cedera mengakui/menafikan",
    "sq": "miratoi/rrëzoi bleu/shiti fajtor/pafajshëm vranë/plagosën",
    "sr": "усвојила/одбила usvojila/odbila купио/продао kriv/nevin пре/после",
    "sw": "liliidhinisha/lilikataa kununua/kuuza ilipanda/ilishuka alikuwa/hakuwa",
    "tl": "inaprubahan/tinanggihan bumili/ibinenta namatay/nasugatan tumaas/bumaba",
    "hr": "podržala/kritizirala višoj/nižoj ozlijedio/usmrtio",
    "lt": "palaikė/kritikavo pardavė/nupirko tikri/suklastoti",
    "vi": "trai/gái thật/giả",
    "en": "accepted/dismissed approval/denial morning/evening men/women gained/lost guilty/innocent"
    " youngest/eldest nearest/farthest"
    " above/below hired/fired alive/dead wide/narrow landlord/tenant northern/southern",
    "de": "angenommen/abgewiesen genehmigt/abgelehnt schuldig/unschuldig männer/frauen onkel/tante"
    " ab/bis erschien/verschwand"
    " gestiegen/gesunken möglichen/unmöglichen breit/schmal mieter/vermieter kauft/verkauft",
    "fr": "acceptée/rejetée maintenu/annulé possibles/impossibles matin/soir hommes/femmes"
    " autorisée/interdite acheté/vendu oncle/tante augmentés/réduits large/étroit",
    "es": "aprobada/rechazada ratificado/anulado apoyó/rechazó mañana/noche hombres/mujeres"
    " llegada/salida compró/vendió tío/tía ancho/estrecho culpables/inocentes",
    "it": "approvata/respinta confermata/annullata mattina/pomeriggio uomini/donne su/giù"
    " importazione/esportazione compra/vende zio/zia largo/stretto colpevoli/innocenti",
    "pt": "aceite/rejeitado apoiou/rejeitou presos/libertados manhã/noite homens/mulheres"
    " incluído/excluído comprou/vendeu tio/tia largo/estreito culpada/inocente",
    "nl": "aanvaard/verworpen omhoog/omlaag ochtend/middag mannen/vrouwen ouders/kinderen"
    " vanaf/tot kocht/verkocht oom/tante breed/smal schuldig/onschuldig mogelijke/onmogelijke",
    "ru": "сын/дочь утром/вечером сильный/слабый раньше/позже пришел/ушел",
    "pl": "syn/córka rano/wieczorem silny/słaby wcześniej/później przyjechał/wyjechał",
    "sv": "son/dotter bättre/sämre tidigare/senare offentlig/privat",
    "da": "søn/datter bedre/værre tidligere/senere offentlig/privat",
    "nb": "sønn/datter bedre/verre tidligere/senere offentlig/privat",
}


@pytest.mark.parametrize(
    ("code", "pair"), [(code, pair) for code, pairs in PAIRS.items() for pair in pairs.split()]
)
def test_pairs_of_opposites_are_known(code: str, pair: str) -> None:
    """Words that news turn into one another are opposites, in their inflected forms."""
    one, other = (fold_word(word) for word in pair.split("/"))
    assert other in load_language(code).opposites[one]
    assert one in load_language(None).opposites[other]


ALTERNATIVES = {
    "de": "deutsche/französischen roter/schwarze Finanzminister/Innenminister"
    " evangelische/katholische Richterin/Staatsanwalt Fähre/Frachter Weizen/Gerste",
    "fr": "français/allemandes rouge/noires or/argent voiture/camions chrétien/musulmane"
    " sénateur/députée maire/préfet blé/maïs pluie/neige juge/avocate",
    "es": "españoles/francesa rojo/negras fiscal/jueza alcalde/ministro católica/protestantes"
    " abuelo/tía huracán/terremoto trigo/maíz",
    "it": "italiani/tedesca rosso/nere sindaco/ministra lombardo/siciliana furto/rapina"
    " fegato/polmone calcio/nuoto",
    "pt": "português/francesa prefeito/ministra vermelho/azuis paulista/carioca ouro/prata"
    " juiz/vereador chuva/neve",
    "nl": "Duitse/Franse rode/zwarte katholieke/protestantse burgemeester/wethouder goud/zilveren"
    " moord/diefstal paard/koeien",
    "sv": "svenska/norsk röd/svarta utrikesministern/finansminister skolan/sjukhuset hund/katten",
    "da": "danske/svensk rød/sorte udenrigsministeren/finansminister skolen/hospitalet hund/katten",
    "nb": "norske/svensk rød/svarte ordføreren/biskop skolen/sykehuset hund/katten",
}

ONE_THING = {
    "de": "deutsche/Deutschen/polnische roter/rotes/grüne Auto/Pkw/Züge Feuer/Brände/Erdbeben"
    " Schiff/Fähre/Zug Hurrikan/Sturm/Tsunami",
    "fr": "français/françaises/belge voiture/automobile/train juge/magistrat/avocat"
    " navire/ferry/avion bateau/navires/trains",
    "es": "español/españolas/belga coche/automóvil/tren asesinato/homicidio/estafa"
    " robo/atraco/estafas barco/buques/trenes",
    "it": "tedesco/tedesche/belga auto/veicolo/treno incendio/incendi/frana"
    " tempesta/uragano/siccità pm/magistrato/avvocata",
    "pt": "francês/francesas/belga carro/automóveis/comboio ônibus/autocarro/trem"
    " roubo/furto/fraude prefeita/autarca/bispo",
    "nl": "Duitse/Duitsers/Poolse auto/voertuig/trein arts/dokter/boer"
    " ziekenhuis/ziekenhuizen/kerk storm/orkaan/lawine",
    "sv": "svensk/svenskarna/dansk bil/fordonet/tåg båt/fartyget/tåget bok/romanen/dikt",
    "da": "dansk/danskerne/svensk bil/køretøjet/tog hospital/sygehuset/kirke bog/romanen/digt",
    "nb": "norsk/nordmenn/svensk bil/kjøretøyet/tog drap/mordet/tyveri bok/romanen/dikt",
}


def rows_of(table: dict[str, str]) -> list[tuple[str, str]]:
    """Return each entry of a table with the code of its language."""
    return [(code, pair) for code, pairs in table.items() for pair in pairs.split()]


@pytest.mark.parametrize(("code", "pair"), rows_of(ALTERNATIVES))
def test_other_things_of_one_sort_are_alternatives(code: str, pair: str) -> None:
    """Words for different things of one sort are alternatives, in their inflected forms."""
    one, other = (fold_word(word) for word in pair.split("/"))
    for language in (load_language(code), load_language(None)):
        assert language.are_alternatives(one, other)
        assert language.are_alternatives(other, one)


@pytest.mark.parametrize(("code", "words"), rows_of(ONE_THING))
def test_words_for_one_thing_are_no_alternatives(code: str, words: str) -> None:
    """Two words for one thing are alternatives to a third, and none to one another."""
    one, same, other = (fold_word(word) for word in words.split("/"))
    for language in (load_language(code), load_language(None)):
        assert not language.are_alternatives(one, same)
        assert language.are_alternatives(one, other)
        assert language.are_alternatives(same, other)


def test_every_kind_of_word_is_there(language: Language) -> None:
    """No table of a language is empty, but abbreviations where no dot marks them."""
    for name in ("negations", "hedges", "numbers", "units", "opposites"):
        assert getattr(language, name), name
    assert language.abbreviations or language.code in ("ja", "ko", "zh")


@pytest.mark.parametrize("code", MAIN)
def test_number_words(code: str) -> None:
    """The number words from 0 to 20, the tens, hundred, thousand and million have their values."""
    spelt = dict(load_language(code).numbers)
    small, tens, large = (part.split() for part in NUMBERS[code].split("|"))
    assert (len(small), len(tens), len(large)) == (20, 8, 3)
    expected = dict(zip(small, map(str, range(20)), strict=True))
    expected |= dict(zip(tens, map(str, TENS), strict=True))
    expected |= dict(zip(large, ("100", "1000", "e6"), strict=True))
    expected.pop("-", None)
    assert {word: spelt.get(fold_word(word)) for word in expected} == expected


def test_ordinals_and_fractions_are_not_cardinals() -> None:
    """A third, three and the half of something are three values."""
    numbers = load_language("en").numbers
    assert (numbers["three"], numbers["third"], numbers["half"]) == ("3", "3.", "1/2")


@pytest.mark.parametrize("word", ["not", "nicht", "n'est", "non", "no", "não", "geen", "не", "不"])
def test_negations_count_together(word: str) -> None:
    """The negations of all languages count where no language was chosen."""
    assert word in load_language(None).negations


@pytest.mark.parametrize(
    ("table", "word"),
    [("numbers", "to"), ("numbers", "due"), ("numbers", "dos"), ("numbers", "hat")]
    + [("numbers", "on"), ("months", "out"), ("months", "set")]
    + [("negations", "en"), ("negations", "et"), ("negations", "se"), ("units", "am")]
    + [("abbreviations", word) for word in ("me", "on", "no", "art", "sat", "mar", "in", "est")],
)  # fmt: skip
def test_everyday_words_stay_out_together(table: str, word: str) -> None:
    """An everyday word of one language is no number or negation because another has it."""
    assert word not in getattr(load_language(None), table)


@pytest.mark.parametrize("code", language_codes())
def test_words_set_aside_stand_in_their_table(code: str) -> None:
    """Every word of `only_when_chosen` stands elsewhere in its file, so none is left over."""
    assert words_set_aside(code) <= set(words_of(load_language(code)))


def test_chosen_language_keeps_its_everyday_words() -> None:
    """Words left out of all languages together count where their language is chosen."""
    assert load_language("it").numbers["due"] == "2"
    assert load_language("es").numbers["dos"] == "2"
    assert "en" in load_language("fi").negations


@pytest.mark.parametrize("code", language_codes())
def test_together_holds_every_language(code: str) -> None:
    """All together hold every word of each language with its value, but those set aside."""
    together, alone, aside = load_language(None), load_language(code), words_set_aside(code)
    for name in FEW:
        for word in set(getattr(alone, name)) - aside:
            assert getattr(alone, name)[word] in getattr(together, name)[word].split("|"), word
    assert alone.negations - aside <= together.negations
    assert alone.abbreviations - aside <= together.abbreviations


def test_several_values_are_joined_in_order() -> None:
    """A word of several values together has all of them, sorted."""
    assert load_language(None).numbers["billion"] == "e12|e9"
    for name in FEW:
        for value in getattr(load_language(None), name).values():
            assert value.split("|") == sorted(set(value.split("|")))


def test_reading_again_gives_the_same() -> None:
    """The tables are read once, and reading them anew gives equal tables."""
    assert load_language(None) is load_language(None)
    anew = load_language.__wrapped__(None)
    for name in Language.__slots__:
        assert getattr(anew, name) == getattr(load_language(None), name)


def test_tables_cannot_be_changed() -> None:
    """What is shared between calls is read-only and hashable."""
    language = load_language("en")
    with pytest.raises(TypeError):
        language.numbers["twelve"] = "13"  # type: ignore[index]
    assert hash(language) == hash(load_language("en"))


def test_hedges_that_say_the_same_do_so_in_all_languages_together() -> None:
    """What one language joins with an equals sign is not taken apart by another that lists it."""
    together = load_language(None).hedges
    for code in language_codes():
        for phrase, meaning in load_language(code).hedges.items():
            if phrase in together and meaning in together:
                assert together[phrase] == together[meaning], (code, phrase)


def test_hedges_without_spaces_are_characters() -> None:
    """In a script without spaces each character of a hedge is a token of its own."""
    assert ("至", "少") in load_language("zh").hedges
    assert ("at", "least") in load_language("en").hedges


@pytest.mark.parametrize("code", ["xx", "", "EN", "english", "../en"])
def test_unknown_language(code: str) -> None:
    """An unknown language raises an error that names what was given and what is accepted."""
    with pytest.raises(OptionError) as error:
        load_language(code)
    assert repr(code) in str(error.value)
    assert ", ".join(language_codes()) in str(error.value)
