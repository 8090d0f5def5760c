"""Random small catalogues for the property tests.

Rules are mostly made as answers to a duty and then spoilt a little; rules made without looking at the duties would
hardly ever meet one. Hypothesis draws how many duties and rules there are, and a seed for all else: drawn one by one,
the choices lean so far to the plain ones that a third of the semantics would go untried. A failure still shrinks to few
duties and rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st

from gapcheck.catalogue.catalogue import Catalogue, Contents, natural_key
from gapcheck.engine.findings import Finding
from gapcheck.engine.results import CellResult, DutyResult
from gapcheck.faces import Assessment
from gapcheck.model.base import Interval, Model
from gapcheck.model.law import Act, Condition, Exception_, Gift, Rule, Section, StatuteFile, Supports
from gapcheck.model.position import Exercise, Position, Reading
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Article, ArticlesFile, Duty, Element, Instrument, Narrowing, Survey, Waiver
from gapcheck.model.vocabulary import Concept, Facet, Kind, VocabularyFile
from support.assessing import assess
from support.builders import SOURCE

DAYS = tuple(date(year, 7, 1) for year in range(2001, 2011))
SCOPE = {"conduct": "disjoint", "object": "disjoint", "fault": "overlapping"}
GUARANTEE = ("power", "secrecy")
PERIOD = "period"
ANCHORS = {"offence": "conduct", "power": "power", "sanction": "period"}
KINDS = (*["offence"] * 4, *["power"] * 3, "sanction")
ACTS = ("act-a", "act-b")
PER_FACET = 4


class Dice:
    """The choices that a catalogue is made of, as short words."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = Random(seed)

    def __repr__(self) -> str:
        return f"Dice({self.seed})"

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def one(self, things: Iterable[Any]) -> Any:
        return self.random.choice(tuple(things))

    def some(self, things: Iterable[Any], least: int = 1, most: int = 3) -> tuple[Any, ...]:
        found = tuple(things)
        return tuple(self.random.sample(found, min(len(found), self.number(least, most))))

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)


def dice() -> st.SearchStrategy[Dice]:
    return st.builds(Dice, st.integers(0, 2**64 - 1))


# The vocabulary ---------------------------------------------------------------------------------------------------


def names(facet: str) -> tuple[str, ...]:
    return tuple(f"{facet}-{n}" for n in range(PER_FACET))


def _vocabulary(dice: Dice) -> VocabularyFile:
    facets = [Facet(id=f, role="scope", unrelated=u, label=f) for f, u in SCOPE.items()]
    facets += [Facet(id=f, role="guarantee", label=f) for f in (*GUARANTEE, PERIOD)]
    concepts = []
    for facet in (*SCOPE, *GUARANTEE):
        for n, name in enumerate(names(facet)):
            above = dice.some(names(facet)[:n], least=0, most=2) if n else ()
            concepts.append(Concept(id=name, facet=facet, label=name, broader=above))
    return VocabularyFile(
        kinds=[Kind(id=k, anchor=a, label=k) for k, a in ANCHORS.items()], facets=facets, concepts=concepts
    )


# Duties -----------------------------------------------------------------------------------------------------------


def _quantity(dice: Dice) -> Quantity:
    return Quantity(amount=dice.number(1, 14), unit=dice.one(("day", "month", "year")))


def _element(dice: Dice, facet: str) -> Element:
    if facet == PERIOD:
        return Element(facet=facet, **{dice.one(("at_least", "at_most")): _quantity(dice)})
    return Element(facet=facet, **{dice.one(("every", "every", "any")): dice.some(names(facet), most=2)})


def _narrowing(dice: Dice, number: int) -> Narrowing:
    facet = dice.one(SCOPE)
    what = (
        {"exclude": dice.some(names(facet))}
        if dice.chance(30)
        else {"limit_to": dice.some(names(facet), least=0, most=2)}
    )
    how = dice.one(("free", "declaration", "reservation", "reservation"))
    return Narrowing(id=f"n{number}", facet=facet, how=how, under="40", **what)


def _waiver(dice: Dice, elements: tuple[Element, ...]) -> Waiver:
    named = [e for e in elements if e.concepts]
    cells = {
        e.facet: dice.some(e.concepts if dice.chance(60) else names(e.facet), most=2) for e in dice.some(named, most=2)
    }
    how = dice.one(("free", "reservation", "reservation", "reservation"))
    return Waiver(id="w", cells=cells or {"object": names("object")[:1]}, how=how, under="6(3)")


def a_duty(dice: Dice, number: int) -> Duty:
    """A duty; from the second on it may inherit from those before it."""
    kind = dice.one(KINDS)
    others = [f for f in (*SCOPE, *GUARANTEE, PERIOD) if f != ANCHORS[kind]]
    described = (ANCHORS[kind], *dice.some(others, least=0, most=2))
    elements = tuple(_element(dice, facet) for facet in described)
    return Duty(
        id=str(number),
        kind=kind,
        force=dice.one((*["shall"] * 12, "consider", "endeavour", "may", "limit")),
        text=f"Duty {number}.",
        elements=elements,
        allows=tuple(_narrowing(dice, n) for n in range(dice.one((0, 0, 1, 2)))),
        waives=(_waiver(dice, elements),) if dice.chance(40) else (),
        inherits=dice.some((str(n) for n in range(1, number)), least=0, most=2)
        if number > 1 and dice.chance(30)
        else (),
        survey=Survey(date=DAYS[-1], acts=ACTS) if dice.chance(85) else None,
        source=(SOURCE,),
    )


# Rules ------------------------------------------------------------------------------------------------------------


def _answering_condition(dice: Dice, element: Element) -> Condition:
    reached = list(element.concepts)
    arguably: list[str] = []
    if dice.chance(35):
        arguably.append(reached.pop())
    spoilt = list(dice.some(names(element.facet), most=2)) if not reached or dice.chance(15) else []
    return Condition(facet=element.facet, any=tuple(reached or spoilt), arguably=tuple(arguably))


def _any_condition(dice: Dice, facet: str) -> Condition:
    arguably = dice.some(names(facet), most=2) if dice.chance(25) else ()
    return Condition(facet=facet, any=dice.some(names(facet), most=2), arguably=arguably)


def _gift(dice: Dice, element: Element) -> Gift:
    if element.facet == PERIOD:
        asked = element.at_least or element.at_most
        assert asked is not None
        amount = max(0, asked.amount + dice.number(-1, 1))
        return Gift(facet=PERIOD, amount=amount, unit=asked.unit)
    if dice.chance(30):
        return Gift(facet=element.facet, concepts=element.concepts[1:], arguably=element.concepts)
    return Gift(facet=element.facet, concepts=element.concepts)


def _exception(dice: Dice, section: int, facet: str | None = None, left_out: tuple[str, ...] = ()) -> Exception_:
    facet = facet or dice.one((None, *SCOPE))
    return Exception_(
        section=f"e{section}",
        text="Except.",
        effect=dice.one(("none", "arguable", "narrows")),
        why="The treaty leaves it out too.",
        facet=facet,
        concepts=dice.some(left_out or names(facet), most=2) if facet else (),
    )


def _supports(dice: Dice) -> Supports:
    if dice.chance(60):
        return Supports(kinds=dice.some(ANCHORS))
    return (
        Supports(acts=dice.some(ACTS))
        if dice.chance(50)
        else Supports(rules=(f"{dice.one(ACTS)}:{dice.number(1, 4)}",))
    )


def _interval(dice: Dice) -> Interval:
    if dice.chance(60):
        return Interval(start=DAYS[0])
    start = dice.number(0, len(DAYS) - 2)
    return Interval(start=DAYS[start], end=dice.one((None, *DAYS[start + 1 :])))


def a_rule(dice: Dice, duties: tuple[Duty, ...], label: str) -> Rule:
    """A rule, mostly one that answers a duty."""
    duty = dice.one(duties)
    scope = [e for e in duty.elements if e.facet in SCOPE]
    conditions = [_answering_condition(dice, e) for e in scope if e.facet == ANCHORS[duty.kind] or dice.chance(60)]
    exceptions = [_exception(dice, 1)] if dice.chance(15) else []
    for narrowing in duty.allows:
        if dice.chance(40) and narrowing.exclude is None:
            limit = narrowing.limit_to or names(narrowing.facet)
            conditions.append(Condition(facet=narrowing.facet, any=dice.some(limit, most=2)))
        elif dice.chance(40) and narrowing.exclude is not None:
            exceptions.append(_exception(dice, 2, narrowing.facet, narrowing.exclude))
    if dice.chance(15):
        conditions.append(_any_condition(dice, dice.one(SCOPE)))
    gives = [_gift(dice, e) for e in duty.elements if e.facet not in SCOPE and dice.chance(85)]
    return Rule(
        id=label,
        kind=duty.kind if dice.chance(92) else dice.one(KINDS),
        text=f"Rule {label}.",
        in_force=_interval(dice),
        conditions=tuple(conditions),
        gives=tuple(gives),
        supports=_supports(dice) if dice.chance(20) else None,
        exceptions=tuple({e.section: e for e in exceptions}.values()),
        source=(SOURCE,),
    )


# The whole --------------------------------------------------------------------------------------------------------


def _article(number: int, duties: tuple[Duty, ...]) -> Article:
    return Article(article=str(number), heading=f"Article {number}", chapter="One", duties=duties)


def statute(act: str, rules: Iterable[Rule]) -> StatuteFile:
    sections = tuple(Section(section=r.id, heading=f"Section {r.id}", rules=(r,)) for r in rules)
    return StatuteFile(act=Act(id=act, title=f"Made Up {act} 2000"), sections=sections)


def exercisable(duties: Iterable[Duty]) -> list[str]:
    """The ids of everything that a position could exercise."""
    return [f"t:{d.id}#{x.id}" for d in duties for x in (*d.allows, *d.waives)]


def an_exercise(dice: Dice, key: str, duties: Iterable[Duty], days: Iterable[date] = DAYS[:6]) -> Exercise:
    """The exercise of one narrowing or waiver, some of them arguable, some with the limit that was lodged."""
    found = next((n for d in duties for n in d.allows if key == f"t:{d.id}#{n.id}" and n.limit_to is not None), None)
    lodged = dice.some(names(found.facet), most=2) if found and dice.chance(40) else None
    return Exercise(narrowing=key, date=dice.one(days), limit_to=lodged, arguably=dice.chance(30), text="Lodged.")


def points(duties: Iterable[Duty], rules: Iterable[tuple[str, Rule]]) -> list[str]:
    """The ids of the points that a reading could settle."""
    found = exercisable(duties)
    for act, rule in rules:
        found += [f"{act}:{rule.id}#{x.facet}" for x in (*rule.conditions, *rule.gives) if x.arguably]
        found += [f"{act}:{rule.id}#{x.section}" for x in rule.exceptions if x.effect == "arguable"]
    return sorted(set(found))


@dataclass(frozen=True)
class World:
    """A catalogue with the day and the reading under which it is asked."""

    contents: Contents
    as_at: date
    reading: str | None

    @property
    def duties(self) -> tuple[Duty, ...]:
        return tuple(d for f in self.contents.articles for a in f.articles for d in a.duties)

    @property
    def rules(self) -> tuple[tuple[str, Rule], ...]:
        """Every rule with the id of its Act."""
        return tuple((f.act.id, r) for f in self.contents.statutes for s in f.sections for r in s.rules)

    def assess(self, as_at: date | None = None, reading: str | None = None) -> Assessment:
        return assess(Catalogue(self.contents), "t", as_at or self.as_at, reading or self.reading)

    def with_rules(self, rules: Iterable[tuple[str, Rule]]) -> World:
        found = list(rules)
        files = tuple(statute(act, [r for a, r in found if a == act]) for act in ACTS)
        return replace(self, contents=replace(self.contents, statutes=files))

    def with_rule(self, old: tuple[str, Rule], **changes: Any) -> World:
        """The same, with one rule changed."""
        return self.with_rules((a, r.model_copy(update=changes) if (a, r) == old else r) for a, r in self.rules)

    def with_exercise(self, exercise: Exercise) -> World:
        (position,) = self.contents.positions
        more = position.model_copy(update={"exercised": (*position.exercised, exercise)})
        return replace(self, contents=replace(self.contents, positions=(more,)))

    def with_reading(self, reading: Reading) -> World:
        return replace(self, contents=replace(self.contents, readings=(reading,)), reading=reading.id)

    @property
    def boundaries(self) -> set[date]:
        """The days on which something starts or ends."""
        (position,) = self.contents.positions
        ends = {day for _, r in self.rules for day in (r.in_force.start, r.in_force.end) if day}
        return (
            ends | {x.date for x in position.exercised} | ({position.binding_from} if position.binding_from else set())
        )


@st.composite
def worlds(draw: Callable[[st.SearchStrategy[Any]], Any]) -> World:
    dice = Dice(draw(st.integers(0, 2**64 - 1)))
    duties = tuple(a_duty(dice, n) for n in range(1, draw(st.integers(2, 5)) + 1))
    rules = [(dice.one(ACTS), a_rule(dice, duties, str(n))) for n in range(1, draw(st.integers(2, 8)) + 1)]
    keys = exercisable(duties)
    exercised = [an_exercise(dice, key, duties) for key in keys if dice.chance(65)]
    if exercised and dice.chance(20):
        exercised.append(an_exercise(dice, exercised[0].narrowing, duties))
    split = dice.number(0, len(duties))
    articles = [_article(n, part) for n, part in enumerate((duties[:split], duties[split:]), start=1) if part]
    contents = Contents(
        vocabulary=(_vocabulary(dice),),
        instruments=(Instrument(id="t", title="Treaty", short_title="Treaty", citation="TS 1", text_status="adopted"),),
        articles=tuple(ArticlesFile(instrument="t", articles=(a,)) for a in articles),
        positions=(Position(instrument="t", binding_from=dice.one((None, *DAYS)), exercised=tuple(exercised)),),
    )
    world = World(contents, dice.one(DAYS[2:]), None).with_rules(rules)
    open_points = points(duties, rules)
    if open_points and dice.chance(20):
        settled = dice.some(open_points, most=4)
        world = world.with_reading(Reading(id="r", title="R", accepts=settled[::2], rejects=settled[1::2]))
    return world


# Comparing --------------------------------------------------------------------------------------------------------


def shuffle(value: Any, random: Random) -> Any:
    """The same value with every list in it in another order."""
    if isinstance(value, Model):
        return value.model_copy(
            update={name: shuffle(getattr(value, name), random) for name in type(value).model_fields}
        )
    if isinstance(value, dict):
        return dict(shuffle(tuple(value.items()), random))
    if isinstance(value, tuple) and not (len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], tuple)):
        found = [shuffle(x, random) for x in value]
        random.shuffle(found)
        return tuple(found)
    return (value[0], shuffle(value[1], random)) if isinstance(value, tuple) else value


def _split(file: VocabularyFile | ArticlesFile, name: str) -> tuple[Any, ...]:
    """One file as two, each with some of what ``name`` lists."""
    found = getattr(file, name)
    emptied = {other: () for other in ("kinds", "facets", "concepts") if other != name and hasattr(file, other)}
    half = len(found) // 2
    return file.model_copy(update={name: found[:half]}), file.model_copy(update={**emptied, name: found[half:]})


def shuffled(world: World, random: Random) -> World:
    """The same catalogue with files split, and files, rules, elements and lists in another order."""
    moved = {f.name: shuffle(getattr(world.contents, f.name), random) for f in fields(Contents)}
    vocabulary = [part for file in moved["vocabulary"] for part in _split(file, "concepts")]
    random.shuffle(vocabulary)
    return replace(world, contents=Contents(**{**moved, "vocabulary": tuple(vocabulary)}))


def _finding(found: Finding | None) -> Any:
    return found and (
        found.entry.key,
        found.entry.rule.in_force.start,
        found.low,
        found.high,
        found.shortfalls,
        found.excused,
    )


def _cell(found: CellResult) -> Any:
    elements = [(e.facet, e.concepts, e.at_least, e.at_most) for e in found.cell.elements]
    waivers = found.waiver and found.waiver.key, found.curable_waiver and found.curable_waiver.key
    best = (_finding(found.best), [_finding(f) for f in found.others])
    return found.cell.label, elements, found.low, found.high, found.result, waivers, best


def _duty_result(found: DutyResult) -> Any:
    return found.id, found.status, found.low, found.high, [_cell(c) for c in found.cells]


def complete(assessment: Assessment) -> Any:
    """Everything that an assessment found: statuses, cells, best rules, shortfalls, and their order."""
    articles = [
        (a.article.article, a.status, a.low, a.high, [_duty_result(d) for d in a.duties]) for a in assessment.articles
    ]
    assert articles == sorted(articles, key=lambda a: natural_key(a[0]))
    return articles, dict(assessment.counts), assessment.binding
