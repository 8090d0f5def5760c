"""What the page says, as plain values that the template prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from gapcheck import __version__
from gapcheck.model.withholding import Ground
from gapcheck.report.facts import CLEARED, INTERNAL, RELEASE, facts
from gapcheck.report.page.history import Past, past_of
from gapcheck.report.page.matrix import Row, matrix_rows
from gapcheck.report.report import Report
from gapcheck.report.rows.duties import ArticleRow
from gapcheck.report.statuses import DISCLAIMER, FORCE, STATUS, Look, ends_in_words
from gapcheck.wording.dates import long_date


@dataclass(frozen=True)
class StatusLine:
    """A line of the key: a status, and how many articles and duties have it."""

    status: str
    look: Look
    articles: int
    duties: int


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
    status: str
    range: str
    before: str


@dataclass(frozen=True)
class Chapter:
    """A chapter with its tiles and its rows of the matrix; ``number`` is what the filter calls it."""

    number: int
    title: str
    tiles: tuple[Tile, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Page:
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
    key: tuple[StatusLine, ...]
    chapters: tuple[Chapter, ...]
    forces: tuple[tuple[str, str], ...]
    past: Past
    grounds: tuple[Ground, ...]
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


def content_of(report: Report) -> Page:
    """The page of a report."""
    assessment = report.assessment
    instrument, day = assessment.instrument, long_date(assessment.as_at)
    duties = [d.status for d in report.duties]
    forces = {d.force for d in report.duties}
    chapters = _chapters(report)
    rows = [row for chapter in chapters for row in chapter.rows]
    return Page(
        title=f"Gap matrix: {instrument.short_title} and {assessment.law}",
        law=assessment.law,
        day=day,
        marking=report.classification,
        running_head=f"{instrument.short_title}. Law as at {day}. Data {assessment.catalogue.version}, gapcheck {__version__}.",
        disclaimer=DISCLAIMER,
        division=instrument.division,
        thing="duty" if instrument.answered_by is None else "item",
        facts=tuple(_facts(report)),
        key=tuple(StatusLine(s, STATUS[s], assessment.counts[s], duties.count(s)) for s in assessment.statuses),
        chapters=chapters,
        forces=tuple((force, words) for force, words in FORCE.items() if force in forces),
        past=past_of(report.timeline),
        grounds=report.key,
        since=long_date(report.since) if report.since else "",
        changes=any(row.change or row.doubtful for row in rows),
        reservations=any(row.available or row.made for row in rows),
    )


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    """What the report is of, and what kind of copy it is."""
    head = report.context.context
    clearance = head.clearance
    by = f" by {clearance.by}" if clearance.by else ""
    on = f", {long_date(clearance.date)}" if clearance.date else ""
    yield "Classification", report.classification
    yield "Copy", RELEASE if report.release else INTERNAL
    yield "Clearance", f"{CLEARED[clearance.status]}{by}{on}"
    if head.author:
        yield "Author", str(head.author)
    if head.prepared:
        yield "Prepared", long_date(head.prepared)
    yield from facts(report.assessment)
    yield "Text", f"{report.assessment.instrument.text_status.capitalize()} text"
    if report.since:
        yield "Compared with", f"Law of {long_date(report.since)}"


def _chapters(report: Report) -> tuple[Chapter, ...]:
    rows = matrix_rows(report)
    titles = list(dict.fromkeys(a.chapter for a in report.articles))
    before = _before(report)
    return tuple(
        Chapter(
            number,
            title,
            tuple(_tile(report, a, rows, before.get(a.article, "")) for a in report.articles if a.chapter == title),
            tuple(r for r in rows if r.chapter == title),
        )
        for number, title in enumerate(titles, start=1)
    )


def _tile(report: Report, row: ArticleRow, rows: tuple[Row, ...], before: str) -> Tile:
    first = next(r for r in rows if r.article == row.article)
    ends = ends_in_words(row.low, row.high)
    label = f"{report.assessment.instrument.division} {row.article}"
    return Tile(
        row.article,
        label,
        row.heading,
        f"#{quote(first.anchor, safe='()')}",
        STATUS[row.status],
        row.status,
        ends,
        before,
    )


def _before(report: Report) -> Mapping[str, str]:
    """How the articles stood on the day of the baseline, where they stand otherwise now."""
    past, since = report.timeline, report.since
    if since is None or since < past.start:
        return {}
    then, now = past.on(since), past.on(past.end)
    return {article: standing.words for article, standing in then.items() if standing != now[article]}
