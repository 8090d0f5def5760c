"""docs/scale.md: its Python runs, its jobs are jobs, and it names every column."""

from __future__ import annotations

import re
from pathlib import Path

from gapcheck.batch.job_file import CSV_COLUMNS, JobEntry, read_jobs
from gapcheck.batch.light_rows import LightRow
from gapcheck.batch.parquet import COLUMNS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    [found] = re.findall(rf"```{kind}\n(.*?)```", PAGE, flags=re.DOTALL)
    return found


def test_its_python_runs() -> None:
    namespace: dict[str, object] = {}
    exec(compile(block("python"), "scale.md", "exec"), namespace)
    assert len(namespace["gaps"]) > 0  # type: ignore[arg-type]


def test_its_jobs_are_jobs(tmp_path: Path) -> None:
    (tmp_path / "jobs.yaml").write_text(block("yaml"), encoding="utf-8")
    found = read_jobs(tmp_path / "jobs.yaml")
    assert [(j.instrument, j.reading) for j in found[2:5]] == [("uncc", None), *[("budapest", "officials")] * 2]
    assert found[5].data == str(tmp_path / "my-catalogue")


def test_every_column_and_key_is_told() -> None:
    told = set(re.findall(r"`(\w+)`", PAGE)) | set(re.findall(r"^ *(?:- )?(\w+):", block("yaml"), flags=re.M))
    keys = {field.alias or name for name, field in JobEntry.model_fields.items()}
    assert {*COLUMNS, *CSV_COLUMNS} <= told | keys
    assert {name for name in LightRow._fields if name not in ("start", "end")} <= told
    assert [key for key in keys if key not in PAGE] == []
