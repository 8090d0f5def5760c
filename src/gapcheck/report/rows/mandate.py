"""Rows of the mandate trace: what was asked of the negotiators, and which articles of the adopted text answer it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.engine.assessment import assess
from gapcheck.engine.results import ArticleResult, InstrumentResult
from gapcheck.model.treaty import Instrument
from gapcheck.natural_order import natural_key
from gapcheck.report.rows.duties import DutyRow, duty_rows


@dataclass(frozen=True)
class MandateRow:
    """One thing that was asked for. Of an item whose words were withheld only the ground is known (``withheld``)."""

    instrument: str
    item: str
    heading: str
    text: str
    status: str
    low: str
    high: str
    answered_by: tuple[str, ...]
    reasons: tuple[str, ...]
    withheld: str


@dataclass(frozen=True)
class MandateTrace:
    """The items that the instrument answers, and a sentence for each list with how many can be assessed."""

    rows: tuple[MandateRow, ...]
    counts: tuple[str, ...]


def traced(assessment: InstrumentResult) -> tuple[Instrument, ...]:
    """The mandates and lists of objectives that the instrument answers."""
    found = (i for i in assessment.catalogue.instruments.values() if i.answered_by == assessment.instrument.id)
    return tuple(sorted(found, key=lambda i: natural_key(i.id)))


def adopted(assessment: InstrumentResult) -> bool:
    """Whether the text had been adopted (or opened for signature) by the day: before that it answers nothing."""
    start = assessment.instrument.adopted or assessment.instrument.opened
    return start is not None and start <= assessment.as_at


def mandate_trace(assessment: InstrumentResult) -> MandateTrace:
    """Every item of every mandate that the instrument answers, held against it under the same reading."""
    if not adopted(assessment):
        return MandateTrace((), ())
    reading = assessment.reading.id if assessment.reading else None
    found = [assess(assessment.catalogue, i.id, assessment.as_at, reading) for i in traced(assessment)]
    return MandateTrace(tuple(r for one in found for r in _rows(one)), tuple(c for one in found for c in _counts(one)))


def _rows(mandate: InstrumentResult) -> Iterator[MandateRow]:
    duties = duty_rows(mandate)
    for result in mandate:
        item = result.article.article
        mine = [row for row in duties if row.article == item]
        yield from (_row(mandate, result, row) for row in mine)
        if not mine:
            yield _row(mandate, result, None)


def _row(mandate: InstrumentResult, result: ArticleResult, row: DutyRow | None) -> MandateRow:
    withheld = result.article.withheld
    return MandateRow(
        instrument=mandate.instrument.short_title,
        item=row.duty if row else result.article.article,
        heading=result.article.heading,
        text=row.text if row else "",
        status=row.status if row else result.status,
        low=row.low if row else result.low,
        high=row.high if row else result.high,
        answered_by=row.citations if row else (),
        reasons=row.reasons if row else (),
        withheld=withheld.ground if withheld else "",
    )


def _counts(mandate: InstrumentResult) -> Iterator[str]:
    """``Negotiating mandate of 2023: 10 of 13 assessable (items 6.1 to 6.13); 3 withheld.``"""
    title, division = mandate.instrument.short_title, mandate.instrument.division
    name = f"{title[:1].upper()}{title[1:]}"
    items = [result.article.article for result in mandate]
    for group, (open_, total) in mandate.assessable.items():
        mine = [item for item in items if item.partition(".")[0] == group]
        if total == 1:
            yield f"{name}: {division} {group} is withheld."
        else:
            yield f"{name}: {open_} of {total} assessable ({division}s {mine[0]} to {mine[-1]}); {total - open_} withheld."
    if not mandate.assessable:
        yield f"{name}: {len(mandate)} of {len(mandate)} assessable."
