"""A work sheet that came back: its rows held against the catalogue, and what they raise or report.

Either every row can be taken, or none is: a sheet with one doubtful row is refused with every reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import DataError, Problem, nearest
from gapcheck.model.base import parse_date
from gapcheck.model.characters import UNSAFE
from gapcheck.review.sheet_reading import CellValue, SheetRow
from gapcheck.review.source_edits import SourceEdit, edited_files
from gapcheck.review.verify_sheet import (
    AGAINST,
    ANSWERS,
    COMPUTED,
    DAY,
    DIFFERENCE,
    FILLED,
    FINGERPRINT,
    LONGEST,
    ROLE,
    SAME,
    WorkRow,
    all_rows,
    first_day,
    row_hash,
)
from gapcheck.wording.dates import long_date

BEFORE = "Before that: "


@dataclass(frozen=True)
class Answer:
    """What somebody filled in of one row: in which office, on which day, against which text, and what was found.

    ``difference`` is empty if the text says the same.
    """

    row: WorkRow
    role: str
    day: date
    against: str
    same: str
    difference: str

    @property
    def record(self) -> str:
        """What the note of the source says of it."""
        return f"Read by {self.role} on {long_date(self.day)} against {self.against}: the same."

    @property
    def recorded(self) -> bool:
        """Whether the catalogue says so already."""
        source = self.row.source
        return source.checked == "verified" and str(source.note or "").startswith(self.record)


@dataclass(frozen=True)
class AppliedSheet:
    """What a work sheet comes to: the files that change, by name; the answers that raise a level, those that are in the
    catalogue already, those that differ; and how many rows were left empty.
    """

    files: Mapping[str, bytes]
    raised: tuple[Answer, ...]
    recorded: tuple[Answer, ...]
    differing: tuple[Answer, ...]
    empty: int


def apply_sheet(
    catalogue: Catalogue, root: Path, instrument: str, rows: Sequence[SheetRow], *, name: str, today: date
) -> AppliedSheet:
    """What the rows of a sheet change in the catalogue at ``root``. Nothing is written here.

    ``name`` is that of the sheet, for messages; nobody can have read a text after ``today``. Raises ``UnknownIdError``,
    ``DataError`` with every row that cannot be taken, and ``UsageError`` for a file that cannot be changed.
    """
    earliest = first_day(catalogue.instrument(instrument))
    known = {str(row.point): row for row in all_rows(catalogue, instrument)}
    problems: list[Problem] = []
    answers: list[Answer] = []
    seen: dict[str, int] = {}
    for row in rows:
        found = list(_of_computed(row, known, seen)) or list(_of_filled(row, earliest, today))
        if not found and _is_filled(row):
            answer = _answer(row, known[str(row.cells["Row"])])
            # A source that was raised from this very row has changed by it, and by nothing else.
            if not answer.recorded and answer.row.data != _data_of(row):
                found = [_Reason(FINGERPRINT, "the data have changed since the sheet was made", "a new sheet")]
            elif answer.same == "yes" and _withheld(answer):
                found = [_Reason("Level today", "the note of the source is withheld", "a change by hand")]
            else:
                answers.append(answer)
        identity = str(row.cells["Row"] or "")[:80]
        problems += (
            Problem(name, row.number, identity, f"{r.column}: {r.message}", r.expected, r.suggestion, "sheet-row")
            for r in found
        )
    if problems:
        raise DataError(problems, what=name)
    same = [a for a in answers if a.same == "yes"]
    raised = tuple(a for a in same if not a.recorded)
    edits = [SourceEdit(a.row.full, int(a.row.point.name) - 1, _note(a)) for a in raised]
    return AppliedSheet(
        files=edited_files(catalogue, root, edits),
        raised=raised,
        recorded=tuple(a for a in same if a.recorded),
        differing=tuple(a for a in answers if a.same != "yes"),
        empty=sum(not _is_filled(row) for row in rows),
    )


def _withheld(answer: Answer) -> bool:
    note = answer.row.source.note
    return note is not None and note.withheld is not None


def _note(answer: Answer) -> str:
    """The note of the source: who read it, and after that what was said of it before."""
    # What was said before is often where the paraphrase came from, which stays worth knowing.
    old = answer.row.source.note
    return f"{answer.record} {BEFORE}{old}" if old else answer.record


# What may be wrong with a row ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Reason:
    column: str
    message: str
    expected: str = ""
    suggestion: str | None = None


def _is_filled(row: SheetRow) -> bool:
    return any(not _is_empty(row.cells[column]) for column in FILLED)


def _is_empty(cell: CellValue) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _data_of(row: SheetRow) -> str:
    """The fingerprint of the data, as the sheet has it."""
    return str(row.cells[FINGERPRINT]).partition("-")[0]


def _of_computed(row: SheetRow, known: Mapping[str, WorkRow], seen: dict[str, int]) -> Iterator[_Reason]:
    """Cells that were computed and are not as they were, ids that name nothing, and rows that are there twice."""
    identity = row.cells["Row"]
    mine = known.get(identity) if isinstance(identity, str) else None
    cells = [row.cells[column] for column in COMPUTED]
    mark = row.cells[FINGERPRINT]
    texts = [cell for cell in cells if isinstance(cell, str)]
    untouched = (
        isinstance(mark, str)
        and len(texts) == len(cells)
        and f"{_data_of(row)}-{row_hash(texts, _data_of(row))}" == mark
    )
    if mine is None:
        suggestion = nearest(str(identity), known)
        yield _Reason("Row", f"unknown id {str(identity)[:80]!r}", "a row of this instrument", suggestion)
    elif not untouched:
        # Which cell it was can only be told while the data say what they said when the sheet was made.
        altered = [c for c, was, now in zip(COMPUTED, mine.cells, cells, strict=True) if was != now]
        which = ", ".join(altered) if altered else FINGERPRINT
        yield _Reason(which, "a computed cell was altered", "what the sheet had there when it was made")
    elif str(identity) in seen:
        yield _Reason("Row", f"the same row as row {seen[str(identity)]}", "each row once")
    seen.setdefault(str(identity), row.number)


def _of_filled(row: SheetRow, earliest: date, today: date) -> Iterator[_Reason]:
    """What is missing or cannot be taken of the cells that somebody filled in."""
    if not _is_filled(row):
        return
    for column in (ROLE, AGAINST):
        yield from _of_text(column, row.cells[column])
    yield from _of_day(row.cells[DAY], earliest, today)
    same = row.cells[SAME]
    if _is_empty(same) or _same(same) not in ANSWERS:
        message = "nothing is filled in" if _is_empty(same) else f"{str(same)[:80]!r} is no answer"
        yield _Reason(SAME, message, ", ".join(ANSWERS))
    elif _same(same) == "yes":
        if not _is_empty(row.cells[DIFFERENCE]):
            yield _Reason(DIFFERENCE, "filled in although the text is the same", f"nothing, or {SAME} differs")
    else:
        yield from _of_text(DIFFERENCE, row.cells[DIFFERENCE])


def _same(cell: CellValue) -> str:
    return str(cell).strip().lower()


def _of_text(column: str, cell: CellValue) -> Iterator[_Reason]:
    if _is_empty(cell):
        yield _Reason(column, "nothing is filled in", "a text")
    elif not isinstance(cell, str):
        yield _Reason(column, f"{str(cell)[:80]!r} is a number or a date", "a text")
    elif len(cell) > LONGEST[column]:
        yield _Reason(column, f"a text of {len(cell):,} characters", f"at most {LONGEST[column]:,}")
    # What goes into a note stands in one line of the data; a difference may be told in several.
    elif UNSAFE.search(cell) or "\r" in cell or (column != DIFFERENCE and ("\n" in cell or "\t" in cell)):
        yield _Reason(column, "holds a line break, a control or an invisible character", "plain text in one line")


def _of_day(cell: CellValue, earliest: date, today: date) -> Iterator[_Reason]:
    if _is_empty(cell):
        yield _Reason(DAY, "nothing is filled in", "a date")
        return
    try:
        day = _day(cell)
    except ValueError:
        yield _Reason(DAY, f"{str(cell)[:80]!r} is not a date", "a date such as 2026-11-28")
        return
    if not earliest <= day <= today:
        yield _Reason(DAY, f"{day.isoformat()} cannot be", f"a day from {earliest.isoformat()} to {today.isoformat()}")


def _day(cell: CellValue) -> date:
    return parse_date(cell.strip() if isinstance(cell, str) else cell)


def _answer(row: SheetRow, mine: WorkRow) -> Answer:
    """The answer of a row in which nothing is wrong."""
    cells = row.cells
    difference = "" if _is_empty(cells[DIFFERENCE]) else str(cells[DIFFERENCE]).strip()
    role, against = str(cells[ROLE]).strip(), str(cells[AGAINST]).strip()
    return Answer(mine, role, _day(cells[DAY]), against, _same(cells[SAME]), difference)
