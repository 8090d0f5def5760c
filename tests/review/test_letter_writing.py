"""The letter to an agency as it is made."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from support.leaks import leaks
from support.office import Office, printed_text
from support.reviews import FOREIGN, POLICE, sent_out

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.report.steady_zip import steady_zip
from gapcheck.review.letter_writing import TABLE, letter_bytes


@pytest.fixture(scope="module")
def raw(reviewed: Catalogue) -> bytes:
    return letter_bytes(sent_out(reviewed, POLICE, confirm=True), marking="IN CONFIDENCE")


def test_it_asks_each_question_in_a_row(raw: bytes) -> None:
    document = Document(io.BytesIO(raw))
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == list(TABLE)
    (row,) = table.rows[1:]
    assert row.cells[1].text == "Access codes as devices: Is an access code a device in practice?"
    assert row.cells[2].text.startswith("For now we take the answer to be yes. The verdict on art 4 would change")
    assert (row.cells[3].text, row.cells[4].text) == ("", "")
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert f"To: {POLICE}" in text
    assert "as at 1 January 2020" in text
    assert "yes, no or not known" in text


def test_a_view_that_is_open_is_not_called_one(reviewed: Catalogue) -> None:
    document = Document(io.BytesIO(letter_bytes(sent_out(reviewed, FOREIGN, confirm=True))))
    assert document.tables[0].rows[1].cells[2].text.startswith("For now we leave the answer open.")


def test_the_marking_is_at_head_and_foot(raw: bytes) -> None:
    section = Document(io.BytesIO(raw)).sections[0]
    assert {section.header.paragraphs[0].text, section.footer.paragraphs[0].text} == {"IN CONFIDENCE"}


def test_the_same_letter_is_the_same_file(reviewed: Catalogue, raw: bytes) -> None:
    sent = sent_out(reviewed, POLICE, confirm=True)
    again = letter_bytes(sent, marking="IN CONFIDENCE")
    assert steady_zip(again, sent.as_at) == steady_zip(raw, sent.as_at)


def test_nothing_of_the_template_of_the_library_is_left(raw: bytes) -> None:
    names = zipfile.ZipFile(io.BytesIO(raw)).namelist()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    assert leaks("letter.docx", raw, "python-docx") == []


def test_libreoffice_shows_it(raw: bytes, office: Office, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(raw)
    (pdf,) = office.convert("pdf", tmp_path, tmp_path / "letter.docx")
    assert "Access codes as devices" in " ".join(printed_text(pdf).split())
