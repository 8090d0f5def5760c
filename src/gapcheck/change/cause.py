"""The cause of a change, as values: rules, declarations, surveys and records that differ between two sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gapcheck.change.record_differences import RecordDifference
from gapcheck.model.law import Reform, RuleEntry
from gapcheck.model.position import Exercise
from gapcheck.model.question import View
from gapcheck.wording.citation import cite_rule

SideName = Literal["first", "second"]
RuleReason = Literal["first_reform", "second_reform", "data", "start", "end"]


@dataclass(frozen=True)
class RuleChange:
    """A rule that only one side has (``before`` or ``after``), or that both have in different forms, and why.

    ``reason``: ``first_reform`` or ``second_reform`` where the reform laid over that side makes the difference,
    ``data`` where the two versions of the data record the law differently, ``start`` or ``end`` where the rule, or this
    form of it, began or ended between the two days. ``by`` names what brought that about (an amending Act, a reform);
    ``day`` is the day for which a rule is on record on one side only, or on which it was still or not yet in force.
    """

    before: RuleEntry | None
    after: RuleEntry | None
    reason: RuleReason
    by: str | None = None
    reform: Reform | None = None
    day: date | None = None
    differences: tuple[RecordDifference, ...] = ()

    @property
    def entry(self) -> RuleEntry:
        """The rule as the second side has it, or else the first."""
        entry = self.after or self.before
        assert entry is not None, "a rule that neither side has cannot have changed"
        return entry


@dataclass(frozen=True)
class ExerciseChange:
    """A declaration or reservation that is in play on one side only: on the second if ``in_play``.

    ``how`` and ``under`` are those of the narrowing or waiver that it exercises. ``reason``: ``date`` (it was made
    between the two days), ``reform`` (a reform lodges it), ``data`` (one version of the data does not record it).
    """

    exercise: Exercise
    how: str
    under: str | None
    in_play: bool
    reason: Literal["date", "reform", "data"]
    reform: Reform | None = None


@dataclass(frozen=True)
class SurveyChange:
    """A survey of the law for a duty that reaches the day of one side only. ``same_data``: whether both sides rest on
    the same data.
    """

    surveyed: date
    not_surveyed: date
    same_data: bool


@dataclass(frozen=True)
class DutyOnOneSide:
    """A duty that only one version of the data holds."""

    duty: str
    side: SideName


@dataclass(frozen=True)
class DutyRecordChange:
    """How the two versions of the data differ on a duty."""

    duty: str
    differences: tuple[RecordDifference, ...]


@dataclass(frozen=True)
class VocabularyChange:
    """Concepts (their labels) that the two versions of the data place differently in the vocabulary."""

    concepts: tuple[str, ...]


@dataclass(frozen=True)
class ViewChange:
    """A question that the two versions of the data answer otherwise; ``None`` for the one that does not ask it."""

    title: str
    before: View | None
    after: View | None


@dataclass(frozen=True)
class ReadingChange:
    """Points that the reading settles otherwise in the second version of the data."""

    title: str
    points: tuple[str, ...]


OtherCause = SurveyChange | DutyOnOneSide | DutyRecordChange | VocabularyChange | ViewChange | ReadingChange


@dataclass(frozen=True)
class Cause:
    """Why a duty or article stands differently: rules, declarations and reservations, and whatever else differs."""

    rules: tuple[RuleChange, ...] = ()
    exercises: tuple[ExerciseChange, ...] = ()
    others: tuple[OtherCause, ...] = ()

    @property
    def added(self) -> tuple[str, ...]:
        """The provisions that only the second side has, or has in another form, as citations."""
        return tuple(dict.fromkeys(cite_rule(c.after) for c in self.rules if c.after))

    @property
    def removed(self) -> tuple[str, ...]:
        """The provisions that only the first side has, or has in another form, as citations."""
        return tuple(dict.fromkeys(cite_rule(c.before) for c in self.rules if c.before))


def merged(causes: Iterable[Cause]) -> Cause:
    """Several causes as one, each thing once."""
    every = list(causes)
    rules = {(c.before and c.before.identity, c.after and c.after.identity): c for one in every for c in one.rules}
    exercises = dict.fromkeys(x for one in every for x in one.exercises)
    return Cause(tuple(rules.values()), tuple(exercises), tuple(dict.fromkeys(o for one in every for o in one.others)))
