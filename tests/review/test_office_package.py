"""What is the same of every Office file that somebody sent: how large it may be, and what it may hold."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from gapcheck.errors import UsageError
from gapcheck.review.office_package import LETTER, WORKBOOK, PackageKind, PackageLimits, package_trees, read_bytes


def package(kind: PackageKind, **parts: str) -> bytes:
    made = io.BytesIO()
    types = f'<Types><Override PartName="/{kind.main}" ContentType="{kind.content_type}"/></Types>'
    with zipfile.ZipFile(made, "w") as new:
        for name, text in {"[Content_Types].xml": types, kind.main: "<x/>", **parts}.items():
            new.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize("kind", [WORKBOOK, LETTER], ids=lambda kind: kind.name)
def test_the_parts_of_a_plain_file_are_read(kind: PackageKind) -> None:
    trees = package_trees(package(kind), "file", kind, PackageLimits())
    assert trees[kind.main].tag == "x"


def test_one_kind_is_not_the_other() -> None:
    with pytest.raises(UsageError, match=r"no workbook \(it has no xl/workbook\.xml\)"):
        package_trees(package(LETTER), "file", WORKBOOK, PackageLimits())


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (PackageLimits(bytes=10), "larger than 10 bytes"),
        (PackageLimits(unpacked=10), "when it is unpacked"),
        (PackageLimits(parts=1), "2 parts; expected at most 1"),
    ],
)
def test_what_is_too_large_is_refused(limits: PackageLimits, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        package_trees(package(LETTER), "file", LETTER, limits)


def test_a_file_is_read_no_further_than_it_may_be(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x" * 100)
    assert len(read_bytes(tmp_path / "a.docx", LETTER, PackageLimits(bytes=10))) == 11


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(UsageError, match="there is no such file"):
        read_bytes(tmp_path / "a.docx", LETTER, PackageLimits())


RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rels(kind: str, target: str, mode: str = ' TargetMode="External"') -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/{kind}" Target="{target}"{mode}/></Relationships>'
    )


def using(name: str) -> str:
    return f'<x><{name} xmlns:r="{RELATIONSHIPS}" r:id="rId1"/></x>'


@pytest.mark.parametrize("kind", [WORKBOOK, LETTER], ids=lambda kind: kind.name)
class TestRelationships:
    @pytest.mark.parametrize("name", ["imagedata", "attachedTemplate", "OLEObject", "sourceFileName", "fill", "blip"])
    def test_a_hyperlink_may_not_be_used_for_anything_else(self, name: str, kind: PackageKind) -> None:
        parts = {"word/x.xml": using(name), "word/_rels/x.xml.rels": rels("hyperlink", "https://evil.example")}
        with pytest.raises(UsageError, match=f"holds the element {name}, which leads outside the file"):
            package_trees(package(kind, **parts), "file", kind, PackageLimits())

    @pytest.mark.parametrize("name", ["hyperlink", "hlinkClick"])
    def test_a_hyperlink_may_be_used_for_a_hyperlink(self, name: str, kind: PackageKind) -> None:
        parts = {"word/x.xml": using(name), "word/_rels/x.xml.rels": rels("hyperlink", "https://justice.govt.nz")}
        assert package_trees(package(kind, **parts), "file", kind, PackageLimits())

    @pytest.mark.parametrize(
        ("found", "told"),
        [
            (rels("image", "https://evil.example", ' TargetMode="external"'), "leads outside the file"),
            (rels("image", "https://evil.example", ""), "leads outside the file"),
            (rels("image", "\\\\evil\\x", ""), "leads outside the file"),
            (rels("hyperlink", "https://evil.example", ""), "leads outside the file"),
            (rels("attachedTemplate", "x.xml", ""), "of the kind attachedTemplate"),
            (rels("AFCHUNK", "x.xml", ""), "of the kind AFCHUNK"),
            (rels("ui/extensibility", "x.xml", ""), "of the kind extensibility"),
            (rels("webextensiontaskpanes", "x.xml", ""), "of the kind webextensiontaskpanes"),
            (rels("officeDocument", "x.xml", ""), "its main part is 'x.xml'"),
        ],
    )
    def test_what_leads_to_something_that_runs_or_is_fetched(self, found: str, told: str, kind: PackageKind) -> None:
        for part in ("_rels/.rels", "word/_rels/x.xml.rels", "word/_RELS/x.xml.RELS"):
            with pytest.raises(UsageError, match=told):
                package_trees(package(kind, **{part: found}), "file", kind, PackageLimits())


class TestParts:
    @pytest.mark.parametrize("text", ["<evil/>", "\ufeff <evil/>", "<?xml version='1.0'?><evil/>"])
    def test_xml_is_read_under_any_name(self, text: str) -> None:
        trees = package_trees(package(LETTER, **{"word/x.png": text}), "file", LETTER, PackageLimits())
        assert trees["word/x.png"].tag == "evil"

    def test_what_the_package_calls_xml_has_to_be_xml(self) -> None:
        made = f'<Override PartName="/{LETTER.main}" ContentType="{LETTER.content_type}"/>'
        for more in (
            '<Override PartName="/word/x.png" ContentType="a+xml"/>',
            '<Default Extension="PNG" ContentType="a/xml"/>',
        ):
            parts = {"[Content_Types].xml": f"<Types>{made}{more}</Types>", "word/x.png": "no xml"}
            with pytest.raises(UsageError, match=r"'word/x\.png' is no XML"):
                package_trees(package(LETTER, **parts), "file", LETTER, PackageLimits())

    def test_a_picture_is_let_through(self) -> None:
        assert "word/x.png" not in package_trees(package(LETTER, **{"word/x.png": "PNG"}), "f", LETTER, PackageLimits())

    @pytest.mark.parametrize("kind", ["application/vnd.ms-office.vbaProject", "application/vnd.ms-office.activeX+xml"])
    def test_a_type_of_what_runs(self, kind: str) -> None:
        made = f'<Override PartName="/{LETTER.main}" ContentType="{LETTER.content_type}"/>'
        types = f'<Types>{made}<Default Extension="dat" ContentType="{kind}"/></Types>'
        with pytest.raises(UsageError, match="holds a part of the type"):
            package_trees(package(LETTER, **{"[Content_Types].xml": types}), "file", LETTER, PackageLimits())

    def test_a_part_of_another_program_under_any_name(self) -> None:
        made = io.BytesIO(package(LETTER))
        with zipfile.ZipFile(made, "a") as more:
            more.writestr("word/x.png", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on")
        with pytest.raises(UsageError, match=r"'word/x\.png', which is of another program"):
            package_trees(made.getvalue(), "file", LETTER, PackageLimits())


@pytest.mark.parametrize("kind", [WORKBOOK, LETTER], ids=lambda kind: kind.name)
def test_a_file_that_is_damaged_anywhere_is_one_short_error(kind: PackageKind) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package(kind))) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + b" " * 300)
    whole, refused = made.getvalue(), []
    damaged = [whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :] for place in range(len(whole))]
    for raw in (*damaged, *(whole[:place] for place in range(0, len(whole), 7))):
        try:
            package_trees(raw, "file", kind, PackageLimits())
        except UsageError as error:
            refused.append(str(error))
    assert len(refused) > len(whole) // 2
    assert max(map(len, refused)) < 400
