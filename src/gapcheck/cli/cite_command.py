"""``gapcheck cite``."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli.gates import gate
from gapcheck.cli.options import AsAt, data_option, load_with_progress
from gapcheck.cli.output import print_json, print_table, progress

if TYPE_CHECKING:
    from gapcheck.citing import Citations, Status
    from gapcheck.citing.files import CitedLine, Given

STYLES: dict[Status, str] = {
    "resolved": "green",
    "not-in-force": "yellow",
    "not-in-catalogue": "yellow",
    "partly-read": "red",
    "unresolved": "red",
}
# A citation of which something was not understood is worse than one whose Act is certain but not encoded.
GATES: dict[str, tuple[Status, ...]] = {
    "unresolved": ("unresolved", "partly-read"),
    "not-in-catalogue": ("unresolved", "partly-read", "not-in-catalogue", "not-in-force"),
}


@click.command(name="cite")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@click.option("--act", metavar="ID", help="The Act that a section is of where the text names none.")
@click.option("--instrument", metavar="ID", help="The treaty that an article is of where the text names none.")
@click.option("--as-at", type=AsAt(), metavar="DATE", help="The day whose law the sections are looked up in.")
@click.option(
    "--encoding", type=click.Choice(["utf-8", "cp1252"]), default="utf-8", show_default=True, help="Of text files."
)
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["unresolved", "not-in-catalogue"]),
    help="Exit with 1 on a citation that is so, or worse; one that was only partly read counts as unresolved.",
)
def command(
    files: tuple[str, ...],
    act: str | None,
    instrument: str | None,
    as_at: date | None,
    encoding: str,
    data: DataChoice,
    form: str,
    fail_on: str | None,
) -> None:
    """Find the citations of Acts and treaties in files, and tell what each resolves to.

    A FILE is text, Markdown, HTML, YAML, Word (.docx) or PDF (read by pdftotext), or - for the standard input. A
    citation is resolved only if the text makes certain which Act or treaty it is of; what is not certain is unresolved
    and never guessed, and what was not understood is told. With --as-at, a section counts as the law of that day had
    it.

    \b
    Examples:
      gapcheck cite submission.md
      gapcheck cite brief.docx --as-at 2025-12-01
      gapcheck cite obligations/statements.yaml --fail-on unresolved
    """
    from gapcheck.citing import Citations
    from gapcheck.citing.files import Given
    from gapcheck.documents import MAX_BYTES

    citations = Citations(load_with_progress(data).catalogue)
    given = Given(act, instrument, as_at)
    cited_by_file: list[tuple[str, CitedLine]] = []
    with progress("Looking for citations"):
        for file in files:
            name = "standard input" if file == "-" else file
            with click.open_file(file, "rb") as stream:
                raw = stream.read(MAX_BYTES + 1)
            cited_by_file += [(name, cited) for cited in _cited(citations, raw, name, encoding, given)]
    if form == "json":
        print_json([{"file": name, **cited.to_dict()} for name, cited in cited_by_file])
    else:
        _print(cited_by_file)
    counts = Counter(cited.citation.status for _, cited in cited_by_file)
    gate(fail_on, [f"{counts[status]} {status}" for status in GATES.get(fail_on or "", ()) if counts[status]])


def _cited(citations: Citations, raw: bytes, name: str, encoding: str, given: Given) -> tuple[CitedLine, ...]:
    from gapcheck.citing.files import YAML_ENDINGS, cited_in_text, cited_in_yaml
    from gapcheck.documents import read_document

    if Path(name).suffix.lower() in YAML_ENDINGS:
        return cited_in_yaml(citations, raw, name, given)
    document = read_document(raw, name, encoding)
    return cited_in_text(citations, document.text, document.starts, given)


def _print(cited_by_file: list[tuple[str, CitedLine]]) -> None:
    if not cited_by_file:
        click.echo("No citation of an Act or a treaty was found.")
        return
    rows = []
    for name, cited in cited_by_file:
        citation = cited.citation
        outcome = citation.cited or citation.message
        if citation.cited and citation.message:
            outcome += f" ({citation.message})"
        if len(citation.versions) == 1:
            outcome += f" ({citation.versions[0]})"
        elif citation.versions:
            outcome += f" (sections of this number at different times: {'; '.join(citation.versions)}; --as-at tells)"
        # A citation can run over a line end.
        text = " ".join(citation.text.split())
        rows.append(
            [(f"{name}:{cited.line}", ""), (text, ""), (citation.status, STYLES[citation.status]), (outcome, "")]
        )
    print_table("Citations", ("Where", "Text", "Status", "Resolves to"), rows)
    counts = Counter(cited.citation.status for _, cited in cited_by_file)
    click.echo(", ".join(f"{counts[status]} {status}" for status in STYLES if counts[status]))
