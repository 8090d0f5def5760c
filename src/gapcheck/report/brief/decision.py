"""The decision before Ministers on a treaty that the State has not joined: what each step binds it to, what would
have to change first, and by when.
"""

from __future__ import annotations

from gapcheck.model.treaty import BINDING, Instrument, Joining
from gapcheck.report.annex.document import Table, TableCell
from gapcheck.report.annex.writer import cell, make_table, strong
from gapcheck.report.brief.tally import Tally
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import stop

# Read in quotations and summaries only.
RESTRAINT = "Vienna Convention on the Law of Treaties, art 18(a)"


def decision_table(tally: Tally) -> tuple[Table, ...]:
    """The table of the steps, unless the State has joined or the text is not adopted."""
    assessment = tally.report.assessment
    if tally.joined or assessment.instrument.text_status != "adopted" or assessment.instrument.answered_by is not None:
        return ()
    rows = [*_signature(tally), _consent(tally)]
    binds = f"What it binds {tally.state.name} to"
    columns = (("Step", 11), (binds, 31), ("What has to be done first", 34), ("By when", 24))
    return (make_table("The decision", columns, rows),)


def _signature(tally: Tally) -> list[tuple[TableCell, ...]]:
    instrument, day = tally.report.assessment.instrument, tally.report.assessment.as_at
    joining = instrument.joining
    closed = joining is None or (joining.signature_until is not None and joining.signature_until < day)
    signed = tally.consent is not None
    if joining is None or joining.signature is None or (closed and not signed):
        return []
    if instrument.opened is None or instrument.opened > day:
        return []
    bound = (
        f"Not to defeat its object and purpose, until {tally.state.name} makes clear that it will not become a party "
        f"({RESTRAINT}). No other duty."
    )
    decides = tally.procedure.decides
    first = f"A decision of {decides}. No change of law."
    if joining.signature == "may-bind":
        bound = f"Every duty, unless it reserves ratification. With ratification reserved: {_small(bound)}"
        first = f"Without reserving ratification, all that ratification needs. Otherwise a decision of {decides} alone."
    done = f"Signed on {long_date(tally.consent.date)}." if tally.consent else _until(joining, tally)
    return [(cell(strong("Signature")), cell(bound), cell(first), cell(done))]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _until(joining: Joining, tally: Tally) -> str:
    day, last = tally.report.assessment.as_at, joining.signature_until
    after = f" After that {tally.state.name} can still accede." if joining.accession else ""
    if last is None:
        return "No last day is set."
    left = (last - day).days
    when = {0: "today", 1: "tomorrow"}.get(left, f"{left} days after {long_date(day)}")
    return f"{long_date(last)}, {when}.{after}"


def _consent(tally: Tally) -> tuple[TableCell, ...]:
    instrument = tally.report.assessment.instrument
    joining = instrument.joining
    number = sum(d.full.duty.force in BINDING for d in tally.report.assessment.duties)
    start = f", {joining.bound_from}" if joining and joining.bound_from else ""
    duties = "its one binding duty" if number == 1 else f"all its {number} binding duties"
    acts = tally.acts
    law = "No change of an Act was found to be needed."
    if acts:
        authority = f" ({tally.procedure.law_first})" if tally.procedure.law_first else ""
        law = f"{'One Act' if len(acts) == 1 else f'{len(acts)} Acts'} to be amended{authority}."
    first = f"{stop(tally.procedure.consent)} {law}"
    return (
        cell(strong(_step(tally, joining))),
        cell(stop(f"To {duties}{start}")),
        cell(first),
        cell(f"No date is set. {_in_force(instrument, tally)}"),
    )


def _step(tally: Tally, joining: Joining | None) -> str:
    if tally.consent is not None:
        return "Ratification"
    if joining is None:
        return "Consent to be bound"
    if joining.signature is None:
        return "Accession"
    return "Ratification, or accession" if joining.accession else "Ratification"


def _in_force(instrument: Instrument, tally: Tally) -> str:
    day = tally.report.assessment.as_at
    if instrument.in_force and instrument.in_force <= day:
        return f"In force since {long_date(instrument.in_force)}."
    when = instrument.joining.in_force_when if instrument.joining else None
    return f"Not in force; it enters into force {when}." if when else "Not recorded to be in force."
