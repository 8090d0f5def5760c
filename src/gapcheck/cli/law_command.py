"""``gapcheck law``."""

from __future__ import annotations

import click

from gapcheck.cli import LazyGroup


class LawGroup(LazyGroup):
    """The commands on official legislation, each in a module of its own."""

    table = {  # noqa: RUF012
        "outline": "Scaffold the file of an Act from its official text.",
        "verify": "Hold every rule against the official text.",
    }
    prefix = "law_"


@click.group(name="law", cls=LawGroup)
def command() -> None:
    """Read official legislation (XML of the Parliamentary Counsel Office), and hold the catalogue against it.

    The files are yours: nothing is fetched.

    \b
    Examples:
      gapcheck law verify legislation
      gapcheck law outline crimes.xml --out nz_statutes/crimes_act_1961.yaml
    """
