"""The annex as Word: what a reader meets, real footnotes, tables for everybody, and text that stays text."""

from __future__ import annotations

import importlib.util
import re
import zipfile
from io import BytesIO
from itertools import groupby
from pathlib import Path
from types import ModuleType

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from support.annexes import (
    CONTEXT,
    HOSTILE,
    SECRET,
    hostile_context,
    parts_of,
    small_report,
    stable_report,
    word_of,
    word_text,
)
from support.golden_files import check_golden
from support.office import Office, printed_text

ROOT = Path(__file__).parents[3]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def raw(small_path: Path) -> bytes:
    return word_of(small_report(small_path, CONTEXT))


@pytest.fixture(scope="module")
def body(raw: bytes) -> etree._Element:
    return etree.fromstring(parts_of(raw)["word/document.xml"].encode())


def test_the_schemas(raw: bytes, tmp_path: Path) -> None:
    """Against the published schemas."""
    (tmp_path / "annex.docx").write_bytes(raw)
    assert list(OpenXmlValidator(max_errors=0).validate(tmp_path / "annex.docx").errors) == []


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_word_template", ROOT / "docs" / "make_word_template.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestTemplate:
    def test_it_is_what_the_script_makes(self) -> None:
        # The parts are compared, not the bytes: another release of zlib packs them otherwise.
        shipped = (ROOT / "reports" / "templates" / "annex.docx").read_bytes()
        assert parts_of(shipped) == parts_of(maker().template())

    def test_it_holds_nothing_that_an_office_program_leaves_behind(self) -> None:
        parts = parts_of((ROOT / "reports" / "templates" / "annex.docx").read_bytes())
        assert not [name for name in parts if "custom" in name or "thumbnail" in name or "app.xml" in name]
        assert "python-docx" not in "".join(parts.values())

    def test_its_language_is_that_of_new_zealand(self) -> None:
        parts = parts_of((ROOT / "reports" / "templates" / "annex.docx").read_bytes())
        assert '<w:lang w:val="en-NZ"' in parts["word/styles.xml"]


class TestDocument:
    def test_golden_of_each_run_of_a_style(self, small_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The first paragraph of each run, and how many there are: what the others say is in the golden of the
        Markdown.
        """
        text = word_text(word_of(stable_report(small_report(small_path, CONTEXT), monkeypatch)))
        runs = [[*run] for _, run in groupby(text.splitlines(), lambda line: line.partition(" ")[0])]
        told = [run[0] if len(run) == 1 else f"{run[0]} (and {len(run) - 1} more)" for run in runs]
        check_golden("annex_word.txt", "\n".join(told) + "\n")

    @pytest.mark.usefixtures("loaded_anew")
    def test_the_same_content_gives_the_same_bytes(self, raw: bytes, small_path: Path) -> None:
        assert word_of(small_report(small_path, CONTEXT)) == raw

    def test_its_dates_are_those_of_the_law(self, raw: bytes) -> None:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            assert {item.date_time[:3] for item in package.infolist()} == {(2019, 6, 1)}
        properties = docx.Document(BytesIO(raw)).core_properties
        assert (properties.created.isoformat(), properties.modified.isoformat()) == ("2019-06-01T00:00:00+00:00",) * 2
        assert properties.title == "IN CONFIDENCE: Implementation review, Model Convention on Computer Crime"
        assert (properties.author, properties.comments, properties.language) == ("gapcheck", "", "en-NZ")

    def test_headings_are_headings(self, raw: bytes) -> None:
        found = [
            p.text
            for p in docx.Document(BytesIO(raw)).paragraphs
            if p.style is not None and p.style.name == "Heading 1"
        ]
        assert found[:3] == ["Summary", "About this document", "New Zealand and the treaty"]
        assert found[-3:-1] == [
            "Reservations and declarations",
            "Assessment under te Tiriti o Waitangi / the Treaty of Waitangi",
        ]

    def test_the_marking_stands_at_the_head_and_foot_of_every_section(self, raw: bytes) -> None:
        sections = docx.Document(BytesIO(raw)).sections
        assert [s.orientation for s in sections] == [0, 1, 0]
        for section in sections:
            assert section.header.paragraphs[0].text == "IN CONFIDENCE"
            assert section.footer.paragraphs[-1].text == "IN CONFIDENCE"
        assert "law as at 1 June 2019. Internal copy." in sections[0].footer.paragraphs[0].text

    def test_tables_repeat_their_head_and_have_a_title_and_a_description(self, body: etree._Element) -> None:
        tables = list(body.iter(f"{W}tbl"))
        assert len(tables) > 8
        for found in tables:
            head = found.find(f"{W}tr")
            assert head.find(f"{W}trPr/{W}tblHeader") is not None
            assert found.find(f"{W}tblPr/{W}tblCaption") is not None
            assert found.find(f"{W}tblPr/{W}tblDescription") is not None
            assert not [
                r
                for r in found.iter(f"{W}tr")
                if sum(len(t.text or "") for t in r.iter(f"{W}t")) < 300 and r.find(f"{W}trPr/{W}cantSplit") is None
            ]

    def test_no_two_tables_touch(self, body: etree._Element) -> None:
        for found in body.iter(f"{W}tbl"):
            assert found.getnext() is not None
            assert found.getnext().tag != f"{W}tbl"

    def test_macrons_are_right(self, raw: bytes) -> None:
        assert "Te Tiriti o Waitangi and Māori interests" in word_text(raw)


class TestFootnotes:
    def test_each_is_real_and_called(self, raw: bytes, body: etree._Element) -> None:
        notes = etree.fromstring(parts_of(raw)["word/footnotes.xml"].encode())
        texts = [n.get(f"{W}id") for n in notes if n.get(f"{W}type") is None]
        called = [r.get(f"{W}id") for r in body.iter(f"{W}footnoteReference")]
        assert called == texts
        assert len(texts) > 2

    def test_above_n_is_a_field_that_refers_to_the_first(self, small_path: Path) -> None:
        source = [{"ref": "A plan", "pinpoint": "opening", "checked": "verified"}]
        other = [{"ref": "Another", "pinpoint": "opening", "checked": "verified"}]
        prose = {"reasons": [{"text": f"Text {n}.", "source": s} for n, s in enumerate((source, other, source))]}
        raw = word_of(small_report(small_path, CONTEXT | {"prose": prose}))
        marks = set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', parts_of(raw)["word/document.xml"]))
        fields = re.findall(r"NOTEREF (\S+)", parts_of(raw)["word/footnotes.xml"])
        assert fields
        assert set(fields) <= marks

    def test_no_mark_is_left(self, raw: bytes) -> None:
        assert not re.search("[\ue001-\ue004]", "".join(parts_of(raw).values()))


class TestFields:
    """What Word counts and refers to by itself, so that a change under tracked changes renumbers the rest."""

    def test_headings_and_paragraphs_are_numbered_by_lists(self, raw: bytes, body: etree._Element) -> None:
        numbering = etree.fromstring(parts_of(raw)["word/numbering.xml"].encode())
        levels = [x.get(f"{W}val") for x in numbering.iter(f"{W}lvlText")]
        assert {"%1", "%1.%2", "Annex %1", "•"} <= set(levels)
        styles = etree.fromstring(parts_of(raw)["word/styles.xml"].encode())
        ids = {s.find(f"{W}name").get(f"{W}val"): s.get(f"{W}styleId") for s in styles.iter(f"{W}style")}
        numbered = [p for p in body.iter(f"{W}p") if _style(p) == ids["Annex Numbered"]]
        assert len(numbered) > 20
        assert all(p.find(f"{W}pPr/{W}numPr/{W}ilvl").get(f"{W}val") == "1" for p in numbered)
        assert not [p for p in numbered if re.match(r"\d+\.\d", "".join(p.itertext()))]

    def test_captions_count_their_tables(self, body: etree._Element) -> None:
        codes = [c.text for c in body.iter(f"{W}instrText")]
        assert sum("SEQ Table" in (code or "") for code in codes) > 8

    def test_the_contents_are_a_field(self, body: etree._Element) -> None:
        assert any((c.text or "").strip().startswith("TOC ") for c in body.iter(f"{W}instrText"))

    def test_every_cross_reference_has_its_place(self, body: etree._Element) -> None:
        marks = {b.get(f"{W}name") for b in body.iter(f"{W}bookmarkStart")}
        codes = [re.match(r"\s*REF (\S+)", c.text or "") for c in body.iter(f"{W}instrText")]
        targets = {found[1] for found in codes if found}
        assert {"section_5", "section_6", "annex_b"} <= targets
        assert targets <= marks
        assert {h.get(f"{W}anchor") for h in body.iter(f"{W}hyperlink") if h.get(f"{W}anchor")} <= marks

    def test_begins_and_ends_of_fields_match(self, raw: bytes) -> None:
        for part in ("word/document.xml", "word/footnotes.xml"):
            kinds = re.findall(r'w:fldCharType="(\w+)"', parts_of(raw)[part])
            assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")

    def test_the_program_is_named(self, raw: bytes) -> None:
        assert "<Application>gapcheck</Application>" in parts_of(raw)["docProps/app.xml"]

    def test_te_reo_is_marked_as_such(self, raw: bytes) -> None:
        assert '<w:lang w:val="mi-NZ"/>' in parts_of(raw)["word/document.xml"]


def _style(paragraph: etree._Element) -> str | None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if style is None else style.get(f"{W}val")


class TestText:
    def test_hostile_text_stays_text(self, small_path: Path) -> None:
        raw = word_of(small_report(small_path, hostile_context()))
        shown = "\n".join(
            t for part in ("word/document.xml",) for t in etree.fromstring(parts_of(raw)[part].encode()).itertext()
        )
        for hostile in HOSTILE:
            assert hostile in shown

    def test_marks_of_our_own_in_the_data_are_taken_out(self, small_path: Path) -> None:
        context = CONTEXT | {"prose": {"reasons": ["A \ue0011\ue002 and \ue003body\ue004 here."]}}
        raw = word_of(small_report(small_path, context))
        assert "A \ufffd1\ufffd and \ufffdbody\ufffd here." in word_text(raw)

    def test_a_release_copy_shows_grounds_alone(self, small_path: Path) -> None:
        raw = word_of(small_report(small_path, CONTEXT, release=True))
        assert SECRET not in "".join(parts_of(raw).values())
        assert "[s 9(2)(j)]" in word_text(raw)
        assert "Key of grounds for withholding" in word_text(raw)


def test_libreoffice_opens_it_with_the_marking_on_each_page(raw: bytes, office: Office, tmp_path: Path) -> None:
    (tmp_path / "annex.docx").write_bytes(raw)
    (pdf,) = office.convert("pdf", tmp_path, tmp_path / "annex.docx")
    text = printed_text(pdf, "-layout")
    pages = text.rstrip("\f").split("\f")
    assert len(pages) > 5
    for page in pages:
        assert len(re.findall(r"^\s*IN CONFIDENCE$", page, re.MULTILINE)) == 2
    assert not re.search(r"Error!|\{\{|\{%", text)
