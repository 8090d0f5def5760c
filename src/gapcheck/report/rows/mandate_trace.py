"""Rows of the mandate trace: what was asked of the negotiators, and which articles of the adopted text answer it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.engine.assessment import assess
from gapcheck.engine.results import ArticleResult, InstrumentResult
from gapcheck.report.rows.duties import DutyRow, duty_rows
from gapcheck.report.scope import mandates_answered, span_of_group
from gapcheck.wording.words import capital


@dataclass(frozen=True)
class MandateRow:
    """One thing that was asked for. ``answered_by`` are the articles that answer it (``art 16``).

    Of an item whose words were withheld only the ground is known (``withheld``).
    """

    instrument: str
    item: str
    heading: str
    text: str
    verdict: str
    answered_by: tuple[str, ...]
    reasons: tuple[str, ...]
    withheld: str


@dataclass(frozen=True)
class MandateTrace:
    """The items that the instrument answers, and a sentence for each list with how many can be assessed."""

    rows: tuple[MandateRow, ...]
    counts: tuple[str, ...]


def adopted(assessment: InstrumentResult) -> bool:
    """Whether the text had been adopted (or opened for signature) by the day: before that it answers nothing."""
    start = assessment.instrument.adopted or assessment.instrument.opened
    return start is not None and start <= assessment.as_at


def mandate_trace(assessment: InstrumentResult) -> MandateTrace:
    """Every item of every mandate that the instrument answers, held against it under the same reading."""
    if not adopted(assessment):
        return MandateTrace((), ())
    reading = assessment.reading.id if assessment.reading else None
    judged = [assess(assessment.catalogue, i.id, assessment.as_at, reading) for i in mandates_answered(assessment)]
    return MandateTrace(tuple(r for m in judged for r in _rows(m)), tuple(c for m in judged for c in _counts(m)))


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
        verdict=row.verdict if row else mandate.sensitivity.in_words(result),
        answered_by=tuple(p.place for p in row.law.provisions) if row else (),
        reasons=row.gap.reasons if row else (),
        withheld=withheld.ground if withheld else "",
    )


def _counts(mandate: InstrumentResult) -> Iterator[str]:
    """``Negotiating mandate of 2023: 10 of 13 assessable (items 6.1 to 6.13); 3 withheld.``"""
    title, division = mandate.instrument.short_title, mandate.instrument.division
    name = capital(title)
    for group, (open_, total) in mandate.assessable.items():
        if total == 1:
            yield f"{name}: {division} {group} is withheld."
        else:
            span = span_of_group(mandate, group)
            yield f"{name}: {open_} of {total} assessable ({span}); {total - open_} withheld."
    if not mandate.assessable:
        yield f"{name}: {len(mandate)} of {len(mandate)} assessable."
