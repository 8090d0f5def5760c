"""How far a citation reaches: the place, and the mention beside it."""

from __future__ import annotations

import pytest

from gapcheck.citing.names import Mention
from gapcheck.citing.places import find_places
from gapcheck.citing.referent import Referent, kind_of


@pytest.mark.parametrize(
    ("mention", "reach"), [((0, 5), (0, 15)), ((20, 30), (10, 30)), (None, (10, 15)), ((11, 12), (10, 15))]
)
def test_the_place_with_the_mention_beside_it(mention: tuple[int, int] | None, reach: tuple[int, int]) -> None:
    (place,) = find_places(f"{' ' * 10}s 249")
    named = Mention(*mention, "act", "full", ("A",)) if mention else None
    assert Referent("A", mention=named).reach(place) == reach


def test_nothing_is_explicit_unless_it_is_said() -> None:
    assert not Referent("A").explicit


@pytest.mark.parametrize(("text", "kind"), [("art 5", "treaty"), ("s 5", "act"), ("sch 5", "act"), ("cl 5", "act")])
def test_articles_are_of_treaties(text: str, kind: str) -> None:
    assert kind_of(find_places(text)[0]) == kind
