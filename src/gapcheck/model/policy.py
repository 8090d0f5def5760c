"""The policy around the treaties: what officials said, ideas for reform, agencies and what they can do, and documents.

None of it is law, and no verdict rests on it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from gapcheck.model.base import Date, Id, Interval, Many, Marked, Model, Source, Text

Claim = Literal["suffices", "change-needed", "partly", "open"]
IdeaStatus = Literal["proposed", "under-review", "in-progress", "enacted", "not-taken-up", "unknown"]


class Statement(Model):
    """What an official or Minister said about how the law stands to an article, and of which day it was true.

    ``about`` lists articles or duties (``budapest:16``, ``uncc:27(1)``); a statement on a matter that no article treats
    has a ``subject`` instead. ``claim``: the law ``suffices``; a ``change-needed``; it answers ``partly``; or it was
    still ``open``.
    """

    id: Id
    speaker: Text
    about: Many[Id] = ()
    subject: Text | None = None
    claim: Claim
    as_at: Date
    text: Text
    source: Many[Source]
    note: Marked | None = None

    @model_validator(mode="after")
    def _about_or_subject(self) -> Statement:
        # A statement on no article would never be held against a verdict, so it has to say what it is on.
        if bool(self.about) == (self.subject is not None):
            raise ValueError("expected 'about' with articles, or else 'subject'")
        return self


RatingVocabulary = Literal["fatf", "oecd", "pilon", "t-cy", "ilo", "uncac"]


class OutsideAssessment(Model):
    """What a body outside the State found of its law, in that body's own words for a rating.

    ``about`` lists the articles or duties that the finding bears on, and may be empty. ``rating`` is absent where the
    body gives a finding and no grade. FATF rates ``C``, ``LC``, ``PC`` and ``NC``.
    """

    id: Id
    assessor: Text
    standard: Text
    as_at: Date
    about: Many[Id] = ()
    rating: Text | None = None
    vocabulary: RatingVocabulary
    text: Text
    source: Many[Source]
    note: Marked | None = None

    @model_validator(mode="after")
    def _known_rating(self) -> OutsideAssessment:
        if self.vocabulary == "fatf" and self.rating not in ("C", "LC", "PC", "NC"):
            raise ValueError(f"the FATF rating is {self.rating!r}; expected C, LC, PC or NC")
        return self


class OfOneState(Model):
    """What is one State's: ``state`` is its id, which needs saying where a catalogue has the law of several."""

    state: Id | None = None


class AssessorsFile(OfOneState):
    """``obligations/assessors.yaml``."""

    assessments: Many[OutsideAssessment]


class CatalogueHead(Model):
    """What is true of a catalogue as a whole. ``law_known_to`` is the last day whose law somebody looked through."""

    law_known_to: Date
    note: Marked | None = None


class CatalogueFile(Model):
    """``obligations/catalogue.yaml``."""

    catalogue: CatalogueHead


class StatementsFile(OfOneState):
    """``obligations/statements.yaml``."""

    statements: Many[Statement]


class IdeaEvent(Model):
    """Where an idea stood from a day on."""

    start: Date = Field(alias="from")
    status: IdeaStatus
    text: Text
    source: Many[Source]


class ReformIdea(Model):
    """A domestic idea for changing the law. No treaty asks for it unless ``required_by_treaty`` says so."""

    id: Id
    title: Text
    acts: Many[Text] = ()
    idea: Text
    serves: Many[Id] = ()
    required_by_treaty: bool = False
    history: Many[IdeaEvent]
    source: Many[Source]
    note: Marked | None = None

    def stood(self, day: date) -> IdeaEvent | None:
        """Where the idea stood on ``day``: the last event by then; ``None`` before the first."""
        # The history need not be in order in the file.
        past = [e for e in self.history if e.start <= day]
        return max(past, key=lambda e: e.start, default=None)


class ReformRegisterFile(OfOneState):
    """``obligations/policy/reform_register.yaml``."""

    items: Many[ReformIdea]


class Role(Interval):
    """What an agency does about the matter of the treaties, over a half-open interval; an unknown end is left open."""

    role: Text
    source: Many[Source]


class Agency(Model):
    """A public body and its roles, with dates."""

    id: Id
    name: Text
    te_reo: Text | None = None
    roles: Many[Role]
    note: Marked | None = None


class AgenciesFile(OfOneState):
    """``obligations/policy/agencies.yaml``."""

    agencies: Many[Agency]


class Capability(Model):
    """Equipment, training or staffing that the matter of the treaties needs."""

    id: Id
    title: Text
    kind: Literal["equipment", "training", "staffing"]


class CapabilityLevel(Model):
    """How far an agency had a capability on a day, in the words of the source; ``not published`` where nobody has
    said.
    """

    agency: Id
    capability: Id
    level: Text
    as_at: Date
    source: Many[Source]
    note: Marked | None = None


class CapabilityFile(OfOneState):
    """``obligations/policy/capability.yaml``: a matrix of agencies by capabilities."""

    capabilities: Many[Capability]
    cells: Many[CapabilityLevel]


class PolicyDocument(Model):
    """A document with its reference, such as ``CBC-23-MIN-0028``."""

    id: Id
    ref: Text
    title: Text
    kind: Text
    date: Date | None = None
    source: Many[Source]
    note: Marked | None = None


class DocumentsFile(OfOneState):
    """``obligations/policy/documents.yaml``."""

    documents: Many[PolicyDocument]
