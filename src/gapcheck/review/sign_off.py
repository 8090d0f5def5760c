"""How reviews stand on one day: which hold and which have lapsed, who has signed, and which answers can be taken.

A review holds of a day whose law gives the fingerprint that it was made of. Otherwise it has lapsed; one of the law of
a later day says nothing of an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.model.context import Context
from gapcheck.model.ids import DutyId
from gapcheck.model.question import Question, SignedQuestion, View
from gapcheck.model.review import QUESTION, RequiredRole, ReviewEntry, SignOffRule
from gapcheck.review.duty_reviews import act_agencies, owners_of
from gapcheck.review.fingerprints import question_fingerprint, verdict_basis
from gapcheck.review.reviews_folder import Reviews
from gapcheck.wording.words import join

SignatureState = Literal["signed", "disagrees", "needs advice", "lapsed", "withheld", "missing"]
STATES: tuple[SignatureState, ...] = ("signed", "disagrees", "needs advice", "lapsed", "withheld", "missing")

_STATE_OF: Mapping[str, SignatureState] = {"disagrees": "disagrees", "needs_advice": "needs advice"}


@dataclass(frozen=True)
class HeldReview:
    """An entry as it stands on a day: whether it holds, or has lapsed since it was made."""

    entry: ReviewEntry
    holds: bool


@dataclass(frozen=True)
class Signature:
    """One signature that a duty or question needs, by which role of which agency, and whether it is there.

    ``role`` is empty where any role of the agency will do; ``agency`` where any agency will.
    """

    about: str
    agency: str
    role: str
    state: SignatureState
    entry: ReviewEntry | None = None


@dataclass(frozen=True, eq=False)
class ReviewState:
    """The reviews of one instrument on one day. ``result`` holds the verdicts as computed, without reviews."""

    result: InstrumentResult
    reviews: Reviews
    context: Context

    @cached_property
    def fingerprints(self) -> Mapping[str, str]:
        """That of each duty of the instrument and of each question that its verdicts turn on, by its id."""
        found = {duty.id: verdict_basis(self.result, duty).fingerprint for duty in self.result.duties}
        in_force = self.result.catalogue.rules_in_force(self.result.as_at)
        for question in self.questions:
            found[f"{QUESTION}{question.id}"] = question_fingerprint(question, in_force)
        return found

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions that the verdicts turn on; those that turn most articles first."""
        return tuple(found.question for found in self.result.sensitivity.questions)

    @cached_property
    def duties(self) -> tuple[DutyResult, ...]:
        """The duties that are judged."""
        return tuple(duty for duty in self.result.duties if duty.status != "no_duty")

    def on(self, about: str) -> tuple[HeldReview, ...]:
        """What each role of each agency last said of a duty or question; nothing of what was said of later law."""
        wanted = self.fingerprints.get(about)
        told = (HeldReview(entry, entry.fingerprint == wanted) for entry in self.reviews.about(about))
        return tuple(h for h in told if h.holds or h.entry.as_at <= self.result.as_at)

    @cached_property
    def lapsed(self) -> tuple[ReviewEntry, ...]:
        """The entries that hold no more."""
        return tuple(h.entry for about in self.fingerprints for h in self.on(about) if not h.holds)

    # Who answers and who signs ----------------------------------------------------------------------------------

    def agencies(self, about: str) -> tuple[str, ...]:
        """The agencies that answer for a duty, or can settle a question."""
        if about.startswith(QUESTION):
            settles = self.result.catalogue.question(about.removeprefix(QUESTION)).confirm_with
            return (settles,) if settles else ()
        duty = self.result.duty(about)
        owners = owners_of(self.context, duty)
        # The name itself, and not the ground that may stand on it: it is held against who signed.
        return tuple(dict.fromkeys(o.agency.text or str(o.agency) for o in owners)) or act_agencies(duty)

    @cached_property
    def signatures(self) -> tuple[Signature, ...]:
        """Every signature that is needed, in the order of duties and then of questions."""
        places = [d.id for d in self.duties if d.binding] + [f"{QUESTION}{q.id}" for q in self.questions]
        return tuple(s for place in places for s in self.signatures_of(place))

    def signatures_of(self, about: str) -> tuple[Signature, ...]:
        """The signatures that a duty or question needs."""
        found = (
            self._signature(about, role.role or "", agency)
            for role in self._required(about)
            for agency in ([role.agency] if role.agency else self.agencies(about) or [""])
        )
        return tuple({(s.agency, s.role): s for s in found}.values())

    def _required(self, about: str) -> Iterator[RequiredRole]:
        if not self.reviews.policy:
            # Nobody has said who signs: whoever answers for it, in whatever role.
            yield RequiredRole()
        for rule in self.reviews.policy:
            if self._covers(rule, about):
                yield from rule.roles

    def _covers(self, rule: SignOffRule, about: str) -> bool:
        if not about.startswith(QUESTION):
            article = str(DutyId(self.result.instrument.id, self.result.duty(about).full.article))
            return bool({"all", about, article} & set(rule.duties))
        question = self.result.catalogue.question(about.removeprefix(QUESTION))
        return bool({"all", question.id} & set(rule.questions)) or question.nature in rule.natures

    def _signature(self, about: str, role: str, agency: str) -> Signature:
        told = [h for h in self.on(about) if role in ("", h.entry.role) and agency in ("", h.entry.agency)]
        held = [h.entry for h in told if h.holds]
        for entry in sorted(held, key=lambda e: (e.date, e.agency, e.role), reverse=True):
            # Of what one signature may come from, the last word counts.
            state = _STATE_OF.get(entry.view, "signed") if entry.view else "withheld"
            return Signature(about, agency, role, state, entry)
        if told:
            return Signature(about, agency, role, "lapsed", max((h.entry for h in told), key=lambda e: e.date))
        return Signature(about, agency, role, "missing")

    @property
    def unsigned(self) -> tuple[Signature, ...]:
        """The signatures that are not there."""
        return tuple(s for s in self.signatures if s.state != "signed")

    # Answers ----------------------------------------------------------------------------------------------------

    @cached_property
    def conflicts(self) -> Mapping[str, tuple[ReviewEntry, ...]]:
        """The questions that reviews which hold answer differently, by id, with these."""
        found = {}
        for question in self.questions:
            answers = [h.entry for h in self.on(f"{QUESTION}{question.id}") if h.holds and h.entry.view]
            if len({a.view for a in answers}) > 1:
                found[question.id] = tuple(answers)
        return found

    @cached_property
    def answers(self) -> tuple[SignedQuestion, ...]:
        """The questions with the answers that are signed by whoever has to sign, and on which all of them agree."""
        return tuple(self._answered())

    def _answered(self) -> Iterator[SignedQuestion]:
        for question in self.questions:
            signed = self.signatures_of(f"{QUESTION}{question.id}")
            entries = [s.entry for s in signed if s.state == "signed" and s.entry is not None]
            # An answer that was withheld from the copy at hand has no view.
            views: set[View] = {e.view for e in entries if e.view in ("holds", "fails", "open")}
            if any(h.holds and h.entry.view is None for h in self.on(f"{QUESTION}{question.id}")):
                continue  # nobody can say whether what is withheld agrees with the others
            if len(entries) < len(signed) or not entries or len(views) != 1 or question.id in self.conflicts:
                continue
            by = join(dict.fromkeys(e.agency for e in entries))
            ground = next((e.withheld for e in entries if e.withheld), None)
            yield SignedQuestion.of(question, next(iter(views)), by, max(e.date for e in entries), ground)
