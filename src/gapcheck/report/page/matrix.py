"""The rows of the matrix on the page: one for each duty, and one for each article whose words were withheld."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.engine.results import FULFILLED
from gapcheck.explain.explanation import Passage, explain_article, explain_duties
from gapcheck.model.context import Review
from gapcheck.report.page.content_security import web_address
from gapcheck.report.report import Report
from gapcheck.report.rows.duties import ArticleRow, CellRow, DutyRow
from gapcheck.report.statuses import CHECKED, FORCE, RELATION, RESULT, STATUS, Look, ends_in_words
from gapcheck.review.duty_reviews import VIEW_WORDS, ReviewRow, review_rows
from gapcheck.wording.citation import article_label, division_label
from gapcheck.wording.dates import long_date


@dataclass(frozen=True)
class Cited:
    """A citation with the address that it links to, if there is a safe one."""

    text: str
    url: str | None


@dataclass(frozen=True)
class CellView:
    """A cell of a duty: what it is about, its result, the best rule, and what is to be said of it."""

    label: str
    result: str
    look: Look
    rule: Cited | None
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Row:
    """A row of the matrix. ``order`` is its place in the instrument, ``rank`` that of its status, for sorting.

    ``gap``: it binds, and is not shown to be met. ``change`` is what has to change, ``doubtful`` what would only put an
    arguable point beyond doubt.
    """

    anchor: str
    order: int
    rank: int
    article: str
    label: str
    heading: str
    chapter: str
    text: str
    force: str
    force_words: str
    binding: bool
    gap: bool
    status: str
    look: Look
    range: str
    provisions: tuple[Cited, ...]
    reasons: tuple[str, ...]
    change: tuple[str, ...]
    doubtful: tuple[str, ...]
    available: tuple[str, ...]
    made: tuple[str, ...]
    particulars: tuple[tuple[str, str], ...]
    passages: tuple[Passage, ...]
    cells: tuple[CellView, ...]


def matrix_rows(report: Report) -> tuple[Row, ...]:
    """The rows in the order of the instrument."""
    told = explain_duties(report.assessment)
    people = review_rows(report.assessment, report.context)
    ranks = {status: n for n, status in enumerate(STATUS)}
    found: list[Row] = []
    for article in report.articles:
        duties = [d for d in report.duties if d.article == article.article]
        about = _about(report, article)
        for duty in duties:
            passages = (*told[duty.duty].passages, *about, *_said(report, duty))
            found.append(_duty(report, duty, people[duty.duty], passages, len(found), ranks[duty.status]))
        if not duties:
            found.append(_empty(report, article, about, len(found), ranks[article.status]))
    return tuple(found)


def _about(report: Report, article: ArticleRow) -> tuple[Passage, ...]:
    sentences = explain_article(report.assessment, report.assessment[article.article])
    return (Passage(f"The {report.assessment.instrument.division}", sentences),) if sentences else ()


def _duty(report: Report, row: DutyRow, people: ReviewRow, passages: tuple[Passage, ...], order: int, rank: int) -> Row:
    measures = report.measures_for(row.duty)
    return Row(
        anchor=f"duty-{row.duty}",
        order=order,
        rank=rank,
        article=row.article,
        label=division_label(report.assessment.instrument, row.duty),
        heading=row.heading,
        chapter=row.chapter,
        text=row.text,
        force=row.force,
        force_words=FORCE[row.force],
        binding=row.binding,
        gap=row.binding and row.status not in FULFILLED,
        status=row.status,
        look=STATUS[row.status],
        range=ends_in_words(row.low, row.high),
        provisions=tuple(Cited(c, web_address(row.links.get(c))) for c in row.citations),
        reasons=(*row.suspect, *row.reasons),
        change=tuple(m.change for m in measures if m.certain),
        doubtful=tuple(m.change for m in measures if not m.certain),
        available=people.available,
        made=people.made,
        particulars=tuple(_particulars(row, people)),
        passages=passages,
        cells=tuple(_cell(c) for c in row.cells),
    )


def _empty(report: Report, row: ArticleRow, about: tuple[Passage, ...], order: int, rank: int) -> Row:
    """The row of an article without duties: its words were withheld, or it asks nothing."""
    withheld = report.assessment[row.article].article.withheld
    text = (
        f"The words were withheld under {withheld.ground} of the Official Information Act 1982."
        if withheld
        else "No duty."
    )
    return Row(
        anchor=f"{report.assessment.instrument.division}-{row.article}",
        order=order,
        rank=rank,
        article=row.article,
        label=division_label(report.assessment.instrument, row.article),
        heading=row.heading,
        chapter=row.chapter,
        text=text,
        force="",
        force_words="",
        binding=False,
        gap=False,
        status=row.status,
        look=STATUS[row.status],
        range=ends_in_words(row.low, row.high),
        provisions=(),
        reasons=(STATUS[row.status].meaning,),
        change=(),
        doubtful=(),
        available=(),
        made=(),
        particulars=(),
        passages=about,
        cells=(),
    )


def _particulars(row: DutyRow, people: ReviewRow) -> Iterator[tuple[str, str]]:
    """Short facts on a duty and on the rules that answer it."""
    yield "Kind", row.kind_label
    if row.in_force_from is not None:
        yield "These rules in force from", long_date(row.in_force_from)
    if row.practice:
        yield "Practice outside statute", "; ".join(row.practice)
    if row.survey_date is not None:
        yield "Survey of the law", f"{long_date(row.survey_date)}: {'; '.join(row.survey_acts) or 'no Act'}"
    yield "Weakest check of a source", CHECKED[row.checked]
    if people.owners:
        yield "Owner", "; ".join(people.owners)
    if people.consulted:
        yield "Consulted", "; ".join(people.consulted)


def _said(report: Report, row: DutyRow) -> Iterator[Passage]:
    """What officials said of the article or duty, and what analysts say of the verdict."""
    if row.officials:
        yield Passage("What officials said", row.officials)
    places = (f"{row.instrument}:{row.article}", f"{row.instrument}:{row.duty}")
    reviews = report.context.reviewed(places, report.assessment.as_at)
    if reviews:
        yield Passage("Reviews", tuple(map(_review, reviews)))


def _review(review: Review) -> str:
    view = f", {VIEW_WORDS[review.view].lower()}" if review.view else ""
    return f"{review.role}, {long_date(review.date)}{view}: {review.text}"


def _cell(row: CellRow) -> CellView:
    lines = (
        ("Elements", tuple(row.concepts.split("; "))),
        ("The rule against this part", (RELATION[row.relation],)),
        ("What falls short", row.shortfalls),
        ("Goes beyond what is asked", row.goes_beyond),
        ("Would be allowed under", tuple(article_label(u) for u in row.curable_under)),
        ("Reservation or declaration used", row.position),
    )
    rule = Cited(row.citation, web_address(row.url)) if row.citation else None
    return CellView(
        row.label, row.result, RESULT[row.result], rule, tuple((name, told) for name, told in lines if told)
    )
