"""The documents of our own set in which copies must go that are printed like their sources."""

from collections.abc import Iterator

from tests.benchmarks import printing
from tests.benchmarks.drafts import BLANK_LINE, Draft, read_article, read_page
from tests.benchmarks.layouts import (
    copy_near_end,
    cut_teaser_above,
    cut_teaser_below,
    loop_at_end,
    pairs_again,
    paragraph_again,
    parted_by_news,
    print_again,
    print_again_twice,
    pull_quote,
    sentence_again,
    teaser_above,
    teaser_below,
)


def documents() -> Iterator[Draft]:
    """Make every document whose copies are printed like their sources."""
    yield from _doubled()
    yield from _teasers()
    yield from _paragraphs_and_sentences()
    yield from _pull_quotes()
    yield from _interleaved()
    yield from _rearranged()
    yield from _loops()
    yield from _blocks_beside_guards()
    yield from _several()


def _doubled() -> Iterator[Draft]:
    yield print_again("doubled_tail", "en_harbour", first=6)
    yield print_again("doubled_tail", "fr_boulangerie", first=4, seam="\n")
    yield print_again("doubled_tail", "en_cycling", first=7, seam=" ")
    yield print_again("doubled_tail", "th_talat", first=3)
    yield print_again("doubled_tail", "hi_pul", first=3)
    yield print_again("doubled_whole", "en_theatre")
    yield print_again("doubled_whole", "en_bank", seam="")
    yield print_again("doubled_whole", "ko_sijang", seam="\n")
    yield print_again("doubled_whole", "zh_ditie", seam="")
    yield print_again("doubled_whole", "en_telescope", seam=" ", one_line=True)
    yield print_again("tripled", "pt_floresta", times=2)
    yield print_again("tripled", "en_hospital", seam="", times=2, one_line=True)
    yield print_again("tripled", "ar_maktaba", seam="\n", times=2)
    yield print_again_twice("tripled", "en_library", copied=1, after=(4, 8))


def _teasers() -> Iterator[Draft]:
    yield teaser_above("en_orchard", lead=1)
    yield teaser_above("it_treno", lead=2)
    yield teaser_above("ja_gyoko", lead=1)
    yield teaser_below("en_bank", lead=1)
    yield teaser_below("nl_dijk", lead=2)
    yield cut_teaser_above("en_telescope", words=16, mark="...")
    yield cut_teaser_above("es_desaladora", words=18, mark="…")
    yield cut_teaser_below("en_theatre", words=15, mark="...")
    yield cut_teaser_below("de_bruecke", words=12, mark=" [...]")


def _paragraphs_and_sentences() -> Iterator[Draft]:
    yield paragraph_again("en_library", copied=1, after=2)
    yield paragraph_again("en_hospital", copied=0, after=7)
    yield paragraph_again("ru_muzey", copied=1, after=4)
    yield paragraph_again("th_talat", copied=1, after=4)
    yield paragraph_again("ar_maktaba", copied=2, after=3)
    yield sentence_again("en_cycling", copied=(0, 1), into=(6, 1))
    yield sentence_again("en_orchard", copied=(1, 1), into=(8, 0))
    yield sentence_again("de_bruecke", copied=(1, 0), into=(4, 2))
    yield sentence_again("zh_ditie", copied=(1, 0), into=(4, 1))
    yield sentence_again("ko_sijang", copied=(1, 0), into=(4, 1))


def _pull_quotes() -> Iterator[Draft]:
    yield pull_quote(
        "en_harbour", "Nobody in that room wanted to be the one who ended it.", shown=6, quoted=True
    )
    yield pull_quote(
        "fr_boulangerie",
        "Un village sans four, c'est un village où plus personne ne se dit bonjour avant midi",
        shown=4,
        quoted=True,
    )
    yield pull_quote(
        "en_theatre",
        "I left this building at three in the morning and was back at nine to hang a chandelier",
        shown=2,
        quoted=True,
    )
    yield pull_quote(
        "pt_floresta",
        "Quando o vento virou pela última vez, já tínhamos as mangueiras vazias",
        shown=1,
        quoted=True,
    )
    yield pull_quote(
        "en_library", "You dry a book the way you dry a child, gently", shown=0, quoted=True
    )
    yield pull_quote(
        "ja_gyoko", "木は生き物だから、図面よりも手のひらのほうがよく覚えている", shown=4
    )
    yield pull_quote(
        "en_bank",
        "it turns out that people who know your face pay their loans back",
        shown=5,
    )
    yield pull_quote(
        "en_hospital",
        "two midwives covered every shift between them for nine days",
        shown=2,
    )


def _interleaved() -> Iterator[Draft]:
    yield pairs_again("en_orchard", size=2)
    yield pairs_again("it_treno", size=1)
    yield pairs_again("zh_ditie", size=1, seam="\n")
    yield parted_by_news(
        "en_bank",
        copied=3,
        news=("A spokeswoman confirmed the date on Tuesday.", "Rivals declined to comment on it."),
    )
    yield parted_by_news(
        "nl_dijk",
        copied=4,
        news=(
            "Op het gemeentehuis ligt een kaart ter inzage.",
            "Een woordvoerder wilde daar niet op vooruitlopen.",
        ),
    )


def _rearranged() -> Iterator[Draft]:
    article = read_article("en_telescope")
    block = article.paragraphs[4:7]
    yield copy_near_end("split_merge", article, BLANK_LINE.join(block), " ".join(block))
    article = read_article("en_cycling")
    parts = article.sentences[3]
    yield copy_near_end("split_merge", article, article.join(*parts), BLANK_LINE.join(parts))
    article = read_article("en_harbour")
    block = article.paragraphs[2:4]
    wrapped = BLANK_LINE.join(printing.wrapped(paragraph, width=58) for paragraph in block)
    yield copy_near_end("split_merge", article, BLANK_LINE.join(block), wrapped)
    article = read_article("es_desaladora")
    sentences = [sentence for pair in article.sentences[1:4] for sentence in pair]
    regrouped = [article.join(*sentences[:3]), article.join(*sentences[3:])]
    source = BLANK_LINE.join(article.paragraphs[1:4])
    yield copy_near_end("split_merge", article, source, BLANK_LINE.join(regrouped))


def _loops() -> Iterator[Draft]:
    yield loop_at_end("en_bank", "The bank thanks all its customers for their patience today.", 14)
    yield loop_at_end("ja_gyoko", "次の船の材木はもう山の上で静かに出番を待っている。", 9)
    yield loop_at_end(
        "en_library", "thank you all for listening and we will see you again next week", 20
    )
    block = "\n".join(read_article("en_cycling").sentences[0])
    yield loop_at_end("en_cycling", block, 6, seam="\n")


def _blocks_beside_guards() -> Iterator[Draft]:
    article = read_article("en_bank")
    draft = Draft("fact_in_block", article.language)
    draft.write(*article.paragraphs)
    draft.copy(article.paragraphs[3])
    draft.write(printing.changed(article.paragraphs[4], ("2.1 billion", "2.7 billion")))
    draft.copy(BLANK_LINE.join(article.paragraphs[5:7]))
    yield draft
    article = read_article("de_bruecke")
    draft = Draft("fact_in_block", article.language)
    sentences = [sentence for pair in article.sentences for sentence in pair]
    draft.write(*sentences, seam=" ")
    draft.copy(" ".join(sentences[6:8]), seam=" ")
    draft.write(printing.changed(sentences[8], ("1,8 Millionen", "2,4 Millionen")), seam=" ")
    draft.copy(" ".join(sentences[9:]), seam=" ")
    yield draft
    page = read_page("en_weather")
    table = page[page.index("Monday:") : page.index("\n\nGardeners")]
    draft = Draft("block_again", "en")
    draft.write(page)
    draft.copy(table)
    yield draft
    article = read_article("en_harbour")
    caption = "Hanneke Torvald on the quay after the vote on Tuesday evening. Photo: Nils Ander"
    draft = Draft("block_again", article.language)
    draft.write(*article.paragraphs[:3], caption)
    draft.copy(caption)
    draft.write(*article.paragraphs[3:])
    yield draft


def _several() -> Iterator[Draft]:
    article = read_article("en_hospital")
    draft = Draft("several", article.language)
    draft.write(article.paragraphs[0])
    draft.copy("They finally drove the route themselves, in the dark, behind a tractor")
    draft.write(*article.paragraphs[1:5])
    draft.copy(article.paragraphs[1])
    draft.write(article.paragraphs[5])
    draft.copy(article.sentences[2][1], seam=" ")
    draft.write(*article.paragraphs[6:])
    draft.copy(article.paragraphs[0])
    yield draft
    article = read_article("de_bruecke")
    draft = Draft("several", article.language)
    draft.write(*article.paragraphs[:3])
    draft.copy("bei Rissen in dieser Tiefe gibt es keinen Spielraum")
    draft.write(*article.paragraphs[3:])
    draft.copy(BLANK_LINE.join(article.paragraphs[:2]))
    draft.write("Über den Zeitplan will die Stadt im November informieren.")
    draft.copy(article.paragraphs[4])
    yield draft
