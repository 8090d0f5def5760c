"""A sheet of names and texts, written from the top down: the first sheet and the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gapcheck.report.statuses import Look
from gapcheck.report.workbook.sheet import Jump, Sheet
from gapcheck.report.workbook.text_height import LINE_HEIGHT, lines_needed

NAMES, TEXTS = 30.0, 88.0
"""The widths of the column of names and of that of texts."""


@dataclass
class Cover:
    """The sheet, and the row that is written next."""

    sheet: Sheet
    row: int = 2

    def pair(self, name: str, value: str, look: Look | None = None) -> None:
        """A name and what is to be said of it; a verdict has its look."""
        formats = self.sheet.formats
        self.sheet.text(self.row, 0, name, formats.look(look) if look else formats.label)
        self._value(name, value)

    def leads(self, jump: Jump, value: str) -> None:
        """A name that leads to another sheet, and what is to be said of it."""
        self.sheet.jump(self.row, 0, jump, self.sheet.formats.jump)
        self._value(jump.text, value)

    def _value(self, name: str, value: str) -> None:
        self.sheet.text(self.row, 1, value, self.sheet.formats.plain)
        lines = max(lines_needed(name, NAMES, bold=True), lines_needed(value, TEXTS - 2))
        self.sheet.height(self.row, lines * LINE_HEIGHT + 5)
        self.row += 1

    def pairs(self, told: Sequence[tuple[str, str]]) -> None:
        """Several names and texts; one without a text is left out."""
        for name, value in told:
            if value:
                self.pair(name, value)

    def section(self, heading: str) -> None:
        """A heading, with a row left free above it."""
        self.row += 1
        self.sheet.text(self.row, 0, heading, self.sheet.formats.subtitle)
        self.sheet.height(self.row, 20)
        self.row += 1
