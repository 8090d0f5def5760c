"""Rows about the versions of the law: what the verdicts rest on, what would bear on them on another day, and in what
stages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gapcheck.engine.coverage import Coverage
from gapcheck.engine.opinion import Positions
from gapcheck.engine.results import InstrumentResult
from gapcheck.model.base import Interval, Stage
from gapcheck.model.law import RuleEntry
from gapcheck.model.treaty import JUDGED
from gapcheck.report.rows.provisions import CitedProvision, provision_of
from gapcheck.wording.citation import cited_act, division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import small

IN_FORCE = "In force"
PASSED = "Passed, not yet in force"
NOT_PASSED = "Not yet passed"
NOT_YET = "Not yet in force"
ENDED = "No longer in force"
STANDINGS: Mapping[Stage, str] = {
    "not_enacted": NOT_PASSED,
    "enacted": PASSED,
    "not_in_force": NOT_YET,
    "in_force": IN_FORCE,
    "ended": ENDED,
}


@dataclass(frozen=True)
class VersionRow:
    """One rule over one interval of time, half-open: in force from ``start`` and no longer on ``end``.

    ``stands`` says how it stood on the day; ``rests`` names the duties whose verdict rests on it, and ``bears`` those
    that it would bear on if it were in force.
    """

    act: str
    section: str
    provision: CitedProvision
    text: str
    start: date
    end: date | None
    enacted: date | None
    by: str
    stands: str
    rests: tuple[str, ...]
    bears: tuple[str, ...]


@dataclass(frozen=True)
class StageRow:
    """A day on which a part of an Act came into force: how many of the rules listed, and how that day stood to the
    law's day.
    """

    by: str
    enacted: date | None
    start: date
    rules: int
    stands: str


def version_rows(assessment: InstrumentResult) -> tuple[VersionRow, ...]:
    """The rules that verdicts rest on, and those not in force on the day that reach a duty; none where a treaty text
    answers.
    """
    if assessment.instrument.answered_by is not None:
        return ()
    entries: dict[tuple[str, date], RuleEntry] = {}
    rests: dict[tuple[str, date], list[str]] = {}
    bears: dict[tuple[str, date], list[str]] = {}
    others = tuple(e for e in assessment.rules if not e.rule.in_force.holds(assessment.as_at))
    # Without positions: whether a rule reaches a duty does not turn on what was lodged.
    coverage = Coverage(assessment.catalogue.vocabulary, others, Positions())
    for duty in assessment.duties:
        label = division_label(assessment.instrument, duty.full.duty.id)
        for entry in duty.rules:
            entries[entry.identity] = entry
            rests.setdefault(entry.identity, []).append(label)
        for entry in coverage.reached_by(duty.full) if duty.full.duty.force in JUDGED else ():
            entries[entry.identity] = entry
            bears.setdefault(entry.identity, []).append(label)
    ordered = sorted(entries.values(), key=lambda e: e.order)
    return tuple(_row(assessment.as_at, e, rests.get(e.identity, ()), bears.get(e.identity, ())) for e in ordered)


def _row(day: date, entry: RuleEntry, rests: Iterable[str], bears: Iterable[str]) -> VersionRow:
    interval = entry.rule.in_force
    return VersionRow(
        act=entry.act.title,
        section=entry.section.section,
        provision=provision_of(entry),
        text=entry.rule.text,
        start=interval.start,
        end=interval.end,
        enacted=interval.enacted,
        by=interval.by or "",
        stands=standing(interval, day),
        rests=tuple(dict.fromkeys(rests)),
        bears=tuple(dict.fromkeys(bears)),
    )


def standing(interval: Interval, day: date) -> str:
    """How a rule stood on a day: an Act may have passed and not yet be in force."""
    return STANDINGS[interval.stage(day)]


def stage_rows(versions: Iterable[VersionRow], day: date) -> tuple[StageRow, ...]:
    """The stages of each amending Act that came into force in several, and of each that was not yet in force on the
    day.
    """
    stages: dict[str, dict[date, list[VersionRow]]] = {}
    for row in versions:
        if row.by and row.enacted is not None:
            stages.setdefault(cited_act(row.by), {}).setdefault(row.start, []).append(row)
    rows_of_stages = []
    for act, days in sorted(stages.items()):
        if len(days) > 1 or max(days) > day:
            for start, rows in sorted(days.items()):
                # A rule that has ended again began nevertheless.
                began = {IN_FORCE, ENDED} & {r.stands for r in rows}
                stands = IN_FORCE if began else rows[0].stands
                rows_of_stages.append(StageRow(act, rows[0].enacted, start, len(rows), stands))
    return tuple(rows_of_stages)


def stages_in_words(stages: Iterable[StageRow]) -> tuple[str, ...]:
    """One sentence for each Act: ``X Act 2025 (enacted 30 July 2025) came in stages: 12 rules on 31 July 2025;
    ...``.
    """
    acts: dict[str, list[StageRow]] = {}
    for stage in stages:
        acts.setdefault(stage.by, []).append(stage)
    return tuple(_stages_of_act(act, stages) for act, stages in acts.items())


def _stages_of_act(act: str, stages: list[StageRow]) -> str:
    enacted = stages[0].enacted
    parts = [
        f"{s.rules} {'rule' if s.rules == 1 else 'rules'} from {long_date(s.start)} ({small(s.stands)})" for s in stages
    ]
    assent = f" (enacted {long_date(enacted)})" if enacted else ""
    return f"{act}{assent}: {', '.join(parts)}."
