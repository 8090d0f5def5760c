"""How the status of each article moved: judged anew only where the law, a position or a survey changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from gapcheck.catalogue.catalogue import AS_VIEWED, Catalogue, Views
from gapcheck.change.causes import resting_on
from gapcheck.change.standing import Standing
from gapcheck.change.timeline_sentences import SURVEY_BEGINS, exercised_on, rule_began_or_ended
from gapcheck.engine.assessment import Judge, judge_article, rules_for
from gapcheck.engine.best_rules import could_decide
from gapcheck.engine.cells import Cell, cells_of
from gapcheck.engine.coverage import supports
from gapcheck.engine.results import ArticleResult, DutyResult, InstrumentResult
from gapcheck.engine.rule_masks import Mask, RuleMasks, numbers
from gapcheck.errors import UsageError
from gapcheck.model.base import as_at_date
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.model.ids import Point
from gapcheck.model.law import RuleEntry
from gapcheck.model.position import Reading
from gapcheck.model.question import View
from gapcheck.model.treaty import JUDGED, FullDuty, Instrument
from gapcheck.wording.citation import cite_rule

FIRST = date(2001, 1, 1)
"""Where a timeline begins if nothing says when its instrument was opened: the year of the first cybercrime treaty."""


@dataclass(frozen=True)
class ArticleMove:
    """One article that stands differently from a day on, what moved it, and the provisions that began or ended."""

    article: str
    before: Standing
    after: Standing
    by: tuple[str, ...]
    provisions: tuple[str, ...]


@dataclass(frozen=True)
class TimelineDay:
    """A day on which something changed, and how every article stands from then on.

    ``duties`` are the results of every duty, by full id. One that nothing touched is the very result of the day before.
    """

    day: date
    standings: Mapping[str, Standing]
    moves: tuple[ArticleMove, ...]
    duties: Mapping[str, DutyResult] = field(default_factory=dict, repr=False, compare=False)


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


def timeline(
    catalogue: Catalogue,
    instrument: str,
    start: date | str | None = None,
    end: date | str | None = None,
    reading: str | None = None,
    views: Views = AS_VIEWED,
) -> TimelineResult:
    """The timeline of an instrument from ``start`` to ``end``, both days included.

    Without ``start`` it begins with the day on which the instrument was opened (or 2001), without ``end`` it runs to
    the last day on which anything in the catalogue changes. ``views`` are answers tried in place of the views. Raises
    ``UnknownIdError``, and ``UsageError`` for bad dates or views.
    """
    tried = catalogue.answers(views)
    catalogue = catalogue.with_views(tried)
    treaty = catalogue.instrument(instrument)
    chosen = None if reading is None else catalogue.reading(reading).of(instrument)
    days = _TimelineDays(catalogue, treaty, chosen)
    first = as_at_date(start) if start is not None else treaty.opened or treaty.adopted or FIRST
    last = as_at_date(end) if end is not None else max([*days.boundaries, first])
    if last < first:
        raise UsageError(f"the timeline would end on {last}, before it starts on {first}")
    return TimelineResult(catalogue, treaty, chosen, first, last, tuple(days.between(first, last)), tried)


@dataclass(frozen=True)
class _Judged:
    """Every duty as judged on one day, and how the articles stand by them."""

    duties: Mapping[str, DutyResult]
    standings: Mapping[str, Standing]


class _TimelineDays:
    """Goes from boundary to boundary and judges anew only the duties that the boundary may touch.

    A boundary is a day on which a rule that may bear on a duty begins or ends, a position is exercised, or the survey
    of a duty begins; between two of them nothing can change.
    """

    def __init__(self, catalogue: Catalogue, treaty: Instrument, reading: Reading | None) -> None:
        self.catalogue, self.reading = catalogue, reading
        self.rules = rules_for(catalogue, treaty)
        self.masks = RuleMasks(catalogue.vocabulary, self.rules)
        self.articles = catalogue.articles(treaty.id)
        self.duties = catalogue.duties_of(treaty.id)
        self.keys = {a.article: [f.key for f in catalogue.duties_of(treaty.id, a.article)] for a in self.articles}
        self.by_number = {a.article: a for a in self.articles}
        self.treaty, self.exercised = treaty, catalogue.exercised
        self.cells: dict[str, tuple[Cell, ...]] = {}
        self.watched: dict[str, tuple[DutyResult, Mask]] = {}
        self.held: Mask | None = None

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
        judged = self._judged(first, self.duties, _Judged({}, {}))
        yield TimelineDay(first, FrozenMapping(judged.standings), (), judged.duties)
        for day in self.boundaries:
            if not first < day <= last:
                continue
            changed = self.turning.get(day, [])
            before, judged = judged, self._judged(day, self._touched(day, changed, judged), judged)
            moves = tuple(self._move(day, a, changed, before, judged) for a in _moved(before, judged))
            yield TimelineDay(day, FrozenMapping(judged.standings), moves, judged.duties)

    def _judged(self, day: date, duties: Iterable[FullDuty], before: _Judged) -> _Judged:
        """The state ``before`` with some duties judged on the day, and their articles with them."""
        which = self._in_force(day)
        in_force = tuple(self.rules[number] for number in numbers(which))
        judge = Judge.on(self.catalogue, day, self.reading, in_force, self.masks, which)
        anew = {f.key: judge.duty(f, self._cells(f)) for f in duties if not f.follows}
        # What a duty follows was judged just now, or stands as it did.
        judge = judge.knowing({**before.duties, **anew})
        anew |= {f.key: judge.duty(f) for f in duties if f.follows}
        results = {f.key: anew.get(f.key) or before.duties[f.key] for f in self.duties}
        # Articles without duties stand as they do whatever the law: they are judged on the first day alone.
        mine = [self.by_number[number] for number in sorted({r.full.article for r in anew.values()})]
        mine = mine if before.standings else list(self.articles)
        articles = tuple(judge_article(a, tuple(results[key] for key in self.keys[a.article])) for a in mine)
        return _Judged(results, {**before.standings, **self._standings(day, articles)})

    def _in_force(self, day: date) -> Mask:
        """The rules in force on the day, of those that bear on a duty; days are asked for one after the other."""
        if self.held is None:
            self.held = self.masks.set_of(e for e in self.rules if e.rule.in_force.holds(day))
        else:
            for entry in self.turning.get(day, ()):
                bit = self.masks.set_of((entry,))
                self.held = self.held | bit if entry.rule.in_force.start == day else self.held & ~bit
        return self.held

    def _standings(self, day: date, articles: tuple[ArticleResult, ...]) -> dict[str, Standing]:
        """How some of the articles stand."""
        result = InstrumentResult(
            self.catalogue, self.treaty, day, self.reading, articles, self.rules, masks=self.masks
        )
        return {a.article.article: Standing.of(a).told_by(a, result.sensitivity) for a in articles}

    def _cells(self, full: FullDuty) -> tuple[Cell, ...]:
        # Cells depend on the duty alone, and splitting a duty takes longer than judging it.
        if full.key not in self.cells:
            self.cells[full.key] = cells_of(full) if full.duty.force in JUDGED else ()
        return self.cells[full.key]

    def _touched(self, day: date, changed: Iterable[RuleEntry], before: _Judged) -> list[FullDuty]:
        """The duties whose result may change on the day.

        A rule that began or ended can tell only where it, or one that it supports, could decide a cell as it stood.
        """
        bearing = self.masks.set_of(changed)
        for entry in changed:
            if entry.rule.supports is not None:
                bearing |= self.masks.set_of(e for e in self.rules if supports(entry, e))
        exercised = {x.narrowing for x in self.exercised if x.date == day}
        noted = {number for cause in (day, *exercised) for number in self.touched_by.get(cause, ())}
        return [
            full
            for number, full in enumerate(self.duties)
            if number in noted or bearing & self._watched(before.duties[full.key])
        ]

    def _watched(self, result: DutyResult) -> Mask:
        """The rules of which one has to begin or end before a duty can stand otherwise."""
        known = self.watched.get(result.id)
        if known is None or known[0] is not result:
            found = 0
            for part in result.parts:
                for cell in part.cells:
                    found |= could_decide(self.masks, part.full, cell.cell, cell.best)
            known = self.watched[result.id] = (result, found)
        return known[1]

    @cached_property
    def touched_by(self) -> Mapping[object, list[int]]:
        """The numbers of the duties that a narrowing or waiver bears on, or the day on which a survey begins."""
        touched: dict[object, list[int]] = {}
        for number, full in enumerate(self.duties):
            begins = {part.duty.survey.start for part in full.parts if part.duty.survey is not None}
            for cause in (*_options(full), *begins):
                touched.setdefault(cause, []).append(number)
        return touched

    @cached_property
    def turning(self) -> Mapping[date, list[RuleEntry]]:
        """The rules that begin or end on each day, in their order."""
        found: dict[date, list[RuleEntry]] = {}
        for entry in self.rules:
            interval = entry.rule.in_force
            found.setdefault(interval.start, []).append(entry)
            if interval.end is not None:
                found.setdefault(interval.end, []).append(entry)
        return found

    # What moved an article --------------------------------------------------------------------------------------

    def _move(
        self, day: date, article: str, changed: Iterable[RuleEntry], before: _Judged, after: _Judged
    ) -> ArticleMove:
        moved = [key for key in self.keys[article] if before.duties[key] != after.duties[key]]
        mine = [after.duties[key].full for key in moved]
        began = {e.identity for f in mine for e in resting_on(after.duties[f.key])}
        ended = {e.identity for f in mine for e in resting_on(before.duties[f.key])}
        # A rule that begins on the day can be rested on only after it, one that ends only before it.
        rules = [e for e in changed if e.identity in (began if e.rule.in_force.start == day else ended)]
        by = self._moved_by(day, rules, mine)
        if not by or before.standings[article].status == "not_assessed":
            # That nobody had searched the law until then is said beside whatever else moved the article.
            by += [SURVEY_BEGINS] if any(_survey_begins(f, day) for f in mine) else []
        provisions = dict.fromkeys(cite_rule(e) for e in rules)
        return ArticleMove(
            article, before.standings[article], after.standings[article], tuple(dict.fromkeys(by)), tuple(provisions)
        )

    def _moved_by(self, day: date, rules: Iterable[RuleEntry], duties: Iterable[FullDuty]) -> list[str]:
        """The Acts that brought rules in and what was lodged on the day; failing both, the rules themselves."""
        interval_by = [e.rule.in_force.by for e in rules if e.rule.in_force.start == day and e.rule.in_force.by]
        return [*interval_by, *self._lodged(day, duties)] or _began_then_ended(rules, day)

    def _lodged(self, day: date, duties: Iterable[FullDuty]) -> list[str]:
        """The declarations and reservations of the day that bear on the duties."""
        how = {key: word for f in duties for key, word in _options(f).items()}
        lodged = (x for x in self.exercised if x.date == day and x.narrowing in how)
        return [exercised_on(x, how[x.narrowing], self.catalogue.state.whose_at_start) for x in lodged]


def _moved(before: _Judged, after: _Judged) -> list[str]:
    """The articles that stand differently, in the order of the instrument."""
    return [article for article, standing in after.standings.items() if standing != before.standings[article]]


def _options(full: FullDuty) -> dict[str, str]:
    """The narrowings and waivers that a State may exercise on a duty, and how: by reservation or declaration."""
    limits: dict[str, str] = {a.key: a.value.how for part in full.parts for a in part.allows}
    return limits | {w.key: w.value.how for part in full.parts for w in part.waives}


def _survey_begins(full: FullDuty, day: date) -> bool:
    return any(part.duty.survey is not None and part.duty.survey.start == day for part in full.parts)


def _began_then_ended(rules: Iterable[RuleEntry], day: date) -> list[str]:
    """The rules themselves, where nothing on record tells what brought them; those that began come first."""
    turned = list(rules)
    began = [e for e in turned if e.rule.in_force.start == day]
    ended = [e for e in turned if e.rule.in_force.end == day]
    return [rule_began_or_ended(e, day) for e in (*began, *ended)]
