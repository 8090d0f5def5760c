"""Rows about the statute book: rules that no verdict rests on, and the sources behind the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from support.assessing import assess
from support.builders import assessed, catalogue, duty, held, rule

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.model.base import Source
from gapcheck.model.law import Supports
from gapcheck.report.rows.law import source_rows, unused_rows, used_rules

if TYPE_CHECKING:
    from gapcheck import Gapcheck


def whys(duties, rules, **more) -> dict[str, str]:
    """Why each unused rule is not used, by its id."""
    return {r.rule: r.why for r in unused_rows(assessed(duties, rules, **more))}


class TestUnused:
    def test_a_rule_that_reaches_nothing(self) -> None:
        expected = {"2": "It reaches none of the situations that the duties of its kind describe."}
        assert whys(duty(conduct="access"), [rule("1", conduct="access"), rule("2", conduct="delete")]) == expected

    def test_a_kind_that_no_duty_asks_for(self) -> None:
        found = whys(duty(conduct="access"), rule("1", kind="power", gives={"power": "compel"}))
        assert found == {"1": "No duty of the instrument asks for a rule of this kind (procedural power)."}

    def test_a_rule_that_another_outdoes_names_it_and_the_duty(self) -> None:
        rules = [rule("1", conduct="access"), rule("2", conduct="access", purpose="fraud")]
        found = whys(duty("4(1)-b", conduct="access"), rules)
        assert found == {"2": "It reaches art 4(1), but Made Up Act 2000, s 1 reaches at least as much of it."}

    def test_a_guarantee_that_no_verdict_needs(self) -> None:
        one = duty(kind="power", power="compel")
        power = rule("1", kind="power", gives={"power": "compel"})
        giver = rule("2", kind="sanction", gives={"secrecy": "confidential"}, supports=Supports(kinds=("power",)))
        assert whys(one, [power, giver]) == {"2": "It gives guarantees to other rules, but no verdict rests on them."}

    def test_a_guarantee_that_a_verdict_needs_is_used(self) -> None:
        one = duty(kind="power", power="compel", secrecy="confidential")
        power = rule("1", kind="power", gives={"power": "compel"})
        giver = rule("2", kind="sanction", gives={"secrecy": "confidential"}, supports=Supports(kinds=("power",)))
        assert whys(one, [power, giver]) == {}

    def test_rules_that_are_not_in_force_are_not_listed(self) -> None:
        rules = [rule("1", conduct="delete", end="2010-01-01"), rule("2", conduct="delete", start="2030-01-01")]
        assert whys(duty(conduct="access"), rules) == {}

    def test_a_permission_asks_for_nothing(self) -> None:
        assert list(whys(duty(conduct="access", force="may"), rule("1", conduct="access"))) == ["1"]

    def test_no_rules_and_no_duties(self) -> None:
        assert unused_rows(assessed([], [])) == ()
        assert used_rules(assessed([], [])) == ()

    def test_every_rule_in_force_is_used_or_unused(self, small: Gapcheck) -> None:
        for day in ("1980-01-01", "2003-01-01", "2014-01-01", "2019-01-01"):
            assessment = small.assess("model", day)
            used = [(e.act.title, e.rule.id) for e in used_rules(assessment)]
            unused = [(r.act, r.rule) for r in unused_rows(assessment)]
            book = [(e.act.title, e.rule.id) for e in small.catalogue.rules_in_force(assessment.as_at)]
            assert sorted(used + unused) == sorted(book)


class TestSources:
    def test_one_row_for_each_source_with_all_that_it_supports(self, small: Gapcheck) -> None:
        found = {(r.ref, r.pinpoint): r for r in source_rows(small.assess("model", "2014-01-01"))}
        assert found["Computer Act 1990", "s 5"].supports == ("Computer Act 1990, s 5(1)",)
        assert found["MTS 1", "art 4"].checked == "secondary"

    def test_in_the_order_in_which_a_reader_looks_them_up(self, small: Gapcheck) -> None:
        found = [r.pinpoint for r in source_rows(small.assess("model", "2014-01-01")) if r.ref == "MTS 1"]
        assert found[0] == "art 2"
        assert found[-2:] == ["art 9", "art 10"]

    def test_one_source_of_a_duty_and_a_rule_is_one_row(self) -> None:
        (found,) = source_rows(assessed(duty(conduct="access"), rule(conduct="access")))
        assert found.supports == ("art 1", "Made Up Act 2000, s 1")

    def test_a_source_read_in_two_ways_is_two_rows(self) -> None:
        one = duty(conduct="access")
        other = one.model_copy(
            update={"id": "2", "source": (Source(ref="Made up", pinpoint="p 1", checked="verified"),)}
        )
        assert [(r.checked, r.supports) for r in source_rows(assessed([one, other]))] == [
            ("unverified", ("art 1",)),
            ("verified", ("art 2",)),
        ]

    def test_rules_that_no_verdict_rests_on_are_left_out(self) -> None:
        (found,) = source_rows(assessed(duty(conduct="access"), rule(conduct="delete")))
        assert found.supports == ("art 1",)

    def test_a_reading_brings_its_grounds(self, small: Gapcheck) -> None:
        found = [r.ref for r in source_rows(small.assess("model", "2014-01-01", "officials"))]
        assert "Departmental report 2012" in found
        assert "Departmental report 2012" not in [r.ref for r in source_rows(small.assess("model", "2014-01-01"))]

    def test_a_position_counts_from_the_day_it_was_taken(self) -> None:
        made = catalogue(duty(conduct="access"))
        text = Source(ref="Deposit", pinpoint="p 2", checked="verified")
        lodged = {"narrowing": "t:1#limit", "date": "2010-01-01", "text": "Lodged.", "source": [text]}
        position = type(made.positions["t"]).model_validate({"instrument": "t", "exercised": [lodged]})
        placed = Catalogue(replace(made.contents, positions=(position,)))
        after, before = ([r.ref for r in source_rows(assess(placed, "t", day))] for day in ("2010-01-01", "2009-12-31"))
        assert after == ["Deposit", "Made up"]
        assert before == ["Made up"]


class TestMandate:
    def test_the_duties_of_the_text_that_answer_no_item(self, policy: Gapcheck) -> None:
        (row,) = unused_rows(policy.assess("mandate", "2020-01-01"))
        assert (row.act, row.citation, row.url) == ("Adopted Text", "Adopted Text, art 8", None)
        assert unused_rows(policy.assess("mandate", "2010-02-28")) == ()

    def test_a_duty_that_another_outdoes_names_it_and_the_item(self) -> None:
        found = unused_rows(
            held(duty("6.4", conduct="access"), [duty("1", conduct="access"), duty("2", conduct="remote-access")])
        )
        assert [r.why for r in found] == ["It reaches item 6.4, but Text, art 1 reaches at least as much of it."]

    def test_the_sources_of_what_was_withheld_are_there(self, policy: Gapcheck) -> None:
        found = {r.pinpoint: r.supports for r in source_rows(policy.assess("mandate", "2020-01-01"))}
        assert found["item 1.4 as released"] == ("item 1.4 (withheld)",)
        assert found["art 2"] == ("Adopted Text, art 2",)
