"""The result of an assessment, as frozen values: cells, duties and articles judged, and their instrument."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.cells import Cell
from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import Finding, Outcome, Result, name_result
from gapcheck.engine.rule_masks import RuleMasks
from gapcheck.errors import UnknownIdError
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.model.law import Reform, RuleEntry
from gapcheck.model.position import BindingRecord, Reading
from gapcheck.model.question import View
from gapcheck.model.state import State
from gapcheck.model.treaty import BINDING, Allowed, Article, FullDuty, Instrument, Waiver
from gapcheck.wording.verdicts import VERDICTS, verdict_in_words
from gapcheck.wording.words import small, status_in_words

if TYPE_CHECKING:
    from gapcheck.engine.sensitivity import Sensitivity

End = Literal["unmet", "partial", "met_with_reservation", "met", "no_duty", "withheld"]
Status = Literal["met", "met_with_reservation", "partial", "unmet", "unclear", "not_assessed", "no_duty", "withheld"]

Certainty = Literal["settled", "view", "open"]

STATUSES: tuple[Status, ...] = ("met", "met_with_reservation", "partial", "unmet", "unclear", "not_assessed", "no_duty")
"""The statuses of every assessment. ``withheld`` is a state of articles alone, told apart where an instrument has any.
"""
FULFILLED: frozenset[str] = frozenset({"met", "met_with_reservation"})
"""The statuses under which nothing is left to do."""

RANK: Mapping[str, int] = {"unmet": 0, "partial": 1, "met_with_reservation": 2, "met": 3}


@dataclass(frozen=True, repr=False)
class CellResult:
    """A cell with the best result over the rules in force, and the waiver that removed it, if one did."""

    cell: Cell
    ends: Ends[Outcome]
    best: Finding | None
    others: Sequence[Finding] = ()
    waiver: Allowed[Waiver] | None = None
    curable_waiver: Allowed[Waiver] | None = None

    def __repr__(self) -> str:
        return f"<Cell: {self.result.replace('_', ' ')}{f' ({self.best.entry.key})' if self.best else ''}>"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What every rule that is not disjoint from the cell does for it, the best first."""
        return () if self.best is None else (self.best, *self.others)

    @property
    def low(self) -> Outcome:
        """The outcome with every arguable point lost."""
        return self.ends.low

    @property
    def high(self) -> Outcome:
        """The outcome with every arguable point won."""
        return self.ends.high

    @property
    def result(self) -> Result:
        """The result in the word of the method."""
        return name_result(self.low, self.high)


@dataclass(frozen=True)
class Verdict:
    """A status with its certainty and its four ends (design 2.4).

    ``certainty`` is ``settled`` where nothing turns on an arguable point, ``view`` where the views on questions decide,
    ``open`` where they do not; ``None`` where there is nothing to be certain of.
    """

    status: Status
    certainty: Certainty | None
    ends: Ends[End]

    @classmethod
    def of(cls, ends: Ends[End]) -> Verdict:
        """The verdict that four ends give: what all agree on, else what the view says, else unclear."""
        if ends.settled:
            return cls(ends.low, "settled", ends)
        return cls(ends.view_low, "view", ends) if ends.viewed else cls("unclear", "open", ends)

    @classmethod
    def none(cls, status: Literal["no_duty", "withheld"]) -> Verdict:
        """Where there is nothing to judge."""
        return cls(status, None, Ends.all(status))

    @property
    def words(self) -> str:
        """The verdict as it stands in a sentence: ``likely met``. What could be confirmed, it does not know."""
        return small(verdict_in_words(self.status, self.certainty))

    def not_assessed(self) -> Verdict:
        """The same ends, of a duty of which nobody recorded where they looked for rules."""
        return Verdict("not_assessed", None, self.ends)


class Judged:
    """What a duty and an article have in common: a verdict, and its parts by name."""

    verdict: Verdict

    @property
    def words(self) -> str:
        """The verdict in words: ``Likely met``."""
        return verdict_in_words(self.status, self.certainty)

    @property
    def status(self) -> Status:
        """The status."""
        return self.verdict.status

    @property
    def certainty(self) -> Certainty | None:
        """How certain the status is."""
        return self.verdict.certainty

    @property
    def low(self) -> End:
        """The status with every arguable point lost."""
        return self.verdict.ends.low

    @property
    def view_low(self) -> End:
        """The status as the questions are viewed, with what stays open lost."""
        return self.verdict.ends.view_low

    @property
    def view_high(self) -> End:
        """The status as the questions are viewed, with what stays open won."""
        return self.verdict.ends.view_high

    @property
    def high(self) -> End:
        """The status with every arguable point won."""
        return self.verdict.ends.high


@dataclass(frozen=True, repr=False)
class DutyResult(Judged):
    """A duty judged, with its cells; one that follows others has these in their place (``followed``)."""

    full: FullDuty
    verdict: Verdict
    cells: tuple[CellResult, ...] = ()
    followed: tuple[DutyResult, ...] = ()

    def __repr__(self) -> str:
        ends = f", {status_in_words(self.low)} to {status_in_words(self.high)}" if self.low != self.high else ""
        return f"<Duty {self.full.key}: {small(self.words)}{ends}>"

    @property
    def id(self) -> str:
        """The full id, ``budapest:16(2)``."""
        return self.full.key

    @property
    def pinpoint(self) -> str:
        """The id without the instrument, ``16(2)``."""
        return self.full.duty.id

    @property
    def text(self) -> str:
        """What the duty asks, in our words."""
        return self.full.duty.text

    @property
    def force(self) -> str:
        """How far it obliges: ``shall``, ``consider``, ``endeavour``, ``may``, ``limit``, ``definition``."""
        return self.full.duty.force

    @property
    def kind(self) -> str:
        """The id of its kind: ``offence``, ``power``."""
        return self.full.duty.kind

    @property
    def binding(self) -> bool:
        """Whether the duty binds (``shall``); others are shown but never counted as gaps."""
        return self.full.duty.force in BINDING

    @property
    def parts(self) -> tuple[DutyResult, ...]:
        """The duties whose cells it rests on: those that it follows, or itself."""
        return self.followed or (self,)

    # Cached: every part of a report asks on which rules a verdict rests.
    @cached_property
    def rules(self) -> tuple[RuleEntry, ...]:
        """The rules that the verdict rests on: the best of each cell, then those that give these what they lack."""
        findings = [c.best for d in self.parts for c in d.cells if c.best is not None]
        best = sorted((f.entry for f in findings), key=lambda e: e.order)
        others = sorted((e for f in findings for e in f.relies_on), key=lambda e: e.order)
        return tuple({e.identity: e for e in (*best, *others)}.values())


@dataclass(frozen=True)
class ArticleResult(Judged):
    """An article judged over its binding duties."""

    article: Article
    verdict: Verdict
    duties: tuple[DutyResult, ...]

    def __repr__(self) -> str:
        duties = ", ".join(f"{d.full.duty.id} {small(d.words)}" for d in self.duties)
        return f"<Article {self.article.article} {self.article.heading}: {small(self.words)} ({duties})>"


@dataclass(frozen=True, repr=False, eq=False)
class InstrumentResult:
    """An instrument judged against the law of one day. A plain value; :mod:`gapcheck.faces` shows it.

    ``rules`` are the rules, of every interval, that it was held against: the law of the State, or the duties of a
    treaty text. ``reform`` is the Bill or proposal that was laid over the statute book first.
    """

    catalogue: Catalogue
    instrument: Instrument
    as_at: date
    reading: Reading | None
    articles: tuple[ArticleResult, ...]
    rules: tuple[RuleEntry, ...]
    reform: Reform | None = None
    tried: Mapping[str, View] = field(default_factory=dict)
    """Answers to questions that were tried in place of their views, by question."""
    masks: RuleMasks | None = field(default=None, repr=False)
    """Which of ``rules`` can reach what, for those who judge again."""

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """What the verdicts turn on."""
        from gapcheck.engine.sensitivity import Sensitivity  # which judges results anew

        return Sensitivity(self)

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses that can occur: ``withheld`` only where the words of an article were withheld."""
        return (*STATUSES, "withheld") if any(a.article.withheld for a in self.articles) else STATUSES

    @cached_property
    def counts(self) -> Mapping[Status, int]:
        """How many articles have each status."""
        found = [a.status for a in self.articles]
        return FrozenMapping((status, found.count(status)) for status in self.statuses)

    @cached_property
    def verdicts(self) -> Mapping[str, int]:
        """How many articles have each verdict in words, the best first: ``{"Met": 14, "Likely met": 9}``."""
        found = Counter(self.sensitivity.in_words(a) for a in self.articles)
        return FrozenMapping((verdict, found[verdict]) for verdict in VERDICTS if found[verdict])

    @property
    def verdicts_in_words(self) -> str:
        """``14 met, 9 likely met, 2 likely met to be confirmed, 1 contested``."""
        # The comma inside a verdict would read as one between two.
        return ", ".join(f"{n} {small(verdict).replace(',', '')}" for verdict, n in self.verdicts.items())

    @property
    def state(self) -> State:
        """The State whose law it is held against."""
        return self.catalogue.state

    @property
    def law(self) -> str:
        """What the instrument is held against: ``New Zealand law``, or a treaty, ``the Budapest Convention``."""
        other = self.instrument.answered_by
        return self.state.law if other is None else f"the {self.catalogue.instrument(other).short_title}"

    @cached_property
    def assessable(self) -> Mapping[str, tuple[int, int]]:
        """For each group of articles some of which were withheld: how many can be assessed, out of how many.

        Items 6.1 to 6.13 are the group 6.
        """
        groups: dict[str, list[ArticleResult]] = {}
        for result in self.articles:
            groups.setdefault(result.article.article.partition(".")[0], []).append(result)
        return FrozenMapping(
            (group, (sum(a.article.withheld is None for a in found), len(found)))
            for group, found in groups.items()
            if any(a.article.withheld for a in found)
        )

    def rules_in_force(self, day: date) -> tuple[RuleEntry, ...]:
        """Those of ``rules`` whose interval holds on ``day``."""
        return tuple(e for e in self.rules if e.rule.in_force.holds(day))

    # Asked for every duty: of many rules, few stand on another day.
    @cached_property
    def not_yet_in_force(self) -> tuple[RuleEntry, ...]:
        """Those of ``rules`` that start after the day."""
        return tuple(e for e in self.rules if e.rule.in_force.start > self.as_at)

    @cached_property
    def no_longer_in_force(self) -> tuple[RuleEntry, ...]:
        """Those of ``rules`` that ended on or before the day."""
        return tuple(e for e in self.rules if e.rule.in_force.end is not None and e.rule.in_force.end <= self.as_at)

    @property
    def binding(self) -> bool:
        """Whether the instrument is known to bind the State on the day."""
        return self.binding_record == "bound"

    @property
    def binding_record(self) -> BindingRecord:
        """What is known on the day of whether the instrument binds the State."""
        # Nobody is bound by a draft or a mandate, and nobody has to look that up.
        if self.instrument.text_status != "adopted":
            return "no_obligation"
        position = self.catalogue.positions.get(self.instrument.id)
        return position.record(self.as_at) if position else "no_record"

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
        if str(article) not in self._articles_by_number:
            raise UnknownIdError("article", str(article), self._articles_by_number)
        return self._articles_by_number[str(article)]

    @cached_property
    def _articles_by_number(self) -> dict[str, ArticleResult]:
        return {result.article.article: result for result in reversed(self.articles)}

    def duty(self, duty: str | int) -> DutyResult:
        """The duty with that pinpoint (``16(2)``, or ``budapest:16(2)``). Raises ``UnknownIdError``."""
        wanted = str(duty).removeprefix(f"{self.instrument.id}:")
        if wanted not in self._duties_by_id:
            raise UnknownIdError("duty", wanted, self._duties_by_id)
        return self._duties_by_id[wanted]

    @cached_property
    def _duties_by_id(self) -> dict[str, DutyResult]:
        return {result.full.duty.id: result for result in reversed(self.duties)}

    def __repr__(self) -> str:
        reading = f", reading {self.reading.id}" if self.reading else ""
        reading += f", with {self.reform.id}" if self.reform else ""
        law = f"{self.state.short} law" if self.instrument.answered_by is None else self.law
        return (
            f"<Assessment {self.instrument.short_title} v {law} as at {self.as_at}{reading}: {self.verdicts_in_words}>"
        )
