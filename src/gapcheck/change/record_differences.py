"""How two records of one rule, or of one duty, differ, as values; ``difference_phrases`` puts them in words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from gapcheck.model.law import Rule
from gapcheck.model.treaty import FullDuty

FacetLabel = Callable[[str], str]
"""The label of a facet, from its id."""

Part = Literal[
    "kind", "force", "follows", "condition", "guarantee", "exception", "supports", "element", "permitted limit"
]


@dataclass(frozen=True)
class RecordDifference:
    """One part of a record that the other record lacks, or holds in another form.

    ``name`` tells which part of that sort: the label of a facet, the section of an exception, the id of a permitted
    limit. ``old`` and ``new`` are the two forms where they are short enough to be said (the force of a duty).
    """

    part: Part
    how: Literal["added", "dropped", "changed"]
    name: str = ""
    old: str = ""
    new: str = ""


def rule_differences(old: Rule, new: Rule, label: FacetLabel) -> tuple[RecordDifference, ...]:
    """What sets two records of a rule apart as far as a verdict can turn on it; nothing for notes, sources and dates.

    The order in which conditions, gifts, exceptions or their concepts are listed makes no difference.
    """
    return tuple(_rule(old, new, label))


def duty_differences(old: FullDuty, new: FullDuty, label: FacetLabel) -> tuple[RecordDifference, ...]:
    """What sets two records of a duty apart, inherited elements, narrowings and waivers included."""
    return tuple(_duty(old, new, label))


def _rule(old: Rule, new: Rule, label: FacetLabel) -> Iterator[RecordDifference]:
    if old.kind != new.kind:
        yield RecordDifference("kind", "changed")
    yield from _parts("condition", _conditions(old), _conditions(new), label)
    yield from _parts("guarantee", _gifts(old), _gifts(new), label)
    yield from _parts("exception", _exceptions(old), _exceptions(new), str)
    if _supports(old) != _supports(new):
        yield RecordDifference("supports", "changed")


def _duty(old: FullDuty, new: FullDuty, label: FacetLabel) -> Iterator[RecordDifference]:
    if old.duty.kind != new.duty.kind:
        yield RecordDifference("kind", "changed")
    if old.duty.force != new.duty.force:
        yield RecordDifference("force", "changed", old=old.duty.force, new=new.duty.force)
    if set(old.duty.follows) != set(new.duty.follows):
        yield RecordDifference("follows", "changed")
    yield from _parts("element", _elements(old), _elements(new), label)
    yield from _parts("permitted limit", _allowed(old), _allowed(new), str)


def _parts(
    part: Part, old: Mapping[str, Hashable], new: Mapping[str, Hashable], label: FacetLabel
) -> Iterator[RecordDifference]:
    # Sorted, since sets of keys come in another order in each process (hashes of strings are seeded).
    for key in sorted(old.keys() | new.keys()):
        if key not in old:
            yield RecordDifference(part, "added", label(key))
        elif key not in new:
            yield RecordDifference(part, "dropped", label(key))
        elif old[key] != new[key]:
            yield RecordDifference(part, "changed", label(key))


def _by_key(pairs: Iterable[tuple[str, Hashable]]) -> Mapping[str, Hashable]:
    values_by_key: dict[str, list[Hashable]] = {}
    for key, value in pairs:
        values_by_key.setdefault(key, []).append(value)
    # A rule may have several conditions in one facet; values of different shapes have no order but that of their repr.
    return {key: tuple(sorted(values, key=repr)) for key, values in values_by_key.items()}


def _set(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


def _set_or_none(ids: Iterable[str] | None) -> tuple[str, ...] | None:
    # A list that is absent says something else than an empty one: supporters of any Act, not of none.
    return None if ids is None else _set(ids)


def _conditions(rule: Rule) -> Mapping[str, Hashable]:
    return _by_key((c.facet, (_set(c.any), _set(c.arguably))) for c in rule.conditions)


def _gifts(rule: Rule) -> Mapping[str, Hashable]:
    return _by_key((g.facet, (_set(g.concepts), _set(g.arguably), str(g.quantity))) for g in rule.gives)


def _exceptions(rule: Rule) -> Mapping[str, Hashable]:
    return _by_key((x.section, (x.effect, x.facet, _set(x.concepts))) for x in rule.exceptions)


def _supports(rule: Rule) -> Hashable:
    keys = rule.supports
    return None if keys is None else tuple(_set_or_none(ids) for ids in (keys.kinds, keys.acts, keys.rules))


def _elements(full: FullDuty) -> Mapping[str, Hashable]:
    return _by_key((e.facet, (_set(e.every or ()), _set(e.any or ()), e.bound)) for e in full.elements)


def _allowed(full: FullDuty) -> Mapping[str, Hashable]:
    options: dict[str, Hashable] = {}
    for allowed in full.allows:
        narrowing = allowed.value
        lists = tuple(_set_or_none(ids) for ids in (narrowing.limit_to, narrowing.exclude))
        options[allowed.key] = (narrowing.facet, lists, narrowing.how)
    for waiver in full.waives:
        cells = tuple((facet, _set(concepts)) for facet, concepts in sorted(waiver.value.cells.items()))
        options[waiver.key] = (cells, waiver.value.how)
    return options
