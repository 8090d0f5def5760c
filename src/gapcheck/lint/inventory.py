"""What a catalogue holds, how far its sources were checked, and what in it is still idle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import get_args

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.sources import QUESTIONS, READINGS, sourced_items
from gapcheck.catalogue.text_age import text_ages
from gapcheck.engine.coverage import Coverage, supports
from gapcheck.engine.opinion import Positions
from gapcheck.model.base import Checked
from gapcheck.model.law import RuleEntry
from gapcheck.model.question import Nature, Strength, View
from gapcheck.model.treaty import JUDGED


@dataclass(frozen=True)
class Inventory:
    """The counts of a catalogue, the duties that nobody has surveyed, and the rules that no duty uses.

    ``verified_statutes`` counts the verified sources of rules in force on the day up to which the law was looked
    through by the age of the text on that day; ``None`` where the catalogue names no such day.
    """

    version: str
    instruments: int
    articles: int
    duties: int
    acts: int
    rules: int
    reforms: int
    readings: int
    verified: int
    secondary: int
    unverified: int
    verified_statutes: Mapping[str, object] | None
    questions: int
    questions_by_nature: Mapping[str, int]
    questions_by_view: Mapping[str, int]
    questions_by_strength: Mapping[str, int]
    duties_without_survey: tuple[str, ...]
    unused_rules: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """The inventory as plain values."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def take_inventory(catalogue: Catalogue) -> Inventory:
    """Count what a catalogue holds. Only duties that are judged need a survey."""
    total = _count("", [source.checked for item in sourced_items(catalogue) for source in item.sources])
    duties, questions = catalogue.duties, catalogue.questions.values()
    return Inventory(
        version=catalogue.version,
        instruments=len(catalogue.instruments),
        articles=sum(len(catalogue.articles(i)) for i in catalogue.instruments),
        duties=len(duties),
        acts=len(catalogue.acts.keys() - catalogue.practice),
        rules=len(catalogue.rules),
        reforms=len(catalogue.reforms),
        readings=len(catalogue.readings),
        verified=total.verified,
        secondary=total.secondary,
        unverified=total.unverified,
        verified_statutes=_verified_by_age(catalogue),
        questions=len(questions),
        questions_by_nature=_counts(get_args(Nature), [q.nature for q in questions]),
        questions_by_view=_counts(get_args(View), [q.view for q in questions]),
        questions_by_strength=_counts(get_args(Strength), [q.strength for q in questions]),
        duties_without_survey=tuple(k for k, d in duties.items() if d.duty.force in JUDGED and d.duty.survey is None),
        unused_rules=unused_rules(catalogue),
    )


def _verified_by_age(catalogue: Catalogue) -> Mapping[str, object] | None:
    known = catalogue.law_known_to
    if known is None:
        return None
    ages = text_ages(catalogue.rules, known)
    return {"day": known.isoformat(), "recent": ages.recent, "older": ages.older, "undated": ages.undated}


@dataclass(frozen=True)
class SourceCount:
    """How far the sources of one instrument, Act or register were checked."""

    owner: str
    verified: int
    secondary: int
    unverified: int


def count_sources(catalogue: Catalogue) -> tuple[SourceCount, ...]:
    """The sources by what they are about: instruments (with the State's positions), then Acts, questions and
    readings.
    """
    checked: dict[str, list[Checked]] = {}
    for item in sourced_items(catalogue):
        checked.setdefault(item.owner, []).extend(source.checked for source in item.sources)
    owners = [*catalogue.instruments, *catalogue.acts, QUESTIONS, READINGS]
    return tuple(_count(owner, checked[owner]) for owner in owners if checked.get(owner))


def _counts(names: Sequence[str], found: Sequence[str | None]) -> Mapping[str, int]:
    """How often each name occurs; an open question has no strength, and is counted under none."""
    return {name: found.count(name) for name in names}


def _count(owner: str, checked: Sequence[Checked]) -> SourceCount:
    return SourceCount(owner, checked.count("verified"), checked.count("secondary"), checked.count("unverified"))


def unused_rules(catalogue: Catalogue) -> tuple[str, ...]:
    """The ids of rules that reach no cell of any duty in any of their intervals, and support no rule that does."""
    # Without positions: a rule is of use if it reaches a duty, whatever was reserved.
    coverage = Coverage(catalogue.vocabulary, catalogue.rules, Positions())
    answered = {
        i.id for i in catalogue.instruments.values() if i.answered_by
    }  # by a treaty text, not by New Zealand law
    judged = (d for d in catalogue.duties.values() if d.duty.force in JUDGED and d.instrument not in answered)
    # By identity: rules of several intervals share an id, and one of them may be idle.
    used = {entry.identity for duty in judged for entry in coverage.reached_by(duty)}
    receivers = [e for e in catalogue.rules if e.identity in used]
    busy = {e.key for e in catalogue.rules if e.identity in used or _supports_any(e, receivers)}
    return tuple(dict.fromkeys(e.key for e in catalogue.rules if e.key not in busy))


def _supports_any(giver: RuleEntry, receivers: Iterable[RuleEntry]) -> bool:
    return any(supports(giver, r) and giver.rule.in_force.overlaps(r.rule.in_force) for r in receivers)
