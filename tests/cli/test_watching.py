"""Checking again when a file is saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from gapcheck.catalogue.new_catalogue import new_catalogue
from gapcheck.cli import main, watching


@pytest.fixture
def made(tmp_path: Path) -> Path:
    new_catalogue(tmp_path / "mine")
    return tmp_path / "mine"


def test_it_tells_what_was_saved_added_and_removed(made: Path) -> None:
    acts = made / "nz_statutes"
    steps = iter(
        [
            lambda: None,
            lambda: (acts / "lights_act_2000.yaml").write_text("act: {id: a, title: A}\n"),
            lambda: (acts / "new.yaml").write_text("act: {id: b, title: B}\n"),
            lambda: (acts / "new.yaml").unlink(),
        ]
    )
    found = watching.saves(made, pause=lambda _: next(steps)())
    names = [[Path(name).name for name in next(found)] for _ in range(3)]
    assert names == [["lights_act_2000.yaml"], ["new.yaml"], ["new.yaml"]]


def test_a_mistake_is_told_and_the_watch_goes_on(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = made / "nz_statutes" / "bad.yaml"

    def steps(_: object) -> object:
        bad.write_text("act: {id: b}\n")
        yield (str(bad),)
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "saves", steps)
    result = CliRunner().invoke(main, ["check", "--watch", "--data", str(made)])
    assert result.exit_code == 0
    assert "No file contradicts another." in result.stdout
    assert "bad.yaml:1" in result.stderr
    assert result.stderr.count("Watching; Ctrl-C ends it.") == 2
