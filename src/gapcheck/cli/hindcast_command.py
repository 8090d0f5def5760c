"""``gapcheck hindcast``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli.options import AsAt, data_option, load_with_progress, reading_option
from gapcheck.cli.output import print_json, print_table, progress

if TYPE_CHECKING:
    from gapcheck.repair.hindcast import Hindcast
    from gapcheck.repair.instructions import Drafter

STYLES = {
    "carried out": "green",
    "arguably": "magenta",
    "in part": "yellow",
    "not carried out": "red",
    "by other means": "cyan",
}
BUDAPEST_ACT = "Budapest Convention and Related Matters Legislation Amendment Act 2025"


@click.command(name="hindcast")
@click.argument("instrument", default="budapest")
@click.option("--act", default=BUDAPEST_ACT, show_default=True, metavar="TITLE", help="The amending Act, by its title.")
@click.option(
    "--before", type=AsAt(), default="2023-12-20", show_default=True, metavar="DATE", help="A day before the Act."
)
@click.option("--after", type=AsAt(), default="2025-12-01", show_default=True, metavar="DATE", help="A day after it.")
@reading_option
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    instrument: str, act: str, before: date, after: date, reading: str | None, data: Path | None, form: str
) -> None:
    """Hold the repairs computed on the law before an Act against what Parliament enacted.

    \b
    Examples:
      gapcheck hindcast
      gapcheck hindcast budapest --before 2023-12-20 --after 2025-10-01 --reading officials
    """
    from gapcheck.repair.instructions import Drafter

    loaded = load_with_progress(data)
    with progress("Computing repairs"):
        found = loaded.hindcast(instrument, act, before, after, reading)
    drafter = Drafter(found.before)
    if form == "json":
        print_json(_json(found, drafter))
        return
    rows = [
        [
            (drafter.instruction(o.edit), ""),
            (", ".join(key.partition(":")[2] for key in o.serves), ""),
            (o.result, STYLES[o.result]),
            ("; ".join(o.where), ""),
        ]
        for o in found.edits
    ]
    title = f"Repairs computed on the law of {found.before.as_at}, and the {found.act}"
    print_table(title, ("Computed change", "Serves", "Outturn", "Where"), rows)
    click.echo(", ".join(f"{n} {result}" for result, n in found.counts.items()))
    click.echo(f"What the Act did that no gap needed: {'; '.join(found.beyond) or 'nothing on record'}")


def _json(found: Hindcast, drafter: Drafter) -> dict[str, object]:
    return {
        "instrument": found.before.instrument.id,
        "act": found.act,
        "before": found.before.as_at.isoformat(),
        "after": found.after.as_at.isoformat(),
        "counts": dict(found.counts),
        "changes": [
            {
                "instruction": drafter.instruction(o.edit),
                "serves": list(o.serves),
                "outturn": o.result,
                "where": list(o.where),
            }
            for o in found.edits
        ],
        "duties": [
            {"duty": d.duty, "before": list(d.before), "after": list(d.after), "where": list(d.where)}
            for d in found.duties
        ],
        "beyond": list(found.beyond),
    }
