"""The rows of the matrix on the page: one for each duty, and one for each article whose words were withheld."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from gapcheck.engine.results import FULFILLED
from gapcheck.explain.explanation import Passage, explain_article, explain_duties
from gapcheck.model.context import Review
from gapcheck.report.page.content_security import web_address
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.rows.cells import CellRow
from gapcheck.report.rows.duties import DutyRow
from gapcheck.report.rows.provisions import CitedProvision
from gapcheck.report.rows.questions import QuestionMention
from gapcheck.report.statuses import (
    CHECKED,
    FORCE,
    RELATION,
    RESULT,
    VERDICT_ORDER,
    Look,
    ends_in_words,
    look_of,
    words,
)
from gapcheck.review.duty_reviews import VIEW_WORDS, ReviewRow
from gapcheck.wording.citation import article_label, division_label
from gapcheck.wording.dates import long_date


@dataclass(frozen=True)
class LinkedCitation:
    """A citation with the address that it links to, if there is a safe one."""

    text: str
    url: str | None


@dataclass(frozen=True)
class QuestionLink:
    """A question that a duty turns on, with where the page tells it and our view on it."""

    title: str
    href: str
    view: str


def question_link(mention: QuestionMention) -> QuestionLink:
    """The link to a question that is mentioned."""
    return QuestionLink(mention.title, f"#question-{quote(mention.id, safe='')}", mention.view)


@dataclass(frozen=True)
class CellView:
    """A cell of a duty: what it is about, its result, the best rule, and what is to be said of it."""

    label: str
    look: Look
    rule: LinkedCitation | None
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class RowHead:
    """What a row is of, and how it stands.

    ``order`` is its place in the instrument, ``rank`` that of its verdict, for sorting.
    """

    anchor: str
    order: int
    place: str
    article: str
    label: str
    heading: str
    chapter: str
    verdict: str
    look: Look
    range: str

    @property
    def rank(self) -> int:
        """The place of the verdict, for sorting."""
        return VERDICT_ORDER[self.verdict]


@dataclass(frozen=True)
class Remedies:
    """What would mend a duty: what has to change on any view, and on our working view, and the reservations and
    declarations that are allowed and were made.
    """

    change: tuple[str, ...] = ()
    viewed: tuple[str, ...] = ()
    available: tuple[str, ...] = ()
    made: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageRow:
    """A row of the matrix. ``gap``: it binds, and is not shown to be met."""

    head: RowHead
    text: str
    reasons: tuple[str, ...]
    passages: tuple[Passage, ...]
    force: str = ""
    force_words: str = ""
    binding: bool = False
    gap: bool = False
    provisions: tuple[LinkedCitation, ...] = ()
    remedies: Remedies = Remedies()
    particulars: tuple[tuple[str, str], ...] = ()
    cells: tuple[CellView, ...] = ()
    questions: tuple[QuestionLink, ...] = ()


def matrix_rows(report: ReportRows) -> tuple[PageRow, ...]:
    """The rows in the order of the instrument."""
    explanations = explain_duties(report.assessment)
    rows: list[PageRow] = []
    for article in report.articles:
        duties = [d for d in report.duties if d.article == article.article]
        about = _about(report, article)
        for duty in duties:
            passages = (*explanations[duty.duty].passages, *about, *_statements_and_reviews(report, duty))
            rows.append(_row_of_duty(report, duty, passages, len(rows)))
        if not duties:
            rows.append(_row_of_article(report, article, about, len(rows)))
    return tuple(rows)


def _about(report: ReportRows, article: ArticleRow) -> tuple[Passage, ...]:
    sentences = explain_article(report.assessment, report.assessment[article.article])
    return (Passage(f"The {report.assessment.instrument.division}", sentences),) if sentences else ()


def _head(report: ReportRows, row: DutyRow | ArticleRow, anchor: str, place: str, order: int) -> RowHead:
    return RowHead(
        anchor=anchor,
        order=order,
        place=place,
        article=row.article,
        label=division_label(report.assessment.instrument, place),
        heading=row.heading,
        chapter=row.chapter,
        verdict=row.verdict,
        look=look_of(row.verdict),
        range=ends_in_words(row.view_low, row.view_high) if row.status == "unclear" else "",
    )


def _row_of_duty(report: ReportRows, row: DutyRow, passages: tuple[Passage, ...], order: int) -> PageRow:
    measures, reservations = report.measures_for(row.duty), report.reservations_by_duty[row.duty]
    return PageRow(
        head=_head(report, row, f"duty-{row.duty}", row.duty, order),
        text=row.text,
        reasons=(*row.suspect, *row.gap.reasons),
        passages=passages,
        force=row.force,
        force_words=FORCE[row.force],
        binding=row.binding,
        gap=row.binding and row.status not in FULFILLED,
        provisions=tuple(map(_linked, row.law.provisions)),
        remedies=Remedies(
            change=tuple(m.change for m in measures if m.certain),
            viewed=tuple(m.change for m in measures if not m.certain),
            available=reservations.allowed,
            made=reservations.lodged,
        ),
        particulars=tuple(_particulars(row, report.people[row.duty])),
        cells=tuple(map(_cell, row.cells)),
        questions=tuple(map(question_link, row.questions)),
    )


def _row_of_article(report: ReportRows, row: ArticleRow, about: tuple[Passage, ...], order: int) -> PageRow:
    """The row of an article without duties: its words were withheld, or it asks nothing."""
    withheld = report.assessment[row.article].article.withheld
    text = "No duty."
    if withheld:
        text = f"The words were withheld under {withheld.ground} of the Official Information Act 1982."
    anchor = f"{report.assessment.instrument.division}-{row.article}"
    head = _head(report, row, anchor, row.article, order)
    return PageRow(head, text, (head.look.meaning,), about)


def _particulars(row: DutyRow, people: ReviewRow) -> Iterator[tuple[str, str]]:
    """Short facts on a duty and on the rules that answer it."""
    yield "Kind", row.kind_label
    if row.low != row.high:
        yield "If every question goes against New Zealand", words(row.low)
        yield "If every question goes for New Zealand", words(row.high)
    if row.law.in_force_from is not None:
        yield "These rules in force from", long_date(row.law.in_force_from)
    if row.law.practice:
        yield "Practice outside statute", "; ".join(row.law.practice)
    if row.survey.day is not None:
        yield "Survey of the law", f"{long_date(row.survey.day)}: {'; '.join(row.survey.acts) or 'no Act'}"
    yield "Weakest check of a source", CHECKED[row.law.checked]
    if people.owners:
        yield "Owner", "; ".join(people.owners)
    if people.consulted:
        yield "Consulted", "; ".join(people.consulted)


def _statements_and_reviews(report: ReportRows, row: DutyRow) -> Iterator[Passage]:
    """What officials and outside bodies said of the article or duty, and what analysts say of the verdict."""
    if row.officials:
        yield Passage("What officials said", tuple(note.words for note in row.officials))
    places = dict.fromkeys((row.article, row.duty))
    if notes := tuple(note for place in places for note in report.assessor_notes.get(place, ())):
        yield Passage("What bodies outside New Zealand found", notes)
    if reviews := report.reviews_of(row):
        yield Passage("Reviews", tuple(map(_review, reviews)))


def _review(review: Review) -> str:
    view = f", {VIEW_WORDS[review.view].lower()}" if review.view else ""
    return f"{review.role}, {long_date(review.date)}{view}: {review.text}"


def _linked(provision: CitedProvision) -> LinkedCitation:
    return LinkedCitation(provision.citation, web_address(provision.url))


def _cell(row: CellRow) -> CellView:
    lines = (
        ("Elements", row.elements),
        ("The rule against this part", (RELATION[row.relation],)),
        ("What falls short", row.shortfalls),
        ("Goes beyond what is asked", row.goes_beyond),
        ("Would be allowed under", tuple(article_label(u) for u in row.curable_under)),
        ("Reservation or declaration used", row.position),
    )
    rule = _linked(row.provision) if row.provision else None
    shown = tuple((name, texts) for name, texts in lines if texts)
    return CellView(row.label, RESULT[row.verdict], rule, shown)
