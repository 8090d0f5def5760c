"""Readings that are taken together."""

from __future__ import annotations

import pytest

from gapcheck.catalogue.named_readings import combined
from gapcheck.errors import UnknownIdError, UsageError
from gapcheck.model.position import Reading

READINGS = {
    "wide": Reading(id="wide", title="Wide", accepts=("a:1#x", "a:2#x")),
    "late": Reading(id="late", title="Late", accepts=("a:2#x",), rejects=("a:3#x",)),
    "strict": Reading(id="strict", title="Strict", rejects=("a:1#x",)),
}


def test_several_settle_what_each_settles() -> None:
    both = combined(READINGS, "wide+late")
    assert (both.id, both.title) == ("wide+late", "Wide; Late")
    assert (both.accepts, both.rejects) == (("a:1#x", "a:2#x"), ("a:3#x",))


def test_one_named_twice_counts_once() -> None:
    assert combined(READINGS, "wide+wide") == READINGS["wide"]


def test_those_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(UsageError, match=r"'wide\+strict' contradict each other on a:1#x"):
        combined(READINGS, "wide+strict")


def test_an_unknown_one_names_the_nearest() -> None:
    with pytest.raises(UnknownIdError, match="unknown reading 'wid'; did you mean 'wide'"):
        combined(READINGS, "late+wid")
