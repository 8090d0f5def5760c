"""``gapcheck cite``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli.options import data_option, load_with_progress
from gapcheck.cli.output import print_json, print_table, progress

if TYPE_CHECKING:
    from gapcheck.citing import Status
    from gapcheck.citing.files import Cited

GATE_FAILED = 1
STYLES: dict[Status, str] = {"resolved": "green", "not-in-catalogue": "yellow", "unresolved": "red"}


@click.command(name="cite")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@click.option("--act", metavar="ID", help="The Act that a section is of where the text names none.")
@click.option("--instrument", metavar="ID", help="The treaty that an article is of where the text names none.")
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["unresolved", "not-in-catalogue"]),
    help="Exit with 1 on a citation that is so, or worse.",
)
def command(
    files: tuple[str, ...], act: str | None, instrument: str | None, data: Path | None, form: str, fail_on: str | None
) -> None:
    """Find the citations of Acts and treaties in text, Markdown or YAML files, and tell what each resolves to.

    A citation is resolved only if the text makes certain which Act or treaty it is of; "the Act" and a bare section
    count where one only can be meant. What is not certain is unresolved and never guessed. FILE is - for the standard
    input.

    \b
    Examples:
      gapcheck cite submission.md
      gapcheck cite obligations/statements.yaml --fail-on unresolved
      pandoc brief.docx -t plain | gapcheck cite - --format json
    """
    from gapcheck.citing.files import cited_in

    catalogue = load_with_progress(data).catalogue
    found: list[tuple[str, Cited]] = []
    with progress("Looking for citations"):
        for file in files:
            name = "standard input" if file == "-" else file
            with click.open_file(file, "rb") as stream:
                found += [(name, cited) for cited in cited_in(catalogue, stream.read(), name, act, instrument)]
    if form == "json":
        print_json([{"file": name, **cited.to_dict()} for name, cited in found])
    else:
        _print(found)
    counts = Counter(cited.citation.status for _, cited in found)
    gates = {"unresolved": ("unresolved",), "not-in-catalogue": ("unresolved", "not-in-catalogue")}
    failed = [f"{counts[s]} {s}" for s in gates.get(fail_on or "", ()) if counts[s]]  # type: ignore[index]
    if failed:
        click.echo(f"gapcheck: the gate --fail-on {fail_on} failed: {', '.join(failed)}", err=True)
        raise SystemExit(GATE_FAILED)


def _print(found: list[tuple[str, Cited]]) -> None:
    if not found:
        click.echo("No citation of an Act or a treaty was found.")
        return
    rows = []
    for name, cited in found:
        citation = cited.citation
        told = citation.cited + (f" ({citation.message})" if citation.cited and citation.message else citation.message)
        text = " ".join(citation.text.split())
        rows.append([(f"{name}:{cited.line}", ""), (text, ""), (citation.status, STYLES[citation.status]), (told, "")])
    print_table("Citations", ("Where", "Text", "Status", "Resolves to"), rows)
    counts = Counter(cited.citation.status for _, cited in found)
    click.echo(", ".join(f"{counts[status]} {status}" for status in STYLES if counts[status]))
