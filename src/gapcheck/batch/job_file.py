"""A file of jobs, as YAML or CSV: checked whole before anything is computed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from gapcheck.batch.job import Job
from gapcheck.catalogue.catalogue_files import MAX_BYTES
from gapcheck.catalogue.data_folders import BUNDLED
from gapcheck.catalogue.line_marks import LineMark
from gapcheck.catalogue.partial_reading import read_partially
from gapcheck.catalogue.strict_yaml import YamlDocument, parse
from gapcheck.errors import DataError, Problem, UsageError, nearest
from gapcheck.model.base import Date, Id, Many, Model, Text
from gapcheck.model.question import View

T = TypeVar("T")


def _to_list(value: object) -> object:
    return [value] if value is not None and not isinstance(value, (list, tuple)) else value


class _OneAlone:
    """Says in a schema that of a list of one the brackets may be left out."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        several = handler(core)
        return {"anyOf": [several["items"], several]}


OneOrMany = Annotated[Many[T], BeforeValidator(_to_list), _OneAlone()]


class JobEntry(Model):
    """One entry of a file of jobs; of what is a list, each combination is a job, those of one State together."""

    instrument: OneOrMany[Id]
    as_at: OneOrMany[Date] = ()
    start: Date | None = Field(default=None, alias="from")
    end: Date | None = Field(default=None, alias="to")
    reading: OneOrMany[Id] = ()
    reform: Id | None = None
    views: dict[Id, View] | None = None
    no_views: bool = False
    data: OneOrMany[Text] = ()
    state: OneOrMany[Id] = ()

    @model_validator(mode="after")
    def _one_time(self) -> JobEntry:
        if self.as_at and (self.start, self.end) != (None, None):
            raise ValueError("both a day and an interval; expected 'as_at', or 'from' and 'to'")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"an interval from {self.start} to {self.end}; expected 'to' after 'from'")
        if self.no_views and self.views:
            raise ValueError("'no_views' leaves every question open; expected no 'views' beside it")
        return self

    def jobs(self, folder: Path) -> Iterator[Job]:
        """The jobs of the entry. Paths of data are from ``folder`` on."""
        views = None if self.no_views else self.views or {}
        data = tuple(one if one == BUNDLED else str(folder / one) for one in self.data) or None
        listed = (self.state or (None,), self.instrument, self.reading or (None,), self.as_at or (None,))
        for state, instrument, reading, as_at in product(*listed):
            yield Job(instrument, as_at, self.start, self.end, reading, self.reform, views, _one_if_one(data), state)


class JobsFile(Model):
    """A file of jobs."""

    jobs: Annotated[Many[JobEntry], Field(min_length=1)]


def read_jobs(path: str | Path) -> tuple[Job, ...]:
    """The jobs of a ``.yaml`` or ``.csv`` file, in its order.

    Raises ``DataError`` with every problem of the file, ``UsageError`` if it cannot be read or has another ending.
    """
    file = Path(path)
    if file.suffix.lower() not in (".yaml", ".csv"):
        raise UsageError(f"{file.name!r} is no file of jobs; expected a name that ends in .yaml or .csv")
    if file.exists() and not file.is_file():  # a pipe would never end
        raise UsageError(f"cannot read {str(path)!r}: this is no file")
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {str(path)!r}: {error.strerror or error}") from None
    try:
        document = parse(raw, file.name) if file.suffix.lower() == ".yaml" else _csv_document(raw, file.name)
    except DataError as error:
        raise DataError(error.problems, file.name) from None
    reading = read_partially(JobsFile, document)
    if reading.problems or reading.model is None:
        raise DataError(reading.problems, file.name)
    return tuple(job for entry in reading.model.jobs for job in entry.jobs(file.parent))


def _one_if_one(data: tuple[str, ...] | None) -> str | tuple[str, ...] | None:
    return data[0] if data is not None and len(data) == 1 else data


# CSV --------------------------------------------------------------------------------------------------------------

CSV_COLUMNS = ("instrument", "as_at", "from", "to", "reading", "reform", "views", "data", "state")
"""The columns that a CSV file may have, in any order; ``views`` is ``id=holds; id=fails``, or ``none``."""
_NO_VIEWS = "none"


def _csv_document(raw: bytes, name: str) -> YamlDocument:
    """A CSV file as the document of the YAML file that says the same, with the lines of the CSV."""
    try:
        lines = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
        rows = [(lines.line_num, row) for row in lines if any(cell.strip() for cell in row)]
    except UnicodeDecodeError:
        raise DataError([Problem(name, 0, "", "the file is not UTF-8", "a file saved as CSV UTF-8")]) from None
    except csv.Error as error:
        raise DataError(
            [Problem(name, 0, "", f"not valid CSV: {error}", "cells in matching quotation marks")]
        ) from None
    if not rows:
        raise DataError([Problem(name, 1, "", "the file is empty", f"a first line with {', '.join(CSV_COLUMNS)}")])
    (_, head), body = rows[0], rows[1:]
    columns = [cell.strip() for cell in head]
    if problems := list(_problems_of_head(columns, name)):
        raise DataError(problems)
    entries: list[dict[str, Any]] = []
    marks: list[LineMark] = []
    problems = []
    for line, row in body:
        if len(row) > len(columns):
            problems.append(
                Problem(name, line, "", f"{len(row)} cells", f"at most {len(columns)}, as the first line has")
            )
        entry = {
            column: _cell(column, cell.strip()) for column, cell in zip(columns, row, strict=False) if cell.strip()
        }
        if entry.get("views") == _NO_VIEWS:
            entry = {**{k: v for k, v in entry.items() if k != "views"}, "no_views": True}
        entries.append(entry)
        marks.append(LineMark(line, {column: LineMark(line, None, line) for column in entry}))
    if problems:
        raise DataError(problems)
    tree = LineMark(1, {"jobs": LineMark(1, marks, 1)})
    return YamlDocument(name, {"jobs": entries}, lambda: tree)


def _problems_of_head(columns: list[str], name: str) -> Iterator[Problem]:
    for column in columns:
        if column not in CSV_COLUMNS:
            known = f"one of {', '.join(CSV_COLUMNS)}"
            yield Problem(name, 1, column, "unknown column", known, nearest(column, CSV_COLUMNS), "unknown-key")
        elif columns.count(column) > 1:
            yield Problem(name, 1, column, "a column that is there twice", "each column once", code="duplicate-key")


def _cell(column: str, text: str) -> object:
    if column != "views" or text == _NO_VIEWS:
        return text
    pairs = (part.partition("=") for part in text.split(";") if part.strip())
    return {question.strip(): view.strip() for question, _, view in pairs}
