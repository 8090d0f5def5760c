"""How each article stands, in a line: the verdict, how sure it is, and what it turns on or what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gapcheck.engine.results import FULFILLED, ArticleResult
from gapcheck.explain.answer_sentences import named
from gapcheck.explain.answers import ArticleAnswer, DutyAnswer
from gapcheck.explain.article_answer import answer
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.suspect_sentences import suspect_sentences
from gapcheck.model.question import Question

NOTHING_ASKED: frozenset[str] = frozenset({"no_duty", "withheld"})
"""The statuses of articles that ask for nothing, or of which nothing can be said."""


@dataclass(frozen=True)
class ArticleLine:
    """An article in a line. ``status`` is the code and ``verdict`` the words; ``sure`` says how sure it is, ``turns``
    the questions that it turns on by name, or what is missing where none decides, as of an article that is settled.
    ``suspect``: it rests on a rule that the official text calls in question.
    """

    article: str
    heading: str
    status: str
    verdict: str
    sure: str
    turns: str
    suspect: bool


def open_lines(writer: SentenceWriter) -> tuple[ArticleLine, ...]:
    """A line for each article that is not settled as met, or rests on a suspect rule, in its order."""
    lines = (_line(writer, article) for article in writer.assessment.articles if article.status not in NOTHING_ASKED)
    return tuple(line for line in lines if line.suspect or line.status != "met" or line.sure != "settled")


def settled_articles(writer: SentenceWriter) -> tuple[str, ...]:
    """The articles that are met whatever is made of the questions."""
    met = (a for a in writer.assessment.articles if a.status == "met" and a.certainty == "settled")
    return tuple(article.article.article for article in met)


def _line(writer: SentenceWriter, article: ArticleResult) -> ArticleLine:
    told = answer(writer, article)
    known = writer.assessment.catalogue.questions
    questions = [known[question] for question in told.questions]
    return ArticleLine(
        article=told.article,
        heading=told.heading,
        status=told.status,
        verdict=told.words,
        sure=_sure(article, questions),
        turns=_turns(article, told, questions),
        suspect=any(suspect_sentences(writer.assessment, duty) for duty in article.duties),
    )


def _turns(article: ArticleResult, told: ArticleAnswer, questions: Sequence[Question]) -> str:
    """What a verdict turns on. One that is settled turns on no question: what is missing for certain decides it."""
    settled = {d.full.duty.id for d in article.duties if d.certainty == "settled" and d.status not in FULFILLED}
    certain = [d for d in told.duties if d.binding and settled.intersection(_ids(d))]
    missing = dict.fromkeys(lack for duty in certain for lack in duty.left_out)
    if article.certainty == "settled" and missing:
        return " ".join(missing)
    return named(questions) if questions else " ".join(missing_of(told))


def _ids(duty: DutyAnswer) -> Iterator[str]:
    """The ids of duties as their article has them."""
    return (name.partition(":")[2] for name in duty.duties)


def missing_of(told: ArticleAnswer) -> tuple[str, ...]:
    """What is missing of an article: what each of its binding duties leaves out."""
    return tuple(dict.fromkeys(lack for duty in told.duties if duty.binding for lack in duty.left_out))


def _sure(article: ArticleResult, questions: Sequence[Question]) -> str:
    """How sure a verdict is, in few words: as firm as the least firm view that it rests on."""
    if article.status == "not_assessed":
        return "not looked for"
    if article.certainty == "view":
        firm = all(question.strength == "strong" for question in questions)
        return "strong view" if firm else "fair view"
    return "settled" if article.certainty == "settled" else "open"
