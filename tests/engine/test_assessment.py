"""Cells over the rules in force, duties over cells, articles over duties (design 2.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from support.builders import (
    DAY,
    SOURCE,
    answered,
    article,
    assessed,
    catalogue,
    cell,
    duty,
    either,
    exception,
    exclude,
    exercise,
    given,
    judged,
    limit_to,
    reading,
    rule,
    waiver,
)

from gapcheck.engine.assessment import (
    Judge,
    Judges,
    assess,
    combine_cells,
    combine_duties,
    judge_article,
    masks_for,
    rules_for,
)
from gapcheck.engine.cells import cells_of
from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import Outcome
from gapcheck.engine.results import STATUSES, Verdict
from gapcheck.engine.rule_masks import RuleMasks
from gapcheck.errors import UnknownIdError, UsageError
from gapcheck.faces import Assessment
from gapcheck.model.law import Supports
from gapcheck.model.treaty import Article, Survey, Withholding

ACCESS = duty(conduct="access")
BOTH = duty(conduct=["access", "delete"])
COVERS = rule("covers", conduct="access")
NARROW = rule("narrow", conduct="remote-access")
ARGUABLE = rule("arguable", conduct=given("delete", arguably="access"))


def ends(found):
    return found.status, found.low, found.high


class TestCell:
    def test_a_cell_takes_the_best_result_over_the_rules(self):
        assert cell(ACCESS, [NARROW, COVERS, ARGUABLE]).result == "covers"
        assert cell(ACCESS, [NARROW, ARGUABLE]).result == "arguable"
        assert cell(ACCESS, [NARROW]).result == "narrow"
        assert cell(ACCESS, []).result == "disjoint"

    def test_the_best_rule_comes_first_and_the_others_are_kept(self):
        found = cell(ACCESS, [NARROW, ARGUABLE, COVERS, rule("off", conduct="delete")])
        assert [f.entry.rule.id for f in (found.best, *found.others)] == ["covers", "arguable", "narrow"]

    def test_each_end_takes_its_own_best_rule(self):
        by_position = rule("position", conduct="access", object="server")
        one = duty(conduct="access", allows=(limit_to("object"),))
        found = cell(one, [ARGUABLE, by_position], exercised=(exercise("1#limit"),))
        assert (found.low, found.high) == (Outcome.COVERS_BY_POSITION, Outcome.COVERS)
        assert found.best.entry.rule.id == "position"

    def test_two_rules_that_only_together_reach_a_cell_do_not_cover_it(self):
        one = duty(conduct="access", object="thing")
        halves = [rule("1", conduct="access", object="server"), rule("2", conduct="access", object="machine")]
        assert cell(one, halves).result == "narrow"

    def test_rules_count_from_their_first_day_in_and_no_longer_on_the_day_they_end(self):
        one = rule(conduct="access", start="2010-01-01", end="2015-01-01")
        days = ["2009-12-31", "2010-01-01", "2014-12-31", "2015-01-01"]
        assert [judged(ACCESS, one, on=day).status for day in days] == ["unmet", "met", "met", "unmet"]

    def test_a_guarantee_of_another_rule_counts_on_the_same_days(self):
        one = duty(kind="power", power="search", secrecy="confidential")
        power, supports = rule("1", kind="power", gives={"power": "search"}), Supports(rules=["act:1"])
        dates = {"start": "2010-01-01", "end": "2015-01-01"}
        giver = rule("2", kind="power", gives={"secrecy": "confidential"}, supports=supports, **dates)
        days = ["2009-12-31", "2010-01-01", "2014-12-31", "2015-01-01"]
        found = [judged(one, [power, giver], on=day).status for day in days]
        assert found == ["partial", "met", "met", "partial"]

    def test_an_exercise_counts_from_its_date_on(self):
        one = duty(conduct="access", object="thing", allows=(limit_to("object"),))
        limited, lodged = rule(conduct="access", object="server"), (exercise("1#limit", "2015-01-01"),)
        assert judged(one, limited, exercised=lodged, on="2014-12-31").status == "partial"
        assert judged(one, limited, exercised=lodged, on="2015-01-01").status == "met_with_reservation"


class TestWaiver:
    def waived(self, *waivers, **more):
        return duty(conduct=["access", "delete"], waives=waivers, **more)

    def results(self, one, rules=(), **more):
        return [c.result for c in judged(one, rules, **more).cells]

    def test_an_exercised_waiver_covers_the_cells_it_hits_by_position(self):
        one = self.waived(waiver(conduct="interfere"))
        assert self.results(one) == ["disjoint", "disjoint"]
        assert self.results(one, exercised=(exercise("1#waiver"),)) == ["disjoint", "covers_by_position"]

    def test_a_rule_that_covers_outright_goes_before_an_exercised_waiver(self):
        one = self.waived(waiver(conduct="delete"))
        found = judged(one, rule(conduct="delete"), exercised=(exercise("1#waiver"),)).cells[1]
        assert found.result == "covers"
        assert found.waiver is None

    def test_a_free_waiver_makes_them_covered(self):
        assert self.results(self.waived(waiver("free", conduct="delete"))) == ["disjoint", "covers"]

    def test_a_free_waiver_goes_before_one_that_rests_on_a_position(self):
        one = self.waived(waiver(id="a", conduct="delete"), waiver("free", id="b", conduct="interfere"))
        found = judged(one, exercised=(exercise("1#a"),)).cells[1]
        assert (found.result, found.waiver.key) == ("covers", "t:1#b")

    def test_a_waiver_hits_a_cell_only_if_it_is_hit_in_each_named_facet(self):
        one = self.waived(waiver("free", conduct="delete", object="server"), object=["server", "vehicle"])
        hit = {c.cell.label: c.result for c in judged(one).cells}
        assert [label for label, found in hit.items() if found == "covers"] == ["conduct=delete, object=server"]

    def test_a_waiver_does_not_hit_a_cell_that_is_silent_in_a_named_facet(self):
        assert self.results(self.waived(waiver("free", conduct="delete", object="thing"))) == ["disjoint", "disjoint"]

    def test_all_the_concepts_of_the_cell_must_be_within_a_listed_one(self):
        one = duty(conduct=either("delete", "access"), waives=(waiver("free", conduct="interfere"),))
        assert self.results(one) == ["disjoint"]
        both = duty(conduct=either("delete", "access"), waives=(waiver("free", conduct=["interfere", "access"]),))
        assert self.results(both) == ["covers"]

    def test_a_cell_broader_than_the_listed_concept_is_not_hit(self):
        assert self.results(duty(conduct="interfere", waives=(waiver("free", conduct="delete"),))) == ["disjoint"]

    def test_a_waiver_can_name_a_guarantee_facet(self):
        one = duty(kind="power", power=["search", "compel"], waives=(waiver("free", power="search"),))
        assert sorted(self.results(one)) == ["covers", "disjoint"]

    def test_an_arguable_exercise_of_a_waiver_counts_only_at_the_high_end(self):
        found = judged(self.waived(waiver(conduct="delete")), exercised=(exercise("1#waiver", arguably=True),)).cells[1]
        assert (found.low, found.high, found.waiver) == (Outcome.DISJOINT, Outcome.COVERS_BY_POSITION, None)

    def test_a_waiver_that_was_not_exercised_would_cure_the_cell(self):
        found = judged(self.waived(waiver(conduct="delete"))).cells
        assert [c.curable_waiver and c.curable_waiver.key for c in found] == [None, "t:1#waiver"]

    def test_the_waiver_that_was_used_is_told_and_of_two_the_first_by_name(self):
        one = self.waived(waiver(id="b", conduct="delete"), waiver(id="a", conduct="interfere"))
        both = (exercise("1#a"), exercise("1#b"))
        assert [c.waiver and c.waiver.key for c in judged(one, exercised=both).cells] == [None, "t:1#a"]
        assert judged(one, exercised=both[1:]).cells[1].waiver.key == "t:1#b"

    def test_a_waiver_is_not_used_where_a_rule_does_as_much(self):
        one = duty(conduct="access", object="thing", allows=(limit_to("object"),), waives=(waiver(conduct="access"),))
        lodged = (exercise("1#limit"), exercise("1#waiver"))
        found = cell(one, rule(conduct="access", object="server"), exercised=lodged)
        assert (found.result, found.waiver) == ("covers_by_position", None)

    def test_what_is_covered_by_position_needs_no_cure(self):
        one = duty(conduct="access", object="thing", allows=(limit_to("object"),), waives=(waiver(conduct="access"),))
        found = cell(one, rule(conduct="access", object="server"), exercised=(exercise("1#limit"),))
        assert (found.result, found.curable_waiver) == ("covers_by_position", None)

    @pytest.mark.parametrize("how", ["free", "reservation"])
    def test_it_takes_a_cell_further_than_rules_reach_at_each_end(self, how):
        one = self.waived(waiver(how, conduct="delete"))
        made = catalogue(one, exercised=(exercise("1#waiver", arguably=True),))
        (full,), judge = made.duties_of("t"), Judge.on(made, DAY, None)
        access, delete = cells_of(full)
        reached = Ends(Outcome.DISJOINT, Outcome.NARROW, Outcome.NARROW, Outcome.COVERS)
        assert judge.ends(full, access, reached) == reached
        lodged = Ends(Outcome.DISJOINT, Outcome.NARROW, Outcome.COVERS_BY_POSITION, Outcome.COVERS)
        assert judge.ends(full, delete, reached) == (Ends.all(Outcome.COVERS) if how == "free" else lodged)
        assert judge.ends(full, delete, Ends.all(Outcome.DISJOINT)) == judge.cell(full, delete).ends

    def test_without_one_a_cell_stands_as_far_as_rules_reach(self):
        made = catalogue(BOTH)
        (full,), reached = made.duties_of("t"), Ends.all(Outcome.NARROW)
        assert Judge.on(made, DAY, None).ends(full, cells_of(full)[0], reached) is reached

    def test_a_covered_cell_needs_no_cure(self):
        found = judged(self.waived(waiver(conduct="delete")), rule(conduct="delete")).cells
        assert found[1].curable_waiver is None


class TestJudgeOfAnotherDay:
    """The same judge with other rules in force: what is known of rules stays, what was judged does not."""

    def test_it_judges_by_the_rules_that_are_in_force_then(self):
        survey = Survey(date=date(2019, 1, 1), acts=("act",), start=date(2010, 1, 1))
        late = duty("2", conduct="access").model_copy(update={"survey": survey})
        made = catalogue([article(duty("1", follows=("2",))), article(late, number="2")], rule("1", conduct="access"))
        masks = masks_for(made, made.instrument("t"))
        covered = Judge.on(made, date(2009, 12, 31), None, made.rules, masks, {"offence": 1})
        before = [covered.article(made, "t", a).status for a in made.articles("t")]
        early = covered.with_law(date(2009, 12, 31), {"offence": 0})
        late = early.with_law(date(2010, 1, 1), {})
        found = [[judge.article(made, "t", a).status for a in made.articles("t")] for judge in (early, late)]
        assert (before, found) == (["met", "met"], [["not_assessed"] * 2, ["unmet"] * 2])
        assert (late.day, late.coverage.masks) == (date(2010, 1, 1), masks)
        assert late.coverage._conditions is covered.coverage._conditions


class TestDuty:
    def test_all_cells_covered_is_met(self):
        assert ends(judged(BOTH, rule(conduct=["access", "delete"]))) == ("met", "met", "met")

    def test_different_rules_can_cover_different_cells(self):
        assert judged(BOTH, [COVERS, rule("2", conduct="interfere")]).status == "met"

    def test_all_covered_some_by_position_is_met_with_reservation(self):
        one = duty(conduct=["access", "delete"], waives=(waiver(conduct="delete"),))
        assert judged(one, COVERS, exercised=(exercise("1#waiver"),)).status == "met_with_reservation"

    def test_none_covered_and_none_narrow_is_unmet(self):
        assert judged(BOTH, rule(conduct="alter")).status == "unmet"

    def test_one_covered_and_one_not_is_partial(self):
        assert judged(BOTH, COVERS).status == "partial"

    def test_one_narrow_and_the_rest_disjoint_is_partial(self):
        assert judged(BOTH, NARROW).status == "partial"

    def test_one_by_position_and_one_open_is_partial(self):
        one = duty(conduct=["access", "delete"], waives=(waiver(conduct="delete"),))
        assert judged(one, exercised=(exercise("1#waiver"),)).status == "partial"

    def test_ends_that_differ_are_unclear_and_both_are_shown(self):
        assert ends(judged(ACCESS, ARGUABLE)) == ("unclear", "unmet", "met")

    def test_ends_that_agree_are_the_status_even_with_open_points(self):
        one = duty(conduct=["access", "alter", "delete"])
        rules = [rule("1", conduct="alter"), rule("2", conduct=given("alter", arguably="access"))]
        assert ends(judged(one, rules)) == ("partial", "partial", "partial")

    def test_a_reading_settles_named_points_first(self):
        won, lost = reading(accepts=("act:arguable#conduct",)), reading(rejects=("act:arguable#conduct",))
        assert ends(judged(ACCESS, ARGUABLE, read=won)) == ("met", "met", "met")
        assert ends(judged(ACCESS, ARGUABLE, read=lost)) == ("unmet", "unmet", "unmet")

    def test_met_or_met_with_reservation_is_unclear(self):
        one = duty(conduct="access", object="thing", allows=(limit_to("object"),))
        limited = rule(conduct="access", object="server")
        found = ends(judged(one, [limited, ARGUABLE], exercised=(exercise("1#limit"),)))
        assert found == (
            "unclear",
            "met_with_reservation",
            "met",
        )

    @pytest.mark.parametrize("force", ["may", "limit", "definition", "statement"])
    def test_force_that_asks_for_nothing_is_no_duty(self, force):
        assert ends(judged(duty(conduct="access", force=force), COVERS)) == ("no_duty", "no_duty", "no_duty")

    @pytest.mark.parametrize("force", ["consider", "endeavour"])
    def test_consider_and_endeavour_are_judged_and_not_binding(self, force):
        found = judged(duty(conduct="access", force=force))
        assert (found.status, found.binding) == ("unmet", False)
        assert judged(duty(conduct="access", force=force), COVERS).status == "met"
        assert judged(ACCESS).binding

    def test_the_outcomes_of_no_cell_are_met(self):
        assert combine_cells([]) == "met"


class TestSurvey:
    UNSURVEYED = duty(conduct="access", surveyed=False)

    def test_absence_needs_a_survey(self):
        assert ends(judged(self.UNSURVEYED)) == ("not_assessed", "unmet", "unmet")
        assert judged(self.UNSURVEYED, NARROW).status == "not_assessed"
        assert judged(ACCESS).status == "unmet"

    def test_presence_needs_none(self):
        assert judged(self.UNSURVEYED, COVERS).status == "met"

    def test_an_arguable_presence_is_below_met_at_the_low_end(self):
        assert ends(judged(self.UNSURVEYED, ARGUABLE)) == ("not_assessed", "unmet", "met")

    def test_met_with_reservation_is_below_met(self):
        one = duty(conduct="access", surveyed=False, waives=(waiver(conduct="access"),))
        assert judged(one, exercised=(exercise("1#waiver"),)).status == "not_assessed"

    def test_a_duty_that_is_no_duty_needs_no_survey(self):
        assert judged(duty(conduct="access", force="may", surveyed=False)).status == "no_duty"

    def test_a_non_binding_duty_without_a_survey_is_not_assessed(self):
        assert judged(duty(conduct="access", force="consider", surveyed=False)).status == "not_assessed"


MET = duty("met", conduct="access")
UNMET = duty("unmet", conduct="alter")
PARTIAL = duty("partial", conduct=["access", "alter"])
RESERVED = duty("reserved", conduct="alter", waives=(waiver(conduct="alter"),))
UNASSESSED = duty("unassessed", conduct="alter", surveyed=False)
WISH = duty("wish", conduct="alter", force="endeavour")
UNASSESSED_WISH = duty("wish", conduct="alter", force="consider", surveyed=False)
NONE = duty("none", conduct="alter", force="may")
LAW = (COVERS,)
LODGED = (exercise("reserved#waiver"),)


class TestArticle:
    # Nothing but an arguable waiver answers it: it runs from unmet to met with reservation.
    POSSIBLE = duty("possible", conduct="alter", waives=(waiver(conduct="alter"),))

    @pytest.mark.parametrize(
        ("duties", "expected"),
        [
            ([MET, MET], ("met", "met", "met")),
            ([MET, RESERVED], ("met_with_reservation",) * 3),
            ([RESERVED], ("met_with_reservation",) * 3),
            ([UNMET, UNMET], ("unmet", "unmet", "unmet")),
            ([MET, UNMET], ("partial", "partial", "partial")),
            ([RESERVED, UNMET], ("partial", "partial", "partial")),
            ([PARTIAL], ("partial", "partial", "partial")),
            ([PARTIAL, MET], ("partial", "partial", "partial")),
            ([UNASSESSED], ("not_assessed", "unmet", "met")),
            ([UNASSESSED, MET], ("not_assessed", "partial", "met")),
            ([UNASSESSED, UNMET], ("not_assessed", "unmet", "partial")),
            ([UNASSESSED, PARTIAL], ("partial", "partial", "partial")),
            ([UNASSESSED, MET, UNMET], ("partial", "partial", "partial")),
            ([UNASSESSED, RESERVED], ("not_assessed", "partial", "met_with_reservation")),
            ([NONE], ("no_duty", "no_duty", "no_duty")),
            ([NONE, MET], ("met", "met", "met")),
            ([WISH], ("no_duty", "no_duty", "no_duty")),
            ([WISH, MET], ("met", "met", "met")),
            ([UNASSESSED_WISH, MET], ("met", "met", "met")),
            ([], ("no_duty", "no_duty", "no_duty")),
            ([NONE, duty("said", force="statement")], ("no_duty", "no_duty", "no_duty")),
        ],
    )
    def test_an_article_combines_its_binding_duties(self, duties, expected):
        named = [d.model_copy(update={"id": f"{d.id}-{n}"}) if d.id != "reserved" else d for n, d in enumerate(duties)]
        assert ends(assessed([article(*named)], LAW, exercised=LODGED)["1"]) == expected

    def test_ends_that_differ_are_unclear_when_all_are_assessed(self):
        lodged = (exercise("possible#waiver", arguably=True),)
        assert ends(assessed([self.POSSIBLE], LAW, exercised=lodged)["1"]) == (
            "unclear",
            "unmet",
            "met_with_reservation",
        )
        assert ends(assessed([self.POSSIBLE, MET], LAW, exercised=lodged)["1"]) == (
            "unclear",
            "partial",
            "met_with_reservation",
        )

    def test_ends_that_agree_settle_the_article_whatever_is_unclear_in_it(self):
        lodged = (exercise("possible#waiver", arguably=True),)
        assert assessed([self.POSSIBLE, PARTIAL], LAW, exercised=lodged)["1"].status == "partial"

    def test_an_unclear_and_an_unassessed_duty_make_an_article_not_assessed(self):
        lodged = (exercise("possible#waiver", arguably=True),)
        assert assessed([self.POSSIBLE, UNASSESSED], LAW, exercised=lodged)["1"].status == "not_assessed"

    def test_an_unassessed_duty_may_turn_out_anything_whatever_was_found(self):
        """An unsurveyed duty that looks partial stands for [unmet, met] all the same."""
        looks_partial = duty("looks-partial", conduct=["access", "alter"], surveyed=False)
        assert ends(assessed([looks_partial, MET], LAW)["1"]) == ("not_assessed", "partial", "met")

    def test_the_ends_of_no_duty_are_met(self):
        assert combine_duties([]) == "met"


class TestAssessment:
    def test_it_keeps_the_rules_of_every_interval_that_it_was_held_against(self):
        rules = [rule("1", conduct="access", end="2010-01-01"), rule("2", conduct="access", start="2010-01-01")]
        found = assessed(MET, rules)
        assert [e.rule.id for e in found.rules] == ["1", "2"]
        assert [e.rule.id for e in found.rules_in_force(date(2009, 12, 31))] == ["1"]
        assert [e.rule.id for e in found.rules_in_force(date(2010, 1, 1))] == ["2"]

    def test_articles_and_duties_come_in_the_order_of_their_numbers(self):
        found = assessed(
            [article(duty("10", conduct="access"), number="10"), article(duty("2", conduct="access"), number="2")]
        )
        assert [a.article.article for a in found.articles] == ["2", "10"]
        assert [d.id for d in found.duties] == ["t:2", "t:10"]

    def test_counts_count_articles_under_every_status(self):
        found = assessed([article(MET, UNMET, number="1"), article(NONE, WISH, number="2")], LAW)
        assert tuple(found.counts) == STATUSES
        assert {s: n for s, n in found.counts.items() if n} == {"partial": 1, "no_duty": 1}

    def test_articles_and_duties_are_found_by_number(self):
        found = assessed([duty("16(2)", conduct="access")], LAW)
        assert found["1"].status == "met"
        assert found.duty("16(2)") is found.duty("t:16(2)") is found.duties[0]

    def test_unknown_numbers_are_errors_that_name_the_nearest(self):
        found = assessed([duty("16(2)", conduct="access")])
        with pytest.raises(UnknownIdError, match=r"unknown duty '16\(3\)'; did you mean '16\(2\)'\?"):
            found.duty("16(3)")
        with pytest.raises(UnknownIdError, match="unknown article or duty '2'"):
            found["2"]

    def test_an_instrument_binds_from_its_date_on(self):
        assert not assessed(MET).binding
        days = ["2019-12-31", "2020-01-01"]
        assert [assessed(MET, binding_from="2020-01-01", on=day).binding for day in days] == [False, True]

    def test_whether_an_instrument_binds_changes_no_status(self):
        assert judged(MET, LAW, binding_from="2030-01-01").status == "met"

    def test_the_repr_fits_one_line(self):
        found = assessed([article(MET, UNMET)], LAW)
        assert repr(found) == "<Assessment Treaty v NZ law as at 2020-01-01: 1 partial>"
        assert repr(found["1"]) == "<Article 1 Article 1: partial (met met, unmet unmet)>"
        read = assessed([MET], LAW, read=reading())
        assert repr(read) == "<Assessment Treaty v NZ law as at 2020-01-01, reading r: 1 met>"

    def test_the_date_is_a_date_or_an_iso_date(self):
        made = catalogue(MET, LAW)
        assert assess(made, "t", "2020-01-01").as_at == assess(made, "t", date(2020, 1, 1)).as_at

    @pytest.mark.parametrize(
        "bad", ["2020-13-01", "1 January 2020", "20200101", "", None, 2020, datetime(2020, 1, 1, 12, tzinfo=UTC)]
    )
    def test_anything_else_is_a_usage_error(self, bad):
        with pytest.raises(UsageError, match=r"as_at: .* (is not a date|has a time zone)"):
            assess(catalogue(MET), "t", bad)

    def test_unknown_instruments_and_readings_are_errors(self):
        made = catalogue(MET, readings=(reading(id="officials"),))
        with pytest.raises(UnknownIdError, match="unknown instrument 'T'"):
            assess(made, "T", "2020-01-01")
        with pytest.raises(UnknownIdError, match="unknown reading 'official'; did you mean 'officials'"):
            assess(made, "t", "2020-01-01", "official")

    def test_rules_with_one_id_take_over_from_each_other(self):
        old = rule("1", conduct="remote-access", end="2015-01-01")
        new = rule("1", conduct="access", start="2015-01-01")
        assert [judged(ACCESS, [new, old], on=day).status for day in ("2014-12-31", "2015-01-01")] == ["partial", "met"]

    def test_an_excluded_exception_meets_the_duty_with_reservation(self):
        one = duty(conduct="access", allows=(exclude("object", "vehicle"),))
        law = rule(conduct="access", exceptions=(exception("narrows", facet="object", concepts="vehicle"),))
        assert judged(one, law, exercised=(exercise("1#exclude"),)).status == "met_with_reservation"


class TestSurveyThatBegins:
    """A survey that starts with the law of some day says nothing on older law."""

    def test_before_its_first_day_absence_is_not_assessed(self):
        one = duty(conduct="access")
        begun = one.model_copy(update={"survey": one.survey.model_copy(update={"start": date(2010, 1, 1)})})
        made = catalogue(begun)
        assert assess(made, "t", "2009-12-31").duties[0].status == "not_assessed"
        assert assess(made, "t", "2010-01-01").duties[0].status == "unmet"


class TestPreference:
    """Of two rules that fall short in as many ways, the one that comes nearest is told."""

    def test_an_exception_is_nearer_than_a_condition_of_its_own(self):
        extra = rule("a", conduct="access", purpose="dishonesty")
        excepted = rule("b", conduct="access", exceptions=(exception("narrows"),))
        assert cell(ACCESS, [extra, excepted]).best.entry.rule.id == "b"


class TestAnswersInANotebook:
    def test_articles_can_be_listed_and_looked_up(self):
        assessment = assessed(ACCESS, COVERS)
        assert [a.article.article for a in assessment] == ["1"]
        assert len(assessment) == 1
        assert "1" in assessment
        assert 1 in assessment
        assert "99" not in assessment
        assert assessment[1] is assessment["1"]

    def test_reprs_fit_a_line(self):
        assessment = assessed(ACCESS, ARGUABLE)
        assert repr(assessment.duty("1")) == "<Duty t:1: contested, unmet to met>"
        assert repr(assessment["1"]).startswith("<Article 1 ")
        assert Assessment.of(assessment)["1"]._repr_html_().startswith("<div><p><strong>Article 1: ")

    def test_an_assessment_can_be_a_key(self):
        assert len({assessed(ACCESS), assessed(ACCESS)}) == 1


class TestJudges:
    """A judge of one day, of other rules than those in force, and of another opinion."""

    RULES = (
        rule("sure", conduct="access", object="server"),
        rule("maybe", conduct="access", object=given("vehicle", arguably="thing")),
        rule("more", conduct="access", object="server", fault="negligence"),
        rule("later", conduct="access", start="2021-01-01"),
    )
    DUTIES = (
        duty("1", conduct="access", object="thing"),
        duty("2", conduct=["access", "delete"], object="thing", allows=(limit_to("object", how="free"),)),
        duty("3", force="may"),
        duty("4", kind="offence", follows=("1", "2")),
    )

    def judge(self, made, read=None, **more) -> Judge:
        return Judge.of(made, made.instrument("t"), date(2020, 1, 1), read, **more)

    def test_judged_again_in_the_same_opinion_all_is_as_it_was(self):
        made = catalogue(self.DUTIES, self.RULES)
        judge = self.judge(made)
        for full in made.duties_of("t"):
            found = judge.duty(full)
            again = judge.again(found)
            assert again == found
            assert [c.best and c.best.entry.key for c in again.cells] == [
                c.best and c.best.entry.key for c in found.cells
            ]
            assert [list(c.others) for c in again.cells] == [list(c.others) for c in found.cells]

    @pytest.mark.parametrize("verdicts", [{"accepts": ("act:maybe#object",)}, {"rejects": ("act:maybe#object",)}])
    def test_judged_again_in_another_opinion_it_is_what_that_judge_says(self, verdicts):
        made = catalogue(self.DUTIES, self.RULES)
        first, second = self.judge(made), self.judge(made, reading(**verdicts))
        statuses = []
        for full in made.duties_of("t"):
            again, anew = second.again(first.duty(full)), second.duty(full)
            assert (again.verdict, [c.ends for c in again.cells]) == (anew.verdict, [c.ends for c in anew.cells])
            assert [[f.entry.key for f in c.findings] for c in again.cells] == [
                [f.entry.key for f in c.findings] for c in anew.cells
            ]
            statuses.append(again.status)
        assert statuses[2] == "no_duty"
        assert statuses[0] == ("met" if "accepts" in verdicts else "partial")

    @pytest.mark.parametrize(
        ("one", "rules", "lodged", "point"),
        [
            (duty(conduct="access", object="thing"), RULES, (), "act:maybe#object"),
            (
                duty(conduct="access", object="thing", allows=(limit_to("object"),)),
                RULES[:1],
                (exercise("1#limit", arguably=True),),
                "t:1#limit",
            ),
            (
                duty(conduct="access", waives=(waiver(conduct="access"),)),
                (),
                (exercise("1#waiver", arguably=True),),
                "t:1#waiver",
            ),
        ],
        ids=["of a rule", "of a reservation", "of a waiver"],
    )
    def test_what_turns_on_a_point_is_judged_again(self, one, rules, lodged, point):
        made = catalogue(one, rules, exercised=lodged)
        (full,) = made.duties_of("t")
        first = self.judge(made).duty(full)
        for verdicts in ({"accepts": (point,)}, {"rejects": (point,)}):
            judge = self.judge(made, reading(**verdicts))
            assert judge.again(first).verdict == judge.duty(full).verdict != first.verdict

    def test_where_the_points_that_changed_are_known_only_what_turns_on_them_is_judged_again(self):
        made = catalogue(self.DUTIES, self.RULES)
        point = "act:maybe#object"
        judge = self.judge(made, reading(rejects=(point,)))
        for full in made.duties_of("t"):
            first, anew = self.judge(made).duty(full), judge.duty(full)
            assert judge.again(first, frozenset({point})).verdict == anew.verdict
            assert judge.again(first, frozenset({"act:another#object"})).verdict == first.verdict

    def test_it_is_then_found_with_the_rules_that_decide_alone(self):
        made = catalogue(self.DUTIES[:1], self.RULES)
        point = "act:maybe#object"
        judge, full = self.judge(made, reading(rejects=(point,))), made.duties["t:1"]
        first = self.judge(made).duty(full)
        found = [judge.again(first, changed).cells[0].findings for changed in (None, frozenset({point}))]
        assert [[f.entry.rule.id for f in each] for each in found] == [["sure", "more"], ["sure"]]

    def test_a_judge_may_be_told_how_duties_stand_that_others_follow(self):
        duties = [duty("1", follows=("2",)), duty("2", conduct="access")]
        made, other = catalogue(duties), catalogue(duties, rule(conduct="access"))
        met = self.judge(other).duty(other.duties["t:2"])
        full = made.duties["t:1"]
        assert self.judge(made).duty(full).status == "unmet"
        told = replace(met, full=made.duties["t:2"])
        assert self.judge(made).knowing({"t:2": told}).duty(full).status == "met"
        # What was said of another catalogue is not taken for this one.
        assert self.judge(made).knowing({"t:2": met}).duty(full).status == "unmet"

    def test_the_rules_of_the_day_are_taken_unless_others_are_given(self):
        made = catalogue(duty(conduct="access"), [rule("1", conduct="access"), rule("2", conduct="delete")])
        (full,) = made.duties_of("t")
        day = date(2020, 1, 1)
        assert Judge.on(made, day, None).duty(full).status == "met"
        assert Judge.on(made, day, None, made.rules[1:]).duty(full).status == "unmet"
        assert Judge.on(made, day, None, ()).duty(full).status == "unmet"

    def test_the_masks_of_all_rules_change_nothing(self):
        made = catalogue(self.DUTIES, self.RULES)
        masks = RuleMasks(made.vocabulary, made.rules)
        for full in made.duties_of("t"):
            assert self.judge(made).duty(full) == self.judge(made, masks=masks).duty(full)

    def test_cells_that_are_at_hand_are_taken(self):
        made = catalogue(self.DUTIES, self.RULES)
        full = made.duties["t:2"]
        assert len(self.judge(made).duty(full).cells) == 2
        assert [c.cell for c in self.judge(made).duty(full, cells_of(full)[:1]).cells] == [cells_of(full)[0]]

    def test_of_an_article_whose_words_were_withheld_nothing_is_said(self):
        withheld = Withholding(ground="s 6(a)", source=(SOURCE,))
        hidden = Article(article="1", heading="W", chapter="C", withheld=withheld)
        assert judge_article(hidden, ()).verdict == Verdict.none("withheld")
        assert judge_article(article(), ()).verdict == Verdict.none("no_duty")

    def test_a_mandate_is_held_against_the_text_that_answers_it(self):
        made = answered(duty(conduct="access"), duty("5(1)", conduct="access"))
        assert [e.key for e in rules_for(made, made.instrument("t"))] == ["text:5(1)"]
        assert rules_for(made, made.instrument("text")) == made.rules == ()


class TestJudgesOfOneCatalogue:
    """Judges by instrument and day, who share what depends on neither."""

    MADE = answered(duty(conduct="access"), duty("5(1)", conduct="access"))

    def test_each_says_what_a_judge_of_that_day_says(self):
        made = catalogue(duty(conduct="access"), rule(conduct="access", start="2010-01-01"))
        judges = Judges(made, None)
        (full,) = made.duties_of("t")
        days = (date(2009, 12, 31), date(2010, 1, 1))
        assert [judges.on("t", day).duty(full).status for day in days] == ["unmet", "met"]

    def test_the_reading_is_that_of_all(self):
        made = catalogue(duty(conduct="access"), rule(conduct=given("delete", arguably="access")))
        judges = Judges(made, reading(accepts=("act:1#conduct",)))
        assert judges.on("t", date(2020, 1, 1)).duty(made.duties["t:1"]).certainty == "settled"

    def test_one_of_a_day_is_made_once_and_its_masks_once_for_all_days(self):
        judges = Judges(self.MADE, None)
        first, second = (judges.on("text", date(year, 1, 1)) for year in (2015, 2016))
        assert judges.on("text", date(2015, 1, 1)) is first
        assert first.coverage.masks is second.coverage.masks

    def test_a_mandate_has_the_masks_of_the_text_that_answers_it(self):
        judges = Judges(self.MADE, None)
        day = date(2015, 1, 1)
        assert [e.key for e in judges.on("t", day).coverage.masks.rules] == ["text:5(1)"]
        assert judges.on("text", day).coverage.masks.rules == ()

    def test_an_unknown_instrument_is_an_error(self):
        with pytest.raises(UnknownIdError, match="unknown instrument 'texts'"):
            Judges(self.MADE, None).on("texts", date(2015, 1, 1))


class TestMasksOfACatalogue:
    """Which rules can reach what is worked out once for a law, whatever is asked of it."""

    MADE = catalogue(duty(conduct="access"), rule(conduct="access"), readings=(reading(),))

    def test_every_assessment_has_the_same(self):
        first = assess(self.MADE, "t", "2015-01-01")
        other = assess(self.MADE.with_reading(reading(id="s")), "t", "2016-01-01", "r")
        assert first.masks is other.masks is masks_for(self.MADE, self.MADE.instrument("t"))
        assert first.rules is first.masks.rules

    def test_cells_are_those_of_the_assessment_before(self):
        first, second = (assess(self.MADE, "t", f"{year}-01-01").duties[0].cells[0].cell for year in (2015, 2016))
        assert first is second

    def test_a_mandate_has_those_of_the_text_that_answers_it(self):
        made = answered(duty(conduct="access"), duty("5(1)", conduct="access"))
        mandate, text = (masks_for(made, made.instrument(name)) for name in ("t", "text"))
        assert [[e.key for e in masks.rules] for masks in (mandate, text)] == [["text:5(1)"], []]

    def test_another_law_has_others(self):
        other = self.MADE.with_law((), (), "none")
        assert masks_for(other, other.instrument("t")).rules == ()
