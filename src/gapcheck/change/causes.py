"""Why a duty stands differently in two assessments: what law, position, reform, survey or record differs.

``cause`` holds the values that are found here; ``cause_sentences`` tells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.cause import (
    Cause,
    DutyOnOneSide,
    DutyRecordChange,
    ExerciseChange,
    OtherCause,
    ReadingChange,
    RuleChange,
    RuleReason,
    SideName,
    SurveyChange,
    ViewChange,
    VocabularyChange,
)
from gapcheck.change.record_differences import RecordDifference, duty_differences, rule_differences
from gapcheck.engine.assessment import rules_for
from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.engine.rules_of_cell import doing_more
from gapcheck.engine.sensitivity import points_of
from gapcheck.model.law import RuleEntry
from gapcheck.model.position import Exercise
from gapcheck.natural_order import natural_key
from gapcheck.wording.words import small

RulesByKey = Mapping[str, RuleEntry]


@dataclass(frozen=True, eq=False)
class _Side:
    """One assessment and its data. The law of the day of the other side shows whether time alone made a difference.

    ``data`` is the catalogue without any reform.
    """

    name: SideName
    result: InstrumentResult
    data: Catalogue
    other_day: date

    @property
    def day(self) -> date:
        """The day of the assessment."""
        return self.result.as_at

    @property
    def reform_reason(self) -> RuleReason:
        """The reason where the reform of this side makes the difference."""
        return "first_reform" if self.name == "first" else "second_reform"

    @cached_property
    def judged(self) -> RulesByKey:
        """The rules that the verdicts of this side were held against, its reform included."""
        return _by_key(self.result.rules, self.day)

    @cached_property
    def recorded(self) -> RulesByKey:
        """What the data of this side, without any reform, say of the law of its own day."""
        return self._recorded_on(self.day)

    @cached_property
    def recorded_on_other_day(self) -> RulesByKey:
        """What the data of this side, without any reform, say of the law of the other side's day."""
        return self._recorded_on(self.other_day)

    def _recorded_on(self, day: date) -> RulesByKey:
        return _by_key(rules_for(self.data, self.data.instrument(self.result.instrument.id)), day)


@dataclass(frozen=True, eq=False)
class Causes:
    """Compares what two assessments of one instrument rest on. ``first`` and ``second`` are their data without any
    reform.
    """

    before: InstrumentResult
    after: InstrumentResult
    first: Catalogue
    second: Catalogue

    @cached_property
    def same_data(self) -> bool:
        """Whether both sides rest on the same data."""
        return self.first is self.second or self.first.contents == self.second.contents

    def of(self, old: DutyResult | None, new: DutyResult | None) -> Cause:
        """What sets two results of one duty apart; ``None`` where the data of that side does not hold it."""
        if old is None or new is None:
            only = new if old is None else old
            side: SideName = "second" if old is None else "first"
            return Cause(others=(DutyOnOneSide("this" if only is None else only.id, side),))
        # Two versions of the data may differ in what they say of a duty, a word or a reading; one cannot.
        records = () if self.same_data else self._records(old, new)
        return Cause(
            tuple(self._rules(old, new)), tuple(self._exercises(old, new)), (*self._surveys(old, new), *records)
        )

    # Rules ------------------------------------------------------------------------------------------------------

    @cached_property
    def _first(self) -> _Side:
        return _Side("first", self.before, self.first, self.after.as_at)

    @cached_property
    def _second(self) -> _Side:
        return _Side("second", self.after, self.second, self.before.as_at)

    def _rules(self, old: DutyResult, new: DutyResult) -> Iterator[RuleChange]:
        # What neither verdict rests on may have changed too, but explains nothing.
        keys = {e.key for e in (*resting_on(old), *resting_on(new))}
        for key in sorted(keys, key=natural_key):
            before, after = self._first.judged.get(key), self._second.judged.get(key)
            if before is not None and after is not None:
                if differences := rule_differences(before.rule, after.rule, self._label):
                    yield self._altered(before, after, differences)
            elif after is not None:
                yield self._on_one_side(after, self._second, self._first)
            elif before is not None:
                yield self._on_one_side(before, self._first, self._second)

    def _same_record(self, one: RuleEntry | None, other: RuleEntry) -> bool:
        return one is not None and not rule_differences(one.rule, other.rule, self._label)

    def _on_one_side(self, entry: RuleEntry, own: _Side, other: _Side) -> RuleChange:
        """Why only one side has a rule. What explains most is asked first: reforms, then the data, then time."""
        before, after = (entry, None) if own.name == "first" else (None, entry)
        # Judged, but not on record as it was judged: the reform of its own side enacted or amended it.
        if not self._same_record(own.recorded.get(entry.key), entry):
            return _by_reform(before, after, own)
        # On record there, but not judged there: the reform of that side repealed it.
        if entry.key in other.recorded:
            return _by_reform(before, after, other)
        if not self._same_record(other.recorded_on_other_day.get(entry.key), entry):
            return RuleChange(before, after, "data", day=own.day)
        if entry.rule.in_force.start > other.day:
            return RuleChange(before, after, "start", entry.rule.in_force.by, day=self.after.as_at)
        return RuleChange(before, after, "end", _ended_by(entry, own.result.rules), day=self.after.as_at)

    def _altered(self, before: RuleEntry, after: RuleEntry, differences: tuple[RecordDifference, ...]) -> RuleChange:
        """Why both sides have a rule, in different forms."""
        if not self._same_record(self._second.recorded.get(after.key), after):
            return _by_reform(before, after, self._second, differences)
        if not self._same_record(self._first.recorded.get(before.key), before):
            return _by_reform(before, after, self._first, differences)
        if not self._same_record(self._first.recorded_on_other_day.get(after.key), after):
            return RuleChange(before, after, "data", differences=differences)
        if after.rule.in_force.start > self.before.as_at:
            return RuleChange(before, after, "start", after.rule.in_force.by, differences=differences)
        # The second day is the earlier one: what the second side has is the form that ended.
        return RuleChange(before, after, "end", _ended_by(after, self.after.rules), differences=differences)

    # Positions and surveys --------------------------------------------------------------------------------------

    def _exercises(self, old: DutyResult, new: DutyResult) -> Iterator[ExerciseChange]:
        """The declarations and reservations on the duty that are in play on one side only."""
        terms: dict[str, tuple[str, str | None]] = {}
        for full in (*old.full.parts, *new.full.parts):
            terms |= {a.key: (a.value.how, a.value.under) for a in full.allows}
            terms |= {w.key: (w.value.how, w.value.under) for w in full.waives}
        before, after = _in_play(self.before, terms), _in_play(self.after, terms)
        for exercise in (x for x in after if x not in before):
            yield _exercise_change(exercise, terms[exercise.narrowing], self._second, self._first)
        for exercise in (x for x in before if x not in after):
            yield _exercise_change(exercise, terms[exercise.narrowing], self._first, self._second)

    def _surveys(self, old: DutyResult, new: DutyResult) -> Iterator[SurveyChange]:
        before, after = _surveyed(old, self.before.as_at), _surveyed(new, self.after.as_at)
        if after and not before:
            yield SurveyChange(self.after.as_at, self.before.as_at, self.same_data)
        if before and not after:
            yield SurveyChange(self.before.as_at, self.after.as_at, self.same_data)

    # Records ----------------------------------------------------------------------------------------------------

    def _label(self, facet: str) -> str:
        """The label of a facet, which one version of the data may not hold."""
        for result in (self.after, self.before):
            known = result.catalogue.vocabulary.facets.get(facet)
            if known is not None:
                return small(known.label)
        return facet

    def _records(self, old: DutyResult, new: DutyResult) -> Iterator[OtherCause]:
        """How the versions of the data differ: on the duty, on the words that it and its rules use, on the views of
        questions that it turns on, and on the reading.
        """
        if differences := duty_differences(old.full, new.full, self._label):
            yield DutyRecordChange(new.id, differences)
        if concepts := tuple(self._concepts(old, new)):
            yield VocabularyChange(concepts)
        yield from self._views(old, new)
        one, other = self.before.reading, self.after.reading
        if one and other and (set(one.accepts), set(one.rejects)) != (set(other.accepts), set(other.rejects)):
            moved = set(one.accepts) ^ set(other.accepts) | set(one.rejects) ^ set(other.rejects)
            yield ReadingChange(other.title, tuple(sorted(map(str, moved))))

    def _views(self, old: DutyResult, new: DutyResult) -> Iterator[ViewChange]:
        """The questions that bear on the duty and are answered otherwise in the second version of the data."""
        one, other = self.before.catalogue.asked, self.after.catalogue.asked
        points = {*points_of(old, self.before), *points_of(new, self.after)} & (one.keys() | other.keys())
        found: dict[ViewChange, None] = {}
        for point in sorted(points):
            was, now = one.get(point), other.get(point)
            change = ViewChange(
                (other.get(point) or one[point]).title, was.view if was else None, now.view if now else None
            )
            if change.before != change.after:
                found[change] = None
        yield from sorted(found, key=lambda change: change.title)

    def _concepts(self, old: DutyResult, new: DutyResult) -> Iterator[str]:
        """The labels of the concepts in play whose broader concepts, or whose facet, differ between the versions."""
        one, other = self.before.catalogue.vocabulary, self.after.catalogue.vocabulary
        used = {c for r in (old, new) for c in _concepts_of(r)}
        for concept in sorted(used & one.concepts.keys() & other.concepts.keys()):
            broader_before = {c for c in one.concepts if one.within(concept, c)}
            broader_after = {c for c in other.concepts if other.within(concept, c)}
            facet = other.concepts[concept].facet
            if broader_before != broader_after or one.facets.get(facet) != other.facets.get(facet):
                yield other.label(concept)


def resting_on(duty: DutyResult) -> tuple[RuleEntry, ...]:
    """The rules that any end of a verdict rests on: another than the best rule of a cell may do more at some end."""
    entries = {e.identity: e for e in duty.rules}
    for cell in (cell for part in duty.parts for cell in part.cells):
        for other in doing_more(cell):
            entries.update({e.identity: e for e in (other.entry, *other.relies_on)})
    return tuple(sorted(entries.values(), key=lambda e: e.order))


def _surveyed(duty: DutyResult, day: date) -> bool:
    """Whether somebody has looked through the law of a day for what a duty asks."""
    surveys = [part.duty.survey for part in duty.full.parts]
    return all(survey is not None and survey.reaches(day) for survey in surveys)


def _by_key(rules: Iterable[RuleEntry], day: date) -> RulesByKey:
    return {e.key: e for e in rules if e.rule.in_force.holds(day)}


def _by_reform(
    before: RuleEntry | None, after: RuleEntry | None, side: _Side, differences: tuple[RecordDifference, ...] = ()
) -> RuleChange:
    reform = side.result.reform
    title = None if reform is None else reform.title
    return RuleChange(before, after, side.reform_reason, title, reform, differences=differences)


def _ended_by(entry: RuleEntry, rules: Iterable[RuleEntry]) -> str | None:
    """What ended a rule: what brought in its next form, or else another rule of its section on that day.

    An interval records only what brought its rule in; what repealed or replaced it has to be read off its successor.
    """
    end = entry.rule.in_force.end
    next_day = [e for e in rules if e.rule.in_force.start == end and e.act.id == entry.act.id]
    same_rule = [e for e in next_day if e.key == entry.key]
    same_section = [e for e in next_day if e.section.section == entry.section.section]
    return next((e.rule.in_force.by for e in same_rule or same_section if e.rule.in_force.by), None)


def _exercise_change(exercise: Exercise, terms: tuple[str, str | None], own: _Side, other: _Side) -> ExerciseChange:
    """Why a declaration or reservation is in play on one side (``own``) only."""
    how, under = terms
    on_second, reform = own.name == "second", own.result.reform
    if reform is not None and not _records_exercise(own.data, exercise):
        return ExerciseChange(exercise, how, under, on_second, "reform", reform)
    # What is in play without a reform is on record on its own side.
    if not _records_exercise(other.data, exercise):
        return ExerciseChange(exercise, how, under, on_second, "data")
    return ExerciseChange(exercise, how, under, on_second, "date")


def _in_play(side: InstrumentResult, keys: Iterable[str]) -> tuple[Exercise, ...]:
    """What had been exercised by the day of an assessment, in order."""
    wanted = set(keys)
    made = [
        x
        for p in side.catalogue.positions.values()
        for x in p.exercised
        if x.date <= side.as_at and x.narrowing in wanted
    ]
    return tuple(sorted(made, key=lambda x: (x.date, natural_key(x.narrowing), x.text)))


def _records_exercise(catalogue: Catalogue, exercise: Exercise) -> bool:
    return any(exercise in p.exercised for p in catalogue.positions.values())


def _concepts_of(result: DutyResult) -> Iterator[str]:
    yield from (c for part in result.full.parts for e in part.elements for c in e.concepts)
    for entry in resting_on(result):
        yield from (c for x in entry.rule.conditions for c in (*x.any, *x.arguably))
        yield from (c for x in entry.rule.gives for c in (*x.concepts, *x.arguably))
