"""The sheet that each agency filters: one row for each provision and article, by Act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.natural_order import natural_key
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.rows.duties import DutyRow
from gapcheck.report.rows.provisions import CitedProvision
from gapcheck.report.workbook.agencies import agencies_of_act
from gapcheck.report.workbook.places import CURRENT, link_to, to_article
from gapcheck.report.workbook.sheet import CellValue, Jump, Sheet, SheetColumn
from gapcheck.wording.citation import division_label
from gapcheck.wording.words import small

NO_LAW = "No provision on record"
PRACTICE_WORDS = "Practice outside statute"

ACT_ARTICLES = (
    SheetColumn("Act", 34),
    SheetColumn("Agency", 28),
    SheetColumn("Provision", 30),
    SheetColumn(CURRENT, 24),
    SheetColumn("No.", 7, "number"),
    SheetColumn("Article", 9),
    SheetColumn("Heading", 36),
    SheetColumn("Verdict on the article", 20, "status"),
    SheetColumn("Duties that rest on the provision", 84),
    SheetColumn("Gap among them", 10),
    SheetColumn("Change of the Act needed", 18),
)


@dataclass(frozen=True)
class ActArticleRow:
    """A provision and an article with duties whose verdict rests on it; one without a provision has no law at all."""

    act: str
    provision: CitedProvision | None
    number: int
    article: ArticleRow
    duties: tuple[DutyRow, ...]

    @property
    def place(self) -> str:
        """The place in the Act."""
        return self.provision.place if self.provision else ""


def act_article_rows(report: ReportRows) -> list[ActArticleRow]:
    """The rows by Act, section and article; duties that no provision answers come last."""
    found = [row for n, article in enumerate(report.articles, start=1) for row in _of_article(report, n, article)]
    last = (NO_LAW, PRACTICE_WORDS)
    return sorted(
        found, key=lambda r: (r.act in last, r.act == NO_LAW, natural_key(r.act), natural_key(r.place), r.number)
    )


def _of_article(report: ReportRows, number: int, article: ArticleRow) -> Iterator[ActArticleRow]:
    duties = report.duties_of(article.article)
    by_provision: dict[str, list[DutyRow]] = {}
    provisions: dict[str, CitedProvision] = {}
    for duty in duties:
        for provision in duty.law.provisions:
            provisions[provision.citation] = provision
            by_provision.setdefault(provision.citation, []).append(duty)
    for citation, resting in by_provision.items():
        provision = provisions[citation]
        act = PRACTICE_WORDS if provision.practice else provision.act
        yield ActArticleRow(act, provision, number, article, tuple(resting))
    bare = tuple(d for d in duties if d.binding and not d.law.provisions)
    if bare:
        yield ActArticleRow(NO_LAW, None, number, article, bare)


def columns(report: ReportRows) -> tuple[SheetColumn, ...]:
    """The columns: that of changes only where one is needed."""
    return ACT_ARTICLES if report.measures else ACT_ARTICLES[:-1]


def write_act_articles(sheet: Sheet) -> None:
    """One row for each provision and article."""
    report = sheet.report
    shown = columns(report)
    lines = [
        "What each provision answers: filter by Act or agency. Links lead to the current version of an Act; "
        "the site lists its earlier versions."
    ]
    header = sheet.start("Act by article", lines, shown, frozen=1, printed=0)
    rows = [_cells(report, row)[: len(shown)] for row in act_article_rows(report)]
    sheet.table(header, "ActArticles", shown, rows, "No provision answers a duty")


def _cells(report: ReportRows, row: ActArticleRow) -> list[CellValue]:
    instrument = report.assessment.instrument
    duties = "; ".join(f"{division_label(instrument, d.duty)} ({small(d.verdict)})" for d in row.duties)
    changes = any(m.act == row.act for d in row.duties for m in report.measures_for(d.duty))
    return [
        row.act,
        "; ".join(agencies_of_act(report, row.act, [d.duty for d in row.duties])),
        row.provision.citation.removeprefix(f"{row.act}, ") if row.provision else "",
        link_to(row.provision) if row.provision else "",
        row.number,
        to_article(report, row.article.article),
        row.article.heading,
        row.article.verdict,
        duties,
        "Yes" if any(d.is_gap for d in row.duties) else "No",
        Jump("Gaps and measures", "Gaps and measures", 0) if changes else "No",
    ]
