"""Whether a rule reaches a cell: the subsumption test of one cell against one rule.

The rule has to be at least as wide as the cell in the scope facets, and to give at least as much in the guarantee facets.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import Literal

from gapcheck.catalogue import Allowed, FullDuty, RuleEntry
from gapcheck.law import Condition, Exception_, Gift
from gapcheck.position import Exercise, Reading
from gapcheck.treaty import Element, Narrowing
from gapcheck.vocabulary import Vocabulary

ShortfallType = Literal["narrower", "extra_condition", "missing", "exception", "no_rule", "arguable"]
Result = Literal["covers", "covers_by_position", "arguable", "narrow", "disjoint"]


class Outcome(IntEnum):
    """How far a cell is reached once every arguable point is settled one way."""

    DISJOINT = 0
    NARROW = 1
    COVERS_BY_POSITION = 2
    COVERS = 3


def name_result(low: Outcome, high: Outcome) -> Result:
    """The word for a pair of outcomes: with every arguable point lost, and with every one won."""
    if low < Outcome.COVERS_BY_POSITION <= high:
        return "arguable"
    names: Mapping[Outcome, Result] = {
        Outcome.DISJOINT: "disjoint",
        Outcome.NARROW: "narrow",
        Outcome.COVERS_BY_POSITION: "covers_by_position",
        Outcome.COVERS: "covers",
    }
    return names[low]


@dataclass(frozen=True)
class Cell:
    """One combination of a duty's elements that domestic law must reach on its own."""

    elements: tuple[Element, ...]
    """One element for each facet described; ``every`` holds exactly the concept that this cell is about."""

    @cached_property
    def scope(self) -> Mapping[str, tuple[str, ...]]:
        """The concepts described, by facet."""
        found: dict[str, tuple[str, ...]] = {}
        for element in self.elements:
            if element.concepts:
                found[element.facet] = tuple(sorted({*found.get(element.facet, ()), *element.concepts}))
        return found

    @cached_property
    def label(self) -> str:
        """A short stable name: the concepts that tell this cell from its sisters, by facet."""
        return ", ".join(f"{facet}={'|'.join(concepts)}" for facet, concepts in sorted(self.scope.items()))


def cells_of(duty: FullDuty) -> tuple[Cell, ...]:
    """The cells of a duty: the product of its ``every`` lists, in a stable order."""
    choices: list[list[Element]] = []
    for element in duty.elements:
        if element.every is None:
            choices.append([element])
        else:
            choices.append([Element(facet=element.facet, every=(concept,)) for concept in sorted(set(element.every))])
    return tuple(Cell(combination) for combination in itertools.product(*choices))


@dataclass(frozen=True)
class Shortfall:
    """One way in which a rule fails a cell.

    ``wanted`` and ``found`` are concept ids (or a quantity in words); ``point`` names the arguable point, if it is one;
    ``excused`` is the narrowing in play that excuses it; ``curable_under`` the treaty article that would allow it.
    """

    type: ShortfallType
    rule: str | None
    facet: str | None = None
    wanted: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    point: str | None = None
    exception: str | None = None
    excused: str | None = None
    curable_under: str | None = None


@dataclass(frozen=True)
class Finding:
    """The result of one rule for one cell, with every arguable point lost (``low``) and won (``high``).

    ``shortfalls`` are those of the low end that no narrowing excuses; ``excused`` those that one does.
    """

    entry: RuleEntry
    low: Outcome
    high: Outcome
    shortfalls: tuple[Shortfall, ...] = ()
    excused: tuple[Shortfall, ...] = ()

    @property
    def result(self) -> Result:
        """The result in the word of the method."""
        return name_result(self.low, self.high)


@dataclass(frozen=True)
class Positions:
    """The narrowings and waivers exercised on or before the day: certainly, and at most (with those that are arguable)."""

    certain: Mapping[str, Exercise]
    possible: Mapping[str, Exercise]

    @classmethod
    def settle(cls, exercises: Iterable[Exercise], reading: Reading | None) -> Positions:
        """Sort exercises into certain and possible, letting a reading settle the arguable ones."""
        certain: dict[str, Exercise] = {}
        possible: dict[str, Exercise] = {}
        for exercise in exercises:
            settled = settle(exercise.narrowing, reading)
            if not exercise.arguably or settled is True:
                certain[exercise.narrowing] = possible[exercise.narrowing] = exercise
            elif settled is None:
                possible[exercise.narrowing] = exercise
        return cls(certain, possible)


def settle(point: str, reading: Reading | None) -> bool | None:
    """How a reading settles an arguable point: won, lost, or not at all."""
    if reading is None:
        return None
    return True if point in reading.accepts else False if point in reading.rejects else None


@dataclass(frozen=True)
class _Issue:
    """A shortfall with what it costs at each end: ``lost_only`` issues vanish when their arguable point is won."""

    shortfall: Shortfall
    lost_only: bool = False


@dataclass
class Coverage:
    """The rules in force on a day, tested against cells. Holds caches, but answers depend on its arguments alone."""

    vocabulary: Vocabulary
    rules: tuple[RuleEntry, ...]
    positions: Positions
    reading: Reading | None = None
    _conditions: dict[tuple[int, tuple[str, ...]], str] = field(default_factory=dict)
    _given: dict[int, tuple[tuple[RuleEntry, Gift], ...]] = field(default_factory=dict)

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[RuleEntry, ...]]:
        return {kind: tuple(e for e in self.rules if e.rule.kind == kind) for kind in self.vocabulary.kinds}

    @cached_property
    def _supporting(self) -> tuple[RuleEntry, ...]:
        return tuple(e for e in self.rules if e.rule.supports is not None)

    def findings(self, duty: FullDuty, cell: Cell) -> Iterator[Finding]:
        """What each rule in force that is not disjoint from the cell does for it."""
        for entry in self._by_kind[duty.duty.kind]:
            finding = self.test(duty, cell, entry)
            if finding is not None:
                yield finding

    def test(self, duty: FullDuty, cell: Cell, entry: RuleEntry) -> Finding | None:
        """One cell against one rule; ``None`` when they are disjoint."""
        if entry.rule.kind != duty.duty.kind:
            return None
        anchor = self.vocabulary.kinds[duty.duty.kind].anchor
        issues = self._scope(cell, entry, anchor)
        if issues is None:
            return None
        promised = self._guarantees(cell, entry, anchor)
        if promised is None:
            return None
        issues = [*issues, *promised, *self._exceptions(entry)]
        return self._conclude(duty, entry, issues)

    # Scope ------------------------------------------------------------------------------------------------------

    def _scope(self, cell: Cell, entry: RuleEntry, anchor: str) -> list[_Issue] | None:
        conditions = entry.rule.conditions
        if self.vocabulary.is_scope(anchor) and not any(c.facet == anchor for c in conditions):
            return None
        issues = []
        for condition in conditions:
            wanted = cell.scope.get(condition.facet, ())
            kind = self._condition(condition, wanted)
            if kind == "disjoint":
                return None
            if kind == "satisfied":
                continue
            issue = self._scope_issue(entry, condition, kind, wanted)
            if issue is not None:
                issues.append(issue)
        return issues

    def _scope_issue(self, entry: RuleEntry, condition: Condition, kind: str, wanted: tuple[str, ...]) -> _Issue | None:
        if kind == "extra":
            return _Issue(Shortfall("extra_condition", entry.key, condition.facet, wanted, condition.any))
        if kind == "narrower":
            return _Issue(Shortfall("narrower", entry.key, condition.facet, wanted, condition.any))
        point = f"{entry.key}#{condition.facet}"
        settled = settle(point, self.reading)
        if settled is True:
            return None
        if settled is False:
            return _Issue(Shortfall("narrower", entry.key, condition.facet, wanted, condition.any, point))
        return _Issue(Shortfall("arguable", entry.key, condition.facet, wanted, condition.any, point), lost_only=True)

    def _condition(self, condition: Condition, wanted: tuple[str, ...]) -> str:
        key = (id(condition), wanted)
        if key not in self._conditions:
            self._conditions[key] = self._compare(condition, wanted)
        return self._conditions[key]

    def _compare(self, condition: Condition, wanted: tuple[str, ...]) -> str:
        words = self.vocabulary
        if any(words.within_any(t, condition.any) for t in wanted):
            return "satisfied"
        if any(words.within_any(t, condition.arguably) for t in wanted):
            return "arguable"
        if any(words.touch(d, t) for d in condition.any for t in wanted):
            return "narrower"
        if not wanted or words.overlapping(condition.facet):
            return "extra"
        return "disjoint"

    # Guarantees -------------------------------------------------------------------------------------------------

    def _guarantees(self, cell: Cell, entry: RuleEntry, anchor: str) -> list[_Issue] | None:
        issues = []
        for element in cell.elements:
            if self.vocabulary.is_scope(element.facet):
                continue
            if element.facet == anchor and self._anchor_silent(element, entry):
                return None
            issue = self._guarantee(element, entry)
            if issue is not None:
                issues.append(issue)
        return issues

    def _anchor_silent(self, element: Element, entry: RuleEntry) -> bool:
        own = [g for g in entry.rule.gives if g.facet == element.facet]
        if not element.concepts:
            return not any(g.quantity for g in own)
        given = [c for g in own for c in (*g.concepts, *g.arguably)]
        words = self.vocabulary
        return not any(words.within(c, t) or words.within(t, c) for c in given for t in element.concepts)

    def _guarantee(self, element: Element, entry: RuleEntry) -> _Issue | None:
        arguable_by: list[str] = []
        for giver, gift in self._gifts(entry):
            if gift.facet != element.facet:
                continue
            if self._delivers(gift, element):
                return None
            if any(self.vocabulary.within_any(c, element.concepts) for c in gift.arguably):
                point = f"{giver.key}#{gift.facet}"
                settled = settle(point, self.reading)
                if settled is True:
                    return None
                if settled is None:
                    arguable_by.append(point)
        wanted = element.concepts or (_bound_in_words(element),)
        if arguable_by:
            return _Issue(Shortfall("arguable", entry.key, element.facet, wanted, (), min(arguable_by)), lost_only=True)
        return _Issue(Shortfall("missing", entry.key, element.facet, wanted, self._offered(element, entry)))

    def _delivers(self, gift: Gift, element: Element) -> bool:
        if gift.quantity is not None:
            if element.at_least is not None:
                return gift.quantity.at_least(element.at_least)
            return element.at_most is not None and gift.quantity.at_most(element.at_most)
        return any(self.vocabulary.within_any(c, element.concepts) for c in gift.concepts)

    def _offered(self, element: Element, entry: RuleEntry) -> tuple[str, ...]:
        """What the rule does give in the facet, for the explanation."""
        gifts = [g for _, g in self._gifts(entry) if g.facet == element.facet]
        return tuple(sorted({*(c for g in gifts for c in g.concepts), *(str(g.quantity) for g in gifts if g.quantity)}))

    def _gifts(self, entry: RuleEntry) -> tuple[tuple[RuleEntry, Gift], ...]:
        if id(entry) not in self._given:
            givers = [entry, *(e for e in self._supporting if e is not entry and supports(e, entry))]
            self._given[id(entry)] = tuple((giver, gift) for giver in givers for gift in giver.rule.gives)
        return self._given[id(entry)]

    # Exceptions and the conclusion ------------------------------------------------------------------------------

    def _exceptions(self, entry: RuleEntry) -> Iterator[_Issue]:
        for exception in entry.rule.exceptions:
            if exception.effect == "none":
                continue
            point = f"{entry.key}#{exception.section}" if exception.effect == "arguable" else None
            settled = settle(point, self.reading) if point else None
            if settled is True:
                continue
            lost_only = point is not None and settled is None
            yield _Issue(_exception_shortfall(entry, exception, point, lost_only), lost_only)

    def _conclude(self, duty: FullDuty, entry: RuleEntry, issues: list[_Issue]) -> Finding:
        open_, excused = [], []
        low = high = Outcome.COVERS
        for issue in issues:
            by_low = self._excuse(duty, issue.shortfall, self.positions.certain)
            low = min(low, _weigh(by_low))
            if not issue.lost_only:
                high = min(high, _weigh(self._excuse(duty, issue.shortfall, self.positions.possible)))
            if by_low is not None:
                excused.append(_with(issue.shortfall, excused=by_low.key))
            else:
                open_.append(_with(issue.shortfall, curable_under=self._cure(duty, issue.shortfall)))
        return Finding(entry, low, high, tuple(open_), tuple(excused))

    def _excuse(
        self, duty: FullDuty, shortfall: Shortfall, exercised: Mapping[str, Exercise]
    ) -> Allowed[Narrowing] | None:
        """The narrowing in play that excuses the shortfall; a free one before one that rests on a position."""
        in_play = [a for a in duty.allows if a.value.how == "free" or a.key in exercised]
        for allowed in sorted(in_play, key=lambda a: (a.value.how != "free", a.key)):
            if self._permits(allowed.value, shortfall, exercised.get(allowed.key)):
                return allowed
        return None

    def _cure(self, duty: FullDuty, shortfall: Shortfall) -> str | None:
        """The article whose narrowing would excuse the shortfall, were it in play."""
        for allowed in duty.allows:
            if allowed.key not in self.positions.certain and self._permits(allowed.value, shortfall, None):
                return allowed.value.under or allowed.value.id
        return None

    def _permits(self, narrowing: Narrowing, shortfall: Shortfall, exercise: Exercise | None) -> bool:
        if shortfall.facet != narrowing.facet:
            return False
        if shortfall.exception is not None:
            excluded = narrowing.exclude
            return excluded is not None and all(self.vocabulary.within_any(c, excluded) for c in shortfall.found)
        if narrowing.limit_to is None or not self.vocabulary.is_scope(narrowing.facet):
            return False
        limit = narrowing.limit_to if exercise is None or exercise.limit_to is None else exercise.limit_to
        return not limit or any(self.vocabulary.within_any(p, shortfall.found) for p in limit)


def supports(giver: RuleEntry, receiver: RuleEntry) -> bool:
    """Whether ``giver`` gives its guarantees to ``receiver`` as well: every key of its ``supports`` must match."""
    keys = giver.rule.supports
    if keys is None:
        return False
    return (
        (keys.kinds is None or receiver.rule.kind in keys.kinds)
        and (keys.acts is None or receiver.act.id in keys.acts)
        and (keys.rules is None or receiver.key in keys.rules)
    )


def _weigh(excuse: Allowed[Narrowing] | None) -> Outcome:
    if excuse is None:
        return Outcome.NARROW
    return Outcome.COVERS if excuse.value.how == "free" else Outcome.COVERS_BY_POSITION


def _with(shortfall: Shortfall, excused: str | None = None, curable_under: str | None = None) -> Shortfall:
    s = shortfall
    return Shortfall(s.type, s.rule, s.facet, s.wanted, s.found, s.point, s.exception, excused, curable_under)


def _exception_shortfall(entry: RuleEntry, exception: Exception_, point: str | None, lost_only: bool) -> Shortfall:
    kind: ShortfallType = "arguable" if lost_only else "exception"
    return Shortfall(kind, entry.key, exception.facet, (), exception.concepts, point, exception.section)


def _bound_in_words(element: Element) -> str:
    return f"at least {element.at_least}" if element.at_least is not None else f"at most {element.at_most}"
