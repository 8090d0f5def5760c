"""Sections 2 to 4: the State and the treaty, the reasons, and the advantages and disadvantages."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.engine.assessment import assess
from gapcheck.engine.results import InstrumentResult
from gapcheck.explain.position_sentences import CONSENTED
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import line
from gapcheck.report.rows.reservations import ReservationRow
from gapcheck.report.scope import span_of_group
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, small, stop


def nature(draft: Draft) -> None:
    """2 Nature and timing of the treaty action, or how the State stands to a treaty that binds it."""
    _dates(draft)
    _consent(draft)
    _participation(draft)
    _mandate(draft)
    _presentation(draft)
    draft.prose("nature")
    draft.write.heading(draft.heading_of("reservations_policy"))
    _allowed(draft)
    if not draft.prose("reservations_policy") and draft.report.reservations:
        draft.ask_for("reservations_policy")
    draft.topic("tokelau")


def _dates(draft: Draft) -> None:
    i, day = draft.instrument, draft.report.assessment.as_at
    events = [
        f"was adopted on {long_date(i.adopted)}" if i.adopted and i.adopted <= day else "",
        f"was opened for signature on {long_date(i.opened)}" if i.opened and i.opened <= day else "",
        f"entered into force on {long_date(i.in_force)}" if i.in_force and i.in_force <= day else "",
    ]
    kind = {"adopted": "a multilateral treaty", "draft": "a draft of a treaty"}
    what = kind.get(i.text_status, "a statement that creates no obligation under international law")
    dates = join(x for x in events if x)
    draft.write.paragraph(
        draft.write.cited(f"{capital(draft.name)} is {what}.{f' It {dates}.' if dates else ''}", draft.treaty())
    )
    # A date that is not on record is not proof that the treaty is not in force.
    if i.text_status == "adopted" and not (i.in_force and i.in_force <= day):
        draft.write.paragraph(f"It is not recorded to be in force on {long_date(day)}.")


def _consent(draft: Draft) -> None:
    assessment = draft.report.assessment
    position = assessment.catalogue.positions.get(draft.instrument.id)
    notes = draft.cite(position.source) if position else []
    day = long_date(assessment.as_at)
    if position is None or position.consent is None or position.consent.date > assessment.as_at:
        later = (
            f" It {CONSENTED[position.consent.kind]} on {long_date(position.consent.date)}."
            if position and position.consent
            else ""
        )
        told = f"On {day} no act by which {draft.state.name} consented to be bound is on record.{later}"
    else:
        told = f"{draft.state.at_start} {CONSENTED[position.consent.kind]} on {long_date(position.consent.date)}."
    start = position.binding_from if position else None
    if start is not None:
        state = draft.state.name
        tense = f"has bound {state} since" if start <= assessment.as_at else f"binds {state} from"
        told += f" {capital(draft.name)} {tense} {long_date(start)}."
    draft.write.paragraph(draft.write.cited(told, *notes))


def _participation(draft: Draft) -> None:
    known = [p for p in draft.instrument.participation if p.as_at <= draft.report.assessment.as_at]
    if known:
        last = max(known, key=lambda p: p.as_at)
        draft.write.paragraph(
            draft.write.cited(f"As at {long_date(last.as_at)}: {stop(last.text)}", *draft.cite(last.source))
        )


def _assessable(mandate: InstrumentResult) -> Iterator[str]:
    """``10 of the 13 items 6.1 to 6.13``, for each group of items some of which were withheld."""
    for group, (open_, total) in mandate.assessable.items():
        if open_:
            yield f"{open_} of the {total} {span_of_group(mandate, group)}"


def _mandate(draft: Draft) -> None:
    """The mandates that are answered by this text, with how many of their items can be assessed and stand."""
    assessment = draft.report.assessment
    for other in assessment.catalogue.instruments.values():
        # Before it was given, a mandate is no part of what was known.
        given = other.adopted and other.adopted <= assessment.as_at
        if other.text_status == "mandate" and other.answered_by == draft.instrument.id and given:
            reading = assessment.reading.id if assessment.reading else None
            held = assess(assessment.catalogue, other.id, assessment.as_at, reading)
            text = f"The text is held against the {other.title} ({other.citation})."
            counts = held.counts
            open_ = join(_assessable(held)) or f"All {len(held)} {other.division}s"
            answered = counts["met"] + counts["met_with_reservation"]
            draft.write.paragraph(
                draft.write.cited(text, *draft.cite(other.source)),
                f" {open_} can be assessed; the text answers {answered} of them in full.",
            )


def _presentation(draft: Draft) -> None:
    orders, rules = draft.report.context.context.standing_orders, draft.procedure.rules
    if rules is not None and orders.presentation and orders.analysis:
        edition = f" ({orders.edition})" if orders.edition else ""
        text = (
            f"{rules.name} {orders.presentation} has a treaty presented to the {rules.house}, and {rules.name} "
            f"{orders.analysis} says what a {small(draft.procedure.analysis)} holds{edition}."
        )
        draft.write.paragraph(draft.write.cited(text, *draft.cite(orders.source)))


def _allowed(draft: Draft) -> None:
    """What the treaty allows and what the State lodged, in a paragraph; Annex B has the rest."""
    allowed = draft.report.reservations
    if not allowed:
        draft.write.paragraph(
            f"{capital(draft.name)} allows no reservation or declaration that bears on a duty assessed here."
        )
        return
    under = dict.fromkeys(kind_of_reservation(r) for r in allowed)
    made = [r for r in allowed if r.made is not None]
    lodged = join(dict.fromkeys(kind_of_reservation(r) for r in made if not r.arguably))
    unsure = join(dict.fromkeys(kind_of_reservation(r) for r in made if r.arguably))
    told = (
        f"{capital(draft.name)} allows reservations or declarations under {len(under)} provisions that bear on a duty "
        "assessed here. "
        if len(under) > 1
        else f"{capital(draft.name)} allows {next(iter(under))}. "
    )
    told += f"{draft.state.at_start} has lodged {lodged}. " if lodged else ""
    told += f"What {unsure} leaves out is for the {draft.procedure.treaties} to confirm. " if unsure else ""
    if not made:
        told += "None is recorded to have been lodged. "
    draft.write.paragraph(line(told, "See ", draft.annex("B"), "."))


def kind_of_reservation(row: ReservationRow) -> str:
    """``a reservation under art 22(2)``."""
    return f"a {row.kind.lower()} under {row.under}" if row.under else f"a {row.kind.lower()}"


def reasons(draft: Draft) -> None:
    """3 Reasons for the State to become a party, or for which it became one."""
    draft.wanted("reasons")


def advantages(draft: Draft) -> None:
    """4 Advantages and disadvantages of the treaty entering into force, and the effects of its not doing so."""
    for key in ("advantages", "disadvantages", "not_entering"):
        draft.topic(key)
