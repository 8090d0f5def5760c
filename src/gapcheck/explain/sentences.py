"""Which sentence a verdict calls for, and the words of one assessment that go into it.

The sentences themselves stand in ``shortfall_sentences`` and ``position_sentences``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gapcheck.engine.assessment import Judge
from gapcheck.engine.cells import Cell
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.findings import Shortfall
from gapcheck.engine.results import ArticleResult, DutyResult, InstrumentResult
from gapcheck.explain import position_sentences as positions
from gapcheck.explain import question_sentences as questions
from gapcheck.explain import shortfall_sentences as shortfalls
from gapcheck.explain.cell_groups import stated
from gapcheck.explain.cited_rules import CitedRules
from gapcheck.model.ids import Point
from gapcheck.model.law import RuleEntry
from gapcheck.model.position import Exercise, Reading, settle
from gapcheck.model.question import Question
from gapcheck.model.treaty import Allowed, FullDuty, Narrowing, Waiver
from gapcheck.wording.citation import Pinpoint, cite_rule
from gapcheck.wording.dates import long_date
from gapcheck.wording.rules import holding, starting
from gapcheck.wording.running_text import provision
from gapcheck.wording.words import join, small

if TYPE_CHECKING:
    from gapcheck.explain.article_answer import Answering

MOST_NAMED = 5
"""How many concepts of one rule a sentence names before it counts the rest."""

AnyAllowed = Allowed[Narrowing] | Allowed[Waiver]


@dataclass(frozen=True, eq=False)
class SentenceWriter:
    """Words for one assessment: it knows the labels, the rules in force and the position of the State."""

    assessment: InstrumentResult

    @cached_property
    def answering(self) -> dict[str, Answering]:
        """What answers on each article that was asked about, with the answers that it gave."""
        return {}

    @cached_property
    def rules_on_record(self) -> CitedRules:
        """The rules that the instrument is held against, by how they are cited."""
        return CitedRules(self.assessment.rules, self.assessment.as_at)

    @property
    def in_force(self) -> Mapping[str, RuleEntry]:
        """The rules in force on the day."""
        return self.rules_on_record.in_force

    @cached_property
    def _exercises(self) -> Mapping[str, Exercise]:
        """Each narrowing or waiver as last exercised by the day, or else as first exercised after it."""
        exercised = self.assessment.catalogue.exercised
        day = self.assessment.as_at
        # In a dictionary the last one of a key wins: any made by the day, or else the first one made after it.
        later = sorted((x for x in exercised if x.date > day), key=lambda x: x.date, reverse=True)
        made = sorted((x for x in exercised if x.date <= day), key=lambda x: x.date)
        return {x.narrowing: x for x in (*later, *made)}

    # Words ------------------------------------------------------------------------------------------------------

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
        if act in acts:
            return acts[act].title
        return treaties[act].short_title if act in treaties else act

    def since(self, entry: RuleEntry) -> str:
        """Since when a rule is in force: ``in force in this form since ...`` where it was amended that day."""
        since = starting(entry, "since")
        if not self.rules_on_record.amended(entry):
            return since
        return since.replace(f"{holding(entry)} since", f"{holding(entry)} in this form since", 1)

    def dated(self, entry: RuleEntry, when: str) -> str:
        """``when`` a rule of another day is in force; the section itself may well be in force on the day, in another
        form.
        """
        return f"in the form {when}" if cite_rule(entry) in self.rules_on_record.cited_in_force else when

    def no_rule(self, full: FullDuty | None) -> str:
        """The opening of a sentence that no rule reaches something: without a survey of that law the record may be
        short.
        """
        survey = full.duty.survey if full else None
        surveyed = full is None or (survey is not None and survey.reaches(self.assessment.as_at))
        if self.assessment.instrument.answered_by is not None:
            return f"No duty of {self.assessment.law}, as it stood on {self.day},"
        return f"No rule in force on {self.day}" if surveyed else f"No rule on record for {self.day}"

    def rule_says(self, s: Shortfall, entry: RuleEntry | None = None) -> str:
        """What a rule says where it falls short; a duty that leaves a choice says each of several things."""
        entry = entry or self.in_force.get(s.rule or "")
        if s.found or entry is None or s.facet is None:
            return self.labels(s.found)
        return self.labels(sorted({c for x in entry.rule.conditions if x.facet == s.facet for c in x.arguably}))

    # Shortfalls -------------------------------------------------------------------------------------------------

    def shortfall(
        self,
        shortfall: Shortfall,
        word: str = "or",
        full: FullDuty | None = None,
        entry: RuleEntry | None = None,
        cell: Cell | None = None,
        *,
        cured: bool = True,
    ) -> str:
        """One shortfall as a sentence, with a second one where the treaty would allow it, unless ``cured`` is false.

        ``word`` joins what was wanted; ``entry`` is the rule when it is not in force on the day.
        """
        entry = entry or self.in_force.get(shortfall.rule or "")
        if entry is None:
            sentence = self._no_rule(shortfall, cell, full)
        else:
            wanted = self.labels(shortfall.wanted, word) if stated(shortfall, full) else ""
            sentence = self._by_type(shortfall, entry, wanted)
        cure = self.cure(shortfall, full) if cured else None
        return f"{sentence} {cure}" if cure else sentence

    def _no_rule(self, shortfall: Shortfall, cell: Cell | None, full: FullDuty | None) -> str:
        parts = [(shortfall.facet, shortfall.wanted)] if cell is None else list(cell.stated.items())
        described = "; ".join(f"{self.facet(facet)}: {self.labels(concepts)}" for facet, concepts in parts if facet)
        return shortfalls.no_rule_reaches(self.no_rule(full), described)

    def _by_type(self, s: Shortfall, entry: RuleEntry, wanted: str) -> str:
        cited, facet, says = provision(cite_rule(entry)), self.facet(s.facet), self._few(s) or self.rule_says(s, entry)
        question = self.question(s.point)
        if s.type == "arguable" and question is not None:
            return shortfalls.turns_on(self.in_short(question))
        # An exception first: it may be arguable too, and is then told as an exception all the same.
        if s.exception is not None:
            return self._exception(s, entry)
        if s.type == "arguable":
            return self._arguable(s, entry)
        if s.type == "narrower" or (s.type == "extra_condition" and s.wanted):
            return shortfalls.narrower(cited, says, self.noun, wanted)
        if s.type == "extra_condition":
            return shortfalls.extra_condition(cited, facet, says, self.noun)
        # A quantity that is wanted is in words: a ceiling begins so (see Element.bound).
        below_ceiling = any(w.startswith("at most") for w in s.wanted)
        return shortfalls.missing(cited, facet, self.noun, wanted, shortfalls.given_instead(says, below_ceiling))

    def _few(self, s: Shortfall) -> str:
        """What a rule says, where that is a long list: a few, and how many more."""
        more = len(s.found) - MOST_NAMED
        return f"{', '.join(map(self.label, s.found[:MOST_NAMED]))} or one of {more} others" if more > 1 else ""

    def _arguable(self, s: Shortfall, entry: RuleEntry) -> str:
        cited, wanted = provision(cite_rule(entry)), self.labels(s.wanted)
        if says := self.rule_says(s, entry):
            return shortfalls.arguable_reach(cited, wanted, says, choice=not s.found)
        # The guarantee may be given by another rule, one that supports this one: the point names it.
        giver, known = Point.parse(s.point or "").owner, self.rules_on_record.citations
        return shortfalls.arguable_gift(provision(known[giver]) if giver in known else cited, wanted)

    def _exception(self, s: Shortfall, entry: RuleEntry) -> str:
        exception = next(x for x in entry.rule.exceptions if x.section == s.exception)
        cited, section, text = provision(cite_rule(entry)), exception.section, exception.text
        left_out = self.labels(exception.concepts, "and")
        if s.type == "arguable":
            sentence = shortfalls.arguable_exception(cited, section, self.noun, text, left_out)
        else:
            sentence = shortfalls.exception(cited, section, self.noun, text, left_out)
        return shortfalls.with_reason(sentence, exception.why)

    # Positions --------------------------------------------------------------------------------------------------

    def cure(self, shortfall: Shortfall, full: FullDuty | None = None) -> str | None:
        """That the treaty would allow the shortfall, and why this does not help on the day."""
        if shortfall.curable_under is None:
            return None
        # A shortfall names the article that would allow it; the limit that is meant is the one on its facet.
        duties = [full] if full else [d.full for d in self.assessment.duties]
        known: list[AnyAllowed] = [a for d in duties for a in d.allows if a.value.facet == shortfall.facet]
        known += [w for d in duties for w in d.waives if shortfall.type == "no_rule"]
        for allowed in known:
            if shortfall.curable_under in (allowed.value.under, allowed.value.id) and not self._made(allowed.key):
                return None if self._perhaps_otherwise(allowed, duties) else self.not_used(allowed)
        return positions.allowed_in_general(self.under(shortfall.curable_under))

    def _perhaps_otherwise(self, allowed: AnyAllowed, duties: Iterable[FullDuty]) -> bool:
        """Whether something else that the same article allows may have been made: that none was cannot be said then."""
        if self.exercise(allowed.key) is not None:
            return False
        every: list[AnyAllowed] = [*(a for d in duties for a in d.allows), *(w for d in duties for w in d.waives)]
        others = [a for a in every if a.value.under == allowed.value.under]
        return any(x.arguably for x in map(self.exercise, [o.key for o in others]) if x is not None)

    def _made(self, key: str) -> bool:
        """Whether a declaration or reservation has surely been made by the day."""
        exercise = self._exercises.get(key)
        if exercise is None or exercise.date > self.assessment.as_at:
            return False
        return not exercise.arguably or settle(key, self.assessment.reading) is True

    def under(self, place: str | None) -> str:
        """The treaty article that allows a limit: ``Article 40``; the treaty where none is named."""
        point = Pinpoint.leading(place)[0] if place else None
        return f"Article {place}" if point else f"The {self.assessment.instrument.short_title}"

    def not_used(self, allowed: AnyAllowed) -> str:
        """That a declaration or reservation would allow something, and that it is not in play on the day."""
        would = positions.would_allow(self.under(allowed.value.under), allowed.value.how)
        exercise = self._exercises.get(allowed.key)
        if exercise is None:
            return self._never_made(would)
        day = long_date(exercise.date)
        if exercise.date > self.assessment.as_at:
            if exercise.arguably:
                return positions.perhaps_made_later(would, day, exercise.text, self.state)
            return positions.made_later(would, day, self.state)
        question = self.question(allowed.key)
        if settle(allowed.key, self.assessment.reading) is False:
            return positions.taken_as_not_made(would)
        return positions.perhaps_made(would, exercise.text, question.title if question else "", self.state)

    def _never_made(self, would: str) -> str:
        """After consent to be bound nothing more can be lodged; a signature leaves it open."""
        position = self.assessment.catalogue.positions.get(self.assessment.instrument.id)
        consent = position.consent if position else None
        if consent is not None and consent.kind != "signature" and consent.date <= self.assessment.as_at:
            how = positions.CONSENTED[consent.kind]
            return positions.none_on_consent(would, how, long_date(consent.date), self.state)
        return positions.none_on_record(would, self.day, self.state)

    def used(self, allowed: AnyAllowed, what: str) -> str:
        """What excuses ``what``: the treaty itself, or a declaration or reservation and since when."""
        exercise = self._exercises.get(allowed.key)
        under = self.under(allowed.value.under)
        if allowed.value.how == "free" or exercise is None:
            return positions.allowed_freely(under, what, allowed.value.text)
        day = long_date(exercise.date)
        whose = self.assessment.state.whose
        lodged = positions.lodged(allowed.value.how, under if allowed.value.under else None, day, whose)
        sentence = positions.rests_on(what, lodged, exercise.text)
        if exercise.arguably and self.assessment.reading and settle(allowed.key, self.assessment.reading):
            sentence += f" {positions.taken_as_made(self.assessment.reading.title)}"
        return sentence

    def allowed(self, full: FullDuty, key: str | None) -> AnyAllowed | None:
        """The narrowing or waiver of a duty with that id."""
        every: list[AnyAllowed] = [*full.allows, *full.waives]
        return next((a for a in every if a.key == key), None)

    def exercise(self, key: str) -> Exercise | None:
        """The State's exercise of a narrowing or waiver, whenever it was."""
        return self._exercises.get(key)

    # Readings ---------------------------------------------------------------------------------------------------

    @property
    def on_reading(self) -> str:
        """On what a verdict rests that a reading decides: ``on the Government's general position``; nothing without."""
        reading = self.assessment.reading
        if reading is None:
            return ""
        general = any(ground.general for ground in reading.grounds)
        return f"on {small(reading.title)}" if general else f"under the reading “{reading.title}”"

    @cached_property
    def _unread(self) -> Coverage:
        """The same law without the reading."""
        return Judge.on(self.assessment.catalogue, self.assessment.as_at, None).coverage

    def settled_points(self, duty: DutyResult) -> tuple[str, ...]:
        """The points of the best rules for a duty that the reading settles; without it they would turn on views."""
        reading = self.assessment.reading
        if reading is None:
            return ()
        # A verdict under a reading does not hold the points that it settled, so the best rules are tested without it.
        tested = [self._unread.test(duty.full, c.cell, c.best.entry) for c in duty.cells if c.best]
        points = (s.point for f in tested if f for s in (*f.shortfalls, *f.excused) if s.point)
        return tuple(p for p in dict.fromkeys(points) if settle(p, reading) is not None)

    def readings_on(self, points: Sequence[str]) -> list[str]:
        """How the readings on record would settle points, with their grounds."""
        instrument = self.assessment.instrument.id
        readings = (reading.of(instrument) for reading in self.assessment.catalogue.readings.values())
        return [sentence for reading in readings for sentence in self.settled(points, reading)]

    def settled(self, points: Iterable[str], reading: Reading) -> list[str]:
        """How one reading settles points, with its grounds; what has the same ground is told together."""
        alike: dict[tuple[bool, str, str], dict[str, None]] = {}
        for point in points:
            won = settle(point, reading)
            if won is not None:
                same = won, positions.grounds_of(point, reading), self._caveat(point, reading)
                alike.setdefault(same, {})[self.matter(point)] = None
        return [
            positions.settled(reading.title, tuple(same), self.state, won=won, grounds=grounds, caveat=caveat)
            for (won, grounds, caveat), same in alike.items()
        ]

    def _caveat(self, point: str, reading: Reading) -> str:
        """That what a point is settled on does not speak to it; nothing where some ground does."""
        grounds = [ground for ground in reading.grounds if ground.point == point]
        if not grounds or not all(ground.general for ground in grounds):
            return ""
        treaties = self.assessment.catalogue.instruments
        names = dict.fromkeys(treaties[n].short_title for g in grounds for n in g.names if n in treaties)
        return positions.caveat(tuple(names))

    def matter(self, point: str) -> str:
        """What a point is about: the question that it belongs to, by title, or the rule that it is a doubt about."""
        question = self.question(point)
        if question is not None:
            return questions.named([question])
        if self.exercise(point) is not None:
            return f"whether {self.state} made this declaration or reservation"
        owner = Point.parse(point).owner
        return f"the doubt about {self.rules_on_record.citations.get(owner, owner)}"

    # Questions and verdicts -------------------------------------------------------------------------------------

    def question(self, point: str | None) -> Question | None:
        """The question that a point belongs to."""
        return self.assessment.catalogue.asked.get(point) if point else None

    def tried(self, question: Question) -> bool:
        """Whether the answer is not our view, but one that was tried."""
        return question.id in self.assessment.tried

    def read(self, question: Question) -> bool:
        """Whether the reading that was chosen settles a question, or a point of it."""
        return any(settle(point, self.assessment.reading) is not None for point in question.points)

    def in_short(self, question: Question) -> str:
        """A question in a line."""
        return questions.in_short(question, self.tried(question))

    def won(self, point: str | None) -> bool:
        """Whether a point goes the State's way, by the reading or else by our view; what is open does not."""
        if point is None:
            return False
        settled = settle(point, self.assessment.reading)
        question = self.question(point)
        return settled if settled is not None else question is not None and question.view == "holds"

    def verdict(self, place: DutyResult | ArticleResult) -> str:
        """The verdict on a duty or article with how sure it is: ``Likely met, to be confirmed``."""
        return self.assessment.sensitivity.in_words(place)

    @property
    def state(self) -> str:
        """The State in a sentence."""
        return self.assessment.state.name

    @property
    def thing(self) -> str:
        """What is asked: a duty of a treaty, an item of a mandate."""
        return "duty" if self.assessment.instrument.answered_by is None else "item"

    @property
    def rule(self) -> str:
        """What answers it: a rule of law, a duty of a treaty text."""
        return "rule" if self.thing == "duty" else "duty"
