"""Two assessments held side by side: what opened, closed or moved, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from support.builders import article, catalogue, duty, exception, exercise, limit_to, reading, rule
from support.laws import law
from support.questions import asked, question
from support.standings import standing
from support.strategies import DAYS, a_rule, dice, worlds

from gapcheck.api import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.comparison import ComparisonResult, Side, compare, direction_of, kind_of
from gapcheck.errors import UnknownIdError
from gapcheck.model.law import ReformFile
from gapcheck.report.comparison_tables import comparison_html

ACCESS = duty(conduct="access")
OLD, NEW = date(2005, 1, 1), date(2015, 1, 1)
REFORM = {
    "reform": {"id": "bill", "title": "Access Bill", "stage": "bill", "commences": "2015-01-01"},
    "changes": [{"amend": {"rule": "act:1", "drop": [{"facet": "object"}]}}],
}


def compared(
    first: Catalogue, second: Catalogue | None = None, days=(OLD, NEW), read: str | None = None
) -> ComparisonResult:
    return compare("t", Side(first, days[0]), Side(second or first, days[1]), read)


def shape(found: ComparisonResult) -> list[tuple[str, str, str]]:
    return [(c.place, c.kind, c.direction) for c in found.rows()]


def why(found: ComparisonResult) -> tuple[str, ...]:
    return found.duties[0].why


class TestKindAndDirection:
    UNCLEAR = standing("unclear", "partial", "met")

    @pytest.mark.parametrize(
        ("before", "after", "kind", "direction"),
        [
            (standing("partial"), standing("met"), "closed", "better"),
            (standing("met"), standing("partial"), "opened", "worse"),
            (UNCLEAR, standing("met"), "closed", "better"),
            (UNCLEAR, standing("partial"), "moved", "worse"),
            (UNCLEAR, standing("unclear", "unmet", "met"), "moved", "worse"),
            (UNCLEAR, standing("unclear", "unmet", "met_with_reservation"), "moved", "worse"),
            (UNCLEAR, standing("met_with_reservation"), "closed", "mixed"),
            (standing("met"), standing("met_with_reservation"), "moved", "worse"),
            (standing("unmet"), standing("partial"), "moved", "better"),
            (standing("not_assessed", "unmet", "met"), standing("unmet"), "moved", "worse"),
            (standing("not_assessed", "unmet", "met"), standing("unclear", "unmet", "met"), "moved", "neither"),
            (standing("met"), standing("no_duty"), "moved", "neither"),
            (standing("withheld"), standing("met"), "moved", "neither"),
            (None, standing("unmet"), "new", "neither"),
            (standing("met"), None, "gone", "neither"),
        ],
    )
    def test_both_ends_decide(self, before, after, kind, direction):
        assert (kind_of(before, after), direction_of(before, after)) == (kind, direction)


class TestTwoDates:
    def test_a_rule_that_came_closes_a_gap_and_is_told_with_what_brought_it(self):
        came = rule(conduct="access", start="2010-01-01")
        came = came.model_copy(update={"in_force": came.in_force.model_copy(update={"by": "Amendment Act 2009, s 3"})})
        found = compared(catalogue(ACCESS, came))
        assert shape(found) == [("1", "closed", "better"), ("t:1", "closed", "better")]
        assert why(found) == (
            "Made Up Act 2000, s 1 has been in force since 1 January 2010 (Amendment Act 2009, s 3).",
        )
        assert found.duties[0].by == found.articles[0].by == ("Amendment Act 2009, s 3",)
        assert found.duties[0].cause.added == ("Made Up Act 2000, s 1",)
        assert found.duties[0].cause.removed == ()

    def test_a_rule_that_ended_opens_one(self):
        found = compared(catalogue(ACCESS, rule(conduct="access", end="2010-01-01")))
        assert [c.article for c in found.opened] == [c.article for c in found.worse] == ["1"]
        assert why(found) == ("Made Up Act 2000, s 1 is no longer in force: it ended on 1 January 2010.",)

    def test_the_other_way_round_it_was_still_in_force(self):
        found = compared(catalogue(ACCESS, rule(conduct="access", end="2010-01-01")), days=(NEW, OLD))
        assert why(found) == (
            "Made Up Act 2000, s 1 was still in force on 1 January 2005; it ended on 1 January 2010.",
        )
        found = compared(catalogue(ACCESS, rule(conduct="access", start="2010-01-01")), days=(NEW, OLD))
        assert why(found) == (
            "Made Up Act 2000, s 1 was not yet in force on 1 January 2005; it began on 1 January 2010.",
        )

    def test_rules_with_the_same_fate_are_told_together(self):
        both = duty(conduct=["access", "delete"])
        rules = [rule(name, conduct=name, start="2010-01-01") for name in ("access", "delete")]
        assert why(compared(catalogue(both, rules))) == (
            "Made Up Act 2000, ss 1 and 2 have been in force since 1 January 2010.",
        )

    def test_a_new_form_names_the_facets_that_changed(self):
        # Two intervals of one rule stand in two sections here, which changes nothing: the id makes them one.
        forms = [
            rule(conduct="access", object="server", end="2010-01-01", exceptions=(exception("narrows"),)),
            rule(conduct="access", start="2010-01-01"),
        ]
        found = compared(catalogue(ACCESS, forms))
        told = "condition as to object dropped and exception in s 9 dropped"
        assert why(found)[0].endswith(f"another form since 1 January 2010: {told}.")
        assert len(found.duties[0].cause.added) == len(found.duties[0].cause.removed) == 1

    def test_a_reservation_that_came_into_play(self):
        limited = duty(conduct="access", allows=(limit_to("object"),))
        made = catalogue(
            limited, rule(conduct="access", object="server"), exercised=(exercise("1#limit", "2010-01-01"),)
        )
        found = compared(made)
        assert shape(found)[1] == ("t:1", "closed", "better")
        by = "New Zealand's reservation under Article 40 of 1 January 2010"
        assert found.articles[0].by == (by,)
        assert why(found) == (f"{by} came into play: Lodged.",)
        assert why(compared(made, days=(NEW, OLD))) == (f"{by} is not in play: Lodged.",)

    def test_a_survey_that_begins(self):
        surveyed = ACCESS.model_copy(update={"survey": ACCESS.survey.model_copy(update={"start": date(2010, 1, 1)})})
        found = compared(catalogue(surveyed))
        assert shape(found) == [("1", "moved", "worse"), ("t:1", "moved", "worse")]
        assert why(found) == ("The law of 1 January 2015 was surveyed for this duty; that of 1 January 2005 was not.",)

    def test_a_change_that_no_status_shows_is_none(self):
        rules = [rule("1", conduct="access"), rule("2", conduct="access", start="2010-01-01")]
        assert not compared(catalogue(ACCESS, rules)).changed

    def test_duties_that_do_not_bind_are_compared_but_move_no_article(self):
        duties = [ACCESS, duty("2", force="consider", conduct="delete")]
        found = compared(
            catalogue(duties, [rule("1", conduct="access"), rule("2", conduct="delete", start="2010-01-01")])
        )
        assert shape(found) == [("t:2", "closed", "better")]
        assert not found.worse

    def test_articles_stand_in_the_order_of_their_numbers_with_their_duties(self):
        articles = [article(duty(n, conduct="access"), number=n) for n in ("10", "2")]
        found = compared(catalogue(articles, rule(conduct="access", start="2010-01-01")))
        assert [c.place for c in found.rows()] == ["2", "t:2", "10", "t:10"]


class TestViews:
    ARGUABLE = rule("1", conduct="access", exceptions=(exception("arguable"),))

    def test_a_doubt_that_went_is_a_change(self):
        sure = rule("2", conduct="access", start="2010-01-01")
        found = compared(asked(catalogue(ACCESS, [self.ARGUABLE, sure]), question("q", "act:1#9")))
        assert shape(found) == [("1", "moved", "better"), ("t:1", "moved", "better")]
        change = found.articles[0]
        assert change.before is not None
        assert (change.before.words, change.before.certainty) == ("likely met", "view")
        assert why(found) == ("Made Up Act 2000, s 2 has been in force since 1 January 2010.",)

    def test_what_can_be_confirmed_is_told(self):
        asks = question("q", "act:1#9", nature="evidence")
        began = self.ARGUABLE.model_copy(update={"in_force": rule(start="2010-01-01", conduct="access").in_force})
        found = compared(asked(catalogue(ACCESS, began), asks))
        assert found.articles[0].after.verdict_words == "Likely met, to be confirmed"
        assert shape(found)[0] == ("1", "closed", "better")

    def test_other_answers_are_tried_on_both_sides(self):
        began = self.ARGUABLE.model_copy(update={"in_force": rule(start="2010-01-01", conduct="access").in_force})
        book = Gapcheck(asked(catalogue(ACCESS, began), question("q", "act:1#9")))
        assert shape(book.compare("t", OLD, NEW))[0] == ("1", "closed", "better")
        tried = book.compare("t", OLD, NEW, views={"q": "fails"})
        assert shape(tried)[0] == ("1", "moved", "better")
        assert (tried.before.tried, tried.to_dict()["tried"]) == ({"q": "fails"}, {"q": "fails"})
        assert book.compare("t", OLD, NEW, views=None).articles[0].after.certainty == "open"


class TestReforms:
    @pytest.fixture
    def book(self) -> Gapcheck:
        made = catalogue(ACCESS, rule(conduct="access", object="server"))
        return Gapcheck(Catalogue(replace(made.contents, reforms=(ReformFile.model_validate(REFORM),))))

    def test_with_and_without_a_reform_on_one_day(self, book):
        found = book.compare("t", NEW, then_reform="bill")
        assert shape(found)[0] == ("1", "closed", "better")
        assert why(found) == ("With Access Bill, Made Up Act 2000, s 1 is different: condition as to object dropped.",)
        assert found.duties[0].by == ("Access Bill",)
        assert found.sides == ("2015-01-01", "2015-01-01 with bill")

    def test_the_reform_on_the_first_side(self, book):
        found = book.compare("t", NEW, reform="bill")
        assert shape(found)[0] == ("1", "opened", "worse")
        assert why(found) == ("Without Access Bill, Made Up Act 2000, s 1 is different: condition as to object added.",)

    def test_a_reform_that_has_not_commenced_changes_nothing(self, book):
        assert not book.compare("t", "2014-12-31", then_reform="bill").changed

    def test_an_unknown_reform_names_the_nearest(self, book):
        with pytest.raises(UnknownIdError, match="did you mean 'bill'"):
            book.compare("t", NEW, then_reform="bil")


class TestTwoVersionsOfTheData:
    def told(self, first: Catalogue, second: Catalogue) -> tuple[str, ...]:
        found = compared(first, second, days=(NEW, NEW))
        assert found.changed
        return why(found)

    def test_a_rule_that_only_one_version_records(self):
        with_rule, without = catalogue(ACCESS, rule(conduct="access")), catalogue(ACCESS)
        recorded = "For 1 January 2015, Made Up Act 2000, s 1 is recorded in the {} version of the data only."
        assert self.told(without, with_rule) == (recorded.format("second"),)
        assert self.told(with_rule, without) == (recorded.format("first"),)

    def test_a_rule_that_is_recorded_differently_names_the_facet(self):
        narrow, wide = rule(conduct="access", object="server"), rule(conduct="access", object="thing")
        one = duty(conduct="access", object="computer-system")
        told = self.told(catalogue(one, narrow), catalogue(one, wide))
        assert told == (
            "Made Up Act 2000, s 1 is recorded differently in the second version of the data: condition "
            "as to object changed.",
        )

    def test_a_duty_that_is_recorded_differently_names_the_facet(self):
        law_ = rule(conduct="access", object="server")
        told = self.told(
            catalogue(duty(conduct="access", object="server"), law_), catalogue(duty(conduct="access"), law_)
        )
        assert told == (
            "The duty t:1 is recorded differently in the second version of the data: element as to object dropped.",
        )

    def test_a_duty_that_no_longer_binds(self):
        told = self.told(catalogue(ACCESS), catalogue(duty(force="consider", conduct="access")))
        assert "its force changed from shall to consider" in told[0]

    def test_a_survey_that_only_one_version_records(self):
        told = self.told(catalogue(duty(conduct="access", surveyed=False)), catalogue(ACCESS))
        assert told[0].startswith("The law of 1 January 2015 was surveyed for this duty in its version of the data")

    def test_a_reading_that_settles_differently(self):
        arguable = rule(conduct="access", exceptions=(exception("arguable"),))
        first = catalogue(ACCESS, arguable, readings=(reading(accepts=("act:1#9",)),))
        second = catalogue(ACCESS, arguable, readings=(reading(rejects=("act:1#9",)),))
        found = compared(first, second, days=(NEW, NEW), read="r")
        assert why(found) == ("The reading “A reading” settles differently: act:1#9.",)

    def test_a_question_that_is_answered_otherwise(self):
        made = catalogue(ACCESS, rule(conduct="access", exceptions=(exception("arguable"),)))
        holds, fails = (asked(made, question("q", "act:1#9", view=view)) for view in ("holds", "fails"))
        found = compared(holds, fails, days=(NEW, NEW))
        assert shape(found) == [("1", "opened", "worse"), ("t:1", "opened", "worse")]
        assert why(found) == (
            "On the question “Question q” the first version of the data takes the view that New Zealand complies; "
            "the second takes the view that it does not.",
        )
        assert self.told(made, fails)[0].endswith("data does not ask it; the second takes the view that it does not.")
        told = found.to_dict()["articles"][0]
        assert [told[side]["certainty"] for side in ("before", "after")] == ["view", "view"]
        assert [told[side]["view_low"] for side in ("before", "after")] == ["met", "partial"]

    def test_new_and_gone_articles_and_duties(self):
        one, other = article(ACCESS), article(duty("2", conduct="delete"), number="2")
        found = compared(catalogue([one]), catalogue([one, other]), days=(NEW, NEW))
        assert shape(found) == [("2", "new", "neither"), ("t:2", "new", "neither")]
        assert not found.worse
        assert why(found) == ("The duty t:2 is in the second version of the data only.",)
        found = compared(catalogue([one, other]), catalogue([one]), days=(NEW, NEW))
        assert [c.kind for c in found.rows()] == ["gone", "gone"]

    def test_law_that_both_versions_record_is_told_as_law(self):
        came = rule(conduct="access", start="2010-01-01")
        second = catalogue(ACCESS, [came, rule("other", conduct="delete")])
        assert why(compared(catalogue(ACCESS, came), second)) == (
            "Made Up Act 2000, s 1 has been in force since 1 January 2010.",
        )


class TestOutputs:
    @pytest.fixture
    def found(self, small) -> ComparisonResult:
        return small.compare("model", "2003-01-01", "2014-01-01")

    def test_as_plain_values(self, found):
        told = found.to_dict()
        assert told["before"]["as_at"] == "2003-01-01"
        assert told["counts"] == {kind: len(found.of_kind(kind)) for kind in told["counts"]}
        assert [c["id"] for c in told["articles"]] == [c.place for c in found.articles]
        assert told["articles"][0]["before"] == standing("partial").to_dict()

    def test_the_frame_has_a_row_for_each_change(self, found):
        frame = found.frame()
        assert list(frame["id"]) == [c.place if c.level == "duty" else f"model:{c.place}" for c in found.rows()]
        assert list(frame["duty"]) == [c.place.partition(":")[2] for c in found.rows()]
        assert list(frame[frame["level"] == "article"]["kind"]) == [c.kind for c in found.articles]

    def test_the_repr_is_one_line(self, found):
        assert repr(found).startswith("<Comparison Model Convention, 2003-01-01 v 2014-01-01: ")
        assert "\n" not in repr(found)

    def test_the_html_is_escaped(self):
        bad = article(ACCESS).model_copy(update={"heading": "<script>"})
        html = comparison_html(compared(catalogue([bad], rule(conduct="access", start="2010-01-01"))))
        assert "<script>" not in html
        assert "&lt;script&gt;" in html

    def test_the_html_of_nothing_says_so(self):
        assert "No article stands differently" in comparison_html(compared(catalogue(ACCESS)))


# Laws -------------------------------------------------------------------------------------------------------------

MIRROR = {"opened": "closed", "closed": "opened", "moved": "moved", "new": "gone", "gone": "new"}
TURNED = {"better": "worse", "worse": "better", "mixed": "mixed", "neither": "neither"}


@law(400)
@given(worlds())
def test_a_day_compared_with_itself_gives_nothing(world):
    made = Catalogue(world.contents)
    assert not compare("t", Side(made, world.as_at), Side(made, world.as_at), world.reading).changed


@law(400)
@given(worlds(), st.sampled_from(DAYS))
def test_exchanging_the_sides_exchanges_opened_and_closed(world, day):
    made = Catalogue(world.contents)
    one = compare("t", Side(made, world.as_at), Side(made, day), world.reading)
    other = compare("t", Side(made, day), Side(made, world.as_at), world.reading)
    event(", ".join(sorted({c.kind for c in one.rows()})) or "nothing changed")
    assert [(p, MIRROR[k], TURNED[d]) for p, k, d in shape(one)] == shape(other)
    for change, back in zip(one.rows(), other.rows(), strict=True):
        assert (change.cause.added, change.cause.removed) == (back.cause.removed, back.cause.added)


@law(400)
@given(worlds(), st.sampled_from(DAYS))
def test_every_change_has_a_reason(world, day):
    made = Catalogue(world.contents)
    found = compare("t", Side(made, world.as_at), Side(made, day), world.reading)
    assert all(c.why for c in found.rows())


@law(400)
@given(worlds(), dice())
def test_every_change_between_versions_of_the_data_has_a_reason(world, dice):
    rules = [pair for pair in world.rules if dice.chance(70)]
    other = world.with_rules([*rules, ("act-a", a_rule(dice, world.duties, "99"))])
    found = compare(
        "t", Side(Catalogue(world.contents), world.as_at), Side(Catalogue(other.contents), world.as_at), world.reading
    )
    event("changed" if found.changed else "nothing changed")
    assert all(c.why for c in found.rows())
