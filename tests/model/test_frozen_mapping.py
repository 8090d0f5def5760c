"""The mapping that cannot be changed."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable

import pytest

from gapcheck.model.frozen_mapping import FrozenMapping

MADE = FrozenMapping({"met": 3, "unmet": 1})


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.pop("met"),
        lambda m: m.popitem(),
        lambda m: m.clear(),
        lambda m: m.update(met=40),
        lambda m: m.setdefault("new", 1),
        lambda m: m.__setitem__("met", 40),
        lambda m: m.__delitem__("met"),
        lambda m: m.__ior__({"met": 40}),
    ],
)
def test_every_change_is_refused(change: Callable[[FrozenMapping[str, int]], object]) -> None:
    with pytest.raises(TypeError, match="cannot be changed"):
        change(MADE)
    assert MADE == {"met": 3, "unmet": 1}


def test_a_copy_can_be_changed() -> None:
    taken = MADE.copy()
    taken.pop("met")
    assert (taken, len(MADE)) == ({"unmet": 1}, 2)


def test_it_is_pickled_copied_and_written_like_any_other() -> None:
    for again in (pickle.loads(pickle.dumps(MADE)), copy.deepcopy(MADE)):
        assert again == MADE
        assert type(again) is FrozenMapping
    assert json.dumps(MADE) == '{"met": 3, "unmet": 1}'


def test_its_keys_are_completed() -> None:
    assert MADE._ipython_key_completions_() == ["met", "unmet"]
