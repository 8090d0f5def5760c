"""Files of jobs: YAML and CSV say the same, and every slip is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from gapcheck import DataError, Job, UsageError
from gapcheck.batch.job_file import read_jobs


def written(folder: Path, text: str, name: str = "jobs.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_each_combination_is_a_job_those_of_a_state_together(tmp_path: Path) -> None:
    text = "jobs:\n  - {state: [nz, au], instrument: [budapest, uncc], as_at: [2020-01-01, 2021-01-01]}\n"
    found = read_jobs(written(tmp_path, text))
    assert [(j.state, j.instrument, str(j.day)) for j in found[:5]] == [
        ("nz", "budapest", "2020-01-01"),
        ("nz", "budapest", "2021-01-01"),
        ("nz", "uncc", "2020-01-01"),
        ("nz", "uncc", "2021-01-01"),
        ("au", "budapest", "2020-01-01"),
    ]


def test_yaml_and_csv_say_the_same(tmp_path: Path) -> None:
    yaml = """
jobs:
  - {instrument: budapest, from: 2001-01-01, to: 2026-01-01, reading: officials, data: mine}
  - {instrument: uncc, as_at: 2026-01-01, reform: bill, views: {a: fails, b: open}}
  - {instrument: uncc, no_views: true}
"""
    table = (
        "\ufeffinstrument,as_at,from,to,reading,reform,views,data\n"
        "budapest,,2001-01-01,2026-01-01,officials,,,mine\n"
        "\n"
        'uncc,2026-01-01,,,,bill,"a=fails; b=open"\n'
        "uncc,,,,,,none,\n"
    )
    found = read_jobs(written(tmp_path, yaml))
    assert found == read_jobs(written(tmp_path, table, "jobs.csv"))
    assert found == (
        Job("budapest", start="2001-01-01", end="2026-01-01", reading="officials", data=str(tmp_path / "mine")),
        Job("uncc", as_at="2026-01-01", reform="bill", views={"a": "fails", "b": "open"}),
        Job("uncc", views=None),
    )


def test_the_bundled_data_are_no_path(tmp_path: Path) -> None:
    [job] = read_jobs(written(tmp_path, "jobs: [{instrument: budapest, data: [bundled, mine]}]\n"))
    assert job.data == ("bundled", str(tmp_path / "mine"))


BAD_YAML = [
    ("jobs: []\n", "jobs.yaml:1: jobs:"),
    ("jobs:\n  - {as_at: 2020-01-01}\n", "jobs.yaml:2: jobs[0]: the key 'instrument' is missing"),
    ("jobs:\n  - {instrment: a}\n", "did you mean 'instrument'"),
    ("jobs:\n  - {instrument: a, as_at: 2020-02-30}\n", "'2020-02-30' is not a date"),
    ("jobs:\n  - {instrument: a, as_at: 2020-01-01, to: 2021-01-01}\n", "both a day and an interval"),
    ("jobs:\n  - {instrument: a, from: 2021-01-01, to: 2021-01-01}\n", "expected 'to' after 'from'"),
    ("jobs:\n  - {instrument: a, views: {q: hold}}\n", "did you mean 'holds'"),
    ("jobs:\n  - {instrument: a, views: {q: holds}, no_views: true}\n", "leaves every question open"),
    ("jobs: {\n", "jobs.yaml:2"),
    ("", "the file is empty"),
]
BAD_CSV = [
    ("", "the file is empty"),
    ("instrment\na\n", "jobs.csv:1: instrment: unknown column; expected one of instrument"),
    ("instrument,instrument\na,a\n", "a column that is there twice"),
    ("instrument\na,b\n", "jobs.csv:2: 2 cells; expected at most 1"),
    ('instrument\n"a\n', "not valid CSV"),
    ("instrument,as_at\na,2020-02-30\n", "jobs.csv:2: jobs[0].as_at: '2020-02-30' is not a date"),
    ("instrument,views\na,q\n", "jobs.csv:2: jobs[0].views"),
    ("as_at\n2020-01-01\n", "jobs.csv:2: jobs[0]: the key 'instrument' is missing"),
]


@pytest.mark.parametrize(
    ("name", "text", "told"), [*(("jobs.yaml", *b) for b in BAD_YAML), *(("jobs.csv", *b) for b in BAD_CSV)]
)
def test_what_is_wrong_is_told(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(DataError) as error:
        read_jobs(written(tmp_path, text, name))
    assert told in str(error.value)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"2 problems in jobs\.csv"):
        read_jobs(written(tmp_path, "instrument,as_at\na,x\nb,y\n", "jobs.csv"))


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    path.write_bytes(b"instrument\n\xff\n")
    with pytest.raises(DataError, match="not UTF-8"):
        read_jobs(path)


@pytest.mark.parametrize(("name", "told"), [("jobs.txt", "ends in .yaml or .csv"), ("none.yaml", "cannot read")])
def test_what_is_no_file_of_jobs(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        read_jobs(tmp_path / name)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "jobs.yaml").mkdir()
    with pytest.raises(UsageError, match="this is no file"):
        read_jobs(tmp_path / "jobs.yaml")
