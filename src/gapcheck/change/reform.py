"""Laying a reform over the statute book: a Bill or proposal applied as if it were law, from the day it commences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from gapcheck.catalogue.catalogue import AS_VIEWED, Catalogue, Views
from gapcheck.engine.assessment import assess
from gapcheck.engine.results import InstrumentResult
from gapcheck.errors import GapcheckError, did_you_mean
from gapcheck.model.base import Interval, as_at_date
from gapcheck.model.ids import Point, RuleId
from gapcheck.model.law import (
    Act,
    Amendment,
    Condition,
    Enactment,
    Gift,
    ReformChange,
    ReformFile,
    Rule,
    Section,
    StatuteFile,
)
from gapcheck.model.position import Exercise, Position
from gapcheck.wording.dates import long_date


class ReformError(GapcheckError, ValueError):
    """A reform cannot be laid over the statute book; ``problems`` tells each change that fails."""

    def __init__(self, reform: str, problems: Iterable[str]) -> None:
        self.reform, self.problems = reform, tuple(problems)
        super().__init__("\n".join([f"the reform {reform!r} cannot be applied:", *(f"  - {p}" for p in self.problems)]))

    def __reduce__(self) -> tuple[Any, ...]:
        # An exception is pickled as its class and its message, which is not what this one is made from.
        return type(self), (self.reform, self.problems), self.__dict__


def with_reform(catalogue: Catalogue, reform: str, day: date) -> Catalogue:
    """The catalogue with a reform of its own applied; where no commencement is appointed, as if it were ``day``.

    Raises ``UnknownIdError`` for an unknown reform, ``ReformError`` if it names a rule that does not exist or is not in
    force on the day on which the change commences.
    """
    file = catalogue.reform(reform)
    if file.reform.commences is None:
        file = file.model_copy(update={"reform": file.reform.model_copy(update={"commences": day})})
    return apply_reform(catalogue, file)


def apply_reform(catalogue: Catalogue, reform: ReformFile) -> Catalogue:
    """The catalogue with a reform applied, laid over the law of its day ``over`` if it names one. Raises
    ``ReformError``.
    """
    # Over the law of a day, so that law enacted since does not answer what the reform was written to answer.
    base = catalogue if reform.reform.over is None else law_of(catalogue, reform.reform.over)
    book = _StatuteBook(base, reform)
    for day in sorted({_day(c, reform) for c in reform.changes}):
        book.make(day, [c for c in reform.changes if _day(c, reform) == day])
    if book.problems:
        raise ReformError(reform.reform.id, book.problems)
    return base.with_law(book.statutes(), _lodged(base, reform), f"{base.version}+{reform.reform.id}")


def _day(change: ReformChange, reform: ReformFile) -> date:
    day = change.commences or reform.reform.commences
    if day is None:
        raise ReformError(reform.reform.id, ["no day of commencement is appointed, so it can be laid over no law"])
    return day


def law_of(catalogue: Catalogue, day: date) -> Catalogue:
    """The catalogue with the law of one day alone, as if it had never changed after it."""
    statutes = []
    for file in catalogue.contents.statutes:
        sections = tuple(_section(s, [_lasting(r) for r in s.rules if r.in_force.holds(day)]) for s in file.sections)
        statutes.append(file.model_copy(update={"sections": sections}))
    return catalogue.with_law(tuple(statutes), catalogue.contents.positions, f"{catalogue.version}@{day}")


def _lasting(rule: Rule) -> Rule:
    return rule.model_copy(update={"in_force": rule.in_force.model_copy(update={"end": None})})


def _section(section: Section, rules: Iterable[Rule]) -> Section:
    return section.model_copy(update={"rules": tuple(rules)})


def _lodged(catalogue: Catalogue, reform: ReformFile) -> tuple[Position, ...]:
    """the State's positions with the declarations and reservations that the reform lodges."""
    positions = dict(catalogue.positions)
    for change in reform.changes:
        if change.lodge is not None:
            day, lodged = _day(change, reform), change.lodge
            instrument = Point.parse(lodged.narrowing).duty.instrument
            exercise = Exercise(narrowing=lodged.narrowing, date=day, limit_to=lodged.limit_to, text=lodged.text)
            position = positions.get(instrument) or Position(instrument=instrument)
            positions[instrument] = position.model_copy(update={"exercised": (*position.exercised, exercise)})
    return tuple(positions.values())


class _StatuteBook:
    """The statute book while a reform is being applied to it."""

    def __init__(self, catalogue: Catalogue, reform: ReformFile) -> None:
        self.reform = reform.reform
        self.problems: list[str] = []
        self.acts: Mapping[str, Act] = catalogue.acts
        self.sections: dict[str, list[Section]] = {f.act.id: list(f.sections) for f in catalogue.contents.statutes}

    def statutes(self) -> tuple[StatuteFile, ...]:
        """The Acts as they are now."""
        return tuple(
            StatuteFile(act=self.acts[act], sections=tuple(sections)) for act, sections in sorted(self.sections.items())
        )

    def make(self, day: date, changes: Iterable[ReformChange]) -> None:
        """Make the changes of one day, whatever their order; note those that cannot be made.

        Rules go before others come, so that a rule can be repealed and enacted anew, and what has come can be amended;
        several amendments of a rule are one.
        """
        of_day = list(changes)
        for key in dict.fromkeys(c.repeal for c in of_day if c.repeal is not None):
            self._replace(key, day, None)
        for change in of_day:
            if change.enact is not None:
                self._enact(change.enact, day)
        amendments: dict[str, list[Amendment]] = {}
        for change in of_day:
            if change.amend is not None:
                amendments.setdefault(change.amend.rule, []).append(change.amend)
        for key, parts in amendments.items():
            self._replace(key, day, self._joined(parts))

    def _joined(self, parts: list[Amendment]) -> Amendment:
        """Several amendments of a rule on one day as one: what they drop goes before what they add."""
        first = parts[0]
        give = tuple(g for p in parts for g in p.give)
        amounts: dict[str, set[str]] = {}
        for gift in give:
            if gift.quantity is not None:
                amounts.setdefault(gift.facet, set()).add(str(gift.quantity))
        for facet, several in sorted(amounts.items()):
            if len(several) > 1:
                both = " and ".join(sorted(several))
                self.problems.append(f"{first.rule!r} is given two amounts in the facet {facet!r}: {both}")
        return Amendment(
            rule=first.rule,
            drop=tuple(d for p in parts for d in p.drop),
            add=tuple(c for p in parts for c in p.add),
            give=give,
        )

    def _replace(self, key: str, day: date, amendment: Amendment | None) -> None:
        wanted = RuleId.parse(key)
        for number, section in enumerate(self.sections.get(wanted.act, ())):
            for rule in section.rules:
                if rule.id == wanted.rule and rule.in_force.holds(day):
                    after = [] if amendment is None else [self._amended(rule, amendment, day)]
                    # A rule that began on the day itself never was law in its old form: an interval may not be empty.
                    before = [] if rule.in_force.start == day else [_until(rule, day)]
                    others = [r for r in section.rules if r is not rule]
                    self.sections[wanted.act][number] = _section(section, [*others, *before, *after])
                    return
        self._missing(key, day)

    def _missing(self, key: str, day: date) -> None:
        rules = ((act, r.id) for act, sections in self.sections.items() for s in sections for r in s.rules)
        known = {str(RuleId(act, rule)) for act, rule in rules}
        if key in known:
            self.problems.append(f"the rule {key!r} is not in force on {long_date(day)}")
        else:
            self.problems.append(f"there is no rule {key!r}{did_you_mean(key, known)}")

    def _amended(self, rule: Rule, amendment: Amendment, day: date) -> Rule:
        facets = {d["facet"] for d in amendment.drop if "facet" in d}
        sections = {d["exception"] for d in amendment.drop if "exception" in d}
        for facet in sorted(facets - {c.facet for c in rule.conditions}):
            self.problems.append(f"{amendment.rule!r} has no condition in the facet {facet!r} to drop")
        for section in sorted(sections - {x.section for x in rule.exceptions}):
            self.problems.append(f"{amendment.rule!r} has no exception in {section!r} to drop")
        conditions = [c for c in rule.conditions if c.facet not in facets]
        for added in amendment.add:
            conditions = _widened(conditions, added)
        # A rule that is to expire expires in its new form too.
        interval = Interval(start=day, end=rule.in_force.end, by=self._by(day))
        return rule.model_copy(
            update={
                "in_force": interval,
                "conditions": tuple(conditions),
                "gives": _given(rule.gives, amendment.give),
                "exceptions": tuple(x for x in rule.exceptions if x.section not in sections),
                # The words of the section will be others than those that were verified.
                "text_hash": None,
            }
        )

    def _enact(self, enactment: Enactment, day: date) -> None:
        if enactment.act not in self.acts:
            self.problems.append(f"there is no Act {enactment.act!r}{did_you_mean(enactment.act, self.acts)}")
            return
        interval = enactment.rule.in_force
        # A rule may say that it starts later than the reform (a transitional provision), never earlier.
        start = max(interval.start, day)
        if interval.end is not None and interval.end <= start:
            self.problems.append(f"the rule {enactment.rule.id!r} would end before it commences on {long_date(day)}")
            return
        dated = interval.model_copy(update={"start": start, "by": interval.by or self._by(day)})
        rule = enactment.rule.model_copy(update={"in_force": dated})
        key = str(RuleId(enactment.act, rule.id))
        held = [r for s in self.sections[enactment.act] for r in s.rules if r.id == rule.id]
        if any(r.in_force.overlaps(dated) for r in held):
            self.problems.append(f"the rule {key!r} would hold at the same time as one with the same id")
            return
        sections = self.sections[enactment.act]
        for number, section in enumerate(sections):
            # Of a section that is there already the place on the official website is kept.
            if (section.section, section.heading) == (enactment.section, enactment.heading):
                sections[number] = _section(section, [*section.rules, rule])
                return
        sections.append(Section(section=enactment.section, heading=enactment.heading, rules=(rule,)))

    def _by(self, day: date) -> str:
        return f"{self.reform.title}, from {long_date(day)}"


def _until(rule: Rule, day: date) -> Rule:
    return rule.model_copy(update={"in_force": rule.in_force.model_copy(update={"end": day})})


def _widened(conditions: list[Condition], added: Condition) -> list[Condition]:
    """The conditions with one that is wider, or one more in a facet where there was none."""
    first = next((c for c in conditions if c.facet == added.facet), None)
    if first is None:
        return [*conditions, added]
    concepts = tuple(dict.fromkeys((*first.any, *added.any)))
    arguably = tuple(c for c in dict.fromkeys((*first.arguably, *added.arguably)) if c not in concepts)
    wider = first.model_copy(update={"any": concepts, "arguably": arguably})
    return [wider if c is first else c for c in conditions]


def _given(gives: Iterable[Gift], more: Iterable[Gift]) -> tuple[Gift, ...]:
    """What a rule gives, with more: concepts join those of the facet, a quantity takes the place of the one there."""
    gifts = list(gives)
    for gift in more:
        if gift.quantity is not None:
            gifts = [g for g in gifts if g.facet != gift.facet or g.quantity is None]
            gifts.append(gift)
            continue
        same = next((g for g in gifts if g.facet == gift.facet and g.quantity is None), None)
        if same is None:
            gifts.append(gift)
            continue
        concepts = tuple(dict.fromkeys((*same.concepts, *gift.concepts)))
        arguably = tuple(c for c in dict.fromkeys((*same.arguably, *gift.arguably)) if c not in concepts)
        gifts[gifts.index(same)] = same.model_copy(update={"concepts": concepts, "arguably": arguably})
    return tuple(gifts)


def assess_with(
    catalogue: Catalogue,
    instrument: str,
    as_at: date | str,
    reading: str | None = None,
    reform: str | None = None,
    views: Views = AS_VIEWED,
) -> InstrumentResult:
    """Judge an instrument against the law of ``as_at``, with a reform laid over it if one is named.

    ``views`` are answers to questions that are tried in place of their views; ``None`` leaves every question open.
    Raises ``UnknownIdError`` for an unknown instrument, reading, reform or question, ``UsageError`` for a bad date or
    view, ``ReformError`` for a reform that cannot be applied.
    """
    tried = catalogue.answers(views)
    asked = catalogue.with_views(tried)
    if reform is None:
        return replace(assess(asked, instrument, as_at, reading), tried=tried)
    day, head = as_at_date(as_at), asked.reform(reform).reform
    return replace(assess(with_reform(asked, reform, day), instrument, day, reading), reform=head, tried=tried)
