"""``gapcheck check``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.catalogue.text_age import OLD_AFTER_YEARS
from gapcheck.cli.gates import counted, gate
from gapcheck.cli.options import data_option, load_with_progress
from gapcheck.cli.output import print_json, print_table, progress
from gapcheck.errors import DataError, GapcheckError
from gapcheck.lint.rules import LEVELS, Level

if TYPE_CHECKING:
    from gapcheck.catalogue.catalogue import Catalogue
    from gapcheck.lint import LintFinding
    from gapcheck.lint.inventory import Inventory


@click.command(name="check")
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json", "sarif"]), default="table", show_default=True)
@click.option(
    "--level", type=click.Choice(LEVELS), default="warning", show_default=True, help="The least grave findings shown."
)
@click.option(
    "--fail-on", type=click.Choice(LEVELS), help="Exit with 1 if there is a finding as grave as this, shown or not."
)
@click.option("--watch", is_flag=True, help="Check again each time a file is saved, until Ctrl-C.")
def command(data: DataChoice, form: str, level: Level, fail_on: Level | None, watch: bool) -> None:
    """Check a catalogue, count what it holds, and tell what in it looks wrong or unfinished.

    Every problem of every file that makes the catalogue inconsistent is told at once. If there is none, the findings
    follow: statements without sources, duties without surveys, rules that no duty uses, articles that are missing,
    dates, sections and penalties that contradict each other. docs/lints.md explains each code. With --level note, a
    table tells how far the sources of each instrument and Act were read.

    \b
    Examples:
      gapcheck check
      gapcheck check --level note
      gapcheck check --data my-catalogue --format sarif --fail-on warning
    """
    if watch:
        _watch(data, form, level, fail_on)
    else:
        _check(data, form, level, fail_on)


def _watch(data: DataChoice, form: str, level: Level, fail_on: Level | None) -> None:
    """Check, and check again each time something is saved. What is wrong is told, and does not end it."""
    from gapcheck.cli.watching import saves

    changes = saves(data)
    while True:
        try:
            _check(data, form, level, fail_on)
        except GapcheckError as error:
            click.echo(str(error), err=True)
        except click.exceptions.Exit:
            pass
        click.echo("Watching; Ctrl-C ends it.", err=True)
        try:
            changed = next(changes)
        except KeyboardInterrupt:
            return
        click.echo(f"\nSaved: {', '.join(changed)}", err=True)


def _check(data: DataChoice, form: str, level: Level, fail_on: Level | None) -> None:
    from gapcheck.lint import lint
    from gapcheck.lint.inventory import take_inventory
    from gapcheck.lint.sarif import findings_to_sarif, problems_to_sarif

    try:
        catalogue = load_with_progress(data, cached=False).catalogue
    # A code host shows the problems of a catalogue at their lines too; the error itself is told as ever.
    except DataError as error:
        if form == "sarif":
            print_json(problems_to_sarif(error.problems))
        raise
    with progress("Taking stock"):
        inventory = take_inventory(catalogue)
        findings = lint(catalogue)
    shown = [f for f in findings if f.reaches(level)]
    if form == "sarif":
        print_json(findings_to_sarif(shown))
    elif form == "json":
        print_json({**inventory.to_dict(), "findings": [f.to_dict() for f in shown]})
    else:
        _print_inventory(inventory)
        if level == LEVELS[-1]:
            _print_sources(catalogue)
        _print_findings(findings, shown)
    gate(fail_on, counted(f.code for f in findings if fail_on is not None and f.reaches(fail_on)))


def _print_inventory(inventory: Inventory) -> None:
    rows = []
    for name, value in inventory.to_dict().items():
        text = _ages(inventory) if name == "verified_statutes" else _told(value)
        rows.append([(name.replace("_", " ").capitalize(), ""), (text, "")])
    print_table("What the catalogue holds", ("What", "How many"), rows)


def _ages(inventory: Inventory) -> str:
    """The verified sources of statutes by the age of the text, in words."""
    ages = inventory.verified_statutes
    if ages is None:
        return "not counted: the catalogue does not say up to which day the law was looked through"
    read = f"{ages['recent']} read in a text up to {OLD_AFTER_YEARS} years old, {ages['older']} older"
    return f"{read}, {ages['undated']} undated (rules in force on {ages['day']})"


def _told(value: object) -> str:
    """A count, ids with their number, or the counts of several sorts: ``76 law, 19 evidence, 2 text``."""
    if isinstance(value, Mapping):
        return ", ".join(f"{count} {name}" for name, count in value.items())
    return _listed(value) if isinstance(value, list) else str(value)


def _listed(ids: Sequence[str]) -> str:
    """How many ids there are, and which."""
    return f"{len(ids)}: {', '.join(ids)}" if ids else "0"


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

    # Errors come first; inside a level the codes keep together, as each has a table.
    ordered = sorted(shown, key=lambda f: (LEVELS.index(f.level), f.code))
    for code, group in groupby(ordered, key=lambda f: f.code):
        of_code = list(group)
        rule = RULES[code]
        click.echo(f"\n{rule.level.capitalize()} {code} ({len(of_code)}): {rule.description}")
        sentences = {f.sentence for f in of_code}
        each = len(sentences) > 1 or len(of_code) == 1
        if not each:
            click.echo(f"Each of them: {sentences.pop()}.")
        rows = [[(f"{f.file}:{f.line}", ""), (f.key, ""), *([(f.sentence, "")] if each else ())] for f in of_code]
        print_table("", ("Where", "What", *(("Finding",) if each else ())), rows)
    told = findings_in_words([f.level for f in findings], len(findings) - len(shown))
    click.echo(f"\nNo file contradicts another.\n{told}")


def findings_in_words(levels: Sequence[Level], hidden: int) -> str:
    """How many findings there are of each level, and how many of them are not shown."""
    counts = Counter(levels)
    numbers = ", ".join(f"{counts[level]} {level}{'' if counts[level] == 1 else 's'}" for level in LEVELS)
    return f"Findings: {numbers}" + (f" ({hidden} not shown; --level note shows all)" if hidden else "")
