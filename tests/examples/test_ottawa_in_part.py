"""The Ottawa Convention as somebody has it half way: no output takes the articles on record for the whole treaty."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

import gapcheck
from gapcheck.cli import main

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "ottawa"
NOW = "2026-11-28"
SENTENCE = (
    "Articles 6 and 10 to 22 of the treaty are not analysed here. The analysis covers articles 1 to 5 and 7 to 9."
)


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example without article 6 and the final provisions."""
    made = tmp_path_factory.mktemp("part") / "ottawa"
    shutil.copytree(FOLDER, made)
    (made / "obligations/ottawa/04_final_provisions.yaml").unlink()
    file = made / "obligations/ottawa/02_cooperation_and_transparency.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index('  - article: "6"')] + text[text.index('  - article: "7"') :], encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def written(part: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The annex, the page and the workbook of it."""
    out = tmp_path_factory.mktemp("out")
    gapcheck.load(part).assess("ottawa", NOW).report("UNCLASSIFIED").write(out, ("md", "html", "xlsx"))
    return out


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


@pytest.mark.parametrize("kind", ["annex.md", "annex.html", "page.html"])
def test_a_document_says_which_articles_it_does_not_speak_of(written: Path, kind: str) -> None:
    [file] = written.glob(f"*{kind}")
    assert SENTENCE in words_of(file.read_text(encoding="utf-8"))


def test_the_workbook_says_so_on_a_sheet(written: Path) -> None:
    [file] = written.glob("*.xlsx")
    told = {str(cell.value) for sheet in load_workbook(file) for row in sheet.iter_rows() for cell in row}
    assert any(SENTENCE in text for text in told)


def test_no_document_runs_over_an_article_that_is_not_there(written: Path) -> None:
    for file in (*written.glob("*.md"), *written.glob("*.html")):
        told = words_of(file.read_text(encoding="utf-8"))
        assert not re.search(r"articles 1 to 9|articles 4 to 9|has 8 articles", told), file.name


@pytest.mark.parametrize("asked", [["assess", "ottawa"], ["explain", "ottawa"]], ids=" ".join)
def test_the_command_line_says_it_too(part: Path, asked: list[str]) -> None:
    result = CliRunner().invoke(main, [*asked, "--as-at", NOW, "--data", str(part)])
    assert SENTENCE in " ".join(result.output.split())


def test_of_the_whole_nothing_of_the_kind_is_said(tmp_path: Path) -> None:
    now = gapcheck.load(FOLDER).assess("ottawa", NOW)
    now.report("UNCLASSIFIED").write(tmp_path, ("md",))
    [file] = tmp_path.glob("*.md")
    assert "not analysed" not in file.read_text(encoding="utf-8")


def test_the_check_names_each_missing_article(part: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--data", str(part)])
    assert "article-missing (14)" in result.output
