"""Joining up the contents: order, inheritance and look-ups (design 2.2, 2.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.builders import (
    article,
    at_least,
    catalogue,
    duty,
    either,
    exclude,
    instrument,
    judged,
    limit_to,
    reading,
    rule,
    statute,
    waiver,
)

from gapcheck.catalogue.catalogue import Catalogue, Contents, natural_key
from gapcheck.catalogue.full_duties import full_id
from gapcheck.errors import UnknownIdError
from gapcheck.model.treaty import ArticlesFile


def full(*duties, key=None):
    made = catalogue(list(duties))
    return made.duties[key or f"t:{duties[0].id}"]


def described(found):
    return {e.facet: e.concepts or "quantity" for e in found.elements}


class TestInheritance:
    SCOPE = duty("14", force="limit", data="any-data", offence="any-offence")

    def test_a_duty_takes_over_the_elements_of_another(self):
        found = full(duty("16", conduct="access", inherits=("14",)), self.SCOPE)
        assert described(found) == {"conduct": ("access",), "data": ("any-data",), "offence": ("any-offence",)}

    def test_only_for_facets_that_it_does_not_itself_describe(self):
        found = full(duty("16", conduct="access", data="traffic-data", inherits=("14",)), self.SCOPE)
        assert described(found)["data"] == ("traffic-data",)

    def test_a_facet_described_by_a_quantity_is_described(self):
        longer = duty("14", also=(at_least(2, "year"),))
        found = full(duty("16", conduct="access", also=(at_least(1, "year"),), inherits=("14",)), longer)
        assert [str(e.at_least) for e in found.elements if e.facet == "period"] == ["1 year"]

    def test_inheriting_is_transitive(self):
        middle = duty("15", fault="intention", inherits=("14",))
        found = full(duty("16", conduct="access", inherits=("15",)), middle, self.SCOPE)
        assert set(described(found)) == {"conduct", "fault", "data", "offence"}

    def test_what_the_nearer_duty_describes_hides_what_the_farther_one_does(self):
        middle = duty("15", data="traffic-data", inherits=("14",))
        found = full(duty("16", conduct="access", inherits=("15",)), middle, self.SCOPE)
        assert described(found)["data"] == ("traffic-data",)

    def test_inheriting_the_same_duty_twice_adds_nothing(self):
        one, other = duty("15", inherits=("14",)), duty("21", inherits=("14",))
        once = full(duty("16", conduct="access", inherits=("14",)), self.SCOPE)
        twice = full(duty("16", conduct="access", inherits=("15", "21", "14")), one, other, self.SCOPE)
        assert twice.elements == once.elements

    def test_the_same_list_in_another_order_is_the_same_element(self):
        one, other = duty("15", object=["server", "vehicle"]), duty("21", object=["vehicle", "server"])
        found = judged([duty("1", conduct="access", inherits=("15", "21")), one, other])
        assert [c.cell.label for c in found.cells] == [
            "conduct=access, object=server",
            "conduct=access, object=vehicle",
        ]

    def test_narrowings_are_inherited_under_their_own_id(self):
        scope = duty("14", data="any-data", allows=(limit_to("data", "content-data"),))
        found = full(duty("16", conduct="access", inherits=("14",)), scope)
        assert [a.key for a in found.allows] == ["t:14#limit"]

    def test_narrowings_of_a_described_facet_are_not_inherited(self):
        scope = duty("14", allows=(limit_to("data"), exclude("fault", "negligence")))
        found = full(duty("16", conduct="access", data="any-data", inherits=("14",)), scope)
        assert [a.key for a in found.allows] == ["t:14#exclude"]

    def test_waivers_are_inherited_unless_a_facet_they_name_is_described(self):
        scope = duty("14", waives=(waiver(id="a", data="any-data"), waiver(id="b", data="any-data", conduct="access")))
        found = full(duty("16", conduct="access", inherits=("14",)), scope)
        assert [w.key for w in found.waives] == ["t:14#a"]

    def test_the_survey_and_the_force_are_not_inherited(self):
        found = full(duty("16", conduct="access", inherits=("14",), surveyed=False), self.SCOPE)
        assert (found.duty.survey, found.duty.force) == (None, "shall")

    def test_a_duty_of_another_instrument_is_named_with_it(self):
        made = catalogue(duty("16", conduct="access", inherits=("other:14",)))
        contents = replace(
            made.contents,
            instruments=(*made.contents.instruments, instrument("other")),
            articles=(*made.contents.articles, ArticlesFile(instrument="other", articles=(article(self.SCOPE),))),
        )
        assert "data" in described(Catalogue(contents).duties["t:16"])

    def test_full_ids(self):
        assert full_id("budapest", "16(2)") == "budapest:16(2)"
        assert full_id("budapest", "uncc:16(2)") == "uncc:16(2)"

    def test_an_any_list_is_inherited_whole(self):
        scope = duty("14", data=either("traffic-data", "content-data"))
        (only,) = judged([duty("16", conduct="access", inherits=("14",)), scope]).cells
        assert only.cell.scope["data"] == ("content-data", "traffic-data")


class TestOrder:
    @pytest.mark.parametrize(
        "labels",
        [
            ["2", "10"],
            ["6(1)(a)", "6(1)(b)", "6(2)", "10(1)"],
            ["16", "16(1)", "16(2)", "16A", "17"],
            ["216B(1)", "216C", "251"],
            ["Part 1", "Part 2", "Part 10"],
        ],
    )
    def test_labels_sort_as_a_reader_expects(self, labels):
        assert sorted(set(labels), key=natural_key) == labels

    def test_any_label_has_a_place(self):
        """Superscript digits are digits to Python, but not numbers."""
        assert sorted(["6²", "6", "٣", "", "10", "a"], key=natural_key) == ["", "٣", "6", "6²", "10", "a"]

    def test_labels_that_read_the_same_still_have_an_order(self):
        assert natural_key("6(1)") != natural_key("6(01)")
        assert sorted(["1", "01"], key=natural_key) == sorted(["01", "1"], key=natural_key)

    def test_rules_come_by_act_number_and_commencement(self):
        laws = (
            statute(rule("10", conduct="access"), rule("2", conduct="access", start="2010-01-01"), act="b"),
            statute(rule("2", conduct="access", end="2010-01-01"), act="b2"),
            statute(rule("9", conduct="access"), act="a"),
        )
        made = catalogue(duty(conduct="access"), laws)
        assert [e.key for e in made.rules] == ["a:9", "b:2", "b:10", "b2:2"]

    def test_an_article_can_be_spread_over_files(self):
        made = catalogue([article(duty("2", conduct="access"), number="2")])
        more = ArticlesFile(instrument="t", articles=(article(duty("1", conduct="access"), number="1"),))
        spread = Catalogue(replace(made.contents, articles=(*made.contents.articles, more)))
        assert [a.article for a in spread.articles("t")] == ["1", "2"]


class TestLookUps:
    def test_rules_in_force_are_those_whose_interval_holds(self):
        laws = [rule("1", conduct="access", end="2010-01-01"), rule("2", conduct="access", start="2010-01-01")]
        made = catalogue(duty(conduct="access"), laws)
        assert [[e.rule.id for e in made.rules_in_force(date(y, 1, 1))] for y in (2009, 2010)] == [["1"], ["2"]]

    def test_unknown_ids_are_errors(self):
        made = catalogue(duty("16(2)", conduct="access"), readings=(reading(),))
        look_ups = {
            made.instrument: "instrument",
            made.articles: "instrument",
            made.reading: "reading",
            made.duty: "duty",
        }
        for look_up, what in look_ups.items():
            with pytest.raises(UnknownIdError, match=f"unknown {what} 'nothing'"):
                look_up("nothing")

    def test_known_ids_are_found_exactly(self):
        made = catalogue(duty("16(2)", conduct="access"), rule(conduct="access"), readings=(reading(),))
        assert made.duty("t:16(2)").article == "1"
        assert made.instrument("t").citation == "TS 1"
        assert made.reading("r").title == "A reading"
        assert list(made.acts) == ["act"]
        assert list(made.positions) == ["t"]
        assert not made.reforms

    def test_an_empty_catalogue_is_empty(self):
        made = Catalogue(Contents())
        assert (made.rules, dict(made.duties), dict(made.instruments), made.version) == ((), {}, {}, "unversioned")

    def test_rules_by_their_id_are_those_of_every_interval_the_earliest_first(self):
        made = catalogue(
            [],
            [
                rule("2", conduct="access", start="2010-01-01"),
                rule("2", conduct="access", end="2010-01-01"),
                rule("10"),
            ],
        )
        found = {key: [e.rule.in_force.start.year for e in entries] for key, entries in made.rules_by_key.items()}
        assert found == {"act:2": [2000, 2010], "act:10": [2000]}

    def test_rules_of_a_kind_are_counted_by_act(self):
        made = catalogue(
            [], [statute(rule("1"), rule("2"), rule("3", kind="power"), act="a"), statute(rule("1"), act="b")]
        )
        assert made.kinds_of_acts == {("a", "offence"): 2, ("a", "power"): 1, ("b", "offence"): 1}


class TestOtherLaw:
    """A catalogue with other law says what one that was joined up from its contents says."""

    def test_what_depends_on_the_law_is_made_anew_and_the_rest_is_shared(self, small):
        base = small.catalogue
        other = base.with_law(base.contents.statutes[:1], base.contents.positions, "other")
        fresh = Catalogue(other.contents, "other", base.origins)
        assert other == fresh
        assert other.rules == fresh.rules != base.rules
        assert other.acts == fresh.acts != base.acts
        assert other.duties is base.duties
        assert other.duties == fresh.duties
        assert other.vocabulary is base.vocabulary

    def test_asking_in_another_order_changes_nothing(self, small):
        base = small.catalogue
        first, second = (base.with_law((), (), "none") for _ in range(2))
        assert (first.duties, first.rules, first.positions) == (
            second.duties,
            second.rules,
            second.positions,
        )
        assert second.positions == {}
        assert base.positions
