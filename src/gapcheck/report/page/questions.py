"""The questions on the page: each with both sides, our view, and links to the articles and duties that turn on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from gapcheck.model.review import QUESTION
from gapcheck.report.article_lists import articles_in_short
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.questions import NATURES, STRENGTHS, WEIGHTS, QuestionRow, open_first
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital


@dataclass(frozen=True)
class PlaceLink:
    """An article or a duty, and where its row is."""

    label: str
    href: str


@dataclass(frozen=True)
class QuestionView:
    """A question as the page shows it. ``places`` names the articles that turn on it (*arts 2–4*); ``facts`` are pairs
    of a name and a value.
    """

    anchor: str
    title: str
    asks: str
    view: str
    places: str
    open: bool
    facts: tuple[tuple[str, str], ...]
    in_favour: tuple[str, ...]
    against: tuple[str, ...]
    turns: tuple[PlaceLink, ...]
    bears_on: tuple[PlaceLink, ...]


def question_views(report: ReportRows, anchors: Mapping[str, str]) -> tuple[QuestionView, ...]:
    """The questions of a report, those that are open first. ``anchors`` names the place of each article."""
    return tuple(_view(report, row, anchors) for row in open_first(report.questions))


def _view(report: ReportRows, row: QuestionRow, anchors: Mapping[str, str]) -> QuestionView:
    def link(place: str, anchor: str) -> PlaceLink:
        return PlaceLink(division_label(report.assessment.instrument, place), f"#{quote(anchor, safe='()')}")

    facts = (
        ("How firm", capital(row.signed or STRENGTHS.get(row.strength, ""))),
        ("Kind", NATURES[row.nature]),
        ("Weight", WEIGHTS.get(row.weight, "")),
        ("Who can settle it", row.confirm_with),
        ("What would settle it", row.settled_by),
        ("Note", row.note),
        ("What reviewers say", " ".join(said.words for said in report.reviewed if said.about == f"{QUESTION}{row.id}")),
        ("Whose view", f"{capital(row.by)}, {long_date(row.day)}"),
    )
    return QuestionView(
        anchor=f"question-{row.id}",
        title=row.title,
        asks=row.asks,
        view=row.view_in_words,
        places=articles_in_short(report.assessment.instrument.division, row.turns),
        open=row.view == "open",
        facts=tuple((name, value) for name, value in facts if value),
        in_favour=tuple(a.words for a in row.in_favour),
        against=tuple(a.words for a in row.against),
        turns=tuple(link(article, anchors[article]) for article in row.turns),
        bears_on=tuple(link(duty, f"duty-{duty}") for duty in row.short_duties),
    )
