"""Who does a measure by when, as a folder of reviews tells it: measures by lasting references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gapcheck.engine.results import InstrumentResult
from gapcheck.model.ids import DutyId
from gapcheck.model.law import RuleEntry
from gapcheck.model.review import MeasureProgress
from gapcheck.repair.measures import Measure, measures
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import small

PROGRESS: Mapping[str, str] = {
    "in-preparation": "In preparation",
    "in-progress": "In progress",
    "completed": "Completed",
}


def measure_references(result: InstrumentResult, found: Iterable[Measure] | None = None) -> Mapping[str, Measure]:
    """The measures by references that stay what they are as long as the change is made in the same place.

    ``budapest:M:crimes-act-1961:252`` changes a section, ``budapest:M:lodge:22(2)-scope`` lodges something,
    ``budapest:M:enact:16(2)`` is a new provision for a duty. ``found`` are all the measures of the result, where they
    have been worked out already.
    """
    entries = {entry.key: entry for entry in result.rules}
    named: dict[str, Measure] = {}
    for measure in measures(result) if found is None else found:
        reference = f"{result.instrument.id}:M:{_place(measure, entries)}"
        if reference in named:
            # Two changes in one section that are told apart.
            reference += f":{measure.edit.sort}"
        number = 2
        unique = reference
        while unique in named:
            unique = f"{reference}:{number}"
            number += 1
        named[unique] = measure
    return named


def _place(measure: Measure, entries: Mapping[str, RuleEntry]) -> str:
    edit = measure.edit
    if edit.sort == "lodge":
        return f"lodge:{edit.target.partition(':')[2].replace('#', '-')}"
    if edit.sort == "enact":
        return f"enact:{DutyId.parse(edit.target).duty}"
    entry = entries.get(edit.target)
    return f"{entry.act.id}:{entry.section.section}" if entry else edit.target


def progress_in_words(own: MeasureProgress) -> str:
    """``Ministry of Justice, by 30 June 2027: in progress (Crimes Amendment Bill)``."""
    by = f", by {long_date(own.target)}" if own.target else ""
    carried = f" ({own.vehicle})" if own.vehicle else ""
    return f"{own.owner}{by}: {small(PROGRESS[own.progress])}{carried}"
