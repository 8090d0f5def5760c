"""What moved an article on a day: the Acts that brought rules in, what was lodged, and the provisions themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gapcheck.change.causes import resting_on
from gapcheck.change.duty_in_time import DutyInTime, stand_alike
from gapcheck.change.standing import DutyStanding, Standing
from gapcheck.change.timeline_sentences import SURVEY_BEGINS, exercised_on, rule_began_or_ended
from gapcheck.engine.assessment import Judge
from gapcheck.engine.results import DutyResult
from gapcheck.engine.rule_masks import Mask
from gapcheck.model.law import RuleEntry
from gapcheck.model.position import Exercise
from gapcheck.model.treaty import FullDuty
from gapcheck.wording.citation import cite_rule


@dataclass(frozen=True)
class ArticleMove:
    """One article that stands differently from a day on, what moved it, and the provisions that began or ended."""

    article: str
    before: Standing
    after: Standing
    by: tuple[str, ...]
    provisions: tuple[str, ...]


@dataclass(frozen=True)
class DayStandings:
    """How every duty (by full id) and article (by number) stands on one day, and who judges then."""

    judge: Judge
    duties: Mapping[str, DutyStanding]
    standings: Mapping[str, Standing]


@dataclass(frozen=True)
class Turn:
    """What happens on a boundary: rules begin or end, something is exercised, a survey begins.

    ``changed`` are the rules; ``bearing`` by kind these and those to which they give or gave; ``noted`` the full ids of
    the duties on which what is exercised, or the survey, bears.
    """

    day: date
    changed: Sequence[RuleEntry]
    bearing: Mapping[str, Mask]
    noted: frozenset[str]

    def begins(self, entry: RuleEntry) -> bool:
        """Whether a rule that changes begins; or else it ends."""
        return entry.rule.in_force.start == self.day

    @cached_property
    def _places(self) -> tuple[Mapping[object, int], Mapping[object, int]]:
        """The places of the rules that end, and of those that begin, by their identity."""
        found: tuple[dict[object, int], dict[object, int]] = {}, {}
        for place, entry in enumerate(self.changed):
            found[self.begins(entry)][entry.identity] = place
        return found

    def among(self, before: Iterable[RuleEntry], after: Iterable[RuleEntry]) -> list[RuleEntry]:
        """The rules that end among some of the law before, and those that begin among some of the law after."""
        ended, began = self._places
        places = {ended.get(e.identity) for e in before} | {began.get(e.identity) for e in after}
        return [self.changed[place] for place in sorted(p for p in places if p is not None)]


@dataclass(frozen=True)
class ArticleMoves:
    """Tells what moved the articles of an instrument.

    ``duties`` are those of each article, ``in_time`` those that are judged by their own cells; ``exercised`` is what
    the State ever exercised, told as done by ``whose`` at the start of a sentence.
    """

    duties: Mapping[str, Sequence[FullDuty]]
    in_time: Mapping[str, DutyInTime]
    exercised: Sequence[Exercise]
    whose: str

    def move(self, turn: Turn, article: str, before: DayStandings, after: DayStandings) -> ArticleMove:
        """The move of an article that stands otherwise after a day than before it."""
        every = ((self._touched(turn, full, before), self._touched(turn, full, after)) for full in self.duties[article])
        pairs = [(old, new) for old, new in every if not stand_alike(old, new)]
        mine = [new.full for _, new in pairs]
        # A rule that begins on the day can be rested on only after it, one that ends only before it.
        rules = turn.among(
            (e for old, _ in pairs for e in resting_on(old)), (e for _, new in pairs for e in resting_on(new))
        )
        by = self._moved_by(turn, rules, mine)
        if not by or before.standings[article].status == "not_assessed":
            # That nobody had searched the law until then is said beside whatever else moved the article.
            by += [SURVEY_BEGINS] if any(_survey_begins(f, turn.day) for f in mine) else []
        provisions = dict.fromkeys(cite_rule(e) for e in rules)
        return ArticleMove(
            article, before.standings[article], after.standings[article], tuple(dict.fromkeys(by)), tuple(provisions)
        )

    def _touched(self, turn: Turn, full: FullDuty, on: DayStandings) -> DutyResult:
        """A duty before or after a day, with those of its cells alone for which the day may make a difference."""
        if full.follows:
            followed = tuple(self._touched(turn, other, on) for other in full.follows)
            return DutyResult(full, on.duties[full.key].verdict, followed=followed)
        duty = self.in_time.get(full.key)
        which = None if full.key in turn.noted else turn.bearing.get(full.duty.kind, 0)
        cells = () if duty is None else duty.cells(on.judge, which)
        return DutyResult(full, on.duties[full.key].verdict, cells)

    def _moved_by(self, turn: Turn, rules: Sequence[RuleEntry], duties: Iterable[FullDuty]) -> list[str]:
        """The Acts that brought rules in and what was lodged on the day; failing both, the rules themselves."""
        interval_by = [e.rule.in_force.by for e in rules if turn.begins(e) and e.rule.in_force.by]
        return [*interval_by, *self._lodged(turn.day, duties)] or _began_then_ended(turn, rules)

    def _lodged(self, day: date, duties: Iterable[FullDuty]) -> list[str]:
        """The declarations and reservations of the day that bear on the duties."""
        how = {key: word for f in duties for key, word in options(f).items()}
        lodged = (x for x in self.exercised if x.date == day and x.narrowing in how)
        return [exercised_on(x, how[x.narrowing], self.whose) for x in lodged]


def options(full: FullDuty) -> dict[str, str]:
    """The narrowings and waivers that a State may exercise on a duty, and how: by reservation or declaration."""
    limits: dict[str, str] = {a.key: a.value.how for part in full.parts for a in part.allows}
    return limits | {w.key: w.value.how for part in full.parts for w in part.waives}


def _survey_begins(full: FullDuty, day: date) -> bool:
    return any(part.duty.survey is not None and part.duty.survey.start == day for part in full.parts)


def _began_then_ended(turn: Turn, rules: Sequence[RuleEntry]) -> list[str]:
    """The rules themselves, where nothing on record tells what brought them; those that began come first."""
    began = [e for e in rules if turn.begins(e)]
    ended = [e for e in rules if e.rule.in_force.end == turn.day]
    return [rule_began_or_ended(e, turn.day) for e in (*began, *ended)]
