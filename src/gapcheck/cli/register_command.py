"""``gapcheck register``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli.options import as_at_option, data_option, load_with_progress
from gapcheck.cli.output import print_csv, print_json, print_table

if TYPE_CHECKING:
    from gapcheck.catalogue.catalogue import Catalogue

Rows = list[tuple[str, ...]]


@click.command(name="register")
@click.argument("which", type=click.Choice(["ideas", "agencies", "capability", "documents"]))
@as_at_option
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def command(which: str, as_at: date, data: DataChoice, form: str) -> None:
    """Show a policy register as at one day. None of it is law, and no verdict rests on it.

    ideas: domestic ideas for changing the law, and where each stood. agencies: public bodies and their roles.
    capability: agencies by equipment and training. documents: the papers that the catalogue cites.

    \b
    Examples:
      gapcheck register ideas --as-at 2015-12-31
      gapcheck register capability --as-at today --format csv
    """
    head, rows = REGISTERS[which](load_with_progress(data).catalogue, as_at)
    if form == "json":
        print_json([dict(zip(head, row, strict=True)) for row in rows])
    elif form == "csv":
        print_csv(head, rows)
    else:
        heads = [h.replace("_", " ").capitalize() for h in head]
        print_table(f"{which.capitalize()} as at {as_at}", heads, [[(cell, "") for cell in row] for row in rows])
        if not rows:
            click.echo("Nothing is on record for this day.")


def _ideas(catalogue: Catalogue, day: date) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = []
    for idea in catalogue.ideas:
        # An idea that nobody had by then is no part of the register of that day.
        stood = idea.stood(day)
        if stood is not None:
            treaty = "yes" if idea.required_by_treaty else "no"
            rows.append((idea.id, idea.title, "; ".join(idea.acts), stood.status, stood.text, treaty, idea.idea))
    return ("id", "title", "acts", "status", "how_it_stood", "required_by_treaty", "idea"), rows


def _agencies(catalogue: Catalogue, day: date) -> tuple[tuple[str, ...], Rows]:
    roles = [(a, r) for a in catalogue.agencies.values() for r in a.roles if r.holds(day)]
    rows: Rows = [(a.id, a.name, r.role, r.start.isoformat(), r.end.isoformat() if r.end else "") for a, r in roles]
    return ("id", "name", "role", "from", "to"), rows


def _capability(catalogue: Catalogue, day: date) -> tuple[tuple[str, ...], Rows]:
    rows: Rows = []
    for matrix in catalogue.capabilities:
        titles = {c.id: (c.kind, c.title) for c in matrix.capabilities}
        # Sorted by day, so that the last level by then is the one that stays.
        latest = {(c.agency, c.capability): c for c in sorted(matrix.cells, key=lambda c: c.as_at) if c.as_at <= day}
        for (agency, capability), cell in sorted(latest.items()):
            kind, title = titles[capability]
            rows.append((catalogue.agencies[agency].name, kind, title, cell.level, cell.as_at.isoformat()))
    return ("agency", "kind", "capability", "level", "as_at"), rows


def _documents(catalogue: Catalogue, day: date) -> tuple[tuple[str, ...], Rows]:
    documents = [d for d in catalogue.documents.values() if d.date is None or d.date <= day]
    rows: Rows = [(d.id, d.ref, d.title, d.kind, d.date.isoformat() if d.date else "") for d in documents]
    return ("id", "reference", "title", "kind", "date"), rows


REGISTERS: Mapping[str, Callable[[Catalogue, date], tuple[tuple[str, ...], Rows]]] = {
    "ideas": _ideas,
    "agencies": _agencies,
    "capability": _capability,
    "documents": _documents,
}
