"""Duties of a treaty acting as rules, so that another instrument can be held against them.

A negotiating mandate is answered by the text that was adopted, not by the State law: what the text asks of States in
a duty is what it offers to an item of the mandate. A duty offers the situations that it describes (scope) and what it
makes States deliver (guarantees); a quantity is a bound, which says nothing in the other direction. Where a duty is
content with one of several concepts (``any``), which of them a State chooses is open, so each is only arguably offered;
an item that all of them answer is met all the same. A permission, a limit or a definition offers what its elements say,
if it has any; a statement of policy offers nothing.

Two treaties are compared by the least that the first makes a State do: there only its binding duties act as rules, and
what it lets a State leave out is weighed as well (see :mod:`gapcheck.engine.text_coverage`).
"""

from __future__ import annotations

from datetime import date

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.model.base import Interval
from gapcheck.model.law import Act, Bound, Condition, Gift, Offer, Rule, RuleEntry, Section
from gapcheck.model.treaty import BINDING, Element, FullDuty, Instrument


def treaty_rules(catalogue: Catalogue, instrument: str, *, least: bool = False) -> tuple[RuleEntry, ...]:
    """The duties of an instrument as rules, from the day its text was adopted (or opened for signature) on.

    A text that was never adopted offers nothing. With ``least``, texts are compared whatever became of them: only the
    duties that bind act as rules, and they do so on every day. Raises ``UnknownIdError`` for an unknown instrument.
    """
    treaty = catalogue.instrument(instrument)
    start = date.min if least else treaty.adopted or treaty.opened
    if start is None:
        return ()
    headings = {a.article: a.heading for a in catalogue.articles(instrument)}
    duties = [
        f
        for f in catalogue.duties.values()
        if f.instrument == instrument and f.elements and f.duty.force != "statement"
    ]
    if least:
        duties = [f for f in duties if f.duty.force in BINDING]
    entries = [_entry(catalogue, treaty, headings[f.article], f, start) for f in duties]
    return tuple(sorted(entries, key=lambda e: e.order))


def _entry(catalogue: Catalogue, treaty: Instrument, heading: str, full: FullDuty, start: date) -> RuleEntry:
    words, duty = catalogue.vocabulary, full.duty
    rule = Rule(
        id=duty.id,
        kind=duty.kind,
        text=duty.text,
        in_force=Interval(start=start),
        source=duty.source,
        note=duty.note,
    )
    # A copy is not validated again: a rule in a file could not have a condition that names no concept for sure.
    # What is there only so that rules can be compared is no condition of the treaty, and promises nothing.
    stated = [e for e in full.elements if e.stated]
    conditions = tuple(_condition(e) for e in stated if words.is_scope(e.facet))
    gives = tuple(_gift(e) for e in stated if not words.is_scope(e.facet))
    rule = rule.model_copy(update={"conditions": conditions, "gives": gives})
    section = Section(section=full.article, heading=heading, rules=(rule,))
    return RuleEntry(Act(id=treaty.id, title=treaty.short_title, url=treaty.url), section, rule, treaty)


def _condition(element: Element) -> Condition:
    if _sure(element):
        return Condition(facet=element.facet, any=element.concepts)
    # No concept is sure; a condition in a file has to name one, this one does not.
    return Condition.model_construct(facet=element.facet, any=(), arguably=element.concepts)


def _gift(element: Element) -> Gift:
    if quantity := element.at_least or element.at_most:
        bound: Bound = "at_most" if element.at_least is None else "at_least"
        return Offer(facet=element.facet, amount=quantity.amount, unit=quantity.unit, bound=bound)
    if _sure(element):
        return Gift(facet=element.facet, concepts=element.concepts)
    return Offer(facet=element.facet, arguably=element.concepts)


def _sure(element: Element) -> bool:
    """Whether a State has to reach every concept listed."""
    return element.every is not None or len(element.concepts) == 1
