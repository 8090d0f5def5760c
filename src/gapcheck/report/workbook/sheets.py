"""The sheets of the workbook in their order: what each holds, what writes it, and when there is something in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gapcheck.model.state import State
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.article_changes import change_rows
from gapcheck.report.rows.timeline import move_rows
from gapcheck.report.workbook import (
    act_articles,
    articles,
    consultation,
    history,
    matrix,
    measures,
    other_instruments,
    statutes,
)
from gapcheck.report.workbook.questions import write_questions
from gapcheck.report.workbook.readme import write_readme
from gapcheck.report.workbook.reviews import write_reviews, write_signatures
from gapcheck.report.workbook.sheet import Sheet
from gapcheck.report.workbook.summary import write_summary

FIRST, WORK, LAW, BACKGROUND = "#1F3A5F", "#0B7A5B", "#B26B00", "#767676"
"""The colours of the tabs: what is read first, what is worked on, the law over time, and the background."""


@dataclass(frozen=True)
class SheetEntry:
    """A sheet: its name, what it holds in a line, the colour of its tab, what writes it, and whether a report has
    anything for it.
    """

    name: str
    holds: str
    tab: str
    write: Callable[[Sheet], None]
    wanted: Callable[[ReportRows], bool] = lambda _: True

    def told(self, state: State) -> str:
        """What it holds, in which the State is named."""
        return self.holds.replace("{state}", state.name).replace("{whose}", state.whose)


def _nothing(sheet: Sheet) -> None:
    """The first sheet is written with the list of the others."""


ANSWER = SheetEntry("Answer", "", FIRST, _nothing)
ENTRIES = (
    SheetEntry(
        articles.NAME,
        "To print or paste: one line for each article, in seven columns across a page of A4.",
        FIRST,
        articles.write_articles,
    ),
    SheetEntry(
        "Questions",
        "What the verdicts turn on: the arguments for and against, our working view, and who can settle it.",
        FIRST,
        write_questions,
        lambda report: bool(report.questions),
    ),
    SheetEntry(
        "Act by article",
        "What each provision answers, by Act and agency; filter for yours.",
        FIRST,
        act_articles.write_act_articles,
        lambda report: report.assessment.instrument.answered_by is None and bool(report.duties),
    ),
    SheetEntry(
        "Gaps and measures",
        "The changes of law or practice that would close each gap, in the form Act, change, article.",
        FIRST,
        measures.write_measures,
        lambda report: bool(report.measures),
    ),
    SheetEntry(
        "Changed since",
        "The articles that stand differently than on the baseline, what moved them, and why.",
        FIRST,
        history.write_changes,
        lambda report: bool(change_rows(report.change)),
    ),
    SheetEntry(
        "Summary",
        "How many articles have each verdict, by chapter, and every article with the questions that it turns on.",
        WORK,
        write_summary,
    ),
    SheetEntry(
        "Matrix",
        "One row for each duty: the verdict, why, the law that answers it, the change needed, and the review.",
        WORK,
        matrix.write_matrix,
    ),
    SheetEntry(
        "Reviews",
        "What was computed and what each reviewer says, side by side.",
        WORK,
        write_reviews,
        lambda report: report.reviews is not None,
    ),
    SheetEntry(
        "Sign-off",
        "Who has signed each verdict, and who has still to sign.",
        WORK,
        write_signatures,
        lambda report: report.reviews is not None,
    ),
    SheetEntry(
        "Parts of duties",
        "What of a duty each rule reaches, what falls short, and what goes beyond the treaty.",
        WORK,
        matrix.write_parts,
        lambda report: any(row.cells for row in report.duties),
    ),
    SheetEntry(
        "Reservations and declarations",
        "What the instrument lets a State lodge, what {state} has lodged, and what rests on it.",
        WORK,
        measures.write_reservations,
        lambda report: bool(report.reservations),
    ),
    SheetEntry(
        "Crosswalk",
        "The articles of other instruments on the same subject, with both verdicts and the difference.",
        WORK,
        other_instruments.write_crosswalk,
        lambda report: bool(report.crosswalk),
    ),
    SheetEntry(
        "Mandate trace",
        "What {whose} negotiators were asked to secure, and which articles of the adopted text answer it.",
        WORK,
        other_instruments.write_mandate,
        lambda report: bool(report.mandates.rows),
    ),
    SheetEntry(
        "Consultation",
        "The rounds of consultation by the date, with what came of them.",
        WORK,
        consultation.write_consultation,
        lambda report: bool(report.context.rounds(report.assessment.as_at)),
    ),
    SheetEntry(
        "What officials said",
        "Statements by officials and Ministers, and findings of bodies outside {state}, held against the verdicts.",
        WORK,
        consultation.write_officials,
        lambda report: bool(report.officials or report.assessors),
    ),
    SheetEntry(
        "Timeline",
        "How each article stood on every day from which one stands differently.",
        LAW,
        history.write_timeline,
        lambda report: len(report.timeline.moved) > 1,
    ),
    SheetEntry(
        "What moved",
        "One row for each such change, with the Act, reservation, measure or survey that brought it.",
        LAW,
        history.write_moves,
        lambda report: bool(move_rows(report.timeline)),
    ),
    SheetEntry(
        "Law versions",
        "The rules that the verdicts rest on, or would on another day, with the dates between which they hold.",
        LAW,
        statutes.write_versions,
        lambda report: bool(report.law_versions),
    ),
    SheetEntry(
        "Sources",
        "Where each statement comes from, and whether somebody read it there.",
        BACKGROUND,
        statutes.write_sources,
    ),
    SheetEntry(
        "Rules not used",
        "The rules in force on the date that answer nothing in this instrument, and why.",
        BACKGROUND,
        statutes.write_unused,
        lambda report: bool(report.unused_rules),
    ),
    SheetEntry("Change log", "The versions and the dated history of this document.", BACKGROUND, history.write_log),
    SheetEntry(
        "Read me",
        "What was assessed, how this copy is cleared and signed, and what the words mean.",
        BACKGROUND,
        write_readme,
    ),
)
"""The sheets after the first."""


def sheets_of(report: ReportRows) -> Mapping[str, SheetEntry]:
    """The sheets of a report after the first, by name: one in which nothing would stand is left out."""
    return {entry.name: entry for entry in ENTRIES if entry.wanted(report)}
