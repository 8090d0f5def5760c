"""``gapcheck review due``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli import completing
from gapcheck.cli.gates import counted, gate
from gapcheck.cli.options import LawQuery, as_at_option, data_option, gather, on_option
from gapcheck.cli.output import print_csv, print_json, print_table, progress
from gapcheck.cli.review_options import context_option, folder_option, read_context
from gapcheck.file_writing import write_files

if TYPE_CHECKING:
    from gapcheck.review.due import DueDuty, DueList

HEAD = ("duty", "where", "verdict", "agencies", "reason", "what")


@dataclass(frozen=True)
class DueOptions:
    """Which reviews are looked at, on which day, and how what is due is shown and kept."""

    folder: Path
    on: date
    record: bool
    context: Path | None
    form: str
    fail_on: str | None


@click.command(name="due")
@click.argument("instrument", shell_complete=completing.instruments)
@as_at_option
@folder_option()
@on_option("The day of this look: changes are told since the last one that was recorded before it.")
@click.option("--record", is_flag=True, help="Keep a record of this look under runs/ of the folder.")
@context_option
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option("--fail-on", type=click.Choice(["due"]), help="Exit with 1 if anything is due.")
@gather(LawQuery, "query")
@gather(DueOptions, "options")
def command(query: LawQuery, options: DueOptions) -> None:
    """List the duties of INSTRUMENT to look at again, each with its reasons.

    A text changed, evidence changed, a question was answered, a review has lapsed, or nobody ever looked; and a duty
    that has turned met needs the agreement of a second role.

    \b
    Examples:
      gapcheck review due budapest --as-at today --reviews reviews
      gapcheck review due budapest --as-at today --reviews reviews --record
    """
    loaded = query.load()
    from gapcheck.review.due import due_list, run_file, run_name
    from gapcheck.review.reviews_folder import read_reviews
    from gapcheck.review.sign_off import ReviewState

    reviews = read_reviews(options.folder, loaded.catalogue)
    with progress(f"Assessing {query.instrument}"):
        assessment = query.assess(loaded)
        state = ReviewState(assessment, reviews, read_context(assessment, options.context, query.data))
        found = due_list(state, options.on)
    if options.form == "json":
        print_json(_as_dict(found))
    elif options.form == "csv":
        print_csv(HEAD, ([*_cells(duty), c.reason, c.sentence] for duty in found.duties for c in duty.causes))
    else:
        _print(found)
    if options.record:
        path = options.folder / run_name(found.record)
        write_files(path.parent, {path.name: run_file(found.record)})
        click.echo(f"written: {path}", err=True)
    gate(options.fail_on, counted(c.reason for duty in found.duties for c in duty.causes))


def _cells(duty: DueDuty) -> list[str]:
    return [duty.about, duty.place, duty.verdict, "; ".join(duty.agencies)]


def _as_dict(found: DueList) -> dict[str, object]:
    since = found.since
    return {
        "instrument": found.record.instrument,
        "as_at": found.record.as_at.isoformat(),
        "on": found.record.on.isoformat(),
        "since": since.on.isoformat() if since else None,
        "looked_at": found.looked_at,
        "due": [
            {
                "duty": duty.about,
                "verdict": duty.verdict,
                "agencies": list(duty.agencies),
                "reasons": [{"reason": c.reason, "sentence": c.sentence} for c in duty.causes],
            }
            for duty in found.duties
        ],
    }


def _print(found: DueList) -> None:
    since = f", since the look of {found.since.on}" if found.since else ""
    rows = [
        [(duty.place, ""), (duty.verdict, ""), ("; ".join(duty.agencies), ""), (_told(duty), "")]
        for duty in found.duties
    ]
    if rows:
        print_table(f"To look at again{since}", ("Where", "Verdict", "Agencies", "Why"), rows)
    counts = Counter(c.reason for duty in found.duties for c in duty.causes)
    told = ", ".join(f"{count} {reason}" for reason, count in sorted(counts.items()))
    click.echo(f"Duties: {found.looked_at} looked at, {len(found.duties)} due{f' ({told})' if told else ''}.")
    if found.since is None:
        click.echo("No earlier look is on record, so that what has changed cannot be told; keep one with --record.")


def _told(duty: DueDuty) -> str:
    return "\n".join(f"{c.reason}: {c.sentence}" for c in duty.causes)
