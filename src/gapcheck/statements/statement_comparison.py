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
from gapcheck.model.policy import Claim, Statement
from gapcheck.wording.citation import cite_rule, division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join

Result = Literal["agrees", "disagrees", "superseded", "undecided", "not_comparable"]

RESULTS: tuple[Result, ...] = ("agrees", "disagrees", "superseded", "undecided", "not_comparable")

_FITS: Mapping[Claim, frozenset[str]] = {
    "suffices": FULFILLED,
    "change-needed": frozenset({"partial", "unmet"}),
    "partly": frozenset({"partial"}),
}
_CLAIMED: Mapping[Claim, str] = {
    "suffices": "the law suffices",
    "change-needed": "the law has to change",
    "partly": "the law answers it in part",
    "open": "it is too early to say",
}


@dataclass(frozen=True)
class Verdict(Standing):
    """A verdict on one day, with both its ends."""

    day: date


@dataclass(frozen=True)
class Comparison:
    """One statement held against the verdicts on one article or duty.

    ``then`` is the verdict on the day of the statement, ``now`` that on the day asked about; ``changed_by`` names what
    commenced in between and bears on the verdict.
    """

    statement: Statement
    about: str
    result: Result
    then: Verdict | None
    now: Verdict | None
    changed_by: tuple[str, ...]
    sentence: str


@dataclass
class Officials:
    """Compares statements under one reading on one day; an article is judged once for each day."""

    catalogue: Catalogue
    day: date
    reading: str | None = None
    _found: dict[tuple[str, date], ArticleResult | DutyResult] = field(default_factory=dict, repr=False)
    _judges: dict[tuple[str, date], Judge] = field(default_factory=dict, repr=False)

    def compare(self, statement: Statement, instrument: str | None = None) -> Iterator[Comparison]:
        """One comparison for each article or duty that the statement is about; one in all if it is about none.

        With an ``instrument``, only those about one of its own articles or duties.
        """
        if not statement.about and instrument is None:
            sentence = (
                f"{_said(statement)} No article treats {statement.subject}, so there is no verdict to hold it against."
            )
            yield Comparison(statement, "", "not_comparable", None, None, (), sentence)
        for about in statement.about:
            if instrument is None or about.partition(":")[0] == instrument:
                yield self._compare(statement, about)

    def _compare(self, statement: Statement, about: str) -> Comparison:
        if statement.as_at > self.day:
            sentence = f"{_said(statement)} It was made after {long_date(self.day)}."
            return Comparison(statement, about, "not_comparable", None, None, (), sentence)
        then, now = self._verdict(about, statement.as_at), self._verdict(about, self.day)
        result = _result(statement.claim, then, now)
        changed = self._changed(about, statement.as_at) if (then.low, then.high) != (now.low, now.high) else ()
        return Comparison(
            statement, about, result, then, now, changed, _sentence(statement, result, then, now, changed)
        )

    def _verdict(self, about: str, day: date) -> Verdict:
        found = self._place(about, day)
        return Verdict(found.status, found.low, found.high, day)

    def _place(self, about: str, day: date) -> ArticleResult | DutyResult:
        """The verdict on one article or duty; only what a statement speaks of is judged."""
        if (about, day) not in self._found:
            instrument, _, place = about.partition(":")
            article = next((a for a in self.catalogue.articles(instrument) if a.article == place), None)
            judge = self._judge(instrument, day)
            if article is None:
                self._found[about, day] = judge.duty(self.catalogue.duty(about))
            else:
                self._found[about, day] = judge.article(self.catalogue, instrument, article)
        return self._found[about, day]

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
        rules = [e.rule for d in duties for e in d.rules]
        found = {r.in_force.by.partition(", s")[0] for r in rules if r.in_force.by and r.in_force.start > since}
        keys = {a.key for d in duties for a in d.full.allows} | {w.key for d in duties for w in d.full.waives}
        lodged = [x for x in self.catalogue.exercised_by(self.day) if since < x.date]
        found |= {f"what New Zealand lodged on {long_date(x.date)}" for x in lodged if x.narrowing in keys}
        if not found:
            ended = [(e, e.rule.in_force.end) for d in _duties(self._place(about, since)) for e in d.rules]
            found = {f"the end of {cite_rule(e)}" for e, end in ended if end and since < end <= self.day}
        return tuple(sorted(found))


def _duties(place: ArticleResult | DutyResult) -> tuple[DutyResult, ...]:
    return (place,) if isinstance(place, DutyResult) else place.duties


def compare_statements(
    catalogue: Catalogue, as_at: date | str, instrument: str | None = None, reading: str | None = None
) -> tuple[Comparison, ...]:
    """Every statement made by ``as_at``, held against the verdicts; only those on one instrument if it is given.

    Raises ``UnknownIdError`` for an unknown instrument or reading, ``UsageError`` for a bad date.
    """
    day = as_at_date(as_at)
    if instrument is not None:
        catalogue.instrument(instrument)
    if reading is not None:
        catalogue.reading(reading)
    officials = Officials(catalogue, day, reading)
    made = [s for s in catalogue.statements if s.as_at <= day]
    return tuple(c for s in made for c in officials.compare(s, instrument))


def place_in_words(catalogue: Catalogue, about: str) -> str:
    """``Budapest Convention, art 16``; nothing for a statement that is about no article."""
    if not about:
        return ""
    instrument, _, place = about.partition(":")
    treaty = catalogue.instrument(instrument)
    return f"{treaty.short_title}, {division_label(treaty, place)}"


def _result(claim: Claim, then: Verdict, now: Verdict) -> Result:
    fits = _FITS.get(claim)
    if fits is None or {then.status, now.status} & {"no_duty", "withheld", "not_assessed"}:
        return "not_comparable"
    was, is_ = _fit(then, fits), _fit(now, fits)
    if was == "no":
        return "disagrees"
    if is_ == "no":
        return "superseded"
    return "agrees" if was == is_ == "yes" else "undecided"


def _fit(verdict: Verdict, fits: frozenset[str]) -> str:
    """Whether a verdict bears a claim out at both its ends, at neither, or at one of them or only in between."""
    ends = [verdict.low in fits, verdict.high in fits]
    between = any(RANK[verdict.low] < RANK[status] < RANK[verdict.high] for status in fits)
    return "yes" if all(ends) else "partly" if any(ends) or between else "no"


def _said(statement: Statement) -> str:
    where = join(f"{s.ref}, {s.pinpoint}" for s in statement.source)
    return f"{statement.speaker}, {long_date(statement.as_at)}: {_CLAIMED[statement.claim]} ({where})."


def _sentence(statement: Statement, result: Result, then: Verdict, now: Verdict, changed: tuple[str, ...]) -> str:
    day, today = long_date(then.day), long_date(now.day)
    by = f", since {join(changed)}" if changed else ""
    moved = f" On {today} it is {now.words}{by}." if then.words != now.words else ""
    told = {
        "agrees": f"The verdict agrees: on {day} it is {then.words}.{moved}",
        "disagrees": f"The verdict disagrees: on {day} it is {then.words}.{moved}",
        "superseded": f"It is superseded by a later change: on {day} the verdict is {then.words}.{moved}",
        "undecided": f"The verdict neither bears it out nor contradicts it: on {day} it is {then.words}.{moved}",
        "not_comparable": f"It cannot be held against the verdict: on {day} that is {then.words}.{moved}",
    }
    return f"{_said(statement)} {told[result]}"
