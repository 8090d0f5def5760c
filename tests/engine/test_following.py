"""A duty that is carried out by others stands as these do together (design 2.4: as an article does)."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from support.assessing import assess
from support.builders import DAY, article, assessed, catalogue, duty, exercise, rule, waiver
from support.builders import given as given_
from support.laws import law
from support.questions import asked, question

from gapcheck.change.timeline import timeline
from gapcheck.engine.results import DutyResult
from gapcheck.engine.sensitivity import points_of
from gapcheck.faces import Assessment
from gapcheck.repair.plan import plan_repairs

ALL = duty("1", follows=("2", "3"))
ACCESS, DELETE = duty("2", conduct="access"), duty("3", conduct="delete")
THREE = [article(ALL, number="1"), article(ACCESS, number="2"), article(DELETE, number="3")]


def first(found: Assessment) -> DutyResult:
    return found.duty("1")


class TestStatus:
    def test_it_is_met_only_where_all_that_it_follows_are(self) -> None:
        both = [rule("1", conduct="access"), rule("2", conduct="delete")]
        assert [first(assessed(THREE, rules)).status for rules in (both, both[:1], [])] == ["met", "partial", "unmet"]

    def test_it_rests_on_the_rules_and_cells_of_these(self) -> None:
        found = first(assessed(THREE, [rule("1", conduct="access")]))
        assert found.cells == ()
        assert [d.id for d in found.parts] == ["t:2", "t:3"]
        assert [e.key for e in found.rules] == ["act:1"]

    def test_an_article_stands_for_its_binding_duties(self) -> None:
        asks = article(duty("2(1)", conduct="access"), duty("2(2)", force="may"), number="2")
        found = assessed([article(duty("1", follows=("2",)), number="1"), asks], rule(conduct="access"))
        assert [d.id for d in found.duty("1").parts] == ["t:2(1)"]

    def test_a_reservation_on_one_of_these_counts(self) -> None:
        one = duty("2", conduct=["access", "delete"], waives=(waiver(conduct="delete"),))
        duties = [article(duty("1", follows=("2",)), number="1"), article(one, number="2")]
        found = assessed(duties, rule(conduct="access"), exercised=(exercise("2#waiver"),))
        assert first(found).status == "met_with_reservation"

    def test_one_that_nobody_surveyed_leaves_it_unassessed(self) -> None:
        duties = [*THREE[:2], article(duty("3", conduct="delete", surveyed=False), number="3")]
        assert first(assessed(duties, rule(conduct="access"))).status == "not_assessed"


class TestQuestions:
    MADE = asked(
        catalogue(THREE, [rule("1", conduct="access"), rule("2", conduct=given_("alter", arguably="delete"))]),
        question("q", "act:2#conduct", view="holds"),
    )

    def test_it_turns_on_what_these_turn_on(self) -> None:
        found = assess(self.MADE, "t", DAY)
        assert (first(found).status, first(found).certainty) == ("met", "view")
        assert points_of(first(found), found) == ("act:2#conduct",)
        (told,) = found.sensitivity.questions
        assert (told.articles, told.duties) == (("1", "3"), ("t:1", "t:3"))
        assert [q.id for q in found.sensitivity.least(first(found))] == ["q"]


class TestElsewhere:
    def test_it_gets_no_repair_of_its_own_and_is_met_once_these_are(self) -> None:
        found = assessed(THREE, rule("1", conduct="access"))
        plan = plan_repairs(found)
        assert set(plan.repairs) == {"t:3"}
        assert set(plan_repairs(found, ["t:1"]).repairs) == {"t:3"}

    def test_it_moves_with_these_in_a_timeline(self) -> None:
        rules = [rule("1", conduct="access"), rule("2", conduct="delete", start="2012-01-01")]
        moved = timeline(catalogue(THREE, rules), "t", "2011-01-01", "2013-01-01").steps[-1]
        assert {(m.article, m.before.status, m.after.status) for m in moved.moves} == {
            ("1", "partial", "met"),
            ("3", "unmet", "met"),
        }

    def test_it_is_told_by_what_it_follows(self) -> None:
        told = assessed(THREE, rule("1", conduct="access")).why("1").sentences
        assert "This duty asks for what arts 2 and 3 ask, and stands as they do together." in told
        assert "Art 3 is unmet." in told


@law(60)
@given(st.integers(0, 2**32))
def test_it_stands_as_an_article_of_the_same_duties_does(seed: int) -> None:
    dice = Random(seed)
    conducts = [dice.sample(["access", "delete", "alter"], dice.randint(1, 3)) for _ in range(3)]
    duties = [duty(f"2({n})", conduct=c) for n, c in enumerate(conducts, start=1)]
    rules = [
        rule(str(n), conduct=given_(dice.choice(["access", "delete"]), arguably=dice.choice(["alter", "delete"])))
        for n in range(dice.randint(0, 3))
    ]
    found = assessed([article(duty("1", follows=("2",)), number="1"), article(*duties, number="2")], rules)
    assert found.duty("1").verdict == found["2"].verdict
