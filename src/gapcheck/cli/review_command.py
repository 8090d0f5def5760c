"""``gapcheck review``."""

from __future__ import annotations

import click

from gapcheck.cli import LazyGroup


class ReviewGroup(LazyGroup):
    """The commands on reviews, each in a module of its own."""

    table = {  # noqa: RUF012
        "apply": "Take in sheets and letters that came back.",
        "due": "List the duties to look at again, and why.",
        "export": "Write a work sheet for reviewers.",
        "status": "Show which signatures are outstanding.",
    }
    prefix = "review_"


@click.group(name="review", cls=ReviewGroup)
def command() -> None:
    """Send verdicts and questions out for review, and take in what comes back.

    Reviews are kept in a folder of their own, beside what is computed; docs/reviews.md tells its form.

    \b
    Examples:
      gapcheck review export budapest --as-at today --out sheet.xlsx --agency "New Zealand Police"
      gapcheck review apply sheet.xlsx letter.docx --to reviews
      gapcheck review status budapest --as-at today --reviews reviews --fail-on unsigned
      gapcheck review due budapest --as-at today --reviews reviews
    """
