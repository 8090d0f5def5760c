"""How the status of each article moved: judged anew only where the law, a position or a survey changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from gapcheck.catalogue.catalogue import AS_VIEWED, Catalogue, Views
from gapcheck.catalogue.collector_pause import collector_paused
from gapcheck.change.causes import resting_on
from gapcheck.change.duty_in_time import DutyInTime, stand_alike
from gapcheck.change.standing import Standing
from gapcheck.change.timeline_sentences import SURVEY_BEGINS, exercised_on, rule_began_or_ended
from gapcheck.engine.assessment import Judge, following, judge_article, masks_for, split_duties
from gapcheck.engine.coverage import supports
from gapcheck.engine.results import ArticleResult, DutyResult, InstrumentResult
from gapcheck.engine.rule_masks import Mask
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

    def __init__(self, catalogue: Catalogue, treaty: Instrument, reading: Reading | None, *, in_words: bool) -> None:
        self.catalogue, self.reading, self.in_words = catalogue, reading, in_words
        self.masks = masks_for(catalogue, treaty)
        self.rules = self.masks.rules
        self.articles = catalogue.articles(treaty.id)
        self.duties = catalogue.duties_of(treaty.id)
        self.keys = {a.article: [f.key for f in catalogue.duties_of(treaty.id, a.article)] for a in self.articles}
        self.by_number = {a.article: a for a in self.articles}
        self.treaty, self.exercised = treaty, catalogue.exercised
        split = split_duties(catalogue)
        self.in_time = {
            number: DutyInTime(self.masks, full, split.cells(full))
            for number, full in enumerate(self.duties)
            if full.duty.force in JUDGED and not full.follows
        }
        self.following = {number: full for number, full in enumerate(self.duties) if full.follows}
        self.in_force: Mapping[str, Mask] = {}
        self.judge: Judge | None = None

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
        judged = self._first(first)
        yield TimelineDay(first, FrozenMapping(judged.standings), (), judged.duties)
        for day in self.boundaries:
            if not first < day <= last:
                continue
            changed = self.turning.get(day, [])
            before, (judged, moved) = judged, self._next(day, changed, judged)
            moves = tuple(self._move(day, article, changed, before, judged) for article in moved)
            yield TimelineDay(day, FrozenMapping(judged.standings), moves, judged.duties)

    def _first(self, day: date) -> _Judged:
        """Every duty and article on the first day."""
        self.in_force = self.masks.sets_of(e for e in self.rules if e.rule.in_force.holds(day))
        judge = self._judge_on(day, ())
        found = {duty.full.key: duty.judged(judge) for duty in self.in_time.values()}
        for full in self.following.values():
            found[full.key] = following(full, tuple(found[f.key] for f in full.follows))
        duties = {full.key: found.get(full.key) or judge.duty(full) for full in self.duties}
        return _Judged(duties, self._standings(day, [self._article(a.article, duties) for a in self.articles]))

    def _next(self, day: date, changed: Sequence[RuleEntry], before: _Judged) -> tuple[_Judged, list[str]]:
        """The state ``before`` with what the day touches judged anew, and the articles that stand otherwise."""
        began = self.masks.sets_of(e for e in changed if e.rule.in_force.start == day)
        turned = self.masks.sets_of(changed)
        stay = {kind: mask & ~turned.get(kind, 0) for kind, mask in self.in_force.items()}
        self.in_force = {kind: stay.get(kind, 0) | began.get(kind, 0) for kind in (*stay, *began)}
        anew = self._judged_anew(day, changed, before)
        if not anew:
            return before, []
        duties = {**before.duties, **anew}
        touched = {result.full.article for result in anew.values()}
        articles = [self._article(a.article, duties) for a in self.articles if a.article in touched]
        standings = self._standings(day, articles)
        moved = [article for article, standing in standings.items() if standing != before.standings[article]]
        return _Judged(duties, {**before.standings, **standings}), moved

    def _judged_anew(self, day: date, changed: Sequence[RuleEntry], before: _Judged) -> dict[str, DutyResult]:
        """The duties that are judged anew on a day, where that made a result that is not the one before.

        A rule that began or ended can tell only where it, or one that it supports, could decide a cell as it stood.
        """
        known = self.judge
        judge, bearing = self._judge_on(day, changed), self._bearing(changed)
        exercised = {x.narrowing for x in self.exercised if x.date == day}
        noted = {number for cause in (day, *exercised) for number in self.touched_by.get(cause, ())}
        every = self.in_time.items()
        touched = [(n, duty) for n, duty in every if bearing.get(duty.kind, 0) & duty.watched or n in noted]
        anew: dict[str, DutyResult] = {}
        for number, duty in touched:
            if number in noted or self.judge is not known:
                anew[duty.full.key] = duty.judged(judge)
            elif (result := duty.turned(judge, bearing.get(duty.kind, 0))) is not before.duties[duty.full.key]:
                anew[duty.full.key] = result
        for number, full in self.following.items():
            if number in noted or any(f.key in anew for f in full.follows):
                anew[full.key] = following(full, tuple(anew.get(f.key) or before.duties[f.key] for f in full.follows))
        return anew

    def _bearing(self, changed: Sequence[RuleEntry]) -> Mapping[str, Mask]:
        """By kind, the rules that begin or end, and those to which these give or gave."""
        givers = [entry for entry in changed if entry.rule.supports is not None]
        given = (e for giver in givers for e in self.rules if supports(giver, e))
        return self.masks.sets_of((*changed, *given))

    def _article(self, number: str, duties: Mapping[str, DutyResult]) -> ArticleResult:
        return judge_article(self.by_number[number], tuple(duties[key] for key in self.keys[number]))

    def _judge_on(self, day: date, changed: Iterable[RuleEntry]) -> Judge:
        """The judge of a day, with all that was found before where neither what rules give to others nor what was
        exercised has changed since.
        """
        anew = any(e.rule.supports is not None for e in changed) or any(x.date == day for x in self.exercised)
        if self.judge is None or anew:
            # The rules in force are those of the mask; listed are those that give to others.
            giving = tuple(e for e in self.rules if e.rule.supports is not None and e.rule.in_force.holds(day))
            self.judge = Judge.on(self.catalogue, day, self.reading, giving, self.masks, self.in_force)
        return Judge(replace(self.judge.coverage, in_force=self.in_force), day)

    def _standings(self, day: date, articles: Iterable[ArticleResult]) -> dict[str, Standing]:
        """How some of the articles stand."""
        own = tuple(articles)
        if not self.in_words:
            return {a.article.article: Standing.of(a) for a in own}
        result = InstrumentResult(self.catalogue, self.treaty, day, self.reading, own, self.rules, masks=self.masks)
        return {a.article.article: Standing.of(a).told_by(a, result.sensitivity) for a in own}

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
        moved = [key for key in self.keys[article] if not stand_alike(before.duties[key], after.duties[key])]
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
