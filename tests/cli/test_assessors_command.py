"""``gapcheck assessors``: what outside assessors found, with all four counts."""

from __future__ import annotations

import json

from click.testing import CliRunner

from gapcheck.cli import main


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["assessors", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_all_four_counts_are_printed() -> None:
    told = run("uncc", "--as-at", "2026-11-21")
    for word in ("agrees", "disagrees", "undecided", "not comparable"):
        assert word in told.splitlines()[-1]


def test_as_data() -> None:
    rows = json.loads(run("uncc", "--as-at", "2026-11-21", "--format", "json"))
    assert {row["result"] for row in rows} <= {"agrees", "disagrees", "undecided", "not_comparable"}
    assert all(row["about"].startswith("uncc:") for row in rows)
    assert run("uncc", "--as-at", "2026-11-21", "--format", "csv").startswith("\ufeffid,assessor,standard")


def test_nothing_is_on_record_before_the_first() -> None:
    assert json.loads(run("--as-at", "1990-01-01", "--format", "json")) == []
