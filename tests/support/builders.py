"""Short builders for small catalogues, so that a test states nothing but what it is about.

A duty and a rule name their facets as keywords: ``duty(conduct="access")`` describes one concept,
``duty(conduct=["access", "interfere"])`` two cells, ``duty(conduct=either("access", "interfere"))`` an ``any`` list.
Unless a test says otherwise a duty binds, has been surveyed and is an offence; a rule is in force from 2000 on.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.engine.assessment import Judge
from gapcheck.engine.cells import cells_of
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.findings import Finding
from gapcheck.engine.opinion import Opinion, Positions
from gapcheck.engine.results import CellResult, DutyResult
from gapcheck.faces import Assessment
from gapcheck.model.base import Interval, Source
from gapcheck.model.law import Act, Condition, Exception_, Gift, Rule, Section, StatuteFile, Supports
from gapcheck.model.policy import Statement, StatementsFile
from gapcheck.model.position import Exercise, Position, Reading
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Article, ArticlesFile, Duty, Element, Instrument, Narrowing, Survey, Waiver
from gapcheck.model.vocabulary import Concept, Facet, Kind, VocabularyFile
from support.assessing import assess

SOURCE = Source(ref="Made up", pinpoint="p 1", checked="unverified")
DAY = date(2020, 1, 1)
ACT = "act"


def facet(name: str, unrelated: str | None = None) -> Facet:
    """A scope facet, or a guarantee facet when nothing is said about unrelated concepts."""
    return Facet(id=name, role="scope" if unrelated else "guarantee", unrelated=unrelated, label=name.title())


def tree(facet: str, **broader: str) -> list[Concept]:
    """The concepts of a facet: ``tree("fault", recklessness="", knowledge="recklessness")``. ``_`` stands for ``-``."""
    return [
        Concept(id=name.replace("_", "-"), facet=facet, label=name.replace("_", " "), broader=above.split())
        for name, above in broader.items()
    ]


WORDS = VocabularyFile(
    kinds=[
        Kind(id="offence", anchor="conduct", label="Criminal offence"),
        Kind(id="power", anchor="power", label="Procedural power"),
        Kind(id="sanction", anchor="period", label="Sanction"),
    ],
    facets=[
        facet("conduct", "disjoint"),
        facet("object", "disjoint"),
        facet("data", "disjoint"),
        facet("fault", "overlapping"),
        facet("purpose", "overlapping"),
        facet("offence", "disjoint"),
        facet("power"),
        facet("secrecy"),
        facet("period"),
    ],
    concepts=[
        *tree("conduct", access="", remote_access="access", interfere="", delete="interfere", alter="interfere"),
        *tree("object", thing="", computer_system="thing", server="computer-system", vehicle="", machine=""),
        *tree("object", smart_machine="machine computer-system"),
        *tree("data", any_data="", traffic_data="any-data", content_data="any-data"),
        *tree("fault", recklessness="", knowledge="recklessness", intention="knowledge", negligence=""),
        *tree("purpose", dishonesty="", fraud="dishonesty", obtaining_data=""),
        *tree("offence", any_offence="", imprisonable_offence="any-offence", offence_7y="imprisonable-offence"),
        *tree("power", compel="", order_disclosure="compel", order_preservation="compel", search=""),
        *tree("secrecy", confidential="", confidential_for_life="confidential"),
    ],
)


class either(tuple):
    """An ``any`` list: reaching one of them is enough."""

    def __new__(cls, *concepts: str) -> either:
        return super().__new__(cls, concepts)


def at_least(amount: int, unit: str) -> Element:
    return Element(facet="period", at_least=Quantity(amount=amount, unit=unit))


def at_most(amount: int, unit: str) -> Element:
    return Element(facet="period", at_most=Quantity(amount=amount, unit=unit))


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def element(name: str, value: Any) -> Element:
    if isinstance(value, Element):
        return value
    return (
        Element(facet=name, any=tuple(value))
        if isinstance(value, either)
        else Element(facet=name, every=_listed(value))
    )


def duty(
    id: str = "1",
    *,
    kind: str = "offence",
    force: str = "shall",
    surveyed: bool = True,
    allows: tuple[Narrowing, ...] = (),
    waives: tuple[Waiver, ...] = (),
    inherits: tuple[str, ...] = (),
    follows: tuple[str, ...] = (),
    also: tuple[Element, ...] = (),
    **facets: Any,
) -> Duty:
    return Duty(
        id=id,
        kind=kind,
        force=force,
        text=f"Duty {id}.",
        elements=(*(element(name, value) for name, value in facets.items()), *also),
        allows=allows,
        waives=waives,
        inherits=inherits,
        follows=follows,
        survey=Survey(date=date(2019, 1, 1), acts=(ACT,)) if surveyed and not follows else None,
        source=(SOURCE,),
    )


def limit_to(facet: str, *concepts: str, how: str = "reservation", id: str = "limit") -> Narrowing:
    return Narrowing(id=id, facet=facet, limit_to=concepts, how=how, under="40")


def exclude(facet: str, *concepts: str, how: str = "reservation", id: str = "exclude") -> Narrowing:
    return Narrowing(id=id, facet=facet, exclude=concepts, how=how, under="40")


def waiver(how: str = "reservation", id: str = "waiver", **cells: Any) -> Waiver:
    return Waiver(id=id, cells={name: _listed(found) for name, found in cells.items()}, how=how, under="6(3)")


class given(tuple):
    """Concepts of a condition or gift, some of them only arguably: ``given("access", arguably="alter")``."""

    arguably: tuple[str, ...]

    def __new__(cls, *concepts: str, arguably: Any = ()) -> given:
        self = super().__new__(cls, concepts)
        self.arguably = _listed(arguably)
        return self


def _condition(facet: str, value: Any) -> Condition:
    return Condition(facet=facet, any=_listed(value), arguably=getattr(value, "arguably", ()))


def _gift(facet: str, value: Any) -> Gift:
    if isinstance(value, Quantity):
        return Gift(facet=facet, amount=value.amount, unit=value.unit)
    return Gift(facet=facet, concepts=_listed(value), arguably=getattr(value, "arguably", ()))


def exception(effect: str, section: str = "9", facet: str | None = None, concepts: Any = ()) -> Exception_:
    why = "The treaty leaves it out too." if effect == "none" else None
    return Exception_(section=section, text="Except.", effect=effect, why=why, facet=facet, concepts=_listed(concepts))


def rule(
    id: str = "1",
    *,
    kind: str = "offence",
    start: str = "2000-01-01",
    end: str | None = None,
    gives: dict[str, Any] | None = None,
    supports: Supports | None = None,
    exceptions: tuple[Exception_, ...] = (),
    also: tuple[Condition, ...] = (),
    **facets: Any,
) -> Rule:
    return Rule(
        id=id,
        kind=kind,
        text=f"Rule {id}.",
        in_force=Interval(start=start, end=end),
        conditions=(*(_condition(name, value) for name, value in facets.items()), *also),
        gives=tuple(_gift(name, value) for name, value in (gives or {}).items()),
        supports=supports,
        exceptions=exceptions,
        source=(SOURCE,),
    )


def exercise(
    narrowing: str, on: str = "2010-01-01", limit_to: tuple[str, ...] | None = None, arguably: bool = False
) -> Exercise:
    """What New Zealand lodged; ``narrowing`` without its instrument is one of the instrument ``t``."""
    key = narrowing if ":" in narrowing else f"t:{narrowing}"
    return Exercise(narrowing=key, date=on, limit_to=limit_to, arguably=arguably, text="Lodged.")


def reading(accepts: tuple[str, ...] = (), rejects: tuple[str, ...] = (), id: str = "r") -> Reading:
    return Reading(id=id, title="A reading", accepts=accepts, rejects=rejects)


def statute(*rules: Rule, act: str = ACT) -> StatuteFile:
    sections = tuple(Section(section=f"{n}", heading=f"Section {n}", rules=(r,)) for n, r in enumerate(rules, start=1))
    return StatuteFile(act=Act(id=act, title="Made Up Act 2000"), sections=sections)


def article(*duties: Duty, number: str = "1") -> Article:
    return Article(article=number, heading=f"Article {number}", chapter="One", duties=duties)


def instrument(id: str = "t") -> Instrument:
    return Instrument(id=id, title="A made up treaty", short_title="Treaty", citation="TS 1", text_status="adopted")


def catalogue(
    duties: Any,
    rules: Any = (),
    exercised: tuple[Exercise, ...] = (),
    readings: tuple[Reading, ...] = (),
    binding_from: str | None = None,
    statements: tuple[Statement, ...] = (),
) -> Catalogue:
    """A catalogue of one instrument ``t``; the duties stand in one article unless articles are given; one Act unless
    files are.
    """
    found = tuple(duties) if isinstance(duties, list | tuple) else (duties,)
    articles = found if found and isinstance(found[0], Article) else (article(*found),)
    laws = tuple(rules) if isinstance(rules, list | tuple) else (rules,)
    statutes = laws if laws and isinstance(laws[0], StatuteFile) else (statute(*laws),)
    return Catalogue(
        Contents(
            vocabulary=(WORDS,),
            instruments=(instrument(),),
            articles=(ArticlesFile(instrument="t", articles=articles),),
            statutes=statutes,
            positions=(Position(instrument="t", binding_from=binding_from, exercised=exercised),),
            readings=readings,
            policy=(StatementsFile(statements=statements),) if statements else (),
        )
    )


def answered(
    items: Any, duties: Any, *, adopted: str | None = "2010-01-01", opened: str | None = None, policy: Any = ()
) -> Catalogue:
    """A catalogue of a mandate ``t`` that the duties of the treaty ``text`` answer; each stands in one article unless
    given so.
    """

    def articles(found: Any) -> tuple[Article, ...]:
        listed = tuple(found) if isinstance(found, list | tuple) else (found,)
        return listed if listed and isinstance(listed[0], Article) else (article(*listed),)

    mandate = Instrument(
        id="t",
        title="A made up mandate",
        short_title="Mandate",
        citation="M 1",
        text_status="mandate",
        division="item",
        answered_by="text",
    )
    text = Instrument(
        id="text",
        title="A made up text",
        short_title="Text",
        citation="TS 2",
        text_status="adopted",
        adopted=adopted,
        opened=opened,
    )
    return Catalogue(
        Contents(
            vocabulary=(WORDS,),
            instruments=(mandate, text),
            articles=(
                ArticlesFile(instrument="t", articles=articles(items)),
                ArticlesFile(instrument="text", articles=articles(duties)),
            ),
            policy=policy,
        )
    )


def held(items: Any, duties: Any, *, on: date | str = DAY, **more: Any) -> Assessment:
    """A mandate, held against the duties of a treaty text."""
    return assess(answered(items, duties, **more), "t", on)


def statement(claim: str, on: str, *about: str, id: str = "s", subject: str | None = None) -> Statement:
    """What an official said on a day; ``about`` without its instrument is of the instrument ``t``."""
    places = tuple(a if ":" in a else f"t:{a}" for a in about)
    return Statement(
        id=id,
        speaker="Official",
        about=places,
        subject=subject,
        claim=claim,
        as_at=on,
        text="So it is.",
        source=(SOURCE,),
    )


def assessed(
    duties: Any, rules: Any = (), *, on: date | str = DAY, read: Reading | None = None, **more: Any
) -> Assessment:
    """The instrument ``t``, assessed."""
    made = catalogue(duties, rules, readings=(read,) if read else (), **more)
    return assess(made, "t", on, read.id if read else None)


def judged(duties: Any, rules: Any = (), **more: Any) -> DutyResult:
    """The first duty, judged."""
    return assessed(duties, rules, **more).duties[0]


def cell(duties: Any, rules: Any = (), **more: Any) -> CellResult:
    """The only cell of the first duty."""
    (only,) = judged(duties, rules, **more).cells
    return only


def finding(
    one: Duty, other: Rule, *, read: Reading | None = None, exercised: tuple[Exercise, ...] = (), beside: Any = ()
) -> Finding | None:
    """One rule against the only cell of one duty, with the rules ``beside`` in force; ``None`` when they are
    disjoint.
    """
    made = catalogue(one, [other, *beside], exercised)
    full = made.duties[f"t:{one.id}"]
    (only,) = cells_of(full)
    entry = next(e for e in made.rules if e.rule == other)
    opinion = Opinion.of(made.questions.values(), read)
    judge = Judge(Coverage(made.vocabulary, made.rules, Positions.settle(exercised, opinion), opinion), date.max)
    return judge.coverage.test(full, only, entry)


def result(one: Duty, other: Rule, **more: Any) -> str:
    """The word for one rule against the only cell of one duty."""
    found = finding(one, other, **more)
    return "disjoint" if found is None else found.result


def shortfalls(one: Duty, other: Rule, **more: Any) -> list[tuple[str, str | None]]:
    """Type and facet of the shortfalls that nothing excuses."""
    found = finding(one, other, **more)
    assert found is not None
    return [(s.type, s.facet) for s in found.shortfalls]
