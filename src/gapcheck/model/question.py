"""Questions of law or fact that arguable points turn on, each with its arguments and a view."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field, model_validator

from gapcheck.model.base import Date, GroundId, Id, Many, Marked, Model, Source, Text

Nature = Literal["law", "evidence", "text"]
Weight = Literal["core", "edge"]
View = Literal["holds", "fails", "open"]
Strength = Literal["strong", "fair"]


class Argument(Model):
    """One argument on a question, with the authority that it rests on."""

    text: Text
    source: Many[Source]

    @model_validator(mode="after")
    def _sourced(self) -> Argument:
        if not self.source:
            raise ValueError("'source' is empty; expected the authority that the argument rests on")
        return self


class Question(Model):
    """A question that one or several points turn on: whether they go the State's way.

    ``nature`` says what is unknown: ``law`` (interpretation), ``evidence`` (a practice or document that
    ``confirm_with`` knows) or ``text`` (a source that was not read). ``weight: core`` is a question whose loss would
    leave a real hole. ``view`` is the better answer, ``holds`` (New Zealand's way), ``fails`` or ``open``; ``strength``
    says how firm it is and is absent when the view is open. ``by`` and ``date`` say whose view it is, and of which day.
    """

    id: Id
    title: Text
    asks: Text
    points: Many[Id]
    nature: Nature
    weight: Weight | None = None
    view: View
    strength: Strength | None = None
    in_favour: Many[Argument] = Field(default=(), alias="for")
    against: Many[Argument] = ()
    confirm_with: Text | None = None
    by: Text
    date: Date
    settled_by: Text | None = None
    note: Marked | None = None

    @model_validator(mode="after")
    def _argued(self) -> Question:
        if not self.points:
            raise ValueError("'points' is empty; expected at least one arguable point")
        # A strength says how firm a view is; an open question has none to be firm.
        if (self.view == "open") != (self.strength is None):
            wanted = "no strength" if self.view == "open" else "a strength, strong or fair,"
            raise ValueError(f"the view is {self.view!r}; expected {wanted} with it")
        # An open question needs both sides: otherwise the argument that there is would decide it.
        if self.view != "fails" and not self.in_favour:
            raise ValueError(f"the view is {self.view!r} without an argument under 'for'; expected at least one")
        if self.view != "holds" and not self.against:
            raise ValueError(f"the view is {self.view!r} without an argument under 'against'; expected at least one")
        return self


class SignedQuestion(Question):
    """A question whose view is the answer that a review signed: ``by`` and ``date`` say whose and when.

    ``ours`` is the question with our own view. A release copy goes back to it where the answer is withheld.
    """

    ours: Question
    withheld: GroundId | None = None

    @classmethod
    def of(cls, question: Question, view: View, by: str, day: datetime.date, withheld: str | None) -> SignedQuestion:
        """The question with the answer of ``by``, of ``day``; it has no strength of ours."""
        own = question.ours if isinstance(question, SignedQuestion) else question
        values = {name: getattr(own, name) for name in Question.model_fields}
        values |= {"view": view, "strength": None, "by": by, "date": day, "ours": own, "withheld": withheld}
        # Not validated again: an answer needs no argument of ours on its side.
        return cls.model_construct(**values)

    def released(self) -> Question:
        """The question as a release copy has it: with our own view where the answer is withheld."""
        return self if self.withheld is None else self.ours


class QuestionsFile(Model):
    """One file under ``obligations/questions/``."""

    questions: Many[Question]
