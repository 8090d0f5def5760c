"""Work sheets for tests: a catalogue with sources in every layout, and a sheet filled in as a person would."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.review.sheet_reading import SheetRow
from gapcheck.review.verify_sheet import AGAINST, COLUMNS, COMPUTED, DAY, FINGERPRINT, ROLE, SAME, SHEET, work_rows

TODAY = date(2020, 6, 1)
OFFENCES, POWERS = "obligations/model/01_offences.yaml", "obligations/model/02_powers.yaml"
YES: Mapping[str, Any] = {ROLE: "Legal adviser", DAY: date(2020, 5, 4), AGAINST: "MTS 1, English", SAME: "yes"}

# What the small catalogue says of sources, in other layouts that an author may choose.
_LAYOUTS = {
    "[{ref: MTS 1, pinpoint: art 2, checked: verified}]": "[{ref: MTS 1, pinpoint: art 2, checked: unverified}]",
    "source: [{ref: MTS 1, pinpoint: art 3(1), checked: verified}]": (
        "source:\n"
        "          - ref: MTS 1\n"
        "            pinpoint: art 3(1)\n"
        "            checked: unverified  # nobody had it"
    ),
    "[{ref: MTS 1, pinpoint: art 3(2), checked: verified}]": (
        "[{checked: unverified, ref: MTS 1, pinpoint: art 3(2), note: 'It''s known from its model: another treaty.'}]"
    ),
    "source: [{ref: MTS 1, pinpoint: art 5(1), checked: verified}]": (
        "source:\n"
        "          - ref: MTS 1\n"
        "            checked: secondary\n"
        "            note: >-\n"
        "              Read in\n"
        "              a reprint.\n"
        "            pinpoint: art 5(1)\n"
        "          - {ref: Explanatory report, pinpoint: para 5, checked: unverified}"
    ),
    "[{ref: MTS 1, pinpoint: art 6(1), checked: verified}]": (
        "[{ref: MTS 1, pinpoint: art 6(1), checked: verified}, {ref: MTS 1, pinpoint: art 6(4), checked: unverified},]"
    ),
}


def unread_catalogue(small: Path, target: Path) -> Path:
    """The small catalogue with sources that nobody has read, in several layouts."""
    shutil.copytree(small, target)
    for file in (OFFENCES, POWERS):
        text = (target / file).read_text(encoding="utf-8")
        for old, new in _LAYOUTS.items():
            text = text.replace(old, new)
        (target / file).write_text(text, encoding="utf-8")
    return target


def sheet_rows(catalogue: Catalogue, answers: Mapping[str, Mapping[str, Any]]) -> list[SheetRow]:
    """The rows of a sheet of ``model`` as they are read back, with answers by the id of a row."""
    found = []
    for number, row in enumerate(work_rows(catalogue, "model"), start=2):
        cells: dict[str, Any] = dict.fromkeys(COLUMNS)
        cells |= dict(zip(COMPUTED, row.cells, strict=True)) | {FINGERPRINT: row.fingerprint}
        found.append(SheetRow(number, cells | dict(answers.get(str(row.point), {}))))
    return found


def filled(raw: bytes, answers: Mapping[str, Mapping[str, Any]]) -> bytes:
    """A sheet with answers by the id of a row, saved by another program than wrote it."""
    book = load_workbook(io.BytesIO(raw))
    sheet = book[SHEET]
    for line in sheet.iter_rows(min_row=2):
        for column, value in answers.get(str(line[0].value), {}).items():
            line[COLUMNS.index(column)].value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def files_of(root: Path) -> dict[str, bytes]:
    """Every file below a folder, to see that nothing changed."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
