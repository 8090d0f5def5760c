"""What a verdict turns on: the questions that move it, and the least set of them that it depends on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.builders import article, catalogue, duty, exercise, given, limit_to, rule, waiver
from support.questions import asked, question

from gapcheck.engine.assessment import assess
from gapcheck.engine.results import InstrumentResult
from gapcheck.engine.sensitivity import Sensitivity, points_of
from gapcheck.model.question import Question, SignedQuestion

ACCESS, DELETE = duty("1", conduct="access"), duty("2", conduct="delete")
RULES = [
    rule("a", conduct=given("alter", arguably="access")),
    rule("b", conduct=given("alter", arguably="delete")),
]
A, B = "act:a#conduct", "act:b#conduct"
ONE = [article(ACCESS, number="1"), article(DELETE, number="2")]


def result(
    *questions: Question, duties: object = ONE, rules: object = tuple(RULES), **more: object
) -> InstrumentResult:
    return assess(asked(catalogue(duties, list(rules), **more), *questions), "t", "2015-01-01")


def ids(questions: object) -> list[str]:
    return [q.id for q in questions]


class TestQuestions:
    def test_an_article_that_turns_on_a_question_is_named(self) -> None:
        (found,) = Sensitivity(result(question("q", A))).questions
        assert (found.question.id, found.articles, found.duties, found.bears_on) == ("q", ("1",), ("t:1",), ("t:1",))

    def test_those_that_turn_most_articles_come_first(self) -> None:
        both = rule("c", conduct=given("alter", arguably=("access", "delete")))
        found = Sensitivity(result(question("z", "act:c#conduct"), rules=[both])).questions
        assert [(f.question.id, f.articles) for f in found] == [("z", ("1", "2"))]
        ordered = Sensitivity(result(question("b", B), question("a", A, view="open"))).questions
        assert [f.question.id for f in ordered] == ["a", "b"]

    def test_a_question_that_another_makes_idle_turns_nothing_but_bears_on_an_end(self) -> None:
        rules = [*RULES, rule("c", conduct=given("alter", arguably="access"))]
        found = Sensitivity(result(question("one", A), question("two", "act:c#conduct"), rules=rules)).questions
        assert {f.question.id: (f.articles, f.bears_on) for f in found} == {
            "one": ((), ("t:1",)),
            "two": ((), ("t:1",)),
        }

    def test_a_question_whose_points_no_rule_brings_is_not_met(self) -> None:
        rules = [*RULES, rule("covers", conduct="access")]
        assert Sensitivity(result(question("q", A), rules=rules)).questions == ()

    def test_what_was_arguably_lodged_is_a_point(self) -> None:
        one = duty(conduct="access", object="thing", allows=(limit_to("object"),))
        limited = [rule(conduct="access", object="server")]
        found = result(
            question("q", "t:1#limit"),
            duties=one,
            rules=limited,
            exercised=(exercise("1#limit", arguably=True),),
        )
        assert points_of(found.duties[0], found) == ("t:1#limit",)
        assert ids(Sensitivity(found).of_article(found.articles[0])) == ["q"]

    def test_a_question_that_moves_no_end_can_move_the_verdict(self) -> None:
        one = duty(conduct="access", object="server")
        both = rule("a", conduct=given("alter", arguably="access"), object=given("vehicle", arguably="server"))
        other = rule("b", conduct=given("alter", arguably="access"), object="server")
        questions = [question("one", A), question("two", "act:a#object"), question("three", B, view="fails")]
        found = result(*questions, duties=one, rules=[both, other])
        assert (found.duties[0].low, found.duties[0].status, found.duties[0].high) == ("unmet", "met", "met")
        assert ids(Sensitivity(found).of_duty(found.duties[0])) == ["one", "three", "two"]
        assert {f.question.id: f.duties for f in Sensitivity(found).questions} == {
            "one": ("t:1",),
            "two": ("t:1",),
            "three": (),
        }

    def test_one_that_touches_a_duty_and_moves_nothing_does_not_bear_on_it(self) -> None:
        one = duty(conduct="access", object="thing")
        rules = [
            rule("sure", conduct="access", object="server"),
            rule("a", conduct=given("alter", arguably="access")),
            rule("b", conduct=given("alter", arguably="access"), object="server"),
        ]
        found = result(question("one", A), question("two", B), duties=one, rules=rules)
        assert ids(Sensitivity(found).of_duty(found.duties[0])) == ["one"]

    def test_of_two_that_are_both_needed_and_both_fail_each_bears_on_the_high_end(self) -> None:
        one = duty(conduct="access", object="server")
        both = rule("a", conduct=given("alter", arguably="access"), object=given("vehicle", arguably="server"))
        questions = [question("one", A, view="fails"), question("two", "act:a#object", view="fails")]
        found = result(*questions, duties=one, rules=[both])
        assert ids(Sensitivity(found).of_duty(found.duties[0])) == ["one", "two"]
        assert [f.duties for f in Sensitivity(found).questions] == [(), ()]

    def test_of_two_that_are_open_each_can_move_the_verdict_one_way(self) -> None:
        one = duty(conduct="access", object="server")
        both = rule("a", conduct=given("alter", arguably="access"), object=given("vehicle", arguably="server"))
        other = rule("b", conduct=given("alter", arguably="access"), object="server")
        views = {A: "open", "act:a#object": "open", B: "fails"}
        questions = [question(f"q{n}", point, view=view) for n, (point, view) in enumerate(views.items())]
        found = result(*questions, duties=one, rules=[both, other])
        assert found.duties[0].status == "unclear"
        assert {"q0", "q1"} <= set(ids(Sensitivity(found).of_duty(found.duties[0])))

    def test_they_come_by_what_they_turn_then_by_what_they_bear_on_then_by_name(self) -> None:
        def order(duties: object, rules: object, **points: str) -> list[str]:
            found = result(*(question(id, point) for id, point in points.items()), duties=duties, rules=rules)
            return [f.question.id for f in Sensitivity(found).questions]

        assert order(ONE, RULES, b=A, a=B) == ["a", "b"]
        alter = duty("3", conduct="alter")
        rules = [
            rule("both", conduct=given("remote-access", arguably=("access", "delete"))),
            rule("one", conduct=given("remote-access", arguably="alter")),
        ]
        apart = [article(d, number=d.id) for d in (alter, ACCESS, DELETE)]
        assert order(apart, rules, z="act:both#conduct", a="act:one#conduct") == ["z", "a"]
        together = [article(alter, number="1"), article(ACCESS, DELETE, number="2")]
        assert order(together, rules, z="act:both#conduct", a="act:one#conduct") == ["z", "a"]

    def test_to_turn_more_articles_goes_before_bearing_on_more_duties(self) -> None:
        one = [duty(f"1({n})", conduct="access", object=o) for n, o in enumerate(("server", "vehicle", "machine"), 1)]
        others = [article(duty(n, conduct="delete"), number=n) for n in ("2", "3")]
        found = Sensitivity(result(question("a", A), question("z", B), duties=[article(*one), *others])).questions
        assert [(f.question.id, f.articles, len(f.bears_on)) for f in found] == [("z", ("2", "3"), 2), ("a", ("1",), 3)]

    def test_articles_and_duties_come_by_number(self) -> None:
        duties = [
            article(duty(n, conduct=c), number=n) for n, c in (("10", "access"), ("9", "access"), ("2", "access"))
        ]
        (found,) = Sensitivity(result(question("q", A), duties=duties)).questions
        assert (found.articles, found.duties) == (("2", "9", "10"), ("t:2", "t:9", "t:10"))

    def test_an_article_turns_if_one_of_its_duties_does(self) -> None:
        alter = duty("3", conduct="alter")
        rules = [*RULES, rule("c", conduct="alter")]
        (found,) = Sensitivity(result(question("q", A), duties=[ACCESS, alter], rules=rules)).questions
        assert (found.articles, found.bears_on) == (("1",), ("t:1",))

    def test_what_follows_a_duty_turns_as_that_does(self) -> None:
        duties = [article(duty("3", follows=("1",)), number="3"), article(ACCESS, number="1")]
        found = result(question("q", A), duties=duties)
        (turned,) = Sensitivity(found).questions
        assert (turned.articles, turned.duties) == (("1", "3"), ("t:1", "t:3"))
        assert [ids(Sensitivity(found).least(one)) for one in found.articles] == [["q"], ["q"]]

    def test_a_duty_turns_on_what_it_does_in_this_assessment_whichever_result_asks(self) -> None:
        found, settled = Sensitivity(result(question("q", A))), result(rules=[rule("all", conduct="access")])
        assert settled.duties[0].verdict.ends.settled
        assert ids(found.of_duty(settled.duties[0])) == ["q"]
        other = result(duties=[article(duty("9", conduct="access"), number="9")])
        assert ids(found.of_duty(other.duties[0])) == []

    def test_an_article_turns_on_what_its_binding_duties_do_by_name(self) -> None:
        wish = duty("3", conduct="access", force="consider")
        found = result(question("q", A), duties=[article(DELETE, wish, number="1")])
        assert ids(Sensitivity(found).of_article(found.articles[0])) == []
        assert ids(Sensitivity(found).of_duty(found.duty("3"))) == ["q"]
        found = result(question("b", A), question("a", B), duties=[article(ACCESS, DELETE)])
        assert ids(Sensitivity(found).of_article(found.articles[0])) == ["a", "b"]


class TestPoints:
    LIMITED = duty(conduct="access", object="thing", allows=(limit_to("object"),), waives=(waiver(conduct="access"),))

    def points(self, *exercised: object) -> tuple[str, ...]:
        rules = [rule(n, conduct=given("alter", arguably="access"), object="server") for n in ("b", "a", "d", "c")]
        found = result(duties=self.LIMITED, rules=rules, exercised=exercised)
        return points_of(found.duties[0], found)

    def test_of_rules_come_by_name(self) -> None:
        assert self.points() == tuple(f"act:{n}#conduct" for n in "abcd")

    def test_of_a_rule_that_falls_short_in_more_than_the_best_bear_on_nothing(self) -> None:
        near = rule("near", conduct="access", object="server")
        maybe = {"conduct": given("alter", arguably="access"), "object": "server"}
        one = duty(conduct="access", object="thing")
        for more, points in (({}, ("act:far#conduct",)), ({"purpose": "fraud"}, ())):
            found = result(duties=one, rules=[near, rule("far", **maybe, **more)])
            assert points_of(found.duties[0], found) == points

    def test_of_what_was_lodged_are_those_that_are_arguable_and_of_the_duty(self) -> None:
        assert self.points(exercise("1#limit", arguably=True))[-1] == "t:1#limit"
        assert self.points(exercise("1#waiver", arguably=True))[-1] == "t:1#waiver"
        assert self.points(exercise("1#limit"), exercise("2#limit", arguably=True)) == self.points()


class TestInWords:
    def told(self, **more: str) -> str:
        found = result(question("q", A, **more))
        return Sensitivity(found).in_words(found.articles[0])

    def test_a_verdict_says_how_sure_it_is(self) -> None:
        assert self.told() == "Likely met"
        assert self.told(nature="evidence") == "Likely met, to be confirmed"
        assert self.told(view="open") == "Contested"

    def test_what_a_review_has_signed_need_not_be_confirmed(self) -> None:
        ours = question("q", A, nature="evidence")
        signed = SignedQuestion.of(ours, "holds", "An agency", date(2014, 1, 1), None)
        found = result(ours)
        catalogue_ = found.catalogue.with_answers([signed])
        again = assess(catalogue_, "t", "2015-01-01")
        assert Sensitivity(again).in_words(again.articles[0]) == "Likely met"


class TestLeast:
    def test_nothing_where_it_is_settled(self) -> None:
        found = result(question("q", A), rules=[rule("a", conduct="access")])
        assert Sensitivity(found).least(found.articles[0]) == ()

    def test_nothing_where_the_view_does_not_decide(self) -> None:
        found = result(question("q", A, view="open"))
        assert Sensitivity(found).least(found.articles[0]) == ()

    def test_every_question_that_is_needed(self) -> None:
        found = result(question("a", A), question("b", B), duties=[ACCESS, DELETE])
        assert ids(Sensitivity(found).least(found.articles[0])) == ["a", "b"]

    def test_what_is_settled_in_an_article_asks_for_none(self) -> None:
        rules = [*RULES, rule("c", conduct="alter")]
        found = result(question("q", A), duties=[ACCESS, duty("3", conduct="alter")], rules=rules)
        assert ids(Sensitivity(found).least(found.articles[0])) == ["q"]

    def test_of_a_duty_as_of_an_article(self) -> None:
        found = result(question("b", A), question("a", B), duties=[ACCESS, DELETE])
        assert [ids(Sensitivity(found).least(d)) for d in found.duties] == [["b"], ["a"]]
        assert ids(Sensitivity(found).least(found.articles[0])) == ["a", "b"]

    @pytest.mark.parametrize(
        ("one", "other"),
        [({"weight": "edge"}, {"weight": "core"}), ({"strength": "fair"}, {"strength": "strong"})],
    )
    def test_of_two_that_each_suffice_the_one_that_a_lawyer_would_name(self, one: Any, other: Any) -> None:
        rules = [*RULES, rule("c", conduct=given("alter", arguably="access"))]
        found = result(question("one", A, **one), question("two", "act:c#conduct", **other), rules=rules)
        assert ids(Sensitivity(found).least(found.articles[0])) == ["two"]

    def test_three_that_suffice_go_before_four_of_which_none_can_be_left_out(self) -> None:
        cells = [(conduct, thing) for conduct in ("access", "delete") for thing in ("machine", "server")]
        rules = [
            rule(f"r{n}", conduct=conduct, object=given("vehicle", arguably=thing))
            for n, (conduct, thing) in enumerate([*cells, *cells[:2]])
        ]
        points = {"a": ("act:r0#object", "act:r1#object"), "d": ("act:r2#object",), "e": ("act:r3#object",)}
        points |= {"b": ("act:r4#object",), "c": ("act:r5#object",)}
        questions = [question(id, *those) for id, those in points.items()]
        one = duty(conduct=["access", "delete"], object=["machine", "server"])
        found = result(*questions, duties=one, rules=rules)
        assert ids(Sensitivity(found).least(found.articles[0])) == ["a", "d", "e"]

    def test_one_of_two_that_each_suffice(self) -> None:
        rules = [*RULES, rule("c", conduct=given("alter", arguably="access"))]
        found = result(question("one", A), question("two", "act:c#conduct"), rules=rules)
        assert ids(Sensitivity(found).least(found.articles[0])) == ["one"]

    def test_of_what_was_arguably_lodged_too(self) -> None:
        one = duty(conduct="access", object="thing", allows=(limit_to("object"),))
        found = result(
            question("q", "t:1#limit"),
            duties=one,
            rules=[rule(conduct="access", object="server")],
            exercised=(exercise("1#limit", arguably=True),),
        )
        assert found.articles[0].status == "met_with_reservation"
        assert ids(Sensitivity(found).least(found.articles[0])) == ["q"]

    def test_one_failure_decides_a_partial_article(self) -> None:
        duties = [duty("1", conduct=["access", "alter"]), DELETE]
        found = result(question("a", A, view="fails"), question("b", B), duties=duties)
        assert found.articles[0].status == "partial"
        assert ids(Sensitivity(found).least(found.articles[0])) == ["a"]

    def test_of_many_that_are_needed_none_is_left_out_and_an_idle_one_is(self) -> None:
        cells = [(conduct, thing) for conduct in ("access", "delete") for thing in ("machine", "server")]
        rules = [
            rule(f"r{n}", conduct=conduct, object=given("vehicle", arguably=thing))
            for n, (conduct, thing) in enumerate([*cells, cells[0]])
        ]
        questions = [question(f"q{n}", f"act:r{n}#object") for n in range(len(rules))]
        one = duty(conduct=["access", "delete"], object=["machine", "server"])
        found = result(*questions, duties=one, rules=rules)
        assert found.articles[0].status == "met"
        assert ids(Sensitivity(found).least(found.articles[0])) == ["q1", "q2", "q3", "q4"]
