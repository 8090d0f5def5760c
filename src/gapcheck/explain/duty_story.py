"""The story of one duty: what the treaty asks, what reaches it, what falls short, and what other days bring.

Here it is decided what is told, of which cells and in which order; the sentences stand in ``duty_sentences``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.findings import Outcome
from gapcheck.engine.results import FULFILLED, CellResult
from gapcheck.explain import duty_sentences as say
from gapcheck.explain.other_days import OtherDays
from gapcheck.explain.remarks import remarks, unchecked
from gapcheck.explain.sentences import AnyAllowed
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
        yield "Remarks", remarks(self.duty)
        yield "Sources", unchecked(self.rested_on())

    def short(self) -> Iterator[str]:
        """The heart of it, what matters most to the verdict first."""
        if self.duty.status == "no_duty":
            yield say.FORCE[self.duty.full.duty.force]
            return
        if self.duty.status == "not_assessed":
            yield from self.verdict()
        # Nothing may be read as settled that only a reading settles.
        yield from self.on_reading()
        # A line of a matrix may have room for the first sentences only: gaps go before doubts, and doubts before hopes.
        yield from self.lacks()
        yield from self._surveyed(brief=True)
        yield from self._doubtful(asked=True)
        yield from self.future(brief=True)
        yield from self.positions_in_short()
        yield from self.open_options()
        if self.duty.status in FULFILLED:
            yield from self.answers()

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

    def asked_in_short(self) -> Iterator[str]:
        """The same without the force of what simply binds."""
        plain = say.FORCE["shall"]
        return (sentence for sentence in self.asked() if sentence != plain)

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
            limited = say.as_limited(self.writer.noun) if best.excused else ""
            covers = say.covers(cited, self.writer.since(best.entry), merge_citations(supporters), what, limited)
            yield f"{self._opening(group.cells, whole=group.whole)}{covers}"

    def falls_short(self, brief: bool = False) -> Iterator[str]:
        """Why cells are not covered, and where somebody looked; ``brief`` leaves out other rules and notes."""
        yield from (self._shortfall(s) for s in self.shortfalls if s.shortfall.type != "arguable")
        for group in self._short:
            if group.first.best is None:
                yield say.nothing_reaches(self.writer.no_rule(self.duty.full), self._describe(group.cells))
        if not brief:
            yield from self._others()
        yield from self._surveyed(brief)

    def _others(self) -> Iterator[str]:
        best = {cite_rule(g.first.best.entry) for g in self._short if g.first.best}
        reaching = (cite_rule(f.entry) for g in self._short if not g.arguable for f in g.first.others)
        others = [cited for cited in dict.fromkeys(reaching) if cited not in best]
        if others:
            rules = "rules" if self.rule == "rule" else "duties"
            yield say.others_fall_short(rules, self.thing, merge_citations(others))

    def _surveyed(self, brief: bool) -> Iterator[str]:
        survey = self.duty.full.duty.survey
        # Where all that is short is arguable, a rule was found: it does not matter where else somebody looked.
        surely_short = any(not g.arguable for g in self._short)
        if survey and survey.reaches(self._assessment.as_at) and surely_short:
            note = "" if brief or not survey.note else str(survey.note)
            yield say.surveyed(long_date(survey.date), map(self.writer.act, survey.acts), note)

    # Doubts -----------------------------------------------------------------------------------------------------

    def doubts(self) -> Iterator[str]:
        """Points that are in no question, and how the readings on record would settle those that are open."""
        yield from self._doubtful(asked=False)
        yield from self.writer.readings_on(self.open_points())

    def on_reading(self) -> Iterator[str]:
        """What the reading that the assessment is made under settles, with its grounds and their caveat."""
        reading = self._assessment.reading
        if reading is not None:
            yield from self.writer.settled(self.writer.settled_points(self.duty), reading)

    def _doubtful(self, *, asked: bool) -> Iterator[str]:
        """The doubts of cells that are not surely covered: those that a question asks about, once each, or others."""
        told: set[str] = set()
        for shared in self.shortfalls:
            question = self.writer.question(shared.shortfall.point)
            if shared.shortfall.type != "arguable" or (question is not None) is not asked:
                continue
            if question is None:
                yield self._shortfall(shared)
            elif question.id not in told:
                told.add(question.id)
                yield self.writer.in_short(question)

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

    def positions_in_short(self) -> Iterator[str]:
        """The same; what the treaty leaves free is told in its own words, and not limit by limit."""
        yield from self._waived()
        free: dict[str, dict[str, None]] = {}
        for (allowed, verb), found in self._limits.items():
            if allowed.value.how == "free" and allowed.value.text:
                free.setdefault(self.writer.under(allowed.value.under), {})[stop(allowed.value.text)] = None
            else:
                yield self.writer.used(allowed, f"{verb} {join(found)}")
        yield from (say.room_for_limits(under, " ".join(texts)) for under, texts in free.items())

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

    def unused(self, *, doubtful: bool = False) -> Iterator[str]:
        """The reservations that would take away cells, but were not made; or only those that may have been."""
        curable: dict[str, list[CellResult]] = {}
        for cell in self.duty.cells:
            if cell.curable_waiver is not None:
                curable.setdefault(cell.curable_waiver.key, []).append(cell)
        for key, cells in curable.items():
            allowed = self.writer.allowed(self.duty.full, key)
            exercise = self.writer.exercise(key)
            if doubtful and (exercise is None or not exercise.arguably):
                continue
            if allowed is not None:
                short = sum(len(g.cells) for g in self.groups if not g.answered)
                opening = self._opening(cells, whole=len(cells) in (short, len(self.duty.cells)))
                yield f"{opening}{self.writer.not_used(allowed)}"

    def open_options(self) -> Iterator[str]:
        """The reservations that could still be made, or may have been: those that would help as the duty stands."""
        position = self._assessment.catalogue.positions.get(self._assessment.instrument.id)
        consent = position.consent if position else None
        closed = consent is not None and consent.kind != "signature" and consent.date <= self._assessment.as_at
        if self.duty.status not in FULFILLED:
            yield from self.unused(doubtful=closed)

    # Other days -----------------------------------------------------------------------------------------------------

    @cached_property
    def _other_days(self) -> OtherDays:
        return OtherDays(self.writer, self.duty)

    def future(self, brief: bool = False) -> Iterator[str]:
        """Rules that start after the day and would reach the duty better; ``brief`` leaves out what stays short."""
        return self._other_days.future(brief)

    def coming(self) -> Iterator[str]:
        """The same in few words."""
        return self._other_days.coming()

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
