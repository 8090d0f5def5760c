"""What a test of a rule against a cell can find, and how shortfalls are marked and put in order."""

from __future__ import annotations

import itertools
import pickle
from dataclasses import replace
from typing import Any

import pytest
from support.builders import catalogue, duty, exception, exercise, finding, limit_to, rule

from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import (
    Finding,
    FindingsWhenAsked,
    Outcome,
    Shortfall,
    curable,
    exception_shortfall,
    excused,
    in_order,
    name_result,
)

NARROW = Shortfall("narrower", "act:1", "object", ("thing",), ("server",))


class TestNames:
    @pytest.mark.parametrize(
        ("outcome", "word"),
        [
            (Outcome.DISJOINT, "disjoint"),
            (Outcome.NARROW, "narrow"),
            (Outcome.COVERS_BY_POSITION, "covers_by_position"),
            (Outcome.COVERS, "covers"),
        ],
    )
    def test_when_both_ends_agree(self, outcome: Outcome, word: str) -> None:
        assert name_result(outcome, outcome) == word

    @pytest.mark.parametrize("low", [Outcome.DISJOINT, Outcome.NARROW])
    @pytest.mark.parametrize("high", [Outcome.COVERS_BY_POSITION, Outcome.COVERS])
    def test_arguable_is_what_covers_only_at_the_high_end(self, low: Outcome, high: Outcome) -> None:
        assert name_result(low, high) == "arguable"

    def test_what_touches_the_cell_only_if_its_points_are_won_is_narrow(self) -> None:
        assert name_result(Outcome.DISJOINT, Outcome.NARROW) == "narrow"

    def test_two_ways_of_covering_take_the_name_of_the_low_one(self) -> None:
        assert name_result(Outcome.COVERS_BY_POSITION, Outcome.COVERS) == "covers_by_position"

    def test_outcomes_rise_from_nothing_to_covered(self) -> None:
        assert Outcome.DISJOINT < Outcome.NARROW < Outcome.COVERS_BY_POSITION < Outcome.COVERS

    def test_a_finding_is_named_by_its_ends(self) -> None:
        (entry,) = catalogue(duty(conduct="access"), rule(conduct="access")).rules
        assert Finding(entry, Ends(Outcome.NARROW, Outcome.NARROW, Outcome.NARROW, Outcome.COVERS)).result == "arguable"


class TestMarks:
    def test_an_excused_shortfall_names_the_narrowing_and_is_otherwise_the_same(self) -> None:
        marked = excused(NARROW, by="t:1#limit")
        assert (marked.excused, marked.curable_under, marked.found) == ("t:1#limit", None, ("server",))
        assert NARROW.excused is None

    def test_a_curable_one_names_the_article(self) -> None:
        assert curable(NARROW, under="40").curable_under == "40"

    def test_an_exception_is_arguable_only_while_its_point_is_open(self) -> None:
        other = rule(conduct="access", exceptions=(exception("arguable", "9", "object", ["vehicle", "server"]),))
        (entry,) = catalogue(duty(conduct="access"), other).rules
        open_ = exception_shortfall(entry, other.exceptions[0], "act:1#9", lost_only=True)
        lost = exception_shortfall(entry, other.exceptions[0], "act:1#9", lost_only=False)
        assert (open_.type, lost.type) == ("arguable", "exception")
        assert (open_.rule, open_.exception, open_.found) == ("act:1", "9", ("server", "vehicle"))


class TestOrder:
    def test_the_order_depends_on_nothing_but_the_shortfalls(self) -> None:
        shortfalls = [
            NARROW,
            Shortfall("missing", "act:1", "secrecy", ("confidential",)),
            Shortfall("exception", "act:1", exception="9"),
            Shortfall("exception", "act:1", exception="10"),
            Shortfall("arguable", "act:1", "object", point="act:1#object"),
        ]
        orders = {in_order(list(shuffled)) for shuffled in itertools.permutations(shortfalls)}
        assert len(orders) == 1

    @pytest.mark.parametrize(
        "more",
        [
            {"type": "missing"},
            {"facet": "purpose"},
            {"exception": "9"},
            {"point": "act:1#object"},
            {"found": ("vehicle",)},
            {"wanted": ("vehicle",)},
        ],
        ids=str,
    )
    def test_each_part_of_a_shortfall_counts(self, more: dict[str, Any]) -> None:
        plain = Shortfall("exception", "act:1", "object", ("thing",), ("server",))
        other = replace(plain, **more)
        assert in_order([other, plain]) == in_order([plain, other]) == (plain, other)

    def test_an_exception_without_a_facet_comes_before_one_with_it(self) -> None:
        bare, of_facet = (Shortfall("exception", "act:1", facet, exception="9") for facet in (None, "object"))
        assert in_order([of_facet, bare]) == in_order([bare, of_facet]) == (bare, of_facet)

    def test_no_shortfalls(self) -> None:
        assert in_order([]) == ()


class TestWhatAFindingHolds:
    def test_a_rule_that_covers_lacks_nothing(self) -> None:
        found = finding(duty(conduct="access"), rule(conduct="access"))
        assert (found.result, found.shortfalls, found.excused, found.relies_on) == ("covers", (), (), ())

    def test_what_a_reservation_excuses_stands_apart(self) -> None:
        one = duty(conduct="access", object="thing", allows=(limit_to("object", "server"),))
        found = finding(one, rule(conduct="access", object="server"), exercised=(exercise("1#limit"),))
        assert (found.result, found.shortfalls) == ("covers_by_position", ())
        assert [s.excused for s in found.excused] == ["t:1#limit"]


class TestFindingsWhenAsked:
    """A sequence that is worked out once, by whoever first looks."""

    def found(self, asked: list[str]) -> tuple[FindingsWhenAsked, tuple[Finding, ...]]:
        entries = catalogue(duty(conduct="access"), rules=[rule(n, conduct="access") for n in "abc"]).rules
        every = tuple(Finding(entry, Ends.all(Outcome.NARROW)) for entry in entries)

        class Noting(FindingsWhenAsked):
            def _find(self) -> list[Finding]:
                asked.append("asked")
                return list(every)

        return Noting(), every

    def test_nothing_is_worked_out_before_and_all_of_it_once(self) -> None:
        asked: list[str] = []
        findings, every = self.found(asked)
        assert asked == []
        assert (len(findings), tuple(findings), findings[1], findings[1:]) == (3, every, every[1], every[1:])
        assert asked == ["asked"]

    def test_some_of_them_are_told_in_their_order(self) -> None:
        findings, every = self.found([])
        assert findings.of([every[2].entry, every[0].entry]) == (every[0], every[2])
        assert findings.of([]) == ()

    def test_it_compares_and_pickles_as_a_tuple(self) -> None:
        findings, every = self.found([])
        assert findings == every
        assert findings == self.found([])[0]
        assert findings != every[1:]
        assert findings != list(every)
        assert (hash(findings), repr(findings)) == (hash(every), repr(every))
        again = pickle.loads(pickle.dumps(findings))
        assert (type(again), again) == (tuple, every)
