"""What a command keeps for the next run, and how that is turned off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from gapcheck.catalogue.user_cache import OFF
from gapcheck.cli import main

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="without owners and modes nothing is kept")

ASSESS = ("assess", "model", "--as-at", "2026-01-01")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where commands keep things in this test."""
    monkeypatch.delenv(OFF)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "gapcheck"


def run(*arguments: str) -> str:
    """What a command prints."""
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_command_says_the_same_from_what_was_kept(kept: Path, small_path: Path) -> None:
    anew = run("--no-cache", *ASSESS, "--data", str(small_path))
    assert not kept.exists()
    assert run(*ASSESS, "--data", str(small_path)) == anew
    (file,) = kept.iterdir()
    before = file.stat().st_mtime_ns
    assert run(*ASSESS, "--data", str(small_path)) == anew
    assert file.stat().st_mtime_ns == before


def test_check_reads_everything(kept: Path, small_path: Path) -> None:
    run("check", "--data", str(small_path))
    assert not kept.exists()
