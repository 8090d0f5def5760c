"""The sheets with one row for each duty, and one for the parts of a duty that stand alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from gapcheck.repair.measures import Measure
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.duties import DutyRow
from gapcheck.report.rows.duty_reservations import LodgedAndAllowed
from gapcheck.report.rows.part_groups import PartGroup
from gapcheck.report.rows.provisions import CitedProvision
from gapcheck.report.statuses import CHECKED, FORCE, RELATION
from gapcheck.report.workbook.places import (
    CURRENT,
    MATRIX_COUNTS,
    link_to,
    matrix_lines,
    to_question,
    to_summary_of_each,
)
from gapcheck.report.workbook.sheet import CellValue, Formula, Items, Jump, Sheet, SheetColumn, cells_of
from gapcheck.review.duty_reviews import VIEW_WORDS, ReviewRow
from gapcheck.wording.citation import article_label, merge_citations
from gapcheck.wording.dates import long_date

MORE_PARTS = "more: see the sheet Parts of duties"
MORE_RESERVATIONS = "more: see the sheet Reservations and declarations"
MORE_MEASURES = "more: see the sheet Gaps and measures"
MORE_QUESTIONS = "more: see the sheet Questions"
MORE_STATEMENTS = "more: see the sheet What officials said"


@dataclass(frozen=True)
class MatrixLine:
    """What the row of a duty is made of."""

    number: int
    instrument: str
    as_at: date
    row: DutyRow
    people: ReviewRow
    reservations: LodgedAndAllowed
    measures: tuple[Measure, ...]
    why: tuple[str, ...]
    question: Jump | str
    article: Jump
    doing: tuple[str, ...]

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


SHORT = 7
"""Lines of a list that is for the screen, so that no row is high for what is not printed."""

PRINTED_COLUMNS = (
    SheetColumn("No.", 6, "number", attrgetter("number")),
    SheetColumn("Article", 9, "text", attrgetter("article")),
    SheetColumn("Duty", 10, "text", attrgetter("row.duty")),
    SheetColumn("Heading", 36, "text", attrgetter("row.heading")),
    SheetColumn("Obligation (in our own words)", 100, "text", attrgetter("row.text")),
    SheetColumn("Force", 16, "text", lambda line: FORCE[line.row.force]),
    SheetColumn("Verdict", 17, "status", attrgetter("row.verdict")),
    SheetColumn("Gap", 7, "text", lambda line: "Yes" if line.row.is_gap else "No"),
    SheetColumn("Reason", 150, "text", lambda line: Items((*line.row.suspect, *line.why), MORE_PARTS)),
    SheetColumn(
        "Questions that it turns on, and our working view",
        56,
        "text",
        lambda line: Items(tuple(q.words for q in line.row.questions), MORE_QUESTIONS, SHORT),
    ),
)
"""What is read on paper: the sheets Gaps and measures and Articles (A4) print changes and provisions."""
PROVISION_COLUMNS = (
    SheetColumn(
        "Domestic provisions",
        60,
        "text",
        lambda line: Items(merge_citations(p.citation for p in line.provisions), MORE_PARTS, SHORT),
    ),
)
CHANGE_COLUMNS = (
    SheetColumn(
        "Change needed", 100, "text", lambda line: Items(tuple(m.change for m in line.measures), MORE_MEASURES)
    ),
    SheetColumn("Vehicle", 17, "text", lambda line: Items(tuple(dict.fromkeys(m.vehicle for m in line.measures)))),
)
"""Only where something has to change."""
PROGRESS_COLUMNS = (
    SheetColumn("Who does it by when", 34, "text", lambda line: Items(line.doing, MORE_MEASURES, SHORT)),
)
"""Only where a folder of reviews says who does a measure."""
SCREEN_COLUMNS = (
    SheetColumn("To the first question", 13, "text", attrgetter("question")),
    SheetColumn(f"{CURRENT} of the first provision", 24, "text", attrgetter("first_link")),
    SheetColumn("Practice outside statute", 26, "text", lambda line: Items(line.row.law.practice, "more", SHORT)),
    SheetColumn("In force from", 13, "day", attrgetter("row.law.in_force_from")),
    SheetColumn("At worst (every question against)", 13, "status", attrgetter("row.low")),
    SheetColumn("At best (every question for)", 13, "status", attrgetter("row.high")),
    SheetColumn("Missing element", 70, "text", lambda line: Items(line.row.gap.lacks, MORE_PARTS, SHORT)),
    SheetColumn(
        "Reservation or declaration available",
        30,
        "text",
        lambda line: Items(line.reservations.allowed, MORE_RESERVATIONS, SHORT),
    ),
    SheetColumn(
        "Reservation or declaration made",
        30,
        "text",
        lambda line: Items(line.reservations.lodged, MORE_RESERVATIONS, SHORT),
    ),
    SheetColumn("Goes beyond the treaty", 90, "text", lambda line: Items(line.row.gap.goes_beyond, MORE_PARTS, SHORT)),
    SheetColumn("What can be argued", 60, "text", lambda line: Items(line.row.arguable.in_words, MORE_PARTS, SHORT)),
    SheetColumn("What would settle it", 90, "text", lambda line: Items(line.row.settled_by, MORE_QUESTIONS, SHORT)),
    SheetColumn(
        "What officials said",
        80,
        "text",
        lambda line: Items(tuple(note.words for note in line.row.officials), MORE_STATEMENTS, SHORT),
    ),
    SheetColumn("Confidence (weakest source)", 13, "text", lambda line: CHECKED[line.row.law.checked]),
    SheetColumn("Suspect until reviewed", 28, "text", lambda line: Items(line.row.suspect, "more", SHORT)),
    SheetColumn("Survey of the law", 90, "text", attrgetter("survey")),
    SheetColumn("Owner", 30, "text", lambda line: Items(line.people.owners)),
    SheetColumn("Consulted", 18, "text", lambda line: Items(line.people.consulted)),
    SheetColumn("Reviewer", 16, "input", lambda line: Items(line.people.reviewers)),
    SheetColumn("Review date", 13, "input_day", attrgetter("people.day")),
    SheetColumn("Agrees", 13, "input", attrgetter("people.view")),
    SheetColumn("Review note", 46, "input", lambda line: Items(line.people.notes)),
    SheetColumn("Change proposed by the reviewer", 40, "input", lambda _: ""),
    SheetColumn("Chapter", 30, "text", attrgetter("row.chapter")),
    SheetColumn("Instrument", 34, "text", attrgetter("instrument")),
    SheetColumn("Law as at", 14, "day", attrgetter("as_at")),
    SheetColumn("Full id", 22, "text", attrgetter("row.id")),
)

PARTS = (
    SheetColumn("No.", 7, "number"),
    SheetColumn("Duty", 10),
    SheetColumn("Parts of the duty", 60),
    SheetColumn("Number of parts", 9, "number"),
    SheetColumn("Result", 17, "status"),
    SheetColumn("Best rule", 30),
    SheetColumn(CURRENT, 24),
    SheetColumn("Relation of the rule to the part", 15),
    SheetColumn("What falls short", 70),
    SheetColumn("Goes beyond the treaty", 60),
    SheetColumn("Treaty article that would allow it", 14),
    SheetColumn("Reservation or declaration used", 30),
    SheetColumn("What a part describes", 90),
)


def write_matrix(sheet: Sheet) -> None:
    """One row for each duty, with columns that a reviewer fills in."""
    report = sheet.report
    columns = matrix_columns(report)
    printed = len(PRINTED_COLUMNS)
    header = sheet.start("Matrix", matrix_lines(report), columns, frozen=3, printed=printed, spare=MATRIX_COUNTS)
    articles = to_summary_of_each(report)
    lines = (_line(report, n, row, articles[row.article]) for n, row in enumerate(report.duties, start=1))
    rows = [cells_of(columns, line) for line in lines]
    after = sheet.table(header, "Matrix", columns, rows, "No duties")
    sheet.print_columns(after - 1, printed)
    if rows:
        first, last = header + 1, header + len(rows)
        _count_what_is_shown(sheet, columns, first, last)
        agrees = _place(columns, "Agrees")
        listed = {"validate": "list", "source": list(VIEW_WORDS.values()), "error_title": "Agrees"}
        message = {"error_message": f"Choose one of: {', '.join(VIEW_WORDS.values())}."}
        sheet.sheet.data_validation(first, agrees, last, agrees, listed | message)


def _count_what_is_shown(sheet: Sheet, columns: Sequence[SheetColumn], first: int, last: int) -> None:
    """Above the header, how many rows and gaps a filter leaves in sight."""
    from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

    number, gap = _place(columns, "No."), _place(columns, "Gap")
    every, gaps = xl_range_abs(first, number, last, number), xl_range_abs(first, gap, last, gap)
    one = xl_rowcol_to_cell(first, number, row_abs=True, col_abs=True)
    seen = f"SUBTOTAL(103,OFFSET({one},ROW({every})-ROW({one}),0))"
    formula = f'"Rows shown: "&SUBTOTAL(103,{every})&"; gaps among them: "&SUMPRODUCT({seen}*({gaps}="Yes"))'
    counted = sum(row.is_gap for row in sheet.report.duties)
    value = f"Rows shown: {last - first + 1}; gaps among them: {counted}"
    sheet.formula(first - 2, 0, Formula(formula, value), sheet.formats.subtitle)


def _place(columns: Sequence[SheetColumn], header: str) -> int:
    return next(n for n, column in enumerate(columns) if column.header == header)


def _line(report: ReportRows, number: int, row: DutyRow, article: Jump) -> MatrixLine:
    assessment, reservations = report.assessment, report.reservations_by_duty[row.duty]
    measures, question = report.measures_for(row.duty), to_question(report, row.questions)
    title, people = assessment.instrument.short_title, report.people[row.duty]
    told = report.duty_answers[row.duty]
    why = told.why or (told.sentence,)
    doing = report.progress_lines(measures)
    return MatrixLine(
        number, title, assessment.as_at, row, people, reservations, measures, why, question, article, doing
    )


def matrix_columns(report: ReportRows) -> tuple[SheetColumn, ...]:
    """The columns, those of changes only where one is needed; what answers a mandate is the text that was adopted, not
    the law.
    """
    changes = CHANGE_COLUMNS if report.measures else ()
    progress = PROGRESS_COLUMNS if report.progress_lines(report.measures) else ()
    columns = (*PRINTED_COLUMNS, *PROVISION_COLUMNS, *changes, *progress, *SCREEN_COLUMNS)
    if report.assessment.instrument.answered_by is None:
        return columns
    return tuple(
        replace(c, header="Provisions that answer it") if c.header == "Domestic provisions" else c for c in columns
    )


def write_parts(sheet: Sheet) -> None:
    """One row for the parts of a duty that stand alike."""
    assessment = sheet.report.assessment
    line = f"{assessment.instrument.short_title}. Law as at {long_date(assessment.as_at)}. "
    line += "A duty has a part for each thing that the law must reach on its own; those that stand alike share a row."
    header = sheet.start("Parts of duties", [line], PARTS, frozen=2, printed=0)
    groups = [group for row in sheet.report.duties for group in sheet.report.parts[row.duty]]
    rows = [_part(number, group) for number, group in enumerate(groups, start=1)]
    sheet.table(header, "Parts", PARTS, rows, "No parts")


def _part(number: int, group: PartGroup) -> list[CellValue]:
    first = group.first
    return [
        number,
        first.duty,
        group.label,
        len(group.parts),
        first.verdict,
        first.citation,
        link_to(first.provision) if first.provision else "",
        RELATION[first.relation],
        Items(first.shortfalls),
        Items(first.goes_beyond),
        "\n".join(article_label(under) for under in first.curable_under),
        "\n".join(first.position),
        "; ".join(group.shared),
    ]
