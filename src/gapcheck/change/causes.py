"""Why a duty stands differently in two assessments: what law, position, reform, survey or record came or went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.record_differences import duty_differences, rule_differences
from gapcheck.engine.assessment import rules_for
from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.explain.sentences import holding
from gapcheck.model.law import Reform, RuleEntry
from gapcheck.model.position import Exercise
from gapcheck.natural_order import natural_key
from gapcheck.wording.citation import cite_rule, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join, stop

SECOND_DATA = "the second version of the data"


SINGULAR: Mapping[str, str] = {"has": "has", "is_": "is", "was": "was", "it": "it"}
PLURAL: Mapping[str, str] = {"has": "have", "is_": "are", "was": "were", "it": "they"}


@dataclass(frozen=True)
class Turn:
    """A rule that came, went or changed, and what brought that about.

    ``words`` is a sentence with places for the citation and for verbs, so that rules with the same fate are told
    together.
    """

    was: RuleEntry | None
    now: RuleEntry | None
    by: str | None
    words: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Cause:
    """Why a duty or article stands differently.

    ``turns`` are the rules that came, went or changed; ``lodged`` the declarations and reservations in play on one side
    only, each with a sentence; ``others`` are sentences about surveys and about how versions of the data differ.
    """

    turns: tuple[Turn, ...] = ()
    lodged: tuple[tuple[str, str], ...] = ()
    others: tuple[str, ...] = ()

    @property
    def came(self) -> tuple[str, ...]:
        """The provisions that only the second side has, or has in another form, as citations."""
        return tuple(dict.fromkeys(cite_rule(t.now) for t in self.turns if t.now))

    @property
    def went(self) -> tuple[str, ...]:
        """The provisions that only the first side has, or has in another form, as citations."""
        return tuple(dict.fromkeys(cite_rule(t.was) for t in self.turns if t.was))

    @property
    def by(self) -> tuple[str, ...]:
        """What brought or ended them, and the declarations and reservations."""
        return tuple(dict.fromkeys([*(t.by for t in self.turns if t.by), *(by for by, _ in self.lodged)]))

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it in plain sentences with citations; rules with the same fate are told together."""
        return tuple(dict.fromkeys([*_told(self.turns), *(sentence for _, sentence in self.lodged), *self.others]))


def merged(causes: Iterable[Cause]) -> Cause:
    """Several causes as one, each thing told once."""
    found = list(causes)
    turns = {(t.was and t.was.identity, t.now and t.now.identity): t for c in found for t in c.turns}
    lodged = dict.fromkeys(x for c in found for x in c.lodged)
    return Cause(tuple(turns.values()), tuple(lodged), tuple(dict.fromkeys(o for c in found for o in c.others)))


def _turn(was: RuleEntry | None, now: RuleEntry | None, by: str | None, words: str, **values: str) -> Turn:
    entry = now or was
    state = holding(entry) if entry else ""
    return Turn(was, now, by, words, (("by", f" ({by})" if by else ""), ("state", state), *sorted(values.items())))


def _told(turns: Iterable[Turn]) -> Iterator[str]:
    """The sentences about rules, those with the same fate in one."""
    alike: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for turn in turns:
        entry = turn.now or turn.was
        if entry is not None:
            alike.setdefault((turn.words, turn.values), []).append(cite_rule(entry))
    for (words, values), cited in alike.items():
        verbs = SINGULAR if len(set(cited)) == 1 else PLURAL
        yield words.format(cite=join(merge_citations(cited)), **verbs, **dict(values))


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
        """What came and went between two results of one duty; ``None`` where the data of that side does not hold it."""
        if old is None or new is None:
            which = SECOND_DATA if old is None else "the first version of the data"
            one = old or new
            named = one.id if one else "this"
            return Cause(others=(f"The duty {named} is in {which} only.",))
        records = () if self.same_data else self._records(old, new)
        others = (*self._surveys(old, new), *records)
        return Cause(tuple(self._turns(old, new)), tuple(self._positions(old, new)), others)

    # Rules ------------------------------------------------------------------------------------------------------

    @cached_property
    def _old(self) -> Mapping[str, RuleEntry]:
        return _by_key(self.before.rules, self.before.as_at)

    @cached_property
    def _new(self) -> Mapping[str, RuleEntry]:
        return _by_key(self.after.rules, self.after.as_at)

    def _recorded(self, data: Catalogue, day: date) -> Mapping[str, RuleEntry]:
        """What a version of the data, without any reform, says of the law of a day."""
        return _by_key(rules_for(data, data.instrument(self.after.instrument.id)), day)

    @cached_property
    def _first_then(self) -> Mapping[str, RuleEntry]:
        return self._recorded(self.first, self.after.as_at)

    @cached_property
    def _first_now(self) -> Mapping[str, RuleEntry]:
        return self._recorded(self.first, self.before.as_at)

    @cached_property
    def _second_then(self) -> Mapping[str, RuleEntry]:
        return self._recorded(self.second, self.after.as_at)

    @cached_property
    def _second_now(self) -> Mapping[str, RuleEntry]:
        return self._recorded(self.second, self.before.as_at)

    def _turns(self, old: DutyResult, new: DutyResult) -> Iterator[Turn]:
        keys = {e.key for e in (*resting_on(old), *resting_on(new))}
        for key in sorted(keys, key=natural_key):
            was, now = self._old.get(key), self._new.get(key)
            if was is None and now is not None:
                yield self._came(now)
            elif was is not None and now is None:
                yield self._went(was)
            elif was is not None and now is not None and (differ := self._differ(was, now)):
                yield self._changed(was, now, differ)

    def _differ(self, one: RuleEntry | None, other: RuleEntry | None) -> tuple[str, ...]:
        """How two records differ; one that is missing differs."""
        if one is None or other is None:
            return () if one is other else ("recorded on one side only",)
        return rule_differences(one.rule, other.rule, self._facet)

    def _came(self, now: RuleEntry) -> Turn:
        key, start = now.key, long_date(now.rule.in_force.start)
        if self._differ(self._second_then.get(key), now):
            reform = self.after.reform
            return _turn(
                None,
                now,
                _title(reform),
                "With {reform}, {cite} {is_} {state} from {start}.",
                reform=_laid(reform),
                start=start,
            )
        if key in self._first_now:
            reform = self.before.reform
            return _turn(None, now, _title(reform), "Without {reform}, {cite} {is_} {state}.", reform=_laid(reform))
        then = long_date(self.after.as_at)
        if self._differ(self._first_then.get(key), now):
            return _turn(
                None, now, None, "For {day}, {cite} {is_} recorded in the second version of the data only.", day=then
            )
        if now.rule.in_force.start > self.before.as_at:
            by = now.rule.in_force.by
            return _turn(None, now, by, "{cite} {has} been {state} since {start}{by}.", start=start)
        by, end = self._ended_by(now, self.after.rules), _end(now)
        return _turn(None, now, by, "{cite} {was} still {state} on {day}; {it} ended on {end}{by}.", day=then, end=end)

    def _went(self, was: RuleEntry) -> Turn:
        key = was.key
        if self._differ(self._first_now.get(key), was):
            reform = self.before.reform
            return _turn(was, None, _title(reform), "Without {reform}, {cite} {is_} not {state}.", reform=_laid(reform))
        if key in self._second_then:
            reform = self.after.reform
            return _turn(
                was, None, _title(reform), "With {reform}, {cite} {is_} no longer {state}.", reform=_laid(reform)
            )
        if self._differ(self._second_now.get(key), was):
            day = long_date(self.before.as_at)
            return _turn(
                was, None, None, "For {day}, {cite} {is_} recorded in the first version of the data only.", day=day
            )
        if was.rule.in_force.start > self.after.as_at:
            by, start = was.rule.in_force.by, long_date(was.rule.in_force.start)
            words = "{cite} {was} not yet {state} on {day}; {it} began on {start}{by}."
            return _turn(was, None, by, words, day=long_date(self.after.as_at), start=start)
        by = self._ended_by(was, self.before.rules)
        return _turn(was, None, by, "{cite} {is_} no longer {state}: {it} ended on {end}{by}.", end=_end(was))

    def _changed(self, was: RuleEntry, now: RuleEntry, differ: tuple[str, ...]) -> Turn:
        key, how = was.key, join(differ)
        for side, recorded, entry, word in (
            (self.after, self._second_then, now, "With"),
            (self.before, self._first_now, was, "Without"),
        ):
            if self._differ(recorded.get(key), entry):
                words = f"{word} {{reform}}, {{cite}} {{is_}} different: {{how}}."
                return _turn(was, now, _title(side.reform), words, reform=_laid(side.reform), how=how)
        if self._differ(self._first_then.get(key), now):
            return _turn(
                was, now, None, "{cite} {is_} recorded differently in the second version of the data: {how}.", how=how
            )
        if now.rule.in_force.start > self.before.as_at:
            by, start = now.rule.in_force.by, long_date(now.rule.in_force.start)
            return _turn(was, now, by, "{cite} {has} had another form since {start}{by}: {how}.", start=start, how=how)
        by = self._ended_by(now, self.after.rules)
        return _turn(was, now, by, "{cite} had another form until {end}{by}: {how}.", end=_end(now), how=how)

    @staticmethod
    def _ended_by(entry: RuleEntry, rules: Iterable[RuleEntry]) -> str | None:
        """What ended a rule: what brought in its next form, or else another rule of its section on that day."""
        end = entry.rule.in_force.end
        next_day = [e for e in rules if e.rule.in_force.start == end and e.act.id == entry.act.id]
        near = [e for e in next_day if e.key == entry.key] or [
            e for e in next_day if e.section.section == entry.section.section
        ]
        return next((e.rule.in_force.by for e in near if e.rule.in_force.by), None)

    # Positions and surveys --------------------------------------------------------------------------------------

    def _positions(self, old: DutyResult, new: DutyResult) -> Iterator[tuple[str, str]]:
        """The declarations and reservations on the duty that are in play on one side only, each with a sentence."""
        limits, waivers = [*old.full.allows, *new.full.allows], [*old.full.waives, *new.full.waives]
        hows = {a.key: (a.value.how, a.value.under) for a in limits} | {
            w.key: (w.value.how, w.value.under) for w in waivers
        }
        was, now = _in_play(self.before, hows), _in_play(self.after, hows)
        came = [
            (x, "came into play", self._why_here(x, self.first, self.second, self.after)) for x in now if x not in was
        ]
        went = [
            (x, "is not in play", self._why_here(x, self.second, self.first, self.before)) for x in was if x not in now
        ]
        for exercise, verb, why in (*came, *went):
            lodged = _lodged(exercise, *hows[exercise.narrowing])
            yield lodged, f"{lodged} {verb}{why}: {stop(exercise.text)}{_doubt(exercise)}"

    @staticmethod
    def _why_here(exercise: Exercise, other: Catalogue, own: Catalogue, side: InstrumentResult) -> str:
        """Why a declaration or reservation is in play on one side only, unless that is because of its date."""
        if side.reform is not None and not _holds(own, exercise):
            return f" (with {side.reform.title})"
        return (
            ""
            if _holds(other, exercise) or not _holds(own, exercise)
            else " (recorded in one version of the data only)"
        )

    def _surveys(self, old: DutyResult, new: DutyResult) -> Iterator[str]:
        one, other = old.full.duty.survey, new.full.duty.survey
        was = one is not None and one.reaches(self.before.as_at)
        now = other is not None and other.reaches(self.after.as_at)
        if was != now:
            yes, no = (self.after, self.before) if now else (self.before, self.after)
            where = "" if self.same_data else " in its version of the data"
            told = f"The law of {long_date(yes.as_at)} was surveyed for this duty{where}"
            yield (
                f"{told}; that of {long_date(no.as_at)} was not."
                if yes.as_at != no.as_at
                else f"{told}; on the other side it was not."
            )

    # Records ----------------------------------------------------------------------------------------------------

    def _facet(self, facet: str) -> str:
        """The label of a facet, which one version of the data may not hold."""
        for assessment in (self.after, self.before):
            found = assessment.catalogue.vocabulary.facets.get(facet)
            if found is not None:
                return found.label if found.label[1:2].isupper() else found.label[:1].lower() + found.label[1:]
        return facet

    def _records(self, old: DutyResult, new: DutyResult) -> Iterator[str]:
        """How the versions of the data differ on the duty itself, on the words it and its rules use, and on the
        reading.
        """
        if differ := duty_differences(old.full, new.full, self._facet):
            yield f"The duty {new.id} is recorded differently in {SECOND_DATA}: {join(differ)}."
        if differ := tuple(self._concepts(old, new)):
            yield f"In {SECOND_DATA} the vocabulary places differently: {join(differ)}."
        one, other = self.before.reading, self.after.reading
        if one and other and (set(one.accepts), set(one.rejects)) != (set(other.accepts), set(other.rejects)):
            moved = set(one.accepts) ^ set(other.accepts) | set(one.rejects) ^ set(other.rejects)
            yield f"The reading “{other.title}” settles differently: {join(sorted(moved, key=str))}."

    def _concepts(self, old: DutyResult, new: DutyResult) -> Iterator[str]:
        """The labels of the concepts in play whose broader concepts, or whose facet, are not the same in both versions."""
        one, other = self.before.catalogue.vocabulary, self.after.catalogue.vocabulary
        used = {c for r in (old, new) for c in _concepts_of(r)}
        for concept in sorted(used & one.concepts.keys() & other.concepts.keys()):
            was = {c for c in one.concepts if one.within(concept, c)}
            now = {c for c in other.concepts if other.within(concept, c)}
            facet = other.concepts[concept].facet
            if was != now or one.facets.get(facet) != other.facets.get(facet):
                yield other.label(concept)


def resting_on(duty: DutyResult) -> tuple[RuleEntry, ...]:
    """The rules that either end of a verdict rests on.

    The best rule of a cell is the one that does most at the low end; another may do more at the high end.
    """
    found = {e.identity: e for e in duty.rules}
    for cell in duty.cells:
        for other in cell.others:
            if cell.best is not None and other.high > cell.best.high:
                found.update({e.identity: e for e in (other.entry, *other.relies_on)})
    return tuple(sorted(found.values(), key=lambda e: e.order))


def _by_key(rules: Iterable[RuleEntry], day: date) -> Mapping[str, RuleEntry]:
    return {e.key: e for e in rules if e.rule.in_force.holds(day)}


def _title(reform: Reform | None) -> str | None:
    return reform.title if reform else None


def _laid(reform: Reform | None) -> str:
    """A reform in a sentence, with the day whose law it is laid over."""
    if reform is None:
        return "it"
    return f"{reform.title} (laid over the law of {long_date(reform.over)})" if reform.over else reform.title


def _end(entry: RuleEntry) -> str:
    """The day on which a rule ended, in words."""
    end = entry.rule.in_force.end
    return long_date(end) if end else "a day not on record"


def _in_play(side: InstrumentResult, keys: Iterable[str]) -> tuple[Exercise, ...]:
    """What had been exercised by the day of an assessment, in order."""
    wanted = set(keys)
    found = [
        x
        for p in side.catalogue.positions.values()
        for x in p.exercised
        if x.date <= side.as_at and x.narrowing in wanted
    ]
    return tuple(sorted(found, key=lambda x: (x.date, natural_key(x.narrowing), x.text)))


def _holds(catalogue: Catalogue, exercise: Exercise) -> bool:
    return any(exercise in p.exercised for p in catalogue.positions.values())


def _lodged(exercise: Exercise, how: str, under: str | None) -> str:
    article = f" under Article {under}" if under else ""
    return f"New Zealand's {how}{article} of {long_date(exercise.date)}"


def _doubt(exercise: Exercise) -> str:
    return " It is not certain that it was made." if exercise.arguably else ""


def _concepts_of(result: DutyResult) -> Iterator[str]:
    yield from (c for e in result.full.elements for c in e.concepts)
    for entry in resting_on(result):
        yield from (c for x in entry.rule.conditions for c in (*x.any, *x.arguably))
        yield from (c for x in entry.rule.gives for c in (*x.concepts, *x.arguably))
