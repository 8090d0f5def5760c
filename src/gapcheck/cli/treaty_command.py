"""``gapcheck treaty``."""

from __future__ import annotations

import click

from gapcheck.cli import LazyGroup


class TreatyGroup(LazyGroup):
    """The commands on the text of a treaty, each in a module of its own."""

    table = {  # noqa: RUF012
        "outline": "Scaffold the files of a treaty from its text.",
    }
    prefix = "treaty_"


@click.group(name="treaty", cls=TreatyGroup)
def command() -> None:
    """Begin a treaty of your own from its text.

    \b
    Examples:
      gapcheck treaty outline act.xml --id ottawa --out my-catalogue/obligations/ottawa
    """
