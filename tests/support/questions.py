"""Questions for made-up catalogues: one by hand, and worlds whose points are asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.model.question import Argument, Question
from support.builders import SOURCE
from support.strategies import Dice, World, points, worlds

ARGUMENT = Argument(text="So it is said.", source=(SOURCE,))


def question(id: str, *points: str, view: str = "holds", nature: str = "law", **more: Any) -> Question:
    """A question with one argument on each side; strength goes with the view."""
    strength = None if view == "open" else more.pop("strength", "fair")
    return Question(
        id=id,
        title=f"Question {id}",
        asks="Does it?",
        points=points,
        nature=nature,
        view=view,
        strength=strength,
        **{"for": (ARGUMENT,), "against": (ARGUMENT,)},
        by="tests",
        date="2010-01-01",
        **more,
    )


def asked(made: Catalogue, *questions: Question) -> Catalogue:
    """A catalogue with questions."""
    return Catalogue(replace(made.contents, questions=questions))


def some_questions(dice: Dice, world: World) -> tuple[Question, ...]:
    """Questions on some of the points of a world, each point in one at most."""
    exercised = {x.narrowing for p in world.contents.positions for x in p.exercised if x.arguably}
    found = [p for p in points(world.duties, world.rules) if not p.startswith("t:") or p in exercised]
    dice.random.shuffle(found)
    made = []
    while found and len(made) < 4:
        taken, found = found[: dice.number(1, 3)], found[dice.number(1, 3) :]
        found = [p for p in found if p not in taken]
        made.append(question(f"q{len(made)}", *taken, view=dice.one(("holds", "fails", "open"))))
    return tuple(made)


@st.composite
def asked_worlds(draw: Callable[[st.SearchStrategy[Any]], Any]) -> World:
    """A world with questions on some of its points."""
    world = draw(worlds())
    dice = Dice(draw(st.integers(0, 2**64 - 1)))
    return replace(world, contents=replace(world.contents, questions=some_questions(dice, world)))
