"""The contested questions of the brief, each with our view and what would move."""

from __future__ import annotations

from gapcheck.report.annex.document import Table
from gapcheck.report.annex.writer import cell, make_table
from gapcheck.report.brief.tally import Tally
from gapcheck.report.rows.questions import QuestionRow

MOST = 3


def contested_table(tally: Tally) -> tuple[Table, ...]:
    """The questions of law on which an article turns: those that are open first, then those that turn most."""
    turning = [q for q in tally.report.questions if q.turns and q.nature == "law"]
    if not turning:
        return ()
    ranked = sorted(turning, key=_rank)
    rows = [(cell(q.asks), cell(_view(q)), cell(tally.places(q.turns))) for q in ranked[:MOST]]
    of = f" (the first {MOST} of {len(turning)})" if len(turning) > MOST else ""
    columns = (("Question", 58), ("Our working view", 24), ("Turns on it", 18))
    return (make_table(f"Contested questions of law{of}", columns, rows),)


def _rank(question: QuestionRow) -> tuple[bool, bool, int]:
    return (question.view != "open", question.weight != "core", -len(question.turns))


def _view(question: QuestionRow) -> str:
    return question.view_in_words
