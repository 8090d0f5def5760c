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
