"""The result of an assessment, as frozen values: cells, duties and articles judged, and their instrument."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.cells import Cell
from gapcheck.engine.findings import Finding, Outcome, Result, name_result
from gapcheck.errors import UnknownIdError
from gapcheck.model.law import Reform, RuleEntry
from gapcheck.model.position import Reading
from gapcheck.model.treaty import BINDING, Allowed, Article, FullDuty, Instrument, Waiver
from gapcheck.wording.words import status_in_words

End = Literal["unmet", "partial", "met_with_reservation", "met", "no_duty", "withheld"]
Status = Literal["met", "met_with_reservation", "partial", "unmet", "unclear", "not_assessed", "no_duty", "withheld"]

STATUSES: tuple[Status, ...] = ("met", "met_with_reservation", "partial", "unmet", "unclear", "not_assessed", "no_duty")
"""The statuses of every assessment. ``withheld`` is a state of articles alone, told apart where an instrument has any.
"""
FULFILLED: frozenset[str] = frozenset({"met", "met_with_reservation"})
"""The statuses under which nothing is left to do."""

RANK: Mapping[str, int] = {"unmet": 0, "partial": 1, "met_with_reservation": 2, "met": 3}


@dataclass(frozen=True)
class CellResult:
    """A cell with the best result over the rules in force, and the waiver that removed it, if one did."""

    cell: Cell
    low: Outcome
    high: Outcome
    best: Finding | None
    others: tuple[Finding, ...] = ()
    waiver: Allowed[Waiver] | None = None
    curable_waiver: Allowed[Waiver] | None = None

    @property
    def result(self) -> Result:
        """The result in the word of the method."""
        return name_result(self.low, self.high)


@dataclass(frozen=True, repr=False)
class DutyResult:
    """A duty judged: ``low`` with every arguable point lost, ``high`` with every one won."""

    full: FullDuty
    status: Status
    low: End
    high: End
    cells: tuple[CellResult, ...] = ()

    def __repr__(self) -> str:
        ends = f", {status_in_words(self.low)} to {status_in_words(self.high)}" if self.low != self.high else ""
        return f"<Duty {self.full.key}: {status_in_words(self.status)}{ends}>"

    @property
    def id(self) -> str:
        """The full id, ``budapest:16(2)``."""
        return self.full.key

    @property
    def binding(self) -> bool:
        """Whether the duty binds (``shall``); others are shown but never counted as gaps."""
        return self.full.duty.force in BINDING

    @property
    def rules(self) -> tuple[RuleEntry, ...]:
        """The rules that the verdict rests on: the best of each cell, then those that give these what they lack."""
        findings = [c.best for c in self.cells if c.best is not None]
        best = sorted((f.entry for f in findings), key=lambda e: e.order)
        others = sorted((e for f in findings for e in f.relies_on), key=lambda e: e.order)
        return tuple({e.identity: e for e in (*best, *others)}.values())


@dataclass(frozen=True)
class ArticleResult:
    """An article judged over its binding duties."""

    article: Article
    status: Status
    low: End
    high: End
    duties: tuple[DutyResult, ...]

    def __repr__(self) -> str:
        duties = ", ".join(f"{d.full.duty.id} {status_in_words(d.status)}" for d in self.duties)
        return f"<Article {self.article.article} {self.article.heading}: {status_in_words(self.status)} ({duties})>"


@dataclass(frozen=True, repr=False, eq=False)
class InstrumentResult:
    """An instrument judged against the law of one day. A plain value; :mod:`gapcheck.faces` shows it.

    ``rules`` are the rules, of every interval, that it was held against: New Zealand law, or the duties of a treaty
    text. ``reform`` is the Bill or proposal that was laid over the statute book first.
    """

    catalogue: Catalogue
    instrument: Instrument
    as_at: date
    reading: Reading | None
    articles: tuple[ArticleResult, ...]
    rules: tuple[RuleEntry, ...]
    reform: Reform | None = None

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that can occur: ``withheld`` only where the words of an article were withheld."""
        return (*STATUSES, "withheld") if any(a.article.withheld for a in self.articles) else STATUSES

    @cached_property
    def counts(self) -> Mapping[Status, int]:
        """How many articles have each status."""
        found = [a.status for a in self.articles]
        return {status: found.count(status) for status in self.statuses}

    @property
    def law(self) -> str:
        """What the instrument is held against: ``New Zealand law``, or a treaty, ``the Budapest Convention``."""
        other = self.instrument.answered_by
        return "New Zealand law" if other is None else f"the {self.catalogue.instrument(other).short_title}"

    @cached_property
    def assessable(self) -> Mapping[str, tuple[int, int]]:
        """For each group of articles some of which were withheld: how many can be assessed, out of how many.

        Items 6.1 to 6.13 are the group 6.
        """
        groups: dict[str, list[ArticleResult]] = {}
        for result in self.articles:
            groups.setdefault(result.article.article.partition(".")[0], []).append(result)
        return {
            group: (sum(a.article.withheld is None for a in found), len(found))
            for group, found in groups.items()
            if any(a.article.withheld for a in found)
        }

    def rules_in_force(self, day: date) -> tuple[RuleEntry, ...]:
        """Those of ``rules`` whose interval holds on ``day``."""
        return tuple(e for e in self.rules if e.rule.in_force.holds(day))

    @property
    def binding(self) -> bool:
        """Whether the instrument binds New Zealand on the day."""
        position = self.catalogue.positions.get(self.instrument.id)
        return position is not None and position.binding_from is not None and position.binding_from <= self.as_at

    @property
    def duties(self) -> tuple[DutyResult, ...]:
        """Every duty, in the order of the instrument."""
        return tuple(d for a in self.articles for d in a.duties)

    def __iter__(self) -> Iterator[ArticleResult]:
        """The articles, in the order of the instrument."""
        return iter(self.articles)

    def __len__(self) -> int:
        return len(self.articles)

    def __contains__(self, article: object) -> bool:
        """Whether the instrument has an article with that number."""
        return any(a.article.article == str(article) for a in self.articles)

    def __getitem__(self, article: str | int) -> ArticleResult:
        """The article with that number. Raises ``UnknownIdError``."""
        for result in self.articles:
            if result.article.article == str(article):
                return result
        raise UnknownIdError("article", str(article), (a.article.article for a in self.articles))

    def duty(self, duty: str | int) -> DutyResult:
        """The duty with that pinpoint (``16(2)``, or ``budapest:16(2)``). Raises ``UnknownIdError``."""
        wanted = str(duty).removeprefix(f"{self.instrument.id}:")
        for result in self.duties:
            if result.full.duty.id == wanted:
                return result
        raise UnknownIdError("duty", wanted, (d.full.duty.id for d in self.duties))

    def __repr__(self) -> str:
        words = ", ".join(f"{n} {status_in_words(s)}" for s, n in self.counts.items() if n)
        reading = f", reading {self.reading.id}" if self.reading else ""
        reading += f", with {self.reform.id}" if self.reform else ""
        law = "NZ law" if self.instrument.answered_by is None else self.law
        return f"<Assessment {self.instrument.short_title} v {law} as at {self.as_at}{reading}: {words}>"
