"""The States of a catalogue: which one a folder is of where it does not say, and which contents are one State's."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

from gapcheck.catalogue.data_folders import STATUTES, state_of
from gapcheck.catalogue.resources import places
from gapcheck.errors import DataError, UnknownIdError, UsageError
from gapcheck.model.base import Model
from gapcheck.model.ids import Point, RuleId
from gapcheck.model.position import Reading
from gapcheck.model.question import Question
from gapcheck.model.state import AnnexFile, DraftingProcedure, State, StateFile
from gapcheck.model.treaty import ArticlesFile, Duty

M = TypeVar("M", bound=Model)

DEFAULT = state_of(STATUTES)
"""The id of the State of a folder that was written before a folder could say whose statutes it holds."""


@cache
def default_state() -> State:
    """The State of the catalogue that comes with gapcheck: that of a folder, or of contents, that name none."""
    return _read(default_state_file(), StateFile).state


def default_state_file() -> Path:
    """Where that State is told."""
    return _shipped("state.yaml")


def procedure_of(state: State) -> DraftingProcedure:
    """How documents are drafted for a State whose folder has no ``annex.yaml``."""
    return _default_procedure() if state.id == DEFAULT else _plain_procedure()


@cache
def _default_procedure() -> DraftingProcedure:
    return _read(_shipped("annex.yaml"), AnnexFile).annex


@cache
def _plain_procedure() -> DraftingProcedure:
    return _read(Path(__file__).with_name("plain_procedure.yaml"), AnnexFile).annex


def _shipped(name: str) -> Path:
    for place in places():
        if (path := place / STATUTES / name).is_file():
            return path
    raise FileNotFoundError(f"{STATUTES}/{name} is neither in the package nor in a checkout")


def _read(path: Path, form: type[M]) -> M:
    # A catalogue out of the cache knows its State, and reads no file.
    from gapcheck.catalogue.partial_reading import read_partially
    from gapcheck.catalogue.strict_yaml import parse

    reading = read_partially(form, parse(path.read_bytes(), path.name))
    if reading.model is None or reading.problems:
        raise DataError(reading.problems)
    return reading.model


def chosen_state(states: Collection[str], wanted: str | None) -> str | None:
    """The State that is asked for; the only one needs no saying. ``None`` where there is none.

    Raises ``UnknownIdError`` for one that the catalogue has not, ``UsageError`` where one of several has to be named.
    """
    if wanted is not None:
        if wanted not in states:
            raise UnknownIdError("State", wanted, states)
        return wanted
    if len(states) > 1:
        listed = ", ".join(sorted(states))
        raise UsageError(f"the catalogue has the law of several States ({listed}); expected one of them: --state ID")
    return next(iter(states), None)


# What is one State's ----------------------------------------------------------------------------------------------


def surveyed_in(files: Iterable[ArticlesFile], acts: Collection[str]) -> tuple[ArticlesFile, ...]:
    """The articles as one State's Acts were surveyed for them: a survey counts as far as it names those Acts."""
    return tuple(
        file.model_copy(
            update={
                "articles": tuple(
                    article.model_copy(update={"duties": tuple(_surveyed(duty, acts) for duty in article.duties)})
                    for article in file.articles
                )
            }
        )
        for file in files
    )


def _surveyed(duty: Duty, acts: Collection[str]) -> Duty:
    if duty.survey is None:
        return duty
    own = tuple(act for act in duty.survey.acts if act in acts)
    survey = duty.survey.model_copy(update={"acts": own}) if own else None
    return duty.model_copy(update={"survey": survey})


def readings_of(readings: Iterable[Reading], foreign: Collection[str]) -> tuple[Reading, ...]:
    """The readings without the points of other States' Acts; one that is left with none is another State's."""
    kept = []
    for reading in readings:
        accepts, rejects = (_own(points, foreign) for points in (reading.accepts, reading.rejects))
        if accepts or rejects or not (reading.accepts or reading.rejects):
            grounds = tuple(g for g in reading.grounds if _own((g.point,), foreign))
            kept.append(reading.model_copy(update={"accepts": accepts, "rejects": rejects, "grounds": grounds}))
    return tuple(kept)


def questions_of(questions: Iterable[Question], foreign: Collection[str]) -> tuple[Question, ...]:
    """The questions without the points of other States' Acts; one that is left with none is another State's."""
    kept = ((question, _own(question.points, foreign)) for question in questions)
    return tuple(q.model_copy(update={"points": own}) for q, own in kept if own or not q.points)


def _own(points: tuple[str, ...], foreign: Collection[str]) -> tuple[str, ...]:
    return tuple(p for p in points if RuleId.parse(Point.parse(p).owner).act not in foreign)
