"""How points are decided: by a reading before the view, by the view before nothing."""

from __future__ import annotations

from support.builders import catalogue, duty, exercise, given, judged, limit_to, reading, rule
from support.questions import asked, question

from gapcheck.engine.assessment import assess
from gapcheck.engine.ends import FAILS, HOLDS, LOST, OPEN, WON, Ends
from gapcheck.engine.opinion import Opinion, Positions

POINT = "act:1#conduct"
ACCESS, ARGUABLE = duty(conduct="access"), rule(conduct=given("delete", arguably="access"))


def test_a_point_in_no_question_stays_open() -> None:
    assert Opinion().decide(POINT) == OPEN


def test_a_view_decides() -> None:
    views = [question("a", POINT), question("b", "act:2#conduct", view="fails"), question("c", "act:3#c", view="open")]
    opinion = Opinion.of(views, None)
    assert [opinion.decide(p) for p in (POINT, "act:2#conduct", "act:3#c")] == [HOLDS, FAILS, OPEN]


def test_a_reading_goes_before_a_view() -> None:
    views = [question("a", POINT, view="fails")]
    assert Opinion.of(views, reading(accepts=(POINT,))).decide(POINT) == WON
    assert Opinion.of(views, reading(rejects=(POINT,))).decide(POINT) == LOST


def test_the_verdict_follows_the_view_and_says_so() -> None:
    made = catalogue(ACCESS, ARGUABLE)
    statuses = {}
    for view in ("holds", "fails", "open"):
        (found,) = assess(asked(made, question("q", POINT, view=view)), "t", "2015-01-01").duties
        assert (found.low, found.high) == ("unmet", "met")
        statuses[view] = (found.status, found.certainty)
    assert statuses == {"holds": ("met", "view"), "fails": ("unmet", "view"), "open": ("unclear", "open")}


def test_without_questions_every_verdict_is_that_of_the_two_ends() -> None:
    found = judged(ACCESS, ARGUABLE)
    assert (found.view_low, found.view_high) == (found.low, found.high)


def test_an_exercise_that_is_arguable_counts_where_its_point_is_won() -> None:
    lodged = [exercise("1#sure"), exercise("1#maybe", arguably=True)]
    opinion = Opinion.of([question("q", "t:1#maybe")], None)
    ends = Positions.settle(lodged, opinion).ends
    assert [sorted(end) for end in ends] == [["t:1#sure"], *[["t:1#maybe", "t:1#sure"]] * 3]


def test_an_arguable_exercise_can_decide_an_article() -> None:
    one = duty(conduct="access", object="thing", allows=(limit_to("object"),))
    made = catalogue(one, rule(conduct="access", object="server"), (exercise("1#limit", arguably=True),))
    (found,) = assess(asked(made, question("q", "t:1#limit")), "t", "2015-01-01").articles
    assert (found.status, found.certainty, found.low) == ("met_with_reservation", "view", "partial")


def test_of_two_givers_the_one_whose_point_is_won_gives() -> None:
    one = duty(kind="power", power="search", secrecy="confidential")
    power = rule("1", kind="power", gives={"power": "search", "secrecy": given(arguably="confidential")})
    made = catalogue(one, [power])
    (found,) = assess(asked(made, question("q", "act:1#secrecy")), "t", "2015-01-01").duties
    assert found.cells[0].ends == Ends(1, 3, 3, 3)
