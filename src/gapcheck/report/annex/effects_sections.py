"""Sections 8 to 13: effects, costs, consultation, what may follow, withdrawal, and the regulatory impact."""

from __future__ import annotations

from collections.abc import Mapping

from gapcheck.model.context import CostLine, Round
from gapcheck.report.annex.document import TableCell
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import cell, cell_of, line, marked
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join

_EFFECTS = ("economic", "social", "cultural", "environmental", "te_tiriti", "human_rights")
"""The topics of the section, which officials may have written though the procedure of the State asks for no such."""


def effects(draft: Draft) -> None:
    """8 Economic, social, cultural and environmental effects, and what else the procedure of the State asks about."""
    asked = (topic.id for topic in draft.procedure.topics if topic.section == "effects")
    for topic in dict.fromkeys((*asked, *_EFFECTS)):
        # A note says itself what it is on.
        if draft.report.context.prose.on(topic, draft.report.assessment.as_at):
            draft.write.heading(draft.heading_of(topic))
        draft.wanted(topic)


def costs(draft: Draft) -> None:
    """9 Costs of compliance: the lines that officials gave, or else the frame that an estimate has to fill."""
    lines = draft.report.context.cost_lines
    columns = (("Who bears it", 22), ("For what", 43), ("Once", 11), ("Each year", 11), ("Who pays", 13))
    if lines:
        draft.write.table("Costs of compliance", columns, [_cost(item) for item in lines])
    else:
        rows = [
            (cell(agency), cell(capital(work)), *(cell("To be given") for _ in range(3)))
            for agency, work in _frame(draft).items()
        ]
        if rows:
            draft.write.paragraph(
                "No estimate has been given. Work arises for these agencies and for those they direct."
            )
            draft.write.table("Frame for an estimate of the costs", columns, rows)
    draft.wanted("costs", covered=bool(lines))


def _cost(item: CostLine) -> tuple[TableCell, ...]:
    amounts = (cell(marked(value)) if value is not None else cell("–") for value in (item.once, item.each_year))
    paid = cell(marked(item.paid_by)) if item.paid_by is not None else cell("–")
    return cell(marked(item.who)), cell(marked(item.what)), *amounts, paid


def _frame(draft: Draft) -> dict[str, str]:
    """For each agency that administers law or a practice that a duty rests on, which articles make work for it."""
    work: dict[str, dict[str, list[str]]] = {}
    kept = draft.report.assessment.catalogue.vocabulary.parts.work
    for result in draft.report.assessment.articles:
        for duty in result.duties:
            # Making something an offence is no running task of its own.
            told = kept.get(duty.full.duty.kind)
            if told is None or not duty.binding:
                continue
            agencies = [e.act.agency for e in duty.rules if e.act.agency and e.treaty is None]
            asked = draft.report.assessment.sensitivity.of_duty(duty)
            agencies += [q.confirm_with for q in asked if q.confirm_with]
            for agency in agencies:
                work.setdefault(agency, {}).setdefault(told, []).append(result.article.article)
    return {agency: _of_agency(draft, tasks) for agency, tasks in sorted(work.items())}


def _of_agency(draft: Draft, tasks: Mapping[str, list[str]]) -> str:
    return "; ".join(f"{task} ({draft.articles(numbers)})" for task, numbers in tasks.items())


def consultation(draft: Draft) -> None:
    """10 Consultation: the rounds on record, and what officials wrote."""
    rounds = draft.report.context.rounds(draft.report.assessment.as_at)
    if rounds:
        columns = (("When", 18), ("On what", 28), ("With whom", 24), ("What came of it", 30))
        draft.write.table("Rounds of consultation", columns, [_round(draft, r) for r in rounds])
        unknown = [r for r in rounds if not r.is_hidden and (r.responses is None or r.outcome is None)]
        if unknown:
            days = join(long_date(r.start) for r in unknown)
            began = f"consultation{'' if len(unknown) == 1 else 's'} that began on"
            topic = draft.procedure.topic("consultation")
            draft.write.note(
                f"how many answered, and what came of it, for the {began} {days}",
                topic.asked_of if topic else f"the {draft.procedure.responsible}",
                (topic.limb if topic else None) or "",
            )
    draft.wanted("consultation", covered=bool(rounds))


def _round(draft: Draft, consulted: Round) -> tuple[TableCell, ...]:
    days = long_date(consulted.start) + (
        f" to {long_date(consulted.last)}" if consulted.last and consulted.last != consulted.start else ""
    )
    on = draft.write.cited(line(marked(consulted.title)), *draft.cite(consulted.source))
    articles = [draft.articles(consulted.articles).capitalize()] if consulted.articles else []
    came = [line(marked(consulted.outcome))] if consulted.outcome is not None else []
    if consulted.responses is not None:
        came = [line(f"{draft.count(consulted.responses, 'answer')}."), *came]
    unknown = "To be given"
    if consulted.is_hidden:
        days = unknown = "Withheld"
    return cell(days), cell_of([on, *articles]), cell(marked(consulted.who)), cell_of(came or [line(unknown)])


def protocols(draft: Draft) -> None:
    """11 Subsequent protocols or amendments, and their likely effects."""
    draft.wanted("protocols", "protocol", "amendment")


def withdrawal(draft: Draft) -> None:
    """12 Withdrawal or denunciation."""
    draft.wanted("withdrawal", "denunciation", "withdrawal from", "duration and withdrawal")


def regulatory_impact(draft: Draft) -> None:
    """13 Regulatory impact analysis, of an extended analysis only."""
    draft.wanted("regulatory_impact")
