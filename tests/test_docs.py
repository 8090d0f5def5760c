"""The pages of docs/ that name commands and Python: both work, and the page of the files is current."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

import gapcheck
from gapcheck.cli import main

DOCS = Path(__file__).resolve().parents[1] / "docs"


def blocks(page: str, kind: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return [block for found, block in re.findall(r"```(\w*)\n(.*?)```", text, flags=re.DOTALL) if found == kind]


def test_the_python_of_the_page_on_frames_runs() -> None:
    [code] = blocks("frames.md", "python")
    namespace: dict[str, object] = {}
    exec(compile(code, "frames.md", "exec"), namespace)


def test_every_column_of_the_frame_of_duties_is_told() -> None:
    from gapcheck.report.frames import ARTICLE_COLUMNS, CELL_COLUMNS, DUTY_COLUMNS, LINK_COLUMNS

    named = set(re.findall(r"`(\w+)`", (DOCS / "frames.md").read_text(encoding="utf-8")))
    columns = {c.name for many in (DUTY_COLUMNS, ARTICLE_COLUMNS, CELL_COLUMNS, LINK_COLUMNS) for c in many}
    assert columns - named == set()


def test_the_commands_of_the_page_on_your_own_treaty_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [line for block in blocks("your-own-treaty.md", "") for line in block.splitlines()]
    assert len(lines) >= 6
    for line in lines:
        result = CliRunner().invoke(main, shlex.split(line)[1:])
        assert result.exit_code == 0, f"{line}\n{result.output}"


def maker(name: str) -> ModuleType:
    """A script of docs/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["make_files_page", "make_command_line_page"])
def test_a_page_that_is_made_is_current(name: str) -> None:
    module = maker(name)
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), f"make it anew: python docs/{name}.py"


def test_every_public_name_is_on_the_page_of_the_python_interface() -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    assert {name for name in gapcheck.__all__ if not re.search(rf"gapcheck\.{name}\b", text)} == set()
