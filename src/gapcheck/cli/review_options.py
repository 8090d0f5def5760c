"""What the commands on reviews share: their options, and what they read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gapcheck.catalogue.data_folders import DataChoice

if TYPE_CHECKING:
    from gapcheck.engine.results import InstrumentResult
    from gapcheck.model.context import Context
    from gapcheck.review.review_items import Dispatch

F = TypeVar("F", bound=Callable[..., Any])


def context_option(command: F) -> F:
    """``--context FILE``."""
    text = "What officials wrote, as reports/context/ has it: it names who answers for what."
    return click.option("--context", type=click.Path(path_type=Path), metavar="FILE", help=text)(command)


def folder_option(*, required: bool = True) -> Callable[[F], F]:
    """``--reviews DIR``."""
    text = "The folder of reviews."
    return click.option(
        "--reviews", "folder", type=click.Path(path_type=Path), required=required, metavar="DIR", help=text
    )


def marking_option(command: F) -> F:
    """``--classification TEXT``."""
    text = "The marking at the head and foot of every page."
    return click.option("--classification", metavar="TEXT", default="", help=text)(command)


def read_context(result: InstrumentResult, context: Path | None, data: DataChoice) -> Context:
    """The context that was named, or that stands beside the catalogue, or comes with gapcheck, or none."""
    from gapcheck.report.context_file import context_for, context_path

    return context_for(result, context or context_path(result.instrument.id, data))


def send(result: InstrumentResult, context: Context, agency: str | None, *, confirm: bool = False) -> Dispatch:
    """What goes out to other people: made of a copy without any text that is withheld."""
    from gapcheck.model.withholding import released
    from gapcheck.report.release_copy import released_assessment
    from gapcheck.review.review_items import dispatch

    return dispatch(released_assessment(result), released(context), agency, confirm=confirm)


def checked_classification(text: str) -> str:
    """The marking, if there is one. Raises ``UsageError`` unless it fits the head of a page."""
    from gapcheck.report.markings import checked_marking

    return checked_marking(text) if text else ""
