"""``gapcheck questions``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from gapcheck.cli import completing
from gapcheck.cli.options import (
    LawQuery,
    as_at_option,
    data_option,
    gather,
    reading_option,
    reform_option,
    reviews_option,
    views_option,
)
from gapcheck.cli.output import print_csv, print_json, print_table, progress

if TYPE_CHECKING:
    from gapcheck.faces import Assessment
    from gapcheck.report.rows.questions import QuestionRow

CSV_HEAD = (
    *("id", "title", "asks", "view", "strength", "nature", "weight", "turns", "duties", "for", "against"),
    *("confirm_with", "settled_by", "by", "date", "points", "tried"),
)
# What goes New Zealand's way is green, what goes against it red, as for the verdicts.
STYLES = {"holds": "green", "fails": "red", "open": "magenta"}


@click.command(name="questions")
@click.argument("instrument", shell_complete=completing.instruments)
@as_at_option
@reading_option
@reform_option
@views_option
@reviews_option
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@gather(LawQuery, "query")
def command(query: LawQuery, form: str) -> None:
    """Show the questions that the verdicts on INSTRUMENT turn on, those that turn most articles first.

    For each, what is asked, our view and how firm it is, the articles that would change if it were answered the other
    way, and who can settle it.

    \b
    Examples:
      gapcheck questions budapest --as-at 2026-11-21
      gapcheck questions uncc --as-at today --format csv
    """
    loaded = query.load()
    with progress(f"Assessing {query.instrument}"):
        assessment = query.assess(loaded)
        rows = assessment.questions.rows
    if form == "json":
        print_json(_as_dict(assessment))
    elif form == "csv":
        print_csv(CSV_HEAD, (_csv_row(row) for row in rows))
    else:
        _print(assessment, rows)


def _as_dict(assessment: Assessment) -> dict[str, object]:
    return {
        "instrument": assessment.instrument.id,
        "as_at": assessment.as_at.isoformat(),
        "reading": assessment.reading.id if assessment.reading else None,
        "reform": assessment.reform.id if assessment.reform else None,
        "tried": dict(assessment.tried),
        "questions": assessment.questions.to_dict(),
    }


def _csv_row(row: QuestionRow) -> list[str]:
    arguments = (" ".join(argument.words for argument in several) for several in (row.in_favour, row.against))
    plain = [row.id, row.title, row.asks, row.view, row.strength, row.nature, row.weight]
    turns = ["; ".join(row.turns), "; ".join(row.duties)]
    settled = [row.confirm_with, row.settled_by, row.by, row.viewed_on, "; ".join(row.points)]
    return [*plain, *turns, *arguments, *settled, "yes" if row.tried else "no"]


def _print(assessment: Assessment, rows: tuple[QuestionRow, ...]) -> None:
    from gapcheck.report.questions import HEAD, question_cells
    from gapcheck.report.rows.questions import view_words

    title = f"Questions on {assessment.instrument.short_title} and {assessment.law} as at {assessment.as_at}"
    if not rows:
        click.echo(f"{title}: no verdict turns on any.")
        return
    table = []
    for row in rows:
        asks, view, *others = question_cells(row)
        # Whose answer it is stands in its words already; one that was tried is marked for those who skim.
        tried = " (tried)" if row.tried else ""
        table.append([(asks, ""), (f"{view}{tried}", STYLES[row.view]), *((cell, "") for cell in others)])
    print_table(title, HEAD, table)
    counts = Counter(row.view for row in rows)
    views = ", ".join(
        f"{view_words(view, assessment.state.at_start)} on {counts[view]}" for view in STYLES if counts[view]
    )
    turning = sum(bool(row.turns) for row in rows)
    click.echo(f"Questions: {len(rows)}. {views}. The verdict on an article turns on {turning}.")
    click.echo("The views are our working views until a review has signed them; --format csv has the arguments.")
