"""A form that is a table, as a workbook of one sheet (and the key of the grounds, if texts are withheld)."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from math import ceil
from typing import Any

from gapcheck.report.forms.table_layout import FormColumn, TableLayout, filled
from gapcheck.report.steady_zip import steady_zip

FONT = {"font_name": "Arial", "font_size": 9, "valign": "top", "font_color": "#1A1A1A"}
DARK, PALE = "#1F3A5F", "#E9EEF5"
LINE, MOST_HEIGHT = 12.5, 400.0
WIDE = 1.25
"""How many letters of this size stand in one unit of breadth, on average."""
MOST_TEXT = 32_000
MORE = " ... (cut: longer than a cell can hold)"


def table_bytes(layout: TableLayout, values: Mapping[str, Any], day: date) -> bytes:
    """The workbook of one table."""
    return tables_bytes({"Form": layout}, values, day)


def tables_bytes(layouts: Mapping[str, TableLayout], values: Mapping[str, Any], day: date) -> bytes:
    """A workbook with a sheet for each layout, by name. Texts are written as texts: nothing that a field holds can act
    as a formula or a link.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    # Without these options a text that begins like a formula or an address would become one.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties(
        {
            "title": f"{values['classification']}: {next(iter(layouts.values())).title}, {values['short_title']}",
            "author": "gapcheck",
            "comments": "",
            "created": datetime(day.year, day.month, day.day),
        }
    )
    for name, layout in layouts.items():
        _TableSheet(book, name, layout, values).write()
    book.close()
    return steady_zip(buffer.getvalue(), day)


class _TableSheet:
    """The sheet of a table, written from the top."""

    def __init__(self, book: Any, name: str, layout: TableLayout, values: Mapping[str, Any]) -> None:
        self.layout, self.values = layout, values
        self.sheet = book.add_worksheet(name)
        self.row = 0

        def made(**properties: object) -> Any:
            return book.add_format(FONT | properties)

        border = {"border": 1, "border_color": "#BFBFBF", "text_wrap": True}
        self.marking = made(bold=True, font_color="#8B0000", font_size=11)
        self.title = made(bold=True, font_size=15, font_color=DARK)
        self.line = made()
        self.head = made(bold=True, bg_color=DARK, **(border | {"font_color": "#FFFFFF", "valign": "vcenter"}))
        self.group_head = made(
            bold=True, align="center", bg_color=DARK, **(border | {"font_color": "#FFFFFF", "valign": "vcenter"})
        )
        self.under = made(bold=True, bg_color=PALE, **border)
        self.text = made(**border)
        self.noted = made(text_wrap=True)

    def write(self) -> None:
        """Everything, in the order in which it stands."""
        columns = self.layout.columns
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, column.width)
        self._top()
        first = self._heads(columns)
        self.sheet.freeze_panes(self.row, 1)
        self.sheet.repeat_rows(first, self.row - 1)
        self._rows(columns)
        self._notes()
        self._page()

    def _top(self) -> None:
        values = self.values
        self._line(values["classification"], self.marking)
        self.sheet.set_row(self.row, 22)
        self._line(self.layout.title, self.title)
        self._line(values["subject"])
        self._line(f"{values['state']}, law as at {values['law_as_at']}. {values['copy']}. {values['clearance']}.")
        if values["reform"] != "None":
            self._line(f"With the reform: {values['reform']}")
        if values["reservations_in_short"]:
            self._line(f"Reservations and declarations: {values['reservations_in_short']}.")
        self.row += 1

    def _line(self, text: str, form: Any = None) -> None:
        self.sheet.write_string(self.row, 0, text, form or self.line)
        self.row += 1

    def _heads(self, columns: Sequence[FormColumn]) -> int:
        first = self.row
        if any(column.group for column in columns):
            start = 0
            for group, own in groupby(columns, key=lambda column: column.group):
                end = start + len(list(own)) - 1
                if group and end > start:
                    self.sheet.merge_range(self.row, start, self.row, end, group, self.group_head)
                elif group:
                    self.sheet.write_string(self.row, start, group, self.group_head)
                start = end + 1
            self.row += 1
        for number, column in enumerate(columns):
            self.sheet.write_string(self.row, number, column.head, self.head)
        self.sheet.set_row(self.row, LINE * _lines([c.head for c in columns], columns) + 4)
        self.row += 1
        return first

    def _rows(self, columns: Sequence[FormColumn]) -> None:
        last = ""
        for item in self.values[self.layout.over or ""]:
            above = self._above(item)
            if above and above != last:
                self.sheet.merge_range(self.row, 0, self.row, len(columns) - 1, above, self.under)
                self.row, last = self.row + 1, above
            texts = [_short(filled(column.value, item)) for column in columns]
            for number, text in enumerate(texts):
                self.sheet.write_string(self.row, number, text, self.text)
            self.sheet.set_row(self.row, min(MOST_HEIGHT, LINE * _lines(texts, columns) + 3))
            self.row += 1

    def _above(self, item: Mapping[str, str]) -> str:
        if self.layout.under == "chapter":
            return item["chapter"]
        if self.layout.under == "article":
            word = str(self.values["division"]).capitalize()
            return f"{word} {item['article']}: {item['heading']}"
        return ""

    def _notes(self) -> None:
        values = self.values
        self.row += 1
        notes = [*self.layout.legend, values["view_basis"], values["law_known"], values["treaty_read"]]
        notes += [values["disclaimer"], f"Data {values['data_version']}, gapcheck {values['gapcheck_version']}."]
        if values["grounds"]:
            notes.append(f"Withheld under the {values['information_act']}:")
            notes += [f"{ground['ground']}: {ground['reason']}" for ground in values["grounds"]]
        breadth = sum(column.width for column in self.layout.columns)
        for note in filter(None, notes):
            if len(self.layout.columns) > 1:
                self.sheet.merge_range(self.row, 0, self.row, len(self.layout.columns) - 1, note, self.noted)
            else:
                self.sheet.write_string(self.row, 0, note, self.noted)
            self.sheet.set_row(self.row, LINE * ceil(len(note) / breadth * 1.1) + 2)
            self.row += 1

    def _page(self) -> None:
        sheet, marking = self.sheet, str(self.values["classification"]).replace("&", "&&")
        sheet.set_landscape()
        sheet.set_paper(8 if sum(column.width for column in self.layout.columns) > 190 else 9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.7, 0.7)
        sheet.set_header(f'&C&"Arial,Bold"{marking}')
        sheet.set_footer(f'&C&"Arial,Bold"{marking}&RPage &P of &N')


def _lines(texts: Sequence[str], columns: Sequence[FormColumn]) -> int:
    """How many lines the highest of several cells takes."""
    return max(
        sum(max(1, ceil(len(line) / (column.width * WIDE))) for line in text.split("\n"))
        for text, column in zip(texts, columns, strict=True)
    )


def _short(text: str) -> str:
    return text if len(text) <= MOST_TEXT else text[: MOST_TEXT - len(MORE)] + MORE
