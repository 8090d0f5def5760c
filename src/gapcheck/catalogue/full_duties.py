"""Duties with everything that they inherit, and the duties that they follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.model.ids import DutyId
from gapcheck.model.treaty import BINDING, Allowed, ArticlesFile, Duty, Element, FullDuty
from gapcheck.natural_order import natural_key


def full_duties(files: tuple[ArticlesFile, ...]) -> Mapping[str, FullDuty]:
    """Every duty with what it inherits, by its full id (``budapest:16(2)``), in the order of these."""
    plain = {
        f"{f.instrument}:{d.id}": (f.instrument, a.article, d) for f in files for a in f.articles for d in a.duties
    }
    full: dict[str, FullDuty] = {}
    for key in sorted(plain, key=natural_key):
        _inherit(key, plain, full)
    for key, one in full.items():
        if one.duty.follows:
            full[key] = replace(one, follows=_followed(one, full))
    return FrozenMapping((key, full[key]) for key in sorted(full, key=natural_key))


def _inherit(key: str, plain: Mapping[str, tuple[str, str, Duty]], full: dict[str, FullDuty]) -> FullDuty:
    if key in full:
        return full[key]
    instrument, article, duty = plain[key]
    # A duty that describes a facet itself inherits nothing in that facet, neither element nor narrowing nor waiver.
    described = {e.facet for e in duty.elements}
    # Dictionaries in place of sets: two paths of inheritance give one element, and the order stays that of the file.
    elements = {_in_order(e): None for e in duty.elements}
    allows = [Allowed(f"{key}#{n.id}", n) for n in duty.allows]
    waives = [Allowed(f"{key}#{w.id}", w) for w in duty.waives]
    for other in duty.inherits:
        parent = _inherit(full_id(instrument, other), plain, full)
        elements.update((e, None) for e in parent.elements if e.facet not in described)
        allows += [a for a in parent.allows if a.value.facet not in described and a not in allows]
        waives += [w for w in parent.waives if not described & set(w.value.cells) and w not in waives]
    full[key] = FullDuty(
        instrument,
        article,
        duty,
        tuple(sorted(elements, key=_element_key)),
        tuple(sorted(allows, key=lambda a: a.key)),
        tuple(sorted(waives, key=lambda w: w.key)),
    )
    return full[key]


def _followed(one: FullDuty, full: Mapping[str, FullDuty]) -> tuple[FullDuty, ...]:
    """The duties that a duty follows: those it names, and the binding ones of the articles that it names."""
    named = {full_id(one.instrument, other) for other in one.duty.follows}
    found = {key for key in named if key in full}
    for key, other in full.items():
        binds = other.duty.force in BINDING and not other.duty.follows
        if binds and other.instrument == one.instrument and full_id(one.instrument, other.article) in named:
            found.add(key)
    return tuple(full[key] for key in sorted(found, key=natural_key))


def full_id(instrument: str, duty: str) -> str:
    """A duty id with its instrument; one that names its instrument already is left alone."""
    return str(DutyId.parse(duty, within=instrument))


def _in_order(element: Element) -> Element:
    """The element with its concepts in order, so that nothing depends on how they were listed."""
    listed = {
        name: tuple(sorted(set(concepts)))
        for name in ("every", "any")
        if (concepts := getattr(element, name)) is not None
    }
    # Results must not depend on the order in which a file lists concepts.
    return element.model_copy(update=listed)


def _element_key(element: Element) -> tuple[str, str]:
    return element.facet, element.model_dump_json()
