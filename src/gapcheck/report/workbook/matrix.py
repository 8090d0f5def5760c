"""The sheets with one row for each duty and one for each cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import attrgetter

from gapcheck.engine.results import InstrumentResult
from gapcheck.repair.measures import Measure
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.cells import CellRow
from gapcheck.report.rows.duties import DutyRow, cell_rows
from gapcheck.report.rows.duty_reservations import LodgedAndAllowed
from gapcheck.report.rows.provisions import CitedProvision
from gapcheck.report.statuses import CHECKED, FORCE, RELATION
from gapcheck.report.workbook.places import matrix_lines, to_question
from gapcheck.report.workbook.sheet import CellValue, Items, Jump, Link, Sheet, SheetColumn, cells_of
from gapcheck.review.duty_reviews import VIEW_WORDS, ReviewRow
from gapcheck.wording.citation import article_label
from gapcheck.wording.dates import long_date

MORE_CELLS = "more: see the sheet Cells"
MORE_MEASURES = "more: see the sheet Gaps and measures"
MORE_QUESTIONS = "more: see the sheet Questions"
MORE_STATEMENTS = "more: see the sheet What officials said"


@dataclass(frozen=True)
class MatrixLine:
    """What the row of a duty is made of."""

    row: DutyRow
    people: ReviewRow
    reservations: LodgedAndAllowed
    measures: tuple[Measure, ...]
    question: Jump | str

    @property
    def provisions(self) -> tuple[CitedProvision, ...]:
        """The provisions of statutes and treaties: practice has a column of its own."""
        return tuple(p for p in self.row.law.provisions if not p.practice)

    @property
    def first_link(self) -> CellValue:
        """The first provision as a link."""
        return link_to(self.provisions[0]) if self.provisions else ""

    @property
    def survey(self) -> str:
        """When and where the law was searched."""
        survey = self.row.survey
        return "" if survey.day is None else f"{long_date(survey.day)}: {'; '.join(survey.acts)}"


MATRIX = (
    SheetColumn("Article", 9, "text", attrgetter("row.article")),
    SheetColumn("Duty", 10, "text", attrgetter("row.duty")),
    SheetColumn("Heading", 22, "text", attrgetter("row.heading")),
    SheetColumn("Obligation (in our own words)", 36, "text", attrgetter("row.text")),
    SheetColumn("Force", 12, "text", lambda line: FORCE[line.row.force]),
    SheetColumn("Verdict", 15, "status", attrgetter("row.verdict")),
    SheetColumn("At worst (every question against)", 13, "status", attrgetter("row.low")),
    SheetColumn("At best (every question for)", 13, "status", attrgetter("row.high")),
    SheetColumn(
        "Questions that it turns on, and our working view",
        38,
        "text",
        lambda line: Items(tuple(q.words for q in line.row.questions), MORE_QUESTIONS),
    ),
    SheetColumn("To the first question", 13, "text", attrgetter("question")),
    SheetColumn(
        "Domestic provisions",
        28,
        "text",
        lambda line: Items(tuple(p.citation for p in line.provisions), MORE_CELLS),
    ),
    SheetColumn("Link to the first", 15, "text", attrgetter("first_link")),
    SheetColumn("Practice outside statute", 16, "text", lambda line: Items(line.row.law.practice)),
    SheetColumn("In force from", 13, "day", attrgetter("row.law.in_force_from")),
    SheetColumn("Reason", 56, "text", lambda line: Items(line.row.gap.reasons, MORE_CELLS)),
    SheetColumn("Missing element", 38, "text", lambda line: Items(line.row.gap.lacks, MORE_CELLS)),
    SheetColumn("Change needed", 50, "text", lambda line: Items(tuple(m.change for m in line.measures), MORE_MEASURES)),
    SheetColumn("Vehicle", 17, "text", lambda line: Items(tuple(dict.fromkeys(m.vehicle for m in line.measures)))),
    SheetColumn("Reservation or declaration available", 22, "text", lambda line: Items(line.reservations.allowed)),
    SheetColumn("Reservation or declaration made", 20, "text", lambda line: Items(line.reservations.lodged)),
    SheetColumn("Goes beyond the treaty", 52, "text", lambda line: Items(line.row.gap.goes_beyond, MORE_CELLS)),
    SheetColumn("What can be argued", 28, "text", lambda line: Items(line.row.arguable.in_words)),
    SheetColumn("What would settle it", 44, "text", lambda line: Items(line.row.settled_by)),
    SheetColumn(
        "What officials said",
        24,
        "text",
        lambda line: Items(tuple(note.words for note in line.row.officials), MORE_STATEMENTS),
    ),
    SheetColumn("Confidence (weakest source)", 13, "text", lambda line: CHECKED[line.row.law.checked]),
    SheetColumn("Suspect until reviewed", 28, "text", lambda line: Items(line.row.suspect)),
    SheetColumn("Survey of the law", 20, "text", attrgetter("survey")),
    SheetColumn("Owner", 20, "text", lambda line: Items(line.people.owners)),
    SheetColumn("Consulted", 18, "text", lambda line: Items(line.people.consulted)),
    SheetColumn("Reviewer", 16, "input", lambda line: Items(line.people.reviewers)),
    SheetColumn("Review date", 13, "input_day", attrgetter("people.day")),
    SheetColumn("Agrees", 13, "input", attrgetter("people.view")),
    SheetColumn("Review note", 46, "input", lambda line: Items(line.people.notes)),
)
BREAKS = (15, 22)
"""What is missing and how to mend it, and what others say, are printed on pages of their own."""

CELLS = (
    SheetColumn("Duty", 10, "text", attrgetter("duty")),
    SheetColumn("Part of the duty", 28, "text", attrgetter("label")),
    SheetColumn("What the part describes", 74, "text", lambda cell: "; ".join(cell.elements)),
    SheetColumn("Result", 15, "status", attrgetter("verdict")),
    SheetColumn("Best rule", 26, "text", attrgetter("citation")),
    SheetColumn("Link", 15, "text", lambda cell: _link_of_cell(cell)),
    SheetColumn("Relation of the rule to the part", 15, "text", lambda cell: RELATION[cell.relation]),
    SheetColumn("What falls short", 58, "text", lambda cell: Items(cell.shortfalls)),
    SheetColumn("Goes beyond the treaty", 50, "text", lambda cell: Items(cell.goes_beyond)),
    SheetColumn(
        "Treaty article that would allow it",
        14,
        "text",
        lambda cell: "\n".join(article_label(under) for under in cell.curable_under),
    ),
    SheetColumn("Reservation or declaration used", 18, "text", lambda cell: "\n".join(cell.position)),
)


def write_matrix(sheet: Sheet) -> None:
    """One row for each duty, with columns that a reviewer fills in."""
    report = sheet.report
    assessment = report.assessment
    columns = matrix_columns(assessment)
    header = sheet.start("Matrix", matrix_lines(report), columns, frozen=2, breaks=BREAKS)
    rows = [cells_of(columns, _line(report, row)) for row in report.duties]
    sheet.table(header, "Matrix", columns, rows, "No duties")
    if rows:
        agrees = next(n for n, column in enumerate(MATRIX) if column.header == "Agrees")
        listed = {"validate": "list", "source": list(VIEW_WORDS.values()), "error_title": "Agrees"}
        message = {"error_message": f"Choose one of: {', '.join(VIEW_WORDS.values())}."}
        sheet.sheet.data_validation(header + 1, agrees, header + len(rows), agrees, listed | message)


def _line(report: ReportRows, row: DutyRow) -> MatrixLine:
    reservations = report.reservations_by_duty[row.duty]
    measures, question = report.measures_for(row.duty), to_question(report, row.questions)
    return MatrixLine(row, report.people[row.duty], reservations, measures, question)


def matrix_columns(assessment: InstrumentResult) -> tuple[SheetColumn, ...]:
    """The columns; what answers a mandate is the text that was adopted, not the law."""
    if assessment.instrument.answered_by is None:
        return MATRIX
    return tuple(
        replace(c, header="Provisions that answer it") if c.header == "Domestic provisions" else c for c in MATRIX
    )


def link_to(provision: CitedProvision) -> Link:
    """A link that names the place in the Act, which stands beside it."""
    return Link(provision.place, provision.url)


def _link_of_cell(row: CellRow) -> Link:
    return link_to(row.provision) if row.provision else Link("", None)


def write_cells(sheet: Sheet) -> None:
    """One row for each cell."""
    assessment = sheet.report.assessment
    day = long_date(assessment.as_at)
    line = f"{assessment.instrument.short_title}. Law as at {day}. One row for each part of each duty."
    header = sheet.start("Cells", [line], CELLS, frozen=2)
    rows = [cells_of(CELLS, row) for row in cell_rows(sheet.report.duties)]
    sheet.table(header, "Cells", CELLS, rows, "No cells")
