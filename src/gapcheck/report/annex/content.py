"""The content of the annex: its sections in the order of a national interest analysis, its annexes, and what stands in
front.
"""

from __future__ import annotations

from collections.abc import Callable

from gapcheck.report.annex import annexes, closing, implementation, obligations, opening
from gapcheck.report.annex.model import Document, Line, Section, Table
from gapcheck.report.annex.numbering import Writer, cell, line, make_table, marked
from gapcheck.report.annex.phrases import Telling
from gapcheck.report.facts import CLEARED, INTERNAL, RELEASE, facts
from gapcheck.report.report import Report
from gapcheck.report.statuses import DISCLAIMER
from gapcheck.wording.dates import long_date

SECTIONS: tuple[tuple[str, Callable[[Telling], None]], ...] = (
    ("Executive summary", opening.summary),
    ("Nature and timing of the proposed treaty action", opening.nature),
    ("Reasons for New Zealand becoming a party", opening.reasons),
    ("Advantages and disadvantages of becoming a party", opening.advantages),
    ("Legal obligations imposed", obligations.obligations),
    ("Measures the Government could or should adopt", implementation.implementation),
    ("Economic, social, cultural and environmental effects", closing.effects),
    ("Costs of compliance", closing.costs),
    ("Consultation", closing.consultation),
    ("Subsequent protocols or amendments", closing.protocols),
    ("Withdrawal or denunciation", closing.withdrawal),
)
EXTENDED = ("Regulatory impact analysis", closing.regulatory_impact)


def annex_of(report: Report) -> Document:
    """The annex of a report as plain values."""
    write = Writer()
    t = Telling(report, write)
    sign_off = _front(t)
    wanted = (*SECTIONS, EXTENDED) if report.context.context.extended else SECTIONS
    sections = tuple(_section(t, str(n), heading, tell) for n, (heading, tell) in enumerate(wanted, start=1))
    found = [
        _section(t, "A", "Article-by-article matrix", annexes.matrix, wide=True),
        _section(t, "B", "Reservations and declarations", annexes.reservations),
    ]
    if report.context.prose.on("tiriti_assessment", report.assessment.as_at):
        found.append(_section(t, "C", "Assessment under te Tiriti o Waitangi / the Treaty of Waitangi", _tiriti))
    instrument = report.assessment.instrument
    return Document(
        title="National interest analysis",
        subject=instrument.title,
        classification=report.classification,
        copy=RELEASE if report.release else INTERNAL,
        disclaimer=DISCLAIMER,
        facts=_facts(report),
        sign_off=sign_off,
        notes=tuple(write.notes),
        sections=sections,
        annexes=tuple(found),
        key=_key(report),
        footnotes=write.all_footnotes(),
    )


def _section(t: Telling, number: str, heading: str, tell: Callable[[Telling], None], *, wide: bool = False) -> Section:
    t.write.begin(number, heading)
    tell(t)
    return t.write.end(wide=wide)


def _tiriti(t: Telling) -> None:
    t.prose("tiriti_assessment")


def _facts(report: Report) -> tuple[tuple[str, Line], ...]:
    head = report.context.context
    clearance = head.clearance
    by = (" by ", marked(clearance.by)) if clearance.by else ()
    cleared = line(CLEARED[clearance.status], *by, f", {long_date(clearance.date)}" if clearance.date else "")
    own: list[tuple[str, Line]] = [
        ("Classification", line(report.classification)),
        ("Copy", line(RELEASE if report.release else INTERNAL)),
        ("Clearance", cleared),
    ]
    if head.author is not None:
        own.append(("Author", line(marked(head.author))))
    if head.prepared is not None:
        own.append(("Prepared", line(long_date(head.prepared))))
    status = report.assessment.instrument.text_status
    text = ("Text", line(f"{status.capitalize()} text"))
    told = [(name, line(value)) for name, value in facts(report.assessment)]
    return (*own, *told[:2], text, *told[2:])


def _front(t: Telling) -> Table:
    """The sign-off table, and a drafting note for each setting that is not made."""
    context, write = t.report.context, t.write
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


def _key(report: Report) -> Table | None:
    if not report.key:
        return None
    rows = [(cell(ground.id), cell(ground.reason)) for ground in report.key]
    return make_table("Grounds for withholding, Official Information Act 1982", (("Ground", 24), ("Reason", 76)), rows)
