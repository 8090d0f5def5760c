"""Edits as values: what they cost, which of them another makes idle, and the reform that they make."""

from __future__ import annotations

from datetime import date

import pytest
from support.builders import DAY, at_least, at_most, catalogue, duty, either, exception, limit_to, rule, statute

from gapcheck.change.reform import apply_reform
from gapcheck.model.law import Amendment, Condition, Gift, Lodgement, ReformChange, ReformFile
from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import Element
from gapcheck.repair.edits import (
    PREFERENCE,
    Edit,
    as_reform,
    as_text,
    changes_rule,
    clash,
    does_as_much,
    home,
    in_place,
    kinds_of_acts,
    promised,
    rule_of,
    rules_by_key,
    total,
    weight,
    without_idle,
)

MADE = catalogue(
    duty(conduct="access", allows=(limit_to("purpose", "fraud"),)),
    rule(conduct="remote-access", purpose="fraud", exceptions=(exception("narrows", "9"),)),
)
WORDS = MADE.vocabulary


def reform(*edits: Edit) -> ReformFile:
    return as_reform(MADE, edits, DAY, "r", "R")


class TestCost:
    def test_fewer_edits_come_first_then_the_order_of_preference(self) -> None:
        assert list(PREFERENCE) == ["lodge", "widen", "give", "set", "provide", "enact"]
        lodge, widen, give, set_, provide, enact = PREFERENCE.values()
        assert lodge < widen < give == set_ < provide < enact
        many = [Edit(f"a:{n}", "lodge") for n in range(60)]
        assert weight(many[:59]) < weight(many)
        assert weight([Edit("t:1", "enact")]) < weight(many[:2])

    def test_of_a_set(self) -> None:
        assert total([Edit("a:1", "widen", "fault", "x"), Edit("t:1", "enact")]) == 205


class TestIdle:
    def test_a_word_is_not_added_where_a_wider_one_is(self) -> None:
        wide, other = Edit("a:1", "widen", "object", "thing"), Edit("a:2", "widen", "object", "server")
        assert without_idle(WORDS, [wide, Edit("a:1", "widen", "object", "server"), other]) == {wide, other}

    def test_what_is_made_for_one_duty_stays_whatever_is_made_for_another(self) -> None:
        provided = {Edit("a:1", "provide", duty=f"t:{n}") for n in range(3)}
        assert without_idle(WORDS, provided) == provided
        alone = {sort: Edit("a:1", sort).for_one_duty for sort in PREFERENCE}
        assert [sort for sort, own in alone.items() if own] == ["provide", "enact"]

    def test_a_stronger_guarantee_is_enough_and_of_two_quantities_both_stay(self) -> None:
        strong, weak = Edit("a:1", "give", "power", "order-disclosure"), Edit("a:1", "give", "power", "compel")
        amounts = {Edit("a:1", "set", "period", "", f"{n} day") for n in (1, 2)}
        assert without_idle(WORDS, {strong, weak, *amounts}) == {strong, *amounts}

    @pytest.mark.parametrize(
        ("one", "other", "expected"),
        [
            (Edit("a:1", "provide", duty="t:1"), Edit("a:1", "widen", "object", "server"), False),
            (Edit("a:1", "provide", duty="t:1"), Edit("a:1", "provide", duty="t:2"), False),
            (Edit("a:1", "widen", "object", "thing"), Edit("a:1", "widen", "object", "server"), True),
            (Edit("a:1", "widen", "object", "server"), Edit("a:1", "widen", "object", "thing"), False),
            (Edit("a:1", "widen", "object", "thing"), Edit("a:2", "widen", "object", "server"), False),
            (Edit("a:1", "give", "power", "order-disclosure"), Edit("a:1", "give", "power", "compel"), True),
            (Edit("a:1", "give", "power", "compel"), Edit("a:1", "give", "power", "order-disclosure"), False),
            (Edit("a:1", "set", "period", "", "2 day"), Edit("a:1", "set", "period", "", "1 day"), False),
            (Edit("t:1", "enact"), Edit("t:1", "enact"), True),
        ],
    )
    def test_one_edit_may_do_as_much_as_another(self, one: Edit, other: Edit, expected: bool) -> None:
        assert does_as_much(WORDS, one, other) is expected

    def test_a_quantity_cannot_be_set_at_two_amounts(self) -> None:
        one, other = Edit("a:1", "set", "period", "", "1 day"), Edit("a:1", "set", "period", "", "2 day")
        assert clash([one, other])
        assert not clash([one, one, Edit("a:2", "set", "period", "", "2 day"), Edit("a:1", "give", "power", "search")])
        assert not clash([Edit("a:1", "widen", "object", "thing"), Edit("a:1", "widen", "object", "vehicle")])


class TestPromised:
    @pytest.mark.parametrize(
        ("bounds", "expected"),
        [
            ((), []),
            ((at_least(3, "day"),), ["3 days"]),
            ((at_most(3, "day"),), ["3 days"]),
            ((at_least(3, "day"), at_most(9, "day")), ["3 days"]),
            ((at_least(3, "day"), at_least(5, "day"), at_most(9, "day")), ["5 days"]),
            ((at_most(2, "year"), at_most(7, "month")), ["7 months"]),
            ((at_least(1, "month"), at_least(3, "day")), ["3 days", "1 month"]),
            ((at_least(5, "day"), at_most(3, "day")), ["5 days", "3 days"]),
            # Either floor keeps to two of the three.
            ((at_least(3, "day"), at_least(5, "day"), at_most(4, "day")), ["3 days", "5 days"]),
        ],
    )
    def test_as_few_as_keep_to_every_bound(self, bounds: tuple[Element, ...], expected: list[str]) -> None:
        assert [str(q) for q in promised(bounds)] == expected
        assert [str(q) for q in promised(bounds[::-1])] == expected


class TestReform:
    def test_commences_on_the_day_over_whose_law_it_is_laid(self) -> None:
        head = reform(Edit("t:1#limit", "lodge")).reform
        assert (head.id, head.stage, head.commences, head.over) == ("r", "proposal", DAY, DAY)

    def test_one_change_for_each_rule(self) -> None:
        edits = (
            Edit("act:1", "widen", "conduct", "delete"),
            Edit("act:1", "widen", "conduct", "access"),
            Edit("act:1", "give", "secrecy", "confidential"),
            Edit("act:1", "set", "period", quantity="20 day"),
        )
        (change,) = reform(*edits).changes
        assert change.amend == Amendment(
            rule="act:1",
            add=(Condition(facet="conduct", any=("access", "delete")),),
            give=(Gift(facet="secrecy", concepts=("confidential",)), Gift(facet="period", amount=20, unit="day")),
        )
        (entry,) = apply_reform(MADE, reform(*edits)).rules_in_force(DAY)
        assert [(c.facet, c.any) for c in entry.rule.conditions] == [
            ("conduct", ("remote-access", "access", "delete")),
            ("purpose", ("fraud",)),
        ]
        assert [x.section for x in entry.rule.exceptions] == ["9"]
        assert [g.facet for g in entry.rule.gives] == ["secrecy", "period"]

    def test_a_subsection_stands_beside_the_rule_in_its_section(self) -> None:
        edit = Edit("act:1", "provide", duty="t:1")
        (change,) = reform(edit).changes
        assert change.enact is not None
        assert (change.enact.act, change.enact.section, change.enact.rule.id) == ("act", "1", "1-t-1")
        first, second = apply_reform(MADE, reform(edit)).rules_in_force(DAY)
        assert first.section == second.section
        assert [(c.facet, c.any) for c in first.rule.conditions] == [
            ("conduct", ("remote-access",)),
            ("purpose", ("fraud",)),
        ]
        assert [(c.facet, c.any) for c in second.rule.conditions] == [("conduct", ("access",))]
        assert changes_rule(MADE, edit) == second.key

    def test_lodging(self) -> None:
        assert reform(Edit("t:1#limit", "lodge")).changes == (
            ReformChange(lodge=Lodgement(narrowing="t:1#limit", text="Proposed.")),
        )

    def test_depends_on_no_order(self) -> None:
        edits = [
            Edit("act:1", "provide", duty="t:1"),
            Edit("act:1", "widen", "conduct", "access"),
            Edit("t:1#limit", "lodge"),
        ]
        assert reform(*edits) == reform(*edits[::-1])

    def test_changes_come_in_the_order_of_what_they_change(self) -> None:
        every = [f"t:1#{name}" for name in "abcdefgh"]
        changes = reform(*(Edit(key, "lodge") for key in every[::-1])).changes
        assert [change.lodge.narrowing for change in changes if change.lodge] == every

    def test_a_quantity_comes_back_as_it_was_written(self) -> None:
        text = as_text(Quantity(amount=20, unit="day"))
        assert text == "20 day"
        (change,) = reform(Edit("act:1", "set", "period", quantity=text)).changes
        assert change.amend == Amendment(rule="act:1", give=(Gift(facet="period", amount=20, unit="day"),))

    def test_enacting(self) -> None:
        one = duty(
            "2",
            conduct=either("access", "delete"),
            secrecy=either("confidential-for-life", "confidential"),
            also=(at_least(3, "day"), Element(facet="conduct", every=("alter",))),
        )
        (change,) = as_reform(catalogue(one), [Edit("t:2", "enact")], DAY, "r", "R").changes
        assert change.enact is not None
        made = change.enact.rule
        assert (change.enact.act, made.id, made.kind, made.text) == ("act", "new-t-2", "offence", "Duty 2.")
        assert [(c.facet, c.any) for c in made.conditions] == [("conduct", ("access", "alter", "delete"))]
        assert [(g.facet, g.concepts, g.amount_in_words) for g in made.gives] == [
            ("period", (), "3 days"),
            ("secrecy", ("confidential",), None),  # one of an any list is enough
        ]

    def test_what_a_new_section_reaches_and_gives_is_told_in_order(self) -> None:
        one = duty(
            kind="power",
            power=["search", "order-preservation", "order-disclosure", "compel"],
            secrecy=["confidential-for-life", "confidential"],
            object=["vehicle", "thing", "smart-machine", "server", "machine", "computer-system"],
        )
        (change,) = as_reform(catalogue(one), [Edit("t:1", "enact")], DAY, "r", "R").changes
        assert change.enact is not None
        made = change.enact.rule
        assert [c.any for c in made.conditions] == [
            ("computer-system", "machine", "server", "smart-machine", "thing", "vehicle")
        ]
        assert [g.concepts for g in made.gives] == [
            ("compel", "order-disclosure", "order-preservation", "search"),
            ("confidential", "confidential-for-life"),
        ]

    def test_and_so_are_its_facets(self) -> None:
        one = duty(
            purpose="fraud",
            offence="any-offence",
            object="server",
            fault="intention",
            data="any-data",
            conduct="access",
        )
        (change,) = as_reform(catalogue(one), [Edit("t:1", "enact")], DAY, "r", "R").changes
        assert change.enact is not None
        told = [condition.facet for condition in change.enact.rule.conditions]
        assert told == ["conduct", "data", "fault", "object", "offence", "purpose"]

    def test_of_an_any_list_one_is_given_where_nothing_asked_besides_is_enough(self) -> None:
        also = (Element(facet="power", every=("search",)),)
        one = duty(kind="power", power=either("order-preservation", "order-disclosure"), also=also)
        (change,) = as_reform(catalogue(one), [Edit("t:1", "enact")], DAY, "r", "R").changes
        assert change.enact is not None
        assert [g.concepts for g in change.enact.rule.gives] == [("order-disclosure", "search")]

    def test_of_an_any_list_nothing_more_than_what_is_asked_anyway(self) -> None:
        more = (Element(facet="secrecy", every=("confidential-for-life",)),)
        one = duty(conduct="access", secrecy=either("confidential", "confidential-for-life"), also=more)
        (change,) = as_reform(catalogue(one), [Edit("t:1", "enact")], DAY, "r", "R").changes
        assert change.enact is not None
        assert [g.concepts for g in change.enact.rule.gives] == [("confidential-for-life",)]


class TestHome:
    def test_is_the_surveyed_act_with_most_rules_of_the_kind(self) -> None:
        files = (
            statute(rule("1", kind="power", gives={"power": "search"}), act="a"),
            statute(rule("1", conduct="access"), act="act"),
            statute(rule("1", conduct="access"), rule("2", conduct="access"), act="z"),
        )
        made = catalogue([duty("1", conduct="access"), duty("2", conduct="access", surveyed=False)], files)
        assert home(made, made.duty("t:1")) == "act"
        assert home(made, made.duty("t:2")) == "z"

    def test_is_one_with_a_rule_of_the_kind_before_one_without(self) -> None:
        one = duty(conduct="access", surveyed=False)
        made = catalogue(one, (statute(act="a"), statute(rule("1", conduct="access"), act="b")))
        assert home(made, made.duty("t:1")) == "b"

    def test_without_one_is_the_first_by_id(self) -> None:
        made = catalogue(duty(conduct="access", surveyed=False), (statute(act="b"), statute(act="a")))
        assert home(made, made.duty("t:1")) == "a"

    def test_is_never_an_act_that_may_not_be_amended(self) -> None:
        closed = statute(rule("1", conduct="access"), rule("2", conduct="access"), act="a")
        closed = closed.model_copy(update={"act": closed.act.model_copy(update={"amendable": False})})
        one = duty("1", conduct="access", surveyed=False)
        made = catalogue(one, (closed, statute(rule("1", conduct="delete"), act="b")))
        assert home(made, made.duty("t:1")) == "b"
        alone = catalogue(one, (closed,))
        assert home(alone, alone.duty("t:1")) is None
        with pytest.raises(ValueError, match="there is no Act in which a section for t:1 could stand"):
            as_reform(alone, [Edit("t:1", "enact")], DAY, "plan", "Plan")

    def test_is_part_of_the_id_of_a_new_rule(self) -> None:
        made = catalogue(duty("1", conduct="access"), rule(conduct="delete"))
        assert changes_rule(made, Edit("t:1", "enact")) == "act:new-t-1"
        assert changes_rule(made, Edit("t:1#limit", "lodge")) is None


class TestLookUps:
    def test_rules_by_their_id_are_those_of_every_interval_the_earliest_first(self) -> None:
        made = catalogue(
            [],
            [
                rule("2", conduct="access", start="2010-01-01"),
                rule("2", conduct="access", end="2010-01-01"),
                rule("10"),
            ],
        )
        found = {key: [e.rule.in_force.start.year for e in entries] for key, entries in rules_by_key(made).items()}
        assert found == {"act:2": [2000, 2010], "act:10": [2000]}

    def test_a_rule_is_the_one_in_force_on_the_day(self) -> None:
        made = catalogue(
            [], [rule("2", conduct="access", start="2010-01-01"), rule("2", conduct="access", end="2010-01-01")]
        )
        assert rule_of(made, "act:2", date(2009, 12, 31)).rule.in_force.start.year == 2000
        assert rule_of(made, "act:2", date(2010, 1, 1)).rule.in_force.start.year == 2010

    def test_an_amendment_changes_the_rule_itself_and_a_subsection_makes_a_new_one(self) -> None:
        assert changes_rule(MADE, Edit("act:1", "give", "secrecy", "confidential")) == "act:1"
        assert changes_rule(MADE, Edit("act:1", "widen", "conduct", "access")) == "act:1"
        assert changes_rule(MADE, Edit("act:1", "provide", duty="t:1")) == "act:1-t-1"

    def test_rules_of_a_kind_are_counted_by_act(self) -> None:
        made = catalogue(
            [], [statute(rule("1"), rule("2"), rule("3", kind="power"), act="a"), statute(rule("1"), act="b")]
        )
        assert kinds_of_acts(made) == {("a", "offence"): 2, ("a", "power"): 1, ("b", "offence"): 1}


def test_edits_are_told_by_the_number_of_the_rule() -> None:
    first, second, third = (
        Edit("act:2", "give", "secrecy", "confidential"),
        Edit("act:2", "widen", "conduct", "access"),
        Edit("act:10", "give", "secrecy", "confidential"),
    )
    assert sorted([third, second, first], key=in_place) == [first, second, third]
