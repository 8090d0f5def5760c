"""Plain rows: what every report reads."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.builders import (
    article,
    assessed,
    at_least,
    duty,
    either,
    exception,
    exercise,
    given,
    limit_to,
    reading,
    rule,
    waiver,
)

from gapcheck.engine.cells import cells_of
from gapcheck.engine.results import STATUSES
from gapcheck.report.rows.articles import article_rows
from gapcheck.report.rows.cells import concepts_in_words, unique
from gapcheck.report.rows.duties import cell_rows, duty_rows

if TYPE_CHECKING:
    from gapcheck import Gapcheck
    from gapcheck.report.rows.duties import DutyRow


def rows(small: Gapcheck, day: str, reading: str | None = None) -> dict[str, DutyRow]:
    """The rows of the small catalogue by duty."""
    return {r.duty: r for r in duty_rows(small.assess("model", day, reading))}


def row(duties, rules=(), **more) -> DutyRow:
    """The row of the first duty."""
    return duty_rows(assessed(duties, rules, **more))[0]


def address(row: DutyRow, citation: str) -> str | None:
    """The address of the provision that is so cited."""
    return next(p.url for p in row.law.provisions if p.citation == citation)


class TestArticles:
    def test_one_row_each_in_the_order_of_the_instrument(self, small: Gapcheck) -> None:
        found = article_rows(small.assess("model", "2014-01-01"))
        assert [r.article for r in found] == ["2", "3", "4", "5", "6", "7", "8", "9", "10"]

    def test_the_duties_of_each_status_are_counted(self, small: Gapcheck) -> None:
        third = article_rows(small.assess("model", "2014-01-01"))[1]
        assert (third.heading, third.chapter, third.status) == ("Data interference", "Offences", "partial")
        assert list(third.duties) == list(STATUSES)
        assert {s: n for s, n in third.duties.items() if n} == {"partial": 1, "no_duty": 1}

    def test_an_article_without_duties(self) -> None:
        (found,) = article_rows(assessed([article()]))
        assert (found.status, sum(found.duties.values())) == ("no_duty", 0)
        assert duty_rows(assessed([article()])) == ()


class TestDuties:
    def test_the_law_and_since_when(self, small: Gapcheck) -> None:
        found = rows(small, "2014-01-01")["5(1)"]
        assert found.law.citations == ("Search Act 2008, s 20(1)", "Search Act 2008, s 40(1)(a)")
        assert found.law.in_force_from == date(2013, 10, 1)
        assert address(found, "Search Act 2008, s 20(1)") == (
            "https://www.legislation.govt.nz/act/public/2008/24/en/latest/#LMS200020"
        )
        assert found.law.practice == ()

    def test_practice_is_kept_apart(self, small: Gapcheck) -> None:
        found = rows(small, "2014-01-01")["8"]
        assert found.law.practice == ("Contact point of the New Zealand Police",)
        assert address(found, "Contact point of the New Zealand Police") is None

    def test_nothing_in_force(self, small: Gapcheck) -> None:
        found = rows(small, "1989-01-01")["2"]
        assert (found.status, found.law.citations, found.law.in_force_from, found.gap.lacks) == (
            "unmet",
            (),
            None,
            ("No rule",),
        )

    def test_a_permission_has_no_cells_and_lacks_nothing(self, small: Gapcheck) -> None:
        found = rows(small, "2014-01-01")["3(2)"]
        assert (found.status, found.cells, found.gap.lacks, found.survey.day) == ("no_duty", (), (), None)
        assert not found.binding

    def test_the_weakest_check_of_the_duty_and_its_rules(self, small: Gapcheck) -> None:
        found = rows(small, "2014-01-01")
        assert [found[d].law.checked for d in ("2", "4", "8", "9")] == [
            "verified",
            "secondary",
            "unverified",
            "unverified",
        ]

    def test_the_survey(self, small: Gapcheck) -> None:
        found = rows(small, "2014-01-01")
        assert found["3(1)"].survey.day == date(2019, 2, 1)
        assert found["3(1)"].survey.acts == ("Computer Act 1990", "Search Act 2008")
        assert found["10"].survey.acts == ()


class TestLacks:
    @pytest.mark.parametrize(
        ("reached", "lacks"),
        [
            ({"conduct": "access", "object": "thing"}, ()),
            ({"conduct": "access", "object": "server"}, ("Object: narrower (server)",)),
            ({"conduct": "access", "purpose": "fraud"}, ("Purpose: extra condition (fraud)",)),
            ({"conduct": "access", "object": given("server", arguably="thing")}, ("Object: arguable (thing)",)),
            ({"conduct": "delete"}, ("No rule",)),
        ],
    )
    def test_in_a_few_words(self, reached: dict[str, object], lacks: tuple[str, ...]) -> None:
        assert row(duty(conduct="access", object="thing"), rule(**reached)).gap.lacks == lacks

    @pytest.mark.parametrize(
        ("made", "lack"),
        [
            (exception("narrows", "9"), "Exception in s 9"),
            (exception("narrows", "preamble"), "Exception in preamble"),
            (exception("arguable", "9"), "Exception in s 9, arguable"),
            (exception("narrows", "9", "object", "server"), "Object: exception in s 9 (server)"),
        ],
    )
    def test_exceptions(self, made, lack: str) -> None:
        assert row(duty(conduct="access"), rule(conduct="access", exceptions=(made,))).gap.lacks == (lack,)

    def test_a_missing_guarantee(self) -> None:
        one = duty(kind="power", power="compel", also=(at_least(90, "day"),))
        assert row(one, rule(kind="power", gives={"power": "compel"})).gap.lacks == (
            "Period: missing (at least 90 days)",
        )

    def test_only_the_part_that_no_rule_reaches_is_named(self) -> None:
        assert row(duty(conduct=["access", "delete"]), rule(conduct="access")).gap.lacks == ("No rule: delete",)


class TestPositions:
    ONE = duty(conduct="access", object="thing", allows=(limit_to("object", "server"),))
    OTHER = rule(conduct="access", object="server")

    def test_a_reservation_used_with_its_article_and_date(self) -> None:
        found = row(self.ONE, self.OTHER, exercised=(exercise("1#limit"),))
        assert (found.status, found.reservations.used) == ("met_with_reservation", ("t:1#limit",))
        assert found.reservations.in_words == ("Reservation under art 40, 1 January 2010",)
        assert found.reservations.curable_under == ()

    def test_one_lodged_again_has_the_date_that_the_reasons_tell(self) -> None:
        lodged = (
            exercise("1#limit", "2015-01-01"),
            exercise("1#limit", "2010-01-01"),
            exercise("1#limit", "2030-01-01"),
        )
        found = row(self.ONE, self.OTHER, exercised=lodged)
        assert found.reservations.in_words == ("Reservation under art 40, 1 January 2015",)
        assert any("on 1 January 2015: lodged." in reason for reason in found.gap.reasons)

    def test_one_that_would_help_names_the_article(self) -> None:
        found = row(self.ONE, self.OTHER)
        assert (found.reservations.curable_under, found.reservations.used) == (("40",), ())

    def test_a_free_limit_is_no_position(self) -> None:
        found = row(
            duty(conduct="access", object="thing", allows=(limit_to("object", "server", how="free"),)), self.OTHER
        )
        assert (found.status, found.reservations.in_words) == ("met", ())

    def test_a_waiver(self) -> None:
        one = duty(conduct=["access", "delete"], waives=(waiver(conduct="delete"),))
        assert row(one, rule(conduct="access")).reservations.curable_under == ("6(3)",)
        found = row(one, rule(conduct="access"), exercised=(exercise("1#waiver"),))
        assert found.reservations.in_words == ("Reservation under art 6(3), 1 January 2010",)
        assert [c.position for c in found.cells] == [(), found.reservations.in_words]

    def test_a_reservation_perhaps_made_is_an_arguable_point(self) -> None:
        found = row(self.ONE, self.OTHER, exercised=(exercise("1#limit", arguably=True),))
        assert found.arguable.ids == ("t:1#limit",)
        assert found.arguable.in_words == ("whether New Zealand made the reservation under art 40",)

    def test_an_article_is_named_only_if_there_is_one(self) -> None:
        one = duty(
            conduct="access", object="thing", allows=(limit_to("object", "server").model_copy(update={"under": None}),)
        )
        found = row(one, self.OTHER, exercised=(exercise("1#limit", arguably=True),))
        assert found.arguable.in_words == ("whether New Zealand made the reservation",)


class TestArguablePoints:
    def test_the_provision_and_what_is_arguable_about_it(self) -> None:
        other = rule(
            conduct=given("delete", arguably="access"),
            exceptions=(exception("arguable", "9"), exception("arguable", "preamble")),
        )
        found = row(duty(conduct="access"), other)
        assert set(found.arguable.ids) == {"act:1#conduct", "act:1#9", "act:1#preamble"}
        assert set(found.arguable.in_words) == {
            "Made Up Act 2000, s 1: conduct",
            "Made Up Act 2000, s 1: exception in s 9",
            "Made Up Act 2000, s 1: exception in preamble",
        }

    def test_a_point_that_decides_nothing_is_left_out(self) -> None:
        rules = [rule("1", conduct="access"), rule("2", conduct=given("delete", arguably="access"))]
        assert row(duty(conduct="access"), rules).arguable.ids == ()

    def test_a_point_that_a_reading_settles_is_settled(self) -> None:
        other = rule(conduct=given("delete", arguably="access"))
        found = row(duty(conduct="access"), other, read=reading(accepts=("act:1#conduct",)))
        assert (found.status, found.arguable.ids) == ("met", ())


class TestCells:
    def test_every_cell_of_every_duty_in_order(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        found = cell_rows(duty_rows(assessment))
        assert len(found) == sum(len(d.cells) for d in assessment.duties)
        assert [c.label for c in found if c.duty == "4"] == [
            "possessing, an access code",
            "possessing, a device or program",
            "selling, an access code",
            "selling, a device or program",
        ]

    def test_an_only_cell_is_named_by_its_anchor(self, small: Gapcheck) -> None:
        assert [c.label for c in rows(small, "2014-01-01")["2"].cells] == ["accessing"]

    def test_a_cell_that_no_rule_reaches(self, small: Gapcheck) -> None:
        cell = rows(small, "2014-01-01")["3(1)"].cells[1]
        assert (cell.result, cell.rule, cell.citation, cell.url, cell.relation) == ("disjoint", "", "", None, "none")
        described = "conduct: deleting; mental element: intention; object: computer data"
        assert cell.shortfalls == (f"No rule in force on 1 January 2014 covers this ({described}).",)

    def test_a_cell_that_is_covered_lacks_nothing(self, small: Gapcheck) -> None:
        (cell,) = rows(small, "2014-01-01")["2"].cells
        assert (cell.result, cell.relation, cell.shortfalls) == ("covers", "superset", ())

    def test_what_it_describes_in_words(self) -> None:
        one = duty(kind="power", power=either("search", "compel"), also=(at_least(90, "day"),))
        made = assessed(one).catalogue
        (cell,) = cells_of(made.duties["t:1"])
        assert concepts_in_words(cell, made.vocabulary) == "Period: at least 90 days; Power: compel or search"


def test_unique_keeps_the_first_of_each() -> None:
    assert unique(["b", "a", "b"]) == ("b", "a")
    assert unique([]) == ()
