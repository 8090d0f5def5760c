"""The text of Word files, PDFs, web pages and text in two encodings; and what is refused."""

from __future__ import annotations

import io
import shutil
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.word_files import W, paragraph, word

from gapcheck.documents import Document, read_document
from gapcheck.documents.web_page import without_code
from gapcheck.errors import UsageError


def pdf(line: str) -> bytes:
    """A PDF of one page with one line."""
    stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )


class TestWord:
    def test_paragraphs_headings_rows_and_notes(self) -> None:
        row = f"<w:tr><w:tc>{paragraph('Crimes Act 1961')}</w:tc><w:tc>{paragraph('s 249')}</w:tc></w:tr>"
        notes = f'<w:footnotes xmlns:w="{W}"><w:footnote>{paragraph("See s 5.")}</w:footnote></w:footnotes>'
        raw = word(f"{paragraph('Law', 'Heading2')}{paragraph('One.')}<w:tbl>{row}</w:tbl>", footnotes=notes)
        document = read_document(raw, "brief.docx")
        assert document.text.split("\n\n") == ["## Law", "One.", "| Crimes Act 1961 | s 249 |", "See s 5."]
        assert (document.unit, document.starts[:2]) == ("paragraph", (0, 8))

    def test_what_is_deleted_is_left_out_and_signs_are_kept(self) -> None:
        runs = "<w:r><w:t>s</w:t><w:tab/><w:t>249</w:t></w:r><w:del><w:r><w:delText>250</w:delText></w:r></w:del>"
        assert read_document(word(f"<w:p>{runs}</w:p>"), "x").text == "s\t249"

    @pytest.mark.parametrize(
        ("raw", "message"),
        [
            (b"PK\x03\x04 no zip", "no Word file"),
            (word("<w:p>"), "a part is no XML"),
        ],
        ids=["no zip", "no XML"],  # a zip knows the time at which it was made
    )
    def test_what_is_no_word_file(self, raw: bytes, message: str) -> None:
        with pytest.raises(UsageError, match=message):
            read_document(raw, "brief.docx")

    def test_another_package(self) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as package:
            package.writestr("xl/workbook.xml", "<a/>")
        with pytest.raises(UsageError, match=r"no word/document\.xml"):
            read_document(packed.getvalue(), "book.xlsx")

    def test_a_document_type(self) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as package:
            package.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
        with pytest.raises(UsageError, match="document type"):
            read_document(packed.getvalue(), "brief.docx")

    def test_a_part_that_would_grow_without_bound(self) -> None:
        with pytest.raises(UsageError, match="packed more than"):
            read_document(word(paragraph("a" * 3_000_000)), "brief.docx")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not there")
class TestPdf:
    def test_it_is_read(self) -> None:
        assert read_document(pdf("Crimes Act 1961, s 249"), "brief.pdf").text.startswith("Crimes Act 1961, s 249\n")

    def test_one_that_is_damaged(self) -> None:
        with pytest.raises(UsageError, match="cannot read this PDF"):
            read_document(b"%PDF-1.7\nnothing", "brief.pdf")


def test_a_pdf_without_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="install poppler-utils"):
        read_document(b"%PDF-1.7\n", "brief.pdf")


class TestWebPages:
    def test_scripts_and_styles_are_left_out_and_lines_stay(self) -> None:
        page = "<!DOCTYPE html>\n<style>\na.s 249 {}\n</style>\n<p>s 5</p>\n<SCRIPT>s 6\n</script>s 7"
        text = read_document(page.encode(), "page.html").text
        assert [line.strip() for line in text.split("\n")] == ["<!DOCTYPE html>", "", "", "", "<p>s 5</p>", "", "s 7"]

    def test_a_script_that_never_ends(self) -> None:
        assert without_code("a<script>s 5").strip() == "a"

    @given(st.text(alphabet="<>script/style a\n", max_size=200))
    def test_a_page_is_as_long(self, page: str) -> None:
        assert len(without_code(page)) == len(page)

    def test_its_paragraphs_where_lines_say_nothing(self) -> None:
        page = (
            "<!doctype html><html lang=en><head><title>Not read</title></head><body><nav>Contents</nav>"
            "<h2 id=a>Grounds</h2>The <em>costs</em> are<p>low.</p> More <script>x()</script>of it"
            "<table><tr><th>Ground<td>Why &amp; how</tr></table><dl><dt>s 6(a)<dd>Security</dl></body></html>"
        )
        read = read_document(page.encode(), "page.html", layout=True)
        assert read.text.split("\n\n") == [
            "## Grounds",
            "The costs are",
            "low.",
            "More of it",
            "| Ground | Why & how |",
            "| s 6(a) | Security |",
        ]
        assert read.unit == "paragraph"

    def test_one_that_is_nested_too_deeply_is_refused_and_not_read_in_part(self) -> None:
        page = f"<html><body>{'<div>' * 2_000}text{'</div>' * 2_000}</body></html>"
        with pytest.raises(UsageError, match="nested too deeply"):
            read_document(page.encode(), "page.html", layout=True)
        assert "text" in read_document(page.encode(), "page.html").text


class TestText:
    def test_utf_8(self) -> None:
        assert read_document("\ufeffé\r\nb".encode(), "a.txt") == Document("é\nb", (0, 2))

    def test_windows(self) -> None:
        assert read_document(b"\x93s 5\x94", "a.txt", "cp1252").text == "“s 5”"

    def test_another_encoding_is_told_with_a_way_out(self) -> None:
        with pytest.raises(UsageError, match=r"not UTF-8: byte 0x93 at offset 0; .* give --encoding cp1252"):
            read_document(b"\x93s 5\x94", "a.txt")

    @pytest.mark.parametrize("raw", [b"a\x00b", b"\x00"])
    def test_no_text(self, raw: bytes) -> None:
        with pytest.raises(UsageError, match="is no text"):
            read_document(raw, "a.bin")
