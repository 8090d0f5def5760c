"""What would settle a verdict that is open: a survey, a decision on an arguable point, or a document that was not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gapcheck.engine.results import ArticleResult, DutyResult
from gapcheck.explain.cell_groups import Lack
from gapcheck.explain.duty_story import DutyStory
from gapcheck.explain.sentences import Teller
from gapcheck.model.law import RuleEntry
from gapcheck.wording.citation import PRACTICE, cite_rule
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import stop

OPEN: frozenset[str] = frozenset({"unclear", "not_assessed"})


def article_settling(teller: Teller, article: ArticleResult) -> tuple[str, ...]:
    """What would settle an article that is open: what would settle each of its binding duties that is."""
    if article.status not in OPEN:
        return ()
    return tuple(dict.fromkeys(s for duty in article.duties if duty.binding for s in settling(teller, duty)))


def settling(teller: Teller, duty: DutyResult) -> tuple[str, ...]:
    """What would settle a duty that is unclear or not assessed, in sentences; nothing for any other."""
    if duty.status == "not_assessed":
        return tuple(_unsurveyed(teller, duty))
    if duty.status == "unclear":
        story = DutyStory(teller, duty)
        own = duty.full.duty.settled_by
        told = _joined(_point(teller, story, point) for point in story.open_points())
        return tuple(dict.fromkeys([stop(own), *told] if own else told))
    return ()


def _joined(points: Iterable[tuple[str, str]]) -> list[str]:
    """Sentences; those that differ only in what is arguable are told together."""
    alike: dict[str, dict[str, None]] = {}
    for opening, matter in points:
        alike.setdefault(opening, {})[matter] = None
    return [stop(f"{opening}{'; '.join(matters)}") for opening, matters in alike.items()]


def _unsurveyed(teller: Teller, duty: DutyResult) -> Iterator[str]:
    own, survey = duty.full.duty.settled_by, duty.full.duty.survey
    if own:
        yield stop(own)
    if survey is not None:
        start = long_date(survey.start) if survey.start else ""
        yield f"A survey of the law in force on {teller.day} would settle it; the one on record begins with the law of {start}."
    elif not own:
        kind = teller.assessment.catalogue.vocabulary.kinds[duty.full.duty.kind].label.lower()
        law = teller.assessment.law
        thing, rule = ("duty", "rule") if teller.assessment.instrument.answered_by is None else ("item", "duty")
        yield f"A survey of {law} on this {thing} would settle it: nobody has looked for a {rule} of the kind “{kind}”."


def _point(teller: Teller, story: DutyStory, point: str) -> tuple[str, str]:
    """What would settle a point, and what it is about where the first does not say so already."""
    exercise = teller.exercise(point)
    if exercise is not None:
        lodged = f"The text that New Zealand lodged on {long_date(exercise.date)} would settle it ({stop(exercise.text)[:-1]})"
        return exercise.settled_by or lodged, ""
    key = point.partition("#")[0]
    entry = teller.in_force.get(key)
    if entry is not None and entry.rule.settled_by:
        return entry.rule.settled_by, ""
    lack = next((x for x in story.lacks if x.shortfall.point == point), None)
    what = _matter(teller, lack, entry) if entry else point
    if entry is not None and entry.act.id == PRACTICE:
        return "A published document would settle ", f"whether {what}"
    if entry is not None and entry.treaty is not None:
        return "The practice of the Parties, or an agreed interpretation, would settle ", f"whether {what}"
    return "A decision of a court, or an amendment that says so, would settle ", f"whether {what}"


def _matter(teller: Teller, lack: Lack | None, entry: RuleEntry) -> str:
    """What is arguable, as the end of a sentence."""
    if lack is None or lack.shortfall.exception is not None:
        return f"the exception to {cite_rule(entry)} takes away from what the {teller.noun} asks"
    wanted = teller.labels(lack.shortfall.wanted, lack.word)
    verb = "reaches" if teller.found(lack.shortfall, entry) else "gives"
    return f"{cite_rule(entry)} {verb} {wanted}"
