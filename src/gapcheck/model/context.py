"""What the law cannot compute: the prose, the consultation, the reviews and the sign-off that go into an annex.

One file for each instrument, ``reports/context/<instrument>.yaml``. Dates are half-open: a paragraph with ``from`` and
``to`` is printed where the law is told as at a day in ``[from, to)``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from gapcheck.model.base import Date, Id, Many, Marked, Model, Source, Text
from gapcheck.model.prose import Prose
from gapcheck.model.withholding import WithholdingGround

ClearanceStatus = Literal["draft", "agency-cleared", "cabinet-approved"]
View = Literal["agrees", "disagrees", "note"]


def _gone(*texts: Marked | None) -> bool:
    """Whether a release copy has no word of an item: each of its texts is withheld, and taken out.

    A mark stands in its place all the same, so that a reader may ask for it to be reviewed. What was not marked but
    tells of it, such as its day, goes with the last word of it.
    """
    return all(text is None or (text.withheld is not None and text.text is None) for text in texts)


class Clearance(Model):
    """How far the document has been cleared: a draft, cleared by the agency, or approved by Cabinet; by whom, and
    when.
    """

    status: ClearanceStatus = "draft"
    by: Marked | None = None
    date: Date | None = None

    @model_validator(mode="after")
    def _cleared_by_somebody(self) -> Clearance:
        if self.status != "draft" and (self.by is None or self.date is None):
            raise ValueError(f"the status {self.status!r} without 'by' and 'date'; expected who cleared it, and when")
        return self


class StandingOrders(Model):
    """The numbers of the Standing Orders on presenting a treaty, and on the analysis that goes with it; they differ by
    edition.
    """

    edition: Text | None = None
    presentation: Text | None = None
    analysis: Text | None = None
    source: Many[Source] = ()


class SignOff(Model):
    """A line of the sign-off table: a role, and who signed on what date.

    ``in_a_review`` is the role that signs in its place once the treaty binds the State.
    """

    role: Marked
    in_a_review: Marked | None = None

    def signing(self, *, bound: bool) -> Marked:
        """The role that signs: once the State is bound nothing is put before Parliament."""
        return self.in_a_review if bound and self.in_a_review is not None else self.role

    name: Marked | None = None
    date: Date | None = None

    @property
    def told_on(self) -> datetime.date | None:
        """The day of the signature as it is printed: nothing where a release copy has no word of the line."""
        return None if _gone(self.role, self.in_a_review, self.name) else self.date


class Round(Model):
    """A round of consultation: when, on what, with whom, how many answered, and what came of it.

    ``to`` is the last day of the round, which counts. ``outcome_from`` is the day from which its outcome was known.
    """

    start: Date = Field(alias="from")
    last: Date | None = Field(default=None, alias="to")
    title: Marked
    who: Marked
    articles: Many[Id] = ()
    responses: int | None = Field(default=None, ge=0)
    outcome: Marked | None = None
    outcome_from: Date | None = None
    source: Many[Source] = ()

    def on(self, day: date) -> Round:
        """The round as it was known on ``day``: without an outcome that came later."""
        # A report as at an earlier day must not know what came later.
        early = self.outcome_from is not None and day < self.outcome_from
        return self.model_copy(update={"outcome": None}) if early else self

    def released(self) -> Round:
        """The round as a release copy has it: where a part is withheld, the sources go too; where all of it is, so do
        the days, the articles and the number of answers.
        """
        if self.is_withheld:
            return self.model_copy(update={"last": None, "articles": (), "responses": None, "source": ()})
        # The sources name those who were consulted.
        marked = any(m is not None and m.withheld is not None for m in (self.title, self.who, self.outcome))
        return self.model_copy(update={"source": ()}) if marked and self.source else self

    @property
    def is_withheld(self) -> bool:
        """Whether nothing of the round is open: then its first day only says in which reports it belongs."""
        return all(m is None or m.withheld is not None for m in (self.title, self.who, self.outcome))

    @property
    def is_hidden(self) -> bool:
        """Whether this is what a release copy has of a round that is withheld as a whole."""
        return _gone(self.title, self.who, self.outcome)


class Review(Model):
    """What an analyst says of the computed verdict on an article or duty (``budapest:16(2)``). It never changes the
    verdict.

    ``as_at`` is the day whose law was reviewed, where that is not the day of the review.
    """

    about: Id
    role: Marked
    date: Date
    as_at: Date | None = None
    view: View | None = None
    text: Marked

    def speaks_of(self, day: datetime.date) -> bool:
        """Whether a report as at ``day`` may tell it: a review of later law would tell what came later."""
        return (self.as_at or self.date) <= day

    def released(self) -> Review:
        """The review as a release copy has it: a review that is withheld loses its view too."""
        return self if self.text.withheld is None else self.model_copy(update={"view": None})

    @property
    def told_on(self) -> datetime.date | None:
        """The day of the review as it is printed: nothing where a release copy has no word of it."""
        return None if _gone(self.role, self.text) else self.date


class Asked(Model):
    """Somebody who was asked for a view that differs: who, on what day, and what came back, if anything did."""

    who: Marked
    date: Date
    answer: Marked | None = None

    @property
    def told_on(self) -> datetime.date | None:
        """The day as it is printed: nothing where a release copy has no word of it."""
        return None if _gone(self.who, self.answer) else self.date


class OpposingView(Model):
    """What somebody holds against an analysis, or on a contested duty, and since when that is known.

    ``about`` are articles or duties (``budapest:16``) and questions (``fine-only-offences``); none means the whole.
    """

    who: Marked
    about: Many[Id] = ()
    holds: Marked
    start: Date | None = Field(default=None, alias="from")
    end: Date | None = Field(default=None, alias="to")
    source: Many[Source] = ()

    @model_validator(mode="after")
    def _forward(self) -> OpposingView:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"backward interval from {self.start} to {self.end}; expected 'to' after 'from'")
        return self

    def known(self, day: date) -> bool:
        """Whether the view is printed as at ``day``: the first day counts, the last does not."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def released(self) -> OpposingView:
        """The view as a release copy has it: one of which a part is withheld loses its sources and its places too."""
        marked = self.who.withheld is not None or self.holds.withheld is not None
        return self.model_copy(update={"source": (), "about": ()}) if marked else self


class OpposingViews(Model):
    """Who was asked for a view that differs, and the views on record."""

    asked: Many[Asked] = ()
    views: Many[OpposingView] = ()


class Confirmation(Model):
    """The answer of an agency on a question of fact: what it says, and on what day. It never changes a verdict."""

    question: Id
    by: Marked
    date: Date
    says: Marked

    @property
    def told_on(self) -> datetime.date | None:
        """The day of the answer as it is printed: nothing where a release copy has no word of it."""
        return None if _gone(self.by, self.says) else self.date


class CostLine(Model):
    """A cost of compliance: who bears it, for what, how much once and each year, and who pays."""

    who: Marked
    what: Marked
    once: Marked | None = None
    each_year: Marked | None = None
    paid_by: Marked | None = None


class Owner(Model):
    """Which agency answers for an Act or an article, and whom it consults."""

    about: Id
    agency: Marked
    consulted: Many[Marked] = ()


class ReleasedDocument(Model):
    """A document that is released together with the report: its title, and its reference and date if it has them."""

    title: Text
    reference: Text | None = None
    date: Date | None = None


class Release(Model):
    """The proactive release of a report: who releases it, and when.

    ``public_interest`` records that the public interest was weighed, as the Official Information Act 1982, s 9(1) asks,
    and does not outweigh the reasons for withholding. ``marking`` is a marking beside ``UNCLASSIFIED`` under which the
    copy may be released. ``documents`` are others of the same release.
    """

    minister: Text
    date: Date
    title: Text | None = None
    public_interest: bool = False
    licence: Literal["CC BY 4.0"] | None = None
    marking: Text | None = None
    documents: Many[ReleasedDocument] = ()


class Head(Model):
    """What the context is of, and the settings of the document."""

    instrument: Id
    prepared: Date | None = None
    author: Marked | None = None
    extended: bool = False
    clearance: Clearance = Clearance()
    standing_orders: StandingOrders = StandingOrders()


class Context(Model):
    """The context of one instrument. ``key`` replaces the grounds for withholding that come with gapcheck; ``release``
    is what a release copy needs to be handed out.
    """

    context: Head
    sign_off: Many[SignOff] = ()
    prose: Prose = Prose()
    consultation: Many[Round] = ()
    opposing_views: OpposingViews = OpposingViews()
    confirmations: Many[Confirmation] = ()
    cost_lines: Many[CostLine] = ()
    owners: Many[Owner] = ()
    reviews: Many[Review] = ()
    key: Many[WithholdingGround] | None = None
    release: Release | None = None

    def rounds(self, day: date) -> tuple[Round, ...]:
        """The rounds of consultation that had begun by ``day``, by date; those of one day as the file has them.

        What is told without its day comes first, here and below: its place among the others would tell it.
        """
        begun = (r.on(day) for r in self.consultation if r.start <= day)
        return tuple(sorted(begun, key=lambda r: datetime.date.min if r.is_hidden else r.start))

    def asked(self, day: date) -> tuple[Asked, ...]:
        """Who had been asked by ``day`` for a view that differs, by date."""
        asked = (a for a in self.opposing_views.asked if a.date <= day)
        return tuple(sorted(asked, key=lambda a: a.told_on or datetime.date.min))

    def opposing(self, day: date) -> tuple[OpposingView, ...]:
        """The views that differ and were on record on ``day``, in the order of the file."""
        return tuple(view for view in self.opposing_views.views if view.known(day))

    def confirmed(self, day: date) -> dict[str, Confirmation]:
        """The last answer by ``day`` on each question of fact that an agency has answered."""
        answers = sorted((c for c in self.confirmations if c.date <= day), key=lambda c: c.date)
        return {answer.question: answer for answer in answers}

    def reviewed(self, places: Iterable[str], day: date) -> tuple[Review, ...]:
        """The reviews of any of the places that speak of ``day``, the oldest first."""
        wanted = set(places)
        speaking = (r for r in self.reviews if r.about in wanted and r.speaks_of(day))
        return tuple(sorted(speaking, key=lambda r: (r.told_on or datetime.date.min, r.about)))


def blank(instrument: str) -> Context:
    """The context of an instrument for which there is none: everything is missing."""
    return Context(context=Head(instrument=instrument))
