"""The story of one duty: what the treaty asks, what reaches it, what falls short, and what other days bring.

Here it is decided what is told, of which cells and in which order; the sentences stand in ``duty_sentences``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.findings import Outcome
from gapcheck.engine.results import CellResult
from gapcheck.explain import duty_sentences as say
from gapcheck.explain.other_days import ComingProvision, OtherDays
from gapcheck.explain.remarks import remarks, unchecked
from gapcheck.explain.sentences import AnyAllowed
from gapcheck.explain.transition import transition_sentences
from gapcheck.explain.verdict_sentences import verdict
from gapcheck.explain.viewed_answers import ViewedAnswers
from gapcheck.explain.wider_law import beyond_sentences
from gapcheck.model.base import Source
from gapcheck.model.position import settle
from gapcheck.wording.citation import cite_rule, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join, stop


@dataclass(frozen=True, eq=False)
class DutyExplanation(ViewedAnswers):
    """The sentences about one duty, by heading."""

    def full(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Everything there is to tell, under headings."""
        yield "Verdict", self.verdict()
        yield f"What the {self.writer.noun} asks", self.asked()
        yield "What reaches it", self.reaches()
        yield "What falls short", self.falls_short()
        yield f"What goes beyond the {self.writer.noun}", beyond_sentences(self.writer, self.duty)
        yield "Doubts", self.doubts()
        yield "Declarations and reservations", [*self.positions(), *self.unused()]
        yield "Not yet in force", self.future()
        yield "No longer in force", self.past()
        yield "Savings and transition", transition_sentences(self.duty, self._assessment.as_at)
        yield "Remarks", remarks(self.duty)
        yield "Sources", unchecked(self.rested_on())

    # The treaty -------------------------------------------------------------------------------------------------

    @property
    def thing(self) -> str:
        """What is asked: a duty of a treaty, an item of a mandate."""
        return self.writer.thing

    @property
    def rule(self) -> str:
        """What answers it: a rule of law, a duty of a treaty text."""
        return self.writer.rule

    def asked_for(self) -> Iterator[str]:
        """The duty in a paraphrase."""
        yield stop(self.duty.full.duty.text)
        for bracket in self.duty.full.duty.brackets:
            yield say.left_open(bracket.alternatives, self.writer.facet(bracket.facet))

    def asked(self) -> Iterator[str]:
        """The duty in a paraphrase, and its force."""
        duty, noun = self.duty.full.duty, self.writer.noun
        yield from self.asked_for()
        unqualified = duty.force == "shall" and noun in ("mandate", "statement")
        yield say.unqualified(noun) if unqualified else say.FORCE[duty.force]

    def verdict(self) -> Iterator[str]:
        """The verdict in a sentence; none where there is no duty."""
        return verdict(self.writer, self.duty)

    # What reaches it and what falls short -----------------------------------------------------------------------

    def reaches(self) -> Iterator[str]:
        """The rules that cover, by group of cells."""
        for group in self.groups:
            best = group.first.best
            # Cells that a reservation takes away are covered whatever their best rule does; that is told elsewhere.
            if not group.covered or best is None or best.low < Outcome.COVERS_BY_POSITION:
                continue
            cited = cite_rule(best.entry)
            supporters = dict.fromkeys(cite_rule(e) for e in best.relies_on)
            # Two rules of one section have one citation; a section is not told to work together with itself.
            supporters.pop(cited, None)
            what = f"this {self.thing}" if group.whole else "this"
            limited = say.as_limited(self.writer.noun, self.writer.state) if best.excused else ""
            covers = say.covers(cited, self.writer.since(best.entry), merge_citations(supporters), what, limited)
            yield f"{self._opening(group.cells, whole=group.whole)}{covers}"

    def falls_short(self) -> Iterator[str]:
        """Why cells are not covered, and where somebody looked."""
        yield from (self._shortfall(s) for s in self.shortfalls if s.shortfall.type != "arguable")
        for group in self._short:
            if group.first.best is None:
                yield say.nothing_reaches(self.writer.no_rule(self.duty.full), self._describe(group.cells))
        yield from self._others()
        yield from self._surveyed()

    def _others(self) -> Iterator[str]:
        best = {cite_rule(g.first.best.entry) for g in self._short if g.first.best}
        reaching = (cite_rule(f.entry) for g in self._short if not g.arguable for f in g.first.others)
        others = [cited for cited in dict.fromkeys(reaching) if cited not in best]
        if others:
            rules = "rules" if self.rule == "rule" else "duties"
            yield say.others_fall_short(rules, self.thing, merge_citations(others))

    def _surveyed(self) -> Iterator[str]:
        survey = self.duty.full.duty.survey
        # Where all that is short is arguable, a rule was found: it does not matter where else somebody looked.
        surely_short = any(not g.arguable for g in self._short)
        if survey and survey.reaches(self._assessment.as_at) and surely_short:
            note = str(survey.note) if survey.note else ""
            yield say.surveyed(long_date(survey.date), map(self.writer.act, survey.acts), note)

    # Doubts -----------------------------------------------------------------------------------------------------

    def doubts(self) -> Iterator[str]:
        """Points that are in no question, and how the readings on record would settle those that are open."""
        yield from self._doubtful()
        yield from self.writer.readings_on(self.open_points())

    def _doubtful(self) -> Iterator[str]:
        """The doubts of cells that are not surely covered and that no question asks about."""
        for shared in self.shortfalls:
            if shared.shortfall.type == "arguable" and self.writer.question(shared.shortfall.point) is None:
                yield self._shortfall(shared)

    def open_points(self) -> list[str]:
        """The points that are still open: those of rules, and of exercises that may not have been made."""
        points = [s.shortfall.point for s in self.shortfalls if s.shortfall.type == "arguable" and s.shortfall.point]
        facets = {s.shortfall.facet for s in self.shortfalls}
        options = [a.key for a in self.duty.full.allows if a.value.facet in facets]
        options += [g.first.curable_waiver.key for g in self._short if g.first.curable_waiver]
        for key in options:
            exercise = self.writer.exercise(key)
            if exercise and exercise.arguably and exercise.date <= self._assessment.as_at:
                points.append(key)
        return [p for p in dict.fromkeys(points) if settle(p, self._assessment.reading) is None]

    # Positions --------------------------------------------------------------------------------------------------

    def positions(self) -> Iterator[str]:
        """The declarations and reservations that excuse a shortfall or take cells away."""
        yield from self._waived()
        for (allowed, verb), found in self._limits.items():
            yield self.writer.used(allowed, f"{verb} {join(found)}")

    def _waived(self) -> Iterator[str]:
        for group in self.groups:
            if group.first.waiver is not None:
                yield self.writer.used(group.first.waiver, f"leaving out {self._describe(group.cells)}")

    @cached_property
    def _limits(self) -> Mapping[tuple[AnyAllowed, str], list[str]]:
        """What is excused by each narrowing, as a limit to something or as something left out."""
        limits: dict[tuple[str, str], tuple[AnyAllowed, dict[str, None]]] = {}
        for shared in self._excused:
            shortfall = shared.shortfall
            allowed = self.writer.allowed(self.duty.full, shortfall.excused)
            if allowed is not None:
                limit = self.writer.labels(shortfall.found) or self.writer.facet(shortfall.facet)
                verb = "leaving out" if shortfall.exception is not None else "a limit to"
                limits.setdefault((allowed.key, verb), (allowed, {}))[1][limit] = None
        return {(allowed, verb): list(found) for (_, verb), (allowed, found) in limits.items()}

    def unused(self) -> Iterator[str]:
        """The reservations that would take away cells, but were not made."""
        curable: dict[str, list[CellResult]] = {}
        for cell in self.duty.cells:
            if cell.curable_waiver is not None:
                curable.setdefault(cell.curable_waiver.key, []).append(cell)
        for key, cells in curable.items():
            allowed = self.writer.allowed(self.duty.full, key)
            if allowed is not None:
                short = sum(len(g.cells) for g in self.groups if not g.answered)
                opening = self._opening(cells, whole=len(cells) in (short, len(self.duty.cells)))
                yield f"{opening}{self.writer.not_used(allowed)}"

    # Other days -----------------------------------------------------------------------------------------------------

    @cached_property
    def _other_days(self) -> OtherDays:
        return OtherDays(self.writer, self.duty)

    def future(self) -> Iterator[str]:
        """Rules that start after the day and would reach the duty better, and what they would leave short."""
        return self._other_days.future()

    def coming(self, *, passed: bool = False) -> Iterator[ComingProvision]:
        """The provisions that start later; ``passed`` leaves out what was not yet enacted on the day."""
        return self._other_days.coming(passed=passed)

    def past(self) -> Iterator[str]:
        """Rules that ended by the day and reached the duty better than anything now."""
        return self._other_days.past()

    # Sources ----------------------------------------------------------------------------------------------------

    def rested_on(self) -> Iterator[Source]:
        """The sources of the duty, of the rules it rests on, and of what was lodged and counts."""
        yield from self.duty.full.duty.source
        for entry in self.duty.rules:
            yield from entry.rule.source
        keys = [g.first.waiver.key for g in self.groups if g.first.waiver]
        keys += [s.shortfall.excused for s in self._excused if s.shortfall.excused]
        for exercise in map(self.writer.exercise, keys):
            if exercise is not None:
                yield from exercise.source
