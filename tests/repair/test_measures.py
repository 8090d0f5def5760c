"""Measures: Act, change, article; what closes a gap and what only puts a point beyond doubt; each proven."""

from __future__ import annotations

from hypothesis import given as given_
from support.builders import assessed, duty, rule
from support.laws import law
from support.strategies import World, worlds

from gapcheck import Gapcheck
from gapcheck.engine.results import FULFILLED
from gapcheck.model.treaty import BINDING
from gapcheck.repair.edits import Edit
from gapcheck.repair.measures import VEHICLES, measures


def told(found) -> list[tuple[str, str, tuple[str, ...], bool]]:
    return [(m.vehicle, m.change, m.serves, m.certain) for m in found]


class TestWhatIsAsked:
    def test_nothing_where_the_law_suffices(self) -> None:
        assert measures(assessed(duty(conduct="access"), rule(conduct="access"))) == ()

    def test_a_word_in_an_act_that_stops_short(self) -> None:
        (found,) = measures(assessed(duty(conduct=["access", "interfere"]), rule(conduct="access")))
        assert (found.vehicle, found.serves, found.certain, found.proven) == (VEHICLES[2], ("1",), True, True)

    def test_a_provision_for_a_whole_duty_does_alone(self) -> None:
        """Where a new provision is needed for one cell it is written for the duty, and the rest needs no change of its
        own.
        """
        asked = duty(conduct=["access", "interfere"], object="server")
        found = measures(assessed(asked, rule(conduct="access", object="server", purpose="fraud")))
        assert [m.edit for m in found] == [Edit("t:1", "enact")]

    def test_the_small_treaty(self, small: Gapcheck) -> None:
        assert told(measures(small.assess("model", "2014-01-01"))) == [
            (
                VEHICLES[1],
                "Computer Act 1990, s 7(1): extend it, as to object, from a device or program to an access code as well.",
                ("4",),
                False,
            ),
            (
                VEHICLES[1],
                "Computer Act 1990, s 8(1): leave out the limit as to circumstance (serious harm).",
                ("9",),
                False,
            ),
            (
                VEHICLES[2],
                "Computer Act 1990: enact a provision for art 3(1). Make intentional damage to, and deletion of, computer data a "
                "criminal offence.",
                ("3(1)",),
                True,
            ),
            (
                VEHICLES[1],
                "Search Act 2008, s 20(1): provide, as to secrecy, for a duty to keep the measure confidential.",
                ("5(2)",),
                True,
            ),
            (VEHICLES[1], "Search Act 2008, s 20(1): set the period at 90 days.", ("5(1)",), True),
        ]

    def test_lodging_comes_first_while_it_can_be_done(self, small: Gapcheck) -> None:
        before = [m.vehicle for m in measures(small.assess("model", "2005-01-01"))]
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

    def test_an_instrument_that_a_treaty_answers_asks_for_nothing(self, policy: Gapcheck) -> None:
        assert measures(policy.assess("mandate", "2020-01-01")) == ()


class TestLaws:
    @law(400)
    @given_(world=worlds())
    def test_every_open_duty_is_served_and_every_measure_is_proven(self, world: World) -> None:
        assessment = world.assess()
        found = measures(assessment)
        binding = [d for d in assessment.duties if d.full.duty.force in BINDING and d.status != "not_assessed"]
        open_ = {d.full.duty.id for d in binding if d.low not in FULFILLED | {"no_duty"}}
        assert {s for m in found for s in m.serves} == open_
        assert all(m.proven for m in found)
        gaps = {d.full.duty.id for d in binding if d.high not in FULFILLED | {"no_duty"}}
        assert {s for m in found if m.certain for s in m.serves} >= gaps
