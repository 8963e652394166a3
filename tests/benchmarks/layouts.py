"""The ways in which news texts repeat themselves, each as a function that lays out a draft."""

from tests.benchmarks import printing
from tests.benchmarks.drafts import BLANK_LINE, Article, Draft, read_article


def print_again(
    kind: str,
    name: str,
    *,
    first: int = 0,
    seam: str = BLANK_LINE,
    times: int = 1,
    one_line: bool = False,
) -> Draft:
    """Print an article, and from its paragraph `first` on so many times again."""
    article = read_article(name)
    between = " " if one_line else BLANK_LINE
    draft = Draft(kind, article.language)
    draft.write(*article.paragraphs, seam=between)
    tail = between.join(article.paragraphs[first:])
    draft.copy(tail, printed=seam.join([tail] * times), seam=seam)
    return draft


def print_again_twice(kind: str, name: str, *, copied: int, after: tuple[int, int]) -> Draft:
    article = read_article(name)
    draft = Draft(kind, article.language)
    for number, paragraph in enumerate(article.paragraphs):
        draft.write(paragraph)
        if number in after:
            draft.copy(article.paragraphs[copied])
    return draft


def teaser_above(name: str, *, lead: int) -> Draft:
    article = read_article(name)
    draft = Draft("teaser_above", article.language)
    draft.write(*article.paragraphs[:lead])
    draft.copy(BLANK_LINE.join(article.paragraphs[:lead]))
    draft.write(*article.paragraphs[lead:])
    return draft


def teaser_below(name: str, *, lead: int) -> Draft:
    article = read_article(name)
    draft = Draft("teaser_below", article.language)
    draft.write(*article.paragraphs)
    draft.copy(BLANK_LINE.join(article.paragraphs[:lead]))
    return draft


def cut_teaser_above(name: str, *, words: int, mark: str) -> Draft:
    """Print the start of the lead above the article: the full lead stays, though it is second."""
    article = read_article(name)
    draft = Draft("teaser_cut_off", article.language)
    lead = article.sentences[0][0]
    draft.copy(
        printing.cut_off(lead, words=words, mark=""),
        printed=printing.cut_off(lead, words=words, mark=mark),
    )
    draft.write(*article.paragraphs)
    return draft


def cut_teaser_below(name: str, *, words: int, mark: str) -> Draft:
    article = read_article(name)
    draft = Draft("teaser_cut_off", article.language)
    lead = article.sentences[0][0]
    draft.write(*article.paragraphs)
    draft.copy(
        printing.cut_off(lead, words=words, mark=""),
        printed=printing.cut_off(lead, words=words, mark=mark),
    )
    return draft


def paragraph_again(name: str, *, copied: int, after: int) -> Draft:
    article = read_article(name)
    draft = Draft("repeated_paragraph", article.language)
    draft.write(*article.paragraphs[: after + 1])
    draft.copy(article.paragraphs[copied])
    draft.write(*article.paragraphs[after + 1 :])
    return draft


def sentence_again(name: str, *, copied: tuple[int, int], into: tuple[int, int]) -> Draft:
    """Print a sentence again inside another paragraph, before the sentence at that place."""
    article = read_article(name)
    paragraph, place = into
    draft = Draft("repeated_sentence", article.language)
    draft.write(*article.paragraphs[:paragraph])
    seam = BLANK_LINE
    for number, sentence in enumerate([*article.sentences[paragraph], ""]):
        if number == place:
            draft.copy(article.sentences[copied[0]][copied[1]], seam=seam)
            seam = article.space
        if sentence:
            draft.write(sentence, seam=seam)
            seam = article.space
    draft.write(*article.paragraphs[paragraph + 1 :])
    return draft


def pull_quote(name: str, fragment: str, *, shown: int, quoted: bool = False) -> Draft:
    """Set a fragment as a paragraph of its own after paragraph `shown`."""
    article = read_article(name)
    above, below = article.paragraphs[: shown + 1], article.paragraphs[shown + 1 :]
    said_above = any(fragment in paragraph for paragraph in above)
    draft = Draft("pull_quote" if said_above else "pull_quote_before", article.language)
    draft.write(*above)
    draft.copy(fragment, printed=f"“{fragment}”" if quoted else fragment)
    draft.write(*below)
    return draft


def pairs_again(name: str, *, size: int, seam: str = BLANK_LINE) -> Draft:
    """Print the paragraphs in groups, every group twice: p1 p2 p1 p2 p3 p4 p3 p4 ..."""
    article = read_article(name)
    draft = Draft("interleaved", article.language)
    for first in range(0, len(article.paragraphs), size):
        group = article.paragraphs[first : first + size]
        draft.write(*group, seam=seam)
        draft.copy(seam.join(group), seam=seam)
    return draft


def parted_by_news(name: str, *, copied: int, news: tuple[str, ...]) -> Draft:
    """Print a paragraph again at the end, with something new after each of its sentences."""
    article = read_article(name)
    draft = Draft("interleaved", article.language)
    draft.write(*article.paragraphs)
    seam = BLANK_LINE
    for sentence, said in zip(article.sentences[copied], news, strict=True):
        draft.copy(sentence, seam=seam)
        seam = article.space
        draft.write(said, seam=seam)
    return draft


def copy_near_end(kind: str, article: Article, source: str, printed: str) -> Draft:
    """Print a copy near the end, with a paragraph of news on either side where there is one."""
    draft = Draft(kind, article.language)
    draft.write(*article.paragraphs[:-1])
    draft.copy(source, printed=printed)
    draft.write(article.paragraphs[-1])
    return draft


def loop_at_end(name: str, wording: str, times: int, *, seam: str | None = None) -> Draft:
    article = read_article(name)
    between = article.space if seam is None else seam
    draft = Draft("loop", article.language)
    draft.write(*(paragraph for paragraph in article.paragraphs[1:]))
    draft.write(wording)
    draft.copy(wording, printed=between.join([wording] * (times - 1)), seam=between)
    return draft
