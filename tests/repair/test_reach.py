"""A repair reaches what the treaty describes, and nothing else."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from support.builders import catalogue, duty, either, rule
from support.laws import law
from support.situations import describes, reaches
from support.strategies import SCOPE, World, names, worlds

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.model.law import Condition, Rule
from gapcheck.model.treaty import Duty
from gapcheck.repair.reach import Described


def described(made: Catalogue) -> Described:
    return Described(made.vocabulary, tuple(made.duties.values()))


def opens(old: Rule, new: Rule, *duties: Duty) -> bool:
    made = catalogue(list(duties), [old])
    return bool(described(made).opened(old, new))


BOTH = duty(conduct="access", object="server")


def test_what_the_treaty_describes_may_be_added() -> None:
    assert not opens(
        rule(conduct="access", object="vehicle"), rule(conduct="access", object=("vehicle", "server")), BOTH
    )


def test_a_guarantee_that_the_treaty_asks_for_limits_nothing() -> None:
    asks = duty(conduct="access", object="server", secrecy="confidential")
    assert not opens(
        rule(conduct="access", object="vehicle"), rule(conduct="access", object=("vehicle", "server")), asks
    )


def test_a_limit_of_the_treaty_that_the_rule_does_not_have_is_opened() -> None:
    assert opens(rule(conduct="delete"), rule(conduct=("delete", "access")), BOTH)


def test_another_condition_that_lets_more_through_is_opened() -> None:
    old = rule(conduct=("access", "delete"), object="vehicle")
    assert opens(old, rule(conduct=("access", "delete"), object=("vehicle", "server")), BOTH)


def test_two_additions_may_open_something_together() -> None:
    old = rule(conduct="access", object="server")
    duties = [duty("1", conduct="delete", object="server"), duty("2", conduct="access", object="vehicle")]
    assert not opens(old, rule(conduct=("access", "delete"), object="server"), *duties)
    assert not opens(old, rule(conduct="access", object=("server", "vehicle")), *duties)
    assert opens(old, rule(conduct=("access", "delete"), object=("server", "vehicle")), *duties)


def test_what_the_rule_reached_already_is_not_opened() -> None:
    assert not opens(rule(conduct="access"), rule(conduct=("access", "remote-access")), BOTH)


def test_a_duty_of_another_kind_describes_nothing_for_the_rule() -> None:
    power = duty(kind="power", power="search", object="server")
    old, new = rule(conduct="access", object="vehicle"), rule(conduct="access", object=("vehicle", "server"))
    assert opens(old, new, power)


def test_a_condition_taken_out_is_refused() -> None:
    with pytest.raises(ValueError, match="takes none of them out"):
        opens(rule(conduct="access", object="server"), rule(conduct="access"), BOTH)


def test_one_of_several_that_are_enough_is_described() -> None:
    wide = duty(conduct=either("access", "delete"))
    assert not opens(rule(conduct="alter"), rule(conduct=("alter", "delete")), wide)


def test_what_is_opened_is_told_by_facet_with_all_that_the_rule_lets_in_there() -> None:
    old = rule(conduct=("delete", "access"), object="vehicle")
    new = rule(conduct=("delete", "access"), object=("vehicle", "server", "machine"))
    made = catalogue([BOTH], [old])
    found = described(made).opened(old, new)
    assert found == (
        {"conduct": "access, delete", "object": "machine"},
        {"conduct": "access, delete", "object": "server"},
    )


def test_two_elements_of_a_duty_in_one_facet_describe_together() -> None:
    both = duty("1", conduct=either("access"), inherits=("2", "3"))
    old, new = rule(conduct="alter"), rule(conduct=("alter", "access"))
    made = catalogue([both, duty("2", object="server"), duty("3", object="vehicle")], [old])
    scope = Described(made.vocabulary, (made.duties["t:1"],))
    assert scope.opened(old, new)
    limited = [
        r.model_copy(update={"conditions": (*r.conditions, *rule(object="vehicle").conditions)}) for r in (old, new)
    ]
    assert not scope.opened(*limited)


def test_what_no_duty_of_the_kind_is_there_to_describe_is_opened() -> None:
    made = catalogue([BOTH], [rule(conduct="access")])
    assert Described(made.vocabulary, ()).opened(rule(conduct="alter"), rule(conduct=("alter", "access")))


class TestConfined:
    """A rule that is made for duties reaches nothing but what one of them describes."""

    def confined(self, one: Rule, *duties: Duty) -> bool:
        made = catalogue(list(duties), [one])
        return described(made).confined(one)

    def test_to_what_a_duty_describes(self) -> None:
        assert self.confined(rule(conduct="access", object="server"), BOTH)
        assert self.confined(rule(conduct="access", object="server", fault="intention"), BOTH)

    def test_not_where_it_has_no_limit_or_a_wider_one(self) -> None:
        assert not self.confined(rule(conduct="access"), BOTH)
        assert not self.confined(rule(conduct=("access", "delete"), object="server"), BOTH)
        assert not self.confined(rule(conduct="access", object="thing"), BOTH)

    def test_to_one_duty_of_its_kind_and_not_to_two_together(self) -> None:
        other = duty("2", conduct="delete", object="server")
        assert self.confined(rule(conduct="delete", object="server"), BOTH, other)
        assert not self.confined(rule(conduct=("access", "delete"), object="server"), BOTH, other)
        power = duty("3", kind="power", power="search", conduct="delete")
        assert not self.confined(rule(conduct="delete", object="server"), BOTH, power)

    def test_a_duty_that_is_silent_where_another_is_not_sets_no_limit_there(self) -> None:
        silent = duty("2", conduct="delete")
        assert self.confined(rule(conduct="delete"), BOTH, silent)
        assert self.confined(rule(conduct="delete"), duty("0", conduct="delete"), BOTH)
        assert not self.confined(rule(conduct="access"), BOTH, silent)

    def test_what_several_duties_list_is_told_of_each(self) -> None:
        other = duty("2", conduct="access", object="vehicle")
        for thing, inside in (("server", True), ("vehicle", True), ("machine", False)):
            assert self.confined(rule(conduct="access", object=thing), BOTH, other) is inside

    def test_two_conditions_in_a_facet_may_limit_it_together(self) -> None:
        two = (Condition(facet="object", any=["thing"]), Condition(facet="object", any=["server"]))
        assert self.confined(rule(conduct="access", also=two), BOTH)


# The law, by brute force -------------------------------------------------------------------------------------------


@law(300)
@given(worlds(), st.data())
def test_nothing_is_opened_where_none_is_told(world: World, data: st.DataObject) -> None:
    made = Catalogue(world.contents)
    words = made.vocabulary
    amended = [r for _, r in world.rules if r.conditions]
    if not amended:
        return
    old = data.draw(st.sampled_from(amended))
    added = {f: data.draw(st.lists(st.sampled_from(names(f)), max_size=1)) for f in SCOPE}
    conditions = tuple(
        c.model_copy(update={"any": tuple(dict.fromkeys((*c.any, *added.get(c.facet, ()))))}) for c in old.conditions
    )
    new = old.model_copy(update={"conditions": conditions})
    duties = [full for full in made.duties.values() if full.duty.kind == new.kind]
    told = described(made).opened(old, new)
    found = [
        situation
        for choice in product(*(names(f) for f in SCOPE))
        for situation in [dict(zip(SCOPE, choice, strict=True))]
        if reaches(words, new, situation)
        and not reaches(words, old, situation)
        and not any(describes(words, full, situation) for full in duties)
    ]
    event("opened something" if found else "opened nothing")
    if not told:
        assert not found
