"""``gapcheck new``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Write a small sound catalogue into DIR, a new folder: a worked example that runs at once, for your own treaty.

    Its README.md says what each file is for. The schemas with which an editor completes keys are in schemas/.

    \b
    Examples:
      gapcheck new my-catalogue
    """
    from gapcheck.catalogue.new_catalogue import new_catalogue

    for path in new_catalogue(folder):
        click.echo(path)
    click.echo(f"Now: gapcheck assess lighthouses --as-at today --data {folder}", err=True)
