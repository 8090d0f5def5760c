"""``gapcheck check``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli.options import data_option, load_with_progress
from gapcheck.cli.output import print_json, print_table, progress
from gapcheck.errors import DataError

if TYPE_CHECKING:
    from gapcheck.catalogue.catalogue import Catalogue
    from gapcheck.lint import Level, LintFinding
    from gapcheck.lint.inventory import Stocktake

GATE_FAILED = 1
LEVELS: tuple[Level, ...] = ("error", "warning", "note")


@click.command(name="check")
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json", "sarif"]), default="table", show_default=True)
@click.option(
    "--level", type=click.Choice(LEVELS), default="warning", show_default=True, help="The least grave findings shown."
)
@click.option(
    "--fail-on", type=click.Choice(LEVELS), help="Exit with 1 if there is a finding as grave as this, shown or not."
)
def command(data: Path | None, form: str, level: Level, fail_on: Level | None) -> None:
    """Check a catalogue, count what it holds, and tell what in it looks wrong or unfinished.

    Every problem of every file that makes the catalogue inconsistent is told at once. If there is none, the findings
    follow: statements without sources, duties without surveys, rules that no duty uses, articles that are missing,
    dates, sections and penalties that contradict each other. docs/lints.md explains each code.

    \b
    Examples:
      gapcheck check
      gapcheck check --level note
      gapcheck check --data my-catalogue --format sarif --fail-on warning
    """
    from gapcheck.lint import lint
    from gapcheck.lint.inventory import take_stock
    from gapcheck.lint.sarif import findings_to_sarif, problems_to_sarif

    try:
        catalogue = load_with_progress(data).catalogue
    except DataError as error:
        if form == "sarif":
            print_json(problems_to_sarif(error.problems))
        raise
    with progress("Taking stock"):
        stock, findings = take_stock(catalogue), lint(catalogue)
    shown = [f for f in findings if f.reaches(level)]
    if form == "sarif":
        print_json(findings_to_sarif(shown))
    elif form == "json":
        print_json({**stock.to_dict(), "findings": [f.to_dict() for f in shown]})
    else:
        _print_stock(stock)
        _print_sources(catalogue)
        _print_findings(findings, shown)
    _gate(findings, fail_on)


def _gate(findings: Iterable[LintFinding], fail_on: Level | None) -> None:
    failed = Counter(f.code for f in findings if fail_on is not None and f.reaches(fail_on))
    if failed:
        told = ", ".join(f"{count} {code}" for code, count in sorted(failed.items()))
        click.echo(f"gapcheck: the gate --fail-on {fail_on} failed: {told}", err=True)
        raise SystemExit(GATE_FAILED)


def _print_stock(stock: Stocktake) -> None:
    rows = []
    for name, value in stock.to_dict().items():
        told = ", ".join(value) if isinstance(value, list) else str(value)
        label = name.replace("_", " ").capitalize()
        count = f"{len(value)}: " if isinstance(value, list) and value else "0" if isinstance(value, list) else ""
        rows.append([(label, ""), (f"{count}{told}", "")])
    print_table("The catalogue is sound", ("What", "How many"), rows)


def _print_sources(catalogue: Catalogue) -> None:
    from gapcheck.lint.inventory import count_sources

    titles = {i.id: i.short_title for i in catalogue.instruments.values()} | {
        a.id: a.title for a in catalogue.acts.values()
    }
    rows = [
        [
            (titles.get(c.owner, c.owner.capitalize()), ""),
            *((str(n), "") for n in (c.verified, c.secondary, c.unverified)),
        ]
        for c in count_sources(catalogue)
    ]
    click.echo("\nSources")
    print_table("", ("Instrument or Act", "Verified", "Secondary", "Unverified"), rows)


def _print_findings(findings: Sequence[LintFinding], shown: Sequence[LintFinding]) -> None:
    """A table for each code, the gravest first, and how many findings there are."""
    from gapcheck.lint import RULES

    ordered = sorted(shown, key=lambda f: (LEVELS.index(f.level), f.code))
    for code, group in groupby(ordered, key=lambda f: f.code):
        found = [[(f"{f.file}:{f.line}", ""), (f.key, ""), (f.sentence, "")] for f in group]
        rule = RULES[code]
        click.echo(f"\n{rule.level.capitalize()} {code} ({len(found)}): {rule.description}")
        print_table("", ("Where", "What", "Finding"), found)
    counts = Counter(f.level for f in findings)
    told = ", ".join(f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}" for level in LEVELS)
    hidden = len(findings) - len(shown)
    click.echo(f"\nFindings: {told}" + (f" ({hidden} not shown; --level note shows all)" if hidden else ""))
