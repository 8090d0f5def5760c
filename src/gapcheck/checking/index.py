"""What the files of a catalogue define, and where: the ground on which checks and lints stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from gapcheck.base import Model
from gapcheck.catalogue import Origin
from gapcheck.errors import Problem
from gapcheck.law import Act, Condition, Gift, Reform, ReformFile, Rule, StatuteFile
from gapcheck.position import Position, PositionsFile, Reading, ReadingsFile
from gapcheck.strict_yaml import Document, Path, show
from gapcheck.treaty import Article, ArticlesFile, Duty, Instrument, InstrumentFile, Narrowing, Waiver
from gapcheck.vocabulary import Concept, Facet, Kind, VocabularyFile

M_co = TypeVar("M_co", bound=Model, covariant=True)
V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)


@dataclass(frozen=True, eq=False)
class SourceFile(Generic[M_co]):
    """A file that was read, as a model; ``document`` knows its lines (contents made by hand have none)."""

    file: str
    model: M_co
    document: Document | None = None


class Spot(NamedTuple):
    """A place in a file, by path."""

    source: SourceFile[Model]
    path: Path = ()

    def at(self, *steps: str | int) -> Spot:
        """A place inside this one."""
        return Spot(self.source, (*self.path, *steps))

    @property
    def line(self) -> int:
        """The line of the value here; 0 if the contents were made by hand."""
        return self.source.document.line(self.path) if self.source.document else 0

    @property
    def origin(self) -> Origin:
        """The file and line, as the catalogue keeps them."""
        return Origin(self.source.file, self.line)

    def __str__(self) -> str:
        return f"{self.source.file}:{self.line}" if self.line else self.source.file

    def problem(self, code: str, message: str, expected: str = "", suggestion: str | None = None) -> Problem:
        """A problem at this place."""
        return Problem(self.source.file, self.line, show(self.path), message, expected, suggestion, code)


class Entry(NamedTuple, Generic[V_co]):
    """A definition and its place."""

    spot: Spot
    value: V_co


Table = dict[str, list[Entry[V]]]


@dataclass
class Index:
    """Every definition by id. Ids that are defined more than once have several entries; rules may."""

    files: Sequence[SourceFile[Model]]
    kinds: Table[Kind] = field(default_factory=dict)
    facets: Table[Facet] = field(default_factory=dict)
    concepts: Table[Concept] = field(default_factory=dict)
    instruments: Table[Instrument] = field(default_factory=dict)
    articles: Table[Article] = field(default_factory=dict)
    duties: Table[Duty] = field(default_factory=dict)
    narrowings: Table[Narrowing | Waiver] = field(default_factory=dict)
    acts: Table[Act] = field(default_factory=dict)
    rules: Table[Rule] = field(default_factory=dict)
    enacted: Table[Rule] = field(default_factory=dict)
    reforms: Table[Reform] = field(default_factory=dict)
    positions: Table[Position] = field(default_factory=dict)
    readings: Table[Reading] = field(default_factory=dict)
    points: set[str] = field(default_factory=set)

    def of(self, model: type[M_co]) -> Iterator[tuple[Spot, M_co]]:
        """The files of one form."""
        for source in self.files:
            if isinstance(source.model, model):
                yield Spot(source), source.model


def build_index(files: Iterable[SourceFile[Model]]) -> Index:
    """Note down every definition, in the order of the files."""
    index = Index(sorted(files, key=lambda f: f.file))
    _index_vocabulary(index)
    _index_treaties(index)
    _index_statutes(index)
    _index_reforms(index)
    _index_positions(index)
    return index


def _add(table: Table[V], key: str, spot: Spot, value: V) -> None:
    table.setdefault(key, []).append(Entry(spot, value))


def _index_vocabulary(index: Index) -> None:
    for spot, file in index.of(VocabularyFile):
        for i, kind in enumerate(file.kinds):
            _add(index.kinds, kind.id, spot.at("kinds", i), kind)
        for i, facet in enumerate(file.facets):
            _add(index.facets, facet.id, spot.at("facets", i), facet)
        for i, concept in enumerate(file.concepts):
            _add(index.concepts, concept.id, spot.at("concepts", i), concept)


def _index_treaties(index: Index) -> None:
    for spot, head in index.of(InstrumentFile):
        _add(index.instruments, head.instrument.id, spot.at("instrument"), head.instrument)
    for spot, file in index.of(ArticlesFile):
        for i, article in enumerate(file.articles):
            place = spot.at("articles", i)
            _add(index.articles, f"{file.instrument}:art {article.article}", place, article)
            for j, duty in enumerate(article.duties):
                _index_duty(index, place.at("duties", j), f"{file.instrument}:{duty.id}", duty)


def _index_duty(index: Index, spot: Spot, key: str, duty: Duty) -> None:
    _add(index.duties, key, spot, duty)
    for i, narrowing in enumerate(duty.allows):
        _add(index.narrowings, f"{key}#{narrowing.id}", spot.at("allows", i), narrowing)
    for i, waiver in enumerate(duty.waives):
        _add(index.narrowings, f"{key}#{waiver.id}", spot.at("waives", i), waiver)


def _index_statutes(index: Index) -> None:
    for spot, file in index.of(StatuteFile):
        _add(index.acts, file.act.id, spot.at("act"), file.act)
        for i, section in enumerate(file.sections):
            for j, rule in enumerate(section.rules):
                key = f"{file.act.id}:{rule.id}"
                _add(index.rules, key, spot.at("sections", i, "rules", j), rule)
                index.points |= arguable_points(key, rule)


def _index_reforms(index: Index) -> None:
    for spot, file in index.of(ReformFile):
        _add(index.reforms, file.reform.id, spot.at("reform"), file.reform)
        for i, change in enumerate(file.changes):
            if change.enact:
                key = f"{change.enact.act}:{change.enact.rule.id}"
                _add(index.enacted, key, spot.at("changes", i, "enact", "rule"), change.enact.rule)
                index.points |= arguable_points(key, change.enact.rule)
            if change.amend:
                described: list[Condition | Gift] = [*change.amend.add, *change.amend.give]
                index.points |= {f"{change.amend.rule}#{x.facet}" for x in described if x.arguably}


def _index_positions(index: Index) -> None:
    for spot, file in index.of(PositionsFile):
        for i, position in enumerate(file.positions):
            _add(index.positions, position.instrument, spot.at("positions", i), position)
            # An uncertain exercise is an arguable point of its own.
            index.points |= {exercise.narrowing for exercise in position.exercised if exercise.arguably}
    for spot, listed in index.of(ReadingsFile):
        for i, reading in enumerate(listed.readings):
            _add(index.readings, reading.id, spot.at("readings", i), reading)


def arguable_points(key: str, rule: Rule) -> set[str]:
    """The arguable points of a rule: ``rule-id#facet`` and ``rule-id#exception-section``."""
    described: list[tuple[str, tuple[str, ...]]] = [(c.facet, c.arguably) for c in rule.conditions]
    described += [(g.facet, g.arguably) for g in rule.gives]
    points = {f"{key}#{facet}" for facet, arguably in described if arguably}
    return points | {f"{key}#{e.section}" for e in rule.exceptions if e.effect == "arguable"}


def origins(index: Index) -> Mapping[str, Origin]:
    """Where every id is written down.

    Duties and rules go by their full ids, articles by ``budapest:art 16``, everything else with its sort in front
    (``concept:access``, ``act:crimes-act-1961``). A rule with several intervals is under ``rule@from`` too.
    """
    found: dict[str, Origin] = {}
    tables: tuple[tuple[str, Mapping[str, Sequence[Entry[object]]]], ...] = (
        ("kind:", index.kinds),
        ("facet:", index.facets),
        ("concept:", index.concepts),
        ("instrument:", index.instruments),
        ("act:", index.acts),
        ("position:", index.positions),
        ("reading:", index.readings),
        ("reform:", index.reforms),
        ("", index.articles),
        ("", index.duties),
    )
    for prefix, table in tables:
        found.update((prefix + key, entries[0].spot.origin) for key, entries in table.items())
    for key, entries in index.rules.items():
        ordered = sorted(entries, key=lambda e: e.value.in_force.start)
        found[key] = ordered[0].spot.origin
        if len(ordered) > 1:
            found.update((f"{key}@{e.value.in_force.start.isoformat()}", e.spot.origin) for e in ordered)
    return found
