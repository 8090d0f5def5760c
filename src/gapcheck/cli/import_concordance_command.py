"""``gapcheck import concordance``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli.gates import gate
from gapcheck.cli.options import (
    LawQuery,
    as_at_option,
    data_option,
    gather,
    reading_option,
    reform_option,
    views_option,
)
from gapcheck.cli.output import print_csv, print_json, print_table

if TYPE_CHECKING:
    from gapcheck.review.concordance import ConcordanceRow

OUTCOMES = {
    "agrees": "agree",
    "differs": "differ",
    "missing": "not in the table",
    "unknown-place": "of no place of ours",
    "not-understood": "with a sign that is not known",
}
STYLES = {
    "agrees": "green",
    "differs": "red",
    "missing": "yellow",
    "unknown-place": "magenta",
    "not-understood": "magenta",
}


@dataclass(frozen=True)
class TableOptions:
    """Where the table is, and what its columns are called."""

    file: Path
    sheet: str | None
    place: str | None
    compliance: str | None
    law: str | None


@click.command(name="concordance")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@click.argument("instrument")
@as_at_option
@click.option("--sheet", metavar="NAME", help="The sheet; the first unless one is named.")
@click.option("--place", metavar="HEADER", help="The header of the column with articles and paragraphs.")
@click.option("--compliance", metavar="HEADER", help="The header of the column with what they found.")
@click.option("--law", metavar="HEADER", help="The header of the column with the law that they cite.")
@reading_option
@reform_option
@views_option
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option("--fail-on", type=click.Choice(["differs", "missing"]), help="Exit with 1 if there is such a row.")
@gather(LawQuery, "query")
@gather(TableOptions, "options")
def command(query: LawQuery, options: TableOptions, form: str, fail_on: str | None) -> None:
    """Lay somebody else's table of concordance in FILE.xlsx beside our verdicts on INSTRUMENT: agree, differ, missing.

    The table needs a column with articles or paragraphs and one with what was found (+, Yes, C, X, Partial, ...). A
    sign that is not known is told and never guessed. A workbook with formulas, macros or links is refused.

    \b
    Examples:
      gapcheck import concordance table.xlsx budapest --as-at 2026-11-21
      gapcheck import concordance table.xlsx budapest --as-at today --place Provision --compliance "Our view"
    """
    from gapcheck.review.concordance import ConcordanceRow, lay_beside

    heads = (options.place, options.compliance, options.law)
    rows = lay_beside(query.assess(query.load()), options.file, options.sheet, heads)
    counts = Counter[str](row.outcome for row in rows)
    if form == "json":
        print_json(
            {"instrument": query.instrument, "as_at": query.as_at.isoformat(), "rows": [r.to_dict() for r in rows]}
        )
    elif form == "csv":
        names = [field.name for field in fields(ConcordanceRow)]
        print_csv(names, ([str(getattr(row, name)) for name in names] for row in rows))
    else:
        head = ("Row", "Provision", "Outcome", "They say", "We say", "Their law", "Our law", "Note")
        print_table(f"{options.file.name} beside our verdicts", head, [_cells(row) for row in rows])
        click.echo("; ".join(f"{counts[name]} {words}" for name, words in OUTCOMES.items() if counts[name]))
    gate(fail_on, [row.place for row in rows if row.outcome == fail_on])


def _cells(row: ConcordanceRow) -> list[tuple[str, str]]:
    place = row.place or row.their_place
    texts = [row.theirs, row.ours, row.their_law, row.our_law, row.note]
    outcome = (row.outcome.replace("-", " "), STYLES[row.outcome])
    return [(str(row.number or ""), ""), (place, ""), outcome, *((text, "") for text in texts)]
