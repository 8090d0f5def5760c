"""Two states of the law compared on the command line: two days, with and without reforms, by two versions of data."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli.gates import gate
from gapcheck.cli.options import load_with_progress
from gapcheck.cli.output import STYLES, print_csv, print_json, print_table, progress
from gapcheck.errors import UsageError

if TYPE_CHECKING:
    from gapcheck.catalogue.catalogue import Views
    from gapcheck.change.comparison import StandingChange
    from gapcheck.change.standing import Standing
    from gapcheck.faces import Comparison

CSV_HEAD = (
    *("level", "id", "article", "heading", "kind", "direction"),
    *("before", "before_low", "before_high", "after", "after_low", "after_high", "came", "went", "by", "why"),
    *("before_certainty", "before_view_low", "before_view_high", "before_words"),
    *("after_certainty", "after_view_low", "after_view_high", "after_words"),
    "duty",
)
KIND_STYLES = {"opened": "red", "closed": "green", "moved": "yellow", "new": "cyan", "gone": "cyan"}


@dataclass(frozen=True)
class LawComparisonOptions:
    """The options that only a comparison of two states of the law takes: none is given where texts are compared."""

    instrument: str | None
    as_at: date | None
    then: date | None
    reading: str | None
    reform: str | None
    then_reform: str | None
    then_data: DataChoice
    revision: str | None
    then_revision: str | None
    fail_on: str | None
    views: Views

    @property
    def given(self) -> bool:
        """Whether any of them is given; without ``--view`` and ``--no-views`` the views are an empty mapping."""
        others = [getattr(self, field.name) for field in fields(self) if field.name != "views"]
        return self.views != {} or any(value is not None for value in others)

    @property
    def has_second_side(self) -> bool:
        """Whether anything tells the second side from the first."""
        differences = (self.then, self.reform, self.then_reform, self.then_data, self.revision, self.then_revision)
        return any(difference is not None for difference in differences)


def compare_law(options: LawComparisonOptions, data: DataChoice, form: str) -> None:
    """Compare and print in a form: ``table``, ``json`` or ``csv``. Raises ``UsageError`` for sides that do not
    differ.
    """
    if options.instrument is None or options.as_at is None:
        raise UsageError("compare needs an INSTRUMENT and --as-at (or else --instruments FIRST SECOND)")
    if not options.has_second_side:
        raise UsageError(
            "nothing to compare with: give --then, --with, --then-with, --then-data, --revision or --then-revision"
        )
    book = load_with_progress(data, options.revision)
    other = None
    # Without a folder or revision of its own the second side reads what is in the first side's folder now.
    if options.then_data is not None or options.then_revision is not None or options.revision is not None:
        other = load_with_progress(options.then_data or data, options.then_revision)
    with progress(f"Comparing {options.instrument}"):
        comparison = book.compare(
            options.instrument,
            options.as_at,
            options.then,
            reading=options.reading,
            reform=options.reform,
            then_reform=options.then_reform,
            then_book=other,
            views=options.views,
        )
    _print(comparison, form)
    changes = comparison.worse if options.fail_on == "worse" else comparison.rows()
    gate(options.fail_on, [change.place for change in changes])


def _print(comparison: Comparison, form: str) -> None:
    if form == "json":
        print_json(comparison.to_dict())
    elif form == "csv":
        print_csv(CSV_HEAD, (_csv_row(change, comparison.after.instrument.id) for change in comparison.rows()))
    else:
        _print_table(comparison)


def _csv_row(change: StandingChange, instrument: str) -> list[str]:
    from gapcheck.report.comparison_tables import ids_of

    ends: list[str] = []
    views: list[str] = []
    for standing in (change.before, change.after):
        ends += [standing.status, standing.low, standing.high] if standing else [""] * 3
        views += _views(standing) if standing else [""] * 4
    ids = ids_of(change, instrument)
    head = [change.level, ids["id"], change.article, change.heading, change.kind, change.direction]
    cause = change.cause
    came, went = "; ".join(cause.added), "; ".join(cause.removed)
    return [*head, *ends, came, went, "; ".join(change.by), " ".join(change.why), *views, ids["duty"]]


def _views(standing: Standing) -> list[str]:
    return [standing.certainty or "", standing.view_low, standing.view_high, standing.verdict_words]


def _print_table(comparison: Comparison) -> None:
    first, second = comparison.sides
    rows = []
    for change in comparison.rows():
        article = change.level == "article"
        name = f"{change.place} {change.heading}" if article else f"  {change.place}"
        kind = change.kind if change.direction == "neither" else f"{change.kind} ({change.direction})"
        # An article has moved because its duties have: why is told at each of them.
        why = "" if article else "\n".join(change.why)
        cells = [(name, ""), (kind, KIND_STYLES[change.kind]), _standing(change.before), _standing(change.after)]
        rows.append([*cells, (why, "")])
    instrument = comparison.after.instrument
    title = f"{instrument.short_title}: {first} compared with {second}"
    if rows:
        print_table(title, (instrument.division.capitalize(), "Change", "Before", "After", "Why"), rows)
    else:
        click.echo(title)
    counts = ", ".join(f"{n} {kind}" for kind, n in comparison.counts.items() if n) or "none stands differently"
    click.echo(f"{instrument.division.capitalize()}s: {counts}")


def _standing(standing: Standing | None) -> tuple[str, str]:
    return ("not there", "dim") if standing is None else (standing.words, STYLES[standing.status])
