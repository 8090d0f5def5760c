"""What other days bring for a duty: rules that are not yet in force, and rules that are no longer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Outcome
from gapcheck.engine.other_dates import Better, no_longer, not_yet
from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.explain import duty_sentences as say
from gapcheck.explain.cell_groups import describe
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.wording.citation import cite_rule, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.rules import holding, starting
from gapcheck.wording.running_text import provisions
from gapcheck.wording.words import join

ANSWERING: frozenset[str] = frozenset({"covers", "covers_by_position", say.LIKELY})
"""The results of a rule of another day with which it would answer what it reaches."""


@dataclass(frozen=True)
class ComingProvision:
    """A provision that starts after the day, from when, and whether it would answer what it reaches."""

    cited: str
    when: str
    answers: bool


def told_together(coming: Iterable[ComingProvision]) -> Iterator[str]:
    """Provisions in few words, those that start together in one sentence, whatever duties of an article they are for.

    One that answers one duty and not another is said to leave something out in part.
    """
    found: dict[str, dict[str, set[bool]]] = {}
    for provision in coming:
        found.setdefault(provision.when, {}).setdefault(provision.cited, set()).add(provision.answers)
    told = [(*_extent(cited.values()), when, list(cited)) for when, cited in found.items()]
    for _, left_out, when, cited in sorted(told, key=lambda item: item[0]):
        many = len(cited) > 1
        since = when.replace("which was not yet", "which were not yet") if many else when
        yield say.comes(provisions(cited), since, left_out=left_out, many=many)


def _extent(answers: Iterable[set[bool]]) -> tuple[int, Literal["", "part", "all"]]:
    """How much is left out, and the place of the sentence among others: what answers comes first."""
    every = set().union(*answers)
    if every == {True}:
        return 0, ""
    return (2, "all") if every == {False} else (1, "part")


@dataclass(frozen=True, eq=False)
class OtherDays:
    """The sentences about rules of other days that reach a duty better than anything on the day."""

    writer: SentenceWriter
    duty: DutyResult

    @property
    def _assessment(self) -> InstrumentResult:
        return self.writer.assessment

    def future(self) -> Iterator[str]:
        """Rules that start after the day and would reach the duty better, and what they would leave short."""
        if self.duty.status == "no_duty":
            return
        for better in not_yet(self._assessment, self.duty):
            entry, when = better.entry, self._when(better)
            effect = self._effect(better, say.would(_result(better), self._reached(better)))
            exists = entry.rule.in_force.stage(self._assessment.as_at) != "not_enacted"
            lacked = holding(entry) if exists else "enacted"
            yield say.not_yet(cite_rule(entry), when, lacked, self.writer.day, effect)
            yield from self._still_short(better)

    def coming(self, *, passed: bool = False) -> Iterator[ComingProvision]:
        """The provisions that start after the day; :func:`told_together` has them in few words.

        ``passed`` leaves out what was not yet enacted: a paper of that day cannot cite it.
        """
        if self.duty.status == "no_duty":
            return
        for better in not_yet(self._assessment, self.duty):
            if passed and better.entry.rule.in_force.stage(self._assessment.as_at) == "not_enacted":
                continue
            when = self._when(better)
            if better.entry.rule.in_force.stage(self._assessment.as_at) == "not_enacted":
                when = f"which was not yet enacted on {self.writer.day}: {when}"
            yield ComingProvision(cite_rule(better.entry), when, answers=_result(better) in ANSWERING)

    def _when(self, better: Better) -> str:
        """From when a rule of a later day is in force, and when it was enacted if that is on record."""
        entry, enacted = better.entry, better.entry.rule.in_force.enacted
        when = starting(entry, "from")
        if enacted is not None:
            when = f"enacted on {long_date(enacted)}, {when}"
        return self.writer.dated(entry, when)

    def past(self) -> Iterator[str]:
        """Rules that ended by the day and reached the duty better than anything now."""
        if self.duty.status == "no_duty":
            return
        for better in no_longer(self._assessment, self.duty):
            entry, interval = better.entry, better.entry.rule.in_force
            until = f" until {long_date(interval.end)}" if interval.end else ""
            when = self.writer.dated(entry, f"{holding(entry)} from {long_date(interval.start)}{until}")
            effect = self._effect(better, say.did(_result(better), self._reached(better)))
            yield say.no_longer(cite_rule(entry), when, holding(entry), self.writer.day, effect)

    def _effect(self, better: Better, effect: str) -> str:
        """What a rule of another day does, and through or together with which others."""
        receiver = better.finding.entry
        ways = [] if better.entry is receiver else [f"through {cite_rule(receiver)}"]
        if others := self._others_of_that_day(better):
            ways.append(f"together with {join(merge_citations(others))}")
        return f"it{say.by_way_of(ways)} {effect}."

    def _others_of_that_day(self, better: Better) -> list[str]:
        """The other rules that the finding relies on and that are not in force on the day of the assessment either."""
        day = self._assessment.as_at
        cited = dict.fromkeys(cite_rule(e) for e in better.finding.relies_on if not e.rule.in_force.holds(day))
        return [c for c in cited if c not in (cite_rule(better.entry), cite_rule(better.finding.entry))]

    def _still_short(self, better: Better) -> Iterator[str]:
        for shortfall in better.finding.shortfalls:
            yield say.even_then(self.writer.shortfall(shortfall, full=self.duty.full, entry=better.finding.entry))

    def _reached(self, better: Better) -> str:
        """The cells that a rule of another day reaches better."""
        if len(better.cells) == len(self.duty.cells):
            return f"this {self.writer.thing}"
        cells: list[Cell] = [c.cell for c in better.cells]
        return describe(cells, self.duty, self._assessment.catalogue.vocabulary)


def _result(better: Better) -> str:
    """The result of a rule of another day: what covers as the questions are viewed is likely to."""
    viewed = better.finding.ends.view_low >= Outcome.COVERS_BY_POSITION
    return say.LIKELY if viewed and better.finding.result == "arguable" else better.finding.result
