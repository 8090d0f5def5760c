"""The sheets with one row for each duty and one for each cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gapcheck.engine.results import InstrumentResult
from gapcheck.repair.measures import Measure
from gapcheck.report.rows.duties import CellRow, DutyRow, cell_rows
from gapcheck.report.statuses import CHECKED, FORCE, RELATION
from gapcheck.report.workbook.sheet import Cell, Column, Items, Link, Sheet
from gapcheck.review.duty_reviews import VIEW_WORDS, ReviewRow, review_rows
from gapcheck.wording.citation import article_label
from gapcheck.wording.dates import long_date

PLACE = re.compile(r", ((?:ss?|sch|cls?|art|item|para|topic) .+)$")

MATRIX = (
    Column("Article", 9),
    Column("Duty", 10),
    Column("Heading", 22),
    Column("Obligation (in our own words)", 36),
    Column("Force", 12),
    Column("Status", 13, "status"),
    Column("Low end", 13, "status"),
    Column("High end", 13, "status"),
    Column("Domestic provisions", 28),
    Column("Link to the first", 15),
    Column("Practice outside statute", 16),
    Column("In force from", 13, "day"),
    Column("Reason", 56),
    Column("Missing element", 38),
    Column("Change needed", 50),
    Column("Vehicle", 17),
    Column("Reservation or declaration available", 22),
    Column("Reservation or declaration made", 20),
    Column("Goes beyond the treaty", 52),
    Column("Arguable points", 28),
    Column("What would settle it", 44),
    Column("What officials said", 24),
    Column("Confidence (weakest source)", 13),
    Column("Suspect until reviewed", 28),
    Column("Survey of the law", 20),
    Column("Owner", 20),
    Column("Consulted", 18),
    Column("Reviewer", 16, "input"),
    Column("Review date", 13, "input_day"),
    Column("Agrees", 13, "input"),
    Column("Review note", 46, "input"),
)
BREAKS = (13, 20)
"""What is missing and how to mend it, and what others say, are printed on pages of their own."""

CELLS = (
    Column("Duty", 10),
    Column("Cell", 28),
    Column("Elements of the cell", 74),
    Column("Result", 14, "status"),
    Column("Best rule", 26),
    Column("Link", 15),
    Column("Relation of the rule to the cell", 15),
    Column("What falls short", 58),
    Column("Goes beyond the treaty", 50),
    Column("Treaty article that would allow it", 14),
    Column("Reservation or declaration used", 18),
)


def write_matrix(sheet: Sheet) -> None:
    """One row for each duty, with columns that a reviewer fills in."""
    report = sheet.report
    assessment = report.assessment
    line = f"{assessment.instrument.short_title}. Law as at {long_date(assessment.as_at)}. One row for each duty."
    columns = matrix_columns(assessment)
    header = sheet.start("Matrix", [line], columns, frozen=2, breaks=BREAKS)
    people = review_rows(assessment, report.context)
    rows = [_duty(r, people[r.duty], report.measures_for(r.duty)) for r in report.duties]
    sheet.table(header, "Matrix", columns, rows, "No duties")
    if rows:
        agrees = next(n for n, column in enumerate(MATRIX) if column.header == "Agrees")
        listed = {"validate": "list", "source": list(VIEW_WORDS.values()), "error_title": "Agrees"}
        message = {"error_message": f"Choose one of: {', '.join(VIEW_WORDS.values())}."}
        sheet.sheet.data_validation(header + 1, agrees, header + len(rows), agrees, listed | message)


def matrix_columns(assessment: InstrumentResult) -> tuple[Column, ...]:
    """The columns; what answers a mandate is the text that was adopted, not the law."""
    if assessment.instrument.answered_by is None:
        return MATRIX
    return tuple(
        replace(c, header="Provisions that answer it") if c.header == "Domestic provisions" else c for c in MATRIX
    )


def _duty(row: DutyRow, people: ReviewRow, measures: Sequence[Measure]) -> list[Cell]:
    provisions = tuple(c for c in row.citations if c not in row.practice)
    survey = "" if row.survey_date is None else f"{long_date(row.survey_date)}: {'; '.join(row.survey_acts)}"
    return [
        row.article,
        row.duty,
        row.heading,
        row.text,
        FORCE[row.force],
        row.status,
        row.low,
        row.high,
        Items(provisions, "more: see the sheet Cells"),
        Link(short_place(provisions[0]), row.links.get(provisions[0])) if provisions else "",
        Items(row.practice),
        row.in_force_from,
        Items(row.reasons, "more: see the sheet Cells"),
        Items(row.lacks, "more: see the sheet Cells"),
        Items(tuple(m.change for m in measures), "more: see the sheet Gaps and measures"),
        Items(tuple(dict.fromkeys(m.vehicle for m in measures))),
        Items(people.available),
        Items(people.made),
        Items(row.goes_beyond, "more: see the sheet Cells"),
        Items(row.arguable_in_words),
        Items(row.settled_by),
        Items(row.officials, "more: see the sheet What officials said"),
        CHECKED[row.checked],
        Items(row.suspect),
        survey,
        Items(people.owners),
        Items(people.consulted),
        Items(people.reviewers),
        people.day,
        people.view,
        Items(people.notes),
    ]


def short_place(citation: str) -> str:
    """The place in the Act, short enough to stand on one line: some programs do not wrap a link."""
    found = PLACE.search(citation)
    return found[1] if found else "Open" if citation else ""


def write_cells(sheet: Sheet) -> None:
    """One row for each cell."""
    assessment = sheet.report.assessment
    line = f"{assessment.instrument.short_title}. Law as at {long_date(assessment.as_at)}. One row for each cell of each duty."
    header = sheet.start("Cells", [line], CELLS, frozen=2)
    sheet.table(header, "Cells", CELLS, [_cell(r) for r in cell_rows(sheet.report.duties)], "No cells")


def _cell(row: CellRow) -> list[Cell]:
    return [
        row.duty,
        row.label,
        row.concepts,
        row.result,
        row.citation,
        Link(short_place(row.citation), row.url),
        RELATION[row.relation],
        Items(row.shortfalls),
        Items(row.goes_beyond),
        "\n".join(article_label(u) for u in row.curable_under),
        "\n".join(row.position),
    ]
