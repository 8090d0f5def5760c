"""``gapcheck verify-sheet``: from the sheet that is written to the data that it changes."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from support.office import Office
from support.work_sheets import OFFENCES, TODAY, YES, files_of, filled, unread_catalogue

import gapcheck
from gapcheck.cli import main
from gapcheck.review.sheet_reading import read_sheet
from gapcheck.review.verify_sheet import COLUMNS, DIFFERENCE, SAME, SHEET

DIFFERS = {**YES, SAME: "differs", DIFFERENCE: "It says may,\nnot shall."}


@pytest.fixture
def root(small_path: Path, tmp_path: Path) -> Path:
    return unread_catalogue(small_path, tmp_path / "data")


@pytest.fixture
def sheet(root: Path, tmp_path: Path) -> Path:
    """The sheet as it is written."""
    result = run("--out", str(tmp_path / "sheet.xlsx"), "--data", str(root))
    assert result.exit_code == 0, result.stderr
    assert "(7 paragraphs to look up)" in result.output
    return tmp_path / "sheet.xlsx"


def run(*args: str, instrument: str = "model") -> Result:
    return CliRunner().invoke(main, ["verify-sheet", instrument, *args])


def apply(sheet: Path, root: Path) -> Result:
    return run("--apply", str(sheet), "--data", str(root), "--on", TODAY.isoformat())


def test_what_it_takes_from_a_hidden_row_is_told(root: Path, sheet: Path) -> None:
    book = load_workbook(io.BytesIO(filled(sheet.read_bytes(), {"model:2#1": YES})))
    number = next(row[0].row for row in book[SHEET].iter_rows(min_row=2) if row[0].value == "model:2#1")
    book[SHEET].row_dimensions[number].hidden = True
    book.save(sheet)
    result = apply(sheet, root)
    assert result.exit_code == 0, result.stderr
    assert "1 raised to verified" in result.output
    columns = "Read by (role), On (date), Against which text, Same?"
    assert f"sheet.xlsx: row {number}: taken, although hidden in the workbook: {columns}." in result.output


def test_it_raises_reports_and_does_so_once(root: Path, sheet: Path) -> None:
    sheet.write_bytes(filled(sheet.read_bytes(), {"model:2#1": YES, "model:3(1)#1": YES, "model:4#1": DIFFERS}))
    before = files_of(root)
    result = apply(sheet, root)
    assert result.exit_code == 0, result.stderr
    assert "Rows: 2 raised to verified, 0 recorded already, 1 not the same, 4 left empty" in result.output
    assert "It says may, not shall." in result.output
    after = files_of(root)
    assert [name for name in after if after[name] != before[name]] == [OFFENCES]
    assert set(after) == set(before)
    assert gapcheck.load(root).catalogue.duty("model:2").duty.source[0].checked == "verified"
    again = apply(sheet, root)
    assert "Rows: 0 raised to verified, 2 recorded already, 1 not the same, 4 left empty" in again.output
    assert files_of(root) == after


def test_one_bad_row_and_nothing_is_written(root: Path, sheet: Path) -> None:
    sheet.write_bytes(filled(sheet.read_bytes(), {"model:2#1": YES, "model:4#1": {"Force": "May", **YES}}))
    before = files_of(root)
    result = apply(sheet, root)
    assert result.exit_code == 2
    assert "sheet.xlsx:5: model:4#1: Force: a computed cell was altered" in result.stderr
    assert files_of(root) == before


def test_the_same_sheet_is_the_same_file(root: Path, sheet: Path, tmp_path: Path) -> None:
    run("--out", str(tmp_path / "again.xlsx"), "--data", str(root))
    assert (tmp_path / "again.xlsx").read_bytes() == sheet.read_bytes()
    assert {item.date_time[0] for item in zipfile.ZipFile(io.BytesIO(sheet.read_bytes())).infolist()} == {2001}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "either --out"),
        (("--out", "a.xlsx", "--apply", "b.xlsx"), "either --out"),
        (("--apply", "a.xlsx"), "name the folder with --data"),
        (("--out", "a.xls"), "ends in .xlsx"),
    ],
)
def test_bad_usage_is_told(small_path: Path, args: tuple[str, ...], message: str) -> None:
    more = ("--data", str(small_path)) if "--apply" not in args else ()
    result = run(*args, *more)
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_installed_catalogue_is_never_written_to(root: Path, sheet: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site-packages" / "gapcheck" / "_data"
    shutil.copytree(root, installed)
    result = apply(sheet, installed)
    assert result.exit_code == 2
    assert "is installed and is not written to" in result.stderr


def test_another_instrument_is_told(root: Path, sheet: Path) -> None:
    result = run("--apply", str(sheet), "--data", str(root), instrument="modle")
    assert result.exit_code == 2
    assert "did you mean 'model'" in result.stderr


def test_libreoffice_may_save_it(root: Path, sheet: Path, office: Office, tmp_path: Path) -> None:
    sheet.write_bytes(filled(sheet.read_bytes(), {"model:2#1": YES, "model:4#1": DIFFERS}))
    (saved,) = office.convert("xlsx:Calc MS Excel 2007 XML", tmp_path / "saved", sheet)
    assert saved.read_bytes() != sheet.read_bytes()
    assert [dict(r.cells) for r in read_sheet(saved, SHEET, COLUMNS)] == [
        dict(r.cells) for r in read_sheet(sheet, SHEET, COLUMNS)
    ]
    result = apply(saved, root)
    assert result.exit_code == 0, result.stderr
    assert "Rows: 1 raised to verified, 0 recorded already, 1 not the same, 5 left empty" in result.output
