"""``gapcheck picture``."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gapcheck.cli import main

MARKED = ("--as-at", "2019-06-01", "--classification", "UNCLASSIFIED")


def run(small_path: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["picture", "model", *args, "--data", str(small_path)])


@pytest.mark.parametrize("kind", ["strip", "timeline"])
def test_it_writes_the_picture_and_prints_its_path(kind: str, small_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "slide.svg"
    result = run(small_path, *MARKED, "--since", "2009-01-01", "--kind", kind, "--out", str(out))
    assert (result.exit_code, result.output.strip()) == (0, str(out))
    text = out.read_text(encoding="utf-8")
    assert text.startswith("<svg ")
    assert text.count(">UNCLASSIFIED<") == 2
    assert "1 January 2009" in text


def test_a_png(small_path: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="the extra gapcheck[pdf] is not installed")
    out = tmp_path / "slide.png"
    assert run(small_path, *MARKED, "--out", str(out)).exit_code == 0
    assert out.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((*MARKED, "--out", "slide.jpg"), "ends neither in .svg nor in .png"),
        (("--as-at", "2019-06-01", "--classification", "banana", "--out", "x.svg"), "no classification"),
        ((*MARKED, "--since", "2020-01-01", "--out", "x.svg"), "expected a day before 2019-06-01"),
        ((*MARKED, "--with", "deletion-bill", "--kind", "timeline", "--out", "x.svg"), "draw a strip of the reform"),
    ],
)
def test_what_is_refused(args: tuple[str, ...], words: str, small_path: Path, tmp_path: Path) -> None:
    result = run(small_path, *args)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not list(tmp_path.iterdir())
