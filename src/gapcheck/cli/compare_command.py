"""``gapcheck compare``: two states of the law (``law_comparison``), or two texts (``text_comparison``)."""

from __future__ import annotations

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli import completing
from gapcheck.cli.law_comparison import LawComparisonOptions, compare_law
from gapcheck.cli.options import AsAt, data_option, folders_option, gather, reading_option, reform_option, views_option
from gapcheck.cli.text_comparison import compare_texts
from gapcheck.errors import UsageError


# A second instrument is taken, so that it gets a better answer than "unexpected".
@click.command(name="compare", context_settings={"allow_extra_args": True})
@click.argument("instrument", required=False, shell_complete=completing.instruments)
@click.option("--as-at", type=AsAt(), metavar="DATE", help="The first day: an ISO date such as 2023-12-20, or today.")
@click.option("--then", type=AsAt(), metavar="DATE", help="The second day; without it, the first day again.")
@reading_option
@reform_option
@views_option
@click.option("--then-with", "then_reform", metavar="ID", help="A reform that is laid over the second side.")
@data_option
@folders_option("--then-data", "The same for the second side, which otherwise has the folders of the first.")
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
@gather(LawComparisonOptions, "options")
def command(options: LawComparisonOptions, data: DataChoice, instruments: tuple[str, str] | None, form: str) -> None:
    """Compare two days, with and without a reform, or two versions of the data: what opened, closed or moved, and why.

    Or compare two treaty texts with --instruments: for which duties of each does meeting the other suffice?

    \b
    Examples:
      gapcheck compare budapest --as-at 2023-12-20 --then 2025-12-01
      gapcheck compare budapest --as-at 2025-12-01 --revision HEAD~5 --fail-on worse
      gapcheck compare --instruments budapest uncc
    """
    if extra := click.get_current_context().args:
        texts = f"{options.instrument} {extra[0]}"
        raise UsageError(f"one INSTRUMENT at a time; two texts are compared with --instruments {texts}")
    if instruments is None:
        compare_law(options, data, form)
    elif not options.given:
        compare_texts(instruments, data, form)
    else:
        raise UsageError(
            "--instruments compares two texts: it takes no INSTRUMENT and, of the options, --data and --format only"
        )
