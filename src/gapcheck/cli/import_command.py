"""``gapcheck import``."""

from __future__ import annotations

import click

from gapcheck.cli import LazyGroup


class ImportGroup(LazyGroup):
    """What of somebody else's can be read, each in a module of its own."""

    table = {"concordance": "Lay somebody else's table beside our verdicts."}  # noqa: RUF012
    prefix = "import_"


@click.group(name="import", cls=ImportGroup)
def command() -> None:
    """Read what somebody else made, and hold it against our verdicts. Nothing of it enters the catalogue.

    \b
    Examples:
      gapcheck import concordance table.xlsx budapest --as-at 2026-11-21
    """
