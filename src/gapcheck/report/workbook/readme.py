"""The first sheet: what the workbook is of, how far it is cleared, what the words mean, and how to read the other
sheets.
"""

from __future__ import annotations

from dataclasses import dataclass

from gapcheck.model.context import SignOff
from gapcheck.model.treaty import Instrument
from gapcheck.report.facts import clearance_parts, facts
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.duties import cell_rows
from gapcheck.report.statuses import CHECKED_MEANING, DISCLAIMER, RESULT, VIEW_BASIS, Look
from gapcheck.report.workbook.sheet import CellValue, Sheet, SheetColumn
from gapcheck.report.workbook.text_height import LINE_HEIGHT, lines_needed
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital

WIDTHS = (28.0, 92.0, 16.0)

SIGN_OFF = (
    SheetColumn("Role", WIDTHS[0]),
    SheetColumn("Name", WIDTHS[1], "input"),
    SheetColumn("Signed on", WIDTHS[2], "input_day"),
)

SCOPE = (
    "Each duty of the instrument is held against the rules on record, in so far as they were in force on the "
    "date. The verdicts "
    "are computed from what the treaty and the law say; nobody typed them in. They tell what the law "
    "provides, not how it is used."
)

HOW_TO_READ = (
    (
        "Summary",
        "How many articles have each verdict, which moved since the baseline and why, and every article with the "
        "questions that it turns on.",
    ),
    (
        "Matrix",
        "One row for each duty: the law that answers it, the verdict, what is missing, the change needed and who acts.",
    ),
    (
        "Questions",
        "What the verdicts turn on: each question with the arguments for and against, our working view and how firm it "
        "is, and who can settle it.",
    ),
    (
        "Cells",
        "One row for each part of a duty that the law must reach on its own, with the best rule for it.",
    ),
    (
        "Gaps and measures",
        "The changes of law or practice that would close each gap, in the form Act, change, article.",
    ),
    (
        "Reservations and declarations",
        "What the instrument lets a State lodge, what New Zealand has lodged, and what rests on it.",
    ),
    ("Crosswalk", "The articles of other instruments on the same subject, with both statuses and the difference."),
    (
        "Law versions",
        "The rules that the verdicts rest on, or would on another day, with the dates between which they hold.",
    ),
    (
        "Timeline",
        "How each article stood since the instrument was opened, on every day from which one stands differently.",
    ),
    ("What moved", "One row for each such change, with the Act, reservation, measure or survey that brought it."),
    (
        "Mandate trace",
        "What New Zealand's negotiators were asked to secure, and which articles of the adopted text answer it.",
    ),
    ("Consultation", "The rounds of consultation by the date, with what came of them."),
    (
        "What officials said",
        "Statements by officials and Ministers, held against the verdict on their day and on this date.",
    ),
    ("Rules not used", "The rules in force on the date that answer nothing in this instrument, and why."),
    ("Sources", "Where each statement comes from, and whether somebody read it there."),
    ("Change log", "The versions and the dated history of this document, with each move since the baseline."),
)

FOR_REVIEWERS = (
    "Pale yellow cells of the sheet Matrix are for reviewers. A review stands beside the computed verdict "
    "and never changes it. "
    "Choose Agrees, Disagrees or Note only from the list."
)


@dataclass
class _Cover:
    """The sheet, written from the top down."""

    sheet: Sheet
    row: int = 2

    def pair(self, name: str, value: str, look: Look | None = None) -> None:
        formats = self.sheet.formats
        self.sheet.text(self.row, 0, name, formats.look(look) if look else formats.label)
        self.sheet.text(self.row, 1, value, formats.plain)
        lines = max(lines_needed(name, WIDTHS[0], bold=True), lines_needed(value, WIDTHS[1] - 2))
        self.sheet.height(self.row, lines * LINE_HEIGHT + 5)
        self.row += 1

    def section(self, heading: str) -> None:
        self.row += 1
        self.sheet.text(self.row, 0, heading, self.sheet.formats.subtitle)
        self.sheet.height(self.row, 20)
        self.row += 1


def write_readme(sheet: Sheet) -> None:
    """What was assessed, on what date, how far it is cleared, and what the words mean."""
    report = sheet.report
    assessment = report.assessment
    sheet.set_up(WIDTHS, None, paper="A4")
    sheet.sheet.freeze_panes(2, 0)
    sheet.head(f"Gap matrix: {assessment.instrument.short_title} and {assessment.law}", ())
    cover = _Cover(sheet)
    cover.pair("Status of this document", DISCLAIMER)
    cover.pair("Scope", SCOPE)
    cover.section("What was assessed")
    for name, value in (*facts(assessment), ("Version of the text", text_in_words(assessment.instrument))):
        cover.pair(name, value)
    cover.section("This copy")
    for name, value in _copy_facts(report):
        cover.pair(name, value)
    cover.section("Sign-off")
    rows = [_signed(line) for line in report.context.sign_off]
    cover.row = sheet.table(cover.row, "SignOff", SIGN_OFF, rows, "Nobody is named in the context of this report.")
    cover.section("What each verdict means")
    cover.pair("Likely", VIEW_BASIS)
    for count in report.verdicts:
        cover.pair(count.verdict, count.look.meaning, count.look)
    cover.section("What each result of a part of a duty means")
    found = {row.verdict for row in cell_rows(report.duties)}
    for name, look in RESULT.items():
        if name in found:
            cover.pair(look.words, look.meaning, look)
    cover.section("How to read the sheets")
    for name, value in HOW_TO_READ:
        cover.pair(name, value)
    cover.pair("For reviewers", FOR_REVIEWERS)
    cover.section("How far the sources were checked")
    for name, value in CHECKED_MEANING:
        cover.pair(name, value)
    cover.section("Grounds on which text is withheld (Official Information Act 1982)")
    for ground in report.key:
        cover.pair(ground.id, ground.reason)
    if not report.key:
        cover.pair("None", "No text that this report may print is marked for withholding.")


def _copy_facts(report: ReportRows) -> tuple[tuple[str, str], ...]:
    """How the copy is marked and cleared, who prepared it, and the baseline against which change is told."""
    head = report.context.context
    cleared = "".join(map(str, clearance_parts(head.clearance)))
    shown = "Release copy: the ground stands in place of each text that is withheld"
    if not report.release:
        shown = "Internal copy: a text that a release copy withholds is shown with its ground"
    return (
        ("Classification", report.classification),
        ("Copy", shown),
        ("Clearance", cleared),
        *((("Author", str(head.author)),) if head.author else ()),
        *((("Context prepared", long_date(head.prepared)),) if head.prepared else ()),
        ("Change is told since", baseline_in_words(report)),
    )


def text_in_words(instrument: Instrument) -> str:
    """Which text was read: ``Adopted text (A/RES/79/243), adopted on 24 December 2024``."""
    status = "adopted text" if instrument.text_status == "adopted" else instrument.text_status
    days = (("adopted on", instrument.adopted), ("opened for signature on", instrument.opened))
    dates = "".join(f", {what} {long_date(day)}" for what, day in days if day is not None)
    return f"{capital(status)} ({instrument.citation}){dates}"


def baseline_in_words(report: ReportRows) -> str:
    """The baseline, and whether it was given."""
    if report.baseline is None:
        return "No baseline: no article moved before the date"
    day = long_date(report.baseline)
    return day if report.since else f"{day}, the eve of the last move (no baseline was given)"


def _signed(line: SignOff) -> list[CellValue]:
    return [str(line.role), str(line.name) if line.name else "", line.date]
