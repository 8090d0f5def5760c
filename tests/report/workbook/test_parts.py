"""The parts of the workbook: nothing in them makes Excel's strict reader ask whether to repair the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from support.golden_files import mandate_assessment, small_assessment
from support.xlsx_parts import problems

from gapcheck.report.report import make_report
from gapcheck.report.workbook import workbook_bytes


@pytest.fixture(scope="module")
def raw(small_path: Path) -> bytes:
    return workbook_bytes(make_report(small_assessment(small_path), "IN CONFIDENCE"))


def planted(raw: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with one thing changed in one part."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(found, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            after.writestr(name, text)
    return found.getvalue()


class TestSound:
    def test_the_small_catalogue(self, raw: bytes) -> None:
        assert problems(raw) == []

    @pytest.mark.parametrize("instrument", ["mandate", "text"])
    def test_a_mandate_and_a_text_with_statements(self, mandate_path: Path, instrument: str) -> None:
        assert (
            problems(workbook_bytes(make_report(mandate_assessment(mandate_path, instrument), "SECRET & <MORE>"))) == []
        )

    @pytest.mark.parametrize("instrument", ["budapest", "uncc", "mandate-2023"])
    def test_the_catalogue_that_ships(self, shipped_workbook: Callable[..., bytes], instrument: str) -> None:
        since = None if instrument == "mandate-2023" else "2023-12-20"
        assert problems(shipped_workbook(instrument, "2026-11-21", since)) == []

    def test_before_there_was_anything(self, small_path: Path) -> None:
        assert problems(workbook_bytes(make_report(small_assessment(small_path, "1950-01-01"), "IN CONFIDENCE"))) == []

    def test_the_longest_marking_stays_whole(self, small_path: Path) -> None:
        marking = "&" * 60
        raw = workbook_bytes(make_report(small_assessment(small_path), marking))
        assert problems(raw) == []
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            sheet = package.read("xl/worksheets/sheet3.xml").decode()
        assert sheet.count(f"&amp;C{'&amp;' * 120}") == 2

    def test_the_schemas(self, small_path: Path, tmp_path: Path) -> None:
        """Against the published schemas."""
        path = make_report(small_assessment(small_path), "IN CONFIDENCE").to_excel(tmp_path / "matrix.xlsx")
        assert list(OpenXmlValidator(max_errors=0).validate(path).errors) == []


class TestFaultsAreFound:
    """A check that finds nothing could be one that looks at nothing."""

    @pytest.mark.parametrize(
        ("part", "old", "new", "told"),
        [
            ("xl/tables/table8.xml", 'name="Chapter"', 'name="Chaptre"', "are not what its header cells say"),
            ("xl/tables/table2.xml", ' id="2"', ' id="1"', "table id '1' twice"),
            ("xl/tables/table8.xml", 'name="Chapters"', 'name="Matrix"', "table name 'matrix' twice"),
            ("xl/tables/table8.xml", 'displayName="Chapters"', 'displayName="A1"', "table name 'A1' is not allowed"),
            ("xl/sharedStrings.xml", 'uniqueCount="', 'uniqueCount="1', "shared strings count"),
            ("xl/workbook.xml", 'name="Parts of duties"', 'name="Summary"', "sheet name 'summary' twice"),
            ("xl/workbook.xml", 'name="Parts of duties"', 'name="Parts?"', "sheet name 'Parts?' is not allowed"),
            (
                "xl/worksheets/sheet3.xml",
                "<pageMargins",
                '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells><pageMargins',
                "mergeCell",
            ),
            ("xl/worksheets/sheet3.xml", "&amp;P of", f"{'x' * 250}&amp;P of", "a header of"),
            ("xl/worksheets/sheet3.xml", ' t="s"><v>', ' t="s"><v>99999', "points at no shared string"),
            ("xl/worksheets/sheet3.xml", ' s="', ' s="999', "has the style"),
            (
                "[Content_Types].xml",
                'PartName="/xl/tables/table1.xml"',
                'PartName="/xl/tables/tableX.xml"',
                "no content type for",
            ),
            ("xl/worksheets/_rels/sheet3.xml.rels", 'Id="rId2"', 'Id="rId1"', "id rId1 twice"),
            ("xl/_rels/workbook.xml.rels", "theme/theme1.xml", "theme/theme9.xml", "is not there"),
        ],
    )
    def test_a_planted_fault(self, raw: bytes, part: str, old: str, new: str, told: str) -> None:
        found = problems(planted(raw, part, old, new))
        assert any(told in problem for problem in found), found

    def test_a_part_that_comes_twice(self, raw: bytes) -> None:
        found = io.BytesIO(raw)
        with zipfile.ZipFile(found, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
            package.writestr("xl/styles.xml", package.read("xl/styles.xml"))
        assert "part xl/styles.xml is there 2 times" in problems(found.getvalue())
