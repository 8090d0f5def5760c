"""Rows about reviews: what was computed and what reviewers say, side by side; who disagrees and why; who has signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gapcheck.engine.results import DutyResult, InstrumentResult
from gapcheck.explain.question_sentences import SIGNED_ANSWERS, on_view_of
from gapcheck.explain.question_sentences import view as view_sentence
from gapcheck.model.base import Marked
from gapcheck.model.question import Question, SignedQuestion
from gapcheck.model.review import QUESTION
from gapcheck.review.answers import without_answers
from gapcheck.review.places import place_in_words
from gapcheck.review.sign_off import HeldReview, ReviewState, Signature
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, small, stop

SAYS: Mapping[str, str] = {
    "agrees": "Agrees",
    "disagrees": "Disagrees",
    "needs_advice": "Needs advice",
    **{view: f"Answers: {answer}" for view, answer in SIGNED_ANSWERS.items()},
}
HOLDS, LAPSED = "Stands", "Lapsed: what it was made of has changed since"
MOST_NAMED = 3
"""How many disagreements a summary tells with their reasons; of the others it says where they are."""


@dataclass(frozen=True)
class SaidRow:
    """What one role of one agency said of a duty or question, beside what was computed.

    ``computed`` is our verdict or working view, ``reviewed`` the verdict on the answers that were taken from reviews,
    empty where it is no other. ``says`` is empty in a release copy that withholds it.
    """

    about: str
    place: str
    computed: str
    reviewed: str
    agency: str
    role: str
    day: date
    says: str
    reason: Marked
    change: Marked | None
    holds: bool
    taken: bool

    @property
    def stands(self) -> str:
        """Whether it holds, in words."""
        return HOLDS if self.holds else LAPSED

    @property
    def who(self) -> str:
        """``New Zealand Police (Legal adviser, 2 December 2026)``."""
        return f"{self.agency} ({self.role}, {long_date(self.day)})"

    @property
    def words(self) -> str:
        """What was said in a line."""
        says = self.says or "Says what is withheld"
        told = f"{self.who}: {says}. {in_a_line(self.reason)}"
        return told if self.holds else f"{stop(told)} {LAPSED}."


@dataclass(frozen=True)
class MovedRow:
    """An article whose verdict another answer to a question has moved: as computed, and as reviewed."""

    article: str
    computed: str
    reviewed: str


def in_a_line(text: Marked) -> str:
    """A text as it stands in a sentence: reviewers write in several lines."""
    return " ".join(str(text).split())


@dataclass(frozen=True)
class SignatureRow:
    """A signature that a duty or question needs: of which role of which agency, and who gave it or said otherwise."""

    agency: str
    where: str
    role: str
    state: str
    by: str
    day: date | None


def signature_rows(state: ReviewState) -> tuple[SignatureRow, ...]:
    """The signatures that are needed, those of each agency together."""
    rows = []
    for one in state.signatures:
        by = f"{one.entry.role}, {one.entry.agency}" if one.entry else ""
        where = place_in_words(state.result, one.about)
        rows.append(SignatureRow(one.agency, where, one.role, one.state, by, one.entry.date if one.entry else None))
    return tuple(sorted(rows, key=lambda row: row.agency))


def said_rows(state: ReviewState, reviewed: InstrumentResult) -> tuple[SaidRow, ...]:
    """What was said of each duty, then of each question, the agencies in order.

    ``reviewed`` are the verdicts as they are shown: the computed ones, or those on the answers that were taken.
    """
    own = without_answers(reviewed)
    duties = (_of_duty(own, reviewed, duty, held) for duty in state.duties for held in state.on(duty.id))
    questions = (
        _of_question(reviewed, question, held)
        for question in state.questions
        for held in state.on(f"{QUESTION}{question.id}")
    )
    return (*duties, *questions)


def _of_duty(own: InstrumentResult, reviewed: InstrumentResult, duty: DutyResult, held: HeldReview) -> SaidRow:
    computed = own.sensitivity.in_words(own.duty(duty.id))
    now = reviewed.sensitivity.in_words(reviewed.duty(duty.id))
    place = division_label(own.instrument, duty.full.duty.id)
    return _row(duty.id, place, computed, now if now != computed else "", held, taken=False)


def _of_question(reviewed: InstrumentResult, question: Question, held: HeldReview) -> SaidRow:
    taken = _taken(reviewed, question.id)
    now = capital(on_view_of(taken)) if taken else ""
    return _row(f"{QUESTION}{question.id}", question.title, view_sentence(question), now, held, taken=taken is not None)


def _taken(reviewed: InstrumentResult, question: str) -> SignedQuestion | None:
    return next((q for q in reviewed.catalogue.signed if q.id == question), None)


def _row(about: str, place: str, computed: str, reviewed: str, held: HeldReview, *, taken: bool) -> SaidRow:
    entry = held.entry
    return SaidRow(
        about=about,
        place=place,
        computed=computed,
        reviewed=reviewed,
        agency=entry.agency,
        role=entry.role,
        day=entry.date,
        says=SAYS[entry.view] if entry.view else "",
        reason=entry.marked_reason,
        change=entry.marked_change,
        holds=held.holds,
        taken=taken,
    )


def moved_rows(reviewed: InstrumentResult) -> tuple[MovedRow, ...]:
    """The articles whose verdict is another on the answers that were taken from reviews, and on nothing else."""
    found, own = [], without_answers(reviewed)
    for before in own.articles:
        words = own.sensitivity.in_words(before)
        now = reviewed.sensitivity.in_words(reviewed[before.article.article])
        if words != now:
            found.append(MovedRow(before.article.article, words, now))
    return tuple(found)


# Sentences -------------------------------------------------------------------------------------------------------


def review_sentences(state: ReviewState, reviewed: InstrumentResult) -> tuple[str, ...]:
    """What a summary says of reviews: how many agree, who disagrees and why, what has lapsed, what was taken, and who
    has still to sign.
    """
    rows = said_rows(state, reviewed)
    told = (_agreement(rows), _disagreement(rows), _answers(state, reviewed), _lapsed(rows), _signed(state.signatures))
    return tuple(sentence for several in told for sentence in several)


def _agreement(rows: Sequence[SaidRow]) -> Iterator[str]:
    agreed = dict.fromkeys(r.place for r in rows if r.holds and r.says == "Agrees")
    if agreed:
        count = "1 duty" if len(agreed) == 1 else f"{len(agreed)} duties"
        yield f"Reviewers agree with the verdict on {count}."
    elif not rows:
        yield "Nobody has reviewed a verdict yet."


def _disagreement(rows: Sequence[SaidRow]) -> Iterator[str]:
    against = [r for r in rows if r.holds and r.says in ("Disagrees", "Needs advice")]
    for row in against[:MOST_NAMED]:
        said = "disagrees with" if row.says == "Disagrees" else "asks for advice on"
        yield f"{row.who} {said} the verdict on {row.place} ({small(row.computed)}): {stop(in_a_line(row.reason))}"
    if len(against) > MOST_NAMED:
        places = join(dict.fromkeys(r.place for r in against[MOST_NAMED:]))
        yield f"There are further disagreements on {places}."


def _answers(state: ReviewState, reviewed: InstrumentResult) -> Iterator[str]:
    taken = [q for q in reviewed.catalogue.signed if any(q.id == known.id for known in state.questions)]
    yield from answer_sentences(taken)
    if moved := moved_rows(reviewed):
        told = "; ".join(
            f"{division_label(reviewed.instrument, m.article)} from {small(m.computed)} to {small(m.reviewed)}"
            for m in moved
        )
        yield f"These answers move {told}."
    names = {q.id: q.title for q in state.questions}
    for question, entries in sorted(state.conflicts.items()):
        said = join(f"{e.agency} {small(SAYS[e.view])}" for e in entries if e.view)
        yield f"Agencies differ on “{names[question]}”: {said}. No answer is taken."
    left = [q for q in state.answers if q.id not in {t.id for t in taken}]
    if left:
        told = join(f"“{q.title}” ({q.by}: {SIGNED_ANSWERS[q.view]})" for q in left)
        yield f"Answers are signed that were not taken here; the verdicts follow our working view: {told}."


def answer_sentences(taken: Iterable[SignedQuestion]) -> tuple[str, ...]:
    """The answers that were taken in place of our working views: whose, of which day, and what they say."""
    return tuple(
        f"{capital(on_view_of(q))}, the answer to “{q.title}” is: {SIGNED_ANSWERS[q.view]}. It stands in place of our "
        "working view."
        for q in taken
    )


def _lapsed(rows: Sequence[SaidRow]) -> Iterator[str]:
    lapsed = [r for r in rows if not r.holds]
    if lapsed:
        count = "1 review has" if len(lapsed) == 1 else f"{len(lapsed)} reviews have"
        told = join(dict.fromkeys(f"{r.place} ({r.agency})" for r in lapsed))
        yield f"{count} lapsed, as what was reviewed has changed since: {told}."


def _signed(signatures: Sequence[Signature]) -> Iterator[str]:
    if signatures:
        signed = sum(s.state == "signed" for s in signatures)
        withheld = sum(s.state == "withheld" for s in signatures)
        more = f" What {withheld} of the others say is withheld." if withheld else ""
        there = f"{signed or 'none'} {'is' if signed < 2 else 'are'} there"
        yield f"Of {len(signatures)} signatures that are needed, {there}.{more}"


def said_of_article(state: ReviewState, reviewed: InstrumentResult, places: Iterable[str]) -> tuple[str, ...]:
    """What was said of some duties, and of the questions that they turn on, in sentences that name the place."""
    wanted = set(places)
    asked = {q.id for d in state.duties if d.id in wanted for q in state.result.sensitivity.of_duty(d)}
    wanted |= {f"{QUESTION}{q}" for q in asked}
    return tuple(f"On {_named(row)}: {row.words}" for row in said_rows(state, reviewed) if row.about in wanted)


def _named(row: SaidRow) -> str:
    return f"“{row.place}”" if row.about.startswith(QUESTION) else row.place
