"""Where ids are written down is worked out once, and no file is held in what is pickled."""

from __future__ import annotations

import pickle
from collections.abc import Mapping

from gapcheck.catalogue.catalogue import Origin
from gapcheck.catalogue.origins import Origins

PLACES = {"a": Origin("x.yaml", 3), "b": Origin("y.yaml", 4)}


def counted(asked: list[str]) -> Origins:
    def read() -> Mapping[str, Origin]:
        asked.append("read")
        return PLACES

    return Origins(read)


def test_nothing_is_read_until_a_place_is_asked_for_and_then_once() -> None:
    asked: list[str] = []
    origins = counted(asked)
    assert asked == []
    assert (origins["a"], len(origins), list(origins)) == (PLACES["a"], 2, ["a", "b"])
    assert asked == ["read"]
    assert origins == PLACES
    assert repr(origins) == repr(PLACES)


def test_a_pickle_has_the_places_and_not_what_they_were_read_from() -> None:
    copy = pickle.loads(pickle.dumps(counted([])))
    assert copy == PLACES
    assert pickle.loads(pickle.dumps(copy)) == PLACES
