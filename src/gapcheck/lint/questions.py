"""Points that no question asks about, questions that hear one side only, and general statements about nothing."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.checks.definitions import arguable_points
from gapcheck.lint.finding import LintFinding, finding


def lint_questions(catalogue: Catalogue) -> Iterator[LintFinding]:
    """Arguable points in no question, questions without an argument on one side, and grounds that settle nothing."""
    for point, (key, place) in _points(catalogue).items():
        if point not in catalogue.asked:
            message = f"the arguable point {point!r} is in no question"
            yield finding(catalogue, "point-without-question", key, message, "a question that lists it", place)
    for question in catalogue.questions.values():
        if not (question.in_favour and question.against):
            side = "against" if question.in_favour else "for"
            expected = f"what counsel for that side would say, under '{side}'"
            message = f"the question has no argument {side} {catalogue.state.whose} way"
            yield finding(catalogue, "one-sided-question", f"question:{question.id}", message, expected)
    for reading in catalogue.readings.values():
        for ground in reading.grounds:
            if ground.general and not ground.names:
                key = f"reading:{reading.id}"
                message = f"the general ground for {ground.point!r} names no instrument, so it settles nothing"
                place = f"{key}#{ground.point}"
                yield finding(catalogue, "ground-without-names", key, message, "'names' with the instruments", place)


def _points(catalogue: Catalogue) -> dict[str, tuple[str, str]]:
    """Every arguable point once, with the id of what makes it arguable and the key of its origin."""
    found: dict[str, tuple[str, str]] = {}
    for entry in catalogue.rules:
        for point in sorted(arguable_points(entry.key, entry.rule)):
            found.setdefault(point, (entry.key, f"{entry.key}@{entry.rule.in_force.start}"))
    for file in catalogue.contents.reforms:
        for enactment in (change.enact for change in file.changes if change.enact):
            key = f"{enactment.act}:{enactment.rule.id}"
            for point in sorted(arguable_points(key, enactment.rule)):
                found.setdefault(point, (key, f"reform:{file.reform.id}#{key}"))
    for exercise in catalogue.exercised:
        if exercise.arguably:
            key = f"position:{exercise.narrowing}@{exercise.date}"
            found.setdefault(exercise.narrowing, (exercise.narrowing, key))
    return found
