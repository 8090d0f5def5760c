"""The State whose law is assessed: what it is called, and what its own procedure has documents on a treaty name."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from gapcheck.model.base import Date, Id, Many, Model, Text
from gapcheck.model.prose import Prose


class AmendingAct(Model):
    """The real amending Act that ``gapcheck hindcast`` takes where none is named.

    ``act`` is its title; ``before`` and ``after`` are a day before it and a day on which its changes were in force.
    """

    instrument: Id
    act: Text
    before: Date
    after: Date


class State(Model):
    """A State, as it is spoken of inside a sentence (``the Netherlands``).

    ``short_name`` (``NZ``), ``possessive`` (``New Zealand's``) and ``adjective`` (``Ruritanian``, before *law*) follow
    the name where they are left out. ``language`` is the language tag of what is written (``en-NZ``).
    ``withholding_act`` is the Act under which official information may be withheld. ``law_known_to`` goes before that
    of ``obligations/catalogue.yaml``, which is of every State.
    """

    id: Id
    name: Text
    short_name: Text | None = None
    possessive: Text | None = None
    adjective: Text | None = None
    language: Id = "en"
    withholding_act: Text | None = None
    hindcast: AmendingAct | None = None
    law_known_to: Date | None = None

    @property
    def short(self) -> str:
        """The short name: ``NZ``."""
        return self.short_name or self.name

    @property
    def whose(self) -> str:
        """The possessive: ``New Zealand's``."""
        return self.possessive or f"{self.name}'s"

    @property
    def law(self) -> str:
        """Its law in a sentence: ``New Zealand law``, ``Ruritanian law``."""
        return f"{self.adjective or self.name} law"

    @property
    def at_start(self) -> str:
        """The name at the beginning of a sentence: ``The Netherlands``."""
        return f"{self.name[:1].upper()}{self.name[1:]}"

    @property
    def whose_at_start(self) -> str:
        """The possessive at the beginning of a sentence."""
        return f"{self.whose[:1].upper()}{self.whose[1:]}"

    @property
    def information_act(self) -> str:
        """The Act under which words are withheld, or what it is called where none is named."""
        return self.withholding_act or "law on official information"


class StateFile(Model):
    """``<id>_statutes/state.yaml``."""

    state: State


SectionKey = Literal[
    "summary", "nature", "reasons", "advantages", "obligations", "implementation", "opposing", "effects", "costs",
    "consultation", "protocols", "withdrawal", "regulatory_impact", "outcome", "changed", "annex_c",
]  # fmt: skip
"""A section of an annex, or Annex C, which only officials write."""


class DraftingTopic(Model):
    """A topic of the annex that officials write: the section that it stands in, what is needed, and who is asked.

    ``id`` is the key of the topic in a context. ``limb`` is the matter of the rule of Parliament that asks for it;
    ``prompts`` are questions that the text should answer. ``in_a_review`` is what is needed once the treaty binds the
    State, where that is something else; ``before`` says that it is asked for only before that.
    """

    id: Id
    section: SectionKey
    heading: Text | None = None
    needs: Text
    asked_of: Text
    limb: Text | None = None
    prompts: Many[Text] = ()
    in_a_review: Text | None = None
    before: bool = False

    @model_validator(mode="after")
    def _of_the_context(self) -> DraftingTopic:
        if self.id not in Prose.model_fields:
            raise ValueError(f"{self.id!r} is no topic of a context; expected one of {', '.join(Prose.model_fields)}")
        return self


class RulesOfParliament(Model):
    """The rules of Parliament on presenting a treaty: what one is called (``Standing Order``), the house to which it is
    presented, and who is asked for the numbers of those that the context does not give.
    """

    name: Text
    house: Text
    asked_of: Text


RESPONSIBLE = "{responsible}"
"""What stands in ``asked_of`` for the agency that is responsible for the treaty."""


class TreatyDrafting(Model):
    """What is special to some treaties: the agency that is responsible, and topics in place of those of the same id."""

    instruments: Many[Id]
    responsible: Text | None = None
    topics: Many[DraftingTopic] = ()


class DraftingProcedure(Model):
    """What a State's own procedure has documents on a treaty name, and who is asked for what they lack.

    ``analysis`` is what the document before consent is called, ``National interest analysis``. ``responsible`` is the
    agency that is responsible for a treaty, ``treaties`` the one that keeps treaties; both without *the*. ``decides``
    is whose decision a signature is, and ``consent`` says what has to be done before consent to be bound; ``law_first``
    is the authority for changing the law first.
    ``rules`` are those of Parliament on presenting a treaty. ``special`` is what holds of some treaties alone.
    """

    analysis: Text
    responsible: Text
    treaties: Text
    decides: Text
    consent: Text
    law_first: Text | None = None
    rules: RulesOfParliament | None = None
    topics: Many[DraftingTopic] = ()
    special: Many[TreatyDrafting] = ()

    def of(self, instrument: str) -> DraftingProcedure:
        """The procedure on one instrument, with the agencies named in full."""
        own = next((s for s in self.special if instrument in s.instruments), None)
        responsible = (own.responsible if own else None) or self.responsible
        replaced = {topic.id: topic for topic in own.topics} if own else {}
        topics = (replaced.pop(topic.id, topic) for topic in self.topics)
        named = (t.model_copy(update={"asked_of": t.asked_of.replace(RESPONSIBLE, responsible)}) for t in topics)
        return self.model_copy(update={"responsible": responsible, "topics": tuple(named), "special": ()})

    def topic(self, id: str) -> DraftingTopic | None:
        """The topic with that id, if the procedure knows it."""
        return next((topic for topic in self.topics if topic.id == id), None)


class AnnexFile(Model):
    """``<id>_statutes/annex.yaml``: a State's own procedure for the documents on a treaty."""

    annex: DraftingProcedure
