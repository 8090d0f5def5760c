"""The sheets of the gap matrix with one row for each duty, cell, rule not used, and source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gapcheck.citation import article_label, long_date
from gapcheck.report.rows import CellRow, DutyRow
from gapcheck.report.rows_law import SourceRow, UnusedRow
from gapcheck.report.rows_officials import OfficialRow
from gapcheck.report.statuses import CHECKED, FORCE, RELATION
from gapcheck.report.workbook.sheet import Cell, Column, Link, Sheet, bullets, listed

HEADER = 2
PLACE = re.compile(r", ((?:ss?|sch|cls?|art|item|para|topic) .+)$")

DUTIES = (
    Column("Article", 9),
    Column("Duty", 10),
    Column("Heading", 18),
    Column("Obligation (in our own words)", 34),
    Column("Force", 12),
    Column("Status", 13, "status"),
    Column("Low end", 13, "status"),
    Column("High end", 13, "status"),
    Column("Domestic provisions", 26),
    Column("Link to the first", 15),
    Column("Practice outside statute", 14),
    Column("These rules in force from", 12, "day"),
    Column("Reason", 56),
    Column("What falls short", 32),
    Column("Goes beyond the treaty", 40),
    Column("Treaty article that would allow it", 12),
    Column("Reservation or declaration used", 16),
    Column("Arguable points", 22),
    Column("What would settle it", 30),
    Column("What officials said", 24),
    Column("Survey of the law", 20),
)

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
    Column("Treaty article that would allow it", 12),
    Column("Reservation or declaration used", 18),
)

UNUSED = (
    Column("Act", 34),
    Column("Section", 14),
    Column("Link", 14),
    Column("Provision", 34),
    Column("Rule", 70),
    Column("Why it is not used", 52),
)

OFFICIALS = (
    Column("About", 26),
    Column("Who said it", 26),
    Column("Date", 13, "day"),
    Column("Claim", 18),
    Column("What was said (in our own words)", 62),
    Column("Held against the verdict", 20),
    Column("Verdict then", 18),
    Column("Verdict on this date", 18),
    Column("Changed by", 34),
    Column("Source", 44),
)

SOURCES = (
    Column("Source", 44),
    Column("Pinpoint", 24),
    Column("Checked", 13),
    Column("What it supports", 70),
    Column("Times used", 10, "number"),
    Column("Address", 44),
    Column("Note", 40),
)


def _start(sheet: Sheet, title: str, columns: Sequence[Column], *, frozen: int) -> None:
    sheet.set_up([c.width for c in columns], HEADER, frozen=frozen)
    sheet.text(0, 0, title, sheet.formats.title)
    sheet.height(0, 26)
    assessment = sheet.assessment
    sheet.text(1, 0, f"{assessment.instrument.short_title}. Law as at {long_date(assessment.as_at)}.", sheet.formats.line)


def write_duties(sheet: Sheet, rows: Sequence[DutyRow]) -> None:
    """One row for each duty."""
    _start(sheet, "Duties", DUTIES, frozen=2)
    sheet.table(HEADER, "Duties", DUTIES, [_duty(r) for r in rows], "No duties")


def _duty(row: DutyRow) -> list[Cell]:
    def fitted(items: Sequence[str], header: str) -> str:
        width = next(c.width for c in DUTIES if c.header == header)
        return listed(bullets(items), width, lambda n: f"… and {n} more: see the sheet Cells")

    provisions = [c for c in row.citations if c not in row.practice]
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
        fitted(provisions, "Domestic provisions"),
        Link(_place(provisions[0]), row.links.get(provisions[0])) if provisions else "",
        "\n".join(row.practice),
        row.in_force_from,
        fitted(row.reasons, "Reason"),
        fitted(row.lacks, "What falls short"),
        fitted(row.goes_beyond, "Goes beyond the treaty"),
        "\n".join(article_label(u) for u in row.curable_under),
        "\n".join(row.positions),
        fitted(row.arguable_in_words, "Arguable points"),
        fitted(row.settled_by, "What would settle it"),
        fitted(row.officials, "What officials said"),
        survey,
    ]


def _place(citation: str) -> str:
    """The place in the Act, short enough to stand on one line: some programs do not wrap a link."""
    found = PLACE.search(citation)
    return found[1] if found else "Open" if citation else ""


def write_cells(sheet: Sheet, rows: Sequence[CellRow]) -> None:
    """One row for each cell."""
    _start(sheet, "Cells", CELLS, frozen=2)
    sheet.table(HEADER, "Cells", CELLS, [_cell(r) for r in rows], "No cells")


def _cell(row: CellRow) -> list[Cell]:
    return [
        row.duty,
        row.label,
        row.concepts,
        row.result,
        row.citation,
        Link(_place(row.citation), row.url),
        RELATION[row.relation],
        "\n".join(bullets(row.shortfalls)),
        "\n".join(bullets(row.goes_beyond)),
        "\n".join(article_label(u) for u in row.curable_under),
        "\n".join(row.position),
    ]


def write_unused(sheet: Sheet, rows: Sequence[UnusedRow]) -> None:
    """One row for each rule in force that answers nothing."""
    _start(sheet, "Rules not used", UNUSED, frozen=1)
    body: list[list[Cell]] = [[r.act, r.section, Link(_place(r.citation), r.url), r.citation, r.text, r.why] for r in rows]
    sheet.table(HEADER, "RulesNotUsed", UNUSED, body, "None: every rule in force on the date is used")


def write_officials(sheet: Sheet, rows: Sequence[OfficialRow]) -> None:
    """One row for each statement and article."""
    _start(sheet, "What officials said", OFFICIALS, frozen=1)
    body: list[list[Cell]] = [
        [r.place, r.speaker, r.date, r.claim, r.text, r.result, r.then, r.now, "\n".join(r.changed_by), r.source] for r in rows
    ]
    sheet.table(HEADER, "Officials", OFFICIALS, body, "No statement about this instrument is on record for this date")


def write_sources(sheet: Sheet, rows: Sequence[SourceRow]) -> None:
    """One row for each source, under the number of each check."""
    _start(sheet, "Sources", SOURCES, frozen=1)
    checks = [r.checked for r in rows]
    counts = ", ".join(f"{checks.count(c)} {CHECKED[c].lower()}" for c in CHECKED)
    sheet.text(1, 0, f"{len(rows)} sources: {counts}.", sheet.formats.line)
    sheet.table(HEADER, "Sources", SOURCES, [_source(r) for r in rows], "No sources")


def _source(row: SourceRow) -> list[Cell]:
    width = next(c.width for c in SOURCES if c.header == "What it supports")
    supported = listed(row.supports, width, lambda n: f"… and {n} more", "; ")
    return [row.ref, row.pinpoint, CHECKED[row.checked], supported, len(row.supports), row.url, row.note]
