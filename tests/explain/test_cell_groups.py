"""Cells told together, and how they are named."""

from __future__ import annotations

from support.builders import assessed, duty, rule

from gapcheck.explain.cell_groups import describe, group_cells, shared_shortfalls
from gapcheck.explain.explanation import reasons
from gapcheck.explain.sentences import SentenceWriter


def names(duties, rules=()) -> list[str]:
    """The names of the groups of the first duty."""
    assessment = assessed(duties, rules)
    judged = assessment.duties[0]
    words = assessment.catalogue.vocabulary
    return [describe([c.cell for c in g.cells], judged, words) for g in group_cells(judged)]


class TestGroups:
    def test_cells_that_stand_alike_are_one_group(self) -> None:
        assert names(duty(conduct=["access", "delete", "alter"]), rule(conduct="interfere")) == [
            "access",
            "alter and delete",
        ]

    def test_a_duty_with_one_cell_is_named_by_its_anchor(self) -> None:
        assert names(duty(conduct="access", object="server")) == ["access"]

    def test_a_full_product_is_told_once(self) -> None:
        one = duty(conduct=["alter", "delete"], object=["server", "vehicle"], fault="intention")
        assert names(one) == ["alter and delete"]
        found = names(one, rule(conduct="alter", object="server"))
        assert found == ["alter (server)", "alter (vehicle); delete (server and vehicle)"]

    def test_what_is_no_product_is_told_in_branches(self) -> None:
        one = duty(conduct=["alter", "delete"], object=["server", "vehicle"])
        rules = [rule("1", conduct="alter"), rule("2", conduct="delete", object="vehicle")]
        assert names(one, rules) == ["alter", "delete (server)", "delete (vehicle)"]

    def test_what_each_cell_wanted_is_told_together(self) -> None:
        one = duty(conduct="access", object=["thing", "computer-system"])
        judged = assessed(one, rule(conduct="access", object="server")).duties[0]
        (lack,) = shared_shortfalls((c, c.best.shortfalls) for c in judged.cells)
        assert (lack.shortfall.wanted, lack.word) == (("computer-system", "thing"), "and")
        assert len(lack.cells) == 2


def test_a_duty_of_many_cells_is_still_a_few_sentences() -> None:
    one = duty(
        conduct=["access", "alter", "delete", "remote-access"],
        object=["computer-system", "server", "vehicle"],
        fault=["intention", "knowledge", "recklessness", "negligence"],
    )
    assessment = assessed(one, rule(conduct="access", fault="recklessness"))
    (judged,) = assessment.duties
    assert len(judged.cells) == 48
    told = reasons(SentenceWriter(assessment), judged)
    assert len(told) <= 3
    assert "No rule in force on 1 January 2020 covers alter and delete" in " ".join(told)
    assert all(len(sentence) < 300 for sentence in told)
