"""``gapcheck explain``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.cli import completing
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
from gapcheck.cli.section_answer import print_section, unknown_place
from gapcheck.errors import UsageError
from gapcheck.model.ids import DutyId

if TYPE_CHECKING:
    from gapcheck.catalogue.catalogue import Views


# What follows the place is taken, so that a pinpoint in a word of its own gets a better answer than "unexpected".
@click.command(name="explain", context_settings={"allow_extra_args": True})
@click.argument("place", metavar="PLACE", shell_complete=completing.places)
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
    data: DataChoice,
    full: bool,
    form: str,
) -> None:
    """Tell why an article or duty stands as it does, with the citations; of an instrument alone, the overview.

    Of a section of an Act (crimes-act-1961:252), a subsection or a whole Act, its rules and the duties that rest on it.

    \b
    Examples:
      gapcheck explain budapest --as-at today
      gapcheck explain budapest:16 --as-at 2023-12-20
      gapcheck explain "budapest:16(2)" --as-at today --full --format json
      gapcheck explain crimes-act-1961:252 --as-at today
    """
    if extra := click.get_current_context().args:
        meant = f"{place.partition(':')[0]}:{extra[-1]}"
        raise UsageError(f"one place at a time, in one word: did you mean {meant!r}?")
    asked = DutyId.parse(place)
    query = LawQuery(asked.instrument, as_at, reading, reform, data, views, reviews, effective)
    loaded = query.load()
    if asked.instrument not in loaded.instruments:
        if asked.instrument in loaded.catalogue.acts:
            print_section(loaded, query, place, form)
            return
        raise unknown_place(loaded.catalogue, place)
    if full and not asked.duty:
        raise UsageError(f"--full needs an article or duty, such as {place}:16; the overview has no longer form")
    assessment = query.assess(loaded)
    explanation = assessment.why(asked.duty, full=full) if asked.duty else assessment.overview()
    if form == "json":
        print_json(explanation.to_dict())
    else:
        print_text(str(explanation))
