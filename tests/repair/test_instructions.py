"""Edits as drafting instructions, and reform files that the strict loader reads back as they were."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.assessing import assess
from support.builders import (
    DAY,
    SOURCE,
    assessed,
    at_least,
    catalogue,
    duty,
    exception,
    exclude,
    limit_to,
    rule,
    statute,
    waiver,
)
from support.builders import given as given_
from support.laws import law
from support.questions import asked, asked_worlds, question
from support.strategies import World, shuffled

from gapcheck.catalogue.strict_yaml import parse
from gapcheck.catalogue.validation import attempt
from gapcheck.errors import DataError
from gapcheck.model.base import Interval
from gapcheck.model.law import (
    Act,
    Condition,
    Enactment,
    Gift,
    Lodgement,
    Reform,
    ReformChange,
    ReformFile,
    Rule,
    Supports,
)
from gapcheck.model.treaty import Duty
from gapcheck.repair.edits import Edit
from gapcheck.repair.instruction_sentences import add_subsection
from gapcheck.repair.instructions import LODGING, Drafter
from gapcheck.repair.plan import PlanResult, plan_repairs
from gapcheck.repair.reform_file import reform_as_yaml
from gapcheck.repair.repairs import Repair


def read(text: str) -> ReformFile:
    """The text as the loader reads it."""
    model, details = attempt(ReformFile, parse(text.encode(), "reform.yaml"))
    assert not details
    assert model is not None
    return model


@pytest.fixture
def drafter() -> Drafter:
    one = duty(
        "1",
        conduct="access",
        object="thing",
        allows=(limit_to("purpose", "fraud"), limit_to("fault", "intention", how="declaration", id="told")),
        waives=(waiver(conduct="access"),),
    )
    law = rule(
        "1(1)",
        conduct="access",
        object=("server", "vehicle"),
        purpose="fraud",
        exceptions=(exception("narrows", "9"), exception("narrows", "Schedule")),
    )
    return Drafter(assessed(one, law))


class TestInstructions:
    @pytest.mark.parametrize(
        ("edit", "told"),
        [
            (
                Edit("act:1(1)", "widen", "object", "thing"),
                "Made Up Act 2000, s 1(1): extend to thing (art 1).",
            ),
            (
                Edit("act:1(1)", "give", "secrecy", "confidential"),
                "Made Up Act 2000, s 1(1): provide for confidential (art 1).",
            ),
            (
                Edit("act:1(1)", "set", "period", quantity="20 day"),
                "Made Up Act 2000, s 1(1): set the period at 20 days (art 1).",
            ),
            (
                Edit("act:1(1)", "provide", duty="t:1"),
                "Made Up Act 2000, s 1: add a subsection that covers thing, in the terms of art 1; "
                "for everything else, the limits to fraud, and to server or vehicle stay. "
                "Made Up Act 2000, s 9: provide that the exception does not apply in the cases of art 1. "
                "Made Up Act 2000, Schedule: provide that the exception does not apply in the cases of art 1.",
            ),
            (Edit("t:1", "enact"), "Made Up Act 2000: enact a section that gives effect to art 1: duty 1."),
            (Edit("t:1#limit", "lodge"), "Lodge a reservation under art 40 on art 1: require fraud."),
            (Edit("t:1#told", "lodge"), "Lodge a declaration under art 40 on art 1: require intention."),
            (
                Edit("t:1#waiver", "lodge"),
                "Lodge a reservation under art 6(3) on art 1: leave out access.",
            ),
        ],
    )
    def test_say_what_to_change_and_where(self, drafter: Drafter, edit: Edit, told: str) -> None:
        assert drafter.instruction(edit, ["t:1"]) == told

    def test_a_section_is_told_once(self, drafter: Drafter) -> None:
        edits = [
            Edit("act:1(1)", "provide", duty="t:1"),
            Edit("act:1(1)", "give", "secrecy", "confidential"),
            Edit("act:1(1)", "widen", "object", "thing"),
        ]
        told, *exceptions = drafter.instructions(edits, lambda _: ("t:1",))
        assert told.text.startswith(
            "Made Up Act 2000, s 1: provide for confidential (art 1); extend to thing (art 1); add a subsection that"
        )
        assert (told.act, set(told.edits), told.serves) == ("Made Up Act 2000", set(edits), ("t:1",))
        # The exceptions stand elsewhere; it is the subsection that they would leave out.
        assert [e.edits for e in exceptions] == [(edits[0],), (edits[0],)]

    def test_what_no_rule_of_the_section_speaks_of_is_named(self) -> None:
        found = assessed(duty(conduct=["access", "delete"], object="thing"), rule(conduct="access", object="thing"))
        told = Drafter(found).instruction(Edit("act:1", "provide", duty="t:1"))
        assert told == (
            "Made Up Act 2000, s 1: add a subsection that covers delete, in the terms of art 1; "
            "the rest of the section stays as it is."
        )

    def test_a_guarantee_is_told_with_the_question_that_it_answers(self) -> None:
        law = rule(conduct="access", gives={"secrecy": given_("confidential", arguably="confidential-for-life")})
        made = catalogue(duty(conduct="access", secrecy="confidential-for-life"), law)
        found = assess(asked(made, question("q", "act:1#secrecy", view="fails")), "t", DAY)
        told = Drafter(found).instruction(Edit("act:1", "give", "secrecy", "confidential-for-life"), ["t:1"])
        assert told == "Made Up Act 2000, s 1: provide for confidential for life (art 1; at issue: question q)."

    def test_are_grouped_by_act_with_lodging_first(self) -> None:
        files = (
            statute(rule("1", conduct="access"), act="z"),
            statute(rule("1", conduct="access"), act="a").model_copy(
                update={"act": Act(id="a", title="Second Act 2001")}
            ),
        )
        found = Drafter(assessed(duty(conduct="access", surveyed=False, allows=(limit_to("purpose"),)), files))
        edits = [
            Edit("z:1", "give", "secrecy", "confidential"),
            Edit("t:1#limit", "lodge"),
            Edit("t:1", "enact"),
            Edit("a:1", "give", "secrecy", "confidential"),
        ]

        def serves(_: Edit) -> tuple[str, ...]:
            return ("t:1",)

        grouped = found.by_act(edits, serves)
        assert list(grouped) == [LODGING, "Made Up Act 2000", "Second Act 2001"]
        assert [t.edits for t in grouped["Second Act 2001"]] == [(edits[3],), (edits[2],)]
        assert grouped == found.by_act(edits[::-1], serves)

    def test_what_is_lodged_comes_in_the_order_of_the_duties(self) -> None:
        one = duty("1", conduct="access", allows=(limit_to("purpose", "fraud"),))
        two = duty("2", conduct="delete", allows=(exclude("object", "server", how="declaration"),))
        found = Drafter(assessed([one, two], rule(conduct="access")))
        edits = [Edit("t:2#none", "lodge"), Edit("t:2#exclude", "lodge"), Edit("t:1#limit", "lodge")]
        assert [i.text for i in found.instructions(edits, lambda _: ("t:1",))] == [
            "Lodge a reservation under art 40 on art 1: require fraud.",
            "Lodge a declaration under art 40 on art 2: leave out server.",
            "Lodge t:2#none.",
        ]

    def test_what_is_covered_as_a_treaty_says_stands_between_commas(self) -> None:
        assert (
            add_subsection(["as said"], [], "art 1") == "add a subsection that covers, as said, in the terms of art 1"
        )

    def test_outside_statute_a_measure_is_put_in_place(self) -> None:
        made = statute(rule("1", conduct="access"), act="practice")
        assert ": put a measure in place: Duty 1 (art 1)." in Drafter(
            assessed(duty(conduct="alter"), made)
        ).instruction(Edit("t:1", "enact"))


class TestYaml:
    def test_of_a_plan(self) -> None:
        found = assessed(
            duty(conduct="access", object="thing", period=at_least(2, "year")),
            rule("1(1)", conduct="access", object="server"),
        )
        edits = Edit("act:1(1)", "widen", "object", "thing"), Edit("act:1(1)", "set", "period", quantity="2 year")
        plan = PlanResult(found, {}, {"t:1": Repair("t:1", edits, "met")}, {}, (), exact=True)
        text = reform_as_yaml(plan.reform(), ["Do this.", "Do that."])
        assert text == (
            "# Do this.\n"
            "# Do that.\n"
            "reform:\n"
            "  id: repair-t-2020-01-01\n"
            "  title: Repairs for the Treaty on the law of 2020-01-01\n"
            "  stage: proposal\n"
            "  commences: 2020-01-01\n"
            "  over: 2020-01-01\n"
            "changes:\n"
            "- amend:\n"
            "    rule: act:1(1)\n"
            "    add:\n"
            "    - facet: object\n"
            "      any:\n"
            "      - thing\n"
            "    give:\n"
            "    - facet: period\n"
            "      amount: 2\n"
            "      unit: year\n"
        )

    def test_of_an_enactment_has_the_keys_of_a_file(self) -> None:
        text = reform_as_yaml(plan_repairs(assessed(duty(conduct="access"))).reform(), [])
        assert "in_force:\n        from: 2020-01-01\n" in text
        assert "null" not in text
        assert "[]" not in text

    def test_letters_of_every_language_are_written_as_they_are(self) -> None:
        made = plan_repairs(assessed(duty(conduct="access"))).reform()
        made = made.model_copy(update={"reform": made.reform.model_copy(update={"title": "Te reo M\u0101ori"})})
        assert "Te reo M\u0101ori" in reform_as_yaml(made, [])

    def test_without_changes_is_a_reform_all_the_same(self) -> None:
        file = plan_repairs(assessed(duty(conduct="access"), rule(conduct="access"))).reform()
        assert read(reform_as_yaml(file, [])) == file

    def test_the_day_over_whose_law_it_is_laid_and_an_empty_limit_are_kept(self) -> None:
        day = date(2020, 1, 1)
        made = Rule(
            id="12:30#x",
            kind="no",
            text="- a: {b}",
            in_force=Interval(start=day, end=date(2021, 1, 1), enacted=day),
            conditions=(
                Condition(facet="1.0", any=("true", "null", "~", "0x10", "1_000", "2020-01-01", "a:b", "#c", "-")),
            ),
            gives=(Gift(facet="08", amount=0, unit="day"),),
            supports=Supports(kinds=()),
            source=(SOURCE,),
        )
        file = ReformFile(
            reform=Reform(id="012", title="yes: no # maybe", stage="bill", commences=day, over=day),
            changes=(
                ReformChange(lodge=Lodgement(narrowing="t:1#limit", limit_to=(), text="'\"")),
                ReformChange(repeal="act:252", commences=day),
                ReformChange(enact=Enactment(act="7", section="1e3", heading="=1+1", rule=made)),
            ),
        )
        text = reform_as_yaml(file, [])
        assert read(text) == file
        assert "&" not in text
        assert "'2020-01-01'" in text  # the concept
        assert "over: 2020-01-01" in text

    @pytest.mark.parametrize("line", ["a\nreform: {}", "a\r\n- b", "a\u2028b", "a\x85b", "  # a", "", "a\tb"])
    def test_no_instruction_breaks_out_of_its_comment(self, line: str) -> None:
        file = plan_repairs(assessed(duty(conduct="access"))).reform()
        text = reform_as_yaml(file, [line])
        assert text.splitlines()[0].startswith("#")
        assert text.splitlines()[1] == "reform:"
        assert read(text) == file


def lines(world: World) -> str:
    """What ``gapcheck repair --out`` writes."""
    plan = plan_repairs(world.assess())
    drafter = Drafter(plan.assessment)
    return reform_as_yaml(plan.reform(), [told.text for told in drafter.instructions(plan.edits, plan.serves)])


@law(60)
@given(asked_worlds())
def test_the_file_is_read_back_as_the_reform_that_it_was(world: World) -> None:
    assert read(lines(world)) == plan_repairs(world.assess()).reform()


@law(60)
@given(asked_worlds(), st.integers(0, 2**32))
def test_the_same_catalogue_makes_the_same_bytes(world: World, seed: int) -> None:
    assert lines(world) == lines(world)
    assert lines(shuffled(world, Random(seed))) == lines(world)


@law(300)
@given(st.text(min_size=1))
def test_any_text_that_a_file_can_hold_comes_back_as_it_was(text: str) -> None:
    try:
        one = Duty.model_validate({**duty(conduct="access").model_dump(), "text": text})
        parse(f"# {text}".encode(errors="replace"), "reform.yaml")
    except (DataError, ValueError):
        assume(False)
    found = assessed(one)
    file = plan_repairs(found).reform()
    assert read(reform_as_yaml(file, [Drafter(found).instruction(Edit("t:1", "enact"))])) == file
