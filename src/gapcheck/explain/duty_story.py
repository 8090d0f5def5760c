"""The story of one duty: what the treaty asks, what reaches it, what falls short, and what other days bring.

Here it is decided what is told, of which cells and in which order; the sentences stand in ``duty_sentences``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Outcome
from gapcheck.engine.other_dates import Better, no_longer, not_yet
from gapcheck.engine.results import FULFILLED, CellResult, DutyResult, InstrumentResult
from gapcheck.explain import duty_sentences as say
from gapcheck.explain.cell_groups import (
    CellGroup,
    SharedShortfall,
    describe,
    group_cells,
    sets_apart,
    shared_shortfalls,
)
from gapcheck.explain.question_sentences import named
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.verdict_sentences import verdict
from gapcheck.explain.wider_law import beyond_sentences
from gapcheck.model.base import Source
from gapcheck.model.position import settle
from gapcheck.wording.citation import cite_rule, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.rules import holding, place, starting
from gapcheck.wording.words import capital, join, stop


@dataclass(frozen=True, eq=False)
class DutyExplanation:
    """The sentences about one duty, by heading."""

    writer: SentenceWriter
    duty: DutyResult

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
        yield "Remarks", self.remarks()
        yield "Sources", self.sources()

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
        yield from self.falls_short(brief=True)
        yield from self._doubtful(asked=True)
        yield from self._doubtful(asked=False)
        yield from self.future(brief=True)
        yield from self.positions()
        yield from self.unused()
        if self.duty.status in FULFILLED:
            yield from self.answers()

    # Cells ------------------------------------------------------------------------------------------------------

    @property
    def _assessment(self) -> InstrumentResult:
        return self.writer.assessment

    @cached_property
    def groups(self) -> tuple[CellGroup, ...]:
        """The cells told together."""
        return group_cells(self.duty)

    @cached_property
    def shortfalls(self) -> tuple[SharedShortfall, ...]:
        """The shortfalls of the cells that are not covered."""
        return shared_shortfalls((c, c.best.shortfalls) for g in self._short for c in g.cells if c.best)

    @property
    def _short(self) -> list[CellGroup]:
        return [g for g in self.groups if not g.covered]

    @property
    def _excused(self) -> tuple[SharedShortfall, ...]:
        """The shortfalls that a narrowing excuses, in cells that no waiver has removed."""
        return shared_shortfalls((c, c.best.excused) for c in self.duty.cells if c.best and c.waiver is None)

    def _describe(self, cells: Iterable[CellResult]) -> str:
        plain: list[Cell] = [c.cell for c in cells]
        return describe(plain, self.duty, self._assessment.catalogue.vocabulary)

    def _opening(self, cells: Iterable[CellResult], *, whole: bool) -> str:
        """What a sentence is about, as its opening; nothing when it is the whole duty."""
        return "" if whole else f"{capital(self._describe(cells))}: "

    # The treaty -------------------------------------------------------------------------------------------------

    @property
    def thing(self) -> str:
        """What is asked: a duty of a treaty, an item of a mandate."""
        return self.writer.thing

    @property
    def rule(self) -> str:
        """What answers it: a rule of law, a duty of a treaty text."""
        return self.writer.rule

    def asked(self) -> Iterator[str]:
        """The duty in a paraphrase, and its force."""
        duty, noun = self.duty.full.duty, self.writer.noun
        yield stop(duty.text)
        for bracket in duty.brackets:
            yield say.left_open(bracket.alternatives, self.writer.facet(bracket.facet))
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

    def answers(self) -> Iterator[str]:
        """The rules that answer the duty as the questions are viewed: all of it in one sentence, or its parts."""
        answered = [g for g in self.groups if g.answered and g.first.best is not None and not g.first.waiver]
        if all(g.answered for g in self.groups):
            if answered:
                cited = dict.fromkeys(cite_rule(g.first.best.entry) for g in answered if g.first.best)
                yield say.answered_by(merge_citations(cited), merge_citations(self._supporting(answered, cited)))
            return
        parts: dict[str, list[CellResult]] = {}
        for group in answered:
            if group.first.best is not None:
                parts.setdefault(cite_rule(group.first.best.entry), []).extend(group.cells)
        if parts:
            yield say.covers_parts((cited, self._describe(cells)) for cited, cells in parts.items())

    @staticmethod
    def _supporting(groups: Iterable[CellGroup], cited: Iterable[str]) -> list[str]:
        """The rules that those of the groups rely on, but for themselves."""
        own = set(cited)
        others = dict.fromkeys(cite_rule(e) for g in groups if g.first.best for e in g.first.best.relies_on)
        return [other for other in others if other not in own]

    def lacks(self) -> Iterator[str]:
        """What is not answered as the questions are viewed: for sure, by a question, or in a doubt that is in none."""
        missing = [g for g in self.groups if not g.answered]
        cells = [c for g in missing for c in g.cells]
        for shared in shared_shortfalls((c, c.best.shortfalls) for c in cells if c.best):
            point = shared.shortfall.point
            if self.writer.question(point) is None and not self.writer.won(point):
                yield self._shortfall(shared, cured=False)
        # Cells that several questions leave out are told with the first of them.
        by_question: dict[str, list[CellResult]] = {}
        for cell in cells:
            names = self._against(cell)
            if names:
                by_question.setdefault(names, []).append(cell)
        for names, left_out in by_question.items():
            yield say.lacking_on(names, self._describe(left_out))
        for group in missing:
            if group.first.best is None:
                yield say.nothing_reaches(self.writer.no_rule(self.duty.full), self._describe(group.cells))

    def _against(self, cell: CellResult) -> str:
        """The questions, by name, that are not viewed New Zealand's way and leave a cell out."""
        points = [s.point for s in cell.best.shortfalls if not self.writer.won(s.point)] if cell.best else []
        questions = {q.id: q for q in map(self.writer.question, points) if q is not None}
        return named(questions.values())

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

    def _shortfall(self, shared: SharedShortfall, *, cured: bool = True) -> str:
        opening = self._opening(shared.cells, whole=not sets_apart(shared, self.duty))
        return f"{opening}{self.writer.shortfall(shared.shortfall, shared.word, self.duty.full, cured=cured)}"

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
        """The doubts of cells that are not surely covered: those that a question asks about once each, or the others."""
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
        for group in self.groups:
            if group.first.waiver is not None:
                yield self.writer.used(group.first.waiver, f"leaving out {self._describe(group.cells)}")
        limits: dict[tuple[str | None, str], dict[str, None]] = {}
        for shared in self._excused:
            shortfall = shared.shortfall
            limit = self.writer.labels(shortfall.found) or self.writer.facet(shortfall.facet)
            verb = "leaving out" if shortfall.exception is not None else "a limit to"
            limits.setdefault((shortfall.excused, verb), {})[limit] = None
        for (key, verb), found in limits.items():
            allowed = self.writer.allowed(self.duty.full, key)
            if allowed is not None:
                yield self.writer.used(allowed, f"{verb} {join(found)}")

    def unused(self) -> Iterator[str]:
        """The reservations that would take away cells, but were not made."""
        curable: dict[str, list[CellResult]] = {}
        for cell in self.duty.cells:
            if cell.curable_waiver is not None:
                curable.setdefault(cell.curable_waiver.key, []).append(cell)
        for key, cells in curable.items():
            allowed = self.writer.allowed(self.duty.full, key)
            if allowed is not None:
                opening = self._opening(cells, whole=len(cells) == len(self.duty.cells))
                yield f"{opening}{self.writer.not_used(allowed)}"

    def open_options(self) -> Iterator[str]:
        """The reservations that could still be made, or may have been: those that would help as the duty stands."""
        position = self._assessment.catalogue.positions.get(self._assessment.instrument.id)
        consent = position.consent if position else None
        closed = consent is not None and consent.kind != "signature" and consent.date <= self._assessment.as_at
        if self.duty.status in FULFILLED or closed:
            return
        yield from self.unused()

    # Other days -------------------------------------------------------------------------------------------------

    def future(self, brief: bool = False) -> Iterator[str]:
        """Rules that start after the day and would reach the duty better; ``brief`` leaves out what stays short."""
        if self.duty.status == "no_duty":
            return
        for better in not_yet(self._assessment, self.duty):
            entry, enacted = better.entry, better.entry.rule.in_force.enacted
            when = starting(entry, "from")
            # To a reader of that day an Act that was passed is known; one that came later is not.
            if enacted is not None and enacted <= self._assessment.as_at:
                when = f"enacted on {long_date(enacted)}, {when}"
            when = self.writer.dated(entry, when)
            effect = self._effect(better, say.would(better.finding.result, self._reached(better)))
            yield say.not_yet(cite_rule(entry), when, holding(entry), self.writer.day, effect)
            if not brief:
                yield from self._still_short(better)

    def past(self) -> Iterator[str]:
        """Rules that ended by the day and reached the duty better than anything now."""
        if self.duty.status == "no_duty":
            return
        for better in no_longer(self._assessment, self.duty):
            entry, interval = better.entry, better.entry.rule.in_force
            until = f" until {long_date(interval.end)}" if interval.end else ""
            when = self.writer.dated(entry, f"{holding(entry)} from {long_date(interval.start)}{until}")
            effect = self._effect(better, say.did(better.finding.result, self._reached(better)))
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
            return f"this {self.thing}"
        return self._describe(better.cells)

    # Remarks and sources ----------------------------------------------------------------------------------------

    def remarks(self) -> Iterator[str]:
        """What the authors of the duty and of its rules noted."""
        if self.duty.full.duty.note:
            yield stop(str(self.duty.full.duty.note))
        for entry in self.duty.rules:
            if entry.rule.note:
                yield say.remark(cite_rule(entry), str(entry.rule.note))
            for exception in entry.rule.exceptions:
                if exception.effect == "none" and exception.why:
                    where = place(exception.section)
                    yield say.harmless_exception(cite_rule(entry), exception.text, where, exception.why)

    def sources(self) -> Iterator[str]:
        """Sources that nobody has verified, or that were read second-hand."""
        sources = list(self.rested_on())
        # Those read second-hand first, whatever their order: there somebody has looked.
        for checked in ("secondary", "unverified"):
            for source in sources:
                if source.checked == checked:
                    note = str(source.note) if source.note else ""
                    yield say.unchecked_source(source.ref, source.pinpoint, checked, note)

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
