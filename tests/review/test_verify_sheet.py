"""The work sheet as it is made: which rows it has, what stands in them, and the workbook."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.builders import catalogue, duty
from support.questions import asked, question
from support.work_sheets import unread_catalogue
from support.xlsx_parts import problems

import gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import UnknownIdError, UsageError
from gapcheck.model.base import Marked, Source
from gapcheck.model.question import Argument
from gapcheck.review.verify_sheet import (
    ANSWERS,
    COLUMNS,
    COMPUTED,
    DAY,
    FILLED,
    INSTRUCTIONS,
    SAME,
    SHEET,
    all_rows,
    row_hash,
    work_rows,
    work_sheet_bytes,
)
from gapcheck.review.work_sheet import LINE_HEIGHT, MOST_HEIGHT


@pytest.fixture(scope="module")
def unread(small_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return gapcheck.load(unread_catalogue(small_path, tmp_path_factory.mktemp("data") / "unread")).catalogue


@pytest.fixture(scope="module")
def raw(unread: Catalogue) -> bytes:
    return work_sheet_bytes(unread, "model")


def cells(row) -> dict[str, str]:
    return dict(zip(COMPUTED, row.cells, strict=True))


class TestRows:
    def test_there_is_one_for_each_source_of_the_treaty_that_was_not_read(self, unread: Catalogue) -> None:
        assert [str(r.point) for r in work_rows(unread, "model")] == [
            "model:2#1",
            "model:3(1)#1",
            "model:3(2)#1",
            "model:4#1",
            "model:5(1)#1",
            "model:6(1)#2",
            "model:8#1",
        ]

    def test_a_row_says_what_to_look_for(self, unread: Catalogue) -> None:
        found = cells(work_rows(unread, "model")[0])
        assert found["Paragraph"] == "art 2"
        assert found["Force"] == "Shall (binds)"
        assert found["Our paraphrase"].startswith("Make intentional access")
        assert found["Level today"] == "Unverified: not read."
        wanted = found["What to look for"].splitlines()
        assert wanted[:2] == ["Number: does art 2 (Illegal access) say this?", "Force: shall (binds)."]
        assert "at least 1 year" in found["What to look for"]
        assert wanted[-1].startswith("It may be limited (declaration)")

    def test_the_level_has_its_note(self, unread: Catalogue) -> None:
        assert cells(work_rows(unread, "model")[4])["Level today"] == "Secondary: read second-hand.\nRead in a reprint."

    def test_a_withheld_note_is_not_told(self) -> None:
        note = Marked(text="Secret.", withheld="s 9(2)(j)")
        source = Source(ref="TS 1", pinpoint="p 1", checked="unverified", note=note)
        made = catalogue(duty(conduct="access").model_copy(update={"source": (source,)}))
        (row,) = work_rows(made, "t")
        assert "Secret" not in "".join(row.cells)
        assert "s 9(2)(j)" in cells(row)["Level today"]

    def test_what_is_there_only_for_comparison_is_not_asked(self) -> None:
        made = duty(conduct="access", object="server")
        hidden = made.elements[1].model_copy(update={"stated": False})
        (row,) = work_rows(catalogue(made.model_copy(update={"elements": (made.elements[0], hidden)})), "t")
        assert "access" in cells(row)["What to look for"]
        assert "server" not in cells(row)["What to look for"]

    def test_a_doubt_of_that_paragraph_is_told(self) -> None:
        one, two = (Source(ref="TS 1", pinpoint=f"art {n}", checked="unverified") for n in (1, 2))
        duties = (duty(id, conduct="access").model_copy(update={"source": (s,)}) for id, s in (("1", one), ("2", two)))
        recalled = Argument(text="It is recalled as saying may", source=(one,))
        doubt = question("q", "act:1#fault", nature="text", view="open").model_copy(update={"against": (recalled,)})
        first, second = work_rows(asked(catalogue(list(duties)), doubt), "t")
        assert cells(first)["What to look for"].endswith("In doubt: It is recalled as saying may.")
        assert "In doubt" not in cells(second)["What to look for"]

    def test_an_unknown_instrument_is_an_error(self, unread: Catalogue) -> None:
        with pytest.raises(UnknownIdError):
            work_rows(unread, "modle")


class TestFingerprint:
    def test_each_row_has_its_own(self, unread: Catalogue) -> None:
        rows = list(all_rows(unread, "model"))
        assert len({r.fingerprint for r in rows}) == len(rows)

    @pytest.mark.parametrize(
        "change",
        [{"force": "may"}, {"text": "Other."}, {"elements": ()}, {"inherits": ("2",)}],
        ids=lambda change: next(iter(change)),
    )
    def test_it_moves_with_what_the_catalogue_says(self, change: dict) -> None:
        plain = duty(conduct="access")
        before, after = (
            work_rows(catalogue([d, duty("2")]), "t")[0].data for d in (plain, plain.model_copy(update=change))
        )
        assert before != after

    def test_what_is_said_of_new_zealand_does_not_move_it(self) -> None:
        plain = duty(conduct="access")
        surveyed = plain.model_copy(update={"survey": None, "settled_by": "A decision."})
        first, second = (work_rows(catalogue(d), "t")[0].data for d in (plain, surveyed))
        assert first == second

    def test_line_ends_of_another_system_do_not_move_it(self) -> None:
        assert row_hash(["a\r\nb"], "d") == row_hash(["a\nb"], "d") != row_hash(["a b"], "d")


class TestWorkbook:
    def test_the_same_content_gives_the_same_bytes(self, unread: Catalogue, raw: bytes) -> None:
        assert work_sheet_bytes(unread, "model") == raw

    def test_excel_opens_it_without_a_repair(self, raw: bytes) -> None:
        assert problems(raw) == []

    def test_computed_cells_are_locked_and_the_others_are_not(self, raw: bytes) -> None:
        sheet = load_workbook(io.BytesIO(raw))[SHEET]
        assert sheet.protection.sheet
        assert [cell.value for cell in sheet[1]] == list(COLUMNS)
        for line in sheet.iter_rows(min_row=2):
            for column, cell in zip(COLUMNS, line, strict=True):
                assert cell.protection.locked is (column not in FILLED)
                assert (cell.value is None) is (column in FILLED)

    def test_every_row_is_high_enough_for_its_longest_text(self, unread: Catalogue, raw: bytes) -> None:
        sheet = load_workbook(io.BytesIO(raw))[SHEET]
        for number, row in enumerate(work_rows(unread, "model"), start=2):
            lines = max(len(cell.split("\n")) for cell in row.cells)
            assert lines * LINE_HEIGHT <= sheet.row_dimensions[number].height <= MOST_HEIGHT

    def test_what_is_filled_in_is_validated(self, raw: bytes) -> None:
        sheet = load_workbook(io.BytesIO(raw))[SHEET]
        found = {COLUMNS[next(iter(v.sqref.ranges)).min_col - 1]: v for v in sheet.data_validations.dataValidation}
        assert set(found) == set(FILLED)
        assert found[SAME].formula1 == f'"{",".join(ANSWERS)}"'
        assert found[DAY].type == "date"

    def test_no_text_of_the_data_is_a_formula(self) -> None:
        made = catalogue(duty(conduct="access").model_copy(update={"text": '=HYPERLINK("https://example.org")'}))
        raw = work_sheet_bytes(made, "t")
        assert load_workbook(io.BytesIO(raw), read_only=True)[SHEET]["E2"].value == '=HYPERLINK("https://example.org")'
        # A formula is told in the parts; openpyxl would take any text with such a beginning for one.
        assert b"<f>" not in zipfile.ZipFile(io.BytesIO(raw)).read("xl/worksheets/sheet2.xml")

    def test_the_instructions_say_how_it_is_applied(self, raw: bytes) -> None:
        told = "\n".join(str(row[0].value) for row in load_workbook(io.BytesIO(raw))[INSTRUCTIONS].iter_rows())
        assert "gapcheck verify-sheet model --apply" in told
        assert all(column in told for column in FILLED)

    def test_there_is_no_sheet_where_everything_was_read(self) -> None:
        read = Source(ref="TS 1", pinpoint="p 1", checked="verified")
        made = catalogue(duty(conduct="access").model_copy(update={"source": (read,)}))
        with pytest.raises(UsageError, match="nothing to look up"):
            work_sheet_bytes(made, "t")
