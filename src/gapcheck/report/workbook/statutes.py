"""The sheets about the statute book and the sources: versions of the law, rules not used, and where everything comes
from.
"""

from __future__ import annotations

from gapcheck.report.rows.law import SourceRow, source_rows, unused_rows
from gapcheck.report.rows.versions import VersionRow, stage_rows, stages_in_words, version_rows
from gapcheck.report.statuses import CHECKED
from gapcheck.report.workbook.matrix import short_place
from gapcheck.report.workbook.sheet import Cell, Column, Items, Link, Sheet
from gapcheck.wording.dates import long_date

VERSIONS = (
    Column("Act", 34),
    Column("Section", 12),
    Column("Link", 14),
    Column("What the rule says", 62),
    Column("In force from", 13, "day"),
    Column("In force to (not included)", 13, "day"),
    Column("Brought in by", 38),
    Column("Enacted", 13, "day"),
    Column("On the date", 17),
    Column("Duties that rest on it", 34),
    Column("Duties that it would bear on", 34),
)

UNUSED = (
    Column("Act", 34),
    Column("Section", 14),
    Column("Link", 14),
    Column("Provision", 34),
    Column("Rule", 70),
    Column("Why it is not used", 52),
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


def write_versions(sheet: Sheet) -> None:
    """One row for each rule over each interval; Acts that came in stages are told above."""
    assessment = sheet.report.assessment
    rows = version_rows(assessment)
    day = long_date(assessment.as_at)
    lines = [f"Rules that a verdict of {day} rests on, and rules not in force on that day that reach a duty."]
    lines += stages_in_words(stage_rows(rows, assessment.as_at))
    header = sheet.start("Law versions", lines, VERSIONS, frozen=2)
    empty = "No rule on record reaches a duty"
    if assessment.instrument.answered_by is not None:
        empty = f"The law plays no part here: {assessment.law} answers this instrument"
    sheet.table(header, "Versions", VERSIONS, [_version(row) for row in rows], empty)


def _version(row: VersionRow) -> list[Cell]:
    link = Link(short_place(row.citation), row.url)
    rests, bears = ", ".join(row.rests), ", ".join(row.bears)
    return [row.act, row.section, link, row.text, row.start, row.end, row.by, row.enacted, row.stands, rests, bears]


def write_unused(sheet: Sheet) -> None:
    """One row for each rule in force that answers nothing."""
    assessment = sheet.report.assessment
    line = f"Rules in force on {long_date(assessment.as_at)} on which no verdict rests."
    header = sheet.start("Rules not used", [line], UNUSED, frozen=1)
    body: list[list[Cell]] = [
        [r.act, r.section, Link(short_place(r.citation), r.url), r.citation, r.text, r.why]
        for r in unused_rows(assessment)
    ]
    sheet.table(header, "RulesNotUsed", UNUSED, body, "None: every rule in force on the date is used")


def write_sources(sheet: Sheet) -> None:
    """One row for each source, under the number of each check."""
    rows = source_rows(sheet.report.assessment)
    checks = [r.checked for r in rows]
    counts = ", ".join(f"{checks.count(c)} {CHECKED[c].lower()}" for c in CHECKED)
    header = sheet.start("Sources", [f"{len(rows)} sources: {counts}."], SOURCES, frozen=1)
    sheet.table(header, "Sources", SOURCES, [_source(r) for r in rows], "No sources")


def _source(row: SourceRow) -> list[Cell]:
    return [row.ref, row.pinpoint, CHECKED[row.checked], Items(row.supports), len(row.supports), row.url, row.note]
