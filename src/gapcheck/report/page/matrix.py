"""The matrix of the page: each article with the answer in a sentence, and under it a row for each duty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from gapcheck.explain.answer_passages import AnswerPassages
from gapcheck.explain.answers import DutyAnswer
from gapcheck.explain.explanation import Passage, explain_article
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.context import Review
from gapcheck.model.state import State
from gapcheck.report.page.content_security import web_address
from gapcheck.report.page.days import Days
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.rows.duties import DutyRow
from gapcheck.report.rows.part_groups import PartGroup
from gapcheck.report.rows.provisions import CitedProvision
from gapcheck.report.rows.questions import QuestionMention
from gapcheck.report.statuses import (
    CHECKED,
    FORCE,
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
class PartView:
    """Parts of a duty that stand alike: what they are about, their result, the best rule, and what is to be said."""

    label: str
    look: Look
    rule: LinkedCitation | None
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class RowHead:
    """What a row is of, and how it stands; ``days`` has a letter for how it stands on each day.

    ``order`` is its place in the instrument, ``rank`` that of its verdict, for sorting.
    """

    anchor: str
    order: int
    place: str
    label: str
    look: Look
    range: str
    days: str

    @property
    def rank(self) -> int:
        """The place of the verdict, for sorting."""
        return VERDICT_ORDER[self.look.words]


@dataclass(frozen=True)
class Remedies:
    """What would mend a duty: what has to change on any view, and on our working view, and the reservations and
    declarations that are allowed and were made.
    """

    change: tuple[str, ...] = ()
    viewed: tuple[str, ...] = ()
    available: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    """Who does it by when."""


@dataclass(frozen=True)
class PageRow:
    """A row of the matrix."""

    head: RowHead
    text: str
    reasons: tuple[str, ...]
    passages: tuple[Passage, ...] = ()
    force: str = ""
    force_words: str = ""
    binding: bool = False
    gap: bool = False
    provisions: tuple[LinkedCitation, ...] = ()
    remedies: Remedies = Remedies()
    particulars: tuple[tuple[str, str], ...] = ()
    parts: tuple[PartView, ...] = ()
    questions: tuple[QuestionLink, ...] = ()


@dataclass(frozen=True)
class PageArticle:
    """An article with its rows: the answer in a sentence, why in at most three, and the names by which a link may call
    it; ``before`` is how it stood on the baseline, if that differs.
    """

    head: RowHead
    number: str
    heading: str
    chapter: str
    anchors: tuple[str, ...]
    answer: str
    why: tuple[str, ...]
    before: Look | None
    gap: bool
    about: tuple[str, ...]
    questions: tuple[QuestionLink, ...]
    rows: tuple[PageRow, ...]


def page_articles(report: ReportRows, days: Days) -> tuple[PageArticle, ...]:
    """The articles in the order of the instrument, each with its rows."""
    before, found, order = _before(report), list[PageArticle](), 0
    for article in report.articles:
        duties = report.duties_of(article.article)
        rows = []
        for duty in duties:
            told = (*_own(report.writer, duty), *_statements_and_reviews(report, duty))
            rows.append(_row_of_duty(report, duty, told, days, order))
            order += 1
        if not duties:
            rows.append(_row_of_article(report, article, days, order))
            order += 1
        found.append(_article(report, article, rows, days, before))
    return tuple(found)


def _own(writer: SentenceWriter, duty: DutyRow) -> Iterator[Passage]:
    """What an explanation says and the row does not."""
    assessment = writer.assessment
    yield from AnswerPassages(writer, assessment[duty.article], assessment.duty(duty.duty)).sources()
    if duty.gap.goes_beyond:
        yield Passage("Where the law goes beyond what is asked", duty.gap.goes_beyond)


def _article(
    report: ReportRows, row: ArticleRow, rows: list[PageRow], days: Days, before: Mapping[str, str]
) -> PageArticle:
    instrument, number = report.assessment.instrument, row.article
    short = division_label(instrument, number).removesuffix(number).strip()
    told = report.answers[number]
    names = dict.fromkeys((number, f"{short}-{number}", f"{instrument.division}-{number}"))
    return PageArticle(
        head=_head(report, row, number, f"{instrument.id}-{number}", days.articles, rows[0].head.order),
        number=number,
        heading=row.heading,
        chapter=row.chapter,
        anchors=tuple(names),
        answer=told.sentence,
        why=told.why,
        before=look_of(before[number]) if number in before else None,
        gap=row.is_gap,
        about=explain_article(report.assessment, report.assessment[number]),
        questions=tuple(map(question_link, row.questions)),
        rows=tuple(rows),
    )


def _before(report: ReportRows) -> Mapping[str, str]:
    """How the articles stood on the day of the baseline, where they stand otherwise now."""
    if report.since is None:
        return {}
    then, now = report.timeline.on(report.since), report.timeline.on(report.timeline.end)
    return {a: standing.verdict_words for a, standing in then.items() if standing.words != now[a].words}


def _head(
    report: ReportRows, row: DutyRow | ArticleRow, place: str, anchor: str, days: Mapping[str, str], order: int
) -> RowHead:
    return RowHead(
        anchor=anchor,
        order=order,
        place=place,
        label=division_label(report.assessment.instrument, place),
        look=look_of(row.verdict),
        range=ends_in_words(row.view_low, row.view_high) if row.status == "unclear" else "",
        days=days[place],
    )


def _row_of_duty(report: ReportRows, row: DutyRow, passages: tuple[Passage, ...], days: Days, order: int) -> PageRow:
    measures, reservations = report.measures_for(row.duty), report.reservations_by_duty[row.duty]
    return PageRow(
        head=_head(report, row, row.duty, f"duty-{row.duty}", days.duties, order),
        text=row.text,
        reasons=(*row.suspect, *_reasons(report.duty_answers[row.duty])),
        passages=passages,
        force=row.force,
        force_words=FORCE[row.force],
        binding=row.binding,
        gap=row.is_gap,
        provisions=tuple(map(_linked, row.law.provisions)),
        remedies=Remedies(
            change=tuple(m.change for m in measures if m.certain),
            viewed=tuple(m.change for m in measures if not m.certain),
            available=reservations.allowed,
            made=reservations.lodged,
            doing=report.progress_lines(measures),
        ),
        particulars=tuple(_particulars(row, report.people[row.duty], report.assessment.state)),
        parts=tuple(map(_part, report.parts[row.duty])),
        questions=tuple(map(question_link, row.questions)),
    )


def _reasons(told: DutyAnswer) -> tuple[str, ...]:
    """The rule and what it leaves out; the question has its place beside them, and the article tells our view."""
    return (*told.rules, *told.left_out) or (told.sentence,)


def _row_of_article(report: ReportRows, row: ArticleRow, days: Days, order: int) -> PageRow:
    """The row of an article without duties: its words were withheld, or it asks nothing."""
    withheld, state = report.assessment[row.article].article.withheld, report.assessment.state
    text = "No duty."
    if withheld:
        text = f"The words were withheld under {withheld.ground} of the {state.information_act}."
    head = _head(report, row, row.article, f"row-{row.article}", days.articles, order)
    return PageRow(head, text, (head.look.means(state),))


def _particulars(row: DutyRow, people: ReviewRow, state: State) -> Iterator[tuple[str, str]]:
    """Short facts on a duty and on the rules that answer it."""
    if row.low != row.high:
        yield f"If every question goes against {state.name}", words(row.low)
        yield f"If every question goes for {state.name}", words(row.high)
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
        yield Passage(f"What bodies outside {report.assessment.state.name} found", notes)
    if reviews := report.reviews_of(row):
        yield Passage("Reviews", tuple(map(_review, reviews)))


def _review(review: Review) -> str:
    view = f", {VIEW_WORDS[review.view].lower()}" if review.view else ""
    day = f", {long_date(review.told_on)}" if review.told_on else ""
    return f"{review.role}{day}{view}: {review.text}"


def _linked(provision: CitedProvision) -> LinkedCitation:
    return LinkedCitation(provision.citation, web_address(provision.url))


_ON_QUESTIONS = ("covers", "likely_covers", "arguable")
"""The results of a part that does not fall short: what is told beside it are the questions that it turns on."""


def _part(group: PartGroup) -> PartView:
    row = group.first
    lines = (
        ("What it turns on" if row.verdict in _ON_QUESTIONS else "What falls short", row.shortfalls),
        ("Would be allowed under", tuple(article_label(u) for u in row.curable_under)),
        ("Reservation or declaration used", row.position),
    )
    rule = _linked(row.provision) if row.provision else None
    shown = tuple((name, texts) for name, texts in lines if texts)
    return PartView(group.label, RESULT[row.verdict], rule, shown)
