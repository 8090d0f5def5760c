"""Single sentences: what a shortfall is, and what New Zealand's position does about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Shortfall
from gapcheck.engine.results import InstrumentResult
from gapcheck.model.law import RuleEntry
from gapcheck.model.position import Exercise, Reading, settle
from gapcheck.model.treaty import Allowed, FullDuty, Narrowing, Waiver
from gapcheck.wording.citation import PRACTICE, Pinpoint, cite_rule
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, small, stop

CONSENTED: Mapping[str, str] = {
    "signature": "signed",
    "ratification": "ratified",
    "acceptance": "accepted",
    "approval": "approved",
    "accession": "acceded",
}
CHECKED: Mapping[str, str] = {
    "verified": "verified",
    "secondary": "from a secondary source",
    "unverified": "not verified",
}

AnyAllowed = Allowed[Narrowing] | Allowed[Waiver]


def place(section: str) -> str:
    """Where an exception stands: ``s 252(2)``, or what its section is called."""
    return f"s {section}" if section[0].isdigit() else section


def holding(entry: RuleEntry) -> str:
    """Statutes are in force; measures outside statute are in place; a duty is part of its treaty text."""
    if entry.treaty is not None:
        return "part of the text"
    return "in place" if entry.act.id == PRACTICE else "in force"


def starting(entry: RuleEntry, word: str) -> str:
    """``in force since 1 April 2004 (Computer Amendment Act 2004, s 3)``, or with the word ``from``."""
    interval = entry.rule.in_force
    by = f" ({interval.by})" if interval.by else ""
    return f"{holding(entry)} {word} {long_date(interval.start)}{by}"


@dataclass(frozen=True, eq=False)
class Teller:
    """Words for one assessment: it knows the labels, the rules in force and New Zealand's position."""

    assessment: InstrumentResult

    @cached_property
    def in_force(self) -> Mapping[str, RuleEntry]:
        """The rules in force on the day."""
        return {e.key: e for e in self.assessment.rules_in_force(self.assessment.as_at)}

    @cached_property
    def _cited(self) -> Mapping[str, str]:
        """The citation of every rule of any day, by its id."""
        return {e.key: cite_rule(e) for e in self.assessment.rules}

    @cached_property
    def _citations_in_force(self) -> frozenset[str]:
        return frozenset(map(cite_rule, self.in_force.values()))

    @cached_property
    def _exercises(self) -> Mapping[str, Exercise]:
        """Each narrowing or waiver as last exercised by the day, or else as first exercised after it."""
        found = [x for p in self.assessment.catalogue.positions.values() for x in p.exercised]
        day = self.assessment.as_at
        later = sorted((x for x in found if x.date > day), key=lambda x: x.date, reverse=True)
        made = sorted((x for x in found if x.date <= day), key=lambda x: x.date)
        return {x.narrowing: x for x in (*later, *made)}

    @property
    def noun(self) -> str:
        """What the instrument is called in a sentence: ``treaty``, ``mandate``."""
        return self.assessment.instrument.noun

    @property
    def day(self) -> str:
        """The date of the assessment, in words."""
        return long_date(self.assessment.as_at)

    def labels(self, ids: Iterable[str], word: str = "or") -> str:
        """The labels of concepts and quantities, joined."""
        return join(map(self.label, ids), word)

    def label(self, concept: str) -> str:
        """The label of a concept; what is no concept (a quantity in words) stands for itself."""
        known = self.assessment.catalogue.vocabulary.concepts
        return known[concept].label if concept in known else concept

    def facet(self, facet: str | None) -> str:
        """The label of a facet, as it stands inside a sentence."""
        if facet is None:
            return ""
        return small(self.assessment.catalogue.vocabulary.facets[facet].label)

    def act(self, act: str) -> str:
        """The title of an Act, or the short title of the treaty that answers the instrument."""
        acts, treaties = self.assessment.catalogue.acts, self.assessment.catalogue.instruments
        return acts[act].title if act in acts else treaties[act].short_title if act in treaties else act

    def since(self, entry: RuleEntry) -> str:
        """Since when a rule is in force: ``in force in this form since ...`` where it was amended that day."""
        told = starting(entry, "since")
        rules = self.assessment.rules
        amended = any(e.key == entry.key and e.rule.in_force.end == entry.rule.in_force.start for e in rules)
        return told.replace(f"{holding(entry)} since", f"{holding(entry)} in this form since", 1) if amended else told

    def dated(self, entry: RuleEntry, when: str) -> str:
        """``when`` a rule of another day is in force; the section itself may well be in force on the day, in another
        form.
        """
        return f"in the form {when}" if cite_rule(entry) in self._citations_in_force else when

    def no_rule(self, full: FullDuty | None) -> str:
        """The opening of a sentence that no rule reaches something: without a survey of that law the record may be
        short.
        """
        survey = full.duty.survey if full else None
        surveyed = full is None or (survey is not None and survey.reaches(self.assessment.as_at))
        if self.assessment.instrument.answered_by is not None:
            return f"No duty of {self.assessment.law}, as it stood on {self.day},"
        return f"No rule in force on {self.day}" if surveyed else f"No rule on record for {self.day}"

    # Shortfalls -------------------------------------------------------------------------------------------------

    def shortfall(
        self,
        shortfall: Shortfall,
        word: str = "or",
        full: FullDuty | None = None,
        entry: RuleEntry | None = None,
        cell: Cell | None = None,
    ) -> str:
        """One shortfall as a sentence, with a second one where the treaty would allow it.

        ``word`` joins what was wanted; ``entry`` is the rule when it is not in force on the day.
        """
        entry = entry or self.in_force.get(shortfall.rule or "")
        told = self._no_rule(shortfall, cell, full) if entry is None else self._by_type(shortfall, entry, word)
        cure = self.cure(shortfall, full)
        return f"{told} {cure}" if cure else told

    def _no_rule(self, shortfall: Shortfall, cell: Cell | None, full: FullDuty | None) -> str:
        parts = [(shortfall.facet, shortfall.wanted)] if cell is None else list(cell.scope.items())
        told = "; ".join(f"{self.facet(facet)}: {self.labels(concepts)}" for facet, concepts in parts if facet)
        return f"{self.no_rule(full)} reaches this ({told})."

    def _by_type(self, s: Shortfall, entry: RuleEntry, word: str) -> str:
        cite, facet = cite_rule(entry), self.facet(s.facet)
        wanted, found = self.labels(s.wanted, word), self.found(s, entry)
        if s.exception is not None:
            return self._exception(s, entry)
        if s.type == "arguable":
            return self._arguable(s, entry)
        if s.type == "narrower":
            return (
                f"{cite} is narrower as to {facet}: it reaches only {found}, while the {self.noun} describes {wanted}."
            )
        if s.type == "extra_condition":
            described = f" (the {self.noun} describes {wanted})" if wanted else ""
            return f"{cite} adds a condition that the {self.noun} does not have, as to {facet}: {found}{described}."
        giver = "practice" if entry.act.id == PRACTICE else "the text" if entry.treaty else "the law"
        only = "" if any(w.startswith("at most") for w in s.wanted) else "only "
        instead = f"gives {only}{found}" if found else "gives nothing of the kind"
        return f"{cite} falls short as to {facet}: the {self.noun} asks for {wanted}, and {giver} {instead}."

    def found(self, s: Shortfall, entry: RuleEntry | None = None) -> str:
        """What a rule says where it falls short; a duty that leaves a choice says each of several things."""
        entry = entry or self.in_force.get(s.rule or "")
        if s.found or entry is None or s.facet is None:
            return self.labels(s.found)
        return self.labels(sorted({c for x in entry.rule.conditions if x.facet == s.facet for c in x.arguably}))

    def _arguable(self, s: Shortfall, entry: RuleEntry) -> str:
        cite, wanted, point = cite_rule(entry), self.labels(s.wanted), f"(point {s.point})"
        if found := self.found(s, entry):
            choice = "" if s.found else ", as each State may choose"
            return (
                f"It is arguable whether {cite} reaches {wanted}: it is read here as reaching {found}{choice} {point}."
            )
        giver = (s.point or "").rpartition("#")[0]
        return f"It is arguable whether {self._cited.get(giver, cite)} gives {wanted}, as to {self.facet(s.facet)} {point}."

    def _exception(self, s: Shortfall, entry: RuleEntry) -> str:
        exception = next(x for x in entry.rule.exceptions if x.section == s.exception)
        where = place(exception.section)
        left_out = f" It leaves out {self.labels(exception.concepts, 'and')}." if exception.concepts else ""
        why = f" {stop(exception.why)}" if exception.why else ""
        text = exception.text.rstrip(".")
        if s.type == "arguable":
            doubt = f"It is arguable whether the exception in {where} to {cite_rule(entry)} takes away from what"
            return f"{doubt} the {self.noun} asks: {text} (point {s.point}).{left_out}{why}"
        return f"{cite_rule(entry)} has an exception that the {self.noun} does not have, in {where}: {text}.{left_out}{why}"

    # Positions --------------------------------------------------------------------------------------------------

    def cure(self, shortfall: Shortfall, full: FullDuty | None = None) -> str | None:
        """That the treaty would allow the shortfall, and why this does not help on the day."""
        if shortfall.curable_under is None:
            return None
        duties = [full] if full else [d.full for d in self.assessment.duties]
        known: list[AnyAllowed] = [a for d in duties for a in d.allows if a.value.facet == shortfall.facet]
        known += [w for d in duties for w in d.waives if shortfall.type == "no_rule"]
        for allowed in known:
            if shortfall.curable_under in (allowed.value.under, allowed.value.id) and not self._made(allowed.key):
                return self.not_used(allowed)
        return f"{self.under(allowed=None, under=shortfall.curable_under)} would allow this."

    def _made(self, key: str) -> bool:
        """Whether a declaration or reservation has surely been made by the day."""
        exercise = self._exercises.get(key)
        if exercise is None or exercise.date > self.assessment.as_at:
            return False
        return not exercise.arguably or settle(key, self.assessment.reading) is True

    def under(self, allowed: AnyAllowed | None, under: str | None = None) -> str:
        """The treaty article that allows a limit: ``Article 40``."""
        place = under or (allowed.value.under if allowed else None)
        point = Pinpoint.leading(place)[0] if place else None
        return f"Article {place}" if point else f"The {self.assessment.instrument.short_title}"

    def not_used(self, allowed: AnyAllowed) -> str:
        """That a declaration or reservation would allow something, and that it is not in play on the day."""
        how = allowed.value.how
        exercise = self._exercises.get(allowed.key)
        would = f"{self.under(allowed)} would allow this by {how}"
        later = exercise is not None and exercise.date > self.assessment.as_at
        if exercise is not None and later and not exercise.arguably:
            return f"{would}, which New Zealand made only on {long_date(exercise.date)}."
        if exercise is not None and later:
            return f"{would}; it is not certain that New Zealand made it on {long_date(exercise.date)}: {stop(exercise.text)}"
        if exercise is not None:
            settled = settle(allowed.key, self.assessment.reading)
            doubt = (
                "the reading chosen takes it not to have been made"
                if settled is False
                else (f"it is not certain that New Zealand made it: {exercise.text.rstrip('.')} (point {allowed.key})")
            )
            return f"{would}, but {doubt}."
        position = self.assessment.catalogue.positions.get(self.assessment.instrument.id)
        consent = position.consent if position else None
        if consent is not None and consent.kind != "signature" and consent.date <= self.assessment.as_at:
            return f"{would}, but none is on record from when New Zealand {CONSENTED[consent.kind]} on {long_date(consent.date)}."
        return f"{would}; none made by New Zealand by {self.day} is on record."

    def used(self, allowed: AnyAllowed, what: str) -> str:
        """What excuses ``what``: the treaty itself, or a declaration or reservation and since when."""
        exercise = self._exercises.get(allowed.key)
        if allowed.value.how == "free" or exercise is None:
            why = f" {stop(allowed.value.text)}" if allowed.value.text else ""
            return f"{self.under(allowed)} allows {what} without any declaration.{why}"
        article = f" under {self.under(allowed)[:1].lower()}{self.under(allowed)[1:]}" if allowed.value.under else ""
        lodged = f"New Zealand's {allowed.value.how}{article} of {long_date(exercise.date)}"
        made = f"{capital(what)} rests on {lodged}: {stop(exercise.text)}"
        if exercise.arguably and self.assessment.reading:
            made += f" The reading “{self.assessment.reading.title}” takes it to have been made (point {allowed.key})."
        return made

    def allowed(self, full: FullDuty, key: str | None) -> AnyAllowed | None:
        """The narrowing or waiver of a duty with that id."""
        every: list[AnyAllowed] = [*full.allows, *full.waives]
        return next((a for a in every if a.key == key), None)

    def exercise(self, key: str) -> Exercise | None:
        """New Zealand's exercise of a narrowing or waiver, whenever it was."""
        return self._exercises.get(key)

    # Readings ---------------------------------------------------------------------------------------------------

    def readings_on(self, points: Sequence[str]) -> list[str]:
        """How the readings on record settle points, with their grounds."""
        readings = self.assessment.catalogue.readings.values()
        told = [sentence for reading in readings for sentence in self.settled(points, reading)]
        open_ = [p for p in points if all(settle(p, r) is None for r in readings)]
        return [*told, *(f"No reading on record settles the point {p}." for p in open_)]

    def settled(self, points: Iterable[str], reading: Reading) -> list[str]:
        """How one reading settles points, with its grounds; points with the same ground are told together."""
        alike: dict[tuple[str, str], list[str]] = {}
        for point in points:
            won = settle(point, reading)
            if won is not None:
                way = "for New Zealand" if won else "against New Zealand"
                alike.setdefault((way, _grounds(point, reading)), []).append(point)
        return [
            f"The reading “{reading.title}” settles the point{'s' if len(same) > 1 else ''} {join(same)} {way}{because}."
            for (way, because), same in alike.items()
        ]


def _grounds(point: str, reading: Reading) -> str:
    """Why a reading settles a point, and where that comes from, as the end of a sentence."""
    grounds = [
        f"{g.text.rstrip('.')} ({join(f'{s.ref}, {s.pinpoint}, {CHECKED[s.checked]}' for s in g.source)})"
        for g in reading.grounds
        if g.point == point
    ]
    return f": {'; '.join(grounds)}" if grounds else ""
