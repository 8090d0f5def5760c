"""What goes beyond the treaty: only what is materially wider, as data and in words."""

from __future__ import annotations

from typing import Any

import pytest
from support.assessing import assess
from support.builders import article, assessed, at_least, at_most, catalogue, duty, either, given, rule, statute

from gapcheck.engine.wider_rules import asked_elsewhere, cells_go_beyond, duty_goes_beyond, goes_beyond
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.explain.wider_law import (
    beyond_in_short,
    beyond_sentence,
    beyond_sentences,
    duty_beyond_in_short,
    elsewhere_sentence,
)
from gapcheck.faces import Assessment
from gapcheck.model.law import Supports
from gapcheck.model.quantity import Quantity


def found(made: Assessment) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """What goes beyond in the first cell of the first duty."""
    first = made.duties[0]
    return [(w.type, w.facet, w.asked, w.found) for w in goes_beyond(made, first, first.cells[0])]


def told(made: Assessment) -> tuple[list[str], list[str]]:
    """The same as sentences, and in short."""
    writer, first = SentenceWriter(made), made.duties[0]
    items = goes_beyond(made, first, first.cells[0])
    return [beyond_sentence(writer, i) for i in items], [beyond_in_short(writer, i) for i in items]


@pytest.mark.parametrize(
    ("asked", "reached", "expected"),
    [
        ({"fault": "intention"}, {"fault": "recklessness"}, [("broader", "fault", ("intention",), ("recklessness",))]),
        ({"fault": "intention"}, {}, [("silent", "fault", ("intention",), ())]),
        ({"fault": "intention"}, {"fault": "intention"}, []),
        ({}, {"fault": "recklessness"}, []),
        ({"object": "server"}, {"object": ["server", "vehicle"]}, [("also", "object", ("server",), ("vehicle",))]),
        (
            {"object": "computer-system"},
            {"object": "machine"},
            [("overlaps", "object", ("computer-system",), ("machine",))],
        ),
        ({"object": "thing"}, {"object": "server"}, []),
        ({"object": either("server", "vehicle")}, {"object": "vehicle"}, []),
        (
            {"object": "server"},
            {"object": given("vehicle", arguably="server")},
            [("also", "object", ("server",), ("vehicle",))],
        ),
    ],
)
def test_in_scope(asked: dict[str, Any], reached: dict[str, Any], expected: list[object]) -> None:
    assert found(assessed(duty(conduct="access", **asked), rule(conduct="access", **reached))) == expected


def test_another_condition_in_place_of_the_treatys_is_not_wider() -> None:
    made = assessed(duty(conduct="access", purpose="obtaining-data"), rule(conduct="access", purpose="dishonesty"))
    assert found(made) == []
    assert made.to_dict()["articles"][0]["duties"][0]["cells"][0]["relation"] == "intersects"  # type: ignore[index]


def test_no_rule_goes_beyond_nothing() -> None:
    assert found(assessed(duty(conduct="access"), rule(conduct="delete"))) == []


def test_each_cell_of_a_duty_has_its_own() -> None:
    one = duty(conduct=["access", "delete"], object="server")
    made = assessed(one, [rule(conduct="access"), rule("2", conduct="delete", object="server")])
    cells = cells_go_beyond(made, made.duties[0])
    assert [[item.type for item in items] for items in cells] == [["silent"], []]
    assert cells == tuple(goes_beyond(made, made.duties[0], cell) for cell in made.duties[0].cells)


class TestWhatTheArticleAsksElsewhere:
    def test_another_cell_of_the_duty(self) -> None:
        made = assessed(duty(conduct=["access", "delete"]), rule(conduct=["access", "delete", "alter"]))
        assert found(made) == [("also", "conduct", ("access",), ("alter",))]

    def test_another_duty_of_the_article(self) -> None:
        made = assessed([duty("1", conduct="access"), duty("2", conduct="delete")], rule(conduct=["access", "delete"]))
        assert found(made) == []
        [item] = asked_elsewhere(made, made.duties[0], made.duties[0].cells[0])
        assert item.found == ("delete",)
        assert elsewhere_sentence(SentenceWriter(made), item, made.duties[0]) == (
            "Section 1 of the Made Up Act 2000 also covers delete, for which art 1 asks elsewhere."
        )

    def test_not_a_duty_of_another_kind(self) -> None:
        duties = [duty("1", conduct="access"), duty("2", kind="power", power="compel", conduct="delete")]
        assert found(assessed(duties, rule(conduct=["access", "delete"]))) == [
            ("also", "conduct", ("access",), ("delete",))
        ]

    def test_not_another_article(self) -> None:
        articles = [article(duty("1", conduct="access")), article(duty("2", conduct="delete"), number="2")]
        assert found(assessed(articles, rule(conduct=["access", "delete"]))) == [
            ("also", "conduct", ("access",), ("delete",))
        ]


class TestQuantities:
    def asked(self, bound: Any, given: Quantity, **more: Any) -> list[object]:
        one = duty(kind="power", power="compel", also=(bound,))
        return found(assessed(one, rule(kind="power", gives={"power": "compel", "period": given}), **more))

    def test_more_than_the_least(self) -> None:
        two_years = Quantity(amount=2, unit="year")
        assert self.asked(at_least(1, "year"), two_years) == [("exceeds", "period", ("at least 1 year",), ("2 years",))]

    def test_just_the_least(self) -> None:
        assert self.asked(at_least(1, "year"), Quantity(amount=12, unit="month")) == []

    def test_less_is_a_shortfall(self) -> None:
        assert self.asked(at_least(90, "day"), Quantity(amount=20, unit="day")) == []

    def test_what_stays_below_a_ceiling_is_no_more_than_it_asks(self) -> None:
        assert self.asked(at_most(90, "day"), Quantity(amount=20, unit="day")) == []

    def test_the_rule_that_gives_it_is_named(self) -> None:
        one = duty(kind="power", power="compel", also=(at_least(1, "year"),))
        helper = rule(
            "2", kind="sanction", gives={"period": Quantity(amount=3, unit="year")}, supports=Supports(kinds=("power",))
        )
        made = assessed(one, [rule(kind="power", gives={"power": "compel"}), helper])
        assert found(made) == [("exceeds", "period", ("at least 1 year",), ("3 years",))]
        assert told(made)[0] == [
            "Section 2 of the Made Up Act 2000 gives 3 years; the treaty asks for at least 1 year."
        ]


class TestWords:
    def test_broader(self) -> None:
        made = assessed(duty(conduct="access", fault="intention"), rule(conduct="access", fault="recklessness"))
        assert told(made) == (
            ["Section 1 of the Made Up Act 2000 covers recklessness, not only intention."],
            ["Fault: recklessness (treaty: intention)"],
        )

    def test_silent(self) -> None:
        made = assessed(duty(conduct="access", fault="intention"), rule(conduct="access"))
        assert told(made)[1] == ["Fault: no limit on record (treaty: intention)"]
        assert "sets no limit of its own here (fault); the treaty describes intention." in told(made)[0][0]

    def test_overlapping(self) -> None:
        made = assessed(duty(conduct="access", object="computer-system"), rule(conduct="access", object="machine"))
        assert told(made)[0] == [
            "Section 1 of the Made Up Act 2000 covers machine in general; the treaty describes computer system."
        ]

    def test_cells_that_share_it_are_told_once(self) -> None:
        made = assessed(duty(conduct=["access", "delete"], fault="intention"), rule(conduct=["access", "delete"]))
        assert duty_beyond_in_short(SentenceWriter(made), cells_go_beyond(made, made.duties[0])) == (
            "Fault: no limit on record (treaty: intention)",
        )
        assert len(beyond_sentences(SentenceWriter(made), made.duties[0])) == 1

    def test_rules_of_several_acts_are_cited_with_the_act(self) -> None:
        laws = [
            statute(rule("1", conduct="access"), act="a"),
            statute(rule("2", conduct="delete", fault="recklessness"), act="b"),
        ]
        laws[1] = laws[1].model_copy(update={"act": laws[1].act.model_copy(update={"title": "Other Act 2001"})})
        made = assessed(duty(conduct=["access", "delete"], fault="intention"), laws)
        assert duty_beyond_in_short(SentenceWriter(made), cells_go_beyond(made, made.duties[0])) == (
            "Fault: no limit on record, Made Up Act 2000, s 1 (treaty: intention)",
            "Fault: recklessness, Other Act 2001, s 1 (treaty: intention)",
        )

    def test_several_rules_are_cited(self) -> None:
        laws = [
            rule("1", conduct="access"),
            rule("2", conduct="delete", fault="recklessness"),
            rule("3", conduct="alter"),
        ]
        made = assessed(duty(conduct=["access", "delete", "alter"], fault="intention"), laws)
        assert duty_beyond_in_short(SentenceWriter(made), cells_go_beyond(made, made.duties[0])) == (
            "Fault: no limit on record, ss 1 and 3 (treaty: intention)",
            "Fault: recklessness, s 2 (treaty: intention)",
        )

    def test_what_holds_one_cell_and_overlaps_another_is_told_of_the_first(self) -> None:
        made = assessed(
            duty(conduct="access", object=["server", "computer-system"]), rule(conduct="access", object="machine")
        )
        [one] = duty_goes_beyond(made, made.duties[0])
        assert (one.first.type, one.asked) == ("overlaps", ("computer-system",))
        both = assessed(
            duty(conduct="access", object=["smart-machine", "computer-system"]),
            rule(conduct="access", object="machine"),
        )
        [one] = duty_goes_beyond(both, both.duties[0])
        assert (one.first.type, one.asked) == ("broader", ("smart-machine",))

    def test_a_long_list_is_cut_in_short_and_whole_in_the_sentence(self) -> None:
        acts = ["access", "interfere", "delete", "alter"]
        faults = ["recklessness", "knowledge", "intention", "negligence"]
        objects = ["thing", "computer-system", "server", "vehicle", "machine", "smart-machine"]
        made = assessed(duty(conduct=acts, fault=faults, object=objects), rule(conduct=acts, fault=faults))
        [short] = duty_beyond_in_short(SentenceWriter(made), cells_go_beyond(made, made.duties[0]))
        assert (
            short == "Object: no limit on record (treaty: computer system, machine, server, smart machine and 2 more)"
        )
        [whole] = beyond_sentences(SentenceWriter(made), made.duties[0])
        assert "computer system, machine, server, smart machine, thing and vehicle" in whole

    def test_in_the_explanation(self) -> None:
        made = assessed(duty(conduct="access", fault="intention"), rule(conduct="access"))
        [passage] = [p for p in made.why("1", full=True).passages if p.heading == "What goes beyond the treaty"]
        assert passage.sentences == beyond_sentences(SentenceWriter(made), made.duties[0])


def test_does_not_depend_on_the_order_of_the_rules() -> None:
    laws = [rule("1", conduct="access"), rule("2", conduct="delete", fault="recklessness"), rule("3", conduct="alter")]
    one = duty(conduct=["access", "delete", "alter"], fault="intention")

    def short(order: list[Any]) -> tuple[str, ...]:
        made = assess(catalogue(one, [statute(r, act=f"act{r.id}") for r in order]), "t", "2020-01-01")
        return duty_beyond_in_short(SentenceWriter(made), cells_go_beyond(made, made.duties[0]))

    assert short(laws) == short(laws[::-1])


class TestAllCellsOfADuty:
    def groups(self, made: Assessment) -> list[tuple[str, tuple[str, ...], str]]:
        return [(g.first.facet, g.asked, g.word) for g in duty_goes_beyond(made, made.duties[0])]

    def test_they_come_by_facet_whatever_the_cell(self) -> None:
        one = duty(conduct=["access", "delete"], object="server", fault="intention")
        rules = [
            rule("1", conduct="access", object="thing", fault="intention"),
            rule("2", conduct="delete", object="server", fault="knowledge"),
        ]
        assert [facet for facet, _, _ in self.groups(assessed(one, rules))] == ["fault", "object"]

    @pytest.mark.parametrize(("asked", "word"), [(["server", "vehicle"], "and"), (either("server", "vehicle"), "or")])
    def test_cells_are_joined_by_and_and_a_choice_by_or(self, asked: Any, word: str) -> None:
        made = assessed(duty(conduct="access", object=asked), rule(conduct="access"))
        assert self.groups(made) == [("object", ("server", "vehicle"), word)]

    def test_what_has_no_concepts_is_asked_for_nowhere_else(self) -> None:
        made = assessed(duty(conduct="access", object="server"), rule(conduct="access"))
        first = made.duties[0]
        assert asked_elsewhere(made, first, first.cells[0]) == ()
