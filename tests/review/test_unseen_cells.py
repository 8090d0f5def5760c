"""What a sheet that came back does not show: what is refused, and what is taken and told."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from support.reviews import AGREES, DISAGREES, applied, returned, row_of, sheet_of, with_part

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import UsageError
from gapcheck.review.review_sheet import AGENCY, CHANGE, COLUMNS, DAY, INSTRUCTIONS, REASON, ROLE, SHEET, VIEW

SAID: Mapping[str, Mapping[str, Any]] = {"model:2": AGREES, "model:3(1)": DISAGREES}


@pytest.fixture(scope="module")
def plain(reviewed: Catalogue) -> bytes:
    return sheet_of(reviewed, SAID)


def after(raw: bytes, change: Callable[[Any], None], sheet: str = SHEET) -> bytes:
    """The workbook after a change by another program than wrote it."""
    book = load_workbook(io.BytesIO(raw))
    change(book[sheet])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def letter(column: str) -> str:
    return get_column_letter(COLUMNS.index(column) + 1)


def cell(sheet: Any, about: str, column: str) -> Any:
    return row_of(sheet, about)[COLUMNS.index(column)]


def number_of(raw: bytes, about: str) -> int:
    return int(row_of(load_workbook(io.BytesIO(raw))[SHEET], about)[0].row)


class TestTaken:
    """Who filters hides rows, and who prints hides columns: what stands there is taken, and told."""

    def told(self, reviewed: Catalogue, path: Path, raw: bytes) -> Mapping[str, Mapping[int, tuple[str, ...]]]:
        done = applied(reviewed, [returned(path / "sheet.xlsx", raw)])
        assert (len(done.added), done.refused) == (2, ())
        return done.unseen

    def test_what_is_in_view_is_not_told(self, reviewed: Catalogue, plain: bytes, tmp_path: Path) -> None:
        assert self.told(reviewed, tmp_path, plain) == {}

    @pytest.mark.parametrize("change", [{"hidden": True}, {"height": 0.1}, {"height": 0.9}], ids=str)
    def test_a_hidden_row(self, reviewed: Catalogue, plain: bytes, tmp_path: Path, change: Mapping[str, float]) -> None:
        number = number_of(plain, "model:3(1)")

        def hide(sheet: Any) -> None:
            for name, value in change.items():
                setattr(sheet.row_dimensions[number], name, value)

        told = self.told(reviewed, tmp_path, after(plain, hide))
        assert told == {"sheet.xlsx": {number: (VIEW, REASON, AGENCY, ROLE, DAY)}}

    def test_a_hidden_row_that_says_nothing_is_not_told(
        self, reviewed: Catalogue, plain: bytes, tmp_path: Path
    ) -> None:
        number = number_of(plain, "model:4")
        hidden = after(plain, lambda sheet: setattr(sheet.row_dimensions[number], "hidden", True))
        assert self.told(reviewed, tmp_path, hidden) == {}

    @pytest.mark.parametrize("change", [{"hidden": True}, {"width": 0.05}], ids=str)
    def test_a_hidden_column(
        self, reviewed: Catalogue, plain: bytes, tmp_path: Path, change: Mapping[str, float]
    ) -> None:
        def hide(sheet: Any) -> None:
            for name, value in change.items():
                setattr(sheet.column_dimensions[letter(REASON)], name, value)

        told = self.told(reviewed, tmp_path, after(plain, hide))
        assert told == {"sheet.xlsx": {number_of(plain, "model:3(1)"): (REASON,)}}

    def test_a_hidden_column_in_which_nothing_is(self, reviewed: Catalogue, plain: bytes, tmp_path: Path) -> None:
        hidden = after(plain, lambda sheet: setattr(sheet.column_dimensions[letter(CHANGE)], "hidden", True))
        assert self.told(reviewed, tmp_path, hidden) == {}

    def test_a_column_that_was_moved_is_told_by_its_name(
        self, reviewed: Catalogue, plain: bytes, tmp_path: Path
    ) -> None:
        def move(sheet: Any) -> None:
            at = COLUMNS.index(REASON) + 1
            new = sheet.max_column + 1
            for row in range(1, sheet.max_row + 1):
                sheet.cell(row, new).value = sheet.cell(row, at).value
                sheet.cell(row, at).value = None
            sheet.column_dimensions[get_column_letter(new)].hidden = True

        told = self.told(reviewed, tmp_path, after(plain, move))
        assert told == {"sheet.xlsx": {number_of(plain, "model:3(1)"): (REASON,)}}

    def test_hidden_instructions_hide_nothing_that_somebody_says(
        self, reviewed: Catalogue, plain: bytes, tmp_path: Path
    ) -> None:
        hidden = after(plain, lambda sheet: setattr(sheet, "sheet_state", "hidden"), INSTRUCTIONS)
        assert self.told(reviewed, tmp_path, hidden) == {}

    @pytest.mark.parametrize(
        "form", ["@", "General", "[Red]@", "0.00", '#,##0;"minus" 0', '_-* "$"0.00_-;_-@_-', "yyyy-mm-dd", "0;0;0;@"]
    )
    def test_a_format_that_shows_a_text(self, reviewed: Catalogue, plain: bytes, tmp_path: Path, form: str) -> None:
        shown = after(plain, lambda sheet: setattr(cell(sheet, "model:3(1)", REASON), "number_format", form))
        assert self.told(reviewed, tmp_path, shown) == {}

    @pytest.mark.parametrize("form", ["d mmmm yyyy", "[$-1409]dd/mm/yyyy", "[h]:mm", '"on "yyyy', "General"])
    def test_a_format_that_shows_a_day(self, reviewed: Catalogue, plain: bytes, tmp_path: Path, form: str) -> None:
        shown = after(plain, lambda sheet: setattr(cell(sheet, "model:3(1)", CHANGE), "number_format", form))
        assert self.told(reviewed, tmp_path, shown) == {}


class TestRefused:
    """Nobody hides these by a slip."""

    def refused(self, path: Path, raw: bytes) -> str:
        with pytest.raises(UsageError) as error:
            returned(path / "sheet.xlsx", raw)
        assert "\n" not in str(error.value)
        return str(error.value)

    @pytest.mark.parametrize("state", ["hidden", "veryHidden"])
    def test_a_hidden_sheet(self, plain: bytes, tmp_path: Path, state: str) -> None:
        hidden = after(plain, lambda sheet: setattr(sheet, "sheet_state", state))
        assert self.refused(tmp_path, hidden).startswith("sheet.xlsx: the sheet 'Review' is hidden; show it")

    def test_a_sheet_that_hides_every_row(self, plain: bytes, tmp_path: Path) -> None:
        hidden = after(plain, lambda sheet: setattr(sheet.sheet_format, "zeroHeight", True))
        assert "hides every row unless it says otherwise" in self.refused(tmp_path, hidden)

    @pytest.mark.parametrize("form", [";;;", "0;0;0;", '0;0;0;"agrees"', "[Red];;;", '"not "@', r"\n\o@", "-@", ";;; "])
    def test_a_format_that_shows_another_text_or_none(self, plain: bytes, tmp_path: Path, form: str) -> None:
        hidden = after(plain, lambda sheet: setattr(cell(sheet, "model:3(1)", REASON), "number_format", form))
        place = f"{letter(REASON)}{number_of(plain, 'model:3(1)')}"
        assert f"{place} holds something that its format ({form.strip()}" in self.refused(tmp_path, hidden)

    @pytest.mark.parametrize("form", [";;;", '"4 May"', "_-"])
    def test_a_format_that_shows_no_day(self, plain: bytes, tmp_path: Path, form: str) -> None:
        hidden = after(plain, lambda sheet: setattr(cell(sheet, "model:3(1)", DAY), "number_format", form))
        assert f"{letter(DAY)}{number_of(plain, 'model:3(1)')} holds something" in self.refused(tmp_path, hidden)

    def test_a_condition_that_hides(self, plain: bytes, tmp_path: Path) -> None:
        def hide(sheet: Any) -> None:
            style = DifferentialStyle(numFmt=NumberFormat(numFmtId=170, formatCode=";;;"))
            rule = Rule(type="expression", dxf=style, formula=["TRUE"])
            sheet.conditional_formatting.add(f"{letter(REASON)}2:{letter(REASON)}9", rule)

        assert "a condition gives cells a format (;;;)" in self.refused(tmp_path, after(plain, hide))

    def test_a_format_of_an_empty_cell_hides_nothing(self, plain: bytes, tmp_path: Path) -> None:
        hidden = after(plain, lambda sheet: setattr(cell(sheet, "model:3(1)", CHANGE), "number_format", ";;;"))
        assert returned(tmp_path / "sheet.xlsx", hidden).rows

    def test_a_sheet_that_is_nowhere_is_not_taken_for_one_in_view(self, plain: bytes, tmp_path: Path) -> None:
        lost = with_part(plain, "xl/_rels/workbook.xml.rels", lambda part: part.replace(b"sheet2.xml", b"sheet9.xml"))
        assert self.refused(tmp_path, lost).startswith("sheet.xlsx: ")
