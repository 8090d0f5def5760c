"""The sheet of the questions that the verdicts turn on: what can be said on each, our view, and who can settle it."""

from __future__ import annotations

from gapcheck.model.state import State
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.questions import NATURES, STRENGTHS, WEIGHTS, QuestionRow, open_first, view_words
from gapcheck.report.workbook.places import question_lines, to_matrix, to_summary
from gapcheck.report.workbook.sheet import CellValue, Items, Sheet, SheetColumn
from gapcheck.wording.words import capital

_ASKED = (
    SheetColumn("No.", 7, "number"),
    SheetColumn("Question", 30),
    SheetColumn("What is asked", 50),
    SheetColumn("Our working view", 16),
    SheetColumn("How firm", 26),
    SheetColumn("Articles that turn on it", 14),
)
_ANSWERED = (
    SheetColumn("Against", 120),
    SheetColumn("Who can settle it", 20),
    SheetColumn("To the first, in Summary", 12),
    SheetColumn("Duties that it bears on", 22),
    SheetColumn("To the first, in Matrix", 13),
    SheetColumn("What would settle it", 44),
    SheetColumn("Kind", 14),
    SheetColumn("Weight", 16),
    SheetColumn("Note", 44),
    SheetColumn("Whose view", 18),
    SheetColumn("Of", 13, "day"),
)
PRINTED = 9
"""The columns that are printed: the rest serves the screen."""


def question_columns(state: State) -> tuple[SheetColumn, ...]:
    """The columns of the sheet, one of which names the State."""
    return (*_ASKED, SheetColumn(f"For {state.name}", 120), *_ANSWERED)


def write_questions(sheet: Sheet) -> None:
    """One row for each question."""
    report = sheet.report
    columns = question_columns(report.assessment.state)
    header = sheet.start("Questions", question_lines(report), columns, frozen=2, printed=PRINTED)
    rows = [_question(report, n, row) for n, row in enumerate(open_first(report.questions), start=1)]
    after = sheet.table(header, "Questions", columns, rows, "No verdict turns on a question")
    sheet.print_columns(after - 1, PRINTED)


def _question(report: ReportRows, number: int, row: QuestionRow) -> list[CellValue]:
    return [
        number,
        row.title,
        row.asks,
        view_words(row.view, row.state),
        capital(row.signed or ("an answer tried here" if row.tried else STRENGTHS.get(row.strength, ""))),
        ", ".join(row.turns) or "None alone",
        Items(tuple(a.words for a in row.in_favour)),
        Items(tuple(a.words for a in row.against)),
        row.confirm_with,
        to_summary(report, row),
        ", ".join(row.short_duties),
        to_matrix(report, row),
        row.settled_by,
        NATURES[row.nature],
        WEIGHTS.get(row.weight, ""),
        row.note,
        capital(row.by),
        row.day,
    ]
