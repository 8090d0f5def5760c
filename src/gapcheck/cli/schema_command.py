"""``gapcheck schema``."""

from __future__ import annotations

from pathlib import Path

import click

from gapcheck.cli.output import as_json, print_json
from gapcheck.errors import UsageError, did_you_mean
from gapcheck.file_writing import write_files


@click.command(name="schema")
@click.argument("form", required=False)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write the schema of every form here.")
def command(form: str | None, out: Path | None) -> None:
    """Print or write JSON Schemas of the files of a catalogue, and of a file of jobs, with which an editor completes
    and explains keys.

    Without FORM, the names of the forms. A file names its schema in its first line:
    # yaml-language-server: $schema=../../schemas/articles.schema.json

    \b
    Examples:
      gapcheck schema
      gapcheck schema articles
      gapcheck schema jobs
      gapcheck schema --out schemas
    """
    from gapcheck.catalogue.schemas import file_name, schema_of
    from gapcheck.cli.file_forms import FORMS

    if out is not None:
        if form is not None:
            raise UsageError("--out writes the schema of every form; leave FORM out")
        for path in write_files(out, {file_name(one): f"{as_json(schema_of(FORMS[one]))}\n".encode() for one in FORMS}):
            click.echo(path)
    elif form is None:
        click.echo("\n".join(FORMS))
    elif form not in FORMS:
        raise UsageError(f"{form!r} is no form of file{did_you_mean(form, FORMS)} (known: {', '.join(FORMS)})")
    else:
        print_json(schema_of(FORMS[form]))
