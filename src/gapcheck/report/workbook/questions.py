"""The sheet of the questions that the verdicts turn on: what can be said on each, our view, and who can settle it."""

from __future__ import annotations

from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.questions import NATURES, STRENGTHS, VIEWS, WEIGHTS, QuestionRow
from gapcheck.report.workbook.places import question_lines, to_matrix, to_summary
from gapcheck.report.workbook.sheet import CellValue, Items, Sheet, SheetColumn
from gapcheck.wording.words import capital

QUESTIONS = (
    SheetColumn("No.", 7, "number"),
    SheetColumn("Question", 26),
    SheetColumn("What is asked", 40),
    SheetColumn("Our working view", 18),
    SheetColumn("How firm", 20),
    SheetColumn("Articles that turn on it", 16),
    SheetColumn("To the first, in Summary", 12),
    SheetColumn("Duties that it bears on", 22),
    SheetColumn("To the first, in Matrix", 13),
    SheetColumn("For New Zealand", 80),
    SheetColumn("Against", 80),
    SheetColumn("Kind", 14),
    SheetColumn("Weight", 16),
    SheetColumn("Who can settle it", 24),
    SheetColumn("What would settle it", 44),
    SheetColumn("Note", 44),
    SheetColumn("Whose view", 18),
    SheetColumn("Of", 13, "day"),
)
BREAKS = (9, 11)
"""Who can settle a question, and how, is printed on a page of its own."""


def write_questions(sheet: Sheet) -> None:
    """One row for each question."""
    report = sheet.report
    header = sheet.start("Questions", question_lines(report), QUESTIONS, frozen=2, breaks=BREAKS)
    rows = [_question(report, n, row) for n, row in enumerate(report.questions, start=1)]
    sheet.table(header, "Questions", QUESTIONS, rows, "No verdict turns on a question")


def _question(report: ReportRows, number: int, row: QuestionRow) -> list[CellValue]:
    return [
        number,
        row.title,
        row.asks,
        VIEWS[row.view],
        capital(row.signed or ("an answer tried here" if row.tried else STRENGTHS.get(row.strength, ""))),
        ", ".join(row.turns) or "None alone",
        to_summary(report, row),
        ", ".join(row.short_duties),
        to_matrix(report, row),
        Items(tuple(a.words for a in row.in_favour)),
        Items(tuple(a.words for a in row.against)),
        NATURES[row.nature],
        WEIGHTS.get(row.weight, ""),
        row.confirm_with,
        row.settled_by,
        row.note,
        capital(row.by),
        row.day,
    ]
