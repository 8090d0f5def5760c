"""Rules that were read in a text that is old, or of which nobody knows how old it is."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.text_age import OLD_AFTER_YEARS, old_text
from gapcheck.lint.finding import LintFinding, on_rule
from gapcheck.model.base import Source
from gapcheck.model.law import RuleEntry


def lint_text_age(catalogue: Catalogue) -> Iterator[LintFinding]:
    """One finding for each rule in force that was read in an old text, and for each rule whose Act was read undated.

    Nothing is found where the catalogue does not say up to which day the law was looked through.
    """
    known = catalogue.law_known_to
    if known is None:
        return
    for entry in catalogue.rules:
        if (read := old_text(entry, known)) is not None:
            message = f"read in a text as at {read}, more than {OLD_AFTER_YEARS} years before {known}"
            yield on_rule(catalogue, "old-text", entry, message, f"a text of the {OLD_AFTER_YEARS} years before")
        if any(_undated(entry, source) for source in entry.rule.source):
            message = f"the {entry.act.title} was read, and no day is given for the text"
            yield on_rule(catalogue, "undated-text", entry, message, "'text_as_at' on the source")


def _undated(entry: RuleEntry, source: Source) -> bool:
    """Whether a source is the rule's own Act, read in a text without a day."""
    return source.ref == entry.act.title and source.checked == "verified" and source.text_as_at is None
