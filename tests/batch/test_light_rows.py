"""Light rows say what an assessment says, of every day of their interval."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.laws import law
from support.strategies import DAYS, World, worlds

from gapcheck import Gapcheck, Job, LightRow
from gapcheck.batch.light_rows import may_share_a_timeline, rows_of_days, rows_of_job
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.sensitivity import Sensitivity
from gapcheck.faces import Assessment
from gapcheck.model.law import Reform, ReformChange, ReformFile

BEFORE, AFTER = date(2001, 1, 1), date(2012, 1, 1)


def verdicts(rows: tuple[LightRow, ...]) -> dict[tuple[str, str | None], tuple[object, ...]]:
    """What rows say of each article and duty."""
    return {(r.article, r.duty): (r.status, r.certainty, r.low, r.view_low, r.view_high, r.high) for r in rows}


def judged(assessment: Assessment) -> dict[tuple[str, str | None], tuple[object, ...]]:
    """The same of an assessment."""
    found: dict[tuple[str, str | None], tuple[object, ...]] = {}
    for article in assessment.articles:
        for duty, one in [(None, article), *((d.id, d) for d in article.duties)]:
            ends = (one.low, one.view_low, one.view_high, one.high)
            found[article.article.article, duty] = (one.status, one.certainty, *ends)
    return found


@law(60)
@given(worlds(), st.dates(BEFORE, AFTER))
def test_a_day_is_answered_as_assess_answers_it(world: World, day: date) -> None:
    rows = rows_of_job(Catalogue(world.contents), Job("t", as_at=day, reading=world.reading), "k")
    assert verdicts(rows) == judged(world.assess(day))
    assert {(r.start, r.end) for r in rows} == {(day, day + timedelta(days=1))}


@law(60)
@given(worlds(), st.dates(BEFORE, AFTER))
def test_an_interval_is_answered_as_each_of_its_days_is(world: World, day: date) -> None:
    job = Job("t", start=BEFORE, end=AFTER + timedelta(days=1), reading=world.reading)
    rows = rows_of_job(Catalogue(world.contents), job, "k")
    for other in (day, BEFORE, AFTER, *DAYS):
        held = tuple(r for r in rows if r.end is not None and r.start <= other < r.end)
        assert verdicts(held) == judged(world.assess(other))
        assert len(held) == len(verdicts(held))


@law(60)
@given(worlds(), st.lists(st.dates(BEFORE, AFTER), min_size=1, max_size=4))
def test_days_that_share_a_timeline_are_answered_as_by_themselves(world: World, days: list[date]) -> None:
    catalogue = Catalogue(world.contents)
    jobs = [Job("t", as_at=day, reading=world.reading) for day in days]
    together = list(rows_of_days(catalogue, jobs, ["k"] * len(jobs)))
    assert together == [rows_of_job(catalogue, job, "k") for job in jobs]


def test_rows_of_a_place_follow_each_other_and_differ(small: Gapcheck) -> None:
    rows = rows_of_job(small.catalogue, Job("model", start="1990-01-01", end="2021-01-01"), "k")
    places: dict[tuple[str, str | None], list[LightRow]] = {}
    for row in rows:
        places.setdefault((row.article, row.duty), []).append(row)
    assert max(map(len, places.values())) > 1
    for listed in places.values():
        assert (listed[0].start, listed[-1].end) == (date(1990, 1, 1), date(2021, 1, 1))
        for one, other in pairwise(listed):
            assert one.end == other.start
            assert one[6:12] != other[6:12]


def test_rows_look_into_no_question(small: Gapcheck, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sensitivity, "least", lambda *_: pytest.fail("a question was looked into"))
    for job in (Job("model"), Job("model", as_at="2019-06-01")):
        assert "open" in {row.certainty for row in rows_of_job(small.catalogue, job, "k")}


def test_an_article_stands_before_its_duties(small: Gapcheck) -> None:
    rows = rows_of_job(small.catalogue, Job("model", as_at="2014-01-01"), "k")
    order = [d for a in small.assess("model", "2014-01-01").articles for d in (None, *(x.id for x in a.duties))]
    assert [r.duty for r in rows] == order


def test_an_interval_without_an_end_has_none(small: Gapcheck) -> None:
    rows = rows_of_job(small.catalogue, Job("model"), "k")
    last = {(r.article, r.duty): r for r in rows}
    assert {r.end for r in last.values()} == {None}
    assert {r.start for r in rows if r.start <= rows[0].start} == {small.catalogue.instrument("model").opened}


def test_no_day_follows_the_last_one(small: Gapcheck) -> None:
    assert {r.end for r in rows_of_job(small.catalogue, Job("model", as_at=date.max), "k")} == {None}


def test_readings_reforms_and_views_are_followed(small: Gapcheck) -> None:
    for job in (
        Job("model", as_at="2028-01-01", reform="deletion-bill"),
        Job("model", as_at="2014-01-01", reading="strict"),
        Job("model", as_at="2014-01-01", views=None),
    ):
        wanted = small.assess("model", job.day or "", job.reading, job.reform, views=job.tried)
        rows = rows_of_job(small.catalogue, job, "k")
        assert verdicts(rows) == judged(wanted)
        assert {(r.reading, r.reform) for r in rows} == {(job.reading, job.reform)}


def without_access_offence(small: Gapcheck, commences: date | None) -> Catalogue:
    """The small catalogue with a Bill that repeals the offence which answers article 2."""
    by = None if commences else "by Order in Council"
    bill = Reform(id="repeal-bill", title="Repeal Bill", stage="bill", commences=commences, commencement=by)
    file = ReformFile(reform=bill, changes=(ReformChange(repeal="computer-act-1990:5(1)"),))
    return Catalogue(replace(small.catalogue.contents, reforms=(file,)))


def test_a_reform_is_law_from_its_day_on(small: Gapcheck) -> None:
    job = Job("model", start="2026-01-01", end="2028-01-01", reform="repeal-bill")
    rows = rows_of_job(without_access_offence(small, date(2027, 1, 1)), job, "k")
    found = [(r.start, r.status) for r in rows if r.duty == "model:2"]
    assert found == [(date(2026, 1, 1), "met"), (date(2027, 1, 1), "unmet")]


def test_a_reform_without_a_day_is_law_from_the_first_day_of_an_interval(small: Gapcheck) -> None:
    job = Job("model", start="2026-01-01", end="2028-01-01", reform="repeal-bill")
    rows = rows_of_job(without_access_offence(small, None), job, "k")
    assert [(r.start, r.status) for r in rows if r.duty == "model:2"] == [(date(2026, 1, 1), "unmet")]


def test_a_reform_without_a_day_is_laid_over_each_day_anew(small: Gapcheck) -> None:
    job = Job("model", as_at="2020-01-01", reform="repeal-bill")
    assert may_share_a_timeline(without_access_offence(small, date(2027, 1, 1)), job)
    assert not may_share_a_timeline(without_access_offence(small, None), job)
    assert may_share_a_timeline(without_access_offence(small, None), replace(job, reform=None))
