"""Options that several commands share."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gapcheck.cli.output import progress
from gapcheck.model.base import parse_date

if TYPE_CHECKING:
    from gapcheck.api import Gapcheck

F = TypeVar("F", bound=Callable[..., Any])


class AsAt(click.ParamType[date]):
    """An ISO date, or the word ``today``: the only place where gapcheck reads the clock."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if value == "today":
            return date.today()
        try:
            return parse_date(value)
        except ValueError as error:
            self.fail(f"{error}, or the word today", param, ctx)


def as_at_option(command: F) -> F:
    """``--as-at DATE``, which is required."""
    text = "The day whose law counts: an ISO date such as 2025-10-01, or today."
    return click.option("--as-at", type=AsAt(), required=True, metavar="DATE", help=text)(command)


def reading_option(command: F) -> F:
    """``--reading ID``."""
    return click.option("--reading", metavar="ID", help="A named reading that settles arguable points.")(command)


def reform_option(command: F) -> F:
    """``--with ID``."""
    text = "A Bill or proposal under nz_statutes/reforms/ that is laid over the statute book first."
    return click.option("--with", "reform", metavar="ID", help=text)(command)


def data_option(command: F) -> F:
    """``--data DIR``, which replaces the bundled catalogue."""
    text = "A folder with obligations/ and nz_statutes/, in place of the catalogue that comes with gapcheck."
    return click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help=text)(command)


def load_with_progress(data: Path | None, revision: str | None = None) -> Gapcheck:
    """The catalogue, or a git revision of it, with a sign of life on a terminal while it loads."""
    from gapcheck.api import load

    with progress("Loading the catalogue"), _uncollected():
        return load(data, revision=revision)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which finds nothing to free in a load and takes a seventh of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
