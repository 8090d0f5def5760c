"""Edits as drafting instructions: ``Crimes Act 1961, s 216B: add a subsection for ..., as art 3 describes it``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gapcheck.engine.ends import WON
from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.explain.cell_groups import describe
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.ids import DutyId, Point
from gapcheck.model.treaty import Narrowing, Waiver
from gapcheck.natural_order import natural_key
from gapcheck.repair import instruction_sentences as say
from gapcheck.repair.edit_places import EditPlaces, PlacedChange, section_cited
from gapcheck.repair.edits import Edit, home, in_place
from gapcheck.repair.repairs import Repairer, lodging
from gapcheck.wording.citation import article_label, division_label
from gapcheck.wording.words import join, small

LODGING = "Declarations and reservations"
MOST_LIMITS = 3
"""How many things a limit may name before it is left to the section to say them."""

Serves = Callable[[Edit], tuple[str, ...]]


@dataclass(frozen=True)
class Instruction:
    """What to tell a drafter of one section, or one thing to lodge or enact; ``serves`` are the full ids of duties."""

    act: str
    text: str
    edits: tuple[Edit, ...]
    serves: tuple[str, ...]


@dataclass(frozen=True)
class _Told:
    """What a place has to reach (in all cases, or ``provide``: in some), give or be set at, in words."""

    sort: str
    label: str
    amount: str = ""
    issue: str = ""


class Drafter:
    """Words for the edits of one assessment; ``beyond_doubt`` where they are to put duties beyond doubt."""

    def __init__(self, assessment: InstrumentResult, *, beyond_doubt: bool = False) -> None:
        self.assessment = assessment
        self.writer = SentenceWriter(assessment)
        self.beyond_doubt = beyond_doubt

    @cached_property
    def _repairer(self) -> Repairer:
        return Repairer(self.assessment, self.beyond_doubt)

    def act(self, edit: Edit) -> str:
        """The Act in which an edit is made; lodging is told apart."""
        if edit.sort == "lodge":
            return LODGING
        return self.writer.act(self.act_id(edit))

    def act_id(self, edit: Edit) -> str:
        """The id of the Act in which an edit is made; nothing where it is lodged."""
        if edit.sort == "lodge":
            return ""
        if edit.sort == "enact":
            return home(self.assessment.catalogue, self.assessment.catalogue.duty(edit.target)) or ""
        return self.writer.in_force[edit.target].act.id

    def instruction(self, edit: Edit, serves: Iterable[str] = ()) -> str:
        """One edit as a drafting instruction, with the place in the Act; two where it changes two sections."""
        duties = tuple(serves)
        return " ".join(told.text for told in self.instructions([edit], lambda _: duties))

    def instructions(self, edits: Iterable[Edit], serves: Serves) -> tuple[Instruction, ...]:
        """The edits as instructions, by Act: one for each section, however many duties it serves; lodging first.

        An edit whose limits are set in several sections is told in each of them.
        """
        ordered = sorted(edits, key=in_place)
        groups: dict[tuple[str, ...], list[PlacedChange | Edit]] = {}
        for edit in ordered:
            if edit.sort == "lodge":
                groups.setdefault(self._lodged_alike(edit), []).append(edit)
            elif edit.sort == "enact":
                article = self.assessment.catalogue.duty(edit.target).article
                groups.setdefault((self.act(edit), "new", article), []).append(edit)
            else:
                for change in self._placed(edit):
                    act, section = change.place.section
                    groups.setdefault((self.writer.act(act), "" if section else "new", section), []).append(change)
        told = sorted(groups.items(), key=lambda group: self._order(group[0]))
        return tuple(self._instruction(key[0], same, serves) for key, same in told)

    def by_act(self, edits: Iterable[Edit], serves: Serves) -> dict[str, list[Instruction]]:
        """The instructions by the Act in which they are made, lodging first."""
        acts: dict[str, list[Instruction]] = {}
        for instruction in self.instructions(edits, serves):
            acts.setdefault(instruction.act, []).append(instruction)
        return acts

    def _placed(self, edit: Edit) -> tuple[PlacedChange, ...]:
        duty = self.assessment.duty(edit.duty) if edit.duty else None
        return self._places.of(edit, duty, self._repairer.short(duty) if duty else ())

    @cached_property
    def _places(self) -> EditPlaces:
        catalogue = self.assessment.catalogue
        opinion = self._repairer.coverage.opinion
        return EditPlaces(
            catalogue.vocabulary, catalogue.acts, self.writer.in_force, lambda point: opinion.decide(point) == WON
        )

    def _lodged_alike(self, edit: Edit) -> tuple[str, ...]:
        """One reservation may limit several duties in the same words."""
        allowed = lodging(self.assessment.catalogue, edit)
        if allowed is None:
            return "", edit.target
        return "", allowed.value.how, allowed.value.under or "", self.permitted(allowed.value)

    @staticmethod
    def _order(place: tuple[str, ...]) -> tuple[object, ...]:
        """Lodging first, as it comes; then by Act, amendments by section before new sections."""
        return (place[0], place[1], natural_key(place[2])) if place[0] else ()

    def _instruction(self, act: str, same: list[PlacedChange | Edit], serves: Serves) -> Instruction:
        edits = tuple(dict.fromkeys(x if isinstance(x, Edit) else x.edit for x in same))
        changes = [x for x in same if isinstance(x, PlacedChange)]
        if changes:
            text = self._amend(changes, serves)
        elif edits[0].sort == "lodge":
            text = self._lodge(list(edits))
        else:
            text = self._enact(list(edits))
        duties = sorted({key for edit in edits for key in serves(edit)}, key=natural_key)
        return Instruction(act or LODGING, text, edits, tuple(duties))

    # New sections and amendments --------------------------------------------------------------------------------

    def _enact(self, edits: list[Edit]) -> str:
        duties = [self.assessment.catalogue.duty(e.target).duty for e in edits]
        provisions = [(duty.text, self._articles([duty.id])) for duty in duties]
        if self.act_id(edits[0]) in self.assessment.catalogue.practice:
            return say.put_in_place(self.act(edits[0]), provisions)
        return say.enact(self.act(edits[0]), provisions)

    def _amend(self, changes: list[PlacedChange], serves: Serves) -> str:
        provided = [c for c in changes if c.edit.sort == "provide"]
        beside = [c for c in provided if c.place.own or not c.wanted]
        set_here = self._asking([c for c in changes if c not in beside], serves)
        told = [*self._changes(set_here), *self._provisions(beside)]
        narrow = beside or any(told.sort == "provide" for told in set_here)
        if (limits := self._limits(provided)) and narrow:
            told.append(say.stays(limits))
        elif any(c.place.own for c in provided):
            told.append(say.stays([]))
        if not changes[0].place.pinpoint:
            return say.enact_section(changes[0].place.cited, dict.fromkeys(told))
        places = dict.fromkeys(c.place.cited for c in changes)
        # Two parts of a section, such as two of its subsections, are told under the section.
        cited = next(iter(places)) if len(places) == 1 else section_cited(places)
        return say.amend(cited, dict.fromkeys(told))

    def _asking(self, changes: list[PlacedChange], serves: Serves) -> dict[_Told, list[str]]:
        """What a place has to reach, give or be set at, with the duties that ask for it.

        What is widened for all cases need not be widened for some.
        """
        asking: dict[_Told, list[str]] = {}
        for change in changes:
            duties = (change.edit.duty,) if change.edit.duty else serves(change.edit)
            for told in self._each(change):
                asking.setdefault(told, []).extend(duties)
        for told in [t for t in asking if t.sort == "provide"]:
            wide = replace(told, sort="widen")
            if wide in asking:
                asking[wide] += asking.pop(told)
        return {told: sorted(set(duties), key=natural_key) for told, duties in asking.items()}

    def _changes(self, asking: Mapping[_Told, list[str]]) -> Iterable[str]:
        """What is widened, given and set, told once for the same articles."""
        alike: dict[tuple[str, str, str, tuple[str, ...]], list[str]] = {}
        for told, duties in asking.items():
            alike.setdefault((told.sort, told.amount, told.issue, tuple(duties)), []).append(told.label)
        for (sort, amount, issue, keys), labels in alike.items():
            asked = self._articles(DutyId.parse(key).duty for key in keys)
            match sort:
                case "set":
                    yield say.set_at(labels[0], amount, asked)
                case "widen":
                    yield say.extend(labels, asked)
                case "provide":
                    yield say.extend_for(labels, asked)
                case _:
                    yield say.provide_for(labels, asked, issue)

    def _each(self, change: PlacedChange) -> Iterable[_Told]:
        """What an edit comes to in a place.

        In a section that sets a limit or a guarantee for several rules, a subsection is an amendment of what it sets.
        """
        edit = change.edit
        if edit.sort == "provide":
            duty = self.assessment.duty(edit.duty)
            for facet, wanted in change.wanted.items():
                scope = self._scope(facet)
                issue = "" if scope else self._issue(edit.target, facet)
                for label in self._labels(self._in_general(duty, facet, wanted)):
                    yield _Told("provide" if scope else "give", label, issue=issue)
        elif edit.sort == "set":
            yield _Told("set", self.writer.facet(edit.facet), edit.quantity)
        else:
            issue = self._issue(edit.target, edit.facet) if edit.sort == "give" else ""
            yield _Told(edit.sort, self.writer.label(edit.concept), issue=issue)

    def _issue(self, rule: str, facet: str) -> str:
        """The question that a guarantee answers, where the guarantee alone would not tell what is to be changed."""
        catalogue, kind = self.assessment.catalogue, self.writer.in_force[rule].rule.kind
        question = catalogue.asked.get(str(Point(rule, facet)))
        if question is None or catalogue.vocabulary.kinds[kind].anchor == facet:
            return ""
        return small(question.title)

    def _provisions(self, changes: list[PlacedChange]) -> Iterable[str]:
        """What is provided for, told once for the articles that ask for the same."""
        alike: dict[tuple[object, ...], list[PlacedChange]] = {}
        for change in changes:
            alike.setdefault((change.place, tuple(change.wanted.items())), []).append(change)
        for same in alike.values():
            yield self._provision(same)

    def _provision(self, same: list[PlacedChange]) -> str:
        first = same[0]
        keys = sorted({change.edit.duty for change in same}, key=natural_key)
        articles = self._articles(DutyId.parse(key).duty for key in keys)
        duty = self.assessment.duty(first.edit.duty)
        if not first.wanted:
            if first.place.exception:
                return say.except_no_more(articles, self._answered(duty, first.edit.target) if len(keys) == 1 else "")
            cells = [c.cell for c in duty.cells]
            what = [describe(cells, duty, self.assessment.catalogue.vocabulary)]
            return say.add_subsection(what, [], articles, self._part(first))
        given = [
            label for f, concepts in first.wanted.items() if not self._scope(f) for label in self._labels(concepts)
        ]
        reached = self._reached(duty, first)
        return say.add_subsection(reached, given, articles, self._part(first))

    def _answered(self, duty: DutyResult, rule: str) -> str:
        """The part of a duty that a rule is the best answer to; nothing where that is all of it."""
        mine = [c.cell for c in duty.cells if c.best is not None and c.best.entry.key == rule]
        if not mine or len(mine) == len(duty.cells):
            return ""
        return describe(mine, duty, self.assessment.catalogue.vocabulary)

    @staticmethod
    def _part(change: PlacedChange) -> str:
        return "a part" if change.place.act.outside_statute else "a subsection"

    def _scope(self, facet: str) -> bool:
        return self.assessment.catalogue.vocabulary.is_scope(facet)

    def _labels(self, concepts: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(map(self.writer.label, concepts)))

    def _reached(self, duty: DutyResult, change: PlacedChange) -> list[str]:
        """What is to be reached, by facet, the anchor first."""
        words = self.assessment.catalogue.vocabulary
        anchor = words.kinds[duty.full.duty.kind].anchor
        facets = sorted((f for f in change.wanted if self._scope(f)), key=lambda f: f != anchor)
        # What qualifies an act, such as a purpose, is told with the name of its facet.
        qualifies = [
            f for f in facets if f != anchor and self._scope(anchor) and words.facets[f].unrelated == "overlapping"
        ]
        named = {f: self.writer.facet(f) if f in qualifies else "" for f in facets}
        return [say.reached(self._labels(self._in_general(duty, f, change.wanted[f])), named[f]) for f in facets]

    def _in_general(self, duty: DutyResult, facet: str, wanted: Sequence[str]) -> Sequence[str]:
        """Several concepts by the one that takes in all that the duty describes in the facet, if there is one."""
        words = self.assessment.catalogue.vocabulary
        described = {c for e in duty.full.elements if e.facet == facet for c in e.concepts}
        if len(wanted) < 2:
            return wanted
        general = [c for c in words.concepts if c not in described and all(words.within(d, c) for d in described)]
        narrowest = [c for c in general if not any(o != c and words.within(o, c) for o in general)]
        return narrowest if len(narrowest) == 1 else wanted

    def _limits(self, same: list[PlacedChange]) -> list[str]:
        """What the place is limited to where it falls short of what is provided for, by facet."""
        found: dict[str, dict[str, None]] = {}
        for change in same:
            for facet, concepts in change.found.items():
                found.setdefault(facet, {}).update(dict.fromkeys(concepts))
        if sum(map(len, found.values())) > MOST_LIMITS:
            return []
        return [self.writer.labels(concepts) for concepts in found.values()]

    def _articles(self, duties: Iterable[str]) -> str:
        """``art 3``, ``arts 3 and 4``: the places in the instrument."""
        labels = list(dict.fromkeys(division_label(self.assessment.instrument, duty) for duty in duties))
        if len(labels) < 2:
            return "".join(labels)
        noun = labels[0].partition(" ")[0]
        return f"{noun}s {join(label.partition(' ')[2] for label in labels)}"

    # Lodging ----------------------------------------------------------------------------------------------------

    def _lodge(self, edits: list[Edit]) -> str:
        allowed = lodging(self.assessment.catalogue, edits[0])
        # An edit may be made by hand, for an option that the treaty does not have.
        if allowed is None:
            return f"Lodge {edits[0].target}."
        under = article_label(allowed.value.under) if allowed.value.under else None
        articles = self._articles(Point.parse(edit.target).duty.duty for edit in edits)
        return say.lodge(allowed.value.how, under, articles, self.permitted(allowed.value))

    def permitted(self, allowed: Narrowing | Waiver) -> str:
        """What a declaration or reservation would limit or leave out; nothing where it leaves out the whole duty."""
        if allowed.text:
            return allowed.text.rstrip(".")
        if isinstance(allowed, Waiver):
            parts = [self.writer.labels(sorted(concepts)) for _, concepts in sorted(allowed.cells.items())]
            return f"leave out {', where it is also '.join(parts)}" if parts else ""
        if allowed.exclude:
            return f"leave out {self.writer.labels(sorted(allowed.exclude))}"
        # The treaties' own word: a Party may require an offence to be committed with a dishonest intent.
        return f"require {self.writer.labels(sorted(allowed.limit_to))}" if allowed.limit_to else ""
