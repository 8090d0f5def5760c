"""``gapcheck assess``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli.options import as_at_option, data_option, load_with_progress, reading_option, reform_option
from gapcheck.cli.output import STYLES, print_csv, print_json, print_table, progress
from gapcheck.errors import UsageError, nearest

if TYPE_CHECKING:
    from gapcheck.faces import Assessment

GATE_FAILED = 1
GATES = tuple(status for status in STYLES if status not in ("no_duty", "withheld"))
CSV_HEAD = (
    "article",
    "heading",
    "article_status",
    "duty",
    "force",
    "kind",
    "status",
    "low",
    "high",
    "citations",
    "reasons",
    "suspect",
)


@click.command(name="assess")
@click.argument("instrument")
@as_at_option
@reading_option
@reform_option
@data_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option(
    "--fail-on", metavar="STATUS,...", help=f"Exit with 1 if an article has one of these: {', '.join(GATES)}."
)
def command(
    instrument: str,
    as_at: date,
    reading: str | None,
    reform: str | None,
    data: Path | None,
    form: str,
    fail_on: str | None,
) -> None:
    """Judge every article of INSTRUMENT against the law of one day.

    \b
    Examples:
      gapcheck assess budapest --as-at 2023-12-20
      gapcheck assess budapest --as-at today --format json
      gapcheck assess budapest --as-at 2025-12-01 --fail-on unmet,partial
    """
    gates = _gates(fail_on)
    loaded = load_with_progress(data)
    with progress(f"Assessing {instrument}"):
        assessment = loaded.assess(instrument, as_at, reading, reform)
    if form == "json":
        print_json(assessment.to_dict())
    elif form == "csv":
        print_csv(CSV_HEAD, _csv_rows(assessment))
    else:
        _print(assessment)
    failed = [a for a in assessment.articles if a.status in gates]
    if failed:
        told = ", ".join(f"{a.article.article} {a.status}" for a in failed)
        click.echo(f"gapcheck: the gate --fail-on {fail_on} failed: {told}", err=True)
        raise SystemExit(GATE_FAILED)


def _gates(fail_on: str | None) -> frozenset[str]:
    gates = frozenset(s.strip() for s in (fail_on or "").split(",") if s.strip())
    for gate in sorted(gates):
        if gate not in GATES:
            near = nearest(gate, GATES)
            hint = f"; did you mean {near!r}?" if near else ""
            raise UsageError(f"--fail-on: unknown status {gate!r}{hint} (known: {', '.join(GATES)})")
    if fail_on is not None and not gates:
        raise UsageError(f"--fail-on: names no status (known: {', '.join(GATES)})")
    return gates


def _csv_rows(assessment: Assessment) -> Iterator[list[str]]:
    from gapcheck.explain.explanation import citations, reasons, suspect_sentences
    from gapcheck.explain.sentences import Teller

    teller = Teller(assessment)
    for article in assessment.articles:
        head = [article.article.article, article.article.heading, article.status]
        if not article.duties:
            yield [*head, *("" for _ in CSV_HEAD[len(head) :])]
        for duty in article.duties:
            yield [
                *head,
                duty.id,
                duty.full.duty.force,
                duty.full.duty.kind,
                duty.status,
                duty.low,
                duty.high,
                "; ".join(citations(duty)),
                " ".join(reasons(teller, duty)),
                " ".join(suspect_sentences(assessment, duty)),
            ]


def _print(assessment: Assessment) -> None:
    from gapcheck.explain.explanation import citations, suspect_sentences
    from gapcheck.wording.citation import merge_citations
    from gapcheck.wording.words import status_in_words

    rows = []
    suspects: dict[str, None] = {}
    for article in assessment.articles:
        status = (status_in_words(article.status), STYLES[article.status])
        if not article.duties:
            rows.append(
                [(f"{article.article.article} {article.article.heading}", ""), status, ("", ""), ("", ""), ("", "")]
            )
        for i, duty in enumerate(article.duties):
            name = f"{article.article.article} {article.article.heading}" if i == 0 else ""
            force = "" if duty.binding or duty.status == "no_duty" else f" ({duty.full.duty.force}, not binding)"
            doubts = suspect_sentences(assessment, duty)
            suspects.update(dict.fromkeys(doubts))
            own = (status_in_words(duty.status) + force + (", suspect" if doubts else ""), STYLES[duty.status])
            law = "; ".join(merge_citations(citations(duty)))
            rows.append([(name, ""), status if i == 0 else ("", ""), (duty.full.duty.id, ""), own, (law, "")])
    reading = f", reading {assessment.reading.id}" if assessment.reading else ""
    reading += f", with {assessment.reform.id}" if assessment.reform else ""
    title = f"{assessment.instrument.short_title} and {assessment.law} as at {assessment.as_at}{reading}"
    print_table(title, ("Article", "Verdict", "Duty", "Verdict on the duty", "Law"), rows)
    counts = ", ".join(f"{n} {status_in_words(s)}" for s, n in assessment.counts.items() if n)
    click.echo(f"{assessment.instrument.division.capitalize()}s: {counts}")
    for told in suspects:
        click.echo(told)
    for group, (open_, total) in assessment.assessable.items():
        if open_:
            click.echo(f"{group}: {open_} of {total} assessable")
