"""Repairs computed on the law before an Act, held against what the Act did."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner
from support.builders import catalogue, duty, exercise, given, limit_to, rule, statute

import gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.cli import main
from gapcheck.errors import UsageError
from gapcheck.model.law import Rule, Section
from gapcheck.repair.hindcast import HindcastResult, hindcast

ACT = "Amendment Act 2019"
BEFORE, AFTER = date(2018, 1, 1), date(2020, 1, 1)


def by_act(made: Rule, start: str = "2019-01-01") -> Rule:
    """The rule, as brought in by the Act."""
    interval = made.in_force.model_copy(update={"start": date.fromisoformat(start), "by": f"{ACT}, s 5"})
    return made.model_copy(update={"in_force": interval})


def cast(duties, rules, **position) -> HindcastResult:
    made: Catalogue = catalogue(duties, rules, **position)
    return hindcast(made, "t", ACT, BEFORE, AFTER)


ACCESS = duty("1", conduct="access")
DELETE = duty("2", conduct="delete")
OLD = rule("old", conduct="access", purpose="fraud", end="2019-01-01")


class TestOutturn:
    def results(self, found: HindcastResult) -> list[tuple[str, tuple[str, ...]]]:
        return [(o.result, o.where) for o in found.edits]

    def test_carried_out_in_these_words_or_others(self) -> None:
        found = cast(ACCESS, [OLD, by_act(rule("new", conduct="access"))])
        assert self.results(found) == [("carried out", ("Made Up Act 2000, s 2",))]
        assert [(d.duty, d.before, d.after) for d in found.duties] == [("t:1", "partial", "met")]

    def test_not_carried_out(self) -> None:
        lasting = rule("old", conduct="access", purpose="fraud")
        found = cast(ACCESS, [lasting, by_act(rule("new", conduct="interfere"))])
        assert self.results(found) == [("not carried out", ())]
        assert found.beyond == ("Made Up Act 2000, s 2",)

    def test_in_part(self) -> None:
        both = duty("1", conduct=["access", "delete"])
        found = cast(both, [OLD, by_act(rule("new", conduct="access"))])
        assert {o.result for o in found.edits} == {"in part"}
        assert found.beyond == ()

    def test_arguably(self) -> None:
        found = cast(ACCESS, [OLD, by_act(rule("new", conduct=given("delete", arguably="access")))])
        assert self.results(found) == [("arguably", ("Made Up Act 2000, s 2",))]

    def test_by_other_means(self) -> None:
        other = rule("other", conduct="access", start="2019-06-01")
        found = cast(ACCESS, [OLD, other, by_act(rule("new", conduct="interfere"))])
        assert self.results(found) == [("by other means", ())]

    @pytest.mark.parametrize(
        ("lodged", "outturn"),
        [
            (exercise("1#limit", on="2019-06-01"), ("carried out", ("Reservation of 1 June 2019",))),
            (exercise("1#limit", on="2019-06-01", arguably=True), ("not carried out", ())),
            (exercise("1#limit", on="2020-01-02"), ("not carried out", ())),
        ],
    )
    def test_a_reservation_is_carried_out_by_lodging_it(self, lodged, outturn) -> None:
        limited = duty("1", conduct="access", allows=(limit_to("purpose", "fraud"),))
        found = cast(
            limited,
            [rule("old", conduct="access", purpose="fraud"), by_act(rule("new", conduct="alter"))],
            exercised=(lodged,),
        )
        assert [o.edit.target for o in found.edits] == ["t:1#limit"]
        assert self.results(found) == [outturn]

    def test_another_reservation_does_not_carry_it_out(self) -> None:
        narrowings = limit_to("purpose", "fraud"), limit_to("fault", "intention", id="other")
        law = [rule("old", conduct="access", purpose="fraud"), by_act(rule("new", conduct="alter"))]
        found = cast(
            duty("1", conduct="access", allows=narrowings), law, exercised=(exercise("1#other", "2019-06-01"),)
        )
        assert [(o.edit.target, o.result) for o in found.edits] == [("t:1#limit", "not carried out")]

    def test_what_was_lodged_twice_is_told_by_its_days(self) -> None:
        limited = duty("1", conduct="access", allows=(limit_to("purpose", "fraud"),))
        law = [rule("old", conduct="access", purpose="fraud"), by_act(rule("new", conduct="alter"))]
        found = cast(limited, law, exercised=tuple(exercise("1#limit", day) for day in ("2019-06-01", "2019-03-01")))
        assert self.results(found) == [("carried out", ("Reservation of 1 March 2019", "Reservation of 1 June 2019"))]

    def test_no_edit_asks_for_what_was_lodged_before(self) -> None:
        limited = duty("1", conduct="access", allows=(limit_to("purpose", "fraud", "obtaining-data"),))
        law = [rule("old", conduct="access", purpose="fraud"), by_act(rule("new", conduct="alter"))]
        found = cast(limited, law, exercised=(exercise("1#limit", "2010-01-01", ("obtaining-data",)),))
        assert [o.edit.sort for o in found.edits] == ["provide"]

    def test_a_change_for_two_duties_is_made_in_part_where_one_is_met(self) -> None:
        both = [ACCESS, duty("2", conduct="access", object="server")]
        found = cast(both, [OLD, by_act(rule("new", conduct="access", object="server"))])
        assert [(o.serves, o.result) for o in found.edits] == [(("t:1", "t:2"), "in part")]
        assert repr(found) == "<Hindcast Amendment Act 2019, 2018-01-01 to 2020-01-01: 1 in part>"

    def test_counts(self) -> None:
        found = cast([ACCESS, DELETE], [OLD, by_act(rule("new", conduct="access"))])
        assert dict(found.counts) == {"not carried out": 1, "carried out": 1}

    def test_duties_without_a_gap_before_are_not_told(self) -> None:
        found = cast([ACCESS, DELETE], [OLD, rule("2", conduct="delete"), by_act(rule("new", conduct="access"))])
        assert [d.duty for d in found.duties] == ["t:1"]

    def test_where_there_was_no_gap_no_change_was_computed(self) -> None:
        found = cast(ACCESS, [rule("old", conduct="access"), by_act(rule("new", conduct="alter"))])
        assert repr(found) == "<Hindcast Amendment Act 2019, 2018-01-01 to 2020-01-01: no change was computed>"

    def test_what_another_act_did_is_not_beyond(self) -> None:
        other = rule("other", conduct="delete", start="2019-06-01")
        found = cast(ACCESS, [OLD, by_act(rule("new", conduct="access")), other])
        assert found.beyond == ()

    def test_a_section_that_was_needed_in_part_is_not_beyond(self) -> None:
        rules = by_act(rule("5", conduct="access")), by_act(rule("5-more", conduct="alter"))
        file = statute(OLD)
        more = Section(section="5", heading="Heading", rules=rules)
        found = cast(ACCESS, [file.model_copy(update={"sections": (*file.sections, more)})])
        assert [d.where for d in found.duties] == [("Made Up Act 2000, s 5",)]
        assert found.beyond == ()

    def test_what_no_gap_needed_is_listed_once(self) -> None:
        more = [by_act(rule("a", conduct="interfere")), by_act(rule("b", conduct="alter"))]
        assert cast(ACCESS, [OLD, by_act(rule("new", conduct="access")), *more]).beyond == (
            "Made Up Act 2000, s 3",
            "Made Up Act 2000, s 4",
        )


class TestUsage:
    def test_the_dates_have_to_be_in_order(self) -> None:
        with pytest.raises(UsageError, match=r"has to be later than the law before it"):
            hindcast(catalogue(ACCESS, OLD), "t", ACT, AFTER, BEFORE)
        with pytest.raises(UsageError, match=r"has to be later than the law before it"):
            hindcast(catalogue(ACCESS, OLD), "t", ACT, BEFORE, BEFORE)

    def test_what_comes_in_on_the_day_of_the_law_after_counts_and_on_that_of_the_law_before_not(self) -> None:
        (outturn,) = cast(ACCESS, [by_act(rule("new", conduct="access"), "2020-01-01")]).edits
        assert outturn.result == "carried out"
        with pytest.raises(UsageError, match="after 2018-01-01 and by 2020-01-01"):
            cast(ACCESS, [by_act(rule("new", conduct="access"), "2018-01-01")])

    def test_an_act_that_did_nothing_in_between(self) -> None:
        with pytest.raises(UsageError, match="no rule on record was brought in by the Amendment Act 2019"):
            hindcast(
                catalogue(ACCESS, [OLD, by_act(rule("new", conduct="access"), "2021-01-01")]), "t", ACT, BEFORE, AFTER
            )


class TestBudapest:
    def test_the_json_form(self) -> None:
        result = CliRunner().invoke(main, ["hindcast", "--format", "json"])
        assert result.exit_code == 0, result.output
        found = json.loads(result.output)
        # Preservation was carried out by preservation directions ...
        mine = [c for c in found["changes"] if "budapest:16(1)" in c["serves"]]
        assert mine
        assert {c["outturn"] for c in mine} <= {"carried out", "arguably"}
        assert all(any("79G" in place for place in c["where"]) for c in mine)
        # ... and surveillance for foreign requests by a warrant of its own.
        (mine,) = [c for c in found["changes"] if "budapest:34" in c["serves"]]
        assert mine["outturn"] == "carried out"
        assert "Mutual Assistance in Criminal Matters Act 1992, s 50C" in mine["where"]
        # The reservation on traffic data was lodged on acceding, and made good in the Act.
        (mine,) = [c for c in found["changes"] if c["instruction"].startswith("Lodge a reservation under art 14(3)(a)")]
        assert mine["where"][0] == "Reservation of 28 August 2025"
        assert "Search and Surveillance Act 2012, s 179A(1)" in mine["where"]

    @pytest.mark.parametrize(
        ("words", "told"),
        [("", "unknown instrument ''"), ("budapset", "did you mean 'budapest'"), ("--act= ", "--act names no Act")],
    )
    def test_what_names_nothing_is_refused(self, words: str, told: str) -> None:
        found = CliRunner().invoke(main, ["hindcast", words])
        assert (found.exit_code, told in found.stderr) == (2, True)

    def test_the_table_counts_and_names_what_went_beyond(self) -> None:
        output = CliRunner().invoke(main, ["hindcast"]).output
        assert "What the Act did that no gap needed:" in output
        assert "carried out" in output


def test_the_python_form() -> None:
    book = gapcheck.load()
    act = "Budapest Convention and Related Matters Legislation Amendment Act 2025"
    found = book.hindcast("budapest", act, "2023-12-20", "2025-12-01")
    assert set(found.plan.closed.values()) <= {"met", "met_with_reservation"}
    assert sum(found.counts.values()) == len(found.plan.edits)
