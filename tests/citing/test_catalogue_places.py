"""What a catalogue holds of a place: sections with their rules, articles with their duties, and on which day."""

from __future__ import annotations

from datetime import date

import pytest
from support.builders import article, duty, exception, rule
from support.cited import ACTS, TREATIES

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.citing.catalogue_places import DefaultOwners, EncodedPlace, EncodedProvisions
from gapcheck.citing.places import find_places
from gapcheck.errors import UnknownIdError
from gapcheck.model.law import PRACTICE, Act, Section, StatuteFile
from gapcheck.model.treaty import ArticlesFile

LAW = StatuteFile(
    act=Act(id="x", title="X Act 2000"),
    sections=(
        Section(section="100", heading="Far", rules=(rule("100-access"),)),
        Section(section="22", heading="Principles", rules=(rule("22-IPP12(1)(a)"),)),
        Section(section="60", heading="General", rules=(rule("general"),)),
        Section(section="70", heading="Part", rules=(rule("70(2)-search"),)),
        Section(section="5", heading="Old", rules=(rule("5(1)", end="2010-01-01"),)),
        Section(
            section="5",
            heading="New",
            rules=(rule("5(1)(a)", start="2010-01-01"), rule("5(3)", start="2015-01-01")),
        ),
        Section(section="7", heading="Exc", rules=(rule("7", exceptions=(exception("none", "8(2)"),)),)),
        Section(section="9-11", heading="Range", rules=(rule("9-11"),)),
        Section(section="45", heading="Two", rules=(rule("45(2)+46"),)),
    ),
)
CATALOGUE = Catalogue(
    Contents(
        statutes=(*ACTS, LAW),
        instruments=TREATIES,
        articles=(
            ArticlesFile(
                instrument="budapest",
                articles=(
                    article(duty("20(1)"), number="20"),
                    article(duty("16(1)"), duty("16(2)"), number="16"),
                    article(number="17"),
                ),
            ),
        ),
    )
)


def look(text: str, of: str = "x", as_at: date | None = None) -> EncodedPlace:
    """What is encoded of the place that a text names."""
    (place,) = find_places(text)
    kind = "treaty" if place.sort == "article" else "act"
    return EncodedProvisions(CATALOGUE).look_up(kind, of, place, as_at)


class TestSections:
    @pytest.mark.parametrize(
        ("text", "rules"),
        [
            ("s 5", ("5(1)", "5(1)(a)", "5(3)")),
            ("s 5(1)", ("5(1)", "5(1)(a)")),
            # A rule on all of subsection (1) is one on its paragraphs too.
            ("s 5(1)(b)", ("5(1)",)),
            ("s 100", ("100-access",)),
            ("s 22, IPP 12", ("22-IPP12(1)(a)",)),
            # The id says nothing of where it stands.
            ("s 60", ("general",)),
            ("s 9", ("9-11",)),
            ("s 11", ("9-11",)),
            ("s 46", ("45(2)+46",)),
            ("s 45(2)", ("45(2)+46",)),
            ("ss 5(3) and 7", ("5(3)", "7")),
            ("ss 6-12", ("7", "9-11")),
            (
                "ss 1-200",
                (
                    "5(1)",
                    "5(1)(a)",
                    "5(3)",
                    "7",
                    "9-11",
                    "22-IPP12(1)(a)",
                    "45(2)+46",
                    "general",
                    "70(2)-search",
                    "100-access",
                ),
            ),
        ],
    )
    def test_the_rules_of_a_place(self, text: str, rules: tuple[str, ...]) -> None:
        found = look(text)
        assert found.rules == tuple(f"x:{id}" for id in rules)
        assert (found.of, found.missing, found.asleep) == ("x", (), ())

    def test_the_sections_in_the_order_of_their_numbers(self) -> None:
        assert look("ss 1-200").places == (
            "x:s 5",
            "x:s 7",
            "x:s 9-11",
            "x:s 22",
            "x:s 45",
            "x:s 60",
            "x:s 70",
            "x:s 100",
        )
        assert look("ss 7 and 5").places == ("x:s 7", "x:s 5")

    def test_an_exception_stands_with_its_rule_and_is_none(self) -> None:
        for text in ("s 8", "s 8(2)", "s 8(2)(a)"):
            assert (look(text).places, look(text).rules) == (("x:s 7",), ())

    @pytest.mark.parametrize("text", ["s 5(2)", "s 45(3)", "s 70(3)", "s 1", "ss 1-2", "cl 5", "sch 1, cl 5", "pt 5"])
    def test_what_is_not_encoded(self, text: str) -> None:
        found = look(text)
        label = text.replace("-", "–")
        assert (found.places, found.rules, found.missing, found.label) == ((), (), (label,), label)

    def test_of_several_those_that_are_not(self) -> None:
        found = look("ss 5(2), 7 and 90")
        assert (found.rules, found.missing) == (("x:7",), ("s 5(2)", "s 90"))

    @pytest.mark.parametrize("of", [PRACTICE, "nix"])
    def test_a_register_of_practice_has_no_sections(self, of: str) -> None:
        assert look("s 1", of).missing == ("s 1",)


class TestArticles:
    @pytest.mark.parametrize(
        ("text", "rules"),
        [
            ("art 16", ("16(1)", "16(2)")),
            ("art 16(1)", ("16(1)",)),
            ("art 16(1)(a)", ("16(1)",)),
            ("art 17", ()),
            ("arts 16-17", ("16(1)", "16(2)")),
            ("arts 16-20", ("16(1)", "16(2)", "20(1)")),
        ],
    )
    def test_the_duties_of_a_place(self, text: str, rules: tuple[str, ...]) -> None:
        found = look(text, "budapest")
        assert (found.rules, found.missing) == (tuple(f"budapest:{id}" for id in rules), ())
        assert found.places[0] == ("budapest:art 17" if text == "art 17" else "budapest:art 16")

    @pytest.mark.parametrize("text", ["art 16(3)", "art 17(1)", "art 18", "arts 18–19"])
    def test_what_is_not_encoded(self, text: str) -> None:
        assert look(text.replace("–", "-"), "budapest").missing == (text,)

    def test_a_treaty_is_the_same_on_every_day(self) -> None:
        assert look("art 16", "budapest", date(1900, 1, 1)) == look("art 16", "budapest")


class TestPrinciples:
    @pytest.mark.parametrize(
        ("text", "rules"),
        [
            ("s 22, IPP 11", ("22-IPP11",)),
            ("s 22, IPP 11(1)", ("22-IPP11",)),
            ("s 22, IPPs 3A and 4", ("22-IPP3A",)),
            ("ss 22-26, IPP 11", ("22-IPP11",)),
            ("s 22", ("22-IPP3A", "22-IPP11", "22-outgoing")),
        ],
    )
    def test_the_rules_on_a_principle(self, text: str, rules: tuple[str, ...]) -> None:
        assert look(text, "privacy").rules == tuple(f"privacy:{id}" for id in rules)

    @pytest.mark.parametrize("text", ["s 22, IPP 3", "s 26, IPP 11", "ss 23–26, IPP 11"])
    def test_one_that_is_not_encoded(self, text: str) -> None:
        assert look(text.replace("–", "-"), "privacy").missing == (text,)


class TestDays:
    @pytest.mark.parametrize(
        ("day", "rules", "versions"),
        [
            (None, ("x:5(1)", "x:5(1)(a)", "x:5(3)"), ("Old", "New")),
            (date(2009, 12, 31), ("x:5(1)",), ("Old",)),
            (date(2010, 1, 1), ("x:5(1)(a)",), ("New",)),
            (date(2020, 1, 1), ("x:5(1)(a)", "x:5(3)"), ("New",)),
        ],
    )
    def test_the_law_of_the_day(self, day: date | None, rules: tuple[str, ...], versions: tuple[str, ...]) -> None:
        found = look("s 5", as_at=day)
        assert (found.rules, found.versions, found.asleep) == (rules, versions, ())

    def test_what_was_not_yet_law(self) -> None:
        found = look("ss 5(3) and 7", as_at=date(2012, 1, 1))
        assert (found.asleep, found.missing, found.rules) == (("s 5(3)",), (), ("x:7",))
        assert look("ss 5-7", as_at=date(1990, 1, 1)).asleep == ("ss 5–7",)

    @pytest.mark.parametrize("text", ["s 7", "s 5(3)"])
    def test_one_heading_is_no_version(self, text: str) -> None:
        assert look(text).versions == ()


class TestIds:
    def ids(self, text: str, as_at: date | None = None) -> list[tuple[str, EncodedPlace]]:
        return [(text[a:b], found) for a, b, found in EncodedProvisions(CATALOGUE).keys(text, as_at)]

    def test_each_with_what_is_encoded_of_it(self) -> None:
        assert [
            (said, found.of, found.label, found.rules) for said, found in self.ids("x:5(3), and budapest:16(2).")
        ] == [
            ("x:5(3)", "x", "s 5(3)", ("x:5(3)",)),
            ("budapest:16(2)", "budapest", "art 16(2)", ("budapest:16(2)",)),
        ]
        ((_, found),) = self.ids("un:34")
        assert found.missing == ("art 34",)

    def test_far_on_in_a_text(self) -> None:
        ((said, _),) = self.ids(f"{' ' * 100}x:5(3)")
        assert said == "x:5(3)"

    def test_on_a_day(self) -> None:
        ((_, found),) = self.ids("x:5", date(2005, 1, 1))
        assert found.rules == ("x:5(1)",)

    @pytest.mark.parametrize("text", ["nix:5", f"{PRACTICE}:1", "x:a", "a/x:5", "b-x:5"])
    def test_what_is_none(self, text: str) -> None:
        assert self.ids(text) == []

    def test_a_pinpoint_is_short(self) -> None:
        (said, _), = self.ids(f"x:5{'(1)' * 40}")  # fmt: skip
        assert said == f"x:5{'(1)' * 19}"


class TestDefaults:
    def test_the_title_of_the_act_and_the_id_of_the_treaty(self) -> None:
        provisions = EncodedProvisions(CATALOGUE)
        assert provisions.defaults("crimes", "budapest") == DefaultOwners("Crimes Act 1961", "budapest")
        assert provisions.defaults(None, None) == DefaultOwners()

    @pytest.mark.parametrize(
        ("act", "instrument", "hint"),
        [("crime", None, "crimes"), (PRACTICE, None, "Act"), (None, "budapets", "budapest")],
    )
    def test_an_unknown_id_is_told(self, act: str | None, instrument: str | None, hint: str) -> None:
        with pytest.raises(UnknownIdError, match=hint):
            EncodedProvisions(CATALOGUE).defaults(act, instrument)
