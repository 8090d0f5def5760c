"""Checks of domestic law: Acts, rules over time, and reforms."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from gapcheck.catalogue.checks.index import Entry, Index, Spot
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
from gapcheck.model.law import Amendment, Change, ReformFile, Rule, Supports
from gapcheck.model.treaty import Narrowing


def check_law(index: Index) -> Iterator[Problem]:
    """The problems of Acts and their rules."""
    yield from duplicates("Act", index.acts)
    for acts in index.acts.values():
        for act_at, act in acts:
            yield from web_address(act_at.at("url"), act.url)
    for key, entries in index.rules.items():
        yield from _overlaps(key, entries)
        for spot, rule in entries:
            yield from _rule(index, spot, rule, index.rules.keys())


def check_reforms(index: Index) -> Iterator[Problem]:
    """The problems of reforms."""
    yield from duplicates("reform", index.reforms)
    for spot, file in index.of(ReformFile):
        enacted = {f"{c.enact.act}:{c.enact.rule.id}" for c in file.changes if c.enact}
        for i, change in enumerate(file.changes):
            yield from _change(index, spot.at("changes", i), change, index.rules.keys() | enacted)


def check_verification(index: Index) -> Iterator[Problem]:
    """The problems of what was found in official texts: rules that do not exist, and rules listed twice."""
    for spot, file in index.of(VerificationFile):
        seen: set[tuple[str, date]] = set()
        for i, record in enumerate(file.verification):
            place = spot.at("verification", i)
            yield from unknown(index, place.at("rule"), "rule", record.rule, index.rules)
            if (record.rule, record.start) in seen:
                message = f"{record.rule!r} from {record.start} is listed twice"
                yield place.problem("duplicate-verification", message, "one entry with everything that was found")
            seen.add((record.rule, record.start))


def _overlaps(key: str, entries: list[Entry[Rule]]) -> Iterator[Problem]:
    for i, (spot, rule) in enumerate(entries):
        for earlier, other in entries[:i]:
            if spot.damaged("in_force") or earlier.damaged("in_force"):
                continue
            if rule.in_force.overlaps(other.in_force):
                held = f"{_days(rule.in_force)}, and {_days(other.in_force)} at {earlier}"
                message = f"two rules with the id {key!r} hold at the same time: {held}"
                yield spot.at("in_force").problem(
                    "overlapping-rules", message, "intervals that do not overlap, or another id"
                )
                break


def _days(interval: Interval) -> str:
    return f"from {interval.start} to {interval.end}" if interval.end else f"from {interval.start} on"


def _rule(index: Index, spot: Spot, rule: Rule, rules: Collection[str]) -> Iterator[Problem]:
    yield from unknown(index, spot.at("kind"), "kind", rule.kind, index.kinds)
    yield from conditions(index, spot.at("conditions"), rule.conditions)
    yield from gifts(index, spot.at("gives"), rule.gives)
    if rule.supports:
        yield from _supports(index, spot.at("supports"), rule.supports, rules)
    sections: dict[str, int] = {}
    for i, exception in enumerate(rule.exceptions):
        place = spot.at("exceptions", i)
        if sections.setdefault(exception.section, i) != i:
            message = f"two exceptions of one rule in {exception.section!r}; their arguable points would share a name"
            yield place.at("section").problem("duplicate-exception", message, "one exception for each section")
        if exception.facet is not None:
            yield from facet_reference(index, place.at("facet"), exception.facet)
            yield from concept_list(index, place.at("concepts"), exception.facet, exception.concepts)


def _supports(index: Index, spot: Spot, supports: Supports, rules: Collection[str]) -> Iterator[Problem]:
    wanted = (("kinds", "kind", supports.kinds, index.kinds), ("acts", "Act", supports.acts, index.acts))
    for name, what, ids, known in (*wanted, ("rules", "rule", supports.rules, rules)):
        for i, wanted_id in enumerate(ids or ()):
            yield from unknown(index, spot.at(name, i), what, wanted_id, known)


def _change(index: Index, spot: Spot, change: Change, rules: Collection[str]) -> Iterator[Problem]:
    if change.repeal is not None:
        yield from unknown(index, spot.at("repeal"), "rule", change.repeal, rules)
    if change.amend:
        yield from _amendment(index, spot.at("amend"), change.amend, rules)
    if change.enact:
        yield from unknown(index, spot.at("enact", "act"), "Act", change.enact.act, index.acts)
        yield from _rule(index, spot.at("enact", "rule"), change.enact.rule, rules)
    if change.lodge:
        place = spot.at("lodge")
        yield from unknown(index, place.at("narrowing"), "narrowing", change.lodge.narrowing, index.narrowings)
        found = index.narrowings.get(change.lodge.narrowing)
        narrowing = found[0].value if found else None
        facet = narrowing.facet if isinstance(narrowing, Narrowing) else None
        yield from concept_list(index, place.at("limit_to"), facet, change.lodge.limit_to or ())


def _amendment(index: Index, spot: Spot, amendment: Amendment, rules: Collection[str]) -> Iterator[Problem]:
    yield from unknown(index, spot.at("rule"), "rule", amendment.rule, rules)
    for i, dropped in enumerate(amendment.drop):
        place = spot.at("drop", i)
        if len(dropped) != 1:
            wrong = (
                f"found {' and '.join(dropped)}" if dropped else "found none; the key 'facet' or 'exception' is missing"
            )
            yield place.problem("missing-key", wrong, "one entry for each, {facet: ...} or {exception: ...}")
        elif "facet" in dropped:
            yield from facet_reference(index, place.at("facet"), dropped["facet"])
    yield from conditions(index, spot.at("add"), amendment.add)
    yield from gifts(index, spot.at("give"), amendment.give)
