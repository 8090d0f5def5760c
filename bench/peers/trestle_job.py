"""The neutral job with compliance-trestle, which reads and validates OSCAL but has no analysis of gaps and no workbook.

``python trestle_job.py FOLDER OUT``: reads ``catalog.json`` and ``component-definition.json`` with trestle's models,
decides what each control lacks (this part is ours), and writes ``gaps.xlsx`` with openpyxl, the library that trestle
itself brings along, in its quickest mode; and ``counts.json``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from openpyxl import Workbook
from trestle.oscal.catalog import Catalog
from trestle.oscal.component import ComponentDefinition

STATUSES = ("unmet", "partial", "met")
"""By whether something is there, and whether all is."""


def main(folder: Path, out: Path) -> None:
    """Read, decide, write."""
    catalog = Catalog.oscal_read(folder / "catalog.json")
    definition = ComponentDefinition.oscal_read(folder / "component-definition.json")
    answered: dict[str, list[str]] = {}
    for component in definition.components:
        for implementation in component.control_implementations:
            for requirement in implementation.implemented_requirements:
                for statement in requirement.statements:
                    answered.setdefault(statement.statement_id, []).append(statement.description)
    rows = []
    for control in catalog.controls:
        parts = [part.id for part in control.parts[0].parts]
        there = [part for part in parts if part in answered]
        status = STATUSES[bool(there) + (len(there) == len(parts))]
        missing = ", ".join(part for part in parts if part not in answered)
        rows.append(
            (control.id, control.title, status, ", ".join(i for part in there for i in answered[part]), missing)
        )
    out.mkdir(parents=True, exist_ok=True)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Gaps")
    for row in [("Id", "Title", "Status", "Items", "Missing"), *rows]:
        sheet.append(row)
    sheet.auto_filter.ref = f"A1:E{len(rows) + 1}"
    book.save(out / "gaps.xlsx")
    (out / "counts.json").write_text(json.dumps(Counter(row[2] for row in rows)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
