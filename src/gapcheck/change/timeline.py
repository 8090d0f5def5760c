"""How the status of each article moved: judged anew only where the law, a position or a survey changed."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import Judge, judge_article, rules_for
from gapcheck.engine.cells import Cell, cells_of
from gapcheck.engine.coverage import Coverage, supports
from gapcheck.engine.opinion import Positions
from gapcheck.engine.results import DutyResult, End, Status
from gapcheck.errors import UsageError
from gapcheck.model.base import as_at_date
from gapcheck.model.law import RuleEntry
from gapcheck.model.position import Reading
from gapcheck.model.treaty import JUDGED, FullDuty, Instrument
from gapcheck.wording.citation import cite_rule
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import status_in_words

FIRST = date(2001, 1, 1)


@dataclass(frozen=True)
class Standing:
    """How an article or duty stands: its status and both ends."""

    status: Status
    low: End
    high: End

    @property
    def words(self) -> str:
        """``met``; ``unclear (partial to met)``."""
        ends = f" ({status_in_words(self.low)} to {status_in_words(self.high)})" if self.low != self.high else ""
        return f"{status_in_words(self.status)}{ends}"


@dataclass(frozen=True)
class Move:
    """One article that stands differently from a day on, what moved it, and the provisions that came or went."""

    article: str
    before: Standing
    after: Standing
    by: tuple[str, ...]
    provisions: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """A day on which something changed, and how every article stands from then on."""

    day: date
    standings: Mapping[str, Standing]
    moves: tuple[Move, ...]


@dataclass(frozen=True, repr=False)
class TimelineResult:
    """The standing of every article over an interval ``[start, end]``, by the days on which law, position or survey
    changed.
    """

    catalogue: Catalogue
    instrument: Instrument
    reading: Reading | None
    start: date
    end: date
    steps: tuple[Step, ...]

    @cached_property
    def moved(self) -> tuple[Step, ...]:
        """The first day, and the days on which some article moved."""
        return tuple(s for n, s in enumerate(self.steps) if n == 0 or s.moves)

    def on(self, day: date | str) -> Mapping[str, Standing]:
        """How every article stood on a day inside the interval. Raises ``UsageError`` outside it."""
        wanted = as_at_date(day)
        if not self.start <= wanted <= self.end:
            raise UsageError(f"{wanted} is outside the timeline, which runs from {self.start} to {self.end}")
        return [s for s in self.steps if s.day <= wanted][-1].standings

    def to_dict(self) -> dict[str, object]:
        """The timeline as plain values: every step, with what moved."""
        return {
            "instrument": self.instrument.id,
            "reading": self.reading.id if self.reading else None,
            "from": self.start.isoformat(),
            "to": self.end.isoformat(),
            "steps": [
                {
                    "date": step.day.isoformat(),
                    "articles": {
                        a: {"status": s.status, "low": s.low, "high": s.high} for a, s in step.standings.items()
                    },
                    "moved": [
                        {
                            "article": m.article,
                            "before": m.before.status,
                            "after": m.after.status,
                            "by": list(m.by),
                            "provisions": list(m.provisions),
                        }
                        for m in step.moves
                    ],
                }
                for step in self.steps
            ],
        }

    def __repr__(self) -> str:
        moves = sum(len(s.moves) for s in self.steps)
        return f"<Timeline {self.instrument.short_title}, {self.start} to {self.end}: {len(self.steps)} days, {moves} moves>"


def timeline(
    catalogue: Catalogue,
    instrument: str,
    start: date | str | None = None,
    end: date | str | None = None,
    reading: str | None = None,
) -> TimelineResult:
    """The timeline of an instrument from ``start`` to ``end``, both days included.

    Without ``start`` it begins with the day on which the instrument was opened (or 2001), without ``end`` it runs to
    the last day on which anything in the catalogue changes. Raises ``UnknownIdError``, and ``UsageError`` for bad
    dates.
    """
    treaty = catalogue.instrument(instrument)
    chosen = None if reading is None else catalogue.reading(reading)
    walk = _Walk(catalogue, treaty, chosen)
    first = as_at_date(start) if start is not None else treaty.opened or treaty.adopted or FIRST
    last = as_at_date(end) if end is not None else max([*walk.boundaries, first])
    if last < first:
        raise UsageError(f"the timeline would end on {last}, before it starts on {first}")
    return TimelineResult(catalogue, treaty, chosen, first, last, tuple(walk.steps(first, last)))


class _Walk:
    """Walks from boundary to boundary, keeping what did not change."""

    def __init__(self, catalogue: Catalogue, treaty: Instrument, reading: Reading | None) -> None:
        self.catalogue, self.reading = catalogue, reading
        self.rules = rules_for(catalogue, treaty)
        self.articles = catalogue.articles(treaty.id)
        self.duties = catalogue.duties_of(treaty.id)
        self.exercised = catalogue.exercised
        kinds = {f.duty.kind for f in self.duties}
        bearing = [e for e in self.rules if e.rule.kind in kinds or e.rule.supports is not None]
        days = {e.rule.in_force.start for e in bearing} | {e.rule.in_force.end for e in bearing if e.rule.in_force.end}
        days |= {x.date for x in self.exercised if x.narrowing.startswith(f"{treaty.id}:")}
        days |= {f.duty.survey.start for f in self.duties if f.duty.survey and f.duty.survey.start}
        self.boundaries = sorted(days)
        self.split: dict[str, tuple[Cell, ...]] = {}

    def steps(self, first: date, last: date) -> Iterator[Step]:
        """One step for the first day, then one for each boundary up to the last day."""
        results = self._judge(first, self.duties, {})
        standings = self._standings(results, {a.article for a in self.articles})
        yield Step(first, standings, ())
        for day in self.boundaries:
            if not first < day <= last:
                continue
            changed = [e for e in self.rules if day in (e.rule.in_force.start, e.rule.in_force.end)]
            touched = self._touched(day, changed)
            after = self._judge(day, touched, results)
            now = {**standings, **self._standings(after, {f.article for f in touched})}
            yield Step(day, now, tuple(self._moves(day, changed, standings, now, results, after)))
            results, standings = after, now

    def _judge(self, day: date, duties: Iterable[FullDuty], known: Mapping[str, DutyResult]) -> dict[str, DutyResult]:
        judge = Judge.on(self.catalogue, day, self.reading, tuple(e for e in self.rules if e.rule.in_force.holds(day)))
        return {**known, **{f.key: judge.duty(f, self._cells(f)) for f in duties}}

    def _cells(self, full: FullDuty) -> tuple[Cell, ...]:
        if full.key not in self.split:
            self.split[full.key] = cells_of(full) if full.duty.force in JUDGED else ()
        return self.split[full.key]

    def _touched(self, day: date, changed: Iterable[RuleEntry]) -> list[FullDuty]:
        """The duties whose result may change on the day.

        A rule that came or went can tell only where it is not disjoint from every cell, or where one that it supports
        is not.
        """
        bearing = {e.identity for e in changed}
        for entry in changed:
            if entry.rule.supports is not None:
                bearing |= {e.identity for e in self.rules if supports(entry, e)}
        moved = {x.narrowing for x in self.exercised if x.date == day}
        reached = self.reached
        return [
            f for f in self.duties if self._position_or_survey(f, day, moved) or not reached[f.key].isdisjoint(bearing)
        ]

    @cached_property
    def reached(self) -> Mapping[str, frozenset[tuple[str, date]]]:
        """For each duty, the rules of every interval that are not disjoint from all its cells."""
        coverage = Coverage(self.catalogue.vocabulary, self.rules, Positions())
        return {f.key: frozenset(e.identity for e in coverage.reached_by(f)) for f in self.duties}

    @staticmethod
    def _position_or_survey(full: FullDuty, day: date, moved: set[str]) -> bool:
        survey = full.duty.survey
        keys = {a.key for a in full.allows} | {w.key for w in full.waives}
        return not keys.isdisjoint(moved) or (survey is not None and survey.start == day)

    def _standings(self, results: Mapping[str, DutyResult], articles: Container[str]) -> dict[str, Standing]:
        """How some of the articles stand."""
        found: dict[str, Standing] = {}
        for article in self.articles:
            if article.article in articles:
                duties = tuple(results[f.key] for f in self.duties if f.article == article.article)
                judged = judge_article(article, duties)
                found[article.article] = Standing(judged.status, judged.low, judged.high)
        return found

    def _moves(
        self,
        day: date,
        changed: list[RuleEntry],
        before: Mapping[str, Standing],
        after: Mapping[str, Standing],
        old: Mapping[str, DutyResult],
        new: Mapping[str, DutyResult],
    ) -> Iterator[Move]:
        for article, standing in after.items():
            if standing != before[article]:
                mine = [f.key for f in self.duties if f.article == article and old[f.key] != new[f.key]]
                came = {e.identity for key in mine for e in new[key].rules}
                went = {e.identity for key in mine for e in old[key].rules}
                turned = [e for e in changed if e.identity in (came if e.rule.in_force.start == day else went)]
                by = [e.rule.in_force.by for e in turned if e.rule.in_force.start == day and e.rule.in_force.by]
                by += self._positions(day, mine)
                by = by or self._turned(day, turned)
                if not by or before[article].status == "not_assessed":
                    by += self._surveyed(day, mine)
                cited = dict.fromkeys(cite_rule(e) for e in turned)
                yield Move(article, before[article], standing, tuple(dict.fromkeys(by)), tuple(cited))

    def _positions(self, day: date, duties: Iterable[str]) -> list[str]:
        """The declarations and reservations of the day that bear on the duties."""
        full = [self.catalogue.duties[key] for key in duties]
        hows = {a.key: a.value for f in full for a in f.allows} | {w.key: w.value for f in full for w in f.waives}
        made = [x for x in self.exercised if x.date == day and x.narrowing in hows]
        return [f"New Zealand's {hows[x.narrowing].how} of {long_date(day)}: {x.text}" for x in made]

    @staticmethod
    def _turned(day: date, turned: list[RuleEntry]) -> list[str]:
        """The rules that began or ended, where nothing on record tells what brought that."""
        began = [f"Start of {cite_rule(e)}" for e in turned if e.rule.in_force.start == day]
        return began + [f"Repeal or expiry of {cite_rule(e)}" for e in turned if e.rule.in_force.end == day]

    def _surveyed(self, day: date, duties: Iterable[str]) -> list[str]:
        """Whether the day is the first whose law was surveyed for one of the duties."""
        surveys = [self.catalogue.duties[key].duty.survey for key in duties]
        return (
            ["The survey of the law begins on this day"]
            if any(s is not None and s.start == day for s in surveys)
            else []
        )
