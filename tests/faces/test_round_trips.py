"""Every result is equal to itself made again, comes back from a pickle, and has a short repr and a table."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import gapcheck
from gapcheck import Gapcheck

MADE: dict[str, Callable[[Gapcheck], Any]] = {
    "assessment": lambda b: b.assess("model", "2014-01-01"),
    "article": lambda b: b.assess("model", "2014-01-01")["5"],
    "duty": lambda b: b.assess("model", "2014-01-01")["5(1)"],
    "gaps": lambda b: b.assess("model", "2014-01-01").gaps,
    "questions": lambda b: b.assess("model", "2014-01-01").questions,
    "relations": lambda b: b.assess("model", "2014-01-01").relations(),
    "plan": lambda b: b.repair("model", "2014-01-01"),
    "timeline": lambda b: b.timeline("model", "2005-01-01", "2021-01-01"),
    "comparison": lambda b: b.compare("model", "2003-01-01", "2014-01-01"),
    "instruments": lambda b: b.compare_instruments("model", "model"),
    "statements": lambda b: b.statements("2014-01-01"),
    "assessors": lambda b: b.assessors("2014-01-01"),
    "acts": lambda b: b.acts,
    "act": lambda b: b.acts["computer-act-1990"],
    "rules": lambda b: b.rules,
    "list": lambda b: b.instruments,
    "matches": lambda b: b.find("system"),
}


@pytest.mark.parametrize("name", MADE)
@pytest.mark.usefixtures("loaded_anew")
def test_made_again_it_is_equal(small: Gapcheck, name: str) -> None:
    assert MADE[name](small) == MADE[name](small)


@pytest.mark.parametrize("name", MADE)
def test_it_comes_back_from_a_pickle_and_a_copy(small: Gapcheck, name: str) -> None:
    found = MADE[name](small)
    assert pickle.loads(pickle.dumps(found)) == found
    assert copy.deepcopy(found) == found


@pytest.mark.parametrize("name", MADE)
def test_its_repr_is_a_short_line(small: Gapcheck, name: str) -> None:
    told = repr(MADE[name](small))
    assert len(told) < 300
    assert "\n" not in told


@pytest.mark.parametrize("name", [name for name in MADE if name not in ("article", "duty")])
def test_it_has_a_frame_and_a_table(small: Gapcheck, name: str) -> None:
    found = MADE[name](small)
    assert isinstance(found.frame(), pd.DataFrame)
    assert found._repr_html_().startswith("<")


@pytest.mark.parametrize("name", ["plan", "relations", "timeline", "rules"])
def test_it_frames_something(small: Gapcheck, name: str) -> None:
    assert len(MADE[name](small).frame()) > 0


def test_two_days_are_two_results(small: Gapcheck) -> None:
    one, other = small.assess("model", "2003-01-01"), small.assess("model", "2014-01-01")
    assert one != other
    assert len({one, other, small.assess("model", "2003-01-01")}) == 2


def test_nothing_that_is_handed_out_can_be_changed(small: Gapcheck) -> None:
    now = small.assess("model", "2014-01-01")
    counts = dict(now.counts)
    plan, timeline = small.repair("model", "2014-01-01"), small.timeline("model", "2005-01-01", "2021-01-01")
    results = (plan.repairs, plan.chosen, plan.closed, timeline.steps[0].standings, now.tried)
    for mapping in (
        *results,
        now.counts,
        now.verdicts,
        small.instruments,
        small.acts,
        small.catalogue.acts,
        small.readings,
    ):
        with pytest.raises(TypeError, match="cannot be changed"):
            mapping.clear()  # type: ignore[attr-defined]
    assert now.counts == counts


class TestDays:
    @pytest.mark.parametrize("day", [pd.Timestamp("2014-01-01"), pd.Timestamp("2014-01-01 09:30")])
    def test_a_timestamp_is_its_day(self, small: Gapcheck, day: pd.Timestamp) -> None:
        assert small.assess("model", day) == small.assess("model", "2014-01-01")

    def test_a_missing_day_and_one_in_a_time_zone_are_refused(self, small: Gapcheck) -> None:
        with pytest.raises(gapcheck.UsageError, match="expected an ISO date"):
            small.assess("model", pd.NaT)  # type: ignore[arg-type]
        with pytest.raises(gapcheck.UsageError, match="time zone"):
            small.assess("model", pd.Timestamp("2014-01-01", tz="UTC"))

    def test_the_word_today_says_where_it_is_known(self, small: Gapcheck) -> None:
        with pytest.raises(gapcheck.UsageError, match="the word today is for the command line alone"):
            small.assess("model", "today")


class TestReadings:
    def test_one_made_on_the_spot(self, small: Gapcheck) -> None:
        officials = small.readings["officials"]
        mine = gapcheck.Reading(id="mine", title="Mine", accepts=officials.accepts, rejects=officials.rejects)
        assert [a.status for a in small.assess("model", "2014-01-01", mine)] == [
            a.status for a in small.assess("model", "2014-01-01", "officials")
        ]

    def test_several(self, small: Gapcheck) -> None:
        both = small.assess("model", "2014-01-01", ["officials", gapcheck.Reading(id="none", title="None")])
        assert both.reading is not None
        assert both.reading.id == "officials+none"
        assert both.articles == small.assess("model", "2014-01-01", "officials").articles

    def test_what_is_no_reading(self, small: Gapcheck) -> None:
        with pytest.raises(gapcheck.UsageError, match="3 is no reading; expected an id, a Reading"):
            small.assess("model", "2014-01-01", [3])  # type: ignore[list-item]


class TestComparing:
    def test_two_assessments_of_any_sort(self, small: Gapcheck) -> None:
        plain, officials = small.assess("model", "2014-01-01"), small.assess("model", "2014-01-01", "officials")
        found = gapcheck.compare(plain, officials)
        assert found.sides == ("2014-01-01 under no reading", "2014-01-01 under reading officials")
        assert {c.article for c in found.articles} == {
            a.article.article for a, b in zip(plain, officials, strict=True) if a.verdict != b.verdict
        }

    def test_two_days_as_the_book_compares_them(self, small: Gapcheck) -> None:
        days = [small.assess("model", day) for day in ("2003-01-01", "2014-01-01")]
        assert gapcheck.compare(*days) == small.compare("model", "2003-01-01", "2014-01-01")

    def test_two_instruments_are_not_compared_so(self, small: Gapcheck, mandate_path: Any) -> None:
        other = gapcheck.load(mandate_path)
        instrument = next(iter(other.instruments))
        with pytest.raises(gapcheck.UsageError, match="expected two of one instrument"):
            gapcheck.compare(small.assess("model", "2014-01-01"), other.assess(instrument, "2020-01-01"))


class TestPlans:
    def test_a_plan_is_written_as_a_reform(self, small: Gapcheck, tmp_path: Any) -> None:
        path = small.repair("model", "2014-01-01").to_reform(tmp_path / "plan.yaml", "plan")
        assert path.read_text(encoding="utf-8").count("id: plan\n") == 1
        with pytest.raises(gapcheck.UsageError, match=r"ends in \.yaml"):
            small.repair("model", "2014-01-01").to_reform(tmp_path / "plan.txt")

    def test_its_frame_serves_every_duty_that_it_closes(self, small: Gapcheck) -> None:
        plan = small.repair("model", "2014-01-01")
        served = {key for cell in plan.frame().serves for key in cell.split("; ")}
        assert served == set(plan.closed)
        assert plan.to_dict()["instrument"] == "model"


class TestPictures:
    def test_a_cell_for_each_article_that_holds_a_duty(self, small: Gapcheck, tmp_path: Any) -> None:
        now = small.assess("model", "2014-01-01")
        picture = now.plot()
        asked = [a for a in now if a.status != "no_duty"]
        assert all(f"{a.article.article} {a.heading}, 1 January 2014: " in picture for a in asked)
        assert now.plot(since="2003-01-01") != picture
        assert picture == now.plot()
        assert picture._repr_svg_().startswith("<svg ")
        assert picture.save(tmp_path / "now.svg").read_text(encoding="utf-8") == picture

    def test_a_timeline_is_one_as_well(self, small: Gapcheck) -> None:
        timeline = small.timeline("model", "2005-01-01", "2021-01-01")
        assert timeline.plot() == timeline.to_svg()
        assert repr(timeline.plot()).startswith("<SvgImage: ")
