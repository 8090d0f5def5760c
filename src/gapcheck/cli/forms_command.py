"""``gapcheck forms``."""

from __future__ import annotations

from pathlib import Path

import click

from gapcheck.cli.form_options import list_forms


@click.command(name="forms")
@click.option("--forms", "folder", type=click.Path(path_type=Path), metavar="DIR", help="A folder of your own forms.")
@click.option("--variables", is_flag=True, help="List what a form may use.")
def command(folder: Path | None, variables: bool) -> None:
    """List the forms that ``gapcheck report --form NAME`` fills, or what a form of your own may use.

    \b
    Examples:
      gapcheck forms
      gapcheck forms --variables
      gapcheck forms --forms our-forms
    """
    if not variables:
        list_forms(folder)
        return
    from gapcheck.report.forms.form_variables import FORM_FIELDS, FORM_VARIABLES

    width = max(len(v.name) for v in FORM_VARIABLES)
    for variable in FORM_VARIABLES:
        of = f" (fields of each {variable.of} below)" if variable.of else ""
        click.echo(f"{variable.name:<{width}}  {variable.kind:<4}  {variable.meaning}{of}")
    for kind, fields in FORM_FIELDS.items():
        click.echo(f"\n{kind}:")
        for name, meaning in fields:
            click.echo(f"  {name:<{width}}  {meaning}")
