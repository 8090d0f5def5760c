"""``gapcheck export``."""

from __future__ import annotations

import click

from gapcheck.cli import LazyGroup


class ExportGroup(LazyGroup):
    """The commands that write for other systems, each in a module of its own."""

    table = {"monitor": "Write duties and measures for the Human Rights Monitor (CSV)."}  # noqa: RUF012
    prefix = "export_"


@click.group(name="export", cls=ExportGroup)
def command() -> None:
    """Write what was computed in the form of another system.

    \b
    Examples:
      gapcheck export monitor budapest --as-at today --out monitor
    """
