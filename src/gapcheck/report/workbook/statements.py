"""The sheets on what others said: the rounds of consultation, and the statements of officials."""

from __future__ import annotations

from gapcheck.engine.results import FULFILLED
from gapcheck.model.context import Round
from gapcheck.report.report import Report
from gapcheck.report.rows.statements import OfficialRow, official_rows
from gapcheck.report.workbook.sheet import Cell, Column, Items, Sheet
from gapcheck.review.duty_reviews import unconsulted
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join

CONSULTATION = (
    Column("From", 13, "day"),
    Column("To (included)", 13, "day"),
    Column("Round", 40),
    Column("With whom", 50),
    Column("Articles", 20),
    Column("Responses", 11, "number"),
    Column("What came of it", 70),
    Column("Source", 60),
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


def write_consultation(sheet: Sheet) -> None:
    """One row for each round that had begun by the date."""
    report = sheet.report
    rounds = report.context.rounds(report.assessment.as_at)
    header = sheet.start("Consultation", _lines(report) if rounds else [_by_day(report)], CONSULTATION, frozen=1)
    empty = "No round of consultation is in the context of this report"
    sheet.table(header, "Consultation", CONSULTATION, [_round(report, found) for found in rounds], empty)


def _by_day(report: Report) -> str:
    return f"Rounds of consultation that had begun by {long_date(report.assessment.as_at)}."


def _lines(report: Report) -> list[str]:
    """What the sheet holds, and the articles that fall short, or may, and that no round names."""
    instrument, day = report.assessment.instrument, report.assessment.as_at
    if not any(found.articles for found in report.context.rounds(day)):
        return [_by_day(report), f"No round names any {instrument.division}, so none is tied to a gap."]
    short = [r.article for r in report.articles if r.status not in FULFILLED | {"no_duty", "withheld"}]
    left = unconsulted(report.context, short, day)
    if not left:
        return [_by_day(report)]
    told = join(division_label(instrument, article) for article in left)
    return [
        _by_day(report),
        f"{capital(instrument.division)}s that fall short, or may, and that no round names: {told}.",
    ]


def _round(report: Report, found: Round) -> list[Cell]:
    instrument = report.assessment.instrument
    articles = ", ".join(division_label(instrument, a) for a in found.articles)
    outcome = str(found.outcome) if found.outcome else ""
    source = tuple(f"{s.ref}, {s.pinpoint} ({s.checked})" for s in found.source)
    return [
        found.start,
        found.last,
        str(found.title),
        str(found.who),
        articles,
        found.responses,
        outcome,
        Items(source),
    ]


def write_officials(sheet: Sheet) -> None:
    """One row for each statement and article."""
    line = (
        "Statements by officials and Ministers, held against the verdict on the day of the statement and on this date."
    )
    header = sheet.start("What officials said", [line], OFFICIALS, frozen=1)
    body = [_official(row) for row in official_rows(sheet.report.assessment)]
    sheet.table(header, "Officials", OFFICIALS, body, "No statement about this instrument is on record for this date")


def _official(row: OfficialRow) -> list[Cell]:
    said: list[Cell] = [row.place, row.speaker, row.date, row.claim, row.text, row.result]
    return [*said, row.then, row.now, Items(row.changed_by), row.source]
