"""``gapcheck compare``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli.options import AsAt, data_option, load_with_progress, reading_option, reform_option
from gapcheck.cli.output import STYLES, print_csv, print_json, print_table, progress
from gapcheck.errors import UsageError

if TYPE_CHECKING:
    from gapcheck.change.comparison import Change
    from gapcheck.change.timeline import Standing
    from gapcheck.faces import Comparison, InstrumentComparison

GATE_FAILED = 1
CSV_HEAD = (
    *("level", "id", "article", "heading", "kind", "direction"),
    *("before", "before_low", "before_high", "after", "after_low", "after_high", "came", "went", "by", "why"),
)
TEXTS_HEAD = ("met", "asked", "id", "article", "heading", "binding", "result", "by", "sentences")
KIND_STYLES = {"opened": "red", "closed": "green", "moved": "yellow", "new": "cyan", "gone": "cyan"}
ANSWER_STYLES = {
    "suffices": "green",
    "may_fall_short": "magenta",
    "falls_short": "yellow",
    "says_nothing": "red",
    "no_duty": "dim",
}


@click.command(name="compare")
@click.argument("instrument", required=False)
@click.option("--as-at", type=AsAt(), metavar="DATE", help="The first day: an ISO date such as 2023-12-20, or today.")
@click.option("--then", type=AsAt(), metavar="DATE", help="The second day; without it, the first day again.")
@reading_option
@reform_option
@click.option("--then-with", "then_reform", metavar="ID", help="A reform that is laid over the second side.")
@data_option
@click.option("--then-data", type=click.Path(path_type=Path), metavar="DIR", help="Another folder for the second side.")
@click.option("--revision", metavar="REV", help="Read the first side's data from this git revision of its folder.")
@click.option(
    "--then-revision", metavar="REV", help="Read the second side's data from this git revision of its folder."
)
@click.option(
    "--instruments", nargs=2, metavar="FIRST SECOND", help="Compare two texts instead of two states of the law."
)
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["worse", "changed"]),
    help="Exit with 1 if an end of an article fell (worse), or if any article or duty changed.",
)
def command(
    instrument: str | None,
    as_at: date | None,
    then: date | None,
    reading: str | None,
    reform: str | None,
    then_reform: str | None,
    data: Path | None,
    then_data: Path | None,
    revision: str | None,
    then_revision: str | None,
    instruments: tuple[str, str] | None,
    form: str,
    fail_on: str | None,
) -> None:
    """Compare two days, with and without a reform, or two versions of the data: what opened, closed or moved, and why.

    Or compare two treaty texts with --instruments: for which duties of each does meeting the other suffice?

    \b
    Examples:
      gapcheck compare budapest --as-at 2023-12-20 --then 2025-12-01
      gapcheck compare budapest --as-at 2025-12-01 --revision HEAD~5 --fail-on worse
      gapcheck compare --instruments budapest uncc
    """
    others = (as_at, then, reading, reform, then_reform, then_data, revision, then_revision, fail_on)
    if instruments is not None:
        if instrument is not None or any(option is not None for option in others):
            raise UsageError(
                "--instruments compares two texts: it takes no INSTRUMENT and, of the options, --data and --format only"
            )
        _texts(instruments, data, form)
        return
    if instrument is None or as_at is None:
        raise UsageError("compare needs an INSTRUMENT and --as-at (or else --instruments FIRST SECOND)")
    if then is None and all(o is None for o in (reform, then_reform, then_data, revision, then_revision)):
        raise UsageError(
            "nothing to compare with: give --then, --with, --then-with, --then-data, --revision or --then-revision"
        )
    book = load_with_progress(data, revision)
    other = None
    # Without a folder or revision of its own the second side reads what is in the first side's folder now.
    if then_data is not None or then_revision is not None or revision is not None:
        other = load_with_progress(then_data or data, then_revision)
    with progress(f"Comparing {instrument}"):
        found = book.compare(
            instrument, as_at, then, reading=reading, reform=reform, then_reform=then_reform, then_book=other
        )
    _print(found, form)
    _gate(found, fail_on)


def _gate(found: Comparison, fail_on: str | None) -> None:
    """Exit with 1 if the comparison fails the gate."""
    if fail_on is None:
        return
    failed = [c.place for c in (found.worse if fail_on == "worse" else found.rows())]
    if failed:
        click.echo(f"gapcheck: the gate --fail-on {fail_on} failed: {', '.join(failed)}", err=True)
        raise SystemExit(GATE_FAILED)


def _print(found: Comparison, form: str) -> None:
    if form == "json":
        print_json(found.to_dict())
    elif form == "csv":
        print_csv(CSV_HEAD, (_csv(change) for change in found.rows()))
    else:
        _print_table(found)


def _csv(change: Change) -> list[str]:
    before, after, cause = change.before, change.after, change.cause
    ends = [value for s in (before, after) for value in ((s.status, s.low, s.high) if s else ("", "", ""))]
    told = ["; ".join(cause.came), "; ".join(cause.went), "; ".join(cause.by), " ".join(cause.sentences)]
    return [change.level, change.place, change.article, change.heading, change.kind, change.direction, *ends, *told]


def _print_table(found: Comparison) -> None:
    first, second = found.sides
    rows = []
    for change in found.rows():
        article = change.level == "article"
        name = f"{change.place} {change.heading}" if article else f"  {change.place}"
        kind = change.kind if change.direction == "neither" else f"{change.kind} ({change.direction})"
        why = "" if article else "\n".join(change.cause.sentences)
        rows.append(
            [(name, ""), (kind, KIND_STYLES[change.kind]), _standing(change.before), _standing(change.after), (why, "")]
        )
    title = f"{found.after.instrument.short_title}: {first} compared with {second}"
    if rows:
        print_table(title, (found.after.instrument.division.capitalize(), "Change", "Before", "After", "Why"), rows)
    else:
        click.echo(title)
    told = ", ".join(f"{n} {kind}" for kind, n in found.counts.items() if n) or "none stands differently"
    click.echo(f"{found.after.instrument.division.capitalize()}s: {told}")


def _standing(standing: Standing | None) -> tuple[str, str]:
    return ("not there", "dim") if standing is None else (standing.words, STYLES[standing.status])


def _texts(instruments: tuple[str, str], data: Path | None, form: str) -> None:
    """Compare two treaty texts and print the answers."""
    book = load_with_progress(data)
    with progress("Comparing the texts"):
        found = book.compare_instruments(*instruments)
    if form == "json":
        print_json(found.to_dict())
    elif form == "csv":
        print_csv(TEXTS_HEAD, _texts_csv(found))
    else:
        _print_texts(found)


def _texts_csv(found: InstrumentComparison) -> Iterable[list[str]]:
    for direction in (found.forward, found.backward):
        for d in direction:
            binding, by = "yes" if d.binding else "no", "; ".join(d.by)
            place = [direction.met.id, direction.asked.id, d.id, d.article, d.heading]
            yield [*place, binding, d.result, by, " ".join(d.sentences)]


def _print_texts(found: InstrumentComparison) -> None:
    from gapcheck.change.instrument_comparison import answer_in_words

    for direction in (found.forward, found.backward):
        rows = []
        for d in direction:
            if d.result != "no_duty":
                force = "" if d.binding else " (not binding)"
                answer = (answer_in_words(d.result) + force, ANSWER_STYLES[d.result])
                rows.append([(f"{d.id} {d.heading}", ""), answer, ("\n".join(d.sentences), "")])
        title = f"Duties of the {direction.asked.short_title} for a State that meets the {direction.met.short_title}"
        print_table(title, ("Duty", "Meeting the other", "Why"), rows)
        counts = ", ".join(f"{n} {answer_in_words(a)}" for a, n in direction.counts.items() if n and a != "no_duty")
        click.echo(f"Binding duties: {counts or 'none'}\n")
    for text in (found.first, found.second):
        if text.text_status == "draft" and text.note:  # how far a draft was encoded bears on every "says nothing"
            click.echo(f"{text.short_title}: {text.note}")
