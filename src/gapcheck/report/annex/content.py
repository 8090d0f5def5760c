"""The content of the annex: its sections in the order of a national interest analysis, its annexes, and what stands in
front.
"""

from __future__ import annotations

from collections.abc import Callable

from gapcheck.report.annex import (
    annexes,
    effects_sections,
    implementation_section,
    obligations_section,
    proposal_sections,
)
from gapcheck.report.annex.document import AnnexDocument, AnnexSection, Line, Table
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import AnnexWriter, cell, line, make_table, marked
from gapcheck.report.facts import copy_facts, facts, text_status
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.statuses import DISCLAIMER
from gapcheck.wording.dates import long_date

SECTIONS: tuple[tuple[str, Callable[[Draft], None]], ...] = (
    ("Executive summary", proposal_sections.summary),
    ("Nature and timing of the proposed treaty action", proposal_sections.nature),
    ("Reasons for New Zealand becoming a party", proposal_sections.reasons),
    ("Advantages and disadvantages of becoming a party", proposal_sections.advantages),
    ("Legal obligations imposed", obligations_section.obligations),
    ("Measures the Government could or should adopt", implementation_section.implementation),
    ("Economic, social, cultural and environmental effects", effects_sections.effects),
    ("Costs of compliance", effects_sections.costs),
    ("Consultation", effects_sections.consultation),
    ("Subsequent protocols or amendments", effects_sections.protocols),
    ("Withdrawal or denunciation", effects_sections.withdrawal),
)
EXTENDED = ("Regulatory impact analysis", effects_sections.regulatory_impact)


def annex_of(report: ReportRows) -> AnnexDocument:
    """The annex of a report as plain values."""
    write = AnnexWriter()
    draft = Draft(report, write)
    sign_off = _front(draft)
    wanted = (*SECTIONS, EXTENDED) if report.context.context.extended else SECTIONS
    sections = tuple(
        _section(draft, str(n), heading, write_section) for n, (heading, write_section) in enumerate(wanted, start=1)
    )
    annexes_written = [
        _section(draft, "A", "Article-by-article matrix", annexes.matrix, wide=True),
        _section(draft, "B", "Reservations and declarations", annexes.reservations),
    ]
    # Annex C is there only where officials wrote one: nothing about te Tiriti can be computed.
    if report.context.prose.on("tiriti_assessment", report.assessment.as_at):
        annexes_written.append(
            _section(draft, "C", "Assessment under te Tiriti o Waitangi / the Treaty of Waitangi", _tiriti)
        )
    instrument = report.assessment.instrument
    return AnnexDocument(
        title="National interest analysis",
        subject=instrument.title,
        short_title=instrument.short_title,
        as_at=report.assessment.as_at,
        classification=report.classification,
        copy=report.copy,
        disclaimer=DISCLAIMER,
        facts=_facts(report),
        sign_off=sign_off,
        notes=tuple(write.notes),
        sections=sections,
        annexes=tuple(annexes_written),
        key=_key(report),
        footnotes=write.all_footnotes(),
    )


def _section(
    draft: Draft, number: str, heading: str, write_section: Callable[[Draft], None], *, wide: bool = False
) -> AnnexSection:
    draft.write.begin(number, heading)
    write_section(draft)
    return draft.write.end(wide=wide)


def _tiriti(draft: Draft) -> None:
    draft.prose("tiriti_assessment")


def _facts(report: ReportRows) -> tuple[tuple[str, Line], ...]:
    copied = copy_facts(report.context.context, report.classification, report.copy)
    own = [(name, line(*(part if isinstance(part, str) else marked(part) for part in parts))) for name, parts in copied]
    assessed = [(name, line(value)) for name, value in facts(report.assessment)]
    status, text = text_status(report.assessment.instrument)
    # The status of the text follows the title and the citation of the instrument.
    return (*own, *assessed[:2], (status, line(text)), *assessed[2:])


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
    for place in context.sign_off:
        name = marked(place.name) if place.name is not None else ""
        if place.name is None or place.date is None:
            write.front_note(f"the name and date of the sign-off by {place.role}", agency)
        rows.append(
            (cell(marked(place.role)), cell(name or "Not signed"), cell(long_date(place.date) if place.date else "–"))
        )
    orders = head.standing_orders
    for value, what in (
        (orders.edition, "the edition of the Standing Orders"),
        (orders.presentation, "the number of the Standing Order on presenting a treaty"),
        (orders.analysis, "the number of the Standing Order on the national interest analysis"),
    ):
        if value is None:
            write.front_note(what, "the Office of the Clerk or the Ministry of Foreign Affairs and Trade")
    return make_table("Sign-off", (("Role", 40), ("Name", 35), ("Date", 25)), rows)


def _key(report: ReportRows) -> Table | None:
    if not report.key:
        return None
    rows = [(cell(ground.id), cell(ground.reason)) for ground in report.key]
    return make_table("Grounds for withholding, Official Information Act 1982", (("Ground", 24), ("Reason", 76)), rows)
