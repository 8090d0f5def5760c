"""The scaffold of a treaty, from the official text of an Act and from plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import gapcheck
from gapcheck.catalogue.new_catalogue import new_catalogue
from gapcheck.cli import main
from gapcheck.legislation import read_file
from gapcheck.legislation.treaty_outline import OutlinedArticle, outline_of_text, outline_of_treaty, treaty_files

XML = Path(__file__).parent / "xml"

TEXT = """\
Contents
Article 1
Article 2

# Convention on Lanterns

## CHAPTER I
General

### Article  1
#### Use of terms

For the purposes of this Convention:
a) "lantern" means a light;
b) "wick" means a thread.

Chapter II - Duties

Article 2. Lighting
1. Each Party shall allow lighting.
2. Each Party shall:
(a) trim wicks:
(i) each day; and
(ii) when they smoke; and
(b) keep oil, as Article 1 says.
"""


def test_an_act_that_schedules_it() -> None:
    heading, found = outline_of_treaty(read_file(XML / "current.xml"))
    assert heading == "Convention on Lanterns"
    assert found[0] == OutlinedArticle("1", "Use of terms", "Chapter I: General", ("1(1)", "1(2)"))
    assert [(a.number, a.heading) for a in found] == [("1", "Use of terms"), ("2", "Lighting")]


def test_an_act_without_one_is_refused() -> None:
    with pytest.raises(gapcheck.UsageError, match="has no treaty in a schedule"):
        outline_of_treaty(read_file(XML / "regulation.xml"))


def test_plain_text() -> None:
    assert outline_of_text(TEXT) == (
        OutlinedArticle("1", "Use of terms", "Chapter I: General", ("1(a)", "1(b)")),
        OutlinedArticle(
            "2", "Lighting", "Chapter II: Duties", ("2(1)", "2(2)", "2(2)(a)", "2(2)(a)(i)", "2(2)(a)(ii)", "2(2)(b)")
        ),
    )


def test_text_without_articles_is_refused() -> None:
    with pytest.raises(gapcheck.UsageError, match="no line of the text begins an article"):
        outline_of_text("A treaty.")


def test_no_words_of_the_treaty_are_taken_over() -> None:
    written = "".join(treaty_files("lanterns", "Convention on Lanterns", outline_of_text(TEXT)).values())
    assert "shall" not in written
    assert "thread" not in written


def test_the_files_load_as_they_are(tmp_path: Path) -> None:
    new_catalogue(tmp_path / "mine")
    (tmp_path / "lanterns.txt").write_text(TEXT)
    out = tmp_path / "mine" / "obligations" / "lanterns"
    call = ["treaty", "outline", str(tmp_path / "lanterns.txt"), "--id", "lanterns", "--out", str(out)]
    assert CliRunner().invoke(main, call).exit_code == 0
    book = gapcheck.load(tmp_path / "mine")
    assert [a.article for a in book.catalogue.articles("lanterns")] == ["1", "2"]
    again = CliRunner().invoke(main, call)
    assert again.exit_code == 2
    assert "exists already" in again.stderr


def test_an_id_that_cannot_be_one(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(TEXT)
    result = CliRunner().invoke(main, ["treaty", "outline", str(tmp_path / "t.txt"), "--id", "my treaty"])
    assert "'my treaty' is no id" in result.stderr
