"""What is left out of a duty: each part that fails is told, and never the whole for a part."""

from __future__ import annotations

from typing import Any

from support.assessing import assess
from support.builders import article, assessed, at_least, catalogue, duty, exception, given, rule
from support.questions import asked, question

from gapcheck.explain.missing_parts import MissingParts
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.faces import Assessment
from gapcheck.model.quantity import Quantity

ACT = "ection 1 of the Made Up Act 2000"


def left_out(found: Assessment) -> tuple[str, ...]:
    """What is told to be left out of the first duty."""
    return MissingParts(SentenceWriter(found), found.duties[0]).left_out


def viewed(one: Any, laws: Any, *questions: Any) -> tuple[str, ...]:
    made = catalogue([article(one)], laws)
    return left_out(assess(asked(made, *questions), "t", "2020-01-01"))


class TestForSure:
    def test_a_part_that_no_rule_answers(self) -> None:
        told = left_out(assessed(duty(conduct=["access", "delete"]), rule(conduct="access")))
        assert told == ("No rule in force on 1 January 2020 covers delete.",)

    def test_a_limit_and_not_the_whole(self) -> None:
        told = left_out(assessed(duty(conduct="access", object="thing"), rule(conduct="access", object="server")))
        assert told == (f"S{ACT} is limited to server.",)

    def test_several_guarantees_in_one_sentence(self) -> None:
        one = duty(kind="power", power="compel", secrecy="confidential", also=(at_least(90, "day"),))
        told = left_out(assessed(one, rule(kind="power", gives={"power": "compel"})))
        assert told == (f"S{ACT} does not provide for at least 90 days or confidential.",)

    def test_of_a_figure_what_is_given_too(self) -> None:
        one = duty(kind="power", power="compel", also=(at_least(90, "day"),))
        gives = {"power": "compel", "period": Quantity(amount=20, unit="day")}
        told = left_out(assessed(one, rule(kind="power", gives=gives)))
        assert told == (f"S{ACT} gives 20 days; the treaty asks for at least 90 days.",)

    def test_an_exception(self) -> None:
        told = left_out(assessed(duty(conduct="access"), rule(conduct="access", exceptions=(exception("narrows"),))))
        assert told == (
            "The exception in section 9 of the Made Up Act 2000 (except) is one that the treaty does not allow.",
        )

    def test_a_rule_with_two_limits_that_the_treaty_does_not_know_is_far_off(self) -> None:
        one = duty(conduct="access", object="thing", fault="intention")
        near = assessed(one, rule(conduct="access", object="server", fault="intention"))
        far = assessed(one, rule(conduct="access", object="server", fault="intention", purpose="fraud"))
        assert [MissingParts(SentenceWriter(f), f.duties[0]).far_off for f in (near, far)] == [False, True]

    def test_nothing_of_what_is_met(self) -> None:
        assert left_out(assessed(duty(conduct="access"), rule(conduct="access"))) == ()


class TestAsAQuestionIsViewed:
    BOTH = duty(conduct=["access", "delete"])
    LAW = rule(conduct=given("delete", arguably="access"))

    def test_what_fails_is_likely_missing(self) -> None:
        told = viewed(self.BOTH, self.LAW, question("q", "act:1#conduct", view="fails"))
        assert told == (f"S{ACT} likely does not cover access.",)

    def test_what_fails_on_a_strong_view_is_missing(self) -> None:
        told = viewed(self.BOTH, self.LAW, question("q", "act:1#conduct", view="fails", strength="strong"))
        assert told == (f"S{ACT} does not cover access.",)

    def test_what_is_open_is_an_open_question(self) -> None:
        told = viewed(self.BOTH, self.LAW, question("q", "act:1#conduct", view="open"))
        assert told == (f"Whether s{ACT} covers access is an open question.",)

    def test_what_holds_is_not_missing(self) -> None:
        assert viewed(self.BOTH, self.LAW, question("q", "act:1#conduct")) == ()

    def test_one_question_is_told_once_whatever_it_is_about(self) -> None:
        one = duty(conduct=["access", "delete"], object="thing")
        law = rule(conduct=given("delete", arguably="access"), object=given("server", arguably="thing"))
        told = viewed(one, law, question("q", "act:1#conduct", "act:1#object", view="fails"))
        assert len(told) == 1

    def test_what_is_surely_missing_comes_before_what_is_open(self) -> None:
        one = duty(conduct=["access", "alter", "delete"])
        told = viewed(one, self.LAW, question("q", "act:1#conduct", view="open"))
        assert told == (
            "No rule in force on 1 January 2020 covers alter.",
            f"Whether s{ACT} covers access is an open question.",
        )


def test_more_than_two_are_joined() -> None:
    one = duty(conduct=["access", "alter"], object="thing", fault="intention", kind="offence")
    law = rule(
        conduct="access", object="server", fault="knowledge", purpose="fraud", exceptions=(exception("narrows"),)
    )
    told = left_out(assessed(one, law))
    assert len(told) == 2
    assert told[1].count("; ") >= 1
