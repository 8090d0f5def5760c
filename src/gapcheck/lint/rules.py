"""Every rule of the lint: its code, its level, what it says and why. SARIF output and docs/lints.md are made from this
table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""The levels, the gravest first."""


def reaches(level: Level, least: Level) -> bool:
    """Whether a level is as grave as ``least``, or graver."""
    return LEVELS.index(level) <= LEVELS.index(least)


@dataclass(frozen=True)
class LintRule:
    """One rule: ``description`` is a sentence on what is found, ``rationale`` on why it matters."""

    code: str
    level: Level
    description: str
    rationale: str


_TABLE = (
    # sources
    LintRule(
        "unsourced",
        "error",
        "A duty, rule, position or other statement names no source.",
        "A verdict can be signed off only if each statement it rests on can be looked up.",
    ),
    LintRule(
        "secondary-only",
        "note",
        "The best source of a statement is a summary, reprint or quotation.",
        "Reprints leave out amendments and summaries leave out words; the text itself has still to be read.",
    ),
    LintRule(
        "unverified",
        "note",
        "Nobody has read any of the sources of a statement.",
        "Such a statement is a lead for research, and what rests on it should not leave the office as a finding.",
    ),
    LintRule(
        "old-text",
        "note",
        "A rule that is in force was read in a text that is more than two years older than the day up to which the law "
        "was looked through.",
        "What Parliament changed since then is not in it; the rule has to be read again in the present text.",
    ),
    LintRule(
        "undated-text",
        "note",
        "A source of a statute that was read does not say as at which day the text was.",
        "Nobody can tell which amendments the text already had.",
    ),
    # surveys
    LintRule(
        "unsurveyed",
        "warning",
        "A duty that is judged has no survey.",
        "Without the record that somebody has looked, the absence of a rule proves nothing and the duty "
        "stays not assessed.",
    ),
    LintRule(
        "survey-without-acts",
        "warning",
        "A survey names nothing that was looked through.",
        "It turns what is not found into unmet, but does not say where anybody looked.",
    ),
    LintRule(
        "survey-before-rules",
        "warning",
        "A survey names only Acts of which no rule is on record.",
        "Written before the rules, it makes a duty unmet that nobody has judged; until they are written it is not "
        "assessed.",
    ),
    # usage
    LintRule(
        "unused-rule",
        "warning",
        "A rule reaches no duty that is judged, and supports no rule that does.",
        "It bears on no verdict: either a duty is missing, or a concept in one of its conditions is not "
        "the one that duties use.",
    ),
    LintRule(
        "unused-concept",
        "warning",
        "A concept is used nowhere, and links no two that are.",
        "It is often a second name for a concept in use, which would keep a rule from a duty that it answers.",
    ),
    LintRule(
        "unused-facet",
        "warning",
        "A facet is used by no duty, rule, narrowing, waiver or exception, and anchors no kind in use.",
        "A dimension that nothing describes suggests that its conditions were put under another facet.",
    ),
    LintRule(
        "unused-kind",
        "warning",
        "No duty and no rule is of a kind.",
        "Duties and rules meet only in one kind, so a kind without either is a misnomer or a remnant.",
    ),
    # contents
    LintRule(
        "no-contents",
        "note",
        "An instrument has no list of its articles.",
        "Without the list nobody can tell that an article was forgotten.",
    ),
    LintRule(
        "article-missing",
        "warning",
        "An article of the list of contents is not in the catalogue.",
        "A matrix that leaves an article out reads as if it asked for nothing.",
    ),
    LintRule(
        "article-not-listed",
        "warning",
        "An article is not in the instrument's list of contents.",
        "Its number is wrong, or it belongs to another version of the text.",
    ),
    LintRule(
        "heading-differs",
        "warning",
        "The heading of an article is not the one in the list of contents.",
        "A heading that moved by a number is the first sign that a whole chapter is numbered after another draft.",
    ),
    LintRule(
        "duty-outside-article",
        "warning",
        "The id of a duty does not begin with the number of its article.",
        "The id is printed as the pinpoint, so the citation would name the wrong article.",
    ),
    # intervals
    LintRule(
        "act-after-commencement",
        "warning",
        "A rule begins in a year before that of the Act or order said to have brought it into force.",
        "Legislation seldom reaches back; a slip here moves a verdict on every date in between.",
    ),
    LintRule(
        "enacted-year",
        "warning",
        "The date of assent is not in the year of the Act that is cited for it.",
        "The year in a title is that of assent, so either the date or the citation is wrong.",
    ),
    LintRule(
        "rule-before-its-act",
        "warning",
        "A rule begins before the year of its own Act.",
        "Earlier law stands under the Act that was then in force; otherwise it would be cited under an Act "
        "that did not exist.",
    ),
    LintRule(
        "interval-gap",
        "note",
        "Between two intervals of a rule there is a time in which it does not hold.",
        "Repeal and later re-enactment are possible, but a gap is more often a slip in a date.",
    ),
    # sections
    LintRule(
        "section-clash",
        "warning",
        "Two sections of one Act have the same number at the same time, with different PCO ids.",
        "One number names one section at a time, so one of the ids or intervals is wrong and links lead to "
        "the wrong text.",
    ),
    LintRule(
        "section-replaced",
        "note",
        "A number was used for a section that is repealed, and again for another.",
        "Links and text hashes go by the PCO id; a citation of such a number needs its date.",
    ),
    LintRule(
        "section-listed-twice",
        "warning",
        "A section is listed twice, and PCO ids do not tell the two apart.",
        "Rules of one section belong together; if two sections had the number at different times, their "
        "PCO ids would say so.",
    ),
    LintRule(
        "pco-id-shared",
        "warning",
        "Two sections have the same PCO id.",
        "The id stands for one section in the official text, so one of the links leads to the wrong place.",
    ),
    # penalties
    LintRule(
        "penalty-differs",
        "warning",
        "Offences of one subsection give different maximum terms of imprisonment at the same time.",
        "Paragraphs of a subsection mostly share their penalty, and thresholds in treaties turn on it.",
    ),
    LintRule(
        "sanction-differs",
        "warning",
        "An offence gives another maximum term of imprisonment than the sanction of its section.",
        "The same penalty is stated twice, so one of the two is wrong; a sanction that several offences "
        "share may state the least.",
    ),
    # citations
    LintRule(
        "unresolved-citation",
        "note",
        "An official statement cites a section or an article, and does not make certain of which Act or treaty.",
        "A reader would look the number up in the wrong text; gapcheck never guesses which one is meant.",
    ),
    # questions
    LintRule(
        "point-without-question",
        "warning",
        "An arguable point is in no question.",
        "Nobody has weighed it, so that a verdict which turns on it stays contested and no output can say why.",
    ),
    LintRule(
        "one-sided-question",
        "note",
        "A question has no argument on one of its sides.",
        "A view is worth what it says to the other side's counsel; where nothing can be said, it may be no question.",
    ),
    LintRule(
        "ground-without-names",
        "note",
        "A general ground of a reading names no instrument.",
        "A statement that does not speak to the point settles it only for the instruments that it names, so this one "
        "settles nothing.",
    ),
)

RULES: Mapping[str, LintRule] = {rule.code: rule for rule in _TABLE}
