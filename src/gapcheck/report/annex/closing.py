"""Sections 7 to 12: effects, costs, consultation, what may follow, withdrawal, and the regulatory impact."""

from __future__ import annotations

from gapcheck.model.context import Round
from gapcheck.report.annex.model import Cell
from gapcheck.report.annex.numbering import cell, cell_of, cite_source, line, marked
from gapcheck.report.annex.phrases import Telling
from gapcheck.report.annex.topics import TOPIC, TOPICS
from gapcheck.wording.dates import long_date


def effects(t: Telling) -> None:
    """7 Economic, social, cultural and environmental effects, with Te Tiriti and human rights."""
    for topic in TOPICS:
        if topic.section == 7:
            t.write.heading(topic.heading)
            t.wanted(topic.id)


def costs(t: Telling) -> None:
    """8 Costs of compliance."""
    t.wanted("costs")


def consultation(t: Telling) -> None:
    """9 Consultation: the rounds on record, and what officials wrote."""
    rounds = t.report.context.rounds(t.report.assessment.as_at)
    if rounds:
        t.write.paragraph("The rounds of consultation on record are these.")
        columns = (("When", 18), ("On what", 26), ("With whom", 22), ("Answers", 10), ("What came of it", 24))
        t.write.table("Rounds of consultation", columns, [_round(t, r) for r in rounds])
    t.wanted("consultation", told=bool(rounds))


def _round(t: Telling, found: Round) -> tuple[Cell, ...]:
    days = long_date(found.start) + (f" to {long_date(found.last)}" if found.last and found.last != found.start else "")
    on = t.write.cited(line(marked(found.title)), *(cite_source(s) for s in found.source))
    articles = [t.articles(found.articles).capitalize()] if found.articles else []
    answers = "Not known" if found.responses is None else str(found.responses)
    outcome = marked(found.outcome) if found.outcome is not None else "Not known"
    return cell(days), cell_of([on, *articles]), cell(marked(found.who)), cell(answers), cell(outcome)


def protocols(t: Telling) -> None:
    """10 Subsequent protocols or amendments, and their likely effects."""
    t.wanted("protocols", "protocol", "amendment")


def withdrawal(t: Telling) -> None:
    """11 Withdrawal or denunciation."""
    t.wanted("withdrawal", "denunciation", "withdrawal from")


def regulatory_impact(t: Telling) -> None:
    """12 Regulatory impact analysis, of an extended analysis only."""
    t.wanted(TOPIC["regulatory_impact"].id)
