"""Measures: Act, change, article; what is needed on any view and what as a question is viewed; each proven."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given as given_
from support.assessing import assess
from support.builders import DAY, assessed, catalogue, duty, given, rule
from support.laws import law
from support.questions import asked, asked_worlds, question
from support.strategies import World

from gapcheck import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.results import FULFILLED
from gapcheck.repair.edits import Edit
from gapcheck.repair.measures import VEHICLES, measures
from gapcheck.repair.plan import plan_repairs


def told(found) -> list[tuple[str, str, tuple[str, ...], bool]]:
    return [(m.vehicle, m.change, m.serves, m.certain) for m in found]


class TestWhatIsAsked:
    def test_nothing_where_the_law_suffices(self) -> None:
        assert measures(assessed(duty(conduct="access"), rule(conduct="access"))) == ()

    def test_a_word_in_an_act_that_stops_short(self) -> None:
        (found,) = measures(assessed(duty(conduct=["access", "interfere"]), rule(conduct="access")))
        assert (found.vehicle, found.serves, found.certain, found.proven) == (VEHICLES[1], ("1",), True, True)

    def test_a_provision_where_there_is_none(self) -> None:
        (found,) = measures(assessed(duty(conduct="access"), rule(conduct="delete")))
        assert (found.vehicle, found.edits) == (VEHICLES[2], (Edit("t:1", "enact"),))

    def test_a_provision_for_a_whole_duty_does_alone(self) -> None:
        """Where a provision is needed for one cell it is written for the duty, and the rest needs no change."""
        one = duty(conduct=["access", "interfere"], object="server")
        found = measures(assessed(one, rule(conduct="access", object="server", purpose="fraud")))
        assert [m.edits for m in found] == [(Edit("act:1", "provide", duty="t:1"),)]

    def test_the_small_treaty(self, small: Gapcheck) -> None:
        assert told(measures(small.assess("model", "2014-01-01"))) == [
            (
                VEHICLES[1],
                "Computer Act 1990, s 6: provide that the exception does not apply to damaging (art 3(1)); "
                "add a subsection that covers deleting, in the terms of art 3(1); for everything "
                "else, the limit to a dishonest purpose stays.",
                ("3(1)",),
                True,
            ),
            (
                VEHICLES[1],
                "Search Act 2008, s 20(1): provide for a duty to keep the measure confidential (art 5(2)); set the "
                "period at 90 days (art 5(1)).",
                ("5(1)", "5(2)"),
                True,
            ),
        ]

    def test_one_section_is_told_once_however_many_duties_it_serves(self) -> None:
        duties = [duty("1", conduct="access", object="vehicle"), duty("2", conduct="access", object="machine")]
        (found,) = measures(assessed(duties, rule(conduct="access", object="server", fault="intention")))
        assert (found.serves, len(found.edits)) == (("1", "2"), 2)
        assert found.edit == found.edits[0]

    def test_what_is_needed_as_a_question_is_viewed_is_not_certain(self) -> None:
        law = rule(conduct="access", object=given("vehicle", arguably="server"))
        made = catalogue(duty(conduct="access", object="server"), law)
        views = {view: asked(made, question("q", "act:1#object", view=view)) for view in ("holds", "fails", "open")}
        found = {view: measures(assess(made, "t", DAY)) for view, made in views.items()}
        assert (found["holds"], found["open"]) == ((), ())
        assert [(m.certain, m.proven) for m in found["fails"]] == [(False, True)]

    def test_it_is_certain_if_one_of_its_duties_needs_it_on_any_view(self) -> None:
        secrecy = given("confidential", arguably="confidential-for-life")
        law = rule(conduct="access", object="vehicle", gives={"secrecy": secrecy})
        duties = [
            duty("1", conduct="access", object="vehicle", secrecy="confidential-for-life"),
            duty("2", conduct="access", object=("vehicle", "machine")),
        ]
        made = asked(catalogue(duties, law), question("q", "act:1#secrecy", view="fails"))
        (found,) = measures(assess(made, "t", DAY))
        assert (found.serves, found.certain) == (("1", "2"), True)

    def test_it_is_proven_if_every_one_of_its_duties_is_met_with_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        duties = [duty("1", conduct="access", object="vehicle"), duty("2", conduct="access", object="machine")]
        found = assessed(duties, rule(conduct="access", object="server", fault="intention"))
        plan = plan_repairs(found)
        assert [m.proven for m in measures(found)] == [True]
        half = replace(plan, closed={"t:1": "met", "t:2": "partial"})
        monkeypatch.setattr("gapcheck.repair.measures.plan_repairs", lambda _: half)
        assert [m.proven for m in measures(found)] == [False]

    def test_lodging_comes_first_while_it_can_be_done(self, small: Gapcheck) -> None:
        before = [m.vehicle for m in measures(small.assess("model", "2009-01-01"))]
        assert before[:2] == [VEHICLES[0]] * 2
        assert VEHICLES[0] not in [m.vehicle for m in measures(small.assess("model", "2014-01-01"))]

    def test_what_no_statute_needs_to_do_is_a_measure_outside_statute(self, small: Gapcheck) -> None:
        found = [m for m in measures(small.assess("model", "2005-01-01")) if m.serves == ("8",)]
        assert [m.vehicle for m in found] == [VEHICLES[3]]

    def test_a_duty_whose_law_nobody_searched_asks_for_nothing(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        unsearched = {d.full.duty.id for d in assessment.duties if d.status == "not_assessed"}
        assert unsearched
        assert not unsearched & {s for m in measures(assessment) for s in m.serves}

    def test_without_an_act_there_is_no_place_for_any(self) -> None:
        made = catalogue(duty(conduct="access"))
        bare = Catalogue(replace(made.contents, statutes=()))
        assert measures(assess(bare, "t", DAY)) == ()

    def test_an_instrument_that_a_treaty_answers_asks_for_nothing(self, policy: Gapcheck) -> None:
        assert measures(policy.assess("mandate", "2020-01-01")) == ()


class TestLaws:
    @law(150)
    @given_(world=asked_worlds())
    def test_every_gap_is_served_and_every_measure_is_proven(self, world: World) -> None:
        assessment = world.assess()
        found = measures(assessment)
        short = [d for d in assessment.duties if d.binding and d.status in ("partial", "unmet")]
        assert {s for m in found for s in m.serves} == {d.full.duty.id for d in short}
        assert all(m.proven for m in found)
        settled = {d.full.duty.id for d in short if d.high not in FULFILLED}
        assert {s for m in found if m.certain for s in m.serves} >= settled
        assert not settled & {s for m in found if not m.certain for s in m.serves}
