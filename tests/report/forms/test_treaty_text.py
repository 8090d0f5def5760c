"""The text of a treaty from a file: articles found, what stands between them left out, what is no treaty refused."""

from pathlib import Path

import pytest

from gapcheck.errors import UsageError
from gapcheck.report.forms.treaty_text import treaty_text

XML = Path(__file__).parents[2] / "legislation" / "xml" / "current.xml"
REAL = Path(__file__).resolve().parents[4] / "shared" / "sources" / "budapest_ets185_statengeneraal_BWBV0001839.md"
WORDS = "Each Party shall adopt such measures as may be necessary."

PLAIN = f"""Contents
Article 1 - Use of terms
Article 2 - Lighting
Preamble
Article 1 - Use of terms
{WORDS} One.
Chapter II
Measures
Article 2 – Lighting
1. {WORDS}
a. by day;
Done at Lantern Bay.
"""
MARKDOWN = f"""### Article  1

#### **Use of terms**

{WORDS} [One](x.md).

### CHAPTER II

### Article  2

{WORDS}

### Artikel  1

Iedere Partij neemt de wetgevende maatregelen die nodig zijn.
"""


def read(text: str, tmp_path: Path) -> dict[str, str]:
    file = tmp_path / "treaty.txt"
    file.write_text(text, encoding="utf-8")
    return dict(treaty_text(file))


def test_plain_text_with_a_table_of_contents(tmp_path: Path) -> None:
    assert read(PLAIN, tmp_path) == {
        "1": f"Use of terms\n{WORDS} One.",
        "2": f"Lighting\n1. {WORDS}\na. by day;",
    }


def test_markdown_loses_its_marks_and_another_language_is_left_out(tmp_path: Path) -> None:
    assert read(MARKDOWN, tmp_path) == {"1": f"Use of terms\n{WORDS} One.", "2": WORDS}


def test_official_xml_gives_the_treaty_scheduled_to_an_act(tmp_path: Path) -> None:
    file = tmp_path / "act.xml"
    file.write_bytes(XML.read_bytes())
    assert treaty_text(file)["1"].startswith("Article 1 Use of terms\n(1) A lantern is a light.")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "expected the text of a treaty"),
        (b"No article here.", "no article was found"),
        (b"Article 1\n\xff", "not UTF-8"),
        (b"<?xml version='1.0'?><urlset/>", "the root element is 'urlset'"),
    ],
)
def test_what_is_no_treaty_is_refused(raw: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(raw)
    with pytest.raises(UsageError, match=told):
        treaty_text(tmp_path / "x.md")


def test_a_folder_is_no_treaty(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected the text of a treaty"):
        treaty_text(tmp_path)


@pytest.mark.skipif(not REAL.is_file(), reason="../shared/sources is not here")
def test_a_real_one_has_every_article_in_english() -> None:
    found = treaty_text(REAL)
    assert list(found) == [str(number) for number in range(1, 49)]
    assert found["2"].startswith("Illegal access\nEach Party shall adopt")
    assert "Artikel" not in found["48"]
