"""The sheets on what others said: the rounds of consultation, and the statements of officials."""

from __future__ import annotations

from operator import attrgetter

from gapcheck.engine.results import FULFILLED
from gapcheck.model.context import Round
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.official_statements import CLAIM_WORDS, RESULT_WORDS, counts_in_words
from gapcheck.report.workbook.assessors import write_assessors
from gapcheck.report.workbook.sheet import CellValue, Items, Sheet, SheetColumn, cells_of
from gapcheck.review.duty_reviews import unconsulted
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join

CONSULTATION = (
    SheetColumn("From", 13, "day"),
    SheetColumn("To (included)", 13, "day"),
    SheetColumn("Round", 40),
    SheetColumn("With whom", 50),
    SheetColumn("Articles", 20),
    SheetColumn("Responses", 11, "number"),
    SheetColumn("What came of it", 70),
    SheetColumn("Source", 60),
)

OFFICIALS = (
    SheetColumn("About", 26, "text", attrgetter("place")),
    SheetColumn("Who said it", 26, "text", attrgetter("speaker")),
    SheetColumn("Date", 13, "day", attrgetter("date")),
    SheetColumn("Claim", 18, "text", lambda row: CLAIM_WORDS[row.claim]),
    SheetColumn("What was said (in our own words)", 90, "text", attrgetter("text")),
    SheetColumn("Held against the verdict", 20, "text", lambda row: RESULT_WORDS[row.result]),
    SheetColumn("Verdict then", 22, "text", attrgetter("then")),
    SheetColumn("Verdict on this date", 22, "text", attrgetter("now")),
    SheetColumn("Changed by", 50, "text", lambda row: Items(row.changed_by)),
    SheetColumn("Source", 80, "text", attrgetter("source")),
)


def write_consultation(sheet: Sheet) -> None:
    """One row for each round that had begun by the date."""
    report = sheet.report
    rounds = report.context.rounds(report.assessment.as_at)
    header = sheet.start("Consultation", _lines(report) if rounds else [_by_day(report)], CONSULTATION, frozen=1)
    empty = "No round of consultation is in the context of this report"
    sheet.table(header, "Consultation", CONSULTATION, [_round(report, consulted) for consulted in rounds], empty)


def _by_day(report: ReportRows) -> str:
    return f"Rounds of consultation that had begun by {long_date(report.assessment.as_at)}."


def _lines(report: ReportRows) -> list[str]:
    """What the sheet holds, and the articles that fall short, or may, and that no round names."""
    instrument, day = report.assessment.instrument, report.assessment.as_at
    if not any(consulted.articles for consulted in report.context.rounds(day)):
        return [_by_day(report), f"No round names any {instrument.division}, so none is tied to a gap."]
    short = [r.article for r in report.articles if r.status not in FULFILLED | {"no_duty", "withheld"}]
    left = unconsulted(report.context, short, day)
    if not left:
        return [_by_day(report)]
    unnamed = join(division_label(instrument, article) for article in left)
    return [
        _by_day(report),
        f"{capital(instrument.division)}s that fall short, or may, and that no round names: {unnamed}.",
    ]


def _round(report: ReportRows, consulted: Round) -> list[CellValue]:
    instrument = report.assessment.instrument
    articles = ", ".join(division_label(instrument, a) for a in consulted.articles)
    outcome = str(consulted.outcome) if consulted.outcome else ""
    source = tuple(f"{s.ref}, {s.pinpoint} ({s.checked})" for s in consulted.source)
    return [
        None if consulted.is_hidden else consulted.start,
        consulted.last,
        str(consulted.title),
        str(consulted.who),
        articles,
        consulted.responses,
        outcome,
        Items(source),
    ]


def write_officials(sheet: Sheet) -> None:
    """One row for each statement and article."""
    rows = sheet.report.officials
    told = (
        "Statements by officials and Ministers, held against the verdict on the day of the statement and on this date."
    )
    counts = f" Of {len(rows)}, {counts_in_words(rows)}." if rows else ""
    header = sheet.start("What officials said", [f"{told}{counts}"], OFFICIALS, frozen=1)
    body = [cells_of(OFFICIALS, row) for row in rows]
    after = sheet.table(
        header, "Officials", OFFICIALS, body, "No statement about this instrument is on record for this date"
    )
    write_assessors(sheet, after + 1)
