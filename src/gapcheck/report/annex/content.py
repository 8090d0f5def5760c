"""The content of the annex: its sections in the order of its kind, its annexes, and the tables of the front page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from gapcheck.model.state import SectionKey
from gapcheck.report.annex import (
    annexes,
    changed_section,
    effects_sections,
    implementation_section,
    negotiation_outcome,
    obligations_section,
    opposing_section,
    proposal_sections,
    summary_section,
)
from gapcheck.report.annex.document import AnnexDocument, AnnexSection, Line, Table
from gapcheck.report.annex.document_kind import DocumentKind, kind_of
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.internal_links import with_links_that_lead
from gapcheck.report.annex.writer import AnnexWriter, cell, line, make_table, marked
from gapcheck.report.facts import binding_fact, copy_facts, facts, text_status
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.statuses import DISCLAIMER
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, small

WRITERS: Mapping[SectionKey, Callable[[Draft], None]] = {
    "summary": summary_section.summary,
    "nature": proposal_sections.nature,
    "reasons": proposal_sections.reasons,
    "advantages": proposal_sections.advantages,
    "obligations": obligations_section.obligations,
    "implementation": implementation_section.implementation,
    "opposing": opposing_section.opposing,
    "effects": effects_sections.effects,
    "costs": effects_sections.costs,
    "consultation": effects_sections.consultation,
    "protocols": effects_sections.protocols,
    "withdrawal": effects_sections.withdrawal,
    "regulatory_impact": effects_sections.regulatory_impact,
    "outcome": negotiation_outcome.outcome,
    "changed": changed_section.changed,
}
TOLD_ELSEWHERE = ("Instrument", "Consent", "Parties and signatories", "Withheld")
EXTENDED = "Regulatory impact analysis"


def annex_of(report: ReportRows) -> AnnexDocument:
    """The annex of a report as plain values."""
    kind = kind_of(report.assessment)
    headings = _headings(kind, report)
    rules = report.assessment.catalogue.procedure.rules
    write = AnnexWriter(rule=rules.name if rules else "")
    draft = Draft(report, write, kind, {key: str(n) for n, key in enumerate(headings, start=1)})
    sign_off = _front(draft)
    sections = tuple(
        _section(draft, draft.numbers[key], heading, _writer(kind, key)) for key, heading in headings.items()
    )
    instrument = report.assessment.instrument
    document = AnnexDocument(
        title=kind.title,
        subject=instrument.title,
        short_title=capital(instrument.short_title),
        as_at=report.assessment.as_at,
        classification=report.classification,
        copy=report.copy,
        disclaimer=DISCLAIMER,
        facts=(),
        sign_off=sign_off,
        notes=(),
        sections=sections,
        annexes=tuple(_annexes(draft)),
        key=_key(report),
        footnotes=write.all_footnotes(),
        language=report.assessment.state.language,
    )
    # What the footnotes rest on, and which notes are left, is known once everything is written.
    return with_links_that_lead(replace(document, facts=_facts(draft), notes=tuple(write.notes)))


def _headings(kind: DocumentKind, report: ReportRows) -> dict[SectionKey, str]:
    """The sections that the annex has; the last ones only where they were asked for, so that no other number moves."""
    headings = dict(kind.headings)
    if kind.of_a_treaty and report.context.context.extended:
        headings["regulatory_impact"] = EXTENDED
    if kind.of_a_treaty and report.since is not None:
        headings["changed"] = f"What has changed since {long_date(report.since)}"
    return headings


def _writer(kind: DocumentKind, key: SectionKey) -> Callable[[Draft], None]:
    if key == "summary" and kind.id == "outcome":
        return negotiation_outcome.outcome_summary
    if key == "obligations" and kind.id == "statement":
        return obligations_section.statements
    if key == "summary" and kind.id == "statement":
        return obligations_section.statement_summary
    return WRITERS[key]


def _annexes(draft: Draft) -> Iterable[AnnexSection]:
    if not draft.kind.of_a_treaty:
        return
    yield _section(draft, "A", "The articles one by one", annexes.matrix, wide=True)
    yield _section(draft, "B", "Reservations and declarations", annexes.reservations)
    # Annex C is there only where officials wrote one: nothing about te Tiriti can be computed.
    if draft.report.context.prose.on("tiriti_assessment", draft.report.assessment.as_at):
        yield _section(draft, "C", draft.heading_of("tiriti_assessment"), _tiriti)


def _section(
    draft: Draft, number: str, heading: str, write_section: Callable[[Draft], None], *, wide: bool = False
) -> AnnexSection:
    draft.write.begin(number, heading)
    write_section(draft)
    return draft.write.end(wide=wide)


def _tiriti(draft: Draft) -> None:
    draft.prose("tiriti_assessment")


def _facts(draft: Draft) -> tuple[tuple[str, Line], ...]:
    report = draft.report
    copied = copy_facts(report.context.context, report.classification, report.copy)
    own = [(name, line(*(part if isinstance(part, str) else marked(part) for part in parts))) for name, parts in copied]
    # What the title, section 1 and section 2 tell is not told again.
    elsewhere = {*TOLD_ELSEWHERE, binding_fact(report.assessment.state)}
    assessed = [(name, line(value)) for name, value in facts(report.assessment) if name not in elsewhere]
    status, text = text_status(report.assessment.instrument)
    # The status of the text follows the title and the citation of the instrument.
    told = [*own, *assessed[:1], (status, line(text)), *assessed[1:]]
    if draft.write.unread:
        notes = "Footnote" if len(draft.write.unread) == 1 else "Footnotes"
        told.append(("Sources read second-hand, or not at all", line(f"{notes} {join(draft.write.unread)}")))
    return tuple(told)


def _front(draft: Draft) -> Table:
    """The sign-off table, and a drafting note for each setting that is not made."""
    context, write = draft.report.context, draft.write
    head = context.context
    agency = "the agency that is responsible for the document"
    if head.clearance.status == "draft":
        write.front_note("the clearance of the document, with the name and the date", agency)
    if head.author is None:
        write.front_note("the name of the author", agency)
    if not context.sign_off:
        write.front_note("the list of those who sign the document off", agency)
    rows = []
    unsigned = []
    for place in context.sign_off:
        role = place.signing(bound=draft.kind.id == "review")
        name = marked(place.name) if place.name is not None else ""
        if place.name is None or place.date is None:
            unsigned.append(str(role))
        signed = long_date(place.told_on) if place.told_on else "–"
        rows.append((cell(marked(role)), cell(name or "Not signed"), cell(signed)))
    if unsigned:
        count = "the sign-off that is" if len(unsigned) == 1 else f"the {len(unsigned)} sign-offs that are"
        write.front_note(f"the name and date of {count} missing in the table above", agency)
    if draft.kind.proposes:
        _orders_missing(draft)
    return make_table("Sign-off", (("Role", 40), ("Name", 35), ("Date", 25)), rows)


def _orders_missing(draft: Draft) -> None:
    """A drafting note on the rules of Parliament whose numbers the context does not give."""
    orders, rules = draft.report.context.context.standing_orders, draft.procedure.rules
    if rules is None:
        return
    missing = [
        what
        for value, what in (
            (orders.edition, f"the edition of the {rules.name}s"),
            (orders.presentation, f"the number of the {rules.name} on presenting a treaty"),
            (orders.analysis, f"the number of the {rules.name} on the {small(draft.procedure.analysis)}"),
        )
        if value is None
    ]
    if missing:
        draft.write.front_note(join(missing), rules.asked_of)


def _key(report: ReportRows) -> Table | None:
    if not report.key:
        return None
    rows = [(cell(ground.id), cell(ground.reason)) for ground in report.key]
    return make_table(
        f"Grounds for withholding, {report.assessment.state.information_act}", (("Ground", 24), ("Reason", 76)), rows
    )
