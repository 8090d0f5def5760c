"""The catalogue: everything that a load found, as one frozen value with the look-ups that the engine needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import cast, get_args

from gapcheck.catalogue.derived import Derived
from gapcheck.catalogue.full_duties import full_duties
from gapcheck.catalogue.named_readings import combined
from gapcheck.catalogue.staleness import SuspectRule, Suspicion, carried_over, suspicions
from gapcheck.catalogue.states import default_state, procedure_of
from gapcheck.errors import UnknownIdError, UsageError, did_you_mean
from gapcheck.model.base import Model
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.model.law import Act, Reform, ReformFile, RuleEntry, StatuteFile
from gapcheck.model.policy import (
    AgenciesFile,
    Agency,
    AssessorsFile,
    CapabilityFile,
    CatalogueFile,
    DocumentsFile,
    OutsideAssessment,
    PolicyDocument,
    ReformIdea,
    ReformRegisterFile,
    Statement,
    StatementsFile,
)
from gapcheck.model.position import Exercise, Position, Reading
from gapcheck.model.question import Question, SignedQuestion, View
from gapcheck.model.state import DraftingProcedure, State
from gapcheck.model.treaty import Article, ArticlesFile, FullDuty, Instrument
from gapcheck.model.vocabulary import SearchWord, Vocabulary, VocabularyFile
from gapcheck.natural_order import natural_key

OPEN_VIEW: View = "open"

Views = Mapping[str, str] | None
"""Answers to questions that are tried in place of their views, by question; ``None`` leaves every question open."""

AS_VIEWED: Mapping[str, str] = MappingProxyType({})
"""Nothing is tried: the views of the catalogue stand."""

PolicyFile = (
    StatementsFile | AssessorsFile | CatalogueFile | ReformRegisterFile | AgenciesFile | CapabilityFile | DocumentsFile
)


@dataclass(frozen=True)
class Origin:
    """The file and line where something is written down."""

    file: str
    line: int


@dataclass(frozen=True)
class Contents:
    """What the files of one catalogue say, validated but not yet joined up."""

    vocabulary: tuple[VocabularyFile, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    articles: tuple[ArticlesFile, ...] = ()
    statutes: tuple[StatuteFile, ...] = ()
    reforms: tuple[ReformFile, ...] = ()
    positions: tuple[Position, ...] = ()
    readings: tuple[Reading, ...] = ()
    questions: tuple[Question, ...] = ()
    policy: tuple[PolicyFile, ...] = ()
    verification: tuple[SuspectRule, ...] = ()
    state: State | None = None
    procedure: DraftingProcedure | None = None

    def parts(self) -> Iterator[tuple[str, tuple[Model, ...]]]:
        """Each sort of content by its name, with what there is of it."""
        for field_ in fields(self):
            held = getattr(self, field_.name)
            yield field_.name, held if isinstance(held, tuple) else (held,) * (held is not None)


@dataclass(frozen=True, repr=False)
class Catalogue:
    """A consistent catalogue. Build one with :func:`gapcheck.load`; ``version`` is a fingerprint of its files.

    Contents handed in directly have to be consistent already (``gapcheck.catalogue.checks.check`` tells).
    """

    contents: Contents
    version: str = "unversioned"
    origins: Mapping[str, Origin] = field(default_factory=dict)
    # What a reform does not touch (vocabulary, instruments, duties) is joined up once and taken from the catalogue that
    # it is laid over: a repair lays hundreds of candidates over one law. Everything else is derived from the contents.
    _base: Catalogue | None = field(default=None, repr=False, compare=False)

    def __repr__(self) -> str:
        counts = f"{len(self.duties)} duties, {len(self.rules)} rules of {len(self.acts)} Acts"
        return f"<Catalogue {self.version}: {len(self.instruments)} instruments, {counts}>"

    def with_law(self, statutes: tuple[StatuteFile, ...], positions: tuple[Position, ...], version: str) -> Catalogue:
        """The catalogue with other law and other positions; what does not depend on them is not joined up again."""
        contents = replace(self.contents, statutes=statutes, positions=positions)
        return Catalogue(contents, version, self.origins, _base=self)

    @property
    def _of_same_law(self) -> Catalogue | None:
        """The catalogue that it is laid over, if it differs from that in questions, readings or positions alone."""
        base = self._base
        return base if base is not None and base.contents.statutes is self.contents.statutes else None

    @cached_property
    def derived(self) -> Derived:
        """What other rooms have worked out of the vocabulary, the duties and the law."""
        return Derived() if self._of_same_law is None else self._of_same_law.derived

    @cached_property
    def state(self) -> State:
        """The State whose law it has."""
        return self.contents.state or default_state()

    @cached_property
    def procedure(self) -> DraftingProcedure:
        """How documents on a treaty are drafted for that State."""
        return self.contents.procedure or procedure_of(self.state)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Kinds, facets and concepts."""
        if self._base is not None:
            return self._base.vocabulary
        files = self.contents.vocabulary
        return Vocabulary(
            (k for f in files for k in f.kinds),
            (x for f in files for x in f.facets),
            (c for f in files for c in f.concepts),
            next((f.parts for f in files if f.parts), None),
        )

    @cached_property
    def search_words(self) -> tuple[SearchWord, ...]:
        """Words that people look for and treaties do not use."""
        return tuple(word for file in self.contents.vocabulary for word in file.search_words)

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        """The instruments by id."""
        if self._base is not None:
            return self._base.instruments
        return FrozenMapping({i.id: i for i in sorted(self.contents.instruments, key=lambda i: i.id)})

    @cached_property
    def acts(self) -> Mapping[str, Act]:
        """The Acts by id."""
        return FrozenMapping({s.act.id: s.act for s in sorted(self.contents.statutes, key=lambda s: s.act.id)})

    @cached_property
    def practice(self) -> frozenset[str]:
        """The ids of what is no Act but a register of measures outside statute."""
        return frozenset(id for id, act in self.acts.items() if act.outside_statute)

    @cached_property
    def rules(self) -> tuple[RuleEntry, ...]:
        """Every rule of every interval, in the order of Act, section and commencement."""
        if self._of_same_law is not None:
            return self._of_same_law.rules
        entries = [
            RuleEntry(s.act, sec, r.within(s.act))
            for s in self.contents.statutes
            for sec in s.sections
            for r in sec.rules
        ]
        return tuple(sorted(entries, key=lambda e: e.order))

    @cached_property
    def rules_by_key(self) -> Mapping[str, tuple[RuleEntry, ...]]:
        """The rules of every interval by their id, the earliest first."""
        found: dict[str, list[RuleEntry]] = {}
        for entry in self.rules:
            found.setdefault(entry.key, []).append(entry)
        return FrozenMapping((key, tuple(entries)) for key, entries in found.items())

    @cached_property
    def kinds_of_acts(self) -> Mapping[tuple[str, str], int]:
        """How many rules of a kind an Act has, by the Act and the kind."""
        return FrozenMapping(Counter((entry.act.id, entry.rule.kind) for entry in self.rules))

    @cached_property
    def suspects(self) -> Mapping[tuple[str, date], Suspicion]:
        """The rules that the official text called in question and nobody has reviewed since, by their identity."""
        # What was found of the law before stays found, also of what a reform makes of a suspect rule.
        if self._base is not None:
            return carried_over(self._base.suspects, self._base.rules, self.rules)
        return suspicions(self.contents.verification, self.rules) if self.contents.verification else {}

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """The State's position by instrument."""
        return FrozenMapping({p.instrument: p for p in sorted(self.contents.positions, key=lambda p: p.instrument)})

    @cached_property
    def exercised(self) -> tuple[Exercise, ...]:
        """Every narrowing or waiver that the State exercised, by instrument."""
        return tuple(x for position in self.positions.values() for x in position.exercised)

    def exercised_by(self, day: date) -> tuple[Exercise, ...]:
        """What the State had exercised on or before ``day``."""
        return tuple(x for x in self.exercised if x.date <= day)

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """The readings by id."""
        return FrozenMapping({r.id: r for r in sorted(self.contents.readings, key=lambda r: r.id)})

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The questions by id."""
        return FrozenMapping({q.id: q for q in sorted(self.contents.questions, key=lambda q: q.id)})

    @cached_property
    def reforms(self) -> Mapping[str, Reform]:
        """The heads of the reforms by id."""
        return FrozenMapping({r.reform.id: r.reform for r in sorted(self.contents.reforms, key=lambda r: r.reform.id)})

    @cached_property
    def correspondences(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """For each article (``budapest:2``) those of other instruments on its subject, with the difference; both
        ways.
        """
        by_place: dict[str, dict[str, str]] = {}
        for file in self.contents.articles:
            for article in file.articles:
                own = f"{file.instrument}:{article.article}"
                # Written on either side it counts for both; what an article says itself goes before what is said of it.
                for other in article.corresponds:
                    by_place.setdefault(own, {})[other.article] = other.difference
                    by_place.setdefault(other.article, {}).setdefault(own, other.difference)
        return FrozenMapping(
            (place, tuple(sorted(others.items(), key=lambda o: natural_key(o[0]))))
            for place, others in by_place.items()
        )

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What officials and Ministers said, by date."""
        unsorted = (s for f in self.contents.policy if isinstance(f, StatementsFile) for s in f.statements)
        return tuple(sorted(unsorted, key=lambda s: (s.as_at, natural_key(s.id))))

    @cached_property
    def assessments(self) -> tuple[OutsideAssessment, ...]:
        """What bodies outside the State found of its law, by date."""
        unsorted = (a for f in self.contents.policy if isinstance(f, AssessorsFile) for a in f.assessments)
        return tuple(sorted(unsorted, key=lambda a: (a.as_at, natural_key(a.id))))

    @cached_property
    def law_known_to(self) -> date | None:
        """The last day whose law somebody looked through; ``None`` where the catalogue does not say."""
        if self.state.law_known_to is not None:
            return self.state.law_known_to
        heads = [f.catalogue for f in self.contents.policy if isinstance(f, CatalogueFile)]
        return heads[0].law_known_to if heads else None

    @cached_property
    def ideas(self) -> tuple[ReformIdea, ...]:
        """The register of domestic ideas for reform."""
        items = (i for f in self.contents.policy if isinstance(f, ReformRegisterFile) for i in f.items)
        return tuple(sorted(items, key=lambda i: natural_key(i.id)))

    @cached_property
    def agencies(self) -> Mapping[str, Agency]:
        """The agencies by id."""
        entries = (a for f in self.contents.policy if isinstance(f, AgenciesFile) for a in f.agencies)
        return FrozenMapping({a.id: a for a in sorted(entries, key=lambda a: a.id)})

    @cached_property
    def capabilities(self) -> tuple[CapabilityFile, ...]:
        """The matrices of agencies by capabilities."""
        return tuple(f for f in self.contents.policy if isinstance(f, CapabilityFile))

    @cached_property
    def documents(self) -> Mapping[str, PolicyDocument]:
        """The documents by id."""
        entries = (d for f in self.contents.policy if isinstance(f, DocumentsFile) for d in f.documents)
        return FrozenMapping({d.id: d for d in sorted(entries, key=lambda d: d.id)})

    @cached_property
    def asked(self) -> Mapping[str, Question]:
        """The question that each point is in, by the point."""
        return FrozenMapping({p: question for question in self.questions.values() for p in question.points})

    def answers(self, views: Views) -> Mapping[str, View]:
        """What ``views`` try in place of the views of the catalogue; with ``None``, every question is open.

        Raises ``UnknownIdError`` for an unknown question, ``UsageError`` for an answer that is no view.
        """
        if views is None:
            return dict.fromkeys(self.questions, OPEN_VIEW)
        for question, view in views.items():
            self.question(question)
            if view not in get_args(View):
                known = f"expected one of {', '.join(get_args(View))}{did_you_mean(str(view), get_args(View))}"
                raise UsageError(f"{view!r} is no view of the question {question!r}; {known}")
        return {question: cast(View, view) for question, view in views.items()}

    def with_views(self, views: Views) -> Catalogue:
        """The catalogue with other answers to some of its questions; with ``None``, all of them are open.

        An answer that is only tried has the arguments of the view, and no strength. Raises as ``answers`` does.
        """
        tried = self.answers(views)
        if not tried:
            return self
        # An answer that is tried goes before one that a review signed.
        own = self.as_computed()
        changed = {q: own.question(q).model_copy(update={"view": v, "strength": None}) for q, v in tried.items()}
        questions = tuple(changed.get(q.id, q) for q in self.contents.questions)
        return Catalogue(replace(self.contents, questions=questions), self.version, self.origins, _base=self)

    def with_answers(self, signed: Iterable[SignedQuestion]) -> Catalogue:
        """The catalogue in which answers that reviews signed stand in place of our views."""
        answered = {question.id: question for question in signed}
        if not answered:
            return self
        questions = tuple(answered.get(q.id, q) for q in self.contents.questions)
        return Catalogue(replace(self.contents, questions=questions), self.version, self.origins, _base=self)

    @cached_property
    def signed(self) -> tuple[SignedQuestion, ...]:
        """The questions whose view is an answer that a review signed, by id."""
        return tuple(q for q in self.questions.values() if isinstance(q, SignedQuestion))

    def as_computed(self) -> Catalogue:
        """The catalogue with our own views in place of the answers that reviews signed."""
        if not self.signed:
            return self
        own = tuple(q.ours if isinstance(q, SignedQuestion) else q for q in self.contents.questions)
        return Catalogue(replace(self.contents, questions=own), self.version, self.origins, _base=self)

    def instrument(self, instrument: str) -> Instrument:
        """The instrument with that id. Raises ``UnknownIdError``."""
        if instrument not in self.instruments:
            raise UnknownIdError("instrument", instrument, self.instruments)
        return self.instruments[instrument]

    def reading(self, reading: str) -> Reading:
        """The reading with that id; of several (``officials+strict``), what they settle together.

        Raises ``UnknownIdError``, and ``UsageError`` if one accepts what another rejects.
        """
        if reading in self.readings:
            return self.readings[reading]
        return combined(self.readings, reading)

    def with_reading(self, reading: Reading) -> Catalogue:
        """The catalogue with a reading beside its own, which one of the same id stands in place of."""
        others = tuple(r for r in self.contents.readings if r.id != reading.id)
        contents = replace(self.contents, readings=(*others, reading))
        return Catalogue(contents, self.version, self.origins, _base=self)

    def question(self, question: str) -> Question:
        """The question with that id. Raises ``UnknownIdError``."""
        if question not in self.questions:
            raise UnknownIdError("question", question, self.questions)
        return self.questions[question]

    def reform(self, reform: str) -> ReformFile:
        """The reform with that id and its changes. Raises ``UnknownIdError``."""
        files = {f.reform.id: f for f in self.contents.reforms}
        if reform not in files:
            raise UnknownIdError("reform", reform, files)
        return files[reform]

    def articles(self, instrument: str) -> tuple[Article, ...]:
        """The articles of an instrument, in the order of their numbers."""
        self.instrument(instrument)
        unsorted = [a for f in self.contents.articles if f.instrument == instrument for a in f.articles]
        return tuple(sorted(unsorted, key=lambda a: natural_key(a.article)))

    def rules_in_force(self, day: date) -> tuple[RuleEntry, ...]:
        """The rules whose interval holds on ``day``."""
        return tuple(e for e in self.rules if e.rule.in_force.holds(day))

    @cached_property
    def duties(self) -> Mapping[str, FullDuty]:
        """Every duty with what it inherits, by its full id (``budapest:16(2)``)."""
        if self._base is not None:
            return self._base.duties
        return full_duties(self.contents.articles)

    @cached_property
    def _by_article(self) -> Mapping[tuple[str, str], tuple[FullDuty, ...]]:
        by_article: dict[tuple[str, str], list[FullDuty]] = {}
        for full in self.duties.values():
            by_article.setdefault((full.instrument, full.article), []).append(full)
        return FrozenMapping((place, tuple(duties)) for place, duties in by_article.items())

    def duties_of(self, instrument: str, article: str | None = None) -> tuple[FullDuty, ...]:
        """The duties of an instrument, or of one of its articles, in the order of their numbers."""
        if article is not None:
            return self._by_article.get((instrument, article), ())
        return tuple(full for full in self.duties.values() if full.instrument == instrument)

    def duty(self, key: str) -> FullDuty:
        """The duty with that full id. Raises ``UnknownIdError``."""
        if key not in self.duties:
            raise UnknownIdError("duty", key, self.duties)
        return self.duties[key]
