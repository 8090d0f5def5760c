"""The schemas of files that are no part of a catalogue: what an editor accepts of a file of jobs is what is read."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from gapcheck import DataError
from gapcheck.batch.job_file import read_jobs
from gapcheck.catalogue.schemas import schema_of
from gapcheck.cli.file_forms import FORMS

JOBS = jsonschema.Draft202012Validator(schema_of(FORMS["jobs"]))


@pytest.mark.parametrize(
    "entry",
    [
        "instrument: budapest",
        "{instrument: [budapest, uncc], as_at: ['2023-12-20', '2025-12-01'], reading: officials, state: [nz]}",
        "{instrument: budapest, from: '2001-11-23', to: '2026-01-01', views: {seizure: fails}, data: [bundled, mine]}",
        "{instrument: budapest, as_at: '2026-01-01', reform: bill, no_views: true}",
    ],
)
def test_what_is_read_is_accepted(tmp_path: Path, entry: str) -> None:
    text = f"jobs: [{entry}]\n" if entry.startswith("{") else f"jobs:\n  - {entry}\n"
    (tmp_path / "jobs.yaml").write_text(text, encoding="utf-8")
    assert read_jobs(tmp_path / "jobs.yaml")
    JOBS.validate(yaml.safe_load(text))


@pytest.mark.parametrize(
    "text",
    [
        "jobs: []\n",
        "jobs: [{as_at: '2026-01-01'}]\n",
        "jobs: [{instrument: budapest, as_on: '2026-01-01'}]\n",
        "jobs: [{instrument: budapest, views: {seizure: lost}}]\n",
        "jobs: [{instrument: [bud apest]}]\n",
        "{}\n",
    ],
)
def test_what_is_refused_is_not_accepted(tmp_path: Path, text: str) -> None:
    (tmp_path / "jobs.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError):
        read_jobs(tmp_path / "jobs.yaml")
    with pytest.raises(jsonschema.ValidationError):
        JOBS.validate(yaml.safe_load(text))
