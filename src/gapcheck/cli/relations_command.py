"""``gapcheck relations``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli import completing
from gapcheck.cli.options import LawQuery, as_at_option, data_option, gather, reading_option, reform_option
from gapcheck.cli.output import as_json, csv_file, progress
from gapcheck.file_writing import write_text

if TYPE_CHECKING:
    from gapcheck.faces import Assessment


@click.command(name="relations")
@click.argument("instrument", shell_complete=completing.instruments)
@as_at_option
@reading_option
@reform_option
@data_option
@click.option("--format", "form", type=click.Choice(["csv", "json", "oscal"]), default="csv", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write into a file.")
@gather(LawQuery, "query")
def command(query: LawQuery, form: str, out: Path | None) -> None:
    """Export how each cell of INSTRUMENT stands to the best rule for it, in the set-theory terms of NIST IR 8477.

    The treaty is the focal document and the law the reference document; relationships are read from the treaty to the
    law: a cell that is a "subset of" a section is wholly reached by it, and the section goes beyond it. The form oscal
    is an OSCAL mapping collection, with the treaty as the source.

    \b
    Examples:
      gapcheck relations budapest --as-at 2026-11-21 --out relations.csv
      gapcheck relations budapest --as-at today --format oscal --out mapping.json
    """
    loaded = query.load()
    with progress(f"Assessing {query.instrument}"):
        text = _text(query.assess(loaded), form)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_text(out, text)
        click.echo(out)


def _text(assessment: Assessment, form: str) -> str:
    from gapcheck.report.relations import CSV_HEAD, relations_as_dict

    # CSV is what mapping tools import; the others are whole documents.
    if form == "csv":
        return csv_file(CSV_HEAD, (row.cells for row in assessment.relations()))
    return f"{as_json(assessment.to_oscal() if form == 'oscal' else relations_as_dict(assessment))}\n"
