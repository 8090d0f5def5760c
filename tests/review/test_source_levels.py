"""A sheet that came back: what it raises, what it reports, and every row that is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.laws import law
from support.work_sheets import OFFENCES, TODAY, YES, files_of, sheet_rows, unread_catalogue

import gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import DataError
from gapcheck.explain.treaty_reading import treaty_read
from gapcheck.review.sheet_reading import SheetRow
from gapcheck.review.source_levels import AppliedSheet, apply_sheet
from gapcheck.review.verify_sheet import AGAINST, COMPUTED, DAY, DIFFERENCE, FILLED, FINGERPRINT, ROLE, SAME

DIFFERS = {**YES, SAME: "differs", DIFFERENCE: "It says may."}


@pytest.fixture
def root(small_path: Path, tmp_path: Path) -> Path:
    return unread_catalogue(small_path, tmp_path / "data")


@pytest.fixture(scope="module")
def unread(small_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalogue, Path]:
    """A catalogue that no test of this module writes to."""
    root = unread_catalogue(small_path, tmp_path_factory.mktemp("data") / "unread")
    return gapcheck.load(root).catalogue, root


def applied(catalogue: Catalogue, root: Path, rows: list[SheetRow]) -> AppliedSheet:
    return apply_sheet(catalogue, root, "model", rows, name="sheet.xlsx", today=TODAY)


def refused(unread: tuple[Catalogue, Path], rows: list[SheetRow]) -> list[str]:
    with pytest.raises(DataError) as error:
        applied(*unread, rows)
    return [str(problem) for problem in error.value.problems]


def write(root: Path, files: Mapping[str, bytes]) -> None:
    for name, raw in files.items():
        (root / name).write_bytes(raw)


def with_cell(rows: list[SheetRow], place: int, column: str, value: Any) -> list[SheetRow]:
    return [replace(r, cells={**r.cells, column: value}) if i == place else r for i, r in enumerate(rows)]


class TestApplying:
    def test_yes_raises_the_level_and_says_who_when_and_against_what(self, root: Path) -> None:
        catalogue = gapcheck.load(root).catalogue
        found = applied(catalogue, root, sheet_rows(catalogue, {"model:2#1": YES, "model:3(2)#1": YES}))
        write(root, found.files)
        after = gapcheck.load(root).catalogue
        record = "Read by Legal adviser on 4 May 2020 against MTS 1, English: the same."
        sources = {d: after.duty(f"model:{d}").duty.source[0] for d in ("2", "3(2)", "4")}
        assert [(s.checked, str(s.note or "")) for s in sources.values()] == [
            ("verified", record),
            ("verified", f"{record} Before that: It's known from its model: another treaty."),
            ("secondary", ""),
        ]

    def test_the_count_of_unread_duties_falls(self, root: Path) -> None:
        before = gapcheck.load(root)
        rows = sheet_rows(before.catalogue, {"model:2#1": YES, "model:3(1)#1": YES})
        write(root, applied(before.catalogue, root, rows).files)
        counts = [treaty_read(made.assess("model", "2014-01-01")) for made in (before, gapcheck.load(root))]
        assert (counts[0].unread - counts[1].unread, counts[0].binding) == (2, counts[1].binding)

    def test_twice_changes_nothing(self, root: Path) -> None:
        catalogue = gapcheck.load(root).catalogue
        rows = sheet_rows(catalogue, {"model:2#1": YES, "model:5(1)#1": YES, "model:4#1": DIFFERS})
        write(root, applied(catalogue, root, rows).files)
        again = applied(gapcheck.load(root).catalogue, root, rows)
        assert (again.files, again.raised) == ({}, ())
        assert [str(a.row.point) for a in again.recorded] == ["model:2#1", "model:5(1)#1"]
        assert [str(a.row.point) for a in again.differing] == ["model:4#1"]

    def test_a_sheet_may_be_shared_and_applied_in_parts(self, root: Path) -> None:
        catalogue = gapcheck.load(root).catalogue
        mine, yours = (sheet_rows(catalogue, {row: YES}) for row in ("model:2#1", "model:4#1"))
        write(root, applied(catalogue, root, mine).files)
        found = applied(gapcheck.load(root).catalogue, root, yours)
        assert [str(a.row.point) for a in found.raised] == ["model:4#1"]

    @pytest.mark.parametrize("same", ["differs", "no", " Differs "])
    def test_what_differs_is_reported_and_not_changed(self, unread: tuple[Catalogue, Path], same: str) -> None:
        rows = sheet_rows(unread[0], {"model:2#1": {**DIFFERS, SAME: same}})
        found = applied(*unread, rows)
        assert found.files == {}
        assert [(str(a.row.point), a.same, a.difference) for a in found.differing] == [
            ("model:2#1", same.strip().lower(), "It says may.")
        ]

    def test_a_day_may_be_typed_as_a_text(self, unread: tuple[Catalogue, Path]) -> None:
        (answer,) = applied(*unread, sheet_rows(unread[0], {"model:2#1": {**YES, DAY: "2020-05-04"}})).raised
        assert answer.day == date(2020, 5, 4)

    def test_rows_may_be_sorted_and_left_out(self, unread: tuple[Catalogue, Path]) -> None:
        rows = sheet_rows(unread[0], {"model:2#1": YES})
        assert len(applied(*unread, rows[:3][::-1]).raised) == 1


class TestRefusing:
    @pytest.mark.parametrize(
        ("column", "value", "message"),
        [
            (ROLE, None, "Read by (role): nothing is filled in"),
            (ROLE, "   ", "Read by (role): nothing is filled in"),
            (ROLE, 7, "is a number or a date"),
            (ROLE, "x" * 121, "a text of 121 characters"),
            (ROLE, "a\nb", "holds a line break"),
            (ROLE, "a\u202eb", "invisible character"),
            (ROLE, "\x1b[2J", "a control"),
            (AGAINST, None, "Against which text: nothing is filled in"),
            (DAY, None, "On (date): nothing is filled in"),
            (DAY, "4/5/2020", "'4/5/2020' is not a date"),
            (DAY, "2020-05-04 12:00:00", "is not a date"),
            (DAY, 43955, "is not a date"),
            (DAY, True, "is not a date"),
            (DAY, date(2020, 6, 2), "2020-06-02 cannot be"),
            (DAY, date(2001, 4, 30), "2001-04-30 cannot be"),
            (SAME, None, "Same?: nothing is filled in"),
            (SAME, "perhaps", "'perhaps' is no answer"),
            (SAME, "no", "What differs: nothing is filled in"),
            (DIFFERENCE, "Something.", "filled in although the text is the same"),
        ],
    )
    def test_a_field_that_cannot_be_taken(
        self, unread: tuple[Catalogue, Path], column: str, value: Any, message: str
    ) -> None:
        (problem,) = refused(unread, sheet_rows(unread[0], {"model:2#1": {**YES, column: value}}))
        assert problem.startswith("sheet.xlsx:2: model:2#1: ")
        assert message in problem

    def test_every_row_is_told_with_its_reason(self, unread: tuple[Catalogue, Path]) -> None:
        answers = {"model:2#1": YES, "model:4#1": {**YES, DAY: "soon"}, "model:8#1": {ROLE: "Me"}}
        told = refused(unread, sheet_rows(unread[0], answers))
        assert [problem.split(": ")[1] for problem in told] == ["model:4#1", *["model:8#1"] * 3]

    @pytest.mark.parametrize("identity", ["model:99#1", "model:2", "model:2#9", "budapest:2#1", None, 2])
    def test_an_unknown_row(self, unread: tuple[Catalogue, Path], identity: Any) -> None:
        (problem,) = refused(unread, with_cell(sheet_rows(unread[0], {"model:2#1": YES}), 0, "Row", identity))
        assert "unknown id" in problem

    def test_a_row_twice(self, unread: tuple[Catalogue, Path]) -> None:
        rows = sheet_rows(unread[0], {"model:2#1": YES})
        (problem,) = refused(unread, [*rows, replace(rows[0], number=20)])
        assert "the same row as row 2" in problem

    def test_data_that_changed_since(self, root: Path) -> None:
        rows = sheet_rows(gapcheck.load(root).catalogue, {"model:2#1": YES})
        text = (root / OFFENCES).read_text(encoding="utf-8")
        (root / OFFENCES).write_text(text.replace("intentional access", "any access"), encoding="utf-8")
        (problem,) = refused((gapcheck.load(root).catalogue, root), rows)
        assert "the data have changed since" in problem

    def test_a_source_that_somebody_else_verified_otherwise(self, root: Path) -> None:
        catalogue = gapcheck.load(root).catalogue
        mine = sheet_rows(catalogue, {"model:2#1": YES})
        yours = sheet_rows(catalogue, {"model:2#1": {**YES, ROLE: "Somebody else"}})
        write(root, applied(catalogue, root, yours).files)
        (problem,) = refused((gapcheck.load(root).catalogue, root), mine)
        assert "the data have changed since" in problem

    def test_a_note_that_is_withheld(self, root: Path) -> None:
        text = (root / OFFENCES).read_text(encoding="utf-8")
        new = "art 2, checked: unverified, note: {text: Secret., withheld: s 9(2)(j)}}"
        (root / OFFENCES).write_text(text.replace("art 2, checked: unverified}", new), encoding="utf-8")
        catalogue = gapcheck.load(root).catalogue
        (problem,) = refused((catalogue, root), sheet_rows(catalogue, {"model:2#1": YES}))
        assert "the note of the source is withheld" in problem


class TestLaws:
    def test_an_unedited_sheet_changes_nothing(self, unread: tuple[Catalogue, Path]) -> None:
        before = files_of(unread[1])
        rows = sheet_rows(unread[0], {})
        assert applied(*unread, rows) == AppliedSheet({}, (), (), (), empty=len(rows))
        assert files_of(unread[1]) == before

    @law(300)
    @given(st.data())
    def test_any_single_edited_computed_cell_is_caught(
        self, unread: tuple[Catalogue, Path], data: st.DataObject
    ) -> None:
        answers = data.draw(st.sampled_from([{}, {"model:2#1": YES}, {"model:4#1": DIFFERS}]))
        rows = sheet_rows(unread[0], answers)
        place = data.draw(st.integers(0, len(rows) - 1))
        column = data.draw(st.sampled_from([*COMPUTED, FINGERPRINT]))
        was = str(rows[place].cells[column])
        others = st.sampled_from([str(row.cells[column]) for row in rows])
        cut = st.integers(0, len(was) - 1).map(lambda n: was[:n] + was[n + 1 :])
        value = data.draw(st.one_of(st.none(), st.integers(), st.text(max_size=20), others, cut))
        if value == was:
            return
        told = refused(unread, with_cell(rows, place, column, value))
        assert any(problem.startswith(f"sheet.xlsx:{rows[place].number}:") for problem in told)

    @law(100)
    @given(st.data())
    def test_only_the_rows_with_yes_change_and_only_in_level_and_note(
        self, unread: tuple[Catalogue, Path], data: st.DataObject
    ) -> None:
        catalogue, root = unread
        points = [str(r.cells["Row"]) for r in sheet_rows(catalogue, {})]
        answers = {p: a for p in points if (a := data.draw(st.sampled_from([None, YES, DIFFERS])))}
        found = applied(catalogue, root, sheet_rows(catalogue, answers))
        assert {str(a.row.point) for a in found.raised} == {p for p, a in answers.items() if a is YES}
        assert found.empty == len(points) - len(answers)
        # That each file says nothing else is checked by the edit itself, which raises otherwise.
        assert bool(found.files) is any(a is YES for a in answers.values())


def test_every_column_to_fill_in_is_looked_at(unread: tuple[Catalogue, Path]) -> None:
    for column in FILLED:
        assert refused(unread, sheet_rows(unread[0], {"model:2#1": {column: "x"}}))
