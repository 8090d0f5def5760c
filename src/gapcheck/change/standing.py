"""How an article or duty stands on one day: its verdict, apart from the rules and cells that it came from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from gapcheck.engine.results import ArticleResult, DutyResult, Judged, Verdict
from gapcheck.model.question import Nature
from gapcheck.model.treaty import BINDING, FullDuty
from gapcheck.wording.verdicts import verdict_in_words
from gapcheck.wording.words import small, status_in_words

if TYPE_CHECKING:
    from gapcheck.engine.assessment import Judge
    from gapcheck.engine.sensitivity import Sensitivity


@dataclass(frozen=True)
class Standing(Judged):
    """How an article or duty stands: status, certainty and the four ends.

    Two standings are equal if these are. ``natures`` are those of the questions that the status depends on, where that
    was looked into: they tell whether a verdict is only to be confirmed.
    """

    verdict: Verdict
    natures: frozenset[Nature] = field(default=frozenset(), compare=False)

    @classmethod
    def of(cls, judged: ArticleResult | DutyResult) -> Standing:
        """How an article or duty stands."""
        return cls(judged.verdict)

    def told_by(self, judged: ArticleResult | DutyResult, sensitivity: Sensitivity) -> Standing:
        """The same standing with the natures of the questions that its status depends on."""
        return replace(self, natures=frozenset(q.nature for q in sensitivity.least(judged)))

    @property
    def verdict_words(self) -> str:
        """The verdict in words: ``Likely met, to be confirmed``."""
        return verdict_in_words(self.status, self.certainty, self.natures)

    @property
    def words(self) -> str:
        """``met``; ``likely met``; ``contested (partial to met)``: an interval is told where nothing decides it."""
        told = small(self.verdict_words)
        if self.certainty != "open":
            return told
        return f"{told} ({status_in_words(self.view_low)} to {status_in_words(self.view_high)})"

    def to_dict(self) -> dict[str, str | None]:
        """The standing in the words of the JSON contract."""
        return {
            "status": self.status,
            "certainty": self.certainty,
            "low": self.low,
            "high": self.high,
            "view_low": self.view_low,
            "view_high": self.view_high,
        }


@dataclass(frozen=True, eq=False)
class DutyStanding(Judged):
    """How a duty stands from the day of a judge on, as long as neither that nor what it turns on moves.

    The rules that it rests on are looked for when somebody asks: while it stands, others may take their place.
    """

    full: FullDuty
    verdict: Verdict
    judge: Judge = field(repr=False)

    @property
    def binding(self) -> bool:
        """Whether the duty binds."""
        return self.full.duty.force in BINDING

    @cached_property
    def result(self) -> DutyResult:
        """The duty with its cells, as it was on the first day."""
        return self.judge.duty(self.full)
