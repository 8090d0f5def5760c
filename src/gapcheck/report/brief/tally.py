"""How the articles stand, counted for the brief: in a sentence, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from gapcheck.model.position import Consent, Position
from gapcheck.model.state import DraftingProcedure, State
from gapcheck.report.answer_sentence import answer_sentence, judged_articles, standing
from gapcheck.report.article_lists import articles_in_short
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.statuses import GAP_STATUSES
from gapcheck.wording.words import capital

AMENDING: frozenset[str] = frozenset({"Amendment of an Act", "New provision in an Act"})
"""The vehicles of a measure that take an Act of Parliament."""


@dataclass(frozen=True)
class Detail:
    """How much a brief tells, so that it stands on a page in letters that can be read: so many likely lacks of a
    chapter in words; so many questions, in a ``table`` or in a line each; both ``days`` of the strip or the day alone;
    of each Act to be amended the ``provisions``, or its name alone.
    """

    lacks: int = 6
    questions: int = 3
    table: bool = True
    days: bool = True
    provisions: bool = True


DETAILS = (
    Detail(),
    Detail(lacks=4, questions=2),
    Detail(lacks=3, questions=2),
    Detail(lacks=3, questions=2, table=False),
    Detail(lacks=2, questions=2, table=False),
    Detail(lacks=2, questions=2, table=False, days=False),
    Detail(lacks=1, questions=2, table=False, days=False),
    Detail(lacks=1, questions=1, table=False, days=False),
    Detail(lacks=1, questions=1, table=False, days=False, provisions=False),
    Detail(lacks=1, questions=0, days=False, provisions=False),
)
"""What is tried in turn until the page holds it: what matters least goes first."""


@dataclass(frozen=True)
class Tally:
    """The articles of a report, sorted by how they stand, and how much is to be told of them."""

    report: ReportRows
    detail: Detail = DETAILS[0]

    @cached_property
    def judged(self) -> tuple[ArticleRow, ...]:
        """The articles that hold a duty."""
        return judged_articles(self.report)

    def standing(self, statuses: Iterable[str], certainty: str) -> tuple[ArticleRow, ...]:
        """The articles of some statuses and one certainty."""
        return standing(self.judged, frozenset(statuses), certainty)

    @property
    def short(self) -> tuple[ArticleRow, ...]:
        """The articles that the law falls short of on any view."""
        return self.standing(GAP_STATUSES, "settled")

    @property
    def likely_short(self) -> tuple[ArticleRow, ...]:
        """The articles that the law falls short of on our working view."""
        return self.standing(GAP_STATUSES, "view")

    @property
    def state(self) -> State:
        """The State that the treaty is before."""
        return self.report.assessment.state

    @property
    def procedure(self) -> DraftingProcedure:
        """That State's procedure for documents on the treaty."""
        return self.report.assessment.catalogue.procedure.of(self.report.assessment.instrument.id)

    @property
    def position(self) -> Position | None:
        """What the State has done about the instrument, if anything is on record."""
        return self.report.assessment.catalogue.positions.get(self.report.assessment.instrument.id)

    @property
    def consent(self) -> Consent | None:
        """The act by which the State signed or consented, if it was done by the day."""
        done = self.position.consent if self.position else None
        return done if done and done.date <= self.report.assessment.as_at else None

    @property
    def joined(self) -> bool:
        """Whether the State has consented to be bound; a signature alone is no consent."""
        return self.consent is not None and self.consent.kind != "signature"

    def places(self, articles: Iterable[str | ArticleRow]) -> str:
        """``arts 2–4 and 9``."""
        wanted = {a if isinstance(a, str) else a.article for a in articles}
        ordered = (row.article for row in self.report.articles if row.article in wanted)
        return articles_in_short(self.report.assessment.instrument.division, ordered)

    def count(self, number: int) -> str:
        """``1 article``, ``12 articles``."""
        noun = self.report.assessment.instrument.division
        return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

    @property
    def contested(self) -> tuple[ArticleRow, ...]:
        """The articles that no view decides."""
        return self.standing(["unclear"], "open")

    @property
    def sentence(self) -> str:
        """The answer in a sentence, with the articles that are contested by name."""
        told = answer_sentence(self.report)
        return told.replace(" contested", f" contested ({self.places(self.contested)})", 1) if self.contested else told

    @property
    def acts(self) -> tuple[str, ...]:
        """The Acts that would have to be amended for every duty to be met."""
        return tuple(dict.fromkeys(m.act for m in self.report.measures if m.vehicle in AMENDING))

    @property
    def certain_acts(self) -> tuple[str, ...]:
        """Those of them that would have to be amended on any view."""
        return tuple(dict.fromkeys(m.act for m in self.report.measures if m.vehicle in AMENDING and m.certain))

    @property
    def follows(self) -> str:
        """What follows from that: how many Acts would have to change."""
        if not self.acts:
            return "No change of an Act was found to be needed."
        number = len(self.acts)
        told = f"to meet every duty, {'one Act' if number == 1 else f'{number} Acts'} would have to be amended"
        if not self.certain_acts:
            return f"{capital(told)}, on our working view of the questions below."
        if len(self.certain_acts) == number:
            return f"{capital(told)} on any view."
        return f"{capital(told)}: {len(self.certain_acts)} on any view, the rest on our working view."
