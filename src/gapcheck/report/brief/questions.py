"""The questions of law in the brief, each with our view, the argument that leads to it, and what would move."""

from __future__ import annotations

import re

from gapcheck.report.annex.document import Bullets, Line
from gapcheck.report.annex.writer import cell, line, make_table, strong
from gapcheck.report.brief.decision import decision_table
from gapcheck.report.brief.tally import Tally
from gapcheck.report.paper.document import BesideHeading, PaperBlock
from gapcheck.report.rows.questions import QuestionRow, deciding_questions
from gapcheck.wording.running_text import in_sentence

_ORDER = ("open", "fails", "holds")
BESIDE_A_DECISION = 2
"""So many at most where the page also has a decision to put."""


def contested(tally: Tally) -> tuple[PaperBlock, ...]:
    """The questions of law on which an article turns: open ones first, then those that go against the State."""
    turning = [q for q in tally.report.questions if q.turns and _of_law(q)]
    most = min(tally.detail.questions, BESIDE_A_DECISION) if decision_table(tally) else tally.detail.questions
    ranked = sorted(turning, key=_rank)[:most]
    if not ranked:
        return ()
    first = "the first" if most == 1 else f"the first {most}"
    every = len(deciding_questions(tally.report.assessment, tally.report.questions))
    of = f" ({first} of {every})" if every > most else ""
    if not tally.detail.table:
        if len(ranked) == 1:
            asked = f"{ranked[0].asks} ({tally.places(ranked[0].turns)}) "
            return (BesideHeading(f"A question of law{of}", line(asked, *_led(ranked[0]))),)
        told = tuple(line(f"{q.asks} ({tally.places(q.turns)}) ", *_led(q)) for q in ranked)
        return BesideHeading("Questions of law", line(f"The answer turns on these{of}:")), Bullets(told)
    rows = [(cell(f"{q.asks} ({tally.places(q.turns)})"), cell(_view(q))) for q in ranked]
    columns = (("Question, and what turns on it", 48), ("Our working view, and why", 52))
    return (make_table(f"Questions of law that the answer turns on{of}", columns, rows),)


def _led(question: QuestionRow) -> Line:
    """The view, which stands out, and why."""
    view = question.view_in_words
    return line(strong(view), _view(question).removeprefix(view))


def _of_law(question: QuestionRow) -> bool:
    """Whether it is one to argue; what a text says is one as long as no view on it can be taken."""
    return question.nature == "law" or (question.nature == "text" and question.view == "open")


def _rank(question: QuestionRow) -> tuple[int, bool, bool, int]:
    """Open questions, then what goes against the State, then the rest; in each the weightiest first."""
    stands = _ORDER.index(question.view)
    return stands, question.nature != "law", question.weight != "core", -len(question.turns)


def _view(question: QuestionRow) -> str:
    """The view and the argument that leads to it; of an open question, the two that stand against each other."""
    told, leading = question.view_in_words, question.in_favour if question.view == "holds" else question.against
    if question.view == "open":
        sides = [
            _first_sentence(side[0].text).partition(";")[0] for side in (question.in_favour, question.against) if side
        ]
        return f"{told}. {'; but '.join(_but(sides))}." if sides else told
    return f"{told}. {_first_sentence(leading[0].text)}." if leading else told


def _but(sides: list[str]) -> list[str]:
    """The second of two sides as it stands inside a sentence."""
    return [side if number == 0 else in_sentence(side) for number, side in enumerate(sides)]


def _first_sentence(text: str) -> str:
    """The first sentence of an argument, without its stop."""
    return re.split(r"(?<=[.;])\s+(?=[A-Z])", text, maxsplit=1)[0].rstrip(".")
