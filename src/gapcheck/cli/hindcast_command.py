"""``gapcheck hindcast``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli import completing
from gapcheck.cli.options import AsAt, data_option, load_with_progress, reading_option, tried_in_words, views_option
from gapcheck.cli.output import print_json, print_table, progress_bar
from gapcheck.model.ids import DutyId

if TYPE_CHECKING:
    from gapcheck.catalogue.catalogue import Views
    from gapcheck.repair.hindcast import HindcastResult
    from gapcheck.repair.instructions import Drafter

STYLES = {
    "carried out": "green",
    "arguably": "magenta",
    "in part": "yellow",
    "not carried out": "red",
    "by other means": "cyan",
}
# The Act by which New Zealand prepared to accede: the one real test of what repairs are worth.
BUDAPEST_ACT = "Budapest Convention and Related Matters Legislation Amendment Act 2025"


@click.command(name="hindcast")
@click.argument("instrument", default="budapest", shell_complete=completing.instruments)
@click.option("--act", default=BUDAPEST_ACT, show_default=True, metavar="TITLE", help="The amending Act, by its title.")
@click.option(
    "--before", type=AsAt(), default="2023-12-20", show_default=True, metavar="DATE", help="A day before the Act."
)
@click.option("--after", type=AsAt(), default="2025-12-01", show_default=True, metavar="DATE", help="A day after it.")
@reading_option
@views_option
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    instrument: str,
    act: str,
    before: date,
    after: date,
    reading: str | None,
    views: Views,
    data: DataChoice,
    form: str,
) -> None:
    """Hold the repairs computed on the law before an Act against what Parliament enacted.

    \b
    Examples:
      gapcheck hindcast
      gapcheck hindcast budapest --before 2023-12-20 --after 2025-10-01 --reading officials
    """
    from gapcheck.repair.instructions import Drafter

    loaded = load_with_progress(data)
    with progress_bar("Computing repairs") as told:
        hindcast = loaded.hindcast(instrument, act, before, after, reading, views=views, progress=told)
    # Instructions are worded for the law that was there before the Act.
    drafter = Drafter(hindcast.before)
    if form == "json":
        print_json(_json(hindcast, drafter))
        return
    rows = [
        [
            (drafter.instruction(o.edit, o.serves), ""),
            (", ".join(DutyId.parse(key).duty for key in o.serves), ""),
            (o.result, STYLES[o.result]),
            ("; ".join(o.where), ""),
        ]
        for o in hindcast.edits
    ]
    title = f"Repairs computed on the law of {hindcast.before.as_at}, and the {hindcast.act}"
    print_table(title, ("Computed change", "Serves", "Outturn", "Where"), rows)
    click.echo(", ".join(f"{n} {result}" for result, n in hindcast.counts.items()))
    click.echo(f"What the Act did that no gap needed: {'; '.join(hindcast.beyond) or 'nothing on record'}")
    if hindcast.before.tried:
        click.echo(tried_in_words(hindcast.before.catalogue, hindcast.before.tried))


def _json(hindcast: HindcastResult, drafter: Drafter) -> dict[str, object]:
    return {
        "instrument": hindcast.before.instrument.id,
        "act": hindcast.act,
        "tried": dict(hindcast.before.tried),
        "before": hindcast.before.as_at.isoformat(),
        "after": hindcast.after.as_at.isoformat(),
        "counts": dict(hindcast.counts),
        "changes": [
            {
                "instruction": drafter.instruction(o.edit, o.serves),
                "serves": list(o.serves),
                "outturn": o.result,
                "where": list(o.where),
            }
            for o in hindcast.edits
        ],
        "duties": [
            {"duty": d.duty, "before": d.before, "after": d.after, "where": list(d.where)} for d in hindcast.duties
        ],
        "beyond": list(hindcast.beyond),
    }
