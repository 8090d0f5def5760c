"""Sections 7 to 12: effects, costs, consultation, what may follow, withdrawal, and the regulatory impact."""

from __future__ import annotations

from gapcheck.model.context import Round
from gapcheck.report.annex.document import TableCell
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.topics import TOPIC, TOPICS
from gapcheck.report.annex.writer import cell, cell_of, cite_source, line, marked
from gapcheck.wording.dates import long_date


def effects(draft: Draft) -> None:
    """7 Economic, social, cultural and environmental effects, with Te Tiriti and human rights."""
    for topic in TOPICS:
        if topic.section == 7:
            draft.write.heading(topic.heading)
            draft.wanted(topic.id)


def costs(draft: Draft) -> None:
    """8 Costs of compliance."""
    draft.wanted("costs")


def consultation(draft: Draft) -> None:
    """9 Consultation: the rounds on record, and what officials wrote."""
    rounds = draft.report.context.rounds(draft.report.assessment.as_at)
    if rounds:
        draft.write.paragraph("The rounds of consultation on record are these.")
        columns = (("When", 18), ("On what", 26), ("With whom", 22), ("Answers", 10), ("What came of it", 24))
        draft.write.table("Rounds of consultation", columns, [_round(draft, r) for r in rounds])
    draft.wanted("consultation", covered=bool(rounds))


def _round(draft: Draft, consulted: Round) -> tuple[TableCell, ...]:
    days = long_date(consulted.start) + (
        f" to {long_date(consulted.last)}" if consulted.last and consulted.last != consulted.start else ""
    )
    on = draft.write.cited(line(marked(consulted.title)), *(cite_source(s) for s in consulted.source))
    articles = [draft.articles(consulted.articles).capitalize()] if consulted.articles else []
    answers = "Not known" if consulted.responses is None else str(consulted.responses)
    outcome = marked(consulted.outcome) if consulted.outcome is not None else "Not known"
    return cell(days), cell_of([on, *articles]), cell(marked(consulted.who)), cell(answers), cell(outcome)


def protocols(draft: Draft) -> None:
    """10 Subsequent protocols or amendments, and their likely effects."""
    draft.wanted("protocols", "protocol", "amendment")


def withdrawal(draft: Draft) -> None:
    """11 Withdrawal or denunciation."""
    draft.wanted("withdrawal", "denunciation", "withdrawal from")


def regulatory_impact(draft: Draft) -> None:
    """12 Regulatory impact analysis, of an extended analysis only."""
    draft.wanted(TOPIC["regulatory_impact"].id)
