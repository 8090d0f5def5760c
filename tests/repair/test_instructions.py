"""Edits as drafting instructions, and reform files that the strict loader reads back as they were."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support import builders
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
    Section,
    StatuteFile,
    Supports,
)
from gapcheck.model.treaty import Duty, Narrowing, Waiver
from gapcheck.model.vocabulary import Kind
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

    def test_the_act_of_an_edit(self) -> None:
        one = duty("1", conduct="access", allows=(limit_to("purpose", "fraud"),))
        made = statute(rule("1", conduct="access"))
        lodged, enacted, widened = (
            Edit("t:1#limit", "lodge"),
            Edit("t:1", "enact"),
            Edit("act:1", "widen", "object", "x"),
        )
        found = Drafter(assessed(one, (made,)))
        assert [found.act_id(edit) for edit in (lodged, enacted, widened)] == ["", "act", "act"]
        assert [found.act(edit) for edit in (lodged, enacted)] == [LODGING, "Made Up Act 2000"]
        closed = made.model_copy(update={"act": made.act.model_copy(update={"amendable": False})})
        assert Drafter(assessed(one, (closed,))).act_id(enacted) == ""

    def test_parts_of_a_section_come_by_their_number(self) -> None:
        rules = tuple(rule(f"2({n})", conduct="access", object="server") for n in (10, 9))
        law = StatuteFile(
            act=Act(id="act", title="Made Up Act 2000"), sections=(Section(section="2", heading="H", rules=rules),)
        )
        found = Drafter(assessed(duty(conduct="access", object="thing"), (law,)))
        edits = [Edit("act:2(10)", "give", "secrecy", "confidential"), Edit("act:2(9)", "widen", "object", "thing")]
        (only,) = found.instructions(edits, lambda _: ("t:1",))
        assert only.text == "Made Up Act 2000, s 2: extend to thing (art 1); provide for confidential (art 1)."
        assert only.edits == (edits[1], edits[0])

    def test_amendments_come_by_section_before_new_sections(self) -> None:
        rules = tuple(rule(n, conduct="access", object="server") for n in ("9", "10"))
        limit = Condition(facet="object", any=("server",), set_in="new")
        law = StatuteFile(
            act=Act(id="act", title="Made Up Act 2000"),
            sections=(
                Section(section="10", heading="H", rules=(rules[1],)),
                Section(section="9", heading="H", rules=(rules[0],)),
                Section(section="1", heading="H", rules=(rule("1", conduct="access", also=(limit,)),)),
            ),
        )
        found = Drafter(assessed(duty(conduct="access", object="thing"), (law,)))
        edits = [Edit("t:1", "enact"), *(Edit(f"act:{n}", "widen", "object", "thing") for n in ("1", "10", "9"))]
        assert [told.text for told in found.instructions(edits, lambda _: ("t:1",))] == [
            "Made Up Act 2000, s 9: extend to thing (art 1).",
            "Made Up Act 2000, s 10: extend to thing (art 1).",
            "Made Up Act 2000: enact a new section to extend to thing (art 1).",
            "Made Up Act 2000: enact a section that gives effect to art 1: duty 1.",
        ]

    def test_the_duties_that_it_serves_come_by_their_number(self) -> None:
        duties = [duty(n, conduct="access", secrecy="confidential") for n in ("2", "9", "10", "11")]
        found = Drafter(assessed(duties, rule("1", conduct="access")))
        edit = Edit("act:1", "give", "secrecy", "confidential")
        (only,) = found.instructions([edit], lambda _: ("t:11", "t:9", "t:10", "t:2"))
        assert only.serves == ("t:2", "t:9", "t:10", "t:11")
        assert only.text == "Made Up Act 2000, s 1: provide for confidential (arts 2, 9, 10 and 11)."

    def test_limits_that_are_many_are_left_to_the_section_to_say(self) -> None:
        one = duty(conduct="access", object="thing")
        three = rule("1", conduct="access", object=("server", "vehicle", "machine"))
        assert "stay" in Drafter(assessed(one, three)).instruction(Edit("act:1", "provide", duty="t:1"))
        four = rule("1", conduct="access", object=("server", "vehicle", "machine"), purpose="fraud")
        assert Drafter(assessed(one, four)).instruction(Edit("act:1", "provide", duty="t:1")) == (
            "Made Up Act 2000, s 1: add a subsection that covers thing, in the terms of art 1; "
            "the rest of the section stays as it is."
        )

    @pytest.mark.parametrize(("beyond_doubt", "covers"), [(False, "server"), (True, "(a) access; and (b) server")])
    def test_beyond_doubt_what_is_won_by_a_view_has_to_be_said(self, beyond_doubt: bool, covers: str) -> None:
        law = rule("1", conduct=given_("delete", arguably="access"), object="vehicle")
        made = catalogue(duty(conduct="access", object="server"), law)
        found = assess(asked(made, question("q", "act:1#conduct", view="holds")), "t", DAY)
        told = Drafter(found, beyond_doubt=beyond_doubt).instruction(Edit("act:1", "provide", duty="t:1"))
        assert f" that covers {covers}, in the terms" in told
        assert Drafter(found).beyond_doubt is False

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

    def test_what_is_lodged_in_the_same_words_is_told_once(self) -> None:
        def limited(under: str | None) -> tuple[Narrowing, ...]:
            return (limit_to("purpose", "fraud").model_copy(update={"under": under}),)

        duties = [
            duty("1", conduct="access", allows=limited("40")),
            duty("2", conduct="delete", allows=limited("40")),
            duty("3", conduct="alter", allows=limited("42")),
            duty("4", conduct="interfere", allows=limited(None)),
        ]
        found = Drafter(assessed(duties, rule(conduct="access")))
        edits = [Edit(f"t:{n}#limit", "lodge") for n in "1234"]
        told = found.instructions(edits, lambda edit: (edit.target.partition("#")[0],))
        assert [i.text for i in told] == [
            "Lodge a reservation under art 40 on arts 1 and 2: require fraud.",
            "Lodge a reservation under art 42 on art 3: require fraud.",
            "Lodge a reservation on art 4: require fraud.",
        ]
        assert [i.serves for i in told] == [("t:1", "t:2"), ("t:3",), ("t:4",)]

    @pytest.mark.parametrize(
        ("allowed", "told"),
        [
            (limit_to("purpose", "fraud").model_copy(update={"text": "only ask for fraud."}), "only ask for fraud"),
            (
                limit_to("purpose", "obtaining-data", "dishonesty", "fraud"),
                "require dishonesty, fraud or obtaining data",
            ),
            (limit_to("purpose"), ""),
            (exclude("object", "vehicle", "machine", "server"), "leave out machine, server or vehicle"),
            (waiver(), ""),
            (
                waiver(object="server", conduct=("delete", "alter", "access")),
                "leave out access, alter or delete, where it is also server",
            ),
        ],
    )
    def test_what_may_be_lodged_is_told_in_order(
        self, drafter: Drafter, allowed: Narrowing | Waiver, told: str
    ) -> None:
        assert drafter.permitted(allowed) == told

    def test_what_is_covered_as_a_treaty_says_stands_between_commas(self) -> None:
        assert (
            add_subsection(["as said"], [], "art 1") == "add a subsection that covers, as said, in the terms of art 1"
        )

    def test_outside_statute_a_measure_is_put_in_place(self) -> None:
        made = statute(rule("1", conduct="access"), act="practice")
        assert ": put a measure in place: Duty 1 (art 1)." in Drafter(
            assessed(duty(conduct="alter"), made)
        ).instruction(Edit("t:1", "enact"))


def set_in_two(**more: object) -> Rule:
    """A rule whose limit to servers stands in section 2(1)."""
    made = rule("5", conduct="access", object=given_("server", **more))
    (conduct, limit) = made.conditions
    return made.model_copy(update={"conditions": (conduct, limit.model_copy(update={"set_in": "2(1)"}))})


class TestWhatASectionIsToldOf:
    """A section that sets a limit for several rules is amended: for some cases, or for all of them."""

    DUTIES = (
        duty("1", conduct="access", object="computer-system", secrecy="confidential"),
        duty("2", conduct="access", object="computer-system"),
    )
    PROVIDED = Edit("act:5", "provide", duty="t:1")
    WIDENED = Edit("act:5", "widen", "object", "computer-system")

    def test_what_is_widened_for_all_cases_is_not_widened_for_some(self) -> None:
        made = asked(
            catalogue(self.DUTIES, set_in_two(arguably="computer-system")), question("q", "act:5#object", view="fails")
        )
        found = Drafter(assess(made, "t", DAY))
        told = found.instructions([self.PROVIDED, self.WIDENED], lambda _: ("t:2",))
        assert told[-1].text == "Made Up Act 2000, s 2(1): extend to computer system (arts 1 and 2)."

    def test_a_limit_stays_beside_what_is_given(self) -> None:
        gift = Gift(facet="secrecy", concepts=("confidential",), set_in="2(1)")
        law = set_in_two().model_copy(update={"gives": (gift,)})
        found = Drafter(assessed(self.DUTIES, law))
        edits = [self.PROVIDED, Edit("act:5", "give", "secrecy", "confidential-for-life")]
        (only,) = found.instructions(edits, lambda _: ("t:2",))
        assert only.text == (
            "Made Up Act 2000, s 2(1): provide for confidential for life (art 2); "
            "extend, for the purposes of art 1, to computer system; for everything else, the limit to server stays."
        )

    def test_the_question_is_told_with_what_is_given_for_some(self) -> None:
        gift = Gift(facet="secrecy", arguably=("confidential",), set_in="7(3)")
        law = rule("1", conduct="access", purpose="fraud").model_copy(update={"gives": (gift,)})
        made = catalogue(duty(conduct="access", secrecy="confidential"), law)
        found = Drafter(assess(asked(made, question("q", "act:1#secrecy", view="fails")), "t", DAY))
        told = found.instruction(Edit("act:1", "provide", duty="t:1"))
        assert "s 7(3): provide for confidential (art 1; at issue: question q)." in told

    def test_and_not_with_a_power_which_says_itself_what_is_to_be_changed(self) -> None:
        law = rule("1", kind="power", gives={"power": given_("compel", arguably="search")})
        made = asked(catalogue(duty(kind="power", power="search"), law), question("q", "act:1#power", view="fails"))
        told = Drafter(assess(made, "t", DAY)).instruction(Edit("act:1", "give", "power", "search"), ["t:1"])
        assert told == "Made Up Act 2000, s 1: provide for search (art 1)."

    def test_articles_that_ask_for_the_same_subsection_are_told_together(self) -> None:
        duties = [duty(n, conduct="access", object="thing") for n in ("2", "9", "10")]
        found = Drafter(assessed(duties, rule("1", conduct="access", object="server")))
        edits = [Edit("act:1", "provide", duty=f"t:{n}") for n in ("10", "2", "9")]
        (only,) = found.instructions(edits, lambda edit: (edit.duty,))
        assert only.text.startswith(
            "Made Up Act 2000, s 1: add a subsection that covers thing, in the terms of arts 2, 9 and 10; "
        )

    def test_outside_statute_a_part_is_added(self) -> None:
        practice = statute(rule("1", conduct="access", object="server"), act="practice")
        found = Drafter(assessed(duty(conduct="access", object="thing"), (practice,)))
        assert "add a part that covers thing" in found.instruction(Edit("practice:1", "provide", duty="t:1"))


class TestExceptions:
    """What an exception is no more to stand in the way of: a part of a duty, or all of it."""

    LAW = (rule("1", conduct="access", exceptions=(exception("narrows", "9"),)), rule("2", conduct="delete"))

    def told(self, duties: list[Duty], law: tuple[Rule, ...]) -> str:
        found = Drafter(assessed(duties, law))
        edits = [Edit("act:1", "provide", duty=f"t:{one.id}") for one in duties]
        return " ".join(told.text for told in found.instructions(edits, lambda edit: (edit.duty,)))

    def test_a_part_is_named_where_another_rule_covers_the_rest(self) -> None:
        both = ["access", "delete"]
        assert self.told([duty("1", conduct=both)], self.LAW) == (
            "Made Up Act 2000, s 9: provide that the exception does not apply to access (art 1)."
        )
        assert self.told([duty("1", conduct=both), duty("2", conduct=both)], self.LAW) == (
            "Made Up Act 2000, s 9: provide that the exception does not apply in the cases of arts 1 and 2."
        )

    def test_none_is_named_where_the_rule_covers_nothing_itself(self) -> None:
        compels = rule("1", kind="power", gives={"power": "compel"})
        searches = rule("2", kind="power", gives={"power": "search"}, exceptions=(exception("narrows", "9"),))
        assert self.told([duty("1", kind="power", power="search")], (compels, searches)) == (
            "Made Up Act 2000, s 9: provide that the exception does not apply in the cases of art 1."
        )


class TestWhatIsReached:
    edit = Edit("act:1", "provide", duty="t:1")

    def test_what_a_kind_is_told_by_comes_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = assessed(duty(object="server", conduct="access"), rule("1", conduct="delete", object="vehicle"))
        assert "covers (a) access; and (b) server, in" in Drafter(found).instruction(self.edit)
        thing = Kind(id="thing", anchor="object", label="Thing")
        words = builders.WORDS.model_copy(update={"kinds": (*builders.WORDS.kinds, thing)})
        monkeypatch.setattr(builders, "WORDS", words)
        one = duty(kind="thing", object="server", conduct="access")
        found = assessed(one, rule("1", kind="thing", conduct="delete", object="vehicle"))
        assert "covers (a) server; and (b) access, in" in Drafter(found).instruction(self.edit)

    def test_what_only_qualifies_an_act_is_told_with_its_name(self) -> None:
        found = assessed(duty(conduct="access", fault="recklessness"), rule("1", conduct="delete", fault="negligence"))
        assert "covers (a) access; and (b) as fault, recklessness, in" in Drafter(found).instruction(self.edit)
        one = duty(kind="power", power="search", fault="recklessness")
        found = assessed(one, rule("1", kind="power", gives={"power": "search"}, fault="negligence"))
        assert "covers recklessness, in" in Drafter(found).instruction(self.edit)

    def test_several_are_told_by_the_narrowest_word_that_takes_in_all(self) -> None:
        one = duty(conduct="access", object=["server", "smart-machine"])
        found = assessed(one, rule("1", conduct="access", object="vehicle"))
        assert "covers computer system, in" in Drafter(found).instruction(self.edit)


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
