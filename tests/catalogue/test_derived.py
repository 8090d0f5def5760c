"""What is worked out of a catalogue once."""

from __future__ import annotations

import pickle
from dataclasses import replace

from support.builders import catalogue, duty, reading, rule, statute

from gapcheck.catalogue.derived import Derived


def test_what_was_worked_out_is_found_again() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    derived = Derived()
    assert [derived.get("a", make), derived.get("a", make), derived.get("b", make)] == [1, 1, 2]


def test_a_pickle_leaves_it_behind() -> None:
    derived = Derived()
    derived.get("a", lambda: 1)
    assert pickle.loads(pickle.dumps(derived)).get("a", lambda: 2) == 2


class TestOfACatalogue:
    MADE = catalogue(duty(conduct="access"), rule(conduct="access"))

    def test_one_laid_over_it_with_the_same_law_shares_it_and_its_rules(self) -> None:
        other = self.MADE.with_reading(reading())
        assert other.derived is self.MADE.derived
        assert other.rules is self.MADE.rules
        assert other.with_reading(reading(id="s")).derived is self.MADE.derived

    def test_one_with_another_law_has_its_own(self) -> None:
        other = self.MADE.with_law((statute(rule(conduct="delete")),), (), "other")
        assert other.derived is not self.MADE.derived
        assert other.rules != self.MADE.rules
        assert other.with_reading(reading()).derived is other.derived

    def test_one_that_is_laid_over_nothing_has_its_own(self) -> None:
        other = type(self.MADE)(replace(self.MADE.contents, readings=(reading(),)))
        assert other.derived is not self.MADE.derived
