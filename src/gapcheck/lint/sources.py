"""Statements whose sources are missing, or were not read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from gapcheck.catalogue import Catalogue
from gapcheck.lint.finding import LintFinding, finding
from gapcheck.statements import Statement, statements, statements_of_reforms


def lint_sources(catalogue: Catalogue) -> Iterator[LintFinding]:
    """One finding for each statement without a source that was read itself."""
    for statement in chain(statements(catalogue), statements_of_reforms(catalogue)):
        checked = {source.checked for source in statement.sources}
        if not checked:
            yield _found(catalogue, "unsourced", statement, "names no source", "at least one source with its pinpoint")
        elif checked == {"unverified"}:
            yield _found(catalogue, "unverified", statement, "rests on sources that nobody has read", "a source that was read")
        elif "verified" not in checked:
            message = "rests on a summary, reprint or quotation"
            yield _found(catalogue, "secondary-only", statement, message, "the text itself")


def _found(catalogue: Catalogue, code: str, statement: Statement, message: str, expected: str) -> LintFinding:
    return finding(catalogue, code, statement.key, f"the {statement.what} {message}", expected, statement.place)
