"""Maximum terms of imprisonment that disagree inside one section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.finding import LintFinding, on_rule
from gapcheck.model.law import RuleEntry
from gapcheck.model.quantity import Quantity
from gapcheck.wording.citation import Pinpoint

MAXIMUM = "max-imprisonment"


def lint_penalties(catalogue: Catalogue) -> Iterator[LintFinding]:
    """Offences that disagree with one another, or with the sanction of their section."""
    sections: dict[tuple[str, str], list[RuleEntry]] = {}
    for entry in catalogue.rules:
        if _terms(entry):
            sections.setdefault((entry.act.id, entry.section.section), []).append(entry)
    for entries in sections.values():
        offences = [e for e in entries if e.rule.kind == "offence"]
        sanctions = [e for e in entries if e.rule.kind == "sanction"]
        for number, offence in enumerate(offences):
            yield from _against_offences(catalogue, offence, offences[:number])
            for sanction in _differing(offence, sanctions, offences):
                message = f"the offence carries {_told(offence)}, the sanction {sanction.key} {_told(sanction)}"
                yield on_rule(catalogue, "sanction-differs", offence, message, "the same maximum in both")
                break


def _against_offences(catalogue: Catalogue, offence: RuleEntry, earlier: Sequence[RuleEntry]) -> Iterator[LintFinding]:
    for other in earlier:
        if _subsection(other) == _subsection(offence) and _meet(other, offence) and not _agree(other, offence):
            message = f"the offence carries {_told(offence)}, {other.key} in the same subsection {_told(other)}"
            yield on_rule(catalogue, "penalty-differs", offence, message, "one maximum for the subsection")
            return


def _differing(offence: RuleEntry, sanctions: Sequence[RuleEntry], offences: Sequence[RuleEntry]) -> list[RuleEntry]:
    """The sanctions of an offence, if none of them fits it."""
    own = [s for s in _sanctions_for(offence, sanctions, offences) if _meet(s, offence)]
    for sanction in own:
        sharing = [o for o in offences if _meet(sanction, o) and sanction in _sanctions_for(o, sanctions, offences)]
        if _agree(sanction, offence) or _states_the_least(sanction, offence, sharing):
            return []
    return own


def _states_the_least(sanction: RuleEntry, offence: RuleEntry, sharing: Sequence[RuleEntry]) -> bool:
    """Whether a sanction that several offences share gives the term of a lesser one, which this offence exceeds."""
    exceeded = any(a.at_least(b) for a in _terms(offence) for b in _terms(sanction))
    return exceeded and any(_agree(sanction, other) for other in sharing)


def _sanctions_for(
    offence: RuleEntry, sanctions: Sequence[RuleEntry], offences: Sequence[RuleEntry]
) -> list[RuleEntry]:
    """The sanctions that the offence stands under: those at its own place, or else those in a subsection that has no
    offence.
    """
    own = [s for s in sanctions if _covers(s, offence)]
    return own or [s for s in sanctions if not any(_covers(s, other) for other in offences)]


def _covers(sanction: RuleEntry, offence: RuleEntry) -> bool:
    place, point = _pinpoint(sanction), _pinpoint(offence)
    return place is not None and point is not None and point.startswith(place)


def _pinpoint(entry: RuleEntry) -> Pinpoint | None:
    """The place of a rule, without a suffix that tells apart rules of one provision."""
    return Pinpoint.leading(entry.rule.id)[0]


def _subsection(entry: RuleEntry) -> Pinpoint | str:
    point = _pinpoint(entry)
    return entry.rule.id if point is None else Pinpoint(point.label, point.parts[:1])


def _terms(entry: RuleEntry) -> tuple[Quantity, ...]:
    return tuple(gift.quantity for gift in entry.rule.gives if gift.facet == MAXIMUM and gift.quantity)


def _agree(one: RuleEntry, other: RuleEntry) -> bool:
    return any(a.at_least(b) and b.at_least(a) for a in _terms(one) for b in _terms(other))


def _meet(one: RuleEntry, other: RuleEntry) -> bool:
    return one.rule.in_force.overlaps(other.rule.in_force)


def _told(entry: RuleEntry) -> str:
    return " or ".join(str(term) for term in _terms(entry))
