"""Jobs on the law of several States, in one folder or in a folder for each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.two_states import ACT, RURITANIA

import gapcheck
from gapcheck import Job, JobError, assess_many
from gapcheck.batch import catalogue_source
from gapcheck.catalogue.loading import load_states
from gapcheck.cli import main

DAY = "2026-06-30"
STATE = "state: {id: graustark, name: Graustark}\n"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """The example of Ruritania with a second State beside it."""
    folder = shutil.copytree(RURITANIA, tmp_path / "two")
    (folder / "graustark_statutes").mkdir()
    (folder / "graustark_statutes/state.yaml").write_text(STATE, encoding="utf-8")
    (folder / "graustark_statutes/eggs_act_1900.yaml").write_text(ACT, encoding="utf-8")
    return folder


def test_each_state_is_answered_by_its_own_law(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[object] = []

    def counted(data: object, *, cached: bool) -> object:
        loads.append(data)
        return load_states(data, cached=cached)  # type: ignore[arg-type]

    monkeypatch.setattr(catalogue_source, "load_states", counted)
    found = assess_many([Job("wild-birds", as_at=DAY, state=s) for s in ("ruritania", "graustark")], data=two)
    assert len(loads) == 1
    for state in ("ruritania", "graustark"):
        alone = gapcheck.load(two, state=state).assess("wild-birds", DAY)
        rows = {r.article: r.status for r in found.rows if r.state == state and r.duty is None}
        assert rows == {a.article.article: a.status for a in alone.articles}
    assert {r.state for r in found.rows} == {"ruritania", "graustark"}


def test_the_only_state_needs_no_saying(small: gapcheck.Gapcheck) -> None:
    jobs = [Job("wild-birds", as_at=DAY), Job("model", as_at="2014-01-01", data=str(small.name))]
    assert list(dict.fromkeys(r.state for r in assess_many(jobs, data=RURITANIA).rows)) == ["ruritania", "nz"]
    assert {r.state for r in assess_many(jobs[1:], data=small).rows} == {"nz"}


def test_a_state_that_is_not_there_or_not_named_is_an_error(two: Path) -> None:
    jobs = [Job("wild-birds", as_at=DAY, state="ruritanio"), Job("wild-birds", as_at=DAY)]
    unknown, unnamed = assess_many(jobs, data=two).errors
    assert isinstance(unknown, JobError)
    assert (unknown.kind, unknown.state) == ("UnknownIdError", "ruritanio")
    assert "did you mean 'ruritania'" in unknown.message
    assert (unnamed.kind, unnamed.state) == ("UsageError", None)
    assert "graustark, ruritania" in unnamed.message


def test_a_state_for_all_jobs_that_name_none(two: Path, tmp_path: Path) -> None:
    jobs = [Job("wild-birds", as_at=DAY), Job("wild-birds", as_at=DAY, state="graustark")]
    assert [
        r.state for r in assess_many(jobs, data=two, state="ruritania").rows if r.article == "2" and not r.duty
    ] == [
        "ruritania",
        "graustark",
    ]
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra scale)")
    (tmp_path / "jobs.csv").write_text(f"instrument,as_at\nwild-birds,{DAY}\n", encoding="utf-8")
    asked = ["assess-many", str(tmp_path / "jobs.csv"), "--out", str(tmp_path / "out"), "--data", str(two)]
    assert CliRunner().invoke(main, asked).exit_code == 2
    assert CliRunner().invoke(main, [*asked, "--state", "graustark", "--update"]).exit_code == 0
