"""``gapcheck review status``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli import completing
from gapcheck.cli.gates import counted, gate
from gapcheck.cli.options import LawQuery, as_at_option, data_option, gather
from gapcheck.cli.output import print_csv, print_json, print_table, progress
from gapcheck.cli.review_options import context_option, folder_option, read_context

if TYPE_CHECKING:
    from gapcheck.review.sign_off import ReviewState, Signature

HEAD = ("agency", "about", "where", "role", "state", "by", "date")
STYLES = {"signed": "green", "missing": "dim", "lapsed": "yellow", "disagrees": "red", "needs advice": "magenta"}
NOBODY = "Nobody named"


@dataclass(frozen=True)
class StatusOptions:
    """Which reviews are looked at, and how they are shown."""

    folder: Path
    context: Path | None
    form: str
    fail_on: str | None
    outstanding: bool


@click.command(name="status")
@click.argument("instrument", shell_complete=completing.instruments)
@as_at_option
@folder_option()
@context_option
@data_option
@click.option("--outstanding", is_flag=True, help="Leave out what is signed.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["unsigned"]),
    help="Exit with 1 if a signature that is needed is missing, has lapsed, or is of somebody who does not agree.",
)
@gather(LawQuery, "query")
@gather(StatusOptions, "options")
def command(query: LawQuery, options: StatusOptions) -> None:
    """Show, for each agency, which signatures on the verdicts on INSTRUMENT are there and which are outstanding.

    Who has to sign is said by policy.yaml of the folder; without it, whoever answers for a duty or can settle a
    question.

    \b
    Examples:
      gapcheck review status budapest --as-at today --reviews reviews
      gapcheck review status budapest --as-at 2026-11-28 --reviews reviews --fail-on unsigned
    """
    loaded = query.load()
    from gapcheck.review.reviews_folder import read_reviews
    from gapcheck.review.sign_off import ReviewState

    reviews = read_reviews(options.folder, loaded.catalogue)
    with progress(f"Assessing {query.instrument}"):
        assessment = query.assess(loaded)
        state = ReviewState(assessment, reviews, read_context(assessment, options.context, query.data))
        signatures = state.unsigned if options.outstanding else state.signatures
    rows = sorted((_row(state, signature) for signature in signatures), key=lambda row: row["agency"])
    if options.form == "json":
        print_json({"instrument": query.instrument, "as_at": query.as_at.isoformat(), "signatures": rows})
    elif options.form == "csv":
        print_csv(HEAD, ([row[name] for name in HEAD] for row in rows))
    else:
        _print(state, rows)
    gate(options.fail_on, counted(s.state for s in state.unsigned))


def _row(state: ReviewState, signature: Signature) -> dict[str, str]:
    from gapcheck.review.places import place_in_words

    entry = signature.entry
    return {
        "agency": signature.agency or NOBODY,
        "about": signature.about,
        "where": place_in_words(state.result, signature.about),
        "role": signature.role or "any",
        "state": signature.state,
        "by": f"{entry.role}, {entry.agency}" if entry else "",
        "date": entry.date.isoformat() if entry else "",
    }


def _print(state: ReviewState, rows: list[dict[str, str]]) -> None:
    title = f"Signatures on {state.result.instrument.short_title} as at {state.result.as_at}"
    head = ("Agency", "Where", "Role", "State", "By", "Date")
    names = ("agency", "where", "role", "state", "by", "date")
    table = [[(row[name], STYLES.get(row["state"], "") if name == "state" else "") for name in names] for row in rows]
    print_table(title, head, table)
    for agency in dict.fromkeys(row["agency"] for row in rows):
        states = Counter(row["state"] for row in rows if row["agency"] == agency)
        click.echo(f"{agency}: {', '.join(f'{count} {name}' for name, count in sorted(states.items()))}")
    if not state.reviews.policy:
        click.echo("No policy.yaml says who has to sign: one signature of whoever answers for it is looked for.")
