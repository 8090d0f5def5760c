"""``gapcheck law outline``."""

from __future__ import annotations

from pathlib import Path

import click

from gapcheck.cli.output import write_text
from gapcheck.errors import UsageError


@click.command(name="outline")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write here, where no file is yet, and not to standard output.",
)
def command(file: Path, out: Path | None) -> None:
    """Scaffold nz_statutes/<act>.yaml from the official text in FILE: sections, headings, ids and history, for a person
    to fill.

    \b
    Examples:
      gapcheck law outline crimes.xml
      gapcheck law outline crimes.xml --out nz_statutes/crimes_act_1961.yaml
    """
    from gapcheck.legislation import read_file
    from gapcheck.legislation.outline import outline

    text = outline(read_file(file))
    if out is None:
        click.echo(text, nl=False)
    elif out.exists():
        raise UsageError(f"{str(out)!r} exists already; expected the name of a new file")
    else:
        write_text(out, text)
        click.echo(f"written: {out}", err=True)
