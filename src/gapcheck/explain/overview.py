"""An instrument as a whole, on a page: the answer, what falls short, the contested questions, and the chapters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from gapcheck.engine.results import FULFILLED, ArticleResult, Status
from gapcheck.engine.sensitivity import QuestionResult
from gapcheck.explain import answer_sentences as say
from gapcheck.explain.article_answer import answer
from gapcheck.explain.article_lines import NOTHING_ASKED, missing_of
from gapcheck.explain.articles_analysed import analysed_sentence
from gapcheck.explain.binding import binding_sentences
from gapcheck.explain.passage import Passage
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.wording.running_text import articles, in_sentence
from gapcheck.wording.verdicts import VERDICTS
from gapcheck.wording.words import capital, join

MOST_SHORT = 12
"""How many articles that fall short are told one by one."""


def overview_passages(writer: SentenceWriter) -> Iterator[Passage]:
    """The passages of the overview."""
    sentence = analysed_sentence(writer.assessment)
    yield Passage("Answer", (whole(writer), *([sentence] if sentence else []), *binding_sentences(writer.assessment)))
    if short := tuple(_short(writer)):
        yield Passage("What falls short or is contested", short)
    if asked := tuple(_question(writer, q) for q in writer.assessment.sensitivity.questions if q.articles):
        yield Passage("Questions that decide an article", asked)
    yield Passage("Chapter by chapter", tuple(_chapters(writer)))


def whole(writer: SentenceWriter) -> str:
    """How the law stands to the instrument, in a sentence: the articles by verdict, those that ask nothing left out."""
    judged = [a for a in writer.assessment.articles if a.status not in NOTHING_ASKED]
    division, total = writer.assessment.instrument.division, len(judged)
    if not total:
        return f"The {writer.assessment.instrument.short_title} asks nothing of {writer.assessment.law}."
    asking = f"one {division} that asks" if total == 1 else f"{total} {division}s that ask"
    counts = Counter((article.status, article.certainty == "view") for article in judged)
    confirmed = sum(writer.verdict(article).endswith("to be confirmed") for article in judged)
    ways = [way for way in _WAYS if counts[way]]
    told = [
        _WAYS[way].format(counts[way], f" ({confirmed} of them to be confirmed)" if confirmed else "") for way in ways
    ]
    others = [(counts["unclear", False], "contested"), (counts["not_assessed", False], "not assessed")]
    return say.counted(
        asking, writer.assessment.law, told, [f"{n} {'is' if n == 1 else 'are'} {how}" for n, how in others if n]
    )


_WAYS: Mapping[tuple[Status, bool], str] = {
    ("met", False): "meets {0}",
    ("met_with_reservation", False): "meets {0} with reservations",
    ("met", True): "likely meets {0}{1}",
    ("met_with_reservation", True): "likely meets {0} with reservations",
    ("partial", False): "meets {0} only in part",
    ("partial", True): "likely meets {0} only in part",
    ("unmet", False): "does not meet {0}",
    ("unmet", True): "likely does not meet {0}",
}
"""How many articles the law meets in which way, the best first; the first likely way tells what can be confirmed."""


def counts_in_words(writer: SentenceWriter, found: list[ArticleResult]) -> str:
    """``7 met, 10 likely met and 1 contested``, the best first."""
    counts = Counter(writer.verdict(article) for article in found)
    # The comma inside a verdict would read as one between two.
    if set(counts) == {"No duty"}:
        return "no duty"
    return join(f"{counts[v]} {in_sentence(v).replace(',', '')}" for v in VERDICTS if counts[v])


def _short(writer: SentenceWriter) -> Iterator[str]:
    found = [a for a in writer.assessment.articles if a.status not in FULFILLED and a.status not in NOTHING_ASKED]
    # One or two that are left over are told as well as counted.
    many = len(found) if len(found) <= MOST_SHORT + 2 else MOST_SHORT
    for article in found[:many]:
        told = answer(writer, article)
        missing = missing_of(told)
        line = f"{say.stand_so(f'{told.place} ({in_sentence(told.heading)})', told.words)}."
        yield f"{line} {missing[0]}" if missing else line
    if rest := [a.article.article for a in found[many:]]:
        places = capital(articles(writer.assessment.instrument, rest))
        yield f"{places} {'fall short or are' if len(rest) > 1 else 'falls short or is'} contested too."


def _question(writer: SentenceWriter, result: QuestionResult) -> str:
    question = result.question
    view = say.our_view(question, tried=writer.tried(question))
    turned = articles(writer.assessment.instrument, result.articles)
    return f"“{question.title}”: {in_sentence(view)}. {capital(turned)} {_turn(len(result.articles))} on it."


def _turn(count: int) -> str:
    return "turns" if count == 1 else "turn"


def _chapters(writer: SentenceWriter) -> Iterator[str]:
    chapters: dict[str, list[ArticleResult]] = {}
    for article in writer.assessment.articles:
        chapters.setdefault(article.article.chapter, []).append(article)
    for chapter, found in chapters.items():
        places = articles(writer.assessment.instrument, [a.article.article for a in found])
        yield f"{chapter} ({places}): {counts_in_words(writer, found)}."
