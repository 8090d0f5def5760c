"""Single sentences: shortfalls, positions and readings in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.assessing import assess
from support.builders import (
    SOURCE,
    assessed,
    at_least,
    at_most,
    catalogue,
    duty,
    exception,
    exclude,
    exercise,
    given,
    limit_to,
    reading,
    rule,
    waiver,
)
from support.questions import asked, question

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.findings import Shortfall
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.model.position import Consent, Reading, ReadingGround
from gapcheck.model.quantity import Quantity
from gapcheck.model.question import Question
from gapcheck.model.treaty import Element

if TYPE_CHECKING:
    from gapcheck import Gapcheck
    from gapcheck.faces import Assessment

CITED = "section 1 of the Made Up Act 2000"
NAMED = "Section 1 of the Made Up Act 2000"


def shortfall(duties, rules=(), **more) -> str:
    """The first shortfall of the first cell of the first duty, as a sentence."""
    return first(assessed(duties, rules, **more))


def first(assessment: Assessment) -> str:
    judged = assessment.duties[0]
    best = judged.cells[0].best
    assert best is not None
    return SentenceWriter(assessment).shortfall(best.shortfalls[0], full=judged.full)


class TestWords:
    def test_labels_are_joined_and_what_is_no_concept_stands_for_itself(self, small: Gapcheck) -> None:
        writer = SentenceWriter(small.assess("model", "2014-01-01"))
        assert writer.labels(["access", "damage", "at least 90 days"]) == "accessing, damaging or at least 90 days"
        assert writer.labels(["access", "damage"], "and") == "accessing and damaging"
        assert writer.labels([]) == ""

    def test_a_facet_inside_a_sentence(self, small: Gapcheck) -> None:
        writer = SentenceWriter(small.assess("model", "2014-01-01"))
        assert [writer.facet(f) for f in ("fault", None)] == ["mental element", ""]

    def test_the_title_of_an_act_or_else_its_id(self, small: Gapcheck) -> None:
        writer = SentenceWriter(small.assess("model", "2014-01-01"))
        assert [writer.act(a) for a in ("search-act-2008", "lost-act")] == ["Search Act 2008", "lost-act"]


class TestShortfalls:
    def test_narrower(self) -> None:
        one, other = duty(conduct="access", object="thing"), rule(conduct="access", object=["server", "vehicle"])
        expected = f"{NAMED} is limited to server or vehicle; the treaty describes thing."
        assert shortfall(one, other) == expected

    def test_an_extra_condition(self) -> None:
        told = shortfall(duty(conduct="access"), rule(conduct="access", purpose="fraud"))
        assert told == f"{NAMED} has a condition that the treaty does not have (purpose): fraud."

    def test_an_extra_condition_beside_what_the_treaty_describes(self) -> None:
        told = shortfall(duty(conduct="access", purpose="obtaining-data"), rule(conduct="access", purpose="fraud"))
        assert told == f"{NAMED} is limited to fraud; the treaty describes obtaining data."

    def test_nothing_is_given(self) -> None:
        told = shortfall(
            duty(kind="power", power="compel", secrecy="confidential"), rule(kind="power", gives={"power": "compel"})
        )
        assert told == f"{NAMED} does not provide for confidential."

    @pytest.mark.parametrize(
        ("bound", "amount", "words"),
        [
            (at_least(90, "day"), 20, "gives only 20 days; the treaty asks for at least 90 days."),
            (at_most(90, "day"), 120, "gives 120 days; the treaty asks for at most 90 days."),
            (at_least(2, "year"), 1, "gives only 1 day; the treaty asks for at least 2 years."),
        ],
    )
    def test_quantities(self, bound, amount: int, words: str) -> None:
        one = duty(kind="power", power="compel", also=(bound,))
        gives = {"power": "compel", "period": Quantity(amount=amount, unit="day")}
        assert shortfall(one, rule(kind="power", gives=gives)).endswith(words)

    def test_an_exception_and_what_it_leaves_out(self) -> None:
        left_out = exception("narrows", "9", "object", ["server", "vehicle"])
        told = shortfall(duty(conduct="access"), rule(conduct="access", exceptions=(left_out,)))
        opening = f"{NAMED} has an exception that the treaty does not have, in s 9: Except."
        assert told == f"{opening} It leaves out server and vehicle."

    def test_an_arguable_exception_names_no_point(self) -> None:
        told = shortfall(duty(conduct="access"), rule(conduct="access", exceptions=(exception("arguable", "9"),)))
        doubt = f"Whether the exception in s 9 to {CITED} (Except) takes away from what the treaty asks"
        assert told == f"{doubt} can be argued either way."

    def test_an_arguable_condition_says_what_the_words_are(self) -> None:
        told = shortfall(duty(conduct="access"), rule(conduct=given("delete", "alter", arguably="access")))
        assert told == f"Whether {CITED}, which speaks of alter or delete, covers access can be argued either way."

    def test_a_question_is_told_in_place_of_its_point(self) -> None:
        made = catalogue(duty(conduct="access"), rule(conduct=given("delete", arguably="access")))
        told = first(assess(asked(made, question("q", "act:1#conduct")), "t", "2020-01-01"))
        assert told == "It turns on “Question q”: Does it? Our working view: yes (fair)."

    @pytest.mark.parametrize(
        ("more", "told"),
        [
            ({"object": "server"}, f"{NAMED} is limited to server."),
            ({"purpose": "fraud"}, f"{NAMED} is limited to fraud."),
        ],
    )
    def test_the_treaty_is_not_said_to_describe_what_it_does_not_state(self, more: dict[str, str], told: str) -> None:
        unstated = tuple(
            Element(facet=f, any=(c,), stated=False) for f, c in (("object", "thing"), ("purpose", "obtaining-data"))
        )
        assert shortfall(duty(conduct="access", also=unstated), rule(conduct="access", **more)) == told

    def test_nor_to_ask_for_it(self) -> None:
        one = duty(kind="power", power="compel", also=(Element(facet="secrecy", any=("confidential",), stated=False),))
        told = shortfall(one, rule(kind="power", gives={"power": "compel"}))
        assert told == f"{NAMED} does not provide for secrecy."

    def test_no_rule(self) -> None:
        assessment = assessed(duty(conduct="access", object="server"))
        lack = Shortfall("no_rule", None, "conduct", ("access",))
        writer, judged = SentenceWriter(assessment), assessment.duties[0]
        assert writer.shortfall(lack) == "No rule in force on 1 January 2020 covers this (conduct: access)."
        told = writer.shortfall(lack, full=judged.full, cell=judged.cells[0].cell)
        assert told == "No rule in force on 1 January 2020 covers this (conduct: access; object: server)."

    def test_no_rule_that_is_on_record(self) -> None:
        assessment = assessed(duty(conduct="access", surveyed=False))
        told = SentenceWriter(assessment).shortfall(
            Shortfall("no_rule", None, "conduct", ("access",)), full=assessment.duties[0].full
        )
        assert told == "No rule on record for 1 January 2020 covers this (conduct: access)."


class TestCures:
    ONE = duty(conduct="access", object="thing", allows=(limit_to("object", "server"),))
    OTHER = rule(conduct="access", object="server")

    def cure(self, **more) -> str:
        told = shortfall(self.ONE, self.OTHER, **more)
        return told.partition("the treaty describes thing. ")[2]

    def test_never_made(self) -> None:
        assert (
            self.cure()
            == "Article 40 would allow this by reservation; none made by New Zealand by 1 January 2020 is on record."
        )

    def test_made_later(self) -> None:
        told = self.cure(exercised=(exercise("1#limit", "2021-05-01"),))
        assert told == "Article 40 would allow this by reservation, which New Zealand made only on 1 May 2021."

    def test_of_several_later_ones_the_first_counts(self) -> None:
        told = self.cure(exercised=(exercise("1#limit", "2023-05-01"), exercise("1#limit", "2021-05-01")))
        assert told.endswith("made only on 1 May 2021.")

    def test_perhaps_made(self) -> None:
        told = self.cure(exercised=(exercise("1#limit", arguably=True),))
        assert told.endswith("by reservation, but it is not certain that New Zealand made it: Lodged.")

    def test_perhaps_made_later(self) -> None:
        told = self.cure(exercised=(exercise("1#limit", "2021-05-01", arguably=True),))
        assert told.endswith("; it is not certain that New Zealand made it on 1 May 2021: Lodged.")

    def test_not_made_in_the_reading_chosen(self) -> None:
        told = self.cure(exercised=(exercise("1#limit", arguably=True),), read=reading(rejects=("t:1#limit",)))
        assert told.endswith("by reservation, but the reading chosen takes it not to have been made.")

    def test_not_made_on_consent(self) -> None:
        made = catalogue(self.ONE, self.OTHER)
        position = made.positions["t"].model_copy(
            update={"consent": Consent(kind="ratification", date=date(2015, 2, 1))}
        )
        agreed = Catalogue(replace(made.contents, positions=(position,)))
        told = first(assess(agreed, "t", "2020-01-01"))
        assert told.endswith("but none is on record from when New Zealand ratified on 1 February 2015.")
        assert first(assess(agreed, "t", "2015-01-31")).endswith(
            "none made by New Zealand by 31 January 2015 is on record."
        )

    def test_a_signature_is_no_consent_to_be_bound(self) -> None:
        made = catalogue(self.ONE, self.OTHER)
        position = made.positions["t"].model_copy(update={"consent": Consent(kind="signature", date=date(2015, 2, 1))})
        agreed = Catalogue(replace(made.contents, positions=(position,)))
        assert first(assess(agreed, "t", "2020-01-01")).endswith(
            "none made by New Zealand by 1 January 2020 is on record."
        )

    def test_without_a_position_on_the_instrument(self) -> None:
        bare = Catalogue(replace(catalogue(self.ONE, self.OTHER).contents, positions=()))
        assert first(assess(bare, "t", "2020-01-01")).endswith(
            "none made by New Zealand by 1 January 2020 is on record."
        )

    def test_a_reservation_that_was_made_for_less_is_not_called_uncertain(self) -> None:
        """Two limits of one article: the first is lodged and too tight, the second would do."""
        allows = (limit_to("object", "vehicle", id="a-vehicle"), limit_to("object", "server", id="b-server"))
        one = duty(conduct="access", object="thing", allows=allows)
        told = shortfall(one, self.OTHER, exercised=(exercise("1#a-vehicle"),))
        assert told.endswith(
            "Article 40 would allow this by reservation; none made by New Zealand by 1 January 2020 is on record."
        )

    def test_an_article_is_named_only_if_it_has_a_number(self) -> None:
        limit = limit_to("object", "server").model_copy(update={"under": None})
        told = shortfall(duty(conduct="access", object="thing", allows=(limit,)), self.OTHER)
        assert "The Treaty would allow this by reservation" in told


class TestUsed:
    ONE = duty(conduct="access", object="thing", allows=(limit_to("object", "server"), exclude("object", "vehicle")))
    OTHER = rule(conduct="access", object="server")

    def used(self, key: str, **more) -> str:
        assessment = assessed(self.ONE, self.OTHER, **more)
        writer = SentenceWriter(assessment)
        allowed = writer.allowed(assessment.duties[0].full, key)
        assert allowed is not None
        return writer.used(allowed, "a limit to servers")

    def test_what_was_lodged_and_when(self) -> None:
        told = self.used("t:1#limit", exercised=(exercise("1#limit"),))
        assert (
            told == "A limit to servers rests on New Zealand's reservation under article 40 of 1 January 2010: Lodged."
        )

    def test_one_lodged_again_later_rests_on_that_of_the_day(self) -> None:
        lodged = (
            exercise("1#limit", "2021-01-01"),
            exercise("1#limit", "2010-01-01"),
            exercise("1#limit", "2015-01-01"),
        )
        assert "of 1 January 2015:" in self.used("t:1#limit", exercised=lodged)
        assert "of 1 January 2021:" in self.used("t:1#limit", exercised=lodged, on="2021-01-01")

    def test_a_reading_that_takes_it_to_have_been_made(self) -> None:
        lodged = (exercise("1#limit", arguably=True),)
        told = self.used("t:1#limit", exercised=lodged, read=reading(accepts=("t:1#limit",)))
        assert told.endswith("Lodged. The reading “A reading” takes it to have been made.")

    def test_an_id_that_the_duty_does_not_have(self) -> None:
        assessment = assessed(self.ONE, self.OTHER)
        writer = SentenceWriter(assessment)
        assert writer.allowed(assessment.duties[0].full, "t:1#nothing") is None
        assert writer.allowed(assessment.duties[0].full, None) is None
        assert writer.exercise("t:1#limit") is None

    def test_a_waiver_is_found_as_a_narrowing_is(self) -> None:
        assessment = assessed(duty(conduct="access", waives=(waiver(conduct="access"),)))
        allowed = SentenceWriter(assessment).allowed(assessment.duties[0].full, "t:1#waiver")
        assert allowed is not None
        assert allowed.value.under == "6(3)"


class TestReadings:
    POINTS = ("act:1#conduct", "act:1#object")

    def settled(self, read: Reading, *questions: Question) -> list[str]:
        one = duty(conduct="access", object="thing")
        law = rule(conduct=given("delete", arguably="access"), object=given("server", arguably="thing"))
        assessment = assess(asked(catalogue(one, law), *questions), "t", "2020-01-01")
        return SentenceWriter(assessment).settled((*self.POINTS, "act:1#purpose"), read)

    def test_a_point_is_named_by_its_question_or_else_by_its_rule(self) -> None:
        told = self.settled(reading(accepts=self.POINTS), question("q", "act:1#conduct"))
        assert told == [
            "The reading “A reading” settles “Question q” and the doubt about Made Up Act 2000, s 1 for New Zealand."
        ]

    def test_points_of_one_question_and_ground_are_told_once(self) -> None:
        told = self.settled(reading(accepts=self.POINTS), question("q", *self.POINTS))
        assert told == ["The reading “A reading” settles “Question q” for New Zealand."]

    def test_each_way_is_a_sentence(self) -> None:
        one, other = (question(name, point) for name, point in zip("ab", self.POINTS, strict=True))
        told = self.settled(reading(accepts=self.POINTS[:1], rejects=self.POINTS[1:]), one, other)
        assert [s.rpartition(" settles ")[2] for s in told] == [
            "“Question a” for New Zealand.",
            "“Question b” against New Zealand.",
        ]

    def test_a_general_ground_has_its_caveat(self) -> None:
        ground = ReadingGround(point="act:1#conduct", text="All is well", general=True, names=("t",), source=(SOURCE,))
        (told,) = self.settled(reading(accepts=self.POINTS[:1]).model_copy(update={"grounds": (ground,)}))
        assert told.endswith("This is a general statement: it names the Treaty and does not speak to this point.")

    def test_of_points_that_no_reading_settles_nothing_is_said(self, small: Gapcheck) -> None:
        assert SentenceWriter(small.assess("model", "2014-01-01")).readings_on(["computer-act-1990:5(1)#fault"]) == []
