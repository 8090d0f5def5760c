"""The frames: plain columns, stable order, dates as dates, statuses as ordered categories."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from support.golden_files import mandate_assessment, small_assessment

from gapcheck.faces import Assessment
from gapcheck.report.frames import BY_CONCERN, FRAMES, VERDICTS_BY_CONCERN, cell_frame, duty_frame
from gapcheck.report.statuses import VERDICT

DUTY_COLUMNS = [
    "id",
    *(
        "instrument",
        "article",
        "heading",
        "chapter",
        "duty",
        "force",
        "binding",
        "kind",
        "text",
        "status",
        "low",
        "high",
    ),
    *("certainty", "view_low", "view_high", "verdict", "questions"),
    *("citations", "in_force_from", "reasons", "goes_beyond", "curable_under", "reservation_used", "arguable_points"),
    *("settled_by", "officials", "survey_date", "survey_acts", "checked", "suspect"),
]
CELL_COLUMNS = [
    *(
        "id",
        "instrument",
        "duty",
        "cell",
        "concepts",
        "result",
        "rule",
        "citation",
        "relation",
        "shortfalls",
        "goes_beyond",
        "curable_under",
        "position",
    ),
]


@pytest.fixture
def assessment(small_path: Path) -> Assessment:
    return small_assessment(small_path)


class TestDuties:
    def test_columns(self, assessment: Assessment) -> None:
        assert list(duty_frame(assessment).columns) == DUTY_COLUMNS

    def test_a_row_for_each_duty(self, assessment: Assessment) -> None:
        frame = duty_frame(assessment)
        assert list(frame.duty) == [d.full.duty.id for d in assessment.duties]
        assert list(frame.index) == list(range(len(frame)))
        assert list(frame.status) == [d.status for d in assessment.duties]

    def test_statuses_are_ordered(self, assessment: Assessment) -> None:
        frame = duty_frame(assessment)
        for column in ("status", "low", "high"):
            assert list(frame[column].cat.categories) == list(BY_CONCERN)
            assert frame[column].cat.ordered
        worst_last = frame.sort_values("status").status
        assert list(worst_last) == sorted(frame.status, key=BY_CONCERN.index)

    def test_nothing_that_asks_for_nothing_counts_as_worse_than_a_gap(self, assessment: Assessment) -> None:
        worse = duty_frame(assessment).query("status >= 'partial'").status
        assert set(worse) == {"partial"}
        assert set(duty_frame(assessment).query("status > 'met_with_reservation'").status).isdisjoint(
            {"met", "no_duty"}
        )

    def test_dates(self, assessment: Assessment) -> None:
        frame = duty_frame(assessment).set_index("duty")
        assert frame.in_force_from["2"] == pd.Timestamp("2004-04-01")
        assert frame.in_force_from["5(1)"] == pd.Timestamp("2016-07-01")
        assert pd.isna(frame.in_force_from["10"])
        assert str(frame.in_force_from.dtype) == str(frame.survey_date.dtype) == "datetime64[s]"

    def test_position_and_arguable_points(self, assessment: Assessment) -> None:
        frame = duty_frame(assessment).set_index("duty")
        assert frame.reservation_used["6(1)"] == "model:6(1)#offence-range"
        assert frame.reservation_used["4"] == "model:4#possession"
        assert frame.arguable_points["4"] == "computer-act-1990:7(1)#object"
        assert frame.arguable_points["9"] == "model:9#harm"
        assert frame.curable_under["9"] == "9(2)"
        assert frame.survey_acts["3(1)"] == "Computer Act 1990; Search Act 2008"

    def test_the_weakest_source_counts(self, assessment: Assessment) -> None:
        checked = duty_frame(assessment).set_index("duty").checked
        assert (checked["2"], checked["4"], checked["9"]) == ("verified", "secondary", "unverified")

    def test_missing_text_is_empty(self, assessment: Assessment) -> None:
        frame = duty_frame(assessment)
        assert not frame.drop(columns=["in_force_from", "survey_date", "certainty"]).isna().any().any()

    def test_before_every_rule(self, small_path: Path) -> None:
        frame = duty_frame(small_assessment(small_path, "1950-01-01"))
        assert frame.in_force_from.isna().all()
        assert str(frame.in_force_from.dtype) == "datetime64[s]"


class TestCells:
    def test_columns(self, assessment: Assessment) -> None:
        assert list(cell_frame(assessment).columns) == CELL_COLUMNS

    def test_a_row_for_each_cell(self, assessment: Assessment) -> None:
        frame = cell_frame(assessment)
        assert list(frame.result) == [c.result for d in assessment.duties for c in d.cells]
        assert not frame.duplicated(["duty", "concepts"]).any()

    def test_concepts_and_rule(self, assessment: Assessment) -> None:
        row = cell_frame(assessment).iloc[0]
        assert row.concepts == (
            "Authority: without right; Conduct: accessing; Mental element: intention; "
            "Maximum imprisonment: at least 1 year; Object: a computer system"
        )
        assert (row.rule, row.citation, row.result) == ("computer-act-1990:5(1)", "Computer Act 1990, s 5(1)", "covers")

    def test_shortfalls_only_where_not_covered(self, assessment: Assessment) -> None:
        frame = cell_frame(assessment)
        covered = frame.result.isin(["covers", "covers_by_position"])
        assert (frame.shortfalls[covered] == "").all()
        assert (frame.shortfalls[~covered] != "").all()

    def test_goes_beyond_only_where_the_rule_is_wider(self, assessment: Assessment) -> None:
        frame = cell_frame(assessment)
        assert frame.goes_beyond[0].startswith("Mental element: recklessness (treaty: intention); ")
        assert (frame.goes_beyond[frame.relation.isin(["equal", "subset", "none"])] == "").all()
        assert duty_frame(assessment).goes_beyond[0] == frame.goes_beyond[0]

    def test_position(self, assessment: Assessment) -> None:
        frame = cell_frame(assessment).set_index("duty")
        assert frame.position["6(1)"] == "Reservation under art 6(3), 1 June 2010"


def test_same_frame_from_the_method(assessment: Assessment) -> None:
    pd.testing.assert_frame_equal(assessment.frame(), duty_frame(assessment))
    pd.testing.assert_frame_equal(assessment.cells(), cell_frame(assessment))


def test_a_mandate_has_a_status_for_each_item_that_was_not_withheld(mandate_path: Path) -> None:
    frame = duty_frame(mandate_assessment(mandate_path)).set_index("duty")
    assert list(frame.index) == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4"]
    assert not frame[["status", "low", "high"]].isna().any().any()
    assert frame.force["2.4"] == "statement"
    assert frame.citations["1.1"] == "Adopted Text, art 2"
    assert str(frame.in_force_from["1.1"].date()) == "2010-03-01"


class TestEveryFrame:
    @pytest.mark.parametrize("rows", FRAMES)
    def test_it_has_rows_by_full_id(self, assessment: Assessment, rows: str) -> None:
        frame = FRAMES[rows](assessment)
        assert len(frame) > 0
        own = "article" if rows == "articles" else "duty"
        assert list(frame.id) == [f"model:{place}" for place in frame[own]]
        assert set(frame.instrument) == {"model"}

    def test_they_can_be_put_together_by_id(self, assessment: Assessment) -> None:
        links = FRAMES["links"](assessment)
        merged = duty_frame(assessment).merge(links, on="id")
        assert len(merged) == len(links)
        relations = assessment.relations().frame()
        assert len(cell_frame(assessment).merge(relations.drop_duplicates("id"), on="id")) == len(
            cell_frame(assessment)
        )

    def test_links_name_the_rules_and_their_days(self, assessment: Assessment) -> None:
        links = FRAMES["links"](assessment)
        assert [list(links.rule[links.id == d.id]) for d in assessment.duties] == [
            [e.key for e in d.rules] for d in assessment.duties
        ]
        assert str(links["from"].dtype) == str(links["to"].dtype) == "datetime64[s]"

    def test_articles(self, assessment: Assessment) -> None:
        frame = FRAMES["articles"](assessment)
        assert list(frame.status) == [a.status for a in assessment.articles]
        assert list(frame.duties) == [len(a.duties) for a in assessment.articles]


def test_every_verdict_has_its_place_among_the_categories() -> None:
    assert sorted(VERDICTS_BY_CONCERN) == sorted(VERDICT)
