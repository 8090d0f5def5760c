"""Checks of domestic law: Acts, rules over time, and reforms."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from gapcheck.catalogue.checks.definitions import Definition, DefinitionIndex, Location
from gapcheck.catalogue.checks.references import (
    concept_list,
    conditions,
    duplicates,
    facet_reference,
    gifts,
    unknown,
    web_address,
)
from gapcheck.catalogue.staleness import VerificationFile
from gapcheck.errors import Problem
from gapcheck.model.base import Interval
from gapcheck.model.ids import RuleId
from gapcheck.model.law import Amendment, ReformChange, ReformFile, Rule, Supports
from gapcheck.model.treaty import Narrowing


def check_law(index: DefinitionIndex) -> Iterator[Problem]:
    """The problems of Acts and their rules."""
    yield from duplicates("Act", index.acts)
    for acts in index.acts.values():
        for act_at, act in acts:
            yield from web_address(act_at.at("url"), act.url)
    for key, entries in index.rules.items():
        yield from _overlaps(key, entries)
        for location, rule in entries:
            yield from _rule(index, location, rule, index.rules.keys())
            yield from _savings(index, location, rule)


def check_reforms(index: DefinitionIndex) -> Iterator[Problem]:
    """The problems of reforms."""
    yield from duplicates("reform", index.reforms)
    for location, file in index.of(ReformFile):
        # A reform may amend or rely on what it enacts itself.
        enacted = {f"{c.enact.act}:{c.enact.rule.id}" for c in file.changes if c.enact}
        for i, change in enumerate(file.changes):
            yield from _change(index, location.at("changes", i), change, index.rules.keys() | enacted)


def check_verification(index: DefinitionIndex) -> Iterator[Problem]:
    """The problems of what was found in official texts: rules that do not exist, and rules listed twice."""
    for location, file in index.of(VerificationFile):
        seen: set[tuple[str, date]] = set()
        for i, record in enumerate(file.verification):
            place = location.at("verification", i)
            yield from unknown(index, place.at("rule"), "rule", record.rule, index.rules)
            if (record.rule, record.start) in seen:
                message = f"{record.rule!r} from {record.start} is listed twice"
                yield place.problem("duplicate-verification", message, "one entry with everything that was found")
            seen.add((record.rule, record.start))


def _overlaps(key: str, entries: list[Definition[Rule]]) -> Iterator[Problem]:
    for i, (location, rule) in enumerate(entries):
        for earlier, other in entries[:i]:
            # An interval that could not be read was given a stand-in, which proves nothing.
            if location.damaged("in_force") or earlier.damaged("in_force"):
                continue
            if rule.in_force.overlaps(other.in_force):
                held = f"{_days(rule.in_force)}, and {_days(other.in_force)} at {earlier}"
                message = f"two rules with the id {key!r} hold at the same time: {held}"
                yield location.at("in_force").problem(
                    "overlapping-rules", message, "intervals that do not overlap, or another id"
                )
                break


def _days(interval: Interval) -> str:
    return f"from {interval.start} to {interval.end}" if interval.end else f"from {interval.start} on"


def _rule(index: DefinitionIndex, location: Location, rule: Rule, rules: Collection[str]) -> Iterator[Problem]:
    yield from unknown(index, location.at("kind"), "kind", rule.kind, index.kinds)
    yield from conditions(index, location.at("conditions"), rule.conditions)
    yield from gifts(index, location.at("gives"), rule.gives)
    yield from _set_in(index, location, rule)
    if rule.supports:
        yield from _supports(index, location.at("supports"), rule.supports, rules)
    sections: dict[str, int] = {}
    for i, exception in enumerate(rule.exceptions):
        place = location.at("exceptions", i)
        # Arguable exceptions go by their section: rule#section names one point.
        if sections.setdefault(exception.section, i) != i:
            message = f"two exceptions of one rule in {exception.section!r}; their arguable points would share a name"
            yield place.at("section").problem("duplicate-exception", message, "one exception for each section")
        if exception.facet is not None:
            yield from facet_reference(index, place.at("facet"), exception.facet)
            yield from concept_list(index, place.at("concepts"), exception.facet, exception.concepts)


def _set_in(index: DefinitionIndex, location: Location, rule: Rule) -> Iterator[Problem]:
    """The Acts of the sections that set a limit; the sections themselves need hold no rule."""
    named = [("conditions", i, c.set_in) for i, c in enumerate(rule.conditions)]
    named += [("gives", i, g.set_in) for i, g in enumerate(rule.gives)]
    for name, i, place in named:
        if place is not None and ":" in place:
            yield from unknown(index, location.at(name, i, "set_in"), "Act", RuleId.parse(place).act, index.acts)


def _savings(index: DefinitionIndex, location: Location, rule: Rule) -> Iterator[Problem]:
    """The earlier rule that goes on has to be on record, and to have ended by the day on which this one begins."""
    for i, saving in enumerate(rule.savings):
        place, start = location.at("savings", i), rule.in_force.start
        if saving.until is not None and saving.until <= start and not location.damaged("in_force"):
            message = f"the saving ends on {saving.until}, and the rule begins on {start}"
            yield place.at("until").problem("empty-saving", message, "a day after the rule begins, or null")
        if saving.earlier is None:
            continue
        yield from unknown(index, place.at("earlier"), "rule", saving.earlier, index.rules)
        versions = [value for _, value in index.rules.get(saving.earlier, ())]
        if versions and not any(v.in_force.end is not None and v.in_force.end <= start for v in versions):
            message = f"no version of {saving.earlier!r} had ended by {start}, when this rule begins"
            yield place.at("earlier").problem("saving-of-living-law", message, "a rule that had ended by then")


def _supports(
    index: DefinitionIndex, location: Location, supports: Supports, rules: Collection[str]
) -> Iterator[Problem]:
    wanted = (("kinds", "kind", supports.kinds, index.kinds), ("acts", "Act", supports.acts, index.acts))
    for name, what, ids, known in (*wanted, ("rules", "rule", supports.rules, rules)):
        for i, wanted_id in enumerate(ids or ()):
            yield from unknown(index, location.at(name, i), what, wanted_id, known)


def _change(
    index: DefinitionIndex, location: Location, change: ReformChange, rules: Collection[str]
) -> Iterator[Problem]:
    if change.repeal is not None:
        yield from unknown(index, location.at("repeal"), "rule", change.repeal, rules)
    if change.amend:
        yield from _amendment(index, location.at("amend"), change.amend, rules)
    if change.enact:
        yield from unknown(index, location.at("enact", "act"), "Act", change.enact.act, index.acts)
        yield from _rule(index, location.at("enact", "rule"), change.enact.rule, rules)
        yield from _savings(index, location.at("enact", "rule"), change.enact.rule)
    if change.lodge:
        place = location.at("lodge")
        yield from unknown(index, place.at("narrowing"), "narrowing", change.lodge.narrowing, index.narrowings)
        entries = index.narrowings.get(change.lodge.narrowing)
        narrowing = entries[0].value if entries else None
        facet = narrowing.facet if isinstance(narrowing, Narrowing) else None
        yield from concept_list(index, place.at("limit_to"), facet, change.lodge.limit_to or ())


def _amendment(
    index: DefinitionIndex, location: Location, amendment: Amendment, rules: Collection[str]
) -> Iterator[Problem]:
    yield from unknown(index, location.at("rule"), "rule", amendment.rule, rules)
    for i, dropped in enumerate(amendment.drop):
        place = location.at("drop", i)
        if len(dropped) != 1:
            wrong = (
                f"found {' and '.join(dropped)}" if dropped else "found none; the key 'facet' or 'exception' is missing"
            )
            yield place.problem("missing-key", wrong, "one entry for each, {facet: ...} or {exception: ...}")
        elif "facet" in dropped:
            yield from facet_reference(index, place.at("facet"), dropped["facet"])
    yield from conditions(index, location.at("add"), amendment.add)
    yield from gifts(index, location.at("give"), amendment.give)
