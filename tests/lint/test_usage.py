"""What is defined, but used by nothing."""

from __future__ import annotations

from support.builders import catalogue, duty, either, exception, exercise, facet, given, limit_to, rule, tree, waiver
from support.linting import found, with_contents

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.usage import lint_usage
from gapcheck.model.law import Amendment, Change, Condition, Enactment, Gift, Reform, ReformFile
from gapcheck.model.treaty import Bracket
from gapcheck.model.vocabulary import Concept, Kind, VocabularyFile

KINDS = (Kind(id="offence", anchor="conduct", label="Criminal offence"),)
CONDUCT = facet("conduct", "disjoint")


def usage(made: Catalogue, *concepts: Concept, facets=(CONDUCT,), kinds=KINDS) -> list[tuple[str, str]]:
    """The findings with a vocabulary of these concepts."""
    words = VocabularyFile(kinds=kinds, facets=facets, concepts=concepts)
    return found(lint_usage, with_contents(made, vocabulary=(words,)))


def idle(made: Catalogue, *concepts: Concept, **more) -> list[str]:
    """The concepts that are not used."""
    return [key.removeprefix("concept:") for code, key in usage(made, *concepts, **more) if code == "unused-concept"]


class TestRules:
    def test_one_that_reaches_no_duty(self) -> None:
        rules = [rule("1", conduct="access"), rule("2", conduct="delete")]
        findings = found(lint_usage, catalogue(duty(conduct="access"), rules))
        assert [key for code, key in findings if code == "unused-rule"] == ["act:2"]


class TestKinds:
    def test_one_without_a_duty_or_rule(self) -> None:
        made = catalogue(duty(conduct="access"), rule(conduct="access"))
        kinds = [key for code, key in found(lint_usage, made) if code == "unused-kind"]
        assert kinds == ["kind:power", "kind:sanction"]

    def test_one_of_a_rule_alone_is_used(self) -> None:
        made = catalogue(duty(conduct="access"), [rule("1", kind="power", gives={"power": "compel"})])
        assert ("unused-kind", "kind:power") not in found(lint_usage, made)

    def test_one_of_a_rule_that_a_reform_enacts_is_used(self) -> None:
        assert ("unused-kind", "kind:power") not in found(lint_usage, reformed(enact=rule("9", kind="power")))


class TestFacets:
    def test_one_in_which_nothing_is_described(self) -> None:
        words = tree("conduct", access="")
        made = catalogue(duty(conduct="access"), rule(conduct="access"))
        assert usage(made, *words, facets=(CONDUCT, facet("period"))) == [("unused-facet", "facet:period")]

    def test_its_concepts_are_not_told_as_well(self) -> None:
        words = (*tree("conduct", access=""), *tree("fault", intention=""))
        made = catalogue(duty(conduct="access"))
        assert usage(made, *words, facets=(CONDUCT, facet("fault", "overlapping"))) == [("unused-facet", "facet:fault")]

    def test_the_anchor_of_a_kind_in_use_is_used(self) -> None:
        assert usage(catalogue(duty(force="limit"))) == []

    def test_one_that_a_bracket_names_is_used(self) -> None:
        bracket = Bracket(facet="fault", alternatives=("knowingly", "none"))
        one = duty(conduct="access").model_copy(update={"brackets": (bracket,)})
        facets = (CONDUCT, facet("fault", "overlapping"))
        assert usage(catalogue(one), *tree("conduct", access=""), facets=facets) == []


def reformed(amend: Amendment | None = None, enact=None) -> Catalogue:
    """A catalogue with a reform of one change."""
    changes = [Change(amend=amend)] if amend else []
    if enact:
        changes.append(Change(enact=Enactment(act="act", section="9", heading="Nine", rule=enact)))
    reform = Reform(id="bill", title="Bill", stage="bill", commences="2030-01-01")
    made = catalogue(duty(conduct="access"), rule(conduct="access"))
    return with_contents(made, reforms=(ReformFile(reform=reform, changes=tuple(changes)),))


class TestConcepts:
    def test_one_that_nothing_names(self) -> None:
        assert idle(catalogue(duty(conduct="access")), *tree("conduct", access="", delete="")) == ["delete"]

    def test_duties_rules_narrowings_waivers_and_exceptions_use_them(self) -> None:
        names = ("a", "b", "c", "d", "e", "f", "g", "h", "i")
        one = duty(
            conduct=either("a", "b"),
            allows=(limit_to("conduct", "c"),),
            waives=(waiver(conduct="d"),),
            force="limit",
            surveyed=False,
        )
        law = rule(
            conduct=given("e", arguably="f"),
            gives={"conduct": given("g", arguably="h")},
            exceptions=(exception("narrows", facet="conduct", concepts="i"),),
        )
        assert idle(catalogue(one, law), *tree("conduct", **dict.fromkeys(names, ""))) == []

    def test_a_lodged_limit_uses_them(self) -> None:
        one = duty(conduct="a", allows=(limit_to("conduct", "b"),))
        words = tree("conduct", a="", b="", c="")
        assert idle(catalogue(one), *words) == ["c"]
        assert idle(catalogue(one, exercised=(exercise("1#limit", limit_to=("c",)),)), *words) == []

    def test_a_reform_uses_them(self) -> None:
        words = tree("conduct", access="", a="", b="", c="")
        amend = Amendment(
            rule="act:1", add=(Condition(facet="conduct", any=("a",)),), give=(Gift(facet="conduct", concepts=("b",)),)
        )
        assert idle(reformed(amend, enact=rule("9", conduct="c")), *words) == []


class TestLinks:
    def test_between_a_used_one_above_and_one_below(self) -> None:
        words = tree("conduct", top="", middle="top", bottom="middle")
        assert idle(catalogue(duty(conduct=["top", "bottom"])), *words) == []

    def test_the_common_heading_of_two(self) -> None:
        words = tree("conduct", heading="", one="heading", two="heading")
        assert idle(catalogue(duty(conduct=["one", "two"])), *words) == []

    def test_what_makes_two_overlap(self) -> None:
        words = tree("conduct", one="", two="", both="one two")
        assert idle(catalogue(duty(conduct=["one", "two"])), *words) == []

    def test_a_leaf_and_a_top_link_nothing(self) -> None:
        words = tree("conduct", top="", one="top", two="one", leaf="two")
        assert idle(catalogue(duty(conduct=["one", "two"])), *words) == ["leaf", "top"]

    def test_a_chain_of_idle_ones_links_nothing(self) -> None:
        words = tree("conduct", used="", one="used", two="one")
        assert idle(catalogue(duty(conduct="used")), *words) == ["one", "two"]
