"""``gapcheck assess-many``."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gapcheck.cli import main

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra scale)")


@pytest.fixture
def asked(small_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.chdir(tmp_path)

    def run(text: str, *more: str) -> Result:
        Path("jobs.yaml").write_text(text, encoding="utf-8")
        given = ["assess-many", "jobs.yaml", "--out", "out", "--workers", "1", "--data", str(small_path), *more]
        return CliRunner().invoke(main, given)

    return run


GOOD = "jobs: [{instrument: model, from: 2001-01-01, to: 2021-01-01}]\n"


def test_it_tells_what_was_done_and_where_it_is(asked) -> None:
    first = asked(GOOD)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("1 jobs, ")
    assert first.stdout.endswith(f" rows: {Path('out/rows')}\n")
    assert asked(GOOD).stdout.startswith("1 jobs (1 were there), ")
    assert len(list(Path("out/rows").iterdir())) == 1


def test_jobs_that_cannot_be_answered_are_told_in_one_block(asked) -> None:
    many = ", ".join(f"2020-01-{day:02d}" for day in range(1, 26))
    result = asked(f"jobs: [{{instrument: model}}, {{instrument: modle, as_at: [{many}], state: nz}}]\n")
    assert result.exit_code == 2
    assert result.stdout.startswith("26 jobs, ")
    lines = result.stderr.splitlines()
    assert lines[0] == f"gapcheck: 25 of the jobs could not be answered (all: {Path('out/errors.parquet')})"
    assert lines[1].startswith("  - nz, modle, 2020-01-01: unknown instrument 'modle'; did you mean 'model'?")
    assert (len(lines), lines[-1]) == (22, "  ... and 5 more")


def test_bad_jobs_are_told_before_anything_is_written(asked) -> None:
    result = asked("jobs: [{instrument: model, as_at: yesterday}]\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "jobs.yaml:1: jobs[0].as_at" in result.stderr
    assert not Path("out").exists()


def test_another_list_needs_update(asked) -> None:
    asked(GOOD)
    other = GOOD.replace("2001", "2002")
    assert "--update" in asked(other).stderr
    assert asked(other, "--update").exit_code == 0


def test_processes_answer_the_same(asked, small_path: Path) -> None:
    text = GOOD.replace("model,", "model, reading: [strict, officials],")
    asked(text)
    given = ["assess-many", "jobs.yaml", "--out", "two", "--data", str(small_path), "--workers", "2"]
    assert CliRunner().invoke(main, given).exit_code == 0
    read = [sorted(p.read_bytes() for p in Path(out, "rows").iterdir()) for out in ("out", "two")]
    assert read[0] == read[1]
