"""What a verdict turns on: the questions that move it, and the least set of them that it depends on."""

from __future__ import annotations

from support.builders import article, catalogue, duty, exercise, given, limit_to, rule
from support.questions import asked, question

from gapcheck.engine.assessment import assess
from gapcheck.engine.results import InstrumentResult
from gapcheck.engine.sensitivity import Sensitivity, points_of
from gapcheck.model.question import Question

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

    def test_one_of_two_that_each_suffice(self) -> None:
        rules = [*RULES, rule("c", conduct=given("alter", arguably="access"))]
        found = result(question("one", A), question("two", "act:c#conduct"), rules=rules)
        assert ids(Sensitivity(found).least(found.articles[0])) == ["one"]

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
