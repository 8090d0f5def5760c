"""What officials said, held against the verdicts of the library: who agrees, who does not, and what later law overtook.

A statement is true of its own day. It is first held against the verdict on that day, and then against the verdict on
the day that is asked about: one that agreed then and does not now has been superseded by a later change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import Judges
from gapcheck.engine.results import FULFILLED, RANK, ArticleResult, Certainty, DutyResult, End, Status
from gapcheck.model.base import as_at_date
from gapcheck.model.ids import DutyId
from gapcheck.model.policy import Claim, Statement
from gapcheck.statements.statement_sentences import comparison_sentence, end_of, lodged_on
from gapcheck.wording.citation import act_of, division_label
from gapcheck.wording.verdicts import verdict_in_words
from gapcheck.wording.words import small

Result = Literal["agrees", "disagrees", "superseded", "undecided", "not_comparable"]

RESULTS: tuple[Result, ...] = ("agrees", "disagrees", "superseded", "undecided", "not_comparable")

COUNTED: tuple[Result, ...] = ("agrees", "disagrees", "superseded", "undecided")
"""The results that are always counted and printed, those that do not occur as well."""

_FITS: Mapping[Claim, frozenset[str]] = {
    "suffices": FULFILLED,
    "change-needed": frozenset({"partial", "unmet"}),
    "partly": frozenset({"partial"}),
}


@dataclass(frozen=True)
class DayVerdict:
    """A verdict on one day, with its certainty and both its outer ends."""

    status: Status
    low: End
    high: End
    day: date
    certainty: Certainty | None = None

    @property
    def words(self) -> str:
        """``met``; ``likely met``; ``contested``."""
        return small(verdict_in_words(self.status, self.certainty))


@dataclass(frozen=True)
class StatementComparison:
    """One statement held against the verdicts on one article or duty, by the law of ``as_at``.

    The claim is held against the verdict as the questions are viewed. ``then`` is the verdict on the day of the
    statement, ``now`` that on the day asked about; ``changed_by`` names what commenced in between and bears on the
    verdict. Without verdicts the statement is about no article, or was made after the day asked about.
    """

    statement: Statement
    about: str
    as_at: date
    result: Result
    then: DayVerdict | None = None
    now: DayVerdict | None = None
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

    @cached_property
    def _judges(self) -> Judges:
        reading = None if self.reading is None else self.catalogue.reading(self.reading)
        return Judges(self.catalogue, reading)

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
        moved = (then.status, then.low, then.high) != (now.status, now.low, now.high)
        changed = self._changed(about, statement.as_at) if moved else ()
        return StatementComparison(statement, about, self.day, result, then, now, changed)

    def _verdict(self, about: str, day: date) -> DayVerdict:
        judged = self._place(about, day)
        return DayVerdict(judged.status, judged.low, judged.high, day, judged.certainty)

    def _place(self, about: str, day: date) -> ArticleResult | DutyResult:
        """The verdict on one article or duty; only what a statement speaks of is judged."""
        if (about, day) not in self._verdicts:
            place = DutyId.parse(about)
            article = next((a for a in self.catalogue.articles(place.instrument) if a.article == place.duty), None)
            judge = self._judges.on(place.instrument, day)
            if article is None:
                self._verdicts[about, day] = judge.duty(self.catalogue.duty(about))
            else:
                self._verdicts[about, day] = judge.article(self.catalogue, place.instrument, article)
        return self._verdicts[about, day]

    def _changed(self, about: str, since: date) -> tuple[str, ...]:
        """What brought in the rules that the verdict rests on now, what was lodged, and, failing both, what ended."""
        duties = _duties(self._place(about, self.day))
        intervals = [e.rule.in_force for d in duties for e in d.rules]
        # The Act is enough: which of its sections brought in which rule is told by the explanation of the duty.
        changed = {act_of(i.by) for i in intervals if i.by and i.start > since}
        options = {a.key for d in duties for a in d.full.allows} | {w.key for d in duties for w in d.full.waives}
        lodged = [x for x in self.catalogue.exercised_by(self.day) if since < x.date]
        changed |= {lodged_on(x.date, self.catalogue.state.name) for x in lodged if x.narrowing in options}
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


def count_results(comparisons: Iterable[StatementComparison]) -> Mapping[Result, int]:
    """How many comparisons have each result: all four that are always counted, and those that cannot be compared."""
    found = [comparison.result for comparison in comparisons]
    return {result: found.count(result) for result in RESULTS}


def _result(claim: Claim, then: DayVerdict, now: DayVerdict) -> Result:
    # Of what nobody has assessed, and of what asks for nothing, nothing can be said either way.
    if {then.status, now.status} & {"no_duty", "withheld", "not_assessed"}:
        return "not_comparable"
    fits = _FITS.get(claim)
    if fits is None:  # "too early to say" fits no status
        return "undecided"
    fit_then, fit_now = _fit(then, fits), _fit(now, fits)
    if fit_then is False:
        return "disagrees"
    if fit_now is False:
        return "superseded"
    return "agrees" if fit_then and fit_now else "undecided"


def _fit(verdict: DayVerdict, fits: frozenset[str]) -> bool | None:
    """Whether a verdict, as the questions are viewed, bears a claim out; ``None`` where that depends on what is open.

    A contested verdict may turn out anything between its ends, and be sure enough for a claim all the same.
    """
    if verdict.status != "unclear":
        return verdict.status in fits
    found = {status in fits for status, rank in RANK.items() if RANK[verdict.low] <= rank <= RANK[verdict.high]}
    return None if len(found) > 1 else found.pop()
