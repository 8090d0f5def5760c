"""Duties of a treaty text acting as rules, and a mandate held against them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st
from support.assessing import assess
from support.builders import SOURCE, answered, article, assessed, at_least, at_most, duty, either, held, limit_to, rule
from support.laws import assert_not_lower, law
from support.strategies import Dice, World, a_duty, worlds

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.engine.findings import Outcome
from gapcheck.engine.results import DutyResult
from gapcheck.engine.treaty_rules import treaty_rules
from gapcheck.errors import UnknownIdError
from gapcheck.faces import Assessment
from gapcheck.model.law import Gift, Offer
from gapcheck.model.treaty import Article, ArticlesFile, Duty, Element, Instrument, Withholding
from gapcheck.wording.citation import cite_rule


def only(assessment: Assessment) -> DutyResult:
    (found,) = assessment.duties
    return found


def status(item: Duty, *duties: Duty, **more) -> str:
    return only(held(item, duties, **more)).status


ITEM = duty(conduct="access")
EXACT = duty("5(1)", conduct="access")


class TestRules:
    def entries(self, *duties: Duty, **more):
        return treaty_rules(answered(ITEM, duties, **more), "text")

    def test_each_duty_that_is_judged_is_a_rule(self):
        (entry,) = self.entries(duty("5(1)", conduct="access", object="thing"))
        assert (entry.key, entry.act.title, entry.treaty and entry.treaty.id) == ("text:5(1)", "Text", "text")
        assert [(c.facet, c.any) for c in entry.rule.conditions] == [("conduct", ("access",)), ("object", ("thing",))]
        assert (entry.section.section, entry.section.heading, entry.rule.source) == ("1", "Article 1", (SOURCE,))
        assert cite_rule(entry) == "Text, art 5(1)"

    @pytest.mark.parametrize("force", ["shall", "consider", "endeavour", "may", "limit", "definition"])
    def test_whatever_has_elements_offers_them(self, force):
        assert len(self.entries(duty(conduct="access", force=force))) == 1
        assert self.entries(duty(force="may")) == ()

    def test_a_statement_of_policy_offers_nothing(self):
        assert self.entries(duty(conduct="access", force="statement")) == ()

    def test_they_come_in_the_order_of_their_numbers(self):
        found = self.entries(duty("10", conduct="access"), duty("2", conduct="access"))
        assert [e.rule.id for e in found] == ["2", "10"]

    def test_what_a_duty_inherits_is_part_of_the_rule(self):
        scope = duty("14", force="limit", offence="any-offence")
        entry = self.entries(scope, duty("16", kind="power", power="search", inherits=("14",)))[-1]
        assert [c.facet for c in entry.rule.conditions] == ["offence"]
        assert [g.facet for g in entry.rule.gives] == ["power"]

    @pytest.mark.parametrize(
        ("dates", "start"),
        [
            ({"adopted": "2010-01-01", "opened": "2011-01-01"}, date(2010, 1, 1)),
            ({"adopted": None, "opened": "2011-01-01"}, date(2011, 1, 1)),
        ],
    )
    def test_they_begin_when_the_text_was_adopted_or_else_opened(self, dates, start):
        (entry,) = self.entries(EXACT, **dates)
        assert (entry.rule.in_force.start, entry.rule.in_force.end) == (start, None)

    def test_a_text_that_was_never_adopted_offers_nothing(self):
        assert self.entries(EXACT, adopted=None) == ()

    def test_an_unknown_instrument_is_an_error(self):
        with pytest.raises(UnknownIdError, match="unknown instrument 'texts'; did you mean 'text'"):
            treaty_rules(answered(ITEM, EXACT), "texts")

    def test_one_of_several_concepts_is_only_arguably_offered(self):
        listed = {"conduct": either("access", "delete"), "power": either("search", "compel"), "object": either("thing")}
        (entry,) = self.entries(duty(**listed))
        assert [(c.facet, c.any, c.arguably) for c in entry.rule.conditions] == [
            ("conduct", (), ("access", "delete")),
            ("object", ("thing",), ()),
        ]
        assert [(g.concepts, g.arguably) for g in entry.rule.gives] == [((), ("compel", "search"))]

    def test_a_quantity_is_offered_with_its_direction(self):
        (entry,) = self.entries(duty(kind="sanction", also=(at_least(3, "month"),)))
        assert entry.rule.gives == (Offer(facet="period", amount=3, unit="month", bound="at_least"),)
        assert entry.rule.gives[0].amount_in_words == "at least 3 months"
        assert Gift(facet="period", amount=3, unit="month").amount_in_words == "3 months"
        assert Gift(facet="power", concepts=["search"]).amount_in_words is None

    def test_the_least_that_a_text_makes_a_state_do_is_what_binds_on_every_day(self):
        made = answered(ITEM, [EXACT, duty("6", conduct="access", force="may")], adopted=None)
        (entry,) = treaty_rules(made, "text", least=True)
        assert (entry.rule.id, entry.rule.in_force.start) == ("5(1)", date.min)

    def test_what_is_there_only_for_comparison_is_no_condition_and_promises_nothing(self):
        compared = (
            Element(facet="object", every=("server",), stated=False),
            Element(facet="secrecy", every=("confidential",), stated=False),
        )
        (entry,) = self.entries(duty("5(1)", kind="power", power="search", conduct="access", also=compared))
        assert [c.facet for c in entry.rule.conditions] == ["conduct"]
        assert [g.facet for g in entry.rule.gives] == ["power"]


class TestMandate:
    def test_an_item_is_met_by_a_duty_that_asks_as_much(self):
        found = held(ITEM, EXACT)
        assert only(found).status == "met"
        assert [cite_rule(e) for e in only(found).rules] == ["Text, art 5(1)"]

    @pytest.mark.parametrize(
        ("offered", "expected"),
        [
            (duty(conduct="access", object="server"), "partial"),  # less than the item asks
            (duty(conduct="remote-access"), "partial"),
            (duty(conduct="delete"), "unmet"),
            (duty(kind="power", power="search"), "unmet"),
            (duty(conduct=["access", "delete"]), "met"),  # more than it asks
        ],
    )
    def test_what_the_text_asks_is_what_it_offers(self, offered, expected):
        assert status(duty(conduct="access", object="thing") if expected == "partial" else ITEM, offered) == expected

    def test_new_zealand_law_answers_no_item(self):
        made = answered(ITEM, duty(conduct="delete"))
        law = assessed(ITEM, rule(conduct="access")).catalogue.contents.statutes
        with_law = Catalogue(Contents(**{**vars(made.contents), "statutes": law}))
        assert assess(with_law, "t", "2020-01-01").duties[0].status == "unmet"
        assert all(e.treaty is not None for e in assess(with_law, "t", "2020-01-01").rules)
        assert assess(with_law, "text", "2020-01-01").rules == with_law.rules

    def test_nothing_answers_before_the_text_was_adopted(self):
        assert [status(ITEM, EXACT, on=day) for day in ("2009-12-31", "2010-01-01")] == ["unmet", "met"]

    def test_absence_needs_a_survey_of_the_text(self):
        assert status(duty(conduct="access", surveyed=False), duty(conduct="delete")) == "not_assessed"
        assert status(duty(conduct="access", surveyed=False), EXACT) == "met"

    def test_the_position_of_new_zealand_changes_nothing(self):
        """A reservation to the text leaves what the text asks as it is."""
        offered = duty(conduct="access", allows=(limit_to("object", "server"),))
        assert status(ITEM, offered) == "met"

    def test_the_law_and_the_rules_in_force(self):
        found = held(ITEM, EXACT)
        assert found.law == "the Text"
        assert [e.key for e in found.rules_in_force(date(2010, 1, 1))] == ["text:5(1)"]
        assert found.rules_in_force(date(2009, 12, 31)) == ()
        assert repr(found) == "<Assessment Mandate v the Text as at 2020-01-01: 1 met>"
        assert assessed(ITEM).law == "New Zealand law"


class TestChoice:
    """A duty that is content with one of several concepts: which one a State chooses is open."""

    CHOICE = duty("5", conduct=either("access", "delete"))

    def test_one_of_them_is_arguable(self):
        found = only(held(ITEM, self.CHOICE))
        assert (found.status, found.low, found.high) == ("unclear", "partial", "met")
        (shortfall,) = found.cells[0].best.shortfalls
        assert (shortfall.type, shortfall.point, shortfall.found) == ("arguable", "text:5#conduct", ())

    @pytest.mark.parametrize(
        ("wanted", "offered", "expected"),
        [
            (either("access", "delete"), either("access", "delete"), "met"),
            (either("access", "delete", "alter"), either("access", "delete"), "met"),
            (
                either("access", "interfere"),
                either("access", "delete"),
                "unclear",
            ),  # a State may choose no more than deletion
            (either("access", "delete"), either("access", "interfere"), "met"),
            (either("access", "delete"), either("access", "alter"), "unclear"),
            ("remote-access", either("access", "remote-access"), "met"),  # reached whichever is chosen
            (["access", "delete"], either("access", "delete"), "unclear"),
        ],
    )
    def test_an_item_that_each_of_them_answers_is_met(self, wanted, offered, expected):
        assert status(duty(conduct=wanted), duty(conduct=offered)) == expected

    @pytest.mark.parametrize(
        ("wanted", "offered", "expected"),
        [
            (either("confidential", "confidential-for-life"), either("confidential", "confidential-for-life"), "met"),
            ("confidential", either("confidential", "confidential-for-life"), "met"),
            ("confidential-for-life", either("confidential", "confidential-for-life"), "unclear"),
        ],
    )
    def test_of_a_guarantee_that_each_of_them_gives(self, wanted, offered, expected):
        item = duty(kind="power", power="search", secrecy=wanted)
        assert status(item, duty(kind="power", power="search", secrecy=offered)) == expected

    def test_something_broader_is_partly_offered_whichever_is_chosen(self):
        offered = duty("5", conduct=either("delete", "alter"))
        assert status(duty(conduct="interfere"), offered) == "partial"

    def test_something_else_is_not_offered(self):
        assert status(duty(conduct="alter"), self.CHOICE) == "unmet"

    def test_outside_the_anchor_it_is_a_condition_as_any_other(self):
        offered = duty("5", conduct="access", purpose=either("dishonesty", "obtaining-data"))
        found = only(held(ITEM, offered))
        assert [(s.type, s.facet) for s in found.cells[0].best.shortfalls] == [("extra_condition", "purpose")]

    def test_of_a_guarantee_too(self):
        item = duty(kind="power", power="search", secrecy="confidential-for-life")
        offered = duty(kind="power", power="search", secrecy=either("confidential", "confidential-for-life"))
        assert only(held(item, offered)).status == "unclear"

    @pytest.mark.parametrize(
        ("item", "offered", "told"),
        [
            (
                ITEM,
                duty("5", conduct=either("access", "delete")),
                "Whether article 5 of the Text, which speaks of access or delete, as each State may choose, covers "
                "access can be argued either way.",
            ),
            (
                duty(conduct="interfere"),
                duty("5", conduct=either("delete", "alter")),
                "Article 5 of the Text is limited to alter or delete; the mandate describes interfere.",
            ),
            (
                ITEM,
                duty("5", conduct="access", purpose=either("fraud", "obtaining-data")),
                "Article 5 of the Text has a condition that the mandate does not have (purpose): fraud or obtaining "
                "data.",
            ),
            (
                duty(kind="power", power="compel", secrecy="confidential"),
                duty("5", kind="power", power="compel"),
                "Article 5 of the Text does not provide for confidential.",
            ),
        ],
    )
    def test_it_is_told_in_words_with_labels(self, item, offered, told):
        found = held(item, offered)
        assert told in found.why("1", full=True).sentences

    def test_the_matrix_has_labels_too(self):
        from gapcheck.report.rows.duties import duty_rows

        (row,) = duty_rows(held(duty(conduct="interfere"), duty("5", conduct=either("delete", "alter"))))
        assert row.gap.lacks == ("Conduct: narrower (alter or delete)",)
        (row,) = duty_rows(held(ITEM, self.CHOICE))
        assert row.arguable.in_words == ("Text, art 5: conduct",)
        assert row.settled_by == (
            "The practice of the Parties, or an agreed interpretation, would settle whether article 5 of the Text "
            "covers access.",
        )


class TestQuantity:
    """A bound says nothing in the other direction."""

    @pytest.mark.parametrize(
        ("asked", "offered", "expected"),
        [
            (at_least(60, "day"), at_least(90, "day"), "met"),
            (at_least(90, "day"), at_least(90, "day"), "met"),
            (at_least(90, "day"), at_least(60, "day"), "partial"),
            (at_most(90, "day"), at_most(60, "day"), "met"),
            (at_most(60, "day"), at_most(90, "day"), "partial"),
            (at_least(60, "day"), at_most(90, "day"), "partial"),
            (at_most(90, "day"), at_least(60, "day"), "partial"),
        ],
    )
    def test_a_bound_answers_a_bound_of_its_own_direction(self, asked, offered, expected):
        item, one = (
            duty(kind="power", power="search", also=(asked,)),
            duty(kind="power", power="search", also=(offered,)),
        )
        assert status(item, one) == expected

    def test_what_is_offered_is_told_with_its_direction(self):
        item = duty(kind="power", power="search", also=(at_most(90, "day"),))
        found = held(item, duty("5", kind="power", power="search", also=(at_least(60, "day"),)))
        told = "Article 5 of the Text gives at least 60 days; the mandate asks for at most 90 days."
        assert told in found.why("1", full=True).sentences


class TestWithheld:
    WITHHELD = Article(
        article="6.2", heading="W", chapter="C", withheld=Withholding(ground="s 9(2)(j)", source=[SOURCE])
    )

    def items(self, *more: Article) -> list[Article]:
        return [article(duty("6.1", conduct="access"), number="6.1"), self.WITHHELD, *more]

    def test_nothing_is_said_of_words_that_were_withheld(self):
        found = held(self.items(), EXACT)["6.2"]
        assert (found.status, found.low, found.high, found.duties) == ("withheld", "withheld", "withheld", ())

    def test_the_status_is_counted_only_where_it_occurs(self):
        assert held(self.items(), EXACT).counts == {**held(self.items()[:1], EXACT).counts, "withheld": 1}
        assert "withheld" not in held(self.items()[:1], EXACT).statuses
        assert held(self.items(), EXACT).statuses[-1] == "withheld"

    def test_how_many_of_a_group_can_be_assessed(self):
        seventh = article(duty("7.1", conduct="access"), number="7.1")
        eighth = self.WITHHELD.model_copy(update={"article": "8.1"})
        sixtieth = self.WITHHELD.model_copy(update={"article": "60"})
        assert held(self.items(seventh, eighth, sixtieth), EXACT).assessable == {"6": (1, 2), "8": (0, 1), "60": (0, 1)}
        assert held([seventh], EXACT).assessable == {}


# Laws -------------------------------------------------------------------------------------------------------------


def mirrored(world: World, more: tuple[Duty, ...] = ()) -> Catalogue:
    """The duties of a random catalogue as a mandate, held against the same duties (and ``more``) as a treaty text."""
    duties = world.duties
    mandate = Instrument(id="t", title="M", short_title="M", citation="M", text_status="mandate", answered_by="u")
    text = Instrument(id="u", title="U", short_title="U", citation="U", text_status="adopted", adopted=date(2000, 1, 1))

    def file(instrument: str, found: tuple[Duty, ...]) -> ArticlesFile:
        return ArticlesFile(
            instrument=instrument, articles=(Article(article="1", heading="H", chapter="C", duties=found),)
        )

    return Catalogue(
        Contents(
            vocabulary=world.contents.vocabulary,
            instruments=(mandate, text),
            articles=(file("t", duties), file("u", (*duties, *more))),
        )
    )


@law(400)
@given(worlds())
def test_a_duty_held_against_itself_is_met(world):
    made = mirrored(world)
    found = assess(made, "t", world.as_at)
    judged = [d for d in found.duties if d.status != "no_duty"]
    event(
        "leaves a choice" if any(e.any and len(e.any) > 1 for d in judged for e in d.full.elements) else "leaves none"
    )
    for one in judged:
        assert one.status == "met", one
        assert all(c.low is Outcome.COVERS for c in one.cells)


@law(200)
@given(worlds(), st.integers(0, 2**64 - 1))
def test_adding_a_duty_to_the_answering_treaty_never_lowers_a_status(world, seed):
    without = Catalogue(_without_some(mirrored(world).contents, Dice(seed)))
    added = a_duty(Dice(seed), 90)
    assume(not added.inherits)
    more = Catalogue(_with(without.contents, added))
    assert_not_lower(assess(more, "t", world.as_at), assess(without, "t", world.as_at))


def _without_some(contents: Contents, dice: Dice) -> Contents:
    """The text without the duties that nothing inherits from and that the dice leave out."""
    items, text = contents.articles
    inherited = {i for a in text.articles for d in a.duties for i in d.inherits}
    kept = tuple(d for a in text.articles for d in a.duties if d.id in inherited or dice.chance(40))
    changed = text.model_copy(update={"articles": (text.articles[0].model_copy(update={"duties": kept}),)})
    return Contents(**{**vars(contents), "articles": (items, changed)})


def _with(contents: Contents, more: Duty) -> Contents:
    items, text = contents.articles
    (only,) = text.articles
    changed = text.model_copy(update={"articles": (only.model_copy(update={"duties": (*only.duties, more)}),)})
    return Contents(**{**vars(contents), "articles": (items, changed)})
