"""What a report of an assessment covers beside the verdicts: the rules used, the statements, the mandates answered."""

from __future__ import annotations

from gapcheck.engine.results import InstrumentResult
from gapcheck.model.ids import DutyId
from gapcheck.model.law import RuleEntry
from gapcheck.model.policy import Statement
from gapcheck.model.treaty import Instrument
from gapcheck.natural_order import natural_key


def used_rules(assessment: InstrumentResult) -> tuple[RuleEntry, ...]:
    """The rules that the verdicts rest on, in the order of the catalogue."""
    used = {e.identity: e for d in assessment.duties for e in d.rules}
    return tuple(sorted(used.values(), key=lambda e: e.order))


def statements_about(assessment: InstrumentResult) -> tuple[Statement, ...]:
    """What officials had said of the instrument by the day, by date."""
    made = (s for s in assessment.catalogue.statements if s.as_at <= assessment.as_at)
    own = assessment.instrument.id
    return tuple(s for s in made if any(DutyId.parse(about).instrument == own for about in s.about))


def mandates_answered(assessment: InstrumentResult) -> tuple[Instrument, ...]:
    """The mandates and lists of objectives that the instrument answers."""
    every = assessment.catalogue.instruments.values()
    answered = (i for i in every if i.answered_by == assessment.instrument.id)
    return tuple(sorted(answered, key=lambda i: natural_key(i.id)))


def span_of_group(mandate: InstrumentResult, group: str) -> str:
    """The articles of a group in a few words: ``items 6.1 to 6.13`` for the group 6 (see ``assessable``)."""
    numbers = [result.article.article for result in mandate]
    mine = [number for number in numbers if number.partition(".")[0] == group]
    return f"{mandate.instrument.division}s {mine[0]} to {mine[-1]}"
