"""The mandate trace: what was asked for, and what of the adopted text answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.assessing import assess
from support.builders import answered, duty

from gapcheck.faces import Assessment
from gapcheck.report.report import make_report
from gapcheck.report.rows.mandate_trace import adopted, mandate_trace
from gapcheck.report.scope import mandates_answered

if TYPE_CHECKING:
    from gapcheck import Gapcheck

ITEMS = [duty("1", conduct="access"), duty("2", conduct="interfere")]


def text(on: str = "2020-01-01", **more) -> Assessment:
    return assess(answered(ITEMS, duty("9", conduct="access"), **more), "text", on)


class TestRows:
    def test_one_for_each_thing_that_was_asked_for(self) -> None:
        trace = mandate_trace(text())
        assert [(r.item, r.verdict, r.answered_by) for r in trace.rows] == [
            ("1", "Met", ("art 9",)),
            ("2", "Unmet", ()),
        ]
        assert {r.instrument for r in trace.rows} == {"Mandate"}
        assert trace.rows[0].text == "Duty 1."
        assert trace.counts == ("Mandate: 1 of 1 assessable.",)

    def test_the_status_is_that_of_the_mandate_held_against_the_text(self, policy: Gapcheck) -> None:
        trace = mandate_trace(policy.assess("text", "2020-01-01"))
        mandate = policy.assess("mandate", "2020-01-01")
        assert [(r.item, r.verdict) for r in trace.rows if not r.withheld] == [
            (d.full.duty.id, mandate.sensitivity.in_words(d)) for d in mandate.duties
        ]

    def test_a_withheld_item_has_its_ground_alone(self, policy: Gapcheck) -> None:
        trace = mandate_trace(policy.assess("text", "2020-01-01"))
        hidden = [r for r in trace.rows if r.withheld]
        assert [r.item for r in hidden] == ["1.4", "1.5", "3.1"]
        assert {(r.verdict, r.text, r.answered_by, r.reasons) for r in hidden} == {("Withheld", "", (), ())}

    def test_its_ground_is_in_the_key_of_a_report_on_the_text(self, policy: Gapcheck) -> None:
        assessment = policy.assess("text", "2020-01-01")
        grounds = {r.withheld for r in mandate_trace(assessment).rows if r.withheld}
        assert {ground.id for ground in make_report(assessment, "SECRET").key} >= grounds != set()

    def test_how_many_can_be_assessed(self, policy: Gapcheck) -> None:
        counts = mandate_trace(policy.assess("text", "2020-01-01")).counts
        assert counts == ("Mandate: 3 of 5 assessable (items 1.1 to 1.5); 2 withheld.", "Mandate: item 3 is withheld.")


class TestWhen:
    def test_before_its_adoption_a_text_answers_nothing(self) -> None:
        early = text("2009-12-31")
        assert not adopted(early)
        assert mandate_trace(early).rows == ()
        assert adopted(text("2010-01-01"))

    def test_a_text_that_was_never_adopted_answers_nothing(self) -> None:
        assert not adopted(text(adopted=None))

    def test_only_mandates_that_the_text_answers_are_mandates_answered(self) -> None:
        assert [i.id for i in mandates_answered(text())] == ["t"]
        mandate = assess(text().catalogue, "t", "2020-01-01")
        assert mandates_answered(mandate) == ()
        assert mandate_trace(mandate).rows == ()
