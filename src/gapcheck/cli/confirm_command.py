"""``gapcheck confirm``."""

from __future__ import annotations

import click

from gapcheck.cli import LazyGroup


class ConfirmGroup(LazyGroup):
    """The commands on what agencies can confirm, each in a module of its own."""

    table = {"export": "Write a letter that asks an agency to confirm facts."}  # noqa: RUF012
    prefix = "confirm_"


@click.group(name="confirm", cls=ConfirmGroup)
def command() -> None:
    """Ask agencies to confirm what they know: the facts and texts that verdicts turn on.

    The answers come back with gapcheck review apply.

    \b
    Examples:
      gapcheck confirm export budapest --as-at today --agency "New Zealand Police" --out letter.docx
    """
