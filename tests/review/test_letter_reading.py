"""A letter that came back: what is read of it, and every hostile thing that is refused in one clear error."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from support.laws import law
from support.office import Office
from support.reviews import CODES, FOREIGN, LODGED, POLICE, applied, filled_letter, sent_out, with_part

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import UsageError
from gapcheck.review.letter_reading import returned_letter
from gapcheck.review.letter_writing import letter_bytes
from gapcheck.review.returned_rows import ReturnedFile
from gapcheck.review.review_sheet import AGENCY, DAY, GROUND, ROLE

SIGNED = {ROLE: "Manager, High Tech Crime Group", DAY: "4 May 2020"}
NO = {CODES: ("No", "They are not.\nStanding orders, D/1.")}
MAIN = "word/document.xml"
RELATIONSHIP = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" '
    'TargetMode="External"/></Relationships>'
)


@pytest.fixture(scope="module")
def plain(reviewed: Catalogue) -> bytes:
    return letter_bytes(sent_out(reviewed, POLICE, confirm=True))


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ReturnedFile]:
    def call(raw: bytes, name: str = "letter.docx") -> ReturnedFile:
        (tmp_path / name).write_bytes(raw)
        return returned_letter(tmp_path / name)

    return call


class TestReading:
    def test_an_answer_becomes_an_entry(self, reviewed: Catalogue, plain: bytes, read) -> None:
        file = read(filled_letter(plain, NO, {**SIGNED, GROUND: "s 6(a)"}))
        done = applied(reviewed, [file])
        assert done.refused == ()
        (made,) = done.added
        assert (made.about, made.view, made.agency, made.role) == (CODES, "fails", POLICE, SIGNED[ROLE])
        assert made.reason == "They are not.\nStanding orders, D/1."
        assert (made.date, made.as_at, made.withheld) == (date(2020, 5, 4), date(2020, 1, 1), "s 6(a)")

    def test_a_letter_that_nobody_filled_in_changes_nothing(self, reviewed: Catalogue, plain: bytes, read) -> None:
        done = applied(reviewed, [read(filled_letter(plain, {}, SIGNED))])
        assert (done.files, done.refused, done.empty) == ({}, (), 1)

    def test_what_is_not_filled_in_is_told(self, reviewed: Catalogue, plain: bytes, read) -> None:
        done = applied(reviewed, [read(filled_letter(plain, {CODES: ("yes", "")}, {}))])
        told = " ".join(map(str, done.refused))
        assert "no reason is given" in told
        assert "Your role: nothing" in told
        assert "Date: nothing" in told

    def test_another_agency_may_answer_and_is_told_if_it_is_none(self, reviewed: Catalogue, plain: bytes, read) -> None:
        done = applied(reviewed, [read(filled_letter(plain, NO, {**SIGNED, AGENCY: "The Police"}))])
        assert "unknown agency 'The Police'" in str(done.refused[0])

    @pytest.mark.parametrize("column", [1, 2, 5])
    def test_a_computed_cell_that_was_edited_is_caught(
        self, reviewed: Catalogue, plain: bytes, read, column: int
    ) -> None:
        document = Document(io.BytesIO(filled_letter(plain, NO, SIGNED)))
        cell = document.tables[0].rows[1].cells[column]
        cell.text = f"{cell.text}x"
        saved = io.BytesIO()
        document.save(saved)
        assert applied(reviewed, [read(saved.getvalue())]).refused

    def test_what_it_says_of_itself_is_sealed(self, plain: bytes, read) -> None:
        with pytest.raises(UsageError, match="was altered"):
            read(with_part(plain, MAIN, lambda part: part.replace(b">2020-01-01<", b">2020-01-02<")))

    def test_line_breaks_of_another_program_alter_nothing(self, reviewed: Catalogue, plain: bytes, read) -> None:
        broken = with_part(
            filled_letter(plain, NO, SIGNED),
            MAIN,
            lambda part: part.replace(b"Is an access code", b'Is an</w:t><w:br/><w:t xml:space="preserve">access code'),
        )
        assert len(applied(reviewed, [read(broken)]).added) == 1

    def test_tracked_changes_are_read_as_accepted(self, reviewed: Catalogue, plain: bytes, read) -> None:
        document = Document(io.BytesIO(filled_letter(plain, {CODES: ("", "They are.")}, SIGNED)))
        paragraph = document.tables[0].rows[1].cells[3].paragraphs[0]._p
        for tag, inside in (("del", "<w:delText>no</w:delText>"), ("ins", "<w:t>yes</w:t>")):
            change = f'<w:{tag} {nsdecls("w")} w:id="1" w:author="x" w:date="2020-05-04T00:00:00Z"><w:r>{inside}</w:r>'
            paragraph.append(parse_xml(f"{change}</w:{tag}>"))
        saved = io.BytesIO()
        document.save(saved)
        (made,) = applied(reviewed, [read(saved.getvalue())]).added
        assert made.view == "holds"

    def test_it_is_the_letter_of_its_day(self, reviewed: Catalogue, read) -> None:
        sent = sent_out(reviewed, FOREIGN, confirm=True)
        raw = filled_letter(letter_bytes(sent), {LODGED: ("yes", "C.N.1")}, SIGNED)
        assert [e.about for e in applied(reviewed, [read(raw)]).added] == [LODGED]

    def test_libreoffice_may_save_it(self, reviewed: Catalogue, plain: bytes, office: Office, tmp_path: Path) -> None:
        (tmp_path / "letter.docx").write_bytes(filled_letter(plain, NO, SIGNED))
        (saved,) = office.convert("docx:MS Word 2007 XML", tmp_path / "saved", tmp_path / "letter.docx")
        (made,) = applied(reviewed, [returned_letter(saved)]).added
        assert (made.view, made.reason) == ("fails", "They are not.\nStanding orders, D/1.")


def field(code: str) -> Callable[[bytes], bytes]:
    """A document with a field whose code is split over runs."""
    half = len(code) // 2
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>' for part in (code[:half], code[half:])
    )
    whole = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'

    def change(part: bytes) -> bytes:
        assert b"<w:sectPr" in part
        return part.replace(b"<w:sectPr", whole.encode() + b"<w:sectPr", 1)

    return change


def over_paragraphs(part: bytes) -> bytes:
    """A document with a field whose code begins in one paragraph and goes on in the next."""
    between = b"</w:r><w:r><w:instrText"
    first, second, rest = field("DDEAUTO x")(part).split(between, 2)
    return between.join((first, second)) + b"</w:r></w:p><w:p><w:r><w:instrText" + rest


def hostile(plain: bytes) -> dict[str, tuple[bytes, str]]:
    settings = "word/_rels/settings.xml.rels"
    return {
        "no zip": (b"hello", "no Word file"),
        "cut off": (plain[:-40], "no Word file"),
        "encrypted or old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted, or an old .doc"),
        "a bomb": (with_part(plain, "word/x.xml", b"<x>" + b" " * 30_000_000 + b"</x>"), "packed more than 200 times"),
        "a macro": (with_part(plain, "word/vbaProject.bin", b"x"), "macros and controls"),
        "an embedded object": (with_part(plain, "word/embeddings/o.bin", b"x"), "embedded objects"),
        "entities": (
            with_part(plain, "word/settings.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'),
            "document type",
        ),
        "no xml": (with_part(plain, "word/settings.xml", b"<x>"), "is no XML"),
        "a template of elsewhere": (
            with_part(plain, settings, RELATIONSHIP.format(kind="attachedTemplate", target="http://x/t.dotm").encode()),
            "leads outside the file (attachedTemplate",
        ),
        "a picture of elsewhere": (
            with_part(plain, settings, RELATIONSHIP.format(kind="image", target="http://x/i.png").encode()),
            "leads outside the file",
        ),
        "a field that runs": (with_part(plain, MAIN, field("DDEAUTO c:\\\\x.exe")), "a field that is not allowed"),
        "a field that fetches": (with_part(plain, MAIN, field('INCLUDEPICTURE "http://x"')), "INCLUDEPICTURE"),
        "a field over paragraphs": (with_part(plain, MAIN, over_paragraphs), "DDEAUTO"),
        "hidden text": (
            with_part(plain, MAIN, lambda p: p.replace(b"<w:r><w:t>", b"<w:r><w:rPr><w:vanish/></w:rPr><w:t>", 1)),
            "hidden text",
        ),
        "no table": (
            with_part(plain, MAIN, lambda p: p.replace(b"Your answer", b"Your colour")),
            "there is no table with the columns",
        ),
        "no word of itself": (
            with_part(plain, MAIN, lambda p: p.replace(b">Catalogue<", b">Dogalogue<")),
            "it does not say 'Catalogue' any more",
        ),
    }


STYLES = "word/styles.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def styled(
    plain: bytes, *styles: str, use: bytes = b"<w:pPr><w:pStyle w:val='Quiet'/></w:pPr>", defaults: str = ""
) -> bytes:
    """A letter whose answer stands in a paragraph of a style."""

    def add(part: bytes) -> bytes:
        part = part.replace(b"</w:styles>", "".join(styles).encode() + b"</w:styles>")
        return part.replace(b"<w:docDefaults>", f"<w:docDefaults>{defaults}".encode()) if defaults else part

    answered = filled_letter(plain, {CODES: ("no", "THE REASON")}, SIGNED)
    named = with_part(answered, MAIN, lambda p: p.replace(b"<w:p><w:r><w:t>THE", b"<w:p>" + use + b"<w:r><w:t>THE"))
    assert named != answered or not use
    return with_part(named, STYLES, add)


def style(name: str, inside: str = "<w:rPr><w:vanish/></w:rPr>", sort: str = "paragraph", more: str = "") -> str:
    return f'<w:style w:type="{sort}" w:styleId="{name}" {more}><w:name w:val="{name}"/>{inside}</w:style>'


QUIET = style("Quiet")
ON_QUIET = '<w:basedOn w:val="quiet"/>'
RUN_STYLE = b"<w:pPr/><w:r><w:rPr><w:rStyle w:val='Quiet'/></w:rPr><w:t>x</w:t></w:r>"
DEFAULT = 'w:default="1"'
WITH_TEXT = (
    b"<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
    b"<mc:Choice Requires='wps'><w:t>yes</w:t></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>"
)


class TestUnseen:
    """What a reader of the letter does not see is never an answer, whatever hides it."""

    @pytest.mark.parametrize(
        "styles",
        [
            (QUIET,),
            (style("Calm", ON_QUIET).replace("Calm", "Quiet").replace('"quiet"', '"Still"'), style("Still")),
            (style("Quiet", '<w:basedOn w:val="A"/>'), style("A", '<w:basedOn w:val="B"/>'), style("B")),
            (style("Quiet", '<w:rPr><w:vanish w:val="true"/></w:rPr>'),),
            (style("quiet"),),
        ],
    )
    def test_hidden_by_the_style_of_a_paragraph(self, plain: bytes, read, styles: tuple[str, ...]) -> None:
        with pytest.raises(UsageError, match=r"^letter\.docx: it holds hidden text \(by the style 'Quiet'\)$"):
            read(styled(plain, *styles))

    @pytest.mark.parametrize(
        ("sort", "use"), [("character", RUN_STYLE), ("table", b"<w:pPr/><w:r><w:tblStyle w:val='Quiet'/></w:r>")]
    )
    def test_hidden_by_another_style(self, plain: bytes, read, sort: str, use: bytes) -> None:
        with pytest.raises(UsageError, match="by the style 'Quiet'"):
            read(styled(plain, style("Quiet", sort=sort), use=use))

    def test_hidden_in_a_part_of_a_table_style(self, plain: bytes, read) -> None:
        part = '<w:tblStylePr w:type="firstCol"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>'
        with pytest.raises(UsageError, match="by the style 'Quiet'"):
            read(styled(plain, style("Quiet", part, "table"), use=b"<w:pPr/><w:r><w:tblStyle w:val='Quiet'/></w:r>"))

    @pytest.mark.parametrize("sort", ["paragraph", "character", "table"])
    def test_hidden_by_a_style_that_nobody_has_to_name(self, plain: bytes, read, sort: str) -> None:
        with pytest.raises(UsageError, match="whatever has no style of its own is hidden"):
            read(styled(plain, style("Other", sort=sort, more=DEFAULT), use=b""))

    def test_hidden_by_the_defaults_of_the_document(self, plain: bytes, read) -> None:
        defaults = "<w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault>"
        with pytest.raises(UsageError, match="whatever has no style of its own is hidden"):
            read(styled(plain, use=b"", defaults=defaults))

    @pytest.mark.parametrize(
        "styles",
        [
            (style("Unused"),),
            (style("Quiet", '<w:rPr><w:vanish w:val="0"/></w:rPr>'),),
            (style("Quiet", "<w:rPr><w:b/></w:rPr>"), style("Other", ON_QUIET)),
            (style("Quiet", '<w:basedOn w:val="Quiet"/>'),),
        ],
    )
    def test_a_style_that_hides_nothing_here(self, plain: bytes, read, styles: tuple[str, ...]) -> None:
        assert read(styled(plain, *styles)).rows[0].filled

    def test_a_hidden_row_of_a_table(self, plain: bytes, read) -> None:
        hidden = with_part(plain, MAIN, lambda p: p.replace(b"<w:cantSplit/>", b"<w:cantSplit/><w:hidden/>", 1))
        with pytest.raises(UsageError, match="it holds a hidden row of a table"):
            read(hidden)

    @pytest.mark.parametrize(
        ("inside", "message"),
        [
            (WITH_TEXT, "a table of it holds a text box"),
            (
                b"<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
                "text box",
            ),
            (b"<w:r><w:footnoteReference w:id='2'/></w:r>", "a table of it holds a footnote"),
            (b"<w:r><w:endnoteReference w:id='2'/></w:r>", "a table of it holds a footnote"),
        ],
    )
    def test_what_is_seen_and_not_read_or_read_and_not_seen(
        self, plain: bytes, read, inside: bytes, message: str
    ) -> None:
        with pytest.raises(UsageError, match=message):
            read(styled(plain, use=b"<w:pPr/>" + inside))

    def test_a_text_box_beside_the_tables_is_no_answer(self, plain: bytes, read) -> None:
        beside = with_part(plain, MAIN, lambda p: p.replace(b"<w:sectPr", b"<w:p>" + WITH_TEXT + b"</w:p><w:sectPr", 1))
        assert len(read(beside).rows) == 1


class TestHostile:
    def test_each_is_refused_in_one_line(self, plain: bytes, read) -> None:
        for name, (raw, message) in hostile(plain).items():
            with pytest.raises(UsageError) as error:
                read(raw)
            assert message in str(error.value), name
            assert str(error.value).startswith("letter.docx: "), name
            assert "\n" not in str(error.value), name

    def test_a_field_that_tells_of_the_letter_is_allowed(self, plain: bytes, read) -> None:
        assert len(read(with_part(plain, MAIN, field(" PAGE "))).rows) == 1

    @pytest.mark.parametrize("name", ["letter.docm", "letter.doc", "letter.odt"])
    def test_the_ending_is_that_of_a_plain_word_file(self, plain: bytes, read, name: str) -> None:
        with pytest.raises(UsageError, match=r"ends in \.docx"):
            read(plain, name)

    @law(80)
    @given(st.data())
    def test_a_damaged_byte_is_read_or_refused_and_never_a_crash(
        self, plain: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        damaged = bytearray(plain)
        damaged[data.draw(st.integers(0, len(plain) - 1))] ^= data.draw(st.integers(1, 255))
        file = tmp_path_factory.getbasetemp() / "damaged.docx"
        file.write_bytes(bytes(damaged))
        with suppress(UsageError):
            returned_letter(file)
