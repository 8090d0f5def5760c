"""What a review is a review of, as a fingerprint: twelve hexadecimal digits that change when that changes.

That of a **duty** covers, on one day, everything that its verdict rests on: what the treaty asks (heading, force, text,
elements, what may be limited or left out), the rules that answer it with their intervals and texts, the questions that
it turns on with our views, what the State exercised, and the verdict at its four ends. That of a **question** covers
what is asked, the arguments, and the rules that its points stand in.

No fingerprint covers sources, notes, how far a source was checked, surveys, or what bears on other duties: those can be
mended without asking anybody again. The day itself is no part of it either, only the law of the day: a review of the
law of 28 November still stands on the 29th if nothing has moved. (The row of a work sheet seals the day as well.)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import assess
from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.model.base import Model
from gapcheck.model.ids import DutyId, Point
from gapcheck.model.law import RuleEntry
from gapcheck.model.question import Question
from gapcheck.model.review import QUESTION
from gapcheck.model.treaty import FullDuty

# What these say is about a statement, and not what it states.
_BESIDE = frozenset({"source", "note", "settled_by", "text_hash", "checked", "survey"})


def digest(value: object) -> str:
    """Twelve hexadecimal digits of plain data."""
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def _plain(value: Model) -> object:
    # Without the defaults: a key that the data do not have yet must not make every review lapse.
    return _pruned(value.model_dump(mode="json", exclude_defaults=True))


def _pruned(value: object) -> object:
    if isinstance(value, dict):
        return {key: _pruned(inner) for key, inner in value.items() if key not in _BESIDE}
    return [_pruned(inner) for inner in value] if isinstance(value, list) else value


def rule_fingerprint(entry: RuleEntry) -> str:
    """That of one rule over its interval."""
    return digest([entry.key, entry.section.section, entry.section.heading, _plain(entry.rule)])


@dataclass(frozen=True)
class VerdictBasis:
    """What the verdict on one duty rests on, part by part, so that a change can be told by its name.

    ``rules`` and ``questions`` hold the fingerprint of each by its id.
    """

    treaty: str
    rules: Mapping[str, str]
    questions: Mapping[str, str]
    positions: str
    verdict: str

    @property
    def fingerprint(self) -> str:
        """That of all of it."""
        return digest([self.treaty, dict(self.rules), dict(self.questions), self.positions, self.verdict])


def verdict_basis(result: InstrumentResult, duty: DutyResult) -> VerdictBasis:
    """What the verdict on a duty rests on in an assessment."""
    # What others carry out is as they describe it.
    parts = [duty.full, *duty.full.follows]
    keys = {a.key for full in parts for a in full.allows} | {w.key for full in parts for w in full.waives}
    exercised = [_plain(x) for x in result.catalogue.exercised_by(result.as_at) if x.narrowing in keys]
    verdict = duty.verdict
    return VerdictBasis(
        treaty=digest([_asked(result, full) for full in parts]),
        rules={_identity(entry): rule_fingerprint(entry) for entry in duty.rules},
        questions={q.id: _view_of(q) for q in result.sensitivity.of_duty(duty)},
        positions=digest(sorted(exercised, key=str)),
        verdict=digest([verdict.status, verdict.certainty, list(verdict.ends)]),
    )


def _asked(result: InstrumentResult, full: FullDuty) -> object:
    """What the treaty asks by a duty: heading, force and words, elements, and what may be limited or left out."""
    heading = next((a.heading for a in result.catalogue.articles(full.instrument) if a.article == full.article), "")
    own = full.duty
    allowed = [[a.key, _plain(a.value)] for a in full.allows]
    waived = [[w.key, _plain(w.value)] for w in full.waives]
    return [full.key, heading, own.kind, own.force, own.text, [_plain(e) for e in full.elements], allowed, waived]


def _identity(entry: RuleEntry) -> str:
    return f"{entry.key}@{entry.rule.in_force.start.isoformat()}"


def _view_of(question: Question) -> str:
    """A question as it bears on a verdict: what is asked and our view; the arguments are the question's own."""
    return digest([question.asks, sorted(question.points), question.nature, question.view, question.strength])


def question_fingerprint(question: Question, in_force: Iterable[RuleEntry]) -> str:
    """That of a question under the rules in force on a day."""
    owners = {Point.parse(point).owner for point in question.points}
    rules = {_identity(e): rule_fingerprint(e) for e in in_force if e.key in owners}
    sides = [[a.text for a in side] for side in (question.in_favour, question.against)]
    return digest([question.asks, sorted(question.points), question.nature, sides, rules])


@dataclass(frozen=True, eq=False)
class ReviewedLaw:
    """A catalogue as reviews are held against it: fingerprints by the id of a duty or question and the day.

    Instruments are assessed as they are first asked for, each day once.
    """

    catalogue: Catalogue

    @cached_property
    def _results(self) -> dict[tuple[str, date], InstrumentResult]:
        return {}

    @cached_property
    def _found(self) -> dict[tuple[str, date], str]:
        return {}

    def knows(self, about: str) -> bool:
        """Whether the catalogue has that duty or question."""
        if about.startswith(QUESTION):
            return about.removeprefix(QUESTION) in self.catalogue.questions
        return about in self.catalogue.duties

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The ids of every duty and question."""
        return (*self.catalogue.duties, *(f"{QUESTION}{q}" for q in self.catalogue.questions))

    def result(self, instrument: str, day: date) -> InstrumentResult:
        """The plain verdicts of an instrument on a day. Raises ``UnknownIdError``."""
        key = (instrument, day)
        if key not in self._results:
            self._results[key] = assess(self.catalogue, instrument, day)
        return self._results[key]

    def fingerprint(self, about: str, day: date) -> str:
        """That of a duty or question under the law of a day. Raises ``UnknownIdError``."""
        key = (about, day)
        if key not in self._found:
            self._found[key] = self._fingerprint(about, day)
        return self._found[key]

    def _fingerprint(self, about: str, day: date) -> str:
        if about.startswith(QUESTION):
            question = self.catalogue.question(about.removeprefix(QUESTION))
            return question_fingerprint(question, self.catalogue.rules_in_force(day))
        self.catalogue.duty(about)
        result = self.result(DutyId.parse(about).instrument, day)
        return verdict_basis(result, result.duty(about)).fingerprint
