"""The story of one duty: what the treaty asks, what reaches it, what falls short, and what other days bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.assessment import Judge
from gapcheck.engine.findings import Finding, Outcome
from gapcheck.engine.other_dates import Better, no_longer, not_yet
from gapcheck.engine.results import FULFILLED, CellResult, DutyResult
from gapcheck.explain.cell_groups import Group, Lack, describe, group_cells, lacks, sets_apart
from gapcheck.explain.sentences import Teller, holding, place, starting
from gapcheck.explain.wider_law import beyond_sentences
from gapcheck.model.law import RuleEntry
from gapcheck.model.position import settle
from gapcheck.wording.citation import cite_rule, merge_citations
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, status_in_words, stop

FORCE: Mapping[str, str] = {
    "shall": "The duty is binding.",
    "consider": "States must consider this; it does not bind, and a shortfall is not counted as a gap.",
    "endeavour": "States must endeavour to do this; it does not bind, and a shortfall is not counted as a gap.",
    "may": "This is a permission: there is nothing that the law has to meet.",
    "limit": "This is a limit on other duties: there is nothing that the law has to meet.",
    "definition": "This is a definition: there is nothing that the law has to meet.",
    "statement": "These words state a policy or an intention: they create no obligation.",
}
BETTER: Mapping[str, tuple[str, str]] = {
    "covers": ("would cover {}", "covered {}"),
    "covers_by_position": (
        "would cover {} with the reservations made by this date",
        "would cover {} with the reservations made by this date",
    ),
    "arguable": ("would arguably cover {}", "arguably covered {}"),
}


@dataclass(frozen=True, eq=False)
class DutyStory:
    """The sentences about one duty, by heading."""

    teller: Teller
    duty: DutyResult

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The cells told together."""
        return group_cells(self.duty)

    def full(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Everything there is to tell, under headings."""
        yield "Verdict", self.verdict()
        yield f"What the {self.teller.noun} asks", self.asked()
        yield "What reaches it", self.reaches()
        yield "What falls short", self.falls_short()
        yield f"What goes beyond the {self.teller.noun}", beyond_sentences(self.teller, self.duty)
        yield "Arguable points", self.arguable()
        yield "Declarations and reservations", [*self.positions(), *self.unused()]
        yield "Not yet in force", self.future()
        yield "No longer in force", self.past()
        yield "Remarks", self.remarks()
        yield "Sources", self.sources()

    def short(self) -> Iterator[str]:
        """The heart of it, the most telling sentences first."""
        if self.duty.status == "no_duty":
            yield FORCE[self.duty.full.duty.force]
            return
        if self.duty.status == "not_assessed":
            yield from self.verdict()
        yield from self.falls_short(brief=True)
        yield from self._arguable_points()
        yield from self.future(brief=True)
        yield from self.positions()
        yield from self.unused()
        if self.duty.low in FULFILLED:
            yield from self.reaches()

    # The treaty and the verdict ---------------------------------------------------------------------------------

    def asked(self) -> Iterator[str]:
        """The duty in a paraphrase, and its force."""
        yield stop(self.duty.full.duty.text)
        force = self.duty.full.duty.force
        for bracket in self.duty.full.duty.brackets:
            told = " ".join(f"[{words}]" for words in bracket.alternatives)
            about = f" as to {self.teller.facet(bracket.facet)}" if bracket.facet else ""
            yield f"The draft left open{about}: {told}."
        asked = force == "shall" and self.teller.noun in ("mandate", "statement")
        yield f"The {self.teller.noun} asks for this without qualification." if asked else FORCE[force]

    def verdict(self) -> Iterator[str]:
        """The status in a sentence."""
        status, day, law, thing = self.duty.status, self.teller.day, self.teller.assessment.law, self.thing
        if status == "met":
            yield f"On {day} {law} meets this {thing}."
        elif status == "met_with_reservation":
            yield f"On {day} {law} meets this {thing}, once its declarations and reservations are counted."
        elif status == "unmet":
            yield f"On {day} no {self.rule} of {law} reaches this {thing}."
        elif status == "partial":
            yield self._partial()
        elif status == "unclear":
            low, high = status_in_words(self.duty.low), status_in_words(self.duty.high)
            yield f"On {day} the {thing} is {low} if every arguable point is lost, and {high} if every one is won."
        elif status == "not_assessed":
            kind = self.teller.assessment.catalogue.vocabulary.kinds[self.duty.full.duty.kind].label.lower()
            survey = self.duty.full.duty.survey
            book, of_day = ("the statute book", "the law") if self.rule == "rule" else (law, "the text")
            if survey is not None and survey.start is not None:
                book = f"{of_day} of {day} (the survey of {long_date(survey.date)} begins with that of {long_date(survey.start)})"
            yield f"Nobody has surveyed {book} for this {thing}; a {self.rule} of the kind “{kind}” would settle it."

    def _partial(self) -> str:
        total, covered = len(self.duty.cells), sum(c.low >= Outcome.COVERS_BY_POSITION for c in self.duty.cells)
        day, law, thing = self.teller.day, self.teller.assessment.law, self.thing
        if total == 1 or covered == 0:
            return f"On {day} {law} reaches this {thing} but falls short of it."
        return f"On {day} {law} meets this {thing} in part: it covers {covered} of the {total} parts of it."

    @property
    def thing(self) -> str:
        """What is asked: a duty of a treaty, a part of a mandate."""
        return "duty" if self.teller.assessment.instrument.answered_by is None else "item"

    @property
    def rule(self) -> str:
        """What answers it: a rule of law, a duty of a treaty text."""
        return "rule" if self.thing == "duty" else "duty"

    # What reaches it and what falls short -----------------------------------------------------------------------

    def _what(self, group: Group) -> str:
        """What a group of cells is about, as the opening of a sentence; nothing when it is the whole duty."""
        return "" if group.whole else f"{capital(self._name(group))}: "

    def _name(self, group: Group) -> str:
        return describe([c.cell for c in group.cells], self.duty, self.teller.assessment.catalogue.vocabulary)

    def reaches(self) -> Iterator[str]:
        """The rules that cover, by group of cells."""
        for group in self.groups:
            best = group.first.best
            if not group.covered or best is None or best.low < Outcome.COVERS_BY_POSITION:
                continue
            what = f"this {self.thing}" if group.whole else "this"
            limited = f", as limited by the {self.teller.noun} or by New Zealand" if best.excused else ""
            together = self._supporters(best)
            yield f"{self._what(group)}{cite_rule(best.entry)}, {self.teller.since(best.entry)}{together}, covers {what}{limited}."

    def _supporters(self, best: Finding) -> str:
        """The rules that give the best rule a guarantee that it does not give itself."""
        cited = dict.fromkeys(cite_rule(e) for e in best.relies_on)
        cited.pop(cite_rule(best.entry), None)
        return f", together with {join(merge_citations(cited))}" if cited else ""

    def falls_short(self, brief: bool = False) -> Iterator[str]:
        """Why cells are not covered, and where somebody looked."""
        yield from (self._told(lack) for lack in self.lacks if lack.shortfall.type != "arguable")
        short = [g for g in self.groups if not g.covered]
        for group in short:
            if group.first.best is None:
                yield f"{self.teller.no_rule(self.duty.full)} reaches {self._name(group)}."
        best = {cite_rule(g.first.best.entry) for g in short if g.first.best}
        found = dict.fromkeys(cite_rule(f.entry) for g in short if not g.arguable for f in g.first.others)
        others = [cited for cited in found if cited not in best]
        if others and not brief:
            what = "rules" if self.rule == "rule" else "duties"
            yield f"Other {what} that reach parts of this {self.thing}, but fall short of it: {join(merge_citations(others))}."
        survey = self.duty.full.duty.survey
        surveyed = survey is not None and survey.reaches(self.teller.assessment.as_at)
        if survey and surveyed and any(not g.covered and not g.arguable for g in self.groups):
            acts = join(self.teller.act(a) for a in survey.acts) or "no Act"
            note = f" {stop(str(survey.note))}" if survey.note and not brief else ""
            yield f"Surveyed on {long_date(survey.date)}: {acts}.{note}"

    @cached_property
    def lacks(self) -> tuple[Lack, ...]:
        """The shortfalls of the cells that are not covered."""
        return lacks((c, c.best.shortfalls) for g in self.groups if not g.covered for c in g.cells if c.best)

    def _told(self, lack: Lack) -> str:
        cells = [c.cell for c in lack.cells]
        words = self.teller.assessment.catalogue.vocabulary
        opening = f"{capital(describe(cells, self.duty, words))}: " if sets_apart(lack, self.duty) else ""
        return f"{opening}{self.teller.shortfall(lack.shortfall, lack.word, self.duty.full)}"

    # Arguable points --------------------------------------------------------------------------------------------

    def arguable(self) -> Iterator[str]:
        """The arguable points, both ends, and the readings that settle them."""
        yield from self._arguable_points()
        points = self.open_points()
        if points and self.duty.low != self.duty.high:
            low, high = status_in_words(self.duty.low), status_in_words(self.duty.high)
            such = "such" if any(self._arguable_points()) else "arguable"  # points on reservations are told with these
            yield f"With every {such} point lost the {self.thing} is {low}; with every one won it is {high}."
        yield from self.teller.readings_on(points)
        reading = self.teller.assessment.reading
        if reading is not None:
            yield from (
                f"{told} This assessment follows it." for told in self.teller.settled(self._settled_points(), reading)
            )

    def _arguable_points(self) -> Iterator[str]:
        yield from (self._told(lack) for lack in self.lacks if lack.shortfall.type == "arguable")

    def open_points(self) -> list[str]:
        """The points that are still open: those of rules, and of exercises that may not have been made."""
        short = [g for g in self.groups if not g.covered]
        points = [x.shortfall.point for x in self.lacks if x.shortfall.type == "arguable" and x.shortfall.point]
        facets = {x.shortfall.facet for x in self.lacks}
        keys = [a.key for a in self.duty.full.allows if a.value.facet in facets]
        keys += [g.first.curable_waiver.key for g in short if g.first.curable_waiver]
        for key in keys:
            exercise = self.teller.exercise(key)
            if exercise and exercise.arguably and exercise.date <= self.teller.assessment.as_at:
                points.append(key)
        return [p for p in dict.fromkeys(points) if settle(p, self.teller.assessment.reading) is None]

    def _settled_points(self) -> list[str]:
        """The points of the best rules that the reading settles; without it they would be open."""
        assessment = self.teller.assessment
        plain = Judge.on(assessment.catalogue, assessment.as_at, None).coverage
        found: dict[str, None] = {}
        for cell in self.duty.cells:
            finding = plain.test(self.duty.full, cell.cell, cell.best.entry) if cell.best else None
            found.update(
                (s.point, None) for s in (*finding.shortfalls, *finding.excused) if s.point
            ) if finding else None
        return [p for p in found if settle(p, assessment.reading) is not None]

    # Positions --------------------------------------------------------------------------------------------------

    def positions(self) -> Iterator[str]:
        """The declarations and reservations that excuse a shortfall or take cells away."""
        for group in self.groups:
            if group.first.waiver is not None:
                yield self.teller.used(group.first.waiver, f"leaving out {self._name(group)}")
        for lack in self._excused:
            allowed = self.teller.allowed(self.duty.full, lack.shortfall.excused)
            if allowed is not None:
                limit = self.teller.labels(lack.shortfall.found) or self.teller.facet(lack.shortfall.facet)
                verb = "leaving out" if lack.shortfall.exception is not None else "a limit to"
                yield self.teller.used(allowed, f"{verb} {limit}")

    def unused(self) -> Iterator[str]:
        """The reservations that would take away cells, but were not made."""
        found: dict[str, list[CellResult]] = {}
        for cell in self.duty.cells:
            if cell.curable_waiver is not None:
                found.setdefault(cell.curable_waiver.key, []).append(cell)
        words = self.teller.assessment.catalogue.vocabulary
        for key, cells in found.items():
            allowed = self.teller.allowed(self.duty.full, key)
            if allowed is not None:
                whole = len(cells) == len(self.duty.cells)
                what = "" if whole else f"{capital(describe([c.cell for c in cells], self.duty, words))}: "
                yield f"{what}{self.teller.not_used(allowed)}"

    @property
    def _excused(self) -> tuple[Lack, ...]:
        """The shortfalls that a narrowing excuses, in cells that no waiver has removed."""
        return lacks((c, c.best.excused) for c in self.duty.cells if c.best and c.waiver is None)

    # Other days -------------------------------------------------------------------------------------------------

    def future(self, brief: bool = False) -> Iterator[str]:
        """Rules that start after the day and would reach the duty better."""
        if self.duty.status == "no_duty":
            return
        for better in not_yet(self.teller.assessment, self.duty):
            enacted = better.entry.rule.in_force.enacted
            when = starting(better.entry, "from")
            if enacted is not None and enacted <= self.teller.assessment.as_at:
                when = f"enacted on {long_date(enacted)}, {when}"
            when = self.teller.dated(better.entry, when)
            not_yet_in = f"was not yet {holding(better.entry)} on {self.teller.day}"
            yield f"{cite_rule(better.entry)}, {when}, {not_yet_in}: {self._would(better, 'would')}"
            yield from () if brief else self._still(better)

    def past(self) -> Iterator[str]:
        """Rules that ended by the day and reached the duty better than anything now."""
        if self.duty.status == "no_duty":
            return
        for better in no_longer(self.teller.assessment, self.duty):
            start, end = better.entry.rule.in_force.start, better.entry.rule.in_force.end
            until = f"{holding(better.entry)} from {long_date(start)}" + (f" until {long_date(end)}" if end else "")
            until = self.teller.dated(better.entry, until)
            gone = f"was no longer {holding(better.entry)} on {self.teller.day}"
            yield f"{cite_rule(better.entry)}, {until}, {gone}: {self._would(better, 'did')}"

    def _would(self, better: Better, verb: str) -> str:
        what = self._better_name(better)
        receiver = better.finding.entry
        ways = [] if better.entry is receiver else [f"through {cite_rule(receiver)}"]
        if others := self._others_of_that_day(better):
            ways.append(f"together with {join(merge_citations(others))}")
        by = f", {' and '.join(ways)}," if ways else ""
        would, did = BETTER.get(
            better.finding.result, ("would reach {}, but fall short of it", "came closer to covering {}")
        )
        return f"it{by} {(would if verb == 'would' else did).format(what)}."

    def _others_of_that_day(self, better: Better) -> list[str]:
        """The other rules that the finding relies on and that are not in force on the day of the assessment either."""
        day = self.teller.assessment.as_at
        cited = dict.fromkeys(cite_rule(e) for e in better.finding.relies_on if not e.rule.in_force.holds(day))
        return [c for c in cited if c not in (cite_rule(better.entry), cite_rule(better.finding.entry))]

    def _still(self, better: Better) -> Iterator[str]:
        for shortfall in better.finding.shortfalls:
            told = self.teller.shortfall(shortfall, full=self.duty.full, entry=better.finding.entry)
            yield f"Even then, {told[:1].lower()}{told[1:]}" if told.startswith("It ") else f"Even then, {told}"

    def _better_name(self, better: Better) -> str:
        if len(better.cells) == len(self.duty.cells):
            return f"this {self.thing}"
        return describe([c.cell for c in better.cells], self.duty, self.teller.assessment.catalogue.vocabulary)

    # Remarks and sources ----------------------------------------------------------------------------------------

    def _entries(self) -> list[RuleEntry]:
        return list(self.duty.rules)

    def remarks(self) -> Iterator[str]:
        """What the authors of the duty and of its rules noted."""
        if self.duty.full.duty.note:
            yield stop(str(self.duty.full.duty.note))
        for entry in self._entries():
            if entry.rule.note:
                yield f"{cite_rule(entry)}: {stop(str(entry.rule.note))}"
            for exception in entry.rule.exceptions:
                if exception.effect == "none" and exception.why:
                    text = f"{exception.text.rstrip('.')}, in {place(exception.section)}"
                    yield f"{cite_rule(entry)}: an exception ({text}) takes nothing from the duty. {stop(exception.why)}"

    def sources(self) -> Iterator[str]:
        """Sources that nobody has verified, or that were read second-hand."""
        keys = [g.first.waiver.key for g in self.groups if g.first.waiver]
        keys += [x.shortfall.excused for x in self._excused if x.shortfall.excused]
        exercises = [x for x in map(self.teller.exercise, keys) if x is not None]
        listed = [self.duty.full.duty.source, *(e.rule.source for e in self._entries()), *(x.source for x in exercises)]
        sources = [source for one in listed for source in one]
        for checked, words in (
            ("secondary", "was read in a secondary source only"),
            ("unverified", "has not been verified"),
        ):
            for source in sources:
                if source.checked == checked:
                    yield f"{source.ref}, {source.pinpoint}, {words}." + (
                        f" {stop(str(source.note))}" if source.note else ""
                    )
