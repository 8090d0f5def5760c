"""Every notebook runs from top to bottom, and is kept with the outputs of today's catalogue."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """docs/make_notebooks.py, which is no package."""
    spec = importlib.util.spec_from_file_location("make_notebooks", ROOT / "docs" / "make_notebooks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_notebooks() -> None:
    assert [p.stem for p in NOTEBOOKS] == [
        "01_budapest",
        "02_hindcast",
        "03_un_convention",
        "04_questions_to_brief",
        "05_your_own_treaty",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_prose_comes_first(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    assert cells[0].cell_type == "markdown"
    assert cells[0].source.startswith("# ")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_run_gives_the_outputs_that_are_kept(maker: ModuleType, path: Path) -> None:
    kept = path.read_text(encoding="utf-8")
    assert maker.executed(path) == kept, "make them anew: python docs/make_notebooks.py"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_every_cell_that_shows_something_shows_it(path: Path) -> None:
    shown = [c.outputs for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code" and c.outputs]
    assert any("text/html" in o.get("data", {}) for outputs in shown for o in outputs)
    assert not any(o.output_type == "error" for outputs in shown for o in outputs)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_no_frame_is_empty(path: Path) -> None:
    """A query that finds nothing would still run."""
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            assert not output.get("data", {}).get("text/plain", "").startswith("Empty DataFrame")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_nothing_private_is_imported(path: Path) -> None:
    code = "\n".join(c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code")
    assert re.findall(r"(?:from|import) gapcheck\.\S+|\._[a-z]\w*", code) == []


def test_the_one_on_your_own_treaty_shows_the_error_the_change_and_the_real_one() -> None:
    notebook = nbformat.read(ROOT / "notebooks" / "05_your_own_treaty.ipynb", as_version=4)
    outputs = [o for c in notebook.cells for o in c.get("outputs", [])]
    told = "\n".join(str(o.get("text", "")) + str(o.get("data", {})) for o in outputs)
    for words in (
        "did you mean 'warn-ships'?",
        "No rule in force on 1 January 2026 covers warning ships when a light fails.",
        "1 closed",
        "2 met, 7 likely met to be confirmed, 2 likely partial, 11 no duty",
        "likely met -> likely partial",
        "acts of other citizens and of companies wholly abroad",
    ):
        assert words in told, words
    assert "cyber" not in told.casefold()
