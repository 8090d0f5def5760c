"""What has to name its sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from support.builders import SOURCE, catalogue, duty, instrument, rule

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.loading import load
from gapcheck.catalogue.sources import sourced, sourced_by_policy, sourced_by_reforms
from gapcheck.model.treaty import Article, ArticlesFile, Participation, Withholding

if TYPE_CHECKING:
    from gapcheck import Gapcheck


def told(made: Catalogue) -> list[tuple[str, str]]:
    return [(s.what, s.key) for s in sourced(made)]


def test_instruments_duties_rules_and_positions() -> None:
    made = catalogue([duty("1"), duty("2")], [rule("1", end="2010-01-01"), rule("1", start="2010-01-01")])
    assert told(made) == [
        ("instrument", "instrument:t"),
        ("duty", "t:1"),
        ("duty", "t:2"),
        ("rule", "act:1"),
        ("rule", "act:1"),
        ("position", "position:t"),
    ]
    assert [s.place for s in sourced(made) if s.what == "rule"] == ["act:1@2000-01-01", "act:1@2010-01-01"]


def test_participation_and_what_is_withheld() -> None:
    made = catalogue(duty())
    withheld = Article(
        article="9", heading="Nine", chapter="One", withheld=Withholding(ground="s 6(a)", source=(SOURCE,))
    )
    counted = Participation(as_at="2020-01-01", text="Two.", source=(SOURCE,))
    contents = replace(
        made.contents,
        instruments=(instrument().model_copy(update={"participation": (counted,)}),),
        articles=(ArticlesFile(instrument="t", articles=(withheld,)),),
    )
    assert told(Catalogue(contents))[:3] == [
        ("instrument", "instrument:t"),
        ("record of participation", "instrument:t@2020-01-01"),
        ("withholding", "t:art 9"),
    ]


def test_every_one_of_a_loaded_catalogue_has_an_origin(small: Gapcheck) -> None:
    made = small.catalogue
    found = [*sourced(made), *sourced_by_reforms(made)]
    assert {s.what for s in found} == {
        "instrument",
        "duty",
        "rule",
        "position",
        "exercised narrowing",
        "ground of a reading",
        "rule of a reform",
    }
    single = {e.key for e in made.rules if f"{e.key}@{e.rule.in_force.start}" not in made.origins}
    assert all(s.place in made.origins or (s.what == "rule" and s.key in single) for s in found)
    assert [s.owner for s in found if s.what == "ground of a reading"] == ["readings"]


def test_the_policy_registers() -> None:
    made = load(Path(__file__).parents[1] / "catalogues" / "lint")
    found = list(sourced_by_policy(made))
    assert [(s.what, s.key) for s in found] == [
        ("official statement", "statement:s1"),
        ("idea for reform", "idea:i1"),
        ("event in the history of an idea", "idea:i1@2015-11-03"),
        ("event in the history of an idea", "idea:i1@2016-11-03"),
        ("role of an agency", "agency:police#1"),
        ("role of an agency", "agency:police#2"),
        ("level of a capability", "capability:training@police@2015-11-03"),
        ("document", "document:plan"),
    ]
    assert [s.key for s in found if s.place not in made.origins] == []
