"""What a verdict turns on: the questions that move a duty or an article, and the least set that it depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from gapcheck.engine.assessment import Judge, following, judge_article
from gapcheck.engine.ends import FAILS, HOLDS, LOST, WON, Decision
from gapcheck.engine.opinion import Opinion, Positions
from gapcheck.engine.results import ArticleResult, DutyResult, InstrumentResult, Verdict
from gapcheck.engine.rules_of_cell import tested
from gapcheck.model.question import Question, SignedQuestion
from gapcheck.natural_order import natural_key
from gapcheck.wording.verdicts import verdict_in_words

# Every set of up to so many questions is tried for the least one; beyond it, questions are left out one by one.
_TRIED_WHOLE = 3

Again = Callable[[DutyResult], DutyResult]
"""How a duty is judged anew."""

_OTHER_WAY: Mapping[str, tuple[Decision, ...]] = {"holds": (FAILS,), "fails": (HOLDS,), "open": (HOLDS, FAILS)}


@dataclass(frozen=True)
class QuestionResult:
    """A question that an instrument meets with on the day.

    ``articles`` and ``duties`` are those whose status would change if it were answered the other way, given the views
    on all other questions; ``bears_on`` the duties of which an end or the status turns on it.
    """

    question: Question
    articles: tuple[str, ...]
    duties: tuple[str, ...]
    bears_on: tuple[str, ...]


class Sensitivity:
    """What the verdicts of one assessment turn on. Judges again only what a question can reach."""

    def __init__(self, result: InstrumentResult) -> None:
        self.result = result
        self._least_sets: dict[tuple[str, Verdict], tuple[Question, ...]] = {}
        self._again: dict[tuple[str, Decision, str], DutyResult] = {}
        self._answered_only: dict[tuple[frozenset[str], str, Verdict], DutyResult] = {}
        self._bearing: dict[str, tuple[Question, ...]] = {}
        self._touching_ids: dict[tuple[str, Verdict], frozenset[str]] = {}
        self._judges: dict[frozenset[str] | tuple[str, Decision], Judge] = {}

    @cached_property
    def _judge(self) -> Judge:
        result = self.result
        return Judge.of(result.catalogue, result.instrument, result.as_at, result.reading, result.masks)

    @cached_property
    def questions(self) -> tuple[QuestionResult, ...]:
        """The questions that some duty turns on: those that turn most articles first."""
        asked = {q.id: q for duty in self.result.duties for q in self.of_duty(duty)}
        every = [self._question(question) for question in asked.values()]
        return tuple(sorted(every, key=lambda q: (-len(q.articles), -len(q.bears_on), q.question.id)))

    def of_duty(self, duty: DutyResult) -> tuple[Question, ...]:
        """The questions that an end or the status of a duty turns on, by id."""
        # Each duty by itself: most outputs ask of some, and the whole takes longer than an assessment.
        if duty.id not in self._bearing:
            self._bearing[duty.id] = tuple(self._bearing_on(duty.id))
        return self._bearing[duty.id]

    def of_article(self, article: ArticleResult) -> tuple[Question, ...]:
        """The questions that its binding duties turn on, by id."""
        found = {q.id: q for duty in article.duties if duty.binding for q in self.of_duty(duty)}
        return tuple(found[key] for key in sorted(found))

    def least(self, place: DutyResult | ArticleResult) -> tuple[Question, ...]:
        """A least set of questions on whose views the status of a duty or article depends.

        With these answered as they are viewed, the status is the same however the others are answered. Empty where it
        is settled, and where no set of views decides it.
        """
        if place.certainty != "view":
            return ()
        key = (place.id if isinstance(place, DutyResult) else place.article.article, place.verdict)
        # Every output asks it of the same places, and judging anew takes most of the time of a report.
        if key not in self._least_sets:
            self._least_sets[key] = self._least_set(place)
        return self._least_sets[key]

    def _least_set(self, place: DutyResult | ArticleResult) -> tuple[Question, ...]:
        duties = (place,) if isinstance(place, DutyResult) else place.duties
        touching = {q.id: q for duty in duties for q in self._touching(duty)}
        # Of several that would do, those that a careful lawyer would name first.
        candidates = sorted(touching.values(), key=lambda q: (q.weight != "core", q.strength != "strong", q.id))

        def decides(kept: Iterable[Question]) -> bool:
            verdict = _verdict(place, self._with_only(kept))
            return verdict.ends.view_low == verdict.ends.view_high == place.status

        return _least(candidates, decides)

    def _with_only(self, kept: Iterable[Question]) -> Again:
        """Judges duties anew with some questions answered and all others open."""
        questions = {q.id: q for q in kept}

        def again(duty: DutyResult) -> DutyResult:
            if duty.followed:
                return following(duty.full, tuple(map(again, duty.followed)))
            if duty.verdict.ends.settled:
                return duty
            # What is answered of other questions does not bear on it, and its article asks for many sets.
            bearing = frozenset(questions.keys() & self._touched(duty))
            key = bearing, duty.id, duty.verdict
            if key not in self._answered_only:
                if bearing not in self._judges:
                    kept = (questions[name] for name in sorted(bearing))
                    self._judges[bearing] = self._judged(Opinion.of(kept, self._judge.coverage.opinion.reading))
                asked = self.result.catalogue.questions
                left = (asked[name] for name in self._touched(duty) - bearing)
                self._answered_only[key] = self._judges[bearing].again(duty, self._changed(left))
            return self._answered_only[key]

        return again

    def in_words(self, place: DutyResult | ArticleResult) -> str:
        """The verdict on a duty or article with how sure it is: ``Likely met, to be confirmed``."""
        return verdict_in_words(
            place.status, place.certainty, {q.nature for q in self.least(place) if not isinstance(q, SignedQuestion)}
        )

    def _bearing_on(self, duty: str) -> Iterator[Question]:
        """The questions that a duty of the assessment turns on; none where it has no such duty."""
        if own := self._duties.get(duty):
            yield from (question for question in self._touching(own) if self._bears_on(question, own))

    @cached_property
    def _duties(self) -> Mapping[str, DutyResult]:
        return {duty.id: duty for duty in self.result.duties}

    def _touching(self, duty: DutyResult) -> Iterator[Question]:
        """The questions with a point that some rule or position brings to a cell of the duty, by id.

        Where all ends agree there is none that anything could turn on.
        """
        if duty.verdict.ends.settled:
            return
        asked = self.result.catalogue.asked
        found = {asked[point].id: asked[point] for point in points_of(duty, self.result) if point in asked}
        yield from (found[key] for key in sorted(found))

    def _bears_on(self, question: Question, duty: DutyResult) -> bool:
        """Whether an end or the status of a duty turns on a question.

        An end does if it moves when this question alone is answered against it: lost at the end at which every point is
        won, or won at the end at which every point is lost.
        """
        lost, won = (self._answered(question, decision)(duty).verdict for decision in (LOST, WON))
        if lost.ends.high != duty.high or won.ends.low != duty.low:
            return True
        return any(self._answered(question, decision)(duty).status != duty.status for decision in _others(question))

    def _question(self, question: Question) -> QuestionResult:
        bears_on = [duty for duty in self.result.duties if question in self.of_duty(duty)]
        borne_on = {duty.id for duty in bears_on}
        duties: set[str] = set()
        articles: set[str] = set()
        for decision in _others(question):
            again = self._answered(question, decision)
            duties |= {d.id for d in bears_on if again(d).status != d.status}
            for article in self.result.articles:
                if any(d.id in borne_on for d in article.duties) and _verdict(article, again).status != article.status:
                    articles.add(article.article.article)
        return QuestionResult(
            question,
            tuple(sorted(articles, key=natural_key)),
            tuple(sorted(duties, key=natural_key)),
            tuple(d.id for d in bears_on),
        )

    def _answered(self, question: Question, decision: Decision) -> Again:
        """Judges duties anew with one question answered otherwise; those that it does not touch stand as they do."""

        def again(duty: DutyResult) -> DutyResult:
            if duty.followed:
                return following(duty.full, tuple(map(again, duty.followed)))
            if question.id not in self._touched(duty):
                return duty
            # A duty is asked for by itself, by its article, and by the duties that follow it.
            key = question.id, decision, duty.id
            if key not in self._again:
                if key[:2] not in self._judges:
                    self._judges[key[:2]] = self._judged(self._opinion(dict.fromkeys(question.points, decision)))
                self._again[key] = self._judges[key[:2]].again(duty, self._changed([question]))
            return self._again[key]

        return again

    def _touched(self, duty: DutyResult) -> frozenset[str]:
        key = duty.id, duty.verdict
        if key not in self._touching_ids:
            self._touching_ids[key] = frozenset(q.id for q in self._touching(duty))
        return self._touching_ids[key]

    def _changed(self, questions: Iterable[Question]) -> frozenset[str] | None:
        """The points of questions that are answered otherwise; ``None`` if one tells what was exercised."""
        points = frozenset(point for question in questions for point in question.points)
        return points if points.isdisjoint(self._arguably_exercised) else None

    @cached_property
    def _arguably_exercised(self) -> frozenset[str]:
        exercised = self.result.catalogue.exercised_by(self.result.as_at)
        return frozenset(x.narrowing for x in exercised if x.arguably)

    def _opinion(self, changed: Mapping[str, Decision]) -> Opinion:
        opinion = self._judge.coverage.opinion
        return Opinion(opinion.reading, {**opinion.views, **changed})

    def _judged(self, opinion: Opinion) -> Judge:
        """The judge of the day with another opinion."""
        coverage = self._judge.coverage
        positions = Positions.settle(self.result.catalogue.exercised_by(self.result.as_at), opinion)
        return Judge(coverage.with_opinion(positions, opinion), self._judge.day)


def _verdict(place: DutyResult | ArticleResult, again: Again) -> Verdict:
    if isinstance(place, DutyResult):
        return again(place).verdict
    return judge_article(place.article, tuple(map(again, place.duties))).verdict


def points_of(duty: DutyResult, result: InstrumentResult) -> tuple[str, ...]:
    """The arguable points that bear on a duty: of the rules that decide its cells, and of what was exercised."""
    points = {p for d in duty.parts for cell in d.cells for finding in tested(cell) for p in finding.points}
    allowed = {a.key for full in duty.full.parts for a in full.allows}
    allowed |= {w.key for full in duty.full.parts for w in full.waives}
    exercised = result.catalogue.exercised_by(result.as_at)
    points |= {x.narrowing for x in exercised if x.arguably and x.narrowing in allowed}
    return tuple(sorted(points))


def _others(question: Question) -> tuple[Decision, ...]:
    """A question answered the other way; one that is open can be answered in either."""
    return _OTHER_WAY[question.view]


def _least(candidates: list[Question], decides: Callable[[Iterable[Question]], bool]) -> tuple[Question, ...]:
    """The first of the smallest sets that decide; of many candidates, one from which nothing more can be left out."""
    for size in range(min(_TRIED_WHOLE, len(candidates)) + 1):
        for chosen in combinations(candidates, size):
            if decides(chosen):
                return chosen
    kept = list(candidates)
    for question in candidates:
        fewer = [q for q in kept if q.id != question.id]
        if decides(fewer):
            kept = fewer
    return tuple(kept)
