"""What moved an article, in the short phrases of a timeline."""

from __future__ import annotations

from datetime import date

from gapcheck.model.law import RuleEntry
from gapcheck.model.position import Exercise
from gapcheck.wording.citation import cite_rule
from gapcheck.wording.dates import long_date

SURVEY_BEGINS = "The survey of the law begins on this day"


def exercised_on(exercise: Exercise, how: str, whose: str) -> str:
    """``New Zealand's reservation of 28 August 2014: it leaves out small files.``"""
    return f"{whose} {how} of {long_date(exercise.date)}: {exercise.text}"


def rule_began_or_ended(entry: RuleEntry, day: date) -> str:
    """``Start of Crimes Act 1961, s 252``, or ``Repeal or expiry of`` a rule that does not begin on the day."""
    began = entry.rule.in_force.start == day
    return f"{'Start' if began else 'Repeal or expiry'} of {cite_rule(entry)}"
