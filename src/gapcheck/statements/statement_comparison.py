"""What officials said, held against the verdicts of the library: who agrees, who does not, and what later law overtook.

A statement is true of its own day. It is first held against the verdict on that day, and then against the verdict on
the day that is asked about: one that agreed then and does not now has been superseded by a later change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.timeline import Standing
from gapcheck.engine.assessment import Judge
from gapcheck.engine.results import FULFILLED, RANK, ArticleResult, DutyResult
from gapcheck.model.base import as_at_date
from gapcheck.model.ids import DutyId
from gapcheck.model.policy import Claim, Statement
from gapcheck.statements.statement_sentences import comparison_sentence, end_of, lodged_on
from gapcheck.wording.citation import act_of, division_label

Result = Literal["agrees", "disagrees", "superseded", "undecided", "not_comparable"]

RESULTS: tuple[Result, ...] = ("agrees", "disagrees", "superseded", "undecided", "not_comparable")

_FITS: Mapping[Claim, frozenset[str]] = {
    "suffices": FULFILLED,
    "change-needed": frozenset({"partial", "unmet"}),
    "partly": frozenset({"partial"}),
}


@dataclass(frozen=True)
class Verdict(Standing):
    """A verdict on one day, with both its ends."""

    day: date


@dataclass(frozen=True)
class StatementComparison:
    """One statement held against the verdicts on one article or duty, by the law of ``as_at``.

    ``then`` is the verdict on the day of the statement, ``now`` that on the day asked about; ``changed_by`` names what
    commenced in between and bears on the verdict. Without verdicts the statement is about no article, or was made
    after the day asked about.
    """

    statement: Statement
    about: str
    as_at: date
    result: Result
    then: Verdict | None = None
    now: Verdict | None = None
    changed_by: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What was said, and whether the verdicts bear it out."""
        return comparison_sentence(self)


@dataclass
class StatementJudge:
    """Compares statements under one reading on one day; an article is judged once for each day."""

    catalogue: Catalogue
    day: date
    reading: str | None = None
    # Officials speak of the same few articles on the same few days, and judging takes most of the time.
    _verdicts: dict[tuple[str, date], ArticleResult | DutyResult] = field(default_factory=dict, repr=False)
    _judges: dict[tuple[str, date], Judge] = field(default_factory=dict, repr=False)

    def compare(self, statement: Statement, instrument: str | None = None) -> Iterator[StatementComparison]:
        """One comparison for each article or duty that the statement is about; one in all if it is about none.

        With an ``instrument``, only those about one of its own articles or duties.
        """
        if not statement.about and instrument is None:
            yield StatementComparison(statement, "", self.day, "not_comparable")
        for about in statement.about:
            if instrument is None or DutyId.parse(about).instrument == instrument:
                yield self._compare(statement, about)

    def _compare(self, statement: Statement, about: str) -> StatementComparison:
        if statement.as_at > self.day:
            return StatementComparison(statement, about, self.day, "not_comparable")
        then, now = self._verdict(about, statement.as_at), self._verdict(about, self.day)
        result = _result(statement.claim, then, now)
        # A duty may be answered by other rules than then, and stand just as it did: nothing is told of these.
        changed = self._changed(about, statement.as_at) if (then.low, then.high) != (now.low, now.high) else ()
        return StatementComparison(statement, about, self.day, result, then, now, changed)

    def _verdict(self, about: str, day: date) -> Verdict:
        judged = self._place(about, day)
        return Verdict(judged.status, judged.certainty, judged.verdict.ends, day)

    def _place(self, about: str, day: date) -> ArticleResult | DutyResult:
        """The verdict on one article or duty; only what a statement speaks of is judged."""
        if (about, day) not in self._verdicts:
            place = DutyId.parse(about)
            article = next((a for a in self.catalogue.articles(place.instrument) if a.article == place.duty), None)
            judge = self._judge(place.instrument, day)
            if article is None:
                self._verdicts[about, day] = judge.duty(self.catalogue.duty(about))
            else:
                self._verdicts[about, day] = judge.article(self.catalogue, place.instrument, article)
        return self._verdicts[about, day]

    def _judge(self, instrument: str, day: date) -> Judge:
        if (instrument, day) not in self._judges:
            reading = None if self.reading is None else self.catalogue.reading(self.reading)
            self._judges[instrument, day] = Judge.of(
                self.catalogue, self.catalogue.instrument(instrument), day, reading
            )
        return self._judges[instrument, day]

    def _changed(self, about: str, since: date) -> tuple[str, ...]:
        """What brought in the rules that the verdict rests on now, what was lodged, and, failing both, what ended."""
        duties = _duties(self._place(about, self.day))
        intervals = [e.rule.in_force for d in duties for e in d.rules]
        # The Act is enough: which of its sections brought in which rule is told by the explanation of the duty.
        changed = {act_of(i.by) for i in intervals if i.by and i.start > since}
        options = {a.key for d in duties for a in d.full.allows} | {w.key for d in duties for w in d.full.waives}
        lodged = [x for x in self.catalogue.exercised_by(self.day) if since < x.date]
        changed |= {lodged_on(x.date) for x in lodged if x.narrowing in options}
        if not changed:
            ended = [(e, e.rule.in_force.end) for d in _duties(self._place(about, since)) for e in d.rules]
            changed = {end_of(e) for e, end in ended if end and since < end <= self.day}
        return tuple(sorted(changed))


def _duties(place: ArticleResult | DutyResult) -> tuple[DutyResult, ...]:
    return (place,) if isinstance(place, DutyResult) else place.duties


def compare_statements(
    catalogue: Catalogue, as_at: date | str, instrument: str | None = None, reading: str | None = None
) -> tuple[StatementComparison, ...]:
    """Every statement made by ``as_at``, held against the verdicts; only those on one instrument if it is given.

    Raises ``UnknownIdError`` for an unknown instrument or reading, ``UsageError`` for a bad date.
    """
    day = as_at_date(as_at)
    if instrument is not None:
        catalogue.instrument(instrument)
    if reading is not None:
        catalogue.reading(reading)
    judge = StatementJudge(catalogue, day, reading)
    made = [s for s in catalogue.statements if s.as_at <= day]
    return tuple(c for s in made for c in judge.compare(s, instrument))


def place_in_words(catalogue: Catalogue, about: str) -> str:
    """``Budapest Convention, art 16``; nothing for a statement that is about no article."""
    if not about:
        return ""
    place = DutyId.parse(about)
    treaty = catalogue.instrument(place.instrument)
    return f"{treaty.short_title}, {division_label(treaty, place.duty)}"


def _result(claim: Claim, then: Verdict, now: Verdict) -> Result:
    fits = _FITS.get(claim)
    # "Too early to say" fits no status, and of what nobody has assessed nothing can be said either.
    if fits is None or {then.status, now.status} & {"no_duty", "withheld", "not_assessed"}:
        return "not_comparable"
    fit_then, fit_now = _fit(then, fits), _fit(now, fits)
    if fit_then == "no":
        return "disagrees"
    if fit_now == "no":
        return "superseded"
    return "agrees" if fit_then == fit_now == "yes" else "undecided"


def _fit(verdict: Verdict, fits: frozenset[str]) -> Literal["yes", "partly", "no"]:
    """Whether a verdict bears a claim out at both its ends, at neither, or at one of them or only in between."""
    ends = [verdict.low in fits, verdict.high in fits]
    # "Partly" is a claim about the middle: a verdict from unmet to met may turn out to be just that.
    between = any(RANK[verdict.low] < RANK[status] < RANK[verdict.high] for status in fits)
    if all(ends):
        return "yes"
    return "partly" if any(ends) or between else "no"
