"""Two treaty texts compared on the command line, whatever the law says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli.options import load_with_progress
from gapcheck.cli.output import print_csv, print_json, print_table, progress

if TYPE_CHECKING:
    from gapcheck.faces import InstrumentComparison

CSV_HEAD = ("met", "asked", "id", "article", "heading", "binding", "result", "by", "sentences")
ANSWER_STYLES = {
    "suffices": "green",
    "may_fall_short": "magenta",
    "falls_short": "yellow",
    "says_nothing": "red",
    "no_duty": "dim",
}


def compare_texts(instruments: tuple[str, str], data: DataChoice, form: str) -> None:
    """Compare two treaty texts and print the answers in a form: ``table``, ``json`` or ``csv``."""
    book = load_with_progress(data)
    with progress("Comparing the texts"):
        comparison = book.compare_instruments(*instruments)
    if form == "json":
        print_json(comparison.to_dict())
    elif form == "csv":
        print_csv(CSV_HEAD, _csv_rows(comparison))
    else:
        _print(comparison)


def _csv_rows(comparison: InstrumentComparison) -> Iterator[list[str]]:
    for direction in (comparison.forward, comparison.backward):
        for duty in direction:
            place = [direction.met.id, direction.asked.id, duty.id, duty.article, duty.heading]
            binding = "yes" if duty.binding else "no"
            yield [*place, binding, duty.result, "; ".join(duty.by), " ".join(duty.sentences)]


def _print(comparison: InstrumentComparison) -> None:
    from gapcheck.change.instrument_comparison import answer_in_words

    for direction in (comparison.forward, comparison.backward):
        rows = []
        for duty in direction:
            if duty.result != "no_duty":
                force = "" if duty.binding else " (not binding)"
                answer = (answer_in_words(duty.result) + force, ANSWER_STYLES[duty.result])
                rows.append([(f"{duty.id} {duty.heading}", ""), answer, ("\n".join(duty.sentences), "")])
        title = f"Duties of the {direction.asked.short_title} for a State that meets the {direction.met.short_title}"
        print_table(title, ("Duty", "Meeting the other", "Why"), rows)
        counts = ", ".join(f"{n} {answer_in_words(a)}" for a, n in direction.counts.items() if n and a != "no_duty")
        click.echo(f"Binding duties: {counts or 'none'}\n")
    for text in (comparison.first, comparison.second):
        if text.text_status == "draft" and text.note:  # how far a draft was encoded bears on every "says nothing"
            click.echo(f"{text.short_title}: {text.note}")
