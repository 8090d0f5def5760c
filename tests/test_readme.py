"""What the README and the pages that it leads to say, works: Python runs, links lead somewhere, and the small treaty is
what they say (their commands are run in ``tests/cli/test_help_examples.py``).
"""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.shown_commands import blocks, commands_of

from gapcheck.cli import COMMANDS as KNOWN_COMMANDS
from gapcheck.cli import main
from gapcheck.engine.results import STATUSES

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINKED = ["README.md", *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md") if p.name != "sources.md")]


def _anchors(page: Path) -> set[str]:
    """The anchors of the headings of a page, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def test_the_python_is_short() -> None:
    [code] = blocks("README.md", "python")
    assert len([line for line in code.splitlines() if line.strip()]) <= 6


def test_the_readme_is_read_in_a_minute() -> None:
    assert len(README.splitlines()) <= 75


def test_every_command_is_on_the_page_of_commands() -> None:
    table = "\n".join(re.findall(r"^\| `.*$", (ROOT / "docs/commands.md").read_text(encoding="utf-8"), flags=re.M))
    assert {c for c in KNOWN_COMMANDS if f"`{c}`" not in table} == set()


def test_every_status_is_told() -> None:
    rows = re.findall(r"^\| ([a-z ]+) \|", (ROOT / "docs/verdicts.md").read_text(encoding="utf-8"), flags=re.M)
    assert {s.replace("_", " ") for s in STATUSES} <= set(rows)


def test_every_link_leads_somewhere() -> None:
    """Pictures and links between files, and the headings that they name."""
    assert len(LINKED) > 30
    assert {page: links for page in LINKED if (links := _broken_links(ROOT / page))} == {}


def _broken_links(place: Path) -> list[str]:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", place.read_text(encoding="utf-8")):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = place if not file else (place.parent / file).resolve()
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    return broken


def test_the_commands_do_all_the_set_up_in_one_line() -> None:
    """Also where the distribution manages the system's Python (PEP 668): nothing is installed outside of ``.venv``."""
    report, tests = [block for block in blocks("README.md", "sh") if "venv" in block]
    for line in (report, tests):
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install ")
        assert line.count("\n") == 1
        assert set(re.findall(r"(?:^|&& )([\w./]+)", line)) <= {
            "python3",
            ".venv/bin/pip",
            ".venv/bin/gapcheck",
            ".venv/bin/pytest",
        }


def test_ci_runs_the_second_command_as_it_stands() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    [taken] = re.findall(r'readme=\$\(grep -m 1 "(.*?)" README.md\)', ci)
    assert '"$readme"' in ci
    [found, *_] = [line for line in README.splitlines() if re.search(taken, line)]
    assert found.startswith("python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/pytest")


def test_what_the_commands_install_is_an_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pages = [README, *(p.read_text(encoding="utf-8") for p in (ROOT / "docs").glob("*.md"))]
    named = {
        extra for text in pages for found in re.findall(r"install '?\.\[([\w,]+)\]", text) for extra in found.split(",")
    }
    assert {"docs", "frames", "pdf", "review", "solver", "test"} <= named <= project["optional-dependencies"].keys()


def test_a_package_that_an_error_names_is_one_of_an_extra() -> None:
    """A name that is printed to be installed, and is nobody's, would invite somebody to take it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = {re.split(r"[\[<>=]", need)[0] for extra in project["optional-dependencies"].values() for need in extra}
    sources = [p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py")]
    named = {name for text in sources for name in re.findall(r"not_installed\(\s*\"[^\"]+\", \"([\w-]+)\"\)", text)}
    assert {"openpyxl", "pandas", "typst"} <= named <= known
    typed = {n for text in sources for n in re.findall(r"pip install ['\"]?([\w\[\].-]+)", text)}
    assert typed == set()


def test_the_readme_has_a_picture() -> None:
    assert re.search(r"!\[[^\]]+\]\([^)]+\)", README)


def test_the_example_of_a_context_fits_the_catalogue(tmp_path: Path) -> None:
    context = tmp_path / "context.yaml"
    context.write_text(blocks("docs/context.md", "yaml")[0], encoding="utf-8")
    asked = ["report", "budapest", "--as-at", "2026-11-21", "--classification", "UNCLASSIFIED", "--formats", "md"]
    result = CliRunner().invoke(main, [*asked, "--context", str(context), "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output


class TestTheSmallTreaty:
    """docs/encode-a-treaty.md: its files are a catalogue, and what it says of them is so."""

    PAGE = "docs/encode-a-treaty.md"

    def _written(self, folder: Path) -> Path:
        for block in blocks(self.PAGE, "yaml"):
            file = folder / block.splitlines()[0].removeprefix("# ")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block, encoding="utf-8")
        return folder / "my-catalogue"

    def test_its_commands_succeed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        self._written(tmp_path)
        told = {c.split()[1]: CliRunner().invoke(main, shlex.split(c)[1:]) for c in commands_of(self.PAGE)}
        assert {r.exit_code for r in told.values()} == {0}
        assert "0 errors, 0 warnings" in told["check"].output
        assert "Articles: 1 met, 1 likely met" in told["assess"].output
        assert "Our working view: on balance yes" in told["explain"].output
        assert "Anti-Personnel Mines Prohibition Act 1998," in told["timeline"].output, "s 1(2) is cited with its Act"

    def _assessed(self, folder: Path) -> str:
        return CliRunner().invoke(main, ["assess", "ottawa", "--as-at", "2026-11-28", "--data", str(folder)]).output

    def _changed(self, folder: Path, old: str, new: str) -> None:
        act = folder / "nz_statutes/anti_personnel_mines_prohibition_act_1998.yaml"
        text = act.read_text(encoding="utf-8")
        assert old in text
        act.write_text(text.replace(old, new, 1), encoding="utf-8")

    def test_without_the_doubt_it_is_partial(self, tmp_path: Path) -> None:
        folder = self._written(tmp_path)
        (folder / "obligations/questions/mines.yaml").unlink()
        self._changed(folder, "effect: arguable", "effect: narrows")
        assert "Articles: 1 met, 1 partial" in self._assessed(folder)

    def test_without_section_27_article_9_is_partial(self, tmp_path: Path) -> None:
        folder = self._written(tmp_path)
        self._changed(folder, "concepts: [acts-in-tokelau]", "concepts: [acts-in-new-zealand]")
        assert "Articles: 1 likely met, 1 partial" in self._assessed(folder)

    def test_its_error_is_the_one_that_is_shown(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        self._changed(self._written(tmp_path), "[assist, encourage]", "[asist, encourage]")
        [shown] = [b for b in blocks(self.PAGE, "") if b.startswith("gapcheck: ")]
        result = CliRunner().invoke(main, ["check", "--data", "my-catalogue"])
        assert (result.exit_code, result.stderr) == (2, shown)
