"""The sheets about the statute book and the sources: versions of the law, rules not used, and where everything comes
from.
"""

from __future__ import annotations

from operator import attrgetter

from gapcheck.report.rows.law_versions import stage_rows, stages_in_words
from gapcheck.report.rows.rules_and_sources import source_rows
from gapcheck.report.statuses import CHECKED
from gapcheck.report.workbook.places import CURRENT, link_to
from gapcheck.report.workbook.sheet import Items, Sheet, SheetColumn, cells_of
from gapcheck.wording.dates import long_date

VERSIONS = (
    SheetColumn("Act", 34, "text", attrgetter("act")),
    SheetColumn("Section", 12, "text", attrgetter("section")),
    SheetColumn(CURRENT, 24, "text", lambda row: link_to(row.provision)),
    SheetColumn("What the rule says", 62, "text", attrgetter("text")),
    SheetColumn("In force from", 13, "day", attrgetter("start")),
    SheetColumn("In force to (not included)", 13, "day", attrgetter("end")),
    SheetColumn("Brought in by", 38, "text", attrgetter("by")),
    SheetColumn("Enacted", 13, "day", attrgetter("enacted")),
    SheetColumn("On the date", 17, "text", attrgetter("stands")),
    SheetColumn("Duties that rest on it", 34, "text", lambda row: ", ".join(row.rests)),
    SheetColumn("Duties that it would bear on", 34, "text", lambda row: ", ".join(row.bears)),
)

UNUSED = (
    SheetColumn("Act", 34, "text", attrgetter("act")),
    SheetColumn("Section", 14, "text", attrgetter("section")),
    SheetColumn(CURRENT, 24, "text", lambda row: link_to(row.provision)),
    SheetColumn("Provision", 34, "text", attrgetter("provision.citation")),
    SheetColumn("Rule", 70, "text", attrgetter("text")),
    SheetColumn("Why it is not used", 52, "text", attrgetter("why")),
)

SOURCES = (
    SheetColumn("Source", 44, "text", attrgetter("ref")),
    SheetColumn("Pinpoint", 24, "text", attrgetter("pinpoint")),
    SheetColumn("Checked", 13, "text", lambda row: CHECKED[row.checked]),
    SheetColumn("What it supports", 70, "text", lambda row: Items(row.supports)),
    SheetColumn("Times used", 10, "number", lambda row: len(row.supports)),
    SheetColumn("Address", 44, "text", attrgetter("url")),
    SheetColumn("Note", 40, "text", attrgetter("note")),
)


def write_versions(sheet: Sheet) -> None:
    """One row for each rule over each interval; Acts that came in stages are told above."""
    assessment = sheet.report.assessment
    rows = sheet.report.law_versions
    day = long_date(assessment.as_at)
    lines = [f"Rules that a verdict of {day} rests on, and rules not in force on that day that reach a duty."]
    lines += stages_in_words(stage_rows(rows, assessment.as_at))
    header = sheet.start("Law versions", lines, VERSIONS, frozen=2, printed=0)
    sheet.table(header, "Versions", VERSIONS, [cells_of(VERSIONS, row) for row in rows], "None")


def write_unused(sheet: Sheet) -> None:
    """One row for each rule in force that answers nothing."""
    assessment = sheet.report.assessment
    line = f"Rules in force on {long_date(assessment.as_at)} on which no verdict rests."
    header = sheet.start("Rules not used", [line], UNUSED, frozen=1, printed=0)
    body = [cells_of(UNUSED, row) for row in sheet.report.unused_rules]
    sheet.table(header, "RulesNotUsed", UNUSED, body, "None: every rule in force on the date is used")


def write_sources(sheet: Sheet) -> None:
    """One row for each source, under the number of each check."""
    rows = source_rows(sheet.report.assessment)
    checks = [r.checked for r in rows]
    counts = ", ".join(f"{checks.count(c)} {CHECKED[c].lower()}" for c in CHECKED)
    header = sheet.start("Sources", [f"{len(rows)} sources: {counts}."], SOURCES, frozen=1, printed=0)
    sheet.table(header, "Sources", SOURCES, [cells_of(SOURCES, row) for row in rows], "No sources")
