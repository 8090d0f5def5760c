"""Rows of the change log: the history of a document as its data tell it. The clock plays no part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gapcheck import __version__
from gapcheck.change.timeline import TimelineResult
from gapcheck.engine.results import InstrumentResult
from gapcheck.model.context import Context
from gapcheck.model.ids import DutyId
from gapcheck.natural_order import natural_key
from gapcheck.report.facts import CLEARED
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date


@dataclass(frozen=True)
class LogRow:
    """An entry: the day it tells of (``None`` for what holds of the document as a whole), what it is, and the
    details.
    """

    day: date | None
    entry: str
    detail: str
    by: tuple[str, ...] = ()


def log_rows(
    assessment: InstrumentResult, context: Context, past: TimelineResult, since: date | None
) -> tuple[LogRow, ...]:
    """First the versions, then by day: who prepared, reviewed and cleared what, and the moves after the baseline."""
    dated = [*_document(context, assessment.as_at), *_surveys(assessment), *_moves(past, since)]
    return (
        *_versions(assessment),
        *sorted(dated, key=lambda row: (row.day or date.min, natural_key(row.entry), row.detail)),
    )


def _versions(assessment: InstrumentResult) -> Iterator[LogRow]:
    instrument = assessment.instrument
    yield LogRow(None, "Version of the data", assessment.catalogue.version)
    yield LogRow(None, "Version of gapcheck", __version__)
    yield LogRow(assessment.as_at, "Law as at", "The day whose law is judged.")
    for what, day in (("Text adopted", instrument.adopted), ("Text opened for signature", instrument.opened)):
        if day is not None and day <= assessment.as_at:
            yield LogRow(day, what, f"{instrument.title} {instrument.citation}.")
    if (last := _last_change(assessment)) is not None:
        yield LogRow(
            last,
            "Last change of the law on record",
            "The last day on which a rule begins or ends in this version of the data.",
        )


def _last_change(assessment: InstrumentResult) -> date | None:
    """The last day on which a rule begins or ends."""
    if assessment.instrument.answered_by is not None:
        return None
    starts = [e.rule.in_force.start for e in assessment.rules]
    # An end is the first day on which a rule no longer holds, so it is a change of that day.
    return max([*starts, *(e.rule.in_force.end for e in assessment.rules if e.rule.in_force.end)], default=None)


def _document(context: Context, day: date) -> Iterator[LogRow]:
    head = context.context
    if head.prepared is not None:
        yield LogRow(head.prepared, "Context prepared", "", (str(head.author),) if head.author else ())
    if head.clearance.date is not None:
        yield LogRow(
            head.clearance.date,
            "Clearance",
            CLEARED[head.clearance.status],
            (str(head.clearance.by),) if head.clearance.by else (),
        )
    for line in context.sign_off:
        if line.told_on is not None:
            yield LogRow(line.told_on, "Signed off", str(line.role), (str(line.name),) if line.name else ())
    for review in context.reviews:
        if review.told_on is not None and review.told_on <= day:
            yield LogRow(review.told_on, "Review", DutyId.parse(review.about).duty, (str(review.role),))


def _surveys(assessment: InstrumentResult) -> Iterator[LogRow]:
    """The days on which the law (or the treaty text that answers) was searched, with the number of duties."""
    answered = assessment.instrument.answered_by is not None
    searched = "Adopted text searched" if answered else "Statute book searched"
    days = [d.full.duty.survey.date for d in assessment.duties if d.full.duty.survey]
    for day in sorted(set(days)):
        number = days.count(day)
        yield LogRow(day, searched, f"For {number} {'duty' if number == 1 else 'duties'}.")


def _moves(past: TimelineResult, since: date | None) -> Iterator[LogRow]:
    for step in past.steps:
        if step.moves and (since is None or step.day > since):
            for move in step.moves:
                if move.before.words == move.after.words:
                    continue
                label = division_label(past.instrument, move.article)
                yield LogRow(step.day, f"Moved: {label}", f"From {move.before.words} to {move.after.words}.", move.by)


def log_note(since: date | None) -> str:
    """What the log covers."""
    if since is None:
        return "Nothing moved before the date, so there is no baseline."
    return f"Moves of articles are listed from {long_date(since)} on."
