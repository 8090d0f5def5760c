"""The layout of a form that is a table, as its YAML file has it: which list gives the rows, what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from gapcheck.catalogue.partial_reading import read_partially
from gapcheck.catalogue.strict_yaml import YamlDocument
from gapcheck.errors import DataError, Problem, nearest
from gapcheck.model.base import Many, Model, Text
from gapcheck.report.forms.form_variables import FORM_FIELDS, FORM_VARIABLES

ROWS: Mapping[str, str] = {
    v.name: v.of for v in FORM_VARIABLES if v.kind == "list" and v.of not in ("chapter", "ground")
}
_FIELD = re.compile(r"\{(\w*)\}")
MOST_WIDTH = 120


class FormColumn(Model):
    """A column: its head, its breadth in characters, and its value, a text with ``{fields}`` of the row.

    Columns that stand side by side with one ``group`` are put under it.
    """

    head: Text
    width: int
    value: Text
    group: Text | None = None


class TableLayout(Model):
    """A form: its title, what it is for, and of a table the list ``over`` which it goes and its columns.

    ``under`` puts a line above the rows of each chapter or article; ``legend`` explains signs below the table.
    """

    title: Text
    about: Text
    over: str | None = None
    under: Literal["chapter", "article"] | None = None
    columns: Many[FormColumn] = ()
    legend: Many[Text] = ()


def read_layout(document: YamlDocument, file: str, *, word: bool) -> TableLayout:
    """The layout that a file holds; beside a Word template it only names the form. Raises ``DataError``."""
    partial = read_partially(TableLayout, document)
    problems = list(partial.problems)
    if partial.model is not None and not problems:
        problems = list(_problems(partial.model, file, word=word))
    if problems or partial.model is None:
        raise DataError(problems, file)
    return partial.model


def _problems(layout: TableLayout, file: str, *, word: bool) -> Iterator[Problem]:
    if word:
        if layout.over is not None or layout.columns:
            yield Problem(
                file, 0, "columns", "a table beside a Word template of the same name", "title and about alone"
            )
        return
    if layout.over is None or layout.over not in ROWS:
        near = nearest(layout.over or "", ROWS)
        yield Problem(file, 0, "over", f"{layout.over!r} is no list of rows", f"one of {', '.join(ROWS)}", near)
        return
    if not layout.columns:
        yield Problem(file, 0, "columns", "no column", "at least one")
    fields = dict(FORM_FIELDS[ROWS[layout.over]])
    if layout.under is not None and "chapter" not in fields:
        yield Problem(file, 0, "under", f"rows of {layout.over} stand under no {layout.under}", "nothing")
    for number, column in enumerate(layout.columns):
        if not 1 <= column.width <= MOST_WIDTH:
            message = f"{column.width} is no breadth of a column"
            yield Problem(file, 0, f"columns[{number}].width", message, f"1 to {MOST_WIDTH} characters")
        for name in fields_in(column.value):
            if name not in fields or name in ("duties", "provisions"):
                yield Problem(
                    file,
                    0,
                    f"columns[{number}].value",
                    f"{layout.over} have no field {name!r} that is a text",
                    "a field that docs/forms.md lists",
                    nearest(name, fields),
                )


def fields_in(value: str) -> tuple[str, ...]:
    """The fields that a value names: ``{label}``."""
    return tuple(_FIELD.findall(value))


def filled(value: str, item: Mapping[str, object]) -> str:
    """A value with its fields filled in; what the fields hold is put in as it is, and is not read again."""
    text = _FIELD.sub(lambda match: str(item[match[1]]), value)
    return "\n".join(line for line in text.split("\n") if line.strip())
