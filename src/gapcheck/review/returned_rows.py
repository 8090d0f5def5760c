"""What came back of a work sheet: its rows as they were filled in, and whether anything that was computed was altered.

A letter that came back gives rows of the same form (:mod:`.letter_reading`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gapcheck.errors import UsageError
from gapcheck.review.review_items import head_mark, seal, whole_mark
from gapcheck.review.review_sheet import (
    ABOUT,
    AGENCY,
    COLUMNS,
    COMPUTED,
    FILLED,
    INSTRUCTIONS,
    LAW_AS_AT,
    SEAL,
    SHEET,
    WHOLE,
)
from gapcheck.review.sheet_reading import CellValue, NoSheetError, SheetRow, read_pairs, read_table

HEAD = ("Instrument", "Law as at", "For", "Catalogue", "Rows")


@dataclass(frozen=True)
class ReturnedRow:
    """One row as it came back. ``said`` is what was filled in, by the name of its column.

    ``computed`` are the texts of the computed columns by their names, ``data`` the fingerprint of what was computed;
    ``altered`` says that the seal does not fit them, ``unseen`` which of what was filled in stands where nobody sees
    it.
    """

    number: int
    about: str
    as_at: str
    computed: Mapping[str, str]
    data: str
    altered: bool
    said: Mapping[str, CellValue]
    unseen: tuple[str, ...] = ()

    @property
    def filled(self) -> bool:
        """Whether somebody said something; the agency that was filled in for them says nothing."""
        return any(not is_empty(value) for name, value in self.said.items() if name != AGENCY)


@dataclass(frozen=True)
class ReturnedFile:
    """A sheet or letter that came back: its name, its rows, and how many of its rows are there no more."""

    name: str
    rows: tuple[ReturnedRow, ...]
    missing: int


def is_empty(cell: CellValue) -> bool:
    """Whether nothing is in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def returned_sheet(path: str | Path) -> ReturnedFile:
    """The rows of a work sheet. Raises ``UsageError`` for a file that is none, or whose head was altered."""
    file = Path(path)
    try:
        pairs = read_pairs(file, INSTRUCTIONS)
    # The workbook of a report has columns for reviewers too, for the eyes of whoever wrote it.
    except NoSheetError as error:
        wanted = "expected a work sheet of gapcheck review export (the workbook of a report is not read back)"
        raise UsageError(f"{error}; {wanted}") from None
    head, whole = checked_head(pairs, file.name)
    rows = tuple(_row(row, head_mark(head)) for row in read_table(file, SHEET, COLUMNS))
    return ReturnedFile(file.name, rows, checked_whole(head, whole, rows, file.name))


def checked_head(pairs: Mapping[str, CellValue], name: str) -> tuple[Mapping[str, str], str]:
    """What a sheet or letter says of itself, and its fingerprint. Raises ``UsageError`` unless the two agree."""
    missing = [key for key in (*HEAD, WHOLE) if not isinstance(pairs.get(key), str)]
    if missing:
        raise UsageError(f"{name}: it does not say {missing[0]!r} any more; expected it as it was written")
    head = {key: str(pairs[key]) for key in HEAD}
    whole = str(pairs[WHOLE])
    if whole.partition("-")[0] != head_mark(head):
        raise UsageError(f"{name}: what it says of itself ({', '.join(HEAD)}) was altered")
    return head, whole


def checked_whole(head: Mapping[str, str], whole: str, rows: tuple[ReturnedRow, ...], name: str) -> int:
    """How many rows are missing. Raises ``UsageError`` if all are there and the fingerprint is not that of them all."""
    seals = {row.computed[SEAL] for row in rows}
    missing = max(int(head["Rows"]) - len(seals), 0)
    complete = not missing and len(rows) == len(seals) and not any(row.altered for row in rows)
    # Rows may be deleted, and then nothing can be said of the whole; each row has a seal of its own.
    if complete and whole.partition("-")[2] != whole_mark(seals):
        raise UsageError(f"{name}: the fingerprint of the whole was altered")
    return missing


def _row(row: SheetRow, mark: str) -> ReturnedRow:
    cells = [row.cells[column] for column in COMPUTED]
    texts = [cell for cell in cells if isinstance(cell, str)]
    # A computed cell may be empty (a question has no heading), but none was ever a number or a date.
    whole = [cell if isinstance(cell, str) else "" for cell in cells]
    sealed = row.cells[SEAL]
    data = str(sealed or "").partition("-")[0]
    plain = len(texts) == sum(cell is not None for cell in cells)
    computed = dict(zip(COMPUTED, whole, strict=True))
    return ReturnedRow(
        number=row.number,
        about=str(row.cells[ABOUT] or ""),
        as_at=str(row.cells[LAW_AS_AT] or ""),
        computed={**computed, SEAL: str(sealed or "")},
        data=data,
        altered=not plain or seal(whole, data, mark) != sealed,
        said={column: row.cells[column] for column in FILLED},
        unseen=tuple(column for column in FILLED if column in row.unseen),
    )
