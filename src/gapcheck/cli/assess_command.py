"""``gapcheck assess``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli import completing
from gapcheck.cli.assess_csv import CSV_HEAD, csv_rows
from gapcheck.cli.gates import gate
from gapcheck.cli.options import (
    NO_DEFAULT_MARKING,
    LawQuery,
    Marking,
    as_at_option,
    data_option,
    gather,
    marking_of,
    other_marking_option,
    reading_option,
    reform_option,
    reviews_option,
    tried_in_words,
    views_option,
)
from gapcheck.cli.output import STYLES, print_csv, print_json, print_table, print_text, progress
from gapcheck.errors import UsageError, did_you_mean
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital

if TYPE_CHECKING:
    from gapcheck.explain.verdict_lines import VerdictLine
    from gapcheck.faces import Assessment

# Nothing can be done about an article that asks for nothing, or whose words are withheld.
GATES = tuple(status for status in STYLES if status not in ("no_duty", "withheld"))


@click.command(name="assess")
@click.argument("instrument", shell_complete=completing.instruments)
@as_at_option
@reading_option
@reform_option
@views_option
@reviews_option
@data_option
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv", "xlsx"]), default="table", show_default=True
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="The .xlsx file to write.")
@click.option(
    "--classification",
    type=Marking(),
    metavar="TEXT",
    help="With xlsx: the marking at the head and foot of every page.",
)
@other_marking_option
@click.option(
    "--fail-on", metavar="STATUS,...", help=f"Exit with 1 if an article has one of these: {', '.join(GATES)}."
)
@click.option(
    "--all", "everything", is_flag=True, help="Show every duty of every article with the law that answers it."
)
@gather(LawQuery, "query")
def command(
    query: LawQuery,
    form: str,
    out: Path | None,
    classification: str | None,
    other_marking: bool,
    fail_on: str | None,
    everything: bool,
) -> None:
    """Judge every article of INSTRUMENT against the law of one day.

    The table has a line for each article that is not settled as met: the verdict, how sure it is, and the questions
    that it turns on, or what is missing. With xlsx, one sheet has a line for each duty, without reasons; the whole gap
    matrix is made by report.

    \b
    Examples:
      gapcheck assess budapest --as-at 2023-12-20
      gapcheck assess budapest --as-at today --format json
      gapcheck assess budapest --as-at 2025-12-01 --fail-on unmet,partial
      gapcheck assess budapest --as-at today --view insiders=fails
      gapcheck assess budapest --as-at today --format xlsx --out list.xlsx --classification "IN CONFIDENCE"
    """
    gates = _gates(fail_on)
    place = _place(form, out, classification, other_marking=other_marking)
    loaded = query.load()
    with progress(f"Assessing {query.instrument}"):
        assessment = query.assess(loaded)
    if form == "json":
        print_json(assessment.to_dict())
    elif form == "csv":
        print_csv(CSV_HEAD, csv_rows(assessment))
    elif place is not None:
        _write_list(assessment, *place)
    elif everything:
        _print_all(assessment)
    else:
        _print_open(assessment)
    gate(fail_on, [f"{a.article.article} {a.status}" for a in assessment.articles if a.status in gates])


def _gates(fail_on: str | None) -> frozenset[str]:
    """The statuses named by ``--fail-on``. Raises ``UsageError`` for one that an article cannot have, or for none."""
    gates = frozenset(s.strip() for s in (fail_on or "").split(",") if s.strip())
    for status in sorted(gates - set(GATES)):
        hint = did_you_mean(status, GATES)
        raise UsageError(f"--fail-on: unknown status {status!r}{hint} (known: {', '.join(GATES)})")
    # "--fail-on ," would be a gate that nothing can fail.
    if fail_on is not None and not gates:
        raise UsageError(f"--fail-on: names no status (known: {', '.join(GATES)})")
    return gates


def _place(form: str, out: Path | None, classification: str | None, *, other_marking: bool) -> tuple[Path, str] | None:
    """The file that is written, and its marking. Raises ``UsageError`` unless both are named, and only for a file."""
    if form != "xlsx":
        given = {
            "--out": out is not None,
            "--classification": classification is not None,
            "--other-marking": other_marking,
        }
        for name, is_given in given.items():
            if is_given:
                raise UsageError(f"{name}: only --format xlsx writes a file; to keep what is printed, redirect it")
        return None
    missing = [] if out is not None else ["it writes a file: name it with --out FILE.xlsx"]
    missing += [] if classification is not None else [f"--classification is missing. {NO_DEFAULT_MARKING}"]
    if out is None or classification is None:
        raise UsageError(f"--format xlsx: {'; '.join(missing)}")
    return out, marking_of(classification, other_marking=other_marking)


def _write_list(assessment: Assessment, out: Path, classification: str) -> None:
    """The verdict on every duty as a workbook of one sheet."""
    from gapcheck.file_writing import write_file
    from gapcheck.report.workbook.verdict_list import verdict_list_bytes

    title = _title(assessment, long_date(assessment.as_at))
    told = (*_counts(assessment), *_caveats(assessment))
    click.echo(write_file(out, verdict_list_bytes(assessment, classification, title, told), ".xlsx"))


def _title(assessment: Assessment, day: object) -> str:
    reading = f", reading {assessment.reading.id}" if assessment.reading else ""
    reading += f", with {assessment.reform.id}" if assessment.reform else ""
    return f"{capital(assessment.instrument.short_title)} and {assessment.law} as at {day}{reading}"


def _print_open(assessment: Assessment) -> None:
    """The counts, a line for each article that is not settled as met, and what has to be known of the whole."""
    from gapcheck.explain.article_lines import open_lines, settled_articles
    from gapcheck.explain.sentences import SentenceWriter
    from gapcheck.wording.running_text import articles

    writer = SentenceWriter(assessment)
    print_text(_title(assessment, assessment.as_at))
    _print_counts(assessment)
    click.echo()
    rows = [
        [
            (f"{line.article} {line.heading}", ""),
            (f"{line.verdict}{', suspect' if line.suspect else ''}", STYLES[line.status]),
            (line.sure, ""),
            (line.turns, ""),
        ]
        for line in open_lines(writer)
    ]
    if rows:
        article = assessment.instrument.division.capitalize()
        print_table("", (article, "Verdict", "How sure", "Turns on, or what is missing"), rows)
    if settled := settled_articles(writer):
        print_text(f"Settled as met: {articles(assessment.instrument, settled)}.")
    _print_caveats(assessment)


def _print_all(assessment: Assessment) -> None:
    """Every duty of every article, then the counts."""
    from gapcheck.explain.verdict_lines import verdict_lines

    rows, last = [], None
    for line in verdict_lines(assessment):
        # Heading and verdict of an article stand once, in front of its first duty.
        rows.append(_table_row(assessment, line, first=line.article is not last))
        last = line.article
    head = ("Article", "Verdict", "Duty", "Verdict on the duty", "Law", "Turns on")
    print_table(_title(assessment, assessment.as_at), head, rows)
    _print_counts(assessment)
    _print_caveats(assessment)


def _table_row(assessment: Assessment, line: VerdictLine, *, first: bool) -> list[tuple[str, str]]:
    from gapcheck.explain.verdict_lines import turning_on

    nothing, article = ("", ""), line.article
    name = f"{article.article.article} {article.article.heading}"
    head = [(name, ""), (line.article_verdict, STYLES[article.status])] if first else [nothing, nothing]
    if line.duty is None:
        return [*head, nothing, nothing, nothing, nothing]
    force = f" ({line.force}, not binding)" if line.force else ""
    own = (f"{line.verdict}{force}{', suspect' if line.suspect else ''}", STYLES[line.duty.status])
    turns = "; ".join(question.title for question in turning_on(assessment.sensitivity, line.duty))
    return [*head, (line.pinpoint, ""), own, (line.law, ""), (turns, "")]


def _print_counts(assessment: Assessment) -> None:
    for sentence in _counts(assessment):
        print_text(sentence)


def _counts(assessment: Assessment) -> Iterator[str]:
    """How many articles have which verdict, what was tried, and what reviews say."""
    yield f"{assessment.instrument.division.capitalize()}s: {assessment.verdicts_in_words}"
    if assessment.tried:
        yield tried_in_words(assessment.catalogue, assessment.tried)
    yield from _reviews_in_words(assessment)


def _print_caveats(assessment: Assessment) -> None:
    """Last, so that whoever reads no more than the foot of the table does not miss them."""
    for sentence in _caveats(assessment):
        print_text(sentence)


def _caveats(assessment: Assessment) -> Iterator[str]:
    """What has to be known of the whole."""
    from gapcheck.explain.articles_analysed import analysed_sentence
    from gapcheck.explain.law_known import law_known_sentence
    from gapcheck.explain.suspect_sentences import suspect_sentences
    from gapcheck.explain.treaty_reading import treaty_reading_sentence

    yield from dict.fromkeys(s for duty in assessment.duties for s in suspect_sentences(assessment, duty))
    # Of a paper released in part, most of what was said cannot be judged, and the reader has to know how much.
    for group, (open_, total) in assessment.assessable.items():
        if open_:
            from gapcheck.report.scope import span_of_group

            span = capital(span_of_group(assessment, group))
            yield f"{span}: {open_} of {total} can be assessed, the rest are withheld."
    caveats = (analysed_sentence(assessment), law_known_sentence(assessment), treaty_reading_sentence(assessment))
    yield from (caveat for caveat in caveats if caveat)


def _reviews_in_words(assessment: Assessment) -> tuple[str, ...]:
    """What a folder of reviews says of the verdicts, if one was named."""
    if assessment.reviews is None:
        return ()
    from gapcheck.report.rows.reviews import review_sentences
    from gapcheck.review.answers import computed_state

    return review_sentences(computed_state(assessment, assessment.reviews), assessment)
