"""How the status of each article moved: judged anew only where the law, a position or a survey changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from gapcheck.catalogue.catalogue import AS_VIEWED, Catalogue, Views
from gapcheck.catalogue.collector_pause import collector_paused
from gapcheck.change.article_moves import ArticleMove, ArticleMoves, DayStandings, Turn, options
from gapcheck.change.duty_in_time import DutyInTime, Tested
from gapcheck.change.standing import DutyStanding, Standing
from gapcheck.change.turning_rules import TurningRules
from gapcheck.engine.assessment import Judge, article_verdict, combined_verdict, masks_for, split_duties
from gapcheck.engine.coverage import supports
from gapcheck.engine.results import ArticleResult, InstrumentResult
from gapcheck.engine.rule_masks import Mask
from gapcheck.errors import UsageError
from gapcheck.model.base import as_at_date
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.model.ids import Point
from gapcheck.model.law import RuleEntry
from gapcheck.model.position import Reading
from gapcheck.model.question import View
from gapcheck.model.treaty import JUDGED, Article, Instrument

FIRST = date(2001, 1, 1)
"""Where a timeline begins if nothing says when its instrument was opened: the year of the first cybercrime treaty."""


@dataclass(frozen=True)
class TimelineDay:
    """A day on which something changed, and how every article stands from then on.

    ``duties`` tells how every duty stands, by full id. Where neither that nor what it turns on moved, it is the very
    value of the day before.
    """

    day: date
    standings: Mapping[str, Standing]
    moves: tuple[ArticleMove, ...]
    duties: Mapping[str, DutyStanding] = field(default_factory=dict, repr=False, compare=False)


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
    steps: tuple[TimelineDay, ...]
    tried: Mapping[str, View] = field(default_factory=dict)
    """Answers to questions that were tried in place of their views, by question."""

    @cached_property
    def moved(self) -> tuple[TimelineDay, ...]:
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
            "tried": dict(self.tried),
            "from": self.start.isoformat(),
            "to": self.end.isoformat(),
            "steps": [
                {
                    "date": step.day.isoformat(),
                    "articles": {a: s.to_dict() for a, s in step.standings.items()},
                    "moved": [
                        {
                            "article": m.article,
                            "before": m.before.status,
                            "after": m.after.status,
                            "certainty_before": m.before.certainty,
                            "certainty_after": m.after.certainty,
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
        interval = f"{self.start} to {self.end}"
        return f"<Timeline {self.instrument.short_title}, {interval}: {len(self.steps)} days, {moves} moves>"


@collector_paused()
def timeline(
    catalogue: Catalogue,
    instrument: str,
    start: date | str | None = None,
    end: date | str | None = None,
    reading: str | None = None,
    views: Views = AS_VIEWED,
    *,
    in_words: bool = True,
) -> TimelineResult:
    """The timeline of an instrument from ``start`` to ``end``, both days included.

    Without ``start`` it begins with the day on which the instrument was opened (or 2001), without ``end`` it runs to
    the last day on which anything in the catalogue changes. ``views`` are answers tried in place of the views. Without
    ``in_words`` nobody looks into the questions that a verdict depends on, which tell whether it is only to be
    confirmed. Raises ``UnknownIdError``, and ``UsageError`` for bad dates or views.
    """
    tried = catalogue.answers(views)
    catalogue = catalogue.with_views(tried)
    treaty = catalogue.instrument(instrument)
    chosen = None if reading is None else catalogue.reading(reading).of(instrument)
    days = _TimelineDays(catalogue, treaty, chosen, in_words=in_words)
    first = as_at_date(start) if start is not None else treaty.opened or treaty.adopted or FIRST
    last = as_at_date(end) if end is not None else max([*days.boundaries, first])
    if last < first:
        raise UsageError(f"the timeline would end on {last}, before it starts on {first}")
    return TimelineResult(catalogue, treaty, chosen, first, last, tuple(days.between(first, last)), tried)


class _TimelineDays:
    """Goes from boundary to boundary and judges anew only the duties that the boundary may touch.

    A boundary is a day on which a rule that may bear on a duty begins or ends, a position is exercised, or the survey
    of a duty begins; between two of them nothing can change.
    """

    def __init__(self, catalogue: Catalogue, treaty: Instrument, reading: Reading | None, *, in_words: bool) -> None:
        self.catalogue, self.treaty, self.reading, self.in_words = catalogue, treaty, reading, in_words
        self.masks = masks_for(catalogue, treaty)
        self.rules = self.masks.rules
        self.giving = tuple(e for e in self.rules if e.rule.supports is not None)
        self.articles = catalogue.articles(treaty.id)
        self.duties = catalogue.duties_of(treaty.id)
        self.of_article = {a.article: catalogue.duties_of(treaty.id, a.article) for a in self.articles}
        self.places = {article: place for place, article in enumerate(self.of_article)}
        self.exercised = catalogue.exercised
        split = split_duties(catalogue)
        self.in_time = {
            full.key: DutyInTime(self.masks, full, split.cells(full))
            for full in self.duties
            if full.duty.force in JUDGED and not full.follows
        }
        self.following = [full for full in self.duties if full.follows]
        self.moves = ArticleMoves(self.of_article, self.in_time, self.exercised, catalogue.state.whose_at_start)
        self.turning = TurningRules(self.masks)
        self.due: dict[date, list[DutyInTime]] = {}
        self.in_force: Mapping[str, Mask] = {}
        self.judge: Judge | None = None
        self.tested: Tested = {}

    @cached_property
    def boundaries(self) -> list[date]:
        """The days on which anything may change, in order."""
        kinds = {f.duty.kind for f in self.duties}
        # A rule of another kind never reaches a duty, but may support one that does.
        bearing = [e.rule.in_force for e in self.rules if e.rule.kind in kinds or e.rule.supports is not None]
        days = {interval.start for interval in bearing} | {interval.end for interval in bearing if interval.end}
        days |= {x.date for x in self.exercised if Point.parse(x.narrowing).duty.instrument == self.treaty.id}
        days |= {f.duty.survey.start for f in self.duties if f.duty.survey and f.duty.survey.start}
        return sorted(days)

    def between(self, first: date, last: date) -> Iterator[TimelineDay]:
        """The first day, then each boundary up to the last day."""
        now = self._first(first)
        yield TimelineDay(first, FrozenMapping(now.standings), (), now.duties)
        for day in self.boundaries:
            if not first < day <= last:
                continue
            turn = self._turn(day)
            before, (now, moved) = now, self._next(turn, now)
            moves = tuple(self.moves.move(turn, article, before, now) for article in moved)
            yield TimelineDay(day, FrozenMapping(now.standings), moves, now.duties)

    def _first(self, day: date) -> DayStandings:
        """How every duty and article stands on the first day."""
        self.in_force = self.masks.sets_of(e for e in self.rules if e.rule.in_force.holds(day))
        judge = self._judge_on(day, ())
        found = {key: duty.judged(judge, self.tested) for key, duty in self.in_time.items()}
        for duty in self.in_time.values():
            self._await(duty, day)
        for full in self.following:
            found[full.key] = DutyStanding(full, combined_verdict([found[f.key] for f in full.follows]), judge)
        others = (full for full in self.duties if full.key not in found)
        found |= {full.key: DutyStanding(full, judge.duty(full).verdict, judge) for full in others}
        duties = {full.key: found[full.key] for full in self.duties}
        return DayStandings(judge, duties, self._standings(day, self.articles, duties))

    def _turn(self, day: date) -> Turn:
        changed = self.turning.on.get(day, ())
        givers = [entry for entry in changed if entry.rule.supports is not None]
        given = (e for giver in givers for e in self.rules if supports(giver, e))
        causes = (day, *(x.narrowing for x in self.exercised if x.date == day))
        noted = frozenset(key for cause in causes for key in self.touched_by.get(cause, ()))
        return Turn(day, changed, self.masks.sets_of((*changed, *given)), noted)

    def _next(self, turn: Turn, before: DayStandings) -> tuple[DayStandings, list[str]]:
        """What stood ``before`` with what the day touches judged anew, and the articles that stand otherwise."""
        began = self.masks.sets_of(e for e in turn.changed if turn.begins(e))
        turned = self.masks.sets_of(turn.changed)
        stay = {kind: mask & ~turned.get(kind, 0) for kind, mask in self.in_force.items()}
        self.in_force = {kind: stay.get(kind, 0) | began.get(kind, 0) for kind in (*stay, *began)}
        known, judge = self.judge, self._judge_on(turn.day, turn.changed)
        anew = self._judged_anew(turn, judge, before, afresh=self.judge is not known)
        if not anew:
            return replace(before, judge=judge), []
        duties = {**before.duties, **anew}
        touched = sorted({self.places[standing.full.article] for standing in anew.values()})
        standings = self._standings(turn.day, (self.articles[place] for place in touched), duties)
        moved = [article for article, standing in standings.items() if standing != before.standings[article]]
        return DayStandings(judge, duties, {**before.standings, **standings}), moved

    def _judged_anew(self, turn: Turn, judge: Judge, before: DayStandings, *, afresh: bool) -> dict[str, DutyStanding]:
        """The duties that stand otherwise on a day, or turn on something else.

        A rule that began or ended can tell only where it, or one that it supports, is watched. The judge is ``afresh``
        where what rules give to others, or what was exercised, is not what it was.
        """
        anew: dict[str, DutyStanding] = {}
        for duty in self._touched(turn):
            if afresh or duty.full.key in turn.noted:
                anew[duty.full.key] = duty.judged(judge, self.tested)
            elif (stands := duty.turned(judge, self.tested, turn.bearing[duty.kind])) is not None:
                anew[duty.full.key] = stands
            self._await(duty, turn.day)
        for full in self.following:
            if full.key in turn.noted or any(f.key in anew for f in full.follows):
                followed = [anew.get(f.key) or before.duties[f.key] for f in full.follows]
                anew[full.key] = DutyStanding(full, combined_verdict(followed), judge)
        return anew

    def _await(self, duty: DutyInTime, day: date) -> None:
        """Note the next day after another on which a rule turns that a duty watches."""
        due = self.turning.next_day(duty.kind, duty.watched, day)
        if due is not None:
            self.due.setdefault(due, []).append(duty)

    def _touched(self, turn: Turn) -> Iterable[DutyInTime]:
        """The duties, each once, that a day may move of those that are judged by their own cells."""
        touched = {duty.full.key: duty for duty in self.due.pop(turn.day, ())}
        if any(entry.rule.supports is not None for entry in turn.changed):
            # A rule that is given something else need not turn itself.
            touched |= self.in_time
        touched = {key: duty for key, duty in touched.items() if duty.watched & turn.bearing.get(duty.kind, 0)}
        return (touched | {key: self.in_time[key] for key in turn.noted if key in self.in_time}).values()

    def _judge_on(self, day: date, changed: Iterable[RuleEntry]) -> Judge:
        """The judge of a day, with all that was found before where neither what rules give to others nor what was
        exercised has changed since.
        """
        anew = any(e.rule.supports is not None for e in changed) or any(x.date == day for x in self.exercised)
        if self.judge is None or anew:
            # The rules in force are those of the mask; listed are those that give to others.
            giving = tuple(e for e in self.giving if e.rule.in_force.holds(day))
            self.judge, self.tested = Judge.on(self.catalogue, day, self.reading, giving, self.masks, self.in_force), {}
        return self.judge.with_law(day, self.in_force)

    def _standings(
        self, day: date, articles: Iterable[Article], duties: Mapping[str, DutyStanding]
    ) -> dict[str, Standing]:
        """How some of the articles stand."""
        result = InstrumentResult(self.catalogue, self.treaty, day, self.reading, (), self.rules, masks=self.masks)
        found: dict[str, Standing] = {}
        for article in articles:
            mine = [duties[full.key] for full in self.of_article[article.article]]
            standing = Standing(article_verdict(article, [duty for duty in mine if duty.binding]))
            if self.in_words and standing.certainty == "view":
                judged = ArticleResult(article, standing.verdict, tuple(duty.result for duty in mine))
                standing = standing.told_by(judged, result.sensitivity)
            found[article.article] = standing
        return found

    @cached_property
    def touched_by(self) -> Mapping[object, list[str]]:
        """The full ids of the duties that a narrowing or waiver bears on, or the day on which a survey begins."""
        touched: dict[object, list[str]] = {}
        for full in self.duties:
            begins = {part.duty.survey.start for part in full.parts if part.duty.survey is not None}
            for cause in (*options(full), *begins):
                touched.setdefault(cause, []).append(full.key)
        return touched
