"""Maximum terms of imprisonment that disagree inside one section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.finding import LintFinding, on_rule
from gapcheck.model.law import Rule, RuleEntry
from gapcheck.model.quantity import Quantity
from gapcheck.wording.citation import Pinpoint


@dataclass(frozen=True)
class _Penalised:
    """A rule with the maximum terms that it gives."""

    entry: RuleEntry
    terms: tuple[Quantity, ...]

    @property
    def rule(self) -> Rule:
        return self.entry.rule


def lint_penalties(catalogue: Catalogue) -> Iterator[LintFinding]:
    """Offences that disagree with one another, or with the sanction of their section."""
    parts = catalogue.vocabulary.parts
    sections: dict[tuple[str, str], list[_Penalised]] = {}
    for entry in catalogue.rules:
        terms = tuple(g.quantity for g in entry.rule.gives if g.facet in parts.maximum_terms and g.quantity)
        if terms:
            sections.setdefault((entry.act.id, entry.section.section), []).append(_Penalised(entry, terms))
    for entries in sections.values():
        offences = [e for e in entries if e.rule.kind in parts.offences]
        sanctions = [e for e in entries if e.rule.kind in parts.sanctions]
        for number, offence in enumerate(offences):
            yield from _against_offences(catalogue, offence, offences[:number])
            for sanction in _differing(offence, sanctions, offences):
                message = (
                    f"the offence carries {_in_words(offence)}, the sanction {sanction.entry.key} {_in_words(sanction)}"
                )
                yield on_rule(catalogue, "sanction-differs", offence.entry, message, "the same maximum in both")
                # One sanction is enough to see that the section contradicts itself.
                break


def _against_offences(
    catalogue: Catalogue, offence: _Penalised, earlier: Sequence[_Penalised]
) -> Iterator[LintFinding]:
    for other in earlier:
        if _subsection(other) == _subsection(offence) and _meet(other, offence) and not _agree(other, offence):
            message = (
                f"the offence carries {_in_words(offence)}, {other.entry.key} in the same subsection {_in_words(other)}"
            )
            yield on_rule(catalogue, "penalty-differs", offence.entry, message, "one maximum for the subsection")
            return


def _differing(
    offence: _Penalised, sanctions: Sequence[_Penalised], offences: Sequence[_Penalised]
) -> list[_Penalised]:
    """The sanctions of an offence, if none of them fits it."""
    # Only what holds at the same time can contradict: a penalty that was raised has two rules.
    own = [s for s in _sanctions_for(offence, sanctions, offences) if _meet(s, offence)]
    for sanction in own:
        sharing = [o for o in offences if _meet(sanction, o) and sanction in _sanctions_for(o, sanctions, offences)]
        if _agree(sanction, offence) or _states_the_least(sanction, offence, sharing):
            return []
    return own


def _states_the_least(sanction: _Penalised, offence: _Penalised, sharing: Sequence[_Penalised]) -> bool:
    """Whether a sanction that several offences share gives the term of a lesser one, which this offence exceeds."""
    exceeded = any(a.at_least(b) for a in offence.terms for b in sanction.terms)
    return exceeded and any(_agree(sanction, other) for other in sharing)


def _sanctions_for(
    offence: _Penalised, sanctions: Sequence[_Penalised], offences: Sequence[_Penalised]
) -> list[_Penalised]:
    """The sanctions that the offence stands under: those at its own place, or else those in a subsection that has no
    offence.
    """
    own = [s for s in sanctions if _covers(s, offence)]
    return own or [s for s in sanctions if not any(_covers(s, other) for other in offences)]


def _covers(sanction: _Penalised, offence: _Penalised) -> bool:
    place, point = _pinpoint(sanction), _pinpoint(offence)
    return place is not None and point is not None and point.startswith(place)


def _pinpoint(entry: _Penalised) -> Pinpoint | None:
    """The place of a rule, without a suffix that tells apart rules of one provision."""
    return Pinpoint.leading(entry.rule.id)[0]


def _subsection(entry: _Penalised) -> Pinpoint | str:
    point = _pinpoint(entry)
    # The paragraphs of one subsection share the penalty that it states.
    return entry.rule.id if point is None else Pinpoint(point.label, point.parts[:1])


def _agree(one: _Penalised, other: _Penalised) -> bool:
    return any(a.at_least(b) and b.at_least(a) for a in one.terms for b in other.terms)


def _meet(one: _Penalised, other: _Penalised) -> bool:
    return one.rule.in_force.overlaps(other.rule.in_force)


def _in_words(entry: _Penalised) -> str:
    return " or ".join(str(term) for term in entry.terms)
