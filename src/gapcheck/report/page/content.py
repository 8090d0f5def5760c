"""What the page says, as plain values that the template prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck import __version__
from gapcheck.model.state import State
from gapcheck.model.vocabulary import SearchWord
from gapcheck.model.withholding import WithholdingGround
from gapcheck.report.facts import copy_facts, facts, reading_caveat, text_status, tried_in_words
from gapcheck.report.page.days import Days, days_of
from gapcheck.report.page.history import History, history_of
from gapcheck.report.page.matrix import PageArticle, page_articles
from gapcheck.report.page.questions import QuestionView, question_views
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.short_answer import ShortAnswer, short_answer
from gapcheck.report.statuses import DISCLAIMER, FORCE, VIEW_BASIS, Look
from gapcheck.wording.citation import cite_treaty, division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital


@dataclass(frozen=True)
class Chapter:
    """A chapter with its articles; ``number`` is what the filter calls it."""

    number: int
    title: str
    articles: tuple[PageArticle, ...]


@dataclass(frozen=True)
class KeyLine:
    """A verdict that some place has on some day: how it looks, and how many articles and duties have it now."""

    look: Look
    articles: int
    duties: int


@dataclass(frozen=True)
class PageContent:
    """The whole page.

    ``instrument`` is its id, ``cited`` how a citation that is copied begins, ``short`` the short word for an article.
    """

    title: str
    instrument: str
    cited: str
    short: str
    law: str
    state: State
    day: str
    marking: str
    running_head: str
    disclaimer: str
    division: str
    thing: str
    answer: ShortAnswer
    view_basis: str
    facts: tuple[tuple[str, str], ...]
    caveats: tuple[str, ...]
    key: tuple[KeyLine, ...]
    questions: tuple[QuestionView, ...]
    chapters: tuple[Chapter, ...]
    forces: tuple[tuple[str, str], ...]
    past: History
    days: Days
    search_words: tuple[SearchWord, ...]
    grounds: tuple[WithholdingGround, ...]
    since: str
    changes: bool
    reservations: bool

    @property
    def columns(self) -> int:
        """How many columns the matrix has: those of changes and of reservations are there only where something is in
        them.
        """
        return 6 + self.changes + self.reservations

    @property
    def rows(self) -> int:
        """How many rows the matrix has."""
        return sum(len(a.rows) for c in self.chapters for a in c.articles)


def content_of(report: ReportRows) -> PageContent:
    """The page of a report."""
    assessment = report.assessment
    instrument, day = assessment.instrument, long_date(assessment.as_at)
    versions = f"Data {assessment.catalogue.version}, gapcheck {__version__}"
    forces, days = {d.force for d in report.duties}, days_of(report)
    articles = page_articles(report, days)
    rows = [row for article in articles for row in article.rows]
    return PageContent(
        title=capital(f"{instrument.short_title} and {assessment.law}"),
        instrument=instrument.id,
        cited=cite_treaty(instrument),
        short=division_label(instrument, "1").removesuffix("1").strip(),
        law=assessment.law,
        state=assessment.state,
        day=day,
        marking=report.classification,
        running_head=f"{instrument.short_title}. Law as at {day}. {versions}.",
        disclaimer=DISCLAIMER,
        division=instrument.division,
        thing="duty" if instrument.answered_by is None else "item",
        answer=short_answer(report),
        view_basis=VIEW_BASIS,
        facts=tuple(_facts(report)),
        caveats=tuple(c for c in (reading_caveat(assessment), tried_in_words(assessment)) if c),
        key=tuple(_key(report, days)),
        questions=question_views(report, {a.number: a.head.anchor for a in articles}),
        chapters=_chapters(articles),
        forces=tuple((force, words) for force, words in FORCE.items() if force in forces),
        past=history_of(report.timeline),
        days=days,
        search_words=assessment.catalogue.search_words,
        grounds=report.key,
        since=long_date(report.since) if report.since else "",
        changes=any(row.remedies.change or row.remedies.viewed for row in rows),
        reservations=any(row.remedies.available or row.remedies.made for row in rows),
    )


def _facts(report: ReportRows) -> Iterator[tuple[str, str]]:
    """What the report is of, and what kind of copy it is."""
    for name, parts in copy_facts(report.context.context, report.classification, report.copy):
        yield name, "".join(map(str, parts))
    yield from facts(report.assessment)
    yield text_status(report.assessment.instrument)
    if report.since:
        yield "Compared with", f"Law of {long_date(report.since)}"


def _key(report: ReportRows, days: Days) -> Iterator[KeyLine]:
    """Every verdict of any day, with its counts of now."""
    now = {count.verdict: count for count in report.verdicts}
    for one in days.looks:
        count = now.get(one.look.words)
        yield KeyLine(one.look, count.articles if count else 0, count.duties if count else 0)


def _chapters(articles: tuple[PageArticle, ...]) -> tuple[Chapter, ...]:
    titles = dict.fromkeys(a.chapter for a in articles)
    return tuple(
        Chapter(number, title, tuple(a for a in articles if a.chapter == title))
        for number, title in enumerate(titles, start=1)
    )
