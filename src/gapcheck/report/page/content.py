"""What the page says, as plain values that the template prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from gapcheck import __version__
from gapcheck.model.withholding import WithholdingGround
from gapcheck.report.facts import copy_facts, facts, reading_caveat, text_status, tried_in_words
from gapcheck.report.page.history import History, history_of
from gapcheck.report.page.matrix import PageRow, QuestionLink, matrix_rows, question_link
from gapcheck.report.page.questions import QuestionView, question_views
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.rows.verdict_counts import VerdictCount, certainty_in_words
from gapcheck.report.statuses import DISCLAIMER, FORCE, VIEW_BASIS, Look, ends_in_words, look_of
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital


@dataclass(frozen=True)
class Tile:
    """An article in the overview: where its first row is, how it stands, and how it stood at the baseline if that
    differs.
    """

    article: str
    label: str
    heading: str
    href: str
    look: Look
    range: str
    before: str
    questions: tuple[QuestionLink, ...]


@dataclass(frozen=True)
class Chapter:
    """A chapter with its tiles and its rows of the matrix; ``number`` is what the filter calls it."""

    number: int
    title: str
    tiles: tuple[Tile, ...]
    rows: tuple[PageRow, ...]


@dataclass(frozen=True)
class PageContent:
    """The whole page."""

    title: str
    law: str
    day: str
    marking: str
    running_head: str
    disclaimer: str
    division: str
    thing: str
    facts: tuple[tuple[str, str], ...]
    caveats: tuple[str, ...]
    headline: str
    key: tuple[VerdictCount, ...]
    questions: tuple[QuestionView, ...]
    chapters: tuple[Chapter, ...]
    forces: tuple[tuple[str, str], ...]
    past: History
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
        return sum(len(c.rows) for c in self.chapters)


def content_of(report: ReportRows) -> PageContent:
    """The page of a report."""
    assessment = report.assessment
    instrument, day = assessment.instrument, long_date(assessment.as_at)
    versions = f"Data {assessment.catalogue.version}, gapcheck {__version__}"
    forces = {d.force for d in report.duties}
    chapters = _chapters(report)
    rows = [row for chapter in chapters for row in chapter.rows]
    return PageContent(
        title=f"Gap matrix: {instrument.short_title} and {assessment.law}",
        law=assessment.law,
        day=day,
        marking=report.classification,
        running_head=f"{instrument.short_title}. Law as at {day}. {versions}.",
        disclaimer=DISCLAIMER,
        division=instrument.division,
        thing="duty" if instrument.answered_by is None else "item",
        facts=tuple(_facts(report)),
        caveats=tuple(c for c in (reading_caveat(assessment), tried_in_words(assessment)) if c),
        headline=f"{certainty_in_words(report.articles, instrument.division)} {VIEW_BASIS}".strip(),
        key=report.verdicts,
        questions=question_views(report, {row.head.place: row.head.anchor for row in rows}),
        chapters=chapters,
        forces=tuple((force, words) for force, words in FORCE.items() if force in forces),
        past=history_of(report.timeline),
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


def _chapters(report: ReportRows) -> tuple[Chapter, ...]:
    rows = matrix_rows(report)
    titles = list(dict.fromkeys(a.chapter for a in report.articles))
    before = _before(report)
    return tuple(
        Chapter(
            number,
            title,
            tuple(_tile(report, a, rows, before.get(a.article, "")) for a in report.articles if a.chapter == title),
            tuple(r for r in rows if r.head.chapter == title),
        )
        for number, title in enumerate(titles, start=1)
    )


def _tile(report: ReportRows, row: ArticleRow, rows: tuple[PageRow, ...], before: str) -> Tile:
    first = next(r for r in rows if r.head.article == row.article)
    ends = ends_in_words(row.view_low, row.view_high) if row.status == "unclear" else ""
    label = f"{report.assessment.instrument.division} {row.article}"
    return Tile(
        row.article,
        label,
        row.heading,
        f"#{quote(first.head.anchor, safe='()')}",
        look_of(row.verdict),
        ends,
        before,
        tuple(map(question_link, row.questions)),
    )


def _before(report: ReportRows) -> Mapping[str, str]:
    """How the articles stood on the day of the baseline, where they stand otherwise now."""
    past, since = report.timeline, report.since
    # Nothing is known of the days before the instrument was opened.
    if since is None or since < past.start:
        return {}
    then, now = past.on(since), past.on(past.end)
    return {a: capital(standing.words) for a, standing in then.items() if standing.words != now[a].words}
