"""The vocabulary: kinds, facets and concepts (a SKOS scheme with ``broader`` links that form a DAG in each facet)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal, TypeVar

from pydantic import Field, model_validator

from gapcheck.model.base import Id, Many, Marked, Model, Text
from gapcheck.model.frozen_mapping import FrozenMapping

Role = Literal["scope", "guarantee"]


class Kind(Model):
    """A kind of duty and rule (offence, power, ...). Its ``anchor`` is the facet without which neither says
    anything.
    """

    id: Id
    anchor: Id
    label: Text
    definition: Text | None = None


class Facet(Model):
    """One dimension of description.

    ``scope`` facets say what situations are described, ``guarantee`` facets what the law must deliver.
    ``unrelated`` (scope only) says how two unrelated concepts stand: they exclude each other (``disjoint``) or
    can go together (``overlapping``).
    """

    id: Id
    role: Role
    label: Text
    unrelated: Literal["disjoint", "overlapping"] | None = None
    definition: Text | None = None

    @model_validator(mode="after")
    def _unrelated_for_scope(self) -> Facet:
        if self.role == "scope" and self.unrelated is None:
            raise ValueError("a scope facet needs 'unrelated: disjoint' or 'unrelated: overlapping'")
        return self


class Concept(Model):
    """A value in a facet, with links to the broader concepts of the same facet.

    ``absent`` says that there is nothing of the kind (nobody is addressed): a rule that is silent in the facet says the
    same.
    """

    id: Id
    facet: Id
    label: Text
    broader: Many[Id] = ()
    absent: bool = False
    definition: Text | None = None
    note: Marked | None = None


class Parts(Model):
    """Which kinds and facets of a vocabulary play a part that gapcheck knows of, beyond what the semantics ask.

    ``offences``, ``sanctions`` and ``liability`` are kinds; ``maximum_terms`` are guarantee facets that say how long
    imprisonment may last at most, ``penalties`` those that say that there is a penalty. ``work`` says, by kind, what a
    duty keeps an agency busy with. A part that is not named is played by the ids of the vocabulary that comes with
    gapcheck.
    """

    offences: Many[Id] = ("offence",)
    sanctions: Many[Id] = ("sanction",)
    liability: Many[Id] = ("liability",)
    maximum_terms: Many[Id] = ("max-imprisonment",)
    penalties: Many[Id] = ("sanction",)
    work: dict[Id, Text] = Field(
        default_factory=lambda: {
            "power": "directions, orders and warrants",
            "cooperation": "requests to and from other States",
            "institution": "authorities and contact points",
            "prevention": "prevention and training",
        }
    )


class SearchWord(Model):
    """Words that people look for and treaties do not use: any of them also finds what holds one of the phrases."""

    words: Many[Text]
    finds: Many[Text]


class VocabularyFile(Model):
    """One file under ``obligations/vocabulary/``."""

    parts: Parts | None = None
    kinds: Many[Kind] = ()
    facets: Many[Facet] = ()
    concepts: Many[Concept] = ()
    search_words: Many[SearchWord] = ()


Named = TypeVar("Named", Kind, Facet, Concept)


def _by_id(named: Iterable[Named]) -> Mapping[str, Named]:
    return FrozenMapping((one.id, one) for one in sorted(named, key=lambda one: one.id))


class Vocabulary:
    """All kinds, facets and concepts, with the reachability that subsumption needs worked out once."""

    def __init__(
        self, kinds: Iterable[Kind], facets: Iterable[Facet], concepts: Iterable[Concept], parts: Parts | None = None
    ) -> None:
        self.parts = parts or Parts()
        self.kinds: Mapping[str, Kind] = _by_id(kinds)
        self.facets: Mapping[str, Facet] = _by_id(facets)
        self.concepts: Mapping[str, Concept] = _by_id(concepts)
        self._scope: dict[str, bool] = {facet.id: facet.role == "scope" for facet in self.facets.values()}
        # Subsumption is asked millions of times in a repair: both directions are worked out once, as sets.
        self._up: dict[str, frozenset[str]] = {}
        for concept in self.concepts:
            if concept not in self._up:
                self._close(concept)
        down: dict[str, set[str]] = {c: set() for c in self.concepts}
        for concept, above in self._up.items():
            for other in above:
                down[other].add(concept)
        self._down: dict[str, frozenset[str]] = {c: frozenset(below) for c, below in down.items()}

    def __repr__(self) -> str:
        return f"<Vocabulary: {len(self.kinds)} kinds, {len(self.facets)} facets, {len(self.concepts)} concepts>"

    def _close(self, concept: str) -> None:
        # Without recursion, since a line of concepts may be long. Cycles were refused when the catalogue was checked,
        # so this ends.
        todo = [concept]
        while todo:
            waiting = [parent for parent in self.concepts[todo[-1]].broader if parent not in self._up]
            if waiting:
                todo += waiting
                continue
            done = todo.pop()
            parents = (self._up[parent] for parent in self.concepts[done].broader)
            self._up[done] = frozenset({done}.union(*parents))

    def within(self, concept: str, other: str) -> bool:
        """Whether ``concept`` is ``other`` or is reached from it by ``broader`` links."""
        return other in self._up[concept]

    def within_any(self, concept: str, others: Iterable[str]) -> bool:
        """Whether ``concept`` is within one of ``others``."""
        return not self._up[concept].isdisjoint(others)

    def above(self, concept: str) -> frozenset[str]:
        """The concept and all that it is within."""
        return self._up[concept]

    def below(self, concept: str) -> frozenset[str]:
        """The concept and all that are within it."""
        return self._down[concept]

    def touch(self, concept: str, other: str) -> bool:
        """Whether some concept is within both."""
        # Common narrower concepts and not common broader ones: two siblings have a parent in common and still exclude
        # each other.
        return not self._down[concept].isdisjoint(self._down[other])

    def overlapping(self, facet: str) -> bool:
        """Whether unrelated concepts of a scope facet can go together."""
        return self.facets[facet].unrelated == "overlapping"

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The facets that some kind cannot do without."""
        return frozenset(kind.anchor for kind in self.kinds.values())

    def is_scope(self, facet: str) -> bool:
        """Whether the facet describes situations (otherwise it says what the law must deliver)."""
        return self._scope[facet]

    def label(self, concept: str) -> str:
        """The label of a concept, as it is printed in sentences."""
        return self.concepts[concept].label
