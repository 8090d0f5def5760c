"""``gapcheck law suggest``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli import completing
from gapcheck.cli.options import data_option, load_with_progress, may_cache
from gapcheck.cli.output import print_json, print_table, progress, progress_bar

if TYPE_CHECKING:
    from gapcheck.errors import Problem
    from gapcheck.legislation.suggestions import Suggestion

MOST_WORDS = 10


@click.command(name="suggest")
@click.argument("place", metavar="INSTRUMENT:PINPOINT[#FACET]", shell_complete=completing.places)
@click.option(
    "--legislation",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Official XML to search.",
)
@click.option(
    "--top",
    type=click.IntRange(1, 200),
    default=10,
    show_default=True,
    metavar="N",
    help="How many provisions to show.",
)
@click.option(
    "--index",
    "kept",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Keep the index here, not in your cache folder.",
)
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(place: str, folder: Path, top: int, kept: Path | None, data: DataChoice, form: str) -> None:
    """Rank provisions of official legislation that may answer a duty, with the words that matched.

    PINPOINT is a duty or an article; with #FACET, only that element of the duty is looked for, such as one that is
    missing. What is shown is the result of a search by words for a person to read: it is no finding of law, and no
    verdict uses it.

    \b
    Examples:
      gapcheck law suggest "uncc:34(1)" --legislation legislation
      gapcheck law suggest "budapest:16(3)#secrecy" --legislation legislation --top 20 --index acts.index
    """
    from gapcheck.legislation.suggestions import NOTICE, load_index, search_words_for, suggest

    catalogue = load_with_progress(data).catalogue
    search_words_for(catalogue, place)  # an unknown place is told before the folder is read
    with progress_bar("Reading") as report_progress:
        index, problems = load_index(folder, kept, progress=report_progress, cached=may_cache())
    # The index may be a file, which has to be closed before it can be replaced.
    with index, progress("Searching"):
        suggestions = suggest(catalogue, place, index, top)
        searched = {"provisions": len(index), "enactments": index.acts}
    _warn(problems)
    if form == "json":
        print_json(
            {"place": place, "notice": NOTICE, "searched": searched, "suggestions": [s.to_dict() for s in suggestions]}
        )
        return
    click.echo(NOTICE)
    if suggestions:
        print_table(
            f"Provisions that may answer {place}",
            ("Rank", "Provision", "Heading", "Words that matched"),
            [_row(s) for s in suggestions],
        )
    else:
        click.echo(f"No provision holds a word of {place}.")
    click.echo(f"{searched['provisions']:,} provisions of {searched['enactments']:,} enactments were searched.")


def _row(suggestion: Suggestion) -> list[tuple[str, str]]:
    # A long provision holds most words of the search, and the rest says little.
    more = len(suggestion.matched) - MOST_WORDS
    words = ", ".join(suggestion.matched[:MOST_WORDS]) + (f" and {more} more" if more > 0 else "")
    where = suggestion.cited + (f" (as at {suggestion.provision.as_at})" if suggestion.provision.as_at else "")
    encoded = f"; in the catalogue: {', '.join(suggestion.encoded)}" if suggestion.encoded else ""
    return [(str(suggestion.rank), ""), (where, ""), (suggestion.provision.heading, ""), (words + encoded, "")]


def _warn(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        click.echo(f"gapcheck: not searched: {problem}", err=True)
