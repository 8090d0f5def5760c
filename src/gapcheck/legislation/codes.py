"""What holding the catalogue against the official text can find. The codes are stable."""

from __future__ import annotations

from collections.abc import Mapping

from gapcheck.lint.rules import LintRule

_TABLE = (
    LintRule(
        "section-missing",
        "error",
        "The official text has no such section.",
        "A verdict cites a section that nobody can find; the number is wrong, or the section was never "
        "there on that day.",
    ),
    LintRule(
        "section-repealed",
        "error",
        "The official text shows the section as repealed, expired, spent or not in force.",
        "The rule is encoded as law on a day when it was not.",
    ),
    LintRule(
        "section-renumbered",
        "error",
        "The PCO id of the section stands under another number in the official text, or the number under another id.",
        "The number is what is printed before Ministers, and the id is what tells the section from one "
        "that took its number.",
    ),
    LintRule(
        "pinpoint-missing",
        "warning",
        "The section is there, but not the subsection or paragraph that the rule is named after.",
        "A pinpoint that leads nowhere is a wrong citation.",
    ),
    LintRule(
        "heading-differs",
        "warning",
        "The heading of the section is another one in the official text.",
        "A heading changes when the law does, or it was copied wrongly, or the number is that of another section.",
    ),
    LintRule(
        "amended-after",
        "warning",
        "A history note shows an amendment within the interval of the rule.",
        "The rule says that nothing changed in its interval. Somebody has to say that the amendment did "
        "not touch it, or split it.",
    ),
    LintRule(
        "penalty-differs",
        "error",
        "The maximum term of imprisonment is another one in the official text.",
        "Thresholds in treaties turn on the maximum penalty.",
    ),
    LintRule(
        "text-differs",
        "error",
        "The official text is not the one that was accepted.",
        "What the rule was read from has changed since.",
    ),
)

CODES: Mapping[str, LintRule] = {rule.code: rule for rule in _TABLE}
