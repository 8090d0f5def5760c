"""``gapcheck find``."""

from __future__ import annotations

from dataclasses import asdict

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli.options import data_option, load_with_progress
from gapcheck.cli.output import print_csv, print_json, print_table

HEAD = ("what", "id", "citation", "heading", "text")


@click.command(name="find")
@click.argument("words", nargs=-1, required=True)
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def command(words: tuple[str, ...], data: DataChoice, form: str) -> None:
    """Find what holds every one of WORDS: duties, rules, concepts, facets, kinds, questions, Acts, treaties.

    A pinpoint (section 252, art 16) finds what stands there.

    \b
    Examples:
      gapcheck find preservation
      gapcheck find Crimes Act section 252
      gapcheck find uncc art 34
    """
    found = load_with_progress(data).find(" ".join(words))
    if form == "json":
        print_json([asdict(match) for match in found])
    elif form == "csv":
        print_csv(HEAD, [tuple(asdict(match).values()) for match in found])
    elif not len(found):
        click.echo("Nothing holds all of these words.")
    else:
        rows = [[(m.what, ""), (m.id, "bold"), (m.heading, ""), (m.text, "")] for m in found]
        print_table("", ("What", "Id", "Heading", "Text"), rows)
