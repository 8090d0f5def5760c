"""What the results say of themselves: in one line, by name, and at every end."""

from __future__ import annotations

import pytest
from support.builders import article, assessed, catalogue, duty, given, rule

from gapcheck.engine.assessment import assess
from gapcheck.engine.ends import Ends
from gapcheck.engine.results import InstrumentResult, Verdict
from gapcheck.errors import UnknownIdError

ACCESS, DELETE = duty("1(1)", conduct="access"), duty("1(2)", conduct="delete", force="consider")
RULES = (rule("sure", conduct="access"), rule("maybe", conduct=given("alter", arguably="delete")))


def result() -> InstrumentResult:
    return assess(
        catalogue([article(ACCESS, DELETE), article(duty("2", force="may"), number="2")], RULES), "t", "2015-01-01"
    )


class TestInOneLine:
    def test_a_cell_names_its_best_rule(self) -> None:
        first, second = result().duties[:2]
        assert repr(first.cells[0]) == "<Cell: covers (act:sure)>"
        assert repr(second.cells[0]) == "<Cell: arguable (act:maybe)>"
        (alone,) = assessed(duty(conduct="access")).duties[0].cells
        assert repr(alone) == "<Cell: disjoint>"

    def test_a_duty_names_its_ends_where_they_differ(self) -> None:
        first, second = result().duties[:2]
        assert repr(first) == "<Duty t:1(1): met>"
        assert repr(second) == "<Duty t:1(2): contested, unmet to met>"


class TestADuty:
    def test_it_is_known_by_its_id_and_by_what_it_asks(self) -> None:
        first, second = result().duties[:2]
        assert (first.id, first.pinpoint, first.text) == ("t:1(1)", "1(1)", "Duty 1(1).")
        assert (first.force, first.kind, first.binding) == ("shall", "offence", True)
        assert (second.force, second.binding) == ("consider", False)

    def test_a_cell_without_a_rule_has_no_findings(self) -> None:
        (alone,) = assessed(duty(conduct="access")).duties[0].cells
        assert (alone.findings, alone.result) == ((), "disjoint")
        (reached,) = assessed(duty(conduct="access"), rule(conduct="access")).duties[0].cells
        assert [f.entry.key for f in reached.findings] == ["act:1"]


class TestAnInstrument:
    def test_it_holds_its_articles_in_order(self) -> None:
        found = result()
        assert len(found) == 2
        assert [a.article.article for a in found] == ["1", "2"]
        assert ("1" in found, 2 in found, "3" in found) == (True, True, False)
        assert found[2] is found["2"] is found.articles[1]

    def test_an_article_or_duty_that_it_has_not_is_an_error_with_the_nearest(self) -> None:
        with pytest.raises(UnknownIdError, match="unknown article '3'"):
            result()["3"]
        with pytest.raises(UnknownIdError, match=r"unknown duty '1\(3\)'; did you mean '1\(2\)'"):
            result().duty("t:1(3)")

    def test_nobody_is_bound_by_a_draft(self) -> None:
        made = catalogue(ACCESS, RULES, binding_from="2000-01-01")
        found = assess(made, "t", "2015-01-01")
        assert (found.binding_record, found.binding) == ("bound", True)
        draft = found.instrument.model_copy(update={"text_status": "draft"})
        again = InstrumentResult(**{**vars(found), "instrument": draft})
        assert (again.binding_record, again.binding) == ("no_obligation", False)


class TestAVerdict:
    @pytest.mark.parametrize(
        ("ends", "status", "certainty"),
        [
            (("met", "met", "met", "met"), "met", "settled"),
            (("unmet", "met", "met", "met"), "met", "view"),
            (("unmet", "partial", "partial", "met"), "partial", "view"),
            (("unmet", "unmet", "met", "met"), "unclear", "open"),
        ],
    )
    def test_it_is_what_all_ends_agree_on_or_the_view_says(self, ends, status, certainty) -> None:
        found = Verdict.of(Ends(*ends))
        assert (found.status, found.certainty, found.ends) == (status, certainty, Ends(*ends))

    def test_nothing_to_judge_has_no_certainty(self) -> None:
        assert (Verdict.none("no_duty").certainty, Verdict.none("withheld").words) == (None, "withheld")

    def test_what_nobody_looked_for_keeps_its_ends(self) -> None:
        found = Verdict.of(Ends.all("unmet")).not_assessed()
        assert (found.status, found.certainty, found.ends) == ("not_assessed", None, Ends.all("unmet"))
