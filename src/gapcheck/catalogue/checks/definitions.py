"""What the files of a catalogue define, and where: the ground on which checks and lints stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from gapcheck.catalogue.catalogue import Origin
from gapcheck.catalogue.strict_yaml import LostPart, Path, YamlDocument, show
from gapcheck.errors import Problem, nearest
from gapcheck.model.base import Model
from gapcheck.model.ids import Point, RuleId, id_parts
from gapcheck.model.law import Act, Condition, Gift, Reform, ReformFile, Rule, Section, StatuteFile
from gapcheck.model.policy import AgenciesFile, CapabilityFile
from gapcheck.model.position import Position, PositionsFile, Reading, ReadingsFile
from gapcheck.model.question import Question, QuestionsFile
from gapcheck.model.state import State, StateFile
from gapcheck.model.treaty import Article, ArticlesFile, Duty, Instrument, InstrumentFile, Narrowing, Waiver
from gapcheck.model.vocabulary import Concept, Facet, Kind, VocabularyFile

M_co = TypeVar("M_co", bound=Model, covariant=True)
V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)


@dataclass(frozen=True, eq=False)
class ParsedFile(Generic[M_co]):
    """A file that was read, as a model; ``document`` knows its lines (contents made by hand have none)."""

    file: str
    model: M_co
    document: YamlDocument | None = None
    state: str | None = None
    """The State among whose statutes the file is."""


class Location(NamedTuple):
    """A place in a file, by path."""

    source: ParsedFile[Model]
    path: Path = ()

    def at(self, *steps: str | int) -> Location:
        """A place inside this one."""
        return Location(self.source, (*self.path, *steps))

    @property
    def line(self) -> int:
        """The line of the value here; 0 if the contents were made by hand."""
        return self.source.document.line(self.place) if self.source.document else 0

    @property
    def place(self) -> Path:
        """The path in the file itself, of which parts may have been left out."""
        return self.source.document.original(self.path) if self.source.document else self.path

    def damaged(self, *names: str) -> bool:
        """Whether something was left out here, around here, or under one of the ``names`` here (without names,
        anywhere).
        """
        lost = self.source.document.lost if self.source.document else ()
        wholes = [(*self.place, name) for name in names] or [self.place]
        return any(part.path[: len(whole)] == whole[: len(part.path)] for part in lost for whole in wholes)

    @property
    def origin(self) -> Origin:
        """The file and line, as the catalogue keeps them."""
        return Origin(self.source.file, self.line)

    def __str__(self) -> str:
        return f"{self.source.file}:{self.line}" if self.line else self.source.file

    def problem(self, code: str, message: str, expected: str = "", suggestion: str | None = None) -> Problem:
        """A problem at this place."""
        return Problem(self.source.file, self.line, show(self.place), message, expected, suggestion, code)


class Definition(NamedTuple, Generic[V_co]):
    """A definition and its place."""

    location: Location
    value: V_co


Table = dict[str, list[Definition[V]]]


# What a file of each form may define: if it could not be read, these ids may only seem to be unknown.
DEFINED_IN: Mapping[type[Model], frozenset[str]] = {
    VocabularyFile: frozenset({"unknown-kind", "unknown-facet", "unknown-concept"}),
    InstrumentFile: frozenset({"unknown-instrument"}),
    ArticlesFile: frozenset({"unknown-duty", "unknown-narrowing", "unknown-article"}),
    StatuteFile: frozenset({"unknown-act", "unknown-rule", "unknown-point"}),
    ReformFile: frozenset({"unknown-rule", "unknown-point"}),  # a rule it enacts is known in itself only
    PositionsFile: frozenset({"unknown-point"}),
    AgenciesFile: frozenset({"unknown-agency"}),
    CapabilityFile: frozenset({"unknown-capability"}),
}


def _may_hold(lost: LostPart, code: str, parts: tuple[str, ...]) -> bool:
    """Whether a lost part may define an id.

    A point may also stand beside it: the key that makes it arguable is lost.
    """
    if lost.blank:
        return True
    if code != "unknown-point" and parts[-1] not in lost.inside:
        return False
    return all(part in lost.inside or part in lost.around for part in parts)


_QUOTED = re.compile(r"'([^']*)'")
MOST_COMPARED = 60_000
"""A comparison of two ids that are alike takes 0.1 ms: with so many, the seconds that a reader waits."""


@dataclass
class DefinitionIndex:
    """Every definition by id. Ids that are defined more than once have several entries; rules and sections may."""

    files: Sequence[ParsedFile[Model]]
    kinds: Table[Kind] = field(default_factory=dict)
    facets: Table[Facet] = field(default_factory=dict)
    concepts: Table[Concept] = field(default_factory=dict)
    instruments: Table[Instrument] = field(default_factory=dict)
    articles: Table[Article] = field(default_factory=dict)
    duties: Table[Duty] = field(default_factory=dict)
    narrowings: Table[Narrowing | Waiver] = field(default_factory=dict)
    acts: Table[Act] = field(default_factory=dict)
    sections: Table[Section] = field(default_factory=dict)
    rules: Table[Rule] = field(default_factory=dict)
    enacted: Table[Rule] = field(default_factory=dict)
    reforms: Table[Reform] = field(default_factory=dict)
    positions: Table[Position] = field(default_factory=dict)
    readings: Table[Reading] = field(default_factory=dict)
    questions: Table[Question] = field(default_factory=dict)
    points: set[str] = field(default_factory=set)
    states: Table[State] = field(default_factory=dict)
    """By the ids that folders of statutes have; one without a file of its own has no entry."""
    failed: frozenset[type[Model]] = frozenset()
    compared: frozenset[str] | None = None
    """The mistaken ids for which a like one is looked for; ``None``: for none, they are only noted."""
    mistaken: dict[str, set[int]] = field(default_factory=dict)
    """Each mistaken id with the sizes of what it would be compared with."""
    _found: dict[tuple[str, frozenset[str]], str | None] = field(default_factory=dict)

    def meant(self, wanted: str, known: Collection[str]) -> str | None:
        """The known id that is most like a mistaken one, if it is one of those that are compared."""
        if self.compared is None:
            self.mistaken.setdefault(wanted, set()).add(len(known))
            return None
        if wanted not in self.compared:
            return None
        key = wanted, frozenset(known)
        if key not in self._found:  # one slip of a facet stands in a hundred places
            self._found[key] = nearest(wanted, known)
        return self._found[key]

    def compare_first(self, messages: Iterable[str]) -> int | None:
        """Let the mistaken ids be compared in the order of the messages that name them, as many as may be.

        Gives the number of the first message (from 0) whose ids are not; ``None`` if all are.
        """
        left, first = MOST_COMPARED, set[str]()
        # A duty is called by its number alone among those of its instrument.
        named = {name: id for id in self.mistaken for name in (id, id.partition(":")[2]) if name}
        for number, message in enumerate(messages):
            for wanted in {named[word] for word in _QUOTED.findall(message) if word in named} - first:
                left -= sum(self.mistaken[wanted])
                if left < 0:
                    self.compared = frozenset(first)
                    return number
                first.add(wanted)
        self.compared = frozenset(self.mistaken)
        return None

    def may_define(self, code: str, wanted: str) -> bool:
        """Whether what could not be read, files or parts of files, may define an id: it then only seems to be
        unknown.
        """
        if any(self._may_be_in(form, code, wanted) for form in self.failed):
            return True
        parts = id_parts(wanted)
        documents = (f.document for f in self.files if f.document and code in DEFINED_IN.get(type(f.model), ()))
        return any(_may_hold(lost, code, parts) for document in documents for lost in document.lost)

    def _may_be_in(self, form: type[Model], code: str, wanted: str) -> bool:
        # A point needs more than the file of its owner: a reform can make it, or a position.
        if code != "unknown-point":
            return code in DEFINED_IN.get(form, ()) and (form, code) != (ReformFile, "unknown-rule")
        owner = Point.parse(wanted).owner
        if form is PositionsFile:
            return owner in self.duties or RuleId.parse(owner).act not in self.acts
        if form is StatuteFile:
            # A reform may enact a rule anew that stands in the file of its Act too.
            return owner not in self.duties and owner not in self.rules
        return form is ReformFile and owner not in self.duties

    def of(self, model: type[M_co]) -> Iterator[tuple[Location, M_co]]:
        """The files of one form."""
        for source in self.files:
            if isinstance(source.model, model):
                yield Location(source), source.model


def build_index(
    files: Iterable[ParsedFile[Model]], failed: Iterable[type[Model]] = (), *, state: str | None = None
) -> DefinitionIndex:
    """Note down every definition, in the order of the files. ``failed`` names the forms of files that could not be
    read. With a ``state``, positions of other States are passed over.
    """
    index = DefinitionIndex(sorted(files, key=lambda f: f.file), failed=frozenset(failed))
    _index_states(index)
    _index_vocabulary(index)
    _index_treaties(index)
    _index_statutes(index)
    _index_reforms(index)
    _index_positions(index, state)
    return index


def _add(table: Table[V], key: str, location: Location, value: V) -> None:
    table.setdefault(key, []).append(Definition(location, value))


def _index_states(index: DefinitionIndex) -> None:
    for source in index.files:
        if source.state is not None:
            index.states.setdefault(source.state, [])
    for location, file in index.of(StateFile):
        _add(index.states, location.source.state or file.state.id, location.at("state"), file.state)


def _index_vocabulary(index: DefinitionIndex) -> None:
    for location, file in index.of(VocabularyFile):
        for i, kind in enumerate(file.kinds):
            _add(index.kinds, kind.id, location.at("kinds", i), kind)
        for i, facet in enumerate(file.facets):
            _add(index.facets, facet.id, location.at("facets", i), facet)
        for i, concept in enumerate(file.concepts):
            _add(index.concepts, concept.id, location.at("concepts", i), concept)


def _index_treaties(index: DefinitionIndex) -> None:
    for location, head in index.of(InstrumentFile):
        _add(index.instruments, head.instrument.id, location.at("instrument"), head.instrument)
    for location, file in index.of(ArticlesFile):
        for i, article in enumerate(file.articles):
            place = location.at("articles", i)
            _add(index.articles, f"{file.instrument}:art {article.article}", place, article)
            for j, duty in enumerate(article.duties):
                _index_duty(index, place.at("duties", j), f"{file.instrument}:{duty.id}", duty)


def _index_duty(index: DefinitionIndex, location: Location, key: str, duty: Duty) -> None:
    _add(index.duties, key, location, duty)
    for i, narrowing in enumerate(duty.allows):
        _add(index.narrowings, f"{key}#{narrowing.id}", location.at("allows", i), narrowing)
    for i, waiver in enumerate(duty.waives):
        _add(index.narrowings, f"{key}#{waiver.id}", location.at("waives", i), waiver)


def _index_statutes(index: DefinitionIndex) -> None:
    for location, file in index.of(StatuteFile):
        _add(index.acts, file.act.id, location.at("act"), file.act)
        for i, section in enumerate(file.sections):
            _add(index.sections, f"{file.act.id}:s {section.section}", location.at("sections", i), section)
            for j, rule in enumerate(section.rules):
                key = f"{file.act.id}:{rule.id}"
                _add(index.rules, key, location.at("sections", i, "rules", j), rule)
                index.points |= arguable_points(key, rule)


def _index_reforms(index: DefinitionIndex) -> None:
    for location, file in index.of(ReformFile):
        _add(index.reforms, file.reform.id, location.at("reform"), file.reform)
        for i, change in enumerate(file.changes):
            if change.enact:
                key = f"{change.enact.act}:{change.enact.rule.id}"
                _add(index.enacted, key, location.at("changes", i, "enact", "rule"), change.enact.rule)
                index.points |= arguable_points(key, change.enact.rule)
            # An amendment can make a rule arguable in a facet in which it was certain.
            if change.amend:
                described: list[Condition | Gift] = [*change.amend.add, *change.amend.give]
                index.points |= {f"{change.amend.rule}#{x.facet}" for x in described if x.arguably}


def _index_positions(index: DefinitionIndex, state: str | None) -> None:
    several = state is None and len(index.states) > 1
    for location, file in index.of(PositionsFile):
        for i, position in enumerate(file.positions):
            if state is not None and position.state != state:
                continue
            # Of several States each may have a position of its own on an instrument.
            key = f"{position.instrument}@{position.state}" if several else position.instrument
            _add(index.positions, key, location.at("positions", i), position)
            # An uncertain exercise is an arguable point of its own.
            index.points |= {exercise.narrowing for exercise in position.exercised if exercise.arguably}
    for location, listed in index.of(ReadingsFile):
        for i, reading in enumerate(listed.readings):
            _add(index.readings, reading.id, location.at("readings", i), reading)
    for location, asked in index.of(QuestionsFile):
        for i, question in enumerate(asked.questions):
            _add(index.questions, question.id, location.at("questions", i), question)


def arguable_points(key: str, rule: Rule) -> set[str]:
    """The arguable points of a rule: ``rule-id#facet`` and ``rule-id#exception-section``."""
    described: list[tuple[str, tuple[str, ...]]] = [(c.facet, c.arguably) for c in rule.conditions]
    described += [(g.facet, g.arguably) for g in rule.gives]
    points = {f"{key}#{facet}" for facet, arguably in described if arguably}
    return points | {f"{key}#{e.section}" for e in rule.exceptions if e.effect == "arguable"}
