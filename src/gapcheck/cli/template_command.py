"""``gapcheck template``."""

from __future__ import annotations

from pathlib import Path

import click

FOUND = 1


@click.group(name="template")
def command() -> None:
    """Check a Word template of an agency for the annex, or list what a template may use.

    \b
    Examples:
      gapcheck template check agency.docx
      gapcheck template variables
    """


@command.command(name="check")
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Tell what in the Word template FILE will not work, with the number of the paragraph.

    Unknown variables, tags that formatting has split up, tags with stray signs, blocks that do not stand alone, and
    whatever goes wrong when the template is filled with examples. Exits with 1 if there is anything.
    """
    from gapcheck.report.annex.template_check import check_template

    problems = check_template(file)
    for problem in problems:
        click.echo(problem)
    click.echo(f"{len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'} in {file.name}")
    raise click.exceptions.Exit(FOUND if problems else 0)


@command.command(name="variables")
def variables() -> None:
    """List the variables of a template, what each means, and the fields of the items of each list."""
    from gapcheck.report.annex.variables import VARIABLES

    width = max(len(v.name) for v in VARIABLES)
    for variable in VARIABLES:
        fields = f" (fields: {', '.join(variable.fields)})" if variable.fields else ""
        click.echo(f"{variable.name:<{width}}  {variable.kind:<5}  {variable.meaning}{fields}")
