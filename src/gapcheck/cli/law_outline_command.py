"""``gapcheck law outline``."""

from __future__ import annotations

from pathlib import Path

import click

from gapcheck.errors import UsageError
from gapcheck.file_writing import write_text


@click.command(name="outline")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write here, where no file is yet, and not to standard output.",
)
@click.option("--sections", metavar="LIST", help="Only these sections, in the order of the Act: 249-252,254.")
@click.option("--headings-only", is_flag=True, help="Leave out the skeleton of the wording and the rules to fill in.")
def command(file: Path, out: Path | None, sections: str | None, headings_only: bool) -> None:
    """Scaffold nz_statutes/<act>.yaml from the official text in FILE: sections, headings, ids, history, the skeleton of
    the wording, penalties, and rules for a person to fill in. A Bill gives nz_statutes/reforms/<bill>.yaml.

    \b
    Examples:
      gapcheck law outline crimes.xml --sections 249-252,254
      gapcheck law outline crimes.xml
      gapcheck law outline crimes.xml --out nz_statutes/crimes_act_1961.yaml
    """
    from gapcheck.legislation import read_file
    from gapcheck.legislation.outline import outline

    text = outline(read_file(file), sections, wording=not headings_only)
    if out is None:
        click.echo(text, nl=False)
    # A file that somebody has begun to fill must not be lost to a scaffold.
    elif out.exists():
        raise UsageError(f"{str(out)!r} exists already; expected the name of a new file")
    else:
        write_text(out, text)
        click.echo(f"written: {out}", err=True)
