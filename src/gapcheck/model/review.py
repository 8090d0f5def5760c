"""What agencies and reviewers say of a verdict or a question, who has to sign, and how far a measure has come.

A review is of what was computed then: its ``fingerprint`` says of what, and it lapses when that changes. It never
changes a computed status.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, StringConstraints, ValidationInfo, model_validator

from gapcheck.model.base import FROM_FILE, Date, GroundId, Id, Many, Marked, Model, Text, Url

DutyView = Literal["agrees", "disagrees", "needs_advice"]
QuestionAnswer = Literal["holds", "fails", "open"]
ReviewView = Literal["agrees", "disagrees", "needs_advice", "holds", "fails", "open"]
Progress = Literal["in-preparation", "in-progress", "completed"]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]

DUTY_VIEWS: tuple[DutyView, ...] = get_args(DutyView)
ANSWERS: tuple[QuestionAnswer, ...] = get_args(QuestionAnswer)
QUESTION = "question:"
"""What the id of a question begins with where it stands beside duties: ``question:insiders``."""


class ReviewEntry(Model):
    """What one role of one agency says of a duty (``budapest:16(2)``) or of a question (``question:insiders``).

    ``as_at`` is the day whose law was looked at, ``date`` that of the review. ``withheld`` is the ground on which a
    release copy loses what was said: it then has no view, reason or change.
    """

    about: Id
    agency: Text
    role: Text
    date: Date
    as_at: Date
    view: ReviewView | None = None
    reason: Text | None = None
    change: Text | None = None
    withheld: GroundId | None = None
    fingerprint: Fingerprint

    @model_validator(mode="before")
    @classmethod
    def _ground_given(cls, value: Any, info: ValidationInfo) -> Any:
        # An empty ground is what somebody typed before looking it up; the text would be published.
        if info.context == FROM_FILE and isinstance(value, dict) and value.get("withheld", "") is None:
            raise ValueError("'withheld' says nothing; expected a ground such as s 9(2)(j), or no such key")
        return value

    @model_validator(mode="after")
    def _said(self) -> ReviewEntry:
        if self.view is None:
            if self.withheld is None:
                raise ValueError("'view' is missing; expected what the reviewer says")
            return self
        wanted: tuple[str, ...] = ANSWERS if self.of_question else DUTY_VIEWS
        if self.view not in wanted:
            raise ValueError(f"the view is {self.view!r}; expected one of {', '.join(wanted)} of {self.about}")
        if self.reason is None and self.view != "agrees":
            raise ValueError(f"the view is {self.view!r} without a reason; expected one under 'reason'")
        return self

    @property
    def of_question(self) -> bool:
        """Whether it is of a question and not of a duty."""
        return self.about.startswith(QUESTION)

    @property
    def question(self) -> str:
        """The id of the question; nothing for a duty."""
        return self.about.removeprefix(QUESTION) if self.of_question else ""

    @property
    def key(self) -> tuple[str, str, str, datetime.date]:
        """What makes it one entry: of what, by whom, on which day."""
        return self.about, self.agency, self.role, self.date

    def released(self) -> ReviewEntry:
        """The entry as a release copy has it: one that is withheld loses what it says."""
        if self.withheld is None:
            return self
        return self.model_copy(update={"view": None, "reason": None, "change": None})

    @property
    def marked_reason(self) -> Marked:
        """The reason as a text that may be withheld."""
        text = self.reason or ("Agreed." if self.view == "agrees" else None)
        return Marked(text=text, withheld=self.withheld)

    @property
    def marked_change(self) -> Marked | None:
        """The change that the reviewer proposes; nothing where none is, or where it was withheld with the rest."""
        return None if self.change is None else Marked(text=self.change, withheld=self.withheld)


class ReviewsFile(Model):
    """One file of a folder of reviews: ``<instrument>.yaml`` or ``questions.yaml``."""

    reviews: Many[ReviewEntry]


class RequiredRole(Model):
    """Who has to sign: a role of an agency. Without a ``role`` any of its roles will do; without an ``agency``, that
    which answers for the duty or can settle the question.
    """

    role: Text | None = None
    agency: Text | None = None


class SignOffRule(Model):
    """What needs the signature of each of some ``roles``.

    ``duties`` are ``all``, articles (``budapest:16``) or duties; ``questions`` are ``all`` or ids; ``natures`` are
    those of questions.
    """

    duties: Many[Id] = ()
    questions: Many[Id] = ()
    natures: Many[Literal["law", "evidence", "text"]] = ()
    roles: Many[RequiredRole]

    @model_validator(mode="after")
    def _of_something(self) -> SignOffRule:
        if not (self.duties or self.questions or self.natures):
            raise ValueError("it is of nothing; expected 'duties', 'questions' or 'natures'")
        if not self.roles:
            raise ValueError("'roles' is empty; expected at least one who has to sign")
        return self


class SignOffPolicy(Model):
    """``policy.yaml`` of a folder of reviews."""

    policy: Many[SignOffRule]


class MeasureProgress(Model):
    """Who does a measure by when. ``reference`` is that of the measure (``budapest:M:crimes-act-1961:252``).

    ``vehicle`` is the Bill, regulations or decision that carries it; ``target`` the day by which it is to be done.
    """

    reference: Id
    owner: Text
    vehicle: Text | None = None
    target: Date | None = None
    target_note: Text | None = None
    progress: Progress = "in-preparation"
    note: Marked | None = None
    url: Url | None = None


class MeasuresFile(Model):
    """``measures.yaml`` of a folder of reviews."""

    measures: Many[MeasureProgress]


class RecordedDuty(Model):
    """How one duty stood when it was last looked at: what its verdict rested on, by hash, and why it was due then.

    ``second_look`` says that it had turned met and that nobody else has confirmed that yet.
    """

    duty: Id
    status: Id
    treaty: Fingerprint
    rules: dict[str, Fingerprint] = Field(default_factory=dict)
    questions: dict[str, Fingerprint] = Field(default_factory=dict)
    due: Many[Text] = ()
    second_look: bool = False


class ReviewRun(Model):
    """One file under ``runs/`` of a folder of reviews: a look through an instrument on the day ``on``."""

    instrument: Id
    as_at: Date
    on: Date
    catalogue: Text
    duties: Many[RecordedDuty]
