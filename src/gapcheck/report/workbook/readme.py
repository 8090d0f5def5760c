"""The last sheet: what the workbook is of, how far it is cleared, who signed it, and what the words mean."""

from __future__ import annotations

from gapcheck.model.context import SignOff
from gapcheck.model.treaty import Instrument
from gapcheck.report.facts import clearance_parts, facts
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.duties import cell_rows
from gapcheck.report.statuses import CHECKED_MEANING, DISCLAIMER, RESULT, VIEW_BASIS
from gapcheck.report.workbook.cover import NAMES, TEXTS, Cover
from gapcheck.report.workbook.places import baseline_in_words
from gapcheck.report.workbook.sheet import CellValue, Sheet, SheetColumn
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital

WIDTHS = (NAMES, TEXTS, 16.0)

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

GAP = (
    "A binding duty, or an article over its binding duties, that is unmet, likely unmet, partial or likely partial. "
    "What is contested is a question and not a gap; what nobody has searched is not known."
)
LINKS = (
    "Links to an Act lead to its current version, whatever day the law is of; the website lists the versions of "
    "other days."
)
FOR_REVIEWERS = (
    "Pale yellow cells of the sheet Matrix are for reviewers. A review stands beside the computed verdict "
    "and never changes it. "
    "Choose Agrees, Disagrees or Note only from the list."
)


def write_readme(sheet: Sheet) -> None:
    """What was assessed, on what date, how far it is cleared, and what the words mean."""
    report = sheet.report
    assessment = report.assessment
    sheet.set_up(WIDTHS, None, paper="A4", upright=True)
    sheet.sheet.freeze_panes(2, 0)
    sheet.head(f"Gap matrix: {assessment.instrument.short_title} and {assessment.law}", ())
    cover = Cover(sheet)
    cover.pair("Status of this document", DISCLAIMER)
    cover.pair("Scope", SCOPE)
    cover.section("What was assessed")
    for name, value in (*facts(assessment), ("Version of the text", text_in_words(assessment.instrument))):
        cover.pair(name, value)
    cover.section("This copy")
    for name, value in _copy_facts(report):
        cover.pair(name, value)
    cover.section("Sign-off")
    rows = [_signed(line, bound=assessment.binding) for line in report.context.sign_off]
    cover.row = sheet.table(cover.row, "SignOff", SIGN_OFF, rows, "Nobody is named in the context of this report.")
    cover.section("What each verdict means")
    cover.pair("Likely", VIEW_BASIS)
    for count in report.verdicts:
        cover.pair(count.verdict, count.look.means(assessment.state), count.look)
    cover.section("What each result of a part of a duty means")
    found = {row.verdict for row in cell_rows(report.duties)}
    for name, look in RESULT.items():
        if name in found:
            cover.pair(look.words, look.means(assessment.state), look)
    cover.section("What a gap is, and how to review")
    cover.pair("Gap", GAP)
    cover.pair("Links", LINKS)
    cover.pair("For reviewers", FOR_REVIEWERS)
    cover.section("How far the sources were checked")
    for name, value in CHECKED_MEANING:
        cover.pair(name, value)
    cover.section(f"Grounds on which text is withheld ({report.assessment.state.information_act})")
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


def _signed(line: SignOff, *, bound: bool) -> list[CellValue]:
    return [str(line.signing(bound=bound)), str(line.name) if line.name else "", line.told_on]
