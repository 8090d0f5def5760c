"""``gapcheck list``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli.options import data_option, load_with_progress
from gapcheck.cli.output import print_csv, print_json, print_table

if TYPE_CHECKING:
    from gapcheck.catalogue.catalogue import Catalogue

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]


def _instruments(catalogue: Catalogue) -> Table:
    found = catalogue.instruments.values()
    return ("id", "title", "citation", "text", "articles", "duties"), [
        (
            i.id,
            i.short_title,
            i.citation,
            i.text_status,
            str(len(catalogue.articles(i.id))),
            str(len(catalogue.duties_of(i.id))),
        )
        for i in found
    ]


def _readings(catalogue: Catalogue) -> Table:
    found = catalogue.readings.values()
    return ("id", "title", "accepts", "rejects"), [
        (r.id, r.title, str(len(r.accepts)), str(len(r.rejects))) for r in found
    ]


def _reforms(catalogue: Catalogue) -> Table:
    found = catalogue.reforms.values()
    return ("id", "title", "stage", "commences"), [
        (r.id, r.title, r.stage, r.commences.isoformat() if r.commences else r.commencement or "") for r in found
    ]


def _acts(catalogue: Catalogue) -> Table:
    rules = [entry.act.id for entry in catalogue.rules]
    return ("id", "title", "number", "agency", "rules"), [
        (a.id, a.title, a.number or "", a.agency or "", str(rules.count(a.id))) for a in catalogue.acts.values()
    ]


def _questions(catalogue: Catalogue) -> Table:
    found = catalogue.questions.values()
    return ("id", "title", "view", "strength", "nature"), [
        (q.id, q.title, q.view, q.strength or "", q.nature) for q in found
    ]


def _kinds(catalogue: Catalogue) -> Table:
    found = catalogue.vocabulary.kinds.values()
    return ("id", "label", "anchor", "definition"), [(k.id, k.label, k.anchor, k.definition or "") for k in found]


def _facets(catalogue: Catalogue) -> Table:
    concepts = [c.facet for c in catalogue.vocabulary.concepts.values()]
    return ("id", "label", "role", "unrelated", "concepts", "definition"), [
        (f.id, f.label, f.role, f.unrelated or "", str(concepts.count(f.id)), f.definition or "")
        for f in catalogue.vocabulary.facets.values()
    ]


def _concepts(catalogue: Catalogue) -> Table:
    found = catalogue.vocabulary.concepts.values()
    return ("id", "facet", "label", "broader", "definition"), [
        (c.id, c.facet, c.label, "; ".join(c.broader), c.definition or "") for c in found
    ]


LISTS: Mapping[str, Callable[[Catalogue], Table]] = {
    "instruments": _instruments,
    "readings": _readings,
    "reforms": _reforms,
    "acts": _acts,
    "questions": _questions,
    "kinds": _kinds,
    "facets": _facets,
    "concepts": _concepts,
}


@click.command(name="list")
@click.argument("what", type=click.Choice(list(LISTS)))
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def command(what: str, data: DataChoice, form: str) -> None:
    """List what a catalogue holds, with the ids that other commands take.

    \b
    Examples:
      gapcheck list instruments
      gapcheck list readings
      gapcheck list questions --format csv
    """
    head, rows = LISTS[what](load_with_progress(data).catalogue)
    if form == "json":
        print_json([dict(zip(head, row, strict=True)) for row in rows])
    elif form == "csv":
        print_csv(head, rows)
    elif rows:
        print_table("", [name.capitalize() for name in head], [[(cell, "") for cell in row] for row in rows])
    else:
        click.echo(f"The catalogue has no {what}.")
