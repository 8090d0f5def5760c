"""What the law cannot compute: the prose, the consultation, the reviews and the sign-off that go into an annex.

One file for each instrument, ``reports/context/<instrument>.yaml``. Dates are half-open: a paragraph with ``from`` and
``to`` is printed where the law is told as at a day in ``[from, to)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from gapcheck.model.base import Date, Id, Many, Marked, Model, Source, Text
from gapcheck.model.withholding import Ground

ClearanceStatus = Literal["draft", "agency-cleared", "cabinet-approved"]
View = Literal["agrees", "disagrees", "note"]

_NO_SPACE_BEFORE = tuple(",.;:!?)]\u2019\u201d")
_NO_SPACE_AFTER = tuple("([\u2018\u201c")


class Paragraph(Model):
    """One paragraph of prose, in parts that may be withheld, with its sources and the days on which it holds.

    In a file it is a plain text, ``{text, withheld, source, from, to}``, or ``{parts: [text, {text, withheld}], ...}``.
    """

    parts: Many[Marked]
    source: Many[Source] = ()
    start: Date | None = Field(default=None, alias="from")
    end: Date | None = Field(default=None, alias="to")

    @model_validator(mode="before")
    @classmethod
    def _whole(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"parts": [value]}
        if isinstance(value, dict) and "parts" not in value and value.keys() & {"text", "withheld"}:
            part = {key: value[key] for key in ("text", "withheld") if key in value}
            return {"parts": [part], **{key: found for key, found in value.items() if key not in part}}
        return value

    @model_validator(mode="after")
    def _forward(self) -> Paragraph:
        if not self.parts:
            raise ValueError("a paragraph without parts; expected 'text' or 'parts'")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"backward interval from {self.start} to {self.end}; expected 'to' after 'from'")
        return self

    def holds(self, day: date) -> bool:
        """Whether the paragraph is printed as at ``day``: the first day counts, the last does not."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def released(self) -> Paragraph:
        """The paragraph as a release copy has it: one that is withheld as a whole loses its sources too."""
        whole = not any(part.withheld is None and re.search(r"\w", part.text or "") for part in self.parts)
        return self.model_copy(update={"source": ()}) if whole and self.source else self

    def spaced(self) -> tuple[Marked | str, ...]:
        """The parts, with the spaces that go between them: none before a comma or full stop, nor after an opening
        bracket.

        Only open text decides, so that a space says nothing of what is withheld.
        """
        found: list[Marked | str] = []
        for part in self.parts:
            last = found[-1] if found else None
            tight = part.withheld is None and (part.text or "").startswith(_NO_SPACE_BEFORE)
            opened = isinstance(last, Marked) and last.withheld is None and (last.text or "").endswith(_NO_SPACE_AFTER)
            found += [part] if last is None or tight or opened else [" ", part]
        return tuple(found)

    def __str__(self) -> str:
        return "".join(str(part) for part in self.spaced())


class Prose(Model):
    """The topics of the annex that officials write; what is missing is printed as a drafting note."""

    summary: Many[Paragraph] = ()
    nature: Many[Paragraph] = ()
    tokelau: Many[Paragraph] = ()
    reasons: Many[Paragraph] = ()
    advantages: Many[Paragraph] = ()
    disadvantages: Many[Paragraph] = ()
    obligations: Many[Paragraph] = ()
    dispute_settlement: Many[Paragraph] = ()
    implementation: Many[Paragraph] = ()
    economic: Many[Paragraph] = ()
    social: Many[Paragraph] = ()
    cultural: Many[Paragraph] = ()
    environmental: Many[Paragraph] = ()
    te_tiriti: Many[Paragraph] = ()
    human_rights: Many[Paragraph] = ()
    costs: Many[Paragraph] = ()
    consultation: Many[Paragraph] = ()
    protocols: Many[Paragraph] = ()
    withdrawal: Many[Paragraph] = ()
    regulatory_impact: Many[Paragraph] = ()
    tiriti_assessment: Many[Paragraph] = ()

    def on(self, topic: str, day: date) -> tuple[Paragraph, ...]:
        """The paragraphs on a topic that hold on ``day``."""
        return tuple(p for p in getattr(self, topic) if p.holds(day))


class Clearance(Model):
    """How far the document has been cleared: a draft, cleared by the agency, or approved by Cabinet; by whom, and when."""

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
    """A line of the sign-off table: a role, and who signed on what date."""

    role: Marked
    name: Marked | None = None
    date: Date | None = None


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
        early = self.outcome_from is not None and day < self.outcome_from
        return self.model_copy(update={"outcome": None}) if early else self

    def released(self) -> Round:
        """The round as a release copy has it: where a part is withheld, the sources go too."""
        marked = any(m is not None and m.withheld is not None for m in (self.title, self.who, self.outcome))
        return self.model_copy(update={"source": ()}) if marked and self.source else self


class Review(Model):
    """What an analyst says of the computed verdict on an article or duty (``budapest:16(2)``). It never changes the
    verdict.
    """

    about: Id
    role: Marked
    date: Date
    view: View | None = None
    text: Marked

    def released(self) -> Review:
        """The review as a release copy has it: a review that is withheld loses its view too."""
        return self if self.text.withheld is None else self.model_copy(update={"view": None})


class Owner(Model):
    """Which agency answers for an Act or an article, and whom it consults."""

    about: Id
    agency: Marked
    consulted: Many[Marked] = ()


class Head(Model):
    """What the context is of, and the settings of the document."""

    instrument: Id
    prepared: Date | None = None
    author: Marked | None = None
    extended: bool = False
    clearance: Clearance = Clearance()
    standing_orders: StandingOrders = StandingOrders()


class Context(Model):
    """The context of one instrument. ``key`` replaces the grounds for withholding that come with gapcheck."""

    context: Head
    sign_off: Many[SignOff] = ()
    prose: Prose = Prose()
    consultation: Many[Round] = ()
    owners: Many[Owner] = ()
    reviews: Many[Review] = ()
    key: Many[Ground] | None = None

    def rounds(self, day: date) -> tuple[Round, ...]:
        """The rounds of consultation that had begun by ``day``, by date; those of one day as the file has them."""
        return tuple(sorted((r.on(day) for r in self.consultation if r.start <= day), key=lambda r: r.start))

    def reviewed(self, places: Iterable[str], day: date) -> tuple[Review, ...]:
        """The reviews of any of the places that were made by ``day``, the oldest first."""
        wanted = set(places)
        return tuple(
            sorted((r for r in self.reviews if r.about in wanted and r.date <= day), key=lambda r: (r.date, r.about))
        )


def blank(instrument: str) -> Context:
    """The context of an instrument for which there is none: everything is missing."""
    return Context(context=Head(instrument=instrument))
