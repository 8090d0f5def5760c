"""What would settle an open verdict: a survey, a decision on an arguable point, or a document that was not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gapcheck.engine.results import ArticleResult, DutyResult
from gapcheck.explain.cell_groups import SharedShortfall
from gapcheck.explain.duty_story import DutyExplanation
from gapcheck.explain.question_sentences import settlement
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.ids import Point
from gapcheck.model.law import RuleEntry
from gapcheck.model.question import Question
from gapcheck.wording.citation import cite_rule
from gapcheck.wording.dates import long_date
from gapcheck.wording.running_text import provision
from gapcheck.wording.words import stop

OPEN: frozenset[str] = frozenset({"unclear", "not_assessed"})
"""The statuses of which not even our view says how they will turn out."""


def article_settling(writer: SentenceWriter, article: ArticleResult) -> tuple[str, ...]:
    """What would settle an article that is not settled: what would settle each of its binding duties."""
    if article.certainty == "settled":
        return ()
    return tuple(dict.fromkeys(s for duty in article.duties if duty.binding for s in settling(writer, duty)))


def settling(writer: SentenceWriter, duty: DutyResult) -> tuple[str, ...]:
    """What would settle a duty that turns on a view, is contested or not assessed, in sentences."""
    return tuple(dict.fromkeys(str(settlement) for settlement in settlements(writer, duty)))


def unasked_settling(writer: SentenceWriter, duty: DutyResult) -> tuple[str, ...]:
    """The same without what would settle a question: that is told with the question."""
    return tuple(dict.fromkeys(str(settlement) for settlement in _unasked(writer, duty)))


@dataclass(frozen=True)
class Settlement:
    """What would settle some points: the opening of a sentence, and what is arguable (``whether ...``) one by one.

    An opening that says already what it settles is followed by no matter.
    """

    opening: str
    matters: tuple[str, ...] = ()

    def __str__(self) -> str:
        return stop(f"{self.opening}{'; '.join(self.matters)}")


def settlements(writer: SentenceWriter, duty: DutyResult) -> tuple[Settlement, ...]:
    """What would settle a duty that is not settled, as values: first its questions, then what is in none."""
    questions: tuple[Question, ...] = ()
    if duty.certainty in ("view", "open"):
        questions = writer.assessment.sensitivity.of_duty(duty)
    return merged([*map(_question, questions), *_unasked(writer, duty)])


def _question(question: Question) -> Settlement:
    return Settlement(f"On “{question.title}”: {settlement(question) or 'nothing is on record that would settle it.'}")


def _unasked(writer: SentenceWriter, duty: DutyResult) -> tuple[Settlement, ...]:
    if duty.status == "not_assessed":
        return tuple(Settlement(sentence) for sentence in _unsurveyed(writer, duty))
    if duty.certainty not in ("view", "open"):
        return ()
    explanation = DutyExplanation(writer, duty)
    by_author = duty.full.duty.settled_by
    points = [p for p in explanation.open_points() if writer.question(p) is None]
    told = [Settlement(*_point(writer, explanation, point)) for point in points]
    return merged([Settlement(by_author), *told] if by_author else told)


def merged(settlements: Iterable[Settlement]) -> tuple[Settlement, ...]:
    """Those with the same opening as one, each matter once, in the order in which they first come."""
    alike: dict[str, dict[str, None]] = {}
    for one in settlements:
        alike.setdefault(one.opening, {}).update(dict.fromkeys(one.matters))
    return tuple(Settlement(opening, tuple(matters)) for opening, matters in alike.items())


def _unsurveyed(writer: SentenceWriter, duty: DutyResult) -> Iterator[str]:
    by_author, survey = duty.full.duty.settled_by, duty.full.duty.survey
    if by_author:
        yield stop(by_author)
    # Surveyed and yet not assessed: the survey does not reach back to the day.
    if survey is not None:
        yield earlier_survey(writer.day, long_date(survey.start) if survey.start else "")
    elif not by_author:
        kind = writer.assessment.catalogue.vocabulary.kinds[duty.full.duty.kind].label.lower()
        treaty = writer.assessment.instrument.answered_by is None
        thing, rule = ("duty", "rule") if treaty else ("item", "duty")
        yield first_survey(writer.assessment.law, thing, rule, kind)


def earlier_survey(day: str, start: str) -> str:
    """A survey reaches back to a later day only.

    >>> earlier_survey("1 May 2003", "1 July 2003")
    'A survey of the law in force on 1 May 2003 would settle it; the one on record begins with the law of 1 July 2003.'
    """
    return f"A survey of the law in force on {day} would settle it; the one on record begins with the law of {start}."


def first_survey(law: str, thing: str, rule: str, kind: str) -> str:
    """Nobody has looked.

    >>> first_survey("New Zealand law", "duty", "rule", "sanction")
    'A survey of New Zealand law on this duty would settle it: nobody has looked for a rule of the kind “sanction”.'
    """
    return f"A survey of {law} on this {thing} would settle it: nobody has looked for a {rule} of the kind “{kind}”."


def lodged_text(day: str, text: str, state: str) -> str:
    """The text of a declaration or reservation was not seen.

    >>> lodged_text("1 July 2026", "The register was read only", "New Zealand")
    'The text that New Zealand lodged on 1 July 2026 would settle it (The register was read only)'
    """
    return f"The text that {state} lodged on {day} would settle it ({stop(text)[:-1]})"


def _point(writer: SentenceWriter, explanation: DutyExplanation, point: str) -> tuple[str, tuple[str, ...]]:
    """What would settle a point, and what it is about where the first does not say so already."""
    # A point on a reservation has the id of the narrowing; every other is a point of a rule.
    exercise = writer.exercise(point)
    if exercise is not None:
        return exercise.settled_by or lodged_text(long_date(exercise.date), exercise.text, writer.state), ()
    entry = writer.in_force.get(Point.parse(point).owner)
    if entry is None:
        return f"{_who_settles(entry)} would settle ", (f"whether {point}",)
    if entry.rule.settled_by:
        return entry.rule.settled_by, ()
    shared = next((s for s in explanation.shortfalls if s.shortfall.point == point), None)
    return f"{_who_settles(entry)} would settle ", (f"whether {_matter(writer, shared, entry)}",)


def _who_settles(entry: RuleEntry | None) -> str:
    """What settles a doubt about a rule: courts decide on statutes, but not on practice or between States."""
    if entry is not None and entry.act.outside_statute:
        return "A published document"
    if entry is not None and entry.treaty is not None:
        return "The practice of the Parties, or an agreed interpretation,"
    return "A decision of a court, or an amendment that says so,"


def _matter(writer: SentenceWriter, shared: SharedShortfall | None, entry: RuleEntry) -> str:
    """What is arguable, as the end of a sentence."""
    if shared is None or shared.shortfall.exception is not None:
        return f"the exception to {provision(cite_rule(entry))} takes away from what the {writer.noun} asks"
    wanted = writer.labels(shared.shortfall.wanted, shared.word)
    verb = "covers" if writer.rule_says(shared.shortfall, entry) else "provides for"
    return f"{provision(cite_rule(entry))} {verb} {wanted}"
