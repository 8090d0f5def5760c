"""The first sheet: the answer in ten seconds, with the counts, what to look at first, and where to find the rest."""

from __future__ import annotations

from collections.abc import Sequence

from gapcheck.report.facts import reading_caveat, tried_in_words
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.short_answer import short_answer
from gapcheck.report.statuses import DISCLAIMER, VIEW_BASIS
from gapcheck.report.workbook.cover import NAMES, TEXTS, Cover
from gapcheck.report.workbook.places import to_matrix_of_article
from gapcheck.report.workbook.sheet import CellValue, Formula, Jump, Sheet, SheetColumn
from gapcheck.report.workbook.strip_image import put_strip
from gapcheck.review.duty_reviews import VIEW_WORDS
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital

COUNT = 10.0
VERDICTS = (
    SheetColumn("Verdict", NAMES, "status"),
    SheetColumn("Which articles", TEXTS),
    SheetColumn("Articles", COUNT, "number"),
    SheetColumn("Duties", COUNT, "number"),
)
REVIEWS = (SheetColumn("Reviewers", NAMES), SheetColumn("What it counts", TEXTS), SheetColumn("Rows", COUNT, "number"))


def write_answer(sheet: Sheet, others: Sequence[tuple[str, str]]) -> None:
    """The answer, the counts, the articles to look at first, and the other sheets, each with what it holds."""
    report, assessment = sheet.report, sheet.report.assessment
    sheet.set_up((NAMES, TEXTS, COUNT, COUNT), None, paper="A4", upright=True, tall=2)
    sheet.sheet.freeze_panes(2, 0)
    sheet.head(f"{assessment.instrument.short_title} and {assessment.law}: the answer", ())
    cover = Cover(sheet)
    answer = short_answer(report)
    cover.pair("Law as at", f"{long_date(assessment.as_at)}. {DISCLAIMER}")
    cover.pair("In short", answer.sentence)
    cover.pairs(answer.lines)
    cover.pairs([("Next" if n == 0 else " ", step) for n, step in enumerate(answer.next_steps)])
    cover.pairs(
        (
            ("Reading", reading_caveat(assessment)),
            ("Answers tried", tried_in_words(assessment)),
        )
    )
    put_strip(cover)
    cover.section("Counts (they follow the sheets Summary and Matrix)")
    cover.row = _counts(sheet, cover.row)
    cover.pair("Likely", VIEW_BASIS)
    _attention(cover, report)
    cover.section("Where to look")
    for name, what in others:
        cover.leads(Jump(name, name, 0), what)


def _attention(cover: Cover, report: ReportRows) -> None:
    """The articles that are gaps or contested, each leading to its rows of the matrix."""
    wanted = [a for a in report.articles if a.is_gap or a.status == "unclear"]
    if not wanted:
        return
    cover.section(f"{capital(report.assessment.instrument.division)}s to look at first")
    for row in wanted:
        label = capital(division_label(report.assessment.instrument, row.article))
        place = to_matrix_of_article(report, row.article)
        told = f"{row.verdict}. {row.heading}. {report.in_a_sentence(row.article)}"
        if place is None:
            cover.pair(label, told)
        else:
            cover.leads(Jump(label, "Matrix", place), told)


def _counts(sheet: Sheet, first: int) -> int:
    """The verdicts and the reviews, counted by the program in the tables of the other sheets; the row after them."""
    report = sheet.report
    verdicts: list[list[CellValue]] = [
        [
            c.verdict,
            ", ".join(a.article for a in report.articles if a.verdict == c.verdict),
            Formula(f'COUNTIFS(Articles[Verdict],"{c.verdict}")', c.articles),
            Formula(f'COUNTIFS(Matrix[Verdict],"{c.verdict}")', c.duties),
        ]
        for c in report.verdicts
    ]
    after = sheet.table(first, "VerdictCounts", VERDICTS, verdicts, "No verdicts")
    views = [report.people[d.duty].view for d in report.duties]
    reviews: list[list[CellValue]] = [
        [word, "Rows of the sheet Matrix", Formula(f'COUNTIFS(Matrix[Agrees],"{word}")', views.count(word))]
        for word in VIEW_WORDS.values()
    ]
    return sheet.table(after + 1, "ReviewCounts", REVIEWS, reviews, "No reviews") if report.duties else after
