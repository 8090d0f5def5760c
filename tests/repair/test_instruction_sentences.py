"""Drafting instructions: the sentence for each sort of edit, as a drafter reads it."""

from __future__ import annotations

import pytest

from gapcheck.repair import instruction_sentences as say


def test_the_changes_of_a_provision() -> None:
    changes = ["extend to a server (art 2)", "provide for secrecy (art 3)"]
    assert say.amend("Search Act 2012, s 70", changes) == (
        "Search Act 2012, s 70: extend to a server (art 2); provide for secrecy (art 3)."
    )


class TestWhatIsReachedAndGiven:
    def test_more_is_reached(self) -> None:
        assert say.extend(["a vehicle", "a ship"], "art 2") == "extend to a vehicle and a ship (art 2)"
        assert say.extend(["a vehicle"]) == "extend to a vehicle"

    def test_more_is_reached_in_the_cases_of_some_articles(self) -> None:
        told = say.extend_for(["any offence", "attempts"], "art 29(3)")
        assert told == "extend, for the purposes of art 29(3), to any offence and attempts"

    @pytest.mark.parametrize(
        ("asked", "issue", "told"),
        [
            ("art 17", "", " (art 17)"),
            ("art 17", "ten days before", " (art 17; at issue: ten days before)"),
            ("", "ten days before", " (ten days before)"),
            ("", "", ""),
        ],
    )
    def test_a_guarantee(self, asked: str, issue: str, told: str) -> None:
        assert say.provide_for(["speed", "secrecy"], asked, issue) == f"provide for speed and secrecy{told}"

    def test_an_amount_has_its_unit_in_the_plural_unless_it_is_one(self) -> None:
        assert say.set_at("period", "20 day", "art 16(2)") == "set the period at 20 days (art 16(2))"
        assert say.set_at("period", "1 year") == "set the period at 1 year"

    def test_a_facet_is_named_where_it_only_qualifies(self) -> None:
        assert say.reached(["producing", "importing"]) == "producing and importing"
        assert say.reached(["fraud"], "purpose") == "as purpose, fraud"


class TestSubsections:
    @pytest.mark.parametrize(
        ("reached", "given", "told"),
        [
            (["importing"], [], "covers importing"),
            (["as purpose, fraud"], [], "covers, as purpose, fraud"),
            (["importing", "as purpose, fraud"], [], "covers (a) importing; and (b) as purpose, fraud"),
            ([], ["speed"], "provides for speed"),
            (["importing", "a device", "a part"], ["speed"],
             "provides for speed and covers (a) importing; (b) a device; and (c) a part"),
        ],
    )  # fmt: skip
    def test_what_it_covers_and_provides_for(self, reached: list[str], given: list[str], told: str) -> None:
        assert say.add_subsection(reached, given, "art 7") == f"add a subsection that {told}, in the terms of art 7"

    def test_a_part_of_what_is_no_act(self) -> None:
        assert say.add_subsection(["importing"], [], "art 7", "a part").startswith("add a part that")

    def test_an_exception_that_is_not_to_stand_in_the_way(self) -> None:
        assert say.except_no_more("art 22(1)(b)") == (
            "provide that the exception does not apply in the cases of art 22(1)(b)"
        )
        assert say.except_no_more("art 3(1)", "deleting") == (
            "provide that the exception does not apply to deleting (art 3(1))"
        )

    @pytest.mark.parametrize(
        ("limits", "told"),
        [
            ([], "the rest of the section stays as it is"),
            (["ships"], "for everything else, the limit to ships stays"),
            (["ships", "cars"], "for everything else, the limits to ships, and to cars stay"),
            (["anybody but a minor"], "for everything else, the exception of a minor stays"),
            (["anybody but a minor", "ships"],
             "for everything else, the limit to ships and the exception of a minor stay"),
        ],
    )  # fmt: skip
    def test_what_stays_for_everything_else(self, limits: list[str], told: str) -> None:
        assert say.stays(iter(limits)) == told


class TestNewProvisions:
    def test_one_for_one_article(self) -> None:
        assert say.enact("Crimes Act 1961", [("Make access an offence.", "art 2")]) == (
            "Crimes Act 1961: enact a section that gives effect to art 2: make access an offence."
        )

    def test_several_for_one_article_are_numbered(self) -> None:
        told = say.enact("Crimes Act 1961", [("Make it an offence.", "art 2"), ("Punish it.", "art 2")])
        assert told == (
            "Crimes Act 1961: enact provisions that give effect to art 2: (i) make it an offence; and (ii) punish it."
        )

    def test_several_for_several_articles(self) -> None:
        provisions = [("Make it an offence.", "art 2"), ("Punish it.", "art 13"), ("Try it.", "art 2")]
        assert say.enact("Crimes Act 1961", provisions) == (
            "Crimes Act 1961: enact provisions that give effect to art 2 (make it an offence; try it) "
            "and art 13 (punish it)."
        )

    def test_a_section_in_which_no_rule_stands_yet(self) -> None:
        assert say.enact_section("Crimes Act 1961", ["provide for speed (art 2)", "extend to cars"]) == (
            "Crimes Act 1961: enact a new section to provide for speed (art 2); to extend to cars."
        )

    def test_measures_outside_statute(self) -> None:
        assert say.put_in_place("Practice", [("Name a point of contact.", "art 35")]) == (
            "Practice: put a measure in place: Name a point of contact (art 35)."
        )
        assert say.put_in_place("Practice", [("Name it.", "art 35"), ("Train it.", "art 36")]) == (
            "Practice: put measures in place: Name it (art 35). Train it (art 36)."
        )


@pytest.mark.parametrize(
    ("under", "what", "told"),
    [
        (
            "art 40",
            "Require a dishonest intent",
            "Lodge a reservation under art 40 on art 2: require a dishonest intent.",
        ),
        (None, "", "Lodge a reservation on art 2."),
    ],
)
def test_what_is_lodged(under: str | None, what: str, told: str) -> None:
    assert say.lodge("reservation", under, "art 2", what) == told


class TestLists:
    @pytest.mark.parametrize(
        ("labels", "told"),
        [
            (["selling", "importing"], "selling and importing"),
            (["a device, or a part of it"], "a device, or a part of it"),
            (["a device, a part", "a program"], "(i) a device, a part; and (ii) a program"),
            (["a device or a part", "a program"], "(i) a device or a part; and (ii) a program"),
            (["a program", "a device and a part"], "(i) a program; and (ii) a device and a part"),
        ],
    )
    def test_an_or_an_and_or_a_comma_inside_is_not_misread(self, labels: list[str], told: str) -> None:
        assert say.listed(iter(labels)) == told

    @pytest.mark.parametrize(("count", "end"), [(10, "; and (x) 9,"), (11, "9,; 10,")])
    def test_more_than_ten_are_not_numbered(self, count: int, end: str) -> None:
        told = say.listed([f"{n}," for n in range(count)])
        assert told.endswith(end)
        assert told.startswith("(i) 0,; (ii) 1," if count == 10 else "0,; 1,")
