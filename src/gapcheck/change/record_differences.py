"""How two records of one rule, or of one duty, differ, in short phrases that name the facet."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

from gapcheck.explain.sentences import place
from gapcheck.model.law import Rule
from gapcheck.model.treaty import FullDuty

Name = Callable[[str], str]
"""The label of a facet, from its id."""


def rule_differences(old: Rule, new: Rule, name: Name) -> tuple[str, ...]:
    """What sets two records of a rule apart as far as a verdict can turn on it; nothing for notes, sources and dates.

    The order in which conditions, gifts, exceptions or their concepts are listed makes no difference.
    """
    return tuple(_rule(old, new, name))


def duty_differences(old: FullDuty, new: FullDuty, name: Name) -> tuple[str, ...]:
    """What sets two records of a duty apart, inherited elements, narrowings and waivers included."""
    return tuple(_duty(old, new, name))


def _rule(old: Rule, new: Rule, name: Name) -> Iterator[str]:
    if old.kind != new.kind:
        yield "its kind changed"
    yield from _told("condition as to", _conditions(old), _conditions(new), name)
    yield from _told("guarantee as to", _gifts(old), _gifts(new), name)
    yield from _told("exception in", _exceptions(old), _exceptions(new), place)
    if _supports(old) != _supports(new):
        yield "the rules that it supports changed"


def _duty(old: FullDuty, new: FullDuty, name: Name) -> Iterator[str]:
    if old.duty.kind != new.duty.kind:
        yield "its kind changed"
    if old.duty.force != new.duty.force:
        yield f"its force changed from {old.duty.force} to {new.duty.force}"
    yield from _told("element as to", _elements(old), _elements(new), name)
    yield from _told("permitted limit", _allowed(old), _allowed(new), str)


def _told(what: str, old: Mapping[str, Hashable], new: Mapping[str, Hashable], name: Name) -> Iterator[str]:
    for key in sorted(old.keys() | new.keys()):
        if key not in old:
            yield f"{what} {name(key)} added"
        elif key not in new:
            yield f"{what} {name(key)} dropped"
        elif old[key] != new[key]:
            yield f"{what} {name(key)} changed"


def _by_key(pairs: Iterable[tuple[str, Hashable]]) -> Mapping[str, Hashable]:
    found: dict[str, list[Hashable]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(sorted(values, key=repr)) for key, values in found.items()}


def _set(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


def _conditions(rule: Rule) -> Mapping[str, Hashable]:
    return _by_key((c.facet, (_set(c.any), _set(c.arguably))) for c in rule.conditions)


def _gifts(rule: Rule) -> Mapping[str, Hashable]:
    return _by_key((g.facet, (_set(g.concepts), _set(g.arguably), str(g.quantity))) for g in rule.gives)


def _exceptions(rule: Rule) -> Mapping[str, Hashable]:
    return _by_key((x.section, (x.effect, x.facet, _set(x.concepts))) for x in rule.exceptions)


def _supports(rule: Rule) -> Hashable:
    keys = rule.supports
    return (
        None
        if keys is None
        else tuple(None if found is None else _set(found) for found in (keys.kinds, keys.acts, keys.rules))
    )


def _elements(full: FullDuty) -> Mapping[str, Hashable]:
    return _by_key((e.facet, (_set(e.every or ()), _set(e.any or ()), e.bound)) for e in full.elements)


def _allowed(full: FullDuty) -> Mapping[str, Hashable]:
    narrowings: dict[str, Hashable] = {}
    for allowed in full.allows:
        n = allowed.value
        listed = tuple(None if found is None else _set(found) for found in (n.limit_to, n.exclude))
        narrowings[allowed.key] = (n.facet, listed, n.how)
    for waiver in full.waives:
        cells = tuple((facet, _set(found)) for facet, found in sorted(waiver.value.cells.items()))
        narrowings[waiver.key] = (cells, waiver.value.how)
    return narrowings
