"""``gapcheck explain``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.cli.options import (
    LawQuery,
    as_at_option,
    data_option,
    reading_option,
    reform_option,
    reviews_option,
    views_option,
)
from gapcheck.cli.output import print_json, print_text
from gapcheck.errors import UsageError
from gapcheck.model.ids import DutyId

if TYPE_CHECKING:
    from gapcheck.catalogue.catalogue import Views


# What follows the place is taken, so that a pinpoint in a word of its own gets a better answer than "unexpected".
@click.command(name="explain", context_settings={"allow_extra_args": True})
@click.argument("place", metavar="INSTRUMENT[:PINPOINT]")
@as_at_option
@reading_option
@reform_option
@views_option
@reviews_option
@data_option
@click.option("--full", is_flag=True, help="Tell everything on record: arguments, other law, remarks and sources.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    place: str,
    as_at: date,
    reading: str | None,
    reform: str | None,
    views: Views,
    reviews: Path | None,
    effective: bool,
    data: Path | None,
    full: bool,
    form: str,
) -> None:
    """Tell why an article or duty stands as it does, with the citations; of an instrument alone, the overview.

    \b
    Examples:
      gapcheck explain budapest --as-at today
      gapcheck explain budapest:16 --as-at 2023-12-20
      gapcheck explain "budapest:16(2)" --as-at today --full --format json
    """
    if extra := click.get_current_context().args:
        meant = f"{place.partition(':')[0]}:{extra[-1]}"
        raise UsageError(f"one place at a time, in one word: did you mean {meant!r}?")
    asked = DutyId.parse(place)
    if full and not asked.duty:
        raise UsageError(f"--full needs an article or duty, such as {place}:16; the overview has no longer form")
    query = LawQuery(asked.instrument, as_at, reading, reform, data, views, reviews, effective)
    assessment = query.assess(query.load())
    explanation = assessment.why(asked.duty, full=full) if asked.duty else assessment.overview()
    if form == "json":
        print_json(explanation.to_dict())
    else:
        print_text(str(explanation))
