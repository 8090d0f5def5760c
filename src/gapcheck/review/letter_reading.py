"""A letter that came back filled in: looked through as a package, then the texts of its tables read. Nothing in it is
opened by another program, fetched or run.

Changes that were tracked are read as if they had been accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gapcheck.errors import UsageError
from gapcheck.review.letter_writing import (
    ANSWER,
    GROUNDS_FOR,
    QUESTION_COLUMN,
    REFERENCE,
    SIGNATURE,
    TABLE,
    WHY,
    letter_seal,
)
from gapcheck.review.office_package import (
    LETTER,
    PackageLimits,
    package_trees,
    read_bytes,
)
from gapcheck.review.returned_rows import (
    HEAD,
    ReturnedFile,
    ReturnedRow,
    checked_head,
    checked_whole,
    is_empty,
)
from gapcheck.review.review_items import head_mark
from gapcheck.review.review_sheet import AGENCY, REASON, SEAL, VIEW, WHOLE
from gapcheck.review.sheet_reading import CellValue
from gapcheck.review.unseen_text import unseen_text
from gapcheck.review.word_fields import fetching_problems, field_problems

MOST_ROWS = 2_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t"}
Table = list[list[str]]


def returned_letter(path: str | Path) -> ReturnedFile:
    """The rows of a letter that was filled in. Raises ``UsageError`` for a file that is none, or that was altered."""
    file = Path(path)
    limits = PackageLimits()
    trees = package_trees(read_bytes(file, LETTER, limits), file.name, LETTER, limits)
    for part, root in trees.items():
        for problem in _problems(part, root):
            raise UsageError(f"{file.name}: {problem}")
    for problem in unseen_text(trees, LETTER.main):
        raise UsageError(f"{file.name}: {problem}")
    tables = [list(_rows(table)) for table in trees[LETTER.main].iter(f"{_W}tbl")]
    pairs = _pairs(tables)
    head, whole = checked_head(pairs, file.name)
    asked = _asked(tables, file.name)
    signed = {name: pairs.get(name) for name in SIGNATURE}
    rows = tuple(_row(number, cells, signed, head_mark(head)) for number, cells in enumerate(asked, start=1))
    return ReturnedFile(file.name, rows, checked_whole(head, whole, rows, file.name))


def _problems(part: str, root: Any) -> Iterator[str]:
    """Fields that are not allowed, and what would run or fetch something."""
    for problem in (*field_problems(root), *fetching_problems(root)):
        yield f"the part {part!r} {problem}"


def _rows(table: Any) -> Iterator[list[str]]:
    for row in _inside(table, "tr"):
        yield [_text(cell) for cell in _inside(row, "tc")]


def _inside(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, also those that a content control holds."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _inside(child, name)


def _text(cell: Any) -> str:
    paragraphs = ["".join(_pieces(paragraph)) for paragraph in cell.iter(f"{_W}p")]
    return "\n".join(paragraphs).strip()


def _pieces(node: Any) -> Iterator[str]:
    for child in node:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        # What was moved or deleted with changes tracked is not there any more.
        elif child.tag not in (f"{_W}moveFrom", f"{_W}del", f"{_W}p"):
            yield from _pieces(child)


def _pairs(tables: list[Table]) -> Mapping[str, CellValue]:
    """The tables of a name and a value, together; of two with one name, the first counts."""
    wanted = {*HEAD, WHOLE, *SIGNATURE}
    found: dict[str, CellValue] = {}
    for table in tables:
        for row in table:
            if len(row) == 2 and row[0].strip() in wanted:
                value = row[1]
                found.setdefault(row[0].strip(), value if row[0].strip() in SIGNATURE else value.strip())
    return found


def _asked(tables: list[Table], name: str) -> list[dict[str, str]]:
    for table in tables:
        head = [cell.strip() for cell in table[0]] if table else []
        if set(TABLE) <= set(head):
            if len(table) > MOST_ROWS:
                raise UsageError(f"{name}: a table of {len(table):,} rows; expected at most {MOST_ROWS:,}")
            return [dict(zip(head, row, strict=False)) for row in table[1:] if any(cell.strip() for cell in row)]
    raise UsageError(f"{name}: there is no table with the columns {', '.join(TABLE)}")


def _row(number: int, cells: Mapping[str, str], signed: Mapping[str, CellValue], mark: str) -> ReturnedRow:
    reference = [*cells.get(REFERENCE, "").split(), "", "", ""]
    about, as_at, sealed = reference[:3]
    data = sealed.partition("-")[0]
    question, why = cells.get(QUESTION_COLUMN, ""), cells.get(WHY, "")
    answer, reason = cells.get(ANSWER), cells.get(GROUNDS_FOR)
    said = {VIEW: answer, REASON: reason, **signed}
    return ReturnedRow(
        number=number,
        about=about,
        as_at=as_at,
        computed={QUESTION_COLUMN: question, WHY: why, SEAL: sealed},
        data=data,
        altered=letter_seal(about, as_at, question, why, data, mark) != sealed or len(reference) > 6,
        # Who answers is said once for all rows, and says nothing of one that was left empty.
        said=said if not (is_empty(answer) and is_empty(reason)) else {AGENCY: signed.get(AGENCY)},
    )
