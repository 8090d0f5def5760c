"""The least code that does the neutral job: the same models library and the same workbook library as gapcheck's.

``python baseline_job.py FOLDER OUT``: reads ``workload.json``, and writes ``gaps.xlsx`` and ``counts.json``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from pydantic import BaseModel
from xlsxwriter import Workbook


class Requirement(BaseModel):
    """What is asked for, in parts."""

    id: str
    title: str
    text: str
    parts: tuple[str, ...]


class Item(BaseModel):
    """What is there, and the parts that it answers."""

    id: str
    title: str
    text: str
    answers: tuple[str, ...]


class Workload(BaseModel):
    """The whole file."""

    requirements: tuple[Requirement, ...]
    items: tuple[Item, ...]


STATUSES = ("unmet", "partial", "met")
"""By whether something is there, and whether all is."""


def main(folder: Path, out: Path) -> None:
    """Read, decide, write."""
    work = Workload.model_validate_json((folder / "workload.json").read_bytes())
    answered: dict[str, list[str]] = {}
    for item in work.items:
        for part in item.answers:
            answered.setdefault(part, []).append(item.id)
    rows = []
    for one in work.requirements:
        there = [part for part in one.parts if part in answered]
        status = STATUSES[bool(there) + (len(there) == len(one.parts))]
        missing = ", ".join(part for part in one.parts if part not in answered)
        rows.append((one.id, one.title, status, ", ".join(i for part in there for i in answered[part]), missing))
    out.mkdir(parents=True, exist_ok=True)
    with Workbook(str(out / "gaps.xlsx")) as book:
        sheet = book.add_worksheet("Gaps")
        for number, row in enumerate([("Id", "Title", "Status", "Items", "Missing"), *rows]):
            sheet.write_row(number, 0, row)
        sheet.autofilter(0, 0, len(rows), 4)
    (out / "counts.json").write_text(json.dumps(Counter(row[2] for row in rows)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
