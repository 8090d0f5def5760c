"""The story of one duty: which sentences stand under which heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.builders import (
    ACT,
    assessed,
    at_least,
    duty,
    exception,
    exercise,
    given,
    limit_to,
    rule,
    waiver,
)

from gapcheck.explain.duty_story import DutyExplanation
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.law import Supports
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Survey

if TYPE_CHECKING:
    from gapcheck.faces import Assessment


def story(assessment: Assessment) -> DutyExplanation:
    """The story of the first duty."""
    return DutyExplanation(SentenceWriter(assessment), assessment.duties[0])


def told(heading: str, duties, rules=(), **more) -> list[str]:
    """The sentences under one heading about the first duty."""
    return list(dict(story(assessed(duties, rules, **more)).full())[heading])


ACCESS = {"conduct": "access"}
THING = {"conduct": "access", "object": "thing"}
SERVER = {"conduct": "access", "object": "server"}
CITED = "Made Up Act 2000, s 1"


class TestVerdict:
    @pytest.mark.parametrize(
        ("asked", "rules", "sentence"),
        [
            (ACCESS, [rule(**ACCESS)], "Met: New Zealand law meets this duty."),
            (ACCESS, [], "Unmet: no rule of New Zealand law answers this duty."),
            (
                THING,
                [rule(**SERVER)],
                "Partial: New Zealand law goes some way to meet this duty, but not all the way.",
            ),
            (
                {"conduct": ["access", "alter", "delete"]},
                [rule(**ACCESS)],
                "Partial: New Zealand law meets this duty in part.",
            ),
            (
                ACCESS,
                [rule(conduct=given("interfere", arguably="access"))],
                "Contested: whether New Zealand law meets this duty can be argued either way.",
            ),
        ],
    )
    def test_one_sentence_for_each_status(self, asked: dict[str, object], rules: list[object], sentence: str) -> None:
        assert told("Verdict", duty(**asked), rules) == [sentence]

    def test_reservations_are_counted(self) -> None:
        one = duty(**THING, allows=(limit_to("object", "server"),))
        (sentence,) = told("Verdict", one, rule(**SERVER), exercised=(exercise("1#limit"),))
        assert sentence.endswith("meets this duty, once its declarations and reservations are counted.")

    @pytest.mark.parametrize("force", ["may", "limit", "definition"])
    def test_what_asks_for_nothing_has_no_verdict(self, force: str) -> None:
        assert told("Verdict", duty(**ACCESS, force=force)) == []


class TestWhatNobodySurveyed:
    def test_it_says_so_and_claims_no_gap(self) -> None:
        one = duty(**ACCESS, surveyed=False)
        (verdict,) = told("Verdict", one)
        assert (
            verdict == "Not assessed: nobody has surveyed the statute book for this duty; a rule of the kind "
            "“criminal offence” would settle it."
        )
        assert told("What falls short", one) == ["No rule on record for 1 January 2020 covers access."]

    def test_a_survey_of_later_law_says_nothing_of_the_day(self) -> None:
        survey = Survey(date="2021-02-01", acts=(ACT,), **{"from": "2020-06-01"})
        one = duty(**ACCESS).model_copy(update={"survey": survey})
        (verdict,) = told("Verdict", one)
        assert "the law of 1 January 2020 (the survey of 1 February 2021 begins with that of 1 June 2020)" in verdict
        assert told("What falls short", one) == ["No rule on record for 1 January 2020 covers access."]
        after = told("What falls short", one, on="2020-06-01")
        assert after == [
            "No rule in force on 1 June 2020 covers access.",
            "Surveyed on 1 February 2021: Made Up Act 2000.",
        ]


class TestWhatFallsShort:
    def test_other_rules_are_named_once_and_not_the_one_told_already(self) -> None:
        rules = [rule("1", **SERVER), rule("2", conduct="access", object="server", purpose="fraud")]
        sentences = told("What falls short", duty(**THING), rules)
        assert "Other rules that reach parts of this duty, but fall short of it: Made Up Act 2000, s 2." in sentences

    def test_a_rule_that_is_best_for_one_part_is_no_other_rule(self) -> None:
        one = duty(conduct=["access", "delete"], object="thing")
        first = rule("1", conduct=["access", "delete"], object="server", purpose="fraud")
        sentences = told("What falls short", one, [first, rule("2", **SERVER)])
        assert not [s for s in sentences if s.startswith("Other rules")]

    def test_nothing_falls_short_of_what_is_covered(self) -> None:
        assert told("What falls short", duty(**ACCESS), rule(**ACCESS)) == []


class TestDoubts:
    def test_the_provision_that_gives_is_named_not_the_one_that_receives(self) -> None:
        one = duty(kind="power", power="compel", secrecy="confidential")
        supports = Supports(kinds=("power",))
        receiver = rule("1", kind="power", gives={"power": "compel"})
        giver = rule("2", kind="sanction", gives={"secrecy": given(arguably="confidential")}, supports=supports)
        (sentence,) = told("Doubts", one, [receiver, giver])
        assert (
            sentence == "Whether section 2 of the Made Up Act 2000 provides for confidential can be argued either way."
        )

    def test_so_it_is_for_rules_of_another_day(self) -> None:
        one = duty(kind="power", power="compel", secrecy="confidential")
        later = {"start": "2021-01-01"}
        receiver = rule("1", kind="power", gives={"power": "compel"}, **later)
        gives = {"secrecy": given(arguably="confidential")}
        giver = rule("2", kind="sanction", gives=gives, supports=Supports(kinds=("power",)), **later)
        sentences = told("Not yet in force", one, [receiver, giver])
        assert sentences[1] == (
            "Even then, whether section 2 of the Made Up Act 2000 provides for confidential can be argued either way."
        )


class TestOtherDays:
    def test_a_rule_of_a_later_day(self) -> None:
        (sentence,) = told("Not yet in force", duty(**ACCESS), rule(**ACCESS, start="2021-01-01"))
        start = f"{CITED}, in force from 1 January 2021"
        assert sentence == f"{start}, was not yet in force on 1 January 2020: it would cover this duty."

    def test_what_has_to_come_with_it_is_named(self) -> None:
        one = duty(kind="power", power="compel", secrecy="confidential")
        later = {"start": "2021-01-01"}
        receiver = rule("1", kind="power", gives={"power": "compel"}, **later)
        giver = rule(
            "2", kind="sanction", gives={"secrecy": "confidential"}, supports=Supports(kinds=("power",)), **later
        )
        sentences = told("Not yet in force", one, [receiver, giver])
        assert sentences[0].endswith("it, together with Made Up Act 2000, s 2, would cover this duty.")

    def test_what_is_in_force_already_is_not(self) -> None:
        one = duty(kind="power", power="compel", secrecy="confidential")
        receiver = rule("1", kind="power", gives={"power": "compel"}, start="2021-01-01")
        giver = rule("2", kind="sanction", gives={"secrecy": "confidential"}, supports=Supports(kinds=("power",)))
        (sentence,) = told("Not yet in force", one, [receiver, giver])
        assert sentence.endswith("it would cover this duty.")

    def test_a_guarantee_that_comes_later_works_through_its_receiver(self) -> None:
        one = duty(kind="power", power="compel", secrecy="confidential")
        receiver = rule("1", kind="power", gives={"power": "compel"})
        supports = Supports(kinds=("power",))
        giver = rule("2", kind="sanction", gives={"secrecy": "confidential"}, supports=supports, start="2021-01-01")
        (sentence,) = told("Not yet in force", one, [receiver, giver])
        assert sentence.endswith(f"it, through {CITED}, would cover this duty.")

    def test_a_rule_that_has_gone_and_came_closer(self) -> None:
        rules = [rule("1", conduct="access", object="server", purpose="fraud"), rule("2", **SERVER, end="2010-01-01")]
        (sentence,) = told("No longer in force", duty(**THING), rules)
        assert sentence.endswith("was no longer in force on 1 January 2020: it came closer to covering this duty.")

    def test_a_rule_enacted_again_the_same_day_is_not_said_to_have_gone(self) -> None:
        rules = [rule("1", **ACCESS, end="2010-01-01"), rule("1", **ACCESS, start="2010-01-01")]
        assert told("No longer in force", duty(**ACCESS), rules) == []


class TestAnotherFormOfTheSameSection:
    """``model:5(1)`` and ``model:8`` of the small catalogue rest on provisions that changed under one id."""

    def test_not_yet(self, small) -> None:
        sentences = dict(story_of(small, "2014-01-01", "5(1)").full())["Not yet in force"]
        form = "Search Act 2008, s 20(1), in the form in force from 1 July 2016 (Search Amendment Act 2016, s 4)"
        assert list(sentences) == [f"{form}, was not yet in force on 1 January 2014: it would cover this duty."]

    def test_no_longer(self, small) -> None:
        (sentence,) = dict(story_of(small, "2019-01-01", "8").full())["No longer in force"]
        form = "in the form in place from 1 January 2011 until 1 January 2018"
        assert sentence.startswith(
            f"Contact point of the New Zealand Police, {form}, was no longer in place on 1 January 2019"
        )

    def test_a_section_that_is_not_in_force_in_any_form(self, small) -> None:
        (first, *_) = dict(story_of(small, "2012-07-01", "5(1)").full())["Not yet in force"]
        assert "in the form" not in first


def story_of(small, day: str, name: str) -> DutyExplanation:
    assessment = small.assess("model", day)
    return DutyExplanation(SentenceWriter(assessment), assessment.duty(name))


class TestPositions:
    def test_a_free_limit_needs_no_declaration(self) -> None:
        one = duty(**THING, allows=(limit_to("object", "server", how="free"),))
        assert told("Declarations and reservations", one, rule(**SERVER)) == [
            "Article 40 allows a limit to server without any declaration.",
        ]
        (reached,) = told("What reaches it", one, rule(**SERVER))
        assert reached.endswith("covers this duty, as limited by the treaty or by New Zealand.")

    def test_an_exercised_waiver(self) -> None:
        one = duty(conduct=["access", "delete"], waives=(waiver(conduct="delete"),))
        (sentence,) = told("Declarations and reservations", one, rule(**ACCESS), exercised=(exercise("1#waiver"),))
        lodged = "New Zealand's reservation under article 6(3) of 1 January 2010: Lodged."
        assert sentence == f"Leaving out delete rests on {lodged}"

    def test_one_that_nobody_exercised_would_take_all_that_is_short(self) -> None:
        one = duty(conduct=["access", "delete"], waives=(waiver(conduct="delete"),))
        (sentence,) = told("Declarations and reservations", one, rule(**ACCESS))
        assert sentence == (
            "Article 6(3) would allow this by reservation; none made by New Zealand by 1 January 2020 is on record."
        )


class TestWhatReachesIt:
    def test_a_bound_met_by_another_rule_names_both(self) -> None:
        one = duty(kind="power", power="compel", also=(at_least(90, "day"),))
        receiver = rule("1", kind="power", gives={"power": "compel"})
        gives = {"period": Quantity(amount=90, unit="day")}
        (sentence,) = told(
            "What reaches it", one, [receiver, rule("2", kind="sanction", gives=gives, supports=Supports(acts=(ACT,)))]
        )
        assert (
            sentence
            == f"{CITED}, in force since 1 January 2000, together with Made Up Act 2000, s 2, covers this duty."
        )

    def test_an_exception_that_takes_nothing_is_a_remark(self) -> None:
        other = rule(**ACCESS, exceptions=(exception("none", "9"),))
        assert told("What falls short", duty(**ACCESS), other) == []
        assert told("Remarks", duty(**ACCESS), other) == [
            f"{CITED}: an exception (Except, in s 9) takes nothing from the duty. The treaty leaves it out too."
        ]


def test_every_duty_of_every_status_has_a_story(small) -> None:
    for day in ("0001-01-01", "2003-01-01", "2014-01-01", "9999-12-31"):
        assessment = small.assess("model", day)
        for judged in assessment.duties:
            sentences = [s for _, found in DutyExplanation(SentenceWriter(assessment), judged).full() for s in found]
            assert all(s[0].isupper() and s.endswith((".", "!", "?")) and "  " not in s for s in sentences)
