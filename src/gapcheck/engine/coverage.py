"""Whether a rule reaches a cell: the subsumption test of one cell against one rule.

The rule has to be at least as wide as the cell in the scope facets, and to give at least as much in the guarantee
facets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import or_

from gapcheck.engine.cells import Cell, wanted_of
from gapcheck.engine.ends import LOST, WON, Decision, Ends, either
from gapcheck.engine.excuses import Excuses, Issue, weigh
from gapcheck.engine.findings import (
    Finding,
    Outcome,
    Shortfall,
    ShortfallType,
    curable,
    exception_shortfall,
    excused,
    in_order,
)
from gapcheck.engine.opinion import Opinion, Positions
from gapcheck.engine.rule_masks import Mask, RuleMasks, numbers
from gapcheck.engine.subsumption import compare, delivers, quantified
from gapcheck.model.law import Condition, Gift, RuleEntry
from gapcheck.model.treaty import Element, FullDuty
from gapcheck.model.vocabulary import Vocabulary


@dataclass(frozen=True)
class _Promise:
    """Who gives a guarantee that an element asks for, and what is wrong with it."""

    giver: RuleEntry | None
    issue: Issue | None = None


@dataclass
class Coverage(Excuses):
    """The rules in force on a day, tested against cells. Holds caches, but answers depend on its arguments alone."""

    vocabulary: Vocabulary
    rules: tuple[RuleEntry, ...]
    positions: Positions
    opinion: Opinion = field(default_factory=Opinion)
    _conditions: dict[tuple[object, ...], str] = field(default_factory=dict, repr=False)
    shared: RuleMasks | None = field(default=None, repr=False)
    """The masks of these rules and others, if they are at hand."""
    in_force: Mapping[str, Mask] | None = field(default=None, repr=False)
    """These rules among those of the masks, by kind, if that is at hand."""
    _given: dict[tuple[object, ...], tuple[tuple[RuleEntry, Gift], ...]] = field(default_factory=dict, repr=False)
    _promised: dict[tuple[object, ...], _Promise] = field(default_factory=dict, repr=False)

    def with_opinion(self, positions: Positions, opinion: Opinion) -> Coverage:
        """The same rules, with points decided otherwise."""
        return replace(self, positions=positions, opinion=opinion, shared=self.masks, in_force=self._mine, _promised={})

    @cached_property
    def masks(self) -> RuleMasks:
        """Which rules can reach what; of these rules, or of more than these."""
        return RuleMasks(self.vocabulary, self.rules) if self.shared is None else self.shared

    @cached_property
    def _mine(self) -> Mapping[str, Mask]:
        return self.masks.sets_of(self.rules) if self.in_force is None else self.in_force

    def mine(self, kind: str) -> Mask:
        """Those of these rules that are of a kind, among those of its masks."""
        return self._mine.get(kind, 0)

    @cached_property
    def _supporting(self) -> tuple[RuleEntry, ...]:
        return tuple(e for e in self.rules if e.rule.supports is not None)

    def reached_by(self, duty: FullDuty) -> Iterator[RuleEntry]:
        """The rules that are not disjoint from every cell of a duty, found without going through its cells."""
        kind = duty.duty.kind
        masks = self.masks.of(kind)
        left = masks.speaking(kind, Cell(duty.elements)) & self.mine(kind)
        for facet, every in wanted_of(duty).items():
            # Cells are all the combinations of what they want, so a rule that fails every choice in one facet reaches
            # none.
            left &= reduce(or_, (masks.open_to(facet, wanted) for wanted in every))
        yield from (masks.rules[number] for number in numbers(left))

    def test(self, duty: FullDuty, cell: Cell, entry: RuleEntry) -> Finding | None:
        """One cell against one rule; ``None`` when they are disjoint."""
        if entry.rule.kind != duty.duty.kind:
            return None
        if self.masks.is_silent(cell, entry, self.vocabulary.kinds[duty.duty.kind].anchor):
            return None
        return self.test_reaching(duty, cell, entry)

    def test_reaching(self, duty: FullDuty, cell: Cell, entry: RuleEntry) -> Finding | None:
        """The same for a rule of the kind that is not silent."""
        issues = self._scope(cell, entry)
        if issues is None:
            return None
        speaks = self._speaks(cell, entry)
        promises = self._guarantees(cell, entry)
        issues += [p.issue for p in promises if p.issue is not None]
        relied = {p.giver.key: p.giver for p in promises if p.giver is not None and p.giver is not entry}
        return self._conclude(
            duty, entry, [*issues, *self._exceptions(entry)], tuple(relied[key] for key in sorted(relied)), speaks
        )

    def _speaks(self, cell: Cell, entry: RuleEntry) -> Decision:
        """At which ends a rule that is not silent gives something comparable in a guarantee anchor.

        What it only arguably gives counts at the ends at which that point is won.
        """
        anchor = self.vocabulary.kinds[entry.rule.kind].anchor
        if self.vocabulary.is_scope(anchor):
            return WON
        wanted = cell.scope.get(anchor, ())
        gifts = [gift for gift in entry.rule.gives if gift.facet == anchor]
        if entry.treaty is not None or any(self.masks.comparable(gift.concepts, wanted) for gift in gifts):
            return WON
        if quantified(cell, anchor) and any(gift.amount is not None for gift in gifts):
            return WON
        return self.opinion.decide(f"{entry.key}#{anchor}")

    # Scope ------------------------------------------------------------------------------------------------------

    def _scope(self, cell: Cell, entry: RuleEntry) -> list[Issue] | None:
        issues = []
        for condition in entry.rule.conditions:
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

    def _scope_issue(self, entry: RuleEntry, condition: Condition, kind: str, wanted: tuple[str, ...]) -> Issue | None:
        found = tuple(sorted(condition.any))
        if kind == "extra":
            return Issue(Shortfall("extra_condition", entry.key, condition.facet, wanted, found))
        if kind == "narrower":
            return Issue(Shortfall("narrower", entry.key, condition.facet, wanted, found))
        point = f"{entry.key}#{condition.facet}"
        won = self.opinion.decide(point)
        if won == WON:
            return None
        lost = self._condition(condition, wanted, lost=True)
        as_lost: ShortfallType = "extra_condition" if lost == "extra" else "narrower"
        told: ShortfallType = "arguable" if won.high else as_lost
        return Issue(
            Shortfall(told, entry.key, condition.facet, wanted, found, point), won, lost == "disjoint", (point,)
        )

    def _condition(self, condition: Condition, wanted: tuple[str, ...], *, lost: bool = False) -> str:
        key = (condition.facet, condition.any, condition.arguably, wanted, lost)
        if key not in self._conditions:
            self._conditions[key] = compare(self.vocabulary, condition, wanted, lost=lost)
        return self._conditions[key]

    # Guarantees -------------------------------------------------------------------------------------------------

    def _guarantees(self, cell: Cell, entry: RuleEntry) -> list[_Promise]:
        return [self._guarantee(e, entry) for e in cell.elements if not self.vocabulary.is_scope(e.facet)]

    def _guarantee(self, element: Element, entry: RuleEntry) -> _Promise:
        key = (entry.identity, element.facet, element.concepts, element.at_least, element.at_most)
        if key not in self._promised:
            self._promised[key] = self._promise(element, entry)
        return self._promised[key]

    def _promise(self, element: Element, entry: RuleEntry) -> _Promise:
        """Who gives what an element asks: a rule that surely gives it, else one that arguably does, else nobody."""
        arguable: list[tuple[str, RuleEntry, Decision]] = []
        for giver, gift in self._gifts(entry, element.facet):
            if delivers(self.vocabulary, gift, element):
                return _Promise(giver)
            if any(self.vocabulary.within_any(c, element.concepts) for c in gift.arguably):
                point = f"{giver.key}#{gift.facet}"
                won = self.opinion.decide(point)
                if won == WON:
                    return _Promise(giver)
                if won.high:
                    arguable.append((point, giver, won))
        wanted = element.concepts or (str(element.bound),)
        if arguable:
            point, giver, _ = max(arguable, key=lambda a: a[2])  # the first of those that are most surely won
            shortfall = Shortfall("arguable", entry.key, element.facet, wanted, (), point)
            points = tuple(point for point, _, _ in arguable)
            return _Promise(giver, Issue(shortfall, either(won for _, _, won in arguable), points=points))
        return _Promise(
            None, Issue(Shortfall("missing", entry.key, element.facet, wanted, self._offered(element, entry)))
        )

    def _offered(self, element: Element, entry: RuleEntry) -> tuple[str, ...]:
        """What the rule does give in the facet, for the explanation."""
        gifts = [g for _, g in self._gifts(entry, element.facet)]
        return tuple(sorted({*(c for g in gifts for c in g.concepts), *(w for g in gifts if (w := g.amount_in_words))}))

    def _gifts(self, entry: RuleEntry, facet: str) -> tuple[tuple[RuleEntry, Gift], ...]:
        """What the rule gives in a facet, by itself and by the rules that support it."""
        key = (entry.identity, facet)
        if key not in self._given:
            others = [e for e in self._supporting if e is not entry and supports(e, entry)]
            givers = [entry, *sorted(others, key=_closeness)]
            gifts = tuple((giver, gift) for giver in givers for gift in giver.rule.gives if gift.facet == facet)
            self._given[key] = gifts
        return self._given[key]

    # Exceptions and the conclusion ------------------------------------------------------------------------------

    def _exceptions(self, entry: RuleEntry) -> Iterator[Issue]:
        for exception in entry.rule.exceptions:
            if exception.effect == "none":
                continue
            point = f"{entry.key}#{exception.section}" if exception.effect == "arguable" else None
            won = LOST if point is None else self.opinion.decide(point)
            if won != WON:
                points = () if point is None else (point,)
                yield Issue(exception_shortfall(entry, exception, point, won.high), won, points=points)

    def _conclude(
        self,
        duty: FullDuty,
        entry: RuleEntry,
        issues: Sequence[Issue],
        relied: tuple[RuleEntry, ...],
        speaks: Decision = WON,
    ) -> Finding | None:
        """What is wrong with a rule, weighed at each end; ``None`` if it is disjoint from the cell at all of them."""
        remaining: list[Shortfall] = []
        allowed: list[Shortfall] = []
        limited = {a.value.facet for a in duty.allows}
        outcomes = [Outcome.COVERS if spoken else Outcome.DISJOINT for spoken in speaks]
        for issue in issues:
            excuses = [None] * 4 if issue.shortfall.facet not in limited else self.excuses(duty, issue)
            for end, (won, excuse) in enumerate(zip(issue.won, excuses, strict=True)):
                if not won:
                    outcomes[end] = min(outcomes[end], Outcome.DISJOINT if issue.disjoint else weigh(excuse))
            by = excuses[0]
            if by is not None and not issue.disjoint:
                allowed.append(excused(issue.shortfall, by=by.key))
                continue
            cure = self.curing(duty, issue.shortfall) if issue.shortfall.facet in limited else None
            under = None if cure is None else cure.value.under or cure.value.id
            remaining.append(issue.shortfall if under is None else curable(issue.shortfall, under=under))
        if max(outcomes) is Outcome.DISJOINT:
            return None
        points = {p for issue in issues for p in issue.points}
        if speaks != WON:
            points.add(f"{entry.key}#{self.vocabulary.kinds[entry.rule.kind].anchor}")
        return Finding(entry, Ends(*outcomes), in_order(remaining), in_order(allowed), relied, tuple(sorted(points)))


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


def _closeness(giver: RuleEntry) -> tuple[object, ...]:
    """Rules that support others by name come before those that support a whole Act, and these before a whole kind."""
    keys = giver.rule.supports
    return keys is None or keys.rules is None, keys is None or keys.acts is None, giver.order
