"""``gapcheck hindcast``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli import completing
from gapcheck.cli.options import AsAt, data_option, load_with_progress, reading_option, tried_in_words, views_option
from gapcheck.cli.output import print_json, print_table, progress_bar
from gapcheck.errors import UsageError
from gapcheck.model.ids import DutyId
from gapcheck.model.state import AmendingAct
from gapcheck.wording.words import join

if TYPE_CHECKING:
    from gapcheck.api import Gapcheck
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


@click.command(name="hindcast")
@click.argument("instrument", required=False, shell_complete=completing.instruments)
@click.option("--act", metavar="TITLE", help="The amending Act, by its title.")
@click.option("--before", type=AsAt(), metavar="DATE", help="A day before the Act.")
@click.option("--after", type=AsAt(), metavar="DATE", help="A day after it.")
@reading_option
@views_option
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    instrument: str | None,
    act: str | None,
    before: date | None,
    after: date | None,
    reading: str | None,
    views: Views,
    data: DataChoice,
    form: str,
) -> None:
    """Hold the repairs computed on the law before an Act against what Parliament enacted.

    What is left out is taken from the Act that the State's own file names (hindcast in state.yaml): for New Zealand,
    the Act of 2025 by which it prepared to accede to the Budapest Convention, from 2023-12-20 to 2025-12-01.

    \b
    Examples:
      gapcheck hindcast
      gapcheck hindcast budapest --before 2023-12-20 --after 2025-10-01 --reading officials
    """
    from gapcheck.repair.instructions import Drafter

    loaded = load_with_progress(data)
    real = _real_act(loaded, instrument, act, before, after)
    with progress_bar("Computing repairs") as told:
        hindcast = loaded.hindcast(
            real.instrument, real.act, real.before, real.after, reading, views=views, progress=told
        )
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


def _real_act(
    loaded: Gapcheck, instrument: str | None, act: str | None, before: date | None, after: date | None
) -> AmendingAct:
    """The Act that was named; what was left out is that of the State.

    Raises ``UsageError`` where it names none, and for a title without a word, ``UnknownIdError`` for an instrument.
    """
    if instrument is not None:
        loaded.catalogue.instrument(instrument)
    if act is not None and not act.strip():
        raise UsageError("--act names no Act; expected its title, such as 'Crimes Amendment Act 2003'")
    named = {"instrument": instrument, "act": act, "before": before, "after": after}
    given = {key: value for key, value in named.items() if value is not None}
    default = loaded.state.hindcast
    if default is None and len(given) < len(named):
        left = join([name for name in ("INSTRUMENT", "--act", "--before", "--after") if named[_KEYS[name]] is None])
        raise UsageError(f"{loaded.state.name} names no amending Act of its own; expected {left}")
    return AmendingAct(**{**(default.model_dump() if default else {}), **given})


_KEYS = {"INSTRUMENT": "instrument", "--act": "act", "--before": "before", "--after": "after"}


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
