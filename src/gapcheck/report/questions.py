"""Questions for notebooks and the terminal: as a pandas frame, and as an HTML table that shows what matters first."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from gapcheck.catalogue.frame_library import needs_pandas
from gapcheck.html_table import bordered_table
from gapcheck.report.rows.questions import NATURES, QuestionRow
from gapcheck.wording.words import join

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("id", "title", "asks", "nature", "weight", "view", "strength", "confirm_with", "settled_by", "by")
HEAD = ("Question", "Our view", "Turns on it", "Kind", "Who can settle it")


def question_frame(rows: Sequence[QuestionRow]) -> pd.DataFrame:
    """One row for each question. Text columns are empty where there is nothing; lists are joined by ``; ``.

    ``turns`` holds the articles that would change, ``duties`` the full ids of the duties that it bears on, ``for`` and
    ``against`` the arguments with their authorities, ``points`` the arguable points.
    """
    needs_pandas()
    import pandas as pd

    data: dict[str, object] = {name: [getattr(row, name) for row in rows] for name in COLUMNS}
    data["date"] = [row.viewed_on for row in rows]
    data["turns"] = ["; ".join(row.turns) for row in rows]
    data["duties"] = ["; ".join(row.duties) for row in rows]
    data["for"] = [" ".join(a.words for a in row.in_favour) for row in rows]
    data["against"] = [" ".join(a.words for a in row.against) for row in rows]
    data["points"] = ["; ".join(row.points) for row in rows]
    return pd.DataFrame(data)


def question_html(rows: Sequence[QuestionRow]) -> str:
    """A table of the questions: what is asked, our view, what turns on it, and who can settle it."""
    return bordered_table(HEAD, [tuple(map(escape, question_cells(row))) for row in rows])


def question_cells(row: QuestionRow) -> tuple[str, str, str, str, str]:
    """The cells of a table for people, in the order of ``HEAD``."""
    return row.asks, row.view_in_words, turns_in_words(row), NATURES[row.nature], row.confirm_with or row.settled_by


def turns_in_words(row: QuestionRow) -> str:
    """The articles that turn on a question: ``arts 14 and 18``."""
    if not row.turns:
        return "no article"
    return f"{'arts' if len(row.turns) > 1 else 'art'} {join(row.turns)}"
