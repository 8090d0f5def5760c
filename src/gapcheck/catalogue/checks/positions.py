"""Checks of the State's positions, of readings and of questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gapcheck.catalogue.checks.definitions import DefinitionIndex, Location
from gapcheck.catalogue.checks.references import concept_list, duplicates, listed, unknown
from gapcheck.errors import Problem
from gapcheck.model.position import Exercise, Position, Reading
from gapcheck.model.question import Question
from gapcheck.model.treaty import Narrowing


def check_positions(index: DefinitionIndex) -> Iterator[Problem]:
    """The problems of positions."""
    yield from duplicates("position on", index.positions)
    for entries in index.positions.values():
        for location, position in entries:
            yield from unknown(index, location.at("instrument"), "instrument", position.instrument, index.instruments)
            yield from _exercised_twice(location, position)
            for i, exercise in enumerate(position.exercised):
                yield from _exercise(index, location.at("exercised", i), exercise)


def check_readings(index: DefinitionIndex) -> Iterator[Problem]:
    """The problems of readings."""
    yield from duplicates("reading", index.readings)
    for entries in index.readings.values():
        for location, reading in entries:
            yield from _points(index, location, reading)


def check_questions(index: DefinitionIndex) -> Iterator[Problem]:
    """The problems of questions: every point is known, and in one question at most."""
    yield from duplicates("question", index.questions)
    asked: dict[str, tuple[Question, Location]] = {}
    for entries in index.questions.values():
        for location, question in entries:
            for i, point in enumerate(question.points):
                place = location.at("points", i)
                yield from unknown(index, place, "question point", point, index.points)
                other, first = asked.setdefault(point, (question, place))
                if first is not place:
                    message = f"the point {point!r} is already in the question {other.id!r} at {first}"
                    yield place.problem("point-twice", message, "every point in one question at most")


def _exercised_twice(location: Location, position: Position) -> Iterator[Problem]:
    first: dict[tuple[str, date], Location] = {}
    for i, exercise in enumerate(position.exercised):
        place = location.at("exercised", i)
        earlier = first.setdefault((exercise.narrowing, exercise.date), place)
        if earlier is not place:
            message = f"{exercise.narrowing!r} is already exercised on {exercise.date} at {earlier}"
            yield place.at("narrowing").problem("exercised-twice", message, "one entry for each narrowing and date")


def _exercise(index: DefinitionIndex, location: Location, exercise: Exercise) -> Iterator[Problem]:
    yield from unknown(index, location.at("narrowing"), "narrowing", exercise.narrowing, index.narrowings)
    definitions = index.narrowings.get(exercise.narrowing)
    narrowing = definitions[0].value if definitions else None
    # A waiver has several facets, so its limits cannot be held against one.
    facet = narrowing.facet if isinstance(narrowing, Narrowing) else None
    yield from concept_list(index, location.at("limit_to"), facet, exercise.limit_to or ())


def _points(index: DefinitionIndex, location: Location, reading: Reading) -> Iterator[Problem]:
    for name, points in (("accepts", reading.accepts), ("rejects", reading.rejects)):
        for i, point in enumerate(points):
            if point in points[:i]:
                message = f"the reading {reading.id!r} {name} {point!r} twice"
                yield location.at(name, i).problem("point-twice", message, "every point once")
                continue
            yield from unknown(index, location.at(name, i), "reading point", point, index.points)
    for i, point in enumerate(reading.rejects):
        if point in reading.accepts:
            message = f"the reading {reading.id!r} both accepts and rejects {point!r}"
            yield location.at("rejects", i).problem("point-twice", message, "each point accepted or rejected, not both")
    settled = {*reading.accepts, *reading.rejects}
    for i, ground in enumerate(reading.grounds):
        for j, named in enumerate(ground.names):
            place = location.at("grounds", i, "names", j)
            yield from unknown(index, place, "instrument", named, index.instruments)
    # A point that is misspelt above is told there.
    meant = {index.meant(point, index.points) for point in settled - index.points}
    for i, ground in enumerate(reading.grounds):
        if ground.point not in settled and not (location.damaged("accepts", "rejects") or ground.point in meant):
            message = f"a ground for {ground.point!r}, which the reading neither accepts nor rejects"
            yield location.at("grounds", i, "point").problem("ground-unsettled", message, listed(settled))
