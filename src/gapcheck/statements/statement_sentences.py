"""What officials said and how it stands to the verdicts, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gapcheck.model.law import RuleEntry
from gapcheck.model.policy import Claim, Statement
from gapcheck.wording.citation import cite_rule
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join

if TYPE_CHECKING:
    from gapcheck.statements.statement_comparison import DayVerdict, StatementComparison

_CLAIMED: Mapping[Claim, str] = {
    "suffices": "the law suffices",
    "change-needed": "the law has to change",
    "partly": "the law answers it in part",
    "open": "it is too early to say",
}


def comparison_sentence(comparison: StatementComparison) -> str:
    """A statement, and whether the verdicts bear it out."""
    statement, then, now = comparison.statement, comparison.then, comparison.now
    if then is None or now is None:
        outcome = no_article(statement.subject) if not comparison.about else made_later(comparison.as_at)
    else:
        outcome = _outcome(comparison, then, since(then, now, comparison.changed_by))
    return f"{claimed(statement)} {outcome}"


def claimed(statement: Statement) -> str:
    """``Minister of Justice, 1 July 2026: the law has to change (Cabinet paper, [12]).``"""
    where = join(f"{s.ref}, {s.pinpoint}" for s in statement.source)
    return f"{statement.speaker}, {long_date(statement.as_at)}: {_CLAIMED[statement.claim]} ({where})."


def no_article(subject: str | None) -> str:
    """There is nothing to hold the statement against.

    >>> no_article("data retention")
    'No article treats data retention, so there is no verdict to hold it against.'
    """
    return f"No article treats {subject}, so there is no verdict to hold it against."


def made_later(day: date) -> str:
    """The statement is younger than the law that is asked about.

    >>> made_later(date(2026, 7, 1))
    'It was made after 1 July 2026.'
    """
    return f"It was made after {long_date(day)}."


def since(then: DayVerdict, now: DayVerdict, changed_by: Sequence[str]) -> str:
    """``On 1 July 2026 it is met, since Crimes Amendment Act 2025.`` Nothing where the verdict is the same."""
    if then.words == now.words:
        return ""
    by = f", since {join(changed_by)}" if changed_by else ""
    return f" On {long_date(now.day)} it is {now.words}{by}."


def _outcome(comparison: StatementComparison, then: DayVerdict, moved: str) -> str:
    day = long_date(then.day)
    match comparison.result:
        case "agrees":
            return f"The verdict agrees: on {day} it is {then.words}.{moved}"
        case "disagrees":
            return f"The verdict disagrees: on {day} it is {then.words}.{moved}"
        case "superseded":
            return f"It is superseded by a later change: on {day} the verdict is {then.words}.{moved}"
        case "undecided" if comparison.statement.claim == "open":
            return f"There is nothing to bear out: on {day} the verdict is {then.words}.{moved}"
        case "undecided":
            return f"The verdict neither bears it out nor contradicts it: on {day} it is {then.words}.{moved}"
        case "not_comparable":
            return f"It cannot be held against the verdict: on {day} that is {then.words}.{moved}"


def lodged_on(day: date, state: str) -> str:
    """A declaration or reservation among what changed a verdict.

    >>> lodged_on(date(2026, 7, 1), "New Zealand")
    'what New Zealand lodged on 1 July 2026'
    """
    return f"what {state} lodged on {long_date(day)}"


def end_of(entry: RuleEntry) -> str:
    """A rule that ended among what changed a verdict: ``the end of Crimes Act 1961, s 252``."""
    return f"the end of {cite_rule(entry)}"
