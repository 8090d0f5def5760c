"""What is defined, but used by nothing: rules, concepts, facets and kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.finding import LintFinding, finding
from gapcheck.lint.inventory import unused_rules
from gapcheck.model.law import Change, Exception_, Rule
from gapcheck.model.treaty import Duty
from gapcheck.model.vocabulary import Vocabulary

Mention = tuple[str | None, Iterable[str]]
"""A facet (unless it goes without saying) and the concepts that are named in it."""


def lint_usage(catalogue: Catalogue) -> Iterator[LintFinding]:
    """Rules that no duty uses, and words of the vocabulary that nothing is described in."""
    for key in unused_rules(catalogue):
        message = "the rule reaches no duty that is judged, and supports no rule that does"
        yield finding(
            catalogue, "unused-rule", key, message, "a duty that it answers, or conditions in the words of one"
        )
    kinds = _kinds(catalogue)
    for kind in catalogue.vocabulary.kinds.keys() - kinds:
        message = f"no duty and no rule is of the kind {kind!r}"
        yield finding(catalogue, "unused-kind", f"kind:{kind}", message, "a duty or rule of that kind")
    yield from _words(catalogue, kinds)


def _words(catalogue: Catalogue, kinds: set[str]) -> Iterator[LintFinding]:
    """The facets, and the concepts of other facets, in which nothing is described."""
    words, mentions = catalogue.vocabulary, list(_mentions(catalogue))
    concepts = words.concepts.keys() & {concept for _, named in mentions for concept in named}
    facets = {facet for facet, _ in mentions} | {words.concepts[concept].facet for concept in concepts}
    facets |= {words.kinds[kind].anchor for kind in kinds if kind in words.kinds}
    for facet in words.facets.keys() - facets:
        message = f"nothing is described in the facet {facet!r}"
        yield finding(catalogue, "unused-facet", f"facet:{facet}", message, "an element, condition or gift in it")
    for concept in _idle(words, concepts):
        if words.concepts[concept].facet in facets:
            message = f"nothing uses the concept {concept!r}, and it links no two that are used"
            yield finding(
                catalogue,
                "unused-concept",
                f"concept:{concept}",
                message,
                "an element, condition or gift that names it",
            )


def _kinds(catalogue: Catalogue) -> set[str]:
    enacted = {change.enact.rule.kind for change in _changes(catalogue) if change.enact}
    return enacted | {d.duty.kind for d in catalogue.duties.values()} | {e.rule.kind for e in catalogue.rules}


def _changes(catalogue: Catalogue) -> Iterator[Change]:
    return chain.from_iterable(file.changes for file in catalogue.contents.reforms)


def _mentions(catalogue: Catalogue) -> Iterator[Mention]:
    for full in catalogue.duties.values():
        yield from _of_duty(full.duty)
    for entry in catalogue.rules:
        yield from _of_rule(entry.rule)
    for change in _changes(catalogue):
        yield from _of_change(change)
    for position in catalogue.positions.values():
        yield from ((None, exercise.limit_to or ()) for exercise in position.exercised)


def _of_duty(duty: Duty) -> Iterator[Mention]:
    yield from ((element.facet, element.concepts) for element in duty.elements)
    yield from ((narrowing.facet, narrowing.limit_to or narrowing.exclude or ()) for narrowing in duty.allows)
    for waiver in duty.waives:
        yield from waiver.cells.items()
    yield from ((bracket.facet, ()) for bracket in duty.brackets)


def _of_rule(rule: Rule) -> Iterator[Mention]:
    yield from ((condition.facet, (*condition.any, *condition.arguably)) for condition in rule.conditions)
    yield from ((gift.facet, (*gift.concepts, *gift.arguably)) for gift in rule.gives)
    yield from _of_exceptions(rule.exceptions)


def _of_exceptions(exceptions: Iterable[Exception_]) -> Iterator[Mention]:
    return ((exception.facet, exception.concepts) for exception in exceptions)


def _of_change(change: Change) -> Iterator[Mention]:
    if change.enact:
        yield from _of_rule(change.enact.rule)
    if change.amend:
        yield from ((dropped.get("facet"), ()) for dropped in change.amend.drop)
        yield from ((condition.facet, (*condition.any, *condition.arguably)) for condition in change.amend.add)
        yield from ((gift.facet, (*gift.concepts, *gift.arguably)) for gift in change.amend.give)


def _idle(words: Vocabulary, used: set[str]) -> Iterator[str]:
    """The concepts that are not used and do not link two that are.

    A concept links a used one above it with a used one below it, two used ones below it (as their common heading), or
    two above it (which it makes overlap); one of two that is within the other needs no link.
    """
    for concept in words.concepts.keys() - used:
        above = {other for other in used if words.within(concept, other)}
        below = {other for other in used if words.within(other, concept)}
        if not (above and below) and _chain(words, above) and _chain(words, below):
            yield concept


def _chain(words: Vocabulary, concepts: set[str]) -> bool:
    """Whether of any two of the concepts one is within the other."""
    return all(words.within(a, b) or words.within(b, a) for a in concepts for b in concepts)
