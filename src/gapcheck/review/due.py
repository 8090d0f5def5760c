"""The duties to look at again, each with its reasons, and the record of when they were looked through.

A run holds what each verdict rested on, by hash, so that the next one can name what has changed since. A duty that has
turned met is due until two roles have agreed with that verdict as it is: whoever wrote the change down is not the one
to confirm it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gapcheck.engine.results import FULFILLED, DutyResult
from gapcheck.explain.question_sentences import SIGNED_ANSWERS
from gapcheck.explain.suspect_sentences import suspect_sentences
from gapcheck.model.ids import RuleId
from gapcheck.model.law import RuleEntry
from gapcheck.model.review import RecordedDuty, ReviewRun
from gapcheck.review.fingerprints import VerdictBasis, digest, verdict_basis
from gapcheck.review.places import place_in_words
from gapcheck.review.reviews_folder import RUNS
from gapcheck.review.sign_off import ReviewState
from gapcheck.wording.citation import cite_rule
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join

DueReason = Literal[
    "text changed",
    "evidence changed",
    "question answered",
    "lapsed review",
    "never assessed",
    "second look",
]
REASONS: tuple[DueReason, ...] = (
    "text changed",
    "evidence changed",
    "question answered",
    "lapsed review",
    "never assessed",
    "second look",
)


@dataclass(frozen=True)
class DueCause:
    """One reason to look at a duty again, and what it is in a sentence."""

    reason: DueReason
    sentence: str


@dataclass(frozen=True)
class DueDuty:
    """A duty to look at again, with every reason, and the agencies that answer for it."""

    about: str
    place: str
    verdict: str
    agencies: tuple[str, ...]
    causes: tuple[DueCause, ...]


@dataclass(frozen=True)
class DueList:
    """What is due on a day, of how many duties, since which run; and the record that this look would leave."""

    duties: tuple[DueDuty, ...]
    looked_at: int
    since: ReviewRun | None
    record: ReviewRun


def due_list(state: ReviewState, on: date) -> DueList:
    """The duties of an instrument to look at again, as found on the day ``on``.

    What has changed is told against the last run before that day.
    """
    result = state.result
    runs = [r for r in state.reviews.runs if r.instrument == result.instrument.id and r.on < on]
    last = runs[-1] if runs else None
    recorded = {d.duty: d for d in last.duties} if last else {}
    due, records = [], []
    for duty in state.duties:
        parts, before = verdict_basis(result, duty), recorded.get(duty.id)
        second = _second_look(state, duty, before)
        causes = tuple(_causes(state, duty, parts, before, last, second=second))
        records.append(_record(duty, parts, causes, second=second))
        if causes:
            words = result.sensitivity.in_words(duty)
            place = place_in_words(result, duty.id)
            due.append(DueDuty(duty.id, place, words, state.agencies(duty.id), causes))
    run = ReviewRun(
        instrument=result.instrument.id,
        as_at=result.as_at,
        on=on,
        catalogue=result.catalogue.version,
        duties=tuple(records),
    )
    return DueList(tuple(due), len(state.duties), last, run)


def _second_look(state: ReviewState, duty: DutyResult, before: RecordedDuty | None) -> bool:
    """Whether the duty has turned met, now or before, and no two roles have agreed with that yet."""
    if duty.status not in FULFILLED or before is None:
        return False
    if before.status in FULFILLED and not before.second_look:
        return False
    agreeing = {(h.entry.agency, h.entry.role) for h in state.on(duty.id) if h.holds and h.entry.view == "agrees"}
    return len(agreeing) < 2


def _causes(
    state: ReviewState,
    duty: DutyResult,
    parts: VerdictBasis,
    before: RecordedDuty | None,
    last: ReviewRun | None,
    *,
    second: bool,
) -> Iterator[DueCause]:
    for sentence in suspect_sentences(state.result, duty):
        yield DueCause("text changed", sentence)
    if before is not None and last is not None:
        yield from _changes(state, parts, before, long_date(last.on))
    yield from _answers(state, duty)
    for held in state.on(duty.id):
        if not held.holds:
            entry = held.entry
            said = f"The review by {entry.role} of {entry.agency}, {long_date(entry.date)}, was of something else."
            yield DueCause("lapsed review", said)
    if duty.status == "not_assessed":
        yield DueCause("never assessed", "Nobody recorded where they looked for the law on it.")
    if second:
        yield DueCause("second look", "It has turned met; a second role has to agree with that.")


def _changes(state: ReviewState, parts: VerdictBasis, before: RecordedDuty, then: str) -> Iterator[DueCause]:
    """What the verdict rests on and rested on, by its name."""
    if _asked(parts) != before.treaty:
        name = state.result.state.name
        said = f"What the treaty is taken to ask, or what {name} has lodged, has changed since {then}."
        yield DueCause("text changed", said)
    changed = _differing(parts.rules, before.rules)
    acts = state.result.catalogue.practice
    practice = [c for c in changed if RuleId.parse(c).act in acts]
    if law := _cited(state, [c for c in changed if c not in practice]):
        yield DueCause("text changed", f"The law that answers it has changed since {then}: {law}.")
    if practice:
        yield DueCause(
            "evidence changed", f"The practice that answers it has changed since {then}: {_cited(state, practice)}."
        )
    for question in _differing(parts.questions, before.questions):
        known = state.result.catalogue.questions.get(question)
        evidence = known is not None and known.nature in ("evidence", "text")
        what = f"“{known.title}”" if known else "A question that it turned on"
        yield DueCause(
            "evidence changed" if evidence else "question answered",
            f"{what}, or what turns on it, is viewed otherwise than on {then}.",
        )


def _asked(parts: VerdictBasis) -> str:
    return digest([parts.treaty, parts.positions])


def _differing(now: Mapping[str, str], then: Mapping[str, str]) -> list[str]:
    return sorted(key for key in {*now, *then} if now.get(key) != then.get(key))


def _cited(state: ReviewState, identities: Iterable[str]) -> str:
    """Rules by their citations; those that the catalogue has no more by their ids."""
    known: dict[str, RuleEntry] = {entry.key: entry for entry in state.result.rules}
    keys = dict.fromkeys(identity.rpartition("@")[0] for identity in identities)
    return join(dict.fromkeys(cite_rule(known[key]) if key in known else key for key in keys))


def _answers(state: ReviewState, duty: DutyResult) -> Iterator[DueCause]:
    """Signed answers that our view does not follow yet."""
    turns = {q.id for q in state.result.sensitivity.of_duty(duty)}
    for answer in (q for q in state.answers if q.id in turns and q.view != q.ours.view):
        said = f"{answer.by} answered “{answer.title}” on {long_date(answer.date)}: {SIGNED_ANSWERS[answer.view]}."
        yield DueCause("question answered", f"{said} Our view is another.")


def _record(duty: DutyResult, parts: VerdictBasis, causes: Iterable[DueCause], *, second: bool) -> RecordedDuty:
    return RecordedDuty(
        duty=duty.id,
        status=duty.status,
        treaty=_asked(parts),
        rules=dict(parts.rules),
        questions=dict(parts.questions),
        due=tuple(dict.fromkeys(cause.reason for cause in causes)),
        second_look=second,
    )


def run_name(run: ReviewRun) -> str:
    """The file of a run below the folder of reviews."""
    return f"{RUNS}/{run.on.isoformat()}_{run.instrument}.yaml"


def run_file(run: ReviewRun) -> bytes:
    """A run as it is written: the same run always gives the same bytes."""
    lines = [
        "# What was looked at again, and what each verdict then rested on; written by gapcheck review due --record.",
        f"instrument: {_quoted(run.instrument)}",
        f"as_at: {run.as_at.isoformat()}",
        f"on: {run.on.isoformat()}",
        f"catalogue: {_quoted(run.catalogue)}",
        f"duties:{'' if run.duties else ' []'}",
        *(f"  - {_duty_line(duty)}" for duty in run.duties),
    ]
    return ("\n".join(lines) + "\n").encode()


def _duty_line(duty: RecordedDuty) -> str:
    hashes = {"rules": duty.rules, "questions": duty.questions}
    pairs = [
        f"duty: {_quoted(duty.duty)}",
        f"status: {duty.status}",
        f"treaty: {_quoted(duty.treaty)}",
        *(f"{name}: {json.dumps(values, sort_keys=True)}" for name, values in hashes.items() if values),
        *([f"due: {json.dumps(list(duty.due))}"] if duty.due else []),
        *(["second_look: true"] if duty.second_look else []),
    ]
    return "{" + ", ".join(pairs) + "}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
